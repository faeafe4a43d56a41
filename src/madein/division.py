"""How concentrated a whole is that is divided, over every way the open parts turn out."""

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from madein.bounds import NO_AMOUNT, Amount, Interval, share


@dataclass(frozen=True, kw_only=True)
class Tail:
    """What many small ones have together, not told apart.

    Attributes:
        amount: What they have together.
        count: How many they are.
        most: What any one of them may have at most; None where nothing limits it.
    """

    amount: Amount
    count: int
    most: Fraction | None


NO_TAIL = Tail(amount=NO_AMOUNT, count=0, most=Fraction(0))


@dataclass(frozen=True, kw_only=True)
class Division:
    """A whole, divided into parts.

    Attributes:
        parts: The parts that are told apart.
        vague: What may be of any part, or of new ones.
        tail: Parts that are not told apart.
    """

    parts: Sequence[Amount]
    vague: Amount = NO_AMOUNT
    tail: Tail = NO_TAIL


def squared_shares(apart: Division, together: Division | None = None) -> Interval:
    """Least and greatest sum of squared shares; None for both where there is no whole.

    It is least where what is vague is spread thin, and what may come to each part comes
    up to a level that all low parts reach. It is greatest where all that is vague goes
    to one part, and of each part either all or nothing comes that may come.

    Args:
        apart: The division.
        together: The same, with those parts as one that may be one.

    Examples:
        >>> known = [Amount.known(n) for n in (31, 20, 10)]
        >>> low, high = squared_shares(Division(parts=known, vague=Amount.known(7)))
        >>> f"{float(low):.4f} {float(high):.4f}"
        '0.3160 0.4204'
    """
    return _thinnest(apart), _thickest(together or apart)


def largest(apart: Division, together: Division | None = None) -> Interval:
    """Least and greatest share of whichever part is the largest; see `squared_shares`.

    Args:
        apart: The division.
        together: The same, with those parts as one that may be one.

    Examples:
        >>> known = [Amount.known(n) for n in (6, 2)]
        >>> largest(Division(parts=known, vague=Amount.known(2)))
        (Fraction(3, 5), Fraction(4, 5))
    """
    return _least_largest(apart), _greatest_largest(together or apart)


def _thinnest(division: Division) -> Fraction | None:
    """The tail is as many equal parts: no other division has so small squares."""
    vague, tail = division.vague.most, division.tail
    if vague is None:
        return Fraction(0)
    parts = [(part.certain, part.most, 1) for part in division.parts]
    if tail.count:
        parts.append((tail.amount.certain, tail.amount.most, tail.count))

    def at(level: Fraction) -> tuple[Fraction, Fraction]:
        squares, whole = Fraction(0), vague
        for certain, most, count in parts:
            part = max(certain, count * level)
            part = part if most is None else min(part, most)
            squares, whole = squares + part * part / count, whole + part
        return squares, whole

    def is_reached(level: Fraction) -> bool:
        squares, whole = at(level)
        return squares <= level * whole

    # Raising a part lowers the sum exactly while it is below `squares / whole`.
    edges = {
        edge / count
        for certain, most, count in parts
        for edge in (certain, most)
        if edge is not None and certain != most
    }
    levels = sorted({Fraction(0), *edges})
    low = levels[max(bisect_left(levels, 1, key=is_reached) - 1, 0)]
    rising = sum(
        count
        for certain, most, count in parts
        if certain <= count * low and (most is None or most > count * low)
    )
    squares, whole = at(low)
    squares, whole = squares - rising * low * low, whole - rising * low
    if not whole:
        return Fraction(1, rising) if rising else None
    squares, whole = at(squares / whole)
    return squares / whole**2


def _thickest(division: Division) -> Fraction | None:
    """The tail is cut into parts of the greatest size: no other has so great squares."""
    limited = [_limited(part) for part in (*division.parts, division.vague)]
    tail, most = _limited(division.tail.amount), division.tail.most
    if tail is None or most is None or None in limited:
        return Fraction(1)
    *parts, (vague, perhaps) = [part for part in limited if part is not None]
    each = min(most, sum(tail))
    squares = sum((certain**2 for certain, _ in parts), each * tail[0])
    whole = sum((certain for certain, _ in parts), tail[0])
    raises = [_raise(certain, more) for certain, more in parts]
    raises.append((tail[1], each * tail[1]))
    if not vague and not perhaps:
        return _greatest_of(squares, whole, raises)
    # Whatever is raised, the vague is best given to the part that is largest then:
    # one of these, or one of the tail, or a new one.
    floor = max((certain for certain, _ in parts), default=Fraction(0))
    takers = [
        (certain, more, raises[:place] + raises[place + 1 :])
        for place, (certain, more) in enumerate(parts)
        if certain + more >= floor
    ]
    found = [
        _greatest_of(
            squares - certain**2 + (certain + vague) ** 2,
            whole + vague,
            [*others, _raise(certain + vague, more + perhaps)],
        )
        for certain, more, others in [*takers, (each, Fraction(0), raises)]
    ]
    return max((one for one in found if one is not None), default=None)


def _limited(amount: Amount) -> tuple[Fraction, Fraction] | None:
    return None if amount.open is None else (amount.certain, amount.open)


Raise = tuple[Fraction, Fraction]  # what comes to the whole, and to the squares
LOOKS = (
    200  # at sets of parts that are raised; after them, a bound that is a little wide
)


def _raise(certain: Fraction, more: Fraction) -> Raise:
    return more, (certain + more) ** 2 - certain**2


def _greatest_of(
    squares: Fraction, whole: Fraction, items: Sequence[Raise]
) -> Fraction | None:
    """Greatest `squares / whole ** 2` over all sets of raises, best set first.

    A raise that is cut in two gives a bound of all sets at once; the sets with it and
    those without it give a closer one.
    """
    items = sorted(
        (item for item in items if item[0]), key=lambda i: i[1] / i[0], reverse=True
    )
    if not whole:
        return Fraction(1) if items else None
    heap = [_look(squares, whole, items)]
    for _ in range(LOOKS):
        bound, squares, whole, items, cut = heapq.heappop(heap)
        if cut is None:
            return -bound
        more, adds = items[cut]
        rest = items[:cut] + items[cut + 1 :]
        heapq.heappush(heap, _look(squares, whole, rest))
        heapq.heappush(heap, _look(squares + adds, whole + more, rest))
    return -heap[0][0]


Look = tuple[Fraction, Fraction, Fraction, list[Raise], int | None]


def _look(squares: Fraction, whole: Fraction, items: list[Raise]) -> Look:
    """A bound of all sets (its negative, for the heap), and which raise it cuts in two."""
    given, cut = (squares, whole, items), None
    bound = None
    for place, (more, adds) in enumerate(items):
        steep = adds / more
        if steep * whole <= 2 * squares:
            break
        if steep * (whole + more) < 2 * (squares + adds):
            bound, cut = steep**2 / (4 * (steep * whole - squares)), place
            break
        squares, whole = squares + adds, whole + more
    if bound is None:
        bound = squares / whole**2
    return -min(bound, Fraction(1)), *given, cut


def _least_largest(division: Division) -> Fraction | None:
    """No part is above the largest that is certain, and everything else is there."""
    vague, tail = division.vague.most, division.tail
    if vague is None:
        return Fraction(0)
    top = max((part.certain for part in division.parts), default=Fraction(0))
    mosts = [part.most for part in division.parts]
    if not top:
        if vague or tail.amount.certain:
            return Fraction(0)
        possible = sum(most != 0 for most in mosts) + tail.count
        return Fraction(1, possible) if possible else None
    whole = sum((top if most is None else min(most, top) for most in mosts), vague)
    small, most = top * tail.count, tail.amount.most
    return top / (whole + (small if most is None else min(most, small)))


def _greatest_largest(division: Division) -> Fraction | None:
    parts, tail = list(division.parts), division.tail
    if tail.most is None:
        return Fraction(1)
    # One of the tail has what one may have at most, and the others have the rest.
    one = Amount(certain=Fraction(0), open=tail.most)
    others = Amount.known(max(tail.amount.certain - tail.most, Fraction(0)))
    rivals = [
        (part, [*parts[:place], *parts[place + 1 :], tail.amount])
        for place, part in enumerate(parts)
    ]
    found = [
        share(part, division.vague, _sum(rest))[1]
        for part, rest in [*rivals, (one, [*parts, others])]
    ]
    return max((one for one in found if one is not None), default=None)


def _sum(amounts: Iterable[Amount]) -> Amount:
    return Amount.of((amount.certain, amount.open) for amount in amounts)
