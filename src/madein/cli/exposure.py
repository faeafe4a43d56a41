"""`madein show exposure`: how much came in under each word."""

from pathlib import Path

from madein.analysis.exposure import exposure, exposure_label
from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table, synthetic_caveats
from madein.engine import Engine, Row
from madein.scope import Scope
from madein.values import exact_usd, rows_words
from madein.verdict import DATE_COLUMNS, DateKind

NUMBERS = ["rows", "US dollars", "may belong"]
CAVEATS = (
    "Not a legal opinion: what lists held, not what anybody may do.",
    "Whoever was listed and taken off again between two copies of a list is in none.",
    "Not listed on the party side says nothing about goods, and the other way round.",
)

WORDS = """
select role, regime, measure, test, word, reason,
  count(*) filter (where belongs) as rows,
  coalesce(sum(usd) filter (where belongs), 0) as usd,
  count(*) filter (where belongs is null) as unclear_rows,
  min(lag_days) as least_lag_days, max(lag_days) as most_lag_days
from (select *, ({belongs}) as belongs from exposed where role <> 'supplier')
where belongs is not false group by all
order by role desc, regime, measure, test, rows desc, word, reason"""

DATES = """
select {counts} from (select *, ({{belongs}}) as belongs from imports)
where belongs is not false""".format(
    counts=", ".join(
        f"count({day}) as {kind.name.lower()}"
        for kind, day in DATE_COLUMNS.items()
        if kind is not DateKind.REGISTRATION
    )
    + ", count(coalesce(registered, registered_month)) as registration"
)


def show_exposure(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print words, reasons and days until listed, each with the figure that opens it.

    Args:
        engine: An engine with the tables of the build.
        opened: The case.
        as_json: Whether as JSON.
    """
    period = opened.file.period
    belongs = Scope(since=period.since, until=period.until).predicate()
    rows = engine.rows(WORDS.format(belongs=belongs.sql), belongs.params)
    ids = {
        (row["label"], row["cell"]): row["id"]
        for row in engine.rows(
            "select id, label, cell from figure where measure = $measure",
            {"measure": exposure.__name__},
        )
    }
    for row in rows:
        row["figure"] = ids.get((exposure_label(row), row["word"]))
    dates = engine.rows(DATES.format(belongs=belongs.sql), belongs.params)[0]
    said = [*_dates(dates, rows, opened.folder), *CAVEATS]
    if as_json:
        synthetic = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("exposure", rows, [*synthetic, *said])
        return
    print_table([_line(row) for row in rows], NUMBERS)
    for line in said:
        note(line)
    if rows:
        note(f"open a figure: madein why {opened.folder} {rows[0]['figure']}")


def _line(row: Row) -> Row:
    return {
        "figure": row["figure"] or "",
        "regime": row["regime"],
        "measure or list": row["measure"],
        "test": row["test"],
        "word": row["word"] + _lag(row),
        "reason": row["reason"] or "",
        "rows": f"{row['rows']:,}",
        "US dollars": exact_usd(row["usd"]),
        "may belong": f"{row['unclear_rows']:,}",
    }


def _lag(row: Row) -> str:
    """Days until listed, in words; empty where there are none."""
    least, most = row["least_lag_days"], row["most_lag_days"]
    if least is None:
        return ""
    days = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    return f" ({days} days)"


def _dates(dates: Row, rows: list[Row], folder: Path) -> list[str]:
    """Which dates were used, and how many rows have a word on none of them."""
    used = ", ".join(f"{kind} ({count:,})" for kind, count in dates.items() if count)
    straddling = [row for row in rows if row["reason"] == "DATES_STRADDLE"]
    found = [f"dates used, with the rows that give them: {used or 'none'}"]
    found += [
        f"{row['regime']}, {row['measure']}, {row['test']}: the dates of "
        f"{rows_words(row['rows'] + row['unclear_rows'])} have different words "
        f"(madein why {folder} {row['figure']} has each)"
        for row in straddling
    ]
    return found
