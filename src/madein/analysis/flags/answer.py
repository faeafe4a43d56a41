"""What a flag answers, and the rows it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from madein.engine import Engine
from madein.measure import ROW_COLUMNS
from madein.question import CaseFile
from madein.records.held import Held
from madein.scope import KEPT, STANDS, Query, Scope
from madein.verdict import Reason

COPY = "POSSIBLE_COPY"  # rows that may be copies of others


class Word(StrEnum):
    """What a flag answers."""

    YES = "yes"
    NO = "no"
    OPEN = "not determinable"


@dataclass(frozen=True, kw_only=True)
class Sums:
    """What some rows add up to.

    Attributes:
        rows: How many.
        usd: Their value, US dollars; None where none has a value.
        unvalued: How many have none.
    """

    rows: int
    usd: Decimal | None
    unvalued: int


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a flag answers.

    Attributes:
        word: Yes, no or not determinable.
        says: What the rows show, in words.
        reason: Why it is not determinable; None for the other words.
        query: Lists the rows: those that have it for yes, those looked at for no, those
            that leave it open for not determinable; None where no row speaks of it.
        party_id: The party asked about; empty for the subject as a whole.
        sums: What the query's rows add up to, where it was found for many parties at
            once; else the query is asked.
    """

    word: Word
    says: str
    reason: str | None = None
    query: Query | None = None
    party_id: str = ""
    sums: Sums | None = None


def yes(says: str, query: Query, party_id: str = "") -> Answer:
    """The rows have it.

    Args:
        says: What they show.
        query: Lists them.
        party_id: The party asked about.
    """
    return Answer(word=Word.YES, says=says, query=query, party_id=party_id)


def no(says: str, query: Query | None, party_id: str = "") -> Answer:
    """The rows do not have it.

    Args:
        says: What they show.
        query: Lists those looked at.
        party_id: The party asked about.
    """
    return Answer(word=Word.NO, says=says, query=query, party_id=party_id)


def none_of(world: "World", says: str, query: Query, party_id: str = "") -> Answer:
    """No row has it, which a file that may be cut cannot tell.

    Args:
        world: What a flag may look at.
        says: What the rows show.
        query: Lists those looked at.
        party_id: The party asked about.
    """
    cap = world.held.cap
    if cap is None:
        return no(says, query, party_id)
    return unknown(Reason.COVERAGE_GAP, f"{says}; {cap}", query, party_id)


def unknown(
    reason: str, says: str, query: Query | None = None, party_id: str = ""
) -> Answer:
    """Nobody can tell.

    Args:
        reason: Why, as a code.
        says: Why, in words.
        query: Lists the rows that leave it open.
        party_id: The party asked about.
    """
    return Answer(
        word=Word.OPEN, reason=reason, says=says, query=query, party_id=party_id
    )


@dataclass(frozen=True)
class World:
    """What a flag may look at.

    Attributes:
        engine: The engine, with the tables of the build.
        case: The case.
        base: Folder that the case's files are named from.
        day: First day of "after".
    """

    engine: Engine
    case: CaseFile
    base: Path
    day: date

    @cached_property
    def held(self) -> Held:
        """Which months the files hold."""
        return Held.of(self.engine, self.case)

    @cached_property
    def imports(self) -> Query:
        """Whether a row counts in the case's period, as all figures have it."""
        period = self.case.period
        return Scope(since=period.since, until=period.until).predicate()

    def has(self, table: str) -> bool:
        """Whether the build has a table.

        Args:
            table: Its name.
        """
        sql = "select count(*) from duckdb_tables() where table_name = $name"
        views = "select count(*) from duckdb_views() where view_name = $name"
        name = {"name": table}
        return bool(self.engine.value(sql, name) + self.engine.value(views, name))


# Trade is trade, whether or not statistics count it: for what came before and after.
TRADED = f"member and {STANDS}"
ANY_DAY = f"{TRADED} and {KEPT}"


def rows_that(term: str, params: Mapping[str, object] | None = None) -> Query:
    """The rows of the imports for which a term is true, or may be; largest first.

    Args:
        term: SQL of a row of `imports`: true, false or unknown.
        params: Its parameters.
    """
    return Query(
        sql=f"""
select {ROW_COLUMNS}, coalesce(belongs, false) as certain
from (select *, ({term}) as belongs from imports)
where belongs is not false
order by certain desc, usd desc nulls last, source_id, row""",
        params=dict(params or {}),
    )


def both(term: Query, more: str, params: Mapping[str, object] | None = None) -> Query:
    """Two terms of one row: both must hold.

    Args:
        term: The first, with its parameters.
        more: The second.
        params: Its parameters.
    """
    return Query(
        sql=f"({term.sql}) and ({more})", params={**term.params, **(params or {})}
    )


def doubted(term: Query) -> Query:
    """The rows of which a term is neither true nor false.

    Args:
        term: A term of a row of `imports`.
    """
    return replace(term, sql=f"case when ({term.sql}) is not null then false end")


def causes(*columns: str, blank: str = Reason.BASIS_MISSING) -> dict[str, str]:
    """Why a term may be unknown of a row: reason and SQL.

    Args:
        *columns: Columns of `imports` that the term reads.
        blank: Reason for a cell that is empty or cannot be read, in a column that is there.
    """
    absent, empty = [], []
    for column in columns:
        held = f"source_id in (select source_id from field_coverage where field = '{column}')"
        absent.append(f"{column} is null and not {held}")
        empty.append(f"{column} is null and {held}")
    found = {
        Reason.COLUMN_ABSENT.value: " or ".join(absent) or "false",
        Reason.NAME_ONLY.value: "member is null",
        COPY: "doubt is not null",
        Reason.DATES_STRADDLE.value: "registered is null",
    }
    found[str(blank)] = f"{found.get(str(blank), 'false')} or " + (
        " or ".join(empty) or "counted is null"
    )
    return found


def count(world: World, term: Query, why: Mapping[str, str]) -> tuple[int, int, str]:
    """Rows for which a term is true, rows for which it may be, and why mostly.

    Args:
        world: What a flag may look at.
        term: A term of a row of `imports`.
        why: Reasons with the SQL of a row that has them, the most telling first.
    """
    sums = ", ".join(
        f'count(*) filter (where holds is null and ({sql})) as "{reason}"'
        for reason, sql in why.items()
    )
    found = world.engine.rows(
        f"""
select count(*) filter (where holds) as sure,
  count(*) filter (where holds is null) as open, {sums}
from (select *, ({term.sql}) as holds from imports) as imports""",
        term.params,
    )[0]
    reason = max(why, key=lambda name: found[name])
    told = reason if found[reason] else Reason.BASIS_MISSING
    return found["sure"], found["open"], told
