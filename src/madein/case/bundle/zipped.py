"""One zip file: written the same every time, and unpacked with care."""

import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from madein.errors import Fault, SourceError
from madein.provenance import CHUNK

# The earliest moment that a zip file can hold: the clock is no part of a bundle.
MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16
ENCRYPTED = 0x1
MOST_MEMBERS = 100_000
MOST_BYTES = 64 << 30
MOST_RATIO = 200  # tables are packed ten times over, seldom fifty
FREE_BYTES = 10 << 20  # a small file of one repeated letter is no bomb
PACKED = frozenset({".parquet", ".gz", ".zip", ".xlsx", ".zst"})


def write_zip(file: Path, members: Mapping[str, Path]) -> None:
    """Write files into a zip file, which is replaced in one step; same files, same bytes.

    Args:
        file: The zip file.
        members: The files, by their names in it.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        with zipfile.ZipFile(part, "w") as archive:
            for name in sorted(members):
                info = zipfile.ZipInfo(name, MOMENT)
                info.create_system = 3  # whatever machine writes it
                info.external_attr = READABLE
                is_packed = PurePosixPath(name).suffix in PACKED
                info.compress_type = (
                    zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
                )
                info.file_size = members[name].stat().st_size
                with members[name].open("rb") as source:
                    _copy(archive, info, source)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _copy(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: IO[bytes]) -> None:
    with archive.open(info, "w") as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)


def unzip(file: Path, folder: Path) -> list[str]:
    """Unpack a zip file into an empty folder, and nowhere else.

    Args:
        file: The zip file.
        folder: The folder.

    Returns:
        Names of the members, in order.

    Raises:
        SourceError: It is no zip file, is damaged, or has members that no bundle has.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            found = archive.infolist()
            _check(file, found)
            for info in found:
                _unpack(archive, info, folder / info.filename)
    except FileNotFoundError as error:
        raise SourceError(
            Fault(
                what="there is no such file",
                where=str(file),
                fix="name a bundle that `madein export` wrote",
            )
        ) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise SourceError(
            Fault(
                what=f"the bundle is damaged: {error or 'it ends early'}",
                where=str(file),
                fix="ask whoever sent it for the file again",
            )
        ) from error
    return sorted(info.filename for info in found)


def _check(file: Path, found: list[zipfile.ZipInfo]) -> None:
    """Refuse what no bundle holds, before anything is unpacked.

    Raises:
        SourceError: It holds such a thing.
    """
    wrong = [
        f"'{info.filename[:200]}' {why}"
        for info in found
        if (why := _wrong(info)) is not None
    ]
    names = [info.filename.casefold() for info in found]
    if len(set(names)) < len(names):
        wrong.append("two members have one name")
    if len(found) > MOST_MEMBERS:
        wrong.append(f"it has {len(found):,} members")
    whole = sum(info.file_size for info in found)
    packed = file.stat().st_size
    if whole > MOST_BYTES or (whole > FREE_BYTES and whole > MOST_RATIO * packed):
        wrong.append(f"{packed:,} bytes would unpack to {whole:,}")
    if wrong:
        raise SourceError(
            *(
                Fault(
                    what=f"this is no bundle that madein wrote: {why}",
                    where=str(file),
                    fix="do not unpack it; ask whoever sent it",
                )
                for why in wrong[:20]
            )
        )


def _wrong(info: zipfile.ZipInfo) -> str | None:
    """What is wrong with a member; None where nothing is."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if not is_plain(info.filename) or info.filename != info.orig_filename:
        return "has a name that leads out of the bundle, or is hidden"
    if kind not in {0, stat.S_IFREG}:
        return "is a link, or no plain file"
    if info.flag_bits & ENCRYPTED:
        return "is encrypted"
    return None


def is_plain(name: str) -> bool:
    """Whether a name stays inside the folder that it is read from, and shows itself.

    Args:
        name: The name.

    Examples:
        >>> is_plain("evidence/F1.csv"), is_plain("files/выгрузка 2022.csv")
        (True, True)
        >>> (
        ...     is_plain("../x"),
        ...     is_plain("/etc/passwd"),
        ...     is_plain("C:/x"),
        ...     is_plain("a/.b"),
        ... )
        (False, False, False, False)
    """
    if re.search(r"[\\\x00-\x1f]|^[A-Za-z]:", name):
        return False
    return all(part and not part.startswith(".") for part in name.split("/"))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path) -> None:
    """One member; what its heading says of its size is not believed.

    Raises:
        ValueError: It is larger than its heading says.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(info) as source, target.open("xb") as handle:
        while chunk := source.read(CHUNK):
            size += len(chunk)
            if size > info.file_size:
                message = f"'{info.filename}' is larger than it says"
                raise ValueError(message)
            handle.write(chunk)
