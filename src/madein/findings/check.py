"""Claims held against the rows: supported, contradicted, or not determinable and why."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from madein.engine import Engine, Row, written_out
from madein.findings.claims import Claim, ClaimSet, claimed_amount
from madein.findings.hedges import Allowed
from madein.question import CaseFile
from madein.scope import ROLE_NAMES, CountryRole, Measure, Query, Scope
from madein.tables import CLAIM_RESULT
from madein.values import Bounds, bounds_text, day_words


class Result(StrEnum):
    """What the records say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    OPEN = "not determinable"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The result of one claim on one basis.

    Attributes:
        result: Supported, contradicted or not determinable.
        shows: What the records show, in words.
        reason: Reason code, where the result needs one.
        bounds: What the records show, as an amount.
        claimed: What the wording allows.
        figures: Figures it rests on.
        basis: Bases it was answered on.
    """

    result: Result
    shows: str
    reason: str | None = None
    bounds: Bounds | None = None
    claimed: Allowed | None = None
    figures: tuple[str, ...] = ()
    basis: str = ""


def claimed_measures(case: CaseFile, claims: ClaimSet) -> list[tuple[str, Measure]]:
    """What the amounts among the claims ask, each with the id of its figure.

    Args:
        case: The case.
        claims: The claims.
    """
    return [
        (
            _figure_id(claim, role),
            Measure(
                name="claim",
                label=f"Claim {claim.id}: {claim.text}",
                scope=scope,
                basis=role,
            ),
        )
        for claim in claims.claims
        if claim.measure == "total"
        for role, scope in claim.where.scopes(case).items()
    ]


def _figure_id(claim: Claim, role: str) -> str:
    is_open = role and claim.where.role is None
    return f"{claim.id}.{role}" if is_open else claim.id


def check_claims(engine: Engine, case: CaseFile, claims: ClaimSet) -> None:
    """Table `claim_result`.

    Shape:
        `imports`, `figure`, `verdict`, `listing` and `list_snapshot` in.

    Args:
        engine: The engine.
        case: The case.
        claims: The claims.
    """
    engine.fill(CLAIM_RESULT, [_row(engine, case, claims, c) for c in claims.claims])


def _row(engine: Engine, case: CaseFile, claims: ClaimSet, claim: Claim) -> Row:
    answer = CHECKS[claim.measure](engine, case, claim)
    source = claim.source or claims.source
    bounds, claimed = answer.bounds, answer.claimed
    margin = None
    if bounds is not None and claimed is not None:
        margin = claimed.margin(bounds.at_least, bounds.at_most)
    return {
        "id": claim.id,
        "text": claim.text,
        "source": f"{source.publisher}: {source.title}",
        "asked": _asked(claim),
        "result": answer.result.value,
        "reason": answer.reason,
        "at_least": None if bounds is None else bounds.at_least,
        "at_most": None if bounds is None else bounds.at_most,
        "claimed_from": None if claimed is None else claimed.low,
        "claimed_to": None if claimed is None else claimed.high,
        "margin": margin,
        "basis": answer.basis,
        "shows": answer.shows,
        "figures": list(answer.figures),
    }


def _asked(claim: Claim) -> str:
    where = ", ".join(
        f"{name} {_plain(value)}"
        for name in ("since", "until", "role", "countries", "goods", "makers")
        if (value := getattr(claim.where, name))
    )
    says = f": {claim.says}" if claim.says is not None else ""
    return f"{claim.measure}{says}" + (f" ({where})" if where else "")


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


# --- amounts ------------------------------------------------------------------


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
    is_floor = claimed.high is None
    if place == "above":
        return Result.CONTRADICTED, None
    if place == "inside" and (is_floor or bounds.at_least > 0 or is_complete):
        return Result.SUPPORTED, None
    if not is_complete:
        return Result.OPEN, "COVERAGE_GAP"
    if place == "below":
        return Result.CONTRADICTED, None
    return Result.OPEN, unclear


def _total(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    claimed = claimed_amount(claim)
    answers = {
        role: _amount(engine, case, scope, claimed, _figure_id(claim, role))
        for role, scope in claim.where.scopes(case).items()
    }
    return next(iter(answers.values())) if len(answers) == 1 else _agreed(answers)


def _agreed(answers: dict[str, Answer]) -> Answer:
    """One answer from those on several bases: theirs if they agree."""
    shows = "; ".join(
        f"by {ROLE_NAMES[CountryRole(role)]}: {answer.shows} ({answer.result.value})"
        for role, answer in answers.items()
    )
    figures = tuple(figure for answer in answers.values() for figure in answer.figures)
    results = {answer.result for answer in answers.values()}
    basis = "no country role stated: answered on all four"
    if len(results) == 1:
        first = next(iter(answers.values()))
        return Answer(
            result=first.result,
            reason=first.reason,
            shows=shows,
            figures=figures,
            basis=basis,
        )
    return Answer(
        result=Result.OPEN,
        reason="BASIS_MISSING",
        shows=shows,
        figures=figures,
        basis=basis,
    )


def _amount(
    engine: Engine, case: CaseFile, scope: Scope, claimed: Allowed, figure_id: str
) -> Answer:
    figure = engine.rows("from figure where id = $id", {"id": figure_id})[0]
    bounds = Bounds(at_least=figure["at_least"], at_most=figure["at_most"])
    result, reason = judge(
        claimed,
        bounds,
        is_complete=_is_complete(case, scope),
        unclear=unclear_reason(engine, scope),
    )
    count = figure["rows"]
    return Answer(
        result=result,
        reason=reason,
        shows=f"{bounds_text(bounds)} in {count:,} row{'' if count == 1 else 's'}",
        bounds=bounds,
        claimed=claimed,
        figures=(figure_id,),
        basis=figure["basis"],
    )


def _is_complete(case: CaseFile, scope: Scope) -> bool:
    """Whether somebody vouches for the records of all days of a scope."""
    if case.complete is None or scope.since is None or scope.until is None:
        return False
    return case.complete.since <= scope.since and scope.until <= case.complete.until


def unclear_reason(engine: Engine, scope: Scope) -> str:
    """Why rows of a scope are unclear: the cause that holds most rows.

    Args:
        engine: The engine, with `imports` and `field_coverage`.
        scope: The part of the imports.
    """
    belongs = scope.predicate()
    causes = {"NAME_ONLY": "member is null", "BASIS_MISSING": "usd is null"}
    if scope.role is not None:
        causes["ORIGIN_GROUP"] = f"{scope.role.value} is null"
    if scope.goods is not None:
        causes["HS_CUT"] = "goods is null"
    if scope.since is not None or scope.until is not None:
        causes["DATES_STRADDLE"] = "registered is null"
    counts = ", ".join(
        f"count(*) filter (where {sql}) as {c}" for c, sql in causes.items()
    )
    found = engine.rows(
        f"select {counts} from imports "
        f"where ({belongs.sql}) is null or (usd is null and ({belongs.sql}))",
        belongs.params,
    )[0]
    reason = max(causes, key=lambda cause: found[cause])
    if reason == "ORIGIN_GROUP" and _column_is_absent(engine, scope):
        return "COLUMN_ABSENT"
    return reason


def _column_is_absent(engine: Engine, scope: Scope) -> bool:
    """Whether most unclear rows are of sources that have no such column."""
    belongs = scope.predicate()
    found = engine.rows(
        f"""
select count(*) as all_rows, count(*) filter (where source_id not in (
  select source_id from field_coverage where field = $field)) as without
from imports where ({belongs.sql}) is null""",
        {**belongs.params, "field": "" if scope.role is None else scope.role.value},
    )[0]
    return 2 * found["without"] > found["all_rows"]


def _sum(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    """Parts that are separate amounts: all of them together must be what is said."""
    claimed = claimed_amount(claim)
    scopes = [next(iter(part.scopes(case).values())) for part in claim.parts]
    together = _either(scopes)
    found = engine.rows(together.sql)[0]
    bounds = Bounds(
        at_least=found["at_least"],
        at_most=None if found["unvalued"] else found["at_most"],
    )
    complete = all(_is_complete(case, scope) for scope in scopes)
    result, reason = judge(
        claimed, bounds, is_complete=complete, unclear="BASIS_MISSING"
    )
    overlap = bounds_text(Bounds(at_least=found["shared"], at_most=found["shared"]))
    return Answer(
        result=result,
        reason=reason,
        shows=f"together {bounds_text(bounds)}; {overlap} of it is in more than one part",
        bounds=bounds,
        claimed=claimed,
        basis=f"{len(scopes)} parts, each row counted once",
    )


def _either(scopes: Iterable[Scope]) -> Query:
    """Bounds of the rows that belong to any of some scopes."""
    terms = [
        "(" + written_out(p.sql, p.params) + ")"
        for p in (s.predicate() for s in scopes)
    ]
    certain = " + ".join(f"case when {term} then 1 else 0 end" for term in terms)
    return Query(
        sql=f"""
select coalesce(sum(usd) filter (where belongs), 0) as at_least,
  coalesce(sum(usd) filter (where belongs is not false), 0) as at_most,
  count(*) filter (where belongs is not false and usd is null) as unvalued,
  coalesce(sum(usd) filter (where times > 1), 0) as shared
from (select usd, ({" or ".join(terms)}) as belongs, {certain} as times from imports)"""
    )


# --- presence, days, lists ------------------------------------------------------


def _present(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    column = str(claim.by)
    scope = next(iter(claim.where.scopes(case).values()))
    belongs = scope.predicate()
    found = engine.rows(
        f"""
select {column} as value, count(*) filter (where belongs) as rows
from (select {column}, ({belongs.sql}) as belongs from imports)
where belongs is not false group by {column}""",
        belongs.params,
    )
    certain = {
        row["value"] for row in found if row["rows"] and row["value"] is not None
    }
    possible = {row["value"] for row in found}
    missing = [value for value in claim.each if value not in certain]
    any_held = not claim.any_of or any(value in certain for value in claim.any_of)
    held = sorted(certain & {*claim.each, *claim.any_of})
    shows = f"found: {', '.join(held) or 'none'}"
    if not missing and any_held:
        return Answer(result=Result.SUPPORTED, shows=shows, basis=f"rows by {column}")
    shows += f"; not found: {', '.join(missing) or 'any of ' + ', '.join(claim.any_of)}"
    if None in possible or any(value in possible for value in missing):
        return Answer(
            result=Result.OPEN, reason="ORIGIN_GROUP", shows=shows, basis=column
        )
    if not _is_complete(case, scope):
        return Answer(
            result=Result.OPEN, reason="COVERAGE_GAP", shows=shows, basis=column
        )
    return Answer(result=Result.CONTRADICTED, shows=shows, basis=f"rows by {column}")


def _last(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    """Whether the records of the subject end by a day; an undated row may be later."""
    found = engine.rows("""
select max(registered) as last, count(*) filter (where registered is null) as undated
from imports""")[0]
    basis = "day of registration of the subject's rows"
    if found["last"] is None or not isinstance(claim.says, date):
        return Answer(result=Result.OPEN, reason="COVERAGE_GAP", shows="no dated row")
    shows = f"the last row is of {day_words(found['last'])}"
    if found["last"] > claim.says:
        return Answer(result=Result.CONTRADICTED, shows=shows, basis=basis)
    if found["undated"]:
        shows += f"; {found['undated']} rows have no day that could be read"
        return Answer(
            result=Result.OPEN, reason="DATES_STRADDLE", shows=shows, basis=basis
        )
    return Answer(result=Result.SUPPORTED, shows=shows, basis=basis)


def _listing(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    rows = engine.rows(
        """
select min_by(absent_on, present_from) as absent_on, min(present_from) as present_from,
  min_by(name, present_from) as name,
  (select max(day) from list_snapshot where list = $list) as last_copy
from listing where list = $list and list_contains(tax_ids, $party)""",
        {"list": claim.list, "party": claim.party},
    )
    found = rows[0]
    basis = f"dated copies of the list {claim.list}"
    if claim.within is None or found["last_copy"] is None:
        return Answer(
            result=Result.OPEN, reason="LIST_NOT_LOADED", shows="no copy is held"
        )
    if found["present_from"] is None:
        shows = f"in no copy up to {day_words(found['last_copy'])}"
        covered = found["last_copy"] >= claim.within.until
        result = Result.CONTRADICTED if covered else Result.OPEN
        reason = None if covered else "LIST_GAP"
        return Answer(result=result, reason=reason, shows=shows, basis=basis)
    first, before = found["present_from"], found["absent_on"]
    shows = f"{found['name']}: first in the copy of {day_words(first)}"
    if before is None:
        shows += ", the oldest copy held"
    else:
        shows += f", not in the copy of {day_words(before)}"
    if before is not None and before >= claim.within.until:
        return Answer(result=Result.CONTRADICTED, shows=shows, basis=basis)
    if first < claim.within.since:
        return Answer(result=Result.CONTRADICTED, shows=shows, basis=basis)
    if (
        before is not None
        and before >= claim.within.since
        and first <= claim.within.until
    ):
        return Answer(result=Result.SUPPORTED, shows=shows, basis=basis)
    return Answer(result=Result.OPEN, reason="LIST_GAP", shows=shows, basis=basis)


def _exposure(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    scope = next(iter(claim.where.scopes(case).values()))
    belongs = scope.predicate()
    found = engine.rows(
        f"""
select word, reason, count(*) as rows
from verdict join (from imports where ({belongs.sql})) as imports using (source_id, row)
where regime = $regime and test = $test
group by all order by rows desc, word, reason""",
        {**belongs.params, "regime": claim.regime, "test": claim.test},
    )
    basis = f"{claim.test} test under {claim.regime} lists, on the day of registration"
    if not found:
        return Answer(
            result=Result.OPEN,
            reason="LIST_NOT_LOADED",
            shows="no verdict",
            basis=basis,
        )
    shows = "; ".join(
        f"{row['word']}{' (' + row['reason'] + ')' if row['reason'] else ''}: "
        f"{row['rows']:,} rows"
        for row in found
    )
    listed = sum(row["rows"] for row in found if row["word"] in LISTED_WORDS)
    open_ = [row for row in found if row["word"] == "not determinable"]
    if claim.says == "not listed" and listed:
        return Answer(result=Result.CONTRADICTED, shows=shows, basis=basis)
    if open_:
        reason = open_[0]["reason"]
        return Answer(result=Result.OPEN, reason=reason, shows=shows, basis=basis)
    if claim.says == "not listed":
        return Answer(result=Result.SUPPORTED, shows=shows, basis=basis)
    everything = sum(row["rows"] for row in found)
    result = Result.SUPPORTED if listed == everything else Result.CONTRADICTED
    return Answer(result=result, shows=shows, basis=basis)


LISTED_WORDS = {"listed on that date", "owned at or above threshold"}


def _outside(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    return Answer(
        result=Result.OPEN,
        reason=claim.reason,
        shows="nothing: no row of a customs record could answer",
    )


CHECKS: dict[str, Callable[[Engine, CaseFile, Claim], Answer]] = {
    "total": _total,
    "sum": _sum,
    "present": _present,
    "last": _last,
    "listing": _listing,
    "exposure": _exposure,
    "outside": _outside,
}
