"""`madein parties`: who is who, why, and what a person says about it."""

from pathlib import Path

import click

from madein.cli.output import case_argument
from madein.cli.parties.decide import decisions, different, merge, split, undo
from madein.cli.parties.look import changes, compare, listed, show
from madein.cli.parties.sitting import review


@click.group("parties")
@case_argument
@click.pass_context
def command(context: click.Context, case: Path) -> None:
    """Say who is who, why, and let a person decide.

    Decisions are lines of decisions.jsonl in the case folder. They count from the next
    `madein build` on, and any of them can be taken back.
    """
    context.obj = case


for part in (
    listed,
    show,
    compare,
    changes,
    review,
    merge,
    different,
    split,
    undo,
    decisions,
):
    command.add_command(part)
