"""`madein show`: one analysis as a table."""

from collections.abc import Mapping
from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.cli.exposure import show_exposure
from madein.cli.flags import show_flags
from madein.cli.mirror import show_mirror
from madein.cli.newcomers import show_newcomers
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    print_table,
    synthetic_note,
)
from madein.cli.prices import show_prices
from madein.cli.sensitivity import show_sensitivity
from madein.engine import Engine, Row
from madein.reference.countries import country_names
from madein.report.figure import natural
from madein.report.wording import cell_text
from madein.values import Bounds, Unit, amount_text, interval_text

FIGURES = {
    "total": ("total", "since", "country", "country since", "duplicates"),
    "origins": ("origins",),
    "goods": ("goods",),
    "suppliers": ("suppliers",),
    "change": ("change", "rates", "season", "series", "differences"),
    "substitution": ("substitution", "volume and price"),
    "quarters": ("quarters",),
    "shares": ("shares",),
    "concentration": ("concentration",),
    "eu-dependency": ("eu dependency",),
    "foreign-content": ("foreign content",),
    "routes": ("routes",),
    "mix": ("mix",),
}
TABLES = {
    "exposure": show_exposure,
    "flags": show_flags,
    "newcomers": show_newcomers,
    "prices": show_prices,
    "mirror": show_mirror,
    "sensitivity": show_sensitivity,
}
LINES = 60  # of figures that are printed unless all are asked for
Given = Mapping[str, str | tuple[str, ...] | None]
MEASURES = (*FIGURES, *TABLES, "coverage")


@click.command()
@case_argument
@click.argument("measure", type=click.Choice(MEASURES))
@click.option("--by", multiple=True, help="For total: divide by origin, year, ...")
@click.option(
    "--where", multiple=True, metavar="NAME=VALUE", help="For total: origin=KR,CN ..."
)
@click.option("--since", help="For total: first day, like 2022-02-24.")
@click.option("--until", help="For total: last day.")
@click.option("--unit", help="For total: kg, rows or declarations.")
@click.option("--all", "every", is_flag=True, help="All figures, with their workings.")
@json_option
def command(
    case: Path,
    measure: str,
    *,
    as_json: bool,
    every: bool,
    by: tuple[str, ...],
    **given: str | tuple[str, ...] | None,
) -> None:
    """Print one analysis; each number has an id that `madein why` opens.

    `show CASE total --by origin --by year --where goods=sensors` asks a question of
    your own.
    """
    opened = open_case(case)
    synthetic_note(synthetic=opened.file.synthetic)
    if by or any(given.values()):
        _show_asked(opened, measure, by, given, every=every, as_json=as_json)
        return
    with opened.tables() as engine:
        if measure in TABLES:
            TABLES[measure](engine, opened, as_json=as_json)
        elif measure == "coverage":
            _show(
                engine.rows(COVERAGE), "coverage", ["filled", "read"], as_json=as_json
            )
        else:
            _show_figures(
                engine, opened, FIGURES[measure], every=every, as_json=as_json
            )


def _show(rows: list[Row], kind: str, numbers: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json(kind, rows)
    else:
        print_table(rows, numbers)


def _show_asked(
    opened: Case,
    measure: str,
    by: tuple[str, ...],
    given: Given,
    *,
    every: bool,
    as_json: bool,
) -> None:
    """A question of one's own.

    Raises:
        UsageError: It is put to another analysis than the total, or names no value.
    """
    if measure != "total":
        message = (
            f"`show {measure}` is fixed; ask `show {opened.folder} total --by ...`"
        )
        raise click.UsageError(message)
    imports = opened.imports()
    if isinstance(since := given["since"], str):
        imports = imports.since(since)
    if isinstance(until := given["until"], str):
        imports = imports.until(until)
    for one in given["where"] or ():
        name, is_there, value = one.partition("=")
        if not is_there:
            raise click.UsageError(f"'{one}' has no value; write it like origin=KR")
        imports = imports.where(
            **{name: value.split(",") if name != "goods" else value}
        )
    if isinstance(unit := given["unit"], str):
        imports = imports.counted_in(unit)
    found = imports.by(*by) if by else imports.total()
    rows = [found.figure, *(part.figure for part in found.parts)]
    _print_figures(rows, as_json=as_json, every=every, names=names_of_cells(opened))


def _show_figures(
    engine: Engine,
    opened: Case,
    measures: tuple[str, ...],
    *,
    every: bool,
    as_json: bool,
) -> None:
    rows = in_order(
        engine.rows(
            "from figure where list_contains($measures, measure)",
            {"measures": list(measures)},
        )
    )
    _print_figures(rows, as_json=as_json, every=every, names=names_of_cells(opened))
    if rows and not as_json:
        note(f"open a figure: madein why {opened.folder} {rows[0]['id']}")


def names_of_cells(opened: Case) -> dict[str, str]:
    """Countries and firms by their ids, as cells of figures have them.

    Args:
        opened: The case.
    """
    with opened.tables() as engine:
        firms = engine.rows("from party")
    return country_names() | {row["party_id"]: row["name"] for row in firms}


def in_order(rows: list[Row]) -> list[Row]:
    """Each figure of its own, then its parts, then the sums that they are made of.

    Args:
        rows: Rows of the table `figure`.
    """
    by_id = {row["id"]: row for row in rows}
    ranks = {row["id"]: place for place, row in enumerate(rows)}

    def key(row: Row) -> tuple[list[tuple[int, int, str]], int, int]:
        head = _head(row, by_id)
        kind = 0 if row is head else 2 if _is_working(row, head) else 1
        return natural(head["id"]), kind, ranks[row["id"]]

    return sorted(rows, key=key)


def _head(row: Row, by_id: Mapping[str, Row]) -> Row:
    while row["parent"] in by_id:
        row = by_id[row["parent"]]
    return row


def _is_working(row: Row, head: Row) -> bool:
    """Whether it is a sum that a derived figure is made of."""
    return row["formula"] is None and head["formula"] is not None


def _without_workings(rows: list[Row]) -> list[Row]:
    by_id = {row["id"]: row for row in rows}
    return [row for row in rows if not _is_working(row, _head(row, by_id))]


def _print_figures(
    rows: list[Row], *, as_json: bool, every: bool, names: dict[str, str]
) -> None:
    caveats = sorted({caveat for row in rows for caveat in row["caveats"]})
    if as_json:
        print_json(
            "figures",
            [{k: v for k, v in r.items() if k != "sql"} for r in rows],
            caveats,
        )
        return
    shown = rows if every else _without_workings(rows)[:LINES]
    print_table(
        [
            {
                "id": row["id"],
                "what": _what(row, names),
                "amount": figure_text(row).replace(" (", "\n("),
                "rows": f"{row['rows']:,}",
                "unclear": f"{row['unclear_rows']:,}",
            }
            for row in shown
        ],
        ["amount", "rows", "unclear"],
    )
    if len(shown) < len(rows):
        note(f"{len(rows) - len(shown):,} more figures, with the sums below: --all")
    if rows:
        note(f"bases: {_shared_basis(rows)}")
    else:
        note("no figures: the case names nothing to divide by; see docs/case-folder.md")


def figure_text(figure: Row) -> str:
    """A figure's interval in words, or why the records hold none.

    Args:
        figure: Row of the table `figure`.
    """
    if figure["reason"] is not None:
        return f"not determinable ({figure['reason']})"
    bounds = Bounds(at_least=figure["at_least"], at_most=figure["at_most"])
    unit = Unit(figure["unit"])
    text = interval_text(bounds, unit)
    if figure["ci_low"] is None:
        return text
    low, high = (amount_text(figure[end], unit) for end in ("ci_low", "ci_high"))
    return f"{text} (95 % interval {low} to {high})"


def _shared_basis(rows: list[Row]) -> str:
    """What all figures rest on; what differs stands in their labels."""
    clauses = [row["basis"].split("; ") for row in rows]
    return "; ".join(c for c in clauses[0] if all(c in other for other in clauses))


def _what(row: Row, names: dict[str, str]) -> str:
    if row["parent"] is None:
        return row["label"]
    return f"  {cell_words(row, names) or row['label']}"


def cell_words(row: Row, names: Mapping[str, str]) -> str:
    """The cell and the period of a figure in words; empty for a figure of its own.

    Args:
        row: Row of the table `figure`.
        names: Countries and firms by their ids.
    """
    parts = (row["cell"], row["period"])
    return ", ".join(cell_text(part, names) for part in parts if part)


COVERAGE = """
select file, field, heading, filled, read
from field_coverage join source using (source_id) order by file, field"""
