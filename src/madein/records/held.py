"""Which months the files hold: where they are blind, nothing can be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from madein.engine import Engine
from madein.question import CaseFile, Complete
from madein.values import MONTHS, day_words


@dataclass(frozen=True, kw_only=True)
class Held:
    """What the files of a case hold, all together.

    Attributes:
        first: First day of registration; None where no row has a day.
        last: Last day of registration.
        months: First days of the months with rows.
        vouched: Days for which somebody vouches that nothing is missing.
        cap: Why a file may hold a part of what was asked for; None where nothing
            shows it.
    """

    first: date | None
    last: date | None
    months: frozenset[date]
    vouched: Complete | None
    cap: str | None

    @classmethod
    def of(cls, engine: Engine, case: CaseFile) -> Self:
        """What the files of a case hold.

        Args:
            engine: The engine, with `coverage` and `month_coverage`.
            case: The case.
        """
        ends = engine.rows(
            "select min(first_day) as first, max(last_day) as last, "
            "min(cap) as cap from coverage"
        )[0]
        months = engine.rows(
            "select distinct month from month_coverage where month is not null and rows > 0"
        )
        return cls(
            first=ends["first"],
            last=ends["last"],
            months=frozenset(row["month"] for row in months),
            vouched=case.complete,
            cap=ends["cap"],
        )

    def blind(self, since: date, until: date) -> str | None:
        """Why nothing can be told from the absence of rows; None where it can.

        Args:
            since: First day.
            until: Last day.

        Examples:
            >>> held = Held(
            ...     first=date(2021, 9, 1),
            ...     last=date(2023, 1, 1),
            ...     months=frozenset(),
            ...     vouched=None,
            ...     cap=None,
            ... )
            >>> held.blind(date(2021, 2, 24), date(2022, 2, 23))
            'the records begin on 1 Sep 2021, and are needed from 24 Feb 2021'
        """
        if self.cap is not None:
            return self.cap
        if self._vouches(since, until):
            return None
        if self.first is None or self.last is None:
            return "no row has a day"
        if self.first > since and not self._vouches(since, since):
            return (
                f"the records begin on {day_words(self.first)}, and are needed "
                f"from {day_words(since)}"
            )
        if self.last < until and not self._vouches(until, until):
            return (
                f"the records end on {day_words(self.last)}, and are needed "
                f"to {day_words(until)}"
            )
        empty = [m for m in months_between(since, until) if not self.covers(m)]
        if not empty:
            return None
        named = ", ".join(f"{MONTHS[m.month - 1]} {m.year}" for m in empty[:3])
        more = f" and {len(empty) - 3} more months" if len(empty) > 3 else ""
        return f"the files hold no row of {named}{more}"

    def covers(self, month: date) -> bool:
        """Whether a month has rows, or somebody vouches for all of it.

        Args:
            month: Its first day.
        """
        return month in self.months or self._vouches(month, last_day(month))

    def whole(self, month: date) -> bool:
        """Whether a month is covered from its first to its last day.

        A first or last month of the records may be cut.

        Args:
            month: Its first day.
        """
        if self._vouches(month, last_day(month)):
            return True
        if self.first is None or self.last is None or month not in self.months:
            return False
        return self.first <= month and last_day(month) <= self.last

    def _vouches(self, since: date, until: date) -> bool:
        told = self.vouched
        return told is not None and told.since <= since and until <= told.until


def last_day(month: date) -> date:
    """The last day of a month.

    Args:
        month: Any day of it.
    """
    return months_on(month, 1) - timedelta(days=1)


def months_on(day: date, count: int) -> date:
    """First day of the month that is some months later.

    Args:
        day: A day.
        count: How many months; negative for earlier.

    Examples:
        >>> months_on(date(2022, 2, 24), -12), months_on(date(2022, 12, 5), 1)
        (datetime.date(2021, 2, 1), datetime.date(2023, 1, 1))
    """
    years, month = divmod(day.month - 1 + count, 12)
    return date(day.year + years, month + 1, 1)


def months_between(since: date, until: date) -> Iterator[date]:
    """First days of the months from one day to another.

    Args:
        since: First day.
        until: Last day.
    """
    month = months_on(since, 0)
    while month <= until:
        yield month
        month = months_on(month, 1)


def year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th.

    Args:
        day: The day.

    Examples:
        >>> year_before(date(2022, 2, 24)), year_before(date(2024, 2, 29))
        (datetime.date(2021, 2, 24), datetime.date(2023, 2, 28))
    """
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
