"""What occurs in the imports."""

from collections.abc import Sequence

from madein.findings.answers import Answer, Held, Reading, Result
from madein.findings.claims import Claim
from madein.findings.judging import is_complete, unclear_reason, unknown_value
from madein.reference.countries import country_names


def present(held: Held, reading: Reading) -> Answer:
    """Whether the values a claim names occur; a row without a value may hold any.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    claim, scope = reading.claim, reading.scope
    column = str(claim.by)
    belongs = scope.predicate()
    found = held.engine.rows(
        f"""
select {column} as value, count(*) filter (where belongs) as rows
from (select {column}, ({belongs.sql}) as belongs from imports)
where belongs is not false group by {column}""",
        belongs.params,
    )
    possible = {row["value"] for row in found}
    certain = {row["value"] for row in found if row["rows"]} - {None}
    basis = f"rows by {column}"
    missing = [value for value in claim.each if value not in certain]
    any_held = not claim.any_of or any(value in certain for value in claim.any_of)
    present_ = sorted(certain & {*claim.each, *claim.any_of})
    shows = f"found: {_named(present_, column) or 'none'}"
    if not missing and any_held:
        return Answer(result=Result.SUPPORTED, shows=shows, basis=basis)
    lacking = [_named(missing, column)] if missing else []
    if not any_held:
        lacking.append(f"any of {_named(claim.any_of, column)}")
    shows += f"; not found: {', '.join(lacking)}"
    if _could_occur(claim, possible):
        result, reason = Result.OPEN, unclear_reason(held.engine, scope)
        if None in possible:
            reason = unknown_value(held.engine, scope, column)
    elif not is_complete(held.engine, held.case, scope):
        result, reason = Result.OPEN, "COVERAGE_GAP"
    else:
        result, reason = Result.CONTRADICTED, None
    return Answer(result=result, reason=reason, shows=shows, basis=basis)


def _named(values: Sequence[str], column: str) -> str:
    """Values for print: countries by name, product groups as they are."""
    names = {} if column == "goods" else country_names()
    return ", ".join(names.get(value, value) for value in values)


def _could_occur(claim: Claim, possible: set[str | None]) -> bool:
    """Whether all that a claim names may be among some values."""
    if None in possible:
        return True
    any_could = not claim.any_of or any(value in possible for value in claim.any_of)
    return any_could and all(value in possible for value in claim.each)
