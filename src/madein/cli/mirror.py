"""`madein show CASE mirror`: what others report to have exported, beside the records."""

from decimal import Decimal

from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table
from madein.engine import Engine, Row
from madein.reference.countries import country_names
from madein.report.mirror import LEAD, freight_text
from madein.values import Bounds, Unit, bounds_text, day_words, interval_text, usd_text


def show_mirror(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print both sides for each country and heading.

    Args:
        engine: The engine, with the tables of the build.
        opened: The case.
        as_json: Whether to print JSON.
    """
    rows = engine.rows("from mirror order by mirror, country, landed_usd desc")
    if as_json:
        print_json("mirror", rows, [LEAD])
        return
    if not rows:
        note("no mirror: case.yml names no `mirrors`; see docs/measures-mirror.md")
        return
    for mirror in opened.file.mirrors:
        mine = [row for row in rows if row["mirror"] == mirror.name]
        print_table(
            [_line(row) for row in mine], ["reported", "landed", "records", "part"]
        )
        note(
            f"{mirror.name}: {mirror.source}; held against the country of {mirror.role}"
        )
        note(f"landed: {freight_text(mirror)}")
        if mine and mine[0]["since"] is not None:
            days = f"{day_words(mine[0]['since'])} to {day_words(mine[0]['until'])}"
            note(f"compared: {days}, codes that the table holds")
        for row in mine:
            if row["heading"] == "" and row["silent"]:
                name = country_names()[row["country"]]
                note(
                    f"{name}: no row in {row['silent']} of {row['months']} months: no "
                    "trade, or not published"
                )
    note(LEAD)


def _line(row: Row) -> Row:
    name = country_names()[row["country"]]
    what = f"  {row['heading']}" if row["heading"] else name
    if row["at_least"] is None:
        return {
            "what": what,
            "reported": "",
            "landed": "",
            "records": f"not determinable ({row['reason']})",
            "part": "",
        }
    records = Bounds(at_least=row["at_least"], at_most=row["at_most"])
    part = "nothing reported"
    if row["ratio_from"] is not None:
        bounds = Bounds(at_least=row["ratio_from"], at_most=row["ratio_to"])
        part = interval_text(bounds, Unit.SHARE)
    reason = f" ({row['reason']})" if row["reason"] else ""
    return {
        "what": what,
        "reported": _usd(row["exported_usd"]),
        "landed": _usd(row["landed_usd"]),
        "records": bounds_text(records),
        "part": part + reason,
    }


def _usd(amount: Decimal | None) -> str:
    return "no rate" if amount is None else usd_text(amount)
