"""Shares of the imports: by each country role, product group, supplier and year."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from madein.bounds import Amount, share
from madein.breakdown import (
    OTHER,
    SHOWN,
    YEAR,
    amount_of,
    both,
    largest_suppliers,
    share_of,
    starts,
    suppliers_shown,
    whole_share,
)
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Sum, Unit, Value
from madein.question import CaseFile
from madein.scope import ROLE_NAMES, CountryRole, Scope

GOODS = Dimension(name="goods", sql="goods")


def shares(engine: Engine, case: CaseFile) -> list[Derived]:
    """Shares of the whole value, over the period and since each event.

    Of no breakdown more than the 25 largest have a share of their own; what the others
    have is one share, `other`.

    Args:
        engine: The engine, with `imports` and `proposal`.
        case: The case.
    """
    found = []
    for scope, words in starts(case):
        firms = suppliers_shown(engine, largest_suppliers(engine, scope))
        found += [
            *(
                _derived(
                    Dimension(name=role.value, sql=role.value),
                    ROLE_NAMES[role],
                    scope,
                    words,
                    basis=role.value,
                )
                for role in CountryRole
            ),
            _derived(GOODS, "product group", scope, words),
            _derived(firms, "supplier", scope, words),
        ]
    whole, words = starts(case)[0]
    return [*found, _derived(YEAR, "year", whole, words)]


def _derived(
    dimension: Dimension, divided: str, scope: Scope, words: str, basis: str = ""
) -> Derived:
    measure = Measure(
        name="shares",
        label=f"Imports by {divided}{words}",
        scope=scope,
        basis=basis,
        dimensions=(dimension,),
    )
    return Derived(
        name="shares",
        label=f"Share of imports by {divided}{words}",
        unit=Unit.SHARE,
        of=(measure,),
        work=_shares,
        basis=basis,
    )


def _shares(answers: Sequence[Answered]) -> list[Value]:
    divided = answers[0]
    vague = [cell for cell in divided.cells if cell.cells == (None,)]
    known = [cell for cell in divided.cells if cell.cells not in {(None,), (OTHER,)}]
    shown = known[:SHOWN]
    others = [cell for cell in divided.cells if cell not in (*shown, *vague)]
    found = [whole_share(divided)]
    found += [_share(divided, cell, vague) for cell in shown]
    if others:
        found.append(replace(share_of(divided, others, vague, shown), cell=OTHER))
    return found


def _share(divided: Answered, cell: Sum, vague: Sequence[Sum]) -> Value:
    """Share of a cell; what is open may be its own, another's, or not there at all.

    Rows of a firm that may be the cell's may be its own as well.
    """
    near = divided.measure.dimensions[0].near.get(str(cell.cells[0]), ())
    beside = [other for other in divided.cells if other.cells[0] in near]
    rest = [o for o in divided.cells if o not in (cell, *vague, *beside)]
    value = share_of(divided, [cell], [*vague, *beside], rest)
    if len(beside) < len(near):
        high = _with_others(cell, amount_of([*vague, *beside]), rest)
        value = replace(value, at_most=high)
    return replace(value, cell=cell.cells[0])


def _with_others(cell: Sum, vague: Amount, rest: Sequence[Sum]) -> Fraction | None:
    """Greatest share where some of the firms are among those that have no cell."""
    own = amount_of([cell])
    known = both(own, vague).most
    if cell.at_most is None or known is None:
        return Fraction(1)
    hidden = Fraction(cell.at_most) - known
    certain = amount_of(rest).certain - min(hidden, _certain_of_others(rest))
    return share(
        own,
        both(vague, Amount(certain=Fraction(0), open=hidden)),
        Amount(certain=certain, open=Fraction(0)),
    )[1]


def _certain_of_others(cells: Sequence[Sum]) -> Fraction:
    return amount_of(cell for cell in cells if cell.cells == (OTHER,)).certain
