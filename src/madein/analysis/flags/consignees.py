"""RF12: goods consigned to a bank, to a forwarder, or "to order"."""

from madein.analysis.flags.answer import (
    Answer,
    World,
    both,
    causes,
    count,
    none_of,
    rows_that,
    unknown,
    yes,
)
from madein.parties.reading.field import read_field
from madein.parties.reading.kinds import PartyKind
from madein.scope import Query
from madein.values import rows_words
from madein.verdict import Reason

THIRD = (PartyKind.BANK, PartyKind.FORWARDER, PartyKind.TO_ORDER)
CONSIGNEE = """(select consignee_name from shipment
where shipment.source_id = imports.source_id and shipment.row = imports.row)"""
_NAMES = """
select distinct consignee_name as name from shipment
semi join (select source_id, row from imports) using (source_id, row)
where consignee_name is not null order by name"""


def third_hands(world: World) -> Answer:
    """RF12: whether a consignee is a bank, a forwarder, or nobody named.

    The box of the consignee is read, whichever box names the importer of the case.

    Args:
        world: What a flag may look at.
    """
    kinds = {
        row["name"]: read_field(row["name"]).kind for row in world.engine.rows(_NAMES)
    }
    named = {kind: sorted(n for n, k in kinds.items() if k is kind) for kind in THIRD}
    known = sorted(n for n, k in kinds.items() if k is not PartyKind.UNNAMED)
    params = {"third": [n for names in named.values() for n in names], "known": known}
    # A filler in the box is as good as an empty box.
    term = (
        f"case when list_contains($third, {CONSIGNEE}) then true "
        f"when list_contains($known, {CONSIGNEE}) then false end"
    )
    asked = both(world.imports, term, params)
    why = causes()
    held = "source_id in (select source_id from field_coverage where field = 'consignee_name')"
    why[Reason.COLUMN_ABSENT] = f"not {held}"
    why[Reason.NAME_ONLY] += f" or {held}"
    sure, open_, reason = count(world, asked, why)
    rows, _, _ = count(world, world.imports, causes())
    query = rows_that(asked.sql, asked.params)
    if sure:
        told = ", ".join(
            f"{kind.value} ({', '.join(names[:3])})"
            for kind, names in named.items()
            if names
        )
        return yes(f"{rows_words(sure)} of {rows:,} consigned to: {told}", query)
    if open_:
        says = f"{rows_words(open_)} name no consignee, or may be of the subject"
        return unknown(reason, says, query)
    if not rows:
        return unknown(Reason.COVERAGE_GAP, "no row of the subject in the period")
    everything = Query(sql=world.imports.sql, params=world.imports.params)
    return none_of(
        world,
        f"the consignees of {rows_words(rows)} are firms",
        rows_that(everything.sql, everything.params),
    )
