"""How much speaks for two mentions being one firm, and why."""

from dataclasses import dataclass
from math import exp

from madein.parties.matching.features import FEATURES, Pair, Rarity
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
    if veto(left, right):
        return 0.0
    pair = Pair(left=left, right=right, rarity=rarity)
    return _share(sum(found.weight for weigh in FEATURES if (found := weigh(pair))))


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
    pair = Pair(left=left, right=right, rarity=rarity)
    evidence = tuple(
        Evidence(
            feature=weigh.__name__,
            left=found.left,
            right=found.right,
            weight=round(found.weight, 2),
            says=(weigh.__doc__ or "").strip(),
        )
        for weigh in FEATURES
        if (found := weigh(pair))
    )
    forbidden = veto(left, right)
    total = sum(found.weight for found in evidence)
    return Comparison(
        score=0.0 if forbidden else round(_share(total), 3),
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


def _share(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
