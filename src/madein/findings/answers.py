"""What an answer to a claim holds, and on which bases it was given."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from madein.engine import Engine
from madein.findings.claims import Claim
from madein.findings.hedges import Allowed
from madein.question import CaseFile
from madein.scope import ROLE_NAMES, CountryRole, Scope
from madein.values import Bounds


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


def is_complete(engine: Engine, case: CaseFile, scope: Scope) -> bool:
    """Whether somebody vouches for the records of all days of a scope.

    Nobody can for a file that stops where vendors cut their answers.

    Args:
        engine: The engine, with `coverage`.
        case: The case.
        scope: The part of the imports.
    """
    if case.complete is None or scope.since is None or scope.until is None:
        return False
    if engine.value("select count(*) from coverage where cap is not null"):
        return False
    return case.complete.since <= scope.since and scope.until <= case.complete.until


def in_each_role(
    case: CaseFile, claim: Claim, ask: Callable[[str, Scope], Answer]
) -> Answer:
    """The answer in the role a claim names, or in all four where it names none.

    Args:
        case: The case.
        claim: The claim.
        ask: Gives the answer for a role and its scope.
    """
    answers = {r: ask(r, scope) for r, scope in claim.where.scopes(case).items()}
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
