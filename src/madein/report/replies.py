"""What firms answered, beside the figures and claims that they were asked about."""

from collections.abc import Mapping
from typing import Any

from madein.engine import Engine
from madein.report.blocks import (
    Block,
    Column,
    Head,
    Line,
    Link,
    Row,
    Styled,
    Table,
    Tag,
)
from madein.report.built import Built
from madein.report.wording import anchor, visible
from madein.values import day_words

LEAD = (
    "Firms were asked about what is said of them. An answer is what a person wrote down; "
    "where nobody has, that is said, whatever the day."
)


def reply_words(row: Mapping[str, Any]) -> str:
    """The answer of one firm in words.

    Args:
        row: A row of the table `reply`.

    Examples:
        >>> from datetime import date
        >>> asked = {"party": "BYT", "asked": date(2024, 6, 3), "by": date(2024, 6, 10)}
        >>> none = {"answered": None, "answer": None, "says": None}
        >>> reply_words(asked | none)
        'BYT: asked 3 Jun 2024, no answer recorded'
        >>> reply_words(asked | none | {"answer": "did not respond"})
        'BYT: did not respond (asked 3 Jun 2024, to answer by 10 Jun 2024)'
        >>> said = {"answered": date(2024, 6, 5), "answer": "denied", "says": "Not us."}
        >>> reply_words(asked | said)
        'BYT: denied (5 Jun 2024): “Not us.”'
    """
    says = "" if row["says"] is None else f": “{visible(row['says'])}”"
    return f"{visible(row['party'])}: {_status(row)}{says}"


def replies_to(engine: Engine) -> dict[str, tuple[str, ...]]:
    """For each figure and claim that firms were asked about, their answers in words.

    A claim's id is never that of a figure.

    Args:
        engine: The engine with the tables of the case.
    """
    found: dict[str, tuple[str, ...]] = {}
    for row in engine.rows("from reply order by place"):
        for about in (*row["figures"], *row["claims"]):
            found[about] = (*found.get(about, ()), reply_words(row))
    return found


def replies(built: Built) -> list[Block]:
    """Every firm that was asked, with its answer; nothing where none was.

    Args:
        built: The built case.
    """
    rows = built.engine.rows("from reply order by place")
    if not rows:
        return []
    columns = (
        Column(text="Firm, and when it was asked", style="wide"),
        Column(text="Answer", style="wide"),
        Column(text="About"),
    )
    return [
        Head(anchor="replies", title="Replies", lead=(LEAD,), listed="Replies"),
        Table(
            label="Replies of firms",
            columns=columns,
            rows=tuple(_row(built, row) for row in rows),
        ),
    ]


def _row(built: Built, row: Mapping[str, Any]) -> Row:
    asked = f"asked {day_words(row['asked'])}"
    if row["how"] is not None:
        asked += f", {visible(row['how'])}"
    if row["by"] is not None:
        asked += f"; to answer by {day_words(row['by'])}"
    says: Line = (Styled(text=_answer(row), style="strong"),)
    if row["answered"] is not None:
        says += (f" ({day_words(row['answered'])})",)
    if row["says"] is not None:
        says += (Styled(text=f"“{visible(row['says'])}”", style="small"),)
    firm: Line = (visible(row["party"]), Styled(text=asked, style="small"))
    return Row(cells=(firm, says, _about(built, row)))


def _about(built: Built, row: Mapping[str, Any]) -> Line:
    """Figures and claims of an answer, each opened by its id."""
    found: list[str | Tag | Link] = []
    for figure in row["figures"]:
        tag = Tag(figure=figure)
        found += [tag if figure in built.figures else figure, " "]
    for claim in row["claims"]:
        found += [Link(text=claim, to=f"#claim-{anchor(claim)}"), " "]
    return tuple(found[:-1])


def _answer(row: Mapping[str, Any]) -> str:
    return "no answer recorded" if row["answer"] is None else row["answer"]


def _status(row: Mapping[str, Any]) -> str:
    asked = f"asked {day_words(row['asked'])}"
    if row["answer"] is None:
        return f"{asked}, no answer recorded"
    if row["answered"] is not None:
        return f"{row['answer']} ({day_words(row['answered'])})"
    return f"{row['answer']} ({asked}, to answer by {day_words(row['by'])})"
