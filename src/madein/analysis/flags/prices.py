"""RF10 and RF11: unit values against those of other rows of the same goods.

A unit value is dollars for one unit of quantity where the row gives one, else for one
kilogram. It is held against rows with the same code, origin, quarter, unit and kind of
value, on a scale of logarithms: twice is as far as half.
"""

from collections.abc import Mapping

from madein.analysis.flags.answer import (
    Answer,
    World,
    both,
    causes,
    count,
    doubted,
    none_of,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.chance import count_chance
from madein.analysis.flags.facts import threshold
from madein.scope import Query
from madein.values import rows_words
from madein.verdict import Reason

NORMAL = "0.6745"  # the median distance of a normal distribution, in its deviations
_CELL = "code, origin, quarter, per, usd_basis"

# Shipments in the cells of the imports, with the modified z of their unit values; none
# where fewer peers are held, or where half of them have one and the same value.
SCORED = f"""
with valued as (
  select source_id, row, left(hs, 10) as code, origin, usd_basis,
    year(coalesce(registered, registered_month)) * 4
      + quarter(coalesce(registered, registered_month)) as quarter,
    case when quantity > 0 and unit is not null then unit else ' kg' end as per,
    ln(usd::double / case when quantity > 0 and unit is not null then quantity::double
      else net_kg::double end) as size
  from shipment
  where direction is distinct from 'export' and usd > 0
    and (net_kg > 0 or (quantity > 0 and unit is not null))
    and length(hs) >= $code_digits and origin is not null
    and coalesce(registered, registered_month) is not null),
cell as (
  select {_CELL}, median(size) as middle from valued
  group by all having count(*) > $peers),
apart as (
  select valued.*, middle, abs(size - middle) as distance from valued
  join cell using ({_CELL})),
spread as (select {_CELL}, median(distance) as spread from apart group by all),
scored as (
  select source_id, row, size - middle as above,
    {NORMAL} * (size - middle) / spread as score
  from apart join spread using ({_CELL}) where spread > 0)
"""
HIGH = "score > $score"
FAR = "abs(score) > $score"


def above_market(world: World) -> Answer:
    """RF10: whether unit values lie above those of their peers.

    Args:
        world: What a flag may look at.
    """
    return _outliers(world, HIGH, f"{HIGH} and above >= ln($extreme::double)", "above")


def out_of_line(world: World) -> Answer:
    """RF11: whether unit values lie far from those of their peers, on either side.

    Args:
        world: What a flag may look at.
    """
    extreme = f"{FAR} and abs(above) >= ln($extreme::double)"
    return _outliers(world, FAR, extreme, "far from")


def _outliers(world: World, far: str, extreme: str, where: str) -> Answer:
    peers = {name: threshold(name) for name in ("code_digits", "peers")}
    far_off = {"score": threshold("score")}
    extremes = far_off | {"extreme": threshold("extreme")}

    def asked(more: str, params: Mapping[str, object]) -> Query:
        term = (
            f"(source_id, row) in (select source_id, row from unit_score where {more})"
        )
        return both(world.imports, term, params)

    rows, _, _ = count(world, world.imports, causes())
    if not rows:
        return unknown(Reason.COVERAGE_GAP, "no row of the subject in the period")
    # Scored once; the query that is kept finds the scores by itself.
    world.engine.run(
        f"create or replace temp table unit_score as {SCORED} from scored", peers
    )
    scored, unsure, why = count(world, asked("true", {}), causes())
    everything = rows_that(world.imports.sql, world.imports.params)
    told = f"{scored:,} of {rows_words(rows)} have {threshold('peers')} peers or more"
    if not scored or scored < rows * threshold("scorable"):
        return unknown(_why_not(world), told, everything)
    found, perhaps, _ = count(world, asked(far, far_off), causes())
    single, one, _ = count(world, asked(extreme, extremes), causes())
    others = world.engine.rows(
        f"""
select count(*) as rows, count(*) filter (where {far}) as far from unit_score
anti join (select source_id, row from imports) using (source_id, row)""",
        far_off,
    )[0]
    share = float(threshold("chance"))
    beside = "too few rows of other importers to compare with"
    if others["rows"] >= threshold("route_peers"):
        share = (others["far"] + 1) / (others["rows"] + 2)
        beside = f"{others['far']:,} of {others['rows']:,} among other importers"
    says = f"{found:,} of {scored:,} lie {where} their peers, {beside}; {told}"
    listed = f"(source_id, row) in ({SCORED} select source_id, row from scored"
    query = both(world.imports, f"{listed} where {far})", peers | far_off)
    # Rows that may belong count against it for yes, and for it for no.
    least = count_chance(found, scored + unsure - perhaps, share)
    if single or least <= threshold("chance"):
        more = f", {single:,} at {threshold('extreme')} times or more" if single else ""
        return yes(f"{says}{more}", rows_that(query.sql, query.params))
    most = count_chance(found + perhaps, scored + perhaps, share)
    if one or most <= threshold("chance"):
        says += f"; {rows_words(unsure)} that may belong could change it"
        query = doubted(both(world.imports, f"{listed})", peers))
        return unknown(why, says, rows_that(query.sql, query.params))
    return none_of(world, says, everything)


def _why_not(world: World) -> str:
    """Why most rows have no peers."""
    without = """not exists (select 1 from shipment where shipment.source_id = imports.source_id
  and shipment.row = imports.row
  and (shipment.net_kg > 0 or (shipment.quantity > 0 and shipment.unit is not null)))"""
    absent = (
        "source_id not in (select source_id from field_coverage "
        "where field in ('net_kg', 'quantity'))"
    )
    rows, params = world.imports.sql, world.imports.params
    found = world.engine.rows(
        f"""
select count(*) filter (where {without} and {absent}) as "COLUMN_ABSENT",
  count(*) filter (where usd is null or ({without} and not {absent})) as "BASIS_MISSING",
  count(*) filter (where length(coalesce(hs, '')) < $code_digits) as "HS_CUT",
  count(*) as rows
from imports where ({rows})""",
        {**params, "code_digits": threshold("code_digits")},
    )[0]
    rows = found.pop("rows")
    reason = max(found, key=lambda name: found[name])
    return reason if found[reason] * 2 > rows else Reason.COVERAGE_GAP
