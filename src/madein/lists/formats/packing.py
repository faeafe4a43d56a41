"""Packed list files, unpacked piece by piece.

A packed file is known by its first bytes, not by its name. What comes out is held to a
size and to a proportion, so that no file fills the memory.
"""

import bz2
import gzip
import lzma
import stat
import sys
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

from madein.errors import Fault, SourceError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 1 << 18
# The largest list we know, a database with a line for each statement, has about 1 GB,
# and an ordinary computer has 8 GB for all that is made of it.
MOST_BYTES = 2 << 30
MOST_RATIO = 200  # XML is packed thirty times over, seldom fifty
FREE_BYTES = 10 << 20  # a small file of one repeated letter is no bomb
ENCRYPTED = 0x1
WHOLE = "get a whole copy from where it came from"
ALONE = "unpack it, and give the list alone"


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most so many; none at the end."""


OPENERS: Mapping[bytes, Callable[[IO[bytes]], AbstractContextManager[Readable]]] = {
    b"\x1f\x8b": lambda handle: gzip.GzipFile(fileobj=handle),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
    b"\x28\xb5\x2f\xfd": zstd.ZstdFile,
}
ZIP = b"PK"
PACKED = r"(?:\.(?:gz|zip|bz2|xz|zst))?"  # how the name of a packed file may end
DAMAGE = (
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
    zstd.ZstdError,
    zipfile.BadZipFile,
    NotImplementedError,
)


def pieces(file: Path) -> Iterator[bytes]:
    """What a file holds, piece by piece, unpacked where it is packed.

    Args:
        file: The file.

    Raises:
        SourceError: It is damaged, or holds more than a list can.
    """
    size = 0
    with file.open("rb") as packed:
        try:
            with _unpacked(file, packed) as handle:
                while chunk := handle.read(CHUNK):
                    size += len(chunk)
                    most = max(FREE_BYTES, MOST_RATIO * packed.tell())
                    if size > min(MOST_BYTES, most):
                        raise SourceError(_too_much(file, packed.tell(), size))
                    yield chunk
        except DAMAGE as error:
            what = f"the packed file is damaged: {str(error) or 'it ends early'}"
            raise SourceError(Fault(what=what, where=str(file), fix=WHOLE)) from error


def _too_much(file: Path, packed: int, size: int) -> Fault:
    return Fault(
        what=f"the first {packed:,} bytes unpack to more than {size - 1:,}",
        where=str(file),
        fix="this is no ordinary list; unpack it yourself, and look",
    )


@contextmanager
def _unpacked(file: Path, packed: IO[bytes]) -> Generator[Readable]:
    start = packed.read(6)
    packed.seek(0)
    for magic, opened in OPENERS.items():
        if start.startswith(magic):
            with opened(packed) as handle:
                yield handle
            return
    if start.startswith(ZIP) and zipfile.is_zipfile(packed):
        with (
            zipfile.ZipFile(packed) as archive,
            archive.open(_member(file, archive)) as handle,
        ):
            yield handle
        return
    packed.seek(0)
    yield packed


def _member(file: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one list of an archive.

    Raises:
        SourceError: It holds none, or several, or the one cannot be read.
    """
    files = [info for info in archive.infolist() if not _is_beside(info)]
    names = ", ".join(repr(info.filename) for info in files[:5])
    if len(files) != 1:
        what = f"the archive holds {len(files)} files, not one list"
        what += f": {names}" if files else ""
        raise SourceError(Fault(what=what, where=str(file), fix=ALONE))
    if files[0].flag_bits & ENCRYPTED or stat.S_ISLNK(files[0].external_attr >> 16):
        what = f"{names} in the archive is encrypted, or a link"
        raise SourceError(Fault(what=what, where=str(file), fix=ALONE))
    return files[0]


def _is_beside(info: zipfile.ZipInfo) -> bool:
    """Whether it is a folder, or what a Mac adds."""
    last = info.filename.rstrip("/").rpartition("/")[2]
    return info.is_dir() or info.filename.startswith("__MACOSX/") or last[:1] == "."
