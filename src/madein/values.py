"""Amounts and intervals: exact inside, rounded once, at print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

MILLION = Decimal(1_000_000)
BILLION = Decimal(1_000_000_000)
MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """A closed interval that holds the true value.

    Attributes:
        at_least: Lower bound.
        at_most: Upper bound; None where nothing limits it, because some row that may
            belong carries no value.
    """

    at_least: Decimal
    at_most: Decimal | None

    @property
    def is_point(self) -> bool:
        """Whether both bounds are the same number."""
        return self.at_least == self.at_most


def usd_text(
    amount: Decimal, *, rounding: str = ROUND_HALF_EVEN, places: str = "0.1"
) -> str:
    """US dollars for print: compact from a million up, in full below.

    Args:
        amount: US dollars.
        rounding: A `decimal` rounding mode; lower bounds take `ROUND_FLOOR`.
        places: Last place that is printed of millions.

    Examples:
        >>> usd_text(Decimal("34099999.71"), rounding=ROUND_FLOOR)
        '$34.0m'
        >>> usd_text(Decimal("752135.20")), usd_text(Decimal(0)), usd_text(-5 * MILLION)
        ('$752,135', '$0', '-$5.0m')
    """
    sign = "-" if amount < 0 else ""
    for unit, suffix, last in ((BILLION, "bn", "0.01"), (MILLION, "m", places)):
        if abs(amount) >= unit:
            scaled = (amount / unit).quantize(Decimal(last), rounding=rounding)
            return f"{sign}${abs(scaled):,}{suffix}"
    whole = amount.quantize(Decimal(1), rounding=rounding)
    return f"{sign}${abs(whole):,}" if whole else "$0"


def bounds_text(bounds: Bounds) -> str:
    """A dollar interval in words; lower bounds round down, upper bounds up.

    An interval has a place more than a single amount: its width shall be what the
    records leave open, not what rounding adds.

    Args:
        bounds: The interval, in US dollars.

    Examples:
        >>> bounds_text(Bounds(at_least=34 * MILLION, at_most=34 * MILLION))
        '$34.0m'
        >>> bounds_text(Bounds(at_least=Decimal(15_440_000), at_most=16 * MILLION))
        '$15.44m to $16.00m'
        >>> bounds_text(Bounds(at_least=Decimal(7), at_most=None))
        'at least $7'
    """
    if bounds.at_most is None:
        return f"at least {usd_text(bounds.at_least, rounding=ROUND_FLOOR)}"
    if bounds.is_point:
        return usd_text(bounds.at_least)
    low = usd_text(bounds.at_least, rounding=ROUND_FLOOR, places="0.01")
    return f"{low} to {usd_text(bounds.at_most, rounding=ROUND_CEILING, places='0.01')}"


def exact_usd(amount: Decimal) -> str:
    """US dollars to the cent, or further where the records go further.

    Args:
        amount: US dollars.

    Examples:
        >>> exact_usd(Decimal("7267283.4400")), exact_usd(Decimal("0.1234"))
        ('$7,267,283.44', '$0.1234')
    """
    cents = amount.quantize(Decimal("0.01"))
    return f"${cents if cents == amount else amount.normalize():,}"


def rows_words(count: int) -> str:
    """A number of rows in words.

    Args:
        count: The number.

    Examples:
        >>> rows_words(1), rows_words(1889)
        ('1 row', '1,889 rows')
    """
    return f"{int(count):,} row{'' if count == 1 else 's'}"


def day_words(day: date) -> str:
    """A day as a newspaper writes it.

    Args:
        day: The day.

    Examples:
        >>> day_words(date(2022, 2, 4))
        '4 Feb 2022'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def correction_text(given: Mapping[str, object]) -> str:
    """A correction in words.

    Args:
        given: A row of the table `correction`, with its file.

    Examples:
        >>> one = {
        ...     "file": "a.csv",
        ...     "row": 7,
        ...     "field": "net_kg",
        ...     "was": "1,2",
        ...     "now": "12",
        ... }
        >>> correction_text({**one, "reason": "a slip", "provider": "the vendor"})
        "a.csv, row 7: net_kg '1,2' is read as '12': a slip (the vendor)"
    """
    change = (
        f"left out, its {given['field']} is '{given['was']}'"
        if given["now"] is None
        else f"{given['field']} '{given['was']}' is read as '{given['now']}'"
    )
    place = f"{given['file']}, row {given['row']}"
    return f"{place}: {change}: {given['reason']} ({given['provider']})"
