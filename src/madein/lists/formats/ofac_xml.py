"""The US Treasury's lists as plain XML: `sdn.xml`, `consolidated.xml`.

Each entry is one element `sdnEntry` with its names, numbers and addresses. When anybody
was designated it does not say; the advanced form does (`ofac_advanced`).

Source:
    Elements as in copies of 2024 to 2026 that public programs quote: `publshInformation`
    (spelled so) with `Publish_Date` 02/23/2024; `sdnEntry` with `uid`, `lastName`,
    `firstName`, `sdnType`, `programList`, `idList`, `akaList`, `addressList`.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, ListedId, NameKind
from madein.lists.formats.content import fault, head, only
from madein.lists.formats.form import ListFormat
from madein.lists.formats.markup import elements, entries_in, rooted
from madein.lists.formats.ofac import (
    AUTHORITY_ZONE,
    FIRM_LABELS,
    TYPES,
    imposed,
    named_part,
    part_of,
    tax_ids,
)

ALIASES = {
    "a.k.a.": NameKind.ALSO,
    "f.k.a.": NameKind.FORMER,
    "n.k.a.": NameKind.NOW,
}
ADDRESS = (
    "address1",
    "address2",
    "address3",
    "city",
    "stateOrProvince",
    "postalCode",
    "country",
)
NAME = ("lastName", "firstName")
PROGRAMME = re.compile(rb"<(?:\w+:)?program>([^<]*)<")


def copy_time(file: Path) -> datetime:
    """The day on which a copy was published, in Washington; the copy says no hour.

    Args:
        file: The copy.

    Raises:
        SourceError: It does not say its day.
    """
    for element in elements(file, "publshInformation", "sdnEntry"):
        try:
            day = datetime.strptime(_said(element, "Publish_Date"), "%m/%d/%Y")
            return day.replace(tzinfo=AUTHORITY_ZONE)
        except ValueError:
            break
    what = "no 'Publish_Date' says when the copy was published"
    raise SourceError(fault(file, None, what))


def part(file: Path) -> str:
    """Which of the lists a file is a copy of: `sdn`, or `cons` for all the others.

    Args:
        file: The file.
    """
    if named := named_part(file.name):
        return named
    found = PROGRAMME.findall(head(file))
    return part_of([name.decode(errors="replace")] for name in found)


def entries(file: Path) -> list[Entry]:
    """The entries of one copy, in its order.

    A copy that is damaged, or an entry that cannot be read, is a `SourceError`.

    Args:
        file: The copy.
    """
    of = part(file)
    return entries_in(file, lambda element: _entry(of, element), "sdnEntry")


def _entry(of: str, element: ET.Element) -> Entry:
    """One entry.

    Raises:
        ValueError: It cannot be read.
    """
    number = _said(element, "uid")
    if not number.isdecimal():
        raise ValueError(f"'{number}' is no entry number")
    kind = _said(element, "sdnType")
    if kind not in TYPES:
        raise ValueError(f"'{kind}' in entry {number} is no type that is known")
    if not (name := _name(element)):
        raise ValueError(f"entry {number} has no name")
    ids = tuple(
        ListedId(label=label, number=said, country=_said(one, "idCountry"))
        for one in element.iterfind("idList/id")
        if (label := _said(one, "idType")) in FIRM_LABELS
        and (said := _said(one, "idNumber"))
    )
    places = element.findall("addressList/address")
    addresses = [_joined(place, ADDRESS) for place in places]
    return Entry(
        entry=number,
        name=name,
        type=TYPES[kind],
        imposed=imposed(
            of, (_text(p) for p in element.iterfind("programList/program"))
        ),
        tax_ids=tax_ids(ids),
        aliases=tuple(_aliases(number, element)),
        ids=tuple(dict.fromkeys(ids)),
        country=only(_said(place, "country") for place in places),
        addresses=tuple(dict.fromkeys(filter(None, addresses))),
    )


def _aliases(number: str, element: ET.Element) -> Iterable[Alias]:
    """Other names; an element without any, as there are some, says nothing.

    Raises:
        ValueError: It is not said what a name is.
    """
    for aka in element.iterfind("akaList/aka"):
        name, kind = _name(aka), _said(aka, "type") or "a.k.a."
        if kind not in ALIASES:
            raise ValueError(f"'{kind}' in entry {number} is no kind of name")
        is_weak = kind == "a.k.a." and _said(aka, "category") == "weak"
        if name:
            yield Alias(name=name, kind=NameKind.WEAK if is_weak else ALIASES[kind])


def _name(element: ET.Element) -> str:
    """As `sdn.csv` writes it: the last name first."""
    return _joined(element, NAME)


def _joined(element: ET.Element, tags: Iterable[str]) -> str:
    said = {one.tag: _text(one) for one in element}
    return ", ".join(said[tag] for tag in tags if said.get(tag, ""))


def _said(element: ET.Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _text(element: ET.Element) -> str:
    return (element.text or "").strip()


FORMATS = (
    ListFormat(
        name="ofac-xml",
        title="OFAC lists as XML: sdn.xml, consolidated.xml",
        knows=rooted("sdnList"),
        taken=copy_time,
        entries=entries,
        part=part,
    ),
)
