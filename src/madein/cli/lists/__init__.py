"""`madein lists`: dated copies of sanctions lists, and what they say of a party."""

import click

from madein.cli.lists.add import add
from madein.cli.lists.held import print_held
from madein.cli.lists.show import show
from madein.cli.lists.update import update
from madein.cli.output import json_option


@click.group("lists", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Keep dated copies of sanctions lists, and ask them about a party.

    Without a command: what is held. Copies lie in a folder of your own, which
    MADEIN_LISTS may name, or in a case.
    """
    if context.invoked_subcommand is None:
        print_held(as_json=False)


@command.command("list")
@json_option
def held(*, as_json: bool) -> None:
    """Say which copies of which lists are held."""
    print_held(as_json=as_json)


for part in (add, update, show):
    command.add_command(part)
