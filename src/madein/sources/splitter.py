"""The careful way through a damaged text file: line by line, nothing dropped.

A row counts as read when it has as many cells as there are headings. An open quotation
mark may join at most `MOST_LINES` lines; otherwise its first line is quarantined and
reading goes on with the next one.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from madein.sources.dialect import Dialect

MOST_LINES = 20
TEXT_KEPT = 2_000  # characters of a quarantined line that are shown


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
    width = len(dialect.headings)
    held: list[tuple[int, str]] = []
    for number, line, fault in _lines(file, dialect):
        if fault:
            yield from _give_up(held, dialect, width)
            held = []
            yield Split(line=number, cells=None, reason=fault, text=line[:TEXT_KEPT])
            continue
        held.append((number, line))
        if _is_open("\n".join(text for _, text in held)):
            if len(held) < MOST_LINES:
                continue
            first, *rest = held
            yield _quarantined(first[0], first[1], "a quotation mark is never closed")
            held = []
            for later in rest:
                yield _cut(*later, dialect, width)
            continue
        yield _cut(held[0][0], "\n".join(text for _, text in held), dialect, width)
        held = []
    yield from _give_up(held, dialect, width)


def _lines(file: Path, dialect: Dialect) -> Iterator[tuple[int, str, str]]:
    """Number, text and decoding fault of each line below the headings."""
    if dialect.encoding == "utf-16":
        with file.open(encoding="utf-16", newline="\n") as handle:
            for number, line in enumerate(handle, start=1):
                if number > dialect.header_end:
                    yield number, line.rstrip("\r\n"), ""
        return
    with file.open("rb") as handle:
        for number, raw in enumerate(handle, start=1):
            if number <= dialect.header_end:
                continue
            raw = raw.rstrip(b"\r\n")  # noqa: PLW2901 - the line without its end
            try:
                yield number, raw.decode(dialect.encoding), ""
            except UnicodeDecodeError as error:
                reason = f"byte {error.start + 1} of the line is not {dialect.encoding}"
                yield number, raw.decode(dialect.encoding, "backslashreplace"), reason


def _is_open(text: str) -> bool:
    return text.count('"') % 2 == 1


def _give_up(
    held: list[tuple[int, str]], dialect: Dialect, width: int
) -> Iterator[Split]:
    """What is left when a quotation mark was still open."""
    if held:
        first, *rest = held
        yield _quarantined(first[0], first[1], "a quotation mark is never closed")
        for later in rest:
            yield _cut(*later, dialect, width)


def _cut(line: int, text: str, dialect: Dialect, width: int) -> Split:
    if not text.strip():
        return Split(line=line, cells=[""] * width)
    if _is_open(text):
        return _quarantined(line, text, "a quotation mark is never closed")
    try:
        rows = list(csv.reader([text], delimiter=dialect.delimiter, strict=True))
    except csv.Error as error:
        return _quarantined(line, text, f"the quotation marks do not fit: {error}")
    if len(rows) != 1 or len(rows[0]) != width:
        found = len(rows[0]) if rows else 0
        return _quarantined(
            line, text, f"{found} cells where the headings have {width}"
        )
    return Split(line=line, cells=rows[0])


def _quarantined(line: int, text: str, reason: str) -> Split:
    return Split(line=line, cells=None, reason=reason, text=text[:TEXT_KEPT])
