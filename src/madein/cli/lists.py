"""`madein lists`: dated copies of a sanctions list asked about one tax id."""

from datetime import date, datetime
from pathlib import Path

import click

from madein.cli.output import json_option, print_json, print_table
from madein.engine import Engine
from madein.lists.history import fill_listings
from madein.lists.status import PartyHistory, party_history, status_on
from madein.question import ListFolder


@click.group("lists")
def command() -> None:
    """Ask dated copies of a sanctions list about one tax id."""


@command.command()
@click.argument("tax_id")
@click.option(
    "--on", "days", multiple=True, required=True, help="Day, like 2024-02-22."
)
@click.option(
    "--folder",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of copies: sdn_YYYYMMDDTHHMMSS.csv[.gz], times in UTC.",
)
@json_option
def show(tax_id: str, days: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Say whether a tax id was on the OFAC SDN list on a day."""
    listed = ListFolder(
        name="OFAC SDN", regime="US", format="ofac-sdn", folder=str(folder)
    )
    with Engine() as engine:
        fill_listings(engine, [listed], Path())
        history = party_history(engine, tax_id, listed.name)
    rows = [{"day": day, **_status(history, day)} for day in map(_day, days)]
    if as_json:
        print_json("listing", rows)
    else:
        print_table(rows, ["days until listed"])


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        message = f"'{text}' is no day; write it like 2024-02-22"
        raise click.BadParameter(message) from error


def _status(history: PartyHistory, day: date) -> dict[str, object]:
    status = status_on(history, day)
    return {
        "verdict": status.word.value,
        "days until listed": status.lag_days,
        "reason": status.reason,
        "entry": status.entry,
        "name": status.name,
    }
