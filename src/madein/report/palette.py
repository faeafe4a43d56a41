"""Design tokens: every colour of the page by name, for light, dark and paper."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Token:
    """One colour, named for what it does.

    Attributes:
        name: Its name as a CSS custom property, without the dashes.
        light: On a light screen.
        dark: On a dark screen.
        paper: In print.
    """

    name: str
    light: str
    dark: str
    paper: str


def _tokens(text: str) -> tuple[Token, ...]:
    """Tokens from lines of `name light dark paper`."""
    return tuple(
        Token(name=name, light=light, dark=dark, paper=paper)
        for name, light, dark, paper in (line.split() for line in text.split("\n"))
    )


TOKENS = _tokens(
    """\
paper #fffdf8 #16181b #ffffff
panel #f6f2e9 #1e2125 #f6f4ef
band #efe9dc #24272b #f1ede4
ink #1d1b18 #ece9e2 #000000
mute #5f5b53 #aaa69d #4d4a44
held1 #d5d0c4 #3c3f44 #d5d0c4
held2 #9f9a8f #6c6a65 #9f9a8f
line #d9d3c6 #3a3e44 #cfcac0
grid #e9e4d9 #2a2d32 #e6e2d9
link #0b4f8a #8ec5ff #000000
c1 #341f97 #5f97f4 #341f97
c2 #c75b00 #f16935 #c75b00
c3 #1795fa #7edde2 #1795fa
c4 #6d172e #a46b91 #6d172e
c5 #3e68ad #fdbe45 #3e68ad
c0 #cfcbc2 #4a4e55 #cfcbc2
accent #c75b00 #f16935 #c75b00
focus #c75b00 #fdbe45 #c75b00
event #1d1b18 #ece9e2 #000000"""
)

SERIES = ("c1", "c2", "c3", "c4", "c5")
OTHER = "c0"
UNKNOWN = "unknown"
NO_RECORDS = "no-records"
HATCHES = (UNKNOWN, NO_RECORDS)


def var(name: str) -> str:
    """A token as CSS and SVG name it; a hatch as SVG names a pattern.

    Args:
        name: Name of a token or a hatch.

    Examples:
        >>> var("c1"), var(UNKNOWN)
        ('var(--c1)', 'url(#unknown)')
    """
    return f"url(#{name})" if name in HATCHES else f"var(--{name})"


def properties(theme: str) -> str:
    """All tokens as CSS declarations; every block sets every one of them.

    Args:
        theme: light, dark or paper.
    """
    return " ".join(f"--{token.name}: {getattr(token, theme)};" for token in TOKENS)
