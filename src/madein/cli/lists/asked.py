"""What the loaded lists say of a party that somebody asks about, by id or by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from madein.engine import Engine
from madein.lists.names import FIRM
from madein.lists.standing import Coverage, Span, coverages, listings_of, spans, word_on
from madein.parties.reading.identifiers import column_ids
from madein.parties.reading.names import read_name
from madein.parties.reading.schemes import fold
from madein.question import ListFolder
from madein.values import day_words
from madein.verdict import Measure, PartyWord, Reason
from madein.verdicts.listed import unsure_of

WIDE = timedelta(days=31)  # between two copies; OFAC's list changes every few days
LEAST_DIGITS = 5  # of what is taken for an id
IDS = r"""
with stands as (
    select list, entry, min(first_copy) as since, max(last_copy) as until from list_id
    where list_contains(
        $numbers::varchar[], regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g')
    )
    group by all
), inside as (
    select distinct list, entry from listing, unnest(tax_ids) as said(number)
    where list_contains(
        $numbers::varchar[], regexp_replace(upper(number), '[^\p{L}\p{N}]', '', 'g')
    )
)
select list, entry, arg_max(name, present_to) as name,
    if(min(present_from) < min(since), min(since), null) as since,
    if(max(until) < max(present_to), max(until), null) as until
from listing
left join stands using (list, entry)
left join inside using (list, entry)
where stands.entry is not null or inside.entry is not null
group by all order by all"""


@dataclass(frozen=True, kw_only=True)
class Found:
    """An entry that may be the party.

    Attributes:
        list: Name of the list.
        entry: The list's own id.
        name: Its name as listed.
        since: First copy with the number, where older copies give the entry without it.
        until: Last copy with the number, where younger ones give the entry without it.
    """

    list: str
    entry: str
    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A party that somebody asks about.

    Attributes:
        text: What she typed.
        is_id: Whether that is taken for an id.
        is_proven: Whether its check digit is right.
        entries: The entries that hold the id, or have the name.
    """

    text: str
    is_id: bool
    is_proven: bool
    entries: tuple[Found, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the lists of a regime say of a party, under one measure, on one day.

    Attributes:
        day: The day.
        regime: Whose lists.
        measure: The measure.
        span: The words, and their ground.
    """

    day: date
    regime: str
    measure: Measure
    span: Span


def asked_party(engine: Engine, text: str, country: str) -> Asked:
    """The party that a text means: by id where it looks like one, else by name.

    Shape:
        `listing`, `list_id` and `list_name` in.

    Args:
        engine: Holds the tables.
        text: An id or a name.
        country: ISO code of the party; empty where not known.
    """
    digits = sum(sign.isdecimal() for sign in text)
    if digits < LEAST_DIGITS or digits < sum(sign.isalpha() for sign in text):
        entries = tuple(_named(engine, text))
        return Asked(text=text, is_id=False, is_proven=False, entries=entries)
    ids, _ = column_ids(text, country)
    numbers = {fold(text), *(one.value for one in ids)}
    rows = engine.rows(IDS, {"numbers": sorted(numbers)})
    return Asked(
        text=text,
        is_id=True,
        is_proven=any(one.is_strong for one in ids),
        entries=tuple(Found(**row) for row in rows),
    )


def answers(
    engine: Engine,
    asked: Asked,
    folders: Sequence[ListFolder],
    days: Sequence[date],
    known: date | None,
) -> Iterator[Answer]:
    """What the lists say, by day, regime and measure.

    Shape:
        `list_snapshot` and `listing` in.

    Args:
        engine: Holds the tables.
        asked: The party.
        folders: The lists.
        days: The days.
        known: The day as of which to answer; None for now.
    """
    covered = coverages(engine, folders)
    listings = listings_of(engine, [(one.list, one.entry) for one in asked.entries])
    found = {
        spoken: spans(
            lists,
            listings.get(spoken, ()),
            known=known,
            vague=unsure_of(listings, spoken),
        )
        for spoken, lists in sorted(covered.items())
    }
    for day in days:
        for (regime, measure), one in found.items():
            span = _as_asked(word_on(one, day), asked, day)
            yield Answer(day=day, regime=regime, measure=measure, span=span)


def wide_gaps(
    engine: Engine,
    folders: Sequence[ListFolder],
    days: Sequence[date],
    known: date | None,
) -> list[str]:
    """What copies that lie far apart cannot show of the days between them.

    Shape:
        `list_snapshot` and `listing` in.

    Args:
        engine: Holds the tables.
        folders: The lists.
        days: The days asked about.
        known: The day as of which to answer; None for now.
    """
    covered = coverages(engine, folders).values()
    found: dict[str, None] = {}
    for held in sorted({one for lists in covered for one in lists}, key=_by_list):
        copies = held.copies if known is None else held.known_on(known).copies
        for before, after in pairwise(copies):
            if after - before > WIDE and any(before < day < after for day in days):
                found[_between(held.list, before, after)] = None
    return list(found)


def _by_list(held: Coverage) -> str:
    return held.list


def _between(name: str, before: date, after: date) -> str:
    return (
        f"No copy of {name} between {day_words(before)} and {day_words(after)} is held: "
        "whoever was listed and taken off again within these "
        f"{(after - before).days:,} days is in none."
    )


def _named(engine: Engine, text: str) -> Iterator[Found]:
    """Entries one of whose names has the same words; of persons, the same letters."""
    words, spelt = read_name(text).words, fold(text)
    seen: set[tuple[str, str]] = set()
    for row in engine.rows(
        "select list, entry, name, type from list_name order by all"
    ):
        name, key = row["name"], (row["list"], row["entry"])
        is_alike = (
            row["type"] == FIRM and bool(words) and read_name(name).words == words
        )
        if key not in seen and (is_alike or fold(name) == spelt):
            seen.add(key)
            yield Found(list=row["list"], entry=row["entry"], name=name)


def _as_asked(span: Span, asked: Asked, day: date) -> Span:
    """The words for a party without an id that is proven, or is an entry's.

    A name is no proof that the entry is meant; and whoever is known by a name alone, or
    by a number that may be mistyped, is never `not listed`.
    """
    if asked.is_id and (asked.is_proven or span.entry is not None):
        return span
    if asked.is_id and span.word is not PartyWord.NOT_LISTED:
        return span
    if span.word is PartyWord.UNKNOWN and span.entry is None:
        return span
    if span.word is PartyWord.NOT_LISTED:
        what = "number, and no check digit confirms it" if asked.is_id else "name"
        says = f"no entry has that {what}; {span.says}"
    else:
        says = f"an entry of that name: {words(span, day)}; {span.says}"
    return replace(
        span, word=PartyWord.UNKNOWN, reason=Reason.NAME_ONLY, begins=None, says=says
    )


def words(span: Span, day: date) -> str:
    """The verdict in words, with its days or its reason.

    Args:
        span: The span of the day.
        day: The day.
    """
    if span.reason is not None:
        return f"{span.word} ({span.reason})"
    lag = span.lag(day)
    if lag is None:
        return str(span.word)
    again = ", listed again later" if span.word is PartyWord.FORMERLY else ""
    days = f"{lag:,} day{'' if lag == 1 else 's'}"
    return f"{span.word}{again} ({days}, on {span.begins})"
