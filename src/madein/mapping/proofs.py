"""What is proven over all rows: the order of day and month, and the decimal sign."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.core import get_global

from madein.engine import Engine
from madein.mapping import shapes
from madein.mapping.profile import Column
from madein.mapping.questions import Question
from madein.mapping.shapes import day_orders

DISTINCT_DAYS = 40_000  # more texts of days than a century has
VOTERS = 100_000  # rows that vote on the decimal sign
# How a number looks whose signs can mean one thing only.
VOTES = {
    "point": r"[+-]?(\d+\.(\d{1,2}|\d{4,})|\d{4,}\.\d+|0\.\d+|\d{1,3}(,\d{3})+\.\d+)",
    "comma": r"[+-]?(\d+,(\d{1,2}|\d{4,})|\d{4,},\d+|0,\d+|\d{1,3}(\.\d{3})+,\d+)",
    "groups_of_commas": r"[+-]?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})",
    "groups_of_points": r"[+-]?\d{1,3}((\.\d{3})+,\d+|(\.\d{3}){2,})",
}


def date_orders(
    engine: Engine, raw: str, column: Column
) -> tuple[tuple[str, ...], Question | None]:
    """Orders of day, month and year of a column, and what is left open.

    Args:
        engine: The engine.
        raw: SQL for the rows of the evidence copy.
        column: The column of days.
    """
    fits = [
        orders for text in _days(engine, raw, column) if (orders := day_orders(text))
    ]
    if column.day_share >= 0.9:
        fits = [orders - {"excel"} for orders in fits]
        fits = [orders for orders in fits if orders]
    orders = set().union(*fits)
    for pair in shapes.RIVALS:
        if orders.issuperset(pair):
            proven = _proven(pair, fits)
            if proven is None:
                return tuple(sorted(orders)), _open(column, pair)
            orders -= set(pair) - {proven}
    return tuple(sorted(_needed(orders, fits))), None


def _days(engine: Engine, raw: str, column: Column) -> list[str]:
    """Every text of a column of days; where each has its own time, without the times."""
    cell, some = column.raw, f"from {raw} where {column.raw} is not null"
    sql = "select distinct {} as cell " + some + f" limit {DISTINCT_DAYS}"
    rows = engine.rows(sql.format(cell))
    if len(rows) == DISTINCT_DAYS:
        timeless = f"regexp_replace({cell}, '[T ][0-9]{{1,2}}:.*$', '')"
        rows = engine.rows(sql.format(timeless))
    return [row["cell"] for row in rows]


def _proven(pair: Sequence[str], fits: Iterable[frozenset[str]]) -> str | None:
    """The order of two that some cell has alone; None where none or both have."""
    alone = [
        {order for fit in fits if order in fit and other not in fit}
        for order, other in (tuple(pair), tuple(reversed(pair)))
    ]
    first, second = (bool(found) for found in alone)
    return (
        pair[0] if first and not second else pair[1] if second and not first else None
    )


def _needed(orders: set[str], fits: Sequence[frozenset[str]]) -> list[str]:
    """Orders without those whose cells another order reads as well, and more."""
    counts = {o: sum(o in fit for fit in fits) for o in orders}
    kept: list[str] = []
    for order in sorted(orders, key=lambda o: (-counts[o], o)):
        if any(order in fit and not fit.intersection(kept) for fit in fits):
            kept.append(order)
    return kept


def _open(column: Column, pair: Sequence[str]) -> Question:
    what = f"nothing in '{column.heading}' tells day from month: {column.shown()}"
    return Question(what=what, choices={order: f"--dates {order}" for order in pair})


def zone_of(column: Column, country: str) -> tuple[str, Question | None]:
    """Zone whose midnights the moments of a column are; empty where they are days.

    A zone of the country is tried first. A vendor abroad may write midnights of his own:
    moments at one time of the day can be midnights in one offset from UTC alone.

    Args:
        column: The column of days.
        country: Country of the declarations; empty where not known.
    """
    moments = [m for cell in column.distinct if (m := shapes.utc_time(cell))]
    if not moments or _at_midnight(moments, "UTC"):
        return "", None
    zones = get_global("zone_territories")
    local = sorted(zone for zone, code in zones.items() if code == country)
    hours = range(-11, 13)
    offsets = [f"Etc/GMT{-hour:+d}" for hour in hours if hour]
    for name in (*local, "Asia/Kolkata", *offsets):
        if _at_midnight(moments, name):
            return name, None
    what = f"the days of '{column.heading}' are moments in UTC: {column.shown()}"
    return "", Question(what=what, choices={"Indian time": "--zone Asia/Kolkata"})


def _at_midnight(moments: Sequence[datetime], zone: str) -> bool:
    local = [moment.astimezone(ZoneInfo(zone)) for moment in moments]
    return all((moment.hour, moment.minute) == (0, 0) for moment in local)


def signs_of(columns: Sequence[Column]) -> str:
    """Decimal sign, as the sampled cells show it.

    Args:
        columns: The columns of the file.
    """
    cells = [
        cell
        for column in columns
        if column.number_share >= 0.9
        for cell in column.distinct[:500]
    ]
    votes = {
        name: sum(re.fullmatch(form, cell.strip()) is not None for cell in cells)
        for name, form in VOTES.items()
    }
    return _decided(votes)[0]


def signs(
    engine: Engine, raw: str, records: int, columns: Sequence[Column]
) -> tuple[str, str]:
    """Decimal sign and sign between groups, as rows all over the file show them.

    Args:
        engine: The engine.
        raw: SQL for the rows of the evidence copy.
        records: Number of rows.
        columns: Columns of numbers.
    """
    if not columns:
        return ".", ""
    step = max(1, records // VOTERS)
    cells = " union all ".join(
        f"select trim({c.raw}) as cell from {raw} where file_row_number % {step} = 0"
        for c in columns
    )
    counts = ", ".join(
        f"count(*) filter (where regexp_full_match(cell, '{form}')) as {name}"
        for name, form in VOTES.items()
    )
    return _decided(engine.rows(f"select {counts} from ({cells})")[0])


def _decided(votes: Mapping[str, int]) -> tuple[str, str]:
    """The signs that more cells vote for; none between groups where they disagree."""
    by_comma, by_point = votes["groups_of_commas"], votes["groups_of_points"]
    if votes["comma"] > votes["point"] or (by_point > by_comma and not votes["point"]):
        return ",", "." if by_point else ""
    return ".", "," if by_comma > by_point else ""
