from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.findings.hedges import Allowed, allowed, read_wording
from madein.values import Unit

MILLION = Decimal(1_000_000)


@pytest.mark.parametrize(
    ("wording", "low", "high", "holds_low", "holds_high"),
    [
        ("at least 34 million USD", "34e6", None, True, True),
        ("at least $34.1 million", "34.1e6", None, True, True),
        ("no less than $34.1 million", "34.1e6", None, True, True),
        ("at most 5 million USD", None, "5e6", True, True),
        ("up to 5 million USD", None, "5e6", True, True),
        ("more than 0 USD", "0", None, False, True),
        ("more than $1,250,000", "1250000", None, False, True),
        ("over $1.25 million", "1250000", None, False, True),
        ("less than 5 million USD", None, "5e6", True, False),
        ("under $5 million", None, "5e6", True, False),
        ("almost 16 million USD", "15e6", "16e6", True, False),
        ("almost 15.5 million USD", "15.4e6", "15.5e6", True, False),
        ("Nearly $2 billion", "1e9", "2e9", True, False),
        ("just over 16 million USD", "16e6", "17e6", False, False),
        ("5 million USD", "4.5e6", "5.5e6", True, False),
        ("about 15.5 million USD", "15.45e6", "15.55e6", True, False),
        ("around 15.50 million", "15.495e6", "15.505e6", True, False),
        ("some  15.5 Million dollars", "15.45e6", "15.55e6", True, False),
        ("0.40 million USD", "395e3", "405e3", True, False),
        ("between 5 and 6 million USD", "4.5e6", "6.5e6", True, False),
        ("from $5.5 million to $6 million", "5.45e6", "6.5e6", True, False),
        ("5 to 6 million USD", "4.5e6", "6.5e6", True, False),
        ("$5-6 million", "4.5e6", "6.5e6", True, False),
        ("none", "0", "0", True, True),
        ("2,358", "2357.5", "2358.5", True, False),
        ("0", "0", "0.5", True, False),
        ("2.5 tonnes", "2450", "2550", True, False),
        ("about 75 %", "0.745", "0.755", True, False),
        ("75.2 percent", "0.7515", "0.7525", True, False),
        ("over 75%", "0.75", None, False, True),
        ("3 times", "2.5", "3.5", True, False),
        ("11.2 times", "11.15", "11.25", True, False),
        ("doubled", "1.5", "2.5", True, False),
        ("nearly doubled", "1.5", "2", True, False),
        ("more than doubled", "2", None, False, True),
        ("tenfold", "9.5", "15", True, False),
        ("10-fold", "9.5", "15", True, False),
        ("almost tenfold", "9.5", "10", True, False),
        ("twentyfold", "15", "25", True, False),
        ("twelvefold", "11.5", "12.5", True, False),
        ("hundredfold", "95", "150", True, False),
        ("halved", "0.45", "0.55", True, False),
        ("rose by 43 %", "1.425", "1.435", True, False),
        ("up more than 43 %", "1.43", None, False, True),
        ("fell by 43 %", "0.565", "0.575", False, True),
        ("fell by more than 43 %", None, "0.57", True, False),
        ("rose tenfold", "9.5", "15", True, False),
        ("a third", "0.29", "0.365", True, False),
        ("more than half", "0.5", None, False, True),
        ("almost half", "0.45", "0.5", True, False),
    ],
)
def test_a_wording_allows_what_the_table_says(
    wording, low, high, holds_low, holds_high
):
    found = allowed(wording)

    assert (found.holds_low, found.holds_high) == (holds_low, holds_high)
    assert found.low == (None if low is None else Decimal(low))
    assert found.high == (None if high is None else Decimal(high))
    assert (found.maybe_low, found.maybe_high) == (None, None)


@pytest.mark.parametrize(
    ("wording", "certain", "perhaps"),
    [
        ("$570 million", ("569.5e6", "570.5e6"), ("565e6", "575e6")),
        ("about 2,800,000 USD", ("2799999.5", "2800000.5"), ("2.75e6", "2.85e6")),
        ("about 70 %", ("0.695", "0.705"), ("0.65", "0.75")),
        ("3,300", ("3299.5", "3300.5"), ("3250", "3350")),
        ("almost 3,300", ("3299", "3300"), ("3200", None)),
        ("almost 700 thousand dollars", ("699e3", "700e3"), ("600e3", None)),
        ("just over 3,300", ("3300", "3301"), (None, "3400")),
        ("rose by 40 %", ("1.395", "1.405"), ("1.35", "1.45")),
        ("fell by 40 %", ("0.595", "0.605"), ("0.55", "0.65")),
    ],
)
def test_a_number_that_ends_in_zeros_may_be_rounded_there(wording, certain, perhaps):
    found = allowed(wording)

    assert (found.low, found.high) == tuple(map(Decimal, certain))
    assert (found.maybe_low, found.maybe_high) == tuple(
        None if end is None else Decimal(end) for end in perhaps
    )


@pytest.mark.parametrize(
    ("low", "high", "place", "is_rounding"),
    [
        ("69.6", "70.4", "inside", False),
        ("70.4", "70.6", "across", False),
        ("71.6", "71.6", "across", True),
        ("66", "66", "across", True),
        ("66", "71", "across", False),
        ("75", "75", "above", False),
        ("64.9", "64.9", "below", False),
    ],
)
def test_what_rounding_may_hide_is_neither_in_nor_out(low, high, place, is_rounding):
    seventy = allowed("70")

    assert seventy.place(Decimal(low), Decimal(high)) == place
    assert seventy.is_rounding(Decimal(low), Decimal(high)) is is_rounding


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
        "5 million USD at least",
        "about at least 5 million USD",
        "between 6 and 5 million USD",
        "between 5 kg and 6 USD",
        "about 5 to 6 million USD",
        "$5 million kg",
        "5 million %",
        "5 million times",
        "rose to 5 million USD",
        "fell tenfold",
        "fell by 5 million USD",
        "up to",
        "$5 %",
    ],
)
def test_other_words_word_no_amount(wording):
    assert allowed(wording) is None


NUMBERS = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(1, 10**7).filter(lambda n: n % 10),
    st.integers(0, 3),
)
SCALED = {"": 1, " thousand": 1_000, " million": 1_000_000, " billion": 10**9}


@given(number=NUMBERS, scale=st.sampled_from(sorted(SCALED)), comma=st.booleans())
def test_printed_precision_is_the_width_of_what_is_allowed(number, scale, comma):
    text = f"{number:,f}" if comma else f"{number:f}"
    unit = Decimal(1).scaleb(number.as_tuple().exponent) * SCALED[scale]
    value = number * SCALED[scale]

    bare = allowed(f"{text}{scale} USD")
    almost, over = (
        allowed(f"almost {text}{scale} USD"),
        allowed(f"over {text}{scale} USD"),
    )

    assert (bare.low, bare.high) == (value - unit / 2, value + unit / 2)
    assert (almost.low, almost.high) == (value - unit, value)
    assert (over.low, over.high, over.holds_low) == (value, None, False)


@given(text=st.text(max_size=40))
def test_no_text_stops_the_reading_of_wordings(text):
    found = allowed(text)

    assert found is None or found.low is not None or found.high is not None


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


@pytest.mark.parametrize(
    ("wording", "hedge", "amount", "unit"),
    [
        ("none", "", "none", None),
        ("No", "", "no", None),
        ("nothing", "", "nothing", None),
        ("5 million USD", "", "5 million usd", Unit.USD),
        ("$5 million", "", "$5 million", Unit.USD),
        ("$5 million dollars", "", "$5 million dollars", Unit.USD),
        ("Nearly  5 tonnes", "nearly", "5 tonnes", Unit.KG),
        ("no less than 5 metric tons", "no less than", "5 metric tons", Unit.KG),
        ("5,000 kilograms", "", "5,000 kilograms", Unit.KG),
        ("about 75 per cent", "about", "75 per cent", Unit.SHARE),
        ("75.5%", "", "75.5%", Unit.SHARE),
        ("over a third", "over", "a third", Unit.SHARE),
        ("almost tenfold", "almost", "tenfold", Unit.RATIO),
        ("2.5-fold", "", "2.5-fold", Unit.RATIO),
        ("2,358", "", "2,358", None),
        ("up to 5", "up to", "5", None),
        ("5 to 6 million USD", "", "5 to 6 million usd", Unit.USD),
        ("from 5 to 6 %", "", "from 5 to 6 %", Unit.SHARE),
        ("rose by about 43 %", "about", "rose 43 %", Unit.RATIO),
        ("down 43 %", "", "down 43 %", Unit.RATIO),
        ("rose twofold", "", "twofold", Unit.RATIO),
        ("rose more than twofold", "more than", "twofold", Unit.RATIO),
    ],
)
def test_a_wording_is_read_into_its_hedge_amount_and_unit(wording, hedge, amount, unit):
    found = read_wording(wording)

    assert (found.hedge, found.amount, found.allowed.unit) == (hedge, amount, unit)


def test_nothing_is_zero_in_any_words():
    zero = Allowed(low=Decimal(0), high=Decimal(0))

    assert {allowed(word) for word in ("none", "no", "nothing")} == {zero}


@pytest.mark.parametrize(
    ("wording", "low", "high", "maybe"),
    [
        ("almost 1,200 kg", "1199", "1200", ("1100", None)),
        ("just over 1,200 kg", "1200", "1201", (None, "1300")),
        ("almost 70 %", "0.69", "0.70", ("0.60", None)),
        ("1,200.0", "1199.95", "1200.05", (None, None)),
        ("10,000", "9999.5", "10000.5", ("5000", "15000")),
        ("100,200", "100199.5", "100200.5", ("100150", "100250")),
        ("20 thousand", "19500", "20500", ("15000", "25000")),
        # With as many digits as it has: 20 is between 19.5 and 20.5 of two digits.
        ("100 times", "95", "150", (None, None)),
        ("1 times", "0.5", "1.5", (None, None)),
        ("just over tenfold", "10", "15", (None, None)),
        ("just over a half", "0.5", "0.55", (None, None)),
        ("just over half", "0.5", "0.55", (None, None)),
        ("a quarter", "0.225", "0.29", (None, None)),
        ("$5 to 6 million", "4.5e6", "6.5e6", (None, None)),
        ("$5 thousand to $6 million", "4.5e3", "6.5e6", (None, None)),
        ("5 to 5", "4.5", "5.5", (None, None)),
        ("5 kg to 6 kg", "4.5", "6.5", (None, None)),
        ("5 to 6 million", "4.5e6", "6.5e6", (None, None)),
        ("$5 usd", "4.5", "5.5", (None, None)),
        ("$5 US dollars", "4.5", "5.5", (None, None)),
        ("0.1 times", "0.05", "0.15", (None, None)),
        ("5 to 6 tonnes", "4500", "6500", (None, None)),
        ("5–6 times", "4.5", "6.5", (None, None)),
        ("fell by 100 %", "-0.005", "0.005", ("-0.5", "0.5")),
        ("grew by 0 %", "1", "1.005", (None, None)),
    ],
)
def test_edges_of_what_a_wording_allows(wording, low, high, maybe):
    found = allowed(wording)

    assert (found.low, found.high) == (Decimal(low), Decimal(high))
    assert (found.maybe_low, found.maybe_high) == tuple(
        None if end is None else Decimal(end) for end in maybe
    )


@pytest.mark.parametrize(
    "wording",
    [
        "5 % to 6 USD",
        "6 to 5 tonnes",
        "5 to $6 million",
        "5 thousand to 6 million USD",
        "between 5 and 6 a lot",
        "5 thousand %",
        "5 million percent",
        "5 million per cent",
        "5 million-fold",
        "5-",
        "rose by a lot",
        "rose by 5",
        "fell twofold",
    ],
)
def test_wordings_whose_parts_do_not_fit_together(wording):
    assert allowed(wording) is None
