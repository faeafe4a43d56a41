"""Who was seen before an event and since: one pass over the imports, a sum for each firm."""

from collections.abc import Iterable

from madein.engine import Engine, Row
from madein.scope import KEPT, STANDS, on_or_after, on_or_before
from madein.verdict import GoodsWord

TRADED = f"member and {STANDS}"  # trade is trade, whether or not statistics count it
NAMELESS = "(select party_id from party where kind in ('unnamed', 'to order'))"

# Three-valued facts of a row; a supplier has one where it holds for most of its rows.
OF_ROW = {
    "dispatch_apart": "dispatch <> origin",
    "seller_apart": "sender_country <> origin and sender_country <> dispatch",
    "trading_apart": "trading <> origin",
}
LIST = "CHPL"  # common high priority items
MOSTLY = (*OF_ROW, "high_priority")

_FIRST = "coalesce(registered, registered_month)"
_LAST = "coalesce(registered, last_day(registered_month))"
_MONTH = f"year({_FIRST}) * 12 + month({_FIRST})"

# Three-valued: `before` and `since` are about any trade, `year` and `added` about what
# figures count, in the year before and since in the period.
SEEN = f"""
  select *, traded and not on_day as before, traded and on_day as since,
    traded and kept and on_year and not on_day as year,
    traded and kept and on_day and on_time as added,
    {", ".join(f"{sql} as {name}" for name, sql in OF_ROW.items())}
  from (
    select case when supplier not in {NAMELESS} then supplier end as supplier, hs,
      hs_edition, usd, member, doubt, registered, origin, dispatch, trading,
      sender_country, {_FIRST} as first, {_LAST} as last, {_MONTH} as month,
      {TRADED} as traded, {KEPT} as kept, {on_or_after("$day")} as on_day,
      {on_or_after("$year")} as on_year, {on_or_before("$until")} as on_time
    from imports where member is not false and aside is null)"""

# Whether a code is on the latest version of the list of high-priority goods.
_PRIORITY = f"""
  select hs, hs_edition, case when bool_or(word = '{GoodsWord.ON}') then true
    when bool_and(word = '{GoodsWord.NOT_ON}') then false end as high_priority,
    min(reason) as why
  from goods_standing, (select max(since) as latest from goods_standing
    where list = '{LIST}' and version is not null)
  where list = '{LIST}' and since <= latest and until > latest group by all"""

_FACTS = "".join(
    f"""
  count(*) filter (where added and {name}) as {name}_yes,
  count(*) filter (where added and not {name}) as {name}_no,
  count(*) filter (where added is not false and {name}) as {name}_most_yes,
  count(*) filter (where added is not false and {name} is null) as {name}_open,"""
    for name in MOSTLY
)
# Of the other firms that a supplier may be: what they add to its bounds.
_BESIDE = (
    "before_most",
    "since_most",
    "year_most",
    "rows_most",
    "usd_most",
    "unvalued",
)

# Each supplier with its sums, and those of firms it may be one with.
FIRMS = f"""
create or replace temp table newcomer_firm as
with seen as ({SEEN}), priority as ({_PRIORITY}),
firm as (
  select supplier, {_FACTS}
  count(*) filter (where before) as before_rows,
  count(*) filter (where before is not false) as before_most,
  count(*) filter (where since) as since_rows,
  count(*) filter (where since is not false) as since_most,
  count(*) filter (where year) as year_rows,
  count(*) filter (where year is not false) as year_most,
  coalesce(sum(usd) filter (where year), 0) as year_usd,
  coalesce(sum(usd) filter (where year is not false), 0) as year_usd_most,
  count(*) filter (where year is not false and usd is null) as year_unvalued,
  count(*) filter (where added) as rows,
  count(*) filter (where added is not false) as rows_most,
  coalesce(sum(usd) filter (where added), 0) as usd,
  coalesce(sum(usd) filter (where added is not false), 0) as usd_most,
  count(*) filter (where added is not false and usd is null) as unvalued,
  min(month) filter (where year) as year_first, max(month) filter (where year) as year_last,
  min(month) filter (where year is not false) as year_first_most,
  max(month) filter (where year is not false) as year_last_most,
  min(month) filter (where added) as month_first, max(month) filter (where added) as month_last,
  min(month) filter (where added is not false) as month_first_most,
  max(month) filter (where added is not false) as month_last_most,
  count(*) filter (where month is null) as undated,
  min(first) filter (where traded) as first_day, max(last) filter (where traded) as last_day,
  min(first) filter (where traded and registered is not null) as first_sure,
  max(last) filter (where traded and registered is not null) as last_sure,
  count(*) filter (where traded is null and member is null) as perhaps_other,
  count(*) filter (where traded is null and doubt is not null) as perhaps_copy,
  min(why) filter (where high_priority is null and added is not false) as high_priority_why
  from seen left join priority on priority.hs is not distinct from seen.hs
    and priority.hs_edition is not distinct from seen.hs_edition
  group by supplier)
select firm.*, {
    ", ".join(
        f"coalesce(sum({name}) over (partition by coalesce(root, supplier)), 0) - {name} "
        f"as beside_{name}"
        for name in _BESIDE
    )
}
from firm left join newcomer_group on party_id = supplier"""


def fill_seen(engine: Engine, params: Row) -> None:
    """Temporary table `newcomer_firm` for one event.

    Shape:
        `imports`, `party`, `proposal` and `goods_standing` in; one row per supplier out, and one whose
        supplier is null for rows that name none.

    Args:
        engine: The engine.
        params: `day`, `year` (a year before it) and `until`.
    """
    pairs = engine.rows("select left_party, right_party from proposal order by all")
    roots = one_firm((pair["left_party"], pair["right_party"]) for pair in pairs)
    engine.run(
        "create or replace temp table newcomer_group as "
        "select unnest($firms::varchar[]) as party_id, unnest($roots::varchar[]) as root",
        {"firms": list(roots), "roots": list(roots.values())},
    )
    engine.run(FIRMS, params)


def one_firm(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Firms that may all be one, by a chain of proposals: each with one that stands for all.

    Args:
        pairs: Two firms each that may be one.

    Examples:
        >>> one_firm([("b", "c"), ("a", "b"), ("x", "y")])
        {'b': 'a', 'c': 'a', 'a': 'a', 'x': 'x', 'y': 'x'}
    """
    above: dict[str, str] = {}

    def top(firm: str) -> str:
        while above[firm] != firm:
            above[firm] = above[above[firm]]
            firm = above[firm]
        return firm

    for one, other in pairs:
        above.setdefault(one, one)
        above.setdefault(other, other)
        first, second = sorted((top(one), top(other)))
        above[second] = first
    return {firm: top(firm) for firm in above}
