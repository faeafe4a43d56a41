"""Lists of goods that madein holds, as dated data: versions, their days and codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Literal

from madein.documents import read_document
from madein.goods.editions import Codes
from madein.question import STRICT

NOT_LOADED = "not loaded"
DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, eq=False)
class Version:
    """What one version of a list of goods says, and when; two of them are never equal.

    Attributes:
        id: Its id.
        maybe_from: First day on which it may hold.
        valid_from: First day on which it holds for certain.
        valid_to: First day on which it no longer holds; None where nothing ends it.
        codes: Its codes, of any length, by edition; None where they are not loaded.
        partial: Whether only a part of its codes is known.
        backcast: Whether only reviewed predecessors speak of rows of older editions.
        means: What being on it means, in words.
        absence: What being off it does not mean, in words.
    """

    id: str
    maybe_from: date
    valid_from: date
    valid_to: date | None
    codes: Mapping[str, Codes] | None
    partial: bool = False
    backcast: bool = False
    means: str
    absence: str = ""


@dataclass(frozen=True, kw_only=True)
class DatedList:
    """A list of goods over time.

    Attributes:
        name: Its name.
        regime: Whose list it is.
        versions: Its versions, the oldest first.
        seen_until: Last day on which it was looked at; None where nobody need look.
    """

    name: str
    regime: str
    versions: tuple[Version, ...]
    seen_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class WrittenVersion:
    """A version as `data/lists.yml` writes it, and explains it.

    Attributes:
        id: Its id.
        maybe_from: First day on which it may hold; None where that is `valid_from`.
        valid_from: First day on which it holds for certain.
        valid_to: First day on which nothing holds; None where the next version follows.
        known_from: Day since which it could be known.
        hs_edition: Edition of its codes.
        total: How many codes its publisher counts; None where that is not known.
        codes: Digits with blanks between, or `not loaded`.
        partial: Whether only a part of its codes is known.
        source: Where it is published.
        confidence: How well it is known.
        checked: Day on which it was last looked at.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    maybe_from: date | None = None
    valid_from: date
    valid_to: date | None = None
    known_from: date
    hs_edition: str
    total: int | None
    codes: str
    partial: bool = False
    source: str
    confidence: Literal["read", "second hand", "memory", "not known"]
    checked: date


@dataclass(frozen=True, kw_only=True)
class WrittenList:
    """A list as `data/lists.yml` writes it.

    Attributes:
        name: Its name.
        regime: Whose list it is.
        kind: What it asks for.
        means: What being on it means.
        absence: What being off it does not mean.
        backcast: Whether only reviewed predecessors speak of rows of older editions.
        versions: Its versions, the oldest first.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    regime: str
    kind: Literal["due diligence", "licence"]
    means: str
    absence: str
    backcast: bool = False
    versions: tuple[WrittenVersion, ...]


@dataclass(frozen=True, kw_only=True)
class WrittenLists:
    """All of `data/lists.yml`.

    Attributes:
        lists: The lists.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    lists: tuple[WrittenList, ...]


@cache
def written_lists() -> tuple[WrittenList, ...]:
    """The lists as their file writes them, with totals, sources and confidence."""
    file = Path(str(files("madein.goods") / "data" / "lists.yml"))
    return read_document(file, WrittenLists).lists


@cache
def known_lists() -> tuple[DatedList, ...]:
    """The lists of goods that madein holds.

    Examples:
        >>> [known.name for known in known_lists()]
        ['CHPL', 'KR situational licence', 'US Supplement 4', 'EU goods annexes']
    """
    return tuple(
        DatedList(
            name=written.name,
            regime=written.regime,
            versions=tuple(_version(written, one) for one in written.versions),
            seen_until=max(one.checked for one in written.versions),
        )
        for written in written_lists()
    )


def _version(written: WrittenList, one: WrittenVersion) -> Version:
    is_loaded = one.codes != NOT_LOADED
    return Version(
        id=one.id,
        maybe_from=one.maybe_from or one.valid_from,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        codes={one.hs_edition: frozenset(one.codes.split())} if is_loaded else None,
        partial=one.partial,
        backcast=written.backcast,
        means=written.means,
        absence=written.absence,
    )


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Days on which the same versions of a list may be in force.

    Attributes:
        since: First day.
        until: First day of the next stretch.
        is_seen: Whether somebody looked at the list on these days or later.
        certain: The version in force if no other is; None for none.
        maybe: Versions that may be in force instead: sources differ on their first day.
    """

    since: date
    until: date
    is_seen: bool
    certain: Version | None
    maybe: tuple[Version, ...]


def stretches(known: DatedList) -> tuple[Stretch, ...]:
    """A list's time, from the beginning to the end of the calendar.

    Args:
        known: The list.

    Examples:
        >>> for one in stretches(known_lists()[1])[:3]:
        ...     print(
        ...         one.since, one.certain and one.certain.id, [v.id for v in one.maybe]
        ...     )
        0001-01-01 None []
        2022-03-25 None ['KR-2022-03-26']
        2022-03-26 KR-2022-03-26 []
    """
    days = {date.min}
    for version in known.versions:
        days |= {version.maybe_from, version.valid_from}
        days |= set() if version.valid_to is None else {version.valid_to}
    last = known.seen_until
    if last is not None:
        days = {day for day in days if day <= last} | {last + DAY}
    ordered = sorted(days)
    return tuple(
        Stretch(
            since=since,
            until=until,
            is_seen=last is None or since <= last,
            certain=_certain(known, since),
            maybe=tuple(
                version
                for version in known.versions
                if version.maybe_from <= since < version.valid_from
            ),
        )
        for since, until in zip(ordered, [*ordered[1:], date.max], strict=True)
    )


def _certain(known: DatedList, day: date) -> Version | None:
    """The last version that has certainly begun by a day, unless it ended."""
    begun = [version for version in known.versions if version.valid_from <= day]
    if not begun or (begun[-1].valid_to is not None and begun[-1].valid_to <= day):
        return None
    return begun[-1]
