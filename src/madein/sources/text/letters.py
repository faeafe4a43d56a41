"""How far a text reads like the languages that an encoding was made for.

Source: pairs of letters are counted in the names of countries, languages, scripts and
currencies of the Unicode CLDR, as in the package `babel`, and in words of trade of our
own (`data/*.txt`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from pathlib import Path

from babel import Locale

# Words of trade, where the names above hold few characters of those in use.
DATA = Path(__file__).with_name("data")
# Signs that stand in records of any language: before a word, behind one, and anywhere.
BEFORE = frozenset("№«»“„‘’§©·¡¿\xa0（「《【、，。")
BEHIND = frozenset("«»“”‘’…°®™²³·\xa0）」》】、，。：；")
SIGNS = BEFORE | BEHIND | frozenset("–—±€£•×½¼！？－～・ー　")

NO_LETTER = re.compile(r"[\W\d_]+")

# Costs in nats: minus the logarithm of a probability.
SIGN = 7.0
EASTERN = "\u2e80"  # from here on Latin letters stand beside others
INSIDE = 5.0  # a sign inside a word
STRANGE = 14.0  # a character that no language here writes
CAPITAL = 5.0  # a capital after a small letter
FOREIGN = 5.0  # Latin and other letters side by side
UNSEEN = 0.4  # how often a usual letter counts as seen where it was not
ENTROPY = 8.0  # nats of a character where there are thousands

# Characters in everyday use, where a script has thousands: an encoding that is ordered
# by use, and the first bytes of those.
EVERYDAY = {
    "ko": ("euc-kr", range(0xB0, 0xC9)),
    "zh": ("gb2312", range(0xB0, 0xD8)),
    "zh_Hant": ("big5", range(0xA4, 0xC7)),
    "ja": ("euc-jp", range(0xB0, 0xD0)),
}


@dataclass(frozen=True, kw_only=True)
class Language:
    """How letters follow one another in a language.

    Attributes:
        pairs: How often two letters stand side by side.
        letters: How often a letter stands anywhere.
        followers: How many different letters stand after one.
        usual: Letters that may stand in any text.
    """

    pairs: Counter[tuple[str, str]]
    letters: Counter[str]
    followers: Counter[str]
    usual: frozenset[str]
    known: dict[tuple[str, str], float] = field(default_factory=dict)

    def cost(self, before: str, after: str) -> float:
        """Nats of a character after another."""
        pair = before, after
        if pair not in self.known:
            self.known[pair] = self._cost(before, after)
        return self.known[pair]

    def _cost(self, before: str, after: str) -> float:
        if after in SIGNS:
            return SIGN + INSIDE * (before.isalpha() and after not in BEHIND)
        if not after.isalpha() and not after.isascii():
            return STRANGE
        a, b = _small(before), _small(after)
        if a == b == " ":
            return 0.0
        seen = UNSEEN if b in self.usual else 0.001
        alone = (self.letters[b] + seen) / (self.letters.total() + len(self.usual))
        others = self.followers[a] + 1
        likely = (self.pairs[a, b] + others * alone) / (self.letters[a] + others)
        return -log(likely) + _clash(before, after)


@cache
def language(name: str) -> Language:
    """How letters follow one another in a language.

    Args:
        name: Its code in the CLDR, like `zh_Hant`.
    """
    text = NO_LETTER.sub(" ", " ".join(_names(name)).replace("İ", "i").lower())
    pairs = Counter(pairwise(f" {text} "))
    letters = Counter(text)
    return Language(
        pairs=pairs,
        letters=letters,
        followers=Counter(letter for letter, _ in pairs),
        usual=frozenset([*letters, *_everyday(name)]),
    )


def _names(name: str) -> Iterator[str]:
    locale = Locale.parse(name)
    yield from locale.territories.values()
    yield from locale.languages.values()
    yield from locale.scripts.values()
    yield from locale.currencies.values()
    trade = DATA / f"{name}.txt"
    if trade.exists():
        yield trade.read_text(encoding="utf-8")


def _everyday(name: str) -> Iterator[str]:
    encoding, leads = EVERYDAY.get(name, ("", range(0)))
    for lead in leads:
        for trail in range(0x40, 0xFF):
            yield from bytes((lead, trail)).decode(encoding, "ignore").strip()


@lru_cache(maxsize=1 << 16)
def cost(text: str, name: str) -> float:
    """Nats of the characters above ASCII of a text, and of those beside them.

    Args:
        text: The text.
        name: A language; empty for any text in UTF-8.
    """
    step = language(name).cost if name else _any
    return sum(
        step(before, after)
        for before, after in pairwise(f" {text} ")
        if not (before.isascii() and after.isascii())
    )


@cache
def usual_cost(name: str) -> float:
    """Nats a letter of the text that a language was counted in.

    Args:
        name: A language; empty for any text in UTF-8.
    """
    if not name:
        return 8.0
    total = letters = 0.0
    for (before, after), times in language(name).pairs.items():
        if not (before.isascii() and after.isascii()):
            total += times * language(name).cost(before, after)
            letters += times * (not after.isascii())
    # Counts of so many letters are thin: what a text costs is known from elsewhere.
    return max(total / letters, ENTROPY if name in EVERYDAY else 0.0)


def is_strange(text: str) -> bool:
    """Whether a text holds a sign that stands in no record."""
    return any(not (char.isascii() or char.isalpha() or char in SIGNS) for char in text)


@cache
def _small(char: str) -> str:
    """A small letter; a space for whatever is none."""
    return char.lower()[0] if char.isalpha() else " "


def _clash(before: str, after: str) -> float:
    if before in SIGNS and before not in BEFORE and after.isalpha():
        return INSIDE
    if not (before.isalpha() and after.isalpha()):
        return 0.0
    mixed = max(before, after) < EASTERN and _latin(before) != _latin(after)
    return FOREIGN * mixed + CAPITAL * (before.islower() and after.isupper())


def _latin(char: str) -> bool:
    return unicodedata.name(char, "").startswith("LATIN")


def _any(_: str, char: str) -> float:
    """Nats of a character of UTF-8: what cuts the bytes rightly is rarely chance."""
    if char.isascii():
        return 0.0
    if char in SIGNS:
        return SIGN
    if char < "\u0250" or "\u0370" <= char < "\u0460" or "\u1e00" <= char < "\u2000":
        return 8.0
    return 9.0 if unicodedata.category(char)[0] in "LM" else STRANGE
