"""Firms and their names: which spellings were taken for one firm, and what is open."""

from decimal import ROUND_FLOOR, Decimal
from typing import Any

from madein.findings.names import names_of
from madein.report.blocks import Block, Column, Head, Line, Row, Styled, Table
from madein.report.built import Built
from madein.report.wording import count_text, visible
from madein.values import exact_usd

FIRMS = 25  # firms whose spellings are listed
PROPOSALS = 25  # open proposals that are listed
HOW = {
    "person": "a person, or case.yml, says so",
    "tax id": "by tax id",
    "name": "by the same words",
    "machine": "by words that are alike",
    "alone": "nothing joins it",
}
LEAD = (
    "Spellings that were taken for one firm, with what brought them together, and pairs "
    "of firms that may be one and that nobody has decided."
)


def firms(built: Built) -> list[Block]:
    """The names behind the figures; nothing where every firm has one spelling.

    Args:
        built: The built case.
    """
    blocks = [*_spellings(built), *_proposals(built)]
    if not blocks:
        return []
    return [
        Head(
            anchor="firms", title="Firms and their names", lead=(LEAD,), listed="Firms"
        ),
        *blocks,
    ]


def _spellings(built: Built) -> list[Block]:
    total = built.own("total")[0]
    if total.sql is None:
        return []
    by_firm: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in names_of(built.engine, total.sql):
        by_firm.setdefault((row["role"], row["party_id"]), []).append(row)
    several = [rows for rows in by_firm.values() if len(rows) > 1]
    several.sort(key=lambda rows: (-rows[0]["firm_usd"], rows[0]["party_id"]))
    if not several:
        return []
    columns = (
        Column(text=f"Firm, and its part of {total.id}"),
        Column(text="Names as written, and why they are one firm", style="wide"),
    )
    rest = len(several) - FIRMS
    notes = (
        ((f"{count_text(rest, 'more firm')} with several spellings.",),)
        if rest > 0
        else ()
    )
    table = Table(
        label="Spellings of firms",
        columns=columns,
        rows=tuple(map(_firm, several[:FIRMS])),
        notes=notes,
        summary=f"{count_text(len(several), 'firm')} with more than one spelling",
    )
    return [table]


def _firm(rows: list[dict[str, Any]]) -> Row:
    first = rows[0]
    line: list[str | Styled] = []
    for how, words in HOW.items():
        mine = [row for row in rows if row["how"] == how]
        if mine:
            line.append(f"{'; ' if line else ''}{words}: ")
            for place, row in enumerate(mine):
                line += [" · "] * bool(place) + _spelling(row)
    part = f"{first['role']}, {_dollars(first['firm_usd'])}"
    firm: Line = (visible(first["firm"]), Styled(text=part, style="small"))
    return Row(cells=(firm, tuple(line)))


def _dollars(amount: Decimal) -> str:
    return exact_usd(amount.quantize(Decimal("0.01"), ROUND_FLOOR))


def _spelling(row: dict[str, Any]) -> list[str | Styled]:
    """A name as written, with the id beside it and what is odd about it."""
    name = visible(row["name"]) or "(no name)"
    beside = ", ".join(filter(None, (row["tax_id"], *row["marks"])))
    return [Styled(text=name, style="code"), f" ({beside})" if beside else ""]


def _proposals(built: Built) -> list[Block]:
    found = built.engine.rows("""
select proposal.*, mine.name as left_firm, theirs.name as right_firm
from proposal join party as mine on mine.party_id = left_party
join party as theirs on theirs.party_id = right_party
where left_party in (select importer from imports union select supplier from imports)
  or right_party in (select importer from imports union select supplier from imports)
order by proposal.usd desc, score desc, left_party, right_party""")
    if not found:
        return []
    columns = (
        Column(text="Firms"),
        Column(text="US dollars at stake", style="number"),
        Column(text="Likeness, and why the machine did not join them", style="wide"),
    )
    rows = tuple(map(_proposal, found[:PROPOSALS]))
    rest = len(found) - PROPOSALS
    notes = (
        ((f"{count_text(rest, 'more pair')}: madein parties CASE review.",),)
        if rest > 0
        else ()
    )
    table = Table(
        label="Firms that may be one",
        columns=columns,
        rows=rows,
        notes=notes,
        summary=f"{count_text(len(found), 'pair')} of firms that may be one",
    )
    return [table]


def _proposal(row: dict[str, Any]) -> Row:
    left, right = (
        visible(row[f"{side}_name"]) or visible(row[f"{side}_firm"])
        for side in ("left", "right")
    )
    unsure = ["a person was unsure"] if row["status"] == "unsure" else []
    why = "; ".join([f"{row['score']:.2f}", *row["says"], *unsure])
    firms: Line = (left, Styled(text=f"or {right}", style="small"))
    return Row(cells=(firms, (_dollars(row["usd"]),), (why,)))
