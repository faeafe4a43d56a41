"""The files of records: one CSV of vendor A, one workbook of B, two files of C."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from madein.demo.dirt import Entry, Fate, Holdings
from madein.demo.items import Flaw
from madein.demo.truth import NOTICE, Facts
from madein.demo.vendors import Cell, Totals, cells_of_a, cells_of_b, cells_of_c, totals
from madein.engine import Engine, literal

A = "files/vendor_a_synthetic.csv"
B = "files/vendor_b_synthetic.xlsx"
C_2022 = "files/vendor_c_2022_synthetic.csv"
C_2023 = "files/vendor_c_2023_synthetic.parquet"

SHEET = "Records"
TITLE = (NOTICE, "Vendor B (imaginary)", "Import declarations 2019-2020", "DATA", "")
CREATED = datetime(2024, 1, 15)
BLANK_AFTER = (500, 1500)  # a blank row follows these rows of vendor B


def write_files(folder: Path, held: Holdings) -> None:
    """All files of records.

    Args:
        folder: The case folder; has a folder `files`.
        held: What each file holds.
    """
    total = totals(
        {id(e.item): e.item for e in chain(held.a, held.c_2022, held.c_2023)}.values()
    )
    rows_of_a = [cells_of_a(entry, _total(entry, total)) for entry in held.a]
    _write_csv(folder / A, rows_of_a, encoding="cp1251", delimiter=";")
    _write_workbook(folder / B, held.b)
    rows_of_c = [cells_of_c(entry, _total(entry, total)) for entry in held.c_2022]
    broken = {n for n, e in enumerate(held.c_2022) if e.fate is Fate.QUARANTINED}
    _write_csv(
        folder / C_2022, rows_of_c, encoding="utf-8", delimiter=",", broken=broken
    )
    rows_of_c = [cells_of_c(entry, _total(entry, total)) for entry in held.c_2023]
    _write_parquet(folder / C_2023, rows_of_c)


def file_facts(held: Holdings) -> Facts:
    """How many rows of each file become what.

    Args:
        held: What each file holds.
    """
    return {
        A: _facts(held.a),
        C_2022: _facts(held.c_2022)
        | {"quarantined_are": "of importers outside the group"},
        C_2023: _facts(held.c_2023),
        B: _facts(held.b, blank=len(BLANK_AFTER), rejects=1),
    }


def _facts(entries: Sequence[Entry], *, blank: int = 0, rejects: int = 0) -> Facts:
    counts = {fate.value: sum(e.fate is fate for e in entries) for fate in Fate}
    set_aside = [entry for entry in entries if entry.fate is Fate.DUPLICATE]
    valued = [e.usd for e in set_aside if e.item.flaw is not Flaw.NO_USD]
    return {
        "physical_rows": len(entries) + blank + rejects,
        **counts,
        "rejects": rejects,
        "blank_rows": blank,
        "statistical_usd_of_duplicates": str(sum(valued, Decimal(0))),
    }


def _total(entry: Entry, total: Mapping[str, Totals]) -> Totals:
    return total[entry.item.declaration.number]


def _write_csv(
    file: Path,
    rows: Sequence[dict[str, str]],
    *,
    encoding: str,
    delimiter: str,
    broken: Iterable[int] = (),
) -> None:
    """A CSV file; of the broken rows the first lacks cells, the next has too many."""
    lines = [list(row.values()) for row in rows]
    for n, index in enumerate(sorted(broken)):
        lines[index] = lines[index] + ["?", "?", "?"] if n % 2 else lines[index][:-5]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([list(rows[0]), *lines])
    file.write_bytes(text.getvalue().encode(encoding))


def _write_parquet(file: Path, rows: Sequence[dict[str, str]]) -> None:
    """A Parquet file, every column as text, by way of a CSV that is deleted."""
    passing = file.with_suffix(".csv")
    _write_csv(passing, rows, encoding="utf-8", delimiter=",")
    read = f"from read_csv({literal(str(passing))}, header = true, all_varchar = true)"
    with Engine() as engine:
        engine.write(read, file)
    passing.unlink()


def _write_workbook(file: Path, entries: Sequence[Entry]) -> None:
    rows = [cells_of_b(entry) for entry in entries]
    with xlsxwriter.Workbook(str(file)) as workbook:
        workbook.set_properties({"title": NOTICE, "created": CREATED})
        as_day = workbook.add_format({"num_format": "dd.mm.yyyy"})
        sheet = workbook.add_worksheet(SHEET)
        for line, words in enumerate(TITLE):
            sheet.write_string(line, 0, words)
        sheet.write_row(len(TITLE), 0, list(rows[0]))
        line = len(TITLE) + 1
        for count, row in enumerate(rows, start=1):
            _write_row(sheet, line, row, as_day)
            line += 2 if count in BLANK_AFTER else 1
        _write_row(sheet, line, _grand_total(rows), as_day)


def _write_row(
    sheet: Worksheet, line: int, row: Mapping[str, Cell], as_day: Format
) -> None:
    for column, cell in enumerate(row.values()):
        match cell:
            case "":
                continue
            case str():
                sheet.write_string(line, column, cell)
            case date():
                sheet.write_datetime(
                    line, column, datetime(*cell.timetuple()[:3]), as_day
                )
            case _:
                sheet.write_number(line, column, float(cell))


def _grand_total(rows: Sequence[Mapping[str, Cell]]) -> dict[str, Cell]:
    values = [row["TOTAL_VALUE_USD"] for row in rows]
    total = sum((v for v in values if isinstance(v, Decimal)), Decimal(0))
    blank: dict[str, Cell] = dict.fromkeys(rows[0], "")
    return blank | {"RECORDS_TAG": "Grand total", "TOTAL_VALUE_USD": total}
