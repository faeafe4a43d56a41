"""Clusters that do not chain: spellings are joined from the best pair to the worst.

A join of the machine must be one of the whole clusters: no different ids, no person who
said otherwise, usual names that are alike, and not too many names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product, starmap
from operator import is_

from madein.parties.matching.align import align
from madein.parties.matching.compare import SURE
from madein.parties.matching.features import Words, is_one_han
from madein.parties.matching.firms import (
    COUNTRY,
    FORM,
    HAN,
    Cluster,
    alone,
    different_ids,
    forms_told,
    is_mistyped,
    join,
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
        part.sort(key=_order)
        if not _settle_two(nodes, part, kept_out, joined):
            _Part(nodes, part, kept_out, score).settle(joined)
    return joined


def _settle_two(
    nodes: Sequence[Node],
    part: list[Edge],
    kept_out: Mapping[int, set[int]],
    joined: Clustering,
) -> bool:
    """Join two nodes on which nothing else hangs; most parts are such, and plain."""
    first, second = part[0][:2]
    if any(edge[:2] != (first, second) for edge in part):
        return False
    left, right = alone(nodes[first], first), alone(nodes[second], second)
    is_plain = not (
        first in kept_out
        or second in kept_out
        or told_twice(nodes[first].mention)
        or told_twice(nodes[second].mention)
        or different_ids(left.ids, right.ids)
        or is_mistyped(left.ids, right.ids)
    )
    if is_plain:
        joined.of[first] = joined.of[second] = join(left, right, nodes)
        joined.links.append(part[0])
    return is_plain


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
                usual = self._usual_of_both(edge, left, right)
                found = join(left, right, self.nodes)
                found.usual = usual
                for place in (right if found is left else left).nodes:
                    self.of[place] = found
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

    def _usual_of_both(self, edge: Edge, left: Cluster, right: Cluster) -> list[int]:
        """Usual nodes of two clusters that become one.

        A person may join names that are nothing alike: each stays usual, so that what
        the machine joined to either goes with it.
        """
        usual = left.usual + right.usual
        if edge.how != PERSON:
            alike = usual if len(usual) == 2 else self._most_alike(left, right)[1:]
            usual.remove(max(alike, key=lambda at: (-self.nodes[at].rows, at)))
        return usual

    def _refusal(self, edge: Edge, left: Cluster, right: Cluster) -> str:
        """Why two clusters must not be joined by the machine; empty where they may."""
        if not left.apart.isdisjoint(right.nodes):
            return "a person keeps them apart"
        for scheme in different_ids(left.ids, right.ids):
            self._tear(edge, left, right, scheme)
            return f"they have different ids: {scheme}"
        for kind in sorted(left.torn | right.torn):
            if (kind in left.torn and right.has(kind)) or (
                kind in right.torn and left.has(kind)
            ):
                return f"the name fits firms with different {kind}"
        if edge.how == TAX_ID:
            return ""
        if is_mistyped(left.ids, right.ids):
            return "one has an id that cannot be right"
        if len(left.names | right.names) > MOST_NAMES:
            return TOO_MANY
        if self._likeness(edge, left, right) < USUAL:
            differ = [
                kind for kind in (COUNTRY, FORM, HAN) if _differ(left, right, kind)
            ]
            if not differ and self._is_given_with_id(edge, left, right):
                return ""
            for kind in differ:
                self._tear(edge, left, right, kind)
            return "their usual names are less alike"
        return ""

    def _is_given_with_id(self, edge: Edge, left: Cluster, right: Cluster) -> bool:
        """Whether a firm without id has the very words that the other gives with its id."""
        if edge.how != NAME or (left.ids and right.ids):
            return False
        words = self.nodes[edge.left].mention.name.words
        spelt = [self.nodes[at].mention for at in (right if right.ids else left).nodes]
        named = [mention for mention in spelt if mention.name.words == words]
        others = [mention for mention in spelt if mention.name.words != words]
        # The only spelling of its kind may be an agent's, who filled in the firm's id.
        is_an_agents = len(named) == 1 and not any(
            _share_a_word(words, mention.name.words) for mention in others
        )
        is_told = any(mention.proven for mention in named)
        return is_told and not (others and is_an_agents)

    def _tear(self, edge: Edge, left: Cluster, right: Cluster, kind: str) -> None:
        """Find nodes of an edge that fit both clusters because they lack what differs."""
        ends = ((edge.left, edge.right, right), (edge.right, edge.left, left))
        for place, end, other in ends:
            if kind in self.kinds[place]:
                continue
            mention = self.nodes[place].mention
            if kind in self.kinds[end] or any(
                self.score(mention, self._usual(other, usual)) >= USUAL
                for usual in other.usual
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
                    if any(_are_unlike(kind, told, other) for other in others):
                        self.torn[place].add(kind)
                    if told not in others:
                        others.append(told)

    def _likeness(self, edge: Edge, left: Cluster, right: Cluster) -> float:
        """How alike the usual names of the two clusters of an edge are."""
        ends = [self.nodes[place].mention for place in edge[:2]]
        usual = [self._usual(found, found.usual[0]) for found in (left, right)]
        if len(left.usual) == len(right.usual) == 1 and all(map(is_, usual, ends)):
            return edge.score
        return self._most_alike(left, right)[0]

    def _most_alike(self, left: Cluster, right: Cluster) -> tuple[float, int, int]:
        """The usual nodes of two clusters that are most alike, and how much so first."""
        return max(
            (
                self.score(self._usual(left, ours), self._usual(right, theirs)),
                ours,
                theirs,
            )
            for ours, theirs in product(left.usual, right.usual)
        )

    def _usual(self, found: Cluster, place: int) -> Mention:
        """A usual name of a cluster, with the country and form that the cluster gives."""
        mention = self.nodes[place].mention
        if found.countries and not mention.country:
            mention = replace(mention, country=min(found.countries))
        if found.forms and not forms_told(mention):
            name = replace(mention.name, forms=tuple(sorted(found.forms)))
            mention = replace(mention, name=name)
        return mention


def _differ(left: Cluster, right: Cluster, kind: str) -> bool:
    ours, theirs = left.told(kind), right.told(kind)
    return bool(ours and theirs) and _are_unlike(kind, ours, theirs)


def _are_unlike(kind: str, ours: set[str], theirs: set[str]) -> bool:
    """Whether nothing that one firm tells of a kind is what the other tells."""
    if kind == HAN:
        return not any(starmap(is_one_han, product(ours, theirs)))
    return ours.isdisjoint(theirs)


def _share_a_word(left: Words, right: Words) -> bool:
    found = align(left, right)
    return bool(found.same or found.near or found.shortened)
