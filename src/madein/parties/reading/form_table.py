"""The table of legal forms, the way `forms.py` looks things up in it."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from madein.parties.reading.scripts import cut, skeleton, tidy

Words = tuple[str, ...]
Phrases = dict[
    str, list[tuple[Words, str]]
]  # a word, the forms with it, long ones first

FRONT = ("front", "both")
END = ("end", "both")
IN_TEXT = ("text", "last")
LONG = 8  # letters; a form this long is known by its beginning, and with one slip
SHORT = 4  # letters; so short a form is told letter by letter: ЛЛК is not LLC
BEGUN = 5  # letters of a beginning that can be told


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A spelling of a legal form.

    Attributes:
        spelling: As a person would write it, tidy.
        words: Its words, as `reading` gives them.
        meaning: Its class.
        where: Where in a name it may stand.
        countries: Countries of the firms that may have it, `?` for an unknown country;
            empty where all may.
    """

    spelling: str
    words: Words
    meaning: str
    where: str
    countries: frozenset[str]

    @property
    def is_weak(self) -> bool:
        """Whether it may as well be a word of the name: "AS", "Corporation"."""
        letters = sum(map(str.isalnum, self.spelling))
        is_short = letters <= 2 and bool(kinds(self.meaning))
        return len(self.words) == 1 and (is_short or self.meaning == "company")


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """The forms that a firm of some country may have.

    Attributes:
        words: Words without which there is no form.
        anywhere: Forms that count wherever they stand, by their first word.
        fronts: Forms that may open a name, by their first word.
        ends: Forms that may close a name, by their last word.
        weak_fronts: Classes of the short forms that may open a name.
        weak_ends: Classes of the short forms that may close one.
    """

    words: frozenset[str]
    anywhere: Phrases
    fronts: Phrases
    ends: Phrases
    weak_fronts: dict[str, str]
    weak_ends: dict[str, str]


@cache
def forms() -> tuple[Form, ...]:
    """All spellings of `data/legal_forms.csv`."""
    return tuple(
        Form(
            spelling=spelling,
            words=tuple(map(reading, cut(spelling))),
            meaning=row["class"],
            where=row["where"],
            countries=frozenset(row["countries"].split()),
        )
        for row in _rows("legal_forms.csv")
        for spelling in (tidy(part)[0] for part in row["spellings"].split(";"))
    )


def kinds(meaning: str) -> frozenset[str]:
    """The kinds of firm that a class of forms speaks of; none where it fits all.

    Args:
        meaning: The class.
    """
    return _kinds()[meaning]


@cache
def index(country: str) -> Index:
    """The forms that a firm of this country may have.

    Args:
        country: ISO code, or several with blanks between; empty where not known.
    """
    return _index(_places() & set(country.split() or "?"))


@cache
def _places() -> frozenset[str]:
    return frozenset().union(*(form.countries for form in forms()))


@cache
def _index(places: frozenset[str]) -> Index:
    here = [form for form in forms() if not form.countries or places & form.countries]
    here.sort(key=lambda form: not form.countries)  # the country's own go first
    strong = [form for form in here if not form.is_weak]
    weak = [form for form in reversed(here) if form.is_weak]
    anywhere = _phrases((form for form in strong if form.where == "any"), 0)
    fronts = _phrases((form for form in strong if form.where in FRONT), 0)
    ends = _phrases((form for form in strong if form.where in END), -1)
    weak_fronts = {form.words[0]: form.meaning for form in weak if form.where in FRONT}
    weak_ends = {form.words[0]: form.meaning for form in weak if form.where in END}
    return Index(
        words=frozenset().union(anywhere, fronts, ends, weak_fronts, weak_ends),
        anywhere=anywhere,
        fronts=fronts,
        ends=ends,
        weak_fronts=weak_fronts,
        weak_ends=weak_ends,
    )


@cache
def form_words() -> frozenset[str]:
    """Every word of a form."""
    return frozenset(word for form in forms() for word in form.words)


@cache
def beginnings() -> frozenset[Words]:
    """What long forms look like where they are cut off, as far as it can be told."""
    whole = {form.words for form in forms()}
    return frozenset(
        part
        for form in forms()
        if form.where not in IN_TEXT and len("".join(form.words)) >= LONG
        for part in _beginnings(form.spelling)
        if part not in whole and len("".join(part)) >= BEGUN
    )


@lru_cache(500_000)
def reading(word: str) -> str:
    """How a word is looked up: a short one as it is in Latin letters, else its skeleton.

    Args:
        word: A word that `cut` gave.

    Examples:
        >>> reading("ооо"), reading("ллк"), reading("llc"), reading("общество")
        ('ooo', 'llk', 'llc', 'obshestvo')
    """
    if len(word) > SHORT:
        return skeleton(word)
    return word if word.isascii() else anyascii(word).lower()


def _beginnings(spelling: str) -> Iterator[Words]:
    words = cut(spelling)
    for place, word in enumerate(words):
        for end in range(1, len(word) + 1):
            yield tuple(map(reading, [*words[:place], word[:end]]))


def _phrases(chosen: Iterable[Form], place: int) -> Phrases:
    found: dict[str, dict[Words, str]] = defaultdict(dict)
    for form in chosen:
        found[form.words[place]].setdefault(form.words, form.meaning)
    return {
        word: sorted(found[word].items(), key=lambda item: -len(item[0]))
        for word in found
    }


@cache
def _kinds() -> dict[str, frozenset[str]]:
    return {
        row["class"]: frozenset(row["kinds"].split())
        for row in _rows("legal_form_classes.csv")
    }


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("madein.parties.reading") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines))
