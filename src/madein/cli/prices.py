"""`madein show prices`: imports whose unit value lies far from those of their peers."""

from madein.analysis.unit_values.peers import peers_of
from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table, synthetic_caveats
from madein.engine import Engine, Row
from madein.reference.countries import country_names
from madein.report.prices import (
    CAVEATS,
    ROWS,
    answer_lines,
    peers_text,
    price_text,
    score_text,
    times_text,
)
from madein.values import exact_usd

SHOWN = 25  # outliers that are printed; JSON has all


def show_prices(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print unit values far from their peers, and how many rows had no peers.

    Args:
        engine: An engine with the tables of the build.
        opened: The case.
        as_json: Whether as JSON.
    """
    rows, told = engine.rows(ROWS), engine.rows("from priced")
    if as_json:
        found = [row | {"sql": peers_of(row)} for row in rows]
        synthetic = synthetic_caveats(synthetic=opened.file.synthetic)
        data = {"outliers": found, "answers": told}
        print_json("prices", data, [*synthetic, *CAVEATS])
        return
    names = country_names()
    print_table(
        [_line(row, names) for row in rows[:SHOWN]],
        ["unit value", "score", "US dollars"],
    )
    if len(rows) > SHOWN:
        note(f"{len(rows) - SHOWN:,} more: --json prints all")
    for line in answer_lines(told):
        note(line)
    for line in CAVEATS:
        note(line)


def _line(row: Row, names: dict[str, str]) -> Row:
    sure = "" if row["certain"] else " (may not belong)"
    goods = "\n".join(filter(None, (row["description"], row["sender_name"])))
    against = f"{times_text(row['times'])} {price_text(row['middle'])}"
    return {
        "row, goods and sender": f"{row['file']}, row {row['row']}{sure}\n{goods}",
        "US dollars": exact_usd(row["usd"]),
        "unit value": f"{price_text(row['value'])} a {row['per']}",
        "against the median of its peers": f"{against}\n{peers_text(row, names)}",
        "score": score_text(row),
    }
