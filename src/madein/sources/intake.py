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
from madein.sources.copies import (
    CHUNK,
    Copy,
    Signs,
    copy_parquet,
    copy_split,
    copy_text,
    copy_workbook,
    parquet_fault,
)
from madein.sources.dialect import (
    HEADER_SEARCH,
    NOTHING_TOLD,
    Dialect,
    Look,
    Told,
    header_position,
    no_such_line,
    sniff,
)
from madein.sources.layouts import Layout
from madein.sources.workbook import rows as workbook_rows
from madein.sources.workbook import unpack

WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".ods"}
READER = 2  # raised by a change that makes other evidence copies from the same file


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


def look_at(file: Path, layouts: tuple[Layout, ...], told: Told = NOTHING_TOLD) -> Look:
    """How a file is read, without taking it in.

    Args:
        file: The file.
        layouts: Layouts whose headings are looked for.
        told: What a person knows of it.

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
        return Look(dialect=_dialect("", "", 0, _parquet_headings(file)))
    if file.suffix.lower() in WORKBOOKS:
        return Look(dialect=_look_at_sheet(file, told.sheet, layouts, told.header_line))
    return sniff(file, layouts, told)


def take_in(file: Path, sheet: str, dialect: Dialect, folder: Path) -> Taken:
    """Make the evidence copy of a source, unless the same bytes already have one.

    Args:
        file: The file.
        sheet: Sheet of a workbook, or file inside an archive.
        dialect: How to read it.
        folder: Where evidence copies lie.
    """
    way = digest([READER, asdict(dialect), sheet])[:8]
    size = file.stat().st_size
    with ThreadPoolExecutor(1) as pool:
        measuring = pool.submit(_measure, file, dialect.delimiter)
        if (held := _held(folder, way, size, measuring)) is not None:
            return held
        new = folder / f"{way}.new"
        with Engine(folder) as engine:
            copy = _copy(engine, file, sheet, dialect, new, measuring)
        sha256 = measuring.result()[0]
    name = f"{source_id(sha256, sheet)}-{way}.parquet"
    new.replace(folder / name)
    taken = Taken(
        source_id=source_id(sha256, sheet),
        sha256=sha256,
        bytes=size,
        dialect=dialect,
        copy=copy,
        name=name,
    )
    note = json.dumps(asdict(taken), ensure_ascii=False)
    (folder / name).with_suffix(".json").write_text(note, encoding="utf-8")
    return taken


def _measure(file: Path, delimiter: str) -> tuple[str, Signs]:
    """Digest of a file, and the signs that divide it."""
    sha256, last = hashlib.sha256(), b"\n"
    sought = [b"\n", delimiter.encode() or b"\0", b'"', b"\0"]
    counts = [0] * len(sought)
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            sha256.update(chunk)
            counts = [n + chunk.count(s) for n, s in zip(counts, sought, strict=True)]
            last = chunk[-1:]
    breaks, delimiters, quotes, nuls = counts
    lines = breaks + (last != b"\n")
    signs = Signs(lines=lines, delimiters=delimiters, quotes=quotes, nuls=nuls)
    return sha256.hexdigest(), signs


def _held(
    folder: Path, way: str, size: int, measuring: Future[tuple[str, Signs]]
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
    measuring: Future[tuple[str, Signs]],
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
    if at > len(first):
        raise SourceError(no_such_line(at, len(first), str(file)))
    headings = first[at - 1]
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    return _dialect("", "", at, tuple(headings))


def _parquet_headings(file: Path) -> tuple[str, ...]:
    try:
        with Engine() as engine:
            described = engine.rows(
                f"describe select * from read_parquet({literal(str(file))})"
            )
    except EngineError as error:
        raise SourceError(parquet_fault(file)) from error
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
