"""Suppliers that have no figure of their own: how many, how large, whose they may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from madein.bounds import NO_AMOUNT, Amount
from madein.breakdown import both, kin, perhaps
from madein.engine import Engine, Row
from madein.measure import Dimension
from madein.scope import Scope

NEAR = "near"  # stands for all firms that may be one with a supplier shown


@dataclass(frozen=True, kw_only=True)
class Beyond:
    """The suppliers beyond those shown, in one period.

    Attributes:
        count: How many they are, at most.
        most: What one of them may have at most, with those it may be one with; None
            where nothing limits it.
        near: What those have together that may be one with a supplier shown.
    """

    count: int = 0
    most: Fraction | None = Fraction(0)
    near: Amount = NO_AMOUNT


@dataclass(frozen=True, kw_only=True)
class Apart:
    """What keeps suppliers apart that may be one.

    Attributes:
        kin: For firms that may be one with others, one name for all of these.
        beyond: The suppliers beyond those shown, by period; None for the whole.
    """

    kin: Mapping[str, str] = field(default_factory=dict)
    beyond: Mapping[str | None, Beyond] = field(default_factory=dict)


BEYOND = """
with each as (
  select supplier, {period} as period, coalesce(sum(usd) filter (where belongs), 0) as certain,
    coalesce(sum(usd), 0) as most, count(*) filter (where usd is null) as unvalued
  from (select *, ({belongs}) as belongs from imports)
  where belongs is not false and supplier is not null
    and not list_contains($suppliers, supplier)
  group by all
), firm as (
  select period, coalesce($names[list_position($firms, supplier)], supplier) as name,
    count(*) as firms, sum(certain) as certain, sum(most) as most,
    sum(unvalued) as unvalued
  from each group by all
)
select period, name = 'near' as is_near, sum(firms)::bigint as firms,
  max(most) as largest, sum(certain) as certain, sum(most) as most,
  sum(unvalued)::bigint as unvalued
from firm group by all"""


def keep_apart(
    engine: Engine, scope: Scope, shown: Sequence[str], divided: Sequence[Dimension]
) -> Apart:
    """What is known of suppliers beyond the figures that stand for them.

    Args:
        engine: The engine, with `imports` and `proposal`.
        scope: The part of the imports.
        shown: Those that have a figure.
        divided: By what else they are divided, each by itself.
    """
    names = kin(engine)
    near = {names[firm] for firm in shown if firm in names}
    own = {firm: NEAR if name in near else name for firm, name in names.items()}
    found: dict[str | None, Beyond] = {}
    for dimension in (Dimension(name="whole", sql="null::varchar"), *divided):
        belongs = scope.predicate()
        rows = engine.rows(
            BEYOND.format(period=dimension.sql, belongs=belongs.sql),
            {
                **belongs.params,
                **dimension.params,
                "suppliers": list(shown),
                "firms": list(own),
                "names": list(own.values()),
            },
        )
        periods = engine.rows(
            f"select distinct {dimension.sql} as period from imports", dimension.params
        )
        found |= _by_period(rows, [row["period"] for row in periods])
    return Apart(kin=names, beyond=found)


def _by_period(
    rows: Sequence[Row], periods: Sequence[str | None]
) -> dict[str | None, Beyond]:
    """Rows of no known period may be of each, also of one that has no other rows."""
    known = {period for period in periods if period is not None}
    undated = [row for row in rows if known and row["period"] is None]
    return {
        period: _beyond([r for r in rows if r["period"] == period], undated)
        for period in known or {None}
    }


def _beyond(rows: Sequence[Row], undated: Sequence[Row]) -> Beyond:
    every = [*rows, *undated]
    is_limited = not any(row["unvalued"] for row in every)
    near = NO_AMOUNT
    for row in every:
        if row["is_near"]:
            own = Amount(
                certain=Fraction(row["certain"]),
                open=None
                if row["unvalued"]
                else Fraction(row["most"] - row["certain"]),
            )
            near = both(near, perhaps(own) if row in undated else own)
    most = sum(
        max(
            (Fraction(r["largest"]) for r in some if not r["is_near"]),
            default=Fraction(0),
        )
        for some in (rows, undated)
    )
    return Beyond(
        count=sum(row["firms"] for row in every),
        most=Fraction(most) if is_limited else None,
        near=near,
    )
