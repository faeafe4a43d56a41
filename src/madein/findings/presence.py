"""What occurs in the imports, and until when."""

from collections.abc import Sequence
from datetime import date

from madein.engine import Engine
from madein.findings.amounts import unclear_reason
from madein.findings.answers import Answer, Result, in_each_role, is_complete
from madein.findings.claims import Claim
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import STANDS, Scope, on_or_before
from madein.values import day_words, rows_words


def present(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    """Whether values occur in some imports.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    return in_each_role(
        case, claim, lambda _, scope: _occurs(engine, case, claim, scope)
    )


def _occurs(engine: Engine, case: CaseFile, claim: Claim, scope: Scope) -> Answer:
    """Whether the values a claim names occur; a row without a value may hold any."""
    column = str(claim.by)
    belongs = scope.predicate()
    found = engine.rows(
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
    held = sorted(certain & {*claim.each, *claim.any_of})
    shows = f"found: {_named(held, column) or 'none'}"
    if not missing and any_held:
        return Answer(result=Result.SUPPORTED, shows=shows, basis=basis)
    lacking = [_named(missing, column)] if missing else []
    if not any_held:
        lacking.append(f"any of {_named(claim.any_of, column)}")
    shows += f"; not found: {', '.join(lacking)}"
    if _could_occur(claim, possible):
        result, reason = Result.OPEN, unclear_reason(engine, scope)
        if None in possible:
            reason = _unknown_value(engine, scope, column)
    elif not is_complete(engine, case, scope):
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


def _unknown_value(engine: Engine, scope: Scope, column: str) -> str:
    """Why most of the rows without a value in a column have none."""
    if column == "goods":
        return "HS_CUT"
    belongs = scope.predicate()
    found = engine.rows(
        f"""
select count(*) as all_rows, count(*) filter (where source_id in (
  select source_id from field_coverage where field = $column)) as with_column
from imports where ({belongs.sql}) is not false and {column} is null""",
        {**belongs.params, "column": column},
    )[0]
    held = 2 * found["with_column"] >= found["all_rows"]
    return "ORIGIN_GROUP" if held else "COLUMN_ABSENT"


def last(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    """Whether the records of the subject end by a day; an undated row may be later.

    A row that is known to the month alone counts as later where its whole month is.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    found = engine.rows(
        f"""
select max(registered) filter (where sure) as last,
  max(registered_month) filter (where sure) as last_month,
  count(*) filter (where sure and is_later) as later,
  count(*) filter (where member is null and is_later) as unnamed,
  count(*) filter (where member and sure is null and is_later) as copies,
  count(*) filter (where is_later is null) as undated
from (
  select *, member and {STANDS} as sure, not ({on_or_before("$says")}) as is_later
  from imports
) where sure is not false""",
        {"says": claim.says},
    )[0]
    basis = "day of registration of the subject's rows"
    ends = [end for end in (found["last"], found["last_month"]) if end is not None]
    if not ends or not isinstance(claim.says, date):
        return Answer(result=Result.OPEN, reason="COVERAGE_GAP", shows="no dated row")
    is_day = found["last"] == max(ends)
    last_words = day_words(max(ends)) if is_day else f"{max(ends):%b %Y}"
    shows = f"the last row is of {last_words}"
    result, reason = Result.SUPPORTED, None
    if found["later"]:
        result = Result.CONTRADICTED
    elif found["unnamed"]:
        shows += f"; {found['unnamed']} later rows name no importer"
        result, reason = Result.OPEN, "NAME_ONLY"
    elif found["copies"]:
        shows += f"; {found['copies']} later rows may be copies"
        result, reason = Result.OPEN, "POSSIBLE_COPY"
    elif found["undated"]:
        shows += f"; {rows_words(found['undated'])} without a day that could be read"
        result, reason = Result.OPEN, "DATES_STRADDLE"
    return Answer(result=result, reason=reason, shows=shows, basis=basis)
