"""What the words of a heading say: its role, its level, and the currency it names."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from babel import Locale

from madein.documents import read_document

UNKNOWN = ""  # the role of a heading that says nothing
NO_CURRENCIES = {
    "ALL",
    "TOP",
    "TRY",
    "PEN",
    "CUP",
    "MAD",
    "MOP",
    "GEL",
    "RON",
    "KGS",
    "SHP",
    "STD",
    "STN",
}
LINKS = {"of", "the", "in", "de", "del", "la", "el", "du", "по", "в", "на", "and"}
SHORT_WORDS = {"hs", "kg", "no", "id", "of", "en", "vn"}
PLAIN_LETTERS = str.maketrans("ıđłøі", "idloi")
LONGEST_PHRASE = 7


@dataclass(frozen=True, kw_only=True)
class Role:
    """A rule of the lexicon: the concepts by which a heading has a role.

    Attributes:
        role: The role.
        all: Concepts that it must have.
        any: Concepts of which it must have one.
        none: Concepts that it must not have.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    role: str
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def fits(self, concepts: frozenset[str]) -> bool:
        """Whether a heading of these concepts has the role.

        Args:
            concepts: The concepts.
        """
        return (
            concepts.issuperset(self.all)
            and not concepts.intersection(self.none)
            and (not self.any or bool(concepts.intersection(self.any)))
        )


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The words of headings.

    Attributes:
        concepts: Words and phrases of each concept.
        roles: What a heading is, by its concepts; the first that fits.
        currencies: Words of each currency.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    concepts: Mapping[str, tuple[str, ...]]
    roles: tuple[Role, ...]
    currencies: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a heading says.

    Attributes:
        role: A field, or a role that is known and not used; empty where it says nothing.
        concepts: All that its words mean.
        currencies: Currencies it names, as ISO codes.
    """

    role: str
    concepts: frozenset[str]
    currencies: tuple[str, ...] = ()


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with madein."""
    file = files("madein.mapping") / "data" / "words.yml"
    return read_document(Path(str(file)), Lexicon)


@cache
def read_heading(heading: str) -> Reading:
    """What a heading says.

    Args:
        heading: The heading as the file has it.

    Examples:
        >>> read_heading("TOTALVALUEUSD").role, read_heading("IMPORTER_NAME").role
        ('value', 'buyer_name')
        >>> read_heading("CURRENCY_OF_CONTRACT_PRICE").role
        'currency'
    """
    phrases, stems = _phrases()
    words = list(_words(heading))
    concepts: set[str] = set()
    named: list[str] = []
    start = 0
    while start < len(words):
        length, meant = _longest(words[start:], phrases, stems)
        if not meant and not is_box(words[start]) and not words[start].isdecimal():
            concepts.add("unclear")
        concepts |= {m for m in meant if not m.isupper()}
        named += [m for m in meant if m.isupper()]
        start += length
    if "usd" in concepts:
        named.append("USD")
    if re.search(r"%\s*gt", heading.casefold()):
        concepts.add("pivot")
    frozen = frozenset(concepts)
    role = next((rule.role for rule in lexicon().roles if rule.fits(frozen)), UNKNOWN)
    return Reading(role=role, concepts=frozen, currencies=tuple(dict.fromkeys(named)))


def is_box(word: str) -> bool:
    """Whether a word is the code of a box of the Russian form, like G072 or GD1.

    Args:
        word: A word, or a heading that begins with it.
    """
    return re.match(r"g\d|gd\d|гр?\d", word.casefold()) is not None


def _longest(
    words: Sequence[str],
    phrases: Mapping[tuple[str, ...], frozenset[str]],
    stems: Mapping[int, Mapping[tuple[str, ...], frozenset[str]]],
) -> tuple[int, frozenset[str]]:
    """Length and meanings of the longest phrase that the words begin with."""
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        head = tuple(words[:length])
        if head in phrases:
            return length, phrases[head]
        for stem, meant in stems.get(length, {}).items():
            if all(map(str.startswith, head, stem)) and _is_stem(head, stem):
                return length, meant
    return 1, frozenset()


def _is_stem(head: tuple[str, ...], stem: tuple[str, ...]) -> bool:
    """Whether words go on by no more than an ending or a second part."""
    return all(
        len(word) - len(part) <= 9 for word, part in zip(head, stem, strict=True)
    )


@cache
def _phrases() -> tuple[
    dict[tuple[str, ...], frozenset[str]],
    dict[int, dict[tuple[str, ...], frozenset[str]]],
]:
    """Meanings of whole phrases, and of stems by their number of words."""
    whole: dict[tuple[str, ...], set[str]] = {}
    stems: dict[int, dict[tuple[str, ...], frozenset[str]]] = {}
    codes = {code: (code.casefold(),) for code in _iso_codes()}
    for meanings in (lexicon().concepts, lexicon().currencies, codes):
        for meaning, entries in meanings.items():
            for entry in entries:
                words = tuple(w.rstrip("*") for w in _split(entry) if w not in LINKS)
                if "*" in entry:
                    kin = stems.setdefault(len(words), {})
                    kin[words] = kin.get(words, frozenset()) | {meaning}
                elif words:
                    whole.setdefault(words, set()).add(meaning)
    return {words: frozenset(meant) for words, meant in whole.items()}, stems


@cache
def _iso_codes() -> frozenset[str]:
    """Codes of currencies in use that are no words of headings."""
    names = Locale.parse("en").currencies
    in_use = {str(code) for code, name in names.items() if "(" not in name}
    return frozenset(in_use - NO_CURRENCIES - {"USD"})


def _words(heading: str) -> Iterator[str]:
    """Words of a heading; those glued together are taken apart."""
    for word in _split(heading):
        if word in LINKS:
            continue
        yield from _taken_apart(word)


def _split(heading: str) -> list[str]:
    """Words in small letters, without accents and signs: `conName (HS)` is con, name, hs."""
    camel = re.sub(r"(?<=[a-zа-я])(?=[A-ZА-Я])", " ", heading)
    apart = unicodedata.normalize("NFKD", camel.casefold()).translate(PLAIN_LETTERS)
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+\*?|%|\$|№", unicodedata.normalize("NFC", plain))


def _taken_apart(word: str) -> tuple[str, ...]:
    """The fewest known words that make up a word; itself where none do."""
    known, is_latin = _vocabulary(), word.isascii()
    if word in known or (len(word) < 5 and is_latin):
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(end):
            part, before = word[start:end], best[start]
            if before is None or part not in known:
                continue
            if is_latin and len(part) < 3 and part not in SHORT_WORDS:
                continue
            held = best[end]
            if held is None or len(before) + 1 < len(held):
                best[end] = (*before, part)
    return best[-1] or (word,)


@cache
def _vocabulary() -> frozenset[str]:
    whole, _ = _phrases()
    return frozenset(word for phrase in whole for word in phrase) | {"of"}
