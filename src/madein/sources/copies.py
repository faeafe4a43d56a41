"""Ways to make the evidence copy: every cell as text, in the order of the file."""

import codecs
import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from madein.engine import Engine, identifier, literal
from madein.errors import EngineError, Fault, SourceError
from madein.sources.dialect import Dialect
from madein.sources.layouts import raw_column
from madein.sources.splitter import is_wide, split
from madein.sources.workbook import rows as workbook_rows

CHUNK = 8 << 20
LINE_LIMIT = 1 << 20  # a longer record is damage: an open quotation mark, or worse


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What was copied.

    Attributes:
        records: Rows in the copy.
        has_lines: Whether it has a column `line`.
        quarantined: Line, reason and text of what could not be cut into cells.
    """

    records: int
    has_lines: bool
    quarantined: tuple[tuple[int, str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What divides the bytes of a text file, counted without reading it as a table.

    Attributes:
        lines: Lines, a last one without a break included.
        delimiters: Delimiters, wherever they stand.
        quotes: Quotation marks.
        nuls: NUL bytes.
    """

    lines: int
    delimiters: int
    quotes: int
    nuls: int


def copy_parquet(
    engine: Engine, file: Path, headings: tuple[str, ...], out: Path
) -> Copy:
    """Copy a Parquet file.

    Args:
        engine: The engine.
        file: The file.
        headings: Names of its columns.
        out: Where to.

    Raises:
        SourceError: The file is damaged.
    """
    columns = ", ".join(
        f"nullif(cast({identifier(name)} as varchar), '') as {raw_column(i)}"
        for i, name in enumerate(headings)
    )
    sql = f"select {columns} from read_parquet({literal(str(file))})"
    try:
        return Copy(records=engine.write(sql, out), has_lines=False)
    except EngineError as error:
        raise SourceError(parquet_fault(file)) from error


def parquet_fault(file: Path) -> Fault:
    """What is said of a Parquet file that is damaged.

    Args:
        file: The file.
    """
    return Fault(
        what="the Parquet file cannot be read",
        where=str(file),
        fix="ask whoever sent it for the file again",
    )


def copy_text(
    engine: Engine, file: Path, dialect: Dialect, out: Path, signs: Callable[[], Signs]
) -> Copy | None:
    """Copy a sound text file at engine speed.

    Args:
        engine: The engine.
        file: The file.
        dialect: How to read it.
        out: Where to.
        signs: Gives the signs of the file.

    Returns:
        None where the file is not sound: the engine refuses it, or what it made of the
        file does not account for each line break, delimiter and quotation mark.
    """
    if is_wide(dialect.encoding):
        return None
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        text = file
        if dialect.encoding not in {"utf-8", "utf-8-sig"}:
            text = Path(scratch) / "utf8.csv"
            try:
                _transcode(file, dialect.encoding, text)
            except UnicodeDecodeError:
                return None
        try:
            records = engine.write(_strict(text, dialect, len(dialect.headings)), out)
        except EngineError:
            return None
    if not _is_sound(engine, file, dialect, out, records, signs()):
        return None
    return Copy(records=records, has_lines=False)


def copy_split(engine: Engine, file: Path, dialect: Dialect, out: Path) -> Copy:
    """Copy a damaged text file the careful way.

    Args:
        engine: The engine.
        file: The file.
        dialect: How to read it.
        out: Where to.
    """
    quarantined: list[tuple[int, str, str]] = []

    def numbered() -> Iterator[list[str]]:
        for piece in split(file, dialect):
            if piece.cells is None:
                quarantined.append((piece.line, piece.reason, piece.text))
            else:
                yield [str(piece.line), *piece.cells]

    records = _write_numbered(engine, numbered(), len(dialect.headings), out)
    return Copy(records=records, has_lines=True, quarantined=tuple(quarantined))


def copy_workbook(engine: Engine, unpacked: Path, dialect: Dialect, out: Path) -> Copy:
    """Copy the rows of a sheet below its headings; blank rows at its end are left out.

    Args:
        engine: The engine.
        unpacked: The sheet, as `workbook.unpack` wrote it.
        dialect: Where its headings stand.
        out: Where to.
    """
    width = len(dialect.headings)
    quarantined: list[tuple[int, str, str]] = []

    def numbered() -> Iterator[list[str]]:
        for number, cells in enumerate(workbook_rows(unpacked), start=1):
            if number <= dialect.header_end:
                continue
            beyond = "".join(cells[width:]).strip()
            if beyond:
                reason = f"cells to the right of the {width} headings"
                quarantined.append((number, reason, " | ".join(cells)[:2000]))
            else:
                padded = cells[:width] + [""] * (width - len(cells))
                yield [str(number), *padded]

    records = _write_numbered(engine, _trimmed(numbered()), width, out)
    return Copy(records=records, has_lines=True, quarantined=tuple(quarantined))


def _trimmed(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Rows without the blank ones at the end, which a sheet keeps for formatting."""
    blank: list[list[str]] = []
    for row in rows:
        if any(cell.strip() for cell in row[1:]):
            yield from blank
            blank = []
            yield row
        else:
            blank.append(row)


def _write_numbered(
    engine: Engine, rows: Iterable[list[str]], width: int, out: Path
) -> int:
    """Rows that begin with their line, through a clean text file, into a copy."""
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        clean = Path(scratch) / "clean.csv"
        with clean.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows(rows)
        columns = [raw_column(i) for i in range(width)]
        # Otherwise the engine takes a carriage return in a cell for its line break.
        sql = _read(clean, ",", ["line", *columns], skip=0, more=", new_line = '\\n'")
        shown = ", ".join(columns)
        return engine.write(
            f"select cast(line as bigint) as line, {shown} from ({sql})",
            out,
        )


def _strict(text: Path, dialect: Dialect, width: int) -> str:
    columns = [raw_column(i) for i in range(width)]
    return _read(text, dialect.delimiter, columns, skip=dialect.header_end)


def _read(
    text: Path, delimiter: str, columns: list[str], *, skip: int, more: str = ""
) -> str:
    """A strict reading of a UTF-8 text file, every cell as text, nothing guessed."""
    types = ", ".join(f"'{name}': 'varchar'" for name in columns)
    return (
        f"select * from read_csv({literal(str(text))}, delim = {literal(delimiter)}, "
        f"quote = '\"', escape = '\"', header = false, skip = {skip}, "
        f"auto_detect = false, columns = {{{types}}}, "
        f"max_line_size = {LINE_LIMIT}, strict_mode = true{more})"
    )


def _transcode(file: Path, encoding: str, out: Path) -> None:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    with file.open("rb") as source, out.open("wb") as target:
        while chunk := source.read(CHUNK):
            target.write(decoder.decode(chunk).encode())
        target.write(decoder.decode(b"", final=True).encode())


def _is_sound(
    engine: Engine, file: Path, dialect: Dialect, out: Path, records: int, signs: Signs
) -> bool:
    """Whether a copy accounts for every sign of its file.

    The engine passes over blank lines and over an empty cell too many, and takes a
    delimiter between quotation marks inside a cell for the end of the cell.
    """
    width = len(dialect.headings)
    with file.open("rb") as handle:
        head = b"".join(islice(handle, dialect.header_end))
    breaks = signs.lines - dialect.header_end - records
    delimiters = signs.delimiters - head.count(dialect.delimiter.encode())
    inside = delimiters - records * (width - 1)
    found = {"breaks": 0, "delimiters": 0, "torn": 0}
    if signs.quotes:
        found = engine.rows(_signs_inside(out, dialect.delimiter, width))[0]
    # A vendor may end every row with a delimiter; some rows alone are shifted ones.
    too_many = inside - found["delimiters"]
    return (
        breaks == found["breaks"]
        and too_many in {0, records}
        and not found["torn"]
        and not signs.nuls
    )


def _signs_inside(copy: Path, delimiter: str, width: int) -> str:
    """Query for the signs inside the cells of a copy; `torn` as the splitter has it."""
    cells = [raw_column(i) for i in range(width)]
    breaks = " + ".join(_count(cell, "\n") for cell in cells)
    delimiters = " + ".join(_count(cell, delimiter) for cell in cells)
    odd = [_count(cell, '"') + " % 2" for cell in cells]
    ends = " or ".join(
        f"(ends_with({cell}, '\"') and {is_odd} = 1)"
        for cell, is_odd in zip(cells, odd, strict=True)
    )
    return f"""
select cast(coalesce(sum({breaks}), 0) as bigint) as breaks,
  cast(coalesce(sum({delimiters}), 0) as bigint) as delimiters,
  count(*) filter (where ({ends}) and {" + ".join(odd)} > 1) as torn
from read_parquet({literal(str(copy))})"""


def _count(cell: str, sign: str) -> str:
    """SQL for how often a sign stands in a cell; most cells do not have it."""
    sign = literal(sign)
    return (
        f"(case when contains({cell}, {sign}) "
        f"then strlen({cell}) - strlen(replace({cell}, {sign}, '')) else 0 end)"
    )
