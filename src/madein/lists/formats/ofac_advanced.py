"""The US Treasury's lists in its advanced XML: `sdn_advanced.xml`, `cons_advanced.xml`.

The only form that says since when an entry is listed, and on which list. An entry is
spread over the file and joined by numbers: its party (`DistinctParty`), its documents
(`IDRegDocument`), its places (`Location`), its listings (`SanctionsEntry`). What each
number of a kind means stands in `ReferenceValueSets`, at the beginning.

A listing has an event for each act behind it, with a day and without the programme it
brought; the first day is the day of designation, for all programmes together. A party
that is on no list is no entry.

Source:
    Elements as in copies of 2018 to 2026 that public programs quote, and the numbers'
    meanings from the file itself. That the earliest event is the designation, and that
    `Consolidated List` names the file and no list, is our reading.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree as ET

from madein.errors import SourceError
from madein.lists.entry import Entry, Imposed, ListedId
from madein.lists.formats.content import fault, only
from madein.lists.formats.form import ListFormat
from madein.lists.formats.markup import elements, lines_of, rooted, uncollected
from madein.lists.formats.ofac import (
    AUTHORITY_ZONE,
    BETWEEN,
    CONS,
    SDN,
    UMBRELLA,
    imposed,
    named_part,
    tax_ids,
)
from madein.lists.formats.ofac_parties import (
    Party,
    Refs,
    ids_of,
    meaning,
    party_of,
    place_of,
    refs_of,
    said_in,
)

TAGS = (
    "ReferenceValueSets",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "SanctionsEntry",
)
SDN_LIST = "SDN List"
PROGRAMME = "Program"  # a measure of this type names the programme in its comment


@dataclass(frozen=True, kw_only=True)
class _Listing:
    """That a party is on a list."""

    list: str
    programmes: tuple[str, ...]
    designated: date | None


@dataclass(kw_only=True)
class _Copy:
    """All that a copy says, by the numbers that join it."""

    refs: dict[tuple[str, str], ET.Element] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    ids: defaultdict[str, list[ListedId]] = field(
        default_factory=lambda: defaultdict(list)
    )
    parties: dict[str, Party] = field(default_factory=dict)
    listings: defaultdict[str, list[_Listing]] = field(
        default_factory=lambda: defaultdict(list)
    )


def copy_time(file: Path) -> datetime:
    """The day of issue of a copy, in Washington; the copy says no hour.

    Args:
        file: The copy.

    Raises:
        SourceError: It does not say its day.
    """
    for element in elements(file, "DateOfIssue", "ReferenceValueSets"):
        try:
            if (day := _day(element)) is not None:
                return datetime(day.year, day.month, day.day, tzinfo=AUTHORITY_ZONE)
        except ValueError:
            pass  # digits that are no day: the same fault
        break
    what = "no 'DateOfIssue' says when the copy was issued"
    raise SourceError(fault(file, None, what))


def part(file: Path) -> str:
    """Which of the lists a file is a copy of: `sdn`, or `cons` for all the others.

    The name of the file says so, or else the list of its first listing.

    Args:
        file: The file.
    """
    if named := named_part(file.name):
        return named
    refs: dict[tuple[str, str], ET.Element] = {}
    for element in elements(file, "ListValues", "SanctionsEntry"):
        if element.tag == "SanctionsEntry":
            number = element.get("ListID", "")
            return SDN if meaning(refs, "List", number) == SDN_LIST else CONS
        refs |= refs_of(element)
    return SDN


def entries(file: Path) -> list[Entry]:
    """The entries of one copy, in its order.

    Args:
        file: The copy.

    Raises:
        SourceError: The copy is damaged, or what it says of an entry cannot be read.
    """
    copy = _Copy()
    wrong: list[tuple[int, str]] = []
    with uncollected():
        for place, element in enumerate(elements(file, *TAGS)):
            try:
                _take(copy, element)
            except ValueError as error:
                wrong.append((place, str(error)))
    lines = lines_of(file, *TAGS) if wrong else []
    faults = [fault(file, lines[place], what) for place, what in wrong]
    if not wrong:  # else a party may be absent because it could not be read
        for number in sorted(copy.listings.keys() - copy.parties.keys()):
            what = f"a listing names party '{number}', and there is none"
            faults.append(fault(file, None, what))
    if not copy.listings and not faults:
        faults.append(fault(file, None, "the copy holds no entries"))
    if faults:
        raise SourceError(*faults)
    listed = (p for p in copy.parties.values() if p.number in copy.listings)
    return [_entry(copy, party) for party in listed]


def _take(copy: _Copy, element: ET.Element) -> None:
    """Take what an element says.

    Raises:
        ValueError: It cannot be read.
    """
    match element.tag:
        case "ReferenceValueSets":
            copy.refs |= refs_of(element)
        case "Location":
            copy.places[element.get("ID", "")] = place_of(copy.refs, element)
        case "IDRegDocument":
            for one in ids_of(copy.refs, element):
                copy.ids[element.get("IdentityID", "")].append(one)
        case "DistinctParty":
            for profile in element.iterfind("Profile"):
                party = party_of(copy.refs, profile)
                if party.number in copy.parties:
                    raise ValueError(f"entry {party.number} occurs twice")
                copy.parties[party.number] = party
        case _:
            number = element.get("ProfileID", "")
            copy.listings[number].append(_listing(copy.refs, element))


def _entry(copy: _Copy, party: Party) -> Entry:
    ids = tuple(dict.fromkeys(i for key in party.identities for i in copy.ids[key]))
    places = [copy.places.get(key, ("", "")) for key in party.places]
    return Entry(
        entry=party.number,
        name=party.name,
        type=party.type,
        imposed=_imposed(copy.listings[party.number]),
        tax_ids=tax_ids(ids),
        aliases=party.aliases,
        ids=ids,
        country=only(country for _, country in places),
        addresses=tuple(dict.fromkeys(address for address, _ in places if address)),
    )


def _imposed(listings: list[_Listing]) -> tuple[Imposed, ...]:
    """One thing for each measure, since the first of the days of all its listings.

    A listing without a day leaves the day open: it may be the first.
    """
    own = [listing for listing in listings if listing.list != UMBRELLA] or listings
    does = [one for listing in own for one in _of_listing(listing)]
    does.sort(key=lambda one: one.measure)
    return tuple(
        Imposed(
            measure=measure,
            programme=BETWEEN.join(
                dict.fromkeys(filter(None, (one.programme for one in same)))
            ),
            designated=_first([one.designated for one in same]),
        )
        for measure, group in groupby(does, key=lambda one: one.measure)
        for same in [list(group)]
    )


def _of_listing(listing: _Listing) -> tuple[Imposed, ...]:
    return imposed(CONS, listing.programmes, [listing.list], listing.designated)


def _listing(refs: Refs, element: ET.Element) -> _Listing:
    """A listing.

    Raises:
        ValueError: Its list or its day cannot be read.
    """
    number = element.get("ProfileID", "")
    on = meaning(refs, "List", element.get("ListID", ""))
    if not on:
        raise ValueError(f"the list that entry {number} is on is not told")
    try:
        days = [_event_day(event) for event in element.iterfind("EntryEvent")]
    except ValueError as error:
        raise ValueError(f"a day of entry {number} cannot be read: {error}") from error
    return _Listing(
        list=on,
        programmes=tuple(
            name
            for measure in element.iterfind("SanctionsMeasure")
            if (name := said_in(measure, "Comment"))
            and meaning(refs, "SanctionsType", measure.get("SanctionsTypeID", ""))
            == PROGRAMME
        ),
        designated=_first(days),
    )


def _event_day(event: ET.Element) -> date | None:
    told = event.find("Date")
    return None if told is None else _day(told)


def _first(days: Iterable[date | None]) -> date | None:
    """The first of some days; None where there is none, or one is not known."""
    known: list[date] = []
    for day in days:
        if day is None:
            return None
        known.append(day)
    return min(known, default=None)


def _day(element: ET.Element) -> date | None:
    """The day of an element; None where it is empty.

    Raises:
        ValueError: It is no day.
    """
    said = [said_in(element, tag) for tag in ("Year", "Month", "Day")]
    if not any(said):
        return None
    try:
        return date(*map(int, said))
    except (ValueError, TypeError) as error:
        raise ValueError(f"'{'-'.join(said)}' is no day") from error


FORMATS = (
    ListFormat(
        name="ofac-advanced",
        title="OFAC lists as advanced XML: sdn_advanced.xml, cons_advanced.xml",
        knows=rooted("Sanctions", b"ReferenceValueSets"),
        taken=copy_time,
        entries=entries,
        part=part,
    ),
)
