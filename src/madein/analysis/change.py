"""Imports by country of origin before and after the first event."""

from madein.engine import Engine
from madein.measure import Dimension, Measure
from madein.question import CaseFile
from madein.scope import Scope, on_or_after


def change(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """One figure per country and side of each event.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    return [
        Measure(
            name="change",
            label=f"Imports by country of origin before and after: {event.label}",
            scope=Scope(since=case.period.since, until=case.period.until),
            basis="origin",
            dimensions=(
                Dimension(name="origin", sql="origin"),
                Dimension(
                    name="side",
                    sql=f"case {on_or_after('$event')} "
                    "when true then 'after' when false then 'before' end",
                    params={"event": event.date},
                ),
            ),
        )
        for event in case.events
    ]
