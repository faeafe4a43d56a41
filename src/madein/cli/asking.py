"""Flags that say what a file leaves open, and the same questions on a terminal."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click
from click import BadParameter

from madein.cli.output import note
from madein.mapping.questions import Answers, Question

OPTIONS = (
    click.option(
        "--set",
        "columns",
        multiple=True,
        metavar="HEADING=FIELD",
        help="Field of a column; also `unused` and `total`. May be repeated.",
    ),
    click.option(
        "--dates", multiple=True, help="Order of day and month, like dd/mm/yyyy."
    ),
    click.option("--country", default="", help="Country of the declarations, like KE."),
    click.option("--direction", type=click.Choice(["import", "export"]), default=None),
    click.option(
        "--currency", default="", help="Currency of values whose heading names none."
    ),
    click.option(
        "--zone", default="", help="Zone of days that are written as moments in UTC."
    ),
)


def answers_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the flags of `OPTIONS`.

    Args:
        command: The command.
    """
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def told_answers(flags: Mapping[str, Any], layout: str = "") -> Answers:
    """What a person said with the flags of `OPTIONS`.

    Args:
        flags: Their values, by name.
        layout: Layout that she named.

    Raises:
        BadParameter: A setting names no field.
    """
    pairs = [text.rpartition("=") for text in flags["columns"]]
    wrong = [role for heading, _, role in pairs if not heading]
    if wrong:
        message = f"'{wrong[0]}' is not written as HEADING=FIELD"
        raise BadParameter(message, param_hint="--set")
    return Answers(
        columns={heading: role for heading, _, role in pairs},
        dates=tuple(flags["dates"]),
        country=flags["country"].upper(),
        direction=flags["direction"] or "",
        currency=flags["currency"].upper(),
        zone=flags["zone"],
        layout=layout,
    )


def ask(questions: Sequence[Question], answers: Answers) -> Answers:
    """Ask on a terminal; a person's answers beside those that she gave before.

    Args:
        questions: The questions.
        answers: What she said before.
    """
    for question in questions:
        note(question.what)
        choices = list(question.choices.items())
        for number, (label, flags) in enumerate(choices, start=1):
            note(f"  {number}  {label}   ({flags})")
        pick = click.prompt(
            "which", type=click.IntRange(1, len(choices)), err=True, default=None
        )
        answers = answers.with_flags(choices[pick - 1][1])
    return answers
