"""A text cut into sentences, each with its line and paragraph."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from madein.articles.facts import read_facts
from madein.question import STRICT

END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s|$)")
ITEM = re.compile(
    r"\s*(?:\*{1,3}|[-•–—·▪>]|\d{1,2}[.)]|\d{1,2}/\d{0,2}(?=\s)|\([a-z0-9]\))\s+"
)
HEADING = re.compile(r"\s*#+\s+")
ENTRY = re.compile(r":\s*(?:[a-z ]+)?[A-Z$€]*\s*[\d.,]+[^.:]*$")
# What may stand before the full stop of an abbreviation, up to the blank before it.
LAST_WORD = re.compile(r"([^\s(\"“'‘]+)$")
NEXT_WORD = re.compile(r"\s*[\"“'‘(]*([^\s,.;:]+)")


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence of a text.

    Attributes:
        text: The sentence, with single blanks.
        line: Line on which it begins.
        paragraph: Number of its paragraph.
    """

    text: str
    line: int
    paragraph: int


@dataclass(frozen=True, kw_only=True)
class _Stops:
    """Abbreviations, without their last full stop.

    Attributes:
        never: Those that never end a sentence.
        may: Those that may.
        starters: Words that show, after one of `may`, that a sentence begins.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    never: frozenset[str]
    may: frozenset[str]
    starters: frozenset[str]


@cache
def _stops() -> _Stops:
    return read_facts("sentences.yml", _Stops)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text; a line of a list is one by itself.

    Args:
        text: The text.

    Examples:
        >>> [
        ...     s.text
        ...     for s in sentences(
        ...         "It bought $1.5 million of it from J. Kim Co. Ltd. The rest came later."
        ...     )
        ... ]
        ['It bought $1.5 million of it from J. Kim Co. Ltd.', 'The rest came later.']
    """
    return [
        Sentence(
            text=" ".join(text[start:end].split()),
            line=text.count("\n", 0, start) + 1,
            paragraph=number,
        )
        for number, (first, last) in enumerate(_paragraphs(text), start=1)
        for start, end in _cut(text, first, last)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs begin and end: at blank lines, headings and items of lists."""
    start, place = 0, 0
    is_heading, last_line = False, ""
    for line in text.splitlines(keepends=True):
        mark = ITEM.match(line) or HEADING.match(line)
        if mark or is_heading or not line.strip() or _is_entry(last_line, line):
            if text[start:place].strip():
                yield start, place
            start = place + (mark.end() if mark else 0)
        is_heading = HEADING.match(line) is not None
        last_line = line
        place += len(line)
    if text[start:].strip():
        yield start, len(text)


def _is_entry(before: str, line: str) -> bool:
    """Whether two lines are entries of a table: "Imports in 2022: USD 8.2 million"."""
    entries = [one.strip() for one in (before, line)]
    return all(ENTRY.search(one) and len(one) < 100 for one in entries)


def _cut(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    start = first + len(text[first:last]) - len(text[first:last].lstrip())
    for stop in END.finditer(text, first, last):
        if stop.end() < last and not _ends(text, start, stop, last):
            continue
        if text[start : stop.end()].strip():
            yield start, stop.end()
        gap = text[stop.end() : last]
        start = stop.end() + len(gap) - len(gap.lstrip())
    if text[start:last].strip():
        yield start, last


def _ends(text: str, start: int, stop: re.Match[str], last: int) -> bool:
    """Whether the marks of a match end a sentence."""
    after = NEXT_WORD.match(text, stop.end(), last)
    if after is None:
        return True
    following = after[1]
    if following[0].islower():
        return False
    if not stop[0].startswith(".") or len(stop[0].rstrip("\"'”’)]")) > 1:
        return True
    word = LAST_WORD.search(text, start, stop.start())
    if word is None:
        return True
    bare = word[1].lower()
    if bare in _stops().never or re.fullmatch("[a-z]", bare):
        return False
    return bare not in _stops().may or following.lower() in _stops().starters
