"""`madein export`: the findings of a case in one file that anybody can check."""

from pathlib import Path

import click

from madein.case.bundle.contents import Page
from madein.case.bundle.write import Written, write_bundle
from madein.case.opened import open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    progress,
    quiet_option,
    synthetic_caveats,
    synthetic_note,
)
from madein.engine import Engine
from madein.question import CaseFile
from madein.report.rows_csv import rows_quoted

CONFIDENTIAL = (
    "the bundle holds the files of records as received: whoever has it has them"
)


@click.command()
@case_argument
@click.option(
    "--to", "form", type=click.Choice(["bundle"]), required=True, help="What to write."
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="Where to; default CASE.zip."
)
@click.option(
    "--files", is_flag=True, help="With the files of records; they may be confidential."
)
@json_option
@quiet_option
def command(
    case: Path, form: str, out: Path | None, *, files: bool, as_json: bool, quiet: bool
) -> None:
    """Write the findings as one zip file, which `madein verify` checks anywhere.

    Builds first where something changed. The same build gives the same bytes.
    """
    opened = open_case(case)
    opened.build(progress(quiet=quiet))
    file = out if out is not None else Path(f"{case.resolve().name}.zip")
    written = write_bundle(opened, file, PAGE, with_files=files)
    synthetic_note(synthetic=opened.file.synthetic)
    if as_json:
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json(form, vars(written) | {"file": str(file)}, caveats)
        return
    _say(written, with_files=files)


def _say(written: Written, *, with_files: bool) -> None:
    note(f"wrote {written.file}: {written.members} files, {written.bytes:,} bytes")
    note(f"SHA-256 {written.sha256}: publish it, and nobody can pass on another")
    if with_files:
        note(CONFIDENTIAL)
    for name in written.left_out:
        note(f"not in it: {name}")
    if written.left_out and not with_files:
        note(
            "files of records may be confidential, so they stay out; with --files they "
            "go in, and `madein verify` can build the whole case again"
        )
    note(f"check it anywhere: madein verify {written.file}")


def drawn(engine: Engine, case: CaseFile, edition: str) -> str:
    """The page of a case.

    Args:
        engine: The engine with the tables of the case, and `raw_text`.
        case: What the case asks.
        edition: Which build of the case it is.
    """
    from madein.reference.countries import country_names
    from madein.report.compose import compose
    from madein.report.html import page

    report, _ = compose(engine, case, edition, country_names())
    return page(report)


PAGE = Page(quoted=rows_quoted, drawn=drawn)
