"""Owners from FollowTheMoney: one entity a line, as OpenSanctions and others publish.

The format is JSON: `{"id": ..., "schema": "Ownership", "properties": {"owner": [id],
"asset": [id], "percentage": [...], "startDate": [...], "endDate": [...]}}`.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from madein.errors import CaseError, Fault
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.register import read_tax_id
from madein.parties.ownership.shares import (
    ANY_SHARE,
    Days,
    Share,
    may_be_part,
    read_days,
    read_share,
)

Entity = dict[str, Any]
PEOPLE = {"Person"}
ID_PROPERTIES = ("innCode", "taxNumber", "uscCode")


def read_ftm(file: Path, name: str) -> list[Holding]:
    """The holdings of a file of FollowTheMoney entities.

    Unknown:
        An edge without a percentage may be any share; one with several is from the
        least to the most of them. Without a start it is certain on no day.

    Args:
        file: The file.
        name: Its name in `case.yml`.

    Raises:
        CaseError: A line is no entity; all faults at once.
    """
    edges: list[tuple[int, Entity]] = []
    faults: list[Fault] = []
    for line, entity in _entities(file):
        if entity is None:
            faults.append(_no_entity(f"{name}:{line}"))
        elif entity["schema"] == "Ownership":
            edges.append((line, entity))
    if faults:
        raise CaseError(*faults)
    wanted = {
        party
        for _, edge in edges
        for role in ("owner", "asset")
        for party in _values(edge, role)
    }
    parties = {
        entity["id"]: _party(entity, name)
        for _, entity in _entities(file)
        if entity is not None and entity["id"] in wanted
    }
    for absent in wanted - parties.keys():
        parties[absent] = Party(key=f"{name}: {absent}", name=absent)
    return [
        _holding(edge, parties[owner], parties[asset], f"{name}:{line}", name)
        for line, edge in edges
        for owner in _values(edge, "owner")
        for asset in _values(edge, "asset")
    ]


def _entities(file: Path) -> Iterator[tuple[int, Entity | None]]:
    """Lines that hold anything; None where one is no entity."""
    with file.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield number, _entity(line)


def _entity(line: bytes) -> Entity | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    is_entity = (
        isinstance(found, dict)
        and isinstance(found.get("id"), str)
        and isinstance(found.get("schema"), str)
        and isinstance(found.get("properties"), dict)
    )
    return found if is_entity else None


def _no_entity(where: str) -> Fault:
    return Fault(
        what="the line is no entity with 'id', 'schema' and 'properties'",
        where=where,
        fix="export it again as lines of JSON, one entity each",
    )


def _values(entity: Entity, name: str) -> list[str]:
    found = entity["properties"].get(name, [])
    several = found if isinstance(found, list) else [found]
    return [str(value) for value in several if value is not None]


def _party(entity: Entity, file: str) -> Party:
    tax_id = _tax_id(entity)
    names = _values(entity, "name")
    key = tax_id or f"{file}: {entity['id']}"
    return Party(
        key=key,
        name=str(entity.get("caption") or next(iter(names), entity["id"])),
        tax_id=tax_id,
        is_person=entity["schema"] in PEOPLE,
    )


def _tax_id(entity: Entity) -> str | None:
    """The id of the first kind that it has; None where it has two of that kind."""
    for kind in ID_PROPERTIES:
        found = {read_tax_id(value) for value in _values(entity, kind)} - {None}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _holding(
    edge: Entity, owner: Party, owned: Party, where: str, file: str
) -> Holding:
    days = read_days(_values(edge, "startDate"), _values(edge, "endDate"))
    may, sure = (Days(), None) if days is None else days
    return Holding(
        owner=owner,
        owned=owned,
        share=_share(_values(edge, "percentage")),
        days=may,
        sure=sure,
        source=f"{file} {','.join(edge.get('datasets') or [])}".strip(),
        where=where,
    )


def _share(texts: list[str]) -> Share:
    """From the least to the most of what is told; `0.5` may be half, or half a percent."""
    shares = [_read(text) for text in texts] or [ANY_SHARE]
    return Share(low=min(s.low for s in shares), high=max(s.high for s in shares))


def _read(text: str) -> Share:
    share = read_share(text)
    if share is None:
        return ANY_SHARE
    return replace(share, high=share.high * 100) if may_be_part(text) else share
