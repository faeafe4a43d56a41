"""The amounts a wording allows, and where the bounds of a figure lie among them."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal

from madein.values import Unit, exact_text, exact_usd

Place = Literal["inside", "below", "above", "across"]


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """The amounts a wording allows.

    A number that ends in zeros may have been rounded there. What it then allows beside
    its own amounts is neither in nor out: it may be allowed.

    Attributes:
        low: Lower end; None where there is none.
        high: Upper end; None where there is none.
        holds_low: Whether the lower end itself is allowed.
        holds_high: Whether the upper end itself is allowed.
        maybe_low: Lower end of what may be allowed; None where that is `low`.
        maybe_high: Upper end of what may be allowed; None where that is `high`.
        unit: What the wording counts; None for a number alone.
    """

    low: Decimal | None
    high: Decimal | None
    holds_low: bool = True
    holds_high: bool = True
    maybe_low: Decimal | None = None
    maybe_high: Decimal | None = None
    unit: Unit | None = None

    @property
    def has_two_ends(self) -> bool:
        """Whether it names an amount, rather than a limit."""
        return self.low is not None and self.high is not None

    def place(self, at_least: Decimal, at_most: Decimal | None) -> Place:
        """Where an interval lies: inside, wholly below or above, or across an end.

        Args:
            at_least: Its lower bound.
            at_most: Its upper bound; None where nothing limits it.
        """
        top = self.high if self.maybe_high is None else self.maybe_high
        if top is not None and not _below(at_least, top, self.holds_high):
            return "above"
        bottom = self.low if self.maybe_low is None else self.maybe_low
        is_limited = bottom is not None and at_most is not None
        if is_limited and not _below(bottom, at_most, self.holds_low):
            return "below"
        fits_low = self.low is None or _below(self.low, at_least, self.holds_low)
        fits_high = self.high is None or (
            at_most is not None and _below(at_most, self.high, self.holds_high)
        )
        return "inside" if fits_low and fits_high else "across"

    def is_rounding(self, at_least: Decimal, at_most: Decimal | None) -> bool:
        """Whether an interval lies wholly where the number may have been rounded.

        Args:
            at_least: Its lower bound.
            at_most: Its upper bound; None where nothing limits it.
        """
        if self.place(at_least, at_most) != "across":
            return False
        is_over = self.high is not None and not _below(
            at_least, self.high, self.holds_high
        )
        is_limited = self.low is not None and at_most is not None
        return is_over or (is_limited and not _below(self.low, at_most, self.holds_low))

    def margin(self, at_least: Decimal, at_most: Decimal | None) -> Decimal | None:
        """Distance to the nearest end; negative where the interval goes beyond it.

        Args:
            at_least: Lower bound of the interval.
            at_most: Its upper bound; None where nothing limits it.
        """
        place = self.place(at_least, at_most)
        if place == "above" and self.high is not None:
            return self.high - at_least
        if place == "below" and self.low is not None and at_most is not None:
            return at_most - self.low
        rooms = []
        if self.low is not None:
            rooms.append(at_least - self.low)
        if self.high is not None and at_most is not None:
            rooms.append(self.high - at_most)
        return min(rooms, default=None)

    def words(self, unit: Unit | None) -> str:
        """The amounts in words, with ends that are not allowed themselves.

        Args:
            unit: What they are counted in; None for a bare number.

        Examples:
            >>> Allowed(low=Decimal(0), high=None, holds_low=False).words(Unit.USD)
            'more than $0'
            >>> four = Allowed(
            ...     low=Decimal("3.5"), high=Decimal("4.5"), holds_high=False
            ... )
            >>> four.words(Unit.USD), four.words(Unit.ROWS)
            ('from $3.50 to just below $4.50', '4 rows')
            >>> seventy = Allowed(low=Decimal("0.695"), high=Decimal("0.705"))
            >>> seventy.words(Unit.SHARE)
            'from 69.5% to 70.5%'
        """
        is_count = unit in {None, Unit.ROWS, Unit.DECLARATIONS}
        return _told(self._counted() if is_count else self, unit)

    def _counted(self) -> "Allowed":
        """The same for whole numbers, whose ends are allowed themselves."""
        low, high = self.low, self.high
        if low is not None:
            low = _up(low) if self.holds_low or low % 1 else low + 1
        if high is not None:
            high = _down(high) if self.holds_high or high % 1 else high - 1
        return Allowed(
            low=low,
            high=high,
            maybe_low=None if self.maybe_low is None else _up(self.maybe_low),
            maybe_high=None if self.maybe_high is None else _down(self.maybe_high),
        )


def _told(given: Allowed, unit: Unit | None) -> str:
    low = "" if given.low is None else _end(given.low, unit)
    high = "" if given.high is None else _end(given.high, unit)
    if low == high:
        return low + _perhaps(given, unit)
    if not high:
        return f"{low} or more" if given.holds_low else f"more than {low}"
    if not low:
        return f"{high} or less" if given.holds_high else f"less than {high}"
    until = high if given.holds_high else f"just below {high}"
    told = f"from {low} to {until}" if given.holds_low else f"above {low} to {until}"
    return told + _perhaps(given, unit)


def _perhaps(given: Allowed, unit: Unit | None) -> str:
    ends = [
        f"{word} {_end(end, unit)}"
        for word, end in (("from", given.maybe_low), ("to", given.maybe_high))
        if end is not None
    ]
    return f" (perhaps {' '.join(ends)}, if rounded)" if ends else ""


def _up(amount: Decimal) -> Decimal:
    return amount.to_integral_value(ROUND_CEILING)


def _down(amount: Decimal) -> Decimal:
    return amount.to_integral_value(ROUND_FLOOR)


def _end(amount: Decimal, unit: Unit | None) -> str:
    """An end of what is allowed, as far as it goes."""
    if unit is None:
        return f"{amount.normalize():,f}"
    if unit is Unit.USD:
        return exact_usd(amount).removesuffix(".00")
    if unit is Unit.SHARE:
        return f"{(amount * 100).normalize():,f}%"
    if unit is Unit.RATIO:
        return f"{amount.normalize():,f} times"
    return exact_text(amount, unit)


def _below(low: Decimal, high: Decimal, holds_end: bool) -> bool:  # noqa: FBT001 - private
    return low <= high if holds_end else low < high
