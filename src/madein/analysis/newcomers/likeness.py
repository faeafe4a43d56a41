"""Which supplier that stopped a new one is like: by the codes it brings, and how much.

Codes are compared by their first six digits, in one edition of the nomenclature. A code
that is cut, or that another edition divides, may be any code: a likeness has bounds, and
only what holds in all of them is said.
"""

from madein.analysis.newcomers.seen import SEEN
from madein.engine import Engine, Row
from madein.goods.editions import HELD, exists
from madein.goods.reviewed import meant
from madein.verdict import Reason

COMPARED = (
    100  # suppliers that stopped, the largest first, that new ones are held against
)
PART = (1, 2)  # of the codes of both together, that must be in common
TIMES = 2  # by which the dollars a month may differ

_GONE = f"""
  select supplier, stopped, stop_reason, usd_before from newcomer_status
  where stopped is not false order by usd_before desc, supplier limit {COMPARED}"""
_FRESH = (
    "select supplier from newcomer_status where is_new is not false and own_most > 0"
)

# What each side brought: new suppliers since the day, the others in the year before.
GOODS = f"""
create or replace temp table newcomer_goods as
with fresh as ({_FRESH}), gone as ({_GONE}), seen as ({SEEN}),
brought as (
  select 'fresh' as side, supplier, hs, hs_edition, added as belongs
  from seen semi join fresh using (supplier) where added is not false
  union all
  select 'gone', supplier, hs, hs_edition, year
  from seen semi join gone using (supplier) where year is not false)
select side, supplier, case when length(hs) >= 6 then left(hs, 6) end as declared,
  hs_edition, null::varchar as code, null::bigint as ways,
  count(*) filter (where belongs) as sure, count(*) as most
from brought group by all"""
NAMED = """
update newcomer_goods set code = named.code, ways = named.ways
from (select unnest($declared::varchar[]) as declared, unnest($editions::varchar[]) as edition,
  unnest($codes::varchar[]) as code, unnest($ways::bigint[]) as ways) as named
where newcomer_goods.declared = named.declared
  and newcomer_goods.hs_edition is not distinct from named.edition"""

# Two suppliers have `a` and `b` codes for certain, `shared` of them in common, and `x`
# and `y` open ones, each of which may be any code.
_ALL = "a + b - shared"
_MOST_SHARED = "shared + least(x, b - shared) + least(y, a - shared)"
IS_ALIKE = f"""case
    when shared > 0 and shared * {PART[1]} >= ({_ALL} + x + y) * {PART[0]} then true
    when ({_MOST_SHARED}) * {PART[1]} < ({_ALL}) * {PART[0]} then false
    when {_ALL} = 0 and least(x, y) = 0 then false end"""

LIKE = f"""
create or replace temp table newcomer_like as
with fresh as ({_FRESH}), gone as ({_GONE}),
code as (
  select side, supplier, code, bool_or(sure > 0) as is_sure
  from newcomer_goods where code is not null group by all),
open_row as (
  select side, supplier, sum(least(most, coalesce(ways, most))) as codes,
    case when bool_or(declared is not null) then '{Reason.HS_EDITION}'
      else '{Reason.HS_CUT}' end as why
  from newcomer_goods where code is null group by all),
counted as (
  select side, supplier, count(*) filter (where is_sure) as sure_codes,
    count(*) filter (where not is_sure) as open_codes
  from code group by all),
held as (
  select side, supplier, coalesce(sure_codes, 0) as sure_codes,
    coalesce(open_codes, 0) + coalesce(codes, 0) as open_codes, why
  from counted full join open_row using (side, supplier)),
common as (
  select mine.supplier, theirs.supplier as other, count(*) as shared
  from code as mine join code as theirs using (code)
  where mine.side = 'fresh' and theirs.side = 'gone' and mine.is_sure and theirs.is_sure
  group by all),
pair as (
  select mine.supplier, theirs.supplier as other, mine.sure_codes as a,
    theirs.sure_codes as b, mine.open_codes as x, theirs.open_codes as y,
    coalesce(shared, 0) as shared, coalesce(mine.why, theirs.why) as why
  from held as mine join held as theirs on mine.side = 'fresh' and theirs.side = 'gone'
  left join common on common.supplier = mine.supplier and common.other = theirs.supplier
  where shared > 0 or mine.open_codes + theirs.open_codes > 0),
judged as (
  select pair.*, stopped, stop_reason, usd_before, {IS_ALIKE} as is_alike
  from pair join gone on gone.supplier = other),
best as (
  select supplier,
    bool_or(is_alike and stopped is not distinct from true) as holds,
    min(stop_reason) filter (where is_alike) as perhaps_stopped,
    bool_or(is_alike is null) as perhaps_alike, min(why) filter (where is_alike is null) as why,
    first({{'other': other, 'shared': shared, 'all': {_ALL}, 'stop_reason': stop_reason}}
      order by stopped desc nulls last, shared / ({_ALL}) desc, usd_before desc, other)
      filter (where shared > 0) as like
  from judged group by supplier),
others as (
  select coalesce(sum(year_most), 0) as unnamed from newcomer_firm where supplier is null),
told as (
  select fresh.supplier, best.like.other as like_supplier, best.like.shared as common_codes,
    best.like.all as all_codes, coalesce(holds, false) as holds,
    case when holds then null
      when perhaps_stopped is not null then perhaps_stopped
      when perhaps_alike then coalesce(why, '{Reason.NAME_ONLY}')
      when $blind_before then '{Reason.COVERAGE_GAP}'
      when unnamed > 0 then $unnamed end as same_goods_reason
  from fresh left join best using (supplier) cross join others)
select * exclude (holds), case when same_goods_reason is null then holds end as same_goods
from told"""

# Dollars a month of a new supplier, and of the other one: bounds of each, so of both.
_LEAST_MINE = "mine.usd_at_least * theirs.year_months"
_MOST_MINE = "mine.own_usd_most * theirs.year_months_most"
_LEAST_THEIRS = "theirs.usd_before * mine.months"
_MOST_THEIRS = "theirs.usd_before_most * mine.months_most"
SAME_VOLUME = f"""case when not same_goods then false
    when same_goods and {_LEAST_MINE} * {TIMES} >= {_MOST_THEIRS}
      and {_MOST_MINE} <= {_LEAST_THEIRS} * {TIMES} then true
    when same_goods and ({_MOST_MINE} * {TIMES} < {_LEAST_THEIRS}
      or {_LEAST_MINE} > {_MOST_THEIRS} * {TIMES}) then false end"""


def fill_likeness(engine: Engine, days: Row, told: Row) -> None:
    """Temporary table `newcomer_like`: each supplier that may be new, and whom it is like.

    Shape:
        `imports`, `newcomer_firm` and `newcomer_status` in.

    Args:
        engine: The engine.
        days: As for `fill_seen`.
        told: `blind_before` and `unnamed`: why suppliers that stopped may be missing.
    """
    engine.run(GOODS, days)
    found = engine.rows(
        "select distinct declared, hs_edition, side from newcomer_goods "
        "where declared is not null"
    )
    known = {row["hs_edition"] for row in found if row["side"] == "gone"} & {*HELD}
    asked = {(row["declared"], row["hs_edition"]) for row in found}
    oldest = min(known, default=HELD[-1])
    codes = [(*one, codes_of(*one, oldest)) for one in asked]
    engine.run(
        NAMED,
        {
            "declared": [code for code, _, _ in codes],
            "editions": [edition for _, edition, _ in codes],
            "codes": [min(found) if len(found) == 1 else None for *_, found in codes],
            "ways": [len(found) or None for *_, found in codes],
        },
    )
    engine.run(LIKE, {name: told[name] for name in ("blind_before", "unnamed")})


def codes_of(code: str, edition: str | None, wanted: str) -> frozenset[str]:
    """The codes of an edition that may hold goods of a declared code.

    Unknown:
        Empty where it may be any code: no table says it.

    Args:
        code: Six digits.
        edition: Its edition; None where not known: then it may be any held one.
        wanted: The edition asked about.

    Examples:
        >>> sorted(codes_of("870822", "HS2022", "HS2017"))
        ['870829']
        >>> len(codes_of("870899", "HS2017", "HS2022")) > 1
        True
    """
    editions = [edition]
    if edition is None:
        editions = [one for one in HELD if exists(code, one) is True]
    found = [meant(code, one, wanted) or frozenset() for one in editions]
    return frozenset().union(*found) if all(found) else frozenset()
