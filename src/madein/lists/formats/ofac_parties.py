"""Parties of the US Treasury's advanced XML: names, papers and places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from madein.lists.entry import Alias, ListedId, NameKind
from madein.lists.formats.content import only
from madein.lists.formats.ofac import FIRM_LABELS, TYPES

ALIASES = {
    "Name": NameKind.ALSO,
    "A.K.A.": NameKind.ALSO,
    "F.K.A.": NameKind.FORMER,
    "N.K.A.": NameKind.NOW,
}
PLACE = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION")
PLACE_END = ("POSTAL CODE", "Unknown")

Refs = Mapping[tuple[str, str], ET.Element]  # what the numbers of each kind mean


@dataclass(frozen=True, kw_only=True)
class Party:
    """What is said of a party in its own element.

    Attributes:
        number: Its number, as in all forms of the list.
        type: individual, vessel or aircraft; None for others.
        name: Its name.
        aliases: Its other names.
        identities: Numbers by which papers name it.
        places: Numbers of its places.
    """

    number: str
    type: str | None
    name: str
    aliases: tuple[Alias, ...]
    identities: tuple[str, ...]
    places: tuple[str, ...]


def party_of(refs: Refs, profile: ET.Element) -> Party:
    """A party.

    Args:
        refs: What the numbers mean.
        profile: Its element `Profile`.

    Raises:
        ValueError: It has no name, or its type is not known.
    """
    number = profile.get("ID", "")
    kind = meaning(refs, "PartySubType", profile.get("PartySubTypeID", ""))
    if kind not in TYPES:
        above = refs.get(("PartySubType", profile.get("PartySubTypeID", "")))
        parent = "" if above is None else above.get("PartyTypeID", "")
        kind = meaning(refs, "PartyType", parent)
    if kind not in TYPES:
        raise ValueError(f"the type of entry {number} is not known")
    identities = profile.findall("Identity")
    names = [
        (alias.get("Primary") == "true", said)
        for identity in identities
        for last_names in [_last_names(refs, identity)]
        for alias in identity.iterfind("Alias")
        for said in _names(number, refs, last_names, alias)
    ]
    own = [said.name for is_primary, said in names if is_primary]
    if not own:
        raise ValueError(f"entry {number} has no name")
    others = dict.fromkeys(said for _, said in names if said.name != own[0])
    return Party(
        number=number,
        type=TYPES[kind],
        name=own[0],
        aliases=tuple(others),
        identities=tuple(identity.get("ID", "") for identity in identities),
        places=tuple(
            place.get("LocationID", "")
            for feature in profile.iterfind("Feature")
            if meaning(refs, "FeatureType", feature.get("FeatureTypeID", ""))
            == "Location"
            for place in feature.iterfind("FeatureVersion/VersionLocation")
        ),
    )


def _last_names(refs: Refs, identity: ET.Element) -> set[str]:
    """Numbers of the groups whose parts of names are last names."""
    groups = identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    return {
        group.get("ID", "")
        for group in groups
        if meaning(refs, "NamePartType", group.get("NamePartTypeID", "")) == "Last Name"
    }


def _names(
    number: str, refs: Refs, last_names: set[str], alias: ET.Element
) -> Iterator[Alias]:
    """An alias in each script it is written in, the Latin one first.

    Raises:
        ValueError: It is not told what it is.
    """
    kind = meaning(refs, "AliasType", alias.get("AliasTypeID", ""))
    if kind not in ALIASES:
        told = alias.get("AliasTypeID", "")
        raise ValueError(f"'{told}' in entry {number} is no kind of name")
    is_weak = alias.get("LowQuality") == "true" and kind == "A.K.A."
    written = alias.findall("DocumentedName")
    written.sort(key=lambda name: not _is_latin(refs, name))
    for name in written:
        parts = [
            (value.get("NamePartGroupID") in last_names, _text(value))
            for value in name.iterfind("DocumentedNamePart/NamePartValue")
        ]
        last = " ".join(text for is_last, text in parts if is_last)
        rest = " ".join(text for is_last, text in parts if not is_last)
        if whole := ", ".join(filter(None, (last, rest))):
            yield Alias(name=whole, kind=NameKind.WEAK if is_weak else ALIASES[kind])


def _is_latin(refs: Refs, name: ET.Element) -> bool:
    status = name.get("DocNameStatusID", "")
    return meaning(refs, "DocNameStatus", status) == "Primary Latin"


def ids_of(refs: Refs, element: ET.Element) -> Iterator[ListedId]:
    """The number of a document, if it is one that firms have.

    Args:
        refs: What the numbers mean.
        element: An element `IDRegDocument`.
    """
    label = meaning(refs, "IDRegDocType", element.get("IDRegDocTypeID", ""))
    number = said_in(element, "IDRegistrationNo")
    if label in FIRM_LABELS and number:
        issuer = element.find("IssuedBy")
        country = element.get("IssuedBy-CountryID") or (
            "" if issuer is None else issuer.get("CountryID", "")
        )
        yield ListedId(label=label, number=number, country=_country(refs, country))


def place_of(refs: Refs, element: ET.Element) -> tuple[str, str]:
    """A place as one line, and its country.

    Args:
        refs: What the numbers mean.
        element: An element `Location`.
    """
    parts: dict[str, str] = {}
    for one in element.iterfind("LocationPart"):
        kind = meaning(refs, "LocPartType", one.get("LocPartTypeID", ""))
        values = one.findall("LocationPartValue")
        values.sort(key=lambda value: value.get("Primary") != "true")
        parts[kind] = said_in(values[0], "Value") if values else ""
    numbers = [c.get("CountryID", "") for c in element.iterfind("LocationCountry")]
    country = only(_country(refs, number) for number in numbers)
    told = [parts.get(kind, "") for kind in (*PLACE, *PLACE_END)]
    return ", ".join(filter(None, (*told, country))), country


def _country(refs: Refs, number: str) -> str:
    found = refs.get(("Country", number))
    return "" if found is None else _text(found) or found.get("ISO2", "")


def refs_of(element: ET.Element) -> dict[tuple[str, str], ET.Element]:
    """What the numbers of each kind mean, taken out of an element that will be emptied.

    Args:
        element: An element that holds meanings.
    """
    found: dict[tuple[str, str], ET.Element] = {}
    for one in element.iter():
        if "ID" in one.attrib:
            found[one.tag, one.attrib["ID"]] = one
    return found


def meaning(refs: Refs, kind: str, number: str) -> str:
    """What a number of a kind means; empty where the file does not say.

    Args:
        refs: What the numbers mean.
        kind: Name of the elements that say so.
        number: The number.
    """
    found = refs.get((kind, number))
    return "" if found is None else _text(found)


def said_in(element: ET.Element, tag: str) -> str:
    """Text of an element inside another; empty where there is none.

    Args:
        element: The other.
        tag: Name of the one.
    """
    return (element.findtext(tag) or "").strip()


def _text(element: ET.Element) -> str:
    return (element.text or "").strip()
