"""What the records hold of one firm: sums in each of its roles, and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from madein.engine import Engine, Row
from madein.measure import Dimension, sums
from madein.question import CaseFile
from madein.scope import KEPT, CountryRole, Scope
from madein.values import Bounds

ROLES = {"supplier": "sender", "importer": "importer"}  # columns of `imports`
WRITTEN = {"supplier": "sender_name", "importer": "importer_name"}
MINE = "this firm"
MONTH = "coalesce(registered, registered_month)"
DIVISIONS = (
    Dimension(name="year", sql=f"cast(year({MONTH}) as varchar)"),
    Dimension(name="goods", sql="goods"),
    Dimension(name="origin", sql=CountryRole.ORIGIN.value),
    Dimension(name="dispatch", sql=CountryRole.DISPATCH.value),
)
# Why nobody can say whether a row belongs, the most telling first.
OPEN = (
    ("member is null", "the importer may be another firm"),
    ("doubt is not null", "it may be a copy of another row"),
    ("registered is null", "its day is not known"),
    ("counted is null", "it is not said whether trade statistics count it"),
)


@dataclass(frozen=True, kw_only=True)
class Summed:
    """What the rows of the firm add up to, or those of one part of them.

    Attributes:
        cell: Value of what divides them; None for the whole, and where not determined.
        bounds: US dollars; the upper bound with rows that name no firm in that role,
            and those of firms that may be this one.
        rows: Rows that certainly belong.
        open_rows: Rows that name the firm and may belong.
    """

    cell: str | None
    bounds: Bounds
    rows: int
    open_rows: int


@dataclass(frozen=True, kw_only=True)
class Part:
    """The firm in one of its roles.

    Attributes:
        role: supplier or importer.
        whole: All of its rows.
        by: Its rows by year, goods, origin and dispatch.
        first: Day or month of the first row that certainly belongs; None for none.
        last: The same of the last.
        nameless: Rows that name no firm in this role, and so may be its own.
        near: Other firms that may be this one, by their names as written.
        rows: Its rows, in the order of their days.
    """

    role: str
    whole: Summed
    by: dict[str, list[Summed]]
    first: Row | None
    last: Row | None
    nameless: int
    near: tuple[str, ...]
    rows: list[Row]


def parts_of(engine: Engine, case: CaseFile, party: str) -> list[Part]:
    """The roles in which the imports name a firm.

    Shape:
        `imports`, `party_name` and `proposal` in.

    Args:
        engine: The engine with the tables of the case.
        case: What the case asks.
        party: The party id.
    """
    scope = Scope(since=case.period.since, until=case.period.until)
    found = []
    for role in ROLES:
        rows = _rows(engine, scope, role, party)
        if rows:
            found.append(_part(engine, scope, role, party, rows))
    return found


def near_firms(engine: Engine, party: str) -> list[str]:
    """Party ids of firms that may be one with a firm: nobody has decided.

    Args:
        engine: The engine, with `proposal`.
        party: The party id.
    """
    found = engine.rows(
        """
select distinct case when left_party = $party then right_party else left_party end as other
from proposal where $party in (left_party, right_party) order by all""",
        {"party": party},
    )
    return [row["other"] for row in found]


def _part(engine: Engine, scope: Scope, role: str, party: str, rows: list[Row]) -> Part:
    near = near_firms(engine, party)
    mine = _mine(role, party, near)
    certain = [row for row in rows if row["certain"] and row["month"] is not None]
    nameless = sums(scope, [Dimension(name="named", sql=role)])
    return Part(
        role=role,
        whole=(_summed(engine, scope, [mine]) or [NOTHING])[0],
        by={d.name: _summed(engine, scope, [mine, d]) for d in DIVISIONS},
        first=certain[0] if certain else None,
        last=certain[-1] if certain else None,
        nameless=sum(
            row["rows"] + row["own_unclear"]
            for row in engine.rows(nameless.sql, nameless.params)
            if row["named"] is None
        ),
        near=_near_names(engine, scope, role, near),
        rows=rows,
    )


NOTHING = Summed(
    cell=None,
    bounds=Bounds(at_least=Decimal(0), at_most=Decimal(0)),
    rows=0,
    open_rows=0,
)


def _mine(role: str, party: str, near: Sequence[str]) -> Dimension:
    """Whether a row names the firm: null where it names nobody, or one that may be it."""
    return Dimension(
        name="whose",
        sql=f"case when {role} = $party then '{MINE}' "
        f"when {role} is null or list_contains($near, {role}) then null "
        "else 'another' end",
        params={"party": party, "near": list(near)},
    )


def _summed(
    engine: Engine, scope: Scope, dimensions: Sequence[Dimension]
) -> list[Summed]:
    query = sums(scope, dimensions)
    found = [
        Summed(
            cell=row[dimensions[-1].name] if len(dimensions) > 1 else None,
            bounds=Bounds(
                at_least=row["at_least"],
                at_most=None if row["unvalued_rows"] else row["at_most"],
            ),
            rows=int(row["rows"]),
            open_rows=int(row["own_unclear"]),
        )
        for row in engine.rows(query.sql, query.params)
        if row["whose"] == MINE and row["rows"] + row["own_unclear"]
    ]
    is_year = dimensions[-1].name == "year"
    if is_year:
        found.sort(key=lambda one: (one.cell is None, one.cell or ""))
    return found


def _near_names(
    engine: Engine, scope: Scope, role: str, near: Sequence[str]
) -> tuple[str, ...]:
    among = scope.among()
    found = engine.rows(
        f"""
select distinct shown from imports
join party_name on party_id = {role} and name = coalesce({WRITTEN[role]}, '')
where list_contains($near, {role}) and ({among.sql}) is not false
  and shown <> '' order by all""",
        {**among.params, "near": list(near)},
    )
    return tuple(row["shown"] for row in found)


def _rows(engine: Engine, scope: Scope, role: str, party: str) -> list[Row]:
    """Rows that name the firm and stand, whether or not a bound counts them."""
    among = scope.among()
    why = " ".join(f"when {sql} then '{words}'" for sql, words in OPEN)
    return engine.rows(
        f"""
select *, coalesce(among and {KEPT}, false) as certain,
  (among and {KEPT}) is not false as counts,
  case when usd < 0 then 'a credit: in no sum'
    when not counted then 'outside trade statistics: in no sum'
    when among and {KEPT} then null
    {why} else 'it cannot be said whether it belongs' end as why,
  {MONTH} as month
from (
  select declaration, item, registered, registered_month, member, doubt, goods, hs,
    origin, dispatch, trading, sender_country, net_kg, usd, usd_basis, counted,
    source_id, row, ({among.sql}) as among
  from imports where {role} = $party)
where among is not false
order by {MONTH}, declaration, item, source_id, row""",
        {**among.params, "party": party},
    )


def day_of(row: Row) -> date | str:
    """Day of registration, the month where no day is given, or that there is none.

    Args:
        row: A row of the firm.
    """
    if row["registered"] is not None:
        return row["registered"]
    month = row["registered_month"]
    return "not known" if month is None else f"{month:%Y-%m}, day not known"
