"""From bounds to a result: supported, contradicted, or not determinable and why."""

from collections import Counter
from collections.abc import Callable

from madein.engine import Engine, literal
from madein.findings.allowed import Allowed
from madein.findings.answers import Result
from madein.measure import ADDED
from madein.question import CaseFile
from madein.scope import Scope
from madein.values import Bounds, Unit


def judge(
    claimed: Allowed,
    bounds: Bounds,
    *,
    is_complete: bool,
    unclear: Callable[[], str],
    may_fall: bool = False,
) -> tuple[Result, str | None]:
    """The result of an amount, with a reason code where it is not determinable.

    Args:
        claimed: What the wording allows.
        bounds: What the records show.
        is_complete: Whether the records of the claim's days are vouched to be complete.
        unclear: Gives the reason code where unclear rows decide.
        may_fall: Whether rows that are not held could also lower it: a share, a ratio.
    """
    place = claimed.place(bounds.at_least, bounds.at_most)
    is_rounding = claimed.is_rounding(bounds.at_least, bounds.at_most)
    # What is not held can only add: it cannot undo a floor, but may break a ceiling.
    is_floor = claimed.low is not None
    holds = claimed.has_two_ends if may_fall else is_floor
    if place == "inside" and (is_complete or (holds and bounds.at_least > 0)):
        return Result.SUPPORTED, None
    if place == "above" and (is_complete or not may_fall):
        return Result.CONTRADICTED, None
    if not is_complete:
        return Result.OPEN, "COVERAGE_GAP"
    if place == "below":
        return Result.CONTRADICTED, None
    # Rows without a value: what settles other rows would not settle the claim.
    is_open = bounds.at_most is None and not may_fall
    return Result.OPEN, "BASIS_MISSING" if is_rounding or is_open else unclear()


def is_complete(engine: Engine, case: CaseFile, *scopes: Scope) -> bool:
    """Whether somebody vouches for the records of all days of some scopes.

    Nobody can for a file that stops where vendors cut their answers.

    Args:
        engine: The engine, with `coverage`.
        case: The case.
        *scopes: Parts of the imports.
    """
    vouched = case.complete
    if vouched is None:
        return False
    if engine.value("select count(*) from coverage where cap is not null"):
        return False
    return all(
        scope.since is not None
        and scope.until is not None
        and vouched.since <= scope.since
        and scope.until <= vouched.until
        for scope in scopes
    )


def unclear_reason(engine: Engine, *scopes: Scope, unit: Unit = Unit.USD) -> str:
    """Why rows of some scopes are unclear: the cause that holds most rows.

    Args:
        engine: The engine, with `imports` and `field_coverage`.
        *scopes: Parts of the imports.
        unit: What is added up.
    """
    counts: Counter[str] = Counter()
    for scope in scopes:
        for one in (scope, *scope.either):
            counts.update(_causes(engine, scope, one, unit))
    return max(counts, key=counts.__getitem__)


def _causes(engine: Engine, scope: Scope, asked: Scope, unit: Unit) -> dict[str, int]:
    """Unclear rows of a scope, by what is not known of them for the conditions asked."""
    belongs = scope.predicate()
    added = {**ADDED, Unit.DECLARATIONS: "declaration"}[unit]
    causes = {
        "NAME_ONLY": "member is null",
        "BASIS_MISSING": f"({added}) is null or counted is null",
        "POSSIBLE_COPY": "doubt is not null",
    }
    if asked.at_least_usd is not None:
        causes["BASIS_MISSING"] += " or usd is null"
    params = dict(belongs.params)
    if asked.role is not None:
        role = asked.role.value
        without = (
            "source_id not in (select source_id from field_coverage "
            f"where field = {literal(role)})"
        )
        causes["ORIGIN_GROUP"] = f"{role} is null and not {without}"
        causes["COLUMN_ABSENT"] = f"{role} is null and {without}"
    coded = Scope(hs=asked.hs).conditions("_asked")
    grouped = ["goods is null"] * (asked.goods is not None)
    if coded or grouped:
        causes["HS_CUT"] = " or ".join(
            [*grouped, *(f"({term}) is null" for term, _, _ in coded)]
        )
    days = Scope(since=asked.since, until=asked.until).conditions("_asked")
    if days:
        told = " and ".join(f"({term})" for term, _, _ in days)
        causes["DATES_STRADDLE"] = f"({told}) is null"
    made = Scope(makers=asked.makers).conditions("_asked")
    for term, _, _ in made:
        causes["NAME_ONLY"] += f" or maker_name is not null and ({term}) is null"
        absent = causes.get("COLUMN_ABSENT", "false")
        causes["COLUMN_ABSENT"] = f"{absent} or maker_name is null"
    supplied = Scope(suppliers=asked.suppliers).conditions("_asked")
    for term, _, _ in supplied:
        causes["NAME_ONLY"] += f" or ({term}) is null"
    params |= {name: value for _, name, value in (*coded, *days, *made, *supplied)}
    counts = ", ".join(
        f"count(*) filter (where {sql}) as {cause}" for cause, sql in causes.items()
    )
    return engine.rows(
        f"select {counts} from imports "
        f"where ({belongs.sql}) is null or (({added}) is null and ({belongs.sql}))",
        params,
    )[0]


def unknown_value(engine: Engine, scope: Scope, column: str) -> str:
    """Why most of the rows without a value in a column have none.

    Args:
        engine: The engine, with `imports` and `field_coverage`.
        scope: The part of the imports.
        column: The column.
    """
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
