"""What was set aside because another row stands for it."""

from madein.engine import Engine
from madein.measure import Measure
from madein.question import CaseFile
from madein.scope import Scope


def duplicates(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """Value of the rows set aside: with it, the total is what naive adding would give.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    return [
        Measure(
            name="duplicates",
            label="Set aside as duplicates, replaced or cancelled; not in any other figure",
            scope=Scope(since=case.period.since, until=case.period.until, aside=True),
        )
    ]
