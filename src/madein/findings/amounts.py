"""Amounts and counts held against the wording of a claim."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from madein.findings.answers import Answer, Held, Reading, Result, readings
from madein.findings.claims import ClaimSet, Where, claimed_amount
from madein.findings.judging import is_complete, judge, unclear_reason
from madein.findings.leftout import most_counted, with_left_out
from madein.findings.overlap import beyond, within
from madein.findings.quotients import asked_ratio, asked_share
from madein.findings.ranking import asked_ranking
from madein.measure import Derived, Measure
from madein.question import CaseFile
from madein.scope import Scope
from madein.values import Bounds, interval_text, rows_words

Asked = list[tuple[str, Measure | Derived]]


def claimed_measures(
    case: CaseFile, claims: ClaimSet
) -> list[tuple[str, Measure | Derived]]:
    """What the amounts among the claims ask, each with the id of its figure.

    Args:
        case: The case.
        claims: The claims.
    """
    found: dict[str, Measure | Derived] = {}
    for claim in claims.claims:
        if claim.measure in ASKED:
            for reading in readings(case, claim):
                found.update(ASKED[claim.measure](reading))
    return list(found.items())


def _measure(reading: Reading, scope: Scope, where: Where, more: str = "") -> Measure:
    role = scope.role if where.countries else None
    return Measure(
        name="claim",
        label=f"Claim {reading.claim.id}: {reading.claim.text}{more}",
        scope=scope,
        basis="" if role is None else role.value,
        unit=reading.unit,
    )


def _asked_amount(reading: Reading) -> Asked:
    return [(reading.id, _measure(reading, reading.scope, reading.claim.where))]


def _asked_part(reading: Reading) -> Asked:
    where, of = reading.claim.where, reading.claim.of or Where()
    part, whole = reading.scope, reading.scope_of(of)
    # All readings are of one whole, unless it is that which is left open.
    whole_id = f"{reading.id if of.is_open else reading.claim.id}.of"
    found: Asked = [
        (reading.id, _measure(reading, within(part, whole), where)),
        (whole_id, _measure(reading, whole, of, " (what it is a part of)")),
    ]
    if beyond(whole, part) != Scope():
        alone = _measure(
            reading, part, where, " (also outside of what it is a part of)"
        )
        found.append((f"{reading.id}.alone", alone))
    return found


def _asked_sum(reading: Reading) -> Asked:
    parts = reading.claim.parts
    scopes = [reading.scope_of(part) for part in parts]
    whole = Scope(either=tuple(scopes))
    together = _measure(reading, whole, Where(), " (all parts, each row once)")
    return [
        (reading.id, together),
        *(
            (
                f"{reading.id}.{number}",
                _measure(reading, scope, part, f" (part {number})"),
            )
            for number, (part, scope) in enumerate(zip(parts, scopes, strict=True), 1)
        ),
    ]


# What each measure asks of the imports; the others are no amounts.
ASKED: dict[str, Callable[[Reading], Asked]] = {
    "total": _asked_amount,
    "count": _asked_amount,
    "sum": _asked_sum,
    "part": _asked_part,
    "share": asked_share,
    "ratio": asked_ratio,
    "ranking": asked_ranking,
}


def amount(held: Held, reading: Reading) -> Answer:
    """The value or weight of some imports, held against what is said of it.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    rows = rows_words(held.figures[reading.id]["rows"])
    shows = f"{interval_text(held.bounds(reading.id), reading.unit)} in {rows}"
    return _judged(held, reading, shows, (reading.scope,), (reading.id,))


def count(held: Held, reading: Reading) -> Answer:
    """The number of some imports, held against what is said of it.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    scope, own = reading.scope, held.bounds(reading.id)
    shows = interval_text(own, reading.unit)
    found = _judged(held, reading, shows, (scope,), (reading.id,))

    def judged() -> Result:
        most = Decimal(most_counted(held.engine, scope, reading.unit))
        return _result(held, reading, replace(own, at_most=most), (scope,))[0]

    return with_left_out(held.engine, found, (scope,), judged)


def part(held: Held, reading: Reading) -> Answer:
    """An amount that lies within another one, held against what is said of it.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    figures = tuple(figure_id for figure_id, _ in _asked_part(reading))
    own, whole, *alone = [held.bounds(figure_id) for figure_id in figures]
    rows = rows_words(held.figures[reading.id]["rows"])
    shows = (
        f"{interval_text(own, reading.unit)} in {rows}, "
        f"of {interval_text(whole, reading.unit)}"
    )
    for bounds in alone:
        shows += f"; {interval_text(bounds, reading.unit)} with what lies outside of it"
    scope = within(reading.scope, reading.scope_of(reading.claim.of))
    return _judged(held, reading, shows, (scope,), figures)


def sum_of_parts(held: Held, reading: Reading) -> Answer:
    """Parts that are separate amounts: all of them together must be what is said.

    Args:
        held: What claims are held against.
        reading: The claim.
    """
    figures = tuple(figure_id for figure_id, _ in _asked_sum(reading))
    whole, *parts = [
        interval_text(held.bounds(figure_id), reading.unit) for figure_id in figures
    ]
    shows = (
        f"together {whole}, each row counted once; the parts are {' and '.join(parts)}"
    )
    scopes = tuple(reading.scope_of(one) for one in reading.claim.parts)
    basis = f"{len(parts)} parts, each row counted once"
    return _judged(held, reading, shows, scopes, figures, basis)


def _judged(
    held: Held,
    reading: Reading,
    shows: str,
    scopes: tuple[Scope, ...],
    figures: tuple[str, ...],
    basis: str = "",
) -> Answer:
    """The answer to an amount, from the first of its figures."""
    bounds = held.bounds(figures[0])
    result, reason = _result(held, reading, bounds, scopes)
    return Answer(
        result=result,
        reason=reason,
        shows=shows,
        bounds=bounds,
        claimed=claimed_amount(reading.claim),
        unit=reading.unit,
        figures=figures,
        basis=basis or held.figures[figures[0]]["basis"],
    )


def _result(
    held: Held, reading: Reading, bounds: Bounds, scopes: tuple[Scope, ...]
) -> tuple[Result, str | None]:
    return judge(
        claimed_amount(reading.claim),
        bounds,
        is_complete=is_complete(held.engine, held.case, *scopes),
        unclear=lambda: unclear_reason(held.engine, *scopes, unit=reading.unit),
    )
