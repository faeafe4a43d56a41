"""`madein demo`: the first five minutes."""

import shutil
from pathlib import Path

import click

from madein.case.opened import open_case
from madein.cli.output import (
    json_option,
    note,
    print_json,
    progress,
    quiet_option,
    synthetic_caveats,
)
from madein.cli.report import make_report
from madein.cli.show import figure_text
from madein.demo import write_demo
from madein.errors import Fault, RequestError


@click.command()
@click.argument("folder", default="demo", type=click.Path(path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace a demo that is there.")
@json_option
@quiet_option
def command(folder: Path, *, overwrite: bool, as_json: bool, quiet: bool) -> None:
    """Make a synthetic case in FOLDER, build it, and write its report."""
    if overwrite and folder.exists():
        _remove(folder)
    say = progress(quiet=quiet)
    say("making the records of three imaginary vendors")
    write_demo(folder)
    opened = open_case(folder)
    opened.build(say)
    say("drawing the report")
    file = make_report(opened)
    figures = [
        f for f in opened.figures() if f["parent"] is None and f["measure"] in SHOWN
    ]
    claims = opened.claim_results()
    counts = {r: sum(1 for c in claims if c["result"] == r) for r in RESULTS}
    if as_json:
        made = {"report": str(file), "figures": figures, "claims": counts}
        print_json("demo", made, synthetic_caveats(synthetic=True))
        return
    click.echo(f"\n{opened.file.title}\n")
    for figure in figures:
        click.echo(f"  {figure['id']:<4} {figure_text(figure):>20}  {figure['label']}")
    click.echo(
        f"\n  {len(claims)} claims: " + ", ".join(f"{n} {r}" for r, n in counts.items())
    )
    click.echo(f"\n  report        {file}")
    click.echo(f"  open a figure madein why {folder} F1")
    note("\nSYNTHETIC: every record of this case is made up.")


SHOWN = ("total", "since", "country", "country since")
RESULTS = ("supported", "contradicted", "not determinable")


def _remove(folder: Path) -> None:
    """Remove a demo, and nothing else.

    Raises:
        RequestError: The folder holds something else.
    """
    if not (folder / "truth.json").is_file():
        raise RequestError(
            Fault(
                what="the folder is no demo: it has no truth.json",
                where=str(folder),
                fix="name another folder",
            )
        )
    shutil.rmtree(folder)
