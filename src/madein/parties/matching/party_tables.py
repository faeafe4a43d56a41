"""Parties as tables: what Python knows of nodes, joined to the spellings in SQL."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from madein.engine import Engine
from madein.parties.matching.graph import Edge, Node
from madein.parties.matching.nodes import Read
from madein.parties.matching.proposals import Proposal
from madein.tables import (
    BLOCK_DROP,
    PARTY,
    PARTY_CHANGE,
    PARTY_LINK,
    PARTY_NAME,
    PROPOSAL,
    Table,
)


def fill_nodes(
    engine: Engine, read: Read, party_ids: Sequence[str], how: Mapping[int, str]
) -> None:
    """Table `party_name`, and `node` and `node_name`, which the others need.

    Args:
        engine: The engine, with `numbered` and `reading`.
        read: The nodes.
        party_ids: Id of the party of each node.
        how: What brought a node to its party; absent for nodes that were not joined.
    """
    places = read.places
    nodes = [read.nodes[place] for place in places]
    _fill(
        engine,
        "node",
        {
            "place": ("integer", places),
            "party_id": ("varchar", [party_ids[place] for place in places]),
            "how": ("varchar", [how.get(place) for place in places]),
            "words": ("varchar", [node.mention.name.key for node in nodes]),
            "forms": ("varchar", [",".join(node.mention.name.forms) for node in nodes]),
            "ids": ("varchar", [_ids(node) for node in nodes]),
        },
    )
    engine.run(_NODE_NAME)
    _make(engine, PARTY_NAME, _PARTY_NAME)


def fill_parties(engine: Engine, alarms: Mapping[str, str]) -> None:
    """Table `party`.

    Args:
        engine: The engine, with `node`, `link` and `party_name`.
        alarms: Why a person should look at a party, by its id.
    """
    _fill(
        engine,
        "alarmed",
        {
            "party_id": ("varchar", list(alarms)),
            "alarm": ("varchar", list(alarms.values())),
        },
    )
    _make(engine, PARTY, _PARTY)


def fill_links(
    engine: Engine, links: Sequence[Edge], asked: Sequence[Proposal]
) -> None:
    """Tables `party_link` and `proposal`.

    Args:
        engine: The engine, with `node`, `node_name` and `party_name`.
        links: The joins.
        asked: Pairs of parties that may be one.
    """
    _fill(engine, "link", _cells(links, Edge))
    _make(engine, PARTY_LINK, _PARTY_LINK)
    _fill(engine, "asked", _cells(asked, Proposal))
    _make(engine, PROPOSAL, _PROPOSAL)


def fill_changes(engine: Engine, before: Path | None) -> None:
    """Table `party_change`.

    Args:
        engine: The engine, with `party_name`.
        before: Table `party_name` of the build before, as Parquet.
    """
    if before is None:
        engine.fill(PARTY_CHANGE, [])
        return
    engine.view("party_name_before", [before])
    _make(engine, PARTY_CHANGE, _PARTY_CHANGE)


def fill_drops(engine: Engine) -> None:
    """Table `block_drop`.

    Args:
        engine: The engine, with `dropped`.
    """
    _make(
        engine, BLOCK_DROP, "select kind, key, names, pairs from dropped order by all"
    )


# Values of a column, each with its type in the engine.
Cells = Mapping[str, tuple[str, Sequence[object]]]
TYPES = {int: "integer", float: "double", str: "varchar"}


def _cells(rows: Sequence[tuple[object, ...]], kind: type) -> Cells:
    """Rows as columns."""
    columns = kind.__annotations__
    turned = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {
        name: (TYPES[columns[name]], cells)
        for name, cells in zip(columns, turned, strict=True)
    }


def _fill(engine: Engine, name: str, cells: Cells) -> None:
    """A table that is used here and not kept."""
    lists = ", ".join(
        f"unnest(${column}::{kind}[]) as {column}"
        for column, (kind, _) in cells.items()
    )
    engine.run(
        f"create or replace temp table {name} as "
        f"select (row_number() over ()) - 1 as no, * from (select {lists})",
        {column: list(values) for column, (_, values) in cells.items()},
    )


def _make(engine: Engine, table: Table, sql: str) -> None:
    engine.run(f"create or replace table {table.name} as {sql}")
    engine.check(table)


def _ids(node: Node) -> str | None:
    return (
        ",".join(f"{scheme}:{value}" for scheme, value in node.mention.proven) or None
    )


# The spelling that stands for a node: the most frequent, then the first by alphabet.
_NODE_NAME = """
create or replace temp table node_name as
select node.place, any_value(party_id) as party_id, any_value(words) as words,
  arg_min(name, (-rows, name, tax_id, country)) as name
from numbered join reading using (no) join node on node.no = reading.node
group by node.place
"""

_PARTY_NAME = """
select name, tax_id, country, party_id,
  case when how is not null then how
    when count(*) over (partition by place) = 1 then 'alone'
    when ids is not null then 'tax id' else 'name' end as how,
  shown, words, forms, agent, kind, coalesce(marks, []) as marks, rows, usd
from numbered join reading using (no) join node on node.no = reading.node
order by party_id, name, tax_id, country
"""

_PARTY = """
with named as (
  select party_id, shown, sum(rows) as rows from party_name where shown <> '' group by all
), usual as (
  select party_id, arg_min(shown, (-rows, shown)) as name from named group by all
), told as (
  select party_id, list_sort(list_distinct(flatten(list(string_split(ids, ','))))) as ids
  from node where ids is not null group by all
), strange as (
  select l.party_id, 'one id, two names that share nothing: '
    || min(least(l.name, r.name) || ', ' || greatest(l.name, r.name)) as alarm
  from link join node_name as l on l.place = link.left
  join node_name as r on r.place = link.right
  where how = 'tax id' and l.words <> '' and r.words <> ''
    and not list_has_any(string_split(l.words, ' '), string_split(r.words, ' '))
    and jaro_winkler_similarity(l.words, r.words) < 0.6
  group by l.party_id
), counted as (
  select party_id, country, kind, sum(rows) as rows, count(*) as spellings,
    min(nullif(tax_id, '')) as one_id, max(tax_id) as other_id
  from party_name group by all
), gathered as (
  select party_id, cast(sum(spellings) as bigint) as spellings,
    arg_min(country, (-rows, country)) filter (country <> '') as country,
    arg_min(kind, (-rows, kind)) as kind,
    case when min(one_id) = max(other_id) then min(one_id) end as only_id
  from counted group by all
)
select party_id, coalesce(usual.name, ids[1], only_id, '') as name,
  coalesce(split_part(ids[1], ':', 2), only_id) as tax_id, coalesce(ids, []) as ids,
  country, kind, spellings, coalesce(alarmed.alarm, strange.alarm) as alarm
from gathered left join usual using (party_id) left join told using (party_id)
left join alarmed using (party_id) left join strange using (party_id)
order by party_id
"""

_PARTY_LINK = """
select l.party_id, l.name as left_name, r.name as right_name, score, how,
  case when says = '' then [] else [says] end as says,
  nullif(decision, '') as decision, block
from link join node_name as l on l.place = link.left
join node_name as r on r.place = link.right
order by all
"""

_PROPOSAL = """
with worth as (select party_id, sum(usd) as usd from party_name group by all),
both_ways as (
  select l.party_id as left_party, r.party_id as right_party, l.name as left_name,
    r.name as right_name, score, case when says = '' then [] else [says] end as says, status
  from asked join node_name as l on l.place = asked.left
  join node_name as r on r.place = asked.right
)
select left_party, right_party, left_name, right_name, score, says,
  least(l.usd, r.usd) as usd, status
from both_ways join worth as l on l.party_id = left_party
join worth as r on r.party_id = right_party
order by usd desc, left_party, right_party
"""

_PARTY_CHANGE = """
with moved as (
  select before.party_id as old_id, now.party_id as new_id, count(*) as spellings
  from party_name_before as before
  join party_name as now using (name, tax_id, country) group by all
), told as (
  select *, count(*) over (partition by old_id) as parts,
    count(*) over (partition by new_id) as wholes from moved
)
select old_id, new_id, spellings,
  case when parts > 1 then 'split' when wholes > 1 then 'merged' else 'renamed' end as reason
from told where old_id <> new_id order by old_id, new_id
"""
