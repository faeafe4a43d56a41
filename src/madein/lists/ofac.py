"""One dated copy of the US Treasury's list of specially designated nationals, `sdn.csv`."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from madein.errors import Fault, SourceError

AUTHORITY_ZONE = ZoneInfo("America/New_York")  # Washington's clock
NAME = re.compile(r"sdn_(\d{8}T\d{6})\.csv(\.gz)?", re.IGNORECASE)
WIDTH = 12
NULL = "-0-"
END = b"\x1a"
TAX_ID = re.compile(r"\bTax ID No\.\s+([^;(]+?)\.?\s*(?=\(|;|$)")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of the list, as in one copy.

    Attributes:
        entry: Number of the entry; it stays when name or remarks change.
        name: Name as listed.
        type: individual, vessel or aircraft; None for an organisation.
        programme: Programmes it is listed under, as written.
        tax_ids: Tax ids in its remarks, of whatever country, as written.
    """

    entry: str
    name: str
    type: str | None
    programme: str
    tax_ids: tuple[str, ...]


def copy_time(file: Path) -> datetime:
    """When a copy was taken, in the zone of the authority, read from its file name.

    Args:
        file: A file named after the time in UTC, like `sdn_20240223T184323.csv.gz`.

    Raises:
        SourceError: The name holds no such time.

    Examples:
        >>> copy_time(Path("sdn_20220225T015029.csv.gz")).isoformat()
        '2022-02-24T20:50:29-05:00'
    """
    found = NAME.fullmatch(file.name)
    try:
        if found is not None:
            taken = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            return taken.astimezone(AUTHORITY_ZONE)
    except ValueError:
        pass  # digits that are no day: the same fault
    raise SourceError(
        Fault(
            what=f"'{file.name}' does not say when the copy was taken",
            where=str(file),
            fix="name it after the time in UTC, like 'sdn_20240223T184323.csv.gz'",
        )
    )


def entries(file: Path) -> list[Entry]:
    """The entries of one copy, in its order.

    Source:
        US Treasury, `sdn.csv`: no header, 12 columns, CRLF, null written `-0- `, the
        byte 0x1A at the end. A copy without that byte was cut off, and would make
        the entries after the cut look delisted.

    Args:
        file: The copy, plain or gzipped.

    Raises:
        SourceError: The copy is cut off, empty, not UTF-8, or a line is no entry.
    """
    found: dict[str, Entry] = {}
    for line, cells in _lines(file):
        if len(cells) != WIDTH:
            raise SourceError(_fault(file, line, f"{len(cells)} columns, not {WIDTH}"))
        if not cells[0].isdecimal():
            raise SourceError(_fault(file, line, f"'{cells[0]}' is no entry number"))
        if cells[0] in found:
            raise SourceError(_fault(file, line, f"entry {cells[0]} occurs twice"))
        found[cells[0]] = _entry(cells)
    if not found:
        raise SourceError(_fault(file, 1, "the copy holds no entries"))
    return list(found.values())


def tax_ids(remarks: str) -> tuple[str, ...]:
    """Tax ids in the remarks of an entry, each once, as written.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> tax_ids("Tax ID No. 7743237789 (Russia); alt. Tax ID No. 77-1.")
        ('7743237789', '77-1')
    """
    return tuple(dict.fromkeys(TAX_ID.findall(remarks)))


def _entry(cells: list[str]) -> Entry:
    values = ["" if cell.strip() == NULL else cell.strip() for cell in cells]
    return Entry(
        entry=values[0],
        name=values[1],
        type=values[2] or None,
        programme=values[3],
        tax_ids=tax_ids(values[11]),
    )


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Cells of each line, with its number.

    Raises:
        SourceError: The copy is damaged.
    """
    reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise SourceError(_fault(file, reader.line_num, str(error))) from error


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
        if file.suffix.lower() == ".gz":
            content = gzip.decompress(content)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(_fault(file, None, "the gzip file is damaged")) from error
    content = content.rstrip()
    if not content.endswith(END):
        raise SourceError(_fault(file, None, "the copy does not end with byte 0x1A"))
    try:
        return content.removesuffix(END).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(_fault(file, line, "the line is not UTF-8")) from error


def _fault(file: Path, line: int | None, what: str) -> Fault:
    where = str(file) if line is None else f"{file}:{line}"
    return Fault(what=what, where=where, fix="get a whole copy from where it came from")
