"""The days before and after an event that the records hold alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from madein.engine import Engine
from madein.question import CaseFile, Event, Period
from madein.records.held import Held, last_day, months_between, months_on, year_before
from madein.values import day_words

DAY = timedelta(days=1)
LEAST = 28  # days, a whole month: a year made of fewer is made up


@dataclass(frozen=True, kw_only=True)
class Windows:
    """The days on either side of an event.

    Attributes:
        before: Days up to the last before the event; None where fewer than a month of
            them are held.
        after: Days from the event on; None where fewer than a month of them are held.
        gap: Why a side is missing, in words; empty where none is.
    """

    before: Period | None
    after: Period | None
    gap: str = ""


def windows(engine: Engine, case: CaseFile, day: date) -> Windows:
    """The longest runs of days before and after a day that the records hold alike.

    Where somebody vouches for the records on both sides of the day, the days vouched
    for are the windows. Else they are months that files of the same vendors hold from
    the first to the last day: what one vendor alone shows, and two together show, are
    not compared.

    Args:
        engine: The engine, with `source`, `coverage` and `month_coverage`.
        case: The case.
        day: First day of "after".
    """
    held = Held.of(engine, case)
    if held.cap is not None:
        return Windows(before=None, after=None, gap=held.cap)
    period, vouched = case.period, held.vouched
    if vouched is not None and vouched.since < day <= vouched.until:
        before = _span(max(period.since, vouched.since), day - DAY)
        after = _span(day, min(period.until, vouched.until))
    else:
        vendors = _vendors(engine)
        alike = vendors.get(months_on(day, 0), "")

        def holds(span: Period) -> bool:
            is_alike = vendors.get(months_on(span.since, 0), "") == alike
            return is_alike and held.blind(span.since, span.until) is None

        before = _run(_pieces(period.since, day - DAY, backwards=True), holds)
        after = _run(_pieces(day, period.until), holds)
    return Windows(
        before=_enough(before), after=_enough(after), gap=_gap(day, before, after)
    )


def _enough(window: Period | None) -> Period | None:
    return None if window is None or days(window) < LEAST else window


def _gap(day: date, before: Period | None, after: Period | None) -> str:
    """Which sides are missing or too short, in words; empty where none is."""
    sides = (("before", before), ("from", after))
    missing = " and ".join(name for name, window in sides if window is None)
    told = (
        f"The days {missing} {day_words(day)} are outside the period, or "
        "not held by files of the same vendors."
    )
    short = [
        f"Of the days {name} {day_words(day)} only {span_words(window)} lie in the "
        f"period and are held alike: {days(window)}, and {LEAST} are needed."
        for name, window in sides
        if window is not None and _enough(window) is None
    ]
    return " ".join([told] * bool(missing) + short)


def _span(since: date, until: date) -> Period | None:
    return Period(since=since, until=until) if since <= until else None


def _run(pieces: Iterator[Period], holds: Callable[[Period], bool]) -> Period | None:
    """All pieces up to the first that is not held, as one."""
    found: list[Period] = []
    for piece in pieces:
        if not holds(piece):
            break
        found.append(piece)
    ends = [day for piece in found for day in (piece.since, piece.until)]
    return Period(since=min(ends), until=max(ends)) if ends else None


def _pieces(since: date, until: date, *, backwards: bool = False) -> Iterator[Period]:
    """The months from one day to another, the first and the last one cut."""
    months = list(months_between(since, until))
    for month in reversed(months) if backwards else months:
        yield Period(since=max(month, since), until=min(last_day(month), until))


def _vendors(engine: Engine) -> dict[date, str]:
    """The vendors whose files have rows in each month."""
    found = engine.rows(
        "select month, string_agg(distinct coalesce(vendor, ''), ', ' "
        "order by coalesce(vendor, '')) as vendors "
        "from month_coverage join source using (source_id) "
        "where month is not null and rows > 0 group by month"
    )
    return {row["month"]: row["vendors"] for row in found}


def same_days(day: date, found: Windows) -> tuple[Period, Period] | str:
    """A year from a day on, or as much as is held of it, and the same days before.

    Args:
        day: First day of "after".
        found: What is held on either side of it.

    Returns:
        The days before and after; or why those before are not held.
    """
    if found.before is None or found.after is None:
        return found.gap
    since = year_before(day)
    if since < found.before.since:
        return (
            f"The records hold the days from {day_words(found.before.since)}, "
            f"and are needed from {day_words(since)}."
        )
    until = min(found.after.until, _year_after(day) - DAY)
    before = Period(since=since, until=min(year_before(until), day - DAY))
    return before, Period(since=day, until=until)


def _year_after(day: date) -> date:
    """The same day a year later; 1 March for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def days(window: Period) -> int:
    """How many days a window has.

    Args:
        window: The window.
    """
    return (window.until - window.since).days + 1


def amid(case: CaseFile, event: Event, spans: Sequence[Period]) -> tuple[str, ...]:
    """The other events that lie in the days asked about, for a reader.

    Args:
        case: The case.
        event: The event asked about.
        spans: The days before and after it.
    """
    return tuple(
        f"{other.label} ({day_words(other.date)}) lies in the days compared."
        for other in case.events
        if other != event
        and any(span.since < other.date <= span.until for span in spans)
    )


def span_words(window: Period) -> str:
    """A window in words.

    Args:
        window: The window.

    Examples:
        >>> span_words(Period(since=date(2021, 2, 24), until=date(2021, 12, 31)))
        '24 Feb 2021 to 31 Dec 2021'
    """
    return f"{day_words(window.since)} to {day_words(window.until)}"


def whole_months(window: Period) -> list[date]:
    """First days of the months that lie in a window from end to end.

    Args:
        window: The window.
    """
    months = months_between(window.since, window.until)
    return [m for m in months if window.since <= m and last_day(m) <= window.until]
