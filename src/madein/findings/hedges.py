"""What the wording of an amount allows, from its printed precision.

| wording | allows |
|---|---|
| at least X | X and above |
| at most X | X and below |
| more than X | above X |
| almost X | one unit of the last printed place below X, up to X without it |
| about X, X | half a unit of the last printed place around X |
| none | zero |
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from madein.values import exact_usd

SCALES = {
    "": Decimal(1),
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
}
WORDING = re.compile(
    r"(?P<hedge>at least|at most|more than|almost|nearly|about|around|)\s*"
    r"\$?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    r"(?P<scale>thousand|million|billion|)\s*(?:USD|dollars)?",
    re.IGNORECASE,
)
Place = Literal["inside", "below", "above", "across"]


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """The amounts a wording allows.

    Attributes:
        low: Lower end; None where there is none.
        high: Upper end; None where there is none.
        holds_low: Whether the lower end itself is allowed.
        holds_high: Whether the upper end itself is allowed.
    """

    low: Decimal | None
    high: Decimal | None
    holds_low: bool = True
    holds_high: bool = True

    def place(self, at_least: Decimal, at_most: Decimal | None) -> Place:
        """Where an interval lies: inside, wholly below or above, or across an end.

        Args:
            at_least: Its lower bound.
            at_most: Its upper bound; None where nothing limits it.
        """
        if self.high is not None and not _below(at_least, self.high, self.holds_high):
            return "above"
        is_limited = self.low is not None and at_most is not None
        if is_limited and not _below(self.low, at_most, self.holds_low):
            return "below"
        fits_low = self.low is None or _below(self.low, at_least, self.holds_low)
        fits_high = self.high is None or (
            at_most is not None and _below(at_most, self.high, self.holds_high)
        )
        return "inside" if fits_low and fits_high else "across"

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

    def words(self) -> str:
        """The amounts in words, with ends that are not allowed themselves.

        Examples:
            >>> Allowed(low=Decimal(0), high=None, holds_low=False).words()
            'more than $0'
            >>> Allowed(low=Decimal(4), high=Decimal(5), holds_high=False).words()
            'from $4 to just below $5'
            >>> Allowed(low=Decimal(0), high=Decimal(0)).words()
            '$0'
        """
        low = "" if self.low is None else _whole(self.low)
        high = "" if self.high is None else _whole(self.high)
        if low == high:
            return low
        if not high:
            return f"{low} or more" if self.holds_low else f"more than {low}"
        if not low:
            return f"{high} or less" if self.holds_high else f"less than {high}"
        until = high if self.holds_high else f"just below {high}"
        return f"from {low} to {until}" if self.holds_low else f"above {low} to {until}"


def _whole(amount: Decimal) -> str:
    return exact_usd(amount).removesuffix(".00")


def _below(low: Decimal, high: Decimal, holds_end: bool) -> bool:  # noqa: FBT001 - private
    return low <= high if holds_end else low < high


def allowed(wording: str) -> Allowed | None:
    """The amounts a wording allows; None for a text that words no amount.

    Args:
        wording: Like `almost 15.5 million USD`.

    Examples:
        >>> allowed("almost 15.5 million USD")
        Allowed(low=Decimal('15400000.0'), high=Decimal('15500000.0'), holds_low=True, holds_high=False)
        >>> allowed("5 million USD").low, allowed("at least $34 million").high
        (Decimal('4500000'), None)
        >>> allowed("a lot"), allowed("15,5 million USD")
        (None, None)
    """
    if wording.strip().lower() == "none":
        return Allowed(low=Decimal(0), high=Decimal(0))
    found = WORDING.fullmatch(wording.strip())
    if found is None:
        return None
    scale = SCALES[found["scale"].lower()]
    printed = Decimal(found["number"].replace(",", ""))
    amount = printed * scale
    unit = Decimal(1).scaleb(int(printed.as_tuple().exponent)) * scale
    match found["hedge"].lower():
        case "at least":
            return Allowed(low=amount, high=None)
        case "at most":
            return Allowed(low=None, high=amount)
        case "more than":
            return Allowed(low=amount, high=None, holds_low=False)
        case "almost" | "nearly":
            return Allowed(low=amount - unit, high=amount, holds_high=False)
        case _:
            half = unit / 2
            return Allowed(low=amount - half, high=amount + half, holds_high=False)
