"""Files of the user about firms: registers, and published lists of shippers, in CSV."""

import csv
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from pathlib import Path

from madein.errors import CaseError, Fault
from madein.parties.reading.names import read_name
from madein.reference.countries import shaped, spellings

REGISTER = (
    "party",
    "tax_id",
    "name",
    "country",
    "founded",
    "activity",
    "address",
    "founders",
)
SHIPPERS = ("tax_id", "name", "country", "address", "source")
FOUNDED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
FOUNDER = re.compile(r"(.*?)(?:\(\s*(\d[\d -]{4,})\s*\))?")

Line = tuple[str, dict[str, str]]  # file and line, cells


@dataclass(frozen=True, kw_only=True)
class Founder:
    """Who founded a firm.

    Attributes:
        name: As written.
        tax_id: Its tax id; empty where not given.
    """

    name: str
    tax_id: str


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A firm of a register or of a list of shippers.

    Attributes:
        party: Party id in the case, where the file names it; else empty.
        tax_id: Its tax id; empty where not given.
        name: Its name; empty where not given.
        country: ISO code; empty where not given.
        founded: First and last day it may have been founded on; None where not given.
        activity: Code of its business, digits only; empty where not given.
        address: As written; empty where not given.
        founders: Who founded it.
        source: Where the file has it from; empty where not given.
        where: File and line.
    """

    party: str = ""
    tax_id: str = ""
    name: str = ""
    country: str = ""
    founded: tuple[date, date] | None = None
    activity: str = ""
    address: str = ""
    founders: tuple[Founder, ...] = ()
    source: str = ""
    where: str


def read_registers(base: Path, names: Iterable[str]) -> tuple[Firm, ...]:
    """The firms of registers; the faults of all files are raised at once.

    Args:
        base: Folder that the names start from.
        names: The files: CSV in UTF-8; a founder's id may follow the name in brackets,
            several founders are divided by `|`.
    """
    return _firms(base, names, REGISTER)


def read_shippers(base: Path, names: Iterable[str]) -> tuple[Firm, ...]:
    """The firms of published lists of shippers; faults as for registers.

    Args:
        base: Folder that the names start from.
        names: The files: CSV in UTF-8.
    """
    return _firms(base, names, SHIPPERS)


def _firms(
    base: Path, names: Iterable[str], columns: Sequence[str]
) -> tuple[Firm, ...]:
    """The firms of some files.

    Raises:
        CaseError: A file is absent or no CSV, a column is not known, or a line cannot
            be read.
    """
    faults: list[Fault] = []
    firms: list[Firm] = []
    for name in names:
        try:
            lines = _lines(base / name, name, columns)
        except CaseError as error:
            faults += error.faults
            continue
        for where, cells in lines:
            found = _firm(where, cells)
            if isinstance(found, Firm):
                firms.append(found)
            else:
                faults += found
    if faults:
        raise CaseError(*faults)
    return tuple(firms)


def _lines(file: Path, name: str, columns: Sequence[str]) -> list[Line]:
    """The lines of a file that hold anything.

    Raises:
        CaseError: It is absent, no CSV in UTF-8, or its headings are not known.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        fault = Fault(
            what=f"there is no file '{name}'",
            where="case.yml",
            fix="put it into the case folder, or remove its name",
        )
        raise CaseError(fault) from error
    except UnicodeDecodeError as error:
        fault = Fault(
            what=f"byte {error.start} is not UTF-8",
            where=name,
            fix="save the file as CSV in UTF-8",
        )
        raise CaseError(fault) from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            rows.append((line, [cell.strip() for cell in row]))
            line = reader.line_num + 1
    except csv.Error as error:
        fault = Fault(
            what=f"this is no CSV: {error}",
            where=f"{name}:{line}",
            fix="look for a quotation mark that is not closed",
        )
        raise CaseError(fault) from error
    headings = [heading.casefold() for heading in rows[0][1]] if rows else []
    faults = _heading_faults(headings, name, columns)
    faults += [
        Fault(
            what=f"a line of {len(row)} cells, below {len(headings)} headings",
            where=f"{name}:{line}",
            fix="put cells that hold the delimiter into quotation marks",
        )
        for line, row in rows[1:]
        if any(row) and len(row) != len(headings)
    ]
    if faults:
        raise CaseError(*faults)
    return [
        (f"{name}:{line}", dict(zip(headings, row, strict=True)))
        for line, row in rows[1:]
        if any(row)
    ]


def _heading_faults(
    headings: list[str], name: str, columns: Sequence[str]
) -> list[Fault]:
    where, fix = f"{name}:1", f"head the columns {', '.join(columns)}"
    faults = [
        Fault(what=f"'{heading}' is no column madein knows", where=where, fix=fix)
        for heading in headings
        if heading not in columns
    ]
    faults += [
        Fault(what=f"there are two columns '{heading}'", where=where, fix=fix)
        for heading in dict.fromkeys(headings)
        if headings.count(heading) > 1
    ]
    if not {"name", "tax_id", "party"} & set(headings):
        faults.append(Fault(what="there is no column 'name'", where=where, fix=fix))
    return faults


def _firm(where: str, cells: dict[str, str]) -> Firm | list[Fault]:
    faults = []
    country = _country(cells.get("country", ""))
    if country is None:
        faults.append(
            Fault(
                what=f"'{cells['country']}' is no country",
                where=where,
                fix="write its name, or its code like KZ",
            )
        )
    founded = _founded(cells.get("founded", ""))
    if isinstance(founded, str):
        faults.append(
            Fault(
                what=f"'{founded}' is no day",
                where=where,
                fix="write the day as 2022-02-24, or 2022-02 or 2022 where no more is known",
            )
        )
    tax_id = re.sub(r"\s", "", cells.get("tax_id", ""))
    name, party = cells.get("name", ""), cells.get("party", "")
    if not (tax_id or name or party):
        faults.append(
            Fault(
                what="the firm is not named",
                where=where,
                fix="write its name or its tax id, or remove the line",
            )
        )
    if faults or isinstance(founded, str):
        return faults
    return Firm(
        party=party,
        tax_id=tax_id,
        name=name,
        country=country or "",
        founded=founded,
        activity=re.sub(r"\D", "", cells.get("activity", "")),
        address=cells.get("address", ""),
        founders=tuple(
            map(_founder, filter(str.strip, cells.get("founders", "").split("|")))
        ),
        source=cells.get("source", ""),
        where=where,
    )


def _country(cell: str) -> str | None:
    """ISO code of a country; empty for none, None for what is no country."""
    return _codes().get(shaped(cell)) if cell else ""


@cache
def _codes() -> dict[str, str]:
    return {row["spelling"]: row["code"] for row in spellings() if row["code"]}


def _founded(cell: str) -> tuple[date, date] | str | None:
    """First and last day a firm may have been founded on; the text where it is no day."""
    if not cell:
        return None
    found = FOUNDED.fullmatch(cell)
    if found is None:
        return cell
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return date(int(cell), 1, 1), date(int(cell), 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return cell


def _founder(text: str) -> Founder:
    found = FOUNDER.fullmatch(text.strip())
    name, tax_id = (found[1], found[2] or "") if found else (text, "")
    return Founder(name=name.strip(), tax_id=re.sub(r"\D", "", tax_id))


def same_founder(one: Founder, other: Founder) -> bool | None:
    """Whether two founders are one: by id for certain, by name perhaps.

    Args:
        one: A founder.
        other: Another.

    Examples:
        >>> ivan = Founder(name="Petrov Ivan", tax_id="770123456789")
        >>> same_founder(ivan, Founder(name="I. Petrov", tax_id="770123456789"))
        True
        >>> same_founder(ivan, Founder(name="Петров Иван", tax_id="")) is None
        True
    """
    if one.tax_id and other.tax_id:
        return one.tax_id == other.tax_id
    words = set(read_name(one.name).words)
    return None if words and words == set(read_name(other.name).words) else False
