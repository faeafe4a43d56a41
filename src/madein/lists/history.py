"""Listings as intervals between dated copies of a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from madein.engine import Engine, Row
from madein.errors import Fault, SourceError
from madein.lists import eu_acts, ofac
from madein.lists.entry import Alias, Entry
from madein.lists.names import alias_days, held_days, id_rows, name_rows
from madein.provenance import file_sha256
from madein.question import ListFolder
from madein.tables import LIST_ID, LIST_NAME, LIST_SNAPSHOT, LISTING

NOTES = {".md", ".txt"}  # what people put beside the copies


@dataclass(frozen=True, kw_only=True)
class ListFormat:
    """How the copies of a list are written.

    Attributes:
        copy_time: When a copy was taken, in the zone of the authority.
        entries: The entries of a copy.
        act: What a file is a copy of; all copies in a folder must agree.
        alias_day: The day of a file of other names; None for any other file.
        aliases: The names in such a file, each with the id of its entry.
    """

    copy_time: Callable[[Path], datetime]
    entries: Callable[[Path], list[Entry]]
    act: Callable[[Path], str] = lambda _: ""
    alias_day: Callable[[Path], date | None] = lambda _: None
    aliases: Callable[[Path], list[tuple[str, Alias]]] = lambda _: []


FORMATS: Mapping[str, ListFormat] = {
    "ofac-sdn": ListFormat(
        copy_time=ofac.copy_time,
        entries=ofac.entries,
        alias_day=ofac.alias_day,
        aliases=ofac.aliases,
    ),
    "eu-acts": ListFormat(
        copy_time=eu_acts.copy_time, entries=eu_acts.entries, act=eu_acts.act
    ),
}


@dataclass(frozen=True, kw_only=True)
class _Copy:
    """One copy of a list, read."""

    day: date
    file: Path
    entries: list[Entry]


@dataclass(frozen=True, kw_only=True)
class _Held:
    """All that a folder holds of a list; copies and files of other names oldest first."""

    folder: ListFolder
    copies: list[_Copy]
    aliases: list[tuple[date, list[tuple[str, Alias]]]]


@dataclass(kw_only=True)
class _Stretch:
    """A run of copies that hold an entry; it grows while the copies are read."""

    entry: Entry
    absent_on: date | None
    present_from: date
    present_to: date
    gone_on: date | None = None


def fill_listings(engine: Engine, folders: Sequence[ListFolder], base: Path) -> None:
    """Copies of the case's lists, the stretches of copies that hold an entry, its names.

    A copy says what was listed when it was taken, not since when; a listing is
    therefore bounded on both sides by the copies around it. Of several copies of one
    day, by the clock of the authority, the last stands for the day; the others are
    not read. Where an entry changes, its last name, programme and tax ids of the
    stretch are kept. An entry that comes back has a row for each stretch. Names in a
    file of their own keep the days of that file: such a name may be younger than the
    copies of the list. A folder that is absent, or files in it that are no copies, are
    a `SourceError` that names all of them; files ending in .md or .txt are notes.

    Shape:
        `list_snapshot` out, one row per list and day; `listing` out, one row per
        entry and stretch; `list_name` and `list_id` out, one row per name and number.

    Args:
        engine: Where the tables are made.
        folders: The lists of the case.
        base: Folder that theirs are relative to.
    """
    snapshots: list[Row] = []
    listings: list[Row] = []
    names: list[Row] = []
    ids: list[Row] = []
    for held in (_held(folder, base) for folder in folders):
        one = {"list": held.folder.name}
        origin: Row = one | {"regime": held.folder.regime}
        snapshots += [origin | _snapshot(copy, held.folder) for copy in held.copies]
        listings += [origin | _listing(s) for s in _stretches(held.copies)]
        last = {entry.entry: entry for copy in held.copies for entry in copy.entries}
        days = held_days((copy.day, copy.entries) for copy in held.copies)
        others = alias_days(held.aliases)
        names += [one | row for row in name_rows(others | days, last)]
        ids += [one | row for row in id_rows(days)]
    engine.fill(LIST_SNAPSHOT, snapshots)
    engine.fill(LISTING, listings)
    engine.fill(LIST_NAME, names)
    engine.fill(LIST_ID, ids)


def _held(folder: ListFolder, base: Path) -> _Held:
    """All that a folder holds of a list; of several files of a day, the last.

    Raises:
        SourceError: The folder is absent, or files in it cannot be read or do not say
            their day; names all of them.
    """
    form = FORMATS[folder.format]
    copies: dict[date, Path] = {}
    aliases: dict[date, Path] = {}
    faults: list[Fault] = []
    for file in _files(folder, base):
        day = form.alias_day(file)
        if day is not None:
            aliases[day] = file
            continue
        try:
            copies[form.copy_time(file).date()] = file
        except SourceError as error:
            faults += error.faults
    acts = sorted({form.act(file) for file in copies.values()})
    if len(acts) > 1:
        faults.append(
            Fault(
                what=f"the folder of list '{folder.name}' holds {' and '.join(acts)}",
                where=str(base / folder.folder),
                fix="give each act a folder, and a line of its own under `lists`",
            )
        )
    if faults:
        raise SourceError(*faults)
    held = _Held(folder=folder, copies=[], aliases=[])
    for day, file in sorted(copies.items()):
        try:
            held.copies.append(_Copy(day=day, file=file, entries=form.entries(file)))
        except SourceError as error:
            faults += error.faults
    for day, file in sorted(aliases.items()):
        try:
            held.aliases.append((day, form.aliases(file)))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise SourceError(*faults)
    return held


def _files(folder: ListFolder, base: Path) -> list[Path]:
    """Files of a folder but for notes, in the order of their names.

    Raises:
        SourceError: The folder is absent.
    """
    place = base / folder.folder
    if not place.is_dir():
        raise SourceError(
            Fault(
                what=f"the folder of list '{folder.name}' does not exist",
                where=str(place),
                fix="make it and put dated copies there, or mend `lists` in case.yml",
            )
        )
    return [
        file
        for file in sorted(place.iterdir())
        if not file.name.startswith(".") and file.suffix.lower() not in NOTES
    ]


def _stretches(copies: Sequence[_Copy]) -> list[_Stretch]:
    """Runs of copies that hold an entry, in the order they begin."""
    every: list[_Stretch] = []
    open_now: dict[str, _Stretch] = {}
    before: date | None = None
    for copy in copies:
        held = {entry.entry: entry for entry in copy.entries}
        for gone in open_now.keys() - held.keys():
            open_now.pop(gone).gone_on = copy.day
        for number, entry in held.items():
            stretch = open_now.get(number)
            if stretch is None:
                absent_on, present_from = _began(entry, before, copy.day)
                stretch = open_now[number] = _Stretch(
                    entry=entry,
                    absent_on=absent_on,
                    present_from=present_from,
                    present_to=copy.day,
                )
                every.append(stretch)
            stretch.entry, stretch.present_to = entry, copy.day
        before = copy.day
    return every


def _began(entry: Entry, before: date | None, day: date) -> tuple[date | None, date]:
    """Last day without an entry and first day with it.

    The list's own day narrows what the copies leave open; a day that they refute, or
    that is still to come, does not count.
    """
    since = entry.since
    if since is None or since > day or (before is not None and since <= before):
        return before, day
    return since - timedelta(days=1), since


def _snapshot(copy: _Copy, folder: ListFolder) -> Row:
    return {
        "day": copy.day,
        "file": (Path(folder.folder) / copy.file.name).as_posix(),
        "sha256": file_sha256(copy.file),
        "entries": len(copy.entries),
    }


def _listing(stretch: _Stretch) -> Row:
    return {
        "entry": stretch.entry.entry,
        "name": stretch.entry.name,
        "tax_ids": list(stretch.entry.tax_ids),
        "programme": stretch.entry.programme,
        "absent_on": stretch.absent_on,
        "present_from": stretch.present_from,
        "present_to": stretch.present_to,
        "gone_on": stretch.gone_on,
    }
