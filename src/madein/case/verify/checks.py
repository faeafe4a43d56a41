"""What one step of a verification compared, and where the two sides differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from madein.engine import Row
from madein.tables.contract import Table


@dataclass(frozen=True, kw_only=True)
class Check:
    """One step of a verification.

    Attributes:
        what: What was compared with what.
        of: What is counted.
        compared: How many were compared.
        differences: Each difference in a line.
        apart: How many of those compared differ.
    """

    what: str
    of: str
    compared: int
    differences: tuple[str, ...]
    apart: int


def compared(
    what: str, of: str, table: Table, stored: Sequence[Row], again: Sequence[Row]
) -> Check:
    """Two makings of a table, field by field.

    Args:
        what: What is compared with what.
        of: What a row is called.
        table: Its contract, with a key of one column.
        stored: Its rows in the bundle.
        again: Its rows made anew.
    """
    key = table.key[0]
    then, now = ({row[key]: row for row in rows} for rows in (stored, again))
    differences = [
        f"{name}: in the bundle, and not found again"
        for name in then
        if name not in now
    ]
    differences += [
        f"{name}: found again, and not in the bundle"
        for name in now
        if name not in then
    ]
    for name in (name for name in then if name in now):
        differences += [
            f"{name}: {column} {then[name][column]} in the bundle, {now[name][column]} found again"
            for column in table.names
            if then[name][column] != now[name][column]
        ]
    is_apart = {
        name
        for name in then.keys() | now.keys()
        if name not in then or name not in now or then[name] != now[name]
    }
    return Check(
        what=what,
        of=of,
        compared=len(then.keys() | now.keys()),
        differences=tuple(differences),
        apart=len(is_apart),
    )


def check_of(what: str, of: str, compared_: int, differences: Sequence[str]) -> Check:
    """A check of which each difference is about one of those compared."""
    return Check(
        what=what,
        of=of,
        compared=compared_,
        differences=tuple(differences),
        apart=len(differences),
    )
