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


TOLD = (PartyKind.BANK, PartyKind.FORWARDER)  # by a word of the name; first come


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
    if found.isdisjoint(words(*TOLD)) and not _inside(*TOLD).search(upper):
        return PartyKind.FIRM  # most: one look for both
    bank, forwarder = TOLD
    is_bank = not found.isdisjoint(words(bank)) or _inside(bank).search(upper)
    return bank if is_bank else forwarder


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
def _inside(*kinds: PartyKind) -> re.Pattern[str]:
    """Ends of long words, and signs of CJK, that tell one of some kinds."""
    endings = "|".join(words(*(f"{kind}_endings" for kind in kinds)))
    signs = "|".join(words(*(f"{kind}_cjk" for kind in kinds)))
    return re.compile(rf"(?:{endings})(?![^\W_])|{signs}")


@cache
def _fillers() -> frozenset[str]:
    return squeezed_all(role_words("roles")["unnamed"])


@cache
def _filler_beginnings() -> tuple[str, ...]:
    return tuple(f"{squeezed(p)} " for p in role_words("roles")["unnamed_beginnings"])
