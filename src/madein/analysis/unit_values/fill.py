"""The tables `outlier` and `priced`: imports far from their peers, and how many have any."""

from madein.analysis.unit_values.peers import (
    BY_QUANTITY,
    BY_WEIGHT,
    IS_COUNTED,
    YEAR,
    fill_peers,
)
from madein.engine import Engine
from madein.question import CaseFile
from madein.scope import Scope
from madein.tables import OUTLIER, PRICED

NORMAL = "0.6745"  # the median distance of a normal distribution, in its deviations
SCORE = "3.5"  # modified z from which a value is far: Iglewicz and Hoaglin 1993
RANGE = "100"  # times the median, or a part of it, from which a value is far: FAO

# Why a row has no unit value; the first that fits.
LACKS = f"""case when usd is null or usd <= 0 then 'no value'
    when not coalesce(net_kg > 0 or ({IS_COUNTED}), false) then 'no weight or quantity'
    when hs is null or length(hs) < 6 then 'code cut'
    when origin is null then 'no origin'
    when {YEAR} is null then 'no date' end"""
_KEPT = (
    "source_id, row, left(hs, 10) as code, origin, year, usd_basis, usd, belongs, lacks"
)


def _nine(sql: str) -> str:
    """SQL for nine digits of a number: what logarithms give further is the machine's."""
    return f"round({sql}, 8 - floor(log10({sql}))::int)"


# Each unit value of each import with its peers.
_SCORED = f"""
create or replace temp table price_answer as
with mine as (
  select * from (
    select source_id, row, hs, origin, usd, usd_basis, net_kg, quantity, unit,
      ({{belongs}}) as belongs, {YEAR} as year
    from imports left join (
      select source_id, row, quantity, unit from shipment where {IS_COUNTED}) as counted
      using (source_id, row))
  where belongs is not false),
told as materialized (select *, {LACKS.replace(YEAR, "year")} as lacks from mine),
valued as (
  {BY_WEIGHT.format(keys=_KEPT, rows="told")} and lacks is null
  union all {BY_QUANTITY.format(keys=_KEPT, rows="told")} and lacks is null
  union all select {_KEPT}, '' as per, null as value from told where lacks is not null),
placed as (
  select valued.*, peer.digits, peer.shared, peer.peers, peer.middle, mad,
    ln(value) - peer.middle as above, {NORMAL} * above / mad as score
  from valued left join price_peer as peer on peer.code = valued.code
    and peer.per = valued.per and peer.origin = valued.origin and peer.year = valued.year
    and peer.usd_basis is not distinct from valued.usd_basis),
judged as (
  select *, case when lacks is not null or peers is null then null
      when abs(score) > {SCORE} then 'modified z'
      when abs(above) > ln({RANGE}) + 1e-9 then 'range' end as rule,
    case when lacks is not null then lacks when peers is null then 'no peers'
      when rule is not null then 'far'
      when mad is null then 'peers alike' else 'near' end as word
  from placed)
select per, word, coalesce(digits, 0) as digits, count(*) as rows, sum(usd) as usd,
  list({{{{'source_id': source_id, 'row': row, 'certain': coalesce(belongs, false),
    'value': value, 'middle': {_nine("exp(middle)")}, 'times': {_nine("exp(above)")},
    'score': score,
    'rule': rule, 'code': shared, 'origin': origin, 'year': year,
    'usd_basis': usd_basis, 'peers': peers}}}}) filter (where rule is not null) as far
from judged group by per, word, digits"""

_PRICED = """
insert into priced by name
select per, word, digits, rows, usd from price_answer order by all"""

_OUTLIERS = """
insert into outlier by name
select far.*, per, digits from (select per, digits, unnest(far) as far from price_answer)
order by greatest(far.times, 1 / far.times) desc, far.source_id, far.row, per"""


def fill_outliers(engine: Engine, case: CaseFile) -> None:
    """Tables `outlier` and `priced`.

    Shape:
        `imports` and `shipment` in; one row per import and unit value that lies far from
        its peers, and one per answer to whether it could be held against any.

    Args:
        engine: The engine.
        case: The case.
    """
    engine.fill(OUTLIER, [])
    engine.fill(PRICED, [])
    fill_peers(engine)
    period = Scope(since=case.period.since, until=case.period.until).predicate()
    engine.run(_SCORED.format(belongs=period.sql), period.params)
    engine.run(_PRICED)
    engine.run(_OUTLIERS)
    engine.check(OUTLIER)
    engine.check(PRICED)
