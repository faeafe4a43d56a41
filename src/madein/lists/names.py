"""The names and numbers of a list's entries, each with the copies that hold it."""

from collections.abc import Iterable, Mapping
from datetime import date

from madein.engine import Row
from madein.lists.entry import Alias, Entry, ListedId, NameKind

FIRM = "organisation"  # what is neither a person nor a thing
Days = dict[tuple[str, Alias | ListedId], tuple[date, date]]


def held_days(copies: Iterable[tuple[date, list[Entry]]]) -> Days:
    """First and last copy that hold each name and each number of each entry.

    Args:
        copies: Day and entries of each copy, oldest first.
    """
    days: Days = {}
    for day, entries in copies:
        for entry in entries:
            own = Alias(name=entry.name, kind=NameKind.NAME)
            for said in (own, *entry.aliases, *entry.ids):
                _hold(days, entry.entry, said, day)
    return days


def alias_days(copies: Iterable[tuple[date, list[tuple[str, Alias]]]]) -> Days:
    """First and last copy that hold each name of a list's file of other names.

    Args:
        copies: Day and names of each copy, oldest first.
    """
    days: Days = {}
    for day, aliases in copies:
        for entry, alias in aliases:
            _hold(days, entry, alias, day)
    return days


def _hold(days: Days, entry: str, said: Alias | ListedId, day: date) -> None:
    first, _ = days.get((entry, said), (day, day))
    days[entry, said] = first, day


def name_rows(days: Days, last: Mapping[str, Entry]) -> Iterable[Row]:
    """Rows of `list_name`, without their list.

    Args:
        days: What was held when.
        last: Each entry as in the last copy that holds it.
    """
    for (number, said), (first, final) in days.items():
        if isinstance(said, Alias):
            entry = last.get(number)
            yield {
                "entry": number,
                "name": said.name,
                "kind": said.kind.value,
                "type": None if entry is None else entry.type or FIRM,
                "country": None if entry is None else entry.country or None,
                "first_copy": first,
                "last_copy": final,
            }


def id_rows(days: Days) -> Iterable[Row]:
    """Rows of `list_id`, without their list.

    Args:
        days: What was held when.
    """
    for (entry, said), (first, final) in days.items():
        if isinstance(said, ListedId):
            yield {
                "entry": entry,
                "label": said.label,
                "number": said.number,
                "country": said.country or None,
                "first_copy": first,
                "last_copy": final,
            }
