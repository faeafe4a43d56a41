"""Rows that no sum counts, and that are rows and declarations all the same.

A credit, or a row outside foreign trade statistics, is in no amount. Whether a claim that
counts rows or declarations means it, nobody has said: it may count.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from madein import bounds
from madein.engine import Engine
from madein.findings.answers import Answer, Result
from madein.measure import Dimension
from madein.scope import KEPT, Scope
from madein.values import Unit, rows_words

COUNTING = frozenset({Unit.ROWS, Unit.DECLARATIONS})
NOTE = "of negative value or outside foreign trade statistics may count as well"


def most_counted(engine: Engine, scope: Scope, unit: Unit) -> int:
    """How many rows or declarations a scope holds at most, with those left out.

    Args:
        engine: The engine, with `imports`.
        scope: The part of the imports.
        unit: Rows or declarations.
    """
    among = scope.among()
    many = "count(*)"
    if unit is Unit.DECLARATIONS:
        many = (
            "count(distinct declaration) + count(*) filter (where declaration is null)"
        )
    sql = f"select {many} from imports where ({among.sql}) is not false"
    return int(engine.value(sql, among.params))


def counted_cells(
    engine: Engine, scope: Scope, dimension: Dimension
) -> Mapping[str | None, bounds.Amount]:
    """Rows of a scope by what divides them, those left out among the open ones.

    Args:
        engine: The engine, with `imports`.
        scope: The part of the imports.
        dimension: What divides them.
    """
    among = scope.among()
    rows = engine.rows(
        f"""
select {dimension.sql} as cell, count(*) filter (where among and {KEPT}) as certain,
  count(*) as most
from (select *, ({among.sql}) as among from imports)
where among is not false group by cell""",
        {**among.params, **dimension.params},
    )
    return {
        row["cell"]: bounds.Amount(
            certain=Fraction(row["certain"]),
            open=Fraction(row["most"] - row["certain"]),
        )
        for row in rows
    }


def with_left_out(
    engine: Engine,
    answer: Answer,
    scopes: tuple[Scope, ...],
    judged: Callable[[], Result],
) -> Answer:
    """An answer that counts, with what the rows left out change about it.

    Args:
        engine: The engine, with `imports`.
        answer: The answer without them.
        scopes: The parts of the imports that it counts.
        judged: Gives the result where each of them counts or not.
    """
    left = sum(_left_out(engine, scope) for scope in scopes)
    if not left:
        return answer
    found = replace(answer, shows=f"{answer.shows}; {rows_words(left)} {NOTE}")
    if answer.result is Result.OPEN or judged() is answer.result:
        return found
    return replace(found, result=Result.OPEN, reason="BASIS_MISSING")


def _left_out(engine: Engine, scope: Scope) -> int:
    among = scope.among()
    sql = f"select count(*) from imports where ({among.sql}) is not false and not ({KEPT})"
    return int(engine.value(sql, among.params))
