"""A file of records becomes an evidence copy, once for the same bytes and dialect.

Whatever reads the bytes of a file runs in a child process: `_look` and `_copied`.
"""

import json
import tempfile
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from madein.engine import Engine, literal
from madein.errors import EngineError, Fault, MadeinError, SourceError
from madein.provenance import digest, file_sha256, source_id
from madein.sources.child import run
from madein.sources.copies import (
    Copy,
    copy_parquet,
    copy_split,
    copy_text,
    parquet_fault,
)
from madein.sources.dbf import dbf_rows, look_at_dbf
from madein.sources.formats import PACKED, format_of, shown
from madein.sources.goods_xml import goods_rows, look_at_goods
from madein.sources.layouts import Layout
from madein.sources.packed import unpacked
from madein.sources.pieces import copy_pieces
from madein.sources.text.dialect import NOTHING_TOLD, Dialect, Look, Told, sniff
from madein.sources.workbooks.workbook import look_at_workbook, sheet_rows

READER = 3  # raised by a change that makes other evidence copies from the same file
MOST_COLUMNS = 1_024
MOST_QUARANTINED = 300_000  # more than one row in a hundred of thirty million
MOST_PACKED = 2  # a packed file in an archive


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
        SourceError: The file is absent or empty, or cannot be read.
    """
    if not file.is_file():
        raise SourceError(_no_file(file))
    if file.stat().st_size == 0:
        raise SourceError(
            Fault(
                what="the file is empty",
                where=str(file),
                fix="ask whoever sent it for the file again",
            )
        )
    return run(_look, file, layouts, told, file=file)


def take_in(file: Path, sheet: str, dialect: Dialect, folder: Path) -> Taken:
    """Make the evidence copy of a source, unless the same bytes already have one.

    Args:
        file: The file.
        sheet: Sheet of a workbook, or file inside an archive.
        dialect: How to read it.
        folder: Where evidence copies lie.
    """
    way = digest([READER, asdict(dialect), sheet])[:8]
    if (held := _held(folder, way, file)) is not None:
        return held
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        new = Path(scratch) / "copy.parquet"
        sha256, copy = run(_copied, file, sheet, dialect, new, file=file)
        name = f"{source_id(sha256, sheet)}-{way}.parquet"
        new.replace(folder / name)
    taken = Taken(
        source_id=source_id(sha256, sheet),
        sha256=sha256,
        bytes=file.stat().st_size,
        dialect=dialect,
        copy=copy,
        name=name,
    )
    note = json.dumps(asdict(taken), ensure_ascii=False)
    (folder / name).with_suffix(".json").write_text(note, encoding="utf-8")
    return taken


def _no_file(file: Path) -> Fault:
    if file.exists():
        what, fix = f"'{shown(file.name)}' is no ordinary file", "name a file"
    else:
        what = f"there is no file '{shown(file.name)}'"
        fix = "check the spelling, or put the file there"
    return Fault(what=what, where=str(file.parent), fix=fix)


def _held(folder: Path, way: str, file: Path) -> Taken | None:
    """The evidence copy that the same bytes already have."""
    size, sha256 = file.stat().st_size, ""
    for note in sorted(folder.glob(f"*-{way}.json")):
        known = json.loads(note.read_text(encoding="utf-8"))
        if known["bytes"] == size and (folder / known["name"]).is_file():
            sha256 = sha256 or file_sha256(file)
            if known["sha256"] == sha256:
                return _revived(known)
    return None


def _revived(known: dict[str, object]) -> Taken:
    from pydantic import TypeAdapter

    return TypeAdapter(Taken).validate_python(known)


def _look(file: Path, layouts: tuple[Layout, ...], told: Told) -> Look:
    """How a file is read; runs in a child."""
    with _opened(file, told.sheet) as (inner, form, sheet):
        match form:
            case "workbook":
                look = look_at_workbook(inner, layouts, replace(told, sheet=sheet))
            case "parquet":
                look = Look(
                    dialect=_parquet_dialect(inner), confidence={"header_line": 1.0}
                )
            case "dbf":
                look = look_at_dbf(inner, told)
            case "xml":
                look = look_at_goods(inner)
            case _:
                look = sniff(inner, layouts, told)
        _check_width(look.dialect, inner)
        return replace(look, doubts=_moved(look.doubts, inner, file))


def _copied(file: Path, sheet: str, dialect: Dialect, out: Path) -> tuple[str, Copy]:
    """Digest of a file, and its evidence copy; runs in a child.

    Raises:
        SourceError: Too many of its lines are damaged.
    """
    with (
        ThreadPoolExecutor(1) as pool,
        _opened(file, sheet, out.parent) as (inner, form, rest),
        Engine(out.parent) as engine,
    ):
        digesting = pool.submit(file_sha256, file)
        copy = _copy(engine, inner, form, rest, dialect, out)
        sha256 = digesting.result()
        if len(copy.quarantined) > MOST_QUARANTINED:
            raise SourceError(_too_damaged(copy, inner))
    return sha256, copy


def _copy(
    engine: Engine,
    file: Path,
    form: str,
    sheet: str,
    dialect: Dialect,
    out: Path,
) -> Copy:
    width = len(dialect.headings)
    match form:
        case "workbook":
            return copy_pieces(engine, sheet_rows(file, sheet, dialect), width, out)
        case "parquet":
            return copy_parquet(engine, file, dialect.headings, out)
        case "dbf":
            return copy_pieces(engine, dbf_rows(file, dialect), width, out)
        case "xml":
            return copy_pieces(engine, goods_rows(file, dialect), width, out)
        case _:
            sound = copy_text(engine, file, dialect, out)
            return copy_split(engine, file, dialect, out) if sound is None else sound


@contextmanager
def _opened(
    file: Path, sheet: str, room: Path | None = None
) -> Generator[tuple[Path, str, str]]:
    """A file as it is or unpacked, its format, and the sheet to look for in it.

    Raises:
        SourceError: It is no table, or has no sheets. What is said of the unpacked file
            is said of the file.
    """
    with tempfile.TemporaryDirectory(dir=room) as scratch:
        inner, form = file, format_of(file)
        try:
            for depth in range(MOST_PACKED):
                if form in PACKED:
                    folder = Path(scratch) / str(depth)
                    folder.mkdir()
                    inner, sheet = unpacked(inner, form, sheet, folder)
                    form = format_of(inner)
            if form in PACKED:
                raise SourceError(_too_deep(inner))
            if sheet and form != "workbook":
                raise SourceError(_no_sheets(inner, sheet))
            yield inner, form, sheet
        except MadeinError as error:
            raise type(error)(*_moved(error.faults, inner, file)) from error


def _moved(faults: Iterable[Fault], inner: Path, file: Path) -> tuple[Fault, ...]:
    """Faults of an unpacked file, said of the file as it came."""
    return tuple(
        replace(fault, where=fault.where.replace(str(inner), str(file)))
        for fault in faults
    )


def _parquet_dialect(file: Path) -> Dialect:
    try:
        with Engine() as engine:
            described = engine.rows(
                f"describe select * from read_parquet({literal(str(file))})"
            )
    except EngineError as error:
        raise SourceError(parquet_fault(file)) from error
    return Dialect(
        encoding="",
        delimiter="",
        header_line=0,
        header_end=0,
        headings=tuple(row["column_name"] for row in described),
    )


def _check_width(dialect: Dialect, file: Path) -> None:
    """Refuse more columns than a table of records has.

    Raises:
        SourceError: There are more.
    """
    width = len(dialect.headings)
    if width > MOST_COLUMNS:
        raise SourceError(
            Fault(
                what=f"{width:,} columns; no records of customs have more than "
                f"{MOST_COLUMNS:,}",
                where=str(file),
                fix="look at the delimiter and at the line of the headings",
            )
        )


def _no_sheets(file: Path, sheet: str) -> Fault:
    return Fault(
        what=f"the file has no sheets, and so none of the name '{shown(sheet)}'",
        where=str(file),
        fix="leave out --sheet",
    )


def _too_deep(file: Path) -> Fault:
    return Fault(
        what=f"it is packed more than {MOST_PACKED} times over",
        where=str(file),
        fix="unpack it yourself, and add what is inside",
    )


def _too_damaged(copy: Copy, file: Path) -> Fault:
    return Fault(
        what=f"{len(copy.quarantined):,} lines cannot be cut into cells, "
        f"{copy.records:,} can",
        where=str(file),
        fix="look at the delimiter and the encoding, or ask for the file again",
    )
