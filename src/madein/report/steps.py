"""Estimates drawn as what they are: a confidence interval with a mark on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from madein.report.drawing import (
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
from madein.report.scales import Frame, Scale, text_width, with_margin

LINE = 34  # height of one estimate
THICK = 6  # of the interval
TICK = 18  # height of the mark


@dataclass(frozen=True, kw_only=True)
class Step:
    """An estimated ratio.

    Attributes:
        name: What it is called.
        low: Lower end of its 95 % interval.
        high: Its upper end.
        ends: The estimate, without and with rows that may belong.
        text: The estimate as printed.
        says: What it stands for, in words.
        to: Anchor of its figure.
    """

    name: str
    low: Decimal
    high: Decimal
    ends: tuple[Decimal, Decimal]
    text: str
    says: str
    to: str


def step_chart(steps: Sequence[Step], frame: Frame) -> Spec:
    """Ratios under one another, each with its interval, from zero; a rule at 1.

    Args:
        steps: The estimates.
        frame: The width it is drawn at.
    """
    longest = max(text_width(step.name, 13) for step in steps)
    names = int(longest) + 14 if frame.is_wide else 0
    frame = with_margin(frame, names)
    room = (max(text_width(step.text, 12) for step in steps) + 10) / frame.width
    most = float(max(step.high for step in steps)) / (1 - room)
    x = channel(Scale(low=0, high=most), None)
    line = LINE if frame.is_wide else LINE + 8
    height = line * len(steps)
    y = channel(Scale(low=height, high=0), None)
    bands: list[Mark] = []
    marks: list[Mark] = []
    texts: list[Spec] = []
    for place, step in enumerate(steps):
        middle = line * place + line - LINE / 2
        bands.append(_band(step, middle))
        marks.append(_mark(step, middle, most / frame.width))
        style = {"fill": var("ink"), "fontWeight": 400 if names else 600}
        if names:
            texts.append(
                words(step.name, 0, middle, x, 13, align="right", dx=-8, **style)
            )
        else:
            texts.append(words(step.name, 0, middle - 19, x, 13, align="left", **style))
        end = float(step.high)
        texts.append(words(step.text, end, middle, x, 12, align="left", dx=6))
    style = {"stroke": var("event"), "strokeDash": [3, 2], "strokeWidth": 1.2}
    layers = [rule(1, x, 0, height, **style), words("1", 1, -8, x, 12)]
    layers += [*rectangles(bands, x, y), *rectangles(marks, x, y), *texts]
    return drawing(layers, frame, height=height, top=18, bottom=8)


def _band(step: Step, middle: float) -> Mark:
    ends = (float(step.low), float(step.high))
    up = (middle + THICK / 2, middle - THICK / 2)
    return box(ends, up, var("mute"), step.says, step.to)


def _mark(step: Step, middle: float, pixel: float) -> Mark:
    """The mark of the estimate, three pixels wide at least and without words."""
    low, high = map(float, step.ends)
    wider = max(3 * pixel - (high - low), 0) / 2
    up = (middle + TICK / 2, middle - TICK / 2)
    return box((low - wider, high + wider), up, var("ink"), "")
