"""RF06 and RF90: what no row of an import declaration could answer."""

from madein.analysis.flags.answer import Answer, World, unknown
from madein.verdict import Reason


def other_markets(world: World) -> Answer:  # noqa: ARG001 - flags share one signature
    """RF06: where a supplier ships to besides.

    Args:
        world: What a flag may look at.
    """
    return unknown(
        Reason.OUTSIDE_RECORDS,
        "records of imports do not show where a supplier ships to otherwise; it needs "
        "the export records of the supplier's country",
    )


def beyond_records(world: World) -> Answer:  # noqa: ARG001 - flags share one signature
    """RF90: what happens outside declarations.

    Args:
        world: What a flag may look at.
    """
    return unknown(
        Reason.OUTSIDE_RECORDS,
        "customs records hold no changes of route, no telephone numbers and no websites",
    )
