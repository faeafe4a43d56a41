"""The figures of a bundle added up again from its CSV files: no engine, no SQL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from madein.case.bundle.contents import read_csv
from madein.measure import Unit
from madein.provenance import rows_digest

CONVERTED = frozenset({"customs", "invoice"})
# Which cell of a row is added up; no cell: the row counts as one.
ADDED = {Unit.USD: "usd", Unit.KG: "net_kg", Unit.ROWS: None}


@dataclass(kw_only=True)
class Tally:
    """What the rows of one file of evidence come to.

    Attributes:
        ids: Ids of the rows that certainly belong.
        open_rows: Rows that may belong.
        converted: US dollars of certain rows that were converted.
        numbers: Numbers of declarations: of certain rows, and of all.
        unnumbered: Rows without such a number.
        certain: What certain rows come to, by unit.
        all: What all rows come to, by unit.
        unvalued: Rows without a value, by unit.
    """

    ids: list[tuple[str, int]] = field(default_factory=list)
    open_rows: int = 0
    converted: Decimal = Decimal(0)
    numbers: tuple[set[str], set[str]] = field(default_factory=lambda: (set(), set()))
    unnumbered: int = 0
    certain: dict[Unit, Decimal] = field(default_factory=dict)
    all: dict[Unit, Decimal] = field(default_factory=dict)
    unvalued: dict[Unit, int] = field(default_factory=dict)


def tally(file: Path) -> Tally:
    """The rows of a file of evidence, added up.

    Args:
        file: The CSV file.
    """
    found = Tally()
    for unit in ADDED:
        found.certain[unit], found.all[unit], found.unvalued[unit] = (
            Decimal(0),
            Decimal(0),
            0,
        )
    for row in read_csv(file):
        is_certain = row["certain"] == "True"
        if is_certain:
            found.ids.append((row["source_id"], int(row["row"])))
            if row["usd_basis"] in CONVERTED:
                found.converted += Decimal(row["usd"])
        else:
            found.open_rows += 1
        for unit, column in ADDED.items():
            text = "1" if column is None else row[column]
            if not text:
                found.unvalued[unit] += 1
                continue
            found.all[unit] += Decimal(text)
            found.certain[unit] += Decimal(text) if is_certain else 0
        _count(found, row["declaration"], is_certain=is_certain)
    return found


def _count(found: Tally, declaration: str, *, is_certain: bool) -> None:
    if not declaration:
        found.unnumbered += 1
        return
    found.numbers[1].add(declaration)
    if is_certain:
        found.numbers[0].add(declaration)


def recount(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each figure that has rows of its own, and where these do not come to it.

    Args:
        folder: A bundle, unpacked.
    """
    known: dict[str, Tally] = {}
    for figure in read_csv(folder / "figures.csv"):
        file = figure["evidence"]
        if file:
            if file not in known:
                known[file] = tally(folder / file)
            yield figure["id"], list(_differences(figure, known[file]))


def _differences(figure: Mapping[str, str], rows: Tally) -> Iterator[str]:
    low, high, unvalued = _bounds(Unit(figure["unit"]), rows)
    counts = {
        "rows": len(rows.ids),
        "unclear_rows": rows.open_rows,
        "unvalued_rows": unvalued,
    }
    for name, count in counts.items():
        if int(figure[name]) != count:
            yield f"{name} {figure[name]}, its rows are {count}"
    if figure["rows_digest"] != rows_digest(rows.ids):
        yield f"rows_digest {figure['rows_digest']}, its rows give {rows_digest(rows.ids)}"
    if Decimal(figure["converted_usd"]) != rows.converted:
        yield f"converted_usd {figure['converted_usd']}, its rows come to {rows.converted}"
    if figure["reason"] and not figure["at_least"]:
        return
    for name, amount in (("at_least", low), ("at_most", high)):
        said = Decimal(figure[name]) if figure[name] else None
        if said != amount:
            yield f"{name} {said}, its rows come to {amount}"


def _bounds(unit: Unit, rows: Tally) -> tuple[Decimal, Decimal | None, int]:
    """Lower bound, upper bound, and rows without a value."""
    if unit is Unit.DECLARATIONS:
        certain, every = map(len, rows.numbers)
        low = max(certain, 1) if rows.ids else 0
        return Decimal(low), Decimal(every + rows.unnumbered), 0
    unvalued = rows.unvalued[unit]
    return rows.certain[unit], None if unvalued else rows.all[unit], unvalued
