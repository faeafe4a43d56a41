"""The rows of an XLSX sheet as text, one after the other, in little memory.

Most cells are written in one of a few ways, which one expression cuts at the speed of
the fastest readers; a row with any other goes through an XML parser. What a cell says
is its text, its number without an exponent, its day in ISO form, its error.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import IO

from madein.sources.packed import FREE_BYTES, MOST_RATIO
from madein.sources.workbooks.xlsx_cells import (
    COLUMNS,
    MOST_COLUMNS,
    day_text,
    iso_day,
    number_text,
    text_of,
)
from madein.sources.workbooks.xlsx_parts import (
    DamagedError,
    date_styles,
    read_parts,
    shared_texts,
)
from madein.sources.workbooks.xlsx_rows import CHUNK, Row, parsed_row, row_pieces

MOST_ROWS = 1_048_576
MOST_SHAPES = 1_000  # of rows that are kept in mind
ROW_BEGIN = re.compile(rb"(?=<(?:\w+:)?row[\s>/])")
ROW = re.compile(rb'\s*<row r="([0-9]+)"[^>/]*>')
# A cell as most programs write it: with a value, blank, with a formula, with a text.
CELL = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^>/]*)'
    rb"(?:><v>([^<]*)</v></c>|/>|"
    rb"><f[^>]*>(?:[^<]*</f>)?(?:<v>([^<]*)</v>|<v/>)?</c>|"
    rb'><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>|></c>)'
)
GROUPS = 7  # of `CELL`, with what stands before it
ATTRIBUTE = re.compile(rb'(\w+)="([^"]*)"')
MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"'
)

Reader = Callable[[bytes], str]
# Columns of the cells of a row, and what reads each.
Shape = tuple[list[int], list[Reader]]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


class Xlsx:
    """A workbook of XML parts.

    Args:
        file: The workbook.

    Raises:
        DamagedError: It is damaged, or unpacks beyond all measure.
    """

    def __init__(self, file: Path) -> None:
        self._archive = zipfile.ZipFile(file)
        for info in self._archive.infolist():
            size, packed = info.file_size, info.compress_size
            if size > FREE_BYTES and size > MOST_RATIO * packed:
                raise DamagedError(f"{packed:,} bytes of it unpack to {size:,}")
        self._parts = read_parts(self._archive)
        self._styles = frozenset[bytes]()
        if self._parts.styles in self._archive.namelist():
            self._styles = date_styles(self._archive, self._parts.styles)
        self._shared: list[str] | None = None
        is_1904 = self._parts.is_1904
        self._day = lru_cache(1 << 16)(
            lambda content: day_text(content, is_1904=is_1904)
        )
        self._shapes: dict[tuple[bytes, bytes], Shape] = {}

    def names(self) -> list[str]:
        """Names of the sheets; hidden ones are left out where others are not."""
        listed = list(self._parts.sheets)
        return [name for name in listed if name not in self._parts.hidden] or listed

    def has(self, name: str) -> bool:
        """Whether there is such a sheet, hidden or not."""
        return name in self._parts.sheets

    def rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row that is there, from 1.

        Args:
            name: The sheet.

        Yields:
            A row, without the blank cells at its end.

        Raises:
            DamagedError: Two rows or cells have the same place, or the XML is damaged.
        """
        last = 0
        with self._open(name) as stream:
            for piece in row_pieces(stream):
                for number, texts in self._cut(piece, last + 1):
                    if not last < number <= MOST_ROWS:
                        raise DamagedError(f"its row {number} stands after row {last}")
                    last = number
                    yield number, texts

    def merges(self, name: str, most: int) -> list[Merge]:
        """Cells that are joined in the first rows, counted from 0.

        Args:
            name: The sheet.
            most: How many rows are of interest.
        """
        found: list[Merge] = []
        left = b""
        with self._open(name) as stream:
            while chunk := stream.read(CHUNK):
                if b"mergeCell" in (joined := left + chunk):
                    found += [_merge(match) for match in MERGED.finditer(joined)]
                left = joined[max(0, joined.rfind(b"<")) :][:CHUNK]
        return [merge for merge in dict.fromkeys(found) if merge[0] < most]

    def _open(self, name: str) -> IO[bytes]:
        part = self._parts.sheets[name]
        if part not in self._archive.namelist():
            raise DamagedError(f"it has no part '{part}'")
        return self._archive.open(part)

    def _cut(self, piece: bytes, expected: int) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of the row that a piece holds, or of several short ones."""
        parts = CELL.split(piece)
        row, numbers = ROW.fullmatch(parts[0]), parts[2::GROUPS]
        usual = (
            row is not None
            and not any(parts[GROUPS:-1:GROUPS])
            and parts[-1] == b"</row>"
        )
        if row is None or not usual or numbers.count(row[1]) != len(numbers):
            for short in filter(None, map(bytes.strip, ROW_BEGIN.split(piece))):
                found = parsed_row(short, expected)
                yield found.number, self._texts_of(found)
                expected = found.number + 1
            return
        contents = parts[4::GROUPS]
        if contents.count(None):
            others = zip(contents, parts[5::GROUPS], parts[6::GROUPS], strict=True)
            contents = [
                a if a is not None else b if b is not None else c for a, b, c in others
            ]
        shape = self._shape(parts[1::GROUPS], parts[3::GROUPS])
        number = int(row[1])
        yield number, _texts(shape, contents, number)

    def _texts_of(self, row: "Row") -> list[str]:
        """Texts of a row that an XML parser found."""
        columns = [column for column, _, _ in row.cells]
        readers = [self._reader(attributes) for _, attributes, _ in row.cells]
        _check(columns)
        contents = [content for _, _, content in row.cells]
        return _texts((columns, readers), contents, row.number)

    def _shape(self, names: list[bytes], attributes: list[bytes]) -> Shape:
        """Columns and readers of a row; most rows of a sheet have the same."""
        key = b" ".join(names), b"|".join(attributes)
        shape = self._shapes.get(key)
        if shape is None:
            columns = [COLUMNS.get(name, MOST_COLUMNS) for name in names]
            _check(columns)
            shape = columns, [self._reader(known) for known in attributes]
            if len(self._shapes) >= MOST_SHAPES:
                self._shapes.clear()
            self._shapes[key] = shape
        return shape

    def _reader(self, attributes: bytes) -> Reader:
        """What turns the content of cells with such attributes into text."""
        known = dict(ATTRIBUTE.findall(attributes))
        match known.get(b"t", b"n"):
            case b"s":
                texts = self._shared_texts()
                return lambda content: texts[int(content)]
            case b"n" if known.get(b"s", b"") in self._styles:
                return self._day
            case b"n":
                return number_text
            case b"d":
                return iso_day
            case _:  # text, inline text, an error, true or false
                return text_of

    def _shared_texts(self) -> list[str]:
        if self._shared is None:
            part = self._parts.shared
            self._shared = shared_texts(self._archive, part) if part else []
        return self._shared


def _check(columns: list[int]) -> None:
    """Refuse cells that stand in one place, or in none.

    Raises:
        DamagedError: They do.
    """
    if columns and columns[-1] >= MOST_COLUMNS:
        raise DamagedError("a cell of it stands to the right of the last column")
    if any(second <= first for first, second in pairwise(columns)):
        raise DamagedError("two cells of a row of it have the same place")


def _texts(shape: Shape, contents: list[bytes | None], number: int) -> list[str]:
    """Cells of a row as text, in their places.

    Raises:
        DamagedError: A cell refers to what is not there.
    """
    columns, readers = shape
    try:
        texts = [
            "" if content is None else reader(content)
            for reader, content in zip(readers, contents, strict=True)
        ]
    except (ValueError, IndexError) as error:
        what = f"a cell of its row {number} cannot be read: {error}"
        raise DamagedError(what) from error
    if not columns or columns[-1] == len(columns) - 1:
        return texts
    spread = [""] * (columns[-1] + 1)
    for column, text in zip(columns, texts, strict=True):
        spread[column] = text
    return spread


def _merge(found: re.Match[bytes]) -> Merge:
    first, top, last, bottom = found.groups()
    column, end = (COLUMNS.get(name, MOST_COLUMNS) for name in (first, last))
    return int(top) - 1, column, int(bottom) - 1, end
