"""What there is to know of a form in which lists are published."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from madein.lists.entry import Alias, Entry


@dataclass(frozen=True, kw_only=True)
class ListFormat:
    """How the copies of a list are written.

    Attributes:
        name: What `case.yml` calls it.
        title: What people call it.
        knows: Whether a file is one: its name, and its first 64 KiB, unpacked.
        taken: When a copy was taken, in the zone of the authority: in its own words or
            by the name of the file. Raises `SourceError` where neither says.
        entries: The entries of a copy. Raises `SourceError` naming all faults.
        is_crawl: Whether a database makes the copies of what it saw.
        is_renumbered: Whether the list may give the id of one entry to another.
        part: What a file is a copy of, where a publisher has several lists in one form;
            all copies in a folder must agree.
        alias_day: The day of a file of other names; None for any other file.
        aliases: The names in such a file, each with the id of its entry.
        address_day: The day of a file of addresses; None for any other file.
        addresses: The addresses in such a file, each with the id of its entry.
    """

    name: str
    title: str
    knows: Callable[[str, bytes], bool]
    taken: Callable[[Path], datetime]
    entries: Callable[[Path], list[Entry]]
    is_crawl: bool = False
    is_renumbered: bool = False
    part: Callable[[Path], str] = lambda _: ""
    alias_day: Callable[[Path], date | None] = lambda _: None
    aliases: Callable[[Path], list[tuple[str, Alias]]] = lambda _: []
    address_day: Callable[[Path], date | None] = lambda _: None
    addresses: Callable[[Path], list[tuple[str, str]]] = lambda _: []
