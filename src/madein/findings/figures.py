"""Measures become figures: each number with an id, its bounds, its rows and caveats."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from madein.analysis.change import change
from madein.analysis.countries import countries
from madein.analysis.duplicates import duplicates
from madein.analysis.exposure import exposure
from madein.analysis.goods import goods
from madein.analysis.origins import origins
from madein.analysis.quarters import quarters
from madein.analysis.suppliers import suppliers
from madein.analysis.total import total
from madein.engine import Engine, Row, written_out
from madein.provenance import digest
from madein.question import CaseFile
from madein.scope import (
    ROLE_NAMES,
    Cells,
    CountryRole,
    Dimension,
    Measure,
    Scope,
    left_out,
    near,
    rows_of,
    sums,
)
from madein.tables import FIGURE
from madein.values import exact_usd, rows_words

# Reading the tuple is reading the list of figures, in the order of their numbers.
CATALOGUE: tuple[Callable[[Engine, CaseFile], list[Measure]], ...] = (
    total,
    countries,
    origins,
    goods,
    suppliers,
    change,
    quarters,
    duplicates,
    exposure,
)

VALUE_BASIS = (
    "statistical value in US dollars as declared; where none is declared, customs value "
    "at a dated rate, else CIF or FOB value as declared, else invoice value at a dated rate"
)
DATE_BASIS = "day of registration"


def fill_figures(
    engine: Engine,
    case: CaseFile,
    claimed: Iterable[tuple[str, Measure]],
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
    asked: Iterable[tuple[str, Measure]],
    edition: str,
) -> list[Row]:
    """Rows of the table `figure` for some measures and their breakdowns.

    Args:
        engine: The engine, with `imports`.
        case: The case.
        asked: The measures with the ids of their figures.
        edition: Digest of everything the figures rest on.
    """
    return [
        row
        for figure_id, measure in asked
        for row in _figures(engine, case, measure, figure_id, edition)
    ]


def _figures(
    engine: Engine, case: CaseFile, measure: Measure, figure_id: str, edition: str
) -> list[Row]:
    """A figure, and one for each cell of its breakdown."""
    whole = _summed(engine, measure.scope)[0]
    found = [_figure(engine, case, measure, (figure_id, None), whole, (), edition)]
    if measure.dimensions:
        parts = _summed(engine, measure.scope, measure.dimensions)
        for place, row in enumerate(parts, start=1):
            cells = [(d, row[d.name]) for d in measure.dimensions]
            cell_id = f"{figure_id}.{_suffix(cells, place)}"
            found.append(
                _figure(
                    engine, case, measure, (cell_id, figure_id), row, cells, edition
                )
            )
    return found


def _summed(
    engine: Engine, scope: Scope, dimensions: Sequence[Dimension] = ()
) -> list[Row]:
    """Bounds and counts of a scope, each with what it leaves out."""
    names = [dimension.name for dimension in dimensions]
    query, beside = sums(scope, dimensions), left_out(scope, dimensions)
    none = {"credits": 0, "credits_usd": None, "uncounted": 0}
    found = {
        tuple(row[name] for name in names): row
        for row in engine.rows(beside.sql, beside.params)
    }
    return [
        none
        | found.get(tuple(row[name] for name in names), {})
        | _with_near(engine, scope, dimensions, row)
        for row in engine.rows(query.sql, query.params)
    ]


def _with_near(
    engine: Engine, scope: Scope, dimensions: Sequence[Dimension], row: Row
) -> Row:
    """Bounds of a cell, its upper one with the rows of firms that may be the cell's."""
    firms = [firm for d in dimensions for firm in d.near.get(row[d.name], ())]
    if not firms:
        return row
    query = near(scope, firms)
    beside = engine.rows(query.sql, query.params)[0]
    return row | {name: (row[name] or 0) + value for name, value in beside.items()}


def _suffix(cells: Cells, place: int) -> str:
    """Readable part of a cell's id: codes, quarters and plain words, else its place."""
    words = [_slug(d.unknown if value is None else value) for d, value in cells]
    is_readable = all(re.fullmatch(r"[A-Za-z0-9-]{1,30}", word) for word in words)
    return (
        ".".join(words) if is_readable and ":" not in str(cells[0][1]) else str(place)
    )


def _slug(value: str) -> str:
    return "-".join(value.split())


def _figure(
    engine: Engine,
    case: CaseFile,
    measure: Measure,
    ids: tuple[str, str | None],
    sums_: Row,
    cells: Sequence[tuple[Dimension, str | None]],
    edition: str,
) -> Row:
    query = rows_of(measure.scope, cells)
    values = [d.unknown if value is None else value for d, value in cells]
    sql = written_out(query.sql, query.params).strip()
    definition = [measure.name, measure.scope.plain(), values, sql]
    figure_id, parent = ids
    return {
        "id": figure_id,
        "stable_id": digest([definition, edition])[:16],
        "parent": parent,
        "measure": measure.name,
        "label": measure.label,
        "cell": values[0] if values else measure.cell,
        "period": values[1] if len(values) > 1 else None,
        "scope": json.dumps(measure.scope.plain(), default=str, ensure_ascii=False),
        "basis": basis_words(measure, case),
        "sql": sql,
        "at_least": sums_["at_least"],
        "at_most": at_most(sums_),
        "reason": _reason(engine, measure),
        "rows": int(sums_["rows"]),
        "unclear_rows": int(sums_["unclear_rows"]),
        "unvalued_rows": int(sums_["unvalued_rows"]),
        "converted_usd": sums_["converted_usd"],
        "rows_digest": sums_["rows_digest"].to_bytes(8, "little").hex()[:12],
        "caveats": [*caveats(sums_, case), *_capped(engine)],
    }


def _reason(engine: Engine, measure: Measure) -> str | None:
    """Why no source could answer: none has a column for the country role."""
    role = measure.scope.role
    if role is None:
        return None
    sql = "select count(*) from field_coverage where field = $role"
    return None if engine.value(sql, {"role": role.value}) else "COLUMN_ABSENT"


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


def basis_words(measure: Measure, case: CaseFile) -> str:
    """What a figure rests on, in words: without these no figure exists.

    Args:
        measure: The question.
        case: The case.
    """
    role = f"{ROLE_NAMES[CountryRole(measure.basis)]}; " if measure.basis else ""
    until = measure.scope.until or case.period.until
    return (
        f"{role}{VALUE_BASIS}; {DATE_BASIS}, {measure.scope.since} to {until}; importer "
        f"named as {case.subject.importer_role}"
    )


def caveats(sums_: Row, case: CaseFile) -> list[str]:
    """What a reader must be told with a figure.

    Args:
        sums_: Its bounds and counts.
        case: The case.
    """
    found = []
    if case.synthetic:
        found.append("The records are synthetic: made up to show the method.")
    if sums_["unclear_rows"]:
        found.append(f"{rows_words(sums_['unclear_rows'])} may or may not belong.")
    if sums_["unvalued_rows"]:
        found.append(
            f"{rows_words(sums_['unvalued_rows'])} without a value in dollars."
        )
    if sums_["converted_usd"]:
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
