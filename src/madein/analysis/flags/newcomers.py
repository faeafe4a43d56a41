"""RF01: no trade before the day, of the subject and of each pair of supplier and subject."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from madein.analysis.flags.answer import (
    TRADED,
    Answer,
    Sums,
    World,
    causes,
    count,
    no,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.facts import threshold
from madein.engine import Row
from madein.records.held import last_day, months_on, year_before
from madein.scope import Query, on_or_after
from madein.values import day_words, rows_words
from madein.verdict import Reason

BEFORE = f"{TRADED} and not ({on_or_after('$day')})"
SINCE = f"{TRADED} and ({on_or_after('$day')})"
NAMELESS = "(select party_id from party where kind in ('unnamed', 'to order'))"


def _sums(side: str, kept: str = "is true", name: str = "") -> str:
    """SQL for what the rows of a side add up to."""
    rows = f"filter (where {side} {kept})"
    return (
        f"{{'rows': count(*) {rows}, 'usd': sum(usd) {rows}, "
        f"'unvalued': count(*) {rows} - count(usd) {rows}}} as {name or side}"
    )


# Each supplier: its rows before and since, those that may be either, and an older firm
# that it may be, also by way of others: who may be one that may be it may be it, too.
_SUPPLIERS = f"""
with recursive seen as (
  select supplier, usd, ({BEFORE}) as before, ({SINCE}) as since from imports
  where supplier is not null),
firm as (
  select supplier,
    count(*) filter (where before) as sure_before,
    count(*) filter (where before is not false) as any_before,
    count(*) filter (where since) as sure_since,
    {_sums("before")}, {_sums("before", "is not false", "open_before")},
    {_sums("since")}, {_sums("since", "is not false", "open_since")}
  from seen group by supplier),
other as (
  select left_party as party_id, right_party as maybe from proposal
  union all select right_party, left_party from proposal),
older(party_id, maybe) using key (party_id) as (
  select party_id, min(maybe) as maybe from other
  join firm on firm.supplier = maybe where any_before > 0 group by party_id
  union
  select other.party_id, min(older.maybe) from other
  join older on older.party_id = other.maybe
  anti join recurring.older as known on known.party_id = other.party_id
  group by other.party_id)
select firm.*, older.maybe, party.name, maybe_party.name as maybe_name
from firm join party on party.party_id = supplier
left join older on older.party_id = supplier
left join party as maybe_party on maybe_party.party_id = older.maybe
where supplier not in {NAMELESS}
order by supplier"""

# Rows before the day that may be of any supplier.
_UNNAMED = f"""
select count(*) as rows, count(*) filter (where source_id not in (
  select source_id from field_coverage where field = 'sender_name')) as without
from imports
where ({BEFORE}) is not false and (supplier is null or supplier in {NAMELESS})"""


def new_since(world: World) -> Iterator[Answer]:
    """RF01 of the subject, then of each supplier.

    Args:
        world: What a flag may look at.
    """
    yield subject_new(world)
    yield from _suppliers(world)


def blind_before(world: World) -> str | None:
    """Why the absence of rows before the day says nothing; None where it does.

    Args:
        world: What a flag may look at.
    """
    return world.held.blind(year_before(world.day), world.day - timedelta(days=1))


def blind_since(world: World) -> str | None:
    """Why the absence of rows since the day says nothing; None where it does.

    The files must hold the whole months that comparisons need, and all to their last.

    Args:
        world: What a flag may look at.
    """
    needed = last_day(months_on(world.day, int(threshold("after_months"))))
    last = world.held.last
    return world.held.blind(world.day, needed if last is None else max(needed, last))


def subject_new(world: World) -> Answer:
    """Whether the subject traded since the day and not before.

    Args:
        world: What a flag may look at.
    """
    day = {"day": world.day}
    before, since = Query(sql=BEFORE, params=day), Query(sql=SINCE, params=day)
    why = causes()
    old, open_, reason = count(world, before, why)
    new, _, _ = count(world, since, why)
    told = day_words(world.day)
    if old:
        return no(f"{rows_words(old)} before {told}", rows_that(BEFORE, day))
    if open_:
        says = f"{rows_words(open_)} may be of the subject and before {told}"
        return unknown(reason, says, rows_that(BEFORE, day))
    if not new:
        return unknown(Reason.COVERAGE_GAP, f"no row of the subject since {told}")
    if (blind := blind_before(world)) is not None:
        return unknown(Reason.COVERAGE_GAP, blind, rows_that(SINCE, day))
    first = day_words(_first(world, since))
    says = f"the first of {rows_words(new)} is of {first}; none before {told}"
    return yes(says, rows_that(SINCE, day))


def _first(world: World, since: Query) -> date:
    return world.engine.value(
        f"select min(coalesce(registered, registered_month)) from imports where {since.sql}",
        since.params,
    )


def _suppliers(world: World) -> Iterator[Answer]:
    day = {"day": world.day}
    unnamed = world.engine.rows(_UNNAMED, day)[0]
    blind = blind_before(world)
    for firm in world.engine.rows(_SUPPLIERS, day):
        yield _supplier(world, firm, unnamed, blind)


def _supplier(world: World, firm: Row, unnamed: Row, blind: str | None) -> Answer:
    """Whether a supplier is seen since the day and not before."""
    party, told = firm["supplier"], day_words(world.day)
    params = {"day": world.day, "party": party}
    of_party = Query(sql=f"supplier = $party and ({BEFORE})", params=params)
    before = rows_that(of_party.sql, params)
    since_term = f"supplier = $party and ({SINCE})"
    since = rows_that(since_term, params)
    newer = Sums(**firm["open_since"])
    if firm["sure_before"]:
        says = f"{rows_words(firm['sure_before'])} to the subject before {told}"
        found = no(says, before, party)
        return replace(found, sums=Sums(**firm["before"]))
    if firm["any_before"]:
        says = (
            f"{rows_words(firm['any_before'])} may be to the subject and before {told}"
        )
        _, _, reason = count(world, of_party, causes())
        found = unknown(reason, says, before, party)
        return replace(found, sums=Sums(**firm["open_before"]))
    if firm["maybe"] is not None:
        says = f"it may be '{firm['maybe_name']}' ({firm['maybe']}), seen before {told}"
        return replace(unknown(Reason.NAME_ONLY, says, since, party), sums=newer)
    if unnamed["rows"]:
        says = f"{rows_words(unnamed['rows'])} before {told} name no sender"
        reason = Reason.COLUMN_ABSENT if unnamed["without"] else Reason.NAME_ONLY
        return replace(unknown(reason, says, since, party), sums=newer)
    if blind is not None:
        found = unknown(Reason.COVERAGE_GAP, blind, since, party)
        return replace(found, sums=newer)
    if not firm["sure_since"]:
        says = f"{rows_words(newer.rows)} since {told} may be to the subject"
        _, _, reason = count(world, Query(sql=since_term, params=params), causes())
        return replace(unknown(reason, says, since, party), sums=newer)
    says = f"{rows_words(firm['sure_since'])} to the subject, none before {told}"
    return replace(yes(says, since, party), sums=Sums(**firm["since"]))
