"""Pairs of parties that may be one: what a person is asked, and never what they said."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from madein.parties.matching.cluster import Clustering
from madein.parties.matching.firms import Ids, by_scheme, different_ids
from madein.parties.matching.graph import Edge, Node

OPEN, UNSURE = "open", "unsure"


class Proposal(NamedTuple):
    """Two nodes of two parties, whose likeness is the reason to ask.

    Attributes:
        left: Place of a node.
        right: Place of a node of the other party.
        score: How alike they are, 0 to 1.
        says: Why the machine did not join them, where they are alike enough.
        status: Open, or unsure where a person said so.
    """

    left: int
    right: int
    score: float
    says: str
    status: str


def proposals(
    nodes: Sequence[Node],
    edges: Iterable[Edge],
    found: Clustering,
    answered: Iterable[tuple[int, int]],
    unsure: Iterable[tuple[int, int]],
) -> Iterator[Proposal]:
    """The best pair of nodes of each two parties that may be one.

    Two parties with different ids are no question, nor is what a person answered.

    Args:
        nodes: The nodes.
        edges: Pairs of nodes that are at least possibly one firm.
        found: The parties.
        answered: Pairs of nodes that a person keeps apart.
        unsure: Pairs of nodes of which a person is not sure.
    """
    firm = [found.founder(place) for place in range(len(nodes))]
    closed = {_firms(firm, pair) for pair in answered}
    doubted = {_firms(firm, pair) for pair in unsure}
    best: dict[tuple[int, int], Edge] = {}
    for edge in edges:
        if firm[edge.left] == firm[edge.right]:
            continue
        firms = _firms(firm, edge[:2])
        if firms in closed:
            continue
        other = best.get(firms)
        if other is None or _order(edge) < _order(other):
            best[firms] = edge
    for firms, edge in sorted(best.items(), key=lambda item: _order(item[1])):
        if not different_ids(*(_ids(nodes, found, at) for at in firms)):
            yield Proposal(
                left=edge.left,
                right=edge.right,
                score=edge.score,
                says=found.refused.get(edge[:2], edge.says),
                status=UNSURE if firms in doubted else OPEN,
            )


def _firms(firm: Sequence[int], pair: tuple[int, int]) -> tuple[int, int]:
    """The parties of two nodes, each as its founder."""
    left, right = firm[pair[0]], firm[pair[1]]
    return (left, right) if left < right else (right, left)


def _ids(nodes: Sequence[Node], found: Clustering, place: int) -> Ids:
    """Ids of the party of a node."""
    return found.of[place].ids if place in found.of else by_scheme(nodes[place].mention)


def _order(edge: Edge) -> tuple[float, int, int]:
    return -edge.score, edge.left, edge.right
