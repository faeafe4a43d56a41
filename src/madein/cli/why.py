"""`madein why`: a figure opened to its rows."""

import csv
import io
import sys
from pathlib import Path

import click

from madein.analysis.flags.facts import facts
from madein.case.opened import Case, open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    synthetic_note,
)
from madein.cli.plain import say
from madein.cli.show import cell_words, figure_text, names_of_cells
from madein.engine import Row
from madein.errors import Fault, RequestError
from madein.report.rows_csv import safe_cell
from madein.values import Unit, exact_text, exact_usd, rows_words

SHEET_ROWS = 1_048_576  # the headings take one
SHOWN = 10  # rows printed unless more are asked for


@click.command()
@case_argument
@click.argument("figure_id", metavar="FIGURE")
@click.option("--rows", "count", default=SHOWN, help="How many rows to print.")
@click.option(
    "--to", "form", type=click.Choice(["csv", "xlsx"]), help="All rows, as a file."
)
@json_option
def command(
    case: Path, figure_id: str, count: int, form: str | None, *, as_json: bool
) -> None:
    """Open a figure or a flag: its definition, bounds, caveats, query and rows.

    `--to csv` and `--to xlsx` write all rows to stdout.
    """
    opened = open_case(case)
    figure = opened.shown(figure_id)
    rows = opened.evidence(figure_id)
    synthetic_note(synthetic=opened.file.synthetic)
    if form == "csv":
        click.echo(_csv(rows), nl=False)
    elif form == "xlsx":
        sys.stdout.buffer.write(_xlsx(figure, rows))
    elif as_json:
        said = {"figure": figure, "rows": rows, "names": opened.names(figure_id)}
        print_json("evidence", said, figure["caveats"])
    else:
        _explain(opened, figure, rows[:count], len(rows), count)


def _explain(
    opened: Case, figure: Row, rows: list[Row], all_rows: int, count: int
) -> None:
    if "answer" in figure:
        _say_flag(figure)
    else:
        _say_figure(figure, names_of_cells(opened))
    if figure["sql"] is None:
        _print_parts(opened, figure, count)
        return
    say("\nQuery, over the tables of the build:\n")
    say("\n".join(f"  {line}" for line in figure["sql"].strip().splitlines()))
    _print_names(opened.names(figure["id"]), count)
    say(f"\nRows, largest first ({len(rows)} of {all_rows:,}):\n")
    for row in rows:
        _say_row(row)
    if len(rows) < all_rows:
        note(
            f"all rows: madein why {opened.folder} {figure['id']} --to csv > {figure['id']}.csv"
        )


def _print_parts(opened: Case, figure: Row, count: int) -> None:
    """The figures that a derived one is made of."""
    parts = figure.get("parts", [])
    if not parts:
        if figure["reason"] not in {"BASIS_MISSING", "COVERAGE_GAP"}:
            say("\nNo row speaks of it.")
        return
    names = names_of_cells(opened)
    say(f"\nMade of ({min(count, len(parts))} of {len(parts)}):\n")
    for part_id in parts[:count]:
        part = opened.figure(part_id)
        cell = cell_words(part, names)
        label = f"{part['label']}{f': {cell}' if cell else ''}"
        say(f"  {part_id}  {label}  {figure_text(part)}")
    if len(parts) > count:
        note(f"all: --rows {len(parts)}")
    note(f"open a part: madein why {opened.folder} {parts[0]}")


def _say_flag(flag: Row) -> None:
    about = f": {flag['party']}" if flag["party"] else ""
    say(f"{flag['id']}  {flag['question']}{about}")
    reason = f" ({flag['reason']})" if flag["reason"] else ""
    say(f"  answer    {flag['answer']}{reason}")
    say(f"  because   {flag['says']}")
    say(f"  asked by  {flag['source']}")
    note(facts().caution.says)


def _say_figure(figure: Row, names: dict[str, str]) -> None:
    cell = cell_words(figure, names)
    say(f"{figure['id']}  {figure['label']}" + (f": {cell}" if cell else ""))
    _say_bounds(figure)
    if figure["formula"] is not None:
        say(f"  made as   {figure['formula']}")
    say(f"  basis     {figure['basis']}")
    for caveat in figure["caveats"]:
        say(f"  note      {caveat}")
    rows_id = "" if figure["sql"] is None else f"rows id   {figure['rows_digest']}   "
    say(f"  {rows_id}figure id {figure['stable_id']}")


def _say_bounds(figure: Row) -> None:
    if figure["at_least"] is None:
        say(f"  not determinable ({figure['reason']})")
        return
    unit = Unit(figure["unit"])
    low = exact_text(figure["at_least"], unit)
    high = (
        "no upper bound"
        if figure["at_most"] is None
        else exact_text(figure["at_most"], unit)
    )
    may = (
        ""
        if figure["sql"] is None
        else f"   with {rows_words(figure['unclear_rows'])} that may belong"
    )
    say(f"  at least  {low}   in {rows_words(figure['rows'])}")
    say(f"  at most   {high}{may}")
    if figure["ci_low"] is not None:
        low, high = (exact_text(figure[end], unit) for end in ("ci_low", "ci_high"))
        say(f"  95 % confidence interval of the estimate: {low} to {high}")


def _say_row(row: Row) -> None:
    value = "no value" if row["usd"] is None else exact_usd(row["usd"])
    mark = "" if row["certain"] else "  (may belong)"
    sheet = f"[{row['sheet']}]" if row["sheet"] else ""
    say(f"  {value:>16}  {_day(row)}  {row['file']}{sheet}:{row['line']}{mark}")
    say(f"      {row['text']}")
    if "by_date" in row:
        say(f"      by date  {row['by_date']}")
    if row["corrected"] is not None:
        say(f"      corrected  {row['corrected']}")


def _print_names(names: list[Row], count: int) -> None:
    """Firms of the rows with their spellings, as many of each role as rows are shown."""
    for role in dict.fromkeys(row["role"] for row in names):
        mine = [row for row in names if row["role"] == role]
        firms = len({row["party_id"] for row in mine})
        say(f"\n{role.capitalize()}s as written: {len(mine)} names of {firms} firms\n")
        for row in mine[:count]:
            tax_id = f"  {row['tax_id']}" if row["tax_id"] else ""
            say(
                f"  {exact_usd(row['usd']):>16}  {row['firm']}  <-  "
                f"{row['shown'] or row['name'] or '(no name)'}{tax_id}  ({row['how']})"
                + (
                    f"  {exact_usd(row['open_usd'])} more may belong"
                    if row["open_usd"]
                    else ""
                )
            )
        if len(mine) > count:
            say(f"  {'':>16}  and {len(mine) - count} more: --rows {len(mine)}")


def _day(row: Row) -> str:
    """Day of registration, or the month where the day is not given."""
    month = row["registered_month"]
    return str(row["registered"]) if month is None else f"{month:%Y-%m}   "


def _csv(rows: list[Row]) -> str:
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([safe_cell(value) for value in row.values()] for row in rows)
    return out.getvalue()


def _xlsx(figure: Row, rows: list[Row]) -> bytes:
    """All rows as a workbook.

    Raises:
        RequestError: A sheet cannot hold so many rows.
    """
    import xlsxwriter

    if len(rows) >= SHEET_ROWS:
        raise RequestError(
            Fault(
                what=f"{len(rows):,} rows are more than a sheet can hold",
                where=f"figure {figure['id']}",
                fix="use --to csv",
            )
        )

    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False}
    ) as book:
        sheet = book.add_worksheet("Rows")
        for column, name in enumerate(rows[0] if rows else []):
            sheet.write_string(0, column, name)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row.values()):
                sheet.write_string(line, column, "" if value is None else str(value))
        about = book.add_worksheet("About")
        for line, name in enumerate(figure):
            about.write_string(line, 0, name)
            about.write_string(line, 1, str(figure[name]))
    return out.getvalue()
