"""Taking copies of lists into a store: each compared with the one before, then written.

A file that is no whole copy is left out, and does not keep the others from it.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from madein.errors import Fault, SourceError, StoreError
from madein.lists.looking import Seen, Told, readers
from madein.lists.store import JOURNAL, Holds, Snapshot, copies, journal

PACKED = {".gz", ".bz2", ".xz", ".zst", ".zip"}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A file beside the copy before it.

    Attributes:
        seen: The file.
        entries: How many it holds.
        before: Day of the copy before it; None where it is the first, or holds no
            entries.
        new: Entries that the copy before it lacks.
        gone: Entries of the copy before it that it lacks.
        held_on: Days of copies with the same bytes.
    """

    seen: Seen
    entries: int
    before: date | None
    new: int = 0
    gone: int = 0
    held_on: tuple[date, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether the same bytes of the same day are held already."""
        return self.seen.taken.date() in self.held_on


def compare(
    seen: Sequence[Seen], store: Path, told: Told
) -> tuple[list[Compared], list[Fault]]:
    """Files beside the copies before them, in the order in which they were taken.

    Args:
        seen: The files.
        store: Folder of the store.
        told: What a person says of them.

    Returns:
        The files that may be added; and what is wrong with the others: they cannot be
        read, or look cut and nobody confirms that they are whole.
    """
    found: list[Compared] = []
    faults: list[Fault] = []
    of_list: dict[str, list[Seen]] = {}
    for one in sorted(seen, key=lambda one: one.taken):
        of_list.setdefault(one.list.id, []).append(one)
    for name, files in of_list.items():
        for one in _compared(files, store / name, told):
            if isinstance(one, Fault):
                faults.append(one)
            else:
                found.append(one)
    return found, faults


def add(compared: Sequence[Compared], store: Path, told: Told, added: datetime) -> None:
    """Write copies into a store: the file first, then its line in the journal.

    A crash leaves at most a file that no line names; it is not read, and is taken in
    when the copy is added again.

    Args:
        compared: The copies.
        store: Folder of the store.
        told: What a person says of them.
        added: The time.
    """
    for one in compared:
        if one.is_held:
            continue
        folder = store / one.seen.list.id
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            lines = journal(folder)
            twin = next((x.file for x in lines if x.sha256 == one.seen.sha256), None)
            name = twin or _stored_name(one.seen)
            if twin is None:
                _copied(one.seen.file, folder / name)
            line = _line(one, name, told, added)
            _written([*lines, line], folder / JOURNAL)


def _compared(
    files: Sequence[Seen], folder: Path, told: Told
) -> Iterator[Compared | Fault]:
    """Files of one list beside the copies before them; only two are held at a time."""
    lines = journal(folder)
    older = copies(folder) if lines else []
    held = [(line.sha256, date.fromisoformat(line.day)) for line in lines]
    before: tuple[datetime, frozenset[str]] | None = None
    for one in files:
        same = tuple(day for sha256, day in held if sha256 == one.sha256)
        try:
            held_in = readers(one.format)[one.holds](one.file)
        except SourceError as error:
            yield from error.faults
            continue
        if one.holds is not Holds.ENTRIES:
            yield Compared(seen=one, entries=len(held_in), before=None, held_on=same)
            continue
        ids = _ids(held_in)
        stored = [copy for copy in older if copy.taken <= one.taken]
        if stored and (before is None or before[0] < stored[-1].taken):
            last = stored[-1]
            before = last.taken, _ids(last.format.entries(last.file))
        compared = _beside(one, ids, before, same)
        doubts = [] if told.confirmed or compared.is_held else list(_doubts(compared))
        if doubts:
            yield from doubts
            continue
        yield compared
        before = one.taken, ids
        held.append((one.sha256, one.taken.date()))


def _ids(entries: Iterable[Any]) -> frozenset[str]:
    return frozenset(one.entry for one in entries)


def _beside(
    one: Seen,
    ids: frozenset[str],
    before: tuple[datetime, frozenset[str]] | None,
    same: tuple[date, ...],
) -> Compared:
    if before is None:
        return Compared(seen=one, entries=len(ids), before=None, held_on=same)
    return Compared(
        seen=one,
        entries=len(ids),
        before=before[0].date(),
        new=len(ids - before[1]),
        gone=len(before[1] - ids),
        held_on=same,
    )


def _doubts(one: Compared) -> Iterator[Fault]:
    """Why a copy looks cut, or like one of another list."""
    fix = "get a whole copy; or, if it is whole, say why: --confirm 'why'"
    where = str(one.seen.file)
    listed = one.seen.list
    if one.seen.holds is not Holds.ENTRIES:
        return
    if one.entries < listed.least_entries:
        yield Fault(
            what=f"'{one.seen.file.name}' holds {one.entries:,} entries; a copy of "
            f"{listed.id} should hold at least {listed.least_entries:,}",
            where=where,
            fix=fix,
        )
    held = one.entries - one.new + one.gone  # in the copy before
    if one.before is not None and 3 * one.gone >= held > 0:
        yield Fault(
            what=f"'{one.seen.file.name}' lacks {one.gone:,} of the {held:,} entries "
            f"that {listed.id} held on {one.before}",
            where=where,
            fix=fix,
        )


def _stored_name(seen: Seen) -> str:
    """The time, the digest and the part: some forms tell their lists apart by name."""
    suffixes = seen.file.suffixes[-2:]
    if seen.file.suffix.lower() not in PACKED:
        suffixes = suffixes[-1:]
    part = f"_{seen.part}" if seen.part else ""
    digest = seen.sha256[:12]
    return f"{seen.taken:%Y%m%dT%H%M%S}_{digest}{part}{''.join(suffixes)}"


def _line(one: Compared, name: str, told: Told, added: datetime) -> Snapshot:
    doubted = any(_doubts(one))
    return Snapshot(
        file=name,
        sha256=one.seen.sha256,
        list=one.seen.list.id,
        regime=one.seen.list.regime,
        taken=one.seen.taken.isoformat(),
        day=str(one.seen.taken.date()),
        format=one.seen.format.name,
        part=one.seen.part,
        holds=one.seen.holds,
        entries=one.entries,
        publisher=one.seen.list.publisher,
        licence=one.seen.list.licence,
        origin=one.seen.origin,
        added=added.isoformat(timespec="seconds"),
        confirmed=told.confirmed if doubted else "",
    )


def _copied(file: Path, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    with file.open("rb") as source, part.open("wb") as sink:
        shutil.copyfileobj(source, sink)
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(target)


def _written(lines: Sequence[Snapshot], file: Path) -> None:
    part = file.with_name(f".{file.name}.part")
    with part.open("w", encoding="utf-8") as sink:
        for line in lines:
            sink.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")
        sink.flush()
        os.fsync(sink.fileno())
    part.replace(file)


@contextmanager
def _locked(folder: Path) -> Generator[None]:
    lock = folder / ".lock"
    with lock.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                Fault(
                    what="another process is adding copies to this folder",
                    where=str(lock),
                    fix="wait until it is done",
                )
            ) from error
        yield
