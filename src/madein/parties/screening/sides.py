"""The two sides of a screening: names and ids of parties, and of entries of lists."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from madein.engine import Engine
from madein.lists.names import FIRM
from madein.parties.reading.field import read_mention
from madein.parties.reading.names import read_name
from madein.reference.countries import shaped, spellings

Owner = tuple[str, ...]  # a party; or a list, and its own id of an entry
Ids = frozenset[tuple[str, str]]
Words = tuple[str, ...]
PARTS = 8  # so many times names are fetched: rows in Python take ten times their size

_PARTY_NAMES = """
select party_id, name, tax_id, country from party_name
where hash(party_id) % $parts = $part"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelt:
    """One name of a party or of an entry.

    Attributes:
        owner: Whose it is.
        text: As written.
        forms: Classes of its legal forms.
        country: ISO code of the country given with it; empty where there is none.
        kind: What it is to an entry; empty for a party.
        known_from: First copy that holds it, for an entry.
    """

    owner: Owner
    text: str
    forms: Words
    country: str
    kind: str = ""
    known_from: date | None = None


@dataclass(kw_only=True)
class Side:
    """All parties, or all entries: names and ids.

    Attributes:
        names: Names by their words; under no words those that tell no firm apart.
        ids: Valid ids that name one firm.
        keys: Owners by the keys of the names with what stands beside them.
    """

    names: dict[Words, list[Spelt]] = field(default_factory=dict)
    ids: dict[Owner, Ids] = field(default_factory=dict)
    keys: dict[str, Owner] = field(default_factory=dict)


def parties_side(engine: Engine, *, keyed: bool) -> Side:
    """The parties of a build; their names are read anew, as those of the lists are.

    Args:
        engine: Holds `party` and `party_name`.
        keyed: Whether the keys are wanted; only decisions need them.
    """
    side = Side()
    for row in engine.rows("select party_id, ids from party where len(ids) > 0"):
        told = (tuple(text.split(":", maxsplit=1)) for text in row["ids"])
        side.ids[row["party_id"],] = frozenset(told)
    for part in range(PARTS):
        for row in engine.rows(_PARTY_NAMES, {"part": part, "parts": PARTS}):
            text, country, owner = row["name"], row["country"], (row["party_id"],)
            read = read_mention(text, tax_id=row["tax_id"], country=country)
            if keyed:
                side.keys[read.key] = owner
            spelt = Spelt(
                owner=owner, text=text, forms=read.name.forms, country=read.country
            )
            side.names.setdefault(read.name.words, []).append(spelt)
    return side


def listed_side(engine: Engine) -> Side:
    """The firms on the lists; persons, vessels and aircraft are left out.

    Args:
        engine: Holds `list_name` and `list_id`.
    """
    side = Side()
    found: dict[Owner, set[tuple[str, str]]] = {}
    names = engine.rows(
        "select list, entry, name, kind, country, first_copy from list_name "
        "where type = $firm",
        {"firm": FIRM},
    )
    for row in names:
        owner = (row["list"], row["entry"])
        name = read_name(row["name"])
        spelt = Spelt(
            owner=owner,
            text=row["name"],
            forms=name.forms,
            country=_code(row["country"]),
            kind=row["kind"],
            known_from=row["first_copy"],
        )
        side.names.setdefault(name.words, []).append(spelt)
        found[owner] = set()
    for row in engine.rows("select list, entry, number, country from list_id"):
        if (owner := (row["list"], row["entry"])) in found:
            country = _code(row["country"])
            read = read_mention("", tax_id=row["number"], country=country)
            found[owner].update(read.proven)
    side.ids = {owner: frozenset(ids) for owner, ids in found.items()}
    return side


@cache
def _codes() -> dict[str, str]:
    return {row["spelling"]: row["code"] or "" for row in spellings()}


def _code(country: str | None) -> str:
    """ISO code of a country as a list writes it; empty where it is not known."""
    return "" if country is None else _codes().get(shaped(country), "")
