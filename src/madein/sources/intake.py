"""A file of records becomes an evidence copy, once for the same bytes and dialect."""

import hashlib
import json
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from madein.engine import Engine, literal
from madein.errors import EngineError, Fault, SourceError
from madein.provenance import digest, source_id
from madein.question import SourceFile
from madein.sources.copies import (
    CHUNK,
    Copy,
    copy_parquet,
    copy_split,
    copy_text,
    copy_workbook,
)
from madein.sources.dialect import HEADER_SEARCH, Dialect, header_position, sniff
from madein.sources.layouts import Layout
from madein.sources.workbook import rows as workbook_rows
from madein.sources.workbook import unpack

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
READER = 1  # raised by a change that makes other evidence copies from the same file


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A source after it was taken in.

    Attributes:
        source_id: Its id.
        sha256: Digest of the whole file.
        bytes: Size of the file.
        dialect: How it was read.
        copy: What the evidence copy holds.
        name: File name of the evidence copy.
    """

    source_id: str
    sha256: str
    bytes: int
    dialect: Dialect
    copy: Copy
    name: str


def look_at(
    engine: Engine,
    file: Path,
    layouts: tuple[Layout, ...],
    *,
    sheet: str = "",
    encoding: str | None = None,
    delimiter: str | None = None,
    header_line: int | None = None,
) -> Dialect:
    """How a file is read, without taking it in.

    Args:
        engine: The engine.
        file: The file.
        layouts: Layouts whose headings are looked for.
        sheet: Sheet of a workbook; empty for the first.
        encoding: Encoding, where a person knows it.
        delimiter: Delimiter, where a person knows it.
        header_line: Line of the headings, where a person knows it.

    Raises:
        SourceError: The file is absent, or cannot be read.
    """
    if not file.is_file():
        raise SourceError(
            Fault(
                what=f"there is no file '{file.name}'",
                where=str(file.parent),
                fix="check the spelling, or put the file there",
            )
        )
    if file.suffix.lower() == ".parquet":
        return _dialect("", "", 0, _parquet_headings(engine, file))
    if file.suffix.lower() in WORKBOOKS:
        return _look_at_sheet(file, sheet, layouts, header_line)
    return sniff(
        file, layouts, encoding=encoding, delimiter=delimiter, header_line=header_line
    )


def take_in(
    engine: Engine, file: Path, entry: SourceFile, dialect: Dialect, folder: Path
) -> Taken:
    """Make the evidence copy of a source, unless the same bytes already have one.

    Args:
        engine: The engine.
        file: The file.
        entry: The source in `case.yml`.
        dialect: How to read it.
        folder: Where evidence copies lie.
    """
    way = digest([READER, asdict(dialect), entry.sheet])[:8]
    size = file.stat().st_size
    with ThreadPoolExecutor(1) as pool:
        measuring = pool.submit(_measure, file)
        if (held := _held(folder, way, size, measuring)) is not None:
            return held
        new = folder / f"{way}.new"
        copy = _copy(engine, file, entry.sheet, dialect, new, measuring)
        sha256 = measuring.result()[0]
    name = f"{source_id(sha256, entry.sheet)}-{way}.parquet"
    new.replace(folder / name)
    taken = Taken(
        source_id=source_id(sha256, entry.sheet),
        sha256=sha256,
        bytes=size,
        dialect=dialect,
        copy=copy,
        name=name,
    )
    note = json.dumps(asdict(taken), ensure_ascii=False)
    (folder / name).with_suffix(".json").write_text(note, encoding="utf-8")
    return taken


def _measure(file: Path) -> tuple[str, int]:
    """Digest of a file, and its lines, a last one without a break included."""
    sha256, breaks, last = hashlib.sha256(), 0, b"\n"
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            sha256.update(chunk)
            breaks += chunk.count(b"\n")
            last = chunk[-1:]
    return sha256.hexdigest(), breaks + (last != b"\n")


def _held(
    folder: Path, way: str, size: int, measuring: Future[tuple[str, int]]
) -> Taken | None:
    """The evidence copy that the same bytes already have."""
    for note in sorted(folder.glob(f"*-{way}.json")):
        known = json.loads(note.read_text(encoding="utf-8"))
        copy_is_there = (folder / known["name"]).is_file()
        same_size = known["bytes"] == size
        if same_size and copy_is_there and known["sha256"] == measuring.result()[0]:
            return _revived(known)
    return None


def _revived(known: dict[str, object]) -> Taken:
    from pydantic import TypeAdapter

    return TypeAdapter(Taken).validate_python(known)


def _copy(
    engine: Engine,
    file: Path,
    sheet: str,
    dialect: Dialect,
    out: Path,
    measuring: Future[tuple[str, int]],
) -> Copy:
    if file.suffix.lower() == ".parquet":
        return copy_parquet(engine, file, dialect.headings, out)
    if file.suffix.lower() in WORKBOOKS:
        with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
            unpack(file, sheet, Path(scratch) / "sheet.jsonl")
            return copy_workbook(engine, Path(scratch) / "sheet.jsonl", dialect, out)
    sound = copy_text(engine, file, dialect, out, lambda: measuring.result()[1])
    return copy_split(engine, file, dialect, out) if sound is None else sound


def _look_at_sheet(
    file: Path, sheet: str, layouts: tuple[Layout, ...], header_line: int | None
) -> Dialect:
    with tempfile.TemporaryDirectory() as scratch:
        unpacked = Path(scratch) / "sheet.jsonl"
        unpack(file, sheet, unpacked)
        first = list(islice(workbook_rows(unpacked), HEADER_SEARCH))
    if not any(any(cells) for cells in first):
        raise SourceError(
            Fault(
                what="the sheet is empty",
                where=str(file),
                fix="name another sheet with --sheet",
            )
        )
    at = header_line or header_position(first, layouts) + 1
    headings = first[at - 1]
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    return _dialect("", "", at, tuple(headings))


def _parquet_headings(engine: Engine, file: Path) -> tuple[str, ...]:
    try:
        described = engine.rows(
            f"describe select * from read_parquet({literal(str(file))})"
        )
    except EngineError as error:
        raise SourceError(
            Fault(
                what="the Parquet file cannot be read",
                where=str(file),
                fix="ask whoever sent it for the file again",
            )
        ) from error
    return tuple(row["column_name"] for row in described)


def _dialect(
    encoding: str, delimiter: str, header: int, headings: tuple[str, ...]
) -> Dialect:
    return Dialect(
        encoding=encoding,
        delimiter=delimiter,
        header_line=header,
        header_end=header,
        headings=headings,
    )
