"""The words that statements about imports are made of."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from madein.articles.facts import either, read_facts
from madein.question import STRICT


@dataclass(frozen=True, kw_only=True)
class _Ranking:
    """Words of an order."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    top: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What `words.yml` holds; each part is explained there."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    trade: tuple[str, ...]
    goods: tuple[str, ...]
    value: tuple[str, ...]
    amounts: tuple[str, ...]
    change: tuple[str, ...]
    neutral: tuple[tuple[str, ...], ...]
    implied: tuple[str, ...]
    kinds_of_firm: tuple[str, ...]
    anaphors: tuple[str, ...]
    same: tuple[str, ...]
    opens_part: tuple[str, ...]
    opens_comparison: tuple[str, ...]
    block: dict[str, tuple[str, ...]]
    doubts: tuple[str, ...]
    ranking: _Ranking
    continued: tuple[str, ...]
    nothing: tuple[str, ...]
    whole: tuple[str, ...]
    helping: tuple[str, ...]
    same_money: tuple[str, ...]
    counted: tuple[str, ...]
    listed: tuple[str, ...]
    present: tuple[str, ...]
    frames: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]
    sellers: tuple[str, ...]
    firms: tuple[str, ...]
    buys: tuple[str, ...]
    makers: tuple[str, ...]
    destination: tuple[str, ...]
    also_called: dict[str, tuple[str, ...]]
    home: tuple[str, ...]
    sets: dict[str, tuple[str, ...]]


@cache
def vocabulary() -> Vocabulary:
    """The words."""
    return read_facts("words.yml", Vocabulary)


@cache
def word_set(name: str) -> frozenset[str]:
    """A small set of words.

    Args:
        name: Its name in `sets` of `words.yml`.
    """
    return frozenset(vocabulary().sets[name])


@cache
def classes() -> dict[str, frozenset[str]]:
    """Every word or phrase, in lower case, with the classes it is in."""
    known = vocabulary()
    groups: dict[str, tuple[str, ...]] = {
        name: getattr(known, name)
        for name in (
            "trade", "goods", "value", "amounts", "change", "implied", "kinds_of_firm", "anaphors",
            "same", "opens_part", "opens_comparison", "continued", "nothing", "listed",
            "present", "sellers", "firms", "buys", "makers",
        )
    }  # fmt: skip
    groups["neutral"] = tuple(w for words in known.neutral for w in words)
    groups["top"], groups["order"] = known.ranking.top, known.ranking.order
    groups |= {f"role:{role}": words for role, words in known.roles.items()}
    groups |= {f"block:{why}": words for why, words in known.block.items()}
    found: dict[str, set[str]] = {}
    for name, words in groups.items():
        for word in words:
            found.setdefault(word.lower(), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def phrase_pattern(name: str = "") -> re.Pattern[str]:
    """Any known word or phrase, the longest first.

    Args:
        name: Only those of this class.
    """
    known = [word for word, names in classes().items() if not name or name in names]
    return re.compile(rf"(?<![\w]){either(known)}(?![\w])", re.IGNORECASE)
