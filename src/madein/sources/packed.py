"""What is packed, unpacked by its stream into a file with a name of ours.

The names inside an archive are shown and compared, and never used as a path.
"""

import stat
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.sources.formats import HEAD_BYTES, TABLES, format_of_bytes, shown

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 1 << 16
FREE_BYTES = 10 << 20  # a small file of one repeated letter is no bomb
MOST_RATIO = 200  # tables are packed ten times over, seldom fifty
MOST_BYTES = 64 << 30
MOST_MEMBERS = 1_000
ENCRYPTED = 0x1

Piece = tuple[int, bytes]  # packed bytes read so far, and what they gave


def unpacked(file: Path, kind: str, sheet: str, scratch: Path) -> tuple[Path, str]:
    """What is inside a packed file, and the sheet that is left to look for in it.

    Args:
        file: The packed file.
        kind: How it is packed: a word of `formats.PACKED`.
        sheet: Name of a file in a zip archive, with the sheet of a workbook after a
            slash; a sheet alone, where the archive holds one table.
        scratch: Folder for what comes out.
    """
    out = scratch / "unpacked"
    if kind == "zip":
        return _from_zip(file, sheet, out)
    pieces = _gunzip(file) if kind == "gzip" else _unzstd(file)
    _store(pieces, out, file)
    return out, sheet


def _gunzip(file: Path) -> Iterator[Piece]:
    """The parts of a gzip file, one after the other.

    Raises:
        SourceError: It is damaged.
    """
    with file.open("rb") as handle:
        engine, left, start = zlib.decompressobj(wbits=31), b"", 0
        while chunk := left or handle.read(CHUNK):
            begun = handle.tell() - len(chunk)
            if engine.eof:
                if not chunk.strip(b"\x00") and not left:
                    continue  # a tape pads with zeros
                if not chunk.startswith(b"\x1f"):
                    raise SourceError(
                        _damaged(file, "other bytes follow its end", begun)
                    )
                engine, start = zlib.decompressobj(wbits=31), begun
            try:
                piece = engine.decompress(chunk)
            except zlib.error as error:
                raise SourceError(_damaged(file, str(error), begun)) from error
            left = engine.unused_data.lstrip(b"\x00") if engine.eof else b""
            yield handle.tell() - len(left), piece
        if not engine.eof:
            raise SourceError(_cut_off(file, handle.tell(), start))


def _unzstd(file: Path) -> Iterator[Piece]:
    """The parts of a zstd file, one after the other.

    Raises:
        SourceError: It is damaged.
    """
    with file.open("rb") as handle:
        engine, left, start = zstd.ZstdDecompressor(), b"", 0
        while True:
            begun, chunk = handle.tell() - len(left), b""
            if engine.eof or engine.needs_input:
                chunk = left or handle.read(CHUNK)
                if not chunk:
                    break
            if engine.eof:
                engine, start = zstd.ZstdDecompressor(), begun
            try:
                piece = engine.decompress(chunk, max_length=16 * CHUNK)
            except zstd.ZstdError as error:
                raise SourceError(_damaged(file, str(error), begun)) from error
            left = engine.unused_data if engine.eof else b""
            yield handle.tell() - len(left), piece
        if not engine.eof:
            raise SourceError(_cut_off(file, handle.tell(), start))


def _from_zip(file: Path, sheet: str, out: Path) -> tuple[Path, str]:
    """The table of a zip archive that is meant.

    Raises:
        SourceError: The archive is damaged.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            member, inner = _member(archive, sheet, file)
            with archive.open(member) as handle:
                chunks = iter(lambda: handle.read(CHUNK), b"")
                pieces = ((member.compress_size, chunk) for chunk in chunks)
                _store(pieces, out, file, f"{file}, in '{shown(member.filename)}'")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise SourceError(_damaged(file, str(error) or "it ends early")) from error
    return out, inner


def _member(
    archive: zipfile.ZipFile, sheet: str, file: Path
) -> tuple[zipfile.ZipInfo, str]:
    """The table that is meant, and the sheet inside it.

    Raises:
        SourceError: It is not clear which, or the archive holds too many.
    """
    files = [info for info in archive.infolist() if not _is_beside(info)]
    if len(files) > MOST_MEMBERS:
        what = f"the archive holds {len(files):,} files"
        fix = "unpack it yourself, and add what you need"
        raise SourceError(Fault(what=what, where=str(file), fix=fix))
    named = [info for info in files if _begins(sheet, info.filename)]
    if named:
        best = max(named, key=lambda info: len(info.filename))
        _check(best, files, file)
        return best, sheet[len(best.filename) + 1 :]
    tables = [info for info in files if _is_table(archive, info)]
    if len(tables) != 1:
        raise SourceError(_which(tables or files, sheet, file, len(tables)))
    _check(tables[0], files, file)
    return tables[0], sheet


def _begins(sheet: str, name: str) -> bool:
    return sheet == name or sheet.startswith(f"{name}/")


def _is_beside(info: zipfile.ZipInfo) -> bool:
    """Whether it is a folder, or what a Mac adds."""
    last = info.filename.rstrip("/").rpartition("/")[2]
    mac = info.filename.startswith("__MACOSX/") or last.startswith(".")
    return info.is_dir() or mac


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _is_table(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    """Whether it may hold a table; one that cannot be opened may."""
    if _is_link(info) or info.flag_bits & ENCRYPTED:
        return True
    with archive.open(info) as handle:
        kind = format_of_bytes(handle.read(HEAD_BYTES))
    return info.file_size > 0 and kind in TABLES | {"zip", "gzip", "zstd"}


def _check(info: zipfile.ZipInfo, files: list[zipfile.ZipInfo], file: Path) -> None:
    """Refuse a member that cannot be read by its name alone.

    Raises:
        SourceError: It is a link or encrypted, or two have its name.
    """
    name = f"'{shown(info.filename)}' in the archive"
    if _is_link(info):
        what, fix = f"{name} is a link", "ask for the file that it leads to"
    elif info.flag_bits & ENCRYPTED:
        what, fix = f"{name} is encrypted", "unpack it with its password, and add that"
    elif Counter(other.filename for other in files)[info.filename] > 1:
        what, fix = (
            f"{name} is there twice",
            "unpack it yourself, and add the right one",
        )
    else:
        return
    raise SourceError(Fault(what=what, where=str(file), fix=fix))


def _which(
    listed: Iterable[zipfile.ZipInfo], sheet: str, file: Path, tables: int
) -> Fault:
    """What is said where not one table of an archive is meant."""
    names = [f"'{shown(info.filename)}' ({info.file_size:,} bytes)" for info in listed]
    more = [f"and {len(names) - 20} more"] if len(names) > 20 else []
    inside = ", ".join([*names[:20], *more]) or "nothing"
    said = f"no file '{shown(sheet)}'" if sheet else f"{tables or 'no'} tables"
    return Fault(
        what=f"the archive holds {said}, but {inside}"
        if sheet or not tables
        else f"the archive holds {said}: {inside}",
        where=str(file),
        fix="name one with --sheet, like `--sheet data.csv` or `--sheet book.xlsx/Sheet1`",
    )


def _store(
    pieces: Iterable[Piece], out: Path, file: Path, where: str | None = None
) -> None:
    """Write the pieces to a file, as long as they are in proportion.

    Raises:
        SourceError: They are not.
    """
    size = 0
    with out.open("wb") as target:
        for packed, piece in pieces:
            size += len(piece)
            if size > MOST_BYTES or (size > FREE_BYTES and size > MOST_RATIO * packed):
                raise SourceError(
                    Fault(
                        what=f"the first {packed:,} bytes unpack to more than {size:,}",
                        where=where or f"{file}, byte {packed:,}",
                        fix="this is no ordinary table; unpack it yourself, and look",
                    )
                )
            target.write(piece)


def _cut_off(file: Path, at: int, start: int) -> Fault:
    return _damaged(
        file, f"it ends early, in the part that begins at byte {start:,}", at
    )


def _damaged(file: Path, reason: str, at: int | None = None) -> Fault:
    return Fault(
        what=f"the packed file is damaged: {reason}",
        where=str(file) if at is None else f"{file}, byte {at:,}",
        fix="ask whoever sent it for the file again",
    )
