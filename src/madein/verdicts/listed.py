"""Which parties are, or may be, which entries of the lists, and what these are under."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from madein.engine import Engine
from madein.lists.listing import Listing, Spoken, listings_of
from madein.parties.screening.answers import Answer
from madein.verdict import Measure

Entry = tuple[str, str]  # a list, and its own id of the entry

_PARTIES = """
select party_id, tax_id, ids, hits
from party left join (
  select party_id, list({list: list, entry: entry, answer: answer} order by list, entry)
    as hits
  from hit where answer <> $no group by party_id
) using (party_id)
where (hits is not null or tax_id is not null) and party_id in (
  select importer from imports union select supplier from imports)
order by party_id"""


@dataclass(frozen=True, kw_only=True)
class ListedParty:
    """A party of the imports of which something of its own may be said.

    Attributes:
        party_id: The party.
        tax_id: Its tax id; None where it has none.
        numbers: Its valid ids, as numbers; none where only its name is known.
        sure: Entries that it is, by an id or because a person said so.
        possible: Entries that it may be, by its name.
    """

    party_id: str
    tax_id: str | None
    numbers: frozenset[str]
    sure: tuple[Entry, ...] = ()
    possible: tuple[Entry, ...] = ()


def listed_parties(engine: Engine) -> list[ListedParty]:
    """The importers and suppliers that have a tax id, or look like an entry of a list.

    Shape:
        `imports`, `party` and `hit` in.

    Args:
        engine: Holds the tables.
    """
    found = []
    for row in engine.rows(_PARTIES, {"no": Answer.NO.value}):
        entries: dict[str, list[Entry]] = defaultdict(list)
        for hit in row["hits"] or ():
            entries[hit["answer"]].append((hit["list"], hit["entry"]))
        found.append(
            ListedParty(
                party_id=row["party_id"],
                tax_id=row["tax_id"],
                numbers=frozenset(text.partition(":")[2] for text in row["ids"]),
                sure=tuple(entries[Answer.SURE.value]),
                possible=tuple(entries[Answer.POSSIBLE.value]),
            )
        )
    return found


@dataclass(frozen=True, kw_only=True)
class Listings:
    """The listings of some entries.

    Attributes:
        by_entry: By entry, then by regime and measure.
    """

    by_entry: Mapping[Entry, Mapping[Spoken, list[Listing]]] = field(
        default_factory=dict
    )

    def of(self, entries: Iterable[Entry]) -> dict[Spoken, list[Listing]]:
        """The listings of several entries together, by regime and measure.

        Args:
            entries: The entries.
        """
        found: dict[Spoken, list[Listing]] = defaultdict(list)
        for entry in entries:
            for spoken, listings in self.by_entry.get(entry, {}).items():
                found[spoken] += listings
        return found


def held_listings(engine: Engine, entries: Iterable[Entry]) -> Listings:
    """The listings of some entries.

    Shape:
        `listing` in.

    Args:
        engine: Holds the table.
        entries: The entries.
    """
    found: dict[Entry, dict[Spoken, list[Listing]]] = defaultdict(dict)
    for spoken, listings in listings_of(engine, sorted(set(entries))).items():
        for one in listings:
            found[one.list, one.entry].setdefault(spoken, []).append(one)
    return Listings(by_entry=found)


def unsure_of(
    listings: Mapping[Spoken, Sequence[Listing]], spoken: Spoken
) -> Sequence[Listing]:
    """Listings of a party that may mean a measure, though their words do not say so.

    Args:
        listings: The listings of the party, by regime and measure.
        spoken: Regime and measure.
    """
    regime, measure = spoken
    return () if measure is Measure.OTHER else listings.get((regime, Measure.OTHER), ())
