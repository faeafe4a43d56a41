"""What format a file is in, told by its bytes; its name decides nothing."""

import re
import zipfile
from pathlib import Path

from madein.errors import Fault, SourceError

HEAD_BYTES = 4096

# Files that hold a table, and files that hold other files.
TABLES = frozenset({"text", "workbook", "parquet", "dbf", "xml"})
PACKED = frozenset({"gzip", "zstd", "zip"})

# How other files begin, and what they are.
BEGINNINGS = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a text document"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x00\x01\x00\x00Standard ", "a database"),
)
WEB_PAGE = re.compile(
    rb"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|table|meta|script)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
MARK = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*")
# Version, date, number of records, length of the header, length of a record, and a
# column whose name begins with a letter.
DBF = re.compile(
    rb"[\x02-\x05\x30-\x32\x43\x63\x7b\x83\x8b\x8c\xcb\xe5\xf5\xfb]"
    rb".[\x00-\x0c][\x00-\x1f].{4}(..)(..).{20}[A-Za-z_\x80-\xff]",
    re.DOTALL,
)


def format_of(file: Path) -> str:
    """A word of `TABLES` or `PACKED`.

    Args:
        file: The file.

    Raises:
        SourceError: The file is something else.
    """
    with file.open("rb") as handle:
        found = format_of_bytes(handle.read(HEAD_BYTES))
    if found == "zip":
        found = _format_of_zip(file)
    if found not in TABLES | PACKED:
        raise SourceError(
            Fault(
                what=f"this is {found}, not a table",
                where=str(file),
                fix="save the table in it as CSV or XLSX, or ask for it in such a form",
            )
        )
    return found


def format_of_bytes(head: bytes) -> str:
    r"""What the first bytes of a file say it is; "zip" may be a workbook.

    Args:
        head: The first bytes.

    Examples:
        >>> format_of_bytes(b"ND;G32\n1;2\n"), format_of_bytes(b"%PDF-1.7 ...")
        ('text', 'a PDF document')
    """
    for beginning, found in BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head[257:262] == b"ustar":
        return "a tar archive"
    if _is_dbf(head):
        return "dbf"
    words = MARK.sub(b"", head)
    if b"\x00" in words[:8]:  # UTF-16
        words = words.replace(b"\x00", b"").lstrip()
    if WEB_PAGE.match(words):
        return "a web page"
    return "xml" if words.startswith(b"<?xml") else "text"


def shown(text: str) -> str:
    r"""Text of a file as a message may show it: what is not printed is written out.

    Args:
        text: A name, or whatever stands in a file.

    Examples:
        >>> shown("a\u202ecsv.exe"), shown("импорт.csv")
        ('a\\u202ecsv.exe', 'импорт.csv')
    """
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text
    )


def _is_dbf(head: bytes) -> bool:
    """Whether a header gives lengths that a table of at least one column has."""
    found = DBF.match(head)
    if found is None:
        return False
    header, record = (int.from_bytes(size, "little") for size in found.groups())
    return header >= 65 and record >= 2


def _format_of_zip(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if {"mimetype", "content.xml"} <= set(names):
                sort = archive.read("mimetype")[:100]
                return "workbook" if b"spreadsheet" in sort else "a text document"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(
            Fault(
                what=f"the packed file is damaged: {error}",
                where=f"{file}, byte {file.stat().st_size:,}",
                fix="ask whoever sent it for the file again",
            )
        ) from error
    for folder, found in (("xl/", "workbook"), ("word/", "a text document")):
        if any(name.startswith(folder) for name in names):
            return found
    return "zip"
