"""Imports a year before and after each event."""

from collections.abc import Sequence
from fractions import Fraction

from madein.analysis.around.asking import (
    cell_of,
    interval,
    named,
    side_of,
    silent,
    summed_unit,
    told_of,
    untold,
)
from madein.analysis.around.windows import Windows, amid, days, span_words, windows
from madein.bounds import Interval, ratio
from madein.engine import Engine
from madein.measure import Answered, Derived, Measure, Value
from madein.question import CaseFile, Event, Period
from madein.scope import Scope
from madein.values import Unit
from madein.verdict import Reason

YEAR = Fraction(1461, 4)  # days, the leap day shared out
COUNTED = ((Unit.USD, Unit.USD_YEAR, "value"), (Unit.ROWS, Unit.ROWS_YEAR, "rows"))
SIDES = ("before", "after")
SHORT = 365  # days; a shorter window does not hold each season once


def rates(engine: Engine, case: CaseFile) -> list[Derived]:
    """Value and rows a year on either side of each event, and their ratio.

    Args:
        engine: The engine, with `imports` and what the records hold.
        case: The case.
    """
    return [
        _rate(case, event, windows(engine, case, event.date), units)
        for event in case.events
        for units in COUNTED
    ]


def _rate(
    case: CaseFile, event: Event, found: Windows, units: tuple[Unit, Unit, str]
) -> Derived:
    unit, rate_unit, what = units
    label = f"Imports a year, after / before, {what}: {event.label}"
    before, after = found.before, found.after
    if before is None or after is None:
        return silent("rates", label, Unit.RATIO, case, found.gap)
    measure = Measure(
        name="rates by side",
        label=f"Imports, {span_words(before)} and {span_words(after)}",
        scope=Scope(since=before.since, until=after.until),
        dimensions=(side_of(event.date, (before, after)),),
        unit=summed_unit(unit),
    )

    def work(answers: Sequence[Answered]) -> list[Value]:
        values = _values(answers[0], (before, after), unit, rate_unit)
        return told_of(values, amid(case, event, (before, after)))

    return Derived(
        name="rates",
        label=f"{label}, {span_words(before)} and {span_words(after)}",
        unit=Unit.RATIO,
        of=(measure,),
        work=work,
    )


def _values(
    divided: Answered, spans: tuple[Period, Period], unit: Unit, rate_unit: Unit
) -> list[Value]:
    """The ratio of the rates, and the rates; what has no day may be on either side."""
    sides = [cell_of(divided, name) for name in SIDES]
    yearly = [
        _yearly(interval(side, unit), span)
        for side, span in zip(sides, spans, strict=True)
    ]
    told = [
        f"{named(side, divided, unit)} x 365.25 / {days(span)} days"
        for side, span in zip(sides, spans, strict=True)
    ]
    parts = [
        Value(
            at_least=low,
            at_most=high,
            formula=formula,
            parts=(side.id,),
            rows=side.rows,
            cell=name,
            unit=rate_unit,
            caveats=_seasons([span]),
        )
        for name, side, span, (low, high), formula in zip(
            SIDES, sides, spans, yearly, told, strict=True
        )
    ]
    low, high = ratio(yearly[1], yearly[0])
    formula = f"({told[1]}) / ({told[0]})"
    own = tuple(dict.fromkeys(side.id for side in reversed(sides)))
    if low is None:
        why = "There is nothing before the event to divide by."
        return [untold(Reason.BASIS_MISSING, why, formula, own), *parts]
    head = Value(
        at_least=low,
        at_most=high,
        formula=formula,
        parts=own,
        rows=sum(side.rows for side in sides),
        caveats=_seasons(spans),
    )
    return [head, *parts]


def _yearly(found: Interval, span: Period) -> Interval:
    low, high = found
    year = YEAR / days(span)
    least = None if low is None else low * year
    return least, None if high is None else high * year


def _seasons(spans: Sequence[Period]) -> tuple[str, ...]:
    return tuple(
        f"{span_words(span)} is less than a year: seasons weigh in it."
        for span in spans
        if days(span) < SHORT
    )
