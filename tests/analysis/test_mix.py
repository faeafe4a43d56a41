"""The shift of the mix of origins, and what may be open in it."""

import csv
import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import log2, sqrt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.deriving import bounds, derived
from madein.analysis.mix import distance, mix
from madein.question import Event

PUBLISHED = Path("/work/shared/data/published/reference_numbers.csv")
EVENT = Event(name="event", label="Event", date=date(2022, 6, 15))
LATER = Event(name="later", label="Later", date=date(2022, 9, 1))
BEFORE, AFTER = date(2022, 5, 4), date(2022, 7, 4)


def row(origin, day, usd, **more):
    return {"origin": origin, "registered": day, "usd": Decimal(usd), **more}


def shift(*rows):
    found = derived(mix, *rows, events=(LATER, EVENT))
    return found["F1", None, None]


def by_hand(one, other):
    """The distance in floats, straight from the definition."""
    names = {*one, *other}
    p = [one.get(n, 0) / sum(one.values()) for n in names]
    q = [other.get(n, 0) / sum(other.values()) for n in names]
    m = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
    bits = sum(a * log2(a / c) for a, c in zip(p, m, strict=True) if a)
    bits += sum(b * log2(b / c) for b, c in zip(q, m, strict=True) if b)
    return sqrt(max(bits / 2, 0))


def test_published_distances():
    if not PUBLISHED.exists():
        pytest.skip("the published numbers are not on this machine")
    with PUBLISHED.open(encoding="utf-8") as file:
        told = {line["id"]: Fraction(line["value"]) for line in csv.DictReader(file)}
    one, half = {"a": Fraction(1)}, {"a": Fraction(1, 2), "b": Fraction(1, 2)}

    assert round(distance(one, half), 14) == told["jsd-2"]
    assert distance(one, {"b": Fraction(1)}) == told["jsd-3"]
    assert distance(half, half) == told["jsd-4"]


parts = st.dictionaries(st.sampled_from("abcd"), st.integers(1, 50), min_size=1)


@settings(max_examples=30, deadline=None)
@given(parts, parts)
def test_a_distance_is_as_its_definition_says(one, other):
    mixes = [
        {name: Fraction(part, sum(given_.values())) for name, part in given_.items()}
        for given_ in (one, other)
    ]

    assert float(distance(*mixes)) == pytest.approx(by_hand(one, other), abs=1e-7)
    assert distance(*mixes) == distance(*reversed(mixes))


def test_one_origin_that_half_gives_way_to_another():
    rows = [row("KR", BEFORE, 10), row("KR", AFTER, 5), row("CN", AFTER, 5)]

    found = shift(*rows)

    assert bounds(found) == (Fraction("0.557923045284"),) * 2
    assert found["caveats"] == [
        (
            "1 row before, 2 rows after; two samples of one mix differ as well, the more "
            "the fewer they are."
        )
    ]
    assert found["label"].endswith("Event (Jensen-Shannon distance, 0 to 1)")


@pytest.mark.parametrize("seed", range(4))
def test_no_completion_is_outside_the_bounds(seed):
    # SYNTHETIC: large certain rows, and small ones whose origin, day or importer is open.
    chance = random.Random(seed)  # noqa: S311 - no secret
    size = chance.choice([1, 30])
    sure = [
        row(code, day, chance.randint(50, 900))
        for code in ("KR", "CN", "DE")
        for day in (BEFORE, AFTER)
        if chance.random() < 0.8
    ]
    open_ = [
        row(None, BEFORE, size),
        row(None, AFTER, size),
        row("CN", None, size),
        row("KR", AFTER, size, member=None),
    ]

    low, high = bounds(shift(*sure, *open_))

    ways = product(["KR", "CN", "DE", "new"], ["KR", "DE", "new"], [0, 1], [0, 1])
    for first, second, side, counts in ways:
        sides: list[dict[str, int]] = [{}, {}]
        for one in sure:
            mine = sides[one["registered"] == AFTER]
            mine[one["origin"]] = mine.get(one["origin"], 0) + int(one["usd"])
        given_ = [(0, first, size), (1, second, size), (side, "CN", size)]
        for place, code, amount in [*given_, (1, "KR", size * counts)]:
            sides[place][code] = sides[place].get(code, 0) + amount
        assert float(low) - 1e-9 <= by_hand(*sides) <= float(high) + 1e-9
    assert size > 1 or high - low < Fraction(1, 4)


def test_a_row_without_a_value_leaves_everything_open():
    rows = [row("KR", BEFORE, 10), row("CN", AFTER, 5)]

    assert bounds(shift(*rows, {"origin": "KR", "usd": None})) == (0, 1)


def test_a_side_without_rows_is_not_determinable():
    assert shift(row("KR", BEFORE, 10))["reason"] == "BASIS_MISSING"


def test_without_an_event_nothing_is_asked():
    assert derived(mix, row("KR", BEFORE, 10)) == {}
