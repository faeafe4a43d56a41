"""Imports by sender, the firm named as supplier in the declaration."""

from madein.engine import Engine
from madein.question import CaseFile
from madein.scope import Dimension, Measure, Scope, sums

SHOWN = 25  # suppliers with a figure of their own


def suppliers(engine: Engine, case: CaseFile) -> list[Measure]:
    """One figure per supplier; beyond the 25 largest, `other`.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    scope = Scope(since=case.period.since, until=case.period.until)
    query = sums(scope, [Dimension(name="supplier", sql="supplier")])
    found = engine.rows(query.sql, query.params)
    largest = [row["supplier"] for row in found if row["supplier"] is not None][:SHOWN]
    shown = Dimension(
        name="shown_supplier",
        sql="case when supplier is null or list_contains($suppliers, supplier) "
        "then supplier else 'other' end",
        params={"suppliers": largest},
    )
    return [
        Measure(
            name="suppliers",
            label="Imports by supplier",
            scope=scope,
            dimensions=(shown,),
        )
    ]
