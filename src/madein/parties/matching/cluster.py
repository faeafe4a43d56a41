"""Clusters that do not chain: spellings are joined from the best pair to the worst.

A join of the machine must be one of the whole clusters: no different ids, no person who
said otherwise, usual names that are alike, and not too many names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from madein.parties.matching.compare import SURE
from madein.parties.matching.firms import (
    COUNTRY,
    FORM,
    Cluster,
    alone,
    different_ids,
    forms_told,
    kinds_told,
    told_twice,
)
from madein.parties.matching.graph import (
    HOW,
    MACHINE,
    NAME,
    PERSON,
    TAX_ID,
    Edge,
    Node,
    Sets,
)
from madein.parties.mention import Mention

USUAL = SURE - 0.02  # what the usual names of two clusters must score
MOST_NAMES = 25  # different names, beyond which a person must look
TOO_MANY = f"together they have more than {MOST_NAMES} names"

Score = Callable[[Mention, Mention], float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Clustering:
    """Nodes as firms.

    Attributes:
        of: The cluster of a node; a node that is in none is alone.
        links: The joins, each of two nodes.
        refused: Why two nodes that are alike enough were not joined.
    """

    of: dict[int, Cluster]
    links: list[Edge]
    refused: dict[tuple[int, int], str]

    def founder(self, place: int) -> int:
        """The node that gives a node's firm its id.

        Args:
            place: Place of the node.
        """
        return self.of[place].founder if place in self.of else place


def cluster(
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    apart: Iterable[tuple[int, int]],
    score: Score,
) -> Clustering:
    """Nodes as firms, the same whatever the order of nodes and edges.

    Args:
        nodes: The nodes, sorted by key.
        edges: Pairs that are to be joined if nothing forbids it.
        apart: Pairs that a person keeps apart.
        score: How alike two mentions are, 0 to 1.
    """
    kept_out: dict[int, set[int]] = defaultdict(set)
    for left, right in apart:
        kept_out[left].add(right)
        kept_out[right].add(left)
    joined = Clustering(of={}, links=[], refused={})
    for part in _parts(edges):
        _Part(nodes, sorted(part, key=_order), kept_out, score).settle(joined)
    return joined


def _parts(edges: Sequence[Edge]) -> Iterable[list[Edge]]:
    """Edges that hang together: what becomes of one part is no matter of another."""
    sets = Sets()
    for edge in edges:
        sets.join(edge.left, edge.right)
    parts: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        parts[sets.top(edge.left)].append(edge)
    return parts.values()


def _order(edge: Edge) -> tuple[int, float, int, int]:
    rank = min(HOW.index(edge.how), HOW.index(NAME))
    return rank, -edge.score, edge.left, edge.right


class _Part:
    """Nodes that edges hold together, and what becomes of them."""

    def __init__(
        self,
        nodes: Sequence[Node],
        edges: list[Edge],
        kept_out: dict[int, set[int]],
        score: Score,
    ) -> None:
        self.nodes = nodes
        self.edges = edges
        self.kept_out = kept_out
        self.score = score
        places = {place for edge in edges for place in edge[:2]}
        self.kinds = {place: kinds_told(nodes[place].mention) for place in places}
        self.torn: dict[int, set[str]] = defaultdict(set)
        for place in places:
            if two := told_twice(nodes[place].mention):
                self.torn[place] |= two

    def settle(self, joined: Clustering) -> None:
        """Join until no node is found any more that fits firms which differ."""
        known = -1
        while known != (known := sum(map(len, self.torn.values()))):
            self._join_all()
        joined.of.update(self.of)
        joined.links.extend(self.links)
        joined.refused.update(self.refused)

    def _join_all(self) -> None:
        self.of: dict[int, Cluster] = {}
        self.links: list[Edge] = []
        self.refused: dict[tuple[int, int], str] = {}
        names = [edge for edge in self.edges if edge.how in {NAME, MACHINE}]
        self._join_each([edge for edge in self.edges if edge.how in {PERSON, TAX_ID}])
        self._tear_between(names)
        self._join_each(names)

    def _join_each(self, edges: Sequence[Edge]) -> None:
        for edge in sorted(edges, key=self._is_late):
            left, right = self._cluster(edge.left), self._cluster(edge.right)
            if left is right:
                continue
            if edge.how == PERSON or not (reason := self._refusal(edge, left, right)):
                self.links.append(edge)
                self._join(left, right)
            else:
                self.refused[edge[:2]] = reason

    def _is_late(self, edge: Edge) -> bool:
        """A node that fits two firms must not take along one that fits only one."""
        is_torn = self.torn[edge.left] or self.torn[edge.right]
        return bool(is_torn) and edge.how != PERSON

    def _cluster(self, place: int) -> Cluster:
        if place not in self.of:
            found = alone(self.nodes[place], place)
            found.torn |= self.torn[place]
            found.apart |= self.kept_out.get(place, set())
            self.of[place] = found
        return self.of[place]

    def _join(self, left: Cluster, right: Cluster) -> None:
        if len(left.nodes) < len(right.nodes):
            left, right = right, left
        left.nodes += right.nodes
        left.founder = min(left.founder, right.founder, key=self._age)
        left.usual = min(left.usual, right.usual, key=self._rank)
        for scheme, values in right.ids.items():
            left.ids.setdefault(scheme, set()).update(values)
        left.countries |= right.countries
        left.forms |= right.forms
        left.torn |= right.torn
        left.names |= right.names
        left.apart |= right.apart
        for place in right.nodes:
            self.of[place] = left

    def _age(self, place: int) -> tuple[int, bool, int]:
        """The earliest source first; in it a node with an id, which is surer to stay."""
        node = self.nodes[place]
        return node.founded, not node.mention.ids, place

    def _rank(self, place: int) -> tuple[int, int]:
        return -self.nodes[place].rows, place

    def _refusal(self, edge: Edge, left: Cluster, right: Cluster) -> str:
        """Why two clusters must not be joined by the machine; empty where they may."""
        if not left.apart.isdisjoint(right.nodes):
            return "a person keeps them apart"
        for scheme in different_ids(left, right):
            self._tear(edge, left, right, scheme)
            return f"they have different ids: {scheme}"
        for kind in sorted(left.torn | right.torn):
            if (kind in left.torn and right.has(kind)) or (
                kind in right.torn and left.has(kind)
            ):
                return f"the name fits firms with different {kind}"
        if edge.how == TAX_ID:
            return ""
        if len(left.names | right.names) > MOST_NAMES:
            return TOO_MANY
        if self._likeness(edge, left, right) < USUAL:
            for kind in (COUNTRY, FORM):
                ours, theirs = left.told(kind), right.told(kind)
                if ours and theirs and ours.isdisjoint(theirs):
                    self._tear(edge, left, right, kind)
            return "their usual names are less alike"
        return ""

    def _tear(self, edge: Edge, left: Cluster, right: Cluster, kind: str) -> None:
        """Find nodes of an edge that fit both clusters because they lack what differs."""
        ends = ((edge.left, edge.right, right), (edge.right, edge.left, left))
        for place, end, other in ends:
            if kind in self.kinds[place]:
                continue
            mention = self.nodes[place].mention
            if kind in self.kinds[end] or (
                self.score(mention, self._usual(other)) >= USUAL
            ):
                self.torn[place].add(kind)

    def _tear_between(self, edges: Iterable[Edge]) -> None:
        """Find nodes whose edges lead to firms that differ in what the nodes lack."""
        fits: dict[tuple[int, str], list[set[str]]] = defaultdict(list)
        for edge in edges:
            for place, end in ((edge.left, edge.right), (edge.right, edge.left)):
                for kind in self.kinds[end] - self.kinds[place]:
                    told = self._cluster(end).told(kind)
                    others = fits[place, kind]
                    if any(told.isdisjoint(other) for other in others):
                        self.torn[place].add(kind)
                    if told not in others:
                        others.append(told)

    def _likeness(self, edge: Edge, left: Cluster, right: Cluster) -> float:
        """How alike the usual names of the two clusters of an edge are."""
        ours, theirs = self._usual(left), self._usual(right)
        of_edge = [self.nodes[place].mention for place in edge[:2]]
        if ours is of_edge[0] and theirs is of_edge[1]:
            return edge.score
        return self.score(ours, theirs)

    def _usual(self, found: Cluster) -> Mention:
        """The usual name of a cluster, with the country and form that the cluster gives."""
        mention = self.nodes[found.usual].mention
        if found.countries and not mention.country:
            mention = replace(mention, country=min(found.countries))
        if found.forms and not forms_told(mention):
            name = replace(mention.name, forms=tuple(sorted(found.forms)))
            mention = replace(mention, name=name)
        return mention
