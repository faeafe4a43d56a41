"""Measures put to the imports: bounds of their scopes, and of each cell of a breakdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product

from madein.engine import Engine, Row
from madein.findings.passes import Asked, Counts, Pass, passes, run
from madein.measure import Cells, Dimension, Measure, Unit, declarations
from madein.provenance import digest

Summed = tuple[Row, list[Row]]  # the whole of a measure, and its cells, largest first
Key = tuple[str | None, ...]

NOTHING: Row = {
    "at_least": Decimal(0),
    "own_most": None,
    "rows": 0,
    "own_unclear": 0,
    "own_unvalued": 0,
    "converted_usd": Decimal(0),
    "rows_digest": 0,
    "credits": 0,
    "credits_usd": None,
    "uncounted": 0,
}
FIRM = "firm"


def summed(engine: Engine, measure: Measure) -> Summed:
    """The whole of a measure, and its cells, largest first.

    Args:
        engine: The engine, with `imports`.
        measure: The measure.
    """
    return summed_together(engine, [measure])[question(measure)]


def summed_together(engine: Engine, measures: Iterable[Measure]) -> dict[str, Summed]:
    """The wholes of some measures, and their cells: few passes over the imports.

    Args:
        engine: The engine, with `imports`.
        measures: The measures.

    Returns:
        What there is of each, by its question.
    """
    wanted = {question(measure): measure for measure in measures}
    near = _near(wanted.values())
    parts = {
        question(part): part
        for measure in wanted.values()
        for part in _parts(measure, near)
    }
    found: dict[str, Summed] = {}
    for one in passes(Asked.of(part) for part in parts.values()):
        for asked, groups in run(engine, one):
            found[question(asked.measure)] = _summed(one, asked, groups)
    return {
        name: _together(engine, measure, near, found)
        for name, measure in wanted.items()
    }


def question(measure: Measure) -> str:
    """What tells one question from another: labels and names do not.

    Args:
        measure: The measure.
    """
    divided = [[d.name, d.sql, d.params, d.rows, d.near] for d in measure.dimensions]
    return digest([measure.scope.plain(), divided, measure.unit])


def _near(measures: Iterable[Measure]) -> Dimension:
    """All firms that may be another one of some breakdown."""
    firms = {
        firm
        for measure in measures
        for dimension in measure.dimensions
        for some in dimension.near.values()
        for firm in some
    }
    return Dimension(
        name=FIRM,
        sql=f"case when list_contains(${FIRM}, supplier) then supplier end",
        params={FIRM: sorted(firms)},
    )


def _parts(measure: Measure, near: Dimension) -> list[Measure]:
    """What is asked for a measure: itself, its whole, and the firms beside its cells."""
    found = [measure]
    if any(d.rows != Dimension.rows for d in measure.dimensions):
        found.append(_whole(measure))
    if any(d.near for d in measure.dimensions):
        found.append(_beside(measure, near))
    return found


def _whole(measure: Measure) -> Measure:
    return replace(measure, dimensions=())


def _beside(measure: Measure, near: Dimension) -> Measure:
    return replace(measure, dimensions=(near,))


def _together(
    engine: Engine, measure: Measure, near: Dimension, found: dict[str, Summed]
) -> Summed:
    """The answer to a measure, of the answers to its parts."""
    whole, cells = found[question(measure)]
    if any(d.rows != Dimension.rows for d in measure.dimensions):
        whole, _ = found[question(_whole(measure))]
    if measure.unit is Unit.DECLARATIONS:
        counted = declarations(measure.scope)
        bounds = engine.rows(counted.sql, counted.params)[0]
        whole = whole | {name: Decimal(value) for name, value in bounds.items()}
        whole["own_most"] = whole["at_most"]
    if any(d.near for d in measure.dimensions):
        _, firms = found[question(_beside(measure, near))]
        cells = [_with_near(measure, cell, firms) for cell in cells]
    return whole, cells


def _summed(one: Pass, asked: Asked, groups: Sequence[Row]) -> Summed:
    """The whole of a measure, and its cells, of the groups of a pass."""
    columns = [one.names[sql] for sql in asked.divided]
    terms = [(one.names[term.sql], term.holds) for term in asked.terms]
    within = cache(one.within(asked.measure.scope))
    whole, cells = dict(NOTHING), dict[Key, Row]()
    for group in groups:
        truths = [within(group["time"])]
        truths += [holds(group[name]) for name, holds in terms]
        if False in truths:
            continue
        key = tuple(group[name] for name in columns)
        for sums in (whole, cells.setdefault(key, dict(NOTHING))):
            _count(sums, group, asked.measure.unit, is_sure=None not in truths)
    whole |= {
        "at_most": whole["own_most"],
        "unclear_rows": whole["own_unclear"],
        "unvalued_rows": whole["own_unvalued"],
    }
    return whole, _cells(asked.measure, cells) if columns else []


def _count(sums: Row, group: Row, unit: Unit, *, is_sure: bool) -> None:
    """Add a group of rows that count alike, and are in a scope or may be."""
    counts = Counts(group["counts"])
    if counts is Counts.UNCOUNTED:
        sums["uncounted"] += group["rows"]
        return
    if counts is Counts.CREDIT:
        sums["credits"] += group["rows"]
        sums["credits_usd"] = (sums["credits_usd"] or 0) + group["usd"]
        return
    amount, valued = _added(group, unit)
    sums["own_unvalued"] += group["rows"] - valued
    if valued:
        sums["own_most"] = (sums["own_most"] or 0) + amount
    if counts is Counts.OPEN or not is_sure:
        sums["own_unclear"] += group["rows"]
        return
    sums["rows"] += group["rows"]
    sums["rows_digest"] ^= group["rows_digest"]
    if valued:
        sums["at_least"] += amount
    if counts is Counts.CONVERTED and group["usd"] is not None:
        sums["converted_usd"] += group["usd"]


def _added(group: Row, unit: Unit) -> tuple[Decimal, int]:
    """What a group adds, and how many of its rows add something."""
    match unit:
        case Unit.USD:
            return group["usd"], group["valued"]
        case Unit.KG:
            return group["kg"], group["weighed"]
        case _:
            return Decimal(group["rows"]), group["rows"]


def _cells(measure: Measure, found: dict[Key, Row]) -> list[Row]:
    """Cells with what may be theirs, the largest first.

    A cell may hold every row whose dimension is not determined. A cell of credits alone
    is in the whole, and no figure of its own.
    """
    kept: list[tuple[Key, Row]] = []
    for key, own in found.items():
        if not own["rows"] and not own["own_unclear"]:
            continue
        vague = [found[other] for other in _vaguer(key) if other in found]
        bounds = {
            "at_most": (own["own_most"] or 0) + sum(v["own_most"] or 0 for v in vague),
            "unclear_rows": own["own_unclear"]
            + sum(v["rows"] + v["own_unclear"] for v in vague),
            "unvalued_rows": own["own_unvalued"]
            + sum(v["own_unvalued"] for v in vague),
        }
        names = (dimension.name for dimension in measure.dimensions)
        cell: Row = dict(zip(names, key, strict=True))
        kept.append((key, cell | own | bounds))
    kept.sort(key=lambda one: _rank(one[0], one[1]["at_least"]))
    return [row for _, row in kept]


def _vaguer(key: Key) -> Iterable[Key]:
    """The cells of undetermined rows that may turn out to be a cell's."""
    ways = product(*({value, None} for value in key))
    return (way for way in ways if way != key)


def _rank(key: Key, amount: Decimal) -> tuple[object, ...]:
    return -amount, *((value is None, value or "") for value in key)


def _with_near(measure: Measure, row: Row, firms: Sequence[Row]) -> Row:
    """Bounds of a cell, its upper one with the rows of firms that may be the cell's."""
    near = {firm for d in measure.dimensions for firm in d.near.get(row[d.name], ())}
    beside = [firm for firm in firms if firm[FIRM] in near]
    return row | {
        "at_most": row["at_most"] + sum(firm["own_most"] or 0 for firm in beside),
        "unclear_rows": row["unclear_rows"]
        + sum(firm["rows"] + firm["own_unclear"] for firm in beside),
        "unvalued_rows": row["unvalued_rows"]
        + sum(firm["own_unvalued"] for firm in beside),
    }


def suffix(cells: Cells, place: int) -> str:
    """Readable part of a cell's id: codes, quarters and plain words, else its place.

    Args:
        cells: The dimensions with the cell's values.
        place: Its place among the cells.

    Examples:
        >>> origin = Dimension(name="origin", sql="origin")
        >>> suffix([(origin, "KR")], 1), suffix([(origin, None)], 2)
        ('KR', 'unknown')
        >>> suffix([(origin, "body parts")], 3), suffix([(origin, "Ё")], 4)
        ('body-parts', '4')
    """
    words = [_slug(d.unknown if value is None else value) for d, value in cells]
    is_readable = all(re.fullmatch(r"[A-Za-z0-9-]{1,30}", word) for word in words)
    has_id = bool(cells) and ":" in str(cells[0][1])
    return ".".join(words) if words and is_readable and not has_id else str(place)


def _slug(value: str) -> str:
    return "-".join(value.split())
