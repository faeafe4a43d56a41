"""Whose hand writes decisions, and when; where they are written to."""

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import click

from madein.case.opened import Case
from madein.cli.output import note
from madein.parties.decisions.file import (
    Action,
    Decision,
    Decisions,
    append,
    read_decisions,
)
from madein.parties.decisions.making import Hand

by_option = click.option(
    "--by",
    default="",
    help="Who decides; the name you are logged in with if not given.",
)
because_option = click.option("--because", default="", help="Why.")


def now() -> datetime:
    """The time, to the second. Only the command line looks at the clock."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - the one place


def hand(by: str) -> Hand:
    """A person at the keyboard.

    Args:
        by: The name given; empty for the one logged in with.
    """
    name, at = by.strip() or os.environ.get("USER") or "unknown", now()
    plain = re.sub(r"[^\w.@-]+", "-", name)
    return Hand(by=name, at=at, sitting=f"{plain}-{at:%Y%m%dT%H%M%SZ}")


def later(who: Hand) -> Hand:
    """The same person in the same sitting, now.

    Args:
        who: The person.
    """
    return replace(who, at=now())


def decisions_of(opened: Case) -> Decisions:
    """What was decided in a case.

    Args:
        opened: The case.
    """
    return read_decisions(opened.folder / "decisions.jsonl")


def write(opened: Case, new: Sequence[Decision]) -> None:
    """Write decisions, and say what was written.

    Args:
        opened: The case.
        new: The new lines.
    """
    if new:
        append(opened.folder / "decisions.jsonl", *new)
    for line in new:
        note(f"wrote {line.id}: {words(line)}")


VERBS = {
    Action.SAME: "is",
    Action.DIFFERENT: "is not",
    Action.UNSURE: "may be",
    Action.NOT_SANCTIONED: "is not the listed",
    Action.SPLIT: "stands alone, apart from",
}
VERBS_ALONE = {
    Action.NOT_SANCTIONED: "is on no list",
    Action.SPLIT: "stands alone",
}


def words(line: Decision) -> str:
    """What a line says.

    Args:
        line: The line.
    """
    if line.action is Action.UNDO:
        return f"takes back {line.supersedes}"
    if line.right is None:
        return f"{line.left} {VERBS_ALONE[line.action]}"
    return f"{line.left} {VERBS[line.action]} {line.right}"


def build_next(opened: Case) -> None:
    """Say that decisions count from the next build on.

    Args:
        opened: The case.
    """
    note(f"next: madein build {opened.folder}")
