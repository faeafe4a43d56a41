"""Ways to make the evidence copy: every cell as text, in the order of the file."""

import codecs
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from madein.engine import Engine, identifier, literal
from madein.errors import ContractError, EngineError, Fault, SourceError
from madein.sources.layouts import raw_column
from madein.sources.text.account import CHUNK, LINE_LIMIT, line_end_of, lost_bytes
from madein.sources.text.dialect import Dialect
from madein.sources.text.encoding import TWO_BYTES, may_hold_utf8
from madein.sources.text.lines import is_wide
from madein.sources.text.splitter import sieve


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


def copy_text(engine: Engine, file: Path, dialect: Dialect, out: Path) -> Copy | None:
    """Copy a sound text file at engine speed.

    Args:
        engine: The engine.
        file: The file.
        dialect: How to read it.
        out: Where to.

    Returns:
        None where the file is not sound: the engine refuses it, or what it made of the
        file does not account for each of its bytes.
    """
    if not _is_read_by_the_letter(dialect):
        return None
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        text = file
        if dialect.encoding not in {"utf-8", "utf-8-sig"}:
            text = Path(scratch) / "utf8.csv"
            if not _transcode(file, dialect.encoding, text):
                return None
        records = _copy_sound(engine, text, dialect, out)
    return None if records is None else Copy(records=records, has_lines=False)


def _is_read_by_the_letter(dialect: Dialect) -> bool:
    return (
        not is_wide(dialect.encoding)
        and len(dialect.delimiter) == 1
        and dialect.delimiter != " "  # the engine drops blanks beside quotation marks
        and (not dialect.quote or dialect.escape == dialect.quote)
        and dialect.line_end != "\r"
    )


def copy_split(engine: Engine, file: Path, dialect: Dialect, out: Path) -> Copy:
    """Copy a damaged text file the careful way.

    Args:
        engine: The engine.
        file: The file.
        dialect: How to read it.
        out: Where to.

    Raises:
        ContractError: The engine makes other rows of what was found sound.
    """
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        clean = Path(scratch) / "clean.csv"
        sieved = sieve(file, dialect, clean)
        cells = _cells(dialect)
        # Quotation marks that are written out double a row at most.
        names, longest = ["line", *cells], 2 * LINE_LIMIT
        rows = _strict(clean, sieved.dialect, names, b"\n", longest)
        records = engine.write(
            f"select cast(line as bigint) as line, {', '.join(cells)} from {rows}", out
        )
    if records != sieved.records:
        raise ContractError(
            Fault(
                what=f"{sieved.records:,} rows became {records:,}",
                where=str(file),
                fix="report this with the file: no row may get lost",
            )
        )
    quarantined = tuple((q.line, q.reason, q.text) for q in sieved.quarantined)
    return Copy(records=records, has_lines=True, quarantined=quarantined)


def _transcode(file: Path, encoding: str, out: Path) -> bool:
    """Write a text in UTF-8; whether all of it is in the one encoding."""
    decoder, end = codecs.getincrementaldecoder(encoding)("strict"), b""
    with file.open("rb") as source, out.open("wb") as target:
        try:
            while chunk := source.read(CHUNK):
                if encoding not in TWO_BYTES and may_hold_utf8(end + chunk):
                    return False
                target.write(decoder.decode(chunk).encode())
                end = chunk[-5:]
            target.write(decoder.decode(b"", final=True).encode())
        except UnicodeDecodeError:
            return False
    return True


def _copy_sound(engine: Engine, text: Path, dialect: Dialect, out: Path) -> int | None:
    """Rows of the copy of a text in UTF-8; None where the text is not sound."""
    cells, line_end = _cells(dialect), line_end_of(text)
    for spare in ([], ["spare"]):  # a vendor may end every row with a delimiter
        rows = _strict(text, dialect, cells + spare, line_end)
        try:
            records = engine.write(f"select {', '.join(cells)} from {rows}", out)
        except EngineError:
            return None
        width = len(cells) + len(spare)
        lost = lost_bytes(engine, text, dialect, out, records, width)
        if lost == 0:
            return None if _has_headings(engine, dialect, out) else records
        if lost != records * len(dialect.delimiter.encode()):
            return None
    return None


def _has_headings(engine: Engine, dialect: Dialect, copy: Path) -> bool:
    """Whether the headings stand among the rows: the table may begin again there."""
    same = " and ".join(
        f"{cell} is not distinct from {literal(heading or None)}"
        for cell, heading in zip(_cells(dialect), dialect.headings, strict=True)
    )
    rows = f"from read_parquet({literal(str(copy))}) where {same} limit 1"
    return bool(dialect.header_line and engine.rows(rows))


def _strict(
    text: Path,
    dialect: Dialect,
    names: Sequence[str],
    line_end: bytes,
    longest: int = LINE_LIMIT,
) -> str:
    """A strict reading of a text in UTF-8, every cell as text, nothing guessed."""
    columns = ", ".join(f"'{name}': 'varchar'" for name in names)
    # Told of line feeds, the engine leaves a carriage return in its cell.
    line_feeds = ", new_line = '\\n'" if line_end == b"\n" else ""
    return (
        f"read_csv({literal(str(text))}, delim = {literal(dialect.delimiter)}, "
        f"quote = {literal(dialect.quote)}, escape = {literal(dialect.quote)}, "
        f"header = false, skip = {dialect.header_end}, auto_detect = false, "
        f"columns = {{{columns}}}, max_line_size = {longest}, "
        f"strict_mode = true{line_feeds})"
    )


def _cells(dialect: Dialect) -> list[str]:
    return [raw_column(i) for i in range(len(dialect.headings))]
