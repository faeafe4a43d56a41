"""What a claim says: the amounts it allows, and days."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import replace
from decimal import Decimal

from madein.errors import CaseError, Fault
from madein.findings.allowed import Allowed
from madein.findings.claims.model import Claim
from madein.findings.hedges import allowed
from madein.question import Period
from madein.values import Unit

# What a wording may count, for the measures that are no plain amounts.
COUNTED = {"share": Unit.SHARE, "ratio": Unit.RATIO}


def claimed(claim: Claim) -> Allowed | None:
    """What a claim's amount allows; None where it words none that its measure has.

    Args:
        claim: The claim.

    Examples:
        >>> claim = Claim(id="N3", text="", measure="share", says="about 75 %")
        >>> claimed(claim).low
        Decimal('0.745')
        >>> claimed(Claim(id="N3", text="", measure="share", says="75")) is None
        True
    """
    found = allowed(str(claim.says))
    if found is None or not _fits(claim, found):
        return None
    unit = COUNTED.get(claim.measure)
    if claim.allows is None:
        return replace(found, unit=unit)
    size = Decimal(100) if unit is Unit.SHARE else Decimal(1)
    low, high = (None if end is None else end / size for end in claim.allows)
    return Allowed(low=low, high=high, unit=unit)


def _fits(claim: Claim, found: Allowed) -> bool:
    """Whether a wording counts what the measure of a claim does."""
    is_zero = found.low == found.high
    unit = COUNTED.get(claim.measure)
    if unit is not None:
        return found.unit is unit or (found.unit is None and is_zero)
    if claim.measure == "count":
        return found.unit is None
    is_kg = claim.unit == Unit.KG
    return found.unit in {None, Unit.KG if is_kg else Unit.USD}


def month_of(text: str) -> Period | None:
    """The days of a month or year; None for other texts.

    Args:
        text: Like 2023-12, or 2023.

    Examples:
        >>> month_of("2023-02").until
        datetime.date(2023, 2, 28)
        >>> month_of("2023").since, month_of("2023-13")
        (datetime.date(2023, 1, 1), None)
    """
    found = re.fullmatch(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?", text)
    if found is None:
        return None
    year, first = int(found[1]), int(found[2] or 1)
    last = int(found[2] or 12)
    return Period(
        since=dt.date(year, first, 1),
        until=dt.date(year, last, monthrange(year, last)[1]),
    )


def claimed_amount(claim: Claim) -> Allowed:
    """What the wording of a claim's amount allows.

    Args:
        claim: A claim that says an amount.

    Raises:
        CaseError: It does not.
    """
    found = claimed(claim)
    if found is None:
        what, fix = no_amount(claim)
        raise CaseError(Fault(what=what, where=f"claim '{claim.id}'", fix=fix))
    return found


# Names of what a measure says, with how it is written.
KINDS = {
    "count": ("count", "'2,358' or 'at least 89'"),
    "share": ("share", "'about 75 %'"),
    "ratio": ("multiple", "'tenfold' or 'rose by 40 %'"),
}
AMOUNT = ("amount", "'almost 15.5 million USD' or 'none'")


def no_amount(claim: Claim) -> tuple[str, str]:
    """That a claim's wording does not fit its measure, and what would mend it.

    Args:
        claim: The claim.
    """
    kind, example = KINDS.get(claim.measure, AMOUNT)
    return f"'{claim.says}' words no {kind}", f"write it like {example}"
