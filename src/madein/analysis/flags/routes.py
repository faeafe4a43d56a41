"""RF07, RF13 and RF14: hub countries, detours, and routes that others do not take."""

from dataclasses import replace

from madein.analysis.flags.answer import (
    Answer,
    Word,
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
from madein.analysis.flags.facts import table, threshold
from madein.engine import literal
from madein.goods.keywords import weak_matches
from madein.scope import on_or_after
from madein.values import rows_words
from madein.verdict import Reason

ROUTE = ("origin", "dispatch", "trading", "sender_country")


def hub(world: World) -> Answer:
    """RF14: whether the country of dispatch or the trading country is a hub of the day.

    Args:
        world: What a flag may look at.
    """
    term = f"{_is_hub('dispatch')} or {_is_hub('trading')}"
    return _by_row(world, term, ("dispatch", "trading"), "by way of a hub country")


def detour(world: World) -> Answer:
    """RF07: whether goods came from a hub that is not their origin, or look misnamed.

    Words of a description are a weak ground: alone they leave the question open.

    Args:
        world: What a flag may look at.
    """
    term = f"({_is_hub('dispatch')}) and origin <> dispatch"
    found = _by_row(
        world, term, ("origin", "dispatch"), "from a hub that is not the origin"
    )
    weak = both(world.imports, f"(source_id, row) in ({_misnamed(world)})")
    rows, perhaps, _ = count(world, weak, causes())
    if not rows + perhaps:
        return found
    says = (
        f"{found.says}; {rows_words(rows + perhaps)} described as goods of another code"
    )
    if found.word is not Word.NO:
        return replace(found, says=says)
    return unknown(
        Reason.BASIS_MISSING,
        f"{says}, by a word alone",
        rows_that(weak.sql, weak.params),
    )


def _misnamed(world: World) -> str:
    """SQL for the ids of rows whose description speaks of goods of another code.

    The ids stand in the text: the table of the words is no part of a build.
    """
    weak_matches(world.engine)
    found = world.engine.rows(
        "select distinct source_id, row from weak_match order by all"
    )
    if not found:
        return "select null::varchar, null::bigint where false"
    return "values " + ", ".join(
        f"({literal(row['source_id'])}, {row['row']})" for row in found
    )


def _is_hub(column: str) -> str:
    """SQL for whether a country is on the list of the row's day."""
    spans: dict[tuple[str, str], list[str]] = {}
    for row in table("hubs.csv"):
        spans.setdefault((row["since"], row["until"]), []).append(row["country"])
    terms = []
    for (since, until), countries in spans.items():
        days = f"({on_or_after(f'date {literal(since)}')})"
        if until:
            days += f" and not ({on_or_after(f'date {literal(until)}')})"
        terms.append(f"({column} in ({', '.join(map(literal, countries))}) and {days})")
    return f"({' or '.join(terms)})"


def _by_row(world: World, term: str, columns: tuple[str, ...], what: str) -> Answer:
    """A question that each row answers by itself."""
    asked = both(world.imports, term)
    sure, open_, reason = count(world, asked, causes(*columns))
    all_rows, _, _ = count(world, world.imports, causes())
    if sure:
        says = f"{rows_words(sure)} of {all_rows:,} {what}"
        return yes(says, rows_that(asked.sql, asked.params))
    if open_:
        says = f"{rows_words(open_)} may be {what}; no row is for certain"
        return unknown(reason, says, rows_that(asked.sql, asked.params))
    if not all_rows:
        return unknown(Reason.COVERAGE_GAP, "no row of the subject in the period")
    says = f"none of {rows_words(all_rows)} {what}"
    return none_of(world, says, rows_that(world.imports.sql, world.imports.params))


# Other importers' rows by chapter and route, and whether a route is rare among them: up
# to the share of the chapter's rows, a row itself left out.
_PEERS = f"""
with peer as (
  select left(hs, 2) as chapter, {", ".join(ROUTE)}, count(*) as n
  from shipment anti join (select source_id, row from imports) using (source_id, row)
  where direction is distinct from 'export' and hs is not null
    and {" and ".join(f"{c} is not null" for c in ROUTE)}
  group by all),
chapter as (
  select chapter, sum(n)::bigint as total from peer group by chapter
  having sum(n) >= $route_peers)
"""
_SAME = " and ".join(f"peer.{c} = mine.{c}" for c in ROUTE)
_RARE = f"""(source_id, row) in ({_PEERS}
  select source_id, row from imports as mine
  join chapter on chapter.chapter = left(mine.hs, 2)
  left join peer on peer.chapter = chapter.chapter and {_SAME}
  where {" and ".join(f"mine.{c} is not null" for c in ROUTE)}
    and coalesce(n, 0) <= $route_share * total)"""
_SCORED = f"""(source_id, row) in ({_PEERS}
  select source_id, row from imports as mine
  join chapter on chapter.chapter = left(mine.hs, 2)
  where {" and ".join(f"mine.{c} is not null" for c in ROUTE)})"""
_NAMED = " and ".join(f"{c} <> ''" for c in ROUTE)
_OTHERS = f"""{_PEERS}
select coalesce(sum(n), 0)::bigint as rows,
  coalesce(sum(n) filter (where n - 1 <= $route_share * total), 0)::bigint as rare
from peer join chapter using (chapter)
where chapter in (select left(hs, 2) from imports where member)"""


def rare_route(world: World) -> Answer:
    """RF13: whether the rows take rare routes more often than those of other importers.

    Args:
        world: What a flag may look at.
    """
    bounds = {
        "route_peers": threshold("route_peers"),
        "route_share": threshold("route_share"),
    }
    others = world.engine.rows(_OTHERS, bounds)[0]
    asked = both(world.imports, _RARE, bounds)
    peers = {"route_peers": bounds["route_peers"]}
    compared = both(world.imports, _SCORED, peers)
    scored, unsure, why = count(world, compared, causes())
    rows, _, _ = count(world, world.imports, causes())
    everything = rows_that(world.imports.sql, world.imports.params)
    if not rows:
        return unknown(Reason.COVERAGE_GAP, "no row of the subject in the period")
    if not others["rows"] or scored < rows * threshold("scorable"):
        says = (
            f"{scored:,} of {rows_words(rows)} have all four countries and at least "
            f"{threshold('route_peers')} rows of other importers of the chapter"
        )
        named, _, reason = count(world, both(world.imports, _NAMED), causes(*ROUTE))
        if named >= rows * threshold("scorable"):
            reason = Reason.COVERAGE_GAP
        return unknown(reason, says, everything)
    rare, perhaps, _ = count(world, asked, causes())
    share = (others["rare"] + 1) / (others["rows"] + 2)
    says = (
        f"{rare:,} of {rows_words(scored)} on rare routes, {others['rare']:,} of "
        f"{others['rows']:,} among other importers of the same chapters"
    )
    # Rows that may belong count against it for yes, and for it for no.
    if _is_often(rare, scored + unsure - perhaps, share):
        return yes(says, rows_that(asked.sql, asked.params))
    if _is_often(rare + perhaps, scored + perhaps, share):
        says += f"; {rows_words(unsure)} that may belong could change it"
        query = doubted(compared)
        return unknown(why, says, rows_that(query.sql, query.params))
    return none_of(world, says, everything)


def _is_often(rare: int, rows: int, share: float) -> bool:
    """Whether rare routes are more frequent than elsewhere, and beyond chance."""
    # Routes near the limit are rare or not by a hair: one in many, all at once.
    is_often = rare >= float(threshold("rise")) * share * rows
    return is_often and count_chance(rare, rows, share) <= threshold("chance")
