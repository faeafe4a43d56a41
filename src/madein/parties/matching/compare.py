"""How much speaks for two mentions being one firm, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from madein.parties.matching.features import (
    FEATURES,
    OF_NAMES,
    OF_THE_REST,
    Pair,
    Rarity,
    Weigh,
)
from madein.parties.mention import Mention

SURE = 0.92  # from here on the machine joins
POSSIBLE = 0.70  # from here on a person is asked


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One thing that speaks for or against.

    Attributes:
        feature: Name of the function in `features.py`.
        left: What one side says.
        right: What the other says.
        weight: What it adds, in log-odds; negative where it speaks against.
        says: What it means, in a sentence.
    """

    feature: str
    left: str
    right: str
    weight: float
    says: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two mentions, compared.

    Attributes:
        score: 0 to 1; `SURE` and `POSSIBLE` divide it. 0 under a veto.
        evidence: What it is made of.
        veto: Why they cannot be one firm, whatever else; empty where nothing forbids it.
    """

    score: float
    evidence: tuple[Evidence, ...]
    veto: str = ""


def score(left: Mention, right: Mention, rarity: Rarity) -> float:
    """How much speaks for two mentions being one firm, 0 to 1, without saying why.

    Args:
        left: A mention.
        right: Another.
        rarity: How much a word tells.
    """
    return with_names(left, right, rarity, of_names(left, right, rarity))


def of_names(left: Mention, right: Mention, rarity: Rarity) -> float:
    """What the words of two names say alone, in log-odds.

    Args:
        left: A mention.
        right: Another.
        rarity: How much a word tells.
    """
    return _sum(Pair(left, right, rarity), OF_NAMES)


def with_names(left: Mention, right: Mention, rarity: Rarity, told: float) -> float:
    """How much speaks for two mentions, where it is known what their names say.

    Args:
        left: A mention.
        right: Another.
        rarity: How much a word tells.
        told: What `of_names` found in mentions of these words.
    """
    if veto(left, right):
        return 0.0
    return share(told + _sum(Pair(left, right, rarity), OF_THE_REST))


def share(log_odds: float) -> float:
    """Log-odds as a score, 0 to 1.

    Args:
        log_odds: Any number.

    Examples:
        >>> share(0.0), round(share(4.0), 2)
        (0.5, 0.98)
    """
    return 1 / (1 + exp(-log_odds))


def _sum(pair: Pair, features: Iterable[Weigh]) -> float:
    total = 0.0
    for weigh in features:
        if found := weigh(pair):
            total += found.weight
    return total


def compare(left: Mention, right: Mention, rarity: Rarity) -> Comparison:
    """How much speaks for two mentions being one firm, and why.

    Args:
        left: A mention.
        right: Another.
        rarity: How much a word tells.

    Examples:
        >>> from madein.parties.mention import Name
        >>> one = Mention(name=Name(text="AURUS LLC", words=("aurus",)))
        >>> other = Mention(name=Name(text="AURUM LLC", words=("aurum",)))
        >>> found = compare(one, other, Rarity())
        >>> SURE > found.score, [piece.feature for piece in found.evidence]
        (True, ['same_words', 'slips'])
    """
    pair = Pair(left, right, rarity)
    evidence = tuple(
        Evidence(
            feature=weigh.__name__,
            left=" ".join(found.left),
            right=" ".join(found.right),
            weight=round(found.weight, 2),
            says=(weigh.__doc__ or "").strip(),
        )
        for weigh in FEATURES
        if (found := weigh(pair))
    )
    forbidden = veto(left, right)
    total = sum(found.weight for found in evidence)
    return Comparison(
        score=0.0 if forbidden else round(share(total), 3),
        evidence=evidence,
        veto=forbidden,
    )


def veto(left: Mention, right: Mention) -> str:
    """Why two mentions cannot be one firm; empty where nothing forbids it.

    Args:
        left: A mention.
        right: Another.

    Examples:
        >>> from madein.parties.mention import Name
        >>> name = Name(text="AURUS", words=("aurus",))
        >>> one = Mention(name=name, ids=(("ru-inn", "7743237789"),))
        >>> veto(one, Mention(name=name, ids=(("ru-inn", "7711000924"),)))
        'different ru-inn: 7743237789 and 7711000924'
    """
    if not (left.ids and right.ids):
        return ""
    for scheme in sorted({s for s, _ in left.ids} & {s for s, _ in right.ids}):
        ours = {value for s, value in left.ids if s == scheme}
        theirs = {value for s, value in right.ids if s == scheme}
        if not ours & theirs:
            return f"different {scheme}: {', '.join(sorted(ours))} and {', '.join(sorted(theirs))}"
    return ""
