"""A figure opened: its rows, with the line in the file and the cells as found."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from madein.engine import Engine, literal
from madein.sources.layouts import raw_column

SEPARATOR = " | "


def define_raw_text(
    engine: Engine, copies: dict[str, dict[str, Any]], raw: Path, wanted: str
) -> None:
    """Table `raw_text` (source_id, row, line, text) for the rows that are wanted.

    `line` is the line of a text file, or the row of a sheet, on which the row begins.

    Args:
        engine: The engine.
        copies: For each source id, its evidence copy as the build notes it.
        raw: Where evidence copies lie.
        wanted: SQL that gives source_id and row.
    """
    engine.run(
        f"create or replace table wanted as select distinct source_id, row from ({wanted})"
    )
    engine.run(
        "create or replace table raw_text "
        "(source_id varchar, row bigint, line bigint, text varchar)"
    )
    for source_id, copy in copies.items():
        engine.run(_raw_text(source_id, copy, raw / copy["name"]))


def _raw_text(source_id: str, copy: dict[str, Any], file: Path) -> str:
    cells = [raw_column(i) for i in range(len(copy["headings"]))]
    text = "concat_ws(" + literal(SEPARATOR) + ", "
    text += ", ".join(f"coalesce({cell}, '')" for cell in cells) + ")"
    mine = f"select row from wanted where source_id = {literal(source_id)}"
    if copy["has_lines"]:
        line, rows = "line", f"read_parquet({literal(str(file))})"
    elif copy["is_text"]:
        line, rows = "line", _with_lines(cells, copy["header_end"], file)
    else:
        line, rows = "file_row_number + 1", f"read_parquet({literal(str(file))})"
    return f"""
insert into raw_text
select {literal(source_id)}, file_row_number + 1, {line}, {text}
from {rows} where file_row_number + 1 in ({mine})"""


def _with_lines(cells: Iterable[str], header_end: int, file: Path) -> str:
    """Rows of a text file with their first line.

    A record takes a line, and one more for each line break inside it.
    """
    joined = " || ".join(f"coalesce({cell}, '')" for cell in cells)
    return f"""(
  select *, {header_end} + file_row_number + 1
    + coalesce(sum(length(whole) - length(replace(whole, chr(10), ''))) over (
        order by file_row_number rows between unbounded preceding and 1 preceding), 0) as line
  from (select *, file_row_number, {joined} as whole from read_parquet({literal(str(file))})))"""
