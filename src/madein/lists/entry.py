"""What one copy of a list says of one entry: names, ids, country, programme."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from madein.verdict import Measure


class NameKind(StrEnum):
    """What a name is to an entry."""

    NAME = "name"
    ALSO = "aka"
    FORMER = "fka"
    NOW = "nka"
    WEAK = "weak aka"


@dataclass(frozen=True, kw_only=True, slots=True)
class Alias:
    """Another name of an entry.

    Attributes:
        name: As listed.
        kind: What it is to the entry.
    """

    name: str
    kind: NameKind


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedId:
    """A number that the list gives for an entry.

    Attributes:
        label: What the list calls it, like `Tax ID No.`.
        number: As written.
        country: The country beside it, as written; empty where there is none.
    """

    label: str
    number: str
    country: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Imposed:
    """One thing that a list does to an entry, with the days the list itself gives.

    Attributes:
        measure: What it does, in the words that all lists share.
        programme: What it is listed under, as written.
        designated: First day; None where the list does not say.
        published: Day on which the act, or its last change, was published. It says since
            when the listing could be known, and is never its start.
        ended: First day on which it no longer holds; None where the list does not say.
    """

    measure: Measure
    programme: str = ""
    designated: date | None = None
    published: date | None = None
    ended: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry of a list, as in one copy.

    Attributes:
        entry: The list's own id of the entry; it stays when name or remarks change.
        name: Name as listed.
        type: individual, vessel, aircraft or asset; None for a firm or another body.
        imposed: What the list does to it: at least one thing.
        tax_ids: Tax ids in it, of whatever country, as written.
        aliases: Its other names.
        ids: Every number in it that may tell one firm from another, as written.
        country: Country of the entry, as written; empty where the list gives none.
        addresses: Its addresses, as written.
        crawled: First and last day on which a database saw it, where the copy is one of
            a database that says so; None where it is not.
    """

    entry: str
    name: str
    type: str | None
    imposed: tuple[Imposed, ...]
    tax_ids: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    ids: tuple[ListedId, ...] = ()
    country: str = ""
    addresses: tuple[str, ...] = ()
    crawled: tuple[date, date] | None = None
