"""What a party is: firm, bank, forwarder, nobody."""

import re
from enum import StrEnum
from functools import cache

from madein.parties.reading.phrases import (
    WORD,
    role_words,
    squeezed,
    squeezed_all,
    words,
)


class PartyKind(StrEnum):
    """What a party is; a mark for the reader, never a rejection."""

    FIRM = "firm"
    BANK = "bank"
    FORWARDER = "forwarder"
    TO_ORDER = "to order"
    UNNAMED = "unnamed"


def kind_of(name: str) -> PartyKind:
    """What a name says of its party.

    Args:
        name: The name.

    Examples:
        >>> [kind_of(name).value for name in ("ПАО СБЕРБАНК", "ALFA LOGISTICS", "ALFA")]
        ['bank', 'forwarder', 'firm']
    """
    upper = name.upper()
    return kind_of_words(upper, set(WORD.findall(upper)))


def kind_of_words(upper: str, found: set[str]) -> PartyKind:
    """The same, of a name that was cut into words.

    Args:
        upper: The name in capitals.
        found: Its words.
    """
    for kind in (PartyKind.BANK, PartyKind.FORWARDER):
        if not found.isdisjoint(words(kind)) or _inside(kind).search(upper):
            return kind
    return PartyKind.FIRM


def names_nobody(text: str) -> bool:
    """Whether a field is a filler, or points to another field.

    Args:
        text: The field.

    Examples:
        >>> [
        ...     names_nobody(t)
        ...     for t in ("N/A", "-", "ОН ЖЕ", "SAME AS CONSIGNEE", "NA LLC")
        ... ]
        [True, True, True, True, False]
    """
    return is_filler(squeezed(text))


def is_filler(said: str) -> bool:
    """The same, of a text that was squeezed.

    Args:
        said: The text.
    """
    return not said or said in _fillers() or said.startswith(_filler_beginnings())


@cache
def _inside(kind: PartyKind) -> re.Pattern[str]:
    """Ends of long words, and signs of CJK, that tell a kind."""
    endings = "|".join(role_words("roles")[f"{kind}_endings"])
    signs = "|".join(role_words("roles")[f"{kind}_cjk"])
    return re.compile(rf"(?:{endings})(?![^\W_])|{signs}")


@cache
def _fillers() -> frozenset[str]:
    return squeezed_all(role_words("roles")["unnamed"])


@cache
def _filler_beginnings() -> tuple[str, ...]:
    return tuple(f"{squeezed(p)} " for p in role_words("roles")["unnamed_beginnings"])
