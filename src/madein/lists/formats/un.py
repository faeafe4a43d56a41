"""The consolidated list of the UN Security Council, as XML.

`LISTED_ON` is the day of designation; days of updates are not read. All are under an
asset freeze, but for persons whose comment names a travel ban and no freeze. Passports
of persons are not read.

Source:
    Elements as in files of 2016 to 2026 that public programs quote: `CONSOLIDATED_LIST`
    with `dateGenerated`; `INDIVIDUAL` and `ENTITY` with `DATAID`, `FIRST_NAME` to
    `FOURTH_NAME`, `UN_LIST_TYPE`, `REFERENCE_NUMBER`, `LISTED_ON`; aliases with
    `QUALITY` Good or Low for persons, a.k.a. or f.k.a. for others; empty ones stand for
    none. That a comment of `(Travel Ban)` alone means no freeze is from memory.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import only
from madein.lists.formats.form import ListFormat
from madein.lists.formats.markup import entries_in, generated_time, rooted, spoken
from madein.verdict import Measure

AUTHORITY_ZONE = ZoneInfo("America/New_York")  # where the Council sits
TYPES = {"INDIVIDUAL": "individual", "ENTITY": None}
NAME = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
ADDRESS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
QUALITIES = {
    "": NameKind.ALSO,
    "good": NameKind.ALSO,
    "a.k.a.": NameKind.ALSO,
    "low": NameKind.WEAK,
    "f.k.a.": NameKind.FORMER,
}


def copy_time(file: Path) -> datetime:
    """When a copy was generated, on the clock of New York.

    A copy that does not say is a `SourceError`.

    Args:
        file: The copy.
    """
    return generated_time(file, "dateGenerated", AUTHORITY_ZONE)


def entries(file: Path) -> list[Entry]:
    """The entries of one copy, in its order.

    A copy that is damaged, or an entry that cannot be read, is a `SourceError`.

    Args:
        file: The copy.
    """
    return entries_in(file, _entry, *TYPES)


def _entry(element: ET.Element) -> Entry:
    """One entry.

    Raises:
        ValueError: It has no id or no name, or its day cannot be read.
    """
    number = spoken(element, "DATAID")
    if not number:
        raise ValueError("the entry has no 'DATAID'")
    if not (name := _joined(element, NAME, " ")):
        raise ValueError(f"entry {number} has no name")
    tag = element.tag
    places = element.findall(f"{tag}_ADDRESS")
    nations = element.iterfind("NATIONALITY/VALUE")
    listed = _day(number, spoken(element, "LISTED_ON"))
    programme = spoken(element, "UN_LIST_TYPE")
    return Entry(
        entry=number,
        name=name,
        type=TYPES[tag],
        imposed=tuple(
            Imposed(measure=measure, programme=programme, designated=listed)
            for measure in _measures(spoken(element, "COMMENTS1"))
        ),
        aliases=tuple(_aliases(number, element)),
        ids=tuple(_ids(element)),
        country=only(
            [spoken(place, "COUNTRY") for place in places]
            + [spoken(nation) for nation in nations]
        ),
        addresses=tuple(filter(None, (_joined(p, ADDRESS, ", ") for p in places))),
    )


def _measures(comment: str) -> Iterator[Measure]:
    words = comment.casefold()
    if "asset freeze" in words or "travel ban" not in words:
        yield Measure.ASSET_FREEZE
    if "travel ban" in words:
        yield Measure.TRAVEL


def _aliases(number: str, element: ET.Element) -> Iterator[Alias]:
    """Its other names; an empty one stands for none.

    Raises:
        ValueError: It is not said what a name is.
    """
    if script := spoken(element, "NAME_ORIGINAL_SCRIPT"):
        yield Alias(name=script, kind=NameKind.ALSO)
    for alias in element.iterfind(f"{element.tag}_ALIAS"):
        quality, name = spoken(alias, "QUALITY"), spoken(alias, "ALIAS_NAME")
        if name and quality.casefold() not in QUALITIES:
            raise ValueError(f"'{quality}' in entry {number} is no quality of a name")
        if name:
            yield Alias(name=name, kind=QUALITIES[quality.casefold()])


def _ids(element: ET.Element) -> Iterator[ListedId]:
    for document in element.iterfind(f"{element.tag}_DOCUMENT"):
        label, number = (spoken(document, t) for t in ("TYPE_OF_DOCUMENT", "NUMBER"))
        if number and "passport" not in label.casefold():
            country = spoken(document, "ISSUING_COUNTRY")
            country = country or spoken(document, "COUNTRY_OF_ISSUE")
            yield ListedId(label=label, number=number, country=country)


def _day(number: str, text: str) -> date | None:
    """A day; older copies write its zone behind it, `2016-04-20-04:00`.

    Raises:
        ValueError: It is no day.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError(f"in entry {number} '{text}' is no day") from error


def _joined(element: ET.Element, tags: Iterable[str], between: str) -> str:
    return between.join(filter(None, (spoken(element, tag) for tag in tags)))


FORMATS = (
    ListFormat(
        name="un-sc",
        title="UN Security Council consolidated list, XML",
        knows=rooted("CONSOLIDATED_LIST"),
        taken=copy_time,
        entries=entries,
    ),
)
