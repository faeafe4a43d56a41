"""Imports from blocs of countries, each country in the blocs of the row's day."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from madein.breakdown import share_of, starts, whole_share
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Unit, Value
from madein.question import CaseFile
from madein.reference.blocs import Bloc, bloc, blocs, membership
from madein.scope import ROLE_NAMES, ROLE_WORDS, CountryRole, Scope

OUTSIDE = "other countries"


def foreign_content(engine: Engine, case: CaseFile) -> list[Derived]:  # noqa: ARG001 - analyses share one signature
    """Value from each bloc and its share, over the period and since each event.

    A country counts for a bloc in the rows of those days on which it belonged. By
    country of origin; for the EU by country of dispatch as well, never mixed.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    return [
        Derived(
            name="foreign content",
            label=f"Share of imports {ROLE_WORDS[role]} countries of a bloc{words}",
            unit=Unit.SHARE,
            of=tuple(_measure(one, role, scope, words) for one in asked),
            work=partial(_values, asked=asked),
            basis=role.value,
        )
        for role, asked in (
            (CountryRole.ORIGIN, blocs()),
            (CountryRole.DISPATCH, (bloc("EU"),)),
        )
        for scope, words in starts(case)
    ]


def _measure(one: Bloc, role: CountryRole, scope: Scope, words: str) -> Measure:
    belongs = membership(one, role, scope, "$inside", "$outside")
    return Measure(
        name="foreign content",
        label=f"Imports by {ROLE_NAMES[role]}, inside and outside: {one.label}{words}",
        scope=scope,
        basis=role.value,
        dimensions=(
            Dimension(
                name="bloc",
                sql=belongs.sql,
                params={**belongs.params, "outside": OUTSIDE, "inside": one.name},
            ),
        ),
    )


def _values(answers: Sequence[Answered], asked: Sequence[Bloc]) -> list[Value]:
    shares = [_share(*pair) for pair in zip(answers, asked, strict=True)]
    return [whole_share(answers[0]), *shares]


def _share(answered: Answered, one: Bloc) -> Value:
    inside, outside, open_ = (
        [cell for cell in answered.cells if cell.cells == (value,)]
        for value in (one.name, OUTSIDE, None)
    )
    value = share_of(answered, inside, open_, outside)
    told = f"{one.name}: {one.label}. {one.note}"
    return replace(value, cell=one.name, caveats=(told, *value.caveats))
