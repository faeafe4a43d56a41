"""The EU's list of those under financial sanctions (FSF), as XML.

All on it are under an asset freeze. The list names the day of designation for many
entries. The days of a regulation are those of the last act that touched the entry, often
an amendment of years later: the publication is kept as such, and the entry into force
is not read, for neither is a start. Where no designation is told, none is assumed.

Of an entry that the UN listed first (`unitedNationId`), the file does not say whether
the day is the UN's or the EU's; it is kept as the list gives it.

An entry is known by its logical id, which is in every version of the file; the EU
reference number came later. Papers that persons carry are not read, nor numbers that
the list itself calls false.

Source:
    XML 1.1, elements as in files of 2023 to 2026 that public programs quote
    (`sanctionEntity`, `nameAlias`, `identification`). Version 1.0 has the same elements
    without the EU reference number.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import only
from madein.lists.formats.eu_acts import TAX_ID
from madein.lists.formats.form import ListFormat
from madein.lists.formats.markup import entries_in, generated_time, rooted
from madein.lists.formats.reading import day_of
from madein.verdict import Measure

AUTHORITY_ZONE = ZoneInfo("Europe/Brussels")
TYPES = {
    "person": "individual",
    "p": "individual",
    "enterprise": None,
    "entity": None,
    "e": None,
    "vessel": "vessel",
    "v": "vessel",
}
DAYS = ("%Y-%m-%d", "%d/%m/%Y")
# Papers of a person, by the list's code: customs records hold none of them.
PERSONAL = {
    "passport",
    "travelcardid",
    "drivinglicence",
    "birthcert",
    "electionid",
    "residentperm",
    "nationcert",
    "ssn",
}
FISCAL = {"fiscalcode", "fiscal", "taxid"}
KIND = re.compile(r"(.*?)\s*\(([a-z]+)-([^()]*)\)")  # `7743237789 (fiscalcode-Tax Id)`
ADDRESS = (
    "street",
    "poBox",
    "zipCode",
    "city",
    "region",
    "place",
    "countryDescription",
)
CODES = ("code", "classificationCode")  # of a type; `person` and `P`, or swapped
NAME_PARTS = ("firstName", "middleName", "lastName")
UNKNOWN = "UNKNOWN"  # stands for a country
NOWHERE = {"", UNKNOWN}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the list says of an entry, however it is written.

    Attributes:
        number: Its logical id.
        kinds: Words and codes for what it is.
        designated: Day of designation, as written; may be empty.
        published: Days of publication of its acts, as written.
        programmes: What it is listed under.
        names: Its names, each with whether it is strong.
        ids: Its numbers, each with the list's code for their kind.
        countries: Countries of its addresses and of citizens.
        addresses: Its addresses.
    """

    number: str
    kinds: tuple[str, ...]
    designated: str
    published: tuple[str, ...]
    programmes: tuple[str, ...]
    names: tuple[tuple[str, bool], ...]
    ids: tuple[tuple[str, ListedId], ...]
    countries: tuple[str, ...]
    addresses: tuple[str, ...]


def xml_time(file: Path) -> datetime:
    """When a copy was generated, on the clock of Brussels.

    A copy that does not say is a `SourceError`.

    Args:
        file: The XML.
    """
    return generated_time(file, "generationDate", AUTHORITY_ZONE)


def xml_entries(file: Path) -> list[Entry]:
    """The entries of a copy in XML, in its order.

    A copy that is damaged, or an entry that cannot be read, is a `SourceError`.

    Args:
        file: The XML.
    """
    return entries_in(file, lambda e: entry_of(_in_xml(e)), "sanctionEntity")


def entry_of(said: Said) -> Entry:
    """An entry.

    Args:
        said: What the list says of it.

    Raises:
        ValueError: It has no name, or a day or its type cannot be read.
    """
    number = said.number
    kinds = {TYPES[k] for kind in said.kinds if (k := kind.casefold()) in TYPES}
    if len(kinds) != 1:
        told = " and ".join(dict.fromkeys(filter(None, said.kinds)))
        raise ValueError(f"'{told}' in entry {number} is no type that is known")
    if not said.names:
        raise ValueError(f"entry {number} has no name")
    try:
        designated = day_of(said.designated, *DAYS)
        published = [
            day for d in said.published if (day := day_of(d, *DAYS)) is not None
        ]
    except ValueError as error:
        raise ValueError(f"in entry {number} {error}") from error
    name = next((name for name, strong in said.names if strong), said.names[0][0])
    kept = tuple(dict.fromkeys(i for code, i in said.ids if code not in PERSONAL))
    return Entry(
        entry=number,
        name=name,
        type=kinds.pop(),
        imposed=(
            Imposed(
                measure=Measure.ASSET_FREEZE,
                programme="; ".join(dict.fromkeys(filter(None, said.programmes))),
                designated=designated,
                published=min(published, default=None),
            ),
        ),
        tax_ids=tuple(dict.fromkeys(_tax_ids(said.ids))),
        aliases=tuple(
            dict.fromkeys(
                Alias(name=other, kind=NameKind.ALSO if strong else NameKind.WEAK)
                for other, strong in said.names
                if other != name
            )
        ),
        ids=kept,
        country=only(c for c in said.countries if c.upper() != UNKNOWN),
        addresses=tuple(dict.fromkeys(a for a in said.addresses if a not in NOWHERE)),
    )


def _tax_ids(ids: Iterable[tuple[str, ListedId]]) -> Iterator[str]:
    for code, one in ids:
        if code in FISCAL:
            yield one.number
        elif code not in PERSONAL:
            yield from (a or b for a, b in TAX_ID.findall(one.number))


def _in_xml(element: ET.Element) -> Said:
    """What an element says.

    Raises:
        ValueError: It has no id.
    """
    number = element.get("logicalId", "")
    if not number:
        raise ValueError("the entry has no 'logicalId'")
    kind = element.find("subjectType")
    acts = element.findall("regulation")
    places = [_attributes(one, ADDRESS) for one in element.iterfind("address")]
    names = (
        (
            name_of(one.get("wholeName", ""), (one.get(p, "") for p in NAME_PARTS)),
            one.get("strong"),
        )
        for one in element.iterfind("nameAlias")
    )
    return Said(
        number=number,
        kinds=() if kind is None else tuple(kind.get(c, "") for c in CODES),
        designated=element.get("designationDate", ""),
        published=tuple(act.get("publicationDate", "") for act in acts),
        programmes=tuple(act.get("programme", "") for act in acts),
        names=tuple((name, strong != "false") for name, strong in names if name),
        ids=tuple(
            number_of(
                written,
                one.get("identificationTypeCode", ""),
                one.get("identificationTypeDescription", ""),
                one.get("countryDescription", "") or one.get("countryIso2Code", ""),
            )
            for one in element.iterfind("identification")
            if one.get("knownFalse") != "true"
            and (written := one.get("number", "") or one.get("latinNumber", ""))
        ),
        countries=tuple(
            one.get("countryDescription", "")
            for tag in ("address", "citizenship")
            for one in element.iterfind(tag)
        ),
        addresses=tuple(places),
    )


def name_of(whole: str, parts: Iterable[str]) -> str:
    """A name: whole, or else put together.

    Args:
        whole: The whole name; may be empty.
        parts: First, middle and last name; may be empty.
    """
    return whole.strip() or " ".join(filter(None, map(str.strip, parts)))


def number_of(number: str, code: str, label: str, country: str) -> tuple[str, ListedId]:
    """A number with its code; version 1.0 of the CSV has both in one cell.

    Args:
        number: As written.
        code: What the list calls its kind, in short; may be empty.
        label: The same in words; may be empty.
        country: Whose number it is; may be empty.

    Examples:
        >>> number_of("7743237789 (fiscalcode-Tax Id)", "", "", "UNKNOWN")
        ('fiscalcode', ListedId(label='Tax Id', number='7743237789', country=''))
    """
    both = KIND.fullmatch(number) if not code else None
    if both is not None:
        number, code, label = both.groups()
    known = "" if country.upper() == UNKNOWN else country
    said = ListedId(label=label or code, number=number.strip(), country=known)
    return code.casefold(), said


def _attributes(element: ET.Element, names: Iterable[str]) -> str:
    return ", ".join(filter(None, (element.get(name, "").strip() for name in names)))


FORMATS = (
    ListFormat(
        name="eu-fsf-xml",
        title="EU financial sanctions as XML",
        knows=rooted("export", b"sanctionEntity"),
        taken=xml_time,
        entries=xml_entries,
    ),
)
