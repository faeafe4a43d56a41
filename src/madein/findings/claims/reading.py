"""`claims.yml`, read whole or not at all."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from madein.documents import line_of, read_document
from madein.errors import CaseError, Fault
from madein.findings.claims.faults import Problem, problems
from madein.findings.claims.model import Claim, ClaimSet
from madein.question import CaseFile


def read_claims(file: Path, case: CaseFile) -> ClaimSet:
    """The claims of a file, whole.

    Args:
        file: The YAML file.
        case: The case they speak of.

    Raises:
        CaseError: The file does not fit, a claim lacks what its measure needs, two
            claims share an id, or one names goods, lists or claims that there are not.
    """
    found = read_document(file, ClaimSet)
    faults: list[Fault] = []
    seen: Counter[str] = Counter()
    for place, claim in enumerate(found.claims):
        seen[claim.id] += 1
        wrong = [*problems(claim, case), *_among(claim, found, seen)]
        if wrong:
            where = f"{file}:{line_of(file, 'claims', place)}"
            faults += [
                Fault(what=f"claim '{claim.id}': {what}", where=where, fix=fix)
                for what, fix in wrong
            ]
    if faults:
        raise CaseError(*faults)
    return found


def _among(claim: Claim, found: ClaimSet, seen: Counter[str]) -> Iterator[Problem]:
    """What is wrong with a claim among the others."""
    others = [other.id for other in found.claims]
    if seen[claim.id] > 1:
        yield "its id occurs twice", "give each claim an id of its own"
    if claim.retells == claim.id:
        yield "it retells itself", "name the claim that it retells"
    elif claim.retells is not None and claim.retells not in others:
        yield (
            f"it retells '{claim.retells}', which is no claim of the file",
            f"use one of: {', '.join(id_ for id_ in others if id_ != claim.id)}",
        )
    for other in found.claims:
        if _is_part(claim.id, other):
            yield (
                f"its id is one of the figures of claim '{other.id}'",
                "give it another id",
            )


def _is_part(name: str, other: Claim) -> bool:
    """Whether a name is that of a part of a claim's figure."""
    rest = name.removeprefix(other.id)
    if not rest or rest == name:
        return False
    is_made = other.measure in {"share", "ratio"}
    return rest.startswith(".") or (is_made and len(rest) == 1 and rest.isalpha())
