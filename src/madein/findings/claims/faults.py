"""What is wrong with a claim, and what would mend it."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields

from madein.findings.claims.model import UNITS, Claim, Where, common_words
from madein.findings.claims.saying import claimed, month_of, no_amount
from madein.goods.groups import OTHER
from madein.question import CaseFile, Period
from madein.reference.countries import country_names

Problem = tuple[str, str]

# What each measure needs beside its name.
NEEDS: dict[str, tuple[str, ...]] = {
    "total": ("says",),
    "sum": ("says", "parts"),
    "part": ("says", "where", "of"),
    "count": ("says",),
    "share": ("says", "where", "of"),
    "ratio": ("says", "to"),
    "ranking": ("by", "order"),
    "present": ("by", "each"),
    "first": ("within",),
    "last": (),
    "continued": ("says",),
    "listing": ("party", "list", "within"),
    "exposure": ("says", "regime", "test"),
    "outside": ("reason",),
}
# What it may have besides; anything else would go unread.
MAY_HAVE: dict[str, tuple[str, ...]] = {
    "total": ("where", "unit", "allows"),
    "sum": ("unit", "allows"),
    "part": ("unit", "allows"),
    "count": ("where", "unit", "allows"),
    "share": ("unit", "allows"),
    "ratio": ("where", "unit", "allows"),
    "ranking": ("where", "unit", "top"),
    "present": ("any_of", "where"),
    "first": ("where",),
    "last": ("says", "within", "where"),
    "continued": ("where",),
    "listing": ("under",),
    "exposure": ("under", "where"),
}
ALWAYS = {"id", "text", "measure", "source", "retells"}
ANSWERS = ("listed", "not listed")
# What was meant where a part lies outside the days of its whole.
MEND_DAYS = {
    "share": "try measure 'ratio', with 'to' instead of 'of'",
    "part": "mend the days, or ask for each with measure 'total'",
}


def problems(claim: Claim, case: CaseFile) -> list[Problem]:
    """What is wrong with a claim, and what would mend it.

    Args:
        claim: The claim.
        case: The case it speaks of.
    """
    return [problem for check in CHECKS for problem in check(claim, case)]


def _parts(claim: Claim, _: CaseFile) -> Iterator[Problem]:
    for name in NEEDS[claim.measure]:
        given = getattr(claim, name)
        if given in {None, ()} or (name == "where" and given == Where()):
            yield (
                f"measure '{claim.measure}' needs '{name}'",
                f"add the line '{name}: ...'",
            )
    for name in _superfluous(claim):
        yield f"measure '{claim.measure}' does not read '{name}'", "remove it"
    if claim.measure == "last" and (claim.says is None) is (claim.within is None):
        yield (
            "measure 'last' needs either 'says' or 'within'",
            "write 'says' where the records end, 'within' where imports ended",
        )


def _superfluous(claim: Claim) -> list[str]:
    """Parts of a claim that its measure does not read."""
    read = {*NEEDS[claim.measure], *MAY_HAVE.get(claim.measure, ())}
    empty = Claim(id="", text="", measure=claim.measure)
    return [
        part.name
        for part in fields(claim)
        if part.name not in read | ALWAYS
        and getattr(claim, part.name) != getattr(empty, part.name)
    ]


def _wording(claim: Claim, _: CaseFile) -> Iterator[Problem]:
    if re.fullmatch(r"F\d+[a-z]?(\..*)?", claim.id):
        yield "its id is one of a figure", "give it an id that is not like F1"
    says_amount = claim.measure in UNITS and "says" in NEEDS[claim.measure]
    if says_amount and claim.says is not None and claimed(claim) is None:
        yield no_amount(claim)
    if claim.measure == "last" and claim.says is not None:
        yield from _no_day(claim)
    if claim.measure == "continued" and claim.says is not None:
        is_day = isinstance(claim.says, dt.date)
        if not is_day and month_of(str(claim.says)) is None:
            yield (
                f"'{claim.says}' is no day or month",
                "write it like 2023-12-31 or 2023-12",
            )
    answers = ("on list", "not on list") if claim.test == "goods" else ANSWERS
    if claim.measure == "exposure" and claim.says not in answers:
        fix = " or ".join(f"'{answer}'" for answer in answers)
        yield f"'{claim.says}' is no answer", f"write {fix}"


def _no_day(claim: Claim) -> Iterator[Problem]:
    if not isinstance(claim.says, dt.date):
        yield f"'{claim.says}' is no day", "write it like 2023-12-31"


def _unit(claim: Claim, _: CaseFile) -> Iterator[Problem]:
    known = UNITS.get(claim.measure, ())
    if claim.unit is not None and known and claim.unit not in known:
        yield (
            f"measure '{claim.measure}' counts no {claim.unit}",
            f"use one of: {', '.join(known)}",
        )
    if claim.allows is not None:
        low, high = claim.allows
        if low is None and high is None:
            yield "'allows' has no end", "give it one, or remove it"
        if low is not None and high is not None and high < low:
            yield "'allows' ends before it begins", "exchange its two ends"


def _ranked(claim: Claim, _: CaseFile) -> Iterator[Problem]:
    if claim.measure != "ranking":
        return
    if len(claim.order) == 1 and not claim.top:
        yield "one value alone has no rank", "add others to 'order', or 'top: true'"
    if len(set(claim.order)) < len(claim.order):
        yield "a value stands twice in 'order'", "remove one of the two"


def _wheres(claim: Claim, case: CaseFile) -> Iterator[Problem]:
    for name, where in _named(claim):
        yield from _where(name, where, case)
    if claim.measure == "sum" and any(part.is_open for part in claim.parts):
        yield "a part names countries without a role", "add 'role: origin' to it"
    if claim.within is not None and _is_backward(claim.within):
        yield "'within' ends before it begins", "exchange the two days"
    is_part = claim.measure in MEND_DAYS and claim.of is not None
    if is_part and _is_apart(claim.where, claim.of, case):
        yield "'where' and 'of' have no day in common", MEND_DAYS[claim.measure]


def _is_apart(part: Where, whole: Where, case: CaseFile) -> bool:
    """Whether no day is in both; one that names no days takes those of the other."""
    days = [
        Period(
            since=where.since or case.period.since,
            until=where.until or case.period.until,
        )
        for where in (part, whole)
        if where.since is not None or where.until is not None
    ]
    if len(days) < 2 or any(map(_is_backward, days)):
        return False
    one, other = days
    return one.until < other.since or other.until < one.since


def _named(claim: Claim) -> Iterator[tuple[str, Where]]:
    yield "where", claim.where
    for part in claim.parts:
        yield "parts", part
    if claim.of is not None:
        yield "of", claim.of
    if claim.to is not None:
        yield "to", claim.to


def _is_backward(days: Period | Where) -> bool:
    if days.since is None or days.until is None:
        return False
    return days.until < days.since


def _where(name: str, where: Where, case: CaseFile) -> Iterator[Problem]:
    """What would make a part of the imports empty, or wider than meant."""
    if _is_backward(where):
        yield f"'{name}' ends before it begins", "exchange the two days"
    if where.role is not None and not where.countries:
        yield "it names a role without countries", "add 'countries: [...]'"
    if any(not word.strip() for word in where.makers):
        yield "an empty word fits every maker", "remove it from 'makers'"
    for supplier in where.suppliers:
        if not common_words(supplier):
            yield f"'{supplier}' names no firm", "write more of its name in 'suppliers'"
    for code in where.hs:
        if not re.fullmatch(r"\d{2,10}", code):
            yield (
                f"'{code}' is no beginning of a commodity code",
                'write two to ten digits in quotation marks, like "8542"',
            )
    if where.at_least_usd is not None and where.at_least_usd <= 0:
        yield "'at_least_usd' leaves nothing out", "write dollars, like 100000"
    yield from _countries(where.countries)
    if where.goods is not None:
        yield from _goods([where.goods], case)


def _countries(codes: Sequence[str]) -> Iterator[Problem]:
    for code in codes:
        if code not in country_names():
            yield f"'{code}' is no country code", "write two capital letters, like KR"


def _goods(names: Sequence[str], case: CaseFile) -> Iterator[Problem]:
    groups = [group.name for group in case.goods] + [OTHER]
    for name in names:
        if name not in groups:
            yield (
                f"'{name}' is no product group of the case",
                f"use one of: {', '.join(groups)}",
            )


def _names(claim: Claim, case: CaseFile) -> Iterator[Problem]:
    """Names that the case does not have."""
    values = (*claim.each, *claim.any_of, *claim.order)
    if claim.by == "goods":
        yield from _goods(values, case)
    elif claim.by is not None:
        yield from _countries(values)
    lists = [listed.name for listed in case.lists]
    if claim.list is not None and claim.list not in lists:
        yield f"'{claim.list}' is no list of the case", "add it to case.yml"


CHECKS: tuple[Callable[[Claim, CaseFile], Iterator[Problem]], ...] = (
    _parts,
    _wording,
    _unit,
    _ranked,
    _wheres,
    _names,
)
