"""`madein show newcomers`: suppliers first seen since an event, and facts about each."""

from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table, synthetic_caveats
from madein.engine import Engine, Row
from madein.report.newcomers import CAVEATS, ROWS, held_words, open_lines
from madein.values import (
    Bounds,
    Unit,
    bounds_text,
    day_words,
    interval_text,
    usd_text,
)

SHOWN = 20  # suppliers of an event that are printed; JSON has all

_FIGURES = """
from figure where measure = 'newcomers' and formula is not null and parent is null
order by length(id), id"""


def show_newcomers(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print, for each event, who is new, who stopped, and the facts that hold.

    Args:
        engine: An engine with the tables of the build.
        opened: The case.
        as_json: Whether as JSON.
    """
    rows = engine.rows(ROWS)
    if as_json:
        synthetic = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("newcomers", rows, [*synthetic, *CAVEATS])
        return
    figures = engine.rows(_FIGURES)
    for event in opened.file.events:
        mine = [
            row
            for row in rows
            if (row["event"], row["day"]) == (event.name, event.date)
        ]
        note(f"{event.label}, {day_words(event.date)}")
        _print_new(mine)
        _print_stopped(mine)
        for line in open_lines(mine):
            note(line)
    for figure in figures:
        note(_figure(figure))
    if not opened.file.events:
        note("the case names no event; see docs/case-folder.md")
    for line in CAVEATS:
        note(line)
    if figures:
        note(f"open a figure: madein why {opened.folder} {figures[0]['id']}")
        note("the query for the rows of a supplier: --json, `sql`")


def _figure(figure: Row) -> str:
    """A share of new suppliers, or of those that stopped, in words with its id."""
    said = f"not determinable ({figure['reason']})"
    if figure["reason"] is None:
        bounds = Bounds(at_least=figure["at_least"], at_most=figure["at_most"])
        said = interval_text(bounds, Unit(figure["unit"]))
    return f"{figure['id']}  {figure['label']}: {said}"


def _print_new(rows: list[Row]) -> None:
    new = [row for row in rows if row["is_new"]]
    if not new:
        note("no supplier is known to be first seen since")
    print_table([_new(row) for row in new[:SHOWN]], ["rows", "US dollars since"])
    _say_hidden(new, "suppliers first seen since")


def _new(row: Row) -> Row:
    return {
        "first seen since": "\n".join(
            [
                row["name"] or row["supplier"],
                row["supplier"],
                f"{row['first_seen']} to {row['last_seen']}",
            ]
        ),
        "rows": f"{row['rows']:,}",
        "US dollars since": bounds_text(
            Bounds(at_least=row["usd_at_least"], at_most=row["usd_at_most"])
        ),
        "what holds": "\n".join(held_words(row)) or "nothing else",
        "not determinable": "\n".join(row["unclear"]),
    }


def _print_stopped(rows: list[Row]) -> None:
    stopped = sorted(
        (row for row in rows if row["stopped"]),
        key=lambda row: (-row["usd_before"], row["supplier"]),
    )
    print_table(
        [
            {
                "stopped": row["name"],
                "id": row["supplier"],
                "last seen": row["last_seen"],
                "US dollars in the year before": usd_text(row["usd_before"]),
            }
            for row in stopped[:SHOWN]
        ],
        ["US dollars in the year before"],
    )
    _say_hidden(stopped, "suppliers that stopped")


def _say_hidden(rows: list[Row], words: str) -> None:
    if len(rows) > SHOWN:
        note(f"{len(rows) - SHOWN:,} more {words}: --json prints all")
