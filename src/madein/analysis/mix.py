"""How far the mix of countries of origin shifted at the first event."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal, localcontext
from fractions import Fraction

from madein.bounds import Amount
from madein.breakdown import amounts, cells_of, explained, first_event, side, starts
from madein.engine import Engine
from madein.measure import Answered, Derived, Dimension, Measure, Unit, Value
from madein.question import CaseFile
from madein.values import rows_words

SAMPLES = (
    "{} before, {} after; two samples of one mix differ as well, the more the fewer "
    "they are."
)
SIDES = ("before", "after")
DIGITS = Context(prec=60)  # of logarithms and roots, which no fraction gives
PLACES = Decimal(1).scaleb(-30)


def mix(engine: Engine, case: CaseFile) -> list[Derived]:  # noqa: ARG001 - analyses share one signature
    """Distance of the mix before the first event from the mix since; none without one.

    Args:
        engine: The engine, with `imports`.
        case: The case.
    """
    event = first_event(case)
    if event is None:
        return []
    scope, _ = starts(case)[0]
    measure = Measure(
        name="mix",
        label=f"Imports by country of origin before and after: {event.label}",
        scope=scope,
        basis="origin",
        dimensions=(Dimension(name="origin", sql="origin"), side(event)),
    )
    return [
        Derived(
            name="mix",
            label="Shift of the mix of countries of origin, before and after: "
            f"{event.label} (Jensen-Shannon distance, 0 to 1)",
            unit=Unit.INDEX,
            of=(measure,),
            work=_shift,
            basis="origin",
        )
    ]


def _shift(answers: Sequence[Answered]) -> list[Value]:
    divided = answers[0]
    sides = [amounts(divided, name) for name in SIDES]
    rows = [
        sum(cell.rows for cell in cells_of(divided, name) if cell.cells[1] == name)
        for name in SIDES
    ]
    value = Value(
        at_least=None,
        at_most=None,
        formula=f"distance of the mixes before and after in {divided.whole.id}",
        parts=tuple(cell.id for cell in divided.cells),
        rows=sum(rows),
        caveats=(SAMPLES.format(*(rows_words(count) for count in rows)),),
    )
    if any(_open(known, vague) == 0 == _certain(known) for known, vague in sides):
        return [explained(value)]
    low, high = _bounds(sides)
    return [replace(value, at_least=low, at_most=high)]


Side = tuple[Mapping[str, Amount], Amount]  # what each origin has; what has none


def _bounds(sides: Sequence[Side]) -> tuple[Fraction, Fraction]:
    """Bounds of the distance, from the certain mixes and the shares that are open.

    Greatest: the square of a distance is convex, and never above 1. Least, the better
    of two: a distance is never longer than the way by a third mix, and the open part
    moves a mix farthest where it is of an origin that nothing else has; or, what two
    mixes tell of their side falls by the certain part alone, less what it would tell
    to know which part is open.
    """
    shares = [_open_share(known, vague) for known, vague in sides]
    if Fraction(1) in shares:
        return Fraction(0), Fraction(1)
    one, other = (
        {name: amount.certain / _certain(known) for name, amount in known.items()}
        for known, _ in sides
    )
    sure = [1 - share for share in shares]
    high = _root(1 - sure[0] * sure[1] * (1 - information(one, other)))
    way = distance(one, other) - sum(
        distance({"": Fraction(1)}, {"": 1 - share, "new": share}) for share in shares
    )
    told = information(one, other, (sure[0] / 2, sure[1] / 2))
    open_ = min((shares[0] + shares[1]) / 2, Fraction(1, 2))
    kept = told - _entropy(open_)
    return max(way, _root(kept)), high


def _open_share(known: Mapping[str, Amount], vague: Amount) -> Fraction:
    """The largest part of a side that may be of any origin."""
    certain, open_ = _certain(known), _open(known, vague)
    return Fraction(1) if open_ is None else open_ / (certain + open_)


def _entropy(part: Fraction) -> Fraction:
    """What it tells on average whether a thing is of a part, in bits."""
    return information({"": Fraction(1)}, {"new": Fraction(1)}, (1 - part, part))


def _certain(known: Mapping[str, Amount]) -> Fraction:
    return sum((amount.certain for amount in known.values()), Fraction(0))


def _open(known: Mapping[str, Amount], vague: Amount) -> Fraction | None:
    opens = [vague.most, *(amount.open for amount in known.values())]
    limited = [one for one in opens if one is not None]
    return sum(limited, Fraction(0)) if len(limited) == len(opens) else None


def distance(one: Mapping[str, Fraction], other: Mapping[str, Fraction]) -> Fraction:
    """Jensen-Shannon distance of two mixes: 0 the same, 1 nothing in common.

    Unit:
        Logarithms to base 2; to 30 places, which is far beyond what is stored.

    Args:
        one: Shares of a mix, which add up to 1.
        other: Those of another.

    Examples:
        >>> distance({"KR": Fraction(1)}, {"CN": Fraction(1)})
        Fraction(1, 1)
    """
    return _root(information(one, other))


HALVES = (Fraction(1, 2), Fraction(1, 2))


def information(
    one: Mapping[str, Fraction],
    other: Mapping[str, Fraction],
    weights: tuple[Fraction, Fraction] = HALVES,
) -> Fraction:
    """What a thing's origin tells of which mix it is from, in bits.

    Args:
        one: Shares of a mix, which add up to 1.
        other: Those of another.
        weights: How much there is of either.
    """
    bits = Decimal(0)
    with localcontext(DIGITS):
        for mine, weight in zip((one, other), weights, strict=True):
            for name, part in mine.items():
                both = weights[0] * one.get(name, 0) + weights[1] * other.get(name, 0)
                if part and weight:
                    ratio = _decimal(part * sum(weights) / both)
                    bits += _decimal(weight * part) * ratio.ln() / Decimal(2).ln()
        return Fraction(bits)


def _root(square: Fraction) -> Fraction:
    with localcontext(DIGITS):
        root = _decimal(max(square, Fraction(0))).sqrt()
        return min(Fraction(root.quantize(PLACES)), Fraction(1))


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
