"""`madein show flags`: what published notices ask, and what the rows answer."""

from madein.analysis.flags.facts import facts
from madein.case.opened import Case
from madein.cli.output import note, print_json, print_table, synthetic_caveats
from madein.engine import Engine, Row
from madein.values import exact_usd

NO_SCORE = "each flag is a question with its own rows; flags are not added up, weighed or ranked"
_FLAGS = """
select flag.*, party.name as party from flag left join party using (party_id)
order by id, party_id <> '', list_position(['yes', 'not determinable', 'no'], answer),
  usd desc nulls last, party_id"""
FIRMS = 5  # firms of a flag that are printed; JSON has all


def show_flags(engine: Engine, opened: Case, *, as_json: bool) -> None:
    """Print the flags of a build, with the caution of those who publish them.

    Args:
        engine: An engine with the tables of the build.
        opened: The case.
        as_json: Whether to print JSON.
    """
    rows = engine.rows(_FLAGS)
    caution = facts().caution.says
    if as_json:
        said = [{k: v for k, v in row.items() if k != "sql"} for row in rows]
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("flags", said, [caution, NO_SCORE, *caveats])
        return
    printed = [row for row in rows if not row["party_id"]] + _firms(rows)
    printed.sort(key=lambda row: row["id"])
    print_table([_line(row) for row in printed], ["rows", "US dollars"])
    note(caution)
    note(NO_SCORE)
    hidden = len(rows) - len(printed)
    if hidden:
        note(f"{hidden:,} more answers on single firms: --json prints all")
    note(
        f"open a flag: madein why {opened.folder} {rows[0]['id']}"
        if rows
        else "no flags"
    )


def _firms(rows: list[Row]) -> list[Row]:
    """Of each flag, the first answers on single firms."""
    found: list[Row] = []
    for flag in dict.fromkeys(row["id"] for row in rows):
        mine = [row for row in rows if row["id"] == flag and row["party_id"]]
        found += mine[:FIRMS]
    return found


def _line(row: Row) -> Row:
    answer = row["answer"] + (f" ({row['reason']})" if row["reason"] else "")
    is_firm = bool(row["party_id"])
    return {
        "id": f"{row['id']}.{row['party_id']}" if is_firm else row["id"],
        "asked": (row["party"] or "") if is_firm else row["question"],
        "answer": answer,
        "what the rows show": row["says"],
        "rows": f"{row['rows']:,}",
        "US dollars": "" if row["usd"] is None else exact_usd(row["usd"]),
    }
