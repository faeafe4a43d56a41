"""What the subject imported over the period of the case, and since each event."""

from madein.engine import Engine
from madein.measure import Measure
from madein.question import CaseFile
from madein.scope import Scope
from madein.values import day_words


def total(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """The total, then the total since each event.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    whole = Scope(since=case.period.since, until=case.period.until)
    found = [
        Measure(name="total", label=f"Imports of {case.subject.name}", scope=whole)
    ]
    for event in case.events:
        later = Scope(since=event.date, until=case.period.until)
        label = f"Imports of {case.subject.name} since {day_words(event.date)}"
        found.append(Measure(name="since", label=label, scope=later, cell=event.name))
    return found
