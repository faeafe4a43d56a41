"""The ground of a word in a sentence: copies, own days, notices."""

from collections.abc import Sequence
from datetime import date

from madein.lists.listing import Coverage, Listing
from madein.values import day_words
from madein.verdict import StartKind


def start(listing: Listing) -> str:
    """What says since when a listing holds.

    Args:
        listing: The listing.
    """
    since = day_words(listing.listed_from)
    match listing.start_kind:
        case StartKind.DESIGNATION:
            says = f"listed from {since}, by the list's own day"
        case StartKind.ACTION:
            says = f"listed from {since}, by the authority's notice"
        case StartKind.LIST_FILE:
            says = _held(listing)
        case StartKind.CRAWL:
            says = f"{_held(listing)}; a database saw it from {since}"
    return _noted(says, listing)


def end(listing: Listing) -> str:
    """What says until when a listing held.

    Args:
        listing: The listing.
    """
    says = f"in the copy of {day_words(listing.present_to)}"
    if listing.gone_on is not None:
        says += f", no longer in that of {day_words(listing.gone_on)}"
    if listing.listed_to is not None and listing.end_kind is StartKind.DESIGNATION:
        says += f"; ended on {day_words(listing.listed_to)} by the list's own day"
    if listing.listed_to is not None and listing.end_kind is StartKind.ACTION:
        says += f"; removed on {day_words(listing.listed_to)} by the authority's notice"
    return _noted(says, listing)


def vague(listing: Listing) -> str:
    """Why a listing leaves a measure open.

    Args:
        listing: A listing under `other measures`.
    """
    return f"listed under words that may mean this measure: {listing.programme}"


def gap(coverage: Coverage, day: date) -> str:
    """Why a list says nothing of a day.

    Args:
        coverage: The list.
        day: The day.
    """
    if not coverage.copies:
        return f"no copy of {coverage.list} had been taken"
    if day > coverage.last:
        last = day_words(coverage.last)
        return f"no copy of {coverage.list} after {last} is held"
    return f"no copy of {coverage.list} before {day_words(coverage.first)} is held"


def absent(lists: Sequence[Coverage]) -> str:
    """That a party is in no copy of any list.

    Args:
        lists: The lists.
    """
    told = (
        f"{one.list} from {day_words(one.since)} to {day_words(one.last)}"
        for one in lists
    )
    return f"in no copy of {' or '.join(told)}"


def _held(listing: Listing) -> str:
    """The copies around the start of a listing."""
    says = f"in the copy of {day_words(listing.present_from)}"
    if listing.absent_on is None:
        return f"{says}, the first one held"
    return f"{says}, not in that of {day_words(listing.absent_on)}"


def _noted(says: str, listing: Listing) -> str:
    return f"{says} ({listing.note})" if listing.note else says
