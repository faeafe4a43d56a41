"""What is asked and by whom, the numbers that decide, and countries with their days."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

from madein.documents import read_document
from madein.question import STRICT, CaseFile
from madein.values import day_words

DATA = files("madein.analysis.flags").joinpath("data")


@dataclass(frozen=True, kw_only=True)
class EventDay:
    """The day that divides before from after.

    Attributes:
        names: Names of an event of the case that stands for it.
        day: The day, where a case names no such event.
        source: Where it is from.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    names: tuple[str, ...]
    day: date
    source: str


@dataclass(frozen=True, kw_only=True)
class Caution:
    """What is printed wherever flags are printed.

    Attributes:
        quote: The words, as published.
        publisher: Whose they are.
        address: Where they stand.
        checked: Day on which they were last read.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    quote: str
    publisher: str
    address: str
    checked: date

    @property
    def says(self) -> str:
        """The quotation with its source."""
        return f"“{self.quote}” ({self.publisher})"


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A number that decides.

    Attributes:
        value: The number.
        decides: What it decides.
        source: Where it is from.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    value: Decimal
    decides: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Who published flags, and when.

    Attributes:
        id: Short name.
        publisher: Who.
        title: Its title.
        published: The day.
        confidence: How well that is known: read, second hand or memory.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    publisher: str
    title: str
    published: date
    confidence: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One flag.

    Attributes:
        id: Its id.
        question: What is asked, with names of thresholds in braces.
        notices: Short names of the notices that publish it.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    question: str
    notices: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All of `data/flags.yml`.

    Attributes:
        event: The day that divides before from after.
        caution: What is printed with flags.
        thresholds: Numbers that decide.
        notices: Who published the flags.
        flags: The flags, in order.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    event: EventDay
    caution: Caution
    thresholds: dict[str, Threshold]
    notices: tuple[Notice, ...]
    flags: tuple[Asked, ...]

    def day(self, case: CaseFile) -> date:
        """The day that divides: that of the case's event of the name, else the fact.

        Args:
            case: The case.
        """
        named = [e.date for e in case.events if e.name.casefold() in self.event.names]
        return named[0] if named else self.event.day

    def question(self, flag: Asked, case: CaseFile) -> str:
        """What a flag asks of a case, in words.

        Args:
            flag: The flag.
            case: The case.
        """
        numbers = {name: _number(t.value) for name, t in self.thresholds.items()}
        return flag.question.format(day=day_words(self.day(case)), **numbers)

    def source(self, flag: Asked) -> str:
        """Who published a flag, and when.

        Args:
            flag: The flag.
        """
        by_id = {notice.id: notice for notice in self.notices}
        return "; ".join(
            f"{n.publisher}, {n.title}, {day_words(n.published)}"
            for n in map(by_id.__getitem__, flag.notices)
        )


@cache
def facts() -> Facts:
    """What madein holds about flags."""
    return read_document(Path(str(DATA / "flags.yml")), Facts)


def threshold(name: str) -> Decimal:
    """A number that decides.

    Args:
        name: Its name in `data/flags.yml`.

    Examples:
        >>> threshold("score")
        Decimal('3.5')
    """
    return facts().thresholds[name].value


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a table of facts.

    Args:
        name: Its file in the folder `data`.
    """
    text = (DATA / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _number(value: Decimal) -> str:
    """A number for print; parts of one in percent."""
    return f"{(value * 100).normalize():f}%" if value < 1 else f"{value.normalize():f}"
