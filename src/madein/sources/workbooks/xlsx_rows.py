"""The rows of an XLSX sheet as pieces of XML, and what a parser finds in one."""

import re
from collections.abc import Iterator
from typing import IO

from madein.sources.workbooks.xlsx_cells import COLUMNS, MOST_COLUMNS
from madein.sources.workbooks.xlsx_parts import DamagedError, parse, refuse_types

CHUNK = 1 << 20
HEAD_BYTES = 4096
MOST_ROW_BYTES = 64 << 20
ROWS = re.compile(rb"<(\w+:)?sheetData(?:\s[^>]*?)?(/?)>")
NUMBER = re.compile(r"[0-9]{1,7}")
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")

Cell = tuple[int, bytes, bytes | None]  # column from 0, attributes, content


def row_pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The bytes of each row of a sheet.

    A row without cells may stand in front of the next.

    Args:
        stream: The sheet.

    Yields:
        One piece after the other.

    Raises:
        DamagedError: The sheet has no rows, or ends early.
    """
    left = stream.read(CHUNK)
    rows = ROWS.search(left)
    refuse_types(left[: rows.start() if rows else HEAD_BYTES])
    if rows is None:
        raise DamagedError("one of its sheets has no rows")
    if rows[2]:
        return
    prefix, left = rows[1] or b"", left[rows.end() :]
    end_of_row, end_of_rows = b"</" + prefix + b"row>", b"</" + prefix + b"sheetData>"
    while True:
        *pieces, left = left.split(end_of_row)
        yield from (piece + end_of_row for piece in pieces)
        if end_of_rows in left:
            break
        if len(left) > MOST_ROW_BYTES:
            raise DamagedError(f"a row of it has more than {MOST_ROW_BYTES:,} bytes")
        chunk = stream.read(CHUNK)
        if not chunk:
            raise DamagedError("its rows end early")
        left += chunk
    yield left.partition(end_of_rows)[0]
    while stream.read(CHUNK):  # the checksum is looked at at the end
        pass


class Row:
    """A row as an XML parser tells it.

    Args:
        expected: Its number, where it does not say.

    Attributes:
        number: Its number.
        cells: Its cells.
    """

    def __init__(self, expected: int) -> None:
        self.number = expected
        self.cells: list[Cell] = []
        self._texts: list[str] | None = None
        self._inside: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take note of an element that begins.

        Raises:
            DamagedError: It is a row or a cell in no place.
        """
        name = name.rpartition(":")[2]
        self._inside.append(name)
        if name == "row" and "r" in attributes:
            if not NUMBER.fullmatch(attributes["r"]):
                raise DamagedError(f"it has a row '{attributes['r']}'")
            self.number = int(attributes["r"])
        elif name == "c":
            self._texts = None
            self._begin(attributes)
        elif name in {"v", "is"}:
            self._texts = self._texts or []

    def _begin(self, attributes: dict[str, str]) -> None:
        column = self.cells[-1][0] + 1 if self.cells else 0
        if "r" in attributes:
            place = PLACE.fullmatch(attributes["r"])
            if place is None or int(place[2]) != self.number:
                raise DamagedError(f"a cell of its row {self.number} names another row")
            column = COLUMNS.get(place[1].encode(), MOST_COLUMNS)
        known = "".join(f' {k}="{v}"' for k, v in attributes.items() if k in "st")
        self.cells.append((column, known.encode(), None))

    def text(self, text: str) -> None:
        """Take text that belongs to a cell."""
        inside = self._inside
        if self._texts is not None and inside[-1] in {"v", "t"} and "rPh" not in inside:
            self._texts.append(text)

    def end(self, name: str) -> None:
        """Take note of an element that ends."""
        self._inside.pop()
        if name.rpartition(":")[2] == "c" and self._texts is not None:
            column, attributes, _ = self.cells[-1]
            # Escaped again: whatever reads a cell reads the bytes of the file.
            content = "".join(self._texts).replace("&", "&amp;").encode()
            self.cells[-1] = column, attributes, content


def parsed_row(piece: bytes, expected: int) -> Row:
    """A row as an XML parser finds it.

    Args:
        piece: The row element.
        expected: Its number, where it does not say.
    """
    row = Row(expected)
    parse(piece, row)
    return row
