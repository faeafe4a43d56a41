"""`madein report`: one HTML file."""

from pathlib import Path

import click

from madein.case.opened import Case, open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    progress,
    quiet_option,
)
from madein.report.rows_csv import rows_quoted
from madein.report.write import write_report


@click.command()
@case_argument
@json_option
@quiet_option
def command(case: Path, *, as_json: bool, quiet: bool) -> None:
    """Write CASE/report/report.html, and the rows of each figure beside it.

    Builds first where something changed.
    """
    opened = open_case(case)
    opened.build(progress(quiet=quiet))
    file = make_report(opened)
    if as_json:
        print_json("report", {"file": str(file)})
    note(f"wrote {file}")


def make_report(opened: Case) -> Path:
    """Write the report of a built case.

    Args:
        opened: The case.
    """
    with opened.tables() as engine:
        opened.name_raw_text(engine, rows_quoted(engine))
        return write_report(
            engine, opened.file, opened.folder / "report", edition=opened.edition()
        )
