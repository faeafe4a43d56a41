"""Rows a month as an interrupted series: a step at each event, beside trend and seasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from madein.analysis.around.asking import MONTH, silent, told_of, untold
from madein.analysis.around.windows import (
    Windows,
    amid,
    span_words,
    whole_months,
    windows,
)
from madein.engine import Engine
from madein.estimates import Fit, fit_counts, rounded, seasons
from madein.measure import Answered, Derived, Measure, Value
from madein.question import CaseFile, Event
from madein.records.held import months_on
from madein.scope import Scope
from madein.values import MONTHS, Unit, rows_words
from madein.verdict import Reason

LEAST = 24  # months: fewer do not tell a step from trend and seasons
SIDE = 3  # months on either side, at the least
STEP, TREND, TURN = 1, 2, 3  # places of the columns
TOLD = (
    "Its ends are estimates without and with the rows that may belong, and no bounds.",
    "The 95 % interval holds for months that vary by chance alone.",
    "Goods ordered before the event clear customs after it: a step may come late.",
)


@dataclass(frozen=True, kw_only=True)
class Points:
    """Months of a series.

    Attributes:
        event: Day of the event.
        before: First days of the months before it.
        after: First days of the months after it.
    """

    event: date
    before: Sequence[date]
    after: Sequence[date]

    @property
    def months(self) -> list[date]:
        """All months, in order."""
        return [*self.before, *self.after]

    def columns(self, *, turns: bool) -> list[tuple[float, ...]]:
        """Level, step, trend, change of trend where it turns, and seasons of each month.

        Args:
            turns: Whether the trend may change at the event.
        """
        begins = self.event.day == 1
        zero = months_on(self.event, -1 if begins else 0)
        found = []
        for month in self.months:
            time = 12 * (month.year - zero.year) + month.month - zero.month
            step = float(month >= self.event)
            turn = (step * time,) if turns else ()
            found.append((1.0, step, float(time), *turn, *seasons(month.month)))
        return found


def series(engine: Engine, case: CaseFile) -> list[Derived]:
    """Step, trend and change of trend of the rows a month, at each event.

    The month that holds the event is on no side, unless it begins with it. Months
    without rows are zeros: only months that the records hold are asked about.

    Source:
        Lopez Bernal, Cummins and Gasparrini, International Journal of Epidemiology 46
        (2017), doi 10.1093/ije/dyw098.

    Args:
        engine: The engine, with `imports` and what the records hold.
        case: The case.
    """
    return [
        _interrupted(case, event, windows(engine, case, event.date))
        for event in case.events
    ]


def _interrupted(case: CaseFile, event: Event, found: Windows) -> Derived:
    label = f"Step in rows a month, after / before, estimated: {event.label}"
    if found.before is None or found.after is None:
        return silent("series", label, Unit.RATIO, case, found.gap)
    points = Points(
        event=event.date,
        before=whole_months(found.before),
        after=whole_months(found.after),
    )
    measure = Measure(
        name="series by month",
        label="Rows a month",
        scope=Scope(since=found.before.since, until=found.after.until),
        dimensions=(MONTH,),
        unit=Unit.ROWS,
    )

    others = amid(case, event, (found.before, found.after))

    def work(answers: Sequence[Answered]) -> list[Value]:
        return told_of(_values(answers[0], points), others)

    return Derived(
        name="series",
        label=f"{label}, {span_words(found.before)} and {span_words(found.after)}",
        unit=Unit.RATIO,
        of=(measure,),
        work=work,
    )


def _values(divided: Answered, points: Points) -> list[Value]:
    """The step as the figure itself, then trend and what a change of trend makes of it."""
    before, after = len(points.before), len(points.after)
    if before + after < LEAST or min(before, after) < SIDE:
        why = (
            f"{before} whole months before the event and {after} after it are held; "
            f"{LEAST} are needed, {SIDE} on either side."
        )
        return [untold(Reason.COVERAGE_GAP, why, parts=(divided.whole.id,))]
    cells = {cell.cells[0]: cell for cell in divided.cells}
    months = [cells.get(f"{month:%Y-%m}") for month in points.months]
    sure = [0 if cell is None else int(cell.certain) for cell in months]
    open_ = [0 if cell is None else int(cell.open or 0) for cell in months]
    counts = (sure, [one + more for one, more in zip(sure, open_, strict=True)])
    plain = [fit_counts(points.columns(turns=False), one) for one in counts]
    turning = [fit_counts(points.columns(turns=True), one) for one in counts]
    caveats = (*TOLD, *_left_out(divided, points))
    model = f"rows a month in {divided.whole.id} ~ exp(level + step + trend + seasons"
    found = [
        _value(fits, place, f"{model}{more}), quasi-Poisson", caveats)
        for fits, place, more in (
            (plain, STEP, ""),
            (plain, TREND, ""),
            (turning, STEP, " + change of trend"),
            (turning, TURN, " + change of trend"),
        )
    ]
    names = (None, "trend a month", "step beside change", "change of trend")
    return [
        replace(value, cell=name, rows=sum(sure), parts=(divided.whole.id,))
        for value, name in zip(found, names, strict=True)
    ]


def _value(
    fits: Sequence[Fit | None], place: int, formula: str, caveats: tuple[str, ...]
) -> Value:
    """A coefficient as a ratio, without and with the rows that may belong."""
    ratios = [
        None if fit is None else fit.ratio(place, max(1.0, fit.dispersion))
        for fit in fits
    ]
    found = [one for one in ratios if one is not None]
    if len(found) < len(fits):
        why = "The rows of these months do not settle the model: they are too few."
        return untold(Reason.BASIS_MISSING, why, formula)
    spread = [fit.dispersion for fit in fits if fit]
    return Value(
        at_least=rounded(min(one.value for one in found)),
        at_most=rounded(max(one.value for one in found)),
        ci_low=rounded(min(one.low for one in found)),
        ci_high=rounded(max(one.high for one in found)),
        formula=formula,
        caveats=(*caveats, f"Dispersion {max(spread):.2f}: 1 is that of pure chance."),
    )


def _left_out(divided: Answered, points: Points) -> list[str]:
    """What is in no month of the series, in words."""
    found = [f"{len(points.before)} months before, {len(points.after)} after."]
    if points.event.day != 1:
        month = f"{MONTHS[points.event.month - 1]} {points.event.year}"
        found.append(f"{month} holds the event, and is left out.")
    undated = [cell for cell in divided.cells if cell.cells == (None,)]
    rows = sum(cell.rows + cell.unclear_rows for cell in undated)
    if rows:
        found.append(f"{rows_words(rows)} without a month: in no month.")
    return found
