"""Substitution after each event: origins that rose by those that fell, code by code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from madein.analysis.around.asking import scope_of, side_of, silent, told_of, untold
from madein.analysis.around.families import Family, families, names
from madein.analysis.around.moved import Moved, cells_of, moved, replaced
from madein.analysis.around.prices import prices
from madein.analysis.around.windows import amid, days, same_days, span_words, windows
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Value, sums
from madein.question import CaseFile, Event, Period
from madein.values import Unit
from madein.verdict import Reason

SHOWN = 15  # families of codes with figures of their own
SIX = "left(hs, 6)"
ORIGIN = Dimension(name="origin", sql="origin")
WEIGHED = Dimension(
    name="weighed", sql="case when net_kg > 0 then 'weighed' else 'no weight' end"
)
UNKNOWN = "No table says where its goods are in the other edition of the nomenclature."
FELL = "No origin brought less of it after the event: there is nothing to divide by."
SHORT = 365  # days


def substitution(engine: Engine, case: CaseFile) -> list[Derived]:
    """What rising origins gained by what falling ones lost, and weight and price apart.

    For the largest six-digit codes of the year before each event: the year from the
    event on, or as much of it as the records hold, against the same days before. Codes
    between which goods moved, when the nomenclature changed, are taken together. More
    than 1 says that the rise is larger than the fall.

    Args:
        engine: The engine, with `imports` and what the records hold.
        case: The case.
    """
    return [
        derived for event in case.events for derived in _of_event(engine, case, event)
    ]


def _of_event(engine: Engine, case: CaseFile, event: Event) -> list[Derived]:
    label = f"Gain of rising origins / loss of falling ones: {event.label}"
    spans = same_days(event.date, windows(engine, case, event.date))
    if isinstance(spans, str):
        return [silent("substitution", label, Unit.RATIO, case, spans)]
    side = side_of(event.date, spans)
    found = _largest(engine, spans, side)
    if not found:
        why = "No row of the days before the event has a six-digit code and a value."
        reason = Reason.BASIS_MISSING
        return [silent("substitution", label, Unit.RATIO, case, why, reason)]
    together = f"{len(found)} largest codes together"
    asked = _Asked(spans=spans, found=found)
    caveats = (*_short(spans[1]), *amid(case, event, spans))
    return [
        Derived(
            name="substitution",
            label=f"{label}, {together}",
            unit=Unit.RATIO,
            of=(asked.measure("Imports by code and origin", Unit.USD, ORIGIN, side),),
            work=lambda answers: told_of(_replaced(answers[0], found), caveats),
            basis="origin",
        ),
        Derived(
            name="volume and price",
            label=f"Net weight, after / before: {event.label}, {together}",
            unit=Unit.RATIO,
            of=(
                asked.measure("Net weight by code", Unit.KG, side, WEIGHED),
                asked.measure("Value by code", Unit.USD, side, WEIGHED),
            ),
            work=lambda answers: told_of(prices(answers, found), caveats),
        ),
    ]


def _largest(
    engine: Engine, spans: tuple[Period, Period], side: Dimension
) -> list[Family]:
    code = Dimension(name="code", sql=f"case when length(hs) >= 6 then {SIX} end")
    edition = Dimension(name="edition", sql="hs_edition")
    query = sums(scope_of(spans), (code, side, edition))
    rows = engine.rows(query.sql, query.params)
    return families([row for row in rows if row["code"] is not None], SHOWN)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is asked about: days on either side of an event, and families of codes."""

    spans: tuple[Period, Period]
    found: Sequence[Family]

    def measure(self, label: str, unit: Unit, *dimensions: Dimension) -> Measure:
        """An amount by family of codes, and by something else."""
        by_code = names(self.found)
        family = Dimension(
            name="code",
            sql="case when length(hs) >= 6 then coalesce(list_extract($families, "
            f"list_position($codes, {SIX})), 'other') end",
            params={"codes": list(by_code), "families": list(by_code.values())},
        )
        before, after = self.spans
        return Measure(
            name="substitution by code",
            label=f"{label}, {span_words(before)} and {span_words(after)}",
            scope=scope_of(self.spans),
            basis="origin" if ORIGIN in dimensions else "",
            dimensions=(family, *dimensions),
            unit=unit,
        )


def _short(after: Period) -> tuple[str, ...]:
    if days(after) >= SHORT:
        return ()
    return (f"Only {days(after)} days after the event are held.",)


def _replaced(divided: Answered, found: Sequence[Family]) -> list[Value]:
    """The ratio of all families together, and of each."""
    cells = {family.name: cells_of(divided.cells, family.name) for family in found}
    least = {name: moved(own, most=False) for name, own in cells.items()}
    most = {name: moved(own, most=True) for name, own in cells.items()}
    known = [family.name for family in found if family.is_known]
    left_out = tuple(
        f"{family.name} is left out: {UNKNOWN}"
        for family in found
        if not family.is_known
    )
    head = _ratio(
        divided,
        Moved.together(least[name] for name in known),
        Moved.together(most[name] for name in known),
        known,
    )
    values = [replace(head, caveats=(*head.caveats, *left_out))]
    for family in found:
        value = (
            _ratio(divided, least[family.name], most[family.name], [family.name])
            if family.is_known
            else untold(Reason.HS_EDITION, UNKNOWN)
        )
        told = (*value.caveats, *family.told)
        values.append(replace(value, cell=family.name, caveats=told))
    return values


def _ratio(divided: Answered, least: Moved, most: Moved, asked: Sequence[str]) -> Value:
    own = [cell for cell in divided.cells if cell.cells[0] in asked]
    formula = (
        f"gain of the origins that rose / loss of those that fell, of {len(own)} "
        f"amounts in {divided.whole.id}"
    )
    is_one = len(asked) == 1
    parts = tuple(cell.id for cell in own) if is_one else (divided.whole.id,)
    low, high = replaced(least, most)
    if low is None:
        return untold(Reason.BASIS_MISSING, FELL, formula, parts)
    return Value(
        at_least=low,
        at_most=high,
        formula=formula,
        parts=parts,
        rows=sum(cell.rows for cell in own),
    )
