"""Consolidated acts of the EU as tables: one file per act and day, one row per entry.

Source:
    Tables of 833/2014, 269/2014 and 765/2006 of August 2026 were seen whole.
"""

import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from madein.errors import Fault, SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import BOM, decoded, fault, head, rows
from madein.lists.formats.form import ListFormat
from madein.lists.formats.packing import PACKED
from madein.lists.formats.reading import Row
from madein.provenance import digest
from madein.verdict import Measure

AUTHORITY_ZONE = ZoneInfo("Europe/Brussels")
NAME = re.compile(rf"(\d{{5}}[A-Z]\d{{4}})_(\d{{8}})\.csv{PACKED}", re.IGNORECASE)
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
MEASURES = {
    "Asset freeze": Measure.ASSET_FREEZE,
    "Export control": Measure.EXPORT_CONTROL,
    "Financial restrictions": Measure.FINANCIAL,
    "Transportation restrictions": Measure.TRANSPORT,
    "Services ban": Measure.SERVICES,
    # Annex LII: no shares in its firms, no loans to them, no joint ventures. What it
    # closes is money, not goods or every transaction.
    "Investment ban": Measure.FINANCIAL,
}
NEEDED = ("celex", "recordId", "annex", "measure", "startDate", "schema", "name")
# A tax id in a cell that says so, or in a column of its own.
TAX_COLUMNS = ("taxNumber", "innCode")
TAX_ID = re.compile(
    r"(\d{8,12}) *\([^()]*\b(?:INN|UNP|tax)\b[^()]*\)|\bINN:? *(\d{8,12})",
    re.IGNORECASE,
)


def act(file: Path) -> str:
    """The act that a file is a copy of: by its name, or else by its first row.

    Args:
        file: The table.

    Unknown:
        Empty where neither says.

    Examples:
        >>> act(Path("32014R0833_20260822.csv"))
        '32014R0833'
    """
    found = NAME.fullmatch(file.name)
    if found is not None:
        return found[1].upper()
    _, *lines = decoded(file, head(file).rpartition(b"\n")[0] or b"\n").split("\n", 2)
    return lines[0].partition(",")[0].upper() if lines else ""


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
            is not one, or a name is absent. Names all of them.
    """
    faults: list[Fault] = []
    found: list[Entry] = []
    lines = list(rows(file, NEEDED))
    shared = Counter(map(_key, (row for _, row in lines)))
    seen: Counter[str] = Counter()
    for line, row in lines:
        key = _key(row)
        if shared[key] > 1:
            key = f"{key}:{digest([row['name']])[:6]}"
        seen[key] += 1
        try:
            found.append(_entry(key if seen[key] == 1 else f"{key}:{seen[key]}", row))
        except ValueError as error:
            faults.append(fault(file, line, str(error), "mend the cell"))
    if not found and not faults:
        faults.append(fault(file, 1, "the act holds no entries", "get a whole copy"))
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
    if not row["name"]:
        raise ValueError("there is no name")
    country = row.get("country") or row.get("jurisdiction", "")
    return Entry(
        entry=number,
        name=row["name"],
        type=TYPES[row["schema"]],
        imposed=(
            Imposed(
                measure=MEASURES.get(row["measure"], Measure.OTHER),
                programme=f"{row['measure']}, annex {row['annex']}",
                designated=day_of(row["startDate"]),
            ),
        ),
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
        addresses=tuple(filter(None, row.get("address", "").split("; "))),
    )


def _tax_ids(row: Row) -> tuple[str, ...]:
    told = [row.get(column, "").rstrip(".").replace(" ", "") for column in TAX_COLUMNS]
    for column in ("registrationNumber", "idNumber"):
        told += [a or b for a, b in TAX_ID.findall(row.get(column, ""))]
    return tuple(dict.fromkeys(number for number in told if number.isdecimal()))


def _knows(name: str, start: bytes) -> bool:  # noqa: ARG001 - the headings tell
    return start.removeprefix(BOM).startswith(b"celex,recordId,")


FORMATS = (
    ListFormat(
        name="eu-acts",
        title="consolidated acts of the EU as tables",
        knows=_knows,
        taken=copy_time,
        entries=entries,
        is_renumbered=True,  # rows have the numbers of the act as it stands
        part=act,
    ),
)
