"""Workbooks of any format, opened: XLSX by our own reader, others by a library."""

import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.sources.formats import shown
from madein.sources.workbooks.xlsx import Merge, Xlsx
from madein.sources.workbooks.xlsx_cells import plain
from madein.sources.workbooks.xlsx_parts import DamagedError


class OtherBook:
    """A workbook of any other format: XLS, XLSB, ODS.

    Its library shows an error in a cell as a blank.

    Args:
        file: The workbook.
    """

    def __init__(self, file: Path) -> None:
        from python_calamine import CalamineWorkbook, SheetVisibleEnum

        with file.open("rb") as handle:
            self._book = CalamineWorkbook.from_filelike(handle)
        self._shown = [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        ]

    def names(self) -> list[str]:
        """Names of the sheets; hidden ones are left out where others are not."""
        return self._shown or self._book.sheet_names

    def has(self, name: str) -> bool:
        """Whether there is such a sheet, hidden or not."""
        return name in self._book.sheet_names

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row, from 1.

        Args:
            name: The sheet.

        Yields:
            A row.
        """
        sheet = self._book.get_sheet_by_name(name)
        left = [""] * (sheet.start or (0, 0))[1]  # the library leaves such columns out
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, left + [cell_text(cell) for cell in cells]

    def merges(self, name: str, most: int) -> list[Merge]:
        """Cells that are joined in the first rows, counted from 0.

        Args:
            name: The sheet.
            most: How many rows are of interest.
        """
        found = self._book.get_sheet_by_name(name).merged_cell_ranges or []
        return [(*first, *last) for first, last in found if first[0] < most]


Book = Xlsx | OtherBook


def open_book(file: Path) -> Book:
    """A workbook, by what its bytes say it is.

    Args:
        file: The workbook.
    """
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
        if not {"xl/workbook.bin", "content.xml"} & set(names):
            return Xlsx(file)
    return OtherBook(file)


@contextmanager
def reading(file: Path) -> Generator[None]:
    """Say of a workbook that breaks what is wrong with it.

    Args:
        file: The workbook.

    Yields:
        Nothing; the workbook is read meanwhile.

    Raises:
        SourceError: It breaks.
    """
    from python_calamine import CalamineError, PasswordError

    fix = "open it in a spreadsheet program and save it again, or ask for it again"
    try:
        yield
    except PasswordError as error:
        reason, cause = "it is protected by a password", error
        fix = "open it with its password, and save it without"
    except (DamagedError, CalamineError, zipfile.BadZipFile, zlib.error) as error:
        reason, cause = str(error), error
    except (UnicodeDecodeError, NotImplementedError, RuntimeError, OSError) as error:
        reason, cause = f"it is damaged: {error}", error
    else:
        return
    what = f"the workbook cannot be read: {shown(reason)}"
    raise SourceError(Fault(what=what, where=str(file), fix=fix)) from cause


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
        case float():
            return plain(value)
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return plain(value / timedelta(days=1))
        case _:
            return str(value)
