"""Whether a copy accounts for every byte of its text.

What divides the bytes is counted without reading them as a table.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from pathlib import Path

from madein.engine import Engine, literal
from madein.sources.layouts import raw_column
from madein.sources.text.dialect import Dialect

CHUNK = 8 << 20
LINE_LIMIT = 1 << 20  # a longer record is damage: an open quotation mark, or worse
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What divides the bytes below the headings of a text in UTF-8.

    Attributes:
        line_end: What ends the first line of the text.
        size: How many bytes there are.
        quotes: Quotation marks among them.
        strays: Bytes of line breaks among them that are no such line end.
        is_open: Whether the last line has no end.
        is_spoilt: Whether there is something that the engine takes for what it is not:
            a NUL, or a quotation mark that opens again behind a closed one.
    """

    line_end: bytes
    size: int
    quotes: int
    strays: int
    is_open: bool
    is_spoilt: bool


def line_end_of(text: Path) -> bytes:
    """What ends the first line: a line feed, or a carriage return and a line feed.

    Args:
        text: A text in UTF-8.
    """
    with text.open("rb") as handle:
        first = handle.readline(LINE_LIMIT)
    return b"\r\n" if first.endswith(b"\r\n") else b"\n"


def signs_of(text: Path, quote: str, header_end: int) -> Signs:
    """Signs of a text.

    Args:
        text: A text in UTF-8.
        quote: Its quotation mark; empty where it has none.
        header_end: Last line of its headings.
    """
    line_end, mark = line_end_of(text), quote.encode()
    again = re.compile(re.escape(mark) + b" +" + re.escape(mark))
    size, quotes, strays, is_spoilt, last = 0, 0, 0, False, line_end
    with text.open("rb") as handle:
        _pass_headings(handle, header_end)
        for chunk in _chunks(handle):
            size += len(chunk)
            strays += _strays(chunk, line_end)
            quotes += chunk.count(mark) if mark else 0
            is_spoilt = (
                is_spoilt
                or b"\0" in chunk
                or (mark != b"" and again.search(chunk) is not None)
            )
            last = chunk
    return Signs(
        line_end=line_end,
        size=size,
        quotes=quotes,
        strays=strays,
        is_open=not last.endswith(line_end),
        is_spoilt=is_spoilt,
    )


def lost_bytes(
    engine: Engine,
    text: Path,
    dialect: Dialect,
    copy: Path,
    records: int,
    width: int,
) -> int | None:
    """Bytes of a text that neither stand in a cell of its copy nor divide cells.

    The engine passes over blank lines, over empty cells too many and over blanks beside
    quotation marks. It adds nothing: where no byte is lost, nothing was passed over.
    Quotation marks are left out, for some enclose a cell and some stand in it.

    Args:
        engine: The engine.
        text: A text in UTF-8.
        dialect: How it was read.
        copy: Its copy.
        records: Rows of the copy.
        width: Cells of a row of the text.

    Returns:
        None where the cells themselves are in doubt.
    """
    cells = [raw_column(i) for i in range(len(dialect.headings))]
    with ThreadPoolExecutor(1) as pool:
        counting = pool.submit(signs_of, text, dialect.quote, dialect.header_end)
        found = engine.rows(_columns_as_a_whole(copy, cells, dialect.quote))[0]
        signs = counting.result()
    marked = [cell for cell, n in zip(cells, found["quotes"], strict=False) if n]
    if signs.is_spoilt:
        return None
    if len(marked) > 1 and engine.value(_rows_torn(copy, marked, dialect.quote)):
        return None
    if signs.strays:
        inside = engine.value(_strays_inside(copy, cells, signs.line_end))
        # In a last line without an end the engine refuses no break of another kind.
        if signs.strays != inside or signs.is_open:
            return None
    line_end = len(signs.line_end)
    dividing = records * ((width - 1) * len(dialect.delimiter.encode()) + line_end)
    if signs.is_open:
        dividing -= line_end
    inside = sum(filter(None, found["sizes"])) - sum(filter(None, found["quotes"]))
    return signs.size - signs.quotes - inside - dividing


def _pass_headings(handle: BufferedReader, header_end: int) -> None:
    if handle.read(len(BYTE_ORDER_MARK)) != BYTE_ORDER_MARK:
        handle.seek(0)
    for _ in islice(handle, header_end):
        pass


def _chunks(handle: BufferedReader) -> Iterator[bytes]:
    """The rest of a file, cut between lines, so that no sign is cut in two."""
    while chunk := handle.read(CHUNK):
        yield chunk + handle.readline(LINE_LIMIT)


def _strays(chunk: bytes, line_end: bytes) -> int:
    if b"\r" not in chunk:  # found or not, this costs nothing
        return 0 if line_end == b"\n" else chunk.count(b"\n")
    returns = chunk.count(b"\r")
    if line_end == b"\n":
        return returns
    return returns + chunk.count(b"\n") - 2 * chunk.count(b"\r\n")


def _columns_as_a_whole(copy: Path, cells: Sequence[str], quote: str) -> str:
    """Query for the bytes of each column, and for its quotation marks."""
    sizes = ", ".join(f"sum(strlen({cell}))" for cell in cells)
    quotes = ", ".join(f"sum({_bytes_of(quote, cell)})" for cell in cells)
    return f"""
select [{sizes}] as sizes, [{quotes if quote else ""}] as quotes
from read_parquet({literal(str(copy))})"""


def _rows_torn(copy: Path, cells: Sequence[str], quote: str) -> str:
    """Query for rows that are cut between quotation marks, as the splitter tells them.

    A mark inside a cell without marks around it, like `5 "bolts, M8"`.
    """
    odd = [f"{_bytes_of(quote, cell)} % 2" for cell in cells]
    ends = " or ".join(
        f"(ends_with({cell}, {literal(quote)}) and {is_odd} = 1)"
        for cell, is_odd in zip(cells, odd, strict=True)
    )
    several = " + ".join(f"coalesce({is_odd}, 0)" for is_odd in odd)
    return (
        f"select count(*) from read_parquet({literal(str(copy))}) "
        f"where ({ends}) and {several} > 1"
    )


def _strays_inside(copy: Path, cells: Sequence[str], line_end: bytes) -> str:
    """Query for the line breaks in cells that are no line ends of the file."""
    counts = [_bytes_of("\r", cell) for cell in cells]
    if line_end == b"\r\n":
        counts += [_bytes_of("\n", cell) for cell in cells]
        counts += ["-" + _bytes_of("\r\n", cell) for cell in cells]
    sums = " + ".join(f"coalesce(sum({count}), 0)" for count in counts)
    return f"select {sums} from read_parquet({literal(str(copy))})"


def _bytes_of(sign: str, cell: str) -> str:
    """SQL for the bytes of a sign in a cell; null in most cells, which have none."""
    sign = literal(sign)
    return (
        f"(case when contains({cell}, {sign}) "
        f"then strlen({cell}) - strlen(replace({cell}, {sign}, '')) end)"
    )
