"""Statements to check, as data: what `claims.yml` may hold."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal

from madein.parties.reading.field import read_mention
from madein.question import CaseFile, Period
from madein.scope import CountryRole, Scope
from madein.values import Unit

STRICT: dict[str, Any] = {"extra": "forbid"}
MeasureName = Literal[
    "total",
    "sum",
    "part",
    "count",
    "share",
    "ratio",
    "ranking",
    "present",
    "first",
    "last",
    "continued",
    "listing",
    "exposure",
    "outside",
]
By = Literal["goods", "origin", "dispatch", "trading", "sender_country"]
ClaimUnit = Literal["US dollars", "kg", "rows", "declarations"]
Outside = Literal["PART_TO_PRODUCT", "OUTSIDE_RECORDS", "OWNERSHIP_UNKNOWN"]
End = Decimal | None

MONEY, COUNTS = (Unit.USD, Unit.KG), (Unit.ROWS, Unit.DECLARATIONS)
# Units that each measure may be asked in.
UNITS: dict[str, tuple[Unit, ...]] = {
    "total": MONEY,
    "sum": MONEY,
    "part": MONEY,
    "count": COUNTS,
    "share": (*MONEY, *COUNTS),
    "ratio": (*MONEY, *COUNTS),
    "ranking": (*MONEY, Unit.ROWS),
}
# Units that it may mean where it names none.
MEANT: dict[str, tuple[Unit, ...]] = {
    "total": (Unit.USD,),
    "sum": (Unit.USD,),
    "part": (Unit.USD,),
    "count": COUNTS,
    "share": (Unit.USD, Unit.ROWS),
    "ratio": (Unit.USD, Unit.ROWS),
    "ranking": (Unit.USD, Unit.ROWS),
}


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
        hs: Beginnings of commodity codes.
        at_least_usd: Smallest value of a row, US dollars.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    since: dt.date | None = None
    until: dt.date | None = None
    role: CountryRole | None = None
    countries: tuple[str, ...] = ()
    goods: str | None = None
    makers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    at_least_usd: Decimal | None = None

    @property
    def is_open(self) -> bool:
        """Whether it names countries, and not which country of a row they are."""
        return bool(self.countries) and self.role is None

    def scope(
        self, role: CountryRole | None = None, period: Period | None = None
    ) -> Scope:
        """The scope that it means.

        Args:
            role: Which country it speaks of, where it does not say.
            period: Its days, where it names none.
        """
        since, until = self.since, self.until
        if period is not None:
            since, until = since or period.since, until or period.until
        return Scope(
            since=since,
            until=until,
            role=role if self.is_open else self.role,
            countries=self.countries,
            goods=self.goods,
            makers=self.makers,
            suppliers=tuple(map(common_words, self.suppliers)),
            hs=self.hs,
            at_least_usd=self.at_least_usd,
        )

    def scopes(self, case: CaseFile) -> dict[str, Scope]:
        """The scopes it may mean: one, or one for each role where none is given.

        Args:
            case: The case; its period is taken where the claim names no days.
        """
        roles: Sequence[CountryRole | None] = [self.role]
        if self.is_open:
            roles = list(CountryRole)
        return {
            role.value if role is not None else "": self.scope(role, case.period)
            for role in roles
        }


def common_words(name: str) -> str:
    """What the spellings of a firm's name have in common.

    Args:
        name: One of them.
    """
    return read_mention(name).name.key


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One statement.

    Attributes:
        id: Its id.
        text: What was published, shortened.
        measure: What it asks.
        says: The amount, share, multiple, day or word it claims.
        unit: What it counts; where absent, all that its wording may mean.
        allows: Ends of the amounts it shall allow, instead of those of its wording; a
            share in percent.
        where: The part of the imports it speaks of.
        of: For a share or a part, the whole.
        to: For a ratio, the part it is compared with.
        parts: For a sum, what it adds up.
        by: For presence or a ranking, the column whose values it names.
        each: Values that must all occur.
        any_of: Values of which one must occur.
        order: For a ranking, values from the largest down.
        top: Whether these are the largest of all.
        party: For a listing, the party's tax id.
        list: For a listing, the name of the list.
        within: The days that a listing, a first or a last row must fall into.
        regime: For an exposure, whose lists.
        test: For an exposure, which test.
        under: For a listing or an exposure, the measure, like asset freeze, or the list
            of goods; all of them where absent.
        reason: For what no record could answer, why.
        retells: Id of the claim that it retells.
        source: Where it was published; the set's source where absent.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    id: str
    text: str
    measure: MeasureName
    says: str | int | dt.date | None = None
    unit: ClaimUnit | None = None
    allows: tuple[End, End] | None = None
    where: Where = field(default_factory=Where)
    of: Where | None = None
    to: Where | None = None
    parts: tuple[Where, ...] = ()
    by: By | None = None
    each: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    top: bool = False
    party: str | None = None
    list: str | None = None
    within: Period | None = None
    regime: str | None = None
    test: Literal["direct", "ownership", "goods"] | None = None
    under: str | None = None
    reason: Outside | None = None
    retells: str | None = None
    source: Publication | None = None

    @property
    def wheres(self) -> tuple[Where, ...]:
        """All parts of the imports that it names."""
        named = (self.where, self.of, self.to, *self.parts)
        return tuple(where for where in named if where is not None)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units it may mean; none where it counts nothing."""
        if self.unit is not None:
            return (Unit(self.unit),)
        return MEANT.get(self.measure, ())


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
