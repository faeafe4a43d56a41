"""How much of what falling origins lost was made up by rising ones, between bounds."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from madein.bounds import Interval
from madein.measure import Sum


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Net change of some imports, and what the origins that fell lost together.

    What rose is what fell and the net change: their ratio is 1 + net / fall.

    Attributes:
        net: After less before, all origins together.
        least: Least that the falling origins lost, wherever unknown origins lie.
        most: The most that they lost.
        is_limited: Whether every row that counts for this end has a value.
    """

    net: Fraction
    least: Fraction
    most: Fraction
    is_limited: bool

    @classmethod
    def together(cls, found: Iterable["Moved"]) -> "Moved":
        """Some changes added up.

        Args:
            found: The changes, each of goods of its own.
        """
        all_ = list(found)
        return cls(
            net=sum((one.net for one in all_), Fraction(0)),
            least=sum((one.least for one in all_), Fraction(0)),
            most=sum((one.most for one in all_), Fraction(0)),
            is_limited=all(one.is_limited for one in all_),
        )


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What came from one origin on one side.

    Attributes:
        origin: The origin; None where not determined.
        side: before or after; None where not determined.
        certain: What certainly belongs.
        open: What may belong beside it; None where nothing limits it.
    """

    origin: str | None
    side: str | None
    certain: Fraction
    open: Fraction | None


def cells_of(found: Sequence[Sum], code: str) -> list[Cell]:
    """The cells of a code, and those that may be of it, by origin and side.

    Args:
        found: Sums by code, origin and side.
        code: The code.
    """
    cells = []
    for one in found:
        own, origin, side = one.cells
        if own not in {code, None}:
            continue
        certain = Fraction(one.certain)
        open_ = None if one.open is None else Fraction(one.open)
        if own is None:  # of this code or of another
            open_ = None if open_ is None else open_ + certain
            certain = Fraction(0)
        cells.append(Cell(origin=origin, side=side, certain=certain, open=open_))
    return cells


def moved(cells: Iterable[Cell], *, most: bool) -> Moved:
    """What moved, where all that is open speaks for a large ratio, or for a small one.

    More after an event never lowers the ratio of what rose to what fell, and more
    before it never raises it. So the largest takes all that may be after, and of
    "before" only what is certain; the smallest the other way round.

    Args:
        cells: What came from each origin on each side.
        most: Whether the largest ratio is asked for.
    """
    fuller = "after" if most else "before"
    sums: dict[tuple[str, str | None], Fraction] = defaultdict(Fraction)
    is_limited = True
    for cell in cells:
        side = cell.side or fuller
        added = cell.certain
        if side == fuller:
            is_limited = is_limited and cell.open is not None
            added += cell.open or 0
        sums[side, cell.origin] += added
    before, after = sums["before", None], sums["after", None]
    origins = {origin for _, origin in sums if origin is not None}
    changes = [sums["after", one] - sums["before", one] for one in origins]
    fall = sum((-change for change in changes if change < 0), Fraction(0))
    net = sum(changes, Fraction(0)) + after - before
    # Unknown origins after an event may be those that fell; those of before may all be
    # lost, too, and of a country that is not seen elsewhere.
    return Moved(
        net=net,
        least=max(fall - after, -net, Fraction(0)),
        most=fall + before,
        is_limited=is_limited,
    )


def replaced(smallest: Moved, largest: Moved) -> Interval:
    """Bounds of what rose by what fell; None for both where nothing can have fallen.

    Args:
        smallest: What moved, where all that is open speaks for a small ratio.
        largest: The same for a large one.
    """
    return _least(smallest), _greatest(largest)


def _least(found: Moved) -> Fraction | None:
    if not found.is_limited:
        return Fraction(0)
    if found.most == 0:
        return None
    return 1 + found.net / (found.least if found.net < 0 else found.most)


def _greatest(found: Moved) -> Fraction | None:
    if not found.is_limited:
        return None
    if found.net > 0:
        return 1 + found.net / found.least if found.least else None
    return 1 + found.net / found.most if found.most else Fraction(0)
