"""The words of the trade in all languages, as the tables of the lexicon give them."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

TABLES = ("lexicon_trade.csv", "lexicon_places.csv", "lexicon_brands.csv")
# How much a word of a kind tells of a firm, where its row says nothing else.
WEIGHTS = {
    "stop": 0.05,
    "company": 0.1,
    "generic": 0.2,
    "industry": 0.35,
    "place": 0.4,
    "brand": 1.0,
    "unit": 1.0,  # what a place is, like the Chinese for city: dropped after one, else a name
}
# Endings of Russian adjectives; a spelling that ends in * has them all.
ENDINGS = ("ий", "ый", "ой", "ая", "ое", "ые", "ие", "ого", "ых", "их")


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """One thing that the words of many languages mean.

    Attributes:
        word: The word that stands for it, in small Latin letters.
        kind: A key of `WEIGHTS`.
        weight: How much it tells of a firm, 0.05 to 1.
        spellings: How it is written, in all languages; of one word or several.
    """

    word: str
    kind: str
    weight: float
    spellings: tuple[str, ...]


@cache
def concepts() -> tuple[Concept, ...]:
    """All rows of `data/lexicon_*.csv`."""
    return tuple(concept for table in TABLES for concept in _read(table))


@cache
def cjk_words() -> frozenset[str]:
    """Words that are written without blanks around them: Han, Kana, Hangul."""
    words = {
        spelling
        for concept in concepts()
        for spelling in concept.spellings
        if ord(spelling[0]) >= 0x3005
    }
    return frozenset(words | set(_lines("lexicon_glued.csv")))


def _read(table: str) -> list[Concept]:
    return [
        Concept(
            word=row["word"],
            kind=row["kind"],
            weight=float(row["weight"] or WEIGHTS[row["kind"]]),
            spellings=tuple(_spellings(row)),
        )
        for row in csv.DictReader(_lines(table))
    ]


def _spellings(row: dict[str, str]) -> list[str]:
    cells = ";".join(
        text for column, text in row.items() if column not in {"word", "kind", "weight"}
    )
    found = [row["word"]]
    for spelling in filter(None, map(str.strip, cells.split(";"))):
        stem, star, rest = spelling.partition("*")
        found += [f"{stem}{end}{rest}" for end in ENDINGS] if star else [spelling]
    return list(dict.fromkeys(found))


def _lines(name: str) -> list[str]:
    text = files("madein.parties.reading").joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
