"""`madein build`: files into findings."""

from pathlib import Path

import click

from madein.case.opened import open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    progress,
    quiet_option,
)


@click.command()
@case_argument
@json_option
@quiet_option
def command(case: Path, *, as_json: bool, quiet: bool) -> None:
    """Turn the files of a case into findings; nothing is done if nothing changed.

    The last good build stays as it was until the new one is whole.
    """
    opened = open_case(case)
    is_new = opened.build(progress(quiet=quiet))
    edition = opened.edition()
    if as_json:
        print_json("build", {"edition": edition, "new": is_new})
    note(
        f"built edition {edition}" if is_new else f"nothing changed; edition {edition}"
    )
