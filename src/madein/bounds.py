"""Bounds of what is made of other amounts, over every way the open ones may turn out."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

Interval = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True, kw_only=True)
class Amount:
    """What is certain, and what may come to it.

    Attributes:
        certain: What certainly belongs.
        open: What may belong beside it; None where nothing limits it.
    """

    certain: Fraction
    open: Fraction | None

    @classmethod
    def of(
        cls, sums: Iterable[tuple[Decimal | Fraction, Decimal | Fraction | None]]
    ) -> Self:
        """All of some amounts together.

        Args:
            sums: What is certain and what is open of each.
        """
        certain, open_ = Fraction(0), Fraction(0)
        is_limited = True
        for sure, beside in sums:
            certain += Fraction(sure)
            is_limited = is_limited and beside is not None
            open_ += Fraction(beside or 0)
        return cls(certain=certain, open=open_ if is_limited else None)

    @classmethod
    def known(cls, amount: Fraction | Decimal | int) -> Self:
        """An amount that is certain, and all there is.

        Args:
            amount: The amount.
        """
        return cls(certain=Fraction(amount), open=Fraction(0))

    @property
    def most(self) -> Fraction | None:
        """What it may be at most; None where nothing limits it."""
        return None if self.open is None else self.certain + self.open


NO_AMOUNT = Amount(certain=Fraction(0), open=Fraction(0))


def share(mine: Amount, vague: Amount, rest: Amount) -> Interval:
    """Least and greatest share of a part; None for both where there is no whole.

    It is least where nothing open is its own and everything else is there; greatest
    where all that is open is its own, and of the rest only what is certain.

    Args:
        mine: The part.
        vague: What may be of the part or of the rest.
        rest: All else.

    Examples:
        >>> part = Amount(certain=Fraction(2), open=Fraction(0))
        >>> none = Amount(certain=Fraction(0), open=Fraction(0))
        >>> share(part, none, Amount(certain=Fraction(6), open=Fraction(2)))
        (Fraction(1, 5), Fraction(1, 4))
    """
    return _least(mine, vague, rest), _greatest(mine, vague, rest)


def _least(mine: Amount, vague: Amount, rest: Amount) -> Fraction | None:
    if vague.most is None or rest.most is None:
        return Fraction(0)
    whole = mine.certain + vague.most + rest.most
    if whole:
        return mine.certain / whole
    return None if mine.open == 0 else Fraction(1)  # whatever comes is its own


def _greatest(mine: Amount, vague: Amount, rest: Amount) -> Fraction | None:
    if mine.most is None or vague.most is None:
        return Fraction(1)
    part = mine.most + vague.most
    whole = part + rest.certain
    if whole:
        return part / whole
    return None if rest.open == 0 else Fraction(0)  # whatever comes is not its own


def ratio(one: Interval, other: Interval) -> Interval:
    """Least and greatest quotient of two amounts that are not negative.

    Args:
        one: Bounds of what is divided.
        other: Bounds of what it is divided by.

    Examples:
        >>> ratio((Fraction(4), Fraction(6)), (Fraction(2), Fraction(3)))
        (Fraction(4, 3), Fraction(3, 1))
        >>> ratio((Fraction(4), None), (Fraction(0), Fraction(0)))
        (None, None)
    """
    (low, high), (least, most) = one, other
    if low is None or least is None or most == 0:
        return None, None
    at_least = Fraction(0) if most is None else low / most
    at_most = None if high is None or least == 0 else high / least
    return at_least, at_most
