"""What speaks for and against two mentions being one firm: a list of short functions.

Weights are log-odds, fixed by hand and held against labelled pairs (docs/parties.md). They
are the same for every case: nothing is learned from the records but how often a word
occurs.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log
from typing import NamedTuple, Protocol

from rapidfuzz.distance import OSA

from madein.parties.matching.align import Alignment, align
from madein.parties.mention import Mention
from madein.parties.reading.forms import forms_agree
from madein.parties.reading.lexicon import is_place, weight

Words = tuple[str, ...]

ENOUGH_NAMES = 1_000  # below, how often a word occurs says nothing of it
RARE = 2  # names; a slip is forgiven where one of the two spellings is this rare
LETTER = 0.3  # what a single letter tells
LONG = 8  # letters; a slip in a shorter word may make another name


@dataclass(frozen=True, kw_only=True)
class Rarity:
    """How much a word tells: rare words much, generic ones little.

    Attributes:
        counts: In how many distinct names of the case a word occurs.
        names: How many distinct names there are; 0 where no case is known.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    names: int = 0
    _told: dict[str, float] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def weight(self, word: str) -> float:
        """How much a word tells of a firm, 0 to 1.

        A word in more names than the root of their number loses weight.

        Args:
            word: A word of a `Name`.
        """
        found = self._told.get(word)
        if found is None:
            found = self._told[word] = self._weight(word)
        return found

    def _weight(self, word: str) -> float:
        told = LETTER if len(word) == 1 and word.isascii() else weight(word)
        if self.names < ENOUGH_NAMES:
            return told
        count = max(self.counts.get(word, 1), 1)
        return told * min(1.0, 2 * log(self.names / count) / log(self.names))

    def is_rare(self, word: str) -> bool:
        """Whether the case has so few names with a word that it may be a slip.

        Args:
            word: A word of a `Name`.
        """
        return self.names >= ENOUGH_NAMES and self.counts.get(word, 0) <= RARE


class Pair:
    """Two mentions, with what the features look at; words are compared when asked for.

    Attributes:
        left: One mention.
        right: The other.
        rarity: How much a word tells.
    """

    __slots__ = ("_shared", "_shorter", "_words", "left", "rarity", "right")

    def __init__(self, left: Mention, right: Mention, rarity: Rarity) -> None:
        self.left = left
        self.right = right
        self.rarity = rarity
        self._words: Alignment | None = None
        self._shared: float | None = None
        self._shorter: str | None = None

    @property
    def words(self) -> Alignment:
        """Which words stand for each other."""
        if self._words is None:
            self._words = align(self.left.name.words, self.right.name.words)
        return self._words

    def told(self, words: Words) -> float:
        """How much some words tell together.

        Args:
            words: The words.
        """
        return sum(map(self.rarity.weight, words))

    @property
    def shared(self) -> float:
        """How much the words that both have tell together."""
        if self._shared is None:
            weight, found = self.rarity.weight, self.words
            paired = found.near + found.shortened
            both = sum(min(weight(a), weight(b)) for a, b in paired)
            self._shared = self.told(found.same) + both
        return self._shared

    @property
    def shorter(self) -> str:
        """How one name is short for the other: initials, last word, or not at all."""
        if self._shorter is None:
            self._shorter = _shorter(self.left.name.words, self.right.name.words)
        return self._shorter


def _shorter(left: Words, right: Words) -> str:
    short, long = (left, right) if len(left) < len(right) else (right, left)
    if len(short) != 1 or len(long) < 2:
        return ""
    if len(long) > 2 and "".join(word[0] for word in long) == short[0]:
        return "initials"
    told = [word for word in long[:-1] if weight(word) < 1]
    is_last = long[-1] == short[0] and weight(short[0]) == 1
    return "last word" if is_last and 2 * len(told) >= len(long) - 1 else ""


class Found(NamedTuple):
    """What a feature found: log-odds, and the words it compared."""

    weight: float
    left: Words
    right: Words


class Weigh(Protocol):
    """One kind of evidence: a function whose docstring says what it means."""

    __name__: str

    def __call__(self, pair: Pair) -> Found | None:
        """What it finds in a pair; None where it has nothing to say."""


def same_id(pair: Pair) -> Found | None:
    """Both give the same id of one firm."""
    both = sorted(set(pair.left.proven) & set(pair.right.proven))
    if not both:
        return None
    text = ", ".join(f"{scheme} {value}" for scheme, value in both)
    return Found(16.0, (text,), (text,))  # more than all that may speak against


def same_words(pair: Pair) -> Found | None:
    """Both have these words; words that many firms use count for little."""
    found = pair.words
    paired = found.near + found.shortened
    left = (*found.same, *[a for a, _ in paired])
    right = (*found.same, *[b for _, b in paired])
    return Found(4.0 * min(1.0, pair.shared), left, right) if left else None


def words_of_one(pair: Pair) -> Found | None:
    """One has words that the other lacks: never sure, and less so the more they tell."""
    ours = tuple([word for word in pair.words.left if not _is_number(word)])
    theirs = tuple([word for word in pair.words.right if not _is_number(word)])
    if not (ours or theirs) or pair.shorter:
        return None
    few, many = sorted((pair.told(ours), pair.told(theirs)))
    shared = max(pair.shared, 0.05)
    against = 7.5 * many / shared + 8.4 * few / shared**2
    return Found(-min(max(against, 1.6), 12.0), ours, theirs)


def places(pair: Pair) -> Found | None:
    """Both name a place, and not the same one: a branch here is no branch there."""
    if not (pair.words.left and pair.words.right):
        return None
    left = tuple(filter(is_place, pair.words.left))
    right = tuple(filter(is_place, pair.words.right))
    return Found(-2.0, left, right) if left and right else None


def short_name(pair: Pair) -> Found | None:
    """One is a short name of the other: its initials, or the last of its words."""
    match pair.shorter:
        case "initials":
            weight = 1.3
        case "last word":
            weight = -2.8
        case _:
            return None
    return Found(weight, pair.left.name.words, pair.right.name.words)


def order(pair: Pair) -> Found | None:
    """The same words in another order; they must tell a firm apart in any order."""
    ours, theirs = pair.left.name.words, pair.right.name.words
    if ours == theirs or len(ours) != len(theirs) or sorted(ours) != sorted(theirs):
        return None
    is_told = any(pair.rarity.weight(word) == 1 for word in ours)
    return Found(-0.3 if is_told else -2.0, ours, theirs)


def slips(pair: Pair) -> Found | None:
    """A word is spelled otherwise; forgiven in a long word, if one spelling is rare."""
    near = pair.words.near
    if not near:
        return None
    first, *others = (_is_forgiven(pair, *words) for words in near)
    cost = (0.9 if first else 1.8) + sum(0.5 if found else 1.0 for found in others)
    return Found(-cost, *_sides(near))


def shortened(pair: Pair) -> Found | None:
    """A word stops where the other goes on."""
    found = pair.words.shortened
    if not found:
        return None
    return Found(-1.7, *_sides(found))


def numbers(pair: Pair) -> Found | None:
    """Their numbers are not the same: plant 1 is neither plant 2 nor the plant."""
    left = tuple(filter(_is_number, pair.words.left))
    right = tuple(filter(_is_number, pair.words.right))
    if not (left or right):
        return None
    return Found(-2.4 if left and right else -3.2, left, right)


def legal_form(pair: Pair) -> Found | None:
    """The legal forms cannot be those of one firm."""
    left, right = pair.left.name.forms, pair.right.name.forms
    if left == right or forms_agree(left, right) is not False:
        return None
    return Found(-2.4, left, right)


def country(pair: Pair) -> Found | None:
    """Both give a country, and not the same one."""
    left, right = pair.left.country, pair.right.country
    if not left or not right or left == right:
        return None
    return Found(-2.0, (left,), (right,))


def characters(pair: Pair) -> Found | None:
    """Both are told in Han characters, and they only sound alike."""
    left, right = pair.left.name.han, pair.right.name.han
    if not left or not right or is_one_han(left, right):
        return None
    return Found(-2.0, (left,), (right,))


def is_one_han(left: str, right: str) -> bool:
    """Whether two texts in Han characters that sound alike may be one.

    A simplified character may stand for a traditional one of the same sound.

    Args:
        left: One text.
        right: The other.

    Examples:
        >>> is_one_han("华信", "華信"), is_one_han("华信", "华鑫")
        (True, False)
    """
    return len(left) == len(right) and all(
        one == other or {_writing(one), _writing(other)} == {"gb2312", "big5"}
        for one, other in zip(left, right, strict=True)
    )


@cache
def _writing(character: str) -> str:
    """The one of two encodings that has a character: simplified, or traditional."""
    has = [code for code in ("gb2312", "big5") if character.encode(code, "ignore")]
    return has[0] if len(has) == 1 else ""


def _is_forgiven(pair: Pair, left: str, right: str) -> bool:
    """Whether a slip makes no other name: one letter of many, and more words agree."""
    if min(len(left), len(right)) < LONG or left[0] != right[0]:
        return False
    is_rare = pair.rarity.is_rare(left) or pair.rarity.is_rare(right)
    return is_rare and bool(pair.words.same) and OSA.distance(left, right) == 1


def _sides(paired: tuple[tuple[str, str], ...]) -> tuple[Words, Words]:
    return tuple([a for a, _ in paired]), tuple([b for _, b in paired])


def _is_number(word: str) -> bool:
    """Whether a word has a digit, or may be a Roman number, as skeletons leave them."""
    return word in {"i", "v", "x", "xi"} or bool(_has_digit(word))


_has_digit = re.compile(r"\d").search


# Reading the lists is reading what a match is made of.
OF_NAMES: tuple[Weigh, ...] = (
    same_words,
    words_of_one,
    slips,
    shortened,
    order,
    numbers,
    places,
    short_name,
)
OF_THE_REST: tuple[Weigh, ...] = (same_id, legal_form, country, characters)
FEATURES: tuple[Weigh, ...] = (same_id, *OF_NAMES, legal_form, country, characters)
