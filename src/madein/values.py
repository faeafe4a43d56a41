"""Amounts and intervals: exact inside, rounded once, at print."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from enum import StrEnum

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


class Unit(StrEnum):
    """What a figure is counted in."""

    USD = "US dollars"
    KG = "kg"
    ROWS = "rows"
    DECLARATIONS = "declarations"
    FIRMS = "firms"
    SHARE = "share"
    RATIO = "ratio"
    INDEX = "index"
    USD_YEAR = "US dollars a year"
    ROWS_YEAR = "rows a year"
    USD_KG = "US dollars a kg"


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


def interval_text(bounds: Bounds, unit: Unit) -> str:
    """An interval in words, in its unit; lower ends round down, upper ends up.

    Args:
        bounds: The interval.
        unit: What it is counted in.

    Examples:
        >>> share = Bounds(at_least=Decimal("0.4544"), at_most=Decimal("0.4561"))
        >>> interval_text(share, Unit.SHARE)
        '45.4% to 45.7%'
        >>> interval_text(Bounds(at_least=Decimal("2.5"), at_most=None), Unit.RATIO)
        'at least 2.5'
        >>> interval_text(Bounds(at_least=Decimal(89), at_most=Decimal(91)), Unit.ROWS)
        '89 to 91 rows'
    """
    if unit is Unit.USD:
        return bounds_text(bounds)
    low = amount_text(bounds.at_least, unit, ROUND_FLOOR)
    if bounds.at_most is None:
        return f"at least {low}"
    if bounds.is_point:
        return amount_text(bounds.at_least, unit)
    high = amount_text(bounds.at_most, unit, ROUND_CEILING)
    word = low.partition(" ")[2]
    return f"{low.removesuffix(f' {word}') if word else low} to {high}"


PLACES = {Unit.RATIO: "0.01", Unit.INDEX: "0.0001", Unit.KG: "1"}
COUNTED = frozenset({Unit.ROWS, Unit.DECLARATIONS, Unit.FIRMS, Unit.KG})


def amount_text(amount: Decimal, unit: Unit, rounding: str = ROUND_HALF_EVEN) -> str:
    """A number with its unit, for print.

    Args:
        amount: The number.
        unit: What it is counted in.
        rounding: A `decimal` rounding mode.

    Examples:
        >>> amount_text(Decimal("0.333333333333"), Unit.SHARE)
        '33.3%'
        >>> amount_text(Decimal("1204.5"), Unit.KG), amount_text(Decimal(1), Unit.ROWS)
        ('1,204 kg', '1 row')
        >>> amount_text(Decimal("2500000"), Unit.USD_YEAR)
        '$2.5m a year'
        >>> amount_text(Decimal("12.3456"), Unit.USD_KG)
        '$12.35 a kg'
    """
    if unit is Unit.USD_KG:
        return f"${amount.quantize(Decimal('0.01'), rounding):,} a kg"
    if unit in {Unit.USD, Unit.USD_YEAR}:
        return usd_text(amount, rounding=rounding) + (
            " a year" if unit is Unit.USD_YEAR else ""
        )
    if unit is Unit.SHARE:
        return f"{(amount * 100).quantize(Decimal('0.1'), rounding)}%"
    last = Decimal(PLACES.get(unit, "1" if unit in COUNTED else "0.1"))
    number = f"{amount.quantize(last, rounding):,}"
    if unit in COUNTED:
        word = unit.value
        is_one = number == "1" and word.endswith("s")
        return f"{number} {word.removesuffix('s') if is_one else word}"
    if unit in {Unit.RATIO, Unit.INDEX}:
        return number.rstrip("0").rstrip(".") if "." in number else number
    return f"{number} {unit.value}"


def exact_text(amount: Decimal, unit: Unit) -> str:
    """A number with its unit, as far as it goes.

    Args:
        amount: The number.
        unit: What it is counted in.

    Examples:
        >>> (
        ...     exact_text(Decimal("34.5000"), Unit.KG),
        ...     exact_text(Decimal("0.25"), Unit.SHARE),
        ... )
        ('34.5 kg', '0.25')
    """
    if unit is Unit.USD:
        return exact_usd(amount)
    plain = amount.normalize()
    return f"{plain:,f} {unit.value}" if unit in COUNTED else f"{plain:,f}"


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
