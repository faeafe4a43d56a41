"""Text of records on a terminal: shown, never obeyed."""

import re

import click

# What a terminal obeys, and what turns the direction of a line; a line may end.
OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def plain(text: str) -> str:
    r"""A text in which a name of the records can do nothing but be read.

    Args:
        text: The text.

    Examples:
        >>> plain("ООО АУРУС"), plain("AURUS \x1b[31mLLC")
        ('ООО АУРУС', 'AURUS \\x1b[31mLLC')
    """
    return OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def say(text: str) -> None:
    """Print a text on stdout.

    Args:
        text: The text.
    """
    click.echo(plain(text))
