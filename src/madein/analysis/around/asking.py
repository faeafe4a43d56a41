"""How questions around a date are put, and how their answers are read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

from madein.analysis.around.windows import DAY
from madein.bounds import Interval
from madein.measure import Answered, Derived, Dimension, Measure, Sum, Value
from madein.question import CaseFile, Period
from madein.scope import Scope, on_or_after, on_or_before
from madein.values import Unit, amount_text
from madein.verdict import Reason

MONTH = Dimension(
    name="month", sql="strftime(coalesce(registered, registered_month), '%Y-%m')"
)


def scope_of(spans: tuple[Period, Period]) -> Scope:
    """The days before and after an event, and none that lie between.

    Args:
        spans: The days before and after.
    """
    before, after = spans
    ways = tuple(Scope(since=span.since, until=span.until) for span in spans)
    return Scope(
        since=before.since,
        until=after.until,
        either=() if before.until + DAY == after.since else ways,
    )


def side_of(day: date, spans: tuple[Period, Period]) -> Dimension:
    """On which side of a day a row lies; for a scope of the days on both sides.

    A row known to its month alone is on the one side that its month can touch.

    Args:
        day: First day of "after".
        spans: The days before and after.
    """
    return Dimension(
        name="side",
        sql=f"case when not ({on_or_after('$event')}) then 'before' "
        f"when not ({on_or_before('$same_day')}) then 'after' end",
        params={"event": day, "same_day": spans[0].until},
    )


def cell_of(divided: Answered, *cells: str) -> Sum:
    """The sum of a cell; of one that no row has, nothing but what may be of it.

    Args:
        divided: A measure with its answers.
        *cells: Value of each of its dimensions.
    """
    for found in divided.cells:
        if found.cells == cells:
            return found
    vague = [
        found
        for found in divided.cells
        if all(c is None or c == own for c, own in zip(found.cells, cells, strict=True))
    ]
    open_ = [found.open for found in vague]
    most = sum((found.certain for found in vague), Decimal(0))
    limits = [one for one in open_ if one is not None]
    return Sum(
        id=divided.whole.id,
        cells=cells,
        certain=Decimal(0),
        open=Decimal(0),
        at_least=Decimal(0),
        at_most=sum(limits, most) if len(limits) == len(open_) else None,
        rows=0,
        unclear_rows=sum(found.rows + found.unclear_rows for found in vague),
    )


def summed_unit(unit: Unit) -> Unit:
    """What is added up for an answer in some unit: its rows are counted on the way.

    Args:
        unit: The unit.
    """
    return Unit.USD if unit is Unit.ROWS else unit


def named(found: Sum, divided: Answered, unit: Unit) -> str:
    """A sum by its id, for a formula.

    Args:
        found: Sum of a cell.
        divided: The measure it is of.
        unit: What is asked of it: its amount or its rows.
    """
    words = "rows of " if unit is Unit.ROWS else ""
    none = "nothing certain of " if found.id == divided.whole.id else ""
    return f"{none}{words}{found.id}"


def interval(found: Sum, unit: Unit) -> Interval:
    """The bounds of a sum, or of its rows.

    Args:
        found: The sum.
        unit: What is asked of it.
    """
    if unit is Unit.ROWS:
        return Fraction(found.rows), Fraction(found.rows + found.unclear_rows)
    most = None if found.at_most is None else Fraction(found.at_most)
    return Fraction(found.at_least), most


def told_of(values: Sequence[Value], caveats: Sequence[str]) -> list[Value]:
    """Values with what a reader must be told with all of them.

    Args:
        values: The values.
        caveats: The words.
    """
    return [replace(value, caveats=(*value.caveats, *caveats)) for value in values]


def untold(
    reason: Reason, why: str, formula: str = "not made", parts: Sequence[str] = ()
) -> Value:
    """A value of which nothing can be said.

    Args:
        reason: Reason code.
        why: The reason in words.
        formula: How its parts would have made it.
        parts: Ids of the parts.
    """
    return Value(
        at_least=None,
        at_most=None,
        formula=formula,
        parts=tuple(parts),
        reason=reason,
        caveats=(why,),
    )


def open_below(
    high: Fraction | None, unit: Unit, where: str, formula: str, parts: Sequence[str]
) -> Value:
    """A difference whose lower end is open: rows that lower it may be of any amount.

    Args:
        high: Its upper end; None where that is open, too.
        unit: What it is counted in.
        where: Which rows lower it, in words.
        formula: How its parts make it.
        parts: Ids of the parts.
    """
    lacks = "net weight" if unit is Unit.KG else "value in dollars"
    why = f"At least one row {where} has no {lacks}, and may be of any."
    if high is not None:
        most = Decimal(high.numerator) / high.denominator
        why = f"It is {amount_text(most, unit, ROUND_CEILING)} at most. {why}"
    return untold(Reason.BASIS_MISSING, why, formula, parts)


def silent(
    name: str,
    label: str,
    unit: Unit,
    case: CaseFile,
    why: str,
    reason: Reason = Reason.COVERAGE_GAP,
) -> Derived:
    """A figure that the days held do not give.

    Args:
        name: Name of the analysis.
        label: What it would say.
        unit: What it would be counted in.
        case: The case.
        why: The reason in words.
        reason: Reason code.
    """
    whole = Scope(since=case.period.since, until=case.period.until)
    return Derived(
        name=name,
        label=label,
        unit=unit,
        of=(Measure(name=name, label="Imports", scope=whole),),
        work=lambda _: [untold(reason, why)],
    )
