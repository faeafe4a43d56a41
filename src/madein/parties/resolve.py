"""Spellings become parties: equal tax id first, then equal name within one country.

Two spellings with different tax ids are never one party. A spelling without an id
joins the party with the same name and country only where exactly one has it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from madein.engine import Engine, Row
from madein.parties.names import name_key, read_party, told_ids
from madein.provenance import digest
from madein.tables import PARTY, PARTY_NAME


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """A party field with what stands beside it.

    Attributes:
        name: Name as written; empty where there is none.
        tax_id: Tax id of a column of its own; empty where there is none.
        country: Country given with it; empty where there is none.
        rows: How often it occurs.
    """

    name: str
    tax_id: str
    country: str
    rows: int

    @property
    def id_used(self) -> str:
        """Its own tax id, or the one glued to the name."""
        return next(iter(told_ids(self.tax_id, self.name)), "")

    @property
    def key(self) -> str:
        """Its name in the form that spellings of one name share."""
        return name_key(read_party(self.name).name or "")


def spellings(
    engine: Engine, roles: Sequence[tuple[str, str, str]], rows: str
) -> list[Spelling]:
    """Distinct party fields of some rows.

    Args:
        engine: The engine.
        roles: SQL for name, tax id and country of each role.
        rows: SQL for the rows.
    """
    selects = " union all ".join(
        f"select coalesce({name}, '') as name, coalesce({tax_id}, '') as tax_id, "
        f"coalesce({country}, '') as country from {rows}"
        for name, tax_id, country in roles
    )
    found = engine.rows(
        f"select name, tax_id, country, count(*) as rows from ({selects}) "
        "where name <> '' or tax_id <> '' group by all order by all"
    )
    return [Spelling(**row) for row in found]


def fill_parties(engine: Engine, found: Iterable[Spelling]) -> None:
    """Tables `party` and `party_name`.

    Args:
        engine: The engine.
        found: Distinct party fields.
    """
    known = list(found)
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for spelling in known:
        if spelling.id_used and spelling.key:
            ids[spelling.key, spelling.country].add(spelling.id_used)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    tax_ids: dict[str, str | None] = {}
    rows: list[Row] = []
    for spelling in known:
        party_id, tax_id, how = _party(spelling, ids)
        names[party_id][read_party(spelling.name).name or ""] += spelling.rows
        tax_ids[party_id] = tax_id
        rows.append(
            {
                "name": spelling.name,
                "tax_id": spelling.tax_id,
                "country": spelling.country,
                "party_id": party_id,
                "how": how,
            }
        )
    engine.fill(PARTY_NAME, rows)
    engine.fill(
        PARTY,
        [
            {
                "party_id": party_id,
                "name": _usual(names[party_id]) or tax_ids[party_id],
                "tax_id": tax_ids[party_id],
            }
            for party_id in sorted(names)
        ],
    )


def _party(
    spelling: Spelling, ids: dict[tuple[str, str], set[str]]
) -> tuple[str, str | None, str]:
    """Party id, tax id, and how the spelling came to it."""
    if spelling.id_used:
        how = "tax id" if spelling.tax_id else "tax id in the name"
        return f"id:{spelling.id_used}", spelling.id_used, how
    same = ids.get((spelling.key, spelling.country), set())
    if len(same) == 1:
        tax_id = next(iter(same))
        return f"id:{tax_id}", tax_id, "name"
    return f"nm:{digest([spelling.key, spelling.country])[:10]}", None, "name"


def _usual(names: Counter[str]) -> str:
    """The most frequent spelling; the first by alphabet among equals."""
    return min(names, key=lambda name: (-names[name], name))
