"""How lines of text are cut into cells: one row at a time, by the marks of a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST_LINES = 20  # lines that a quotation mark may join
LONGEST = 1 << 20  # bytes of a row; a longer one is damage

OPEN = "a quotation mark is never closed"
MISFIT = "the quotation marks do not fit: text follows a closing one"
BREAK = "a line end of another kind outside quotation marks"


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What divides and encloses the cells of a text file.

    Attributes:
        delimiter: What stands between cells.
        quote: Quotation mark; empty where the file has none.
        escape: What stands before a quotation mark inside a cell; the mark itself where
            it is doubled.
        line_end: What ends a line.
    """

    delimiter: str
    quote: str = '"'
    escape: str = '"'
    line_end: str = "\n"

    @property
    def line_break(self) -> str:
        """The character between two lines; before a line feed may stand a return."""
        return self.line_end[-1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """The first row of some lines.

    Attributes:
        cells: Its cells; None where it cannot be cut.
        lines: How many lines it takes.
        reason: Why it cannot be cut.
        stray: Cells with a quotation mark where none belongs.
    """

    cells: list[str] | None
    lines: int = 1
    reason: str = ""
    stray: tuple[str, ...] = ()


def cut(lines: Sequence[str], marks: Marks) -> Cut:
    """The first row of some lines, by the letter of the marks.

    Args:
        lines: The lines, without what divides them.
        marks: The marks of the file.
    """
    first = lines[0].removesuffix("\r")
    if not (marks.quote and marks.quote in first) and not _has_break(first):
        return Cut(cells=first.split(marks.delimiter))
    found = _cut(lines[0], marks)
    if found.reason == OPEN:
        found = _cut(marks.line_break.join(lines[:MOST_LINES]), marks)
    return found


def cut_all(lines: Sequence[str], marks: Marks) -> list[tuple[int, Cut]]:
    """Every row of some lines, with the number of its first line, from 1.

    Args:
        lines: The lines, without what divides them.
        marks: The marks of the file.
    """
    rows, at = [], 0
    while at < len(lines):
        row = cut(lines[at : at + MOST_LINES], marks)
        rows.append((at + 1, row))
        at += row.lines
    return rows


def is_torn(row: Cut, marks: Marks) -> bool:
    """Whether a delimiter between quotation marks may have been taken for a border.

    `5 "bolts, M8"` becomes `5 "bolts` and ` M8"`; an inch sign stands alone.

    Args:
        row: The row.
        marks: The marks of the file.
    """
    odd = [cell for cell in row.stray if cell.count(marks.quote) % 2]
    return len(odd) > 1 and any(cell.endswith(marks.quote) for cell in odd)


def quoted_cell(marks: Marks, *, without: str = "") -> str:
    """Pattern of a cell between quotation marks.

    Args:
        marks: The marks of the file.
        without: Characters that may not stand in it.
    """
    quote, escape = re.escape(marks.quote), re.escape(marks.escape)
    plain = f"[^{quote}{escape}{without}]*+"
    if not escape:
        return f"{quote}({plain}){quote}"
    escaped = quote + quote if escape == quote else f"{escape}[^{without or quote}]"
    if not without and escape != quote:
        escaped = f"{escape}(?s:.)"
    # No possessive group: Python before 3.11.5 matches those wrongly.
    end = f"{quote}(?!{quote})" if escape == quote else quote
    return f"{quote}({plain}(?:{escaped}{plain})*){end}"


def _has_break(line: str) -> bool:
    return "\r" in line or "\n" in line


def _cut(text: str, marks: Marks) -> Cut:
    """The first row of a text, by the pattern of a cell."""
    cell = _cell(marks)
    cells, stray, at = [], [], 0
    while (found := cell.match(text, at)) is not None:
        inner, plain, end = found.groups()
        cells.append(plain if inner is None else _unescaped(inner, marks))
        if plain and marks.quote and marks.quote in plain:
            stray.append(plain)
        at = found.end()
        if end != marks.delimiter:
            lines = text.count(marks.line_break, 0, at)
            lines += not end.endswith(marks.line_break)
            return Cut(cells=cells, lines=lines, stray=tuple(stray))
    return Cut(cells=None, reason=_reason(text, at, marks))


def _reason(text: str, at: int, marks: Marks) -> str:
    if not (marks.quote and text.startswith(marks.quote, at)):
        return BREAK
    return MISFIT if re.compile(quoted_cell(marks)).match(text, at) else OPEN


def _unescaped(inner: str, marks: Marks) -> str:
    if not marks.escape or marks.escape not in inner:
        return inner
    pair = re.escape(marks.escape) + f"([{re.escape(marks.quote + marks.escape)}])"
    return re.sub(pair, r"\1", inner)


@lru_cache
def _cell(marks: Marks) -> re.Pattern[str]:
    """A cell with what ends it: in quotation marks, or plain."""
    delimiter, quote = re.escape(marks.delimiter), re.escape(marks.quote)
    if len(marks.delimiter) == 1:
        plain = f"[^{delimiter}\r\n]*+"
    else:
        plain = f"(?:(?!{delimiter})[^\r\n])*"
    return_ = "" if marks.line_break == "\r" else "\r?"
    ends = rf"({delimiter}|{return_}{marks.line_break}|{return_}\Z)"
    if not quote:
        return re.compile(f"(?:(?!)()|({plain})){ends}")
    return re.compile(f"(?:{quoted_cell(marks)}|((?!{quote}){plain})){ends}")
