"""`madein init`: a new case folder."""

from pathlib import Path

import click

from madein.case.reading import make_case
from madein.cli.output import case_argument, json_option, note, print_json


@click.command()
@case_argument
@json_option
def command(case: Path, *, as_json: bool) -> None:
    """Make a new case folder with a case.yml to fill in."""
    make_case(case)
    if as_json:
        print_json("case", {"folder": str(case)})
    note(f"made {case / 'case.yml'}: fill in whom the case is about, then `madein add`")
