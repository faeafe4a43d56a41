"""The careful way through a damaged text file: line by line, nothing dropped.

A row counts as read when it has as many cells as there are headings. A quotation mark
may join at most `MOST_LINES` lines. Where it joins more, or what it joins does not fit,
the line it stands on is quarantined and reading goes on with the next one.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from pathlib import Path

from madein.sources.dialect import Dialect

MOST_LINES = 20
TEXT_KEPT = 2_000  # characters of a quarantined line that are shown
WIDE = ("utf-16", "utf-32")  # a line break is more than a byte

Line = tuple[int, str, str]  # number, text with its line break, decoding fault


@dataclass(frozen=True, kw_only=True)
class Split:
    """A stretch of a file: cells, or the reason why it could not be cut.

    Attributes:
        line: First line of the stretch, from 1.
        cells: Its cells; None where it could not be cut.
        reason: Why not; empty where it could.
        text: The stretch as found, shortened; empty where it was cut.
    """

    line: int
    cells: list[str] | None
    reason: str = ""
    text: str = ""


def split(file: Path, dialect: Dialect) -> Iterator[Split]:
    """Every row below the headings, read or quarantined.

    A blank line is a row of empty cells.

    Args:
        file: The text file.
        dialect: How to read it.

    Yields:
        One stretch of the file after the other.
    """
    lines = _lines(file, dialect)
    ahead = deque(islice(lines, MOST_LINES))
    while ahead:
        piece, used = _first(ahead, dialect.delimiter, len(dialect.headings))
        for _ in range(used):
            ahead.popleft()
        ahead.extend(islice(lines, used))
        yield piece


def is_wide(encoding: str) -> bool:
    """Whether an encoding writes every character in two bytes or more.

    Args:
        encoding: Python name of the encoding.
    """
    return codecs.lookup(encoding).name.startswith(WIDE)


def _lines(file: Path, dialect: Dialect) -> Iterator[Line]:
    """Number, text and fault of each line below the headings."""
    reading = _wide_lines if is_wide(dialect.encoding) else _byte_lines
    for number, text, fault in islice(
        reading(file, dialect.encoding), dialect.header_end, None
    ):
        yield number, text, fault or ("a NUL character" if "\0" in text else "")


def _wide_lines(file: Path, encoding: str) -> Iterator[Line]:
    with file.open(encoding=encoding, errors="replace", newline="\n") as handle:
        for number, text in enumerate(handle, start=1):
            yield number, text, f"not {encoding}" if "\ufffd" in text else ""


def _byte_lines(file: Path, encoding: str) -> Iterator[Line]:
    with file.open("rb") as handle:
        for number, raw in enumerate(handle, start=1):
            try:
                yield number, raw.decode(encoding), ""
            except UnicodeDecodeError as error:
                fault = f"byte {error.start + 1} of the line is not {encoding}"
                yield number, raw.decode(encoding, "backslashreplace"), fault


def _first(ahead: Sequence[Line], delimiter: str, width: int) -> tuple[Split, int]:
    """The first stretch of the lines ahead, and how many of them it takes."""
    number, text, fault = ahead[0]
    if fault:
        return _quarantined(number, text, fault), 1
    if not text.strip():
        return Split(line=number, cells=[""] * width), 1
    whole = takewhile(lambda line: not line[2], ahead)
    reader = csv.reader(
        (text for _, text, _ in whole), delimiter=delimiter, strict=True
    )
    try:
        cells = next(reader)
    except csv.Error as error:
        return _quarantined(number, text, _reason(error)), 1
    used = reader.line_num
    stretch = "".join(text for _, text, _ in islice(ahead, used))
    if len(cells) != width:
        reason = f"{len(cells)} cells where the headings have {width}"
        return _quarantined(number, stretch, reason), used
    if _is_torn(cells) and not _clean(delimiter).fullmatch(stretch.rstrip("\r\n")):
        reason = "a quotation mark inside a cell; the cells may be others"
        return _quarantined(number, stretch, reason), used
    return Split(line=number, cells=cells), used


def _reason(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quotation mark is never closed"
    if "field limit" in str(error):
        return f"a cell of more than {csv.field_size_limit():,} characters"
    return f"the quotation marks do not fit: {error}"


def _is_torn(cells: Sequence[str]) -> bool:
    """Whether a delimiter between quotation marks may have been taken for a border.

    `5 "bolts, M8"` becomes `5 "bolts` and ` M8"`; an inch sign stands alone.
    """
    odd = [cell for cell in cells if cell.count('"') % 2]
    return len(odd) > 1 and any(cell.endswith('"') for cell in odd)


@cache
def _clean(delimiter: str) -> re.Pattern[str]:
    """A row whose quotation marks are all where they belong."""
    sign = re.escape(delimiter)
    cell = f'(?:"(?:[^"]|"")*"|[^"{sign}]*)'
    return re.compile(f"{cell}(?:{sign}{cell})*")


def _quarantined(line: int, text: str, reason: str) -> Split:
    shown = text.rstrip("\r\n")[:TEXT_KEPT]
    return Split(line=line, cells=None, reason=reason, text=shown)
