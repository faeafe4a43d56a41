"""What the rows of one firm add up to, as tables with room for its answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from madein.report.blocks import Block, Column, Head, Line, Row, Table
from madein.report.reply.facts import ROLES, Part, Summed
from madein.report.wording import count_text, month_text
from madein.values import day_words, exact_usd

ANSWER = Column(text="Confirmed? Wrong, because", style="told")
SUMS = (
    Column(text="Your rows", style="wide"),
    Column(text="At least", style="number"),
    Column(text="At most", style="number"),
    Column(text="Rows", style="number"),
    Column(text="Rows that may belong", style="number"),
    ANSWER,
)
DIVIDED = {
    "year": "registered in",
    "goods": "goods:",
    "origin": "produced in",
    "dispatch": "dispatched from",
}
UNKNOWN = {
    "year": "year not known",
    "goods": "goods not determined",
    "origin": "country of origin not determined",
    "dispatch": "country of dispatch not determined",
}
COUNTRIES = frozenset({"origin", "dispatch"})


def role_blocks(part: Part, first: int, names: Mapping[str, str]) -> list[Block]:
    """What the rows of one role add up to: all of them, by year, goods and country.

    Args:
        part: The firm in one of its roles.
        first: Number of its first row.
        names: Country code to English name.
    """
    last = first + len(part.rows) - 1
    lead = f"Row R{first}." if first == last else f"Rows R{first} to R{last}."
    if part.first is not None and part.last is not None:
        lead += (
            f" The first that certainly belongs is of {day_text(part.first)}, the last "
            f"of {day_text(part.last)}."
        )
    rows = [_sums_row("all rows", part.whole)]
    for name, words in DIVIDED.items():
        rows += [
            _sums_row(_what(name, words, one.cell, names), one) for one in part.by[name]
        ]
    notes: tuple[Line, ...] = ()
    if part.nameless:
        named = count_text(part.nameless, "row that names", "rows that name")
        told = f"“At most” counts {named} no {ROLES[part.role]}, not listed here."
        notes = ((told,),)
    title = f"You as {ROLES[part.role]}"
    table = Table(label=title, columns=SUMS, rows=tuple(rows), notes=notes)
    return [Head(anchor=part.role, title=title, lead=(lead,)), table]


def day_text(row: Mapping[str, Any]) -> str:
    """Day of a row in words, or its month where no day is given.

    Args:
        row: A row of the firm that has one of the two.
    """
    day: date | None = row["registered"]
    return month_text(row["month"]) if day is None else day_words(day)


def _sums_row(what: str, one: Summed) -> Row:
    high = one.bounds.at_most
    return Row(
        cells=(
            (what,),
            (exact_usd(one.bounds.at_least),),
            ("not limited" if high is None else exact_usd(high),),
            (f"{one.rows:,}",),
            (f"{one.open_rows:,}",),
            (),
        )
    )


def _what(name: str, words: str, cell: str | None, names: Mapping[str, str]) -> str:
    if cell is None:
        return UNKNOWN[name]
    return f"{words} {names.get(cell, cell) if name in COUNTRIES else cell}"
