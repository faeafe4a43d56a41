"""What one copy of a list says of one entry: names, ids, country, programme."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
class Entry:
    """One entry of a list, as in one copy.

    Attributes:
        entry: The list's own id of the entry; it stays when name or remarks change.
        name: Name as listed.
        type: individual, vessel, aircraft or asset; None for a firm or another body.
        programme: What it is listed under, as written.
        tax_ids: Tax ids in it, of whatever country, as written.
        aliases: Its other names.
        ids: Every number in it that may tell one firm from another, as written.
        country: Country of the entry, as written; empty where the list gives none.
        since: The day from which it is listed, where the list says so; None where
            only the copies tell.
    """

    entry: str
    name: str
    type: str | None
    programme: str
    tax_ids: tuple[str, ...]
    aliases: tuple[Alias, ...] = ()
    ids: tuple[ListedId, ...] = ()
    country: str = ""
    since: date | None = None
