"""The US Treasury's list of specially designated nationals: dated copies of `sdn.csv`.

Other names come in a file of their own, `alt.csv`, joined by the number of the entry.
"""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from madein.errors import Fault, SourceError
from madein.lists.entry import Alias, Entry, ListedId, NameKind

AUTHORITY_ZONE = ZoneInfo("America/New_York")  # Washington's clock
NAME = re.compile(r"sdn_(\d{8}T\d{6})\.csv(\.gz)?", re.IGNORECASE)
ALIAS_NAME = re.compile(r"alt_(\d{8})(T\d{6})?\.csv(\.gz)?", re.IGNORECASE)
WIDTH = 12
ALIAS_WIDTH = 5
NULL = "-0-"
END = b"\x1a"
TAX_ID = re.compile(r"\bTax ID No\.\s+([^;(]+?)\.?\s*(?=\(|;|$)")

# What the remarks call numbers of firms, as seen in copies of 2021 to 2024.
ID_LABELS = (
    "Tax ID No.",
    "Registration Number",
    "Registration ID",
    "Business Registration Number",
    "Business Registration Document #",
    "Business Number",
    "Legal Entity Number",
    "Unified Social Credit Code (USCC)",
    "United Social Credit Code Certificate (USCCC)",
    "V.A.T. Number",
    "Company Number",
    "UK Company Number",
    "US FEIN",
    "Government Gazette Number",
    "National ID No.",
    "NIT #",
    "R.F.C.",
    "RFC",
    "RUC #",
    "C.R. No.",
    "RIF #",
    "RTN",
    "C.U.I.T.",
    "C.I.F.",
    "N.I.F.",
    "Fiscal Code",
    "Enterprise Number",
    "Residency Number",
    "Chamber of Commerce Number",
    "Commercial Registry Number",
    "Central Registration System Number",
    "Economic Register Number (CBLS)",
    "Certificate of Incorporation Number",
    "Public Registration Number",
    "Trade License No.",
    "Matricula Mercantil No",
    "Folio Mercantil No.",
)
ID = re.compile(
    rf"(?:alt\. )?({'|'.join(map(re.escape, ID_LABELS))}) +"
    r"([^();]*\d[^();]*?)(?: *\(([^()]*)\))?(?: +(?:issued|expires) .*)?\.?"
)
# Names in quotation marks inside the remarks: those OFAC holds for weak.
QUOTED = re.compile(r"\b([afn])\.k\.a\. '([^;]+?)'(?=[;.]|$)")
QUOTED_KINDS = {"a": NameKind.WEAK, "f": NameKind.FORMER, "n": NameKind.NOW}


def copy_time(file: Path) -> datetime:
    """When a copy was taken, in the zone of the authority, read from its file name.

    Args:
        file: A file named after the time in UTC, like `sdn_20240223T184323.csv.gz`.

    Raises:
        SourceError: The name holds no such time.

    Examples:
        >>> copy_time(Path("sdn_20220225T015029.csv.gz")).isoformat()
        '2022-02-24T20:50:29-05:00'
    """
    found = NAME.fullmatch(file.name)
    try:
        if found is not None:
            taken = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
            return taken.astimezone(AUTHORITY_ZONE)
    except ValueError:
        pass  # digits that are no day: the same fault
    start = "alt" if file.name.lower().startswith("alt") else "sdn"
    raise SourceError(
        Fault(
            what=f"'{file.name}' does not say when the copy was taken",
            where=str(file),
            fix=f"name it after the time in UTC, like '{start}_20240223T184323.csv.gz'",
        )
    )


def alias_day(file: Path) -> date | None:
    """The day of a file of other names, in the zone of the authority.

    Args:
        file: A file named after the time in UTC, or after the day alone.

    Unknown:
        None for a file that is no file of other names, or whose name is no day.

    Examples:
        >>> alias_day(Path("alt_20220225T015029.csv.gz"))
        datetime.date(2022, 2, 24)
        >>> alias_day(Path("alt_20260225.csv")), alias_day(Path("sdn_20260225.csv"))
        (datetime.date(2026, 2, 25), None)
    """
    found = ALIAS_NAME.fullmatch(file.name)
    if found is None:
        return None
    try:
        if found[2] is None:
            return datetime.strptime(found[1], "%Y%m%d").date()
        taken = datetime.strptime(found[1] + found[2], "%Y%m%dT%H%M%S")
    except ValueError:
        return None
    return taken.replace(tzinfo=UTC).astimezone(AUTHORITY_ZONE).date()


def entries(file: Path) -> list[Entry]:
    """The entries of one copy, in its order.

    Source:
        US Treasury, `sdn.csv`: no header, 12 columns, CRLF, null written `-0- `, the
        byte 0x1A at the end. A copy without that byte was cut off, and would make
        the entries after the cut look delisted.

    Args:
        file: The copy, plain or gzipped.

    Raises:
        SourceError: The copy is cut off, empty, not UTF-8, or a line is no entry.
    """
    found: dict[str, Entry] = {}
    for line, cells in _lines(file):
        if len(cells) != WIDTH:
            raise SourceError(_fault(file, line, f"{len(cells)} columns, not {WIDTH}"))
        if not cells[0].isdecimal():
            raise SourceError(_fault(file, line, f"'{cells[0]}' is no entry number"))
        if cells[0] in found:
            raise SourceError(_fault(file, line, f"entry {cells[0]} occurs twice"))
        found[cells[0]] = _entry(tuple(cells))
    if not found:
        raise SourceError(_fault(file, 1, "the copy holds no entries"))
    return list(found.values())


def aliases(file: Path) -> list[tuple[str, Alias]]:
    """Other names of one copy, each with the number of its entry.

    Source:
        US Treasury, `alt.csv`: no header, 5 columns, null and end as in `sdn.csv`.

    Args:
        file: The copy, plain or gzipped.

    Raises:
        SourceError: The copy is cut off, not UTF-8, or a line is no name.
    """
    found: list[tuple[str, Alias]] = []
    for line, cells in _lines(file):
        if len(cells) != ALIAS_WIDTH:
            what = f"{len(cells)} columns, not {ALIAS_WIDTH}"
            raise SourceError(_fault(file, line, what))
        number, _, kind, name, _ = (cell.strip() for cell in cells)
        if not number.isdecimal():
            raise SourceError(_fault(file, line, f"'{number}' is no entry number"))
        if kind not in {NameKind.ALSO, NameKind.FORMER, NameKind.NOW}:
            raise SourceError(_fault(file, line, f"'{kind}' is no kind of name"))
        found.append((number, Alias(name=name, kind=NameKind(kind))))
    return found


def tax_ids(remarks: str) -> tuple[str, ...]:
    """Tax ids in the remarks of an entry, each once, as written.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> tax_ids("Tax ID No. 7743237789 (Russia); alt. Tax ID No. 77-1.")
        ('7743237789', '77-1')
    """
    return tuple(dict.fromkeys(TAX_ID.findall(remarks)))


def ids(remarks: str) -> tuple[ListedId, ...]:
    """Numbers of firms in the remarks of an entry, each once, as written.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> ids("DOB 1970; Registration Number 5177746340998 (Russia).")
        (ListedId(label='Registration Number', number='5177746340998', country='Russia'),)
    """
    parts = (ID.fullmatch(part.strip()) for part in remarks.split(";"))
    found = [ListedId(label=p[1], number=p[2], country=p[3] or "") for p in parts if p]
    return tuple(dict.fromkeys(found))


def quoted_names(remarks: str) -> tuple[Alias, ...]:
    """Names in quotation marks inside the remarks of an entry.

    Args:
        remarks: The last column of the list.

    Examples:
        >>> [
        ...     (a.name, a.kind.value)
        ...     for a in quoted_names("a.k.a. 'BNC'; f.k.a. 'OLD'.")
        ... ]
        [('BNC', 'weak aka'), ('OLD', 'fka')]
    """
    found = QUOTED.findall(remarks)
    return tuple(Alias(name=name, kind=QUOTED_KINDS[letter]) for letter, name in found)


@lru_cache(maxsize=50_000)  # most lines stand in many copies
def _entry(cells: tuple[str, ...]) -> Entry:
    values = ["" if cell.strip() == NULL else cell.strip() for cell in cells]
    remarks = values[11]
    return Entry(
        entry=values[0],
        name=values[1],
        type=values[2] or None,
        programme=values[3],
        tax_ids=tax_ids(remarks),
        aliases=quoted_names(remarks),
        ids=ids(remarks),
    )


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Cells of each line, with its number.

    Raises:
        SourceError: The copy is damaged.
    """
    reader = csv.reader(io.StringIO(_text(file), newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise SourceError(_fault(file, reader.line_num, str(error))) from error


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
        if file.suffix.lower() == ".gz":
            content = gzip.decompress(content)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(_fault(file, None, "the gzip file is damaged")) from error
    content = content.rstrip()
    if not content.endswith(END):
        raise SourceError(_fault(file, None, "the copy does not end with byte 0x1A"))
    try:
        return content.removesuffix(END).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(_fault(file, line, "the line is not UTF-8")) from error


def _fault(file: Path, line: int | None, what: str) -> Fault:
    where = str(file) if line is None else f"{file}:{line}"
    return Fault(what=what, where=where, fix="get a whole copy from where it came from")
