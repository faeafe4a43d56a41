"""Imports by quarter and country of origin, for the chart over time."""

from madein.engine import Engine
from madein.measure import Dimension, Measure, ranked
from madein.question import CaseFile
from madein.scope import Scope

SHOWN = 5  # countries with a colour of their own
QUARTER = Dimension(name="quarter", sql="quarter")


def quarters(engine: Engine, case: CaseFile) -> list[Measure]:
    """One figure per quarter and country; beyond the five largest, `other`.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    scope = Scope(since=case.period.since, until=case.period.until)
    query = ranked(scope, Dimension(name="origin", sql="origin"), SHOWN)
    largest = [row["value"] for row in engine.rows(query.sql, query.params)]
    shown = Dimension(
        name="shown_origin",
        sql="case when origin is null or list_contains($shown, origin) then origin "
        "else 'other' end",
        params={"shown": largest},
    )
    return [
        Measure(
            name="quarters",
            label="Imports by quarter and country of origin",
            scope=scope,
            basis="origin",
            dimensions=(shown, QUARTER),
        )
    ]
