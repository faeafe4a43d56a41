"""A register of shareholders in CSV: who holds how much of which firm, line by line."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path

from madein.documents import read_document
from madein.errors import CaseError, Fault
from madein.parties.ownership.holding import Holding, Party, overfull, too_much
from madein.parties.ownership.shares import may_be_part, read_days, read_share

Cells = dict[str, str]  # by field
Line = tuple[str, Cells]  # file and line, cells
NEEDED = (("owner", "owner_tax_id"), ("owned", "owned_tax_id"), ("share",))


def party_key(name: str, tax_id: str | None, file: str) -> str:
    """What makes a party another one; see `Party.key`.

    Args:
        name: Its name.
        tax_id: Its tax id; None where not known.
        file: Name of the file that has it.

    Examples:
        >>> party_key("PJSC Sollers", "3528079131", "a.csv")
        '3528079131'
        >>> party_key("Petrov  Ivan", None, "a.csv")
        'a.csv: petrov ivan'
    """
    return tax_id or f"{file}: {' '.join(name.casefold().split())}"


def read_tax_id(cell: str) -> str | None:
    """A tax id without blanks and the `.0` of a spreadsheet; None where there is none.

    Args:
        cell: The cell; a dash, words or zeros stand for no id.

    Examples:
        >>> read_tax_id("7743 237789.0"), read_tax_id("n/a"), read_tax_id("0000000000")
        ('7743237789', None, None)
    """
    text = re.sub(r"\.0$", "", re.sub(r"\s", "", cell))
    return text if re.search("[1-9]", text) else None


def read_register(file: Path, name: str) -> list[Holding]:
    """The holdings of a register.

    A name without a tax id is the firm that has that name and a tax id in the same
    file, where there is exactly one.

    Args:
        file: The file; UTF-8, cells divided by comma, semicolon or tab.
        name: Its name in `case.yml`.

    Raises:
        CaseError: A column is missing, a line cannot be read, or one source has owners
            hold more than the whole of a firm; all faults at once.
    """
    fields, rows = _rows(file, name)
    faults = [_uneven(where, row, fields) for where, row in rows if row[len(fields) :]]
    lines = [
        (where, dict.fromkeys(_columns(), "") | dict(zip(fields, row, strict=False)))
        for where, row in rows
    ]
    faults += _shares_in_doubt(lines, name)
    ids = _ids_by_name(lines)
    found = [_holding(cells, where, name, ids) for where, cells in lines]
    faults += [one for one in found if isinstance(one, Fault)]
    holdings = [one for one in found if isinstance(one, Holding)]
    faults += [too_much(one) for one in overfull(holdings)]
    if faults:
        raise CaseError(*faults)
    return holdings


@cache
def _columns() -> Mapping[str, tuple[str, ...]]:
    file = files("madein.parties.ownership").joinpath("data/columns.yml")
    return read_document(Path(str(file)), dict[str, tuple[str, ...]])


def _rows(file: Path, name: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Fields of the columns, and the lines that hold anything, each with its place.

    Raises:
        CaseError: The file is no CSV, or no UTF-8.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CaseError(
            Fault(
                what=f"byte {error.start} is not UTF-8",
                where=name,
                fix="save the file as CSV in UTF-8",
            )
        ) from error
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    cells = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[str, list[str]]] = []
    line = 1
    try:
        for row in cells:
            while row and not row[-1].strip():
                row.pop()
            if row or line == 1:
                rows.append((f"{name}:{line}", row))
            line = cells.line_num + 1
    except csv.Error as error:
        raise CaseError(
            Fault(
                what=f"this is no CSV: {error}",
                where=f"{name}:{line}",
                fix="look for a quotation mark that is not closed",
            )
        ) from error
    return _fields(rows[0][1] if rows else [], name), rows[1:]


def _fields(row: list[str], name: str) -> list[str]:
    """The field of each column; the heading where it is none.

    Raises:
        CaseError: Two columns are one field, or a column is missing.
    """
    meanings = {word: field for field, words in _columns().items() for word in words}
    heads = [" ".join(re.sub(r"[_%,-]", " ", h.casefold()).split()) for h in row]
    fields = [meanings.get(head, f"heading: {head}") for head in heads]
    faults = [
        Fault(
            what=f"{fields.count(field)} columns are the field '{field}'",
            where=f"{name}:1",
            fix="rename those that are not meant",
        )
        for field in _columns()
        if fields.count(field) > 1
    ]
    faults += [
        Fault(
            what=f"there is no column '{any_of[0]}'",
            where=f"{name}:1",
            fix="head the columns owner, owner_tax_id, owned, owned_tax_id, share, "
            "since, until, source",
        )
        for any_of in NEEDED
        if not set(any_of) & set(fields)
    ]
    if faults:
        raise CaseError(*faults)
    return fields


def _uneven(where: str, row: list[str], fields: list[str]) -> Fault:
    return Fault(
        what=f"a line of {len(row)} cells, below {len(fields)} headings",
        where=where,
        fix="put cells that hold the delimiter into quotation marks",
    )


def _shares_in_doubt(lines: list[Line], name: str) -> list[Fault]:
    """Numbers of which none is above one may be percent, or parts of one."""
    numbers = [c["share"] for _, c in lines if any(map(str.isdigit, c["share"]))]
    if not numbers or not all(map(may_be_part, numbers)):
        return []
    return [
        Fault(
            what=f"'{numbers[0]}', and no share is above 1: percent, or parts of 1?",
            where=name,
            fix="write percent with the sign, like 50 %, or parts as 1/2",
        )
    ]


def _ids_by_name(lines: list[Line]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    for _, cells in lines:
        for role in ("owner", "owned"):
            tax_id = read_tax_id(cells[f"{role}_tax_id"])
            if tax_id is not None:
                ids[party_key(cells[role], None, "")].add(tax_id)
    return ids


def _holding(
    cells: dict[str, str], where: str, file: str, ids: dict[str, set[str]]
) -> Holding | Fault:
    owner, owned = (_party(cells, role, file, ids) for role in ("owner", "owned"))
    if owner is None or owned is None:
        role = "owner" if owner is None else "owned firm"
        return Fault(
            what=f"the {role} is not named",
            where=where,
            fix="write its name or its tax id, or remove the line",
        )
    share = read_share(cells["share"])
    if share is None:
        return Fault(
            what=f"'{cells['share']}' is no share",
            where=where,
            fix="write percent like 33.33, a fraction like 1/6, or nothing",
        )
    days = read_days([cells["since"]], [cells["until"]])
    if days is None:
        return Fault(
            what=f"'{cells['since']}' to '{cells['until']}' are no days in order",
            where=where,
            fix="write days as 2022-02-24, the earlier one first",
        )
    return Holding(
        owner=owner,
        owned=owned,
        share=share,
        days=days[0],
        sure=days[1],
        source=cells["source"].strip() or file,
        where=where,
    )


def _party(
    cells: dict[str, str], role: str, file: str, ids: dict[str, set[str]]
) -> Party | None:
    name = " ".join(cells[role].split())
    tax_id = read_tax_id(cells[f"{role}_tax_id"])
    if not name and tax_id is None:
        return None
    namesakes = ids.get(party_key(name, None, ""), set())
    if tax_id is None and len(namesakes) == 1:
        tax_id = next(iter(namesakes))
    return Party(
        key=party_key(name, tax_id, file), name=name or str(tax_id), tax_id=tax_id
    )
