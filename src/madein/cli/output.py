"""What every command shares: its arguments, its progress, tables and JSON."""

import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from madein.cli.plain import plain

ENVELOPE = "1"  # version of the JSON envelope

case_argument = click.argument("case", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
quiet_option = click.option("--quiet", is_flag=True, help="No progress on stderr.")


def progress(*, quiet: bool) -> Callable[[str], None]:
    """What takes lines about the progress: stderr if it is a terminal, else nothing.

    Args:
        quiet: Whether progress is unwanted.
    """

    def say(line: str) -> None:
        if not quiet and sys.stderr.isatty():
            click.echo(f"  {line}", err=True)

    return say


def note(line: str) -> None:
    """A message for the person, on stderr.

    Args:
        line: The message.
    """
    click.echo(plain(line), err=True)


def print_json(kind: str, data: object, caveats: Sequence[str] = ()) -> None:
    """The envelope that `--json` prints for every command.

    Numbers in dollars are text, so that no reader rounds them.

    Args:
        kind: What the data is.
        data: The data.
        caveats: What a reader must be told.
    """
    envelope = {
        "madein": ENVELOPE,
        "kind": kind,
        "data": data,
        "caveats": list(caveats),
    }
    click.echo(json.dumps(envelope, ensure_ascii=False, indent=1, default=_plain))


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return _digits(value)
        case date():
            return str(value)
        case _:
            message = f"no JSON for {type(value).__name__}"
            raise TypeError(message)


def _digits(value: Decimal) -> str:
    """A number without the zeros that only its column adds: cents keep theirs."""
    text = f"{value:f}"
    whole, _, places = text.partition(".")
    return text if len(places) <= 4 else f"{whole}.{places.rstrip('0'):0<4}"


def print_table(rows: Sequence[Mapping[str, Any]], numbers: Sequence[str] = ()) -> None:
    """Rows as a table, as wide as the terminal, or as `COLUMNS` says; wide where none does.

    Args:
        rows: The rows, all with the same keys, which are the headings.
        numbers: Headings of columns that stand on the right.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table

    if not rows:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in rows[0]:
        is_number = heading in numbers
        table.add_column(
            heading,
            justify="right" if is_number else "left",
            no_wrap=is_number,
            overflow="fold",  # a long name is broken, never cut
        )
    for row in rows:
        table.add_row(*("" if v is None else plain(str(v)) for v in row.values()))
    given = os.environ.get("COLUMNS", "")
    wide = int(given) if given.isdecimal() and int(given) else 160
    width = None if sys.stdout.isatty() else wide
    Console(width=width, markup=False, highlight=False, emoji=False).print(table)


SYNTHETIC = "SYNTHETIC: the records of this case are made up."


def synthetic_note(*, synthetic: bool) -> None:
    """Say that the records are made up, wherever figures are printed.

    Args:
        synthetic: Whether they are.
    """
    if synthetic:
        note(SYNTHETIC)


def synthetic_caveats(*, synthetic: bool) -> list[str]:
    """The same for the envelope of `--json`.

    Args:
        synthetic: Whether the records are made up.
    """
    return [SYNTHETIC] if synthetic else []
