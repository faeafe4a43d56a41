"""Shares and days as people write them."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from madein.rules.ownership import percent_text


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of a firm, from least to most.

    Attributes:
        low: Least it can be.
        high: Most it can be; as `low` where the share is known.
    """

    low: Fraction
    high: Fraction

    @property
    def says(self) -> str:
        """The share in words."""
        if self == ANY_SHARE:
            return "share not known"
        low = percent_text(self.low)
        return low if self.low == self.high else f"{low} to {percent_text(self.high)}"


ANY_SHARE = Share(low=Fraction(0), high=Fraction(1))


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days from `since` to `until`, both included.

    Attributes:
        since: First day; None where it always was.
        until: Last day; None where it still is.
    """

    since: date | None = None
    until: date | None = None

    def hold(self, day: date) -> bool:
        """Whether a day is one of them.

        Args:
            day: The day.
        """
        begun = self.since is None or self.since <= day
        return begun and (self.until is None or day <= self.until)


_UNKNOWN = {"", "?", "-", "unknown", "n/a", "not known"}
_NUMBER = r"\d+(?:[.,]\d+)?"
_PERCENT = re.compile(rf"({_NUMBER})(?:\s*%)?(?:\s*[-–]\s*({_NUMBER}))?\s*%?")
_PART = re.compile(r"(\d+)\s*/\s*(\d+)")


def read_share(text: str) -> Share | None:
    """A share as people write it; None where the text is none.

    Args:
        text: Percent, a fraction of the whole, a range of percent, or nothing.

    Examples:
        >>> read_share("33,33 %").low, read_share("1/6").high
        (Fraction(3333, 10000), Fraction(1, 6))
        >>> read_share("25-50").high, read_share("unknown") == ANY_SHARE
        (Fraction(1, 2), True)
        >>> read_share("120"), read_share("half")
        (None, None)
    """
    cell = text.strip().lower()
    if cell in _UNKNOWN:
        return ANY_SHARE
    if part := _PART.fullmatch(cell):
        if int(part[2]) == 0:
            return None
        low = high = Fraction(int(part[1]), int(part[2]))
    elif percent := _PERCENT.fullmatch(cell):
        low = Fraction(percent[1].replace(",", ".")) / 100
        high = Fraction((percent[2] or percent[1]).replace(",", ".")) / 100
    else:
        return None
    return Share(low=low, high=high) if 0 <= low <= high <= 1 and high > 0 else None


def may_be_part(text: str) -> bool:
    """Whether a number may be a part of one as well as percent: `0.5`, but not `0.5 %`.

    Args:
        text: A share as written.

    Examples:
        >>> (
        ...     may_be_part("0.5"),
        ...     may_be_part("1"),
        ...     may_be_part("0.5 %"),
        ...     may_be_part("50"),
        ... )
        (True, True, False, False)
    """
    cell = text.strip()
    is_number = re.fullmatch(_NUMBER, cell) is not None
    return is_number and 0 < Fraction(cell.replace(",", ".")) <= 1


def read_days(
    since: Sequence[str], until: Sequence[str]
) -> tuple[Days, Days | None] | None:
    """Days on which something may have been so, and those on which it was for certain.

    Unknown:
        Without a first day it may have begun on any day, and is certain on none.
        Without a last day it still is.

    Args:
        since: First day, month or year, as one or several sources have it.
        until: Last day, month or year.

    Examples:
        >>> may, sure = read_days(["2018"], ["2020-06-30"])
        >>> may.since, sure.since
        (datetime.date(2018, 1, 1), datetime.date(2018, 12, 31))
        >>> read_days([""], ["2020"])[1] is None, read_days(["2020"], ["2018"]) is None
        (True, True)
    """
    began = [_stretch(text) for text in since if text.strip()]
    ended = [_stretch(text) for text in until if text.strip()]
    if None in began or None in ended:
        return None
    starts, ends = list(filter(None, began)), list(filter(None, ended))
    days = Days(
        since=min((first for first, _ in starts), default=None),
        until=max((last for _, last in ends), default=None),
    )
    sure = Days(
        since=max((last for _, last in starts), default=None),
        until=min((first for first, _ in ends), default=None),
    )
    if _is_reversed(days):
        return None
    return days, None if sure.since is None or _is_reversed(sure) else sure


def _is_reversed(days: Days) -> bool:
    return days.since is not None and days.until is not None and days.until < days.since


def _stretch(text: str) -> tuple[date, date] | None:
    """First and last day of a day, month or year; None where the text is neither."""
    found = re.fullmatch(
        r"(?P<y>\d{4})(-(?P<m>\d\d)(-(?P<d>\d\d)(T[\d:.]+Z?)?)?)?"
        r"|(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d{4})",
        text.strip(),
    )
    if found is None:
        return None
    year, month, day = (
        int(found[short] or found[long] or 0)
        for short, long in (("y", "year"), ("m", "month"), ("d", "day"))
    )
    try:
        return _ends(year, month, day)
    except ValueError:  # a day that no calendar has
        return None


def _ends(year: int, month: int, day: int) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)
