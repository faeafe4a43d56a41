from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.values import Bounds, bounds_text, day_words, exact_usd, usd_text

UNITS = {"m": Decimal(10**6), "bn": Decimal(10**9)}
AMOUNT = st.decimals(min_value=0, max_value=10**13, places=4)


def meant(text):
    """The amount that a printed one stands for."""
    bare = text.removeprefix("-").removeprefix("$").replace(",", "")
    unit = next((u for u in ("bn", "m") if bare.endswith(u)), "")
    amount = Decimal(bare.removesuffix(unit)) * UNITS.get(unit, Decimal(1))
    return -amount if text.startswith("-") else amount


@given(AMOUNT, AMOUNT)
def test_a_printed_interval_holds_the_exact_one(one, other):
    bounds = Bounds(at_least=min(one, other), at_most=max(one, other))
    text = bounds_text(bounds)

    if not bounds.is_point:
        low, high = map(meant, text.split(" to "))
        assert low <= bounds.at_least
        assert high >= bounds.at_most


@given(AMOUNT)
def test_an_open_interval_never_promises_more_than_there_is(amount):
    text = bounds_text(Bounds(at_least=amount, at_most=None))

    assert meant(text.removeprefix("at least ")) <= amount


@given(AMOUNT)
def test_a_printed_amount_is_off_by_half_its_last_place_at_most(amount):
    half = Decimal("0.5")
    if amount >= UNITS["bn"]:
        half = UNITS["bn"] / 200
    elif amount >= UNITS["m"]:
        half = UNITS["m"] / 20

    assert abs(meant(usd_text(amount)) - amount) <= half


@given(AMOUNT)
def test_an_exact_amount_is_printed_to_its_last_place(amount):
    assert meant(exact_usd(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "$0"),
        ("0.4", "$0"),
        ("-0.4", "$0"),
        ("-5.5", "-$6"),
        ("999999.4", "$999,999"),
        ("1000000", "$1.0m"),
        ("1050000", "$1.0m"),
        ("999949999", "$999.9m"),
        ("1000000000", "$1.00bn"),
        ("-2500000000", "-$2.50bn"),
    ],
)
def test_an_amount_is_printed_with_its_unit(amount, text):
    assert usd_text(Decimal(amount)) == text


def test_a_bound_of_zero_is_printed():
    assert bounds_text(Bounds(at_least=Decimal(0), at_most=Decimal(1))) == "$0 to $1"
    assert bounds_text(Bounds(at_least=Decimal(0), at_most=None)) == "at least $0"


def test_a_day_is_written_in_words():
    assert day_words(date(2022, 12, 1)) == "1 Dec 2022"
