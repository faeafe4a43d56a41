"""Which nodes may be one firm: by a person, by an id, by the words of their names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from rapidfuzz.distance import OSA

from madein.engine import Engine
from madein.parties.decisions.file import Placed
from madein.parties.decisions.lines import Action, Decision
from madein.parties.matching.blocks import fill_candidates
from madein.parties.matching.compare import (
    POSSIBLE,
    SURE,
    of_names,
    score,
    share,
    veto,
    with_names,
)
from madein.parties.matching.features import Rarity, Words
from madein.parties.matching.firms import COUNTRY, HAN
from madein.parties.matching.graph import (
    MACHINE,
    NAME,
    PERSON,
    TAX_ID,
    Edge,
    Node,
    Sets,
)
from madein.parties.mention import Mention, Name
from madein.parties.reading.lexicon import weight
from madein.parties.reading.names import read_name
from madein.parties.reading.roles import trimmed
from madein.parties.reading.scripts import ROMAN

SAME_WORDS = "same words"
# Candidates that are worth a closer look, the most alike first; `told` leaves out what is
# generic. As lists, which take a fifth of the room of rows.
LIKELY = """
select list(l order by place) as l, list(r order by place) as r,
  list(block order by place) as block
from (
  select l, r, block, row_number() over (order by alike desc, l, r) as place
  from candidate
  where block = 'initials' or alike >= 0.93 or (alike >= 0.75 and told_alike >= 0.88)
)
"""
APART = 0.5  # what only one of two names tells, as a share of what both tell
PAIRED = 0.7  # how alike the rest of two names is where it may be slips
# Where one name of a field may end, and another or an address begin.
PART = re.compile(
    r"[;/|()\n]|,(?!\s?(?:ltd|llc|inc|limited|corp)\b)|(?<=\w)[\"»”](?=.)|\s[-–—]\s",
    re.IGNORECASE,
)
SOLE = "sole"
BRANCH = frozenset({"branch", "representation"})
AMONG_OTHERS = "one names the other, or a branch of it, among others"
IN_INITIALS = "one has the initials of the other's names"
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
        for one in node.mention.proven:
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
    words, groups = list(named), list(named.values())
    told = {word: rarity.weight(word) for word in rarity.counts}
    scorer = _Scorer(nodes, rarity)
    for group in groups:
        if len(group) > 1:
            group.sort(key=lambda place: (-nodes[place].rows, place))
            yield from scorer.edges(_of_group(nodes, group), NAME, SAME_WORDS)
    fill_candidates(engine, words, rarity)
    likely = engine.rows(LIKELY)[0]
    columns = (likely[column] or () for column in ("l", "r", "block"))
    for left, right, block in zip(*columns, strict=True):
        if _may_be_alike(words[left], words[right], told):
            pairs = product(groups[left][:EACH_WITH], groups[right][:EACH_WITH])
            yield from scorer.edges(pairs, MACHINE, block)


def part_edges(nodes: Sequence[Node]) -> Iterator[Edge]:
    """Pairs of which one names the other in part, or in initials, or is a branch of it.

    They are asked about and never joined. A node with an id that is right is no branch.

    Args:
        nodes: The nodes.
    """
    named: dict[str, list[int]] = defaultdict(list)
    for place, node in enumerate(nodes):
        named[node.mention.name.key].append(place)
    for place, node in enumerate(nodes):
        mention = node.mention
        says = dict.fromkeys(_in_initials(mention.name), IN_INITIALS)
        if not mention.proven:
            says |= dict.fromkeys(_named_in(mention), AMONG_OTHERS)
        for key in sorted(says):
            for other in named.get(key, ()):
                left, right = sorted((place, other))
                yield Edge(left, right, POSSIBLE, MACHINE, says[key], block="a part")


def _in_initials(name: Name) -> set[str]:
    """Keys of the names that a sole trader may have: Ivanov I.I. for Ivanov Ivan Ivanovich."""
    if SOLE not in name.forms or len(name.words) not in {2, 3}:
        return set()
    last, *given = name.words
    initials = "".join(word[0] for word in given)
    read = {initials[0], initials, ROMAN.get(initials, initials)}
    return {f"{last} {one}" for one in read} | {f"{one} {last}" for one in read}


def _named_in(mention: Mention) -> set[str]:
    """Keys of the names that a name is made of: between signs, and before a branch."""
    name = mention.name
    found = set()
    if PART.search(name.text):
        parts = map(trimmed, PART.split(name.text))
        found = {read_name(part, mention.country).key for part in parts if part}
    if not BRANCH.isdisjoint(name.words + name.forms):
        firm = tuple(word for word in name.words if word not in BRANCH)
        told = [" ".join(firm[:count]) for count in range(1, len(firm) + 1)]
        found |= {key for key in told if weight(key.split()[-1]) == 1}
    return found - {"", name.key}


def _of_group(nodes: Sequence[Node], group: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of nodes of one name: the first few, and two with different ids, with all.

    A name without id must meet both, to be seen to fit two firms.
    """
    firsts = group[:EACH_WITH]
    if len(group) > EACH_WITH and (
        told := [at for at in group if nodes[at].mention.ids]
    ):
        first = nodes[told[0]].mention
        others = (at for at in told if veto(first, nodes[at].mention))
        firsts = list(dict.fromkeys([*firsts, told[0], *islice(others, 1)]))
    for at, left in enumerate(firsts):
        for right in group:
            if right not in firsts[: at + 1]:
                yield left, right


def _may_be_alike(left: Words, right: Words, told: Mapping[str, float]) -> bool:
    """Whether words that only one of two names has are few, or look like each other.

    A glance that spares the scorer most of its work.
    """
    ours = [word for word in left if word not in right]
    theirs = [word for word in right if word not in left]
    both = [word for word in left if word in right]
    apart = sum(map(told.__getitem__, ours + theirs))
    if apart <= APART * sum(map(told.__getitem__, both)):
        return True
    if not (ours and theirs):
        return False
    one, other = "".join(ours), "".join(theirs)
    if one.startswith(other) or other.startswith(one):
        return True
    return OSA.normalized_similarity(one, other, score_cutoff=PAIRED) > 0


class _Scorer:
    """Scores pairs of nodes; what hangs together already needs no further edge."""

    def __init__(self, nodes: Sequence[Node], rarity: Rarity) -> None:
        self._nodes = nodes
        self._rarity = rarity
        self._settled = _Settled(nodes)

    def edges(
        self, pairs: Iterable[tuple[int, int]], how: str, block: str
    ) -> list[Edge]:
        """The pairs that are at least possibly one firm.

        Args:
            pairs: Nodes of two names, whatever stands beside the names.
            how: What speaks for them.
            block: What made them candidates.
        """
        found: list[Edge] = []
        told = None
        for one, other in pairs:
            if self._settled.has(one, other):
                continue
            left, right = self._nodes[one].mention, self._nodes[other].mention
            if told is None:
                told = of_names(left, right, self._rarity)
            if share(told) < POSSIBLE and not (left.ids and right.ids):
                continue  # nothing but an id raises it
            score = with_names(left, right, self._rarity, told)
            if score >= POSSIBLE:
                ends = (one, other) if one < other else (other, one)
                found.append(Edge(*ends, score, how, block=block))
            if score >= SURE:
                self._settled.join(one, other)
        return found


class _Settled(Sets):
    """Nodes that hang together and give no two ids of one scheme, countries or Han names.

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
        self._told[theirs] = self._told.pop(ours)
        if is_mixed:
            self._mixed.add(theirs)

    def _told_by(self, top: int) -> dict[str, str]:
        if top not in self._told:
            mention = self._nodes[top].mention
            told = dict(mention.ids)
            if len(told) < len(mention.ids):
                self._mixed.add(top)
            if mention.country:
                told[COUNTRY] = mention.country
            if mention.name.han:
                told[HAN] = mention.name.han
            self._told[top] = told
        return self._told[top]
