"""Bounds of shares and ratios hold for every way the open amounts turn out."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.bounds import NO_AMOUNT, Amount, ratio, share

amounts = st.builds(
    lambda certain, open_: Amount(certain=Fraction(certain), open=Fraction(open_)),
    st.integers(0, 4),
    st.integers(0, 4),
)


def values_of(amount):
    return range(int(amount.certain), int(amount.certain + amount.open) + 1)


@settings(max_examples=60, deadline=None)
@given(amounts, amounts, amounts)
def test_a_share_is_least_and_greatest_at_corners(mine, vague, rest):
    found = [
        Fraction(own + given_, own + open_ + others)
        for own in values_of(mine)
        for open_ in values_of(vague)
        for given_ in range(open_ + 1)
        for others in values_of(rest)
        if own + open_ + others
    ]

    expected = (min(found), max(found)) if found else (None, None)
    assert share(mine, vague, rest) == expected


@settings(max_examples=60, deadline=None)
@given(amounts, amounts)
def test_a_ratio_is_least_and_greatest_at_corners(one, other):
    found = [Fraction(a, b) for a in values_of(one) for b in values_of(other) if b]

    low, high = ratio((one.certain, one.most), (other.certain, other.most))

    if not found:
        assert (low, high) == (None, None)
    else:
        assert low == min(found)
        assert high == (max(found) if other.certain else None)


def test_an_amount_that_nothing_limits_leaves_a_share_open():
    some, none = Amount.known(3), Amount.known(0)
    any_ = Amount(certain=Fraction(1), open=None)

    assert share(some, none, any_) == (0, Fraction(3, 4))
    assert share(any_, none, some) == (Fraction(1, 4), 1)
    assert share(some, any_, none) == (0, 1)


def amount(certain, open_):
    return Amount(
        certain=Fraction(certain), open=None if open_ is None else Fraction(open_)
    )


@pytest.mark.parametrize(
    ("sums", "together"),
    [
        ([], (0, 0)),
        (
            [(Decimal("1.5"), Decimal(2)), (Decimal(3), Decimal("0.25"))],
            ("4.5", "2.25"),
        ),
        ([(Decimal(1), Decimal(0))], (1, 0)),
        # One that nothing limits leaves all of them without a limit.
        ([(Decimal(1), None), (Decimal(2), Decimal(3))], (3, None)),
        ([(Decimal(1), Decimal(3)), (Decimal(2), None)], (3, None)),
    ],
)
def test_amounts_together_are_their_sums(sums, together):
    assert Amount.of(sums) == amount(*together)


def test_no_amount_is_nothing_and_nothing_more():
    assert (NO_AMOUNT.certain, NO_AMOUNT.open, NO_AMOUNT.most) == (0, 0, 0)
    assert Amount.known(0) == NO_AMOUNT


@pytest.mark.parametrize(
    ("mine", "rest", "bounds"),
    [
        (0, 0, (None, None)),  # no whole, whatever comes
        (1, 0, (1, 1)),  # what comes is its own
        (0, 1, (0, 0)),  # what comes is not its own
        (1, 1, (0, 1)),
    ],
)
def test_where_nothing_is_certain_what_may_come_decides(mine, rest, bounds):
    assert share(amount(0, mine), NO_AMOUNT, amount(0, rest)) == bounds


def test_a_ratio_to_what_nothing_limits_may_be_nothing():
    assert ratio((Fraction(4), Fraction(6)), (Fraction(2), None)) == (0, 3)
    assert ratio((None, Fraction(6)), (Fraction(2), Fraction(3))) == (None, None)
    assert ratio((Fraction(4), Fraction(6)), (None, Fraction(3))) == (None, None)
