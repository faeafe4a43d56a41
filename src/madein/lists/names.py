"""Names, numbers and addresses of a list's entries, each with the copies that hold it."""

from collections.abc import Iterable, Iterator
from datetime import date

from madein.engine import Row
from madein.lists.entry import Alias, Entry, ListedId, NameKind

FIRM = "organisation"  # what is neither a person nor a thing


class Names:
    """What the copies of one list call its entries, and since and until when."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, Alias | ListedId], tuple[date, date]] = {}
        self._addresses: dict[tuple[str, str], None] = {}
        self._last: dict[str, tuple[date, Entry]] = {}

    def hold(self, entry: Entry, first: date, last: date) -> None:
        """Take in an entry that several copies hold in one form.

        Args:
            entry: The entry.
            first: First of these copies.
            last: Last of them.
        """
        name = Alias(name=entry.name, kind=NameKind.NAME)
        for said in (name, *entry.aliases, *entry.ids):
            self._hold(entry.entry, said, first, last)
        for address in entry.addresses:
            self._addresses[entry.entry, address] = None
        if entry.entry not in self._last or self._last[entry.entry][0] <= last:
            self._last[entry.entry] = last, entry

    def hold_aliases(self, day: date, aliases: Iterable[tuple[str, Alias]]) -> None:
        """Take in a file of other names.

        Args:
            day: Day of the file.
            aliases: Its names, each with the id of its entry.
        """
        for entry, alias in aliases:
            self._hold(entry, alias, day, day)

    def hold_addresses(self, addresses: Iterable[tuple[str, str]]) -> None:
        """Take in a file of addresses.

        Args:
            addresses: The addresses, each with the id of its entry.
        """
        self._addresses |= dict.fromkeys(addresses)

    def names(self) -> Iterator[Row]:
        """Rows of `list_name`, without their list."""
        for (number, said), (first, final) in self._days.items():
            if isinstance(said, Alias):
                _, entry = self._last.get(number, (None, None))
                yield {
                    "entry": number,
                    "name": said.name,
                    "kind": said.kind.value,
                    "type": None if entry is None else entry.type or FIRM,
                    "country": None if entry is None else entry.country or None,
                    "first_copy": first,
                    "last_copy": final,
                }

    def ids(self) -> Iterator[Row]:
        """Rows of `list_id`, without their list."""
        for (entry, said), (first, final) in self._days.items():
            if isinstance(said, ListedId):
                yield {
                    "entry": entry,
                    "label": said.label,
                    "number": said.number,
                    "country": said.country or None,
                    "first_copy": first,
                    "last_copy": final,
                }

    def addresses(self) -> Iterator[Row]:
        """Rows of `list_address`, without their list."""
        for entry, address in self._addresses:
            yield {"entry": entry, "address": address}

    def _hold(
        self, entry: str, said: Alias | ListedId, first: date, last: date
    ) -> None:
        since, until = self._days.get((entry, said), (first, last))
        self._days[entry, said] = min(since, first), max(until, last)
