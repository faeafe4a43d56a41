"""Who is new, who stopped, and which facts hold for most rows of a supplier."""

from madein.analysis.newcomers.seen import MOSTLY
from madein.verdict import Reason

COPY = "POSSIBLE_COPY"  # rows that may be copies of others
# What brings a row about which it is not known whether it is trade of the subject.
_CAUSE = f"""case when perhaps_other > 0 then '{Reason.NAME_ONLY}'
    when perhaps_copy > 0 then '{COPY}' else '{Reason.DATES_STRADDLE}' end"""

IS_NEW = f"""case when before_rows > 0 then null
    when before_most > 0 then {_CAUSE}
    when beside_before_most > 0 then '{Reason.NAME_ONLY}'
    when unnamed_before > 0 then $unnamed
    when $blind_before then '{Reason.COVERAGE_GAP}'
    when since_rows = 0 and since_most > 0 then {_CAUSE} end"""
# A supplier that nobody saw in the year before cannot have stopped.
STOPPED = f"""case when since_rows > 0 then null
    when year_rows = 0 and year_most > 0 then {_CAUSE}
    when year_rows = 0 and beside_year_most > 0 then '{Reason.NAME_ONLY}'
    when year_rows = 0 and unnamed_year > 0 then $unnamed
    when year_rows = 0 and $blind_before then '{Reason.COVERAGE_GAP}'
    when year_rows = 0 then null
    when since_most > 0 then {_CAUSE}
    when beside_since_most > 0 then '{Reason.NAME_ONLY}'
    when unnamed_since > 0 then $unnamed
    when $blind_since then '{Reason.COVERAGE_GAP}' end"""


def mostly(name: str) -> str:
    """SQL for whether a fact of rows holds for most rows of a supplier.

    True where it does however open rows turn out, false where it does in no way.

    Args:
        name: The fact.
    """
    return f"""case when rows_most = 0 then null
    when {name}_yes > rows_most - {name}_most_yes then true
    when {name}_most_yes + {name}_open <= {name}_no then false end as {name}"""


def why_not(name: str) -> str:
    """SQL for the reason why a fact is not determinable for a supplier.

    Args:
        name: The fact.
    """
    basis = f"${name}"
    if name == "high_priority":
        basis = f"coalesce(${name}, high_priority_why, '{Reason.HS_EDITION}')"
    return f"""case when rows_most > 0 and {name} is null then
    case when {name}_open > 0 then {basis} else {_CAUSE} end end as {name}_reason"""


STATUS = f"""
create or replace temp table newcomer_status as
with unnamed as (
  select coalesce(sum(before_most), 0) as unnamed_before,
    coalesce(sum(since_most), 0) as unnamed_since,
    coalesce(sum(year_most), 0) as unnamed_year,
    coalesce(sum(rows_most), 0) as unnamed_rows,
    coalesce(sum(usd_most), 0) as unnamed_usd,
    coalesce(sum(unvalued), 0) as unnamed_unvalued
  from newcomer_firm where supplier is null),
asked as (
  select *, {IS_NEW} as reason, {STOPPED} as stop_reason
  from newcomer_firm, unnamed where supplier is not null)
select supplier, reason, stop_reason,
  case when reason is null then before_rows = 0 and since_rows > 0 end as is_new,
  case when stop_reason is null then since_rows = 0 and year_rows > 0 end as stopped,
  case when first_sure = first_day then first_day::varchar
    else left(first_day::varchar, 7) end as first_seen,
  case when last_sure = last_day then last_day::varchar
    else left(last_day::varchar, 7) end as last_seen,
  rows::bigint as rows,
  (rows_most + beside_rows_most + unnamed_rows)::bigint as rows_at_most,
  usd as usd_at_least,
  case when unvalued + beside_unvalued + unnamed_unvalued = 0
    then usd_most + beside_usd_most + unnamed_usd end as usd_at_most,
  year_usd as usd_before,
  case when year_unvalued = 0 then year_usd_most end as usd_before_most,
  rows_most::bigint as own_most, case when unvalued = 0 then usd_most end as own_usd_most,
  {", ".join(f"{mostly(name)}, {why_not(name)}" for name in MOSTLY)},
  case when undated = 0 then month_last - month_first + 1 end as months,
  case when undated = 0 then month_last_most - month_first_most + 1 end as months_most,
  case when undated = 0 then year_last - year_first + 1 end as year_months,
  case when undated = 0 then year_last_most - year_first_most + 1 end as year_months_most
from asked"""
