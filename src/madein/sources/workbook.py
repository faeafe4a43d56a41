"""Workbooks as text, read in a child process with limits of memory and time.

Run as `python -m madein.sources.workbook FILE SHEET OUT`: writes one JSON list a row
of the sheet, blank rows included, so that line n of OUT is row n of the sheet.
"""

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from madein.errors import Fault, SourceError

MEMORY_BYTES = 6 << 30
SECONDS = 900


def unpack(file: Path, sheet: str, out: Path) -> None:
    """Write the rows of a sheet as JSON lines.

    Args:
        file: The workbook.
        sheet: Name of the sheet; empty for the first.
        out: Where to.

    Raises:
        SourceError: The workbook is damaged, too large, or has no such sheet.
    """
    command = [sys.executable, "-m", __name__, str(file), sheet, str(out)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, arguments as a list
            command, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SourceError(
            _unreadable(file, f"it takes longer than {SECONDS} s to read")
        ) from error
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        reason = lines[-1] if lines else f"the reader ended with {done.returncode}"
        raise SourceError(_unreadable(file, reason))


def rows(unpacked: Path) -> Iterator[list[str]]:
    """The rows that `unpack` wrote.

    Args:
        unpacked: File written by `unpack`.

    Yields:
        Cells of one row of the sheet.
    """
    with unpacked.open(encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def cell_text(value: object) -> str:
    """A cell as text: days in ISO form, whole numbers without a decimal point.

    Args:
        value: What the reader found in the cell.

    Examples:
        >>> cell_text(8708290000.0), cell_text(1234.5), cell_text(date(2021, 3, 4))
        ('8708290000', '1234.5', '2021-03-04')
        >>> cell_text(datetime(2021, 3, 4, 0, 0)), cell_text(None)
        ('2021-03-04', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float() if abs(value) < 1e15:  # beyond, the last digits are lost
            return str(int(value)) if value == int(value) else _plain(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return str(value.total_seconds())
        case _:
            return str(value)


def _plain(value: float) -> str:
    """The shortest text that means the number, never with an exponent."""
    return format(Decimal(repr(value)), "f")


def _unreadable(file: Path, reason: str) -> Fault:
    return Fault(
        what=f"the workbook cannot be read: {reason}",
        where=str(file),
        fix="open it in a spreadsheet program and save it again, or ask for it again",
    )


def _main(file: str, sheet: str, out: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(file)
    found = book.get_sheet_by_name(sheet or book.sheet_names[0])
    with Path(out).open("w", encoding="utf-8") as handle:
        for cells in found.iter_rows():  # from the first row of the sheet on
            texts = [cell_text(cell) for cell in cells]
            handle.write(json.dumps(texts, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
