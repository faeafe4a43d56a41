"""Imports by product group of the case."""

from madein.engine import Engine
from madein.measure import Dimension, Measure
from madein.question import CaseFile
from madein.scope import Scope


def goods(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """One figure per product group.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    return [
        Measure(
            name="goods",
            label="Imports by product group",
            scope=Scope(since=case.period.since, until=case.period.until),
            dimensions=(Dimension(name="goods", sql="goods"),),
        )
    ]
