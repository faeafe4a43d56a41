"""Questions put to the imports, and figures made of their answers.

A measure asks for a sum over a scope, divided by some dimensions. A derived figure says
how the answers to some measures make one: a share, a ratio, an index.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from madein.scope import KEPT, Query, Scope
from madein.values import Unit

# What is added up, for a row of `imports`.
ADDED = {Unit.USD: "usd", Unit.KG: "net_kg", Unit.ROWS: "1::decimal(18,4)"}


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """What a breakdown divides by.

    Attributes:
        name: Its name.
        sql: Its value for a row of `imports`; null where not determined.
        params: Parameters of the expression.
        rows: SQL for the rows that it divides: the imports, with columns of its own.
        unknown: What the cell of undetermined rows is called.
        near: For some of its values, the firms that may be the one it stands for, and
            whose rows are in other cells.
    """

    name: str
    sql: str
    params: Mapping[str, object] = field(default_factory=dict)
    rows: str = "imports"
    unknown: str = "unknown"
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A question put to the imports: what an analysis hands to the findings.

    Attributes:
        name: Name of the analysis.
        label: What its figure says, in words.
        scope: The part of the imports.
        basis: The country role and what else the figure rests on, in words.
        dimensions: What it divides by; none gives one figure.
        cell: Value it stands for, where it asks about one.
        unit: What is added up: dollars, kilograms, rows or declarations.
    """

    name: str
    label: str
    scope: Scope
    basis: str = ""
    dimensions: tuple[Dimension, ...] = ()
    cell: str | None = None
    unit: Unit = Unit.USD


@dataclass(frozen=True, kw_only=True)
class Sum:
    """The answer to a measure, or to one cell of its breakdown.

    Attributes:
        id: Id of its figure.
        cells: The cell's value of each dimension, None where not determined; empty for
            the whole.
        certain: What certainly belongs, in the unit of the measure.
        open: What may belong to the scope and has the values of this very cell; None
            where a row has no value, so that nothing limits it.
        at_least: Lower bound: the same as `certain`.
        at_most: Upper bound, with all cells that may turn out to be this one; None
            where nothing limits it.
        rows: Rows that certainly belong.
        unclear_rows: Rows that may belong.
    """

    id: str
    cells: tuple[str | None, ...]
    certain: Decimal
    open: Decimal | None
    at_least: Decimal
    at_most: Decimal | None
    rows: int
    unclear_rows: int


@dataclass(frozen=True, kw_only=True)
class Answered:
    """A measure with its answers.

    Attributes:
        measure: The measure.
        whole: The sum over its scope.
        cells: The sums of its breakdown, largest first; none where it has no dimension.
    """

    measure: Measure
    whole: Sum
    cells: tuple[Sum, ...]


@dataclass(frozen=True, kw_only=True)
class Value:
    """What the parts of a derived figure make.

    Attributes:
        at_least: Lower bound; None where nothing can be said, for a reason.
        at_most: Upper bound; None where nothing limits it.
        formula: How the parts make it, in words, with their ids.
        parts: Ids of the figures it is made of.
        rows: Rows it rests on.
        cell: What it stands for, where the figure is divided.
        period: The period it stands for, where the figure is divided by time.
        label: What it says, where that differs from the figure's.
        unit: What it is counted in, where that differs from the figure's.
        reason: Reason code, where nothing can be said.
        ci_low: Lower end of the 95 % confidence interval of an estimate.
        ci_high: Its upper end.
        caveats: What a reader must be told with it.
    """

    at_least: Fraction | None
    at_most: Fraction | None
    formula: str
    parts: tuple[str, ...] = ()
    rows: int = 0
    cell: str | None = None
    period: str | None = None
    label: str | None = None
    unit: Unit | None = None
    reason: str | None = None
    ci_low: Fraction | None = None
    ci_high: Fraction | None = None
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Derived:
    """A figure made of other figures.

    Attributes:
        name: Name of the analysis.
        label: What it says, in words.
        unit: What it is counted in.
        of: The measures it is made of.
        work: Makes its values of the answers, in the order of `of`; the first value is
            the figure itself, the others are its parts.
        basis: The country role it rests on.
        cell: Value it stands for, where it asks about one.
    """

    name: str
    label: str
    unit: Unit
    of: tuple[Measure, ...]
    work: Callable[[Sequence[Answered]], Sequence[Value]]
    basis: str = ""
    cell: str | None = None


Cells = Sequence[tuple[Dimension, str | None]]


# What a cell has of its own, whatever else may turn out to belong to it.
OWN = (
    "at_least",
    "own_most",
    "rows",
    "own_unclear",
    "own_unvalued",
    "converted_usd",
    "rows_digest",
    "credits",
    "credits_usd",
    "uncounted",
)


def sums(
    scope: Scope, dimensions: Sequence[Dimension] = (), unit: Unit = Unit.USD
) -> Query:
    """Bounds and counts of a scope, for each combination of some dimensions.

    A cell may hold every row whose dimension is not determined, so its upper bound
    includes them; `own_...` are those of the cell's own rows. The cell of what is not
    determined has null as its value. Beside the bounds it counts what is in none of
    them: credits, and rows outside foreign trade statistics.

    Unit:
        at_least and at_most are in the unit asked for; converted_usd and credits_usd
        are US dollars.

    Args:
        scope: The part of the imports.
        dimensions: What to divide by; none gives one row.
        unit: What is added up.
    """
    among = scope.among()
    params = dict(among.params)
    for dimension in dimensions:
        params |= dimension.params
    names = [dimension.name for dimension in dimensions]
    given = "".join(f"{d.sql} as {d.name}, " for d in dimensions)
    listed = "".join(f"{name}, " for name in names)
    cells = f"""
select {listed}coalesce(sum(added) filter (where belongs), 0) as at_least,
  sum(added) filter (where belongs is not false) as own_most,
  count(*) filter (where belongs) as rows,
  count(*) filter (where belongs is null) as own_unclear,
  count(*) filter (where belongs is not false and added is null) as own_unvalued,
  coalesce(sum(usd) filter (where belongs and usd_basis in ('customs', 'invoice')), 0)
    as converted_usd,
  coalesce(bit_xor(row_key) filter (where belongs), 0) as rows_digest,
  count(*) filter (where is_credit) as credits,
  sum(usd) filter (where is_credit) as credits_usd,
  count(*) filter (where not counted) as uncounted
from (
  select *, among and {KEPT} as belongs, counted and usd < 0 as is_credit
  from (
    select usd, usd_basis, row_key, counted, {ADDED[unit]} as added, {given}({among.sql}) as among
    from {_rows(dimensions)})
  where among is not false)
{_group(len(names))}"""
    if not names:
        return Query(
            sql=f"""
select at_least, own_most as at_most, rows, own_unclear as unclear_rows,
  own_unvalued as unvalued_rows, * exclude (at_least, rows) from ({cells})""",
            params=params,
        )
    return Query(sql=_with_vague(cells, names), params=params)


def ranked(scope: Scope, dimension: Dimension, most: int | None = None) -> Query:
    """The values of a dimension by the dollars that are certainly theirs, largest first.

    Args:
        scope: The part of the imports.
        dimension: What has the values; rows of none that is known are left out.
        most: How many values are wanted; None for all.
    """
    among = scope.among()
    return Query(
        sql=f"""
select value, coalesce(sum(usd) filter (where among and {KEPT}), 0) as at_least
from (
  select usd, counted, ({dimension.sql}) as value, ({among.sql}) as among
  from {dimension.rows} where member is not false)
where among is not false and value is not null
group by value order by at_least desc, value{"" if most is None else f" limit {most}"}""",
        params={**among.params, **dimension.params},
    )


def _with_vague(cells: str, names: Sequence[str]) -> str:
    """SQL for cells with what may be theirs: rows that lack a part of what tells them apart.

    Each set of columns that may be lacking is one join, on the columns that are left: one
    join for all of them would hold each cell against each of the others.
    """
    lacks = " + ".join(
        f"({name} is null)::int * {2**place}" for place, name in enumerate(names)
    )
    own = ", ".join(f"cell.{name}" for name in (*names, *OWN))
    kinds = range(1, 2 ** len(names))
    joins = "".join(
        f"""
left join cells as vague_{kind} on vague_{kind}.lacks = {kind} and cell.lacks <> {kind}"""
        + "".join(
            f" and cell.{name} = vague_{kind}.{name}"
            for place, name in enumerate(names)
            if not kind & 2**place
        )
        for kind in kinds
    )

    def added(amount: str) -> str:
        return "".join(
            f" + coalesce({amount.format(f'vague_{kind}')}, 0)" for kind in kinds
        )

    return f"""
with cells as (select *, {lacks} as lacks from ({cells}))
select {own},
  coalesce(cell.own_most, 0){added("{0}.own_most")} as at_most,
  cell.own_unclear{added("({0}.rows + {0}.own_unclear)")} as unclear_rows,
  cell.own_unvalued{added("{0}.own_unvalued")} as unvalued_rows
from cells as cell{joins}
order by cell.at_least desc, {", ".join(f"cell.{name}" for name in names)}"""


def declarations(scope: Scope) -> Query:
    """How many declarations a scope holds; rows without a number may share one or not.

    Args:
        scope: The part of the imports.
    """
    belongs = scope.predicate()
    return Query(
        sql=f"""
select greatest(count(distinct declaration) filter (where belongs),
    (count(*) filter (where belongs) > 0)::int) as at_least,
  count(distinct declaration) + count(*) filter (where declaration is null) as at_most
from (select declaration, ({belongs.sql}) as belongs from imports)
where belongs is not false""",
        params=belongs.params,
    )


def _rows(dimensions: Sequence[Dimension]) -> str:
    """What a query of these dimensions reads: one of them at most has rows of its own."""
    own = [d.rows for d in dimensions if d.rows != Dimension.rows]
    return own[0] if own else Dimension.rows


def _group(count: int) -> str:
    places = ", ".join(str(place + 1) for place in range(count))
    return f"group by {places}" if count else ""


ROW_COLUMNS = (
    "source_id, row, declaration, item, registered, registered_month, origin, dispatch, "
    "trading, "
    "sender_country, hs, description, goods, importer_name, supplier, sender_name, "
    "net_kg, usd, usd_basis"
)


def rows_of(scope: Scope, cells: Cells = ()) -> Query:
    """The rows behind a figure, largest first; `certain` where they count for sure.

    Args:
        scope: The part of the imports.
        cells: Dimensions and the value each must have; None for not determined.
    """
    belongs = scope.predicate()
    terms, params = [belongs.sql], dict(belongs.params)
    for dimension, value in cells:
        params |= dimension.params
        if value is None:
            terms.append(f"({dimension.sql}) is null")
            continue
        params[f"{dimension.name}_cell"] = value
        is_in = f"({dimension.sql}) = ${dimension.name}_cell"
        if value in dimension.near:
            params[f"{dimension.name}_near"] = list(dimension.near[value])
            is_in = f"({is_in} or nullif(list_contains(${dimension.name}_near, supplier), true))"
        terms.append(is_in)
    return Query(
        sql=f"""
select {ROW_COLUMNS}, coalesce(belongs, false) as certain
from (
  select *, ({" and ".join(terms)}) as belongs
  from {_rows([dimension for dimension, _ in cells])})
where belongs is not false
order by certain desc, usd desc nulls last, source_id, row""",
        params=params,
    )
