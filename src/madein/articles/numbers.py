"""Amounts, counts, shares and multiples in an English text, with their hedges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, ClassVar

from madein.articles.facts import either, read_facts
from madein.articles.number_words import spelled, spelled_pattern
from madein.question import STRICT


class Kind(StrEnum):
    """What a number is."""

    MONEY = "amount of US dollars"
    WEIGHT = "weight"
    COUNT = "count of imports"
    SHARE = "share"
    RATIO = "multiple"
    FOREIGN = "amount in another currency"
    OTHER = "number"


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number of a text.

    Attributes:
        start: Where it begins, with its hedge.
        end: Where it ends, with its unit.
        kind: What it is.
        hedge: Like `at least`; empty for none.
        low: The number, or the lower one of a range, as printed: digits and scale.
        high: The upper one of a range; empty for a single number.
        unit: What is counted: declarations, rows, or empty where the text leaves it open.
        is_worded: Whether it is a fraction in words, which has no printed precision.
    """

    start: int
    end: int
    kind: Kind
    hedge: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    is_worded: bool = False


@dataclass(frozen=True, kw_only=True)
class _Around:
    """Words for money, before and after a number."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Spelled:
    """Numbers in words."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    ones: dict[str, int]
    tens: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Words:
    """What `numbers.yml` holds; each part is explained there."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    hedges: dict[str, tuple[str, ...]]
    after: dict[str, tuple[str, ...]]
    nothing: tuple[str, ...]
    dollars: _Around
    foreign: _Around
    scales: dict[str, tuple[str, ...]]
    percent: tuple[str, ...]
    units: dict[str, tuple[str, ...]]
    weights: dict[int, tuple[str, ...]]
    fractions: dict[str, tuple[str, ...]]
    multiples: dict[int, tuple[str, ...]]
    words: _Spelled


@cache
def words() -> Words:
    """The words of numbers."""
    return read_facts("numbers.yml", Words)


@cache
def small_numbers() -> dict[str, int]:
    """Numbers in words below a hundred that are one word."""
    return words().words.ones | words().words.tens


DIGITS = r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|(?<![\d.,])\d+(?:\.\d+)?(?!,\d|\d)"
# Words that may stand between a count and what is counted.
BETWEEN = r"(?:\s+(?!(?:of|in|and|or|worth|from|for|to|were|was|at|by|on|with)\b)[A-Za-z.-]+){0,3}?"
# What follows a bare count whose noun stands before it.
BARE = r"(?=\s+(?:of\s+(?:them|these|those|which|the)\b|were\b|was\b|involved\b|had\b|or\s|\()|,\s+or\s)"
COMPARED = r"(?=\s+(?:as\s+(?:much|many|large|big|high)|the|that|what|its|more|higher|larger|greater|bigger)\b)"


@cache
def _core() -> re.Pattern[str]:
    """A number with its currency, scale and unit, without hedges."""
    known = words()
    spelt = spelled_pattern(small_numbers())
    scale = either(w for ws in known.scales.values() for w in ws)
    fractions = either(w for ws in known.fractions.values() for w in ws)
    multiples = either(w for ws in known.multiples.values() for w in ws)
    units = either(w for ws in known.units.values() for w in ws)
    weights = either(w for ws in known.weights.values() for w in ws)
    return re.compile(
        rf"""(?P<fraction>(?<![\w-]){fractions}(?=\s+(?:of|the|its|was|were|came|or)\b(?!\s+(?:19|20)\d\d)|,\s+or\b))
|(?P<multiple>(?<![\w-]){multiples}(?![\w-]))
|(?:(?P<foreign>(?<![A-Za-z]){either(known.foreign.before)}\s*)
   |(?P<usd>(?<![A-Za-z]){either(known.dollars.before)}\s*))?
 (?:(?P<digits>{DIGITS})(?P<plus>\s+and\s+a\s+(?:half|quarter)(?=\s+{scale}))?|(?<![\w-])(?P<spelt>{spelt}))
 (?:[\s-]*(?P<scale>{scale})(?![A-Za-z]))?
 (?:[\s-]*(?:(?P<percent>{either(known.percent)}(?![\w-]|\s+points?))
   |(?P<foreign_after>{either(known.foreign.after)}(?![A-Za-z]))
   |(?P<usd_after>{either(known.dollars.after)}(?![A-Za-z]))
   |(?P<weight>{weights}(?![A-Za-z]))
   |(?P<fold>fold\b)|(?P<times>times\b){COMPARED}
   |(?={BETWEEN}\s+(?P<unit>{units})\b)
   |(?P<bare>{BARE})))?""",
        re.VERBOSE | re.IGNORECASE,
    )


def numbers(text: str) -> list[Number]:
    """The numbers of a text in order, ranges as one.

    Args:
        text: One sentence.

    Examples:
        >>> [n] = numbers("parts worth almost US$15.5m came")
        >>> n.kind.value, n.hedge, n.low
        ('amount of US dollars', 'almost', '15.5 million')
        >>> [n.hedge for n in numbers("1,774 transactions, or around 75% of them")]
        ['', 'about']
    """
    found = [n for core in _core().finditer(text) if (n := _number(core))]
    return list(_with_hedges(text, _joined(text, found)))


def _number(core: re.Match[str]) -> Number | None:
    kind, low, unit = _kind(core), "", core["unit"] or ""
    if core["fraction"]:
        low = str(Fraction(_meaning(core["fraction"], words().fractions)))
    elif core["multiple"]:
        low = _meaning(core["multiple"], words().multiples)
    elif core["digits"]:
        low = core["digits"] + _fraction_after(core["plus"])
    else:
        worded = spelled(core["spelt"], small_numbers())
        if worded is None:
            return None
        low, worded_scale = worded
        low += f" {worded_scale}" if worded_scale else ""
        if kind in {Kind.OTHER, Kind.COUNT} and low == "1" and not core["unit"]:
            return None  # "one of the suppliers" counts nothing
    if core["scale"]:
        low += f" {_meaning(core['scale'], words().scales)}"
    return Number(
        start=core.start(),
        end=core.end(),
        kind=kind,
        low=_weighed(low, core["weight"]) if core["weight"] else low,
        unit=_meaning(unit, words().units).replace("any", "") if unit else "",
        is_worded=bool(core["fraction"] or core["multiple"] or core["times"]),
    )


def _fraction_after(words: str | None) -> str:
    """The decimals of `15 and a half`."""
    if words is None:
        return ""
    return ".5" if words.endswith("half") else ".25"


def _kind(core: re.Match[str]) -> Kind:
    kinds = {
        Kind.FOREIGN: ("foreign", "foreign_after"),
        Kind.MONEY: ("usd", "usd_after"),
        Kind.SHARE: ("fraction", "percent"),
        Kind.RATIO: ("multiple", "fold", "times"),
        Kind.WEIGHT: ("weight",),
    }
    for kind, groups in kinds.items():
        if any(core[group] for group in groups):
            return kind
    is_count = core["unit"] or core["bare"] is not None
    return Kind.COUNT if is_count and not core["foreign"] else Kind.OTHER


def _meaning(
    word: str, meanings: dict[str, tuple[str, ...]] | dict[int, tuple[str, ...]]
) -> str:
    """What a word of `numbers.yml` stands for."""
    plain = " ".join(word.lower().split())
    exact = [m for m, ws in meanings.items() if word in ws]
    loose = [m for m, ws in meanings.items() if plain in {w.lower() for w in ws}]
    return str((exact or loose)[0])


def _weighed(low: str, unit: str) -> str:
    """A weight in kilograms, with its printed precision."""
    if _meaning(unit, words().weights) == "1":
        return low
    digits, _, scale = low.partition(" ")
    bigger = {"": "thousand", "thousand": "million", "million": "billion"}.get(scale)
    return low if bigger is None else f"{digits} {bigger}"


def _joined(text: str, found: list[Number]) -> Iterator[Number]:
    """Two numbers that are the ends of a range, as one."""
    place = 0
    while place < len(found):
        first, *rest = found[place:]
        second = rest[0] if rest else None
        if second is not None and _is_range(text, first, second):
            low = first.low
            if " " not in low and " " in second.low:
                low += second.low[second.low.index(" ") :]
            before = re.search(r"\bbetween\s+$", text[: first.start])
            yield replace(
                first if second.kind is Kind.OTHER else second,
                start=before.start() if before else first.start,
                end=second.end,
                low=low,
                high=second.low,
                hedge="between",
            )
            place += 2
            continue
        yield first
        place += 1


def _is_range(text: str, first: Number, second: Number) -> bool:
    gap, before = text[first.end : second.start], text[: first.start]
    if second.kind in {Kind.FOREIGN, Kind.RATIO} or second.is_worded:
        return False
    if Kind.OTHER not in {first.kind, second.kind} and first.kind is not second.kind:
        return False
    if re.search(r"\bbetween\s+$", before):
        return gap.strip() == "and"
    if (
        second.kind is Kind.OTHER
        and first.kind is not Kind.OTHER
        and gap.strip() == "to"
    ):
        return False
    if first.kind is Kind.OTHER and re.fullmatch(r"(?:19|20)\d\d", first.low):
        return False  # a year
    is_change = re.search(r"\bfrom\s+(?:\w+\s+){0,2}$", before) is not None
    return gap.strip() in {"-", "–", "—", "to"} and not is_change


@cache
def _hedge_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = words()
    nothing = rf"(?:\b{either(known.nothing)}\s+)*"
    before = either(w for ws in known.hedges.values() for w in ws)
    after = either(w for ws in known.after.values() for w in ws)
    return (
        # "add up to" and "amount to up to" are not the same "up to"
        re.compile(
            rf"(?P<hedge>(?<![\w])(?<!\badd\s)(?<!\badds\s)(?<!added\s)(?<!dding\s){before})\s*{nothing}$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:,\s*|\s*)(?P<hedge>{after})(?![\w])(?!\s+(?:the|we|he|she|they)\s)",
            re.IGNORECASE,
        ),
    )


def _with_hedges(text: str, found: Iterator[Number]) -> Iterator[Number]:
    before, after = _hedge_patterns()
    last_end = 0
    for number in found:
        start, hedge, end = number.start, number.hedge, number.end
        # A second hedge stays beside the first: no claim words two, so it is not read.
        while (head := before.search(text[last_end:start])) is not None:
            start = last_end + head.start()
            hedge = f"{_meaning(head['hedge'], words().hedges)} {hedge}".strip()
        if (tail := after.match(text, number.end)) is not None:
            end = tail.end()
            hedge = f"{hedge} {_meaning(tail['hedge'], words().after)}".strip()
        last_end = end
        yield replace(number, start=start, end=end, hedge=hedge)
