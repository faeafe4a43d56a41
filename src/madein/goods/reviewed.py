"""Predecessors of codes that people reviewed, beside the public tables.

The public tables between editions are too wide for evidence, and miss some of the codes
that matter: docs/goods.md. `data/backcast.csv` says of a few codes what they were before.
"""

from dataclasses import dataclass
from functools import cache

from madein.goods.editions import HELD, Codes, counterparts, read_table

NEWEST = HELD[-1]  # the edition of the reviewed codes


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two codes of different editions that share goods.

    Attributes:
        hs: Code of the edition asked about.
        other: Code of the other edition.
        is_kept: Whether all goods of the first are goods of the second.
    """

    hs: str
    other: str
    is_kept: bool


@cache
def reviewed_pairs(from_edition: str, to_edition: str) -> tuple[Pair, ...]:
    """Reviewed pairs of codes of two editions.

    What holds of the older code's goods is not turned round: what else the newer code
    took in was not reviewed.

    Args:
        from_edition: Edition of the first code of each pair.
        to_edition: Edition of the other.
    """
    rows = read_table("backcast.csv")
    if to_edition == NEWEST:
        return tuple(
            Pair(hs=row["older"], other=row["code"], is_kept=row["scope"] == "same")
            for row in rows
            if row["edition"] == from_edition
        )
    if from_edition == NEWEST:
        return tuple(
            Pair(hs=row["code"], other=row["older"], is_kept=False)
            for row in rows
            if row["edition"] == to_edition
        )
    return ()


@cache
def reviewed(hs: str, from_edition: str, to_edition: str) -> Codes:
    """Codes of another edition that review names for a code, or for those below it.

    Args:
        hs: Up to six digits.
        from_edition: Its edition.
        to_edition: The other edition.

    Examples:
        >>> sorted(reviewed("854150", "HS2017", "HS2022"))
        ['854151', '854159']
    """
    pairs = reviewed_pairs(from_edition, to_edition)
    return frozenset(pair.other for pair in pairs if pair.hs.startswith(hs))


@cache
def kept(hs: str, from_edition: str, to_edition: str) -> str | None:
    """The code of another edition that holds all goods of a code, by review.

    Unknown:
        None where review names none.

    Args:
        hs: Six digits.
        from_edition: Its edition.
        to_edition: The other edition.

    Examples:
        >>> kept("848210", "HS2017", "HS2022"), kept("854150", "HS2017", "HS2022")
        ('848210', None)
    """
    pairs = reviewed_pairs(from_edition, to_edition)
    return next((pair.other for pair in pairs if pair.hs == hs and pair.is_kept), None)


@cache
def meant(hs: str, from_edition: str, to_edition: str) -> Codes | None:
    """Codes of another edition that may hold goods of a code: all that any table names.

    Unknown:
        None where no public table says it.

    Args:
        hs: Up to six digits.
        from_edition: Its edition.
        to_edition: The other edition.
    """
    public = counterparts(hs, from_edition, to_edition)
    return None if public is None else public | reviewed(hs, from_edition, to_edition)
