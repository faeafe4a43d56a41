"""Statements to check, as data: what `claims.yml` may hold."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, ClassVar, Literal

from madein.documents import line_of, read_document
from madein.errors import CaseError, Fault
from madein.findings.hedges import Allowed, allowed
from madein.goods.groups import OTHER
from madein.parties.reading.field import read_mention
from madein.question import CaseFile, Period
from madein.reference.countries import country_names
from madein.scope import CountryRole, Scope

STRICT: dict[str, Any] = {"extra": "forbid"}
MeasureName = Literal[
    "total", "sum", "present", "last", "listing", "exposure", "outside"
]
By = Literal["goods", "origin", "dispatch", "trading", "sender_country"]
Outside = Literal["PART_TO_PRODUCT", "OUTSIDE_RECORDS", "OWNERSHIP_UNKNOWN"]

# What each measure needs beside its name.
NEEDS: dict[str, tuple[str, ...]] = {
    "total": ("says",),
    "sum": ("says", "parts"),
    "present": ("by", "each"),
    "last": ("says",),
    "listing": ("party", "list", "within"),
    "exposure": ("says", "regime", "test"),
    "outside": ("reason",),
}
# What it may have besides; anything else would go unread.
MAY_HAVE: dict[str, tuple[str, ...]] = {
    "total": ("where",),
    "present": ("any_of", "where"),
    "listing": ("under",),
    "exposure": ("under", "where"),
}

ANSWERS = ("listed", "not listed")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """Where a claim was made.

    Attributes:
        title: Title of the text.
        publisher: Who published it.
        date: When.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    title: str
    publisher: str
    date: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Where:
    """The part of the imports that a claim speaks of.

    Attributes:
        since: First day.
        until: Last day.
        role: Which country it speaks of; None where the claim does not say.
        countries: ISO codes.
        goods: A product group of the case.
        makers: Words of makers' names.
        suppliers: Names of suppliers, in any spelling and script.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    since: dt.date | None = None
    until: dt.date | None = None
    role: CountryRole | None = None
    countries: tuple[str, ...] = ()
    goods: str | None = None
    makers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()

    def scopes(self, case: CaseFile) -> dict[str, Scope]:
        """The scopes it may mean: one, or one for each role where none is given.

        Args:
            case: The case; its period is taken where the claim names no days.
        """
        roles: Sequence[CountryRole | None] = [self.role]
        if self.countries and self.role is None:
            roles = list(CountryRole)
        return {
            role.value if role is not None else "": Scope(
                since=self.since or case.period.since,
                until=self.until or case.period.until,
                role=role,
                countries=self.countries,
                goods=self.goods,
                makers=self.makers,
                suppliers=tuple(map(_words, self.suppliers)),
            )
            for role in roles
        }


def _words(name: str) -> str:
    """What the spellings of a firm's name have in common."""
    return read_mention(name).name.key


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement.

    Attributes:
        id: Its id.
        text: What was published, shortened.
        measure: What it asks.
        says: The amount, day or word it claims.
        where: The part of the imports it speaks of.
        parts: For a sum, what it adds up.
        by: For presence, the column whose values must occur.
        each: Values that must all occur.
        any_of: Values of which one must occur.
        party: For a listing, the party's tax id.
        list: For a listing, the name of the list.
        within: For a listing, the days it must fall into.
        regime: For an exposure, whose lists.
        test: For an exposure, which test.
        under: For a listing or an exposure, the measure, like asset freeze, or the list
            of goods; all of them where absent.
        reason: For what no record could answer, why.
        source: Where it was published; the set's source where absent.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    text: str
    measure: MeasureName
    says: str | dt.date | None = None
    where: Where = field(default_factory=Where)
    parts: tuple[Where, ...] = ()
    by: By | None = None
    each: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    party: str | None = None
    list: str | None = None
    within: Period | None = None
    regime: str | None = None
    test: Literal["direct", "ownership", "goods"] | None = None
    under: str | None = None
    reason: Outside | None = None
    source: Publication | None = None


@dataclass(frozen=True, kw_only=True)
class ClaimSet:
    """All of `claims.yml`.

    Attributes:
        source: Where the claims were published, unless one says otherwise.
        claims: The claims.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    source: Publication
    claims: tuple[Claim, ...]


def read_claims(file: Path, case: CaseFile) -> ClaimSet:
    """The claims of a file, whole.

    Args:
        file: The YAML file.
        case: The case they speak of.

    Raises:
        CaseError: The file does not fit, a claim lacks what its measure needs, two
            claims share an id, or one names goods or lists that the case has not.
    """
    found = read_document(file, ClaimSet)
    faults: list[Fault] = []
    seen: set[str] = set()
    for place, claim in enumerate(found.claims):
        problems = _problems(claim, case)
        if claim.id in seen:
            problems.append(("its id occurs twice", "give each claim an id of its own"))
        seen.add(claim.id)
        if problems:
            where = f"{file}:{line_of(file, 'claims', place)}"
            faults += [
                Fault(what=f"claim '{claim.id}': {what}", where=where, fix=fix)
                for what, fix in problems
            ]
    if faults:
        raise CaseError(*faults)
    return found


def claimed_amount(claim: Claim) -> Allowed:
    """What the wording of a claim's amount allows.

    Args:
        claim: A claim that says an amount.

    Raises:
        CaseError: It does not.
    """
    found = allowed(str(claim.says))
    if found is None:
        what, fix = _no_amount(claim)
        raise CaseError(Fault(what=what, where=f"claim '{claim.id}'", fix=fix))
    return found


def _no_amount(claim: Claim) -> tuple[str, str]:
    fix = "write it like 'almost 15.5 million USD' or 'none'"
    return f"'{claim.says}' words no amount", fix


def _problems(claim: Claim, case: CaseFile) -> list[tuple[str, str]]:
    """What is wrong with a claim, and what would mend it."""
    found = [
        (f"measure '{claim.measure}' needs '{name}'", f"add the line '{name}: ...'")
        for name in NEEDS[claim.measure]
        if getattr(claim, name) in {None, ()}
    ]
    found += [
        (f"measure '{claim.measure}' does not read '{name}'", "remove it")
        for name in _superfluous(claim)
    ]
    found += _wording_problems(claim)
    for where in (claim.where, *claim.parts):
        found += _where_problems(where)
    if claim.measure == "sum" and any(
        p.countries and p.role is None for p in claim.parts
    ):
        found.append(
            ("a part names countries without a role", "add 'role: origin' to it")
        )
    if claim.within is not None and claim.within.until < claim.within.since:
        found.append(("'within' ends before it begins", "exchange the two days"))
    return found + _name_problems(claim, case)


def _superfluous(claim: Claim) -> list[str]:
    """Parts of a claim that its measure does not read."""
    read = {*NEEDS[claim.measure], *MAY_HAVE.get(claim.measure, ())}
    always = {"id", "text", "measure", "source"}
    empty = Claim(id="", text="", measure=claim.measure)
    return [
        part.name
        for part in fields(claim)
        if part.name not in read | always
        and getattr(claim, part.name) != getattr(empty, part.name)
    ]


def _wording_problems(claim: Claim) -> list[tuple[str, str]]:
    """What is wrong with what a claim says."""
    found = []
    if re.fullmatch(r"F\d+(\..*)?", claim.id):
        found.append(("its id is one of a figure", "give it an id that is not like F1"))
    is_amount = claim.measure in {"total", "sum"} and claim.says is not None
    if is_amount and allowed(str(claim.says)) is None:
        found.append(_no_amount(claim))
    if claim.measure == "last" and not isinstance(claim.says, dt.date):
        found.append((f"'{claim.says}' is no day", "write it like 2023-12-31"))
    answers = ("on list", "not on list") if claim.test == "goods" else ANSWERS
    if claim.measure == "exposure" and claim.says not in answers:
        fix = " or ".join(f"'{answer}'" for answer in answers)
        found.append((f"'{claim.says}' is no answer", f"write {fix}"))
    return found


def _where_problems(where: Where) -> list[tuple[str, str]]:
    """What would make a part of the imports empty, or wider than meant."""
    found = []
    if (
        where.since is not None
        and where.until is not None
        and where.until < where.since
    ):
        found.append(("'where' ends before it begins", "exchange the two days"))
    if where.role is not None and not where.countries:
        found.append(("it names a role without countries", "add 'countries: [...]'"))
    if any(not word.strip() for word in where.makers):
        found.append(("an empty word fits every maker", "remove it from 'makers'"))
    found += [
        (f"'{name}' names no firm", "write more of its name in 'suppliers'")
        for name in where.suppliers
        if not _words(name)
    ]
    return found + _country_problems(where.countries)


def _country_problems(codes: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (f"'{code}' is no country code", "write two capital letters, like KR")
        for code in codes
        if code not in country_names()
    ]


def _name_problems(claim: Claim, case: CaseFile) -> list[tuple[str, str]]:
    """Names that the case does not have."""
    found = []
    groups = [group.name for group in case.goods] + [OTHER]
    wanted = [
        part.goods for part in (claim.where, *claim.parts) if part.goods is not None
    ]
    values = claim.each + claim.any_of
    if claim.by == "goods":
        wanted += values
    elif claim.by is not None:
        found += _country_problems(values)
    found += [
        (
            f"'{name}' is no product group of the case",
            f"use one of: {', '.join(groups)}",
        )
        for name in wanted
        if name not in groups
    ]
    lists = [listed.name for listed in case.lists]
    if claim.list is not None and claim.list not in lists:
        found.append((f"'{claim.list}' is no list of the case", "add it to case.yml"))
    return found
