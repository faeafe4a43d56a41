"""Imports by sender, the firm named as supplier in the declaration."""

from madein.engine import Engine
from madein.question import CaseFile
from madein.scope import Dimension, Measure, Scope, sums

SHOWN = 25  # suppliers with a figure of their own


def suppliers(engine: Engine, case: CaseFile) -> list[Measure]:
    """One figure per supplier; beyond the 25 largest, `other`.

    Rows of a firm that may be the supplier, by a proposal that nobody has decided,
    count in the upper bound of the supplier as well.

    Args:
        engine: The engine, with `imports` and `proposal`.
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
        near=_near(engine, largest),
    )
    return [
        Measure(
            name="suppliers",
            label="Imports by supplier",
            scope=scope,
            dimensions=(shown,),
        )
    ]


def _near(engine: Engine, firms: list[str]) -> dict[str, tuple[str, ...]]:
    """For each of some firms, the firms it may be one with."""
    found: dict[str, list[str]] = {}
    for pair in engine.rows(
        "select left_party, right_party from proposal order by all"
    ):
        for firm, other in (pair.values(), reversed(pair.values())):
            if firm in firms:
                found.setdefault(firm, []).append(other)
    return {firm: tuple(others) for firm, others in found.items()}
