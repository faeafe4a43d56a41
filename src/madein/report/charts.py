"""Charts of money: value by quarter and country, before and after, ranked bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from madein.question import Event
from madein.report.drawing import (
    MONEY,
    YEARS,
    Mark,
    Spec,
    box,
    channel,
    drawing,
    rectangles,
    rule,
    words,
)
from madein.report.palette import var
from madein.report.scales import (
    Frame,
    Scale,
    at,
    cut_text,
    money_scale,
    text_width,
    time_scale,
    with_margin,
)
from madein.report.wording import floor_text, month_text
from madein.values import day_words

STRIP = 18  # height of one line of the strip above the plot
HALO = {"stroke": var("paper"), "strokeWidth": 3.2}
OUTLINE = {"stroke": var("paper"), "strokeWidth": 0.7}


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A value that is drawn.

    Attributes:
        key: What it is ranked, stacked or paired by.
        name: Its label.
        value: The lower bound.
        fill: Name of its colour.
        says: What it stands for, in words.
        to: Anchor of its figure.
        most: The upper bound, drawn where it is higher; None draws none.
        text: Its amount in words; empty for the lower bound in US dollars.
    """

    key: str
    name: str
    value: Decimal
    fill: str
    says: str
    to: str
    most: Decimal | None = None
    text: str = ""

    @property
    def end(self) -> Decimal:
        """Where it ends, with what may belong."""
        return self.value if self.most is None else max(self.most, self.value)

    @property
    def amount(self) -> str:
        """Its amount as printed."""
        return self.text or floor_text(self.value)


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of whole months.

    Attributes:
        since: First day of its first month.
        until: First day of its last month.
        words: What is said about it.
    """

    since: date
    until: date
    words: str


def quarters_chart(
    bars: Sequence[Bar],
    span: tuple[date, date],
    events: Sequence[Event],
    silent: Sequence[Span],
    frame: Frame,
) -> Spec:
    """Value per quarter, stacked in the order of the bars.

    Args:
        bars: The values; the key of each is its quarter.
        span: First and last day of the axis.
        events: Days that are marked.
        silent: Stretches without any records.
        frame: The width it is drawn at.
    """
    height = 300 if frame.is_wide else 220
    marks, most = _stacked(bars, gap=2 * (span[1] - span[0]).days / 365 / frame.width)
    years, money = time_scale(*span, frame), money_scale(most, frame)
    x, y = channel(years, YEARS), channel(money, MONEY)
    layers = [*_silence(silent, x, y, money, frame, height, years)]
    layers += rectangles(marks, x, y, **OUTLINE)
    strip, top = event_layers(events, x, years, frame, height)
    return drawing([*layers, *strip], frame, height=height, top=top)


def pairs_chart(rows: Sequence[tuple[str, Sequence[Bar]]], frame: Frame) -> Spec:
    """Pairs of bars under one another, each pair with a name and its amounts.

    Args:
        rows: Name of each pair and its bars.
        frame: The width it is drawn at.
    """
    drawn = [bar for _, bars in rows for bar in bars]
    most = max((bar.end for bar in drawn), default=Decimal(1))
    longest = max((text_width(name, 13) for name, _ in rows), default=0)
    thick, names = (15, min(int(longest) + 14, 270)) if frame.is_wide else (14, 0)
    frame = with_margin(frame, names)
    room = max((text_width(bar.amount, 12) for bar in drawn), default=0) + 10
    x = channel(_with_room(most, max(room, 80) / frame.width), None)
    marks, texts, top = [], [], 0.0
    for name, bars in rows:
        if names:
            texts.append(_name(name, top + thick * len(bars) / 2, x))
        else:
            texts.append(_name(cut_text(name, 13, frame.width), top + 8, x, above=True))
            top += 18
        for bar in bars:
            marks += _lying(bar, top, thick)
            texts.append(_amount(bar, top + thick / 2, x))
            top += thick
        top += 12
    height = max(top - 12, 1)
    y = channel(Scale(low=height, high=0), None)
    layers = rectangles(marks, x, y, **OUTLINE)
    return drawing([*layers, *texts], frame, height=height, bottom=8)


def event_layers(
    events: Sequence[Event], x: Spec, years: Scale, frame: Frame, height: float
) -> tuple[list[Spec], float]:
    """Rules for events with their names in a strip above the plot, and its height.

    Args:
        events: The events.
        x: Channel of the time axis.
        years: Scale of the time axis.
        frame: The width it is drawn at.
        height: Height of the plot.
    """
    layers: list[Spec] = []
    ends: list[float] = []  # right end of the last name on each line of the strip
    per_year = frame.width / (years.high - years.low)
    for event in sorted(events, key=lambda event: event.date):
        if not years.low <= at(event.date) <= years.high:
            continue
        text = f"{event.label}, {day_words(event.date)}"
        place, wide = (at(event.date) - years.low) * per_year, text_width(text, 12.5)
        left = min(max(place - wide / 2, 0), max(frame.width - wide, 0))
        line = next((n for n, end in enumerate(ends) if end + 12 < left), len(ends))
        ends[line : line + 1] = [left + wide]
        style = {"stroke": var("event"), "strokeDash": [3, 2], "strokeWidth": 1.2}
        foot = -STRIP * line - 3
        layers.append(rule(at(event.date), x, foot, height, **HALO))
        layers.append(rule(at(event.date), x, foot, height, **style))
        style = {"fill": var("event"), "fontWeight": 600, "align": "left"}
        start = years.low + left / per_year
        layers.append(words(text, start, foot - 9, x, 12.5, **style))
    return layers, max(STRIP * len(ends) + 6, 10)


def silence_words(span: Span, period: tuple[date, date]) -> str:
    """What is said about months without records.

    Args:
        span: The months.
        period: First and last day asked about.
    """
    if span.until == period[1].replace(day=1):
        before = span.since.month - 1 or 12
        year = span.since.year - (span.since.month == 1)
        return f"No records held after {month_text(date(year, before, 1))}"
    if span.since == period[0].replace(day=1):
        after = span.until.month % 12 + 1
        year = span.until.year + (span.until.month == 12)
        return f"No records held before {month_text(date(year, after, 1))}"
    if span.since == span.until:
        return f"No records held for {month_text(span.since)}"
    return f"No records held from {month_text(span.since)} to {month_text(span.until)}"


def _stacked(bars: Sequence[Bar], gap: float) -> tuple[list[Mark], Decimal]:
    """Rectangles of a stack, and the height of the highest stack."""
    heights: dict[str, Decimal] = {}
    marks = []
    for bar in bars:
        start = int(bar.key[:4]) + (int(bar.key[-1]) - 1) / 4
        low = heights.get(bar.key, Decimal(0))
        heights[bar.key] = low + bar.value
        marks.append(
            box(
                (start + gap / 2, start + 0.25 - gap / 2),
                (float(low), float(low + bar.value)),
                var(bar.fill),
                bar.says,
                bar.to,
            )
        )
    return marks, max(heights.values(), default=Decimal(0))


def _silence(
    silent: Sequence[Span],
    x: Spec,
    y: Spec,
    money: Scale,
    frame: Frame,
    height: float,
    years: Scale,
) -> list[Spec]:
    layers: list[Spec] = []
    per_year = frame.width / (years.high - years.low)
    for span in silent:
        low, high = at(span.since), at(span.until) + 1 / 12
        ends = ((low, high), (money.low, money.high))
        mark = box(*ends, var("no-records"), span.words)
        layers += rectangles([mark], x, y)
        wide, middle = (high - low) * per_year, (low + high) / 2
        text = _broken(span.words)
        halo: Spec = {"stroke": var("band"), "strokeWidth": 4}
        if wide > 8 + max(text_width(line, 12) for line in text.split("\n")):
            layers.append(words(text, middle, height / 2 - 15, x, **halo))
        elif wide >= 11 and " to " not in span.words and " for " not in span.words:
            # A gap inside the period shares its quarter with bars: the line below
            # the chart names it.
            upright: Spec = {"angle": 270, **halo}
            layers.append(words(span.words, middle, height / 2, x, 12, **upright))
    return layers


def _broken(text: str) -> str:
    """A text in lines of two or three words."""
    first, _, rest = text.partition(" held ")
    return f"{first}\nheld {rest.replace(' ', chr(10), 1)}"


def _with_room(most: Decimal, room: float) -> Scale:
    """Numbers from zero, with room for an amount right of the longest bar."""
    return Scale(low=0, high=float(most or 1) / (1 - room))


def _lying(bar: Bar, top: float, thick: float) -> list[Mark]:
    """The bar, and hatched what may belong, without words: the bar says it."""
    up = (top + thick, top)
    marks = [box((0, float(bar.value)), up, var(bar.fill), bar.says, bar.to)]
    if bar.end > bar.value:
        open_ = (float(bar.value), float(bar.end))
        marks.append(box(open_, up, var("unknown"), ""))
    return marks


def _name(text: str, height: float, x: Spec, *, above: bool = False) -> Spec:
    style = {"fill": var("ink"), "fontWeight": 600 if above else 400}
    if above:
        return words(text, 0, height, x, 13, align="left", **style)
    return words(
        cut_text(text, 13, 256), 0, height, x, 13, align="right", dx=-8, **style
    )


def _amount(bar: Bar, height: float, x: Spec) -> Spec:
    return words(bar.amount, float(bar.end), height, x, 12, align="left", dx=5)
