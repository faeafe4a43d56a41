"""Charts of time: months held by file, and listings beside shipments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from madein.question import Event
from madein.report.charts import Span, event_layers
from madein.report.drawing import (
    YEARS,
    Mark,
    Spec,
    box,
    channel,
    drawing,
    rectangles,
    words,
)
from madein.report.palette import var
from madein.report.scales import (
    Frame,
    Scale,
    at,
    cut_text,
    fold_text,
    text_width,
    time_scale,
    with_margin,
)
from madein.report.wording import count_text, month_text

HALO: Spec = {"stroke": var("paper"), "strokeWidth": 4}
LANE_STYLE = {"fill": var("ink"), "fontWeight": 600, "align": "left"}


@dataclass(frozen=True, kw_only=True)
class Tick:
    """Shipments of one month under one word.

    Attributes:
        month: First day of the month.
        count: How many shipments.
        fill: Name of their colour.
        says: What they are, in words.
    """

    month: date
    count: int
    fill: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A part of a listing on the time axis.

    Attributes:
        since: Its first day.
        until: Its last day.
        fill: Name of its colour.
        says: What it is, in words.
    """

    since: date
    until: date
    fill: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One regime and test: shipments above, listings below.

    Attributes:
        name: Regime and test.
        ticks: Shipments by month, those of a month in the order of their stack.
        listings: Name of each listed party and the stretches of its listing.
    """

    name: str
    ticks: tuple[Tick, ...]
    listings: tuple[tuple[str, tuple[Stretch, ...]], ...]


def coverage_chart(
    held: Mapping[str, Mapping[date, int]],
    span: tuple[date, date],
    months: Sequence[date],
    frame: Frame,
) -> Spec:
    """A strip per file, with a cell per month: darker the more rows, hatched for none.

    Args:
        held: Rows by name of the file and month.
        span: First and last day of the axis.
        months: First days of the months shown.
        frame: The width it is drawn at.
    """
    frame = with_margin(frame, 0)
    years = time_scale(*span, frame)
    x = channel(years, YEARS)
    marks, texts, top = [], [], 0
    gap = (years.high - years.low) / frame.width * (1 if frame.is_wide else 0.5)
    for name, rows in held.items():
        texts.append(words(name, years.low, top + 7, x, 12, align="left"))
        most = max(rows.values(), default=0)
        for month in months:
            count = rows.get(month, 0)
            says = f"{name}, {month_text(month)}: {count_text(count, 'row')}"
            ends = ((at(month) + gap, at(month) + 1 / 12), (top + 34, top + 18))
            marks.append(box(*ends, _shade(count, most), says))
        top += 42
    y = channel(Scale(low=top, high=0), None)
    layers = [*rectangles(marks, x, y), *texts]
    return drawing(layers, frame, height=top, top=4)


def lanes_chart(
    lanes: Sequence[Lane],
    span: tuple[date, date],
    events: Sequence[Event],
    silent: Sequence[Span],
    frame: Frame,
) -> Spec:
    """Lanes with shipments as ticks by month and listings as bars below them.

    Args:
        lanes: The lanes.
        span: First and last day of the axis.
        events: Days that are marked.
        silent: Stretches without any records.
        frame: The width it is drawn at.
    """
    frame = with_margin(frame, 0)
    years = time_scale(*span, frame)
    x = channel(years, YEARS)
    marks: list[Mark] = []
    texts: list[Spec] = []
    least = 2 * (years.high - years.low) / frame.width  # a day must be seen
    top = 4.0
    for lane in lanes:
        name = fold_text(lane.name, 13, frame.width)
        texts.append(words(name, years.low, top + 8, x, 13, **LANE_STYLE))
        top += 15 * name.count("\n")
        marks += [_silence(stretch, top + 62, 40) for stretch in silent]
        marks += _ticks(lane.ticks, top + 62, 40)
        marks.append(_baseline(years, top + 62))
        top += 70
        for name, stretches in lane.listings:
            beside = _beside(name, stretches, top + 4, x, years, frame)
            if beside is None:  # no room on either side: a line of its own, above
                text = cut_text(name, 12, frame.width)
                beside = words(text, years.low, top + 4, x, 12, align="left", **HALO)
                top += 14
            texts.append(beside)
            # What a copy shows lies over what none decides.
            ordered = sorted(stretches, key=lambda stretch: stretch.fill == "ink")
            marks += [_stretch(stretch, top, least) for stretch in ordered]
            top += 20
        top += 16
    y = channel(Scale(low=top, high=0), None)
    rules, strip = event_layers(events, x, years, frame, top)
    layers = [*rectangles(marks, x, y), *rules, *texts]
    return drawing(layers, frame, height=top, top=strip)


def _shade(count: int, most: int) -> str:
    if not count:
        return var("no-records")
    share = count / most
    return var("mute") if share > 0.5 else var("held2") if share > 0.1 else var("held1")


def _ticks(ticks: Sequence[Tick], foot: float, tall: float) -> list[Mark]:
    totals: dict[date, int] = {}
    for tick in ticks:
        totals[tick.month] = totals.get(tick.month, 0) + tick.count
    most = max(totals.values(), default=1)
    heights = dict.fromkeys(totals, foot)
    marks = []
    for tick in ticks:
        low = heights[tick.month]
        heights[tick.month] = low - tick.count / most * tall
        start = at(tick.month)
        marks.append(
            box(
                (start + 0.02, start + 1 / 12 - 0.02),
                (low, heights[tick.month]),
                var(tick.fill),
                tick.says,
            )
        )
    return marks


def _silence(span: Span, foot: float, tall: float) -> Mark:
    ends = ((at(span.since), at(span.until) + 1 / 12), (foot, foot - tall))
    return box(*ends, var("no-records"), span.words)


def _baseline(years: Scale, foot: float) -> Mark:
    return box((years.low, years.high), (foot + 1, foot), var("line"), "")


def _stretch(stretch: Stretch, top: float, least: float) -> Mark:
    ends = ((at(stretch.since), at(stretch.until)), (top + 8, top))
    (start, end), places = ends
    return box(
        (start, max(end, start + least)), places, var(stretch.fill), stretch.says
    )


def _beside(
    name: str,
    stretches: Sequence[Stretch],
    height: float,
    x: Spec,
    years: Scale,
    frame: Frame,
) -> Spec | None:
    """The name of a listed party, on the side of its bar that has room for it."""
    per_year = frame.width / (years.high - years.low)
    room = text_width(name, 12) + 8
    left = (at(stretches[0].since) - years.low) * per_year
    right = (years.high - at(stretches[-1].until)) * per_year
    if max(left, right) < room:
        return None
    if right > left:
        end = at(stretches[-1].until)
        return words(name, end, height, x, 12, align="left", dx=6, **HALO)
    start = at(stretches[0].since)
    return words(name, start, height, x, 12, align="right", dx=-6, **HALO)
