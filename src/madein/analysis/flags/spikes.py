"""RF03 and RF05: does a monthly series rise after the day, against its own baseline?

A series has two bounds: rows that certainly belong, and all that may. A rise is certain
where the lower bound after it exceeds the upper bound before it, and ruled out where
even the upper bound after it does not exceed the lower bound before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from madein.analysis.flags.answer import (
    ANY_DAY,
    Answer,
    World,
    causes,
    count,
    no,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.chance import rank_chance
from madein.analysis.flags.facts import threshold
from madein.analysis.flags.newcomers import BEFORE, blind_before
from madein.analysis.flags.priority import (
    IS_PRIORITY,
    NOT_HELD,
    WHY_OPEN,
    is_held,
    version,
)
from madein.records.held import last_day, months_between, months_on
from madein.scope import Query, on_or_after
from madein.values import MONTHS, rows_words
from madein.verdict import Reason

INFINITE = Decimal("Infinity")
MEASURES = {"usd": "value", "net_kg": "weight"}
_KNOWN = "net_kg * usd * year(coalesce(registered, registered_month)) > 0"
NO_AMOUNT = causes("net_kg")
NO_AMOUNT[Reason.BASIS_MISSING] += " or usd is null"


@dataclass(frozen=True, kw_only=True)
class Windows:
    """The months that are compared.

    Attributes:
        before: Whole months before that of the day, in order.
        after: Whole months after that of the day, in order.
    """

    before: tuple[date, ...]
    after: tuple[date, ...]

    @property
    def says(self) -> str:
        """Both windows, in words."""
        ends = [
            f"{MONTHS[m.month - 1]} {m.year}"
            for m in (self.before[0], self.before[-1], self.after[0], self.after[-1])
        ]
        return f"{ends[2]} to {ends[3]} against {ends[0]} to {ends[1]}"


@dataclass(frozen=True, kw_only=True)
class Series:
    """A monthly sum with its bounds.

    Attributes:
        least: Sum of the rows that certainly belong, by month.
        most: Sum of all rows that may; infinite where one of them has no value.
        adrift: The same of rows without a month, which may belong to any.
    """

    least: dict[date, Decimal]
    most: dict[date, Decimal]
    adrift: Decimal

    def bounds(
        self, months: Iterable[date]
    ) -> tuple[dict[date, Decimal], dict[date, Decimal]]:
        """Lower and upper bound of some months.

        Args:
            months: Their first days.
        """
        zero, months = Decimal(0), tuple(months)
        return (
            {month: self.least.get(month, zero) for month in months},
            {month: self.most.get(month, zero) + self.adrift for month in months},
        )


def rise_of_priority(world: World) -> Answer:
    """RF03: whether imports of high-priority goods rose.

    Args:
        world: What a flag may look at.
    """
    if not is_held(world):
        return unknown(Reason.LIST_NOT_LOADED, NOT_HELD)
    params = {"day": world.day}
    before = Query(sql=f"({BEFORE}) and {IS_PRIORITY}", params=params)
    sure, open_, why = count(world, before, WHY_OPEN)
    told = version(world)
    if not sure and open_:
        says = (
            f"{rows_words(open_)} may be of high-priority goods before the day, {told}"
        )
        return unknown(why, says, rows_that(before.sql, params))
    if not sure and (gap := blind_before(world)) is not None:
        return unknown(Reason.COVERAGE_GAP, gap, rows_that(BEFORE, params))
    if not sure:
        return no(
            f"no high-priority goods before the day, {told}", rows_that(BEFORE, params)
        )
    return _rise(world, Query(sql=f"{ANY_DAY} and {IS_PRIORITY}"), WHY_OPEN)


def rise(world: World) -> Answer:
    """RF05: whether imports rose.

    Args:
        world: What a flag may look at.
    """
    return _rise(world, Query(sql=ANY_DAY), {})


def windows(world: World) -> Windows | str:
    """The months to compare, or why there are none.

    Args:
        world: What a flag may look at.
    """
    held, start = world.held, months_on(world.day, 0)
    if held.cap is not None:
        return held.cap
    before: list[date] = []
    month = months_on(start, -1)
    while len(before) < threshold("baseline_most") and held.whole(month):
        before.insert(0, month)
        month = months_on(month, -1)
    least = threshold("baseline_months")
    if len(before) < least:
        return (
            f"{len(before)} whole months without a gap before the day, {least} needed"
        )
    wanted = [
        month
        for month in months_between(months_on(start, 1), world.case.period.until)
        if last_day(month) <= world.case.period.until
    ]
    after = [month for month in wanted if held.whole(month)]
    gaps = [m for m in wanted if after and m < after[-1] and m not in after]
    if gaps:
        named = f"{MONTHS[gaps[0].month - 1]} {gaps[0].year}"
        return f"the files hold no row of {named}, after the day"
    if len(after) < threshold("after_months"):
        return (
            f"{len(after)} whole months after the day, "
            f"{threshold('after_months')} needed"
        )
    # Two whole years or one: a baseline of 17 months would weigh seasons unevenly.
    before = before[-(len(before) // 12 * 12) :]
    return Windows(before=tuple(before), after=tuple(after))


def rises(before: dict[date, Decimal], after: dict[date, Decimal]) -> bool:
    """Whether months lie above the same months before, in sum and one by one.

    Args:
        before: Sum of each month of whole years before.
        after: Sum of each month after.
    """
    return _ratio_reached(before, after) and rank_chance(
        [*before.values()], [*after.values()]
    ) <= threshold("chance")


def _ratio_reached(before: dict[date, Decimal], after: dict[date, Decimal]) -> bool:
    usual = _usual(before, after)
    return sum(after.values()) >= threshold("rise") * usual


def _usual(before: dict[date, Decimal], after: Iterable[date]) -> Decimal:
    """What the same months of a usual year before sum up to."""
    years = len(before) // 12
    by_month: dict[int, Decimal] = {}
    for month, amount in before.items():
        by_month[month.month] = by_month.get(month.month, Decimal(0)) + amount
    return sum((by_month[month.month] / years for month in after), Decimal(0))


def _rise(world: World, term: Query, why: dict[str, str]) -> Answer:
    found = windows(world)
    since = f"({term.sql}) and ({on_or_after('$day')})"
    params = {**term.params, "day": world.day}
    after_rows = rows_that(since, params)
    if isinstance(found, str):
        return unknown(Reason.COVERAGE_GAP, found, after_rows)
    said, open_ = [], []
    for column, name in MEASURES.items():
        series = _series(world, term, column)
        low_before, high_before = series.bounds(found.before)
        low_after, high_after = series.bounds(found.after)
        said.append(f"{name} {_times(low_before, low_after)}")
        if not any(high_before.values()):
            continue  # nothing to rise from: a question of RF01
        if rises(high_before, low_after):
            says = f"{said[-1]} the same months before: {found.says}"
            return yes(says, after_rows)
        if rises(low_before, high_after):
            open_.append(name)
    says = f"{', '.join(said)} the same months before: {found.says}"
    if open_:
        valued = Query(sql=f"{term.sql} and {_KNOWN}", params=term.params)
        _, _, reason = count(world, valued, why | NO_AMOUNT)
        says += (
            f"; rows that may belong, or have no {' or '.join(open_)}, could change it"
        )
        return unknown(reason, says, after_rows)
    return no(says, after_rows)


def _times(before: dict[date, Decimal], after: dict[date, Decimal]) -> str:
    usual = _usual(before, after)
    if not usual:
        return "without a baseline, nothing in"
    return f"{sum(after.values(), Decimal(0)) / usual:,.2f} times"


def _series(world: World, term: Query, column: str) -> Series:
    """Bounds of each month."""
    rows = world.engine.rows(
        f"""
select date_trunc('month', coalesce(registered, registered_month))::date as month,
  sum({column}) filter (where belongs) as least, sum({column}) as most,
  count(*) - count({column}) as unvalued
from (select *, ({term.sql}) as belongs from imports) where belongs is not false
group by month""",
        term.params,
    )
    least = {row["month"]: row["least"] or Decimal(0) for row in rows}
    most = {
        row["month"]: INFINITE if row["unvalued"] else row["most"] or Decimal(0)
        for row in rows
    }
    adrift = most.pop(None, Decimal(0))
    least.pop(None, None)
    return Series(least=least, most=most, adrift=adrift)
