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
    "ja",
    "pt",
    "vi",
    "id",
    "pl",
)
# CLDR also names parts of countries that have no code of their own in ISO 3166, and
# XK, which is not in the standard either but is what customs services write.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
# Words of records and of languages that are codes only in a column of codes: NA for not
# available; Áo (Austria), Bỉ (Belgium) and Nga (Russia) in Vietnamese.
SPELLED_LIKE_CODES = ("NA", "AO", "BI", "NGA")
PLAIN_SIGNS = str.maketrans("’ʼ‘–—（）", "'''--()")


def fill_countries(engine: Engine) -> None:
    """Every known spelling of a country, a group of countries or no country.

    Shape:
        `country` out; one row per spelling.

    Unknown:
        code is null for a group, a zone and words for unknown, and for a spelling that
        means more than one country; no spelling is decided by the order in which
        sources are read. A code outweighs a name that is spelled like it (Vietnamese
        Nga, Russia, and NGA, Nigeria): see `SPELLED_LIKE_CODES`.

    Source:
        Unicode CLDR, as in the package `babel`: names in seventeen languages and
        ISO 3166 codes, former ones included. `data/countries.csv` adds spellings of
        customs records; a row there outweighs CLDR and says why in its note.

    Args:
        engine: Where the table is made.
    """
    engine.fill(COUNTRY, spellings())


def spellings() -> list[Row]:
    """Rows of the table `country`, in the order of their spelling."""
    names: dict[str, set[str | None]] = defaultdict(set)
    for text, code in _cldr_names():
        for spelling in _variants(text):
            names[spelling].add(code)
    codes: dict[str, set[str | None]] = defaultdict(set)
    for spelling, code in _cldr_codes():
        codes[spelling].add(code)
    meanings = names | codes
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
    return names | {row["code"]: row["name"] for row in read_table("country_names.csv")}


def _row(spelling: str, codes: set[str | None]) -> Row:
    if len(codes) > 1:
        return {"spelling": spelling, "code": None, "kind": "ambiguous"}
    (code,) = codes
    kind = "group" if code is None else "country"
    return {"spelling": spelling, "code": code, "kind": kind}


def _customs_rows() -> Iterator[Row]:
    for row in read_table("countries.csv"):
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
                if former.isdigit():  # a table program drops the zeros in front
                    yield former.lstrip("0"), code


def _variants(name: str) -> Iterator[str]:
    """Ways a record may write a name: upper case, with and without its signs."""
    yield shaped(name)
    plain = shaped(name.translate(PLAIN_SIGNS))
    spoken = plain.replace("&", "AND")
    for text in (plain, spoken, spoken.replace("ST. ", "SAINT ")):
        for dashed in (text, text.replace(" - ", "-"), text.replace("-", " ")):
            yield shaped(dashed)
            yield without_marks(shaped(dashed))


def shaped(text: str) -> str:
    """A spelling in upper case, trimmed, with single blanks.

    Args:
        text: As a record writes it.
    """
    return " ".join(text.upper().split())


def without_marks(text: str) -> str:
    """A spelling with its Latin letters without accents, and Ё as Е.

    Args:
        text: In upper case.
    """
    letters = []
    for letter in text.replace("Ё", "Е"):
        bare = unicodedata.normalize("NFD", letter)[0]
        letters.append(bare if bare.isascii() else letter)
    return "".join(letters)


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a table of facts in the folder `data`.

    Args:
        name: Its file.
    """
    text = (files("madein.reference") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
