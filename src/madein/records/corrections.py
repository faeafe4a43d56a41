"""Cells that a person corrected: applied before typing, and visible ever after.

The evidence copy stays as it is. Each correction quotes the cell as it was found; once
the source no longer holds that, the correction has no ground and the build stops.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from madein.documents import line_of, read_document
from madein.engine import Engine, Row, literal
from madein.errors import CaseError, Fault
from madein.records.typed import Mapped
from madein.sources.located import with_lines
from madein.tables import CORRECTION

STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One cell that is read otherwise than it stands, or one row that is left out.

    Attributes:
        file: The file as `case.yml` names it.
        sheet: Its sheet; empty for files without sheets.
        line: Line of the text file, or row of the sheet, on which the row begins.
        row: The same row, counted below the headings from 1; one of the two is given.
        field: The field whose cell is quoted.
        was: The cell as found.
        now: The cell as it shall be read.
        action: `exclude` to leave the whole row out, in place of `now`.
        reason: Why.
        provider: Who says so.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    file: str
    sheet: str = ""
    line: int | None = None
    row: int | None = None
    field: str
    was: str
    now: str | None = None
    action: Literal["exclude"] | None = None
    reason: str
    provider: str


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """All of `corrections.yml`.

    Attributes:
        corrections: The corrections.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    corrections: tuple[Correction, ...] = ()


NO_CORRECTIONS = Corrections()


def read_corrections(file: Path) -> Corrections:
    """The corrections of a file, whole.

    Args:
        file: The YAML file.

    Raises:
        CaseError: The file does not fit, or a correction says too little or too much.
    """
    found = read_document(file, Corrections)
    faults = [
        Fault(
            what=f"correction {place + 1} {what}",
            where=f"{file}:{line_of(file, 'corrections', place)}",
            fix=fix,
        )
        for place, correction in enumerate(found.corrections)
        for what, fix in _problems(correction)
    ]
    if faults:
        raise CaseError(*faults)
    return found


def _problems(given: Correction) -> list[tuple[str, str]]:
    found = []
    if (given.line is None) is (given.row is None):
        found.append(("needs one of 'line' and 'row'", "say where the row begins"))
    if (given.now is None) is (given.action is None):
        found.append(
            (
                "needs one of 'now' and 'action'",
                "write the new cell, or exclude the row",
            )
        )
    return found


def correct(
    engine: Engine, sources: Sequence[Mapped], given: Corrections
) -> tuple[Mapped, ...]:
    """The sources as they are to be read; tables `correction` and `excluded`.

    Shape:
        excluded: source_id, row, reason.

    Args:
        engine: The engine.
        sources: The sources.
        given: The corrections.

    Raises:
        CaseError: A correction names a source, field or row that is not there, quotes a
            cell that is not so, or corrects a cell a second time.
    """
    found: dict[tuple[str, int, str], Row] = {}
    faults = []
    for correction in given.corrections:
        row = _applied(engine, sources, correction)
        if not isinstance(row, Fault):
            key = (row["source_id"], row["row"], row["field"])
            if key not in found:
                found[key] = row
                continue
            row = _fault(correction, "is corrected twice", "keep one of the two")
        faults.append(row)
    if faults:
        raise CaseError(*faults)
    engine.fill(CORRECTION, found.values())
    engine.run("""
create or replace table excluded as
select distinct source_id, row, 'corrected: ' || any_value(reason) as reason
from correction where now is null group by source_id, row""")
    return tuple(
        replace(source, patch=_patch(source, found.values())) for source in sources
    )


def _applied(
    engine: Engine, sources: Sequence[Mapped], given: Correction
) -> Row | Fault:
    """The row of the table `correction`, or why there can be none."""
    named = [s for s in sources if (s.file, s.sheet) == (given.file, given.sheet)]
    if not named:
        known = ", ".join(f"'{source.file}'" for source in sources)
        return _fault(given, "is in no source of the case", f"use one of: {known}")
    source = named[0]
    cell = source.columns.column(given.field)
    if cell is None:
        return _fault(given, "has no column", f"use one of: {_fields(source)}")
    place = "file_row_number + 1" if given.line is None else "line"
    rows = engine.rows(
        f"select file_row_number + 1 as row, coalesce({cell}, '') as found "
        f"from {_lines(source)} where {place} = $place",
        {"place": given.row if given.line is None else given.line},
    )
    if not rows:
        return _fault(
            given, "is not there: no row begins there", "mend 'line' or 'row'"
        )
    if rows[0]["found"] != given.was:
        return _fault(
            given,
            f"is '{rows[0]['found']}' in the file, and not '{given.was}'",
            "the source is fixed; remove the correction",
        )
    return {
        "source_id": source.taken.source_id,
        "row": rows[0]["row"],
        **{n: getattr(given, n) for n in ("field", "was", "now", "reason", "provider")},
    }


def _fault(given: Correction, what: str, fix: str) -> Fault:
    sheet = f"[{given.sheet}]" if given.sheet else ""
    place = f"row {given.row}" if given.line is None else f"line {given.line}"
    return Fault(
        what=f"corrections.yml: '{given.field}' {what}",
        where=f"{given.file}{sheet}, {place}",
        fix=fix,
    )


def _fields(source: Mapped) -> str:
    return ", ".join(source.columns.columns)


def _lines(source: Mapped) -> str:
    dialect = source.taken.dialect
    return with_lines(
        source.copy,
        len(dialect.headings),
        header_end=dialect.header_end,
        has_lines=source.taken.copy.has_lines,
        is_text=bool(dialect.delimiter),
    )


def _patch(source: Mapped, corrections: Iterable[Row]) -> str:
    """SQL for the columns of the evidence copy that hold a corrected cell."""
    cells: dict[str, str] = {}
    for given in corrections:
        if given["source_id"] == source.taken.source_id and given["now"] is not None:
            cell = str(source.columns.column(given["field"]))
            case = f" when {given['row'] - 1} then {literal(given['now'])}"
            cells[cell] = cells.get(cell, "") + case
    return ", ".join(
        f"case file_row_number{cases} else {cell} end as {cell}"
        for cell, cases in cells.items()
    )
