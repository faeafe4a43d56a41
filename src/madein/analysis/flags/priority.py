"""RF02: trade before the day, but none in high-priority goods; and which codes those are."""

from madein.analysis.flags.answer import (
    Answer,
    World,
    causes,
    count,
    no,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.newcomers import BEFORE, SINCE, blind_before, blind_since
from madein.scope import Query
from madein.values import day_words, rows_words
from madein.verdict import GoodsWord, Reason

LIST = "CHPL"
_LAST = f"(select max(since) from goods_standing where list = '{LIST}' and version is not null)"
_LATEST = f"list = '{LIST}' and since <= {_LAST} and until > {_LAST}"
_OF_ROW = f"""from goods_standing where {_LATEST}
  and goods_standing.hs is not distinct from imports.hs
  and goods_standing.hs_edition is not distinct from imports.hs_edition"""

# Whether a code is on the latest version: the notices ask about goods, not about days on
# which the list, which is of 2023, was in force.
IS_PRIORITY = f"""(select case when bool_or(word = '{GoodsWord.ON}') then true
  when bool_and(word = '{GoodsWord.NOT_ON}') then false end {_OF_ROW})"""
_EDITION = f"(select coalesce(min(reason), 'HS_EDITION') {_OF_ROW})"
WHY_OPEN = causes() | {
    reason.value: f"{_EDITION} = '{reason}'"
    for reason in (Reason.HS_EDITION, Reason.HS_CUT, Reason.LIST_NOT_LOADED)
}
NOT_HELD = "the list of high-priority goods is not held"


def is_held(world: World) -> bool:
    """Whether codes can be held against the list.

    Args:
        world: What a flag may look at.
    """
    held = f"select count(*) from goods_standing where {_LATEST}"
    return world.has("goods_standing") and bool(world.engine.value(held))


def version(world: World) -> str:
    """The version that codes are held against, in words.

    Args:
        world: What a flag may look at.
    """
    sql = f"select max(version) from goods_standing where {_LATEST}"
    return f"by {world.engine.value(sql)}"


def priority_new(world: World) -> Answer:
    """RF02: whether high-priority goods came since the day alone, though others before.

    Args:
        world: What a flag may look at.
    """
    if not is_held(world):
        return unknown(Reason.LIST_NOT_LOADED, NOT_HELD)
    day, told, by = {"day": world.day}, day_words(world.day), version(world)
    goods_before = Query(sql=f"({BEFORE}) and {IS_PRIORITY}", params=day)
    goods_since = Query(sql=f"({SINCE}) and {IS_PRIORITY}", params=day)
    before, before_open, before_why = count(world, goods_before, WHY_OPEN)
    since, since_open, since_why = count(world, goods_since, WHY_OPEN)
    if before:
        says = f"{rows_words(before)} of high-priority goods before {told}, {by}"
        return no(says, rows_that(goods_before.sql, day))
    if not since and not since_open:
        if (gap := blind_since(world)) is not None:
            return unknown(Reason.COVERAGE_GAP, gap, rows_that(SINCE, day))
        says = f"no row of high-priority goods since {told}, {by}"
        return no(says, rows_that(SINCE, day))
    if before_open:
        says = f"{rows_words(before_open)} before {told} may be of high-priority goods"
        return unknown(before_why, says, rows_that(goods_before.sql, day))
    if (gap := blind_before(world)) is not None:
        return unknown(Reason.COVERAGE_GAP, gap, rows_that(goods_since.sql, day))
    old, old_open, why = count(world, Query(sql=BEFORE, params=day), causes())
    if not old and old_open:
        says = f"{rows_words(old_open)} may be of the subject and before {told}"
        return unknown(why, says, rows_that(BEFORE, day))
    if not old:
        return no(f"no trade at all before {told}", rows_that(SINCE, day))
    if not since:
        says = f"{rows_words(since_open)} since {told} may be of high-priority goods"
        return unknown(since_why, says, rows_that(goods_since.sql, day))
    says = (
        f"{rows_words(since)} of high-priority goods since {told}, none of the "
        f"{rows_words(old)} before, {by}"
    )
    return yes(says, rows_that(goods_since.sql, day))
