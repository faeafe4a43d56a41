"""What a reader keeps in mind of a sentence: of whom it spoke, and of which days."""

import datetime as dt
import itertools
import re
from collections.abc import Sequence
from functools import cache

from madein.articles.days import Days
from madein.articles.memory import Bounds, Memory
from madein.articles.statements import Statement, UnreadError
from madein.articles.tokens import LEGAL, Token
from madein.articles.vocabulary import vocabulary

# What takes back the sentence before.
RETRACTS = re.compile(
    r"\b(?:retract|withdraw|untrue|false|wrong|incorrect|mistaken|mistake|erroneous|not true"
    r"|not correct|earlier version|correction|corrected|misstated|gift|donat|is a lie|fake|bogus|rumour|myth|hoax|denied|denies|rejects|rejected|forged|fabricated|not so|error)\w*\b",
    re.IGNORECASE,
)


@cache
def doubts() -> re.Pattern[str]:
    """What says of its own sentence that it may not be so."""
    return re.compile(rf"^Had\b|\b(?i:{'|'.join(vocabulary().doubts)})")


def remember(
    found: Sequence[Token],
    memory: Memory,
    statements: Sequence[Statement],
    *,
    is_read: bool,
) -> None:
    """Keep in mind whom the sentence spoke of, and which days it began with."""
    subjects = [n for n, t in enumerate(found) if t.kind == "subject"]
    names = [n for n, t in enumerate(found) if t.kind == "name"]
    firms = [n for n in names if FIRM.search(found[n].text)]
    is_trade = any(t.has("trade") or t.kind == "goods" for t in found)
    if subjects and not (firms and firms[0] < subjects[0]):
        name_subject(memory)
    elif firms and not statements:
        memory.topic, memory.is_fresh, memory.is_alone = "other", False, False
    elif not is_read and is_trade and _is_foreign(found, is_all=memory.is_all):
        # Whose imports it speaks of is not known: neither is what comes after it.
        memory.topic, memory.is_fresh, memory.is_alone = "", False, False
    else:
        is_implied = any(t.has("implied") for t in found) and memory.is_fresh
        memory.is_fresh = bool(statements) or is_implied
    memory.is_alone = memory.is_alone and not names
    days = [t.value for t in found if isinstance(t.value, Days)]
    if days and not statements:
        memory.turned = memory.sentence
        try:
            bounds = memory.told(days)
        except UnreadError:
            memory.last = None  # "in that time" would mean one of them
            return
        opens = next(t for t in found if t.kind != "mark" and t.text != "And")
        if bounds is not None:
            memory.last = bounds
            memory.named += [bounds] if is_trade else []
        if bounds is not None and opens.kind == "days" and is_read:
            memory.scene = bounds if _overlaps(bounds, memory.limits) else None


def _overlaps(bounds: Bounds, limits: tuple[dt.date, dt.date]) -> bool:
    """Whether days lie within those of the case, at least in part."""
    since, until = bounds
    return (since or limits[0]) <= limits[1] and (until or limits[1]) >= limits[0]


def _is_foreign(found: Sequence[Token], *, is_all: bool) -> bool:
    """Whether what does the importing is not known: "The truckmaker imported"."""
    if is_all and not _owns(found):
        return False
    first = next(n for n, t in enumerate(found) if t.has("trade") or t.kind == "goods")
    before = found[:first]
    if any(t.has("implied") and t.text.lower() != "it" for t in before):
        return False
    return any(t.kind in {"unknown", "name", "place"} or t.has("firms") for t in before)


def _owns(found: Sequence[Token]) -> bool:
    """Whether a firm or country is said to own something: "China's own chip imports"."""
    return any(
        t.kind in {"place", "name"} and after.text in {"'s", "’s", "'", "’"}
        for t, after in itertools.pairwise(found)
    ) or any(t.kind in {"name", "unknown"} or t.has("firms") for t in found)


FIRM = re.compile(rf"\b{LEGAL}\b")


def name_subject(memory: Memory) -> None:
    """Keep in mind that the text speaks of the subject of the case.

    Args:
        memory: Where it is kept.
    """
    memory.topic, memory.is_fresh, memory.is_alone = "case", True, True
