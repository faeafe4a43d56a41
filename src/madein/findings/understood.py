"""What was understood of a claim, in words."""

from madein.findings.claims import Claim, Where
from madein.question import Period
from madein.scope import ROLE_NAMES, CountryRole
from madein.values import exact_usd


def asked(claim: Claim) -> str:
    """What a claim asks, in words.

    Args:
        claim: The claim.
    """
    where = where_words(claim.where)
    said = _said(claim, where)
    has_own = claim.measure in {"share", "ratio", "part"}
    return said + (f" ({where})" if where and not has_own else "")


def _said(claim: Claim, where: str) -> str:
    match claim.measure:
        case "total":
            return f"the imports are worth {claim.says}"
        case "count":
            return f"the imports are {claim.says} {' or '.join(claim.units)}"
        case "sum":
            parts = "; ".join(_part(part) for part in claim.parts)
            return f"{claim.says} in separate parts: {parts}"
        case "part":
            return f"{claim.says} for a part ({where}) of a whole ({_part(claim.of)})"
        case "share":
            return f"{claim.says} is the share of a part ({where}) in a whole ({_part(claim.of)})"
        case "ratio":
            return f"{claim.says}, from ({_part(claim.to)}) to ({_part(claim.where)})"
        case "ranking":
            last = ", before all others" if claim.top else ""
            return f"{_by(claim)} in this order: {', '.join(claim.order)}{last}"
        case "present":
            any_of = f", and one of {', '.join(claim.any_of)}" if claim.any_of else ""
            return f"the imports hold {claim.by} {', '.join(claim.each)}{any_of}"
        case "first":
            return f"the first row is of {days_words(claim.within)}"
        case "last" if claim.within is not None:
            return f"the last row is of {days_words(claim.within)}"
        case "last":
            return f"the records hold nothing after {claim.says}"
        case "continued":
            return f"imports still came in {claim.says} or later"
        case "listing":
            days = days_words(claim.within)
            return (
                f"{claim.list} first held tax id {claim.party} in {days}{_under(claim)}"
            )
        case "exposure":
            return (
                f"{claim.says} under {claim.regime} lists on every date declared, "
                f"{claim.test} test{_under(claim)}"
            )
        case _:
            return "nothing that rows of a customs record could show"


def _by(claim: Claim) -> str:
    by = str(claim.by)
    return "goods" if by == "goods" else f"imports by {ROLE_NAMES[CountryRole(by)]}"


def days_words(days: Period | None) -> str:
    """Some days in words.

    Args:
        days: The days.
    """
    return "" if days is None else f"{days.since} to {days.until}"


def _under(claim: Claim) -> str:
    return "" if claim.under is None else f", {claim.under}"


def _part(where: Where | None) -> str:
    return where_words(where or Where()) or "all imports"


def where_words(where: Where) -> str:
    """A part of the imports in words; empty for all of them.

    Args:
        where: The part.

    Examples:
        >>> where_words(Where(countries=("HK", "CN"), role=CountryRole.DISPATCH))
        'country of dispatch HK, CN'
    """
    found = [
        f"{n} {v}" for n in ("since", "until") if (v := getattr(where, n)) is not None
    ]
    return ", ".join([*found, *(words for _, words in conditions(where))])


def conditions(where: Where) -> list[tuple[str, str]]:
    """What a part of the imports asks beside its days: name and words of each.

    Args:
        where: The part.
    """
    found = []
    if where.countries:
        role = (
            "country, role not stated,"
            if where.role is None
            else ROLE_NAMES[where.role]
        )
        found.append(("countries", f"{role} {', '.join(where.countries)}"))
    if where.goods is not None:
        found.append(("goods", f"goods: {where.goods}"))
    if where.makers:
        found.append(("makers", f"maker: {' or '.join(where.makers)}"))
    if where.suppliers:
        found.append(("suppliers", f"supplier: {' or '.join(where.suppliers)}"))
    if where.hs:
        found.append(("hs", f"commodity code: {' or '.join(where.hs)}"))
    if where.at_least_usd is not None:
        least = exact_usd(where.at_least_usd).removesuffix(".00")
        found.append(("at_least_usd", f"rows of {least} or more"))
    return found
