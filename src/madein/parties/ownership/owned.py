"""Is a firm owned by listed persons on a day, under a regime's rule?

`owned_on` lets listed persons take every firm of which they, and firms already taken,
hold enough, until nothing changes: shares are not multiplied along a chain, and a cycle
does not lift itself. It does so with the least that the sources allow and with the
most; where the two differ, nothing is said.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction

from madein.parties.ownership.holding import Party
from madein.parties.ownership.shares import Share
from madein.parties.ownership.stakes import (
    NONE,
    UNNAMED,
    WHOLE,
    Graph,
    Stake,
    stakes_on,
)
from madein.rules.ownership import OwnershipRule, percent_text

Listed = Callable[[Party], bool | None]  # None where that is not known


class Owned(Enum):
    """Whether a firm is owned by listed persons."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()


class Doubt(Enum):
    """Why it is not determinable."""

    SHARES = auto()
    LISTING = auto()


@dataclass(frozen=True, kw_only=True)
class Step:
    """A firm, and the owners through which it is, or may be, owned.

    Attributes:
        firm: The firm.
        stakes: What these owners hold.
    """

    firm: Party
    stakes: tuple[Stake, ...]


@dataclass(frozen=True, kw_only=True)
class Ownership:
    """Whether a firm is owned by listed persons on a day; equal on days that are alike.

    Attributes:
        word: The answer.
        doubt: Why there is none; None where there is.
        firm: The firm.
        rule: The rule.
        least: What listed persons, and firms they own, hold of it at least.
        most: What they hold at most.
        chain: How they own it, or may own it, from the top down.
        listed: Those at the top of the chain who were listed.
        perhaps: Those at the top of the chain of whom that is not known.
    """

    word: Owned
    doubt: Doubt | None
    firm: Party
    rule: OwnershipRule
    least: Fraction
    most: Fraction
    chain: tuple[Step, ...]
    listed: tuple[Party, ...]
    perhaps: tuple[Party, ...]

    def says(self, when: str) -> str:
        """The answer with its chain, in words.

        Args:
            when: The day or days it holds for, like `on 1 Jun 2023`.
        """
        tops = dict.fromkeys((p.key for p in self.listed), ", listed,")
        tops |= dict.fromkeys((p.key for p in self.perhaps), ", perhaps listed,")
        chain = [_step_words(step, tops) for step in self.chain]
        held = percent_text(self.least)
        if self.most != self.least:
            held = f"from {held} to {percent_text(self.most)}"
        sums = f"Counted as held by listed persons {when}: {held} of {self.firm.name}."
        words = [*chain, sums, f"Rule {self.rule.says}: {_OUTCOMES[self.word]}."]
        if self.rule.control and self.word is not Owned.YES:
            words.append("Whether they control it otherwise was not asked.")
        return " ".join(words)


_OUTCOMES = {
    Owned.YES: "met",
    Owned.NO: "not met",
    Owned.UNKNOWN: "may be met or not",
}


def _step_words(step: Step, tops: Mapping[str, str]) -> str:
    held = [_stake_words(stake, tops) for stake in step.stakes]
    return f"Of {step.firm.name}: {'; '.join(held)}."


def _stake_words(stake: Stake, tops: Mapping[str, str]) -> str:
    if stake.owner is UNNAMED:
        return f"{UNNAMED.name} up to {percent_text(stake.high)}"
    share = Share(low=stake.low, high=stake.high).says
    where = ", ".join(dict.fromkeys(holding.where for holding in stake.holdings))
    return f"{stake.owner.name}{tops.get(stake.owner.key, '')} {share} ({where})"


@dataclass(frozen=True, kw_only=True)
class _Reach:
    """How far some persons reach: firms in order of being taken, and sums held."""

    ranks: dict[str, int]
    sums: dict[str, Fraction]


def owned_on(
    graph: Graph, rule: OwnershipRule, listed: Listed, firm: Party, day: date
) -> Ownership:
    """Whether a firm is owned by listed persons on a day, and through whom.

    Whether the firm itself is listed is another question, and changes nothing here.

    Unknown:
        A share that is not known is anything from nothing to what the others leave.
        What nobody named holds may be held by listed persons, and so may the shares of
        owners whose own owners are not known, unless the graph is said to be complete.

    Args:
        graph: Who holds what.
        rule: The rule in force on the day.
        listed: Whether a party is listed on the day.
        firm: The firm.
        day: The day.
    """
    above = _Above(graph, firm, day)
    words = {key: listed(party) for key, party in above.owners.items()}
    sure = [key for key, word in words.items() if word is True]
    maybe = [key for key, word in words.items() if word is None]
    every = [*sure, *maybe]
    least = above.most_reached(rule, sure, at_most=False)
    most = above.most_reached(rule, every, at_most=True)
    if_listed = above.most_reached(rule, every, at_most=False) if maybe else least
    if_held = above.most_reached(rule, sure, at_most=True) if maybe else most
    # In this order: what one doubt alone is enough for is laid to that doubt.
    questions = (
        (Owned.YES, None, least),
        (Owned.UNKNOWN, Doubt.LISTING, if_listed),
        (Owned.UNKNOWN, Doubt.SHARES, if_held),
        (Owned.UNKNOWN, Doubt.LISTING, most),
    )
    reached = (answer for answer in questions if firm.key in answer[2].ranks)
    word, doubt, reach = next(reached, (Owned.NO, None, None))
    chain = () if reach is None else above.chain(reach)
    tops = {stake.owner.key: stake.owner for step in chain for stake in step.stakes}
    return Ownership(
        word=word,
        doubt=doubt,
        firm=firm,
        rule=rule,
        least=least.sums.get(firm.key, NONE),
        most=most.sums.get(firm.key, NONE),
        chain=chain,
        listed=tuple(tops[key] for key in sure if key in tops),
        perhaps=tuple(tops[key] for key in maybe if key in tops),
    )


class _Above:
    """A firm and all who stand above it on a day."""

    def __init__(self, graph: Graph, firm: Party, day: date) -> None:
        self.firm = firm
        self.owners: dict[str, Party] = {}
        self.stakes: dict[str, tuple[Stake, ...]] = {}
        self.firms = {firm.key: firm}
        waiting = [firm]
        while waiting:
            owned = waiting.pop()
            self.stakes[owned.key] = stakes_on(graph, owned, day)
            for stake in self.stakes[owned.key]:
                owner = stake.owner
                if owner.key not in self.firms and owner is not UNNAMED:
                    self.firms[owner.key] = self.owners[owner.key] = owner
                    waiting.append(owner)
        if not self.stakes[firm.key]:  # somebody owns the firm that is asked about
            unnamed = Stake(owner=UNNAMED, low=NONE, high=WHOLE)
            self.stakes[firm.key] = (unnamed,)
        self.below: dict[str, list[tuple[str, Stake]]] = defaultdict(list)
        self.told: dict[str, Fraction] = {}
        for key, stakes in self.stakes.items():
            self.told[key] = sum((stake.low for stake in stakes), NONE)
            for stake in stakes:
                self.below[stake.owner.key].append((key, stake))

    def most_reached(
        self, rule: OwnershipRule, tops: list[str], *, at_most: bool
    ) -> _Reach:
        """The reach of all tops together, or of the one that holds most of the firm."""
        unnamed = [UNNAMED.key] if at_most else []
        if rule.added_up or not tops:
            groups = [[*tops, *unnamed]]
        else:
            groups = [[top, *unnamed] for top in tops]
        reaches = [self._reached(rule, group, at_most=at_most) for group in groups]
        own = self.firm.key
        return max(reaches, key=lambda r: (own in r.ranks, r.sums.get(own, NONE)))

    def _reached(
        self, rule: OwnershipRule, tops: list[str], *, at_most: bool
    ) -> _Reach:
        ranks = dict.fromkeys(tops, 0)
        lows: dict[str, Fraction] = defaultdict(Fraction)
        highs: dict[str, Fraction] = defaultdict(Fraction)
        sums: dict[str, Fraction] = {}
        waiting = list(tops)
        while waiting:
            for key, stake in self.below.get(waiting.pop(), ()):
                lows[key] += stake.low
                highs[key] += stake.high
                # The others hold at least what they hold for certain.
                others = self.told[key] - lows[key]
                sums[key] = min(highs[key], WHOLE - others) if at_most else lows[key]
                if key not in ranks and rule.meets(sums[key]):
                    ranks[key] = len(ranks)
                    waiting.append(key)
        return _Reach(ranks=ranks, sums=sums)

    def chain(self, reach: _Reach) -> tuple[Step, ...]:
        """The firms through which the tops reach the firm, the highest first."""
        ranks, waiting = reach.ranks, [self.firm.key]
        steps: dict[str, Step] = {}
        while waiting:
            key = waiting.pop()
            if key in steps or ranks[key] == 0:
                continue
            stakes = [
                stake
                for stake in self.stakes[key]
                if ranks.get(stake.owner.key, ranks[key]) < ranks[key] and stake.high
            ]
            steps[key] = Step(firm=self.firms[key], stakes=tuple(stakes))
            waiting += [stake.owner.key for stake in stakes]
        return tuple(steps[key] for key in sorted(steps, key=lambda key: ranks[key]))
