"""Bounds of concentration hold for every way the open parts turn out."""

import csv
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.bounds import Amount
from madein.division import LOOKS, NO_TAIL, Division, Tail, largest, squared_shares

PUBLISHED = Path("/work/shared/data/published/reference_numbers.csv")

STORED = 12  # places


def stored(value):
    return round(value, STORED)


def amount(certain, open_=0):
    return Amount(
        certain=Fraction(certain), open=None if open_ is None else Fraction(open_)
    )


small = st.integers(0, 4)
amounts = st.builds(amount, small, small)
parts = st.lists(amounts, min_size=1, max_size=3)
few = st.builds(amount, st.integers(0, 2), st.integers(0, 2))


def divided(units, places, most=99):
    """Every way to give whole units to some places."""
    if not places:
        return [()] if not units else []
    return [
        (first, *others)
        for first in range(min(units, most) + 1)
        for others in divided(units - first, places - 1, most)
    ]


def values_of(given_):
    return range(int(given_.certain), int(given_.certain + given_.open) + 1)


def completions(division):
    """Every way in which whole dollars turn out; two parts are new."""
    tail = division.tail
    tails = [
        way
        for units in values_of(tail.amount)
        for way in divided(units, tail.count, int(tail.most))
    ]
    known = [values_of(part) for part in division.parts]
    for *parts_, ends in product(*known, tails):
        cells = [*parts_, *ends, 0, 0]
        for units in values_of(division.vague):
            for more in divided(units, len(cells)):
                whole = [k + m for k, m in zip(cells, more, strict=True)]
                if sum(whole):
                    yield whole


def squares(values):
    return Fraction(sum(v * v for v in values), sum(values) ** 2)


def top(values):
    return Fraction(max(values), sum(values))


MEASURES = ((squares, squared_shares), (top, largest))


@settings(max_examples=50, deadline=None)
@given(parts, few)
def test_no_way_the_open_turns_out_is_outside_the_bounds(cells, vague):
    division = Division(parts=cells, vague=vague)
    found = list(completions(division))

    for function, bounds in MEASURES:
        low, high = bounds(division)
        if not found:
            assert (low, high) == (None, None)
        else:
            assert low <= min(map(function, found))
            assert high == max(map(function, found))  # at a corner: whole dollars


tails = st.builds(
    lambda most, count, certain, open_: Tail(
        amount=amount(min(certain, most * count), open_),
        count=count,
        most=Fraction(most),
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    small,
    st.integers(0, 2),
)


@settings(max_examples=50, deadline=None)
@given(st.lists(amounts, max_size=2), st.builds(amount, st.integers(0, 1)), tails)
def test_nor_is_any_with_parts_that_are_not_told_apart(cells, vague, tail):
    division = Division(parts=cells, vague=vague, tail=tail)

    for function, bounds in MEASURES:
        low, high = bounds(division)
        for values in completions(division):
            assert low <= function(values) <= high


@settings(max_examples=25, deadline=None)
@given(st.lists(amounts, min_size=1, max_size=3))
def test_the_least_concentration_is_reached_where_all_parts_are_known(cells):
    fine = [[c.certain + c.open * Fraction(n, 8) for n in range(9)] for c in cells]
    found = [squares(values) for values in product(*fine) if sum(values)]

    low, _ = squared_shares(Division(parts=cells))

    if not found:
        assert low is None
    else:
        assert 0 <= min(found) - (low or 0) <= Fraction(1, 20)


def test_parts_that_may_be_one_are_one_in_the_greatest():
    apart = Division(parts=[amount(3), amount(3), amount(4)])
    together = Division(parts=[amount(6), amount(4)])

    assert squared_shares(apart, together) == (Fraction(34, 100), Fraction(52, 100))
    assert largest(apart, together) == (Fraction(4, 10), Fraction(6, 10))


@pytest.mark.parametrize(
    ("division", "squared", "top_share"),
    [
        # One row of a known origin has no value: it may outweigh all the others.
        (Division(parts=[amount(2, None), amount(1)]), (Fraction(5, 9), 1), None),
        (Division(parts=[amount(1)], vague=amount(0, None)), (0, 1), (0, 1)),
        (Division(parts=[]), (None, None), (None, None)),
        (Division(parts=[amount(0)]), (None, None), (None, None)),
        (Division(parts=[amount(0, 5)]), (1, 1), (1, 1)),
        (Division(parts=[amount(7)]), (1, 1), (1, 1)),
        (Division(parts=[], vague=amount(3)), (0, 1), (0, 1)),
    ],
)
def test_what_nothing_limits_and_what_is_not_there(division, squared, top_share):
    assert squared_shares(division) == squared
    if top_share is not None:
        assert largest(division) == top_share


def test_many_equal_parts_that_may_all_come_have_a_bound_in_few_looks():
    # SYNTHETIC: 40 parts of 1, each of which may be 2. With n raised the squares are
    # (40 + 3 n) / (40 + n)^2, greatest at n = 13 or 14 of all numbers there are.
    cells = [amount(1, 1)] * 40
    best = max(Fraction(40 + 3 * n, (40 + n) ** 2) for n in range(41))

    low, high = squared_shares(Division(parts=cells))

    assert low == Fraction(1, 40)
    assert 1 <= (high or 0) / best <= Fraction(1001, 1000)
    assert LOOKS <= 1000


def test_published_numbers():
    if not PUBLISHED.exists():
        pytest.skip("the published numbers are not on this machine")
    with PUBLISHED.open(encoding="utf-8") as file:
        told = {row["id"]: Fraction(row["value"]) for row in csv.DictReader(file)}
    leather = [amount(Fraction(n)) for n in ("15.5", "10", "5")]

    low, high = squared_shares(Division(parts=leather, vague=amount(Fraction("3.5"))))
    equal = squared_shares(Division(parts=[amount(1)] * 8))
    four = squared_shares(Division(parts=[amount(n) for n in (30, 30, 20, 20)]))[0] or 0

    assert (stored(low), stored(high)) == (told["hhi-6"], told["hhi-7"])
    assert four * 10_000 == told["hhi-1"]
    assert equal == (told["hhi-2"], told["hhi-2"])
    assert squared_shares(Division(parts=[amount(9)]))[0] == told["hhi-3"]
    assert stored(1 / four) == told["hhi-5"]


def thinnest(division):
    """The least sum of squared shares: each part at its least, its most, or one level.

    At the level of those that are at neither end, the sum does not change: it is the
    sum of the squares of the others, divided by their sum and by what is vague.
    """
    tail = division.tail
    one = (
        tail.amount.certain / max(tail.count, 1),
        tail.amount.most / max(tail.count, 1),
    )
    ends = [(part.certain, part.most) for part in division.parts] + [one] * tail.count
    found = []
    for places in product(("least", "most", "level"), repeat=len(ends)):
        placed = list(zip(ends, places, strict=True))
        fixed = [end[place == "most"] for end, place in placed if place != "level"]
        level = [end for end, place in placed if place == "level"]
        ours, whole = sum(v * v for v in fixed), sum(fixed) + division.vague.most
        # Where nothing else is there, any level serves.
        at = ours / whole if whole else min((most for _, most in level), default=0)
        whole += at * len(level)
        if whole and all(least <= at <= most for least, most in level):
            found.append((ours + at * at * len(level)) / whole**2)
    return min(found, default=None)


halves = st.builds(
    lambda certain, open_: amount(Fraction(certain, 2), Fraction(open_, 2)),
    st.integers(0, 9),
    st.integers(0, 9),
)
some_tails = st.builds(
    lambda every, count: Tail(amount=every, count=count, most=Fraction(9)),
    halves,
    st.integers(1, 2),
) | st.just(NO_TAIL)


@settings(max_examples=50, deadline=None)
@given(st.lists(halves, max_size=3), few, some_tails)
def test_the_least_concentration_is_that_of_one_level(cells, vague, tail):
    division = Division(parts=cells, vague=vague, tail=tail)
    low, _ = squared_shares(division)

    assert low == thinnest(division)


def tailed(parts, certain, open_, count, most, vague=0):
    tail = Tail(amount=amount(certain, open_), count=count, most=Fraction(most))
    return Division(parts=parts, vague=amount(vague), tail=tail)


@pytest.mark.parametrize(
    ("division", "low", "high"),
    [
        # 3 is known, two others have 2 to 8: least with 3 each.
        (tailed([amount(3)], 2, 6, 2, 1), Fraction(1, 3), None),
        # The least is where both come alike, and one only so far.
        (Division(parts=[amount(0, 5), amount(0, 1)]), Fraction(1, 2), 1),
        # One that nothing limits: it is least where it is 2.
        (
            Division(parts=[amount(2, None), amount(1), amount(1)]),
            Fraction(6, 16),
            1,
        ),
        # 2 that are not told apart may be one, and no more than that.
        (tailed([amount(2)], 2, 0, 2, 5), Fraction(4 + 2, 16), Fraction(4 + 4, 16)),
        # What may come may be one part of 8.
        (tailed([amount(1)] * 2, 0, 8, 3, 8), None, Fraction(1 + 1 + 64, 100)),
        # What is vague comes to the one that is not told apart.
        (tailed([amount(1)] * 2, 5, 0, 1, 5, vague=2), None, Fraction(49 + 2, 81)),
        # Two of 1 that may be 11 and 10, beside 40 of 1: both, and the vague to the first.
        (
            Division(
                parts=[amount(1, 10), amount(1, 9), *[amount(1)] * 40],
                vague=amount(1),
            ),
            None,
            Fraction(144 + 100 + 40, 62**2),
        ),
        # The same in another order.
        (
            Division(
                parts=[*[amount(1)] * 40, amount(1, 9), amount(1, 10)],
                vague=amount(1),
            ),
            None,
            Fraction(144 + 100 + 40, 62**2),
        ),
    ],
)
def test_concentration_by_hand(division, low, high):
    found = squared_shares(division)

    assert low is None or found[0] == low
    assert high is None or found[1] == high


def thickest(division):
    """The greatest sum of squared shares: each part at an end, the vague to one part."""
    ends = [(int(part.certain), int(part.most)) for part in division.parts]
    found = []
    for values in product(*ends):
        for more in (int(division.vague.certain), int(division.vague.most)):
            ways = [[*values, more]] + [
                [*values[:n], value + more, *values[n + 1 :]]
                for n, value in enumerate(values)
            ]
            found += [squares(way) for way in ways if sum(way)]
    return max(found, default=None)


wide = st.builds(amount, st.integers(0, 3) | st.integers(0, 12), st.integers(0, 9))


@settings(max_examples=60, deadline=None)
@given(st.lists(wide, min_size=3, max_size=5), few)
def test_the_greatest_concentration_is_that_of_one_set_of_parts(cells, vague):
    division = Division(parts=cells, vague=vague)

    assert squared_shares(division)[1] == thickest(division)


@pytest.mark.parametrize(
    ("division", "low", "high"),
    [
        # Three that may have something: all alike at best.
        (tailed([amount(0, 1)], 0, 2, 2, 2), Fraction(1, 3), 1),
        # 3 of 5, where 2 come that are not told apart; 3 of 3 and 1 else.
        (tailed([amount(3)], 1, 1, 4, 2), Fraction(3, 5), Fraction(3, 4)),
        # Two that nothing limits have at most 3 each, where 3 is the largest.
        (
            Division(
                parts=[amount(3)], tail=Tail(amount=amount(1, None), count=2, most=None)
            ),
            Fraction(3, 9),
            1,
        ),
        # 5 that are not told apart, 2 each at most: one has 2, beside 3 and 1.
        (tailed([amount(1)], 5, 0, 3, 2), Fraction(1, 4), Fraction(2, 6)),
        # One of them may have 3, where 1 is certain.
        (tailed([amount(1)], 1, 3, 2, 3), Fraction(1, 3), Fraction(3, 4)),
    ],
)
def test_the_largest_share_by_hand(division, low, high):
    assert largest(division) == (low, high)


def test_no_sum_of_squared_shares_is_above_one():
    assert squared_shares(tailed([amount(1)] * 2, 1, 8, 3, 9))[1] == 1


@pytest.mark.parametrize(
    ("cells", "high"),
    [
        # Only the last one rises: (9 + 1 + 1 + 1 + 9) over 9 squared.
        ([(3, 0), (1, 3), (0, 0), (1, 2), (1, 1), (2, 1)], Fraction(7, 27)),
        (
            [
                *[(8, 8), (9, 2), (7, 7), (10, 4), (9, 6)],
                *[(7, 10), (12, 9), (9, 5), (7, 10)],
            ],
            Fraction(1091, 8281),
        ),
    ],
)
def test_the_greatest_of_many_sets_is_found(cells, high):
    division = Division(parts=[amount(*cell) for cell in cells])

    assert thickest(division) == high
    assert squared_shares(division)[1] == high
