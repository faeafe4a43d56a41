"""Listings as intervals between dated copies of a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from madein.engine import Engine, Row
from madein.errors import Fault, SourceError
from madein.lists import ofac
from madein.provenance import file_sha256
from madein.question import ListFolder
from madein.tables import LIST_SNAPSHOT, LISTING

NOTES = {".md", ".txt"}  # what people put beside the copies


@dataclass(frozen=True, kw_only=True)
class ListFormat:
    """How the copies of a list are written.

    Attributes:
        copy_time: When a copy was taken, in the zone of the authority.
        entries: The entries of a copy.
    """

    copy_time: Callable[[Path], datetime]
    entries: Callable[[Path], list[ofac.Entry]]


FORMATS: Mapping[str, ListFormat] = {
    "ofac-sdn": ListFormat(copy_time=ofac.copy_time, entries=ofac.entries),
}


@dataclass(frozen=True, kw_only=True)
class _Copy:
    """One copy of a list, read."""

    day: date
    file: Path
    entries: list[ofac.Entry]


@dataclass(kw_only=True)
class _Stretch:
    """A run of copies that hold an entry; it grows while the copies are read."""

    entry: ofac.Entry
    absent_on: date | None
    present_from: date
    present_to: date
    gone_on: date | None = None


def fill_listings(engine: Engine, folders: Sequence[ListFolder], base: Path) -> None:
    """Copies of the case's lists, and the stretches of copies that hold an entry.

    A copy says what was listed when it was taken, not since when; a listing is
    therefore bounded on both sides by the copies around it. Of several copies of one
    day, by the clock of the authority, the last stands for the day; the others are
    not read. Where an entry changes, its last name, programme and tax ids of the
    stretch are kept. An entry that comes back has a row for each stretch. A folder
    that is absent, or files in it that are no copies, are a `SourceError` that names
    all of them; files ending in .md or .txt are notes.

    Shape:
        `list_snapshot` out, one row per list and day; `listing` out, one row per
        entry and stretch.

    Args:
        engine: Where the tables are made.
        folders: The lists of the case.
        base: Folder that theirs are relative to.
    """
    snapshots: list[Row] = []
    listings: list[Row] = []
    for folder in folders:
        origin: Row = {"list": folder.name, "regime": folder.regime}
        copies = _copies(folder, base)
        snapshots += [origin | _snapshot(copy, folder) for copy in copies]
        listings += [origin | _listing(stretch) for stretch in _stretches(copies)]
    engine.fill(LIST_SNAPSHOT, snapshots)
    engine.fill(LISTING, listings)


def _copies(folder: ListFolder, base: Path) -> list[_Copy]:
    """Copies of a list, one a day, oldest first.

    Raises:
        SourceError: Some cannot be read; names all of them.
    """
    form = FORMATS[folder.format]
    copies, faults = [], []
    for day, file in sorted(_files(folder, base, form).items()):
        try:
            copies.append(_Copy(day=day, file=file, entries=form.entries(file)))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise SourceError(*faults)
    return copies


def _files(folder: ListFolder, base: Path, form: ListFormat) -> dict[date, Path]:
    """The last file of each day.

    Raises:
        SourceError: The folder is absent, or a name does not say the time.
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
    taken: list[tuple[datetime, Path]] = []
    faults: list[Fault] = []
    for file in sorted(place.iterdir()):
        if file.name.startswith(".") or file.suffix.lower() in NOTES:
            continue
        try:
            taken.append((form.copy_time(file), file))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise SourceError(*faults)
    return {moment.date(): file for moment, file in sorted(taken)}


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
                stretch = open_now[number] = _Stretch(
                    entry=entry,
                    absent_on=before,
                    present_from=copy.day,
                    present_to=copy.day,
                )
                every.append(stretch)
            stretch.entry, stretch.present_to = entry, copy.day
        before = copy.day
    return every


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
