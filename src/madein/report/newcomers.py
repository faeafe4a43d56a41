"""Suppliers first seen since an event: facts about each in words, never a score."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from madein.engine import Row as TableRow
from madein.report.blocks import Block, Column, Head, Line, Lines, Row, Table
from madein.report.built import Built
from madein.report.pieces import number, small
from madein.report.wording import count_text, visible
from madein.values import Bounds, bounds_text, day_words, usd_text

MOST_FIRMS = 20  # of an event; `madein show CASE newcomers --json` has all
CAVEATS = (
    "Facts are named one by one; they are not added up, weighed or ranked.",
    "First seen means first in these records: a firm may have sold to others before.",
    "Trade inside the Eurasian Economic Union leaves no customs declaration.",
)
OPENED = (
    "The query for the rows of a supplier: madein show CASE newcomers --json, `sql`."
)
ROWS = """
select newcomer.*, party.name, like_party.name as like_name, other.usd_before as like_usd
from newcomer left join party on party.party_id = newcomer.supplier
left join party as like_party on like_party.party_id = newcomer.like_supplier
left join newcomer as other on other.event = newcomer.event and other.day = newcomer.day
  and other.supplier = newcomer.like_supplier
where newcomer.is_new is not false or newcomer.stopped is not false
order by newcomer.day, newcomer.event, newcomer.is_new desc nulls last, newcomer.usd_at_least desc,
  newcomer.supplier"""
OPEN = (
    ("is_new", "reason", "first seen since or before"),
    ("stopped", "stop_reason", "stopped or went on"),
)


def newcomers(built: Built) -> list[Block]:
    """For each event who is first seen since, who stopped, and what nobody can tell.

    Args:
        built: The built case.
    """
    rows = built.engine.rows(ROWS)
    shares = [f for f in built.own("newcomers") if not f.is_added_up]
    if not rows and not shares:
        return []
    head = Head(
        anchor="newcomers",
        title="Suppliers first seen since an event",
        lead=(" ".join(CAVEATS),),
        listed="First seen since",
    )
    told = tuple((f"{f.label}: ", *number(f)) for f in shares)
    blocks: list[Block] = [head, *([Lines(lines=told, listed=True)] if told else [])]
    for event in built.case.events:
        mine = [r for r in rows if (r["event"], r["day"]) == (event.name, event.date)]
        blocks += _new(mine, f"First seen since {day_words(event.date)}")
        blocks += _stopped(
            mine, f"Seen in the year before {day_words(event.date)}, and not since"
        )
        lines = tuple((line,) for line in open_lines(mine))
        blocks += [Lines(lines=lines, listed=True)] if lines else []
    return blocks


def held_words(row: Mapping[str, Any]) -> list[str]:
    """Facts that hold of a supplier, and whom its goods are most like.

    Args:
        row: A row of `ROWS`.
    """
    return [*row["holds"], *_likeness(row)]


def open_lines(rows: Sequence[TableRow]) -> list[str]:
    """How many suppliers nobody can tell about, and why.

    Args:
        rows: Rows of `ROWS`.
    """
    lines = []
    for column, reason, words in OPEN:
        why: dict[str, int] = {}
        for row in rows:
            if row[column] is None:
                why[row[reason]] = why.get(row[reason], 0) + 1
        lines += [
            f"{count_text(count, 'supplier')}: {words} is not determinable ({code})"
            for code, count in sorted(why.items())
        ]
    return lines


def _likeness(row: Mapping[str, Any]) -> list[str]:
    """Whom it is most like, with the codes in common and the dollars a month."""
    if row["like_supplier"] is None:
        return []
    codes = f"{row['common_codes']} of {row['all_codes']} codes"
    said = f"{codes} in common with {visible(row['like_name'])}"
    times = _volume(row) if row["same_goods"] else None
    return [said if times is None else f"{said}, {times} times its dollars a month"]


def _volume(row: Mapping[str, Any]) -> str | None:
    """How many times the dollars a month of the other supplier, by certain rows."""
    if not (row["months"] and row["like_months"] and row["like_usd"]):
        return None
    mine = Fraction(row["usd_at_least"]) / row["months"]
    other = Fraction(row["like_usd"]) / row["like_months"]
    return str(Decimal(round(mine / other * 100)).scaleb(-2))


def _new(rows: Sequence[TableRow], label: str) -> list[Block]:
    new = [row for row in rows if row["is_new"]]
    if not new:
        return [Lines(lines=((f"{label}: no supplier is known to be.",),))]
    columns = (
        Column(text=label, style="wide"),
        Column(text="US dollars since", style="number"),
        Column(text="What holds", style="told"),
        Column(text="Not determinable", style="told"),
    )
    table = Table(
        label=label,
        columns=columns,
        rows=tuple(map(_firm, new[:MOST_FIRMS])),
        notes=(*_more(new), (OPENED,)),
    )
    return [table]


def _firm(row: TableRow) -> Row:
    days = f"{row['first_seen']} to {row['last_seen']}"
    bounds = Bounds(at_least=row["usd_at_least"], at_most=row["usd_at_most"])
    rows = f"{days}, {count_text(row['rows'], 'row')}, {row['supplier']}"
    return Row(
        cells=(
            (visible(row["name"] or row["supplier"]), small(rows)),
            (bounds_text(bounds),),
            ("; ".join(held_words(row)) or "nothing else",),
            ("; ".join(row["unclear"]) or "nothing",),
        )
    )


def _stopped(rows: Sequence[TableRow], label: str) -> list[Block]:
    stopped = [row for row in rows if row["stopped"]]
    stopped.sort(key=lambda row: (-row["usd_before"], row["supplier"]))
    if not stopped:
        return []
    columns = (
        Column(text=label, style="wide"),
        Column(text="Last seen"),
        Column(text="US dollars in the year before", style="number"),
    )
    lines = tuple(
        Row(
            cells=(
                (visible(row["name"] or row["supplier"]), small(row["supplier"])),
                (row["last_seen"] or "–",),
                (usd_text(row["usd_before"]),),
            )
        )
        for row in stopped[:MOST_FIRMS]
    )
    table = Table(label=label, columns=columns, rows=lines, notes=_more(stopped))
    return [table]


def _more(rows: Sequence[TableRow]) -> tuple[Line, ...]:
    rest = len(rows) - MOST_FIRMS
    return (
        ((f"{rest:,} more: madein show CASE newcomers --json.",),) if rest > 0 else ()
    )
