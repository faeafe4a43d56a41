"""The table `newcomer`: each supplier and event, with named facts and no score."""

from collections.abc import Mapping
from datetime import date, timedelta

from madein.analysis.newcomers.likeness import SAME_VOLUME, fill_likeness
from madein.analysis.newcomers.seen import LIST, MOSTLY, TRADED, fill_seen
from madein.analysis.newcomers.status import STATUS
from madein.engine import Engine, Row
from madein.measure import ROW_COLUMNS
from madein.question import CaseFile, Event
from madein.records.held import Held, last_day, months_on, year_before
from madein.tables import NEWCOMER
from madein.verdict import Reason

AFTER_MONTHS = 6  # after the day: must be held before a supplier has stopped

FACTS = {
    "dispatch_apart": "dispatched from another country than the origin",
    "seller_apart": "seller in neither origin nor country of dispatch",
    "trading_apart": "contract partner in another country than the origin",
    "same_goods": "the goods of a supplier that stopped",
    "same_volume": "the monthly value of a supplier that stopped",
    "high_priority": "high-priority goods",
    "founded_since": "founded since",
}
READS = {  # columns that a fact needs
    "dispatch_apart": ("dispatch", "origin"),
    "seller_apart": ("sender_country", "origin", "dispatch"),
    "trading_apart": ("trading", "origin"),
}

# The rows of a supplier, before and since, largest first.
EVIDENCE = f"""
select {ROW_COLUMNS}, coalesce(belongs, false) as certain
from (select *, (supplier = $supplier and {TRADED}) as belongs from imports)
where belongs is not false
order by certain desc, usd desc nulls last, source_id, row"""

_FOUNDED = f"""
  case when founded.first >= $day then true when founded.last < $day then false end
    as founded_since,
  case when not $has_registers then '{Reason.COLUMN_ABSENT}'
    when founded.first is null then '{Reason.COVERAGE_GAP}'
    when founded_since is null then '{Reason.DATES_STRADDLE}' end as founded_since_reason"""
_VOLUME = f"""
  {SAME_VOLUME} as same_volume,
  case when same_volume is not null or mine.is_new is false or mine.own_most = 0 then null
    when same_goods is null then same_goods_reason
    when theirs.usd_before_most is null or mine.own_usd_most is null
      then '{Reason.BASIS_MISSING}'
    else '{Reason.DATES_STRADDLE}' end as same_volume_reason"""


def _listed(condition: str, words: str) -> str:
    """SQL for a list of the facts that a condition holds of; {name} is the fact."""
    each = ", ".join(
        f"case when {condition.format(name=name)} then {words.format(name=name, says=says)} end"
        for name, says in FACTS.items()
    )
    return f"list_filter([{each}], lambda fact: fact is not null)"


_ROWS = f"""
insert into newcomer by name
with founded as (
  select unnest($firms::varchar[]) as supplier, unnest($firsts::date[]) as first,
    unnest($lasts::date[]) as last),
judged as (
  select $event as event, mine.supplier, $day as day, mine.is_new, mine.reason,
    mine.stopped, mine.stop_reason,
    mine.first_seen, mine.last_seen,
    mine.rows, mine.rows_at_most, mine.usd_at_least, mine.usd_at_most, mine.usd_before,
    {", ".join(f"mine.{name}, mine.{name}_reason" for name in MOSTLY)},
    same_goods, same_goods_reason, like_supplier, common_codes, all_codes,
    {_VOLUME}, {_FOUNDED},
    mine.months, theirs.year_months as like_months, mine.own_most > 0 as is_asked,
    replace($evidence, '$supplier', concat('''', replace(mine.supplier, '''', ''''''), ''''))
      as sql
  from newcomer_status as mine left join newcomer_like using (supplier)
  left join newcomer_status as theirs on theirs.supplier = like_supplier
  left join founded on founded.supplier = mine.supplier)
select judged.* exclude (is_asked, {", ".join(f"{name}_reason" for name in FACTS)}),
  {_listed("{name}", "'{says}'")} as holds,
  {_listed("is_asked and {name}_reason is not null", "'{says} (' || {name}_reason || ')'")}
    as unclear
from judged order by supplier"""


def fill_newcomers(
    engine: Engine,
    case: CaseFile,
    founded: Mapping[str, tuple[date, date]] | None = None,
) -> None:
    """Table `newcomer`: one row for each supplier and event.

    Shape:
        `imports`, `party`, `proposal`, `goods_standing` and the tables of coverage in;
        `newcomer` out.

    Args:
        engine: The engine.
        case: The case.
        founded: First and last day on which a firm may have been founded, for the party
            ids that a register names; None where the case has no register.
    """
    engine.fill(NEWCOMER, [])
    held = Held.of(engine, case)
    firms = dict(founded or {})
    for event in case.events:
        days: Row = {
            "day": event.date,
            "year": year_before(event.date),
            "until": case.period.until,
        }
        fill_seen(engine, days)
        told = _told(engine, event, held)
        _run(engine, STATUS, told)
        fill_likeness(engine, days, told)
        _run(
            engine,
            _ROWS,
            {
                "event": event.name,
                "day": event.date,
                "evidence": EVIDENCE,
                "has_registers": founded is not None,
                "firms": list(firms),
                "firsts": [first for first, _ in firms.values()],
                "lasts": [last for _, last in firms.values()],
            },
        )
    engine.check(NEWCOMER)


def _run(engine: Engine, sql: str, params: Row) -> None:
    """Run SQL with those of some parameters that it names."""
    engine.run(sql, {name: v for name, v in params.items() if f"${name}" in sql})


def _told(engine: Engine, event: Event, held: Held) -> Row:
    """Why things cannot be told: blind windows, and columns that no source has."""
    before = held.blind(year_before(event.date), event.date - timedelta(days=1))
    needed = last_day(months_on(event.date, AFTER_MONTHS))
    since = held.blind(event.date, max(needed, held.last or needed))
    fields = {
        row["field"] for row in engine.rows("select distinct field from field_coverage")
    }
    lacks = "select count(*) from coverage where list_contains(absent_fields, 'sender_name')"
    is_listed = f"select count(*) from goods_standing where list = '{LIST}' and version is not null"
    told: Row = {
        name: Reason.BASIS_MISSING if fields >= set(columns) else Reason.COLUMN_ABSENT
        for name, columns in READS.items()
    }
    return told | {
        "blind_before": before is not None,
        "blind_since": since is not None,
        "unnamed": Reason.COLUMN_ABSENT if engine.value(lacks) else Reason.NAME_ONLY,
        "high_priority": None
        if engine.value(is_listed)
        else Reason.LIST_NOT_LOADED.value,
    }
