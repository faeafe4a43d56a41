"""Entities of FollowTheMoney, whole or as statements, joined into entries of a list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.content import only
from madein.lists.formats.reading import day_of, entries_of, merged
from madein.lists.formats.words import fold, measures_of
from madein.verdict import Measure

SANCTION = "Sanction"
PARENTS = {"LegalEntity", "Thing"}  # what another schema says more of
TYPES = {
    **dict.fromkeys(("LegalEntity", "Company", "Organization", "PublicBody", "Thing")),
    "Person": "individual",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    **dict.fromkeys(
        ("Asset", "Vehicle", "CryptoWallet", "Security", "RealEstate", "BankAccount"),
        "asset",
    ),
}
TOPICS = {"sanction", "sanction.counter", "export.control", "debarment"}
NAMES = {
    "name": NameKind.ALSO,
    "alias": NameKind.ALSO,
    "abbreviation": NameKind.ALSO,
    "previousName": NameKind.FORMER,
    "weakAlias": NameKind.WEAK,
}
TAX_IDS = ("innCode", "taxNumber", "vatCode")
NUMBERS = {  # with the country of those that only one has
    "innCode": "Russia",
    "taxNumber": "",
    "vatCode": "",
    "ogrnCode": "Russia",
    "kppCode": "Russia",
    "okpoCode": "Russia",
    "registrationNumber": "",
    "idNumber": "",
    "uscCode": "China",
    "leiCode": "",
    "imoNumber": "",
}
COUNTRIES = ("jurisdiction", "mainCountry", "country")
EU_FILES = {"eufsf", "eufinancialsanctionsfilesfsf"}
DAY = "%Y-%m-%d"
WHOLE_DAY = 10  # characters; a year or a month has fewer


@dataclass(kw_only=True)
class Thing:
    """An entity, a sanction among them.

    Attributes:
        line: Line of the file on which it, or its first statement, stands.
        id: Its id, the same for all sources that were found to mean it.
        caption: What the export calls it; empty where it does not.
        schemata: What kinds of thing it is.
        values: Values of each property.
        sources: Who says so.
        seen: Days on which it was seen.
    """

    line: int
    id: str
    caption: str = ""
    schemata: dict[str, None] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)


class Things:
    """All entities of an export, by id."""

    def __init__(self) -> None:
        self.by_id: dict[str, Thing] = {}
        self.canonical: dict[str, str] = {}  # other ids of the same thing

    def add_entity(self, line: int, found: Mapping[str, Any], inside: str = "") -> None:
        """Take in an entity, and those that stand inside it.

        Args:
            line: Line on which it stands.
            found: The entity.
            inside: Id of the one that it stands inside; a sanction is on that one.
        """
        thing = self.by_id.setdefault(found["id"], Thing(line=line, id=found["id"]))
        thing.caption = str(found.get("caption") or "")
        thing.schemata[found["schema"]] = None
        for name, values in found["properties"].items():
            several = values if isinstance(values, list) else [values]
            for value in several:
                if isinstance(value, dict):
                    self.add_entity(line, value, inside=thing.id)
                else:
                    thing.values.setdefault(name, []).append(str(value))
        if inside and SANCTION in thing.schemata:
            thing.values.setdefault("entity", []).append(inside)
        thing.sources |= dict.fromkeys(found.get("datasets") or ())
        thing.seen += [str(found.get(key) or "") for key in ("first_seen", "last_seen")]
        self.canonical |= dict.fromkeys(found.get("referents") or (), found["id"])

    def add_statement(self, line: int, row: Mapping[str, str]) -> None:
        """Take in a statement.

        Args:
            line: Line on which it stands.
            row: The statement.
        """
        number = row["canonical_id"]
        thing = self.by_id.setdefault(number, Thing(line=line, id=number))
        thing.schemata[row["schema"]] = None
        thing.sources[row["dataset"]] = None
        thing.seen += [row.get("first_seen", ""), row.get("last_seen", "")]
        if row["prop"] != "id":
            thing.values.setdefault(row["prop"], []).append(row["value"])
        if row.get("entity_id", ""):
            self.canonical[row["entity_id"]] = number

    def sanctions(self) -> dict[str, list[Thing]]:
        """Sanctions by the id of what they are on."""
        found: dict[str, list[Thing]] = {}
        for thing in self.by_id.values():
            if SANCTION in thing.schemata:
                for whom in thing.values.get("entity", ()):
                    found.setdefault(self.canonical.get(whom, whom), []).append(thing)
        return found


def entries_of_things(file: Path, things: Things) -> list[Entry]:
    """The entries among the entities of an export.

    Args:
        file: The export.
        things: What it holds.
    """
    sanctions = things.sanctions()
    said = (
        (thing.line, thing)
        for thing in things.by_id.values()
        if thing.id in sanctions
        or not TOPICS.isdisjoint(thing.values.get("topics", ()))
    )
    return entries_of(
        file, said, lambda thing: _entry(thing, sanctions.get(thing.id, []))
    )


def kind_of(schemata: Iterable[str]) -> str | None:
    """What an entity is; None for a firm or another body.

    Args:
        schemata: Its schemata.

    Raises:
        ValueError: One is not known, or they contradict each other.

    Examples:
        >>> kind_of(["LegalEntity", "Person"]), kind_of(["Company"])
        ('individual', None)
    """
    named = dict.fromkeys(schemata)
    unknown = [name for name in named if name not in TYPES]
    if unknown or not named:
        raise ValueError(f"'{', '.join(unknown)}' is no schema that can be listed")
    kinds = {TYPES[name] for name in named if name not in PARENTS} or {None}
    if len(kinds) > 1:
        raise ValueError(f"it is several kinds of thing: {', '.join(named)}")
    return kinds.pop()


def _entry(thing: Thing, sanctions: list[Thing]) -> Entry:
    """An entry from an entity and the sanctions on it.

    Raises:
        ValueError: It has no name, or is of no known kind.
    """
    names = {
        value: kind
        for name, kind in NAMES.items()
        for value in thing.values.get(name, ())
    }
    first = thing.caption or next(iter(thing.values.get("name", ())), "")
    first = first or next(iter(names), "")
    if not first:
        raise ValueError(f"entity '{thing.id}' has no name")
    country = only(c for name in COUNTRIES for c in thing.values.get(name, ()))
    return Entry(
        entry=thing.id,
        name=first,
        type=kind_of(thing.schemata),
        imposed=merged(
            [i for s in sanctions for i in _of_sanction(s)] or list(_of_sources(thing))
        ),
        tax_ids=tuple(
            dict.fromkeys(n for name in TAX_IDS for n in thing.values.get(name, ()))
        ),
        aliases=tuple(Alias(name=n, kind=k) for n, k in names.items() if n != first),
        ids=tuple(
            dict.fromkeys(
                ListedId(label=name, number=number, country=whose or country)
                for name, whose in NUMBERS.items()
                for number in thing.values.get(name, ())
            )
        ),
        country=country,
        addresses=tuple(dict.fromkeys(thing.values.get("address", ()))),
        crawled=_crawled(sanctions) or _crawled([thing]),
    )


def _crawled(dated: list[Thing]) -> tuple[date, date] | None:
    """Days from and to which a database saw all of some things.

    Unknown:
        None where one tells no day, or is of several sources: which of them the day is
        of, the export does not say.
    """
    days = [
        sorted(seen[:WHOLE_DAY] for seen in one.seen if len(seen) >= WHOLE_DAY)
        for one in dated
        if len(one.sources) == 1
    ]
    if not days or len(days) < len(dated) or not all(days):
        return None
    first, last = max(told[0] for told in days), min(told[-1] for told in days)
    if last < first:
        return None
    return date.fromisoformat(first), date.fromisoformat(last)


def _of_sources(thing: Thing) -> Iterator[Imposed]:
    for source in thing.sources or {"": None}:
        for measure in measures_of("os", source):
            yield Imposed(measure=measure, programme=source)


def _of_sanction(sanction: Thing) -> Iterator[Imposed]:
    start, end = _one_day(sanction, "startDate"), _one_day(sanction, "endDate")
    published = _one_day(sanction, "listingDate")
    if not EU_FILES.isdisjoint(map(fold, sanction.sources)):
        start, published = None, published or start
    programmes = (
        sanction.values.get("program") or sanction.values.get("programId") or ()
    )
    under = "; ".join(sorted(set(programmes)))
    for source in sanction.sources or {"": None}:
        for measure in _measures(sanction, source):
            yield Imposed(
                measure=measure,
                programme=": ".join(filter(None, (source, under))),
                designated=start,
                published=published,
                ended=None if end is None else end + timedelta(days=1),
            )


def _measures(sanction: Thing, source: str) -> list[Measure]:
    said = (measures_of("uk", text) for text in sanction.values.get("provisions", ()))
    known = [m for measures in said for m in measures if m is not Measure.OTHER]
    return list(dict.fromkeys(known)) or list(measures_of("os", source))


def _one_day(sanction: Thing, name: str) -> date | None:
    """The one day that a property tells; None where it tells none, or several."""
    told = {value[:WHOLE_DAY] for value in sanction.values.get(name, ())}
    return day_of(told.pop(), DAY) if len(told) == 1 and _is_day(told) else None


def _is_day(told: Iterable[str]) -> bool:
    return all(len(value) == WHOLE_DAY for value in told)
