"""The listings of a case's lists: what dated copies hold, as intervals."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from madein.engine import Engine, Row
from madein.errors import Fault, SourceError
from madein.lists import store
from madein.lists.actions import Action, read_actions
from madein.lists.entry import Entry
from madein.lists.intervals import Days, Stretch, fits_end, fits_start, listed_days
from madein.lists.runs import History, Run
from madein.question import ListFolder
from madein.tables import (
    LIST_ADDRESS,
    LIST_ID,
    LIST_NAME,
    LIST_SNAPSHOT,
    LISTING,
)

TABLES = (LIST_SNAPSHOT, LISTING, LIST_NAME, LIST_ID, LIST_ADDRESS)


def fill_listings(engine: Engine, folders: Sequence[ListFolder], base: Path) -> None:
    """Copies of the case's lists, what they hold as intervals, and names of the entries.

    Of several copies of one day, by the clock of the authority, the last stands for the
    day; the others are not read. An entry has a row for each measure and each stretch
    of copies that hold it under the measure: with the first and last days that the
    copies, the list's own words and the authority's notices leave (see `intervals`).
    Where an entry changes, its last name, programme and tax ids of the stretch are
    kept. Names in a file of their own keep the days of that file: such a name may be
    younger than the copies of the list. A folder that is absent, files in it that are
    no copies of one list, and notices that the copies contradict are a `SourceError`
    that names all faults of the folder.

    Shape:
        `list_snapshot` out, one row per list and day; `listing` out, one row per entry,
        measure and stretch; `list_name`, `list_id` and `list_address` out.

    Args:
        engine: Where the tables are made.
        folders: The lists of the case.
        base: Folder that theirs are relative to.
    """
    rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for folder in folders:
        one = {"list": folder.name}
        whose = one | {"regime": folder.regime}
        copies, history, listings = _read(folder, base)
        rows["list_snapshot"] += [whose | row for row in copies]
        rows["listing"] += [whose | row for row in listings]
        rows["list_name"] += [one | row for row in history.names.names()]
        rows["list_id"] += [one | row for row in history.names.ids()]
        rows["list_address"] += [one | row for row in history.names.addresses()]
    for table in TABLES:
        engine.fill(table, rows[table.name])


def _read(folder: ListFolder, base: Path) -> tuple[list[Row], History, list[Row]]:
    """Copies of a folder, what they hold, and the rows of its listings.

    Raises:
        SourceError: Something in the folder cannot be read, or contradicts the rest.
    """
    place = base / folder.folder
    copies, names, addresses = _files(folder, place)
    history = History()
    snapshots: list[Row] = []
    faults: list[Fault] = []
    for copy in copies:
        try:
            entries = _entries(copy)
            history.read(
                copy.day,
                entries,
                is_crawl=copy.format.is_crawl,
                is_renumbered=copy.format.is_renumbered,
            )
            snapshots.append(_snapshot(copy, folder, len(entries)))
        except SourceError as error:
            faults += error.faults
    for file in names:
        try:
            history.names.hold_aliases(file.day, file.format.aliases(file.file))
        except SourceError as error:
            faults += error.faults
    for file in addresses:
        try:
            history.names.hold_addresses(file.format.addresses(file.file))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise SourceError(*faults)
    history.end()
    actions = read_actions(place / store.ACTIONS)
    last = max((copy.day for copy in copies), default=date.min)
    return snapshots, history, listing_rows(history.runs, actions, last)


def _files(folder: ListFolder, place: Path) -> list[list[store.Copy]]:
    """Copies, files of other names, and of addresses; of several of a day, the last.

    Raises:
        SourceError: The folder is absent; files in it cannot be told, or are copies of
            several lists.
    """
    faults: list[Fault] = []
    found: list[list[store.Copy]] = []
    for held in (store.copies, store.alias_files, store.address_files):
        try:
            by_day = {copy.day: copy for copy in held(place, folder.format)}
            found.append(list(by_day.values()))
        except SourceError as error:
            faults += error.faults
    if faults:
        raise SourceError(*dict.fromkeys(faults))
    parts = sorted({copy.part for copy in found[0]})
    if len(parts) > 1:
        raise SourceError(
            Fault(
                what=f"the folder of list '{folder.name}' holds {' and '.join(parts)}",
                where=str(place),
                fix="give each of them a folder, and a line of its own under `lists`",
            )
        )
    return found


def _entries(copy: store.Copy) -> list[Entry]:
    """The entries of a copy.

    Raises:
        SourceError: The copy cannot be read, or two entries share an id.
    """
    entries = copy.format.entries(copy.file)
    twice = [id_ for id_, n in Counter(x.entry for x in entries).items() if n > 1]
    if not twice:
        return entries
    raise SourceError(
        *(
            Fault(
                what=f"entry '{id_}' occurs twice",
                where=str(copy.file),
                fix="get a whole copy from where it came from",
            )
            for id_ in twice
        )
    )


def _snapshot(copy: store.Copy, folder: ListFolder, entries: int) -> Row:
    return {
        "day": copy.day,
        "file": (Path(folder.folder) / copy.file.name).as_posix(),
        "sha256": copy.sha256,
        "entries": entries,
        "publisher": copy.publisher or None,
        "licence": copy.licence or None,
        "crawled": copy.format.is_crawl,
    }


def listing_rows(
    runs: Sequence[Run], actions: Sequence[Action], last: date
) -> list[Row]:
    """Rows of `listing`, without their list.

    A notice of a listing after the last copy says nothing of the days they cover.

    Args:
        runs: The stretches of a list, all copies read.
        actions: The notices beside its copies.
        last: Day of the last copy.

    Raises:
        SourceError: Notices do not fit the copies; names all of them.
    """
    told: dict[str, list[Action]] = {}
    for one in actions:
        if not (one.is_added and one.day > last):
            told.setdefault(one.entry or one.tax_id, []).append(one)
    used: set[Action] = set()
    rows: list[Row] = []
    for run in runs:
        stretch = run.stretch()
        its = _notices(run, told)
        added = [x for x in its if x.is_added and fits_start(stretch, x.day)]
        removed = [x for x in its if not x.is_added and fits_end(stretch, x.day)]
        used.update(added, removed)
        days = listed_days(
            stretch, tuple(x.day for x in added), tuple(x.day for x in removed)
        )
        rows.append(_row(run, stretch, days))
    faults = [_refuted(x, runs) for its in told.values() for x in its if x not in used]
    if faults:
        raise SourceError(*faults)
    return rows


def _notices(run: Run, told: Mapping[str, Sequence[Action]]) -> list[Action]:
    """The notices about an entry under a measure."""
    return [
        one
        for key in (run.entry.entry, *run.entry.tax_ids)
        for one in told.get(key, ())
        if one.speaks_of(run.entry.entry, run.entry.tax_ids, run.measure)
    ]


def _row(run: Run, stretch: Stretch, days: Days) -> Row:
    own = frozenset[date]().union(*stretch.designated)
    return {
        "measure": run.measure.value,
        "entry": run.entry.entry,
        "name": run.entry.name,
        "tax_ids": list(run.entry.tax_ids),
        "programme": "; ".join(dict.fromkeys(one.programme for one in run.imposed())),
        "absent_on": stretch.absent_on,
        "present_from": stretch.present_from,
        "present_to": stretch.present_to,
        "gone_on": stretch.gone_on,
        "designated": min(own, default=None),
        "published": run.published(),
        "ended": stretch.ended,
        "maybe_from": days.maybe_from,
        "listed_from": days.listed_from,
        "listed_to": days.listed_to,
        "maybe_to": days.maybe_to,
        "start_kind": days.start_kind.value,
        "end_kind": None if days.end_kind is None else days.end_kind.value,
        "note": days.note or None,
    }


def _refuted(action: Action, runs: Sequence[Run]) -> Fault:
    """A notice that does not fit the copies."""
    held = [
        f"from {run.present_from} to {run.present_to}"
        for run in runs
        if action.speaks_of(run.entry.entry, run.entry.tax_ids, run.measure)
    ]
    copies = (
        f"hold it {' and '.join(dict.fromkeys(held))}" if held else "do not hold it"
    )
    return Fault(
        what=f"{action.whose}, '{action.word}' on {action.day}: the copies {copies}",
        where=action.where,
        fix="mend the line or take it out; or add a copy that shows what it says",
    )
