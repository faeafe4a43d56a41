"""Countries as records spell them, and as a newspaper names them."""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

from madein.engine import Engine, Row
from madein.tables import COUNTRY

LANGUAGES = (
    "en",
    "ru",
    "ko",
    "zh",
    "zh_Hant",
    "tr",
    "es",
    "fr",
    "de",
    "it",
    "uk",
    "kk",
)
# CLDR also names parts of countries that have no code of their own in ISO 3166, and
# XK, which is not in the standard either but is what customs services write.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
PLAIN_SIGNS = str.maketrans("’ʼ‘–—（）", "'''--()")


def fill_countries(engine: Engine) -> None:
    """Every known spelling of a country, a group of countries or no country.

    Shape:
        `country` out; one row per spelling.

    Unknown:
        code is null for a group, and for a spelling that means more than one country;
        no spelling is decided by the order in which sources are read.

    Source:
        Unicode CLDR, as in the package `babel`: names in twelve languages and
        ISO 3166 codes, former ones included. `data/countries.csv` adds spellings of
        customs records; a row there outweighs CLDR and says why in its note.

    Args:
        engine: Where the table is made.
    """
    engine.fill(COUNTRY, spellings())


def spellings() -> list[Row]:
    """Rows of the table `country`, in the order of their spelling."""
    meanings: dict[str, set[str | None]] = defaultdict(set)
    for text, code in _cldr_names():
        for spelling in _variants(text):
            meanings[spelling].add(code)
    for spelling, code in _cldr_codes():
        meanings[spelling].add(code)
    found = {spelling: _row(spelling, codes) for spelling, codes in meanings.items()}
    found |= {row["spelling"]: row for row in _customs_rows()}
    return [found[spelling] for spelling in sorted(found)]


@cache
def country_names() -> dict[str, str]:
    """English names of countries by ISO code, as a newspaper writes them.

    Source:
        CLDR; `data/country_names.csv` where a newspaper writes otherwise.

    Examples:
        >>> names = country_names()
        >>> names["KR"], names["TR"], names["CZ"], names["BA"]
        ('South Korea', 'Turkey', 'Czechia', 'Bosnia and Herzegovina')
    """
    territories = Locale.parse("en").territories
    names = {code: territories[code].replace(" & ", " and ") for code in _codes()}
    return names | {row["code"]: row["name"] for row in _table("country_names.csv")}


def _row(spelling: str, codes: set[str | None]) -> Row:
    if len(codes) > 1:
        return {"spelling": spelling, "code": None, "kind": "ambiguous"}
    (code,) = codes
    kind = "group" if code is None else "country"
    return {"spelling": spelling, "code": code, "kind": kind}


def _customs_rows() -> Iterator[Row]:
    for row in _table("countries.csv"):
        code, kind = row["code"] or None, row["kind"]
        yield {"spelling": row["spelling"], "code": code, "kind": kind}


@cache
def _codes() -> frozenset[str]:
    """ISO 3166 alpha-2 codes, and XK."""
    territories = [str(code) for code in Locale.parse("en").territories]
    two = {code for code in territories if re.fullmatch("[A-Z]{2}", code)}
    return frozenset(two - NOT_ISO - NOT_COUNTRIES)


def _cldr_names() -> Iterator[tuple[str, str | None]]:
    """Names with the code they stand for; None for a group of countries."""
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code not in NOT_ISO:
                meant = code if code in _codes() else None
                yield name, meant
                if language == "tr":  # TÜRKİYE, where other languages write TÜRKIYE
                    yield name.replace("i", "İ"), meant


def _cldr_codes() -> Iterator[tuple[str, str | None]]:
    """Codes of two, three and numeric form, with the code now in use."""
    for code in _codes():
        yield code, code
    for code in NOT_COUNTRIES:
        yield code, None
    for former, successors in get_global("territory_aliases").items():
        for code in successors:
            if code in _codes():
                yield former, code


def _variants(name: str) -> Iterator[str]:
    """Ways a record may write a name: upper case, with and without its signs."""
    yield _shaped(name)
    plain = _shaped(name.translate(PLAIN_SIGNS))
    for text in (plain, plain.replace("&", "AND"), plain.replace("ST. ", "SAINT ")):
        for dashed in (text, text.replace(" - ", "-"), text.replace("-", " ")):
            yield _shaped(dashed)
            yield _without_marks(_shaped(dashed))


def _shaped(text: str) -> str:
    """Upper case, trimmed, single blanks."""
    return " ".join(text.upper().split())


def _without_marks(text: str) -> str:
    """Latin letters without their accents, and Ё as Е."""
    letters = []
    for letter in text.replace("Ё", "Е"):
        bare = unicodedata.normalize("NFD", letter)[0]
        letters.append(bare if bare.isascii() else letter)
    return "".join(letters)


def _table(name: str) -> list[dict[str, str]]:
    text = (files("madein.reference") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
