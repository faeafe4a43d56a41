"""Shares of any dimension, with bounds over what is open."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from analysis.deriving import bounds, derived
from madein import breakdown
from madein.analysis import shares as module
from madein.analysis.shares import shares
from madein.question import Event

EVENT = Event(name="event", label="Event", date=date(2022, 6, 15))
ORIGIN, GOODS, SUPPLIER = 0, 4, 5


def usd(amount):
    return Decimal(amount)


def found_of(place, *rows, proposals=()):
    found = derived(shares, *rows, only=(place,), proposals=proposals)
    return {cell: bounds(f) for (_, cell, _), f in found.items() if cell is not None}


def test_each_dimension_has_shares_of_the_period_and_since_each_event():
    row = {"registered": date(2022, 7, 1), "supplier": "P-a", "trading": "KR"}

    found = derived(shares, row, {**row, "sender_country": "HK"}, events=(EVENT,))

    heads = [f["label"] for (_, cell, _), f in found.items() if cell is None]
    dimensions = (
        "country of origin",
        "country of dispatch",
        "trading country",
        "country of the sender",
        "product group",
        "supplier",
    )
    assert heads == [
        *(f"Share of imports by {name}" for name in dimensions),
        *(f"Share of imports by {name} since 15 Jun 2022" for name in dimensions),
        "Share of imports by year",
    ]
    assert bounds(found["F13", "2022", None]) == (1, 1)
    assert bounds(found["F4", "HK", None]) == (Fraction(1, 2), 1)


def test_beyond_the_largest_the_others_share_one_figure(monkeypatch):
    monkeypatch.setattr(module, "SHOWN", 2)
    rows = [
        {"origin": code, "usd": usd(amount)}
        for code, amount in (("KR", 50), ("CN", 20), ("DE", 6), ("TR", 4), (None, 20))
    ]

    assert found_of(ORIGIN, *rows) == {
        "KR": (Fraction(1, 2), Fraction(7, 10)),
        "CN": (Fraction(1, 5), Fraction(2, 5)),
        "other": (Fraction(1, 10), Fraction(3, 10)),
    }


def test_goods_of_no_group_that_is_known_may_be_of_each():
    rows = [{"goods": "sensors", "usd": usd(75)}, {"goods": None, "usd": usd(25)}]

    assert found_of(GOODS, *rows) == {"sensors": (Fraction(3, 4), 1)}


def pair(left, right):
    usual = {"says": [], "score": 0.8, "usd": 0, "status": "open"}
    return usual | {"left_party": left, "right_party": right}


def test_a_firm_that_may_be_the_supplier_may_raise_its_share(monkeypatch):
    # SYNTHETIC: two suppliers are shown; P-a may be P-b, and P-c, which has no figure.
    monkeypatch.setattr(breakdown, "SHOWN", 2)
    amounts = {"P-a": 50, "P-b": 20, "P-c": 10, "P-d": 15, None: 5}
    rows = [{"supplier": firm, "usd": usd(amount)} for firm, amount in amounts.items()]
    pairs = [("P-a", "P-b"), ("P-a", "P-c")]

    found = found_of(SUPPLIER, *rows, proposals=[pair(*one) for one in pairs])

    ways = []
    for is_b, is_c, unnamed in product([True, False], [True, False], ["P-a", "P-x"]):
        same = {"P-a"} | ({"P-b"} if is_b else set()) | ({"P-c"} if is_c else set())
        firms = [unnamed if firm is None else firm for firm in amounts]
        own = sum(a for f, a in zip(firms, amounts.values(), strict=True) if f in same)
        ways.append(Fraction(own, 100))
    assert found["P-a"] == (min(ways), max(ways)) == (Fraction(1, 2), Fraction(17, 20))
    assert found["P-b"] == (Fraction(1, 5), Fraction(17, 20))
    assert found["other"] == (Fraction(1, 4), Fraction(3, 10))


def test_a_share_without_any_rows_is_not_determinable():
    found = derived(shares, only=(ORIGIN,))

    assert [(f["reason"], f["caveats"]) for f in found.values()] == [
        ("BASIS_MISSING", ["The records held have no imports here to divide by."])
    ]
