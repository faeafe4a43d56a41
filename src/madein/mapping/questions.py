"""What a person is asked where a file does not say, and what she answered."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from madein.errors import Fault


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that only a person can know.

    Attributes:
        what: What is not known, with cells as found.
        choices: Each answer, and the flag that gives it.
    """

    what: str
    choices: Mapping[str, str]

    def fault(self, where: str) -> Fault:
        """The question as a message with the flags that settle it.

        Args:
            where: The file and line.
        """
        flags = "  or  ".join(dict.fromkeys(self.choices.values()))
        return Fault(what=self.what, where=where, fix=flags)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a person said about a file.

    Attributes:
        columns: Field of each heading; also `unused` and `total`.
        dates: Orders of day, month and year; empty where not said.
        country: Country of the declarations, as ISO code.
        direction: Import or export.
        currency: Currency of the values whose heading names none.
        zone: Zone of the declarations.
        layout: Name of the layout.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[str, ...] = ()
    country: str = ""
    direction: str = ""
    currency: str = ""
    zone: str = ""
    layout: str = ""

    def with_flags(self, flags: str) -> "Answers":
        """These answers and one more, given as the flags of the command line.

        Args:
            flags: The flags, like `--set 'Column 3=hs'`.
        """
        answers, words = self, iter(shlex.split(flags))
        for flag, value in zip(words, words, strict=True):
            answers = answers._with(flag.removeprefix("--"), value)
        return answers

    def _with(self, name: str, value: str) -> "Answers":
        if name == "set":
            heading, _, role = value.rpartition("=")
            return replace(self, columns={**self.columns, heading: role})
        if name == "dates":
            return replace(self, dates=(*self.dates, value))
        return replace(self, **{name: value})


NO_ANSWERS = Answers()


def setting(heading: str, role: str) -> str:
    """The flag that gives a column its role.

    Args:
        heading: Heading of the column.
        role: A field, `unused` or `total`.
    """
    return f"--set {shlex.quote(f'{heading}={role}')}"
