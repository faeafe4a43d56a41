"""The rows of a dBase file as text; a record marked as deleted is quarantined.

The layout of the header is that of dBase III, and of FoxPro where it says so.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.sources.text.careful import TEXT_KEPT, Split
from madein.sources.text.dialect import Dialect, Look, Told

HEAD, COLUMN, END = 32, 32, b"\x0d"  # bytes of the header, of a column in it; its end
BLOCK_RECORDS = 4_096
SAMPLE = 5
FOXPRO = {0x30, 0x31, 0x32}
DELETED, KEPT = b"* "
PADDING = "\x00 "
FILLING = b"\x00\x1a \r\n"  # what may follow the last record
# Encodings by the byte that names the driver of the language.
DRIVERS = {
    **dict.fromkeys(
        (0x01, 0x09, 0x0B, 0x0D, 0x0F, 0x11, 0x15, 0x18, 0x19, 0x1B), "cp437"
    ),
    **dict.fromkeys(
        (0x02, 0x0A, 0x0E, 0x10, 0x12, 0x14, 0x16, 0x1A, 0x1D, 0x25, 0x37), "cp850"
    ),
    **dict.fromkeys((0x03, 0x57, 0x58, 0x59), "cp1252"),
    **dict.fromkeys((0x1F, 0x22, 0x23, 0x40, 0x64, 0x87), "cp852"),
    **dict.fromkeys((0x26, 0x65), "cp866"),
    **dict.fromkeys((0x13, 0x7B), "cp932"),
    **dict.fromkeys((0x4D, 0x7A), "gbk"),
    **dict.fromkeys((0x4E, 0x79), "cp949"),
    **dict.fromkeys((0x4F, 0x78), "cp950"),
    **dict.fromkeys((0x50, 0x7C), "cp874"),
    **dict.fromkeys((0x6B, 0x88), "cp857"),
    0xC8: "cp1250",
    0xC9: "cp1251",
    0xCA: "cp1254",
    0xCB: "cp1253",
    0xCC: "cp1257",
}
TEXTS = "CNFDLM"  # columns that are written as text; a memo is the number of its block
DAY_ZERO = 1_721_425  # Julian day of 1 January of the year 1


@dataclass(frozen=True, kw_only=True)
class Header:
    """What a dBase file says of itself.

    Attributes:
        version: What wrote it.
        records: How many records it holds.
        length: Bytes of the header.
        record_length: Bytes of a record.
        driver: The byte that names the encoding; 0 for none.
        columns: Name, type and bytes of each column.
    """

    version: int
    records: int
    length: int
    record_length: int
    driver: int
    columns: tuple[tuple[str, str, int], ...]


def look_at_dbf(file: Path, told: Told) -> Look:
    """How a dBase file is read.

    Args:
        file: The file.
        told: What a person knows of it.
    """
    header = _header(file)
    encoding = told.encoding or _encoding(file, header)
    dialect = Dialect(
        encoding=encoding,
        delimiter="",
        header_line=0,
        header_end=0,
        headings=tuple(name for name, _, _ in header.columns),
    )
    first = (
        piece.cells for piece in dbf_rows(file, dialect) if piece.cells is not None
    )
    sample = tuple(tuple(cells) for _, cells in zip(range(SAMPLE), first, strict=False))
    sure = 1.0 if told.encoding is not None or header.driver in DRIVERS else 0.9
    return Look(
        dialect=dialect,
        confidence={"encoding": sure, "header_line": 1.0},
        sample=sample,
    )


def dbf_rows(file: Path, dialect: Dialect) -> Iterator[Split]:
    """The records of a dBase file, each with its number from 1.

    Args:
        file: The file.
        dialect: Its encoding.

    Yields:
        A record, read or quarantined.
    """
    header = _header(file)
    records = _Records(header, dialect.encoding, file)
    number = 0
    with file.open("rb") as handle:
        handle.seek(header.length)
        while number < header.records:
            count = min(BLOCK_RECORDS, header.records - number)
            block = handle.read(count * header.record_length)
            yield from records.cut(block, number + 1)
            number += count


class _Records:
    """Cuts records into cells.

    Args:
        header: The header of their file.
        encoding: Encoding of their texts.
        file: The file, for messages.
    """

    def __init__(self, header: Header, encoding: str, file: Path) -> None:
        self._length = header.record_length
        self._encoding = encoding
        self._readers = [_reader(kind, header, file) for _, kind, _ in header.columns]
        ends = list(accumulate((size for _, _, size in header.columns), initial=1))
        self._spans = list(pairwise(ends))

    def cut(self, block: bytes, first: int) -> Iterator[Split]:
        """Records of a block, of which the first has a number."""
        text = self._whole(block)
        starts = range(0, len(block), self._length)
        for number, start in enumerate(starts, start=first):
            if text is not None and block[start] == KEPT:
                record = text[start : start + self._length]
                cells = [record[a:b].strip(PADDING) for a, b in self._spans]
                yield Split(line=number, cells=cells)
            else:
                yield self._with_care(block[start : start + self._length], number)

    def _whole(self, block: bytes) -> str | None:
        """The text of a block, if each byte is a letter."""
        if any(self._readers):
            return None
        try:
            text = block.decode(self._encoding)
        except UnicodeDecodeError:
            return None
        return text if len(text) == len(block) else None

    def _with_care(self, record: bytes, number: int) -> Split:
        raw = [record[a:b] for a, b in self._spans]
        if record[0] == KEPT:
            try:
                return Split(
                    line=number, cells=list(map(self._cell, raw, self._readers))
                )
            except UnicodeDecodeError:
                reason = f"its bytes are not {self._encoding}"
        elif record[0] == DELETED:
            reason = "marked as deleted"
        else:
            reason = f"the mark of deletion is {record[:1]!r}"
        shown = b" | ".join(map(bytes.strip, raw)).decode(
            self._encoding, "backslashreplace"
        )
        return Split(line=number, cells=None, reason=reason, text=shown[:TEXT_KEPT])

    def _cell(self, raw: bytes, reader: Callable[[bytes], str] | None) -> str:
        return (
            raw.decode(self._encoding).strip(PADDING) if reader is None else reader(raw)
        )


def _header(file: Path) -> Header:
    """The header, held against the size of the file.

    Raises:
        SourceError: They do not fit.
    """
    size = file.stat().st_size
    with file.open("rb") as handle:
        head = handle.read(HEAD).ljust(HEAD, b"\0")
        records, length, record_length = struct.unpack_from("<IHH", head, 4)
        raw = handle.read(max(0, length - HEAD))
    columns = tuple(_columns(raw, head[0]))
    record = 1 + sum(width for _, _, width in columns)
    end = length + records * record_length
    if not columns or record != record_length or END not in raw:
        raise SourceError(_damaged(file, "its columns do not add up to its records"))
    if size < end:
        there = max(0, size - length) // record_length
        what = f"it ends in record {there + 1:,} of {records:,}"
        raise SourceError(_damaged(file, what))
    with file.open("rb") as handle:
        handle.seek(end)
        if handle.read(HEAD).strip(FILLING):
            what = f"other bytes follow the last of its {records:,} records"
            raise SourceError(_damaged(file, what))
    return Header(
        version=head[0],
        records=records,
        length=length,
        record_length=record_length,
        driver=head[29],
        columns=columns,
    )


def _columns(raw: bytes, version: int) -> Iterator[tuple[str, str, int]]:
    for start in range(0, len(raw) - COLUMN + 1, COLUMN):
        column = raw[start : start + COLUMN]
        if column.startswith(END):
            return
        name = column[:11].partition(b"\0")[0].decode("latin-1").strip()
        kind, width = chr(column[11]), column[16]
        if kind == "C" and version not in FOXPRO:
            width += column[17] << 8  # Clipper: texts beyond 255 bytes
        yield name, kind, width


def _encoding(file: Path, header: Header) -> str:
    """The encoding that the header names, or that the texts show.

    Raises:
        SourceError: Neither does.
    """
    if header.driver in DRIVERS:
        return DRIVERS[header.driver]
    with file.open("rb") as handle:
        handle.seek(header.length)
        sample = handle.read(1 << 20)
    if sample.isascii():
        return "ascii"
    raise SourceError(
        Fault(
            what="the encoding is not named in the header",
            where=str(file),
            fix="name it: `madein add ... --encoding latin-1` (or cp850, cp866, cp1251)",
        )
    )


def _reader(kind: str, header: Header, file: Path) -> Callable[[bytes], str] | None:
    """What turns bytes of a column into text; None where they are text.

    Raises:
        SourceError: The type is not known.
    """
    if kind in TEXTS:
        return None
    known = {"I": _integer, "Y": _currency, "T": _moment, "B": _double, "O": _double}
    if kind in known and header.version in FOXPRO:
        return known[kind]
    raise SourceError(_damaged(file, f"it has columns of the unknown type '{kind}'"))


def _integer(raw: bytes) -> str:
    return str(int.from_bytes(raw, "little", signed=True))


def _currency(raw: bytes) -> str:
    return str(Decimal(int.from_bytes(raw, "little", signed=True)) / 10_000)


def _double(raw: bytes) -> str:
    return repr(struct.unpack("<d", raw)[0])


def _moment(raw: bytes) -> str:
    day, milliseconds = struct.unpack("<ii", raw)
    if not day:
        return ""
    moment = datetime(1, 1, 1) + timedelta(
        days=day - DAY_ZERO - 1, milliseconds=milliseconds
    )
    return moment.isoformat()


def _damaged(file: Path, reason: str) -> Fault:
    return Fault(
        what=f"the dBase file is damaged: {reason}",
        where=str(file),
        fix="ask whoever sent it for the file again",
    )
