"""A change between two periods: two amounts, and the multiple that they make."""

from collections.abc import Sequence
from dataclasses import replace

from madein.articles.bases import narrowed
from madein.articles.days import Days
from madein.articles.filters import filters
from madein.articles.memory import Bounds, Memory, with_days
from madein.articles.multiples import missing
from madein.articles.numbers import Kind, Number
from madein.articles.pieces import Piece
from madein.articles.refusals import check_firms, check_subject, check_topic
from madein.articles.saying import Filters
from madein.articles.statements import Part, Statement
from madein.articles.tokens import Token
from madein.articles.trimming import without_asides, without_threshold


def read_change(tokens: Sequence[Token], memory: Memory) -> list[Statement] | None:
    """Like "imports doubled between 2021 and 2023, from $4.0 million to $8.7 million".

    Args:
        tokens: The tokens of a sentence.
        memory: What was said before it.

    Returns:
        Its statements; None where it tells no such change.
    """
    numbers = [t.value for t in tokens if isinstance(t.value, Number)]
    multiples = [n for n in numbers if n.kind is Kind.RATIO]
    amounts = [n for n in numbers if n.kind is not Kind.RATIO]
    if len(multiples) > 1 or not (multiples or amounts):
        return None
    if amounts and not (multiples or any(t.has("change") for t in tokens)):
        return None
    if amounts and not _is_from_to(tokens, amounts):
        return None
    ends, base = _ends(tokens, memory, amounts)
    if ends is None:
        return None
    rest = [t for t in without_asides(tokens) if t.kind not in {"number", "days"}]
    rest, threshold = without_threshold(rest)
    check_firms(rest)
    check_subject(rest)
    found = filters(
        [t for t in rest if t.text.lower() not in {"those", "that", "they"}]
    )
    plain = Filters()
    check_topic(found, plain, memory, plain, Piece(tokens=tuple(rest)))
    if base is None:
        base = narrowed(Part(), found)
    if threshold is not None or memory.least is not None:
        base = replace(base, at_least_usd=threshold or memory.least)
    early, late = (with_days(base, bounds) for bounds in ends)
    said = [
        Statement(kind=KINDS[n.kind], part=part, number=n, missing=missing(part))
        for n, part in zip(amounts, (early, late), strict=False)
    ]
    for number in multiples:
        is_value = not {"number", "count"} & set(found.words)
        ratio = Statement(kind="ratio", part=late, to=early, number=number, is_value=is_value, missing=missing(late))  # fmt: skip
        said.append(ratio)
    return said


KINDS = {Kind.MONEY: "total", Kind.COUNT: "count", Kind.WEIGHT: "total"}


def _is_from_to(tokens: Sequence[Token], amounts: Sequence[Number]) -> bool:
    """Whether two amounts of a kind stand as "from ... to ..."."""
    if len(amounts) != 2 or amounts[0].kind is not amounts[1].kind:
        return False
    if amounts[0].kind not in KINDS:
        return False
    places = [n for n, t in enumerate(tokens) if t.value in amounts]
    before = [tokens[n - 1].text.lower() if n else "" for n in places]
    between = [t.kind for t in tokens[places[0] + 1 : places[1]]]
    return before == ["from", "to"] and between in (["word"], ["days", "word"])


def _ends(
    tokens: Sequence[Token], memory: Memory, amounts: Sequence[Number]
) -> tuple[tuple[Bounds, Bounds] | None, Part | None]:
    """The earlier and the later period of a change, and the imports where told before."""
    days = [t.value for t in tokens if isinstance(t.value, Days)]
    words = [t.text.lower() for t in tokens]
    if len(days) == 1 and not days[0].refers:
        return _years(days[0]), None
    if len(days) == len(amounts) == 2 and _is_each(tokens):
        early = memory.told(days[:1])
        late = _named_after(memory, early, days[1]) if early else None
        is_change = bool(early and late and _lies_before(early, late))
        return ((early, late) if is_change else None), None
    if len(days) == 2 and not amounts and {"those", "that", "in", "of"} & set(words):
        late = memory.told(days[:1])
        if late is None:
            return None, None
        early = _named_after(memory, late, days[1])
        return (
            ((early, late), None)
            if early and _lies_before(early, late)
            else (None, None)
        )
    if not days and "such" in words and len(amounts) == 2:
        return _such(memory, amounts)
    return None, None


def _is_each(tokens: Sequence[Token]) -> bool:
    """Whether each of two amounts has its own days behind it."""
    kinds = [
        "days" if t.kind == "days" else "amount"
        for t in tokens
        if t.kind == "days"
        or (isinstance(t.value, Number) and t.value.kind is not Kind.RATIO)
    ]
    return kinds == ["amount", "days", "amount", "days"]


def _named_after(memory: Memory, last: Bounds, days: Days) -> Bounds | None:
    """What a period means where another was named just before it."""
    kept, memory.last = memory.last, last
    try:
        return memory.told([days])
    finally:
        memory.last = kept


def _lies_before(early: Bounds, late: Bounds) -> bool:
    return early[1] is not None and late[0] is not None and early[1] < late[0]


def _years(days: Days) -> tuple[Bounds, Bounds] | None:
    """The first and the last year of "between 2021 and 2023"."""
    since, until = days.since, days.until
    if since is None or until is None or since.year >= until.year:
        return None
    starts = (since.month, since.day) == (1, 1)
    if not starts or (until.month, until.day) != (12, 31):
        return None
    return (
        (since, since.replace(month=12, day=31)),
        (until.replace(month=1, day=1), until),
    )


def _such(
    memory: Memory, amounts: Sequence[Number]
) -> tuple[tuple[Bounds, Bounds] | None, Part | None]:
    """Like "the number of such deals went up from 230 to 1,774": the two periods before."""
    near = [s for n, s in memory.said if memory.sentence - n <= 1]
    parts = list(dict.fromkeys(s.part for s in near))
    bare = {with_days(part, (None, None)) for part in parts}
    if len(parts) != 2 or len(bare) != 1 or amounts[0].kind is not Kind.COUNT:
        return None, None
    ends = sorted(((p.since, p.until) for p in parts), key=str)
    if not _lies_before(ends[0], ends[1]):
        return None, None
    return (ends[0], ends[1]), bare.pop()
