"""Weight and price of codes on either side of an event."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from madein.analysis.around.asking import untold
from madein.analysis.around.families import Family
from madein.bounds import Interval, ratio
from madein.measure import Answered, Sum, Value
from madein.values import Unit
from madein.verdict import Reason

SIDES = ("after", "before")
UNKNOWN = "No table says where its goods are in the other edition of the nomenclature."


def prices(answers: Sequence[Answered], found: Sequence[Family]) -> list[Value]:
    """Weight after by weight before, of all and of each, and dollars a kilogram.

    Args:
        answers: Weight and value by family of codes, side, and whether there is a weight.
        found: The families.
    """
    weights, values = answers
    made = [_weight(weights, [family.name for family in found if family.is_known])]
    for family in found:
        if not family.is_known:
            made.append(replace(untold(Reason.HS_EDITION, UNKNOWN), cell=family.name))
            continue
        own = [_weight(weights, [family.name]), *_price(weights, values, family.name)]
        made += [
            replace(value, cell=family.name, caveats=(*value.caveats, *family.told))
            for value in own
        ]
    return made


def _weight(weights: Answered, asked: Sequence[str]) -> Value:
    """Weight after by weight before; a row without one may be of any weight."""
    own = [cell for side in SIDES for cell in _cells(weights, asked, side)]
    return _value(
        ratio(*(_amount(weights, asked, side) for side in SIDES)),
        f"net weight after / before, of {len(own)} amounts in {weights.whole.id}",
        own,
        "No weight is known of the days before.",
    )


def _price(weights: Answered, values: Answered, asked: str) -> list[Value]:
    """Dollars a kilogram after by before, after, and before; of rows with a weight."""
    amounts = {
        side: ratio(
            *(_amount(of, [asked], side, "weighed") for of in (values, weights))
        )
        for side in SIDES
    }
    own = {
        side: [
            cell
            for of in (values, weights)
            for cell in _cells(of, [asked], side, "weighed")
        ]
        for side in SIDES
    }
    both = [amounts[side] for side in SIDES]
    quotient = _value(
        (None, None) if (None, None) in both else ratio(*both),
        "value / net weight after, by the same before; of rows with a weight",
        [cell for side in SIDES for cell in own[side]],
        "No row of one of the sides has a weight.",
    )
    return [
        replace(quotient, period="price"),
        *(
            replace(
                _value(
                    amounts[side],
                    f"value / net weight {side}; of rows with a weight",
                    own[side],
                    "No row has a weight.",
                ),
                period=f"price {side}",
                unit=Unit.USD_KG,
            )
            for side in SIDES
        ),
    ]


def _value(found: Interval, formula: str, own: Sequence[Sum], why: str) -> Value:
    low, high = found
    parts = tuple(cell.id for cell in own)
    if low is None:
        return untold(Reason.BASIS_MISSING, why, formula, parts)
    return Value(
        at_least=low,
        at_most=high,
        formula=formula,
        parts=parts,
        rows=sum(cell.rows for cell in own),
    )


def _cells(
    divided: Answered, asked: Sequence[str], side: str, weighed: str | None = None
) -> list[Sum]:
    """Cells of some families on one side."""
    return [
        cell
        for cell in divided.cells
        if cell.cells[0] in asked
        and cell.cells[1] == side
        and weighed in {None, cell.cells[2]}
    ]


def _amount(
    divided: Answered, asked: Sequence[str], side: str, weighed: str | None = None
) -> Interval:
    """Bounds of some families on one side: at most with all that may be of them."""
    own = _cells(divided, asked, side, weighed)
    certain = sum((Fraction(cell.certain) for cell in own), Fraction(0))
    may = [
        cell
        for cell in divided.cells
        if cell.cells[0] in {None, *asked}
        and cell.cells[1] in {None, side}
        and weighed in {None, cell.cells[2]}
    ]
    if any(cell.open is None for cell in may):
        return certain, None
    return certain, sum(
        (Fraction(cell.certain) + Fraction(cell.open or 0) for cell in may), Fraction(0)
    )
