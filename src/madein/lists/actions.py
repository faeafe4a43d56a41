"""Days of the authority's notices, from `actions.csv` beside the copies of a list.

Columns: `entry` or `tax_id` (one of them filled), `action` (listed or removed), `date`
like 2024-02-23, `source` (where the notice is published), and `measure` if the notice
speaks of one measure alone. Such a day narrows what the copies leave open; a day that
they contradict is a fault.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.verdict import Measure

NEEDED = ("action", "date", "source")
LISTED, REMOVED = "listed", "removed"
KNOWN = {"entry", "tax_id", "measure", *NEEDED}


@dataclass(frozen=True, kw_only=True)
class Action:
    """A notice that an entry was listed or removed.

    Attributes:
        day: Day of the action.
        is_added: Whether it was listed; else removed.
        entry: Id of the entry; empty where a tax id stands for it.
        tax_id: Tax id of the entry; empty where its id is given.
        measure: The measure it speaks of; None for all of them.
        where: File and line.
    """

    day: date
    is_added: bool
    entry: str
    tax_id: str
    measure: Measure | None
    where: str

    @property
    def whose(self) -> str:
        """The entry in words."""
        return f"entry '{self.entry}'" if self.entry else f"tax id '{self.tax_id}'"

    @property
    def word(self) -> str:
        """What was done."""
        return LISTED if self.is_added else REMOVED

    def speaks_of(self, entry: str, tax_ids: tuple[str, ...], measure: Measure) -> bool:
        """Whether the notice is about an entry under a measure.

        Args:
            entry: Id of the entry.
            tax_ids: Its tax ids.
            measure: The measure.
        """
        is_its = self.entry == entry if self.entry else self.tax_id in tax_ids
        return is_its and self.measure in {None, measure}


def read_actions(file: Path) -> list[Action]:
    """The notices of a file; none where there is no such file.

    Args:
        file: A CSV file in UTF-8.

    Raises:
        SourceError: A column is missing or not known, or a line cannot be read. Names
            all faults.
    """
    if not file.is_file():
        return []
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            _fault(f"{file}:1", "the file is not UTF-8", "save it as UTF-8")
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="")
    _check_columns(file, tuple(reader.fieldnames or ()))
    actions: list[Action] = []
    faults: list[Fault] = []
    for row in reader:
        where = f"{file}:{reader.line_num}"
        try:
            actions.append(_action(row, where))
        except ValueError as error:
            faults.append(_fault(where, str(error), "mend the line"))
    if faults:
        raise SourceError(*faults)
    return actions


def _check_columns(file: Path, columns: tuple[str, ...]) -> None:
    wrong = [f"there is no column '{name}'" for name in NEEDED if name not in columns]
    if not {"entry", "tax_id"} & set(columns):
        wrong.append("there is no column 'entry' or 'tax_id'")
    wrong += [f"there is a column '{name}'" for name in columns if name not in KNOWN]
    if wrong:
        fix = "give it the columns entry or tax_id, action, date, source; measure if needed"
        raise SourceError(*(_fault(f"{file}:1", what, fix) for what in wrong))


def _action(row: Mapping[str, str], where: str) -> Action:
    """One line, read.

    Raises:
        ValueError: A cell cannot be read.
    """
    if "" in row:
        raise ValueError("the line has more cells than there are columns")
    cells = {name: cell.strip() for name, cell in row.items()}
    entry, tax_id = cells.get("entry", ""), cells.get("tax_id", "")
    if bool(entry) is bool(tax_id):
        raise ValueError("either 'entry' or 'tax_id' must be filled, and not both")
    if cells["action"] not in {LISTED, REMOVED}:
        raise ValueError(f"'{cells['action']}' is no action: {LISTED} or {REMOVED}")
    if not cells["source"]:
        raise ValueError("the source of the notice is not told")
    try:
        day = datetime.strptime(cells["date"], "%Y-%m-%d").date()
    except ValueError as error:
        raise ValueError(f"'{cells['date']}' is no day like 2024-02-23") from error
    measure = cells.get("measure", "")
    if measure and measure not in set(Measure):
        known = ", ".join(Measure)
        raise ValueError(f"'{measure}' is no measure: {known}")
    return Action(
        day=day,
        is_added=cells["action"] == LISTED,
        entry=entry,
        tax_id=tax_id,
        measure=Measure(measure) if measure else None,
        where=where,
    )


def _fault(where: str, what: str, fix: str) -> Fault:
    return Fault(what=what, where=where, fix=fix)
