"""Imports by country of origin."""

from madein.engine import Engine
from madein.measure import Dimension, Measure
from madein.question import CaseFile
from madein.scope import Scope

ORIGIN = Dimension(name="origin", sql="origin")


def origins(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """One figure per country of origin.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    return [
        Measure(
            name="origins",
            label="Imports by country of origin",
            scope=Scope(since=case.period.since, until=case.period.until),
            basis="origin",
            dimensions=(ORIGIN,),
        )
    ]
