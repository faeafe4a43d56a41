"""Passes over the imports: each groups the rows once, for all measures that ask about them.

A pass divides the rows by what its measures divide by, by what their scopes ask, and by
two numbers: when a row was registered, and how it counts. Which rows a scope holds is
told in what the pass gives, which is small, and not row by row.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import cached_property

from madein.engine import Engine, Row, literal, written_out
from madein.measure import Dimension, Measure
from madein.scope import Scope

Truth = bool | None  # None: may hold
WIDEST = 40  # columns of one pass
MOST_CUTS = 60
PLACES = 64  # more than cuts: two places among them make one number
UNDATED = PLACES * PLACES - 1


class Counts(IntEnum):
    """How a row of a scope counts."""

    CERTAIN = 0
    CONVERTED = 1
    OPEN = 2
    CREDIT = 3
    UNCOUNTED = 4


# A credit of which it is not known whether statistics count it is in no figure at all.
COUNTS = f"""
case when not counted then {Counts.UNCOUNTED:d}
  when usd < 0 then case when counted then {Counts.CREDIT:d} end
  when member is null or counted is null or {{doubted}} then {Counts.OPEN:d}
  when usd_basis in ('customs', 'invoice') then {Counts.CONVERTED:d}
  else {Counts.CERTAIN:d} end"""


@dataclass(frozen=True, kw_only=True, order=True)
class Cut:
    """A moment that parts the days: the beginning of a day, or its end.

    Attributes:
        day: The day.
        is_end: Whether it is the end.
    """

    day: date
    is_end: bool

    def sql(self, day: str) -> str:
        """SQL for whether a day lies beyond it.

        Args:
            day: SQL for the day.
        """
        return f"({day} {'>' if self.is_end else '>='} {literal(self.day)})"


@dataclass(frozen=True, kw_only=True)
class Term:
    """What a scope asks, of one column.

    Attributes:
        sql: The column.
        holds: Whether a value of it fulfils what is asked.
    """

    sql: str
    holds: Callable[[object], Truth]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A measure as a pass puts it.

    Attributes:
        measure: The measure.
        rows: SQL for the rows it reads.
        divided: SQL of what it divides by.
        terms: What its scope asks beside days.
    """

    measure: Measure
    rows: str
    divided: tuple[str, ...]
    terms: tuple[Term, ...]

    @classmethod
    def of(cls, measure: Measure) -> "Asked":
        """A measure with all its parameters written out.

        Args:
            measure: The measure.
        """
        params = dict(measure.scope.among().params)
        for dimension in measure.dimensions:
            params |= dimension.params
        # One dimension at most has rows of its own.
        rows = {d.rows for d in measure.dimensions} - {Dimension.rows}
        return cls(
            measure=measure,
            rows=written_out(next(iter(rows), Dimension.rows), params),
            divided=tuple(written_out(d.sql, params) for d in measure.dimensions),
            terms=tuple(_terms(measure.scope, is_divided=bool(measure.dimensions))),
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """SQL of all columns it needs, each once."""
        return tuple(dict.fromkeys((*self.divided, *(t.sql for t in self.terms))))

    @property
    def cuts(self) -> set[Cut]:
        """The moments that its scope names."""
        scope = self.measure.scope
        found = set()
        for one in (scope, *spans(scope)):
            if one.since is not None:
                found.add(Cut(day=one.since, is_end=False))
            if one.until is not None:
                found.add(Cut(day=one.until, is_end=True))
        return found


def _terms(scope: Scope, *, is_divided: bool) -> Iterator[Term]:
    rest = replace(scope, since=None, until=None)
    if scope.countries and scope.role is not None and not is_divided:
        # A breakdown by country answers all measures that ask about one country.
        yield Term(sql=scope.role.value, holds=_among(scope.countries))
        rest = replace(rest, countries=())
    for sql, name, value in rest.conditions(""):
        yield Term(sql=written_out(sql, {name: value}), holds=_itself)
    if scope.either and not spans(scope):
        ways = (
            " and ".join(written_out(sql, {name: value}) for sql, name, value in way)
            for way in (one.conditions("") for one in scope.either)
        )
        yield Term(sql=" or ".join(f"({way or 'true'})" for way in ways), holds=_itself)


def _among(values: Sequence[str]) -> Callable[[object], Truth]:
    return lambda value: None if value is None else value in values


def _itself(value: object) -> Truth:
    return None if value is None else bool(value)


def spans(scope: Scope) -> tuple[Scope, ...]:
    """Spans of days one of which must hold, where that is all that `either` asks.

    Args:
        scope: The scope.
    """
    days = [Scope(since=one.since, until=one.until) for one in scope.either]
    return scope.either if tuple(days) == scope.either else ()


@dataclass(frozen=True, kw_only=True)
class Pass:
    """Measures that one pass answers.

    Attributes:
        asked: The measures, which all read the same rows.
    """

    asked: Sequence[Asked]

    @cached_property
    def cuts(self) -> list[Cut]:
        """The moments that the scopes name, in order."""
        return sorted({cut for one in self.asked for cut in one.cuts})

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Names of the columns, by their SQL."""
        sqls = dict.fromkeys(sql for one in self.asked for sql in one.columns)
        return {sql: f"column_{place}" for place, sql in enumerate(sqls)}

    def within(self, scope: Scope) -> Callable[[int], Truth]:
        """Whether rows of a time are in the days of a scope.

        Args:
            scope: The scope.
        """
        places = {cut: place for place, cut in enumerate(self.cuts)}

        def told(time: int) -> Truth:
            own = _held(scope, time, places)
            ways = [_held(one, time, places) for one in spans(scope)]
            return _all([own, _any(ways)] if ways else [own])

        return told

    def grouping(self, asked: Asked) -> int:
        """The number of a grouping: a one for each column that it lacks.

        Args:
            asked: A measure of the pass.
        """
        bits = ("0" if sql in asked.columns else "1" for sql in self.names)
        return int("".join(bits) or "0", 2)

    def sql(self) -> str:
        """The query: one row for each group of each grouping."""
        names = "".join(f", {name}" for name in self.names.values())
        given = "".join(f", ({sql}) as {name}" for sql, name in self.names.items())
        groupings = {self.grouping(one): one.columns for one in self.asked}
        sets = (
            "("
            + ", ".join(["time", "counts", *(self.names[sql] for sql in columns)])
            + ")"
            for columns in groupings.values()
        )
        first, last = (
            " + ".join(["0", *(f"{cut.sql(day)}::usmallint" for cut in self.cuts)])
            for day in ("first_day", "last_day")
        )
        aside = self.asked[0].measure.scope.aside
        counts = COUNTS.format(doubted="false" if aside else "doubt is not null")
        return f"""
select {f"grouping({names[2:]})" if names else "0"} as place, time, counts{names},
  count(*) as rows, sum(usd) as usd, count(usd) as valued, sum(net_kg) as kg,
  count(net_kg) as weighed, bit_xor(row_key) as rows_digest
from (
  select usd, net_kg, row_key, ({counts})::utinyint as counts,
    coalesce(({first}) * {PLACES} + {last}, {UNDATED})::usmallint as time{given}
  from (
    select *, coalesce(registered, registered_month) as first_day,
      coalesce(registered, last_day(registered_month)) as last_day
    from {self.asked[0].rows}
    where member is not false and aside is {"not " if aside else ""}null) as imports)
where counts is not null
group by grouping sets ({", ".join(sets)})"""


def _held(scope: Scope, time: int, places: Mapping[Cut, int]) -> Truth:
    """Whether a row is of the days of a scope: its first and last day tell."""
    first, last = divmod(time, PLACES)
    found: list[Truth] = []
    if scope.since is not None:
        place = places[Cut(day=scope.since, is_end=False)]
        found.append(True if first > place else False if last <= place else None)
    if scope.until is not None:
        place = places[Cut(day=scope.until, is_end=True)]
        found.append(True if last <= place else False if first > place else None)
    return _all([None] * len(found)) if time == UNDATED else _all(found)


def _all(truths: Sequence[Truth]) -> Truth:
    return False if False in truths else None if None in truths else True


def _any(truths: Sequence[Truth]) -> Truth:
    return True if True in truths else None if None in truths else False


def passes(asked: Iterable[Asked]) -> list[Pass]:
    """Measures by the rows that they read, as many together as one pass can take.

    Args:
        asked: The measures.
    """
    found: dict[tuple[str, bool], list[list[Asked]]] = {}
    for one in asked:
        groups = found.setdefault((one.rows, one.measure.scope.aside), [[]])
        whole = Pass(asked=[*groups[-1], one])
        if len(whole.names) > WIDEST or len(whole.cuts) > MOST_CUTS:
            groups.append([])
        groups[-1].append(one)
    return [Pass(asked=group) for groups in found.values() for group in groups if group]


def run(engine: Engine, one: Pass) -> Iterator[tuple[Asked, list[Row]]]:
    """What a pass gives for each of its measures.

    Args:
        engine: The engine, with the rows.
        one: The pass.

    Yields:
        A measure, and the groups of its grouping.
    """
    engine.run(f"create or replace temp table passed as {one.sql()}")
    for asked in one.asked:
        names = "".join(f", {one.names[sql]}" for sql in asked.columns)
        yield (
            asked,
            engine.rows(
                "select time, counts, rows, usd, valued, kg, weighed, rows_digest"
                f"{names} from passed where place = {one.grouping(asked)}"
            ),
        )
    engine.run("drop table passed")
