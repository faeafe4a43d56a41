"""All rows of each figure as CSV, beside the page."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from madein.engine import Engine
from madein.report.built import Built
from madein.report.figure import Figure
from madein.report.wording import anchor

PAGE = 50_000  # rows of a file held in memory at once
MOST_ROWS = 50_000  # a figure of more rows has no file; `madein why` lists them
LARGEST = 20  # rows of each figure that the page shows
FORMULA = ("=", "+", "-", "@", "\t", "\r")

WITH_TEXT = """
    select source.file, raw_text.line, figure_rows.*, raw_text.text as original
    from ({sql}) as figure_rows
    left join source using (source_id)
    left join raw_text using (source_id, row)
"""


def with_text(figure: Figure) -> str:
    """Query for the rows of a figure with file, line and their cells as received.

    Args:
        figure: The figure.
    """
    return WITH_TEXT.format(sql=figure.sql)


def has_file(figure: Figure) -> bool:
    """Whether all rows of a figure are written beside the page.

    Args:
        figure: The figure.
    """
    return figure.rows + figure.unclear_rows <= MOST_ROWS


def rows_quoted(engine: Engine) -> str:
    """Query for the ids of all rows whose original cells a report quotes.

    Args:
        engine: The engine with the tables of the case.
    """
    figures = engine.rows(
        "select sql, rows + unclear_rows as rows from figure where parent is null and sql is not null"
    )
    parts = ["select source_id, row from reject"]
    for figure in figures:
        most = figure["rows"] if figure["rows"] <= MOST_ROWS else LARGEST
        parts.append(f"select source_id, row from ({figure['sql']} limit {most})")
    return " union ".join(parts)


def write_all_rows(built: Built, folder: Path) -> None:
    """One file for each figure of its own; files of an earlier edition go.

    Args:
        built: The built case.
        folder: Where to; made if it is absent.
    """
    folder.mkdir(parents=True, exist_ok=True)
    figures = [figure for figure in built.added_up if has_file(figure)]
    written = {write_rows(built, figure, folder) for figure in figures}
    for file in set(folder.glob("*.csv")) - written:
        file.unlink()


def write_rows(built: Built, figure: Figure, folder: Path) -> Path:
    """All rows of a figure as CSV, replaced in one step.

    Args:
        built: The built case.
        figure: The figure.
        folder: Where to.
    """
    file = folder / f"{anchor(figure.id)}.csv"
    part = file.with_name(f"{file.name}.part")
    # The mark at the start lets spreadsheets read Cyrillic.
    with part.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        described = built.engine.rows(f"describe {with_text(figure)}")
        writer.writerow([column["column_name"] for column in described])
        for row in _all_rows(built, figure):
            writer.writerow([safe_cell(cell) for cell in row.values()])
    part.replace(file)
    return file


def safe_cell(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula.

    Args:
        cell: The value.

    Examples:
        >>> safe_cell("=1+1"), safe_cell("-5.5"), safe_cell("- bolts"), safe_cell(None)
        ("'=1+1", '-5.5', "'- bolts", None)
    """
    if not isinstance(cell, str) or not cell.startswith(FORMULA):
        return cell
    return cell if _is_number(cell) else f"'{cell}"


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-").removeprefix("+")
    return digits.replace(".", "", 1).isdecimal() and digits.isascii()


def _all_rows(built: Built, figure: Figure) -> Iterator[dict[str, Any]]:
    sql = f"{with_text(figure)} order by source_id, row"
    for start in range(0, figure.rows + figure.unclear_rows + PAGE, PAGE):
        page = built.engine.rows(f"{sql} limit {PAGE} offset {start}")
        yield from page
        if len(page) < PAGE:
            return
