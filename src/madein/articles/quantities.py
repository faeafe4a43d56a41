"""Statements that give a number: amounts, counts and shares."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from madein.articles.bases import (
    base_of,
    is_elliptic,
    is_it,
    name_pronoun,
    narrowed,
)
from madein.articles.context import SAME, limited, says_all, with_period
from madein.articles.filters import filters
from madein.articles.memory import Memory, with_days
from madein.articles.multiples import missing, multiple
from madein.articles.numbers import Kind, Number
from madein.articles.pieces import Piece
from madein.articles.placing import acts
from madein.articles.refusals import (
    check_change,
    check_firms,
    check_numbers,
    check_subject,
    check_topic,
)
from madein.articles.saying import Filters
from madein.articles.statements import Part, Statement, UnreadError
from madein.articles.tokens import Token
from madein.articles.trimming import split_whole, without_asides, without_threshold
from madein.articles.vocabulary import vocabulary, word_set

KINDS = {
    Kind.MONEY: "total",
    Kind.WEIGHT: "total",
    Kind.COUNT: "count",
    Kind.SHARE: "share",
    Kind.RATIO: "ratio",
}


def read_piece(piece: Piece, memory: Memory, sentence: Filters) -> list[Statement]:
    """The statements of one piece of a sentence.

    Args:
        piece: The piece, with at least one number.
        memory: What was said before it.
        sentence: What the pieces of its sentence before it say.

    Raises:
        UnreadError: It is not understood, or is not about the imports of the case.
    """
    tokens, threshold = without_threshold(piece.tokens)
    numbers = [t.value for t in tokens if isinstance(t.value, Number)]
    if not numbers:
        raise UnreadError("it says only which imports it counts")
    is_listed = any(t.text.lower() == "respectively" for t in tokens)
    check_numbers(numbers, is_listed=is_listed)
    check_change(tokens)
    check_firms(tokens)
    check_subject(tokens, is_bill=sentence.accounts)
    tokens = without_asides(tokens)
    if [n.kind for n in numbers] == [Kind.RATIO]:
        return [multiple(tokens, numbers[0], memory)]
    if any(n.kind is Kind.RATIO for n in numbers):
        raise UnreadError("what the multiple compares is not clear")
    _check_all(tokens)
    whole_tokens, rest = split_whole(tokens)
    found = filters(rest)
    inner = filters(whole_tokens)
    if is_it(found) and memory.just_before():
        found.refers, found.is_implied = "same", False
    check_topic(found, inner, memory, sentence, piece)
    if not (found.refers or inner.refers or piece.opens) and is_elliptic(tokens):
        found.refers = "rest"
    days = memory.told(inner.days + found.days)
    if (
        sentence.role is not None
        and len(found.groups) == 1
        and found.groups[0].role is None
    ):
        found.groups[0] = replace(found.groups[0], role=sentence.role)
    by_country = any("country of" in w for w in found.words)
    if (
        by_country
        and found.role is not None
        and [g.role for g in found.groups] == [None]
    ):
        found.groups[0] = replace(found.groups[0], role=found.role)
    if sentence.sender is not None and not found.groups and _starts_with_verb(tokens):
        found.groups.append(sentence.sender)
    name_pronoun(found, memory)
    base, is_part = base_of(piece, found, inner, memory)
    if sentence.whole is not None and not (found.refers or inner.refers or piece.opens):
        base, is_part = sentence.whole, True
    start = base
    assumed: tuple[str, ...] = ()
    is_free = not (is_part or inner.refers or piece.opens)
    is_free = is_free and threshold is None and memory.least is None
    if is_free and base.at_least_usd is None:
        base, assumed = limited(base, found, memory)
    if days is not None:
        base = with_days(base, days)
    elif not base.has_days:
        base, more = with_period(base, found, memory, sentence)
        assumed += more
    elif found.refers == "rest":
        assumed += (SAME,)
    if threshold is not None or memory.least is not None:
        base = replace(
            base, at_least_usd=threshold or base.at_least_usd or memory.least
        )
    known = memory.makers()
    whole = narrowed(base, inner, known)
    if "respectively" in found.words:
        return _distributed(numbers, found, whole, assumed)
    part = narrowed(whole, found, known)
    if is_part and part == start and not _is_its_value(tokens):
        raise UnreadError("which part of it is meant is not clear")
    is_all = says_all(found)
    if memory.makers_near() and not is_all and not (part.makers or part.suppliers):
        raise UnreadError("whether it speaks of the same makers is not clear")
    is_share = any(n.kind is Kind.SHARE for n in numbers)
    has_whole = bool(whole_tokens) or is_part or (base.has_days and not assumed)
    if is_share and not has_whole and not _names_imports(found):
        raise UnreadError("it does not say of what it is a share")
    if is_share and part == whole:
        raise UnreadError("it does not say of what the share is")
    return [
        Statement(
            kind=_kind(n, is_part=is_part and part != whole),
            part=part,
            number=n,
            of=_of(n, whole, part, is_part=is_part),
            is_value=n.kind is Kind.SHARE
            and any("value" in w for w in (*found.words, *inner.words)),
            assumed=assumed,
            missing=missing(part),
        )
        for n in numbers
    ]


def _is_its_value(tokens: Sequence[Token]) -> bool:
    """Like "the value of these shipments": all of what was spoken of."""
    return any(
        before.has("value") and after.has("anaphors")
        for before, after in itertools.pairwise(tokens)
    )


def _check_all(tokens: Sequence[Token]) -> None:
    """Refuse what is told of most of the goods: "worth $5 million, mainly from Italy".

    Raises:
        UnreadError: It is told of most of them.
    """
    for place, token in enumerate(tokens):
        after = tokens[place + 1 : place + 3]
        named = any(t.kind in {"place", "goods"} or t.role for t in after)
        if named and token.text.lower() in word_set("not all of it"):
            raise UnreadError(f"'{token.text}': it is not told of all of it")


def _starts_with_verb(tokens: Sequence[Token]) -> bool:
    """Like ", shipped goods worth $3.3 million after it": who ships was said before."""
    plain = [t for t in tokens if t.kind != "mark"]
    plain = [t for t in plain if t.text.lower() not in vocabulary().helping]
    return bool(plain) and acts(plain, 0)


def _of(number: Number, whole: Part, part: Part, *, is_part: bool) -> Part | None:
    is_share = number.kind is Kind.SHARE
    is_amount = number.kind in {Kind.MONEY, Kind.WEIGHT} and is_part and part != whole
    return whole if is_share or is_amount else None


def _kind(number: Number, *, is_part: bool) -> str:
    kind = KINDS[number.kind]
    return "part" if kind == "total" and is_part else kind


def _names_imports(found: Filters) -> bool:
    return bool({"imports", "import", "total"} & set(found.words))


def _distributed(
    numbers: Sequence[Number], found: Filters, whole: Part, assumed: tuple[str, ...]
) -> list[Statement]:
    """Like "China and Turkey ... $4.9 million and $3.3 million respectively".

    Raises:
        UnreadError: It is not clear.
    """
    if len(found.groups) != 1 or len(found.groups[0].each) != len(numbers):
        raise UnreadError("which amount belongs to which is not clear")
    group = found.groups[0]
    return [
        Statement(
            kind=KINDS[number.kind],
            part=replace(whole, countries=(code,), role=group.role),
            number=number,
            assumed=assumed,
        )
        for number, code in zip(numbers, group.each, strict=True)
    ]
