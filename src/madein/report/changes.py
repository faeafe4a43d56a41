"""How fast goods came before and after an event: rates, seasons, a step, a control."""

from decimal import Decimal

from madein.report.blocks import Block, Chart, Column, Head, Line, Row, Table
from madein.report.built import Built
from madein.report.figure import Figure
from madein.report.pieces import number, own_caveats, small
from madein.report.scales import NARROW, WIDE
from madein.report.sourceline import source_line
from madein.report.steps import Step, step_chart
from madein.report.wording import anchor
from madein.values import amount_text

LEAD = (
    "What came a year before and since, and in the year from the event on beside the same "
    "days a year before. The figures describe the records; none says why something changed."
)
COLUMNS = (
    Column(text="What", style="wide"),
    Column(text="Before", style="number"),
    Column(text="After", style="number"),
    Column(text="After / before", style="number"),
)
STEP_LEAD = (
    "An estimate, no bound: rows a month fitted by level, step, trend and seasons. The line "
    "is the 95 % confidence interval, the mark on it the estimate; 1 is no step."
)
MEASURES = ("rates", "season")


def rates(built: Built) -> list[Block]:
    """Rates, same season, the estimated step and the control.

    Args:
        built: The built case.
    """
    figures = built.own(*MEASURES)
    rest = [*_steps(built), *_controls(built)]
    if not figures and not rest:
        return []
    head = Head(
        anchor="rates", title="Rates before and after", lead=(LEAD,), listed="Change"
    )
    table = Table(
        label="Rates before and after",
        columns=COLUMNS,
        rows=tuple(_row(built, figure) for figure in figures),
    )
    return [head, *([table] if figures else []), *rest]


def _row(built: Built, figure: Figure) -> Row:
    label, _, which = figure.label.partition(": ")
    told = own_caveats(figure)
    what: Line = (
        label.replace(", after / before", ""),
        small(which),
        *((small(told),) if told else ()),
    )
    sides = [number(_side(built, figure, side)) for side in ("before", "after")]
    return Row(cells=(what, *sides, number(figure)))


def _side(built: Built, figure: Figure, side: str) -> Figure | None:
    """What a ratio is made of: a rate of its own, or the part that its formula names.

    A count has no figure beside the sum whose rows it counts.
    """
    own = built.part(figure, side)
    if own is not None or figure.formula is None or "rows of" in figure.formula:
        return own
    named = [built.figures[id_] for id_ in figure.parts if id_ in built.figures]
    found = [part for part in named if part.cell == side]
    return found[0] if found else None


def _steps(built: Built) -> list[Block]:
    blocks: list[Block] = []
    for figure in built.own("series"):
        name = f"chart-{anchor(figure.id)}"
        title, _, which = figure.label.partition(": ")
        lead: Line = (f"{STEP_LEAD} {which}.",)
        head = Head(anchor=name, title=title, lead=lead, level=3)
        if not figure.estimate or figure.at_least is None:
            blocks += [head, _none(figure)]
            continue
        parts = [
            p for p in built.parts(figure) if p.estimate and p.at_least is not None
        ]
        steps = [_step(figure, "step"), *(_step(part, part.cell) for part in parts)]
        blocks += [
            head,
            Chart(
                name=f"{name}-svg",
                label="Intervals: estimated step in rows a month",
                wide=step_chart(steps, WIDE),
                narrow=step_chart(steps, NARROW),
                legend=(("mute", "95 % interval"), ("ink", "estimate")),
                source=(*source_line(built, figure, ()), f" {own_caveats(figure)}"),
                values=_step_table([figure, *parts]),
            ),
        ]
    return blocks


def _step(figure: Figure, name: str) -> Step:
    """A figure that has an interval, as it is drawn."""
    low, high = figure.ci_low or Decimal(0), figure.ci_high or Decimal(0)
    ends = (figure.bounds.at_least, figure.bounds.at_most or figure.bounds.at_least)
    return Step(
        name=name,
        low=low,
        high=high,
        ends=ends,
        text=f"{amount_text(ends[0], figure.unit)} ({figure.estimate})",
        says=f"{name}: estimate {figure.interval}, 95 % interval {figure.estimate}",
        to=anchor(figure.id),
    )


def _step_table(figures: list[Figure]) -> Table:
    columns = (
        Column(text="Estimate of", style="wide"),
        Column(text="Ratio", style="number"),
        Column(text="Rows", style="number"),
    )
    rows = tuple(
        Row(cells=((f.cell or "step",), number(f), (f"{f.rows:,}",))) for f in figures
    )
    return Table(label="Data table", columns=columns, rows=rows, summary="Data table")


def _controls(built: Built) -> list[Block]:
    figures = built.own("differences")
    if not figures:
        return []
    columns = (
        Column(text="Held against control goods", style="wide"),
        Column(text="Change", style="number"),
        Column(text="Why, and what it rests on", style="told"),
    )
    rows = [_control(figure, figure.label) for figure in figures]
    for figure in figures:
        rows += [
            _control(p, f"{p.cell}") for p in built.parts(figure) if not p.is_added_up
        ]
    table = Table(label="Control goods", columns=columns, rows=tuple(rows))
    return [table]


def _control(figure: Figure, what: str) -> Row:
    told = (small(own_caveats(figure)),)
    return Row(cells=((what,), number(figure), told))


def _none(figure: Figure) -> Table:
    columns = (Column(text="Estimate", style="wide"), Column(text="What is told of it"))
    row = Row(cells=(number(figure), (own_caveats(figure),)))
    return Table(label=figure.label, columns=columns, rows=(row,))
