"""What holds of each commodity code of the imports under each list of goods, by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from madein.engine import Engine, Row
from madein.goods.lists import DatedList, Stretch, Version, known_lists, stretches
from madein.goods.match import Match, match
from madein.goods.own import own_lists
from madein.question import GoodsList
from madein.tables import GOODS_STANDING
from madein.tables.contract import table
from madein.values import day_words
from madein.verdict import GoodsWord, Reason

# Many codes stand alike; what is said of them is made once, and joined to the codes.
ALIKE = table(
    "goods_alike",
    "one commodity code of the imports",
    "",
    """
    hs         | VARCHAR | commodity code | not known
    hs_edition | VARCHAR | edition of the nomenclature | not known
    alike      | INTEGER | number of all codes that stand like it
    """,
)
SPAN = table(
    "goods_alike_span",
    "what holds of codes that stand alike, under one list, over some days",
    "alike regime list since",
    """
    alike  | INTEGER | their number
    regime | VARCHAR | whose list it is
    list   | VARCHAR | name of the list
    since  | DATE    | first day
    until  | DATE    | first day of the next span
    word   | VARCHAR | the verdict
    reason | VARCHAR | reason code | the word needs none
    version | VARCHAR | id of the version | none is in force
    code   | VARCHAR | code that decides | none does
    says   | VARCHAR | the ground in words
    """,
)
JOINED = ", ".join(
    f"{'goods_alike' if name in {'hs', 'hs_edition'} else 'goods_alike_span'}.{name}"
    for name in GOODS_STANDING.names
)


@dataclass(frozen=True, kw_only=True)
class GoodsSpan:
    """What holds of a code under a list over some days.

    Attributes:
        since: First day.
        until: First day of the next span.
        word: The verdict.
        reason: What leaves it open; None where nothing does.
        version: Id of the version in force; None where none is for certain.
        code: Code of the list that decides; None where none does.
        says: The ground, in words.
    """

    since: date
    until: date
    word: GoodsWord
    reason: Reason | None
    version: str | None
    code: str | None
    says: str


Standing = tuple[DatedList, tuple[GoodsSpan, ...]]


def fill_goods_standing(engine: Engine, own: Sequence[GoodsList], base: Path) -> None:
    """What holds of each code of the imports, under madein's lists and those of a case.

    Shape:
        `imports` in, `goods_standing` out: for each distinct code and edition, and each
        list, spans from 0001-01-01 to 9999-12-31 without a gap.

    Unknown:
        reason is null where the word needs none, version where no version of the list
        is in force for certain, code where no code of it decides.

    Args:
        engine: The engine, with the imports.
        own: The lists of the case.
        base: The case folder.
    """
    lists = [*known_lists(), *own_lists(own, base)]
    kinds: dict[tuple[Standing, ...], int] = {}
    codes = engine.rows("select distinct hs, hs_edition from imports")
    for row in codes:
        code = row["hs"], row["hs_edition"]
        standing = tuple((known, goods_spans(*code, known)) for known in lists)
        row["alike"] = kinds.setdefault(standing, len(kinds))
    engine.fill(ALIKE, codes)
    engine.fill(SPAN, _rows(kinds))
    engine.run(
        f"create or replace table {GOODS_STANDING.name} as select {JOINED} "
        "from goods_alike join goods_alike_span using (alike)"
    )
    engine.check(GOODS_STANDING)
    for helper in (ALIKE, SPAN):
        engine.run(f"drop table {helper.name}")


def _rows(kinds: dict[tuple[Standing, ...], int]) -> list[Row]:
    return [
        {"alike": alike, "regime": known.regime, "list": known.name} | vars(span)
        for standing, alike in kinds.items()
        for known, spans in standing
        for span in spans
    ]


def goods_spans(
    hs: str | None, hs_edition: str | None, known: DatedList
) -> tuple[GoodsSpan, ...]:
    """What holds of one code under one list, over all days.

    Args:
        hs: The code as declared; None if unknown.
        hs_edition: Edition it was declared under; None if unknown.
        known: The list.

    Examples:
        >>> chpl = known_lists()[0]
        >>> spans = goods_spans("845710", "HS2022", chpl)
        >>> str(spans[0].word), str(spans[1].since), str(spans[1].word)
        ('list not in force', '2023-05-19', 'not on list')
    """
    return _spans(
        known,
        tuple((version, match(hs, hs_edition, version)) for version in known.versions),
    )


@cache
def _spans(
    known: DatedList, matches: tuple[tuple[Version, Match], ...]
) -> tuple[GoodsSpan, ...]:
    """Spans of all codes that are the same under each version of a list."""
    return tuple(_span(known, stretch, dict(matches)) for stretch in stretches(known))


def _span(
    known: DatedList, stretch: Stretch, of_version: dict[Version, Match]
) -> GoodsSpan:
    """One word for some days, where all versions that may be in force agree on one."""
    certain = stretch.certain
    one = _not_in_force(known) if certain is None else of_version[certain]
    words = {
        (other.word, other.reason) for other in (of_version[v] for v in stretch.maybe)
    }
    if not stretch.is_seen:
        one, certain = _not_seen(known), None
    elif stretch.maybe and (
        one.word is GoodsWord.UNKNOWN or words != {(one.word, one.reason)}
    ):
        one, certain = _doubtful(stretch.maybe), None
    return GoodsSpan(
        since=stretch.since,
        until=stretch.until,
        word=one.word,
        reason=one.reason,
        version=None if certain is None else certain.id,
        code=one.code,
        says=one.says,
    )


def _not_in_force(known: DatedList) -> Match:
    says = f"no version of {known.name} is in force"
    return Match(word=GoodsWord.NOT_IN_FORCE, says=says)


def _not_seen(known: DatedList) -> Match:
    """No word: the list may have changed since somebody last looked at it."""
    seen = known.seen_until or date.max
    says = f"{known.name} was last looked at on {day_words(seen)}"
    return Match(word=GoodsWord.UNKNOWN, reason=Reason.LIST_GAP, says=says)


def _doubtful(maybe: Sequence[Version]) -> Match:
    """No word: it depends on first days on which the sources differ."""
    days = ", ".join(
        f"{version.id} holds from {day_words(version.maybe_from)} at the earliest, "
        f"from {day_words(version.valid_from)} for certain"
        for version in maybe
    )
    says = f"sources differ on a first day: {days}"
    return Match(word=GoodsWord.UNKNOWN, reason=Reason.RULE_UNKNOWN, says=says)
