"""Evidence of a figure that is made of other figures: how, of which, and its parts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from madein.report.bases import clauses
from madein.report.blocks import (
    Column,
    Evidence,
    Line,
    Ref,
    Row,
    Styled,
    Table,
)
from madein.report.built import Built
from madein.report.figure import Figure
from madein.report.pieces import small, why_not
from madein.report.wording import anchor, count_text, quarter_text

MOST_NAMED = 12  # figures it is made of that are named; `madein why` lists all


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the page names, and what its evidence has shown so far.

    Attributes:
        named: Ids of the figures that the page names.
        replies: Answers of firms by the figure that they are about.
        rows: Rows that were named, by their anchor.
        figures: First figure with each set of rows.
    """

    named: set[str]
    replies: dict[str, tuple[str, ...]]
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    figures: dict[tuple[str | None, str | None], str] = field(default_factory=dict)


def derived_evidence(built: Built, figure: Figure, shown: Shown) -> Evidence:
    """What stands behind a figure that is made of others.

    Args:
        built: The built case.
        figure: The figure.
        shown: What the page names.
    """
    named = [part for part in _below(built, figure) if part.id in shown.named]
    return Evidence(
        figure=figure.id,
        label=figure.label,
        exact=_said(figure),
        terms=(*_terms(built, figure, shown), *reply_terms(figure, shown)),
        sql="",
        largest=None,
        parts=_table(built, figure, named) if named else None,
    )


def reply_terms(figure: Figure, shown: Shown) -> tuple[tuple[str, Line], ...]:
    """What firms answered that were asked about a figure; nothing where none was.

    Args:
        figure: The figure.
        shown: What the page has shown.
    """
    found = shown.replies.get(figure.id, ())
    return (("Replies", ("; ".join(found),)),) if found else ()


def part_name(built: Built, part: Figure) -> str:
    """A part of a breakdown in words.

    Args:
        built: The built case.
        part: The part.
    """
    name = built.cell_name(part.cell) if part.cell else part.label
    when = built.cell_name(quarter_text(part.period))
    return f"{name}, {when}" if part.period else name


def _said(figure: Figure) -> str:
    if figure.at_least is None:
        return f"Not determinable: {why_not(figure)}"
    estimate = f", 95 % interval {figure.estimate}" if figure.estimate else ""
    return f"{figure.exact}{estimate}, from {count_text(figure.rows, 'row')}"


def _terms(built: Built, figure: Figure, shown: Shown) -> tuple[tuple[str, Line], ...]:
    command = Styled(text=f"madein why CASE {figure.id}", style="code")
    terms: list[tuple[str, Line]] = [
        ("Made as", (figure.formula or "",)),
        ("Made of", _made_of(built, figure, shown)),
        ("Counted in", (figure.unit.value,)),
        ("Bases", ("; ".join(clauses(figure.basis)),)),
        ("Caveats", (" ".join(figure.caveats),)),
        ("Figure id", (Styled(text=figure.stable_id, style="code"),)),
        ("All parts", (command,)),
    ]
    return tuple((term, line) for term, line in terms if line not in {("",), ()})


def _made_of(built: Built, figure: Figure, shown: Shown) -> Line:
    """The figures it is made of: those on the page open, of the others the id is said."""
    line: list[str | Ref | Styled] = []
    for id_ in figure.parts[:MOST_NAMED]:
        line += [_opened(built, id_, shown), " "]
    if len(figure.parts) > MOST_NAMED:
        line.append(f"and {len(figure.parts) - MOST_NAMED:,} more")
    return tuple(line)


def _opened(built: Built, id_: str, shown: Shown) -> Ref | Styled:
    figure = built.figures[id_]
    parent = built.figures.get(figure.parent or "")
    listed = parent is not None and parent.is_added_up and parent.id in shown.named
    if id_ in shown.named or (listed and parent is not None and parent.parent is None):
        return Ref(text=id_, figure=id_)
    return Styled(text=id_, style="code")


def _below(built: Built, figure: Figure) -> Iterator[Figure]:
    for part in built.parts(figure):
        yield part
        yield from _below(built, part)


def _table(built: Built, figure: Figure, named: list[Figure]) -> Table:
    columns = (
        Column(text="Id", style="name"),
        Column(text="Part", style="wide"),
        Column(text="Exact", style="number"),
        Column(text="Rows", style="number"),
        Column(text="Made as, or rows digest", style="wide"),
    )
    return Table(
        label=f"Parts of {figure.id} that the page names",
        columns=columns,
        rows=tuple(_row(built, figure, part) for part in named),
        tall=len(named) > 14,
    )


def _row(built: Built, figure: Figure, part: Figure) -> Row:
    told = " ".join(c for c in part.caveats if c not in figure.caveats)
    made: Line = (part.formula or "", *((small(told),) if told else ()))
    if part.is_added_up:
        made = (Styled(text=part.rows_digest or "", style="code"),)
    return Row(
        cells=(
            (Styled(text=part.id, style="code"),),
            (part_name(built, part),),
            (_exact(part),),
            (f"{part.rows:,}",),
            made,
        ),
        anchor=anchor(part.id),
    )


def _exact(part: Figure) -> str:
    if part.at_least is None:
        return why_not(part)
    return f"{part.exact}; 95 % {part.estimate}" if part.estimate else part.exact
