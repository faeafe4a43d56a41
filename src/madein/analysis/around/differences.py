"""Difference in differences: other imports held against a control that the case names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from madein.analysis.around.asking import (
    MONTH,
    open_below,
    silent,
    told_of,
    untold,
)
from madein.analysis.around.windows import amid, span_words, whole_months, windows
from madein.bounds import Interval, ratio
from madein.engine import Engine
from madein.estimates import Mean, rounded
from madein.measure import Answered, Derived, Dimension, Measure, Sum, Value
from madein.question import CaseFile, Event
from madein.scope import Scope
from madein.values import Unit
from madein.verdict import Reason

LEAST = 3  # months on either side
YEAR = 12  # months
GROUPS = {"others": 1, "control": -1}
TOLD = (
    "The control is what the case names: whether the event left it alone, no row says.",
    "The 95 % interval holds for months that vary by chance alone.",
)


@dataclass(frozen=True, kw_only=True)
class Halves:
    """Months that are held against each other.

    Attributes:
        before: The earlier months.
        after: The later ones.
    """

    before: Sequence[date]
    after: Sequence[date]

    def weights(self) -> Mapping[str, Fraction]:
        """What a dollar of each month is in the difference of yearly rates."""
        return {
            f"{month:%Y-%m}": sign * Fraction(YEAR, len(months))
            for sign, months in ((-1, self.before), (1, self.after))
            for month in months
        }


def differences(engine: Engine, case: CaseFile) -> list[Derived]:
    """Change of the imports at each event, less that of the control goods.

    Args:
        engine: The engine, with `imports` and what the records hold.
        case: The case.
    """
    return [_difference(engine, case, event) for event in case.events]


def _difference(engine: Engine, case: CaseFile, event: Event) -> Derived:
    label = f"Change a year, less that of the control goods: {event.label}"

    def nothing(reason: Reason, why: str) -> Derived:
        return silent("differences", label, Unit.USD_YEAR, case, why, reason)

    control: tuple[str, ...] = event.control
    if not control:
        return nothing(Reason.BASIS_MISSING, "The case names no control for the event.")
    strange = sorted({*control} - {group.name for group in case.goods})
    if strange:
        why = f"No product group of the case is called '{strange[0]}'."
        return nothing(Reason.BASIS_MISSING, why)
    found = windows(engine, case, event.date)
    if found.before is None or found.after is None:
        return nothing(Reason.COVERAGE_GAP, found.gap)
    halves = Halves(before=whole_months(found.before), after=whole_months(found.after))
    if min(len(halves.before), len(halves.after)) < LEAST:
        why = (
            f"{len(halves.before)} whole months before the event and "
            f"{len(halves.after)} after it are held; {LEAST} are needed on either side."
        )
        return nothing(Reason.COVERAGE_GAP, why)
    group = Dimension(
        name="part",
        sql="case when list_contains($control, goods) then 'control' "
        "when goods is not null then 'others' end",
        params={"control": list(control)},
    )
    measure = Measure(
        name="differences by month",
        label=f"Imports by month, {', '.join(control)} and all others",
        scope=Scope(since=found.before.since, until=found.after.until),
        dimensions=(group, MONTH),
    )
    others = amid(case, event, (found.before, found.after))
    spans = f"{span_words(found.before)} and {span_words(found.after)}"
    return Derived(
        name="differences",
        label=f"{label}, {spans}; control: {', '.join(control)}",
        unit=Unit.USD_YEAR,
        of=(measure,),
        work=lambda answers: told_of(_values(answers[0], halves), others),
    )


def _values(divided: Answered, halves: Halves) -> list[Value]:
    """The difference, the same between the halves of the time before, and the ratios."""
    middle = len(halves.before) // 2
    earlier = Halves(before=halves.before[:middle], after=halves.before[middle:])
    head = _less(divided, halves, "after less before")
    found = [head]
    if middle > 1:
        placebo = _less(divided, earlier, "later less earlier half of the time before")
        found.append(replace(placebo, cell="before alone"))
    found.append(replace(_ratios(divided, halves), cell="ratio", unit=Unit.RATIO))
    return told_of(found, TOLD)


def _less(divided: Answered, halves: Halves, what: str) -> Value:
    """A difference of differences of yearly rates, with that of chance."""
    formula = (
        f"({what}) of others - the same of the control, a year, {divided.whole.id}"
    )
    weights = halves.weights()
    low, high = _bounds(divided.cells, weights)
    if low is None:
        parts = (divided.whole.id,)
        return open_below(high, Unit.USD_YEAR, "that lowers it", formula, parts)
    chance = _chance(divided, halves).interval()
    own = [cell for cell in divided.cells if cell.cells[1] in weights]
    return Value(
        at_least=low,
        at_most=high,
        ci_low=rounded(chance.low),
        ci_high=rounded(chance.high),
        formula=formula,
        parts=(divided.whole.id,),
        rows=sum(cell.rows for cell in own),
    )


def _bounds(cells: Sequence[Sum], weights: Mapping[str, Fraction]) -> Interval:
    """Each amount where it lowers the sum most, and where it raises it most."""
    low, high = Fraction(0), Fraction(0)
    is_limited = [True, True]
    for cell in cells:
        part, month = cell.cells
        signs = GROUPS.values() if part is None else [GROUPS[part]]
        months = [*weights.values(), 0] if month is None else [weights.get(month, 0)]
        ways = [sign * weight for sign in signs for weight in months]
        certain = Fraction(cell.certain)
        least, most = min(ways), max(ways)
        low += certain * least + Fraction(cell.open or 0) * min(least, 0)
        high += certain * most + Fraction(cell.open or 0) * max(most, 0)
        if cell.open is None:
            is_limited[0] = is_limited[0] and least >= 0
            is_limited[1] = is_limited[1] and most <= 0
    return low if is_limited[0] else None, high if is_limited[1] else None


def _chance(divided: Answered, halves: Halves) -> Mean:
    """The same from month to month, of what is certain, with its standard error."""
    certain = {cell.cells: float(cell.certain) for cell in divided.cells}

    def yearly(months: Sequence[date]) -> Mean:
        return Mean.of(
            [
                YEAR
                * sum(
                    sign * certain.get((part, f"{month:%Y-%m}"), 0.0)
                    for part, sign in GROUPS.items()
                )
                for month in months
            ]
        )

    return yearly(halves.after).less(yearly(halves.before))


def _ratios(divided: Answered, halves: Halves) -> Value:
    """Others after by before, by the same of the control."""
    rates = {
        part: ratio(
            _rate(divided, part, halves.after), _rate(divided, part, halves.before)
        )
        for part in GROUPS
    }
    formula = (
        "(others after / before) / (control after / before), a month, "
        f"{divided.whole.id}"
    )
    both = [rates[part] for part in GROUPS]
    low, high = (None, None) if (None, None) in both else ratio(*both)
    if low is None:
        why = "There is nothing on one of the sides to divide by."
        return untold(Reason.BASIS_MISSING, why, formula, (divided.whole.id,))
    return Value(at_least=low, at_most=high, formula=formula, parts=(divided.whole.id,))


def _rate(divided: Answered, part: str, months: Sequence[date]) -> Interval:
    """Bounds of a part's dollars a month."""
    names = {f"{month:%Y-%m}" for month in months}
    certain, most = Fraction(0), Fraction(0)
    is_limited = True
    for cell in divided.cells:
        own, month = cell.cells
        if own not in {part, None} or month not in {*names, None}:
            continue
        if own == part and month in names:
            certain += Fraction(cell.certain)
        is_limited = is_limited and cell.open is not None
        most += Fraction(cell.certain) + Fraction(cell.open or 0)
    count = len(months)
    return certain / count, most / count if is_limited else None
