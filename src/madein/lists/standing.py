"""From listings to words: what the lists say of a party on every day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from madein.lists import grounds
from madein.lists.listing import (
    Coverage,
    Listing,
    coverages,
    entries_of,
    listings_of,
)
from madein.verdict import PartyWord, Reason, StartKind

__all__ = [
    "Coverage",
    "Listing",
    "Span",
    "coverages",
    "entries_of",
    "listings_of",
    "spans",
    "word_on",
]

DAY = timedelta(days=1)
RANK = (  # of what several lists and entries say of one day, the first counts
    PartyWord.LISTED,
    PartyWord.UNKNOWN,
    PartyWord.FORMERLY,
    PartyWord.LATER,
)
COMING = {PartyWord.FORMERLY, PartyWord.LATER}  # a listing may begin after these


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days in a row on which the same holds of a party, on the same ground.

    Attributes:
        since: First day.
        until: First day of the next span; 9999-12-31 for the end of days.
        word: The verdict.
        reason: Why it is not determinable; None where it is.
        begins: First day of the next certain listing, where the word is `listed later`,
            or `formerly listed` and it comes back; else None.
        party: Name of the listed party; None where no entry decides.
        list: The list that decides; None where no single list does.
        entry: Its entry; None where no entry decides.
        start_kind: What dates the listing; None where no listing decides.
        snapshot: The copy relied on: the first one with the entry where it is listed,
            will be, or may be about to be; the first one without it again where it is
            gone, or may be; the last copy where it is in none. None where no copy is.
        says: The ground in words.
    """

    since: date
    until: date
    word: PartyWord
    reason: Reason | None = None
    begins: date | None = None
    party: str | None = None
    list: str | None = None
    entry: str | None = None
    start_kind: StartKind | None = None
    snapshot: date | None = None
    says: str = ""

    def lag(self, day: date) -> int | None:
        """Days from a day until the next certain listing; None where none is known.

        Args:
            day: A day of the span.
        """
        return None if self.begins is None else (self.begins - day).days


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What one listing, or one list, says of a party on one day."""

    word: PartyWord
    says: str
    list: str | None
    listing: Listing | None = None
    snapshot: date | None = None
    reason: Reason | None = None
    is_silent: bool = False  # the copies of the list do not reach back to the day


def spans(
    coverages: Sequence[Coverage],
    listings: Iterable[Listing],
    known: date | None = None,
    vague: Iterable[Listing] = (),
) -> tuple[Span, ...]:
    """What lists of one regime and measure say of one party, on every day there is.

    Of all lists and entries, what says `listed` outweighs what is not determinable,
    that outweighs `formerly listed`, then `listed later`, then `not listed`.

    Unknown:
        Not determinable, LIST_GAP: a day before the first copy of a list or after its
        last, and a day between a copy without an entry and one with it. But an entry
        that has a first day in the list's own words is listed from then on, and listed
        later before, even if the first copy is younger. LIST_NOT_LOADED: no list.

    Args:
        coverages: The lists that speak of the measure, each with its copies.
        listings: The listings of the party in these lists, under this measure.
        known: The day as of which to answer: only copies taken and acts published up
            to it count; None for all.
        vague: Its listings in these lists under `other measures`.

    Returns:
        Spans from 0001-01-01 to 9999-12-31 without a gap; neighbours differ.

    Examples:
        >>> from madein.verdict import Measure
        >>> sdn = Coverage(list="SDN", copies=(date(2024, 2, 20), date(2024, 2, 23)))
        >>> aurus = Listing(
        ...     list="SDN",
        ...     regime="US",
        ...     measure=Measure.ASSET_FREEZE,
        ...     entry="47956",
        ...     name="LIMITED LIABILITY COMPANY AURUS",
        ...     absent_on=date(2024, 2, 20),
        ...     present_from=date(2024, 2, 23),
        ...     present_to=date(2024, 2, 23),
        ...     maybe_from=date(2024, 2, 21),
        ...     listed_from=date(2024, 2, 23),
        ...     start_kind=StartKind.LIST_FILE,
        ... )
        >>> for span in spans([sdn], [aurus])[1:4]:
        ...     print(span.since, span.word.value, span.reason)
        2024-02-20 listed later None
        2024-02-21 not determinable LIST_GAP
        2024-02-23 listed on that date None
    """
    if not coverages:
        return (
            Span(
                since=date.min,
                until=date.max,
                word=PartyWord.UNKNOWN,
                reason=Reason.LIST_NOT_LOADED,
                says="no list of this measure is loaded",
            ),
        )
    lists = sorted(coverages, key=lambda coverage: coverage.list)
    found, unsure = list(listings), list(vague)
    if known is not None:
        lists = [coverage.known_on(known) for coverage in lists]
        found, unsure = _known_on(found, known), _known_on(unsure, known)
    found.sort(key=lambda one: (one.entry, one.present_from))
    days = sorted(_breaks(lists, [*found, *unsure]))
    return _merged(
        _span(lists, found, unsure, since, until)
        for since, until in pairwise([*days, date.max])
    )


def _known_on(listings: Iterable[Listing], known: date) -> list[Listing]:
    """Listings as one could have known them on a day."""
    seen = (one.known_on(known) for one in listings)
    return [one for one in seen if one is not None]


def word_on(spans: Sequence[Span], day: date) -> Span:
    """What holds on one day; its `lag(day)` is the number of days until listed.

    Args:
        spans: Spans as `spans` gives them.
        day: The day.
    """
    return next(span for span in reversed(spans) if span.since <= day)


def _breaks(lists: Sequence[Coverage], listings: Sequence[Listing]) -> set[date]:
    """Every day on which what is said may change."""
    days = {date.min}
    for coverage in lists:
        if coverage.copies:
            days |= {coverage.since, coverage.first, coverage.last + DAY}
    for one in listings:
        days |= {one.listed_from, one.maybe_from or date.min}
        days |= {day for day in (one.listed_to, one.maybe_to) if day is not None}
    return days


def _span(
    lists: Sequence[Coverage],
    listings: Sequence[Listing],
    vague: Sequence[Listing],
    since: date,
    until: date,
) -> Span:
    """What holds from a day until the next on which anything may change."""
    said = [one for held in lists for one in _statements(held, listings, since)]
    said = [*_without_silent(said), *_doubts(lists, vague, since)]
    if not said:
        return _absent(lists, since, until)
    decides = min(said, key=_weight)
    word, listing = decides.word, decides.listing
    return Span(
        since=since,
        until=until,
        word=word,
        reason=decides.reason,
        begins=_begins(listings, since) if word in COMING else None,
        party=None if listing is None else listing.name,
        list=decides.list,
        entry=None if listing is None else listing.entry,
        start_kind=None if listing is None else listing.start_kind,
        snapshot=decides.snapshot,
        says=decides.says,
    )


def _statements(
    coverage: Coverage, listings: Sequence[Listing], day: date
) -> Iterator[_Said]:
    """What a list says of a party on a day; nothing where it is in no copy."""
    if not coverage.copies or day > coverage.last:
        yield _gap(coverage, day)
        return
    own = [one for one in listings if one.list == coverage.list]
    if day < coverage.since and not _speaks_before(own):
        yield replace(_gap(coverage, day), is_silent=True)
    for one in own:
        said = _statement(one, day)
        if said is not None:
            yield said


def _without_silent(said: list[_Said]) -> list[_Said]:
    """Without lists that are silent on the day, where others say when they begin to list.

    A list that dates a first listing itself is taken at its word on the days before,
    and so it is beside another list whose copies do not reach back as far.
    """
    speaking = [one for one in said if not one.is_silent]
    are_dated = all(
        one.word is PartyWord.LATER
        and one.listing is not None
        and one.listing.start_kind is StartKind.DESIGNATION
        for one in speaking
    )
    return speaking if speaking and are_dated else said


def _doubts(
    lists: Sequence[Coverage], vague: Sequence[Listing], day: date
) -> Iterator[_Said]:
    """Listings of which nobody here knows whether they mean the measure."""
    held = {coverage.list for coverage in lists}
    for one in vague:
        if one.list in held and one.may_be_listed(day):
            yield _Said(
                word=PartyWord.UNKNOWN,
                reason=Reason.RULE_UNKNOWN,
                says=grounds.vague(one),
                list=one.list,
                listing=one,
                snapshot=one.present_from,
            )


def _statement(one: Listing, day: date) -> _Said | None:
    """What a listing says of a day inside the coverage of its list."""
    if one.is_listed(day):
        word, snapshot, says = PartyWord.LISTED, one.present_from, grounds.start(one)
    elif one.may_be_listed(day) and day < one.listed_from:
        word, snapshot, says = PartyWord.UNKNOWN, one.present_from, grounds.start(one)
    elif one.may_be_listed(day):
        word, snapshot, says = PartyWord.UNKNOWN, one.gone_on, grounds.end(one)
    elif not one.takes_effect:
        return None
    elif day < one.listed_from:
        word, snapshot, says = PartyWord.LATER, one.present_from, grounds.start(one)
    else:
        word, snapshot, says = PartyWord.FORMERLY, one.gone_on, grounds.end(one)
    return _Said(
        word=word,
        reason=Reason.LIST_GAP if word is PartyWord.UNKNOWN else None,
        says=says,
        list=one.list,
        listing=one,
        snapshot=snapshot,
    )


def _speaks_before(listings: Sequence[Listing]) -> bool:
    """Whether the list's own words date each entry's first listing.

    Then days before the first copy are told by them, else by nothing.
    """
    first: dict[str, Listing] = {}
    for one in sorted(listings, key=lambda one: one.present_from):
        first.setdefault(one.entry, one)
    return bool(first) and all(
        one.takes_effect and one.start_kind is StartKind.DESIGNATION
        for one in first.values()
    )


def _weight(said: _Said) -> tuple[int, bool, int]:
    """What counts first: the word, then an entry, then the nearest listing."""
    rank, listing = RANK.index(said.word), said.listing
    if listing is None:
        return rank, True, 0
    if said.word is PartyWord.FORMERLY and listing.listed_to is not None:
        return rank, False, -listing.listed_to.toordinal()
    return rank, False, listing.listed_from.toordinal()


def _begins(listings: Sequence[Listing], day: date) -> date | None:
    """First day after a day on which a listing begins for certain."""
    coming = (one for one in listings if one.takes_effect and day < one.listed_from)
    return min((one.listed_from for one in coming), default=None)


def _gap(coverage: Coverage, day: date) -> _Said:
    return _Said(
        word=PartyWord.UNKNOWN,
        reason=Reason.LIST_GAP,
        says=grounds.gap(coverage, day),
        list=coverage.list,
    )


def _absent(lists: Sequence[Coverage], since: date, until: date) -> Span:
    return Span(
        since=since,
        until=until,
        word=PartyWord.NOT_LISTED,
        list=lists[0].list if len(lists) == 1 else None,
        snapshot=min(coverage.last for coverage in lists),
        says=grounds.absent(lists),
    )


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Neighbours that say the same as one."""
    found: list[Span] = []
    for span in spans:
        if found and replace(found[-1], until=span.until) == replace(
            span, since=found[-1].since
        ):
            found[-1] = replace(found[-1], until=span.until)
        else:
            found.append(span)
    return tuple(found)
