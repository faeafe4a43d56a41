"""The dated verdict on one party: was it on a list on a day?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from madein.engine import Engine


class ListingWord(StrEnum):
    """What may be said of a party and a list on one day."""

    LISTED = "listed on that date"
    NOT_LISTED = "not listed"
    LISTED_LATER = "listed later"
    FORMERLY = "formerly listed"
    UNKNOWN = "not determinable"


class Reason(StrEnum):
    """Why a verdict is not determinable."""

    LIST_GAP = "LIST_GAP"
    LIST_NOT_LOADED = "LIST_NOT_LOADED"


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Copies in a row that hold an entry.

    Attributes:
        entry: The list's own number of the entry.
        name: Its name as listed.
        absent_on: Day of the last copy without it; None if it is in the first copy.
        present_from: Day of the first copy with it.
        present_to: Day of the last copy with it.
        gone_on: Day of the first copy without it again; None if it still is in the
            last copy held.
    """

    entry: str
    name: str
    absent_on: date | None
    present_from: date
    present_to: date
    gone_on: date | None


@dataclass(frozen=True, kw_only=True)
class PartyHistory:
    """What the copies of one list say of one party.

    Attributes:
        list_name: Name of the list.
        tax_id: Tax id of the party.
        copies: Days of the copies held, oldest first; empty if none is.
        stretches: Where its entries are in them.
    """

    list_name: str
    tax_id: str
    copies: tuple[date, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, kw_only=True)
class ListingStatus:
    """The verdict on one party, one list and one day.

    Attributes:
        word: The verdict.
        reason: Why it is not determinable; None where it is.
        lag_days: Days until the first copy that holds the party, where it is listed
            later or formerly listed and comes back; else None.
        entry: Number of the entry that decides; None where none does.
        name: Its name as listed.
    """

    word: ListingWord
    reason: Reason | None = None
    lag_days: int | None = None
    entry: str | None = None
    name: str | None = None


def party_history(engine: Engine, tax_id: str, list_name: str) -> PartyHistory:
    """All that the copies of a list say of the party with a tax id.

    An entry belongs to the party in all its stretches if one of them holds the id.

    Shape:
        `list_snapshot` and `listing` in.

    Args:
        engine: Holds both tables.
        tax_id: Tax id as the list writes it.
        list_name: Name of the list.
    """
    params = {"list": list_name}
    copies = engine.rows(
        "select day from list_snapshot where list = $list order by day", params
    )
    stretches = engine.rows(
        """
        select entry, name, absent_on, present_from, present_to, gone_on
        from listing
        where list = $list and entry in (
            select entry from listing
            where list = $list and list_contains(tax_ids, $tax_id)
        )
        order by present_from, entry
        """,
        params | {"tax_id": tax_id},
    )
    return PartyHistory(
        list_name=list_name,
        tax_id=tax_id,
        copies=tuple(row["day"] for row in copies),
        stretches=tuple(Stretch(**row) for row in stretches),
    )


def status_on(history: PartyHistory, day: date) -> ListingStatus:
    """The verdict on a party on one day.

    The copies before and after the day decide (a copy of the day is both): an entry
    in both was listed, an entry in neither was not. Of several entries of a party,
    one that was listed outweighs one that is not determinable, and that one the rest.

    Unknown:
        A day before the first copy or after the last is not determinable, nor is a
        day between a copy without an entry and one with it.

    Args:
        history: What the list says of the party.
        day: The day asked about.

    Examples:
        >>> aurus = PartyHistory(
        ...     list_name="OFAC SDN",
        ...     tax_id="7743237789",
        ...     copies=(date(2024, 2, 20), date(2024, 2, 23)),
        ...     stretches=(
        ...         Stretch(
        ...             entry="47956",
        ...             name="LIMITED LIABILITY COMPANY AURUS",
        ...             absent_on=date(2024, 2, 20),
        ...             present_from=date(2024, 2, 23),
        ...             present_to=date(2024, 2, 23),
        ...             gone_on=None,
        ...         ),
        ...     ),
        ... )
        >>> early = status_on(aurus, date(2024, 2, 20))
        >>> early.word.value, early.lag_days
        ('listed later', 3)
        >>> status_on(aurus, date(2024, 2, 21)).reason.value
        'LIST_GAP'
    """
    if not history.copies:
        return _unknown(Reason.LIST_NOT_LOADED)
    if not history.copies[0] <= day <= history.copies[-1]:
        return _unknown(Reason.LIST_GAP)
    for stretch in history.stretches:
        if stretch.present_from <= day <= stretch.present_to:
            return _decided(ListingWord.LISTED, stretch)
    for stretch in history.stretches:
        if _in_gap(stretch, day):
            return _decided(ListingWord.UNKNOWN, stretch, reason=Reason.LIST_GAP)
    return _absent(history, day)


def _absent(history: PartyHistory, day: date) -> ListingStatus:
    """The verdict on a day whose copies hold no entry of the party."""
    later = [s for s in history.stretches if s.present_from > day]
    earlier = [s for s in history.stretches if s.present_to < day]
    following = min(later, key=lambda s: s.present_from, default=None)
    lag_days = None if following is None else (following.present_from - day).days
    if earlier:
        last = max(earlier, key=lambda s: s.present_to)
        return _decided(ListingWord.FORMERLY, last, lag_days=lag_days)
    if following is not None:
        return _decided(ListingWord.LISTED_LATER, following, lag_days=lag_days)
    return ListingStatus(word=ListingWord.NOT_LISTED)


def _in_gap(stretch: Stretch, day: date) -> bool:
    """Whether the day lies between a copy without the entry and one with it."""
    comes = (
        stretch.absent_on is not None and stretch.absent_on < day < stretch.present_from
    )
    goes = stretch.gone_on is not None and stretch.present_to < day < stretch.gone_on
    return comes or goes


def _unknown(reason: Reason) -> ListingStatus:
    return ListingStatus(word=ListingWord.UNKNOWN, reason=reason)


def _decided(
    word: ListingWord,
    stretch: Stretch,
    *,
    reason: Reason | None = None,
    lag_days: int | None = None,
) -> ListingStatus:
    return ListingStatus(
        word=word,
        reason=reason,
        lag_days=lag_days,
        entry=stretch.entry,
        name=stretch.name,
    )
