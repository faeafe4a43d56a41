"""`madein show`: one analysis as a table."""

from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.cli.exposure import show_exposure
from madein.cli.flags import show_flags
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    print_table,
    synthetic_note,
)
from madein.engine import Engine, Row
from madein.reference.countries import country_names
from madein.values import Bounds, bounds_text

FIGURES = {
    "total": ("total", "since", "country", "country since", "duplicates"),
    "origins": ("origins",),
    "goods": ("goods",),
    "suppliers": ("suppliers",),
    "change": ("change",),
    "quarters": ("quarters",),
}
TABLES = {"exposure": show_exposure, "flags": show_flags}
MEASURES = (*FIGURES, *TABLES, "coverage")


@click.command()
@case_argument
@click.argument("measure", type=click.Choice(MEASURES))
@json_option
def command(case: Path, measure: str, *, as_json: bool) -> None:
    """Print one analysis; each number has an id that `madein why` opens."""
    opened = open_case(case)
    synthetic_note(synthetic=opened.file.synthetic)
    with opened.tables() as engine:
        if measure in TABLES:
            TABLES[measure](engine, opened, as_json=as_json)
        elif measure == "coverage":
            _show(
                engine.rows(COVERAGE), "coverage", ["filled", "read"], as_json=as_json
            )
        else:
            _show_figures(engine, opened, FIGURES[measure], as_json=as_json)


def _show(rows: list[Row], kind: str, numbers: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json(kind, rows)
    else:
        print_table(rows, numbers)


def _show_figures(
    engine: Engine, opened: Case, measures: tuple[str, ...], *, as_json: bool
) -> None:
    rows = engine.rows(
        "from figure where list_contains($measures, measure)",
        {"measures": list(measures)},
    )
    caveats = sorted({caveat for row in rows for caveat in row["caveats"]})
    if as_json:
        print_json(
            "figures",
            [{k: v for k, v in r.items() if k != "sql"} for r in rows],
            caveats,
        )
        return
    names = country_names() | {
        row["party_id"]: row["name"] for row in engine.rows("from party")
    }
    print_table(
        [
            {
                "id": row["id"],
                "what": _what(row, names),
                "US dollars": figure_text(row),
                "rows": f"{row['rows']:,}",
                "unclear": f"{row['unclear_rows']:,}",
            }
            for row in rows
        ],
        ["US dollars", "rows", "unclear"],
    )
    if not rows:
        note("no figures: the case names nothing to divide by; see docs/case-folder.md")
        return
    note(f"bases: {_shared_basis(rows)}")
    note(f"open a figure: madein why {opened.folder} {rows[0]['id']}")


def figure_text(figure: Row) -> str:
    """A figure's interval in words, or why the records hold none.

    Args:
        figure: Row of the table `figure`.
    """
    if figure["reason"] is not None:
        return f"not determinable ({figure['reason']})"
    return bounds_text(Bounds(at_least=figure["at_least"], at_most=figure["at_most"]))


def _shared_basis(rows: list[Row]) -> str:
    """What all figures rest on; what differs stands in their labels."""
    clauses = [row["basis"].split("; ") for row in rows]
    return "; ".join(c for c in clauses[0] if all(c in other for other in clauses))


def _what(row: Row, names: dict[str, str]) -> str:
    if row["parent"] is None:
        return row["label"]
    cell = names.get(row["cell"], row["cell"])
    return f"  {cell}" + (f", {row['period']}" if row["period"] else "")


COVERAGE = """
select file, field, heading, filled, read
from field_coverage join source using (source_id) order by file, field"""
