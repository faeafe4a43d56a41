"""Phrases of a party field that are no part of a name, as patterns and sets.

The phrases are `data/roles.yml` and `data/roles_address.yml`.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML

WORD = re.compile(r"[^\W_]+")
_END = r"(?:\.|(?![^\W_]))"  # "M/S." and "M/S", but not "M/SX"


@cache
def role_words(table: str) -> dict[str, list[str]]:
    """Groups of words by their name.

    Args:
        table: `roles` or `roles_address`.
    """
    text = (files("madein.parties.reading") / "data" / f"{table}.yml").read_text(
        "utf-8"
    )
    return dict(YAML(typ="safe").load(text))


@cache
def pattern(*groups: str, table: str = "roles") -> re.Pattern[str]:
    """Matches any phrase of some groups as whole words, the longest first.

    Args:
        *groups: Names of groups.
        table: Where they are.

    Examples:
        >>> pattern("agent_follows").search("ALFA c/o BETA")[0]
        'c/o'
        >>> pattern("agent_follows").search("ALFA CARE OFFICE") is None
        True
    """
    phrases = {phrase for group in groups for phrase in role_words(table)[group]}
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    glued = [_as_pattern(phrase) for phrase in longest if is_cjk(phrase)]
    apart = "|".join(_as_pattern(phrase) for phrase in longest if not is_cjk(phrase))
    whole = [rf"(?<![^\W_])(?:{apart})"] if apart else []
    return re.compile("|".join([*whole, *glued]), re.IGNORECASE)


@cache
def words(*groups: str, table: str = "roles") -> frozenset[str]:
    """The words of some groups.

    Args:
        *groups: Names of groups.
        table: Where they are.
    """
    return frozenset(word for group in groups for word in role_words(table)[group])


@cache
def triggers(*groups: str) -> frozenset[str]:
    """The longest word of each phrase: a text without any of them has no phrase.

    Phrases with a slash, like C/O, and those in CJK have none: look for these signs.

    Args:
        *groups: Names of groups.

    Examples:
        >>> sorted(triggers("agent_follows", "to_order_of_nobody") & {"CARE", "C", "O"})
        ['CARE']
    """
    return frozenset(
        max(WORD.findall(phrase), key=len)
        for group in groups
        for phrase in role_words("roles")[group]
        if "/" not in phrase and not is_cjk(phrase)
    )


def squeezed(text: str) -> str:
    """The words of a text in capitals, single blanks between them.

    Args:
        text: The text.

    Examples:
        >>> squeezed(" n/a. ")
        'N A'
    """
    return " ".join(WORD.findall(text.upper()))


def squeezed_all(phrases: Iterable[str]) -> frozenset[str]:
    """Phrases, squeezed.

    Args:
        phrases: The phrases.
    """
    return frozenset(map(squeezed, phrases))


def is_cjk(phrase: str) -> bool:
    """Whether a phrase is written without blanks between its words.

    Args:
        phrase: The phrase.
    """
    return ord(phrase[0]) > 0x2E7F


def _as_pattern(phrase: str) -> str:
    parts = [re.escape(word).replace("/", r"\s*/\s*") for word in phrase.split()]
    joined = r"(?:\.\s*|\s+)".join(parts)
    return joined if phrase.endswith(".") or is_cjk(phrase) else joined + _END
