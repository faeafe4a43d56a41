"""The Swiss list: SECO's consolidated list as XML, `<swiss-sanctions-list>`.

A target has its names, in parts that carry an order and spellings in other scripts, and
its history, the elements `modification`. The day on which its first listing took effect
is the first day, its day of publication is no start. The list keeps whom it removed, so
that a target counts as listed where the last modification, by day of effect, is not
`de-listed`. One whose removal took effect by the day of the copy is left out: it is not
in force, and the copies before it say when it was. Where a target was removed and listed
again, it is listed for certain from the last listing on; the first day of the first
stands beside it, for it may have been listed on any day between.

A history repeats the target as it was before and after; of those copies only the
sanctions sets are read.

Seen in public copies of 2026 and in programs that read them: the elements and their
attributes, places in a list of their own, the history with the newest first, one target
with a history out of order. From memory: several sanctions sets for one target. What the sets are called tells the measure; see
`data/measures.csv`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from madein.errors import SourceError
from madein.lists.entry import Entry, Imposed
from madein.lists.formats.content import fault, only
from madein.lists.formats.form import ListFormat
from madein.lists.formats.markup import elements, opening, rooted, spoken
from madein.lists.formats.reading import day_of, entries_of, merged, told_time
from madein.lists.formats.swiss_bodies import (
    addresses,
    joined_address,
    names,
    numbers,
    texts,
    type_of,
)
from madein.lists.formats.words import measures_of, tax_ids

AUTHORITY_ZONE = ZoneInfo("Europe/Zurich")
WHOLE = "whole-list"
DAY = "%Y-%m-%d"
BODIES = ("entity", "individual", "object")
LISTED, REMOVED = "listed", "de-listed"


@dataclass(frozen=True, kw_only=True)
class _Change:
    """One modification of a target.

    Attributes:
        kind: listed, amended or de-listed.
        effective: Day on which it took effect; the day of the act where that is absent.
        published: Day on which it was published.
    """

    kind: str
    effective: date
    published: date | None


@dataclass(kw_only=True)
class _Lists:
    """What stands beside the targets, by id.

    Attributes:
        sets: Sanctions sets: programme and measure, in words.
        places: Places: parts of an address.
        known: Sanctions sets that a target is or was in, by the target's id.
        day: Day of the copy.
    """

    sets: dict[str, str]
    places: dict[str, dict[str, str]]
    known: defaultdict[str, set[str]]
    day: date


def entries(file: Path) -> list[Entry]:
    """The entries of a copy, without those whose removal took effect by its day.

    Args:
        file: The copy.

    Raises:
        SourceError: It is not the whole list, or a target cannot be read; names all
            faults.
    """
    kind = opening(file).get("list-type", WHOLE)
    if kind != WHOLE:
        what = f"the copy is a '{kind}', not a '{WHOLE}'"
        raise SourceError(fault(file, 1, what, "get the whole list"))
    lists = _Lists(sets={}, places={}, known=defaultdict(set), day=_taken(file).date())
    targets: dict[str, Element] = {}
    for found in elements(file, "sanctions-program", "place", "target"):
        number = found.get("ssid", "")
        if found.tag == "place":
            lists.places[number] = texts(found)
        elif found.tag == "sanctions-program":
            lists.sets |= _sets(found)
        else:
            lists.known[number] |= {spoken(e) for e in found.iter("sanctions-set-id")}
            # Of one number the last counts: those in a history come before their target.
            targets[number] = _kept(found)
    said = (
        (None, target) for target in targets.values() if _is_in_force(target, lists)
    )
    return entries_of(file, said, lambda target: _entry(target, lists))


def _kept(target: Element) -> Element:
    """A target that stays when the reader of the file empties it."""
    kept = Element(target.tag, target.attrib)
    for inner in target:
        if inner.tag == "modification":
            kept.append(Element(inner.tag, inner.attrib))
        else:
            kept.append(inner)
    return kept


def _entry(target: Element, lists: _Lists) -> Entry:
    """An entry from a target.

    Raises:
        ValueError: It has no id, no name or no body, or a day that is none.
    """
    number = target.get("ssid", "")
    body = next((e for e in target if e.tag in BODIES), None)
    if not number or body is None:
        raise ValueError(f"target '{number}' has no id, or is of no known kind")
    named = tuple(dict.fromkeys(names(body)))
    if not named:
        raise ValueError(f"target '{number}' has no name")
    ids = tuple(dict.fromkeys(numbers(body)))
    places = list(addresses(body, lists.places))
    countries = [spoken(e) for n in body.iter("nationality") for e in n.iter("country")]
    countries += [address.get("country", "") for address in places]
    first = named[0].name
    return Entry(
        entry=number,
        name=first,
        type=type_of(body),
        imposed=_imposed(target, lists),
        tax_ids=tax_ids(ids),
        aliases=tuple(alias for alias in named[1:] if alias.name != first),
        ids=ids,
        country=only(countries),
        addresses=tuple(dict.fromkeys(filter(None, map(joined_address, places)))),
    )


def _imposed(target: Element, lists: _Lists) -> tuple[Imposed, ...]:
    number = target.get("ssid", "")
    history = _history(target)
    start = _start(history)
    if len(lists.known[number]) > 1:
        start = None  # it was in other sets: since when in this one, nobody says
    last = _last(history)
    ended = last.effective if last is not None and last.kind == REMOVED else None
    programmes = [
        lists.sets.get(spoken(e), "") for e in target.iter("sanctions-set-id")
    ]
    imposed = merged(
        Imposed(
            measure=measure,
            programme=programme,
            designated=None if start is None else start.effective,
            published=None if start is None else start.published,
            ended=ended,
        )
        for programme in programmes or [""]
        for measure in measures_of("ch", programme)
    )
    listed = [change.effective for change in history if change.kind == LISTED]
    if start is None or min(listed) == start.effective:
        return imposed
    earlier = (replace(one, designated=min(listed)) for one in imposed)
    return (*imposed, *earlier)


def _history(target: Element) -> list[_Change]:
    """The modifications of a target.

    Raises:
        ValueError: One has no day, or one that is none.
    """
    found: list[_Change] = []
    for change in target.iter("modification"):
        told = change.get("effective-date") or change.get("enactment-date", "")
        effective = day_of(told, DAY)
        if effective is None:
            raise ValueError(
                f"a modification of target '{target.get('ssid')}' has no day"
            )
        found.append(
            _Change(
                kind=change.get("modification-type", ""),
                effective=effective,
                published=day_of(change.get("publication-date", ""), DAY),
            )
        )
    return found


def _last(history: list[_Change]) -> _Change | None:
    """The change that took effect last; of one day the first, as the newest comes first."""
    return max(history, key=lambda change: change.effective, default=None)


def _start(history: list[_Change]) -> _Change | None:
    """The listing that still holds, or will until the removal that is to come."""
    last = _last(history)
    over = (c.effective for c in history if c.kind == REMOVED and c is not last)
    since = max(over, default=date.min)
    listed = [c for c in history if c.kind == LISTED and c.effective >= since]
    return min(listed, key=lambda change: change.effective, default=None)


def _is_in_force(target: Element, lists: _Lists) -> bool:
    try:
        last = _last(_history(target))
    except ValueError:
        return True  # reading it says what is wrong
    return last is None or last.kind != REMOVED or last.effective > lists.day


def _sets(programme: Element) -> dict[str, str]:
    """The sanctions sets of a programme in words, English where there is English."""
    key = _english(programme.iter("program-key"))
    sets = list(programme.iter("sanctions-set"))
    found: dict[str, str] = {}
    for number in dict.fromkeys(e.get("ssid", "") for e in sets):
        words = _english(e for e in sets if e.get("ssid", "") == number)
        found[number] = ": ".join(filter(None, (key, words)))
    return found


def _english(found: Iterator[Element]) -> str:
    texts = {e.get("lang"): spoken(e) for e in found if spoken(e)}
    return texts.get("eng") or next(iter(texts.values()), "")


def _taken(file: Path) -> datetime:
    return told_time(file, opening(file).get("date", ""), AUTHORITY_ZONE, DAY)


FORMATS = (
    ListFormat(
        name="swiss-seco",
        title="Swiss consolidated list of SECO, XML",
        knows=rooted("swiss-sanctions-list"),
        taken=_taken,
        entries=entries,
    ),
)
