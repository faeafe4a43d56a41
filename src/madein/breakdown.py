"""Breakdowns that several analyses ask for, and the amounts they give."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor

from madein.bounds import NO_AMOUNT, Amount, share
from madein.engine import Engine
from madein.measure import Answered, Dimension, Sum, Value, ranked
from madein.question import CaseFile, Event
from madein.scope import Scope, on_or_after
from madein.values import Unit, amount_text, day_words
from madein.verdict import Reason

SHOWN = 25  # suppliers with a figure of their own
THRESHOLD = Fraction(2, 5)  # of concentration: SWD(2021) 352, first indicator
OTHER = "other"  # the cell of all that have none
NOTHING = "The records held have no imports here to divide by."
YEAR = Dimension(
    name="year", sql="year(coalesce(registered, registered_month))::varchar"
)


def starts(case: CaseFile) -> list[tuple[Scope, str]]:
    """The whole period, then what came since each event; with words for labels.

    Args:
        case: The case.
    """
    whole = Scope(since=case.period.since, until=case.period.until)
    return [(whole, "")] + [
        (
            Scope(since=event.date, until=case.period.until),
            f" since {day_words(event.date)}",
        )
        for event in case.events
    ]


def first_event(case: CaseFile) -> Event | None:
    """The earliest event of a case.

    Args:
        case: The case.
    """
    return min(case.events, key=lambda event: event.date, default=None)


def side(event: Event) -> Dimension:
    """Whether a row is from before or after an event.

    Args:
        event: The event.
    """
    return Dimension(
        name="side",
        sql=f"case {on_or_after('$event')} "
        "when true then 'after' when false then 'before' end",
        params={"event": event.date},
    )


def largest_suppliers(engine: Engine, scope: Scope) -> list[str]:
    """Party ids of the largest suppliers, the largest first.

    Args:
        engine: The engine, with `imports`.
        scope: The part of the imports.
    """
    query = ranked(scope, Dimension(name="supplier", sql="supplier"), SHOWN)
    return [row["value"] for row in engine.rows(query.sql, query.params)]


def suppliers_shown(engine: Engine, shown: list[str]) -> Dimension:
    """Suppliers: some of them, and the others together.

    Args:
        engine: The engine, with `proposal`.
        shown: Party ids of those that have a cell.
    """
    return Dimension(
        name="shown_supplier",
        sql="case when supplier is null or list_contains($suppliers, supplier) "
        "then supplier else 'other' end",
        params={"suppliers": shown},
        near=_near(engine, shown),
    )


def _near(engine: Engine, firms: list[str]) -> dict[str, tuple[str, ...]]:
    """For each of some firms, the firms it may be one with, also by way of others."""
    names = kin(engine)
    return {
        firm: tuple(
            other for other in names if other != firm and names[other] == names[firm]
        )
        for firm in firms
        if firm in names
    }


def kin(engine: Engine) -> dict[str, str]:
    """One name for all firms that proposals hold together, directly or by way of others.

    Args:
        engine: The engine, with `proposal`.
    """
    names: dict[str, str] = {}
    for pair in engine.rows(
        "select left_party, right_party from proposal order by all"
    ):
        left, right = pair.values()
        name, gone = names.setdefault(left, left), names.setdefault(right, right)
        if name != gone:
            names = {f: name if n == gone else n for f, n in names.items()}
    return names


def amount_of(cells: Iterable[Sum]) -> Amount:
    """Some cells together.

    Args:
        cells: The cells.
    """
    return Amount.of((cell.certain, cell.open) for cell in cells)


def perhaps(amount: Amount) -> Amount:
    """The same amount, none of which is certain.

    Args:
        amount: The amount.
    """
    return Amount(certain=Fraction(0), open=amount.most)


def amounts(
    answered: Answered, period: str | None = None
) -> tuple[dict[str, Amount], Amount]:
    """Amounts of the first dimension, and what is of none that is known.

    Args:
        answered: A breakdown.
        period: Value of its second dimension; rows without one may have it.
    """
    known: dict[str, Amount] = {}
    vague = NO_AMOUNT
    for cell in answered.cells:
        value, own = cell.cells[0], amount_of([cell])
        if period is not None:
            if cell.cells[1] is None:
                own = perhaps(own)
            elif cell.cells[1] != period:
                continue
        if value is None:
            vague = both(vague, own)
        else:
            known[value] = both(known.get(value, NO_AMOUNT), own)
    return known, vague


def both(one: Amount, other: Amount) -> Amount:
    """Two amounts together.

    Args:
        one: An amount.
        other: Another.
    """
    is_limited = one.open is not None and other.open is not None
    return Amount(
        certain=one.certain + other.certain,
        open=one.open + other.open if is_limited else None,
    )


def periods(answered: Answered) -> list[str]:
    """Values of the second dimension of a breakdown, in order.

    Args:
        answered: The breakdown.
    """
    return sorted({c.cells[1] for c in answered.cells if c.cells[1] is not None})


def cells_of(answered: Answered, period: str | None = None) -> Sequence[Sum]:
    """Cells of a breakdown, or of one value of its second dimension.

    Args:
        answered: The breakdown.
        period: The value.
    """
    if period is None:
        return answered.cells
    return [cell for cell in answered.cells if cell.cells[1] in {period, None}]


def less(whole: Amount, part: Amount) -> Amount:
    """What is left of an amount without a part of it.

    Args:
        whole: The amount.
        part: What is taken away.
    """
    is_limited = whole.open is not None and part.open is not None
    return Amount(
        certain=whole.certain - part.certain,
        open=whole.open - part.open if is_limited else None,
    )


def whole_share(answered: Answered) -> Value:
    """The whole as a share of itself, as the head of its shares.

    Args:
        answered: The breakdown.
    """
    whole = answered.whole
    one = Fraction(1) if whole.at_most != 0 else None
    return explained(
        Value(
            at_least=one,
            at_most=one,
            formula=f"{whole.id} / {whole.id}",
            parts=(whole.id,),
            rows=whole.rows,
        )
    )


def explained(value: Value) -> Value:
    """A quotient with the reason why nothing can be said, where there is no whole.

    Args:
        value: The quotient; without a lower bound where there is nothing to divide by.
    """
    if value.at_least is not None:
        return value
    caveats = (*value.caveats, NOTHING)
    return replace(value, reason=Reason.BASIS_MISSING, caveats=caveats)


def share_of(
    answered: Answered,
    mine: Sequence[Sum],
    vague: Sequence[Sum],
    rest: Sequence[Sum],
) -> Value:
    """Share of some cells of a breakdown.

    Args:
        answered: The breakdown.
        mine: The cells.
        vague: Cells of which any row may be one of theirs.
        rest: All other cells.
    """
    low, high = share(*(amount_of(cells) for cells in (mine, vague, rest)))
    formula = " + ".join(cell.id for cell in mine) or "0"
    return explained(
        Value(
            at_least=low,
            at_most=high,
            formula=f"({formula}) / {answered.whole.id}"
            if len(mine) > 1
            else f"{formula} / {answered.whole.id}",
            parts=(*(cell.id for cell in mine), answered.whole.id),
            rows=sum(cell.rows for cell in mine),
        )
    )


def threshold_words(low: Fraction | None, high: Fraction | None) -> tuple[str, ...]:
    """Whether an index of concentration is above the threshold, and by how much.

    Args:
        low: Its lower bound.
        high: Its upper bound.

    Examples:
        >>> threshold_words(Fraction(9, 20), Fraction(1, 2))
        ('Above 0.4, by at least 0.05.',)
        >>> threshold_words(Fraction(3, 10), Fraction(1, 2))
        ('Whether it is above 0.4 is not determinable.',)
    """
    if low is None or high is None:
        return ()
    if low > THRESHOLD:
        return (f"Above 0.4, by at least {_short(low - THRESHOLD)}.",)
    if high <= THRESHOLD:
        return (f"Not above 0.4, by at least {_short(THRESHOLD - high)}.",)
    return ("Whether it is above 0.4 is not determinable.",)


def _short(distance: Fraction) -> str:
    """A distance, rounded down."""
    return amount_text(Decimal(floor(distance * 10**4)).scaleb(-4), Unit.INDEX)
