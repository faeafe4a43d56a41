"""Where an interval lies among the amounts that a wording allows, and these in words."""

from decimal import Decimal
from typing import Any

import pytest

from madein.findings.allowed import Allowed
from madein.values import Unit


def amounts(low, high, **parts):
    """The amounts that a wording allows; ends are written as text."""
    ends = {"low": low, "high": high} | parts
    given: dict[str, Any] = {name: decimal(end) for name, end in ends.items()}
    return Allowed(**given)


def decimal(end):
    return Decimal(end) if isinstance(end, str) else end


THREE_TO_FIVE = amounts("3", "5")
OVER_THREE = amounts("3", "5", holds_low=False)
UNDER_FIVE = amounts("3", "5", holds_high=False)
# About 40: from 39.5, and from 35 where it is rounded.
FORTY = amounts("39.5", "40.5", holds_high=False, maybe_low="35", maybe_high="45")


@pytest.mark.parametrize(
    ("given", "low", "high", "place"),
    [
        (THREE_TO_FIVE, "3", "5", "inside"),
        (THREE_TO_FIVE, "5", "6", "across"),
        (THREE_TO_FIVE, "6", "7", "above"),
        (THREE_TO_FIVE, "6", None, "above"),
        (THREE_TO_FIVE, "1", "3", "across"),
        (THREE_TO_FIVE, "1", "2", "below"),
        (THREE_TO_FIVE, "4", None, "across"),
        (THREE_TO_FIVE, "2", "6", "across"),
        (OVER_THREE, "3", "4", "across"),
        (OVER_THREE, "2", "3", "below"),
        (OVER_THREE, "4", "5", "inside"),
        (UNDER_FIVE, "4", "5", "across"),
        (UNDER_FIVE, "5", "6", "above"),
        (UNDER_FIVE, "3", "4", "inside"),
        (amounts("3", None), "3", None, "inside"),
        (amounts("3", None), "2", None, "across"),
        (amounts(None, "5"), "0", "5", "inside"),
        (amounts(None, "5"), "0", None, "across"),
        (FORTY, "40", "40", "inside"),
        (FORTY, "44", "44", "across"),
        (FORTY, "45", "45", "above"),
        (FORTY, "35", "35", "across"),
        (FORTY, "34", "34.9", "below"),
    ],
)
def test_an_interval_is_inside_outside_or_across_an_end(given, low, high, place):
    assert given.place(decimal(low), decimal(high)) == place


@pytest.mark.parametrize(
    ("low", "high", "is_rounding"),
    [
        ("41", "44", True),
        ("40.5", "41", True),
        ("40.4", "41", False),  # partly what is allowed in any case
        ("36", "39", True),
        ("39", "39.5", False),
        ("38", "40", False),
        ("40", "40", False),
        ("45", "46", False),  # nothing rounds so far
        ("41", None, True),
        ("39", None, False),
    ],
)
def test_what_may_be_allowed_if_the_number_was_rounded(low, high, is_rounding):
    assert FORTY.is_rounding(decimal(low), decimal(high)) is is_rounding


def test_an_end_that_is_not_there_is_never_rounded():
    assert not amounts(None, "5", maybe_high="7").is_rounding(Decimal(4), Decimal(6))
    assert not amounts("3", None, maybe_low="1").is_rounding(Decimal(2), Decimal(3))
    assert amounts("3", None, maybe_low="1").is_rounding(Decimal(1), Decimal(2))
    assert amounts(None, "5", maybe_high="7").is_rounding(Decimal(6), None)


@pytest.mark.parametrize(
    ("given", "low", "high", "margin"),
    [
        (THREE_TO_FIVE, "3", "5", "0"),
        (THREE_TO_FIVE, "4", "4.5", "0.5"),
        (THREE_TO_FIVE, "3.25", "4", "0.25"),
        (THREE_TO_FIVE, "7", "9", "-2"),
        (THREE_TO_FIVE, "0", "1", "-2"),
        (THREE_TO_FIVE, "2", "9", "-4"),
        (THREE_TO_FIVE, "4", None, "1"),
        (amounts("3", None), "8", "9", "5"),
        (amounts("3", None), "2", None, "-1"),
        (amounts("3", None), "1", "2", "-1"),
        (amounts(None, "5"), "0", "2", "3"),
        (amounts(None, "5"), "0", None, None),
        (amounts(None, "5"), "7", "9", "-2"),
    ],
)
def test_a_margin_is_the_distance_to_the_nearest_end(given, low, high, margin):
    assert given.margin(decimal(low), decimal(high)) == decimal(margin)


def test_two_ends_make_an_amount_and_one_a_limit():
    assert THREE_TO_FIVE.has_two_ends
    assert not amounts("3", None).has_two_ends
    assert not amounts(None, "5").has_two_ends


@pytest.mark.parametrize(
    ("given", "unit", "words"),
    [
        (THREE_TO_FIVE, None, "from 3 to 5"),
        (OVER_THREE, Unit.USD, "above $3 to $5"),
        (
            amounts("3.25", "5", holds_high=False),
            Unit.USD,
            "from $3.25 to just below $5",
        ),
        (THREE_TO_FIVE, Unit.KG, "from 3 kg to 5 kg"),
        (amounts("0.1", "0.2"), Unit.SHARE, "from 10% to 20%"),
        (amounts("12", "12"), Unit.SHARE, "1,200%"),
        (amounts("1.5", "20"), Unit.RATIO, "from 1.5 times to 20 times"),
        (amounts(None, "5"), Unit.USD, "$5 or less"),
        (amounts(None, "5", holds_high=False), Unit.KG, "less than 5 kg"),
        (amounts("5", None), Unit.RATIO, "5 times or more"),
        (amounts("5", None, holds_low=False), Unit.RATIO, "more than 5 times"),
        # Whole numbers: an end that is not allowed is the next one.
        (amounts("1200", None, holds_low=False), None, "1,201 or more"),
        (amounts(None, "1200", holds_high=False), Unit.ROWS, "1,199 rows or less"),
        (
            amounts("3", "5", holds_low=False, holds_high=False),
            Unit.ROWS,
            "4 rows",
        ),
        (
            amounts("3.5", "4.5", holds_low=False, holds_high=False),
            Unit.DECLARATIONS,
            "4 declarations",
        ),
        (amounts("3.5", "5.5"), Unit.ROWS, "from 4 rows to 5 rows"),
        # What may be allowed, if rounded.
        (FORTY, None, "40 (perhaps from 35 to 45, if rounded)"),
        (
            amounts("4", "4", maybe_low="1.5", maybe_high="6.5"),
            Unit.ROWS,
            "4 rows (perhaps from 2 rows to 6 rows, if rounded)",
        ),
        (
            amounts("4", "4", maybe_high="6"),
            Unit.ROWS,
            "4 rows (perhaps to 6 rows, if rounded)",
        ),
        (
            amounts("1000", "1500.5", maybe_low="900.25"),
            Unit.USD,
            "from $1,000 to $1,500.50 (perhaps from $900.25, if rounded)",
        ),
    ],
)
def test_the_amounts_in_words(given, unit, words):
    assert given.words(unit) == words
