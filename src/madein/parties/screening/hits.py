"""The table `hit` for a reader: with dollars, days of listing, and what was screened."""

from collections.abc import Sequence
from decimal import Decimal

from madein.engine import Engine, Row
from madein.lists.names import FIRM
from madein.parties.screening.answers import Answer
from madein.tables import PARTY, PARTY_NAME

ASKED = "asked"  # id of the party that is no party of the case

_HITS = """
select hit.*, party.name as party, party.tax_id, party.country, coalesce(value.usd, 0) as usd,
  coalesce(stretches, []) as stretches
from hit join party using (party_id)
left join (select party_id, sum(usd) as usd from party_name group by all) as value
  using (party_id)
left join (
  select list, entry, any_value(regime) as regime, list({
    absent_on: absent_on, present_from: present_from, present_to: present_to,
    gone_on: gone_on, programme: programme} order by present_from) as stretches
  from listing group by all
) using (list, entry)
order by list_position($answers, answer), value.usd desc nulls last, party_id, score desc,
  list, entry
"""

_LISTS = """
select list, copies, first_day, last_day, entries, names, aliases_of, left_out
from (
  select list, count(*) as copies, min(day) as first_day, max(day) as last_day
  from list_snapshot group by list
) left join (
  select list, count(distinct entry) filter (where type = $firm) as entries,
    count(*) filter (where type = $firm) as names,
    max(last_copy) filter (where kind <> 'name') as aliases_of,
    count(*) filter (where type is distinct from $firm) as left_out
  from list_name group by list
) using (list) order by list
"""


def hits(engine: Engine) -> list[Row]:
    """All hits: sure ones first, then by the dollars of the party.

    Unit:
        usd: US dollars of all rows of the party.

    Args:
        engine: Holds `hit`, `party`, `party_name` and `listing`.
    """
    return engine.rows(_HITS, {"answers": [answer.value for answer in Answer]})


def screened_lists(engine: Engine) -> list[Row]:
    """Of each list: its copies, and how many entries and names were held against parties.

    Unknown:
        left_out counts names of persons, vessels, aircraft and other things, and of
        entries that stand in none of the copies.

    Args:
        engine: Holds `list_snapshot` and `list_name`.
    """
    return engine.rows(_LISTS, {"firm": FIRM})


def fill_asked(engine: Engine, name: str, country: str, ids: Sequence[str]) -> None:
    """Tables `party` and `party_name` with one party that is in no records.

    Args:
        engine: Where the tables are made.
        name: Its name.
        country: ISO code; empty where not known.
        ids: Its valid ids, like `ru-inn:7743237789`.
    """
    asked: Row = {"party_id": ASKED, "name": name, "kind": "firm"}
    engine.fill(
        PARTY, [asked | {"ids": list(ids), "country": country or None, "spellings": 1}]
    )
    spelling: Row = {"tax_id": "", "country": country, "how": "alone", "shown": name}
    nothing: Row = {"words": "", "forms": "", "marks": [], "rows": 0, "usd": Decimal(0)}
    engine.fill(PARTY_NAME, [asked | spelling | nothing])


def interval_text(stretch: Row) -> str:
    """When an entry was on a list, as far as its copies tell.

    Args:
        stretch: Columns of `listing`: absent_on, present_from, present_to, gone_on.

    Examples:
        >>> from datetime import date
        >>> interval_text(
        ...     {
        ...         "absent_on": date(2024, 2, 20),
        ...         "present_from": date(2024, 2, 23),
        ...         "present_to": date(2024, 2, 23),
        ...         "gone_on": None,
        ...     }
        ... )
        'absent on 2024-02-20, listed from 2024-02-23 to the last copy held, of 2024-02-23'
    """
    began = stretch["absent_on"]
    start = (
        f"listed on or before {stretch['present_from']}"
        if began is None
        else f"absent on {began}, listed from {stretch['present_from']}"
    )
    if stretch["gone_on"] is None:
        return f"{start} to the last copy held, of {stretch['present_to']}"
    return f"{start} to {stretch['present_to']}, absent again on {stretch['gone_on']}"
