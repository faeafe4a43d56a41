"""The EU's list of those under financial sanctions (FSF), as CSV.

An entry has a row for each of its names, addresses, numbers and dates. See `eu_fsf` for
what is read of it.

Source:
    Version 1.1, headings as in files of 2022 to 2026 that public programs quote
    (`Entity_LogicalId`, `NameAlias_WholeName`; days `05/08/2026` for the file and
    `2003-07-08` for acts). Version 1.0 (`Entity_logical_id`, `Naal_wholename`, the id
    repeated in each block): headings as programs name them; it has no designation; that
    a number has its kind in parentheses behind it is from memory.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from madein.errors import SourceError
from madein.lists.entry import Entry
from madein.lists.formats.content import fault, headings_of, rows
from madein.lists.formats.eu_fsf import (
    AUTHORITY_ZONE,
    DAYS,
    Said,
    entry_of,
    name_of,
    number_of,
)
from madein.lists.formats.form import ListFormat
from madein.lists.formats.reading import Row, day_of, entries_of, first_of, grouped
from madein.lists.formats.words import fold

# Headings by their letters, as version 1.1 and as 1.0 call them.
ID = "entitylogicalid"
NAMES = ("namealiaswholename", "naalwholename")
NAME_PARTS = (
    ("namealiasfirstname", "namealiasmiddlename", "namealiaslastname"),
    ("naalfirstname", "naalmiddlename", "naallastname"),
)
KINDS = ("entitysubjecttype", "entitysubjecttypeclassificationcode", "subjecttype")
PROGRAMMES = ("entityregulationprogramme", "programme")
PUBLISHED = ("entityregulationpublicationdate", "lebapublicationdate")
DESIGNATED = "entitydesignationdate"
GENERATED = ("filegenerationdate", "datefile")
ADDRESSES = (
    (
        "addressstreet",
        "addresspobox",
        "addresszipcode",
        "addresscity",
        "addressregion",
        "addressplace",
        "addresscountrydescription",
    ),
    (
        "addrstreet",
        "addrnumber",
        "addrzipcode",
        "addrcity",
        "addrother",
        "addrcountry",
    ),
)
COUNTRIES = (
    "addresscountrydescription",
    "addrcountry",
    "citizenshipcountrydescription",
    "citicountry",
)
NUMBERS = ("identificationnumber", "idennumber")
NUMBER_COUNTRIES = ("identificationcountrydescription", "idencountry")


def copy_time(file: Path) -> datetime:
    """The day on which a copy was generated, in Brussels; the table says no hour.

    Args:
        file: The table.

    Raises:
        SourceError: It does not say.
    """
    for line, row in _table(file):
        told = first_of(row, GENERATED)
        try:
            if (day := day_of(told, *DAYS)) is not None:
                return datetime(day.year, day.month, day.day, tzinfo=AUTHORITY_ZONE)
        except ValueError as error:
            raise SourceError(fault(file, line, str(error))) from error
        break
    what = "no column 'fileGenerationDate' says when the copy was generated"
    raise SourceError(fault(file, 1, what))


def entries(file: Path) -> list[Entry]:
    """The entries of a copy as CSV, in its order; an entry has several rows.

    A table that is damaged, or an entry that cannot be read, is a `SourceError`.

    Args:
        file: The table.
    """
    groups = grouped(_table(file), ID)
    return entries_of(file, groups, lambda group: entry_of(_in_rows(group)))


def _in_rows(group: Sequence[Row]) -> Said:
    """What the rows of an entry say.

    Raises:
        ValueError: They name no entry, or different days of designation.
    """
    days = {row[DESIGNATED] for row in group if row.get(DESIGNATED, "")}
    number = group[0].get(ID, "")
    if not number:
        raise ValueError("the row names no entry")
    if len(days) > 1:
        told = " and ".join(f"'{day}'" for day in sorted(days))
        raise ValueError(f"entry {number} was designated on {told}")
    names = (
        name_of(
            first_of(row, NAMES),
            [first_of(row, part) for part in zip(*NAME_PARTS, strict=True)],
        )
        for row in group
    )
    return Said(
        number=number,
        kinds=tuple(row[kind] for row in group for kind in KINDS if row.get(kind, "")),
        designated=next(iter(days), ""),
        published=tuple(first_of(row, PUBLISHED) for row in group),
        programmes=tuple(first_of(row, PROGRAMMES) for row in group),
        names=tuple((n, True) for n in dict.fromkeys(names) if n),
        ids=tuple(
            number_of(
                number,
                row.get("identificationtypecode", ""),
                row.get("identificationtypedescription", ""),
                first_of(row, NUMBER_COUNTRIES),
            )
            for row in group
            if (number := first_of(row, NUMBERS))
            and row.get("identificationknownfalse", "") != "true"
        ),
        countries=tuple(row.get(c, "") for row in group for c in COUNTRIES),
        addresses=tuple(
            ", ".join(filter(None, (row.get(part, "") for part in parts)))
            for row in group
            for parts in ADDRESSES
        ),
    )


def _table(file: Path) -> Iterator[tuple[int, Row]]:
    return rows(file, delimiter=";", heading=fold)


def _knows(name: str, start: bytes) -> bool:  # noqa: ARG001 - the headings tell
    headings = {fold(heading) for heading in headings_of(start, ";")}
    return ID in headings and not headings.isdisjoint(NAMES)


FORMATS = (
    ListFormat(
        name="eu-fsf-csv",
        title="EU financial sanctions as CSV",
        knows=_knows,
        taken=copy_time,
        entries=entries,
    ),
)
