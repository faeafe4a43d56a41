"""Claims held against the rows: supported, contradicted, or not determinable and why."""

from collections.abc import Callable

from madein.engine import Engine, Row
from madein.findings.amounts import sum_of_parts, total
from madein.findings.answers import Answer, Result
from madein.findings.claims import Claim, ClaimSet, Where
from madein.findings.listings import exposure, listing
from madein.findings.presence import last, present
from madein.question import CaseFile
from madein.scope import ROLE_NAMES
from madein.tables import CLAIM_RESULT
from madein.values import rows_words


def outside(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    """What no row of a customs record could answer.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    return Answer(
        result=Result.OPEN,
        reason=claim.reason,
        shows="nothing: no row of a customs record could answer",
    )


# One check for each measure that a claim may name.
CHECKS: dict[str, Callable[[Engine, CaseFile, Claim], Answer]] = {
    "total": total,
    "sum": sum_of_parts,
    "present": present,
    "last": last,
    "listing": listing,
    "exposure": exposure,
    "outside": outside,
}


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
        "allows": None if claimed is None else claimed.words(),
        "margin": margin,
        "basis": answer.basis,
        "shows": answer.shows + _unread(engine, answer),
        "figures": list(answer.figures),
    }


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


def _asked(claim: Claim) -> str:
    """What was understood, in words."""
    where = _where_words(claim.where)
    match claim.measure:
        case "total":
            said = f"the imports are worth {claim.says}"
        case "sum":
            parts = "; ".join(_where_words(part) for part in claim.parts)
            said = f"{claim.says} in separate parts: {parts}"
        case "present":
            any_of = f", and one of {', '.join(claim.any_of)}" if claim.any_of else ""
            said = f"the imports hold {claim.by} {', '.join(claim.each)}{any_of}"
        case "last":
            said = f"the records hold nothing after {claim.says}"
        case "listing" if claim.within is not None:
            days = f"{claim.within.since} to {claim.within.until}"
            said = (
                f"{claim.list} first held tax id {claim.party} in {days}{_under(claim)}"
            )
        case "exposure":
            said = (
                f"{claim.says} under {claim.regime} lists on every date declared, "
                f"{claim.test} test{_under(claim)}"
            )
        case _:
            return "nothing that rows of a customs record could show"
    return said + (f" ({where})" if where else "")


def _under(claim: Claim) -> str:
    return "" if claim.under is None else f", {claim.under}"


def _where_words(where: Where) -> str:
    days = [
        f"{n} {v}" for n in ("since", "until") if (v := getattr(where, n)) is not None
    ]
    if where.countries:
        role = (
            "country, role not stated,"
            if where.role is None
            else ROLE_NAMES[where.role]
        )
        days.append(f"{role} {', '.join(where.countries)}")
    if where.goods is not None:
        days.append(f"goods: {where.goods}")
    if where.makers:
        days.append(f"maker: {' or '.join(where.makers)}")
    if where.suppliers:
        days.append(f"supplier: {' or '.join(where.suppliers)}")
    return ", ".join(days)
