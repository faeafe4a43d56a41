"""What words of the trade mean, in all languages, and how much they tell of a firm."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from madein.parties.reading.concepts import concepts
from madein.parties.reading.scripts import cut, skeleton
from madein.parties.reading.spellings import PINYIN_SYLLABLES

Words = tuple[str, ...]
HAN = 0x3005  # from here on scripts have no blanks
APART = 4  # words in a row that are syllables of pinyin: a Chinese name, spelled apart


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The tables of the lexicon, the way words are looked up.

    Attributes:
        words: Skeletons of entries of one word, and the words they stand for.
        phrases: Skeletons of entries of several words, and the words they stand for.
        longest: How many words the longest entry has that begins with a word.
        weights: How much a word tells.
        stops: Words that tell nothing.
        units: Words that say what a place is.
        places: Words for places.
    """

    words: dict[str, str]
    phrases: dict[Words, str]
    longest: dict[str, int]
    weights: dict[str, float]
    stops: frozenset[str]
    units: frozenset[str]
    places: frozenset[str]


def canonical(skeleton: str) -> str:
    """The word of the lexicon that a word stands for, else the word itself.

    Args:
        skeleton: The skeleton of a word.

    Examples:
        >>> canonical("dianzi"), canonical("volokno"), canonical("aurus")
        ('electronics', 'fiber', 'aurus')
    """
    return _lexicon().words.get(skeleton, skeleton)


def weight(word: str) -> float:
    """How much a word tells of a firm, 0.05 to 1; 1 where the lexicon does not have it.

    Args:
        word: A word that `merge_phrases` gave.

    Examples:
        >>> weight("electronics"), weight("group"), weight("aurus")
        (0.35, 0.2, 1.0)
    """
    return _lexicon().weights.get(word, 1.0)


def is_place(word: str) -> bool:
    """Whether a word is the name of a place.

    Args:
        word: A word that `merge_phrases` gave.

    Examples:
        >>> is_place("germany"), is_place("aurus")
        (True, False)
    """
    return word in _lexicon().places


def merge_phrases(skeletons: Sequence[str]) -> list[str]:
    """Words with those of the lexicon replaced by what they mean, the longest first.

    Words like "and" and "of" are dropped, unless there is no other, and so is the Chinese
    word for city after the name of one. Pinyin that was spelled syllable by syllable is
    put together, where that shows a word of the lexicon.

    Args:
        skeletons: The skeletons of the words of a name, in order.

    Examples:
        >>> merge_phrases(["alabuga", "volokno"]), merge_phrases(["trading", "house"])
        (['alabuga', 'fiber'], ['tradinghouse'])
        >>> merge_phrases(["hua", "xin", "dian", "zi"])
        ['huaxin', 'electronics']
    """
    lexicon = _lexicon()
    if (
        len(skeletons) >= APART
        and len(PINYIN_SYLLABLES.intersection(skeletons)) >= APART
    ):
        skeletons = _put_together(skeletons)
    if lexicon.longest.keys().isdisjoint(skeletons):
        words = [lexicon.words.get(word, word) for word in skeletons]
    else:
        words = _with_phrases(skeletons, lexicon)
    if not lexicon.units.isdisjoint(words):
        words = [
            word for at, word in enumerate(words) if not _is_unit(word, words[:at])
        ]
    if lexicon.stops.isdisjoint(words):
        return words
    return [word for word in words if word not in lexicon.stops] or words


def _put_together(skeletons: Sequence[str]) -> Sequence[str]:
    """The words, with rows of pinyin syllables as the words of two they are made of."""
    words: list[str] = []
    at = 0
    while at < len(skeletons):
        if _is_unit(skeletons[at], words):
            at += 1
            continue
        end = at
        while end < len(skeletons) and skeletons[end] in PINYIN_SYLLABLES:
            end += 1
        row = skeletons[at:end]
        words += _pairs(row) if len(row) >= APART else row
        words += skeletons[end : end + 1]
        at = end + 1
    return words


def _pairs(syllables: Sequence[str]) -> Sequence[str]:
    """Entries of the lexicon of two syllables, and the rest between them in one."""
    words: list[str] = []
    is_open = False  # whether the last word takes more syllables
    at = 0
    while at < len(syllables):
        if _is_unit(syllables[at], words):
            at += 1
            continue
        pair = "".join(syllables[at : at + 2])
        if pair in _lexicon().words and at + 1 < len(syllables):
            words.append(pair)
            is_open = False
            at += 2
            continue
        if is_open:
            words[-1] += syllables[at]
        else:
            words.append(syllables[at])
            is_open = True
        at += 1
    return words if any(word in _lexicon().words for word in words) else syllables


def _is_unit(skeleton: str, before: Sequence[str]) -> bool:
    """Whether a word only says what the place before it is."""
    lexicon = _lexicon()
    if skeleton not in lexicon.units or not before:
        return False
    return lexicon.words.get(before[-1], before[-1]) in lexicon.places


def _with_phrases(skeletons: Sequence[str], lexicon: Lexicon) -> list[str]:
    words: list[str] = []
    at = 0
    while at < len(skeletons):
        word = skeletons[at]
        length = min(lexicon.longest.get(word, 1), len(skeletons) - at)
        while length > 1 and tuple(skeletons[at : at + length]) not in lexicon.phrases:
            length -= 1
        if length > 1:
            words.append(lexicon.phrases[tuple(skeletons[at : at + length])])
        else:
            words.append(lexicon.words.get(word, word))
        at += length
    return words


def entry(spelling: str) -> Words:
    """The skeletons of a spelling of the lexicon.

    Args:
        spelling: A word or phrase, as the tables have it.

    Examples:
        >>> entry("торговый дом"), entry("汽车配件")
        (('torgovi', 'dom'), ('qichepeijian',))
    """
    if ord(spelling[0]) >= HAN:
        return (skeleton(spelling),)  # one word, whatever words are inside
    return tuple(map(skeleton, cut(spelling)))


@cache
def _lexicon() -> Lexicon:
    """The tables, read once. A test shows that no two rows have one entry."""
    meant = {
        entry(spelling): concept.word
        for concept in concepts()
        for spelling in concept.spellings
    }
    phrases = {words: word for words, word in meant.items() if len(words) > 1}
    longest: dict[str, int] = {}
    for words in phrases:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return Lexicon(
        words={words[0]: word for words, word in meant.items() if len(words) == 1},
        phrases=phrases,
        longest=longest,
        weights={concept.word: concept.weight for concept in concepts()},
        stops=_of_kind("stop"),
        units=_of_kind("unit"),
        places=_of_kind("place"),
    )


def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(concept.word for concept in concepts() if concept.kind == kind)
