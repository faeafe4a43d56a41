"""Claims checked: what was published, and what the records show."""

import re
from itertools import product
from typing import Any

from madein.findings.answers import ROLE_NAMES, SHORT
from madein.report.bases import own_clauses
from madein.report.blocks import (
    Block,
    Claim,
    Claims,
    Column,
    Head,
    Line,
    Row,
    Table,
    Tag,
)
from madein.report.built import Built
from madein.report.pieces import small
from madein.report.references import named_figures
from madein.report.replies import replies_to
from madein.report.wording import reason_text
from madein.values import Unit, exact_text

READING = r"((?:by|in) [^:;]+): (.*?) \((supported|contradicted|not determinable)\)"
READINGS = re.compile(f"{READING}(?:; {READING})*")


def claims(built: Built) -> list[Block]:
    """Every claim with its word, its reason and the figures it rests on.

    Shape:
        `claim_result` in.

    Args:
        built: The built case.
    """
    rows = built.engine.rows("from claim_result")
    if not rows:
        return []
    lead = (
        "Supported: what the records show lies wholly within what the wording allows. "
        "Contradicted: wholly outside it. Not determinable: everything else, with the "
        "reason."
    )
    head = Head(
        anchor="claims", title="Claims checked", lead=(lead,), listed="Claims checked"
    )
    replies = replies_to(built.engine)
    items = [_claim(built, row, replies.get(row["id"], ())) for row in rows]
    return [head, Claims(items=tuple(items))]


def _claim(built: Built, row: dict[str, Any], replies: tuple[str, ...]) -> Claim:
    readings = _readings(built, row)
    shows: Line = () if readings else (row["shows"] or "",)
    shows += _tags(built, row, named_figures(readings))
    if row["at_least"] is not None:
        shows += (small(f"Unrounded: {_exact(row)}"),)
    if row["allows"]:
        shows += (small(f"The wording allows {row['allows']}"),)
    basis = own_clauses(built, row["basis"] or "")
    if basis:
        shows += (small(f"Answered on: {basis}"),)
    if row["differences"]:
        told = "; ".join(row["differences"])
        shows += (small(f"Held against the claim that it retells: {told}"),)
    shows += tuple(small(f"Reply of {reply}") for reply in replies)
    return Claim(
        id=row["id"],
        text=row["text"],
        source=row["source"] or "",
        word=row["result"],
        reason=reason_text(row["reason"]) if row["reason"] else "",
        asked=row["asked"] or "",
        shows=shows,
        readings=readings,
    )


def _tags(built: Built, row: dict[str, Any], seen: set[str]) -> Line:
    """The figures that an answer rests on, without those seen."""
    line: Line = ()
    for figure in row["figures"] or ():
        found = built.figures.get(figure)
        if found is not None and figure not in seen:
            line += (" ", Tag(figure=figure, rows=found.rows))
    return line


def _readings(built: Built, row: dict[str, Any]) -> Table | None:
    """The answer on each basis that the wording leaves open; None where it leaves none."""
    shows = row["shows"] or ""
    if not READINGS.fullmatch(shows):
        return None
    columns = (
        Column(text="Read", style="wide"),
        Column(text="The records show", style="wide"),
        Column(text="Result"),
    )
    ids = _ids(row["id"])
    rows = [
        Row(cells=((words,), (shown, *_tag(built, ids.get(words))), (word,)))
        for words, shown, word in re.findall(READING, shows)
    ]
    label = f"Claim {row['id']} on each basis"
    return Table(label=label, columns=columns, rows=tuple(rows))


def _ids(claim: str) -> dict[str, str]:
    """Id of the figure of each reading, by the words for it."""
    roles = [
        ("", ""),
        *((f"by {words}", role.value) for role, words in ROLE_NAMES.items()),
    ]
    units = [("", ""), *((f"in {unit}", short) for unit, short in SHORT.items())]
    return {
        ", ".join(filter(None, (role, unit))): ".".join(
            filter(None, (claim, name, short))
        )
        for (role, name), (unit, short) in product(roles, units)
    }


def _tag(built: Built, id_: str | None) -> Line:
    figure = built.figures.get(id_ or "")
    return () if figure is None else (" ", Tag(figure=figure.id))


def _exact(row: dict[str, Any]) -> str:
    unit = Unit(row["unit"])
    low = exact_text(row["at_least"], unit)
    if row["at_most"] is None:
        return f"{low} or more"
    high = exact_text(row["at_most"], unit)
    return low if low == high else f"{low} to {high}"
