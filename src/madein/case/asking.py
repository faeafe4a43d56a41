"""Questions of one's own: the imports of a case, narrowed and divided as one likes."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Protocol

from madein.engine import Engine, Row
from madein.errors import Fault, RequestError
from madein.findings.figures import figures
from madein.measure import Dimension, Measure, Unit
from madein.question import CaseFile
from madein.reference.countries import country_names
from madein.scope import ROLE_NAMES, ROLE_WORDS, CountryRole, Scope
from madein.values import Bounds, exact_usd, interval_text

_DAY = "coalesce(registered, registered_month)"
_YEAR = (
    "case when registered is not null or registered_month is not null "
    f"then year({_DAY})::varchar end"
)
UNITS = (Unit.USD, Unit.KG, Unit.ROWS, Unit.DECLARATIONS)
MOST = 2  # dimensions of one question
# What the imports can be divided by.
DIMENSION_WORDS = {
    **{role.value: words for role, words in ROLE_NAMES.items()},
    "goods": "product group",
    "hs2": "HS chapter",
    "hs4": "HS heading",
    "hs6": "HS subheading",
    **{name: name for name in ("supplier", "importer", "year", "quarter", "month")},
}
DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        *(Dimension(name=role.value, sql=role.value) for role in CountryRole),
        Dimension(name="goods", sql="goods"),
        Dimension(name="hs2", sql="case when length(hs) >= 2 then left(hs, 2) end"),
        Dimension(name="hs4", sql="case when length(hs) >= 4 then left(hs, 4) end"),
        Dimension(name="hs6", sql="case when length(hs) >= 6 then left(hs, 6) end"),
        Dimension(name="supplier", sql="supplier"),
        Dimension(name="importer", sql="importer"),
        Dimension(name="year", sql=_YEAR),
        Dimension(name="quarter", sql="quarter"),
        Dimension(name="month", sql=f"strftime({_DAY}, '%Y-%m')"),
    )
}


class Built(Protocol):
    """A built case, as far as a question needs it."""

    @property
    def file(self) -> CaseFile:
        """Its `case.yml`."""

    def tables(self) -> AbstractContextManager[Engine]:
        """An engine with the tables of the build."""

    def data_edition(self) -> str:
        """Digest of everything the figures of the build rest on."""

    def rows_behind(self, figure: Row) -> list[Row]:
        """The rows behind a figure.

        Args:
            figure: Its row of the table `figure`.
        """


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The answer to a question: a figure, with its rows behind it.

    Attributes:
        case: The case.
        figure: Its row of the table `figure`.
        parts: The figures of its breakdown, largest first.
    """

    case: Built
    figure: Row
    parts: tuple["Finding", ...] = ()

    @property
    def id(self) -> str:
        """Digest of definition and data: the same question to the same data has it."""
        return self.figure["stable_id"]

    @property
    def bounds(self) -> Bounds:
        """What the records show, in the figure's unit."""
        return Bounds(at_least=self.figure["at_least"], at_most=self.figure["at_most"])

    @property
    def sql(self) -> str:
        """The query that lists its rows."""
        return self.figure["sql"]

    @property
    def caveats(self) -> list[str]:
        """What a reader must be told with it."""
        return self.figure["caveats"]

    def rows(self) -> list[Row]:
        """The rows behind it, each with file, line and original text."""
        return self.case.rows_behind(self.figure)

    def __str__(self) -> str:
        words = interval_text(self.bounds, Unit(self.figure["unit"]))
        return f"{words} in {self.figure['rows']:,} rows"


@dataclass(frozen=True, kw_only=True)
class Imports:
    """The imports of a case, or a part of them.

    Attributes:
        case: The case.
        scope: The part.
        unit: What is added up.
    """

    case: Built
    scope: Scope
    unit: Unit = Unit.USD

    def since(self, day: date | str) -> "Imports":
        """Those registered on a day or later.

        Args:
            day: The day; as text like 2022-02-24.
        """
        return self._between(_day(day), self.scope.until)

    def until(self, day: date | str) -> "Imports":
        """Those registered on a day or earlier.

        Args:
            day: The day; as text like 2022-02-24.
        """
        return self._between(self.scope.since, _day(day))

    def _between(self, first: date | None, last: date | None) -> "Imports":
        if first is not None and last is not None and last < first:
            fault = _fault(
                f"the days end on {last}, before they begin on {first}",
                "exchange the two days, or look at `period` in case.yml",
            )
            raise RequestError(fault)
        return replace(self, scope=replace(self.scope, since=first, until=last))

    def counted_in(self, unit: str) -> "Imports":
        """The same, added up in another unit.

        Args:
            unit: `US dollars`, `kg`, `rows` or `declarations`.

        Raises:
            RequestError: It is none of these.
        """
        if unit not in UNITS:
            raise RequestError(
                _fault(
                    f"imports are not counted in '{unit}'", f"use {', '.join(UNITS)}"
                )
            )
        return replace(self, unit=Unit(unit))

    def where(self, **given: str | Sequence[str] | Decimal) -> "Imports":
        """Those of some countries, goods, codes or of a least value.

        Args:
            **given: `origin`, `dispatch`, `trading` or `sender_country` with codes;
                `goods` with a product group; `hs` with beginnings of codes;
                `makers` with words; `at_least_usd` with a value. Each narrows.
        """
        scope = self.scope
        for name, value in given.items():
            scope = _narrowed(self.case, scope, name, value)
        return replace(self, scope=scope)

    def total(self) -> Finding:
        """All of them together."""
        return self._asked(())

    def by(self, *names: str) -> Finding:
        """All of them together, with a part for each value of some dimensions.

        Args:
            *names: Names of dimensions, like `origin` or `quarter`.

        Raises:
            RequestError: There is no such dimension, they are too many, or declarations
                are to be divided, which may hold items of several cells.
        """
        if self.unit is Unit.DECLARATIONS and names:
            fault = _fault(
                "declarations cannot be divided: one may hold items of several cells",
                "count rows, or narrow with `where`",
            )
            raise RequestError(fault)
        if len(names) > MOST:
            raise RequestError(
                _fault(
                    f"{len(names)} dimensions at once are more than a table can show",
                    f"divide by {MOST} at most, and narrow by the others",
                )
            )
        unknown = [name for name in names if name not in DIMENSIONS]
        if unknown:
            raise RequestError(
                _fault(
                    f"imports cannot be divided by '{unknown[0]}'",
                    f"use one of {', '.join(DIMENSIONS)}",
                )
            )
        return self._asked(tuple(DIMENSIONS[name] for name in names))

    def _asked(self, dimensions: tuple[Dimension, ...]) -> Finding:
        roles = [role.value for role in CountryRole]
        named = [d.name for d in dimensions if d.name in roles]
        role = (
            next(iter(named), "") if self.scope.role is None else self.scope.role.value
        )
        measure = Measure(
            name="asked",
            label=_label(self.case, self.scope, dimensions),
            scope=self.scope,
            basis=role,
            dimensions=dimensions,
            unit=self.unit,
        )
        with self.case.tables() as engine:
            edition = self.case.data_edition()
            head, *parts = figures(engine, self.case.file, [("Q", measure)], edition)
            if not _is_held(engine, self.case.file, self.scope):
                head = head | {"reason": "COVERAGE_GAP"}
        return Finding(
            case=self.case,
            figure=head,
            parts=tuple(Finding(case=self.case, figure=part) for part in parts),
        )


def _is_held(engine: Engine, case: CaseFile, scope: Scope) -> bool:
    """Whether some file holds a month of the days asked about, or they are vouched for.

    Without either, no row found says nothing.
    """
    vouched, first, last = case.complete, scope.since, scope.until
    if first is None or last is None:
        return True
    if vouched is not None and vouched.since <= first and last <= vouched.until:
        return True
    found = engine.value(
        "select count(*) from month_coverage "
        "where month between date_trunc('month', $first::date) and $last::date",
        {"first": first, "last": last},
    )
    return bool(found)


def _narrowed(
    case: Built, scope: Scope, name: str, value: str | Sequence[str] | Decimal
) -> Scope:
    values = (value,) if isinstance(value, str | Decimal) else tuple(value)
    match name:
        case "origin" | "dispatch" | "trading" | "sender_country":
            return _from_countries(scope, CountryRole(name), [*map(str, values)])
        case "goods":
            groups = [group.name for group in case.file.goods]
            if str(value) not in groups:
                raise RequestError(
                    _fault(
                        f"'{value}' is no product group of the case",
                        f"use one of {', '.join(groups) or 'none: case.yml names no goods'}",
                    )
                )
            return replace(scope, goods=str(value))
        case "hs" | "makers":
            return replace(scope, **{name: tuple(map(str, values))})
        case "at_least_usd":
            return replace(scope, at_least_usd=_amount(str(value)))
        case _:
            raise RequestError(
                _fault(
                    f"there is no condition '{name}'",
                    "use origin, dispatch, trading, sender_country, goods, hs, makers or "
                    "at_least_usd",
                )
            )


def _from_countries(scope: Scope, role: CountryRole, codes: list[str]) -> Scope:
    unknown = [code for code in codes if code not in country_names()]
    if unknown:
        raise RequestError(
            _fault(
                f"'{unknown[0]}' is no country code",
                "write two capital letters, like KR",
            )
        )
    if role in {scope.role, *(part.role for part in scope.either)}:
        fault = _fault(
            f"'{role.value}' is asked for twice",
            f"name all countries at once, like {role.value}=KR,CN",
        )
        raise RequestError(fault)
    if scope.role is None:
        return replace(scope, role=role, countries=tuple(codes))
    # A scope has one role of its own; a second one must hold as well.
    beside = Scope(role=role, countries=tuple(codes))
    if scope.either:
        raise RequestError(
            _fault(
                "two country roles at once are as many as can be asked for",
                "leave one of them out, and divide by it",
            )
        )
    return replace(scope, either=(beside,))


def _label(case: Built, scope: Scope, dimensions: Sequence[Dimension]) -> str:
    """What is asked, in words."""
    words = [f"Imports of {case.file.subject.name}"]
    for part in (scope, *scope.either):
        if part.role is not None:
            names = [country_names()[code] for code in part.countries]
            words.append(f"{ROLE_WORDS[part.role]} {' or '.join(names)}")
    if scope.goods is not None:
        words.append(scope.goods)
    if scope.hs:
        words.append(f"HS {' or '.join(scope.hs)}")
    if scope.makers:
        words.append(f"made by {' or '.join(scope.makers)}")
    if scope.at_least_usd is not None:
        words.append(f"rows of at least {exact_usd(scope.at_least_usd)}")
    if dimensions:
        words.append(f"by {' and '.join(DIMENSION_WORDS[d.name] for d in dimensions)}")
    return ", ".join(words)


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        fault = _fault(f"'{text}' is no amount", "write digits, like 100000")
        raise RequestError(fault) from None


def _day(day: date | str) -> date:
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise RequestError(
            _fault(f"'{day}' is no day", "write it like 2022-02-24")
        ) from None


def _fault(what: str, fix: str) -> Fault:
    return Fault(what=what, where="the question", fix=fix)
