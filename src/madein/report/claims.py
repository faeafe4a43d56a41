"""Claims checked: what was published, and what the records show."""

from typing import Any

from madein.report.bases import own_clauses
from madein.report.blocks import Block, Claim, Claims, Head, Line, Styled, Tag
from madein.report.built import Built
from madein.report.wording import reason_text
from madein.values import exact_usd


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
    return [head, Claims(items=tuple(_claim(built, row) for row in rows))]


def _claim(built: Built, row: dict[str, Any]) -> Claim:
    shows: Line = (row["shows"] or "",)
    for figure in row["figures"] or ():
        found = built.figures.get(figure)
        if found is not None:
            shows += (" ", Tag(figure=figure, rows=found.rows))
    if row["at_least"] is not None:
        shows += (Styled(text=f"Unrounded: {_exact(row)}", style="small"),)
    if row["allows"]:
        shows += (Styled(text=f"The wording allows {row['allows']}", style="small"),)
    basis = own_clauses(built, row["basis"] or "")
    if basis:
        shows += (Styled(text=f"Answered on: {basis}", style="small"),)
    return Claim(
        id=row["id"],
        text=row["text"],
        source=row["source"] or "",
        word=row["result"],
        reason=reason_text(row["reason"]) if row["reason"] else "",
        asked=row["asked"] or "",
        shows=shows,
    )


def _exact(row: dict[str, Any]) -> str:
    low = exact_usd(row["at_least"])
    if row["at_most"] is None:
        return f"{low} or more"
    high = exact_usd(row["at_most"])
    return low if low == high else f"{low} to {high}"
