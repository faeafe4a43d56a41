"""Sentences that say what the records of a text hold, and nothing else."""

import re
from collections.abc import Sequence
from contextlib import suppress

from madein.articles.days import Days
from madein.articles.memory import Memory
from madein.articles.numbers import Kind, Number
from madein.articles.statements import UnreadError
from madein.articles.tokens import Token

COVERS = re.compile(
    r"^(?:our |the |these )?(?:customs )?(?:records|data|figures|database|dataset|analysis"
    r"|review|examination|filings|files|documents)\b.*\b(?:cover|covers|covered|span|spans"
    r"|spanned|are|were|is|include|includes|run|runs|comprise|concern|concerns|relate)\b"
)
ENDS = re.compile(
    r"^(?:they|it|these|the (?:records|data|files|declarations|series|database))\b.*"
    r"\b(?:begins?|began|starts?|started)\b.*\b(?:ends?|ended|stops?|stopped)\b"
)
ONLY = re.compile(
    r"^only\b.*\b(?:transactions|shipments|deals|deliveries|imports)\b"
    r"|^we (?:counted|examined|looked|considered|reviewed|analysed)"
    r"|\b(?:leaves? out|excludes?|ignores?|omits?|counts? only|includes? only|limited to)\b"
)


LOOKS = re.compile(
    r"\b(?:we|i|they|reporters|the \w+) (?:look|looked|examine|examined|count|counted|analysed"
    r"|reviewed|considered|take|took)\b.*\bonly\b"
)


def set_frame(found: Sequence[Token], memory: Memory) -> bool:
    """Keep in mind which days or values the records of a text hold.

    Args:
        found: The tokens of a sentence.
        memory: Where it is kept.

    Returns:
        Whether the sentence says that, and that alone.
    """
    words = " ".join(t.text.lower() for t in found)
    days = [t.value for t in found if isinstance(t.value, Days)]
    amounts = [t.value for t in found if isinstance(t.value, Number)]
    if not amounts and ENDS.match(words) is not None and len(days) == 2:
        memory.period = memory.last = (days[0].since, days[1].until)
        return True
    is_only = ONLY.search(words) is not None
    is_only = is_only or LOOKS.search(words) is not None
    if len(amounts) > is_only or any(n.kind is not Kind.MONEY for n in amounts):
        return False  # it says more
    if COVERS.match(words) is not None and len(days) == 1:
        try:
            memory.period = memory.last = memory.told(days)
        except UnreadError:
            return True  # days that cannot be told: none are kept
        if amounts and memory.least is None:
            memory.least = amounts[0].low
        return True
    if LOOKS.search(words) is not None and len(amounts) == len(days) == 1:
        with suppress(UnreadError):
            memory.period = memory.last = memory.told(days)
        memory.least = amounts[0].low
        return True
    if is_only and len(amounts) == 1 and not days:
        memory.least = amounts[0].low
        return True
    return False
