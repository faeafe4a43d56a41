"""Indicators of dependence on countries outside the EU, as far as import rows allow."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from madein.bounds import NO_AMOUNT
from madein.breakdown import (
    OTHER,
    SHOWN,
    amounts,
    cells_of,
    explained,
    perhaps,
    periods,
    starts,
    threshold_words,
)
from madein.division import Division, Tail, squared_shares
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Unit, Value, ranked
from madein.question import CaseFile
from madein.reference.blocs import bloc, membership
from madein.scope import CountryRole, Scope
from madein.verdict import Reason

EU = "EU"
COUNTRIES = 250  # more than there are: parts of what is not told apart
ABOUT = (
    "The indicator is defined for all imports into the EU of a product in a year; here "
    "it is worked out for the imports of these records alone."
)
# Thresholds of the second and third: 0.5 and 1, SWD(2021) 352, from memory.
BEYOND = {
    "Second": "imports from outside the EU / all purchases; what is bought inside the "
    "country is in no customs records",
    "Third": "imports from outside the EU / all exports; what the EU exports of the "
    "product is not in these records",
}


def eu_dependency(engine: Engine, case: CaseFile) -> list[Derived]:
    """The first indicator, for all goods and each product group; why not the others.

    Source:
        European Commission, SWD(2021) 352: first indicator, concentration of imports
        from outside the EU, threshold 0.4.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    scope, _ = starts(case)[0]
    origin = _outside(engine, scope)
    measures = tuple(
        Measure(
            name="eu dependency",
            label=f"Imports by country of origin outside the EU{words}",
            scope=scope,
            basis=CountryRole.ORIGIN.value,
            dimensions=(origin, *also),
        )
        for words, also in (
            ("", ()),
            (" and product group", (Dimension(name="goods", sql="goods"),)),
        )
    )
    first = Derived(
        name="eu dependency",
        label="First indicator of dependence: concentration of origins outside the EU",
        unit=Unit.INDEX,
        of=measures,
        work=_first,
        basis=CountryRole.ORIGIN.value,
    )
    return [first] + [
        Derived(
            name="eu dependency",
            label=f"{name} indicator of dependence",
            unit=Unit.RATIO,
            of=measures[:1],
            work=partial(_outside_records, why=why),
        )
        for name, why in BEYOND.items()
    ]


def _outside(engine: Engine, scope: Scope) -> Dimension:
    """Countries of origin outside the EU on the row's day; the EU's as one."""
    named = "case when list_contains($shown, origin) then origin else 'other' end"
    within = membership(bloc(EU), CountryRole.ORIGIN, scope, f"'{EU}'", named)
    query = ranked(scope, Dimension(name="origin", sql="origin"))
    found = [row["value"] for row in engine.rows(query.sql, query.params)]
    inside = bloc(EU).on(scope.until or date.max)
    shown = [code for code in found if code not in inside]
    return Dimension(
        name="outside_origin",
        sql=within.sql,
        params={**within.params, "shown": shown[:SHOWN]},
    )


def _first(answers: Sequence[Answered]) -> list[Value]:
    whole, by_goods = answers
    found = [_index(whole, None)]
    return found + [_index(by_goods, group) for group in periods(by_goods)]


def _index(divided: Answered, group: str | None) -> Value:
    known, vague = amounts(divided, group)
    known.pop(EU, None)
    other = known.pop(OTHER, NO_AMOUNT)
    low, high = squared_shares(
        Division(
            parts=list(known.values()),
            vague=perhaps(vague),  # it may be the EU's own
            tail=Tail(amount=other, count=COUNTRIES, most=other.most),
        )
    )
    cells = [c for c in cells_of(divided, group) if c.cells[0] != EU]
    where = divided.whole.id if group is None else f"{divided.whole.id}, {group}"
    value = Value(
        at_least=low,
        at_most=high,
        formula=f"sum of the squared shares of the countries outside the EU in {where}",
        parts=tuple(cell.id for cell in cells),
        rows=sum(cell.rows for cell in cells),
        cell=group,
        caveats=(*threshold_words(low, high), ABOUT),
    )
    return explained(value)


def _outside_records(answers: Sequence[Answered], why: str) -> list[Value]:
    return [
        Value(
            at_least=None,
            at_most=None,
            formula=why,
            parts=(answers[0].whole.id,),
            reason=Reason.OUTSIDE_RECORDS,
            caveats=(ABOUT,),
        )
    ]
