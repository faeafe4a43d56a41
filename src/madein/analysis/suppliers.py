"""Imports by sender, the firm named as supplier in the declaration."""

from madein.breakdown import largest_suppliers, suppliers_shown
from madein.engine import Engine
from madein.measure import Measure
from madein.question import CaseFile
from madein.scope import Scope


def suppliers(engine: Engine, case: CaseFile) -> list[Measure]:
    """One figure per supplier; beyond the 25 largest, `other`.

    Rows of a firm that may be the supplier, by a proposal that nobody has decided,
    count in the upper bound of the supplier as well.

    Args:
        engine: The engine, with `imports` and `proposal`.
        case: The case.
    """
    scope = Scope(since=case.period.since, until=case.period.until)
    return [
        Measure(
            name="suppliers",
            label="Imports by supplier",
            scope=scope,
            dimensions=(suppliers_shown(engine, largest_suppliers(engine, scope)),),
        )
    ]
