"""UK lists: the UK Sanctions List as CSV and XML, and OFSI's Consolidated List as CSV.

The UK Sanctions List says what is imposed and since when, in one `Date Designated` for
the entry. OFSI's list, not kept since 28 January 2026, holds those whose assets are
frozen; it has two days, `Listed On` and the `Date Designated` of the other list: the
earlier holds, since an entry of an EU act was on OFSI's list before the UK had its own.

Two things were imposed on entries designated long before: trust services sanctions
(from 2023) and director disqualification sanctions (from 2025). Their day is not that of
the entry; it counts where the remarks tell it, and is open where they do not.

Seen in public copies of 2022 to 2026: the headings, `Report Date:` and `Last Updated` of
the first lines, several rows for an entry, rows without a name, `Primary name` in any
case, the XML with its `DateGenerated`. From memory: numbers of firms in OFSI's remarks,
as `(Business Reg No):`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from madein.lists.entry import Alias, Entry, Imposed, NameKind
from madein.lists.formats.content import BOM, head, mentioning, only
from madein.lists.formats.form import ListFormat
from madein.lists.formats.markup import entries_in, rooted, spoken
from madein.lists.formats.reading import (
    Row,
    day_of,
    entries_of,
    first_of,
    grouped,
    merged,
    table,
    told_time,
)
from madein.lists.formats.words import fold, listed_ids, measures_of, tax_ids
from madein.verdict import Measure

AUTHORITY_ZONE = ZoneInfo("Europe/London")
DAYS_AS = ("%d/%m/%Y", "%d-%b-%Y", "%d %b %Y", "%Y-%m-%d")
LIST_ID, OFSI_ID = "uniqueid", "groupid"
TYPES = {"individual": "individual", "entity": None, "ship": "vessel"}
PARTS = ("name1", "name2", "name3", "name4", "name5", "name6")
PRIMARY = "primaryname"
FORMER = {"fka", "formerlyknownas", "previousname"}
# Columns of the lists, their letters alone; the names of XML elements are the same.
TYPE = ("individualentityship", "designationtype", "grouptype")
KIND = ("nametype", "aliastype")
STRENGTH = ("aliasstrength", "aliasquality")
REGIME = ("regimename", "regime")
DAYS = ("datedesignated", "uksanctionslistdatedesignated", "listedon")
NUMBERS = ("businessregistrationnumbers", "businessregistrationnumber")
REMARKS = ("otherinformation",)
SCRIPT = ("namenonlatinscript",)
COUNTRY = ("addresscountry", "country")
ADDRESS = (
    *(f"addressline{number}" for number in range(1, 7)),
    *(f"address{number}" for number in range(1, 7)),
    "addresspostalcode",
    "postzipcode",
    *COUNTRY,
)
LATER = {  # what was imposed after the entry was designated, and where its day stands
    word: re.compile(
        rf"{words}[^:]{{0,40}}?imposed\W*(?:on\W+)?(\d\d/\d\d/\d{{4}})", re.IGNORECASE
    )
    for word, words in (
        ("trustservices", "trust services sanctions?"),
        ("directordisqualification", "director disqualification sanctions?"),
    )
}
OFSI_NUMBER = re.compile(
    r"\(?\bBusiness Reg(?:istration)?\.? (?:No|Number)\b[^:]{0,6}:(.*?)"
    r"(?=\([A-Z][^()]*\)\s*:|$)",
    re.IGNORECASE,
)
OFSI_LATER = re.compile(
    r"in addition to an asset freeze\W+(trust services)", re.IGNORECASE
)
REPORTED = re.compile(rb"Report Date:\W*(\d{1,2}[-/ ]\w{2,3}[-/ ]\d{4})")
UPDATED = re.compile(rb"Last Updated:?[\s,\";]*(\d\d/\d\d/\d{4})")
GENERATED = re.compile(rb"<DateGenerated>\s*([\d/-]{10})")


def entries(file: Path) -> list[Entry]:
    """The entries of a copy of the UK Sanctions List, as a table.

    Args:
        file: The copy.
    """
    rows = table(file, ("Unique ID", "Name 6"))
    return entries_of(file, grouped(rows, LIST_ID), _entry)


def xml_entries(file: Path) -> list[Entry]:
    """The entries of a copy of the UK Sanctions List, as XML.

    Args:
        file: The copy.
    """
    return entries_in(file, lambda found: _entry(list(_rows(found))), "Designation")


def ofsi_entries(file: Path) -> list[Entry]:
    """The entries of a copy of OFSI's Consolidated List, as a table.

    Args:
        file: The copy.
    """
    rows = table(file, ("Group ID", "Name 6"))
    return entries_of(file, grouped(rows, OFSI_ID), _entry)


def _entry(rows: Sequence[Row]) -> Entry:
    """An entry from all its rows.

    Raises:
        ValueError: It has no id, no name, an unknown type, or a day that is none.
    """
    number = next(iter(_said(rows, (LIST_ID, OFSI_ID))), "")
    if not number:
        raise ValueError("the entry has no id")
    names = _names(rows)
    if not names:
        raise ValueError(f"entry '{number}' has no name")
    said_type = ", ".join(_said(rows, TYPE))
    if fold(said_type) not in TYPES:
        raise ValueError(f"'{said_type}' is no type of entry '{number}'")
    ids = listed_ids(_said(rows, NUMBERS), "Business registration number")
    for remark in _said(rows, REMARKS):
        ids += listed_ids(OFSI_NUMBER.findall(remark), "Business Reg No")
    ids += listed_ids(_said(rows, ("imonumber",)), "IMO number")
    return Entry(
        entry=number,
        name=names[0].name,
        type=TYPES[fold(said_type)],
        imposed=_imposed(rows),
        tax_ids=tax_ids(ids),
        aliases=names[1:],
        ids=tuple(dict.fromkeys(ids)),
        country=only(_said(rows, COUNTRY)),
        addresses=tuple(dict.fromkeys(filter(None, map(_address, rows)))),
    )


def _said(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """What the rows say under some headings, each text once."""
    found = (row.get(column, "") for column in columns for row in rows)
    return list(dict.fromkeys(filter(None, found)))


def _names(rows: Sequence[Row]) -> tuple[Alias, ...]:
    """All names, the primary one first."""
    found: dict[str, NameKind] = {}
    primary = ""
    for row in rows:
        name = " ".join(filter(None, (row.get(part, "") for part in PARTS)))
        kind = fold(first_of(row, KIND))
        if name and kind == PRIMARY and not primary:
            primary = name
        if name:
            found.setdefault(name, _kind(kind, fold(first_of(row, STRENGTH))))
        if script := first_of(row, SCRIPT):
            found.setdefault(script, NameKind.ALSO)
    first = primary or next(iter(found), "")
    others = (Alias(name=n, kind=kind) for n, kind in found.items() if n != first)
    own = (Alias(name=first, kind=NameKind.NAME),) if first else ()
    return own + tuple(others)


def _kind(kind: str, strength: str) -> NameKind:
    if kind in FORMER:
        return NameKind.FORMER
    return NameKind.WEAK if strength.startswith("lowquality") else NameKind.ALSO


def _imposed(rows: Sequence[Row]) -> tuple[Imposed, ...]:
    regime = "; ".join(_said(rows, REGIME))
    days = {day for text in _said(rows, DAYS) if (day := day_of(text, *DAYS_AS))}
    is_ofsi = OFSI_ID in rows[0]
    remarks = " ".join(_said(rows, REMARKS))
    if is_ofsi:
        words = ["Asset freeze", *OFSI_LATER.findall(remarks)]
        designated = min(days, default=None)
    else:
        words = [
            part for cell in _said(rows, ("sanctionsimposed",)) for part in _parts(cell)
        ]
        # Two days for one entry: which of them is whose, the list does not say.
        designated = days.pop() if len(days) == 1 else None
    return merged(
        _one(regime, word, designated, remarks, measure)
        for word in dict.fromkeys(words or _indicated(rows) or [""])
        for measure in measures_of("uk", word)
    )


def _one(
    regime: str, word: str, designated: date | None, remarks: str, measure: Measure
) -> Imposed:
    for later, told in LATER.items():
        if later in fold(word):
            found = told.search(remarks)
            designated = None if found is None else day_of(found[1], *DAYS_AS)
    is_other = measure is Measure.OTHER
    return Imposed(
        measure=measure,
        programme=": ".join(filter(None, (regime, word if is_other else ""))),
        designated=designated,
    )


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r"[|;]", cell) if part.strip()]


def _indicated(rows: Sequence[Row]) -> list[str]:
    """XML says what is imposed a second time, as elements that are true or false."""
    told = (row for row in rows if "assetfreeze" in row)
    return [
        name for row in told for name, said in row.items() if said.lower() == "true"
    ]


def _address(row: Row) -> str:
    cells = [row[column] for column in ADDRESS if row.get(column, "")]
    return ", ".join(cells) if cells != [first_of(row, COUNTRY)] else ""


def _rows(designation: Element) -> Iterator[Row]:
    """A designation of the XML as rows: its own elements, and one for each group."""
    yield {fold(e.tag): spoken(e) for e in designation if not len(e)}
    for group in designation.iter():
        leaves = [e for e in group if not len(e)]
        if group is designation or not leaves:
            continue
        if len({e.tag for e in leaves}) == len(leaves):
            yield {fold(e.tag): spoken(e) for e in leaves}
        else:
            yield from ({fold(e.tag): spoken(e)} for e in leaves)


def _taken(file: Path) -> datetime:
    start = head(file)
    first = start.removeprefix(BOM).lstrip(b'"')
    found = REPORTED.match(first) or UPDATED.match(first) or GENERATED.search(start)
    told = "" if found is None else found[1].decode()
    return told_time(file, told, AUTHORITY_ZONE, *DAYS_AS)


FORMATS = (
    ListFormat(
        name="uk-list-csv",
        title="UK Sanctions List, CSV",
        knows=mentioning("Unique ID", "Name 6"),
        taken=_taken,
        entries=entries,
    ),
    ListFormat(
        name="uk-list-xml",
        title="UK Sanctions List, XML",
        knows=rooted("Designations"),
        taken=_taken,
        entries=xml_entries,
    ),
    ListFormat(
        name="uk-ofsi",
        title="OFSI Consolidated List, CSV",
        knows=mentioning("Group ID", "Name 6", "Group Type"),
        taken=_taken,
        entries=ofsi_entries,
    ),
)
