"""Where a value came from: digests of files, of row sets and of definitions."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

CHUNK = 1 << 20


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex.

    Args:
        path: The file.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def source_id(sha256: str, sheet: str) -> str:
    """Short id of one sheet of one file: the same bytes always give the same id.

    Args:
        sha256: Digest of the whole file.
        sheet: Name of the sheet; empty for files without sheets.

    Examples:
        >>> source_id("9f2c4e51aa00", "")
        '9f2c4e51aa00'
    """
    return sha256[:12] if not sheet else f"{sha256[:12]}-{digest(sheet)[:4]}"


def digest(value: object) -> str:
    """SHA-256 in hex of a value's canonical JSON; dates and decimals as text.

    Args:
        value: Anything JSON can hold, with dates and decimals allowed.
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def rows_digest(row_ids: Iterable[tuple[str, int]]) -> str:
    """First 12 hex digits over a set of row ids, whatever their order.

    The lower halves of the MD5 sums of `source:row`, joined by exclusive or: the
    engine computes the same from the column `row_key`.

    Args:
        row_ids: Pairs of source id and row, each once.

    Examples:
        >>> rows_digest([("b", 2), ("a", 1)]) == rows_digest([("a", 1), ("b", 2)])
        True
    """
    joined = 0
    for source, row in row_ids:
        name = f"{source}:{row}".encode()
        joined ^= int.from_bytes(
            hashlib.md5(name, usedforsecurity=False).digest()[8:], "big"
        )
    return f"{joined:016x}"[:12]
