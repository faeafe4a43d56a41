"""Indicators of the EU: the first with bounds, the others not from import rows."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from analysis.deriving import bounds, derived
from madein.analysis import eu_dependency as module
from madein.analysis.eu_dependency import eu_dependency


def row(origin, usd, goods="sensors", day=date(2022, 5, 4)):
    return {"origin": origin, "usd": Decimal(usd), "goods": goods, "registered": day}


def first(*rows):
    found = derived(eu_dependency, *rows, only=(0,))
    return {cell: figure for (_, cell, _), figure in found.items()}


def test_only_origins_outside_the_eu_count():
    rows = [row("CN", 60), row("KR", 40), row("DE", 900)]

    found = first(*rows)

    assert bounds(found[None]) == (Fraction("0.52"), Fraction("0.52"))
    assert found[None]["caveats"][0] == "Above 0.4, by at least 0.12."
    assert found[None]["rows"] == 2


def test_the_united_kingdom_is_outside_once_it_has_left():
    inside = [row("GB", 50, day=date(2020, 1, 31)), row("CN", 50)]
    outside = [row("GB", 50, day=date(2020, 2, 1)), row("CN", 50)]

    assert bounds(first(*inside)[None]) == (1, 1)
    assert bounds(first(*outside)[None]) == (Fraction(1, 2), Fraction(1, 2))


def test_a_row_of_unknown_origin_may_be_of_the_eu_or_of_any_other():
    rows = [row("CN", 3), row("KR", 1), row(None, 4)]

    # Spread thin: (9 + 1) / 64. All of it Chinese: (49 + 1) / 64.
    assert bounds(first(*rows)[None]) == (Fraction(10, 64), Fraction(50, 64))


def test_each_product_group_has_its_own():
    rows = [row("CN", 3), row("KR", 1, goods="body parts"), row("TR", 1, goods=None)]

    found = first(*rows)

    assert bounds(found["body parts"]) == (Fraction(1, 2), 1)
    assert bounds(found["sensors"]) == (Fraction(10, 16), 1)


def test_countries_beyond_the_largest_are_not_told_apart(monkeypatch):
    monkeypatch.setattr(module, "SHOWN", 1)
    rows = [row("CN", 6), row("KR", 3), row("TR", 1)]

    low, high = bounds(first(*rows)[None])

    assert low <= Fraction(36 + 9 + 1, 100) <= high == Fraction(36 + 16, 100)


def test_the_second_and_third_are_outside_the_records():
    found = derived(eu_dependency, row("CN", 3), only=(1, 2))

    figures = [figure for (_, cell, _), figure in found.items() if cell is None]
    assert [f["reason"] for f in figures] == ["OUTSIDE_RECORDS", "OUTSIDE_RECORDS"]
    assert [(f["at_least"], f["at_most"]) for f in figures] == [(None, None)] * 2
    assert [f["formula"] for f in figures] == [
        (
            "imports from outside the EU / all purchases; what is bought inside the country "
            "is in no customs records"
        ),
        (
            "imports from outside the EU / all exports; what the EU exports of the product "
            "is not in these records"
        ),
    ]


def test_nothing_from_outside_the_eu_is_not_determinable():
    figure = first(row("DE", 9))[None]

    assert (figure["at_least"], figure["reason"]) == (None, "BASIS_MISSING")
