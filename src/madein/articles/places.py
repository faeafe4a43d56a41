"""Countries, their adjectives and groups of countries in an English text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from madein.articles.facts import either, read_facts
from madein.question import STRICT
from madein.reference.countries import country_names


@dataclass(frozen=True, kw_only=True)
class Place:
    """A country or group of countries that a text names.

    Attributes:
        codes: ISO codes; none where the words mean no certain set of countries.
        is_adjective: Whether it is an adjective, like `Korean`.
        is_group: Whether it is a group of countries, like the European Union.
    """

    codes: tuple[str, ...]
    is_adjective: bool = False
    is_group: bool = False


@dataclass(frozen=True, kw_only=True)
class _Bloc:
    """A group of countries."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    words: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Places:
    """What `places.yml` holds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    names: dict[str, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]]
    blocs: dict[str, _Bloc]
    unclear: tuple[str, ...]


@cache
def _meanings() -> dict[str, Place]:
    """Every spelling with what it means; a name outweighs an adjective."""
    known = read_facts("places.yml", _Places)
    found = {word: Place(codes=()) for word in known.unclear}
    for code, words in known.demonyms.items():
        found |= {w: Place(codes=(code,), is_adjective=True) for w in words}
    for bloc in known.blocs.values():
        found |= {w: Place(codes=bloc.codes, is_group=True) for w in bloc.words}
    names = {name: code for code, name in country_names().items()}
    names |= {word: code for code, words in known.names.items() for word in words}
    return found | {name: Place(codes=(code,)) for name, code in names.items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$]){either(_meanings())}(?![\w$])")


def places(text: str) -> Iterator[tuple[int, int, Place]]:
    """Countries that a sentence names: where each begins and ends, and what it means.

    Args:
        text: The sentence.

    Examples:
        >>> [
        ...     place.codes
        ...     for _, _, place in places("from mainland China or South Korea")
        ... ]
        [('CN',), ('KR',)]
    """
    for found in _pattern().finditer(text):
        yield found.start(), found.end(), _meanings()[" ".join(found[0].split())]


def spellings(code: str) -> list[str]:
    """Names and adjectives of a country.

    Args:
        code: Its ISO code.
    """
    return [word for word, place in _meanings().items() if place.codes == (code,)]
