"""A figure opened: its rows, with the line in the file and the cells as found."""

from pathlib import Path
from typing import Any

from madein.engine import Engine, literal
from madein.sources.layouts import raw_column
from madein.sources.located import with_lines

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
    rows = with_lines(
        file,
        len(cells),
        header_end=copy["header_end"],
        has_lines=copy["has_lines"],
        is_text=copy["is_text"],
    )
    return f"""
insert into raw_text
select {literal(source_id)}, file_row_number + 1, line, {text}
from {rows} where file_row_number + 1 in ({mine})"""
