"""How the bytes of a text file become cells: encoding, delimiter, headings."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.sources.layouts import Layout, known_share

SAMPLE_BYTES = 1 << 20
DELIMITERS = (",", ";", "\t", "|", "~")
DELIMITER_SEARCH = 500  # rows looked at for the delimiter
HEADER_SEARCH = 40  # rows looked at for the headings

# Marks at the beginning of a file that name its encoding.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Beginnings of files that hold other files.
PACKED = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"\x28\xb5\x2f\xfd", "zstd"))
# Encodings without a mark, with the letters that a text in them would hold.
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
CANDIDATES = (("cp1251", CYRILLIC), ("cp866", CYRILLIC), ("koi8-r", CYRILLIC))


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a text file is read.

    Attributes:
        encoding: Python name of the encoding.
        delimiter: What stands between cells.
        quote: Quotation mark; empty where the file has none.
        escape: What stands before a quotation mark inside a cell; the mark itself where
            it is doubled.
        line_end: What ends a line.
        header_line: Line of the headings, from 1; 0 where the file has none.
        header_end: Last line of the headings; the same unless a heading is broken.
        headings: The headings.
    """

    encoding: str
    delimiter: str
    quote: str = '"'
    escape: str = '"'
    line_end: str = "\n"
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
        confidence: Share of certainty, 0 to 1, of `encoding`, `delimiter` and
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
        SourceError: The delimiter is none, or no row can be cut with it.
    """
    sample = _sample(file)
    encoding = told.encoding or find_encoding(sample, str(file))
    text = _decode(sample, encoding, file)
    delimiter = told.delimiter or find_delimiter(text, str(file))
    if len(delimiter) != 1:
        raise SourceError(
            Fault(
                what=f"the delimiter '{delimiter}' is not a single character",
                where=str(file),
                fix="name one: `madein add ... --delimiter ';'`",
            )
        )
    rows = list(islice(_rows(text, delimiter), HEADER_SEARCH))
    if not rows:
        raise SourceError(
            Fault(
                what="the first row cannot be cut into cells",
                where=f"{file}:1",
                fix="look at its quotation marks, or name another --delimiter",
            )
        )
    start, end, headings = _find_headings(rows, layouts, told.header_line, str(file))
    dialect = Dialect(
        encoding=encoding,
        delimiter=delimiter,
        header_line=start,
        header_end=end,
        headings=headings,
    )
    return Look(dialect=dialect)


def find_encoding(sample: bytes, where: str) -> str:
    r"""Encoding of a sample of bytes.

    Args:
        sample: The first bytes of a file.
        where: The file, for messages.

    Raises:
        SourceError: No encoding gives words that could stand in a customs record.

    Examples:
        >>> find_encoding("ИНН;Отправитель;Страна\n".encode("cp1251"), "a.csv")
        'cp1251'
    """
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\x00" not in sample and _is_utf8(sample):
        return "utf-8"
    scores = {name: _fit(sample, name, letters) for name, letters in CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < 0.9 or b"\x00" in sample:
        raise SourceError(
            Fault(
                what="the encoding cannot be told from the bytes",
                where=where,
                fix="name it: `madein add ... --encoding cp949` (or gb18030, latin-1, "
                "cp1254, utf-16)",
            )
        )
    return best


def find_delimiter(text: str, where: str) -> str:
    """Delimiter that cuts most rows into the same number of cells, two or more.

    Args:
        text: The first rows of a file.
        where: The file, for messages.

    Raises:
        SourceError: No delimiter does.
    """

    def regularity(delimiter: str) -> tuple[float, int]:
        rows = islice(_rows(text, delimiter), DELIMITER_SEARCH)
        widths = Counter(len(cells) for _, _, cells in rows if cells)
        if not widths:
            return 0.0, 0
        width, count = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
        return (count / widths.total() if width > 1 else 0.0, width)

    best = max(DELIMITERS, key=regularity)
    if regularity(best)[0] < 0.5:
        raise SourceError(
            Fault(
                what="no delimiter cuts the rows into equal numbers of cells",
                where=where,
                fix="name it: `madein add ... --delimiter ';'`",
            )
        )
    return best


def _sample(file: Path) -> bytes:
    with file.open("rb") as handle:
        sample = handle.read(SAMPLE_BYTES)
    if not sample.strip():
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


def _is_utf8(sample: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        decoder.decode(sample)  # a character cut at the end of the sample is allowed
    except UnicodeDecodeError:
        return False
    return True


def _fit(sample: bytes, encoding: str, letters: str) -> float:
    """Share of non-ASCII characters that are letters, in a place where one may stand.

    After a small letter stands no capital, and after a Latin letter none of these.
    """
    text = sample.decode(encoding, errors="replace")
    foreign = [(a, b) for a, b in zip(" " + text, text, strict=False) if b > "\x7f"]
    if not foreign:
        return 0.0
    good = sum(
        1
        for before, char in foreign
        if char.lower() in letters
        and not (before.islower() and char.isupper())
        and not (before.isascii() and before.isalpha())
    )
    return good / len(foreign)


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
    if "\r" in text and "\n" not in text:
        raise SourceError(
            Fault(
                what="the lines end with a carriage return alone",
                where=str(file),
                fix="save it with line feeds: `tr '\\r' '\\n' < FILE > NEW`",
            )
        )
    return text


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """First and last line and cells of each row, as far as they can be read."""
    # A line ends with a line feed and nothing else, as everywhere in this floor.
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=delimiter)
    start = 1
    with suppress(csv.Error):
        for cells in reader:
            yield start, reader.line_num, cells
            start = reader.line_num + 1


def _find_headings(
    rows: Sequence[tuple[int, int, list[str]]],
    layouts: Sequence[Layout],
    header_line: int | None,
    where: str,
) -> tuple[int, int, tuple[str, ...]]:
    if header_line is not None:
        for start, end, cells in rows:
            if start == header_line:
                return start, end, tuple(cells)
        raise SourceError(no_such_line(header_line, rows[-1][0], where))
    position = header_position([cells for _, _, cells in rows], layouts)
    start, end, cells = rows[position]
    return start, end, tuple(cells)


def no_such_line(line: int, last: int, where: str) -> Fault:
    """What is said where the line of the headings is none.

    Args:
        line: The line that a person named.
        last: Last line that could be one.
        where: The file.
    """
    return Fault(
        what=f"no row begins on line {line}",
        where=where,
        fix=f"name a line from 1 to {last} with --header-line",
    )


def header_position(rows: Sequence[Sequence[str]], layouts: Sequence[Layout]) -> int:
    """Position of the row that holds the headings.

    The row that some layout knows best; where none knows any, the first of full width.

    Args:
        rows: The first rows of a file.
        layouts: The layouts.
    """

    def known(cells: Sequence[str]) -> float:
        filled = [cell for cell in cells if cell.strip()]
        share = max((known_share(filled, layout) for layout in layouts), default=0.0)
        return share * len(filled)

    best = max(range(len(rows)), key=lambda position: known(rows[position]))
    if known(rows[best]) > 0:
        return best
    width = Counter(len(cells) for cells in rows).most_common(1)[0][0]
    return next(i for i, cells in enumerate(rows) if len(cells) == width)
