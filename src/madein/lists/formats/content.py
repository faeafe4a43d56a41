"""The bytes of a list file, unpacked, its text, and its rows where it is a table."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.lists.formats.packing import WHOLE, pieces

HEAD = 64 * 1024
BOM = b"\xef\xbb\xbf"  # may stand before any text in UTF-8
# The module's own limit for a cell, 128 KiB, is less than some lists need for a remark.
csv.field_size_limit(16 << 20)


def content(file: Path) -> bytes:
    """All bytes of a file, unpacked where it is packed.

    Args:
        file: The file.
    """
    return b"".join(pieces(file))


def head(file: Path) -> bytes:
    """The first 64 KiB of a file, unpacked; the rest is not read.

    Args:
        file: The file.
    """
    return opening_of(pieces(file))[:HEAD]


def text(file: Path) -> str:
    """The text of a file in UTF-8, unpacked, without a byte order mark.

    Any other encoding is a `SourceError`.

    Args:
        file: The file.
    """
    return decoded(file, content(file))


def decoded(file: Path, found: bytes) -> str:
    """Bytes of a file as text.

    Args:
        file: The file that they are from.
        found: The bytes, from the beginning of the file on.

    Raises:
        SourceError: They are not UTF-8.
    """
    try:
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        fix = f"{WHOLE}; or save it as UTF-8"
        raise SourceError(fault(file, line, "the line is not UTF-8", fix)) from error


def rows(
    file: Path,
    needed: Sequence[str] = (),
    delimiter: str = ",",
    heading: Callable[[str], str] = str.strip,
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows of a table with headings, each with the line on which it ends.

    Blanks around and inside a cell are made single. Of two columns with one heading
    the first counts that is filled. Rows without any text are left out.

    Args:
        file: The table.
        needed: Headings that must be there.
        delimiter: What stands between cells.
        heading: What a heading is called in the rows.

    Raises:
        SourceError: The table is not UTF-8, lacks a heading, or has a row that does not
            fit its headings.
    """
    lines = cells_of(file, text(file), delimiter)
    _, first = next(lines, (1, []))
    headings = [heading(cell) for cell in first]
    absent = [name for name in needed if name not in headings]
    if absent:
        what = f"there is no column '{absent[0]}'"
        raise SourceError(fault(file, 1, what, "use the table with its headings"))
    yield from under(file, headings, lines)


def cells_of(
    file: Path, written: str, delimiter: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """Cells of each line of a table, each with the number of the line it ends on.

    Args:
        file: The file.
        written: Its text.
        delimiter: What stands between cells.

    Raises:
        SourceError: Quotation marks do not fit.
    """
    lines = io.StringIO(written, newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for found in reader:
            yield reader.line_num, found
    except csv.Error as error:
        raise SourceError(fault(file, reader.line_num, str(error))) from error


def under(
    file: Path,
    headings: Sequence[str],
    lines: Iterable[tuple[int, list[str]]],
    whole: str = "",
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Rows of a table: what its lines say under each heading.

    Args:
        file: The table.
        headings: The headings.
        lines: Cells of each line below them, with its number.
        whole: A heading under which lines of a cell stay lines.

    Raises:
        SourceError: A line does not fit the headings.
    """
    for line, found in lines:
        if not any(map(str.strip, found)):
            continue
        if len(found) < len(headings) or any(map(str.strip, found[len(headings) :])):
            what = f"{len(found)} cells under {len(headings)} headings"
            raise SourceError(fault(file, line, what))
        row = dict.fromkeys(headings, "")
        for name, cell in zip(headings, found, strict=False):
            if cell and row[name] == "":
                row[name] = cell if name == whole else " ".join(cell.split())
        yield line, row


def headings_of(start: bytes, delimiter: str = ",") -> list[str]:
    """Cells of the first line of a table.

    Args:
        start: The first bytes of the file.
        delimiter: What stands between cells.
    """
    line = start.removeprefix(BOM).partition(b"\n")[0].decode(errors="replace")
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def headed(*headings: str) -> Callable[[str, bytes], bool]:
    """Whether the first line of a file has all of some headings: for `ListFormat.knows`.

    Args:
        *headings: The headings.
    """
    return lambda _, start: set(headings) <= set(headings_of(start))


def mentioning(*headings: str) -> Callable[[str, bytes], bool]:
    """The same where headings may stand below other lines, in any case.

    Args:
        *headings: The headings.
    """
    wanted = [heading.casefold().encode() for heading in headings]
    return lambda _, start: all(word in start[:4096].lower() for word in wanted)


def only(countries: Iterable[str]) -> str:
    """The country of all addresses; empty where they are in several.

    Args:
        countries: Country of each address.

    Examples:
        >>> only(["Cuba", "", "Cuba"]), only(["Cuba", "Spain"])
        ('Cuba', '')
    """
    found = set(filter(None, countries))
    return found.pop() if len(found) == 1 else ""


def fault(file: Path, line: int | None, what: str, fix: str = WHOLE) -> Fault:
    """What is wrong with a list file.

    Args:
        file: The file.
        line: Line of the file; None where it is no matter of a line.
        what: What is wrong.
        fix: What to do.
    """
    where = str(file) if line is None else f"{file}:{line}"
    return Fault(what=what, where=where, fix=fix)


def opening_of(chunks: Iterator[bytes]) -> bytes:
    """The first 64 KiB at least; less where there is less.

    Args:
        chunks: The pieces of a file; those behind are left in it.
    """
    start = b""
    while len(start) < HEAD and (chunk := next(chunks, b"")):
        start += chunk
    return start
