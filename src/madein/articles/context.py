"""What a statement leaves to those before it: its period, and which imports count."""

from dataclasses import replace

from madein.articles.days import Days
from madein.articles.memory import Memory, with_days
from madein.articles.saying import Filters
from madein.articles.statements import Part, UnreadError
from madein.articles.vocabulary import vocabulary

NO_DAYS = "no period stated: the whole period of the case"
SAME = "no period stated: that of the sentence before"
ONLY_PERIOD = "no period stated: the only one that the text names"
SCENE = "the period of the sentence before"
LIMITS = "no smallest value stated: that of the sentence before"


def says_all(found: Filters) -> bool:
    """Whether a piece speaks of the imports as a whole, as by "in all".

    Args:
        found: What it says.
    """
    words = f" {' '.join(found.words)} "
    return any(f" {phrase} " in words for phrase in vocabulary().whole)


def limited(base: Part, found: Filters, memory: Memory) -> tuple[Part, tuple[str, ...]]:
    """A part with the smallest value and goods of the statement before.

    "The American chips were worth $740 million", after a sentence on deals of $100,000
    or more, speaks of those deals.

    Args:
        base: The part, without any limit of its own.
        found: What the piece says.
        memory: What was said before it.

    Raises:
        UnreadError: Whether it has that limit is not clear.
    """
    if says_all(found) or not memory.has_limits():
        return base, ()
    before = memory.before()
    if before is None or before.part.at_least_usd is None:
        raise UnreadError(
            "whether it counts only imports above some value is not clear"
        )
    goods = None if found.goods else before.part.goods
    part = replace(
        before.part, role=None, countries=(), makers=(), suppliers=(), goods=goods
    )
    return part, (LIMITS,)


def with_period(
    base: Part, found: Filters, memory: Memory, sentence: Filters
) -> tuple[Part, tuple[str, ...]]:
    """The period where the words name none: the sentence's, the paragraph's, the text's.

    Args:
        base: The part, without days.
        found: What the piece says.
        memory: What was said before it.
        sentence: What the pieces of its sentence before it say.

    Raises:
        UnreadError: The text names periods, and which of them is meant is not clear.
    """
    inherited = memory.told(sentence.days)
    if inherited is not None:
        return with_days(base, inherited), ()
    if memory.scene is not None:
        return _spanned(with_days(base, memory.scene), found, memory), (SCENE,)
    if says_all(found) or not memory.named:
        return _of_text(base, memory)
    before = memory.near()
    if before is not None:
        bounds = (before.part.since, before.part.until)
        note = SAME if any(bounds) else NO_DAYS
        return _spanned(with_days(base, bounds), found, memory), (note,)
    told = {(s.part.since, s.part.until) for _, s in memory.said}
    if memory.period is None and len(told) == 1 and set(memory.named) == told:
        return _spanned(with_days(base, memory.named[0]), found, memory), (ONLY_PERIOD,)
    if any(one != memory.period and not memory.is_whole(one) for one in memory.named):
        raise UnreadError("its period is not stated, and which is meant is not clear")
    return _of_text(base, memory)


def _of_text(base: Part, memory: Memory) -> tuple[Part, tuple[str, ...]]:
    if memory.period is not None:
        return with_days(base, memory.period), ()
    return base, (NO_DAYS,)


def _spanned(part: Part, found: Filters, memory: Memory) -> Part:
    """A part whose period is as long as the words say: "over six years".

    Raises:
        UnreadError: Which period of that length is meant is not clear.
    """
    spans = {d.years for d in found.days if isinstance(d, Days) and d.refers == "span"}
    if not spans:
        return part
    known = [(part.since, part.until), *memory.named, (None, None)]
    if memory.period is not None:
        known.append(memory.period)
    fitting = {bounds for bounds in known if {memory.years(bounds)} == spans}
    if len(fitting) != 1:
        raise UnreadError("its period cannot be told in days")
    return with_days(part, fitting.pop())
