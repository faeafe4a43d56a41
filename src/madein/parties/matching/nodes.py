"""Spellings, read: those that are read alike are one node of the clusters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from madein.engine import Engine, Row
from madein.parties.matching.graph import Node
from madein.parties.mention import Mention
from madein.parties.reading.field import mention_of, read_field

CHUNK = 100_000  # spellings held in Python at a time

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

    __slots__ = ("countries", "founded", "mention", "number", "rows")

    def __init__(self, number: int, mention: Mention, founded: int) -> None:
        self.number = number
        self.mention = mention
        self.founded = founded
        self.rows = 0
        self.countries: set[str] = set()


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
        cells: dict[str, list[object]] = {
            column: [] for column in ("no", "node", "shown", "agent", "kind", "marks")
        }
        for row in rows:
            country = row["country"]
            told = read_field(row["name"], tax_id=row["tax_id"], country=country)
            mention = mention_of(told, country=country)
            node = _add(found, mention, row)
            cells["no"].append(row["no"])
            cells["node"].append(node.number)
            cells["shown"].append(mention.name.text)
            cells["agent"].append(told.agent)
            cells["kind"].append(str(told.kind))
            cells["marks"].append(",".join(mention.name.marks) or None)
        engine.run(ADDED, cells)
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


def _add(found: dict[str, _Found], mention: Mention, row: Row) -> _Found:
    key = mention.key
    if not (mention.name.words or mention.ids):
        # Nothing tells it from others that say nothing, so it is like none of them.
        key = f"?{row['name']}|{row['tax_id']}|{row['country']}"
    if key not in found:
        found[key] = _Found(len(found), mention, row["founded"])
    node = found[key]
    node.rows += row["rows"]
    node.founded = min(node.founded, row["founded"])
    if mention.country:
        node.countries.add(mention.country)
    return node


def _node(key: str, found: _Found) -> Node:
    """The node; where its spellings give several countries, it has none."""
    country = next(iter(found.countries)) if len(found.countries) == 1 else ""
    mention = found.mention
    if mention.country != country:
        mention = replace(mention, country=country)
    return Node(key=key, mention=mention, rows=found.rows, founded=found.founded)
