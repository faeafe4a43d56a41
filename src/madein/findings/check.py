"""Claims held against the rows: supported, contradicted, or not determinable and why."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from madein.engine import Engine, Row, literal
from madein.findings.claims import Claim, ClaimSet, Where, claimed_amount
from madein.findings.hedges import Allowed
from madein.lists.status import ListingWord, party_history
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import MADE_BY, ROLE_NAMES, CountryRole, Measure, Scope
from madein.tables import CLAIM_RESULT
from madein.values import Bounds, bounds_text, day_words

LISTED_WORDS = {"listed on that date", "owned at or above threshold"}


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
            said = f"{claim.list} first held tax id {claim.party} in {days}"
        case "exposure":
            said = (
                f"{claim.says} under {claim.regime} lists on the day, {claim.test} test"
            )
        case _:
            return "nothing that rows of a customs record could show"
    return said + (f" ({where})" if where else "")


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
    return ", ".join(days)


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
    return _in_each_role(
        case,
        claim,
        lambda role, scope: _amount(
            engine, case, scope, claimed, _figure_id(claim, role)
        ),
    )


def _in_each_role(
    case: CaseFile, claim: Claim, ask: Callable[[str, Scope], Answer]
) -> Answer:
    """The answer in the role a claim names, or in all four where it names none."""
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
        causes["DATES_STRADDLE"] = "registered is null"
    if scope.makers:
        causes["NAME_ONLY"] += f" or maker_name is not null and ({MADE_BY}) is null"
        absent = causes.get("COLUMN_ABSENT", "false")
        causes["COLUMN_ABSENT"] = f"{absent} or maker_name is null"
    counts = ", ".join(
        f"count(*) filter (where {sql}) as {cause}" for cause, sql in causes.items()
    )
    return engine.rows(
        f"select {counts} from imports "
        f"where ({belongs.sql}) is null or (usd is null and ({belongs.sql}))",
        belongs.params,
    )[0]


def _sum(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    """Parts that are separate amounts: all of them together must be what is said."""
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
        is_complete=all(_is_complete(case, scope) for scope in scopes),
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


# --- presence, days, lists ------------------------------------------------------


def _present(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    return _in_each_role(
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
    elif not _is_complete(case, scope):
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


def _last(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    """Whether the records of the subject end by a day; an undated row may be later."""
    found = engine.rows(
        """
select max(registered) filter (where member) as last,
  count(*) filter (where member is null and registered > $says) as maybe_later,
  count(*) filter (where registered is null) as undated
from imports""",
        {"says": claim.says},
    )[0]
    basis = "day of registration of the subject's rows"
    if found["last"] is None or not isinstance(claim.says, date):
        return Answer(result=Result.OPEN, reason="COVERAGE_GAP", shows="no dated row")
    shows = f"the last row is of {day_words(found['last'])}"
    result, reason = Result.SUPPORTED, None
    if found["last"] > claim.says:
        result = Result.CONTRADICTED
    elif found["maybe_later"]:
        shows += f"; {found['maybe_later']} later rows name no importer"
        result, reason = Result.OPEN, "NAME_ONLY"
    elif found["undated"]:
        shows += f"; {found['undated']} rows have no day that could be read"
        result, reason = Result.OPEN, "DATES_STRADDLE"
    return Answer(result=result, reason=reason, shows=shows, basis=basis)


def _listing(engine: Engine, case: CaseFile, claim: Claim) -> Answer:  # noqa: ARG001 - checks share one signature
    """Whether the first listing falls into some days.

    It falls after the last copy without the entry, or on its day if the entry came
    later that day, and not after the first copy with it.
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


def _exposure(engine: Engine, case: CaseFile, claim: Claim) -> Answer:
    return _in_each_role(
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
    return Answer(result=result, reason=reason, shows=_tally(found), basis=basis)


def _tally(found: list[Row]) -> str:
    """Verdicts with their rows, in words."""
    return "; ".join(
        f"{row['word']}{' (' + row['reason'] + ')' if row['reason'] else ''}: "
        f"{row['rows']:,} rows{'' if row['belongs'] else ' that may belong'}"
        for row in found
    )


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
