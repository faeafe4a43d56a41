"""The careful way through a damaged text file: nothing dropped, nothing swallowed.

A row counts as read when it has as many cells as there are headings. A quotation mark
may join at most `MOST_LINES` lines. Where it joins more, or what it joins does not fit,
the line it stands on is quarantined and reading goes on with the next one.

Most lines of a damaged file are sound; only the others are read one by one.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from madein.sources.text.careful import Careful, Split
from madein.sources.text.cutting import MOST_LINES, cut
from madein.sources.text.dialect import Dialect
from madein.sources.text.lines import Block, blocks
from madein.sources.text.sound import Soundness


@dataclass(frozen=True, kw_only=True)
class Sieved:
    """What became of a damaged file.

    Attributes:
        dialect: How the clean file is read: UTF-8, without headings.
        records: Rows in the clean file.
        quarantined: What is not in the clean file.
    """

    dialect: Dialect
    records: int
    quarantined: tuple[Split, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Stretch:
    """Sound lines: each is a row by itself."""

    line: int
    lines: Sequence[bytes]


def split(file: Path, dialect: Dialect) -> Iterator[Split]:
    """Every row below the headings, read or quarantined.

    A blank line is a row of empty cells.

    Args:
        file: The text file.
        dialect: How to read it.

    Yields:
        One stretch of the file after the other.
    """
    for piece in _pieces(file, dialect):
        if isinstance(piece, Split):
            yield piece
        else:
            for number, raw in enumerate(piece.lines, piece.line):
                yield Split(line=number, cells=_cells(raw, dialect))


def sieve(file: Path, dialect: Dialect, clean: Path) -> Sieved:
    """Write the rows that can be read into a clean file, each behind its line.

    Args:
        file: The text file.
        dialect: How to read it.
        clean: Where the rows go, in UTF-8 and without headings.
    """
    way = replace(
        dialect,
        encoding="utf-8",
        escape=dialect.quote,
        line_end="\n",
        header_line=0,
        header_end=0,
    )
    quarantined: list[Split] = []
    records = 0
    with clean.open("wb") as out:
        for piece in _pieces(file, dialect):
            if isinstance(piece, Split) and piece.cells is None:
                quarantined.append(piece)
                continue
            out.write(_written(piece, dialect, way))
            records += 1 if isinstance(piece, Split) else len(piece.lines)
    return Sieved(
        dialect=way,
        records=records,
        quarantined=tuple(quarantined),
    )


def _pieces(file: Path, dialect: Dialect) -> Iterator[Split | _Stretch]:
    """The file below its headings, in order: stretches of sound lines, and the rest."""
    soundness, careful = Soundness(dialect, dialect.headings), Careful(dialect)
    held = Block(first=1, lines=[])
    for block in blocks(file, dialect.encoding, dialect.line_break):
        held = held.joined(block).below(dialect.header_end)
        if careful.top is None and held.lines:
            first = [line.decode() for line in held.lines[:MOST_LINES]]
            careful.top = cut(first, dialect).cells
        # A quotation mark among the last lines may join those of the next block.
        used = yield from _read(held, soundness, careful, MOST_LINES)
        held = held.below(held.first + used - 1)
    yield from _read(held, soundness, careful, 0)


def _read(
    block: Block, soundness: Soundness, careful: Careful, kept: int
) -> Generator[Split | _Stretch, None, int]:
    """Pieces of the lines of a block, but for some at its end; how many it read."""
    faulty = {number - block.first for number in block.faults}
    odd = faulty if careful.is_below else faulty | soundness.odd(block.lines)
    at, end = 0, len(block.lines)
    careful.meet([raw for n, raw in enumerate(block.lines) if n not in odd])
    for position in sorted(odd):
        if position < at or careful.is_below:
            continue
        if position > at:
            yield _Stretch(line=block.first + at, lines=block.lines[at:position])
        if position + kept > end:
            return position
        piece, used = careful.first(block, position)
        yield piece
        at = position + used
    if careful.is_below:
        yield from (careful.first(block, n)[0] for n in range(at, end))
    elif at < end:
        yield _Stretch(line=block.first + at, lines=block.lines[at:])
    return end


def _written(piece: Split | _Stretch, dialect: Dialect, way: Dialect) -> bytes:
    if isinstance(piece, Split):
        return _line([str(piece.line), *(piece.cells or [])], way)
    if dialect.escape in {dialect.quote, ""} or not dialect.quote:
        line = b"%d" + way.delimiter.replace("%", "%%").encode() + b"%b\n"
        numbered = chain.from_iterable(enumerate(piece.lines, piece.line))
        whole = line * len(piece.lines) % tuple(numbered)
        return whole.replace(b"\r\n", b"\n") if b"\r" in whole else whole
    return b"".join(
        _line([str(line), *_cells(raw, dialect)], way)
        for line, raw in enumerate(piece.lines, piece.line)
    )


def _line(cells: Sequence[str], way: Dialect) -> bytes:
    quote = way.quote
    marked = (quote + cell.replace(quote, quote * 2) + quote for cell in cells)
    return (way.delimiter.join(marked if quote else cells) + "\n").encode()


def _cells(raw: bytes, dialect: Dialect) -> list[str]:
    return cut([raw.decode()], dialect).cells or []
