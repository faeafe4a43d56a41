"""`madein show newcomers`: suppliers first seen since an event, and facts about each."""

from decimal import Decimal
from fractions import Fraction

from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table, synthetic_caveats
from madein.engine import Engine, Row
from madein.values import (
    Bounds,
    Unit,
    bounds_text,
    day_words,
    interval_text,
    usd_text,
)

CAVEATS = (
    "Facts are named one by one; they are not added up, weighed or ranked.",
    "First seen means first in these records: a firm may have sold to others before.",
    "Trade inside the Eurasian Economic Union leaves no customs declaration.",
)
SHOWN = 20  # suppliers of an event that are printed; JSON has all
_ROWS = """
select newcomer.*, party.name, like_party.name as like_name, other.usd_before as like_usd
from newcomer left join party on party.party_id = newcomer.supplier
left join party as like_party on like_party.party_id = newcomer.like_supplier
left join newcomer as other on other.event = newcomer.event and other.day = newcomer.day
  and other.supplier = newcomer.like_supplier
where newcomer.is_new is not false or newcomer.stopped is not false
order by newcomer.day, newcomer.event, newcomer.is_new desc nulls last, newcomer.usd_at_least desc,
  newcomer.supplier"""

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
    rows = engine.rows(_ROWS)
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
        _print_open(mine)
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
        "first seen since": row["name"],
        "id": row["supplier"],
        "from": row["first_seen"],
        "to": row["last_seen"],
        "rows": f"{row['rows']:,}",
        "US dollars since": bounds_text(
            Bounds(at_least=row["usd_at_least"], at_most=row["usd_at_most"])
        ),
        "what holds": "; ".join([*row["holds"], *_likeness(row)]) or "nothing else",
        "not determinable": "; ".join(row["unclear"]),
    }


def _likeness(row: Row) -> list[str]:
    """Whom it is most like, with the codes in common and the dollars a month."""
    if row["like_supplier"] is None:
        return []
    said = f"{row['common_codes']} of {row['all_codes']} codes in common with {row['like_name']}"
    times = _volume(row) if row["same_goods"] else None
    return [said if times is None else f"{said}, {times} times its dollars a month"]


def _volume(row: Row) -> str | None:
    """How many times the dollars a month of the other supplier, by certain rows."""
    if not (row["months"] and row["like_months"] and row["like_usd"]):
        return None
    mine = Fraction(row["usd_at_least"]) / row["months"]
    other = Fraction(row["like_usd"]) / row["like_months"]
    return str(Decimal(round(mine / other * 100)).scaleb(-2))


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


def _print_open(rows: list[Row]) -> None:
    """How many suppliers nobody can tell about, and why."""
    for column, reason, words in (
        ("is_new", "reason", "first seen since or before"),
        ("stopped", "stop_reason", "stopped or went on"),
    ):
        why: dict[str, int] = {}
        for row in rows:
            if row[column] is None:
                why[row[reason]] = why.get(row[reason], 0) + 1
        for code, count in sorted(why.items()):
            firms = "1 supplier" if count == 1 else f"{count:,} suppliers"
            note(f"{firms}: {words} is not determinable ({code})")


def _say_hidden(rows: list[Row], words: str) -> None:
    if len(rows) > SHOWN:
        note(f"{len(rows) - SHOWN:,} more {words}: --json prints all")
