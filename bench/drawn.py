"""Synthetic customs files in twelve encodings, each drawn from its number alone."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

TONGUES = YAML(typ="safe").load(Path(__file__).with_name("tongues.yml"))
EVERY = tuple(TONGUES)
WESTERN = ("es", "pt", "fr", "de", "en")
# Twelve encodings, with the languages that are written in them.
ENCODINGS = {
    "utf-8": EVERY,
    "utf-8-sig": EVERY,
    "utf-16": EVERY,
    "utf-16-le": EVERY,
    "utf-16-be": EVERY,
    "cp1251": ("ru", "uk"),
    "cp866": ("ru",),
    "koi8-u": ("ru", "uk"),
    "cp949": ("ko",),
    "gb18030": ("zh",),
    "cp1252": WESTERN,
    "cp1254": ("tr",),
}
ENGLISH = ("BALL BEARINGS", "PUMPS, CENTRIFUGAL", 'BOLT 5" STEEL', "cotton fabric", "-")
CASES = (str, str, str.upper, str.lower)


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A synthetic file: its text, and the encoding it is written in."""

    number: int
    language: str
    encoding: str
    text: str

    @property
    def raw(self) -> bytes:
        return self.text.encode(self.encoding)


def draw(number: int, encodings: dict[str, tuple[str, ...]] = ENCODINGS) -> Drawn:
    """The file of a number; the encodings take turns."""
    chance = random.Random(number)
    encoding = tuple(encodings)[number % len(encodings)]
    language = chance.choice(encodings[encoding])
    text = _text(chance, language, encoding)
    while text.encode(encoding, "ignore").decode(encoding) != text:
        text = _text(chance, language, encoding)
    return Drawn(number=number, language=language, encoding=encoding, text=text)


def _text(chance: random.Random, language: str, encoding: str) -> str:
    foreign = chance.choice((5, 5, 6, 8, 12, 30, 100))
    plain = chance.choice((0, 0, 10, 100, 500))
    cells = _cells(chance, language, encoding)
    rows = [_row(chance, cells) for _ in range(foreign)]
    rows += [_row(chance, lambda: chance.choice(ENGLISH)) for _ in range(plain)]
    chance.shuffle(rows)
    headings = TONGUES[chance.choice((language, "en"))]["headings"]
    sign = chance.choice((",", ";", "\t", "|"))
    end = chance.choice(("\n", "\r\n"))
    table = ([*map(_fitting(encoding), headings)], *rows)
    return "".join(sign.join(_quoted(c, sign) for c in row) + end for row in table)


def _cells(chance: random.Random, language: str, encoding: str) -> Callable[[], str]:
    """What draws a cell that is not ASCII: from all words, or from one kind, or two."""
    words = TONGUES[language]
    kinds = chance.choice(
        (("places",), ("firms", "goods", "places"), ("firms", "goods"))
    )
    case = chance.choice(CASES)
    pool = [case(word) for kind in kinds for word in words[kind]]
    pool = [word for word in map(_fitting(encoding), pool) if not word.isascii()]
    few = chance.choice((1, 2, 5, len(pool), len(pool)))
    pool = chance.sample(pool, min(few, len(pool)))
    return lambda: chance.choice(pool)


def _fitting(encoding: str) -> Callable[[str], str]:
    """A word without the signs that an encoding lacks."""
    return lambda word: word.encode(encoding, "ignore").decode(encoding)


def _row(chance: random.Random, cell: Callable[[], str]) -> list[str]:
    day = f"{chance.randint(1, 28):02}.{chance.randint(1, 12):02}.2023"
    number = f"10009100/{chance.randint(10000, 99999)}/{chance.randint(1, 9999999):07}"
    firm = f"FIRM {chance.randint(1, 99)}"
    about = cell() if chance.random() < 0.5 else f"{cell()} {chance.randint(1, 50)} PCS"
    other = chance.choice((firm, cell()))
    code = f"{chance.randint(1, 97):02}{chance.randint(0, 99999999):08}"
    value = f"{chance.randint(1, 10**6)}.{chance.randint(0, 99):02}"
    return [day, number, other, about, code, str(chance.randint(1, 9999)), value]


def _quoted(cell: str, sign: str) -> str:
    needed = sign in cell or '"' in cell
    return '"' + cell.replace('"', '""') + '"' if needed else cell
