"""What lists held of a party, and what held on the days of each import."""

from collections.abc import Sequence
from datetime import date

from madein.analysis.exposure import exposure_label
from madein.engine import Engine, Row
from madein.findings.answers import Answer, Held, Reading, Result
from madein.findings.claims import Claim
from madein.findings.judging import unclear_reason
from madein.lists import grounds
from madein.lists.listing import Listing, entries_of, listings_of
from madein.parties.reading.identifiers import column_ids
from madein.question import CaseFile
from madein.scope import Query, Scope
from madein.values import day_words, rows_words
from madein.verdict import GoodsWord, Measure, PartyWord, Reason, StartKind
from madein.verdicts.views import FIRST, LAST

YES = (PartyWord.LISTED, PartyWord.OWNED, PartyWord.WIND_DOWN, GoodsWord.ON)
OPEN = (PartyWord.UNKNOWN, GoodsWord.POSSIBLY)

ASKED = """
  from exposed where role = $role and regime = $regime and test = $test
    and ($under is null or measure = $under)"""

# Of a row under several measures: listed under any of them is listed.
PER_ROW = """
select any_value(belongs) as belongs, bool_or(is_yes) as is_yes,
  bool_or(is_open) and not bool_or(is_yes) as is_open,
  min(reason) filter (where is_open) as reason
from worded group by source_id, row"""

# Nobody is named in some rows that may belong. Where they do, a member is the importer.
IF_MEMBERS = f"""
with asked as (
  select *, {FIRST} as first_day, {LAST} as last_day, ({{belongs}}) as belongs
  from imports),
member as (
  select distinct stood_by from asked join stands on party_id = importer where belongs)
select distinct word, reason
from asked join party_span on since <= last_day and first_day < until
where belongs is null and regime = $regime and test = $test
  and ($under is null or measure = $under) and stood_by in (from member)"""


def listing(held: Held, reading: Reading) -> Answer:
    """Whether the first listing falls into some days.

    It falls between the first day on which the party may have been listed and the first
    on which it was for certain.

    Args:
        held: What claims are held against.
        reading: The claim.
    """
    engine, case, claim = held.engine, held.case, reading.claim
    basis = f"dated copies of the list {claim.list}"
    copies = _copies(engine, case, claim)
    if claim.within is None or not copies:
        return Answer(
            result=Result.OPEN, reason="LIST_NOT_LOADED", shows="no copy is held"
        )
    entries = _entries(engine, claim)
    if not entries and not _is_proven(str(claim.party)):
        shows = (
            f"no check digit confirms {claim.party}: a mistyped number is in no copy"
        )
        return Answer(result=Result.OPEN, reason="NAME_ONLY", shows=shows, basis=basis)
    since, until = claim.within.since, claim.within.until
    own, unsure = _listings(engine, entries, claim)
    found = [one for one in own if one.takes_effect]
    first = min(found, key=lambda one: one.listed_from, default=None)
    may_begin = [
        one.maybe_from or date.min for one in (*own, *unsure) if _may_hold(one)
    ]
    earliest = min(may_begin, default=date.max)
    is_told = first is not None or until <= max(copies)
    is_out = earliest > until and min(copies) <= since and is_told
    is_in = False
    if first is not None:
        is_out = is_out or first.listed_from < since
        is_in = since <= earliest and first.listed_from <= until
    shows = _absent(copies, claim) if first is None else _began(first)
    shows += "".join(f"; {grounds.vague(one)}" for one in unsure)
    if is_out or is_in:
        result = Result.SUPPORTED if is_in else Result.CONTRADICTED
        return Answer(result=result, shows=shows, basis=basis)
    reason = (Reason.RULE_UNKNOWN if unsure else Reason.LIST_GAP).value
    return Answer(result=Result.OPEN, reason=reason, shows=shows, basis=basis)


def _copies(engine: Engine, case: CaseFile, claim: Claim) -> list[date]:
    """Days of the copies of the list, and the first for which somebody vouches."""
    rows = engine.rows(
        "select day from list_snapshot where list = $list", {"list": claim.list}
    )
    vouched = [
        listed.complete.since
        for listed in case.lists
        if listed.name == claim.list and listed.complete is not None and rows
    ]
    return [*(row["day"] for row in rows), *vouched]


def _entries(engine: Engine, claim: Claim) -> list[tuple[str, str]]:
    """Entries of the list that hold the number of the party."""
    found = entries_of(engine, [str(claim.party)])
    return [entry for entry in found if entry[0] == claim.list]


def _is_proven(number: str) -> bool:
    """Whether a check digit shows that a number was not mistyped."""
    return any(one.is_strong for one in column_ids(number, "")[0])


def _listings(
    engine: Engine, entries: Sequence[tuple[str, str]], claim: Claim
) -> tuple[list[Listing], list[Listing]]:
    """Listings under the measure that the claim names, and such as may be under it."""
    own, unsure = [], []
    for (_, measure), listings in listings_of(engine, entries).items():
        if claim.under in {None, measure.value}:
            own += listings
        elif measure is Measure.OTHER:
            unsure += listings
    return own, unsure


def _may_hold(one: Listing) -> bool:
    """Whether there is a day on which it may be listed."""
    if one.maybe_from is None or one.maybe_to is None:
        return True
    return one.maybe_from < one.maybe_to


def _absent(copies: Sequence[date], claim: Claim) -> str:
    """That the party is in no copy, or not under the measure."""
    under = f" under {claim.under}" if claim.under is not None else ""
    return (
        f"in no copy from {day_words(min(copies))} to {day_words(max(copies))}{under}"
    )


def _began(first: Listing) -> str:
    """Since when a listing holds, and what says so."""
    if first.start_kind in {StartKind.DESIGNATION, StartKind.ACTION}:
        return (
            f"{first.name}: listed from {day_words(first.listed_from)} "
            f"({first.start_kind.value})"
        )
    shows = f"{first.name}: first in the copy of {day_words(first.present_from)}"
    if first.absent_on is None:
        return f"{shows}, the oldest copy held"
    return f"{shows}, not in the copy of {day_words(first.absent_on)}"


def exposure(held: Held, reading: Reading) -> Answer:
    """Whether all rows of a scope have the verdict that a claim names, on their days.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    engine, claim, scope = held.engine, reading.claim, reading.scope
    basis = (
        f"{claim.test} test under {claim.regime} lists"
        f"{'' if claim.under is None else f', {claim.under}'}, on every date declared"
    )
    asked = _asked(claim, scope)
    told = engine.rows(
        f"{asked.sql} select measure, word, reason, belongs, count(*) as rows "
        "from worded group by all order by rows desc, word, reason, belongs, measure",
        asked.params,
    )
    if not told:
        return Answer(
            result=Result.OPEN,
            reason=_no_verdict(engine, held.case, claim),
            shows="no verdict",
            basis=basis,
        )
    rows = engine.rows(
        f"{asked.sql}, judged_row as ({PER_ROW}) select belongs, is_yes, is_open, reason, "
        "count(*) as rows from judged_row group by all order by rows desc, reason, belongs",
        asked.params,
    )
    result, reason = _result(engine, claim, scope, rows)
    return Answer(
        result=result,
        reason=reason,
        shows=_tally(told),
        figures=_figures(engine, told, claim),
        basis=basis,
    )


def _asked(claim: Claim, scope: Scope) -> Query:
    """The verdicts that a claim speaks of, as a table `worded`."""
    belongs = scope.predicate()
    params = {
        "role": "goods" if claim.test == "goods" else "importer",
        "regime": claim.regime,
        "test": claim.test,
        "under": claim.under,
        "yes": [str(word) for word in YES],
        "open": [str(word) for word in OPEN],
    }
    sql = f"""
with worded as (
  select *, list_contains($yes, word) as is_yes, list_contains($open, word) as is_open
  from (select *, ({belongs.sql}) as belongs {ASKED}) where belongs is not false)"""
    return Query(sql=sql, params={**belongs.params, **params})


def _result(
    engine: Engine, claim: Claim, scope: Scope, rows: Sequence[Row]
) -> tuple[Result, str | None]:
    wants_yes = claim.says in {"listed", "on list"}
    unknown = [row for row in rows if row["is_open"]]
    unnamed = [
        row
        for row in unknown
        if row["belongs"] is None and row["reason"] == Reason.NAME_ONLY.value
    ]
    if unnamed:
        unknown = [row for row in unknown if row not in unnamed]
        reason = _if_members(engine, claim, scope)
        # Where a row was listed for certain, another that may have been adds nothing.
        is_told = wants_yes and any(row["belongs"] and row["is_yes"] for row in rows)
        if reason is not None and not is_told:
            unknown.append(unnamed[0] | {"reason": reason})
    against = [
        row for row in rows if not row["is_open"] and row["is_yes"] is not wants_yes
    ]
    # "Listed when the goods came" stays open while rows may have come on such a day.
    if any(row["belongs"] for row in against) and not (wants_yes and unknown):
        return Result.CONTRADICTED, None
    if unknown:
        return Result.OPEN, unknown[0]["reason"] or Reason.HS_CUT.value
    if against:
        return Result.OPEN, unclear_reason(engine, scope)
    return Result.SUPPORTED, None


def _if_members(engine: Engine, claim: Claim, scope: Scope) -> str | None:
    """Why rows that name nobody matter, if a member of the subject imported them.

    None where no member was listed, or may have been, on any of their days: then such
    a row changes nothing.
    """
    belongs = scope.predicate()
    found = engine.rows(
        IF_MEMBERS.format(belongs=belongs.sql),
        {
            **belongs.params,
            "regime": claim.regime,
            "test": claim.test,
            "under": claim.under,
        },
    )
    if not found:
        return Reason.NAME_ONLY.value
    if any(row["word"] in YES for row in found):
        return Reason.NAME_ONLY.value
    return next((row["reason"] for row in found if row["word"] in OPEN), None)


def _no_verdict(engine: Engine, case: CaseFile, claim: Claim) -> str:
    """Why there is none: the list is not there, or no row lies in the days."""
    if claim.test == "goods":
        sql = (
            "select count(*) from goods_standing where regime = $regime "
            "and ($under is null or list = $under)"
        )
        params = {"regime": claim.regime, "under": claim.under}
        is_loaded = bool(engine.value(sql, params))
    else:
        is_loaded = any(listed.regime == claim.regime for listed in case.lists)
    return "COVERAGE_GAP" if is_loaded else "LIST_NOT_LOADED"


def _figures(engine: Engine, told: Sequence[Row], claim: Claim) -> tuple[str, ...]:
    """The figures of each verdict, over the whole period of the case."""
    asked = {
        "role": "goods" if claim.test == "goods" else "importer",
        "regime": claim.regime,
        "test": claim.test,
    }
    measures = dict.fromkeys(row["measure"] for row in told)
    labels = [exposure_label(asked | {"measure": measure}) for measure in measures]
    rows = engine.rows(
        "select id from figure where measure = 'exposure' and parent is not null "
        "and list_contains($labels, label)",
        {"labels": labels},
    )
    return tuple(row["id"] for row in rows)


def _tally(told: Sequence[Row]) -> str:
    """Verdicts with their rows, in words; the measure where there are several."""
    is_one = len({row["measure"] for row in told}) == 1
    return "; ".join(
        f"{'' if is_one else row['measure'] + ': '}"
        f"{row['word']}{' (' + row['reason'] + ')' if row['reason'] else ''}: "
        f"{rows_words(row['rows'])}{'' if row['belongs'] else ' that may belong'}"
        for row in told
    )
