"""Concentration by country of origin and by supplier, held against every completion."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, product

import pytest

from analysis.deriving import bounds, derived
from madein import breakdown
from madein.analysis.concentration.index import concentration
from madein.question import Event

EVENT = Event(name="event", label="Event", date=date(2022, 6, 15))
BEFORE, AFTER = date(2022, 5, 4), date(2023, 7, 1)


def made(rows, proposals=(), only=None):
    return derived(
        concentration, *rows, proposals=proposals, only=only, events=(EVENT,)
    )


STORED = Fraction(1, 10**12)  # how far a stored bound may be from the exact one


def squares(values):
    return Fraction(sum(v * v for v in values), sum(values) ** 2)


def usd(amount):
    return Decimal(amount)


def test_shares_of_thirty_thirty_twenty_and_twenty():
    rows = [
        {"origin": code, "usd": usd(amount)}
        for code, amount in (("KR", 30), ("CN", 30), ("DE", 20), ("TR", 20))
    ]

    found = made(rows)

    assert bounds(found["F1", None, None]) == (usd("0.26"), usd("0.26"))
    assert bounds(found["F2", None, None]) == (usd("3.846153846154"),) * 2
    assert bounds(found["F3", None, None]) == (usd("0.3"), usd("0.3"))
    assert found["F1", None, None]["caveats"] == ["Not above 0.4, by at least 0.14."]
    assert found["F3", None, None]["caveats"] == [
        "Which is the largest is not determinable."
    ]
    assert found["F1", None, None]["rows"] == 4
    assert found["F1", None, None]["parts"] == [
        f"F1a.{c}" for c in ("CN", "KR", "DE", "TR")
    ]


def test_value_of_unknown_origin_straddles_the_threshold():
    rows = [
        {"origin": code, "usd": usd(amount)}
        for code, amount in (("KR", "15.5"), ("CN", 10), ("DE", 5), (None, "3.5"))
    ]

    index = made(rows)["F1", None, None]

    assert bounds(index) == (usd("0.315960207612"), usd("0.420415224913"))
    assert index["caveats"] == ["Whether it is above 0.4 is not determinable."]


def test_the_largest_is_named_where_it_is_the_same_in_every_case():
    rows = [
        {"origin": "KR", "usd": usd(60)},
        {"origin": "CN", "usd": usd(20), "registered": AFTER},
        {"origin": None, "usd": usd(20), "registered": AFTER},
    ]

    found = made(rows)

    assert bounds(found["F3", "KR", None]) == (usd("0.6"), usd("0.8"))
    assert bounds(found["F3", "KR", "before"]) == (1, 1)
    assert bounds(found["F3", "after", None]) == (usd("0.5"), 1)
    assert bounds(found["F1", "2022", None]) == (1, 1)
    assert bounds(found["F1", "2023", None]) == (usd("0.25"), 1)


def test_nothing_at_all_is_not_determinable():
    index = made([])["F1", None, None]

    assert (index["at_least"], index["reason"]) == (None, "BASIS_MISSING")
    assert index["caveats"] == ["The records held have no imports here to divide by."]


def test_a_row_without_a_value_leaves_the_greatest_open():
    rows = [{"origin": "KR"}, {"origin": "CN", "usd": None}]

    assert bounds(made(rows)["F1", None, None]) == (usd("0.5"), 1)


MONTH = {"registered": None, "registered_month": date(2022, 6, 1)}
DAYS = ({"registered": BEFORE}, {"registered": AFTER}, MONTH)


def drawn(seed, rows, column, values):
    """SYNTHETIC rows, some of an open day or an open value; the same for a seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        {
            column: chance.choice([*values, None]),
            "usd": usd(chance.randint(1, 5)),
            "member": chance.choice([True, True, None]),
            **chance.choice(DAYS),
        }
        for _ in range(rows)
    ]


def completions(rows):
    """Every way: a row counts or not, an origin is one of five, a side is one of two."""
    ways = []
    for row in rows:
        origins = [row["origin"]] if row["origin"] else ["KR", "CN", "n1", "n2", "n3"]
        day = row["registered"]
        sides = (
            ["before", "after"]
            if day is None
            else ["before" if day == BEFORE else "after"]
        )
        counts = [True] if row["member"] else [True, False]
        ways.append([*product(origins, sides, counts)])
    for way in product(*ways):
        yield [
            (origin, side, int(row["usd"]))
            for row, (origin, side, counts) in zip(rows, way, strict=True)
            if counts
        ]


@pytest.mark.parametrize("seed", range(5))
def test_no_completion_of_the_rows_is_outside(seed):
    rows = drawn(seed, 4, "origin", ["KR", "KR", "CN"])

    found = made(rows, only=(0,))

    for way in completions(rows):
        for period in (None, "before", "after"):
            totals: dict[str, int] = {}
            for origin, side, amount in way:
                if period in {None, side}:
                    totals[origin] = totals.get(origin, 0) + amount
            if totals and ("F1", period, None) in found:
                low, high = bounds(found["F1", period, None])
                assert low - STORED <= squares(totals.values()) <= high + STORED


def pair(left, right):
    return {
        "left_party": left,
        "right_party": right,
        "says": [],
        "score": 0.8,
        "usd": 0,
        "status": "open",
    }


FIRMS = ("P-a", "P-b", "P-c", "P-d", "P-e")


def merged(pairs):
    """Every way in which proposals turn out: some of the pairs are one."""
    for chosen in product([True, False], repeat=len(pairs)):
        name = {firm: firm for firm in (*FIRMS, "n")}
        for is_one, (left, right) in zip(chosen, pairs, strict=True):
            if is_one:
                gone = name[right]
                name = {f: name[left] if n == gone else n for f, n in name.items()}
        yield name


@pytest.mark.parametrize("seed", range(5))
def test_no_way_in_which_suppliers_turn_out_to_be_one_is_outside(seed, monkeypatch):
    monkeypatch.setattr(breakdown, "SHOWN", 2)
    rows = [row | {"member": True} for row in drawn(seed, 8, "supplier", FIRMS)]
    pairs = random.Random(seed).sample(list(combinations(FIRMS, 2)), 2)  # noqa: S311 - no secret

    found = made(rows, [pair(*one) for one in pairs], only=(3,))

    for name, unnamed in product(merged(pairs), [*FIRMS, "n"]):
        for period in (None, "before", "after"):
            totals: dict[str, int] = {}
            for row in rows:
                side = {BEFORE: "before", AFTER: "after"}.get(row["registered"])
                if period in {None, side}:
                    firm = name[row["supplier"] or unnamed]
                    totals[firm] = totals.get(firm, 0) + int(row["usd"])
            if totals and ("F4", period, None) in found:
                low, high = bounds(found["F4", period, None])
                assert low - STORED <= squares(totals.values()) <= high + STORED


def test_suppliers_beyond_those_shown_are_as_many_and_as_large_as_they_are():
    rows = [{"supplier": f"P-{n:02}", "usd": usd(100)} for n in range(30)]

    found = made(rows)

    # Of the thirty, 25 have a figure; the others are five, of 100 dollars at most.
    assert bounds(found["F4", None, None]) == (usd("0.033333333333"),) * 2
    assert bounds(found["F5", None, None]) == (30, 30)


# --- suppliers beyond those shown, by hand ----------------------------------------------


def sent(supplier, amount, **cells):
    value = None if amount is None else usd(amount)
    return {"supplier": supplier, "usd": value, **cells}


ABC = [sent("P-a", 55), sent("P-b", 25), sent("P-c", 20)]
INDEX, TOP = "F4", "F6"


@pytest.fixture
def _two_shown(monkeypatch):
    monkeypatch.setattr(breakdown, "SHOWN", 2)


def suppliers(rows, pairs=(), places=(3, 5)):
    return made(rows, [pair(*one) for one in pairs], only=places)


@pytest.mark.usefixtures("_two_shown")
@pytest.mark.parametrize(
    ("rows", "pairs", "index", "top"),
    [
        # One firm is not shown: 0.55^2 + 0.25^2 + 0.2^2.
        (ABC, [], ("0.405", "0.405"), ("0.55", "0.55")),
        # It may be the first: 0.75^2 + 0.25^2.
        (ABC, [("P-a", "P-c")], ("0.405", "0.625"), ("0.55", "0.75")),
        # Or the second: but what may be another's is taken as anybody's.
        (ABC, [("P-b", "P-c")], ("0.405", "0.625"), ("0.55", "0.75")),
        # The two that are shown may be one.
        (ABC, [("P-a", "P-b")], ("0.405", "0.68"), ("0.55", "0.8")),
        # All three may be one, by way of the third.
        (ABC, [("P-a", "P-c"), ("P-b", "P-c")], ("0.405", "1"), ("0.55", "1")),
        # Two beyond may be one: 5 each, or 10.
        (
            [*ABC[:2], sent("P-c", 10), sent("P-d", 10)],
            [("P-c", "P-d")],
            ("0.385", "0.405"),
            ("0.55", "0.55"),
        ),
        # What may not be of the subject: 20 more or not.
        (
            [sent("P-a", 60), sent("P-b", 40), sent("P-c", 20, member=None)],
            [],
            ("0.388888888889", "0.52"),
            ("0.5", "0.6"),
        ),
    ],
)
def test_suppliers_that_are_not_shown_by_hand(rows, pairs, index, top):
    found = suppliers(rows, pairs)

    assert bounds(found[INDEX, None, None]) == tuple(map(Fraction, index))
    assert bounds(found[TOP, None, None]) == tuple(map(Fraction, top))


@pytest.mark.usefixtures("_two_shown")
def test_a_supplier_without_a_value_may_outweigh_all_others():
    found = suppliers([*ABC, sent("P-c", None)])

    assert bounds(found[INDEX, None, None])[1] == 1
    assert bounds(found[TOP, None, None])[1] == 1


@pytest.mark.usefixtures("_two_shown")
def test_the_largest_supplier_is_named_where_no_other_may_be_larger():
    named = suppliers(ABC, [("P-a", "P-c")], places=(5,))
    equal = [sent("P-a", 45), sent("P-b", 25), sent("P-c", 20)]
    unnamed = suppliers(equal, [("P-b", "P-c")], places=(5,))
    kin = [sent("P-a", 40), sent("P-b", 39)]

    assert bounds(named[TOP, "P-a", None]) == (Fraction("0.55"), Fraction("0.75"))
    assert (TOP, "P-a", None) not in unnamed
    assert unnamed[TOP, None, None]["caveats"] == [
        "Which is the largest is not determinable."
    ]
    assert (TOP, "P-a", None) in suppliers(kin, [("P-a", "P-b")], places=(5,))


@pytest.mark.usefixtures("_two_shown")
def test_rows_of_no_known_side_are_of_suppliers_of_either():
    rows = [*ABC, sent("P-c", 20, registered=AFTER), sent("P-d", 5, **MONTH)]
    found = suppliers(rows, [("P-a", "P-c")], places=(3,))

    # Before: 55, 25 and 20, of which the last may be the first's; and 5 that may come.
    low, high = bounds(found[INDEX, "before", None])
    assert low <= Fraction(55**2 + 25**2 + 20**2 + 5**2, 105**2)
    assert high >= Fraction(75**2 + 25**2, 100**2)
    # Since: 20 of one, and 5 of another or not.
    low, high = bounds(found[INDEX, "after", None])
    assert low <= Fraction(20**2 + 5**2, 25**2)
    assert high == 1
