"""Days and months: a text that two of its layout's orders read differently is null."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from madein.engine import literal
from madein.fields.lookup import lookup
from madein.reference.months import month_numbers

# Years 1990 to 2100. Two digits are a year from 1990 to 2049.
DIGITS = {
    "yyyy": r"(?:199\d|20\d\d|2100)",
    "yy": r"(?:9\d|[0-4]\d)",
    "mm": r"(?:0[1-9]|1[0-2])",
    "dd": r"(?:0[1-9]|[12]\d|3[01])",
}
LOOSE = DIGITS | {"mm": r"(?:0?[1-9]|1[0-2])", "dd": r"(?:0?[1-9]|[12]\d|3[01])"}
FORMS = {"yyyy": "%Y", "yy": "%y", "mm": "%m", "dd": "%d"}
PARTS = re.compile("yyyy|yy|mm|dd")

BLANKS = r"[ \t\x{a0}\x{202f}\x{2009}]*"
HOUR = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?"
TIME = rf"(?:(?:T| +){HOUR}(?: ?[AaPp][Mm])?)?"
NO_FRACTION = r"(?:\.0)?"  # a number in its file
MOMENT = (
    rf"^{BLANKS}({LOOSE['yyyy']}-{DIGITS['mm']}-{DIGITS['dd']}[T ]"
    r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)"
    rf"{BLANKS}$"
)

SERIAL_ZERO = date(1899, 12, 30)
SERIALS = [(day - SERIAL_ZERO).days for day in (date(1990, 1, 1), date(2100, 12, 31))]

# The engine reads a function of one cell once per distinct text, unless a CASE stands
# between: a regular expression and a reading without one cost least (bench/README.md).


def day(cell: str, orders: Iterable[str], zone: str = "") -> str:
    """A day from 1990 to 2100; null where no order fits, or where orders disagree.

    A local time beside the day is passed over. A moment with the mark of a zone is a
    day only where the layout names the zone of the declarations; there a time without
    a mark must give one day, read as local and as UTC.

    Args:
        cell: SQL for the cell.
        orders: Orders of day, month and year that the layout names.
        zone: Zone of the declarations, where the vendor writes moments in UTC.
    """
    days, months = _split(orders)
    readings = [_reading(cell, order) for order in days]
    if zone:
        readings.append(_moment(cell, zone))
    return _agreed(readings, [_reading(cell, order) for order in months])


def month(cell: str, orders: Iterable[str]) -> str:
    """First day of a month, of a text that names no day; null as in `day`.

    Args:
        cell: SQL for the cell.
        orders: Orders that the layout names; those with a day give no month.
    """
    days, months = _split(orders)
    readings = [_reading(cell, order) for order in months]
    return _agreed(readings, [_reading(cell, order) for order in days])


def _split(orders: Iterable[str]) -> tuple[list[str], list[str]]:
    """Orders that name a day, and orders that name a month alone."""
    named = list(orders)
    days = [order for order in named if "dd" in order or order == "excel"]
    return days, [order for order in named if order not in days]


def _agreed(readings: Sequence[str], others: Sequence[str]) -> str:
    """The one date that all readings give, where one of the first gives it."""
    if not readings:
        return "cast(null as date)"
    every = [*readings, *others]
    if len(every) == 1:
        return every[0]
    least, greatest = (f"{end}({', '.join(every)})" for end in ("least", "greatest"))
    return f"case when {least} = {greatest} then coalesce({', '.join(readings)}) end"


def _reading(cell: str, order: str) -> str:
    if order == "excel":
        return _serial(cell)
    if "mon" in order:
        return _named(cell, order)
    is_bare = order.isalpha()
    sizes = DIGITS if is_bare else LOOSE
    shape = PARTS.sub(lambda part: sizes[part[0]], order.replace(".", r"\."))
    form = PARTS.sub(lambda part: FORMS[part[0]], order)
    if order == "ddmmyyyy":  # a number has lost the zero in front
        shape = shape.replace("0[1-9]", "0?[1-9]", 1)
    tail = (NO_FRACTION if is_bare else "") + (TIME if "dd" in order else "")
    text = _extract(cell, f"^{BLANKS}({shape}){tail}{BLANKS}$")
    if order == "ddmmyyyy":
        text = f"lpad(nullif({text}, ''), 8, '0')"
    if "dd" not in order:
        text, form = f"{text} || ' 1'", f"{form} %d"
    return _date(text, form)


def _named(cell: str, order: str) -> str:
    """A date whose month is a word."""
    year = DIGITS["yyyy" if "yyyy" in order else "yy"]
    has_day = "dd" in order
    day_part = rf"({LOOSE['dd']})[-./ ]?" if has_day else "()"
    time = TIME if has_day else ""
    shape = rf"^{BLANKS}{day_part}([^-0-9 ./,]{{3,12}})\.?[-./, ]{{0,2}}({year}){time}{BLANKS}$"
    first, word, last = (_extract(cell, shape, group) for group in (1, 2, 3))
    number = lookup(f"upper({word})", month_numbers(), "integer")
    first = first if has_day else "'1'"
    form = "%d %m %Y" if "yyyy" in order else "%d %m %y"
    return _date(f"{first} || ' ' || {number} || ' ' || {last}", form)


def _serial(cell: str) -> str:
    """Days since 1899-12-30, as spreadsheets count; a fraction is a time."""
    text = _extract(cell, rf"^{BLANKS}(\d{{5}})(?:\.\d+)?{BLANKS}$")
    number = f"try_cast({text} as integer)"
    first, last = SERIALS
    return (
        f"case when {number} between {first} and {last} "
        f"then cast({literal(SERIAL_ZERO)} as date) + {number} end"
    )


def _moment(cell: str, zone: str) -> str:
    """The day in a zone, of a moment in UTC or with the mark of its own zone."""
    moment = f"try_cast({_extract(cell, MOMENT)} as timestamptz)"
    return f"cast(timezone({literal(zone)}, {moment}) as date)"


def _extract(cell: str, pattern: str, group: int = 1) -> str:
    return f"regexp_extract({cell}, {literal(pattern)}, {group})"


def _date(text: str, form: str) -> str:
    return f"cast(try_strptime({text}, '{form}') as date)"
