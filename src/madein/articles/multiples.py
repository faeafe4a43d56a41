"""Multiples, like tenfold: two totals that were said before."""

from collections.abc import Sequence

from madein.articles.filters import filters
from madein.articles.memory import Memory, with_days
from madein.articles.numbers import Number
from madein.articles.statements import Part, Statement, UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import word_set

REACH_OF_RATIO = 3


def missing(part: Part) -> tuple[str, ...]:
    """What a claim needs and the text does not say."""
    return tuple(
        f"which makers '{maker}' are"
        for maker in part.makers
        if maker.endswith(" makers")
    )


def multiple(tokens: Sequence[Token], number: Number, memory: Memory) -> Statement:
    """A multiple of two totals that were said before it.

    Raises:
        UnreadError: It is not clear.
    """
    found = filters(tokens)
    if found.groups or found.goods or found.makers:
        raise UnreadError("what the multiple compares is not clear")
    is_verb = any(t.text.lower().endswith("led") for t in tokens if t.kind == "number")
    if not is_verb and not word_set("changes") - {"more", "less"} & set(found.words):
        raise UnreadError("what the multiple compares is not clear")
    if memory.topic != "case":
        raise UnreadError("it is not clear whose imports it speaks of")
    wants = (
        "count" if {"number", "count", "transactions"} & set(found.words) else "total"
    )
    totals = [
        s
        for n, s in memory.said
        if s.kind == wants and memory.sentence - n <= REACH_OF_RATIO
    ]
    for late, early in _pairs(totals):
        return Statement(kind="ratio", part=late.part, to=early.part, number=number, is_value=wants == "total",
                         assumed=late.assumed + early.assumed, missing=missing(late.part))  # fmt: skip
    raise UnreadError(
        "the two amounts that the multiple compares are not named before it"
    )


def _pairs(totals: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Two totals of the same imports in two periods, the later one first."""
    found = []
    for place, one in enumerate(totals):
        for other in totals[place + 1 :]:
            same = with_days(one.part, (None, None)) == with_days(
                other.part, (None, None)
            )
            if not same or one.part.since is None or other.part.since is None:
                continue
            late, early = sorted(
                (one, other), key=lambda s: str(s.part.since), reverse=True
            )
            if early.part.until is not None and early.part.until < (
                late.part.since or early.part.until
            ):
                found.append((late, early))
    return found[-1:]
