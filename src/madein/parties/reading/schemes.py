"""Kinds of identifiers: what each looks like, what announces it, what tests it."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

SIGNS = re.compile(r"[ ./\-]")
# An id ends where no letter or digit follows; CJK is written without blanks, and the label
# of the next number may be glued to it.
END = r"(?:(?=КПП|ОГРН|ИНН|KPP|OGRN)|(?![^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]))"
_PLACES = {"#": "[0-9]", "@": "[A-Z]", "*": "[0-9A-Z]"}


@dataclass(frozen=True, kw_only=True, eq=False)  # one object a row: quick to compare
class Scheme:
    """A kind of identifier: one row of `data/id_schemes.csv`, which says what is what.

    Attributes:
        name: Its name.
        country: ISO code; empty where it is of no country.
        names: What a number stands for: `firm`, `person` or `branch`.
        kinds: Which general labels may announce it.
        alone: Where it counts without a label.
        prefixes: Letters in front, the normal ones first.
        shape: What it looks like.
        check: What tests its check digit; empty where nothing can.
        part: The scheme of the id inside it, and where that begins and ends.
        labels: Words that announce it.
    """

    name: str
    country: str
    names: str
    kinds: frozenset[str]
    alone: str
    prefixes: tuple[str, ...]
    shape: str
    check: str
    part: tuple[str, int, int] | None
    labels: tuple[str, ...]

    @cached_property
    def full(self) -> re.Pattern[str]:
        """Matches a number with its prefix; group 1 is what follows the prefix."""
        return _pattern(self.shape, self.prefixes, optional="")

    @cached_property
    def bare(self) -> re.Pattern[str]:
        """Matches a number with or without its prefix; group 1 the same."""
        return _pattern(self.shape, self.prefixes, optional="?")

    @property
    def prefix(self) -> str:
        """The letters in front of the normal form."""
        return self.prefixes[0] if self.prefixes else ""


@cache
def schemes() -> tuple[Scheme, ...]:
    """All kinds of identifiers, in the order of the table."""
    return tuple(_scheme(row) for row in scheme_rows() if row["scheme"])


def unlabelled(
    country: str, front: str, *, is_column: bool
) -> tuple[tuple[Scheme, re.Pattern[str]], ...]:
    """Kinds that a number without a label may be of, each with what matches it there.

    Args:
        country: ISO code of the party; empty where it is not known.
        front: The first two signs of the number, in capitals.
        is_column: Whether it stands in a column of tax ids.
    """
    return _unlabelled(country, front if front.isalpha() else "", is_column)


@cache
def strong_schemes() -> frozenset[str]:
    """Names of the kinds of which two valid values tell two firms apart.

    Examples:
        >>> {"ru-inn", "ru-inn-person", "us-ein", "lei"} <= strong_schemes()
        True
        >>> sorted({"ru-kpp", "fr-siret", "in-gstin", "ru-inn"} & strong_schemes())
        ['ru-inn']
    """
    return frozenset(s.name for s in schemes() if s.names != "branch")


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """A text in capitals without accents, signs and blanks.

    Args:
        text: The text.

    Examples:
        >>> fold("Vergi No."), fold("P.IVA"), fold("DIČ")
        ('VERGINO', 'PIVA', 'DIC')
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.upper()))
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return "".join(filter(str.isalnum, unicodedata.normalize("NFC", bare).upper()))


@cache
def _unlabelled(
    country: str,
    front: str,
    is_column: bool,  # noqa: FBT001  a key of the cache
) -> tuple[tuple[Scheme, re.Pattern[str]], ...]:
    found = []
    for scheme in schemes():
        is_here = bool(country) and scheme.country == country
        is_open = scheme.alone == "no country" and not country
        if is_column and is_here and scheme.kinds:
            found.append((scheme, scheme.bare))
        elif scheme.alone == "anywhere":
            if not scheme.prefixes or front in {p[:2] for p in scheme.prefixes}:
                found.append((scheme, scheme.full))
        elif scheme.alone and (is_here or is_open):
            found.append((scheme, scheme.full))
    return tuple(found)


def _pattern(
    shape: str, prefixes: tuple[str, ...], *, optional: str
) -> re.Pattern[str]:
    shapes = (
        "".join(
            _PLACES.get(sign) or (rf"{SIGNS.pattern}?" if SIGNS.match(sign) else sign)
            for sign in one
        )
        for one in shape.split("|")
    )
    front = rf"(?:(?:{'|'.join(prefixes)}){SIGNS.pattern}?){optional}"
    return re.compile(
        rf"{front if prefixes else ''}({'|'.join(shapes)}){END}", re.IGNORECASE
    )


def _scheme(row: dict[str, str]) -> Scheme:
    name, _, place = row["part"].partition("@")
    first, _, last = place.partition("-")
    return Scheme(
        name=row["scheme"],
        country=row["country"],
        names=row["names"],
        kinds=frozenset(row["kind"].split()),
        alone=row["alone"],
        prefixes=tuple(filter(None, row["prefix"].split(";"))),
        shape=row["shape"],
        check=row["check"],
        part=(name, int(first) - 1, int(last)) if name else None,
        labels=tuple(filter(None, row["labels"].split(";"))),
    )


@cache
def scheme_rows() -> tuple[dict[str, str], ...]:
    """The table as it is; the last rows have labels of many schemes and no scheme."""
    table = files("madein.parties.reading") / "data" / "id_schemes.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))
