"""A row, or rows, of the US tables of export control, made into entries.

Entries of these tables have no lasting number, but for those of the Treasury: the id is
made of list and name, and of first day, country and address where several share these.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from madein.lists.entry import Alias, Entry, Imposed, ListedId
from madein.lists.formats.content import only
from madein.lists.formats.reading import day_of, entries_of
from madein.lists.formats.words import fold, measures_of, tax_ids
from madein.provenance import digest

DAYS = ("%Y-%m-%d", "%m/%d/%Y")
TYPES = {
    "": None,
    "entity": None,
    "individual": "individual",
    "vessel": "vessel",
    "aircraft": "aircraft",
}


@dataclass(frozen=True, kw_only=True)
class Party:
    """What a table says of an entry, as written.

    Attributes:
        code: The list it is on, in letters.
        programme: The same in words, and what it is listed under.
        number: The list's own number; empty where it has none.
        name: Its name.
        type: What it is.
        start: First day.
        end: Last day.
        published: Day of publication.
        aliases: Its other names.
        ids: Its numbers.
        addresses: Its addresses.
        countries: Their countries.
    """

    code: str
    programme: str
    number: str = ""
    name: str
    type: str = ""
    start: str = ""
    end: str = ""
    published: str = ""
    aliases: tuple[Alias, ...] = ()
    ids: tuple[ListedId, ...] = ()
    addresses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()


def entries_of_parties(file: Path, parties: Iterable[tuple[int, Party]]) -> list[Entry]:
    """The entries of a table.

    Args:
        file: The table.
        parties: What it says of each, with the line.
    """
    found = list(parties)
    ids = _ids([party for _, party in found])
    said = ((line, (i, one)) for i, (line, one) in zip(ids, found, strict=True))
    return entries_of(file, said, lambda one: _entry(*one))


def _ids(parties: Sequence[Party]) -> list[str]:
    """An id for each party.

    Of several that share list and name, the one listed first has the id that it would
    have alone: it stays when another joins.
    """
    plain = [f"{p.code}:{p.number or digest(fold(p.name))[:12]}" for p in parties]
    shared: defaultdict[str, list[int]] = defaultdict(list)
    for place, number in enumerate(plain):
        shared[number].append(place)
    ids = list(plain)
    for places in shared.values():
        first, *others = sorted(places, key=lambda place: _order(parties[place]))
        for place in others:
            if parties[place] != parties[first]:
                ids[place] += f":{digest(_order(parties[place]))[:6]}"
    return ids


def _order(party: Party) -> tuple[str, list[str], tuple[str, ...]]:
    try:
        first = day_of(party.start, *DAYS)
    except ValueError:
        first = None
    return str(first or date.max), sorted(party.countries), party.addresses


def _entry(number: str, party: Party) -> Entry:
    """An entry from what a table says.

    Raises:
        ValueError: It has no name, an unknown type, or a day that is none.
    """
    if not party.name:
        raise ValueError("the row has no name")
    if party.type.casefold() not in TYPES:
        raise ValueError(f"'{party.type}' is no type of an entry")
    last = day_of(party.end, *DAYS)
    designated = day_of(party.start, *DAYS)
    published = day_of(party.published, "%m/%d/%y", "%m/%d/%Y")
    return Entry(
        entry=number,
        name=party.name,
        type=TYPES[party.type.casefold()],
        imposed=tuple(
            Imposed(
                measure=measure,
                programme=party.programme,
                designated=designated,
                published=published,
                ended=None if last is None else last + timedelta(days=1),
            )
            for measure in measures_of("csl", party.code, whole=True)
        ),
        tax_ids=tax_ids(party.ids),
        aliases=tuple(a for a in dict.fromkeys(party.aliases) if a.name != party.name),
        ids=tuple(dict.fromkeys(party.ids)),
        country=only(party.countries),
        addresses=party.addresses,
    )
