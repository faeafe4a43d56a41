"""The two widths a chart is drawn at, and its number lines."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

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
    return (len(text) + 0.15 * wide + 0.9 * full) * size * GLYPH


def cut_text(text: str, size: float, width: float) -> str:
    """A line of type that fits, cut where it must be; tables have it whole.

    Args:
        text: The line.
        size: Size of the type.
        width: Room it has, in pixels.
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text, size) > width - size:
        text = text[:-1]
    return text.rstrip() + "…"


def fold_text(text: str, size: float, width: float) -> str:
    r"""Words in lines of type that fit; a word wider than a line stands alone.

    Args:
        text: The words.
        size: Size of the type.
        width: Room a line has, in pixels.

    Examples:
        >>> fold_text("one two three", 10, 50)
        'one two\nthree'
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, size) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def _year(year: int, frame: Frame) -> str:
    return str(year) if frame.is_wide else f"’{year % 100:02d}"
