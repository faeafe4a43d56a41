"""Which nodes may be one firm: by a person, by an id, by the words of their names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from rapidfuzz.distance import OSA

from madein.engine import Engine
from madein.parties.decisions.file import Placed
from madein.parties.decisions.lines import Action, Decision
from madein.parties.matching.blocks import Words, fill_candidates
from madein.parties.matching.compare import POSSIBLE, SURE, score
from madein.parties.matching.features import Rarity
from madein.parties.matching.firms import COUNTRY
from madein.parties.matching.graph import (
    MACHINE,
    NAME,
    PERSON,
    TAX_ID,
    Edge,
    Node,
    Sets,
)

SAME_WORDS = "same words"
# Candidates that are worth a closer look: `told` leaves out what is generic.
LIKELY = """
select l, r, block from candidate
where block = 'initials' or alike >= 0.93 or (alike >= 0.75 and told_alike >= 0.88)
order by alike desc, l, r
"""
APART = 0.5  # what only one of two names tells, as a share of what both tell
PAIRED = 0.7  # how alike the rest of two names is where it may be slips
EACH_WITH = 4  # nodes of one name that stand for all: those with most rows


def rarity_of(nodes: Sequence[Node]) -> Rarity:
    """In how many distinct names a word occurs.

    Args:
        nodes: The nodes.
    """
    names = {node.mention.name.words for node in nodes}
    counts = Counter(word for words in names for word in set(words))
    return Rarity(counts=counts, names=len(names))


def said(
    nodes: Sequence[Node], placed: Iterable[Placed]
) -> dict[Action, list[tuple[int, int, Decision]]]:
    """Pairs of nodes that people decided on, by what they said.

    A node that is split from a party which the records do not hold is paired with
    itself.

    Args:
        nodes: The nodes.
        placed: Decisions, with the keys of the nodes they are about.
    """
    places = {node.key: place for place, node in enumerate(nodes)}
    found: dict[Action, list[tuple[int, int, Decision]]] = defaultdict(list)
    for one in placed:
        if one.left is not None and not one.is_idle:
            right = one.left if one.right is None else one.right
            pair = places[one.left], places[right]
            found[one.decision.action].append((*pair, one.decision))
    return found


def person_edges(
    nodes: Sequence[Node], same: Iterable[tuple[int, int, Decision]], rarity: Rarity
) -> Iterator[Edge]:
    """Pairs that a person says are one firm.

    Args:
        nodes: The nodes.
        same: What people said.
        rarity: How much a word tells.
    """
    for one, other, decision in same:
        if one != other:
            yield Edge(
                left=min(one, other),
                right=max(one, other),
                score=score(nodes[one].mention, nodes[other].mention, rarity),
                how=PERSON,
                says=decision.reason,
                decision=decision.id,
                block="a person",
            )


def id_edges(nodes: Sequence[Node]) -> Iterator[Edge]:
    """Pairs that give the same id: each node with the first that gives it.

    Args:
        nodes: The nodes.
    """
    first: dict[tuple[str, str], int] = {}
    for place, node in enumerate(nodes):
        for one in node.mention.ids:
            other = first.setdefault(one, place)
            if other != place:
                yield Edge(
                    left=other,
                    right=place,
                    score=1.0,
                    how=TAX_ID,
                    says=f"both give {one[0]} {one[1]}",
                    block="id",
                )


def name_edges(engine: Engine, nodes: Sequence[Node], rarity: Rarity) -> Iterator[Edge]:
    """Pairs whose names are at least possibly those of one firm.

    Args:
        engine: The engine; tables `candidate` and `dropped` are left in it.
        nodes: The nodes.
        rarity: How much a word tells.
    """
    named: dict[Words, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        if node.mention.name.words:
            named[node.mention.name.words].append(place)
    groups = list(named.values())
    settled = _Settled(nodes)
    for group in groups:
        group.sort(key=lambda place: (-nodes[place].rows, place))
        pairs = [
            (left, right)
            for at, left in enumerate(group[:EACH_WITH])
            for right in group[at + 1 :]
        ]
        yield from _scored(nodes, pairs, NAME, SAME_WORDS, rarity, settled)
    fill_candidates(engine, list(named), rarity)
    words = list(named)
    told = {word: rarity.weight(word) for word in rarity.counts}
    for row in engine.rows(LIKELY):
        if _may_be_alike(words[row["l"]], words[row["r"]], told):
            ours, theirs = groups[row["l"]][:EACH_WITH], groups[row["r"]][:EACH_WITH]
            pairs = product(ours, theirs)
            yield from _scored(nodes, pairs, MACHINE, row["block"], rarity, settled)


def _may_be_alike(left: Words, right: Words, told: Mapping[str, float]) -> bool:
    """Whether words that only one of two names has are few, or look like each other.

    A glance that spares the scorer most of its work.
    """
    ours = [word for word in left if word not in right]
    theirs = [word for word in right if word not in left]
    apart = sum(map(told.__getitem__, (*ours, *theirs)))
    if apart <= APART * sum(told[word] for word in left if word in right):
        return True
    one, other = "".join(ours), "".join(theirs)
    if one.startswith(other) or other.startswith(one):
        return bool(one and other)
    return OSA.normalized_similarity(one, other, score_cutoff=PAIRED) > 0


def _scored(
    nodes: Sequence[Node],
    pairs: Iterable[tuple[int, int]],
    how: str,
    block: str,
    rarity: Rarity,
    settled: "_Settled",
) -> Iterator[Edge]:
    """Pairs that score; those that hang together already need no further edge."""
    for one, other in pairs:
        if settled.has(one, other):
            continue
        found = score(nodes[one].mention, nodes[other].mention, rarity)
        if found >= POSSIBLE:
            yield Edge(min(one, other), max(one, other), found, how, block=block)
        if found >= SURE:
            settled.join(one, other)


class _Settled(Sets):
    """Nodes that hang together and give no two ids of one scheme, nor two countries.

    Where they do, all their pairs are looked at: a node may fit several firms.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        super().__init__()
        self._nodes = nodes
        self._told: dict[int, dict[str, str]] = {}
        self._mixed: set[int] = set()

    def has(self, left: int, right: int) -> bool:
        """Whether two nodes need not be held against each other.

        Args:
            left: One.
            right: The other.
        """
        top = self.top(left)
        return top == self.top(right) and top not in self._mixed

    def join(self, left: int, right: int) -> None:
        """Let two nodes hang together.

        Args:
            left: One.
            right: The other.
        """
        ours, theirs = self.top(left), self.top(right)
        if ours == theirs:
            return
        told, others = self._told_by(ours), self._told_by(theirs)
        is_mixed = ours in self._mixed or theirs in self._mixed
        for kind, value in others.items():
            is_mixed |= told.setdefault(kind, value) != value
        super().join(left, right)
        top = self.top(left)
        self._told[top] = told
        if is_mixed:
            self._mixed.add(top)

    def _told_by(self, top: int) -> dict[str, str]:
        if top not in self._told:
            mention = self._nodes[top].mention
            told = dict(mention.ids)
            if len(told) < len(mention.ids):
                self._mixed.add(top)
            if mention.country:
                told[COUNTRY] = mention.country
            self._told[top] = told
        return self._told[top]
