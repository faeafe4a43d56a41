"""What becomes of each headline if one choice is made otherwise."""

from collections.abc import Sequence
from decimal import Decimal

from madein.report.blocks import (
    Block,
    Column,
    Head,
    Line,
    Link,
    Ref,
    Row,
    Table,
)
from madein.report.built import Built
from madein.report.figure import Figure
from madein.report.wording import floor_text
from madein.values import usd_text

AS_PUBLISHED = "as published"
LEAD = (
    "Each line makes one choice otherwise and leaves all others as they are; choices that "
    "move nothing are named below the table. The range is that of the lower bounds. "
    "Choices are described in docs/measures-sensitivity.md."
)
COLUMNS = (
    Column(text="Choice", style="wide"),
    Column(text="US dollars", style="number"),
    Column(text="Lower bound moves by", style="number"),
)


def sensitivity(built: Built) -> list[Block]:
    """For each headline the choices that move it, furthest first.

    Args:
        built: The built case.
    """
    heads = [head for head in built.own("sensitivity") if built.parts(head)]
    if not heads:
        return []
    head = Head(
        anchor="sensitivity",
        title="The headlines, if one choice is made otherwise",
        lead=(LEAD,),
        listed="Choices",
    )
    return [head, *(_table(built, figure) for figure in heads)]


def range_line(built: Built, figure: Figure) -> Line:
    """The range of a headline over all choices; nothing where none were tried.

    Args:
        built: The built case.
        figure: The headline.
    """
    heads = [h for h in built.own("sensitivity") if h.scope == figure.scope]
    if not heads or not built.parts(heads[0]):
        return ()
    to = Link(text="if one choice is made otherwise", to="#sensitivity")
    return (f"; lower bound {_range(built.parts(heads[0]))} ", to)


def _range(parts: Sequence[Figure]) -> str:
    lows = [part.bounds.at_least for part in parts]
    low, high = min(lows), max(lows)
    return f"{floor_text(low)} to {floor_text(high)}"


def _table(built: Built, figure: Figure) -> Table:
    parts = built.parts(figure)
    base = next(part for part in parts if part.cell == AS_PUBLISHED)
    moved = [p for p in parts if p.bounds != base.bounds]
    moved.sort(key=lambda p: (-abs(_move(p, base)), p.cell))
    still = [p.cell for p in parts if p not in moved and p is not base]
    note: Line = (f"No difference: {', '.join(still)}.",) if still else ()
    return Table(
        label=figure.label,
        columns=COLUMNS,
        rows=tuple(_row(part, base) for part in [base, *moved]),
        notes=(note,) if note else (),
        summary=f"{_name(figure)}: {_range(parts)}",
    )


def _name(figure: Figure) -> str:
    return figure.label.removesuffix(", if one choice is made otherwise")


def _row(part: Figure, base: Figure) -> Row:
    moves = _move(part, base)
    told = "" if part is base else _moved(moves)
    amount: Line = (Ref(text=part.interval, figure=part.id),)
    return Row(cells=((part.cell,), amount, (told,)))


def _moved(moves: Decimal) -> str:
    if not moves:
        return "the upper bound alone"
    return f"{'+' if moves > 0 else ''}{usd_text(moves)}"


def _move(part: Figure, base: Figure) -> Decimal:
    return part.bounds.at_least - base.bounds.at_least
