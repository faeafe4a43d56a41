"""Floor 12: the command line. stdout is data; messages and progress go to stderr."""

import sys
from difflib import get_close_matches
from importlib import import_module

import click

# Commands in the order of a case's life; each module is loaded when it is called.
COMMANDS = {
    "demo": "Make, build and report a synthetic case: the first five minutes.",
    "init": "Make a new case folder.",
    "add": "Register files of records: how they are read, and what they cannot answer.",
    "map": "Show which column holds which field.",
    "build": "Turn the files into findings; only what changed.",
    "status": "Say what is held, where the gaps are, and what to do next.",
    "show": "Print one analysis.",
    "why": "Open a figure: its definition, query and rows.",
    "check": "Hold claims or an article against the rows; exit 3 if one is contradicted.",
    "report": "Write the report, one HTML file.",
    "export": "Write the findings as one file that anybody can check.",
    "verify": "Check such a file on any machine, offline; exit 3 if anything differs.",
    "diff": "Say which figures and claims moved between two editions, and why.",
    "reply": "Write what is said of a firm, for that firm to answer.",
    "parties": "Say who is who, why, and let a person decide.",
    "screen": "Hold the parties against the entries of the case's lists.",
    "lists": "Keep dated copies of sanctions lists, and ask them about a party.",
    "doctor": "Say what is installed and where things lie.",
}


class Lazy(click.Group):
    """A group that imports a command's module only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names of the commands.

        Args:
            ctx: Click's context.
        """
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """A command; None where there is none of that name.

        Args:
            ctx: Click's context.
            cmd_name: Its name.
        """
        if cmd_name not in COMMANDS:
            return None
        return import_module(f"madein.cli.{cmd_name}").command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without loading them.

        Args:
            ctx: Click's context.
            formatter: Where to.
        """
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or name the nearest one.

        Args:
            ctx: Click's context.
            args: What was typed.
        """
        near = get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and near:
            ctx.fail(f"there is no command '{args[0]}'; did you mean '{near[0]}'?")
        return super().resolve_command(ctx, args)


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="madein")
def group() -> None:
    """Raw customs records in, findings out that can be opened and defended."""


def main() -> None:
    """Run the command line, and end with its exit code."""
    from madein.cli.output import note
    from madein.errors import MadeinError

    try:
        code = group(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except MadeinError as error:
        note(str(error))
        code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
