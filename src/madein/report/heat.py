"""Fields of a table drawn darker where they hold more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from madein.report.drawing import Spec, box, channel, drawing, rectangles, words
from madein.report.palette import var
from madein.report.scales import Frame, Scale, cut_text, text_width, with_margin
from madein.report.wording import floor_text

HEIGHT = 30  # of a field
SHADES = (8, 16, 24, 34, 45)  # per cent of ink; words on the darkest stay readable
OUTLINE = {"stroke": var("paper"), "strokeWidth": 2}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A field of the table.

    Attributes:
        down: Its place from the top.
        across: Its place from the left.
        value: US dollars, the lower bound.
        says: What it stands for, in words.
        to: Anchor of its figure.
    """

    down: int
    across: int
    value: Decimal
    says: str
    to: str


def heat_chart(
    cells: Sequence[Cell], downs: Sequence[str], acrosses: Sequence[str], frame: Frame
) -> Spec:
    """Fields in rows and columns, each with its amount; empty ones are left out.

    Args:
        cells: The fields.
        downs: Names of the rows, from the top.
        acrosses: Names of the columns, from the left.
        frame: The width it is drawn at.
    """
    names = int(max((text_width(name, 12.5) for name in downs), default=0)) + 14
    frame = with_margin(frame, min(names, 160 if frame.is_wide else 84))
    wide = frame.width / max(len(acrosses), 1)
    height = HEIGHT * len(downs)
    x = channel(Scale(low=0, high=max(len(acrosses), 1)), None)
    y = channel(Scale(low=max(len(downs), 1), high=0), None)
    most = max((cell.value for cell in cells), default=Decimal(1))
    marks = [
        box(
            (cell.across, cell.across + 1),
            (cell.down + 1, cell.down),
            _shade(cell.value, most),
            cell.says,
            cell.to,
        )
        for cell in cells
    ]
    texts: list[Spec] = []
    ink = {"fill": var("ink")}
    for cell in cells:
        text = floor_text(cell.value) if frame.is_wide else short_usd(cell.value)
        middle = HEIGHT * (cell.down + 0.5)
        texts.append(words(text, cell.across + 0.5, middle, x, 11.5, **ink))
    for place, name in enumerate(downs):
        text = cut_text(name, 12.5, frame.left - 8)
        middle = HEIGHT * (place + 0.5)
        texts.append(words(text, 0, middle, x, 12.5, align="right", dx=-8, **ink))
    for place, name in enumerate(acrosses):
        text = cut_text(name, 12, wide - 2)
        texts.append(words(text, place + 0.5, -10, x, 12, **ink))
    layers = [*rectangles(marks, x, y, **OUTLINE), *texts]
    return drawing(layers, frame, height=max(height, 1), top=24, bottom=8)


def short_usd(amount: Decimal) -> str:
    """Dollars where there is little room, rounded down.

    Args:
        amount: US dollars.

    Examples:
        >>> (
        ...     short_usd(Decimal(11887683)),
        ...     short_usd(Decimal(899999)),
        ...     short_usd(Decimal(7)),
        ... )
        ('11.8m', '899k', '7')
    """
    for unit, suffix, last in ((10**6, "m", "0.1"), (10**3, "k", "1")):
        if amount >= unit:
            return f"{(amount / unit).quantize(Decimal(last), ROUND_FLOOR):,}{suffix}"
    return f"{amount.quantize(Decimal(1), ROUND_FLOOR)}"


def _shade(value: Decimal, most: Decimal) -> str:
    share = (value / most).sqrt() if most else Decimal(0)  # small fields differ, too
    place = min(int(share * len(SHADES)), len(SHADES) - 1)
    return f"color-mix(in srgb, var(--c1) {SHADES[place]}%, var(--paper))"
