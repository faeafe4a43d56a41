"""Consolidated acts of the EU as tables: one file per act and day, one row per entry."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from madein.errors import Fault, SourceError
from madein.lists.entry import Alias, Entry, ListedId, NameKind
from madein.provenance import digest

AUTHORITY_ZONE = ZoneInfo("Europe/Brussels")
NAME = re.compile(r"(\d{5}[A-Z]\d{4})_(\d{8})\.csv", re.IGNORECASE)
TYPES = {
    "Person": "individual",
    "Vessel": "vessel",
    "Asset": "asset",
    "LegalEntity": None,
    "Company": None,
    "Organization": None,
}
DAYS = ("%d.%m.%Y", "%d %B %Y")  # 1.4.2022 is the first of April
ALIASES = {
    "alias": NameKind.ALSO,
    "weakAlias": NameKind.WEAK,
    "previousName": NameKind.FORMER,
}
IDS = ("taxNumber", "innCode", "ogrnCode", "registrationNumber", "idNumber", "leiCode")
RUSSIAN = {"innCode": "Russia", "ogrnCode": "Russia"}  # the column says whose they are
NEEDED = ("celex", "recordId", "annex", "measure", "startDate", "schema", "name")
# A tax id in a cell that says so, or in a column of its own.
TAX_COLUMNS = ("taxNumber", "innCode")
TAX_ID = re.compile(
    r"(\d{8,12}) *\([^()]*\b(?:INN|UNP|tax)\b[^()]*\)|\bINN:? *(\d{8,12})",
    re.IGNORECASE,
)

Row = Mapping[str, str]


def act(file: Path) -> str:
    """The act that a file is a copy of; empty where its name does not say.

    Args:
        file: A file named after the act and the day of the copy.

    Examples:
        >>> act(Path("32014R0833_20260822.csv"))
        '32014R0833'
    """
    found = NAME.fullmatch(file.name)
    return "" if found is None else found[1].upper()


def copy_time(file: Path) -> datetime:
    """The day as of which an act is consolidated, read from its file name.

    Args:
        file: A file named after the act and the day.

    Raises:
        SourceError: The name holds no such day.

    Examples:
        >>> copy_time(Path("32014R0833_20260822.csv")).isoformat()
        '2026-08-22T00:00:00+02:00'
    """
    found = NAME.fullmatch(file.name)
    try:
        if found is not None:
            day = datetime.strptime(found[2], "%Y%m%d")
            return day.replace(tzinfo=AUTHORITY_ZONE)
    except ValueError:
        pass  # digits that are no day: the same fault
    raise SourceError(
        Fault(
            what=f"'{file.name}' does not say which act it is, and of which day",
            where=str(file),
            fix="name it after both, like '32014R0833_20260822.csv'",
        )
    )


def entries(file: Path) -> list[Entry]:
    """The entries of one act, in its order.

    The number of an entry starts again in every annex and is not unique there: the id
    is act, number and annex, with a digest of the name where several share these.

    Args:
        file: The table.

    Raises:
        SourceError: The file is empty, not UTF-8, or lacks a column; a day or a schema
            is not one. Names all of them.
    """
    faults: list[Fault] = []
    found: list[Entry] = []
    rows = list(_rows(file))
    shared = Counter(map(_key, (row for _, row in rows)))
    seen: Counter[str] = Counter()
    for line, row in rows:
        key = _key(row)
        if shared[key] > 1:
            key = f"{key}:{digest([row['name']])[:6]}"
        seen[key] += 1
        try:
            found.append(_entry(key if seen[key] == 1 else f"{key}:{seen[key]}", row))
        except ValueError as error:
            faults.append(_fault(file, line, str(error), "mend the cell"))
    if not found and not faults:
        faults.append(_fault(file, 1, "the act holds no entries", "get a whole copy"))
    if faults:
        raise SourceError(*faults)
    return found


def day_of(text: str) -> date | None:
    """The day from which an entry is listed; None where the cell is empty.

    Args:
        text: The cell.

    Raises:
        ValueError: It is no day.

    Examples:
        >>> day_of("8.4.2022"), day_of("12 March 2022"), day_of("")
        (datetime.date(2022, 4, 8), datetime.date(2022, 3, 12), None)
    """
    if not text:
        return None
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"'{text}' in column 'startDate' is no day")


def _key(row: Row) -> str:
    return f"{row['celex']}:{row['recordId']}:{row['annex']}"


def _entry(number: str, row: Row) -> Entry:
    """One row, read.

    Raises:
        ValueError: A cell cannot be read.
    """
    if row["schema"] not in TYPES:
        raise ValueError(f"'{row['schema']}' in column 'schema' is not known")
    country = row.get("country") or row.get("jurisdiction", "")
    return Entry(
        entry=number,
        name=row["name"],
        type=TYPES[row["schema"]],
        programme=f"{row['measure']}, annex {row['annex']}",
        tax_ids=_tax_ids(row),
        aliases=tuple(
            Alias(name=name, kind=kind)
            for column, kind in ALIASES.items()
            for name in filter(None, row.get(column, "").split("; "))
        ),
        ids=tuple(
            ListedId(
                label=column,
                number=row[column].rstrip(". "),
                country=country or RUSSIAN.get(column, ""),
            )
            for column in IDS
            if row.get(column, "")
        ),
        country=country,
        since=day_of(row["startDate"]),
    )


def _tax_ids(row: Row) -> tuple[str, ...]:
    told = [row.get(column, "").rstrip(".").replace(" ", "") for column in TAX_COLUMNS]
    for column in ("registrationNumber", "idNumber"):
        told += [a or b for a, b in TAX_ID.findall(row.get(column, ""))]
    return tuple(dict.fromkeys(number for number in told if number.isdecimal()))


def _rows(file: Path) -> Iterator[tuple[int, Row]]:
    """Rows with the line they end on; blanks in cells made single.

    Raises:
        SourceError: The table is damaged.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            _fault(file, 1, "the file is not UTF-8", "get a whole copy")
        ) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    absent = [name for name in NEEDED if name not in (reader.fieldnames or ())]
    if absent:
        what = f"there is no column '{absent[0]}'"
        raise SourceError(_fault(file, 1, what, "use the table with its headings"))
    for row in reader:
        yield (
            reader.line_num,
            {str(k): " ".join(v.split()) for k, v in row.items() if isinstance(v, str)},
        )


def _fault(file: Path, line: int, what: str, fix: str) -> Fault:
    return Fault(what=what, where=f"{file}:{line}", fix=fix)
