"""Rows of an evidence copy with the line of the file on which each begins."""

from pathlib import Path

from madein.engine import literal
from madein.sources.layouts import raw_column


def with_lines(
    copy: Path, width: int, *, header_end: int, has_lines: bool, is_text: bool
) -> str:
    """SQL for the rows of an evidence copy, with `file_row_number` and `line`.

    The line is that of a text file, or the row of a sheet. A record of a text takes a
    line, and one more for each line break inside it.

    Args:
        copy: The evidence copy.
        width: Number of its columns.
        header_end: Line on which the headings end.
        has_lines: Whether the copy has a column `line`.
        is_text: Whether the file is a text.
    """
    rows = f"read_parquet({literal(str(copy))})"
    if has_lines:
        return f"(select *, file_row_number from {rows})"
    if not is_text:
        return f"(select *, file_row_number, file_row_number + 1 as line from {rows})"
    cells = [f"coalesce({raw_column(i)}, '')" for i in range(width)]
    return f"""(
  select *, {header_end} + file_row_number + 1
    + coalesce(sum(length(whole) - length(replace(whole, chr(10), ''))) over (
        order by file_row_number rows between unbounded preceding and 1 preceding), 0) as line
  from (select *, file_row_number, {" || ".join(cells)} as whole from {rows}))"""
