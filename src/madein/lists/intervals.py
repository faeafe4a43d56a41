"""From a stretch of copies to the days of a listing, with what is left open.

A copy says what was listed when it was taken, not since when. What the list itself says
of the days, and the notices of the authority, narrow what the copies leave open; where
they contradict each other, the days in between stay open, and a note says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from madein.values import day_words
from madein.verdict import StartKind

DAY = timedelta(days=1)
BEST = tuple(StartKind)  # what counts where several say the same day


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """Copies in a row that hold an entry under a measure, and what they say of its days.

    Attributes:
        present_from: First copy with it.
        present_to: Last copy with it.
        absent_on: Last copy without it; None if it is in the first copy held.
        gone_on: First copy without it again; None if it still is in the last one.
        held_before: Last copy of an earlier stretch of it; None where this is the first.
        designated: First days in the list's own words, those of each programme as one
            set; an empty set for a programme without any.
        ended: First day on which it no longer holds, in the words of the last copy of
            the stretch; None where it says none.
        crawled: First and last day on which a database saw it; None where it does not
            say so.
        is_crawl: Whether a database made the copies.
    """

    present_from: date
    present_to: date
    absent_on: date | None = None
    gone_on: date | None = None
    held_before: date | None = None
    designated: frozenset[frozenset[date]] = frozenset()
    ended: date | None = None
    crawled: tuple[date, date] | None = None
    is_crawl: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """The days of a listing, as columns of the table `listing`.

    Attributes:
        maybe_from: First day on which it may be listed; None for any day before.
        listed_from: First day on which it is listed for certain.
        listed_to: First day on which it is no longer listed for certain; None where no
            end is known.
        maybe_to: First day on which it is not listed for certain; None where no end is
            known.
        start_kind: What says since when.
        end_kind: What says until when; None where no end is known.
        note: Where the list's own days and the copies disagree; empty where they agree.
    """

    maybe_from: date | None
    listed_from: date
    listed_to: date | None
    maybe_to: date | None
    start_kind: StartKind
    end_kind: StartKind | None
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Start:
    """Since when a listing holds."""

    maybe_from: date | None
    listed_from: date
    kind: StartKind
    note: str = ""


def fits_start(stretch: Stretch, day: date) -> bool:
    """Whether the copies allow a listing to begin on a day.

    A copy of the day itself that lacks the entry may be older than the listing.

    Args:
        stretch: The copies.
        day: The day.
    """
    is_late_enough = stretch.absent_on is None or stretch.absent_on <= day
    return is_late_enough and day <= stretch.present_from


def fits_end(stretch: Stretch, day: date) -> bool:
    """Whether the copies allow a listing to end on a day.

    A copy of the day itself that holds the entry may be older than the removal.

    Args:
        stretch: The copies.
        day: The day.
    """
    is_early_enough = stretch.gone_on is None or day <= stretch.gone_on
    return stretch.present_to <= day and is_early_enough


@lru_cache(maxsize=10_000)  # entries of one list share few stretches
def listed_days(
    stretch: Stretch, added: tuple[date, ...] = (), removed: tuple[date, ...] = ()
) -> Days:
    """The days of a listing, from its copies, its own words and the notices.

    Args:
        stretch: The copies, and what they say.
        added: Days on which notices of the authority say it was listed; those that do
            not fit the copies are passed over.
        removed: The same, of its removal.

    Examples:
        >>> aurus = Stretch(
        ...     absent_on=date(2024, 2, 20),
        ...     present_from=date(2024, 2, 23),
        ...     present_to=date(2024, 2, 23),
        ... )
        >>> days = listed_days(aurus)
        >>> days.maybe_from.isoformat(), days.listed_from.isoformat()
        ('2024-02-21', '2024-02-23')
        >>> days.start_kind.value
        'list file'
    """
    notices = sorted({day for day in added if fits_start(stretch, day)})
    ends = sorted({day for day in removed if fits_end(stretch, day)})
    programmes = sorted(map(sorted, stretch.designated)) or [[]]
    start = _earliest([_start(stretch, own, notices) for own in programmes])
    listed_to, maybe_to, end_kind, end_note = _end(stretch, ends)
    return Days(
        maybe_from=start.maybe_from,
        listed_from=start.listed_from,
        listed_to=listed_to,
        maybe_to=maybe_to,
        start_kind=start.kind,
        end_kind=end_kind,
        note="; ".join(filter(None, (start.note, end_note))),
    )


def _earliest(starts: Sequence[_Start]) -> _Start:
    """One start of several programmes: it is listed once any of them holds."""
    first = min(starts, key=lambda one: (one.listed_from, BEST.index(one.kind)))
    maybe = [one.maybe_from for one in starts if one.maybe_from is not None]
    count = [  # the others begin once it is listed anyway
        one
        for one in starts
        if one.maybe_from is None or one.maybe_from <= first.listed_from
    ]
    return _Start(
        maybe_from=min(maybe) if len(maybe) == len(starts) else None,
        listed_from=first.listed_from,
        kind=first.kind,
        note="; ".join(dict.fromkeys(one.note for one in count if one.note)),
    )


def _start(stretch: Stretch, own: Sequence[date], notices: Sequence[date]) -> _Start:
    """Since when one programme holds."""
    earlier = stretch.held_before
    days = [day for day in own if earlier is None or earlier < day]
    notes = []
    if len(days) < len(own):
        told = _told(day for day in own if day not in days)
        notes.append(f"its own first day {told} is that of an earlier listing")
    if len(days) > 1:
        notes.append(f"the copies give several first days: {_told(days)}")
    if days:
        start = _by_own_words(stretch, days, notices)
    elif notices:
        start = _by_notices(notices)
    else:
        start = _by_copies(stretch)
    return _Start(
        maybe_from=start.maybe_from,
        listed_from=start.listed_from,
        kind=start.kind,
        note="; ".join([*notes, start.note] if start.note else notes),
    )


def _by_own_words(
    stretch: Stretch, days: Sequence[date], notices: Sequence[date]
) -> _Start:
    """The list's own first day; where several are given, it is listed after the last.

    A day after the first copy that holds the entry counts only if no other is given.
    """
    due = [day for day in days if day <= stretch.present_from] or days
    first, last, absent_on = due[0], due[-1], stretch.absent_on
    kind = StartKind.DESIGNATION
    if absent_on is not None and first < absent_on:
        what = f"its own first day is {day_words(first)}"
        note = f"{what}, the copy of {day_words(absent_on)} lacks it"
        if notices:
            start = _by_notices(notices)
            return _Start(
                maybe_from=start.maybe_from,
                listed_from=start.listed_from,
                kind=start.kind,
                note=note,
            )
        since = max(last, absent_on + DAY)
        return _Start(maybe_from=first, listed_from=since, kind=kind, note=note)
    note = ""
    if stretch.present_from < first:
        held = day_words(stretch.present_from)
        note = f"the copy of {held} holds it before its own first day"
    elif notices and set(notices) != {last}:
        note = f"by the authority's notice it is listed from {_told(notices)}"
    return _Start(maybe_from=first, listed_from=last, kind=kind, note=note)


def _by_notices(notices: Sequence[date]) -> _Start:
    """The day of the authority's notice; between several, it may be listed."""
    return _Start(maybe_from=notices[0], listed_from=notices[-1], kind=StartKind.ACTION)


def _by_copies(stretch: Stretch) -> _Start:
    """The first copy, or first sight of a database, that holds it."""
    kind = StartKind.CRAWL if stretch.is_crawl else StartKind.LIST_FILE
    absent_on, since = stretch.absent_on, stretch.present_from
    maybe_from = None if absent_on is None else absent_on + DAY
    if stretch.crawled is None:
        return _Start(maybe_from=maybe_from, listed_from=since, kind=kind)
    seen = stretch.crawled[0]
    if absent_on is not None and seen <= absent_on:
        told = f"a database saw it on {day_words(seen)}"
        note = f"{told}, the copy of {day_words(absent_on)} lacks it"
        return _Start(maybe_from=seen, listed_from=since, kind=kind, note=note)
    return _Start(maybe_from=maybe_from, listed_from=min(seen, since), kind=kind)


def _end(
    stretch: Stretch, notices: Sequence[date]
) -> tuple[date | None, date | None, StartKind | None, str]:
    """First days on which it is not certain, and certainly not; what says so; a note."""
    own, note = stretch.ended, ""
    held = stretch.present_to
    if own is not None and fits_end(stretch, own):
        day = max(own, held + DAY)
        return day, day, StartKind.DESIGNATION, ""
    if own is not None:
        told = f"its own end is {day_words(own)}"
        note = (
            f"{told}, the copy of {day_words(held)} holds it"
            if own < held
            else f"{told}, the copy of {day_words(stretch.gone_on or own)} lacks it"
        )
    if notices:
        first, last = (max(day, held + DAY) for day in (notices[0], notices[-1]))
        return first, last, StartKind.ACTION, note
    if stretch.crawled is not None:
        held = min(held, stretch.crawled[1])
    if stretch.gone_on is None and held == stretch.present_to:
        return None, None, None, note
    kind = StartKind.CRAWL if stretch.is_crawl else StartKind.LIST_FILE
    return held + DAY, stretch.gone_on, kind, note


def _told(days: Iterable[date]) -> str:
    return " and ".join(map(day_words, days))
