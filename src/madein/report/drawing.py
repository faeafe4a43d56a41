"""The ground of every chart: axes and marks as Vega-Lite.

Every mark's place is worked out here and not by the drawing engine, because that stacks
in silence or, with two ends given, not at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from madein.report.palette import var
from madein.report.scales import Frame, Scale

Spec = dict[str, Any]

FONT = "Source Sans 3, Noto Sans, Noto Sans KR, Noto Sans SC, system-ui, sans-serif"


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


def box(
    x: tuple[float, float], y: tuple[float, float], fill: str, says: str, to: str = ""
) -> Mark:
    """A rectangle from its two ends on each axis.

    Args:
        x: Its left and right end.
        y: Its lower and upper end.
        fill: Colour as SVG writes it.
        says: What it stands for, in words.
        to: Anchor it opens; empty where it opens nothing.
    """
    return Mark(x=x[0], x2=x[1], y=y[0], y2=y[1], fill=fill, says=says, to=to)


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
