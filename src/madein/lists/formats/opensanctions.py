"""Exports of OpenSanctions: `targets.simple.csv`, FollowTheMoney entities, statements.

A database makes them of what it saw. The days on which it first and last saw an entry
are kept as such, and are never days of the listing. An entity of several sources has
one first day for all of them, and was often known before anybody put it on a list:
only days of the sanction itself, or of an entity of a single source, bound anything.

The simple table tells no day of a listing. The other two hold each sanction as an entity
of its own, joined to what it is on, with days in the words of the source:
  startDate    when it takes effect: the first day, but for the EU's Financial Sanctions
               Files, where until May 2025 it was that of the last act that changed the
               entry (opensanctions/opensanctions#2249); there it is one of publication.
  listingDate  for some sources the day of listing, for others that of publication: it
               stays one of publication, also where it is the only one.
  endDate      the last day; sources keep entries after it (opensanctions/opensanctions
               #263), and then the copies decide.
Of several start or end days for one sanction, and of days that are a year or a month, none
counts: which it is, the export does not say.

Sources differ in what they do. Each sanction, or in the simple table each source, is a
programme of its own. What a source says it imposes counts as in the UK list; else
`data/measures.csv` says what a source with one measure does, and all others are other
measures. Give an export of several sources a regime of its own in `case.yml`: it is
nobody's list.

An entity is an entry where a sanction is on it, or where its topics say so; neighbours,
owners and politicians are none. In the simple table each row is one.

The day of an export is in the name of the file, or the day on which it last saw anything.

Seen: headings of the simple table and of statements, schemata and properties, in the
documentation and in public programs. From memory: that `external` statements are
candidates that nobody has accepted; they are left out.
The data are CC BY-NC 4.0: read here, never shipped.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import BOM, fault, headed, only, rows
from madein.lists.formats.followthemoney import Things, entries_of_things, kind_of
from madein.lists.formats.form import ListFormat
from madein.lists.formats.packing import pieces
from madein.lists.formats.reading import Row, day_of, entries_of, told_time
from madein.lists.formats.words import measures_of, parts

DAY = "%Y-%m-%d"
SIMPLE = ("id", "schema", "name", "aliases", "identifiers", "dataset", "first_seen")
STATEMENTS = ("canonical_id", "prop", "schema", "value", "dataset")
YES = {"t", "true", "1"}


def simple_entries(file: Path) -> list[Entry]:
    """The entries of a copy of `targets.simple.csv`.

    Args:
        file: The copy.
    """
    return entries_of(file, rows(file, SIMPLE), _simple)


def ftm_entries(file: Path) -> list[Entry]:
    """The entries of a copy of FollowTheMoney entities, one a line.

    Args:
        file: The copy.

    Raises:
        SourceError: A line is no entity, or an entry cannot be read; names all faults.
    """
    things = Things()
    faults = []
    for line, text in _lines(file):
        try:
            found = json.loads(text)
            things.add_entity(line, found)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            what = "the line is no entity with 'id', 'schema' and 'properties'"
            faults.append(fault(file, line, what))
    if faults:
        raise SourceError(*faults)
    return entries_of_things(file, things)


def statement_entries(file: Path) -> list[Entry]:
    """The entries of a copy of statements, one a row.

    Args:
        file: The copy.
    """
    things = Things()
    for line, row in rows(file, STATEMENTS):
        if row.get("external", "").casefold() not in YES:
            things.add_statement(line, row)
    return entries_of_things(file, things)


def _simple(row: Row) -> Entry:
    """An entry from a row.

    Raises:
        ValueError: It has no id, name or source, an unknown schema, or a day that is
            none.
    """
    if not row["id"] or not row["name"] or not row["dataset"]:
        raise ValueError("the row has no id, no name or no dataset")
    country = only(parts(row.get("countries", "")))
    sources = parts(row["dataset"])
    first = day_of(row["first_seen"][:10], DAY)
    last = day_of(row.get("last_seen", "")[:10], DAY)
    return Entry(
        entry=row["id"],
        name=row["name"],
        type=kind_of([row["schema"]]),
        imposed=tuple(
            Imposed(measure=measure, programme=source)
            for source in sources
            for measure in measures_of("os", source)
        ),
        aliases=tuple(
            Alias(name=name, kind=NameKind.ALSO)
            for name in parts(row["aliases"])
            if name != row["name"]
        ),
        ids=tuple(
            ListedId(label="identifier", number=number, country=country)
            for number in parts(row["identifiers"])
        ),
        country=country,
        addresses=tuple(parts(row.get("addresses", ""))),
        crawled=(
            None
            if first is None or last is None or len(sources) != 1
            else (first, last)
        ),
    )


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """Lines that hold anything."""
    rest, number = b"", 0
    for piece in pieces(file):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            number += 1
            if line.strip():
                yield number, line
    if rest.strip():
        yield number + 1, rest


def _taken(seen: Callable[[Path], Iterable[str]]) -> Callable[[Path], datetime]:
    """When an export was made: by its name, else by the last day it saw anything."""

    def taken(file: Path) -> datetime:
        try:
            return told_time(file, "", UTC)
        except SourceError:
            return told_time(file, max(seen(file), default="")[:10], UTC, DAY)

    return taken


def _seen_rows(file: Path) -> Iterator[str]:
    return (row.get("last_seen", "") for _, row in rows(file))


def _seen_lines(file: Path) -> Iterator[str]:
    for _, line in _lines(file):
        try:
            yield str(json.loads(line).get("last_seen") or "")
        except (ValueError, AttributeError, RecursionError):
            continue  # reading the entries says what is wrong with it


def _knows_ftm(name: str, start: bytes) -> bool:
    del name
    line = start.removeprefix(BOM).partition(b"\n")[0]
    members = (b'"id"', b'"schema"', b'"properties"')
    return line.startswith(b"{") and all(member in line for member in members)


FORMATS = (
    ListFormat(
        name="opensanctions-simple",
        title="OpenSanctions targets.simple.csv",
        knows=headed(*SIMPLE),
        taken=_taken(_seen_rows),
        entries=simple_entries,
        is_crawl=True,
    ),
    ListFormat(
        name="opensanctions-statements",
        title="OpenSanctions statements.csv",
        knows=headed(*STATEMENTS),
        taken=_taken(_seen_rows),
        entries=statement_entries,
        is_crawl=True,
    ),
    ListFormat(
        name="opensanctions-ftm",
        title="OpenSanctions entities.ftm.json",
        knows=_knows_ftm,
        taken=_taken(_seen_lines),
        entries=ftm_entries,
        is_crawl=True,
    ),
)
