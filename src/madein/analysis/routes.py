"""Routes: where goods are from, where they came from, and who sold and sent them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from madein.breakdown import OTHER, SHOWN, share_of, starts
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Unit, Value, ranked
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import ROLE_NAMES, ROLE_WORDS, CountryRole, Scope

ARROW = " > "
PAIRED = 5  # countries of a side in the table of origin and dispatch


@dataclass(frozen=True, kw_only=True)
class Third:
    """A way in which a third country takes part.

    Attributes:
        words: The way, in words.
        sql: Whether it holds for a row; null where a country is not determined.
    """

    words: str
    sql: str


# A country that is the same as one of the two is no third, whatever the other is.
NEITHER = (
    "case when {0} = origin or {0} = dispatch then false "
    "else {0} <> origin and {0} <> dispatch end"
)
THIRDS = (
    Third(
        words="dispatched from a country other than that of origin",
        sql="dispatch <> origin",
    ),
    Third(
        words="bought from contract partners in neither the country of origin nor that "
        "of dispatch",
        sql=NEITHER.format(CountryRole.TRADING),
    ),
    Third(
        words="sent by firms in neither the country of origin nor that of dispatch",
        sql=NEITHER.format(CountryRole.SENDER),
    ),
)
THIRD, OTHERS = "third country", "no third country"


def routes(engine: Engine, case: CaseFile) -> list[Measure | Derived]:
    """Shares with a third country, goods of the countries in focus, the largest routes.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    found: list[Measure | Derived] = []
    for scope, words in starts(case):
        found += [_share_of_third(third, scope, words) for third in THIRDS]
        found += [
            _of_focus(code, role, scope, words)
            for code in case.focus
            for role in CountryRole
            if role is not CountryRole.ORIGIN
        ]
        shown = _ranked(engine, scope)
        found += [_pairs(shown, scope, words), _largest(shown, scope, words)]
    return found


def _share_of_third(third: Third, scope: Scope, words: str) -> Derived:
    dimension = Dimension(
        name="route",
        sql=f"case {third.sql} when true then $third when false then $others end",
        params={"third": THIRD, "others": OTHERS},
    )
    measure = Measure(
        name="routes",
        label=f"Imports {third.words}, and others{words}",
        scope=scope,
        dimensions=(dimension,),
    )
    return Derived(
        name="routes",
        label=f"Share of imports {third.words}{words}",
        unit=Unit.SHARE,
        of=(measure,),
        work=_third,
    )


def _third(answers: Sequence[Answered]) -> list[Value]:
    divided = answers[0]
    mine, rest, vague = (
        [cell for cell in divided.cells if cell.cells == (value,)]
        for value in (THIRD, OTHERS, None)
    )
    return [share_of(divided, mine, vague, rest)]


def _of_focus(code: str, role: CountryRole, scope: Scope, words: str) -> Measure:
    made = f"{ROLE_WORDS[CountryRole.ORIGIN]} {country_names().get(code, code)}"
    return Measure(
        name="routes",
        label=f"Imports {made} by {ROLE_NAMES[role]}{words}",
        scope=replace(scope, role=CountryRole.ORIGIN, countries=(code,)),
        basis=CountryRole.ORIGIN.value,
        dimensions=(Dimension(name=role.value, sql=role.value),),
    )


Ranked = Mapping[CountryRole | None, Sequence[str]]  # the largest first; None: routes


def _ranked(engine: Engine, scope: Scope) -> Ranked:
    """Countries of either side, and whole routes, by what is certainly theirs."""
    found = {}
    for asked, sql, most in (
        (CountryRole.ORIGIN, CountryRole.ORIGIN.value, PAIRED),
        (CountryRole.DISPATCH, CountryRole.DISPATCH.value, PAIRED),
        (None, ROUTE, SHOWN),
    ):
        query = ranked(scope, Dimension(name="ranked", sql=sql), most)
        found[asked] = [row["value"] for row in engine.rows(query.sql, query.params)]
    return found


def _pairs(shown: Ranked, scope: Scope, words: str) -> Measure:
    """The largest countries of either side, and all others together."""
    sides = (CountryRole.ORIGIN, CountryRole.DISPATCH)
    return Measure(
        name="routes",
        label=f"Imports by country of origin, and country of dispatch{words}",
        scope=scope,
        dimensions=tuple(
            _shown(
                role.value,
                role.value,
                f"{role.value} is not null",
                shown[role],
            )
            for role in sides
        ),
    )


KNOWN = " and ".join(f"{role.value} is not null" for role in CountryRole)
ROUTE = f"case when {KNOWN} then concat_ws('{ARROW}', {', '.join(CountryRole)}) end"


def _largest(shown: Ranked, scope: Scope, words: str) -> Measure:
    """A row with a country that is not determined may be of any route."""
    return Measure(
        name="routes",
        label="Imports by route: countries of origin, of dispatch, of the contract "
        f"partner and of the sender; the {SHOWN} largest{words}",
        scope=scope,
        dimensions=(_shown("route", ROUTE, KNOWN, shown[None]),),
    )


def _shown(name: str, sql: str, known: str, values: Sequence[str]) -> Dimension:
    """Some values of an expression, and all others together."""
    return Dimension(
        name=f"shown_{name}",
        sql=f"coalesce($shown_{name}[list_position($shown_{name}, {sql})], "
        f"case when {known} then '{OTHER}' end)",
        params={f"shown_{name}": list(values)},
    )
