"""What the other side reports to have exported, beside what the records hold."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from madein.question import Mirror
from madein.report.blocks import Block, Column, Head, Line, Row, Table
from madein.report.built import Built
from madein.report.pieces import small
from madein.report.wording import reason_text
from madein.values import Bounds, Unit, bounds_text, day_words, interval_text, usd_text

MOST_HEADINGS = 12  # of a country; `madein show CASE mirror` has all
LEAD = (
    "A difference is a lead, never more: codes, months, transit and confidential trade "
    "differ between two countries' statistics even where nothing is amiss."
)
COLUMNS = (
    Column(text="Country, heading", style="wide"),
    Column(text="Reported", style="number"),
    Column(text="With freight", style="number"),
    Column(text="In the records", style="number"),
    Column(text="Records / reported", style="number"),
)


def mirror(built: Built) -> list[Block]:
    """For each table of trade statistics both sides by country and heading.

    Args:
        built: The built case.
    """
    rows = built.engine.rows("from mirror order by mirror, country, landed_usd desc")
    if not rows:
        return []
    head = Head(
        anchor="mirror",
        title="The other side's statistics",
        lead=(LEAD,),
        listed="Mirror",
    )
    tables = []
    for asked in built.case.mirrors:
        mine = [row for row in rows if row["mirror"] == asked.name]
        tables += [_table(built, asked, mine)] if mine else []
    return [head, *tables]


def freight_text(asked: Mirror) -> str:
    """What the reported amounts are multiplied by, and why.

    Args:
        asked: The table of trade statistics.
    """
    return (
        f"times {asked.freight.factor} for freight and insurance "
        f"({asked.freight.because})"
    )


def _table(built: Built, asked: Mirror, rows: list[dict[str, Any]]) -> Table:
    shown: list[dict[str, Any]] = []
    for country in dict.fromkeys(row["country"] for row in rows):
        mine = [row for row in rows if row["country"] == country]
        whole = [row for row in mine if row["heading"] == ""]
        headings = [row for row in mine if row["heading"] != ""]
        shown += [*whole, *headings[:MOST_HEADINGS]]
    notes: list[Line] = [
        (f"{asked.source}; held against the country of {asked.role}.",),
        (f"With freight: {freight_text(asked)}.",),
    ]
    if rows[0]["since"] is not None:
        days = f"{day_words(rows[0]['since'])} to {day_words(rows[0]['until'])}"
        notes.append((f"Compared: {days}, codes that the table holds.",))
    if len(shown) < len(rows):
        rest = len(rows) - len(shown)
        notes.append((f"{rest:,} more headings: madein show CASE mirror.",))
    return Table(
        label=f"Mirror: {asked.name}",
        columns=COLUMNS,
        rows=tuple(_row(built, row) for row in shown),
        notes=tuple(notes),
        tall=len(shown) > 30,
    )


def _row(built: Built, row: Mapping[str, Any]) -> Row:
    name = built.names.get(row["country"], row["country"])
    what: Line = (f"{name}, {row['heading']}",) if row["heading"] else (name,)
    if row["heading"] == "" and row["silent"]:
        silent = f"no row in {row['silent']} of {row['months']} months: no trade, or not published"
        what += (small(silent),)
    reason = (small(reason_text(row["reason"])),) if row["reason"] else ()
    if row["at_least"] is None:
        return Row(cells=(what, ("",), ("",), ("not determinable", *reason), ("",)))
    records = Bounds(at_least=row["at_least"], at_most=row["at_most"])
    part = "nothing reported"
    if row["ratio_from"] is not None:
        bounds = Bounds(at_least=row["ratio_from"], at_most=row["ratio_to"])
        part = interval_text(bounds, Unit.SHARE)
    return Row(
        cells=(
            what,
            (_usd(row["exported_usd"]),),
            (_usd(row["landed_usd"]),),
            (bounds_text(records), *reason),
            (part,),
        )
    )


def _usd(amount: Decimal | None) -> str:
    return "no rate" if amount is None else usd_text(amount)
