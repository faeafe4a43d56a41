"""Amounts held against the wording of a claim."""

from collections import Counter

from madein.engine import Engine, literal
from madein.findings.answers import Answer, Result, in_each_role, is_complete
from madein.findings.claims import Claim, ClaimSet, claimed_amount
from madein.findings.hedges import Allowed
from madein.question import CaseFile
from madein.scope import MADE_BY, SUPPLIED_BY, Measure, Scope
from madein.values import Bounds, bounds_text, rows_words


def claimed_measures(case: CaseFile, claims: ClaimSet) -> list[tuple[str, Measure]]:
    """What the amounts among the claims ask, each with the id of its figure.

    Args:
        case: The case.
        claims: The claims.
    """
    return [
        (figure_id, Measure(name="claim", label=label, scope=scope, basis=role))
        for claim in claims.claims
        for figure_id, label, scope, role in _asked_amounts(case, claim)
    ]


def _asked_amounts(case: CaseFile, claim: Claim) -> list[tuple[str, str, Scope, str]]:
    """Id, label, scope and country role of each amount that a claim asks for."""
    label = f"Claim {claim.id}: {claim.text}"
    if claim.measure == "total":
        scopes = claim.where.scopes(case).items()
        return [(_figure_id(claim, role), label, scope, role) for role, scope in scopes]
    if claim.measure != "sum":
        return []
    parts = [next(iter(part.scopes(case).values())) for part in claim.parts]
    found = [
        (
            claim.id,
            f"{label} (all parts, each row once)",
            Scope(either=tuple(parts)),
            "",
        )
    ]
    for number, (part, scope) in enumerate(
        zip(claim.parts, parts, strict=True), start=1
    ):
        role = "" if part.role is None else part.role.value
        found.append((f"{claim.id}.{number}", f"{label} (part {number})", scope, role))
    return found


def _figure_id(claim: Claim, role: str) -> str:
    is_open = role and claim.where.role is None
    return f"{claim.id}.{role}" if is_open else claim.id


def judge(
    claimed: Allowed, bounds: Bounds, *, is_complete: bool, unclear: str
) -> tuple[Result, str | None]:
    """The result of an amount, with a reason code where it is not determinable.

    Args:
        claimed: What the wording allows.
        bounds: What the records show.
        is_complete: Whether the records of the claim's days are vouched to be complete.
        unclear: Reason code to give where unclear rows decide.
    """
    place = claimed.place(bounds.at_least, bounds.at_most)
    # What is not held can only add: it cannot undo a floor, but may break a ceiling.
    is_ceiling = claimed.low is None or bounds.at_least == 0
    if place == "above":
        return Result.CONTRADICTED, None
    if place == "inside" and (is_complete or not is_ceiling):
        return Result.SUPPORTED, None
    if not is_complete:
        return Result.OPEN, "COVERAGE_GAP"
    if place == "below":
        return Result.CONTRADICTED, None
    return Result.OPEN, unclear


def total(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    """The value of some imports, held against what is said of it.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    claimed = claimed_amount(claim)
    return in_each_role(
        case,
        claim,
        lambda role, scope: _amount(
            engine, case, scope, claimed, _figure_id(claim, role)
        ),
    )


def _amount(
    engine: Engine, case: CaseFile, scope: Scope, claimed: Allowed, figure_id: str
) -> Answer:
    figure = engine.rows("from figure where id = $id", {"id": figure_id})[0]
    bounds = Bounds(at_least=figure["at_least"], at_most=figure["at_most"])
    result, reason = judge(
        claimed,
        bounds,
        is_complete=is_complete(engine, case, scope),
        unclear=unclear_reason(engine, scope),
    )
    return Answer(
        result=result,
        reason=reason,
        shows=f"{bounds_text(bounds)} in {rows_words(figure['rows'])}",
        bounds=bounds,
        claimed=claimed,
        figures=(figure_id,),
        basis=figure["basis"],
    )


def sum_of_parts(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    """Parts that are separate amounts: all of them together must be what is said.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    claimed = claimed_amount(claim)
    figures = {
        figure_id: (_bounds(engine, figure_id), scope)
        for figure_id, _, scope, _ in _asked_amounts(case, claim)
    }
    whole, *parts = [bounds for bounds, _ in figures.values()]
    scopes = [scope for _, scope in figures.values() if not scope.either]
    result, reason = judge(
        claimed,
        whole,
        is_complete=all(is_complete(engine, case, scope) for scope in scopes),
        unclear=unclear_reason(engine, *scopes),
    )
    shows = f"together {bounds_text(whole)}, each row counted once; the parts are "
    return Answer(
        result=result,
        reason=reason,
        shows=shows + " and ".join(map(bounds_text, parts)),
        bounds=whole,
        claimed=claimed,
        figures=tuple(figures),
        basis=f"{len(parts)} parts, each row counted once",
    )


def _bounds(engine: Engine, figure_id: str) -> Bounds:
    found = engine.rows("from figure where id = $id", {"id": figure_id})[0]
    return Bounds(at_least=found["at_least"], at_most=found["at_most"])


def unclear_reason(engine: Engine, *scopes: Scope) -> str:
    """Why rows of some scopes are unclear: the cause that holds most rows.

    Args:
        engine: The engine, with `imports` and `field_coverage`.
        *scopes: Parts of the imports.
    """
    counts: Counter[str] = Counter()
    for scope in scopes:
        counts.update(_causes(engine, scope))
    return max(counts, key=counts.__getitem__)


def _causes(engine: Engine, scope: Scope) -> dict[str, int]:
    """Unclear rows of a scope, by what is not known of them."""
    belongs = scope.predicate()
    causes = {
        "NAME_ONLY": "member is null",
        "BASIS_MISSING": "usd is null or counted is null",
        "POSSIBLE_COPY": "doubt is not null",
    }
    if scope.role is not None:
        role = scope.role.value
        without = (
            "source_id not in (select source_id from field_coverage "
            f"where field = {literal(role)})"
        )
        causes["ORIGIN_GROUP"] = f"{role} is null and not {without}"
        causes["COLUMN_ABSENT"] = f"{role} is null and {without}"
    if scope.goods is not None:
        causes["HS_CUT"] = "goods is null"
    if scope.since is not None or scope.until is not None:
        whole = Scope(since=scope.since, until=scope.until).conditions("")
        days = " and ".join(f"({term})" for term, _, _ in whole)
        causes["DATES_STRADDLE"] = f"({days}) is null"
    if scope.makers:
        causes["NAME_ONLY"] += f" or maker_name is not null and ({MADE_BY}) is null"
        absent = causes.get("COLUMN_ABSENT", "false")
        causes["COLUMN_ABSENT"] = f"{absent} or maker_name is null"
    if scope.suppliers:
        causes["NAME_ONLY"] += f" or ({SUPPLIED_BY}) is null"
    counts = ", ".join(
        f"count(*) filter (where {sql}) as {cause}" for cause, sql in causes.items()
    )
    return engine.rows(
        f"select {counts} from imports "
        f"where ({belongs.sql}) is null or (usd is null and ({belongs.sql}))",
        belongs.params,
    )[0]
