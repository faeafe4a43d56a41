"""A folder of dated copies of one list, and the journal that says what each copy is.

The journal, `snapshots.jsonl`, has one line per copy. A folder without it works too:
there the files themselves, or their names, say their day.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.lists.formats.form import ListFormat
from madein.lists.formats.known import FORMATS, format_of
from madein.provenance import file_sha256

JOURNAL = "snapshots.jsonl"
ACTIONS = "actions.csv"  # days of the authority's notices
BESIDE = {JOURNAL, ACTIONS}
NOTES = {".md", ".txt"}  # what people put beside the copies
STORED = re.compile(r"\d{8}T\d{6}_[0-9a-f]{12}(_\w+)?(\.\w+){0,2}")  # madein's names


class Holds(StrEnum):
    """What a copy holds."""

    ENTRIES = "entries"
    NAMES = "other names"  # in a file of their own
    ADDRESSES = "addresses"  # in a file of their own


@dataclass(frozen=True, kw_only=True)
class Copy:
    """One copy of a list.

    Attributes:
        file: Where it lies.
        taken: When it was taken, in the zone of the authority.
        day: The day of that.
        format: How it is written.
        part: What it is a copy of, where a publisher has several lists in one form.
        publisher: Who published it; empty where nobody told.
        licence: On what terms; empty where nobody told.
        sha256: Digest of the file.
    """

    file: Path
    taken: datetime
    day: date
    format: ListFormat
    part: str = ""
    publisher: str = ""
    licence: str = ""
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """One line of the journal.

    Attributes:
        file: Name of the copy in the folder.
        sha256: Digest of the file.
        list: Id of the list.
        regime: Whose list it is.
        taken: When it was taken, ISO, with the zone of the authority.
        day: The day of that.
        format: Name of the format.
        part: What it is a copy of, where a publisher has several lists in one form.
        holds: Entries, or what stands beside them in a file of its own.
        entries: How many.
        publisher: Who published it.
        licence: On what terms.
        origin: Address or path it came from.
        added: When it was added, ISO.
        confirmed: Why a copy that looked cut was taken in; empty where none did.
    """

    file: str
    sha256: str
    list: str
    regime: str
    taken: str
    day: str
    format: str
    part: str = ""
    holds: str = Holds.ENTRIES
    entries: int
    publisher: str = ""
    licence: str = ""
    origin: str = ""
    added: str
    confirmed: str = ""


def copies(folder: Path, form: str = "") -> list[Copy]:
    """The copies of a list, oldest first; of several of one day, all.

    A folder that is absent, and a file that is not what the journal says, is in no line
    of it, or does not say its day, are a `SourceError` that names all of them.

    Args:
        folder: The folder.
        form: Name of the format of every file; empty where each file shows it. The
            journal comes before it.
    """
    return _held(folder, form, Holds.ENTRIES)


def alias_files(folder: Path, form: str = "") -> list[Copy]:
    """The files of other names beside the copies, oldest first.

    Args:
        folder: The folder.
        form: As for `copies`.
    """
    return _held(folder, form, Holds.NAMES)


def address_files(folder: Path, form: str = "") -> list[Copy]:
    """The files of addresses beside the copies, oldest first.

    Args:
        folder: The folder.
        form: As for `copies`.
    """
    return _held(folder, form, Holds.ADDRESSES)


def beside_day(file: Path, form: ListFormat) -> tuple[Holds, date | None]:
    """What a file holds by its name; and its day, where it stands beside the copies.

    Args:
        file: The file.
        form: How it is written.
    """
    if (day := form.alias_day(file)) is not None:
        return Holds.NAMES, day
    if (day := form.address_day(file)) is not None:
        return Holds.ADDRESSES, day
    return Holds.ENTRIES, None


def journal(folder: Path) -> list[Snapshot]:
    """The lines of a folder's journal; none where there is no journal.

    Args:
        folder: The folder.

    Raises:
        SourceError: A line is damaged. Names all such lines.
    """
    file = folder / JOURNAL
    if not file.is_file():
        return []
    lines: list[Snapshot] = []
    faults: list[Fault] = []
    for number, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            line = Snapshot(**json.loads(text))
            _ = FORMATS[line.format], Holds(line.holds)
            _ = datetime.fromisoformat(line.taken), date.fromisoformat(line.day)
            lines.append(line)
        except (ValueError, TypeError, KeyError):
            faults.append(
                Fault(
                    what=f"'{text[:80]}' is no line of a journal",
                    where=f"{file}:{number}",
                    fix="put back the journal of your last backup, or add the copies again",
                )
            )
    if faults:
        raise SourceError(*faults)
    return lines


def _held(folder: Path, form: str, holds: Holds) -> list[Copy]:
    if not folder.is_dir():
        raise SourceError(
            Fault(
                what="there is no such folder of copies",
                where=str(folder),
                fix="make it and put dated copies there, or run `madein lists add`",
            )
        )
    lines = journal(folder)
    read = _journalled(folder, lines, holds) if lines else _named(folder, form, holds)
    found: list[Copy] = []
    faults: list[Fault] = []
    for one in read:
        if isinstance(one, Fault):
            faults.append(one)
        else:
            found.append(one)
    if faults:
        raise SourceError(*faults)
    return sorted(found, key=lambda copy: copy.taken)


def _journalled(
    folder: Path, lines: list[Snapshot], holds: Holds
) -> Iterator[Copy | Fault]:
    """Copies as the journal has them; what does not agree with it is a fault.

    A file with a name that madein gives, and no line, was being added when the computer
    stopped: it was never taken in.
    """
    known = {line.file for line in lines}
    for file in _files(folder):
        if file.name not in known and STORED.fullmatch(file.name) is None:
            yield Fault(
                what=f"'{file.name}' lies in the folder and in no line of {JOURNAL}",
                where=str(file),
                fix="move it elsewhere and add it with `madein lists add`",
            )
    for number, line in enumerate(lines, 1):
        if line.holds != holds:
            continue
        file = folder / line.file
        if not file.is_file():
            yield Fault(
                what=f"the copy '{line.file}' is missing",
                where=f"{folder / JOURNAL}:{number}",
                fix="put it back from a backup, or from where it came: " + line.origin,
            )
        elif file_sha256(file) != line.sha256:
            yield Fault(
                what=f"'{line.file}' is not the file that was added: it was changed",
                where=f"{folder / JOURNAL}:{number}",
                fix="put it back from a backup, or from where it came: " + line.origin,
            )
        else:
            yield Copy(
                file=file,
                taken=datetime.fromisoformat(line.taken),
                day=date.fromisoformat(line.day),
                format=FORMATS[line.format],
                part=line.part,
                publisher=line.publisher,
                licence=line.licence,
                sha256=line.sha256,
            )


def _named(folder: Path, form: str, holds: Holds) -> Iterator[Copy | Fault]:
    """Copies of a folder without a journal: each says its own day."""
    for file in _files(folder):
        try:
            yield from _dated(file, FORMATS[form] if form else format_of(file), holds)
        except SourceError as error:
            yield from error.faults


def _dated(file: Path, form: ListFormat, holds: Holds) -> Iterator[Copy]:
    """A file as a copy, if it holds what is asked for."""
    found, day = beside_day(file, form)
    if found is not holds:
        return
    taken = form.taken(file) if day is None else datetime.combine(day, time.min)
    yield Copy(
        file=file,
        taken=taken,
        day=taken.date(),
        format=form,
        part=form.part(file),
        sha256=file_sha256(file),
    )


def _files(folder: Path) -> list[Path]:
    """Files of a folder but for notes, in the order of their names."""
    return [
        file
        for file in sorted(folder.iterdir())
        if file.is_file()
        and not file.name.startswith(".")
        and file.name not in BESIDE
        and file.suffix.lower() not in NOTES
    ]
