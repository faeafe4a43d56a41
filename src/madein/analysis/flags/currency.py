"""RF15: does the currency of the invoices shift after the day?"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from madein.analysis.flags.answer import (
    ANY_DAY,
    Answer,
    World,
    causes,
    count,
    no,
    rows_that,
    unknown,
    yes,
)
from madein.analysis.flags.chance import rank_chance
from madein.analysis.flags.facts import threshold
from madein.analysis.flags.spikes import Windows, windows
from madein.scope import Query, on_or_after
from madein.values import rows_words
from madein.verdict import Reason

CURRENCY = """(select invoice_currency from shipment
where shipment.source_id = imports.source_id and shipment.row = imports.row)"""
_COUNTS = f"""
select date_trunc('month', coalesce(registered, registered_month))::date as month,
  currency, count(*) as rows,
  coalesce(belongs, false) as certain
from (select *, {CURRENCY} as currency, ({ANY_DAY}) as belongs from imports)
where belongs is not false
group by all order by all"""
_ABSENT = """select count(*) from coverage
where list_contains(absent_fields, 'invoice_currency')"""

ByCurrency = dict[str | None, dict[date | None, int]]  # rows by currency and month

# Rows that could change a part: without a currency or a month, or that may not belong.
UNSURE = f"""case when ({ANY_DAY}) is false then false
  when ({ANY_DAY}) and {CURRENCY} <> '' and coalesce(registered, registered_month) is not null
  then false end"""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Rows by currency and month.

    Attributes:
        sure: Those that belong, in a month that is known.
        unsure: Those that may belong; without a month, those that may be of any.
    """

    sure: ByCurrency = field(default_factory=lambda: defaultdict(dict))
    unsure: ByCurrency = field(default_factory=lambda: defaultdict(dict))


def currency_shift(world: World) -> Answer:
    """RF15: whether one currency's part of the rows rose.

    Rows whose currency is not known may have any, and rows that may belong do or do not:
    they count against a rise for yes, and for it for no.

    Args:
        world: What a flag may look at.
    """
    found = windows(world)
    day = {"day": world.day}
    since = f"({ANY_DAY}) and ({on_or_after('$day')})"
    if isinstance(found, str):
        return unknown(Reason.COVERAGE_GAP, found, rows_that(since, day))
    counts = _counts(world)
    currencies = sorted(c for c in {*counts.sure, *counts.unsure} if c is not None)
    if not currencies:
        return unknown(_why_blank(world), "no row tells its currency")
    rises = {c: _rise(counts, c, found, doubted="against") for c in currencies}
    for currency, (rise, chance) in rises.items():
        if rise >= threshold("currency_rise") and chance <= _least(currencies):
            says = f"{currency} rose by {_points(rise)} of the rows: {found.says}"
            of_currency = f"{since} and {CURRENCY} = $currency"
            return yes(says, rows_that(of_currency, day | {"currency": currency}))
    most = {c: _rise(counts, c, found, doubted="for") for c in currencies}
    if any(
        rise >= threshold("currency_rise") and chance <= _least(currencies)
        for rise, chance in most.values()
    ):
        blank = sum(counts.sure[None].values())
        _, rows, reason = count(world, Query(sql=UNSURE), causes())
        says = (
            f"{rows_words(rows)} that may belong, or have no currency or month, could "
            f"change it: {found.says}"
        )
        return unknown(_why_blank(world) if blank else reason, says, rows_that(UNSURE))
    largest = max(rises, key=lambda c: rises[c][0])
    says = (
        f"the largest rise is of {largest}, {_points(rises[largest][0])}: {found.says}"
    )
    return no(says, rows_that(since, day))


def _why_blank(world: World) -> str:
    is_absent = world.engine.value(_ABSENT)
    return Reason.COLUMN_ABSENT if is_absent else Reason.BASIS_MISSING


def _least(currencies: list[str]) -> Decimal:
    """Each currency is one more occasion for chance."""
    return threshold("chance") / len(currencies)


def _counts(world: World) -> Counts:
    counts = Counts()
    for row in world.engine.rows(_COUNTS):
        is_sure = row["certain"] and row["month"] is not None
        rows = counts.sure if is_sure else counts.unsure
        by_month = rows[row["currency"]]
        by_month[row["month"]] = by_month.get(row["month"], 0) + row["rows"]
    return counts


def _rise(
    counts: Counts, currency: str, found: Windows, *, doubted: str
) -> tuple[Decimal, float]:
    """Rise of a currency's part, and how often chance alone does it month by month."""
    sides = ((found.before, doubted == "against"), (found.after, doubted == "for"))
    before, after = (
        [_part(counts, currency, (month,), is_most) for month in months]
        for months, is_most in sides
    )
    whole = [_part(counts, currency, months, is_most) for months, is_most in sides]
    if whole[0] is None or whole[1] is None:
        return Decimal(0), 1.0
    parts = [[part for part in side if part is not None] for side in (before, after)]
    return whole[1] - whole[0], rank_chance(*parts)


def _part(
    counts: Counts,
    currency: str,
    months: tuple[date, ...],
    is_most: bool,  # noqa: FBT001
) -> Decimal | None:
    """A currency's part of the rows of some months, at most or at least.

    None where they have no row.
    """

    def rows(
        of: ByCurrency, names: set[str | None], among: tuple[date | None, ...]
    ) -> int:
        return sum(of[name].get(month, 0) for name in names & {*of} for month in among)

    names = {*counts.sure, *counts.unsure}
    its: set[str | None] = {currency, None} if is_most else {currency}
    moving = its if is_most else names - its  # what may belong and moves the part
    more = rows(counts.unsure, moving, (*months, None))
    every = rows(counts.sure, names, months) + more
    mine = rows(counts.sure, its, months) + (more if is_most else 0)
    return Decimal(mine) / every if every else None


def _points(rise: Decimal) -> str:
    return f"{rise * 100:.1f} points"
