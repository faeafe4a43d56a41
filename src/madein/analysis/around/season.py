"""The year after each event against the same days of the year before."""

from collections.abc import Sequence
from dataclasses import replace

from madein.analysis.around.asking import (
    cell_of,
    interval,
    named,
    open_below,
    scope_of,
    side_of,
    silent,
    summed_unit,
    told_of,
    untold,
)
from madein.analysis.around.windows import (
    Windows,
    amid,
    days,
    same_days,
    span_words,
    windows,
)
from madein.bounds import Interval, ratio
from madein.engine import Engine
from madein.measure import Answered, Derived, Measure, Value
from madein.question import CaseFile, Event, Period
from madein.values import Unit
from madein.verdict import Reason

COUNTED = ((Unit.USD, "value"), (Unit.KG, "net weight"), (Unit.ROWS, "rows"))


def season(engine: Engine, case: CaseFile) -> list[Derived]:
    """Value, weight and rows after each event by those of the same days a year before.

    The days are the year from the event on, or as many of it as the records hold.

    Source:
        Nikkei, 12 April 2023, compared 24 February to 31 December 2022 so.

    Args:
        engine: The engine, with `imports` and what the records hold.
        case: The case.
    """
    return [
        _compared(case, event, windows(engine, case, event.date), unit, what)
        for event in case.events
        for unit, what in COUNTED
    ]


def _compared(
    case: CaseFile, event: Event, found: Windows, unit: Unit, what: str
) -> Derived:
    label = f"Same days a year before, after / before, {what}: {event.label}"
    spans = same_days(event.date, found)
    if isinstance(spans, str):
        return silent("season", label, Unit.RATIO, case, spans)
    before, after = spans
    measure = Measure(
        name="season by side",
        label=f"Imports, {span_words(before)} and {span_words(after)}",
        scope=scope_of(spans),
        dimensions=(side_of(event.date, spans),),
        unit=summed_unit(unit),
    )

    def work(answers: Sequence[Answered]) -> list[Value]:
        values = _values(answers[0], unit)
        return told_of(values, (*_leap(spans), *amid(case, event, spans)))

    return Derived(
        name="season",
        label=f"{label}, {span_words(after)}",
        unit=Unit.RATIO,
        of=(measure,),
        work=work,
    )


def _leap(spans: tuple[Period, Period]) -> tuple[str, ...]:
    before, after = (days(span) for span in spans)
    if before == after:
        return ()
    return (f"{before} days before and {after} after: one holds a leap day.",)


def _values(divided: Answered, unit: Unit) -> list[Value]:
    """The ratio of the two sides, and their difference."""
    before, after = cell_of(divided, "before"), cell_of(divided, "after")
    parts = tuple(dict.fromkeys((after.id, before.id)))
    rows = after.rows + before.rows
    told = [named(side, divided, unit) for side in (after, before)]
    low, high = _less(interval(after, unit), interval(before, unit))
    formula = f"{told[0]} - {told[1]}"
    if low is None:
        unlimited = open_below(high, unit, "before the event", formula, parts)
        difference = replace(unlimited, cell="difference", unit=unit)
    else:
        difference = Value(
            at_least=low,
            at_most=high,
            formula=formula,
            parts=parts,
            rows=rows,
            cell="difference",
            unit=unit,
        )
    formula = f"{told[0]} / {told[1]}"
    low, high = ratio(interval(after, unit), interval(before, unit))
    if low is None:
        why = "There is nothing on the same days before to divide by."
        return [untold(Reason.BASIS_MISSING, why, formula, parts), difference]
    head = Value(
        at_least=low,
        at_most=high,
        formula=formula,
        parts=parts,
        rows=rows,
    )
    return [head, difference]


def _less(one: Interval, other: Interval) -> Interval:
    """Bounds of a difference; its lower end is None where nothing limits the other."""
    (low, high), (least, most) = one, other
    at_least = None if low is None or most is None else low - most
    at_most = None if high is None or least is None else high - least
    return at_least, at_most
