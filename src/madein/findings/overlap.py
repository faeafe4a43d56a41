"""How two scopes lie to each other: what both hold, and what one asks beyond the other."""

from dataclasses import replace

from madein.measure import Dimension
from madein.scope import Scope

PART, REST, UNKNOWN = "part", "rest", "not determined"


def beyond(part: Scope, whole: Scope) -> Scope:
    """Conditions of a scope that the conditions of another do not hold already.

    Args:
        part: The scope.
        whole: The other.

    Examples:
        >>> chips = Scope(hs=("8542",))
        >>> beyond(replace(chips, goods="sensors"), chips) == Scope(goods="sensors")
        True
    """
    since, until = part.since, part.until
    if since is not None and whole.since is not None and whole.since >= since:
        since = None
    if until is not None and whole.until is not None and whole.until <= until:
        until = None
    least = part.at_least_usd
    if least is not None and (whole.at_least_usd or 0) >= least:
        least = None
    is_placed = part.role is whole.role and _holds(part.countries, whole.countries)
    return Scope(
        since=since,
        until=until,
        role=None if is_placed else part.role,
        countries=() if is_placed else part.countries,
        goods=None if part.goods == whole.goods else part.goods,
        makers=() if _holds(part.makers, whole.makers) else part.makers,
        suppliers=() if _holds(part.suppliers, whole.suppliers) else part.suppliers,
        hs=() if part.hs == whole.hs else part.hs,
        at_least_usd=least,
    )


def _holds(asked: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether what fits one of the values given fits one of those asked."""
    return not asked or (bool(given) and set(given) <= set(asked))


def within(part: Scope, whole: Scope) -> Scope:
    """Rows that both scopes hold.

    Args:
        part: A scope.
        whole: Another.
    """
    return part if beyond(whole, part) == Scope() else replace(part, either=(whole,))


def dividing(part: Scope, whole: Scope) -> Dimension:
    """What divides the rows of a scope into those of a part and the rest.

    Args:
        part: The scope of the part.
        whole: The scope that is divided.
    """
    found = beyond(part, whole).conditions("_part")
    sql = " and ".join(f"({term})" for term, _, _ in found) or "true"
    return Dimension(
        name="part",
        sql=f"case when {sql} then '{PART}' when not ({sql}) then '{REST}' end",
        params={name: value for _, name, value in found},
        unknown=UNKNOWN,
    )
