"""What SECO's list says of a firm, a person or a thing: names, numbers, addresses."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from madein.lists.entry import Alias, ListedId, NameKind
from madein.lists.formats.markup import spoken

OBJECTS = {"vessel": "vessel", "aircraft": "aircraft"}
FORMER, WEAK = "formerly-known-as", "low"
NO_NAME_PART = "title"
ADDRESS = (
    "c-o",
    "address-details",
    "p-o-box",
    "zip-code",
    "location",
    "area",
    "country",
)
# Numbers among the remarks, like `Taxpayer identification number: 7743237789.`
NUMBER = re.compile(
    r"(?P<label>[^\W\d_][^\d;:]*?\b(?:number|no|code|INN|OGRN|PSRN|TIN|ИНН|ОГРН))\b"
    r"[\s:.]*(?P<number>[A-Z-]{0,5}\d[\dA-Z-]{3,})(?:\s*\((?P<country>[^()\d]+)\))?",
    re.IGNORECASE,
)
NO_NUMBER = re.compile(
    r"\b(?:tel|phone|telephone|mobile|fax|passport|box)\b", re.IGNORECASE
)


def type_of(body: Element) -> str | None:
    """What a target is; None for a firm or another body.

    Args:
        body: Its element `entity`, `individual` or `object`.
    """
    if body.tag == "object":
        return OBJECTS.get(body.get("object-type", ""), "asset")
    return None if body.tag == "entity" else "individual"


def names(body: Element) -> Iterator[Alias]:
    """Names of a target, those of its main identity first.

    Args:
        body: Its element `entity`, `individual` or `object`.
    """
    identities = sorted(body.iter("identity"), key=lambda e: e.get("main") != "true")
    for name in (name for identity in identities for name in identity.iter("name")):
        kind = NameKind.FORMER if name.get("name-type") == FORMER else NameKind.ALSO
        if name.get("quality") == WEAK:
            kind = NameKind.WEAK
        for spelt in _spellings(name):
            yield Alias(name=spelt, kind=kind)


def numbers(body: Element) -> Iterator[ListedId]:
    """Numbers among the remarks on a target.

    Args:
        body: Its element `entity`, `individual` or `object`.
    """
    for remark in map(spoken, body.iter("other-information")):
        for found in NUMBER.finditer(remark):
            if not NO_NUMBER.search(found["label"]):
                yield ListedId(
                    label=found["label"].strip(),
                    number=found["number"],
                    country=(found["country"] or "").strip(),
                )


def addresses(
    body: Element, places: Mapping[str, dict[str, str]]
) -> Iterator[dict[str, str]]:
    """Addresses of a target, in parts.

    Args:
        body: Its element `entity`, `individual` or `object`.
        places: Parts that several addresses share, by the id of the place.
    """
    for address in body.iter("address"):
        yield places.get(address.get("place-id", ""), {}) | texts(address)


def joined_address(parts: Mapping[str, str]) -> str:
    """An address as one text; empty where it has no part that is known.

    Args:
        parts: Its parts, by the name of their element.
    """
    return ", ".join(parts[name] for name in ADDRESS if name in parts)


def texts(element: Element) -> dict[str, str]:
    """The texts of the elements in an element, by name.

    Args:
        element: The outer one.
    """
    return {e.tag: spoken(e) for e in element if spoken(e)}


def _spellings(name: Element) -> Iterator[str]:
    """A name as its parts give it, then in each other script and language."""
    parts = [
        p for p in name.iter("name-part") if p.get("name-part-type") != NO_NAME_PART
    ]
    parts.sort(key=_order)
    yield from _joined([[spoken(e) for e in part.iter("value")] for part in parts])
    variants = [e for part in parts for e in part.iter("spelling-variant")]
    for script in dict.fromkeys((e.get("lang"), e.get("script")) for e in variants):
        yield from _joined(
            [
                [
                    spoken(e)
                    for e in part.iter("spelling-variant")
                    if (e.get("lang"), e.get("script")) == script
                ]
                or [spoken(e) for e in part.iter("value")]
                for part in parts
            ]
        )


def _order(part: Element) -> int:
    told = part.get("order", "")
    return int(told) if told.isdecimal() else 0


def _joined(parts: list[list[str]]) -> Iterator[str]:
    """The first spellings of all parts together, then the second, until each was given."""
    for place in range(max(map(len, parts), default=0)):
        name = " ".join(part[min(place, len(part) - 1)] for part in parts if part)
        if name:
            yield name
