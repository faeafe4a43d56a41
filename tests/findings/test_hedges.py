from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.findings.hedges import Allowed, allowed

MILLION = Decimal(1_000_000)


@pytest.mark.parametrize(
    ("wording", "low", "high", "holds_low", "holds_high"),
    [
        ("at least 34 million USD", "34e6", None, True, True),
        ("at least $34.1 million", "34.1e6", None, True, True),
        ("at most 5 million USD", None, "5e6", True, True),
        ("more than 0 USD", "0", None, False, True),
        ("more than $1,250,000", "1250000", None, False, True),
        ("almost 16 million USD", "15e6", "16e6", True, False),
        ("almost 15.5 million USD", "15.4e6", "15.5e6", True, False),
        ("Nearly $2 billion", "1e9", "2e9", True, False),
        ("almost 700 thousand dollars", "699e3", "700e3", True, False),
        ("5 million USD", "4.5e6", "5.5e6", True, False),
        ("about 15.5 million USD", "15.45e6", "15.55e6", True, False),
        ("around 15.50 million", "15.495e6", "15.505e6", True, False),
        ("about 2,800,000 USD", "2799999.5", "2800000.5", True, False),
        ("0.40 million USD", "395e3", "405e3", True, False),
        ("none", "0", "0", True, True),
    ],
)
def test_a_wording_allows_what_the_table_says(
    wording, low, high, holds_low, holds_high
):
    assert allowed(wording) == Allowed(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        holds_low=holds_low,
        holds_high=holds_high,
    )


@pytest.mark.parametrize(
    "wording",
    [
        "a lot",
        "",
        "million USD",
        "5 million EUR",
        "5m",
        "-5 million USD",
        "15,5 million USD",  # a decimal comma must not become 155 million
        "1,25,000 USD",
        "between 5 and 6 million USD",
        "5 million USD at least",
        "up to 5 million USD",
        "5 to 6 million USD",
    ],
)
def test_other_words_word_no_amount(wording):
    assert allowed(wording) is None


def is_allowed(claim, amount):
    above = claim.low is None or (
        amount >= claim.low if claim.holds_low else amount > claim.low
    )
    below = claim.high is None or (
        amount <= claim.high if claim.holds_high else amount < claim.high
    )
    return above and below


def is_possible(claim):
    """Whether some amount is allowed: an open interval needs a width."""
    if claim.low is None or claim.high is None or claim.low < claim.high:
        return True
    return claim.low == claim.high and claim.holds_low and claim.holds_high


SMALL = st.integers(0, 8).map(Decimal)
CLAIMS = st.builds(
    Allowed,
    low=st.none() | SMALL,
    high=st.none() | SMALL,
    holds_low=st.booleans(),
    holds_high=st.booleans(),
).filter(is_possible)


@given(claim=CLAIMS, low=SMALL, width=st.none() | SMALL)
def test_the_place_of_an_interval_is_that_of_all_its_amounts(claim, low, width):
    # Halves stand for the inside of each step; nine is above every end.
    end = Decimal(9) if width is None else low + width
    amounts = [low + n * Decimal("0.5") for n in range(int((end - low) * 2) + 1)]
    said = {is_allowed(claim, amount) for amount in amounts}

    place = claim.place(low, None if width is None else end)

    if said == {False}:
        assert place == ("above" if claim.low is None or low > claim.low else "below")
    else:
        assert place == ("inside" if said == {True} else "across")


@given(claim=CLAIMS, low=SMALL, width=st.none() | SMALL)
def test_a_margin_is_negative_where_an_interval_goes_beyond_an_end(claim, low, width):
    at_most = None if width is None else low + width

    place, margin = claim.place(low, at_most), claim.margin(low, at_most)

    if margin is not None:
        assert margin >= 0 or place != "inside"
        assert margin <= 0 or place not in {"above", "below"}
