"""Which words of two names stand for each other."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from madein.parties.reading.lexicon import weight
from madein.parties.reading.scripts import skeleton

SHORTENED = 4  # letters that a shortened word must keep


class Alignment(NamedTuple):
    """Words of two names, held against each other.

    Attributes:
        same: Words that both have, whatever their place; what one writes in two words
            and the other in one counts as the one.
        near: Pairs of words that are one or two slips apart.
        shortened: Pairs of which one begins like the other.
        left: Words that only the left name has.
        right: Words that only the right name has.
    """

    same: tuple[str, ...]
    near: tuple[tuple[str, str], ...]
    shortened: tuple[tuple[str, str], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def align(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """Words of two names, held against each other, best pairs first.

    Args:
        left: Words of one name.
        right: Words of the other.

    Examples:
        >>> found = align(["aurus", "motors"], ["motors", "aurum", "plant"])
        >>> found.same, found.near, found.right
        (('motors',), (('aurus', 'aurum'),), ('plant',))
        >>> align(["good", "will"], ["goodwill"]).same
        ('goodwill',)
    """
    if left == right:
        return Alignment(same=tuple(left), near=(), shortened=(), left=(), right=())
    ours, theirs, same = list(left), list(right), []
    for word in left:
        if word in theirs:
            ours.remove(word)
            theirs.remove(word)
            same.append(word)
    if ours and theirs:
        if len(ours) > 1:
            same += _joined(ours, theirs)
        if len(theirs) > 1:
            same += _joined(theirs, ours)
    near = _paired(ours, theirs, is_near)
    shortened = _paired(ours, theirs, _is_shortened)
    return Alignment(
        same=tuple(same),
        near=near,
        shortened=shortened,
        left=tuple(ours),
        right=tuple(theirs),
    )


def _joined(parts: list[str], wholes: list[str]) -> list[str]:
    """Take out words of one side that are two or three neighbours of the other."""
    found = []
    for whole in filter(str.isalpha, list(wholes)):
        place = _place_of(_single(whole), parts)
        if place is not None:
            del parts[place]
            wholes.remove(whole)
            found.append(whole)
    return found


def _place_of(whole: str, parts: list[str]) -> slice | None:
    """Where neighbours are that make a word together."""
    for start, first in enumerate(parts):
        if whole.startswith(_single(first)):
            for end in range(start + 2, min(start + 3, len(parts)) + 1):
                if _single("".join(parts[start:end])) == whole:
                    return slice(start, end)
    return None


def _paired(
    ours: list[str], theirs: list[str], fits: Callable[[str, str], bool]
) -> tuple[tuple[str, str], ...]:
    """Take out pairs of words that fit."""
    if not (ours and theirs):
        return ()
    found = []
    for word in list(ours):
        other = next((other for other in theirs if fits(word, other)), None)
        if other is not None:
            ours.remove(word)
            theirs.remove(other)
            found.append((word, other))
    return tuple(found)


@lru_cache(maxsize=500_000)
def _single(word: str) -> str:
    """A word with doubled letters single: where parts meet, two may have become one."""
    return re.sub(r"([a-z])\1+", r"\1", word)


@lru_cache(maxsize=500_000)
def is_near(left: str, right: str) -> bool:
    """Whether two words are so few slips apart that they may be one word.

    One slip (a letter too many, too few, another one, or two exchanged) in words of
    four letters and more, two from eight letters on. Words with digits are never near.

    Args:
        left: A word.
        right: Another.

    Examples:
        >>> is_near("crystalord", "cristalord"), is_near("aurus", "aurum")
        (True, True)
        >>> is_near("bd", "bp"), is_near("plant1", "plant2")
        (False, False)
    """
    if weight(left) < 1 and weight(right) < 1:
        return False  # two words of the lexicon are two words: Iran is not Iraq
    left, right = _single(skeleton(left)), _single(skeleton(right))
    shorter = min(len(left), len(right))
    slips = 0 if shorter < 4 else 1 if shorter < 8 else 2
    if not slips or abs(len(left) - len(right)) > slips:
        return False
    if not (left.isalpha() and right.isalpha()):
        return False
    return OSA.distance(left, right, score_cutoff=slips) <= slips


def _is_shortened(left: str, right: str) -> bool:
    short, long = sorted((skeleton(left), skeleton(right)), key=len)
    return len(short) >= SHORTENED and long.startswith(short)
