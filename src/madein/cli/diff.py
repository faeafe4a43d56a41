"""`madein diff`: two editions beside each other."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from madein.case.diff.compare import Compared, Moved, compare
from madein.case.diff.rows import RowChange
from madein.case.diff.sides import RowId
from madein.cli.output import (
    json_option,
    note,
    print_json,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.plain import say
from madein.engine import Row
from madein.values import rows_words

MOVED = 3
SHOWN = 20  # rows printed unless more are asked for


@click.command()
@click.argument("before", metavar="A", type=click.Path(path_type=Path))
@click.argument("after", metavar="B", type=click.Path(path_type=Path))
@click.option("--rows", "count", default=SHOWN, help="How many rows to print.")
@click.option("--parts", is_flag=True, help="Each part of a figure, too.")
@json_option
def command(
    before: Path, after: Path, count: int, *, parts: bool, as_json: bool
) -> int:
    """Say which figures and claims moved from A to B, and why.

    A and B are bundles, or built case folders. Exit code 3 if a figure or claim moved.
    """
    with compare(before, after) as found:
        synthetic_note(synthetic=found.synthetic)
        if as_json:
            caveats = synthetic_caveats(synthetic=found.synthetic)
            print_json("diff", _data(found), caveats)
        else:
            _say(found, count, parts=parts)
        return MOVED if found.moved else 0


def _say(found: Compared, count: int, *, parts: bool) -> None:
    say(f"A  {found.before[0]}  edition {found.before[1]}")
    say(f"B  {found.after[0]}  edition {found.after[1]}")
    if found.changes:
        say("\nWhat they are made from differs in:")
    else:
        say("\nThey are made from the same.")
    for change in found.changes:
        say(f"  [{change.number}] {change.says}")
    _say_rows(found, count)
    figures, claims = found.compared
    say(f"\nFigures that moved: {len(found.figures):,} of {figures:,}")
    shown = {one.shown["id"] for one in found.figures}
    under = Counter(one.shown["parent"] for one in found.figures)
    for one in found.figures:
        if parts or one.shown["parent"] not in shown:
            _say_figure(one)
            if not parts and (count := under[one.shown["id"]]):
                say(f"      and {count:,} of its parts: --parts")
    if found.same_elsewhere:
        say(f"  {found.same_elsewhere:,} more say the same of other rows")
    say(f"\nClaims that moved: {len(found.claims):,} of {claims:,}")
    for one in found.claims:
        _say_claim(one)


def _say_rows(found: Compared, count: int) -> None:
    rows: dict[RowId | None, RowChange] = {}
    how: dict[RowId | None, set[str]] = {}
    for row in (row for one in found.figures for row in one.rows):
        rows.setdefault(row.before or row.after, row)
        how.setdefault(row.before or row.after, set()).add(row.how.value)
    if not rows:
        return
    say(f"\nRows behind figures that came, went or changed: {len(rows)}")
    for row in list(rows.values())[:count]:
        words = " and ".join(sorted(how[row.before or row.after]))
        say(f"  {_row_words(found, row, words)}{_numbers(found.evidence.causes(row))}")
    if len(rows) > count:
        note(f"{len(rows) - count} more: --rows {len(rows)}")


def _row_words(found: Compared, row: RowChange, how: str) -> str:
    """A row with its place in both editions, and the cells that differ."""
    sides = (found.evidence.before, found.evidence.after)
    places = [
        f"{side.sources.get(i[0], i[0])} row {i[1]}"
        for side, i in zip(sides, row.pair, strict=True)
        if i is not None
    ]
    item = row.seen[-1].item
    named = f" ({item[0]}, item {item[1]})" if item is not None else ""
    fields = found.evidence.fields(row)
    cells = [f"{name} {_cell(a)} -> {_cell(b)}" for name, (a, b) in fields.items()]
    values = [_cell(side.usd) for side in row.seen]
    if "usd" not in fields and len(set(values)) > 1:
        cells.append(f"usd {' -> '.join(values)}")
    said = ", ".join(cells) or f"{how} ({values[-1]} dollars)"
    return f"{' -> '.join(dict.fromkeys(places))}{named}: {said}"


def _cell(value: object) -> str:
    return "none" if value is None else str(value)


def _say_figure(one: Moved) -> None:
    row, before, after = one.shown, one.before, one.after
    cell = " ".join(filter(None, (row["cell"], row["period"])))
    old = "" if before is None else before["id"]
    was = f" (was {old})" if old not in {"", row["id"]} else ""
    say(f"  {row['id']}{was}  {row['label']}" + (f": {cell}" if cell else ""))
    if before is None or after is None:
        say(f"      in {'B' if before is None else 'A'} alone: {_bounds(row)}")
    else:
        say(f"      {_bounds(before)}  ->  {_bounds(after)}")
    if one.asked is not None:
        say(f"      it asks something else: {one.asked[0]} -> {one.asked[1]}")
    how = Counter(change.how.value for change in one.rows)
    words = ", ".join(f"{rows_words(n)} {name}" for name, n in how.items())
    if not words:
        parts = row.get("parts") or ()
        words = f"made of {', '.join(parts)}" if parts else "no row of its own differs"
    say(f"      {words}{_numbers(one.causes)}")


def _bounds(row: Row) -> str:
    unit = row.get("unit") or "US dollars"
    if row["at_least"] is None:
        return f"not determinable ({row['reason']})"
    high = "no upper bound" if row["at_most"] is None else f"{_number(row['at_most'])}"
    low = _number(row["at_least"])
    amount = low if low == high else f"{low} to {high}"
    return f"{amount} {unit} in {rows_words(row['rows'])}"


def _number(value: Any) -> str:  # noqa: ANN401 - a decimal
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _say_claim(one: Moved) -> None:
    row = one.shown
    say(f"  {row['id']}  {row['text']}")
    if one.before is None or one.after is None:
        there = "B" if one.before is None else "A"
        say(f"      in {there} alone: {_result(row)}{_numbers(one.causes)}")
        return
    say(f"      {_result(one.before)}  ->  {_result(one.after)}{_numbers(one.causes)}")
    for name in one.differs:
        if name in {"text", "asked", "shows"}:
            say(f"      {name}: {one.before.get(name)}  ->  {one.after.get(name)}")


def _result(row: Row) -> str:
    return row["result"] + (f" ({row['reason']})" if row["reason"] else "")


def _numbers(causes: Sequence[int]) -> str:
    """References to the changes; several, where each of them could be it."""
    if not causes:
        return "  [nothing that they are made from explains it]"
    numbers = "".join(f"[{number}]" for number in causes)
    return f"  {numbers}" if len(causes) == 1 else f"  any of {numbers}"


def _data(found: Compared) -> dict[str, Any]:
    return {
        "before": found.before,
        "after": found.after,
        "changes": [
            {"number": c.number, "kind": c.kind.value, "says": c.says}
            for c in found.changes
        ],
        "figures": [_moved(found, one) for one in found.figures],
        "claims": [_moved(found, one) for one in found.claims],
        "compared": {"figures": found.compared[0], "claims": found.compared[1]},
        "same_of_other_rows": found.same_elsewhere,
    }


def _moved(found: Compared, one: Moved) -> dict[str, Any]:
    return {
        "before": one.before,
        "after": one.after,
        "differs": one.differs,
        "causes": one.causes,
        "rows": [
            {
                "how": row.how.value,
                "before": row.before,
                "after": row.after,
                "fields": found.evidence.fields(row),
                "causes": found.evidence.causes(row),
            }
            for row in one.rows
        ],
    }
