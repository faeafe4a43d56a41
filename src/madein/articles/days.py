"""Days and periods that an English text names."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from madein.articles.day_patterns import day_words, period_pattern
from madein.question import CaseFile, Event

DAY = dt.timedelta(days=1)
LAST_YEAR = re.compile(r"last\s+year", re.IGNORECASE)
NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@dataclass(frozen=True, kw_only=True)
class Days:
    """A period that a text names; what it leaves to another period is in `refers`.

    Attributes:
        start: Where its words begin.
        end: Where they end.
        since: First day; None where it has no beginning.
        until: Last day; None where it has no end.
        refers: `same`, `earlier`, `then`, `since then`, `before` or `after` where it is told from one
            before it in the text; `span` where only its length is told; `vague` where its days
            cannot be told.
        years: For `earlier`, how many years, negative for later ones; for `same`, the
            year it is moved to, or 0; for `span`, its length.
        has_year: Whether its words name a year.
    """

    start: int
    end: int
    since: dt.date | None = None
    until: dt.date | None = None
    refers: str = ""
    years: int = 0
    has_year: bool = True


@dataclass(frozen=True, kw_only=True)
class _Point:
    """What stands at one end of a period.

    Attributes:
        first: Its first day.
        last: Its last day.
        has_year: Whether its words name a year; the year of its days is 1 if not.
    """

    first: dt.date
    last: dt.date
    has_year: bool = True


def periods(
    text: str, case: CaseFile, published: dt.date | None = None
) -> Iterator[Days]:
    """The periods that a sentence names, in order.

    Args:
        text: The sentence.
        case: The case; its events give days to `the invasion` and `February 2022`.
        published: When the text was published; `last year` needs it.
    """
    for found in period_pattern().finditer(text):
        days = _read(found, case, published)
        if days is not None and days.since and days.until and days.until < days.since:
            days = replace(days, since=None, until=None, refers="vague")
        if days is not None:
            yield days


def _read(
    found: re.Match[str], case: CaseFile, published: dt.date | None
) -> Days | None:
    start, end = found.span()
    plain = Days(start=start, end=end)
    if found["vague"]:
        return replace(plain, refers="vague")
    if found["years_to"]:
        many = NUMBERS.index(found["long"].lower()) + 2
        last = int(found["y_end"])
        since, until = dt.date(last - many + 1, 1, 1), dt.date(last, 12, 31)
        return replace(plain, since=since, until=until)
    if found["span"]:
        length = found["length"].lower()
        many = int(length) if length.isdigit() else NUMBERS.index(length) + 2
        return replace(plain, refers="span", years=many)
    if found["same"]:
        if found["same_before"]:
            return replace(plain, refers="earlier", years=1)
        year = int(found["same_year"] or 0)
        return replace(plain, refers="same", years=year)
    if found["earlier"]:
        counts = {"two": 2, "three": 3, "four": 4, "five": 5}
        many = counts.get((found["how_many"] or "").lower(), 1)
        return replace(plain, refers="earlier", years=many)
    if found["later"]:
        counts = {"two": 2, "three": 3, "four": 4, "five": 5}
        many = counts.get((found["ahead"] or "").lower(), 1)
        return replace(plain, refers="earlier", years=-many)
    if found["text"]:
        return replace(plain, refers="text")
    if found["then"]:
        is_open = found["then"].lower().startswith(("since", "after", "from"))
        return replace(plain, refers="since then" if is_open else "then")
    if found["span_before"]:
        many = NUMBERS.index(found["how_long"].lower()) + 2
        return replace(plain, refers="years before", years=many)
    if found["clause"]:
        point = _point(found["clause_day"], case)
        return None if point is None else replace(plain, since=point.first)
    if found["post"] or found["pre"]:
        event = _event_day("the invasion", case)
        if event is None:
            return None
        bounds = (None, event - DAY) if found["pre"] else (event, None)
        return replace(plain, since=bounds[0], until=bounds[1])
    if found["before_it"]:
        return replace(plain, refers="before")
    if found["after_it"]:
        return replace(plain, refers="after")
    if found["relative"]:
        return _relative(plain, found["relative"], published)
    if found["both"]:
        first, last = int(found["a1"]), int(found["a2"])
        if last - first != 1:
            return replace(plain, refers="vague")
        since, until = dt.date(first, 1, 1), dt.date(last, 12, 31)
        return replace(plain, since=since, until=until)
    if found["short"]:
        first, last = int(found["y1"]), int(found["y1"][:2] + found["y2"])
        if last <= first:
            return None
        since, until = dt.date(first, 1, 1), dt.date(last, 12, 31)
        return replace(plain, since=since, until=until)
    return _bounded(plain, found, case, published)


def _relative(plain: Days, words: str, published: dt.date | None) -> Days:
    """`last year` and `this year`, told from the day of publication."""
    if published is None:
        return replace(plain, refers="vague")
    if "last" in words.lower():
        year = published.year - 1
        since, until = dt.date(year, 1, 1), dt.date(year, 12, 31)
        return replace(plain, since=since, until=until)
    return replace(plain, since=dt.date(published.year, 1, 1), until=published)


def _bounded(
    plain: Days, found: re.Match[str], case: CaseFile, published: dt.date | None
) -> Days | None:
    """A period with an end or two that are written out."""
    pairs = (("b1", "b2"), ("s1", "s2"), (None, "u1"), ("i1", "i2"))
    for first, last in pairs:
        ends = [found[group] for group in (first, last) if group and found[group]]
        if ends:
            break
    if published is None and any(LAST_YEAR.search(text) for text in ends):
        return replace(plain, refers="vague")
    if published is not None:
        ends = [LAST_YEAR.sub(str(published.year - 1), text) for text in ends]
    points = [_point(text, case) for text in ends]
    if any(point is None for point in points):
        return None
    low, high = points[0], points[-1]
    if low is None or high is None:
        return None
    if high.has_year and not low.has_year:
        low = _in_year(low, high.first.year)
    days = replace(plain, has_year=low.has_year or high.has_year)
    if found["u1"]:
        word = (found["before"] or "").lower()
        is_open = word in {"before", "prior to"}
        return replace(days, until=high.first - DAY if is_open else high.last)
    if len(points) == 1 and (found["since"] or _is_event(ends[0])):
        since = low.first
        if found["since"] and found["since"].lower().endswith("after"):
            since = _day_after(low, ends[0], case)
        elif not found["since"]:
            return None  # "the war" alone names no days
        return replace(days, since=_from_event(since, low, case))
    if len(points) == 1:
        return replace(days, since=low.first, until=low.last)
    return replace(days, since=_from_event(low.first, low, case), until=high.last)


def _day_after(point: _Point, words: str, case: CaseFile) -> dt.date:
    """The first day of `after` a point: the day of an event itself, else the next."""
    is_event = _is_event(words) or any(e.date == point.first for e in case.events)
    holds_event = any(point.first <= e.date <= point.last for e in case.events)
    return point.first if is_event or holds_event else point.last + DAY


def _from_event(since: dt.date, point: _Point, case: CaseFile) -> dt.date:
    """The day of an event of the case where a month that holds it begins a period."""
    is_month = point.first.day == 1 and 27 <= (point.last - point.first).days <= 30
    held = [e.date for e in case.events if point.first <= e.date <= point.last]
    return held[0] if is_month and since == point.first and len(held) == 1 else since


def _is_event(words: str) -> bool:
    patterns = (w for event in day_words().events for w in event.words)
    return any(re.search(rf"(?:{w})", words, re.IGNORECASE) for w in patterns)


def _event_day(words: str, case: CaseFile) -> dt.date | None:
    """The day of an event that is named without one."""
    for event in day_words().events:
        if any(re.search(w, words, re.IGNORECASE) for w in event.words):
            own: list[Event] = [e for e in case.events if e.name == event.name]
            return own[0].date if own else event.date
    return None


def _point(text: str, case: CaseFile) -> _Point | None:
    """One end of a period; None where no calendar has it."""
    event = _event_day(text, case)
    if event is not None:
        return _Point(first=event, last=event)
    point = _dated(" ".join(text.lower().replace(",", " ").replace(".", " ").split()))
    edge = re.match(r"(?:the\s+)?(end|close|start|beginning)\s", text, re.IGNORECASE)
    if edge is None or point is None:
        return point
    is_end = edge[1].lower() in {"end", "close"}
    day = point.last if is_end else point.first
    return _Point(first=day, last=day, has_year=point.has_year)


def _dated(text: str) -> _Point | None:
    """A day, month, quarter, half or year."""
    if iso := re.search(r"(\d{4})-(\d\d)-(\d\d)", text):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    year = int(years[0]) if years else 1
    if part := re.search(r"\bq([1-4])\b|(\w+)\s+(quarter|half)\b", text):
        number = int(part[1]) if part[1] else day_words().ordinals.get(part[2], 0)
        months = 6 if part[3] == "half" else 3
        return _months(year, (number - 1) * months + 1, months)
    month = next(
        (
            n
            for n, m in enumerate(day_words().months, 1)
            if re.search(rf"\b{m[:3]}", text)
        ),
        None,
    )
    if month is None:
        return _Point(first=dt.date(year, 1, 1), last=dt.date(year, 12, 31))
    number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
    return _day(year, month, int(number[1])) if number else _months(year, month, 1)


def _day(year: int, month: int, day: int) -> _Point | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return _Point(first=found, last=found, has_year=year != 1)


def _months(year: int, month: int, count: int) -> _Point | None:
    if not 1 <= month <= month + count - 1 <= 12:
        return None
    after = month + count
    end = dt.date(year + after // 13, (after - 1) % 12 + 1, 1) - DAY
    return _Point(first=dt.date(year, month, 1), last=end, has_year=year != 1)


def _in_year(point: _Point, year: int) -> _Point:
    return _Point(
        first=moved(point.first, year - point.first.year),
        last=moved(point.last, year - point.last.year),
    )


def moved(day: dt.date, years: int) -> dt.date:
    """The same day of another year; 29 February becomes 28 where there is none.

    Args:
        day: The day.
        years: How many years later.
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
