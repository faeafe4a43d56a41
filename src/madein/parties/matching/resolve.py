"""Spellings become parties: read, held against each other, joined, and written down."""

import gc
from collections.abc import Container, Generator, Iterable, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from madein.engine import Engine
from madein.parties.decisions.file import NO_DECISIONS, Decisions, place
from madein.parties.decisions.lines import Action, Decision
from madein.parties.matching import party_tables
from madein.parties.matching.cluster import MOST_NAMES, TOO_MANY, Clustering, cluster
from madein.parties.matching.compare import SURE, score
from madein.parties.matching.edges import (
    id_edges,
    name_edges,
    part_edges,
    person_edges,
    rarity_of,
    said,
)
from madein.parties.matching.graph import HOW, PERSON, TAX_ID, Edge, Node
from madein.parties.matching.nodes import read_spellings
from madein.parties.matching.proposals import proposals
from madein.tables import SPELLING

HEX = 10  # digits of a party id


def fill_parties(
    engine: Engine, decisions: Decisions = NO_DECISIONS, before: Path | None = None
) -> None:
    """Tables of the parties: who they are, how they are written, and why.

    Shape:
        `spelling` in; `party`, `party_name`, `party_link`, `proposal`, `party_change`
        and `block_drop` out. The order of the rows of `spelling` changes nothing.

    Args:
        engine: The engine, with `spelling`.
        decisions: What people decided.
        before: Table `party_name` of the build before, as Parquet; none where there is
            none.

    Errors of decisions that contradict each other in these records are those of
    `decisions.place`.
    """
    engine.check(SPELLING)
    with _without_collector():
        _fill_parties(engine, decisions, before)


@contextmanager
def _without_collector() -> Generator[None]:
    # It would look for cycles again and again among millions of nodes that have none.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _fill_parties(engine: Engine, decisions: Decisions, before: Path | None) -> None:
    read = read_spellings(engine)
    nodes = read.nodes
    rarity = rarity_of(nodes)
    people = said(nodes, place(decisions, (node.key for node in nodes)))
    split = {left for left, _, _ in people[Action.SPLIT]}
    edges = [
        *person_edges(nodes, people[Action.SAME], rarity),
        *id_edges(nodes),
        *name_edges(engine, nodes, rarity),
        *part_edges(nodes),
    ]
    found = cluster(
        nodes,
        [edge for edge in edges if _joins(edge, split)],
        _pairs(people[Action.DIFFERENT]),
        lambda left, right: score(left, right, rarity),
    )
    asked = proposals(
        nodes,
        edges,
        found,
        answered=_pairs(people[Action.DIFFERENT] + people[Action.SPLIT]),
        unsure=_pairs(people[Action.UNSURE]),
    )
    ids = _party_ids(nodes, found)
    party_tables.fill_nodes(engine, read, ids, _how(found.links))
    party_tables.fill_links(engine, found.links, list(asked))
    party_tables.fill_parties(engine, _alarms(ids, found))
    party_tables.fill_changes(engine, before)
    party_tables.fill_drops(engine)


def _pairs(people: Iterable[tuple[int, int, Decision]]) -> list[tuple[int, int]]:
    return [(left, right) for left, right, _ in people]


def _joins(edge: Edge, split: Container[int]) -> bool:
    """Whether two nodes are joined if nothing forbids it."""
    if edge.how == PERSON:
        return True
    if edge.left in split or edge.right in split:
        return False
    return edge.how == TAX_ID or edge.score >= SURE


def _party_ids(nodes: Sequence[Node], found: Clustering) -> list[str]:
    """Id of the party of each node: a digest of its founder's key.

    Where two digests begin alike, the younger party takes more digits, so that a new
    file changes no id that was given before.
    """
    founders = [found.founder(place) for place in range(len(nodes))]
    given: dict[int, str] = {}
    taken: set[str] = set()
    for founder in sorted(set(founders), key=lambda at: (nodes[at].founded, at)):
        digits = sha256(nodes[founder].key.encode()).hexdigest()
        length = HEX
        while digits[:length] in taken:
            length += 2
        taken.add(digits[:length])
        given[founder] = f"P-{digits[:length]}"
    return [given[founder] for founder in founders]


def _how(links: Iterable[Edge]) -> dict[int, str]:
    """What brought a node to its party: of its joins the one that weighs most."""
    how: dict[int, str] = {}
    for edge in sorted(links, key=lambda edge: HOW.index(edge.how), reverse=True):
        how[edge.left] = how[edge.right] = edge.how
    return how


def _alarms(ids: Sequence[str], found: Clustering) -> dict[str, str]:
    """Why a person should look at a party, by its id."""
    alarms = {
        ids[joined.founder]: f"it has {len(joined.names)} different names"
        for joined in found.of.values()
        if len(joined.names) > MOST_NAMES
    }
    for pair, reason in found.refused.items():
        if reason == TOO_MANY:
            for at in pair:
                alarms.setdefault(ids[at], f"a join was refused: {reason}")
    return alarms
