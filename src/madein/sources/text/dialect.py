"""How the bytes of a text file become cells: encoding, marks, headings."""

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.sources.layouts import Layout
from madein.sources.text.cutting import Cut, Marks, cut_all
from madein.sources.text.doubts import (
    damaged,
    delimiter_lead,
    no_such_line,
    quote_lead,
    unclear,
    unsure,
)
from madein.sources.text.encoding import Encoding, find_encoding
from madein.sources.text.guess import guesses, line_end_of
from madein.sources.text.headings import (
    NOWHERE,
    Cells,
    Place,
    find_headings,
    mended,
    usual_width,
)

SAMPLE_BYTES = 1 << 20
SAMPLE_LINES = 1_000  # that the headings are told from
SHOWN = 5  # rows of a sample
LEAST_WORTH = 0.15  # of marks that cut a file at all

# Beginnings of files that hold other files.
PACKED = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"\x28\xb5\x2f\xfd", "zstd"))


@dataclass(frozen=True, kw_only=True)
class Dialect(Marks):
    """How a text file is read.

    Attributes:
        encoding: Python name of the encoding.
        header_line: Line of the headings, from 1; 0 where the file has none.
        header_end: Last line of the headings; the same unless they take several.
        headings: The headings; their number is the width of the table.
    """

    encoding: str
    header_line: int
    header_end: int
    headings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a person knows of a file, and does not leave to be found.

    Attributes:
        sheet: Sheet of a workbook, or file inside an archive.
        encoding: Encoding of the bytes.
        delimiter: What stands between cells.
        quote: Quotation mark; empty for none.
        escape: What stands before a quotation mark inside a cell.
        header_line: Line of the headings; 0 for none.
    """

    sheet: str = ""
    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    escape: str | None = None
    header_line: int | None = None


NOTHING_TOLD = Told()


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a file is read, as far as its beginning shows.

    Attributes:
        dialect: How to read it.
        confidence: Share of certainty, 0 to 1, of `encoding`, `delimiter`, `quote` and
            `header_line`; 1 for what a person told.
        doubts: What cannot be told for certain, each with the flag that settles it.
        skipped: Rows above the headings.
        sample: The first rows below them.
    """

    dialect: Dialect
    confidence: Mapping[str, float] = field(default_factory=dict)
    doubts: tuple[Fault, ...] = ()
    skipped: tuple[tuple[str, ...], ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()


def sniff(file: Path, layouts: Sequence[Layout], told: Told = NOTHING_TOLD) -> Look:
    """The dialect of a text file.

    Args:
        file: The file.
        layouts: Layouts whose headings are looked for.
        told: What a person knows of it.

    Raises:
        SourceError: The file is empty or packed, nothing cuts it into cells, or no row
            begins on the line of the headings.
    """
    where = str(file)
    encoding = _encoding(file, told.encoding)
    text = _decode(_sample(file), encoding.name, file)
    line_end = line_end_of(text)
    lines = _lines(text, line_end, is_whole=file.stat().st_size <= SAMPLE_BYTES)
    ranked = guesses(lines, line_end, told.delimiter, told.quote, told.escape)
    if not ranked or (told.delimiter is None and ranked[0].worth < LEAST_WORTH):
        raise SourceError(_no_delimiter(where))
    rows = cut_all(lines, ranked[0].marks)
    place, doubts = _place(
        rows, lines, ranked[0].marks, layouts, told.header_line, where
    )
    below = [tuple(row.cells) for _, row in rows[place.end :] if row.cells is not None]
    header_line = rows[place.first][0] if place.headings else 0
    confidence = {
        "encoding": encoding.confidence,
        "delimiter": 1.0 if told.delimiter is not None else delimiter_lead(ranked),
        "quote": 1.0 if told.quote is not None else quote_lead(ranked, lines),
        "header_line": place.confidence,
    }
    return Look(
        dialect=Dialect(
            encoding=encoding.name,
            **asdict(ranked[0].marks),
            header_line=header_line,
            header_end=_last_line(rows[place.end - 1]) if header_line else 0,
            headings=place.headings or _names(below, layouts),
        ),
        confidence=confidence,
        doubts=(*unsure(confidence, encoding, ranked, header_line, where), *doubts),
        skipped=tuple(tuple(row.cells or ()) for _, row in rows[: place.first]),
        sample=tuple(cells for cells in below if any(cells))[:SHOWN],
    )


def _encoding(file: Path, told: str | None) -> Encoding:
    if told is None:
        return find_encoding(file)
    return Encoding(name=told, confidence=1.0, why="a person named it")


def _sample(file: Path) -> bytes:
    with file.open("rb") as handle:
        sample = handle.read(SAMPLE_BYTES)
    if not sample.strip(b"\0\r\n\t "):
        raise SourceError(
            Fault(
                what="the file is empty",
                where=str(file),
                fix="ask whoever sent it for the file again",
            )
        )
    for beginning, name in PACKED:
        if sample.startswith(beginning):
            raise SourceError(
                Fault(
                    what=f"the file is packed ({name})",
                    where=str(file),
                    fix="unpack it, and add what is inside",
                )
            )
    return sample


def _decode(sample: bytes, encoding: str, file: Path) -> str:
    try:
        text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    except (LookupError, UnicodeError) as error:
        raise SourceError(
            Fault(
                what=f"the bytes are not '{encoding}'",
                where=str(file),
                fix="name another encoding with --encoding",
            )
        ) from error
    return text.removeprefix("\ufeff").rstrip("\0")


def _lines(text: str, line_end: str, *, is_whole: bool) -> list[str]:
    """The first lines; the last of a sample may be cut off."""
    lines = text.split(line_end[-1])
    if lines[-1] and is_whole:
        return lines[:SAMPLE_LINES]
    return lines[:-1][:SAMPLE_LINES] or lines


def _last_line(row: tuple[int, Cut]) -> int:
    return row[0] + row[1].lines - 1


def _names(rows: Sequence[Cells], layouts: Sequence[Layout]) -> tuple[str, ...]:
    """Headings for a file without: those of the only layout that has as many."""
    width = usual_width(rows)
    fitting = [layout.headings for layout in layouts if len(layout.headings) == width]
    if len(fitting) == 1:
        return fitting[0]
    return tuple(f"column {n}" for n in range(1, width + 1))


def _place(
    rows: Sequence[tuple[int, Cut]],
    lines: Sequence[str],
    marks: Marks,
    layouts: Sequence[Layout],
    header_line: int | None,
    where: str,
) -> tuple[Place, list[Fault]]:
    """Where the headings stand, and what is wrong with them."""
    if header_line == 0:
        return NOWHERE, []
    cells = [row.cells or [] for _, row in rows]
    first = _position(rows, header_line, where)
    place = find_headings(cells, layouts, first)
    width, at = usual_width(cells), place.first
    where = f"{where}:{rows[at][0]}"
    if len(place.headings) == width or (not place.headings and len(cells[at]) == width):
        below = cells[place.end :]
        return place, [] if first is not None else unclear(place.headings, below, where)
    headings = mended(lines[rows[at][0] - 1], marks.delimiter, width)
    if first is None and abs(len(headings) - width) > 1:
        return place, []
    is_settled = first is not None and len(headings) == width
    cells[at] = [*headings, *[""] * width][:width]
    faults = [] if is_settled else [damaged(headings, width, where)]
    return find_headings(cells, layouts, at), faults


def _position(
    rows: Sequence[tuple[int, Cut]], header_line: int | None, where: str
) -> int | None:
    starts = [line for line, _ in rows]
    if header_line is None or header_line in starts:
        return None if header_line is None else starts.index(header_line)
    raise SourceError(no_such_line(header_line, starts[-1], where))


def _no_delimiter(where: str) -> Fault:
    return Fault(
        what="no delimiter cuts the rows into equal numbers of cells",
        where=where,
        fix="name it: `madein add ... --delimiter ';'`",
    )
