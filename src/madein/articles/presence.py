"""Statements without a number: what came at all, from where, in which order, until when."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from madein.articles.bases import narrowed
from madein.articles.context import NO_DAYS, SCENE
from madein.articles.filters import filters
from madein.articles.listings import ended, listed
from madein.articles.memory import Memory, with_days
from madein.articles.multiples import missing
from madein.articles.saying import Filters, Group
from madein.articles.statements import Part, Statement, UnreadError
from madein.articles.tokens import Token
from madein.question import CaseFile

Reader = Callable[[Sequence[Token], Memory, CaseFile], Statement | None]


def read_without_number(
    tokens: Sequence[Token],
    memory: Memory,
    case: CaseFile,
) -> Statement | None:
    """The statement of a sentence that gives no number; None where it makes none.

    Args:
        tokens: Its tokens.
        memory: What was said before it.
        case: The case.

    Raises:
        UnreadError: It denies something, or is not clear.
    """
    if any(t.has("nothing") for t in tokens[1:]):
        raise UnreadError("it is denied or put as a question")
    for reader in READERS:
        found = reader(tokens, memory, case)
        if found is not None:
            return found
    return None


def _is_about(found: Filters, memory: Memory) -> bool:
    if found.is_subject:
        return True
    if memory.topic != "case":
        return False
    return memory.is_fresh or memory.is_alone or not found.is_implied


def _with_period(
    part: Part, found: Filters, memory: Memory
) -> tuple[Part, tuple[str, ...]]:
    days = memory.told(found.days)
    if days is not None:
        return with_days(part, days), ()
    if part.has_days:
        return part, ()
    if memory.scene is not None:
        return with_days(part, memory.scene), (SCENE,)
    if memory.period is not None:
        return with_days(part, memory.period), ()
    return part, (NO_DAYS,)


def _none(tokens: Sequence[Token], memory: Memory, case: CaseFile) -> Statement | None:  # noqa: ARG001 - readers share one signature
    """Like "No goods of US origin were imported after 24 February 2022"."""
    if not tokens[0].has("nothing"):
        return None
    found = filters(tokens[1:])
    if not found.is_trade or not _is_about(found, memory):
        return None
    part, assumed = _with_period(Part(at_least_usd=memory.least), found, memory)
    return Statement(
        kind="total", part=narrowed(part, found), says="none", assumed=assumed
    )


def _continued(
    tokens: Sequence[Token],
    memory: Memory,
    case: CaseFile,  # noqa: ARG001 - readers share one signature
) -> Statement | None:
    """Like "Imports continued in the first quarter of 2024", "continued until March 2023".

    Raises:
        UnreadError: It is not clear.
    """
    if not any(t.has("continued") for t in tokens):
        return None
    found = filters(tokens)
    if not found.is_trade or not _is_about(found, memory):
        return None
    days = memory.told(found.days)
    if days is None or days[1] is None:
        raise UnreadError("until when it continued is not said in days")
    if days[0] is None:
        return Statement(kind="continued", part=narrowed(Part(), found), says=days[1])
    return Statement(
        kind="total",
        part=narrowed(with_days(Part(), days), found),
        says="more than 0 USD",
    )


def _made_by(
    tokens: Sequence[Token],
    memory: Memory,
    case: CaseFile,  # noqa: ARG001 - readers share one signature
) -> Statement | None:
    """Like "Some of the parts were made by Hyundai Mobis and Kia"."""
    if not any(t.kind == "name" for t in tokens):
        return None
    found = filters(tokens)
    named = found.makers or found.suppliers
    if not named or not found.is_trade or not _is_about(found, memory):
        return None
    part, assumed = _with_period(Part(), found, memory)
    return Statement(
        kind="total",
        part=narrowed(part, found),
        says="more than 0 USD",
        assumed=assumed,
    )


def _present(
    tokens: Sequence[Token],
    memory: Memory,
    case: CaseFile,  # noqa: ARG001 - readers share one signature
) -> Statement | None:
    """Like "The goods include sensors and switches", "parts also came from China and India"."""
    goods = [t for t in tokens if t.kind == "goods"]
    if not any(t.has("present", "trade") or t.role for t in tokens):
        return None
    if len(goods) + sum(t.kind == "place" for t in tokens) == 0:
        return None
    found = filters(tokens)
    if not found.is_trade or not _is_about(found, memory):
        return None
    lists_goods = any(
        t.text.lower()
        in {
            "include",
            "included",
            "includes",
            "including",
            "were",
            "among",
            "ranged",
            "such as",
            "comprised",
        }
        for t in tokens
    )
    if goods and not found.groups and lists_goods:
        part, assumed = _with_period(Part(), replace_goods(found), memory)
        return Statement(
            kind="present",
            part=part,
            by="goods",
            each=tuple(found.goods),
            assumed=assumed,
        )
    if not found.groups or goods or len(found.groups) > 1:
        return None
    group = found.groups[0]
    came = any(t.has("present", "trade") for t in tokens)
    if not came or not _from(tokens):
        return None
    part, assumed = _with_period(Part(), found, memory)
    rest = tuple(code for code in group.codes if code not in group.each)
    return Statement(
        kind="present",
        part=part,
        by=None if group.role is None else group.role.value,
        each=group.each,
        any_of=rest,
        assumed=assumed,
        missing=()
        if group.role is not None
        else ("which country is meant: of origin, of dispatch or the trading country",),
    )


def _from(tokens: Sequence[Token]) -> bool:
    words = {t.text.lower() for t in tokens}
    return bool(
        {"from", "came from", "come from", "in", "originated in"} & words
    ) or any(w.endswith((" from", " in")) for w in words)


def replace_goods(found: Filters) -> Filters:
    """What a piece says, but for the goods it lists.

    Args:
        found: What the piece says.
    """
    return replace(found, goods=[])


def _ranking(
    tokens: Sequence[Token],
    memory: Memory,
    case: CaseFile,  # noqa: ARG001 - readers share one signature
) -> Statement | None:
    """Like "China was the largest country of dispatch, ahead of South Korea and Turkey".

    Raises:
        UnreadError: It is not clear.
    """
    tops = [n for n, t in enumerate(tokens) if t.has("top")]
    if not tops:
        return None
    places = [t for t in tokens if t.kind == "place"]
    if not places:
        return None
    if any(t.text.lower() in {"second", "third", "one of", "among"} for t in tokens):
        raise UnreadError("which place in the order is meant is not clear")
    found = filters([t for t in tokens if not t.has("top", "order")])
    if not _is_about(found, memory) and memory.topic != "case":
        return None
    codes = [c for group in found.groups for c in group.codes]
    role = next((t.role for t in tokens if t.role is not None), None)
    first = tokens.index(places[0])
    is_after = any(
        t.text.lower() in {"was", "is", "were"} for t in tokens[tops[0] : first]
    )
    if (first > tops[0] and not is_after) or not codes:
        raise UnreadError("the order of the countries is not clear")
    if len(places) > 1 and not any(t.has("order") for t in tokens[tops[0] :]):
        raise UnreadError("the order of the countries is not clear")
    part, assumed = _with_period(Part(), found, memory)
    if NO_DAYS in assumed and memory.named:
        raise UnreadError("its period is not stated, and which is meant is not clear")
    part = narrowed(part, replace_groups(found))
    if part.makers and memory.least is not None:
        part = replace(part, at_least_usd=memory.least)
    lacks = (
        missing(part)
        if role is not None
        else ("which country is meant: of origin, of dispatch or the trading country",)
    )
    return Statement(
        kind="ranking",
        part=part,
        by=role,
        each=tuple(codes),
        assumed=assumed,
        missing=lacks,
    )


def replace_groups(found: Filters) -> Filters:
    """What a piece says, but for the countries it orders.

    Args:
        found: What the piece says.
    """
    groups: list[Group] = []
    return replace(found, groups=groups)


READERS: tuple[Reader, ...] = (
    listed,
    ended,
    _none,
    _continued,
    _ranking,
    _made_by,
    _present,
)
