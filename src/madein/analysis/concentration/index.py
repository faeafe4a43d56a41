"""Concentration of the imports by country of origin, and by supplier."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from madein.analysis.concentration.beyond import Apart, Beyond, keep_apart
from madein.bounds import NO_AMOUNT, Amount, Interval, ratio
from madein.breakdown import (
    OTHER,
    YEAR,
    amounts,
    both,
    cells_of,
    explained,
    first_event,
    largest_suppliers,
    less,
    periods,
    side,
    starts,
    suppliers_shown,
    threshold_words,
)
from madein.division import Division, Tail, largest, squared_shares
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Sum, Unit, Value
from madein.question import CaseFile

ORIGIN = Dimension(name="origin", sql="origin")


def concentration(engine: Engine, case: CaseFile) -> list[Derived]:
    """Index, effective number and share of the largest, of countries and of suppliers.

    Each for the whole period, for each year, and before and since the first event.

    Args:
        engine: The engine, with `imports` and `proposal`.
        case: The case.
    """
    scope, _ = starts(case)[0]
    event = first_event(case)
    divided = [YEAR] + ([] if event is None else [side(event)])
    suppliers = largest_suppliers(engine, scope)
    shown = suppliers_shown(engine, suppliers)
    apart = keep_apart(engine, scope, suppliers, divided)
    found = []
    for dimension, words, basis, held in (
        (ORIGIN, "country of origin", "origin", Apart()),
        (shown, "supplier", "", apart),
    ):
        measures = tuple(
            Measure(
                name="concentration",
                label=f"Imports by {' and '.join([words, *(d.name for d in also)])}",
                scope=scope,
                basis=basis,
                dimensions=(dimension, *also),
            )
            for also in ((), *((other,) for other in divided))
        )
        found += [
            Derived(
                name="concentration",
                label=label.format(words),
                unit=unit,
                of=measures,
                work=partial(_values, work=work, apart=held),
                basis=basis,
            )
            for label, unit, work in KINDS
        ]
    return found


@dataclass(frozen=True, kw_only=True)
class Divided:
    """A breakdown, or one period of it, ready to be measured.

    Attributes:
        apart: Its parts.
        together: The same, those as one that may be one.
        known: Parts that have a name, with what they have.
        where: Where its parts stand, in words.
        cells: Its cells.
    """

    apart: Division
    together: Division
    known: Mapping[str, Amount]
    where: str
    cells: Sequence[Sum]


Work = Callable[[Divided, Apart], Sequence[Value]]


def _values(answers: Sequence[Answered], work: Work, apart: Apart) -> list[Value]:
    """Of the whole, then of each period."""
    found = list(work(_divided(answers[0], None, apart), apart))
    for answered in answers[1:]:
        for period in periods(answered):
            value = work(_divided(answered, period, apart), apart)[-1]
            dated = {"period": period} if value.cell is not None else {"cell": period}
            found.append(replace(value, **dated))
    return found


def _divided(answered: Answered, period: str | None, apart: Apart) -> Divided:
    known, vague = amounts(answered, period)
    other = known.pop(OTHER, NO_AMOUNT)
    beyond = apart.beyond.get(period, Beyond())
    groups: dict[str, Amount] = {}
    for name, amount in known.items():
        group = apart.kin.get(name, name)
        groups[group] = both(groups.get(group, NO_AMOUNT), amount)
    return Divided(
        apart=Division(
            parts=list(known.values()),
            vague=vague,
            tail=Tail(amount=other, count=beyond.count, most=beyond.most),
        ),
        together=Division(
            parts=list(groups.values()),
            vague=both(vague, beyond.near),
            tail=Tail(
                amount=less(other, beyond.near), count=beyond.count, most=beyond.most
            ),
        ),
        known=known,
        where=f"{answered.whole.id}" + ("" if period is None else f" of {period}"),
        cells=cells_of(answered, period),
    )


def _value(divided: Divided, bounds: Interval, formula: str) -> Value:
    low, high = bounds
    return explained(
        Value(
            at_least=low,
            at_most=high,
            formula=f"{formula} {divided.where}",
            parts=tuple(cell.id for cell in divided.cells),
            rows=sum(cell.rows for cell in divided.cells),
        )
    )


def _index(divided: Divided, apart: Apart) -> list[Value]:  # noqa: ARG001 - kinds share one signature
    low, high = squared_shares(divided.apart, divided.together)
    formula = "sum of the squared shares of the parts of"
    value = _value(divided, (low, high), formula)
    return [replace(value, caveats=(*value.caveats, *threshold_words(low, high)))]


def _effective(divided: Divided, apart: Apart) -> list[Value]:  # noqa: ARG001 - kinds share one signature
    low, high = squared_shares(divided.apart, divided.together)
    one = (Fraction(1), Fraction(1))
    bounds = ratio(one, (low, high))
    formula = "1 / sum of the squared shares of the parts of"
    return [_value(divided, bounds, formula)]


def _largest(divided: Divided, apart: Apart) -> list[Value]:
    """The share of the largest; and which it is, where it is the same in every case."""
    bounds = largest(divided.apart, divided.together)
    head = _value(divided, bounds, "share of the largest part of")
    name = _leader(divided, apart)
    if name is None:
        caveat = "Which is the largest is not determinable."
        return [replace(head, caveats=(*head.caveats, caveat))]
    return [head, replace(head, cell=name)]


def _leader(divided: Divided, apart: Apart) -> str | None:
    """The part that is larger than each other may be; None where there is no such."""
    vague, tail = divided.together.vague.most, divided.together.tail.most
    if vague is None or tail is None:
        return None
    for name, own in divided.known.items():
        rivals: dict[str, Amount] = {}
        for other, amount in divided.known.items():
            group = apart.kin.get(other, other)
            if other != name:
                rivals[group] = both(rivals.get(group, NO_AMOUNT), amount)
        mosts = [tail, *(rival.most for rival in rivals.values())]
        if all(most is not None and own.certain > most + vague for most in mosts):
            return name
    return None


KINDS: tuple[tuple[str, Unit, Work], ...] = (
    ("Concentration by {}: Herfindahl-Hirschman index", Unit.INDEX, _index),
    (
        "Effective number by {}: as many equal ones are as concentrated",
        Unit.RATIO,
        _effective,
    ),
    ("Share of the largest by {}", Unit.SHARE, _largest),
)
