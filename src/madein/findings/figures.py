"""Measures become figures: each number with an id, its bounds, its rows and caveats."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from madein.analysis.around.differences import differences
from madein.analysis.around.rates import rates
from madein.analysis.around.season import season
from madein.analysis.around.series import series
from madein.analysis.around.substitution import substitution
from madein.analysis.change import change
from madein.analysis.concentration.index import concentration
from madein.analysis.countries import countries
from madein.analysis.duplicates import duplicates
from madein.analysis.eu_dependency import eu_dependency
from madein.analysis.exposure import exposure
from madein.analysis.foreign_content import foreign_content
from madein.analysis.goods import goods
from madein.analysis.mix import mix
from madein.analysis.newcomers.figures import newcomers
from madein.analysis.origins import origins
from madein.analysis.quarters import quarters
from madein.analysis.routes import routes
from madein.analysis.sensitivity import sensitivity
from madein.analysis.shares import shares
from madein.analysis.suppliers import suppliers
from madein.analysis.total import total
from madein.engine import Engine, Row, written_out
from madein.findings.summing import Summed, question, suffix, summed_together
from madein.measure import (
    Answered,
    Cells,
    Derived,
    Dimension,
    Measure,
    Sum,
    Unit,
    Value,
    rows_of,
)
from madein.provenance import digest
from madein.question import CaseFile
from madein.scope import ROLE_NAMES, CountryRole, Scope
from madein.tables import FIGURE
from madein.values import exact_usd, rows_words

# Reading the tuple is reading the list of figures, in the order of their numbers.
CATALOGUE: tuple[Callable[[Engine, CaseFile], Sequence[Measure | Derived]], ...] = (
    total,
    countries,
    origins,
    goods,
    suppliers,
    change,
    quarters,
    duplicates,
    exposure,
    shares,
    newcomers,
    sensitivity,
    rates,
    season,
    series,
    differences,
    substitution,
    concentration,
    eu_dependency,
    foreign_content,
    routes,
    mix,
)

VALUE_BASIS = (
    "statistical value in US dollars as declared; where none is declared, customs value "
    "at a dated rate, else CIF or FOB value as declared, else invoice value at a dated rate"
)
UNIT_BASIS = {
    Unit.KG: "net weight as declared",
    Unit.ROWS: "declared items, each row once",
    Unit.DECLARATIONS: "declarations, by their number",
}
DATE_BASIS = "day of registration"
PLACES = 12  # of a figure as it is stored; an exact fraction is rounded once, here
SYNTHETIC = "The records are synthetic: made up to show the method."
PARTS = "abcdefghijklmnopqrstuvwxyz"


def fill_figures(
    engine: Engine,
    case: CaseFile,
    claimed: Iterable[tuple[str, Measure | Derived]],
    edition: str,
) -> None:
    """Table `figure`.

    Shape:
        `imports` in, `figure` out; one row per published number.

    Args:
        engine: The engine, with `imports`.
        case: The case.
        claimed: What the claims ask, with the ids of their figures.
        edition: Digest of everything the figures rest on.
    """
    measures = [measure for analysis in CATALOGUE for measure in analysis(engine, case)]
    asked = [(f"F{number}", measure) for number, measure in enumerate(measures, 1)]
    engine.fill(FIGURE, figures(engine, case, asked + list(claimed), edition))


def figures(
    engine: Engine,
    case: CaseFile,
    asked: Iterable[tuple[str, Measure | Derived]],
    edition: str,
) -> list[Row]:
    """Rows of the table `figure` for some measures, their breakdowns and what they make.

    Args:
        engine: The engine, with `imports`.
        case: The case.
        asked: The measures with the ids of their figures.
        edition: Digest of everything the figures rest on.
    """
    every = list(asked)
    desk = Desk(engine=engine, case=case, edition=edition)
    desk.ask(measure for _, measure in every)
    for figure_id, measure in every:
        if isinstance(measure, Derived):
            desk.derive(measure, figure_id)
        else:
            desk.answer(measure, figure_id)
    return [dict.fromkeys(FIGURE.names) | row for row in desk.rows]


@dataclass(kw_only=True)
class Desk:
    """Answers measures one after the other, and no question twice.

    Attributes:
        engine: The engine, with `imports`.
        case: The case.
        edition: Digest of everything the figures rest on.
        rows: Rows of the table `figure` so far.
        known: Answers so far, by their question.
        sums: Sums that were asked for together, by their question.
    """

    engine: Engine
    case: CaseFile
    edition: str
    rows: list[Row] = field(default_factory=list)
    known: dict[str, Answered] = field(default_factory=dict)
    sums: dict[str, Summed] = field(default_factory=dict)

    @cached_property
    def capped(self) -> list[str]:
        """What all figures must say of files that may hold a part."""
        return _capped(self.engine)

    @cached_property
    def fields(self) -> frozenset[str]:
        """Fields that some source has a column for."""
        found = self.engine.rows("select distinct field from field_coverage")
        return frozenset(row["field"] for row in found)

    def ask(self, asked: Iterable[Measure | Derived]) -> None:
        """Put measures to the imports together, before they are answered one by one.

        Args:
            asked: The measures, and derived figures with those they are made of.
        """
        measures = [
            measure
            for one in asked
            for measure in (one.of if isinstance(one, Derived) else (one,))
            if question(measure) not in self.sums
        ]
        self.sums |= summed_together(self.engine, measures)

    def answer(
        self, measure: Measure, figure_id: str, parent: str | None = None
    ) -> Answered:
        """Put a measure to the imports: a figure, and one for each cell.

        Args:
            measure: The measure.
            figure_id: Id of its figure.
            parent: Id of the figure it is a part of.
        """
        if question(measure) not in self.sums:
            self.ask([measure])
        whole, cells = self.sums[question(measure)]
        self._add(measure, (figure_id, parent), whole, ())
        found = []
        for place, row in enumerate(cells, start=1):
            values = [(d, row[d.name]) for d in measure.dimensions]
            cell_id = f"{figure_id}.{suffix(values, place)}"
            self._add(measure, (cell_id, figure_id), row, values)
            found.append(_sum(cell_id, row, tuple(value for _, value in values)))
        answered = Answered(
            measure=measure, whole=_sum(figure_id, whole, ()), cells=tuple(found)
        )
        self.known.setdefault(question(measure), answered)
        return answered

    def derive(self, derived: Derived, figure_id: str) -> None:
        """Make a derived figure; measures not yet answered become its own parts.

        Args:
            derived: The derived figure.
            figure_id: Its id.
        """
        answers, fresh = [], iter(PARTS)
        for measure in derived.of:
            found = self.known.get(question(measure))
            if found is None:
                found = self.answer(measure, f"{figure_id}{next(fresh)}", figure_id)
            answers.append(found)
        for place, value in enumerate(derived.work(answers)):
            self.rows.append(self._made(derived, figure_id, value, place))

    def _made(self, derived: Derived, figure_id: str, value: Value, place: int) -> Row:
        """A row of the table `figure` for a value of a derived figure."""
        first = derived.of[0]
        cells = [
            (_CELL, part) for part in (value.cell, value.period) if part is not None
        ]
        own_id = f"{figure_id}.{suffix(cells, place)}" if place else figure_id
        label, unit = value.label or derived.label, value.unit or derived.unit
        definition = [
            derived.name,
            label,
            unit,
            derived.basis,
            value.cell,
            value.period,
        ]
        synthetic = [SYNTHETIC] if self.case.synthetic else []
        return {
            "id": own_id,
            "stable_id": digest([definition, first.scope.plain(), self.edition])[:16],
            "parent": figure_id if place else None,
            "measure": derived.name,
            "label": label,
            "cell": value.cell if place else derived.cell,
            "period": value.period,
            "scope": _scope_text(first.scope),
            "basis": basis_words(first, self.case, derived.basis),
            "unit": unit.value,
            "at_least": stored(value.at_least),
            "at_most": stored(value.at_most),
            "ci_low": stored(value.ci_low),
            "ci_high": stored(value.ci_high),
            "formula": value.formula,
            "parts": list(value.parts),
            "reason": value.reason,
            "rows": value.rows,
            "unclear_rows": 0,
            "unvalued_rows": 0,
            "converted_usd": Decimal(0),
            "caveats": [*synthetic, *value.caveats, *self.capped],
        }

    def _reason(self, measure: Measure) -> str | None:
        """Why no source could answer: none has a column for the country role."""
        role = measure.scope.role
        return None if role is None or role in self.fields else "COLUMN_ABSENT"

    def _add(
        self,
        measure: Measure,
        ids: tuple[str, str | None],
        sums_: Row,
        cells: Cells,
    ) -> None:
        """Keep the figure of a measure, or of a cell of its breakdown."""
        query = rows_of(measure.scope, cells)
        values = [d.unknown if value is None else value for d, value in cells]
        sql = written_out(query.sql, query.params).strip()
        definition = [measure.name, measure.scope.plain(), values, sql]
        definition += [measure.unit, *(d.name for d in measure.dimensions)]
        figure_id, parent = ids
        self.rows.append(
            {
                "id": figure_id,
                "stable_id": digest([definition, self.edition])[:16],
                "parent": parent,
                "measure": measure.name,
                "label": measure.label,
                "cell": ", ".join(values[:-1] or values) or measure.cell,
                "period": values[-1] if len(values) > 1 else None,
                "scope": _scope_text(measure.scope),
                "basis": basis_words(measure, self.case, measure.basis),
                "unit": measure.unit.value,
                "sql": sql,
                "at_least": sums_["at_least"],
                "at_most": at_most(sums_),
                "parts": [],
                "reason": self._reason(measure),
                "rows": int(sums_["rows"]),
                "unclear_rows": int(sums_["unclear_rows"]),
                "unvalued_rows": int(sums_["unvalued_rows"]),
                "converted_usd": sums_["converted_usd"],
                "rows_digest": sums_["rows_digest"].to_bytes(8, "little").hex()[:12],
                "caveats": [
                    *caveats(sums_, self.case, measure.unit),
                    *self.capped,
                ],
            }
        )


_CELL = Dimension(name="cell", sql="")


def _scope_text(scope: Scope) -> str:
    return json.dumps(scope.plain(), default=str, ensure_ascii=False)


def _sum(figure_id: str, row: Row, cells: tuple[str | None, ...]) -> Sum:
    is_limited = not row["own_unvalued"]
    most = row["own_most"] or Decimal(0)
    return Sum(
        id=figure_id,
        cells=cells,
        certain=row["at_least"],
        open=most - row["at_least"] if is_limited else None,
        at_least=row["at_least"],
        at_most=at_most(row),
        rows=int(row["rows"]),
        unclear_rows=int(row["unclear_rows"]),
    )


def stored(value: Fraction | None) -> Decimal | None:
    """A fraction as it is stored: rounded half to even, once.

    Args:
        value: The fraction.

    Examples:
        >>> stored(Fraction(2, 3))
        Decimal('0.666666666667')
    """
    if value is None:
        return None
    return Decimal(round(value * 10**PLACES)).scaleb(-PLACES)


def _capped(engine: Engine) -> list[str]:
    """That a file may hold a part of what was asked for, so that more may belong."""
    found = engine.rows(
        "select file, cap from coverage join source using (source_id) "
        "where cap is not null order by file"
    )
    return [
        f"Lower bounds only: {row['file']} may be incomplete ({row['cap']})."
        for row in found
    ]


def at_most(sums_: Row) -> Decimal | None:
    """Upper bound of a result of `sums`; None where some row has no value.

    Args:
        sums_: One row of its result.
    """
    if sums_["unvalued_rows"]:
        return None
    return Decimal(0) if sums_["at_most"] is None else sums_["at_most"]


def basis_words(measure: Measure, case: CaseFile, role: str) -> str:
    """What a figure rests on, in words: without these no figure exists.

    Args:
        measure: The question.
        case: The case.
        role: The country role; empty for none.
    """
    country = f"{ROLE_NAMES[CountryRole(role)]}; " if role else ""
    parts = measure.scope.either or (measure.scope,)
    days = " or ".join(
        dict.fromkeys(_days(part, measure.scope, case) for part in parts)
    )
    return (
        f"{country}{UNIT_BASIS.get(measure.unit, VALUE_BASIS)}; {DATE_BASIS}, {days}; "
        f"importer named as {case.subject.importer_role}"
    )


def _days(part: Scope, whole: Scope, case: CaseFile) -> str:
    """First and last day of a part of a scope; those of the whole where it has none."""
    since = part.since or whole.since or case.period.since
    return f"{since} to {part.until or whole.until or case.period.until}"


def caveats(sums_: Row, case: CaseFile, unit: Unit = Unit.USD) -> list[str]:
    """What a reader must be told with a figure.

    Args:
        sums_: Its bounds and counts.
        case: The case.
        unit: What is added up.
    """
    found = [SYNTHETIC] if case.synthetic else []
    if sums_["unclear_rows"]:
        found.append(f"{rows_words(sums_['unclear_rows'])} may or may not belong.")
    if sums_["unvalued_rows"]:
        lacks = "a net weight" if unit is Unit.KG else "a value in dollars"
        found.append(f"{rows_words(sums_['unvalued_rows'])} without {lacks}.")
    if sums_["converted_usd"] and unit is Unit.USD:
        found.append(
            f"${sums_['converted_usd']:,.2f} of it is converted at dated rates."
        )
    if sums_["credits"]:
        found.append(
            f"Left out: {rows_words(sums_['credits'])} of negative value, "
            f"-{exact_usd(-sums_['credits_usd'])} together."
        )
    if sums_["uncounted"]:
        found.append(
            f"Left out: {rows_words(sums_['uncounted'])} outside foreign trade statistics."
        )
    return found
