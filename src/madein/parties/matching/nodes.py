"""Spellings, read: those that are read alike are one node of the clusters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from madein.engine import Engine, Row
from madein.parties.matching.graph import Node
from madein.parties.mention import Mention
from madein.parties.reading.field import mention_of, read_field

CHUNK = 100_000  # spellings held in Python at a time
CELLS = ("no", "node", "shown", "agent", "kind", "marks")

NUMBERED = """
create or replace temp table numbered as
select row_number() over () as no, * from spelling
"""
READING = """
create or replace temp table reading (
  no bigint, node integer, shown varchar, agent varchar, kind varchar, marks varchar[]
)
"""
ADDED = """
insert into reading select unnest($no::bigint[]), unnest($node::integer[]),
  unnest($shown::varchar[]), unnest($agent::varchar[]), unnest($kind::varchar[]),
  string_split(unnest($marks::varchar[]), ',')
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """All spellings, read.

    Attributes:
        nodes: The nodes, sorted by key.
        places: Place of the node with a number of table `reading`.
    """

    nodes: Sequence[Node]
    places: Sequence[int]


class _Found:
    """A node that is being gathered."""

    __slots__ = ("country", "founded", "is_of_several", "mention", "number", "rows")

    def __init__(self, number: int, mention: Mention, founded: int) -> None:
        self.number = number
        self.mention = mention
        self.founded = founded
        self.rows = 0
        self.country = mention.country
        self.is_of_several = False  # countries


def read_spellings(engine: Engine) -> Read:
    """Nodes of the table `spelling`.

    Shape:
        `spelling` in. Out: `numbered`, the same with a number, and `reading`: that
        number, the number of the node, and what else the text says.

    Args:
        engine: The engine.
    """
    engine.run(NUMBERED)
    engine.run(READING)
    found: dict[str, _Found] = {}
    for rows in _chunks(engine):
        read = [_read(found, *row.values()) for row in rows]
        columns = zip(*read, strict=True)
        engine.run(ADDED, dict(zip(CELLS, map(list, columns), strict=True)))
    keys = sorted(found)
    places = [0] * len(keys)
    for place, key in enumerate(keys):
        places[found[key].number] = place
    return Read(nodes=[_node(key, found[key]) for key in keys], places=places)


def _chunks(engine: Engine) -> Iterator[list[Row]]:
    count = engine.value("select count(*) from numbered")
    for first in range(1, count + 1, CHUNK):
        yield engine.rows(
            "select no, name, tax_id, country, rows, founded from numbered "
            "where no between $first and $last",
            {"first": first, "last": first + CHUNK - 1},
        )


def _read(
    found: dict[str, _Found],
    no: int,
    name: str,
    tax_id: str,
    country: str,
    rows: int,
    founded: int,
) -> tuple[object, ...]:
    """Cells of a row of `reading`, after its node took the spelling in."""
    told = read_field(name, tax_id=tax_id, country=country)
    mention = mention_of(told, country=country)
    shown = mention.name
    key = mention.key
    if not (shown.words or mention.ids):
        # Nothing tells it from others that say nothing, so it is like none of them.
        key = f"?{name}|{tax_id}|{country}"
    node = found.get(key)
    if node is None:
        node = found[key] = _Found(len(found), mention, founded)
    elif founded < node.founded:
        node.founded = founded
    node.rows += rows
    if country and country != node.country:
        node.is_of_several = node.is_of_several or bool(node.country)
        node.country = country
    marks = ",".join(shown.marks) or None
    return no, node.number, shown.text, told.agent, told.kind.value, marks


def _node(key: str, found: _Found) -> Node:
    """The node; where its spellings give several countries, it has none."""
    country = "" if found.is_of_several else found.country
    mention = found.mention
    if mention.country != country:
        mention = replace(mention, country=country)
    return Node(key=key, mention=mention, rows=found.rows, founded=found.founded)
