"""Numbers of imports: rows or declarations, and both where a claim does not say."""

from decimal import Decimal

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
