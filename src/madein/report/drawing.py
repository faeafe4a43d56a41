"""The ground of every chart: frames, axes and marks as Vega-Lite, and SVG from them.

Every mark's place is worked out here and not by the drawing engine, because that stacks
in silence or, with two ends given, not at all.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from madein.report.palette import HATCHES, var

Spec = dict[str, Any]

VEGA_LITE = "6.4"
OFF_SITE = "https://vega.github.io/vega-datasets/"  # vl-convert puts it before any href
FONT = "Source Sans 3, Noto Sans, Noto Sans KR, Noto Sans SC, system-ui, sans-serif"
GLYPH = 0.5  # mean width of a small letter, in units of the size of the type
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One of the two widths a chart is drawn at, in pixels.

    Attributes:
        name: wide or narrow.
        width: Width of the plot.
        left: Room for the labels of the vertical axis.
        right: Room right of the plot.
        ticks: Wanted number of steps of the vertical axis.
    """

    name: str
    width: int
    left: int
    right: int
    ticks: int

    @property
    def is_wide(self) -> bool:
        """Whether it is for a desk."""
        return self.name == "wide"


WIDE = Frame(name="wide", width=820, left=52, right=8, ticks=5)
NARROW = Frame(name="narrow", width=300, left=46, right=6, ticks=3)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A rectangle of a chart.

    Attributes:
        x: Its left end.
        x2: Its right end.
        y: Its lower end.
        y2: Its upper end.
        fill: Colour as SVG writes it.
        says: What it stands for, in words.
        to: Anchor it opens; empty where it opens nothing.
    """

    x: float
    x2: float
    y: float
    y2: float
    fill: str
    says: str
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A number line of a chart.

    Attributes:
        low: Its first value.
        high: Its last value.
        ticks: Values that are marked.
        labels: Their words, as many.
    """

    low: float
    high: float
    ticks: tuple[float, ...] = ()
    labels: tuple[str, ...] = ()


def with_margin(frame: Frame, left: int) -> Frame:
    """The frame with another left margin, as wide as before.

    Args:
        frame: The frame.
        left: Room left of the plot; one pixel at least.
    """
    left = max(left, 1)
    return replace(frame, left=left, width=frame.width + frame.left - left)


def at(day: date) -> float:
    """A day as a point of the time axis, in years.

    Args:
        day: The day.

    Examples:
        >>> at(date(2022, 7, 1))
        2022.5
    """
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def time_scale(since: date, until: date, frame: Frame) -> Scale:
    """The years from one day to the end of another's month.

    Args:
        since: First day.
        until: Last day.
        frame: The width it is drawn at.
    """
    low, high = at(since), at(until.replace(day=1)) + 1 / 12
    years = [y for y in range(int(low), int(high) + 1) if low <= y < high]
    each = 1 if (high - low) * 34 < frame.width else 2
    room = (high - low) / frame.width * (30 if frame.is_wide else 20)
    labels = [
        _year(y, frame) if not (y - years[0]) % each and high - y > room else ""
        for y in years
    ]
    return Scale(low=low, high=high, ticks=tuple(years), labels=tuple(labels))


def money_scale(most: Decimal, frame: Frame) -> Scale:
    """Dollars from zero to a round number that holds the most.

    Args:
        most: The largest value.
        frame: The width it is drawn at.
    """
    rough = max(most, Decimal(1)) / frame.ticks
    unit = Decimal(10) ** rough.adjusted()
    step = next(unit * s for s in STEPS if unit * s >= rough)
    ticks = [step * n for n in range(int(most / step) + 2)]
    if len(ticks) > 2 and ticks[-2] >= most:
        ticks.pop()
    labels = tuple(axis_usd(tick) for tick in ticks)
    return Scale(
        low=0, high=float(ticks[-1]), ticks=tuple(map(float, ticks)), labels=labels
    )


def axis_usd(amount: Decimal) -> str:
    """Dollars beside an axis: no more places than needed, zero as 0.

    Args:
        amount: US dollars.

    Examples:
        >>> axis_usd(Decimal(1500000)), axis_usd(Decimal(0)), axis_usd(Decimal(5000))
        ('$1.5m', '0', '$5,000')
    """
    for unit, suffix in ((10**9, "bn"), (10**6, "m")):
        if amount >= unit:
            return f"${(amount / unit).normalize():f}{suffix}"
    return f"${amount:,.0f}" if amount else "0"


def text_width(text: str, size: float) -> float:
    """About how wide a line of type is, in pixels.

    Args:
        text: The line.
        size: Size of the type.
    """
    wide = sum(1 for character in text if character.isupper())
    full = sum(1 for character in text if ord(character) >= 0x1100)
    return (len(text) + 0.25 * wide + 0.9 * full) * size * GLYPH


def rectangles(marks: Iterable[Mark], x: Spec, y: Spec, **style: object) -> list[Spec]:
    """A layer of rectangles; one layer for those that open something, one for the rest.

    Args:
        marks: The rectangles.
        x: Channel of the horizontal axis.
        y: Channel of the vertical axis.
        style: More properties of the mark.
    """
    layers = []
    marks = list(marks)
    for opens in (False, True):
        values = [
            {"x": m.x, "x2": m.x2, "y": m.y, "y2": m.y2, "f": m.fill, "d": m.says}
            | ({"h": f"#{m.to}"} if opens else {})
            for m in marks
            if bool(m.to) == opens
        ]
        channels = {
            "x": {"field": "x", **x},
            "x2": {"field": "x2"},
            "y": {"field": "y", **y},
            "y2": {"field": "y2"},
            "fill": {"field": "f", "type": "nominal", "scale": None},
            "description": {"field": "d"},
        }
        if opens:
            channels["href"] = {"field": "h"}
        if values:
            mark = {"type": "rect", **style}
            layers.append(
                {"data": {"values": values}, "mark": mark, "encoding": channels}
            )
    return layers


def words(
    text: str, x: float, y: float, channel: Spec, size: float = 12, **style: object
) -> Spec:
    """A layer with one text at a point of the horizontal axis and a height in pixels.

    Args:
        text: The text; a new line where it breaks.
        x: Where, on the horizontal axis.
        y: Pixels below the top of the plot.
        channel: Channel of the horizontal axis.
        size: Size of the type.
        style: More properties of the mark.
    """
    lines = text.split("\n")
    mark = {
        "type": "text",
        "text": lines if len(lines) > 1 else text,
        "fontSize": size,
        "fill": var("mute"),
        "baseline": "middle",
        "lineHeight": 15,
        "aria": False,
        **style,
    }
    channels = {"x": {"field": "x", **channel}, "y": {"value": y}}
    return {"data": {"values": [{"x": x}]}, "mark": mark, "encoding": channels}


def rule(x: float, channel: Spec, top: float, bottom: float, **style: object) -> Spec:
    """A layer with one upright rule.

    Args:
        x: Where, on the horizontal axis.
        channel: Channel of the horizontal axis.
        top: Pixels below the top of the plot where it begins.
        bottom: Pixels below the top of the plot where it ends.
        style: More properties of the mark.
    """
    channels = {
        "x": {"field": "x", **channel},
        "y": {"value": top},
        "y2": {"value": bottom},
    }
    mark = {"type": "rule", "aria": False, **style}
    return {"data": {"values": [{"x": x}]}, "mark": mark, "encoding": channels}


def channel(scale: Scale, axis: Spec | None) -> Spec:
    """A channel of numbers on a scale.

    Args:
        scale: The number line.
        axis: Its axis; None hides it.
    """
    if axis is not None and scale.ticks:
        # Labels are chosen here, not by the engine: their words are data to it.
        pairs = zip(scale.ticks, scale.labels, strict=True)
        picks = "".join(f"datum.value==={tick!r}?{label!r}:" for tick, label in pairs)
        axis = {**axis, "values": list(scale.ticks), "labelExpr": f"{picks}''"}
    domain = {"domain": [scale.low, scale.high], "nice": False, "zero": False}
    title = {"title": None}
    return {
        "type": "quantitative",
        "scale": domain,
        "axis": None if axis is None else {**axis, **title},
        **title,
    }


YEARS: Spec = {
    "grid": False,
    "domainColor": var("mute"),
    "tickColor": var("mute"),
    "tickSize": 16,
    "labelAlign": "left",
    "labelPadding": -11,
    "labelOffset": 4,
    "labelFontSize": 12,
    "labelColor": var("mute"),
    "labelOverlap": False,
    "labelBound": False,
    "labelFlush": False,
}
MONEY: Spec = {
    "grid": True,
    "gridColor": var("grid"),
    "domain": False,
    "ticks": False,
    "labelPadding": 6,
    "labelFontSize": 12,
    "labelColor": var("mute"),
    "labelOverlap": False,
}


def drawing(
    layers: list[Spec],
    frame: Frame,
    *,
    height: float,
    top: float = 8,
    bottom: float = 24,
) -> Spec:
    """A whole specification, its size fixed to the pixel.

    Args:
        layers: Its layers, from the back to the front.
        frame: The width it is drawn at.
        height: Height of the plot.
        top: Room above the plot.
        bottom: Room below the plot.
    """
    return {
        "width": frame.width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": {
            "left": frame.left,
            "right": frame.right,
            "top": top,
            "bottom": bottom,
        },
        "background": None,
        "config": {"view": {"stroke": None}, "font": FONT},
        "layer": layers,
    }


def svg(spec: Spec, name: str) -> str:
    """A specification as SVG that may stand inside a page.

    Args:
        spec: The specification.
        name: Short name that no other drawing of the page has.
    """
    import vl_convert

    text = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    text = text.replace(f'<a xlink:href="{OFF_SITE}#', '<a tabindex="-1" href="#')
    text = re.sub(
        r'(aria-label="([^"]*)" role="graphics-symbol"[^>]*?)/>', _titled, text
    )
    text = re.sub(r' (?:d|transform)="[^"]*"', _shortened, text)
    text = re.sub(r"<path [^>]*display=\"none\"/>", "", text)
    text = text.replace(' pointer-events="none"', "").replace(' opacity="1"', "")
    text = re.sub(r' font-family="[^"]*"', "", text)  # the page names its fonts
    for hatch in HATCHES:
        text = text.replace(f"url(#{hatch})", f"url(#{hatch}-{name})")
    head = '<svg class="marks" aria-hidden="false" focusable="false"'
    text = re.sub(r"^<svg [^>]*?(?= width=)", head, text)
    return text.replace("><g ", f">{_patterns(name)}<g ", 1)


def _titled(found: re.Match[str]) -> str:
    return f"{found[1]}><title>{found[2]}</title></path>"


def _shortened(found: re.Match[str]) -> str:
    return re.sub(r"(\.\d\d)\d+", r"\1", found[0])


def _patterns(name: str) -> str:
    """The two hatches: wide for months without records, dense for what is unknown."""
    return (
        f'<defs><pattern id="no-records-{html.escape(name)}" width="7" height="7" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="7" height="7" fill="var(--band)"/>'
        '<path d="M0,0V7" stroke="var(--line)" stroke-width="2.4"/></pattern>'
        f'<pattern id="unknown-{html.escape(name)}" width="4" height="4" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        '<rect width="4" height="4" fill="var(--paper)"/>'
        '<path d="M0,0V4" stroke="var(--mute)" stroke-width="2"/></pattern></defs>'
    )


def _year(year: int, frame: Frame) -> str:
    return str(year) if frame.is_wide else f"’{year % 100:02d}"
