"""Numbers of imports: rows or declarations, and both where a claim does not say."""

from decimal import Decimal
from itertools import product
from random import Random

import pytest

from findings.claiming import (
    CONTRADICTED,
    HELD,
    KOREA,
    SUPPORTED,
    VOUCHED,
    batch,
    left_open,
    result,
    results,
    said,
)
from madein.findings.claims import Where
from madein.scope import CountryRole

THREE = [{"declaration": name} for name in ("1", "2", "3")]


SAID = [
    ("3", SUPPORTED),
    (3, SUPPORTED),
    ("at least 3", SUPPORTED),
    ("more than 3", CONTRADICTED),
    ("fewer than 4", SUPPORTED),
    ("almost 4", SUPPORTED),
    ("2", CONTRADICTED),
    ("4", CONTRADICTED),
    ("none", CONTRADICTED),
]


@pytest.mark.parametrize("unit", ["rows", "declarations"])
def test_a_number_of_imports_is_held_against_its_wording(unit):
    cases = [(THREE, {"says": says}, VOUCHED, wanted) for says, wanted in SAID]

    assert results(cases, measure="count", unit=unit) == cases


def test_rows_that_are_not_held_can_only_add_to_a_number():
    cases = [
        (THREE, {"says": says}, HELD, wanted)
        for says, wanted in [
            ("3", SUPPORTED),
            ("at least 3", SUPPORTED),
            ("2", CONTRADICTED),
            ("4", left_open("COVERAGE_GAP")),
            ("at most 3", left_open("COVERAGE_GAP")),
            ("none", CONTRADICTED),
        ]
    ]

    assert results(cases, measure="count", unit="rows") == cases


UNCLEAR = [
    ({"origin": None}, (1, 2), "ORIGIN_GROUP"),
    ({"member": None}, (1, 2), "NAME_ONLY"),
    ({"registered": None}, (1, 2), "DATES_STRADDLE"),
    ({"counted": None}, (1, 2), "BASIS_MISSING"),
    ({"doubt": "perhaps"}, (1, 2), "POSSIBLE_COPY"),
    ({"usd": None}, (2, 2), None),
]


def test_an_unclear_row_leaves_a_number_open_with_its_reason():
    asked = {"measure": "count", "says": "1", "unit": "rows", "where": KOREA}
    found = batch([([{}, row], asked) for row, _, _ in UNCLEAR])

    assert [(said(row), (row["at_least"], row["at_most"])) for row in found] == [
        (CONTRADICTED if reason is None else left_open(reason), bounds)
        for _, bounds, reason in UNCLEAR
    ]


def test_items_and_declarations_that_differ_leave_a_bare_number_open():
    rows = [{"declaration": "1"}, {"declaration": "1"}, {"declaration": "2"}]
    found = result(rows, measure="count", says="2")

    assert said(found) == left_open("BASIS_MISSING")
    assert found["shows"] == (
        "in rows: 3 rows (contradicted); in declarations: 2 declarations (supported)"
    )
    assert found["basis"] == "no unit stated: answered in rows and declarations"
    assert found["allows"] == "2"


def test_a_bare_number_is_answered_where_items_and_declarations_agree():
    assert said(result(THREE, measure="count", says="3")) == SUPPORTED


def test_rows_without_a_declaration_may_be_of_one_or_of_many():
    rows = [{"declaration": None}, {"declaration": None}]
    found = result(rows, measure="count", says="1", unit="declarations")

    assert said(found)[0] == "not determinable"
    assert (found["at_least"], found["at_most"]) == (1, 2)


@pytest.mark.parametrize(
    ("where", "count"),
    [
        (Where(hs=("85",)), "1"),
        (Where(hs=("85", "87")), "2"),
        (Where(at_least_usd=Decimal(100)), "2"),
        (Where(at_least_usd=Decimal("100.01")), "1"),
    ],
)
def test_codes_and_a_smallest_value_tell_which_rows_are_meant(where, count):
    rows = [{"hs": "8542310000"}, {"hs": "870829", "usd": Decimal(200)}]

    found = result(rows, measure="count", says=count, unit="rows", where=where)

    assert said(found) == SUPPORTED


@pytest.mark.parametrize(
    ("row", "where", "reason"),
    [
        ({"hs": "85"}, Where(hs=("8542",)), "HS_CUT"),
        ({"hs": None}, Where(hs=("8542",)), "HS_CUT"),
        ({"usd": None}, Where(at_least_usd=Decimal(5)), "BASIS_MISSING"),
    ],
)
def test_a_row_that_may_be_meant_leaves_the_number_open(row, where, reason):
    found = result([row], measure="count", says="1", unit="rows", where=where)

    assert said(found) == left_open(reason)


def test_what_a_number_allows_is_told_in_whole_rows():
    found = result(THREE, measure="count", says="about 40", unit="rows")

    assert found["allows"] == "40 rows (perhaps from 35 rows to 45 rows, if rounded)"


CHINESE = Where(role=CountryRole.ORIGIN, countries=("CN",))

# --- rows that no sum counts, and that are rows and declarations all the same ------------

CREDIT = {"declaration": "4", "usd": Decimal(-30)}
OUTSIDE = {"declaration": "5", "counted": False}
OF_SAME = {"declaration": "3", "usd": Decimal(-30)}
WITH_LEFT_OUT = [
    # 3 rows, and one that counts or not
    ("at least 4", CREDIT, left_open("BASIS_MISSING")),
    ("at least 4", OUTSIDE, left_open("BASIS_MISSING")),
    ("at least 5", CREDIT, CONTRADICTED),
    ("at most 3", CREDIT, left_open("BASIS_MISSING")),
    ("at most 4", CREDIT, SUPPORTED),
    ("at least 3", CREDIT, SUPPORTED),
    ("3", CREDIT, left_open("BASIS_MISSING")),
    ("2", CREDIT, CONTRADICTED),
    ("4", {**CREDIT, "origin": "CN"}, CONTRADICTED),  # of another country
]


@pytest.mark.parametrize("unit", ["rows", "declarations"])
def test_a_row_that_no_sum_counts_may_be_one_of_a_number(unit):
    cases = [
        ([*THREE, row], {"says": says, "where": KOREA}, VOUCHED, wanted)
        for says, row, wanted in WITH_LEFT_OUT
    ]

    assert results(cases, measure="count", unit=unit) == cases


def test_a_credit_of_a_declaration_that_counts_is_no_other_declaration():
    asked = {"measure": "count", "says": "3", "unit": "declarations"}

    assert said(result([*THREE, OF_SAME], **asked)) == SUPPORTED
    assert said(result([OF_SAME], **asked | {"says": "none"})) == left_open(
        "BASIS_MISSING"
    )


def test_rows_left_out_are_told_beside_the_number():
    found = result([*THREE, CREDIT, OUTSIDE], measure="count", says="3", unit="rows")

    assert found["shows"] == (
        "3 rows; 2 rows of negative value or outside foreign trade statistics may count "
        "as well"
    )


LEFT_IN_QUOTIENTS = [
    # 2 of 3 rows are Korean, 2 of 4 with a credit from China, 3 of 4 with a Korean one
    ({"measure": "share", "of": Where(), "says": "at least 60 %"}, "CN"),
    ({"measure": "share", "of": Where(), "says": "at most 70 %"}, "KR"),
    ({"measure": "ratio", "to": Where(), "says": "at least 0.6 times"}, "CN"),
    ({"measure": "ratio", "to": CHINESE, "says": "at least 2 times"}, "CN"),
]


@pytest.mark.parametrize("unit", ["rows", "declarations"])
@pytest.mark.parametrize(("claim", "origin"), LEFT_IN_QUOTIENTS)
def test_a_row_that_no_sum_counts_may_be_one_of_a_quotient(unit, claim, origin):
    rows = [*THREE[:2], {"declaration": "3", "origin": "CN"}]
    asked = {"where": KOREA, "unit": unit} | claim
    credit = {**CREDIT, "origin": origin}

    assert said(result(rows, **asked)) == SUPPORTED
    assert said(result([*rows, credit], **asked)) == left_open("BASIS_MISSING")


def test_a_row_that_no_sum_counts_may_change_an_order():
    rows = [*THREE[:2], {"declaration": "3", "origin": "CN"}]
    asked = {
        "measure": "ranking",
        "by": "origin",
        "order": ("KR", "CN"),
        "unit": "rows",
    }
    credit = {**CREDIT, "origin": "CN"}

    assert said(result(rows, **asked)) == SUPPORTED
    assert said(result([*rows, credit], **asked)) == left_open("BASIS_MISSING")
    assert said(result([*rows, credit], **asked | {"unit": "US dollars"})) == SUPPORTED


def drawn(rnd):
    """Up to four rows whose origin, importer or standing in sums may be open."""
    return [
        {
            "origin": rnd.choice(["KR", "CN", None]),
            "member": rnd.choice([True, True, None]),
            "usd": Decimal(rnd.choice([100, 100, -30])),
        }
        for _ in range(rnd.randint(1, 4))
    ]


def completions(rows):
    """Numbers of Korean and Chinese rows, each way the open ones may turn out."""
    ways = [
        [origin for origin in ("KR", "CN") if row["origin"] in {origin, None}]
        + [None] * (row["member"] is None or row["usd"] < 0)
        for row in rows
    ]
    return {(way.count("KR"), way.count("CN")) for way in product(*ways)}


HOLDS = [
    (
        {"measure": "count", "says": "at least 2", "where": KOREA},
        lambda korea, _: korea >= 2,
    ),
    (
        {"measure": "share", "says": "at least 50 %", "where": KOREA, "of": Where()},
        lambda korea, china: 2 * korea >= korea + china if korea + china else None,
    ),
    (
        {"measure": "ratio", "says": "at most 2 times", "where": KOREA, "to": CHINESE},
        lambda korea, china: korea <= 2 * china if china else None,
    ),
    (
        {"measure": "ranking", "by": "origin", "order": ("KR", "CN")},
        lambda korea, china: korea > china,
    ),
]


@pytest.mark.parametrize(("claim", "holds"), HOLDS)
def test_a_count_is_decided_only_as_every_way_to_count_decides_it(claim, holds):
    rnd = Random(6)  # noqa: S311 - rows of a test
    rows = [drawn(rnd) for _ in range(24)]
    found = batch([(one, {"unit": "rows"} | claim) for one in rows])

    decided = 0
    for one, row in zip(rows, found, strict=True):
        told = {holds(*way) for way in completions(one)} - {None}
        if row["result"] != "not determinable":
            decided += 1
            assert told <= {row["result"] == "supported"}, one
    assert decided >= 4
