"""Blocs of countries, with the days on which each country belonged."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, Literal

from madein.documents import read_document
from madein.scope import CountryRole, Query, Scope, on_or_after, on_or_before

STRICT = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True)
class Members:
    """Countries that belong to a bloc over the same days.

    Attributes:
        countries: ISO 3166 alpha-2 codes.
        since: First day; None where it is before 2004.
        until: Last day; None where they belong still.
        source: The act, or who publishes the list.
        confidence: How well that is known; what is from memory is to be checked.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    countries: tuple[str, ...]
    since: date | None
    until: date | None
    source: str
    confidence: Literal["read", "second hand", "memory"]

    def on(self, day: date) -> bool:
        """Whether they belong on a day.

        Args:
            day: The day.
        """
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Bloc:
    """A bloc of countries.

    Attributes:
        name: Short name.
        label: Its name in words.
        note: What a reader must know of its days.
        members: Its members.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    name: str
    label: str
    note: str
    members: tuple[Members, ...]

    def ever(self) -> frozenset[str]:
        """Every country that belonged on some day."""
        return frozenset(code for some in self.members for code in some.countries)

    def on(self, day: date) -> frozenset[str]:
        """The countries that belong on a day.

        Args:
            day: The day.

        Examples:
            >>> from datetime import date
            >>> eu = bloc("EU")
            >>> "GB" in eu.on(date(2020, 1, 31)), "GB" in eu.on(date(2020, 2, 1))
            (True, False)
        """
        return frozenset(
            code for some in self.members if some.on(day) for code in some.countries
        )


@dataclass(frozen=True, kw_only=True)
class Blocs:
    """All of `data/blocs.yml`.

    Attributes:
        blocs: The blocs, in the order in which they are printed.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    blocs: tuple[Bloc, ...]


@cache
def blocs() -> tuple[Bloc, ...]:
    """The blocs that madein holds.

    Source:
        `data/blocs.yml` names the act behind each membership and says how well its
        days are known.

    Examples:
        >>> [bloc.name for bloc in blocs()]
        ['EU', 'G7', 'coalition', 'unfriendly', 'EAEU']
    """
    table = files("madein.reference") / "data" / "blocs.yml"
    return read_document(Path(str(table)), Blocs).blocs


def bloc(name: str) -> Bloc:
    """A bloc by its short name.

    Args:
        name: The name, as in `data/blocs.yml`.
    """
    return {one.name: one for one in blocs()}[name]


def membership(
    one: Bloc, role: CountryRole, scope: Scope, inside: str, outside: str
) -> Query:
    """SQL for what is said of a row by whether its country is of a bloc on its day.

    Unknown:
        Null where the country is not determined, or where the day is open and the
        country belongs on some of the days it may be.

    Args:
        one: The bloc.
        role: Which country.
        scope: The part of the imports.
        inside: SQL for what is said where it belongs.
        outside: SQL for what is said where it does not.
    """
    groups: dict[tuple[date | None, date | None], list[str]] = {}
    first, last = scope.since or date.min, scope.until or date.max
    for members in one.members:
        since, until = members.since or date.min, members.until or date.max
        if until < first or last < since:
            continue  # on no day of the scope
        is_old, stays = since <= first, last <= until
        span = (None if is_old else members.since, None if stays else members.until)
        groups.setdefault(span, []).extend(members.countries)
    params: dict[str, object] = {}
    terms, in_force = [], []
    for number, ((since, until), countries) in enumerate(groups.items()):
        params[f"of_{number}"] = countries
        days = []
        if since is not None:
            params[f"from_{number}"] = since
            days.append(on_or_after(f"$from_{number}"))
        if until is not None:
            params[f"to_{number}"] = until
            days.append(on_or_before(f"$to_{number}"))
        held = " and ".join(days) or "true"
        in_force.append(f"({held})")
        said = f"case {held} when true then {inside} when false then {outside} end"
        terms.append(
            f"when list_contains($of_{number}, {role.value}) "
            f"then {said if days else inside}"
        )
    # Where the country is unknown, it is outside only while the bloc has no members.
    return Query(
        sql=f"case when {role.value} is null "
        f"then case {' or '.join(in_force) or 'false'} when false then {outside} end "
        f"{' '.join(terms)} else {outside} end",
        params=params,
    )
