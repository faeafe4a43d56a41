"""What lists held of a party, and what held on the day of each import."""

from madein.engine import Engine, Row
from madein.findings.amounts import unclear_reason
from madein.findings.answers import Answer, Result, in_each_role
from madein.findings.claims import Claim
from madein.lists.status import ListingWord, party_history
from madein.question import CaseFile
from madein.scope import Scope
from madein.values import day_words, rows_words

LISTED_WORDS = {"listed on that date", "owned at or above threshold"}


def listing(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    """Whether the first listing falls into some days.

    It falls after the last copy without the entry, or on its day if the entry came
    later that day, and not after the first copy with it.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    history = party_history(engine, str(claim.party), str(claim.list))
    basis = f"dated copies of the list {claim.list}"
    if claim.within is None or not history.copies:
        return Answer(
            result=Result.OPEN, reason="LIST_NOT_LOADED", shows="no copy is held"
        )
    since, until = claim.within.since, claim.within.until
    if not history.stretches:
        oldest, last = history.copies[0], history.copies[-1]
        shows = f"in no copy from {day_words(oldest)} to {day_words(last)}"
        is_out, is_in = oldest <= since and until <= last, False
    else:
        stretch = history.stretches[0]
        first, before = stretch.present_from, stretch.absent_on
        shows = f"{stretch.name}: first in the copy of {day_words(first)}"
        shows += (
            ", the oldest copy held"
            if before is None
            else f", not in the copy of {day_words(before)}"
        )
        is_out = first < since or (before is not None and before > until)
        is_in = before is not None and since <= before and first <= until
    if is_out or is_in:
        result = Result.SUPPORTED if is_in else Result.CONTRADICTED
        return Answer(result=result, shows=shows, basis=basis)
    return Answer(result=Result.OPEN, reason="LIST_GAP", shows=shows, basis=basis)


def exposure(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    """Whether all imports had one verdict on their day.

    Args:
        engine: The engine.
        case: The case.
        claim: The claim.
    """
    return in_each_role(
        case, claim, lambda _, scope: _verdicts(engine, case, claim, scope)
    )


def _verdicts(engine: Engine, case: CaseFile, claim: Claim, scope: Scope) -> Answer:
    """Whether all rows of a scope have the verdict that a claim names."""
    belongs = scope.predicate()
    found = engine.rows(
        f"""
select word, reason, belongs, count(*) as rows
from verdict join (select *, ({belongs.sql}) as belongs from imports) as imports
  using (source_id, row)
where regime = $regime and test = $test and belongs is not false
group by all order by rows desc, word, reason, belongs""",
        {**belongs.params, "regime": claim.regime, "test": claim.test},
    )
    basis = f"{claim.test} test under {claim.regime} lists, on the day of registration"
    if not found:
        is_loaded = any(listed.regime == claim.regime for listed in case.lists)
        reason = "COVERAGE_GAP" if is_loaded else "LIST_NOT_LOADED"
        return Answer(
            result=Result.OPEN, reason=reason, shows="no verdict", basis=basis
        )
    wants_listed = claim.says == "listed"
    unknown = [row for row in found if row["word"] == ListingWord.UNKNOWN.value]
    against = [
        row
        for row in found
        if row not in unknown and (row["word"] in LISTED_WORDS) is not wants_listed
    ]
    is_against = any(row["belongs"] for row in against)
    result, reason = Result.SUPPORTED, None
    # "Listed when the goods came" stays open while rows may have come on such a day.
    if is_against and not (wants_listed and unknown):
        result = Result.CONTRADICTED
    elif unknown:
        result, reason = Result.OPEN, unknown[0]["reason"]
    elif against:
        result, reason = Result.OPEN, unclear_reason(engine, scope)
    return Answer(
        result=result,
        reason=reason,
        shows=_tally(found),
        figures=_figures(engine, claim),
        basis=basis,
    )


def _figures(engine: Engine, claim: Claim) -> tuple[str, ...]:
    """The figures of each verdict, over the whole period of the case."""
    asked = f"{claim.regime} lists, {claim.test} test"
    rows = engine.rows(
        "select id from figure where measure = 'exposure' and parent is not null "
        "and ends_with(label, $asked)",
        {"asked": asked},
    )
    return tuple(row["id"] for row in rows)


def _tally(found: list[Row]) -> str:
    """Verdicts with their rows, in words."""
    return "; ".join(
        f"{row['word']}{' (' + row['reason'] + ')' if row['reason'] else ''}: "
        f"{rows_words(row['rows'])}{'' if row['belongs'] else ' that may belong'}"
        for row in found
    )
