"""Claims held against the rows: supported, contradicted, or not determinable and why."""

from collections.abc import Callable

from madein.engine import Engine, Row
from madein.findings.amounts import amount, claimed_measures, count, part, sum_of_parts
from madein.findings.answers import Answer, Held, Reading, Result, in_each_reading
from madein.findings.called import with_strangers
from madein.findings.claims import Claim, ClaimSet
from madein.findings.days import continued, first, last
from madein.findings.figures import figures
from madein.findings.listings import exposure, listing
from madein.findings.presence import present
from madein.findings.quotients import quotient
from madein.findings.ranking import ranking
from madein.findings.retelling import differences
from madein.findings.understood import asked
from madein.question import CaseFile
from madein.tables import CLAIM_RESULT
from madein.values import rows_words


def outside(held: Held, reading: Reading) -> Answer:  # noqa: ARG001 - checks share one signature
    """What no row of a customs record could answer.

    Args:
        held: What claims are held against.
        reading: The claim.
    """
    return Answer(
        result=Result.OPEN,
        reason=reading.claim.reason,
        shows="nothing: no row of a customs record could answer",
    )


# One check for each measure that a claim may name.
CHECKS: dict[str, Callable[[Held, Reading], Answer]] = {
    "total": amount,
    "count": count,
    "sum": sum_of_parts,
    "part": part,
    "share": quotient,
    "ratio": quotient,
    "ranking": ranking,
    "present": present,
    "first": first,
    "last": last,
    "continued": continued,
    "listing": listing,
    "exposure": exposure,
    "outside": outside,
}


def check_claims(engine: Engine, case: CaseFile, claims: ClaimSet) -> None:
    """Table `claim_result`.

    Shape:
        `imports`, `figure` with what the claims ask, `verdict`, `listing` and
        `list_snapshot` in.

    Args:
        engine: The engine.
        case: The case.
        claims: The claims.
    """
    known = {row["id"]: row for row in engine.rows("from figure")}
    held = Held(engine=engine, case=case, figures=known)
    engine.fill(CLAIM_RESULT, _results(held, claims))


def answer_claims(
    engine: Engine, case: CaseFile, claims: ClaimSet, edition: str
) -> tuple[list[Row], list[Row]]:
    """Rows of the tables `figure` and `claim_result` for claims that no build holds.

    Args:
        engine: The engine, with the tables of a build.
        case: The case.
        claims: The claims.
        edition: Digest of everything the figures rest on.
    """
    made = figures(engine, case, claimed_measures(case, claims), edition)
    held = Held(engine=engine, case=case, figures={row["id"]: row for row in made})
    return made, _results(held, claims)


def _results(held: Held, claims: ClaimSet) -> list[Row]:
    return [_row(held, claims, claim) for claim in claims.claims]


def _row(held: Held, claims: ClaimSet, claim: Claim) -> Row:
    check = CHECKS[claim.measure]
    answer = in_each_reading(
        held.case,
        claim,
        lambda reading: with_strangers(held.engine, claim, check(held, reading)),
    )
    source = claim.source or claims.source
    bounds, claimed = answer.bounds, answer.claimed
    margin = None
    if bounds is not None and claimed is not None:
        margin = claimed.margin(bounds.at_least, bounds.at_most)
    return {
        "id": claim.id,
        "text": claim.text,
        "source": f"{source.publisher}: {source.title}",
        "asked": asked(claim),
        "result": answer.result.value,
        "reason": answer.reason,
        "unit": None if answer.unit is None else answer.unit.value,
        "at_least": None if bounds is None else bounds.at_least,
        "at_most": None if bounds is None else bounds.at_most,
        "claimed_from": None if claimed is None else claimed.low,
        "claimed_to": None if claimed is None else claimed.high,
        "allows": _allows(claim, answer),
        "margin": margin,
        "basis": answer.basis,
        "shows": answer.shows + _rounded(answer) + _unread(held.engine, answer),
        "figures": list(answer.figures),
        "differences": differences(held, claim, claims.claims),
    }


def _allows(claim: Claim, answer: Answer) -> str | None:
    """The amounts a wording allows, in words."""
    if answer.claimed is None:
        return None
    words = answer.claimed.words(answer.unit or answer.claimed.unit)
    return words if claim.allows is None else f"{words} (set by the claim)"


def _rounded(answer: Answer) -> str:
    """That a number may have been rounded so far that it holds."""
    if answer.bounds is None or answer.claimed is None:
        return ""
    bounds, is_open = answer.bounds, answer.result is Result.OPEN
    if is_open and answer.claimed.is_rounding(bounds.at_least, bounds.at_most):
        return "; the claim does not say how far its number is rounded"
    return ""


def _unread(engine: Engine, answer: Answer) -> str:
    """What must be said where an upper bound decides: lines that could not be read."""
    is_below = (
        answer.result is Result.CONTRADICTED
        and answer.bounds is not None
        and answer.claimed is not None
        and answer.claimed.place(answer.bounds.at_least, answer.bounds.at_most)
        == "below"
    )
    unread = engine.value("select count(*) from quarantine") if is_below else 0
    return f"; {rows_words(unread)} of the files could not be read" if unread else ""
