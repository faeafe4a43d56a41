"""`madein show CASE sensitivity`: the headlines, each with one choice made otherwise."""

from decimal import Decimal

from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table
from madein.engine import Engine, Row
from madein.values import Bounds, bounds_text, usd_text


def show_sensitivity(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print each headline with the choices that move it, furthest first.

    Args:
        engine: The engine, with the tables of the build.
        opened: The case.
        as_json: Whether to print JSON.
    """
    found = engine.rows("from figure where measure = 'sensitivity'")
    if as_json:
        rows = [{k: v for k, v in row.items() if k != "sql"} for row in found]
        print_json("figures", rows)
        return
    for head in (row for row in found if row["parent"] is None):
        parts = [row for row in found if row["parent"] == head["id"]]
        moved = [row for row in parts if _bounds(row) != _bounds(head)]
        moved.sort(key=lambda row: -abs(row["at_least"] - head["at_least"]))
        print_table(
            [_line(head, head), *(_line(row, head) for row in moved)], ["moves"]
        )
        still = [row["cell"] for row in parts if row not in moved]
        still.remove("as published")
        note(f"{head['id']}: no difference: {', '.join(still) or 'none'}")
    if found:
        note(f"open a figure: madein why {opened.folder} {found[0]['id']}")


def _line(row: Row, head: Row) -> Row:
    low, high = _bounds(row)
    moves = row["at_least"] - head["at_least"]
    return {
        "id": row["id"],
        "what": head["label"] if row is head else f"  {row['cell']}",
        "amount": bounds_text(Bounds(at_least=low, at_most=high)),
        "moves": "" if row is head else _signed(moves),
    }


def _bounds(row: Row) -> tuple[Decimal, Decimal | None]:
    return row["at_least"], row["at_most"]


def _signed(amount: Decimal) -> str:
    return f"{'+' if amount > 0 else ''}{usd_text(amount)}"
