"""`madein status`: what is held, where the gaps are, what to do next."""

from collections.abc import Iterator
from pathlib import Path

import click

from madein.analysis.coverage import gaps
from madein.case.opened import open_case
from madein.case.review import located
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    print_table,
    synthetic_caveats,
    synthetic_note,
)
from madein.cli.parties.hand import decisions_of
from madein.cli.parties.reading import counted, decision_tree
from madein.engine import Row
from madein.parties.decisions.file import Placed
from madein.values import correction_text, exact_usd, rows_words

HELD = """
select file, conservation.physical_rows as rows, shipments, duplicates, rejects,
  conservation.quarantined_rows as quarantined, conservation.blank_rows as blank,
  min(month) as first_month, max(month) as last_month, first_day, last_day, months_empty,
  month_only_rows as month_only, undated_rows as undated, cap, warnings, absent_fields,
  (select count(*) from declared where doubt is not null
    and declared.source_id = source.source_id) as doubtful
from source join conservation using (source_id) join coverage using (source_id)
left join month_coverage using (source_id) group by all order by file"""
ALIKE = """
select mine.file, theirs.file as other_file, count(*) as rows,
  coalesce(sum(usd), 0) as usd
from (select distinct source_id, row, other_source_id from near) as near
join declared using (source_id, row)
join source as mine using (source_id) join source as theirs
  on theirs.source_id = other_source_id
group by all order by all"""
MENDED = """
select file, row, field, was, now, correction.reason, provider
from correction join source using (source_id) order by file, row, field"""
ALARMS = "select party_id, name, alarm from party where alarm is not null order by all"
ASKED = """
select count(*) filter (status = 'open') as pairs,
  coalesce(max(usd) filter (status = 'open'), 0) as usd,
  count(*) filter (status = 'unsure') as unsure
from proposal"""
SHOWN = (
    "file",
    "rows",
    "shipments",
    "duplicates",
    "rejects",
    "quarantined",
    "blank",
    "first_month",
    "last_month",
)
COUNTS = ("rows", "shipments", "duplicates", "rejects", "quarantined", "blank")


@click.command()
@case_argument
@json_option
def command(case: Path, *, as_json: bool) -> None:
    """Say what is held, row by row accounted for, and what to do next."""
    opened = open_case(case)
    if opened.store.edition() is None:
        note(f"not built yet; next: madein build {case}")
        if as_json:
            print_json("status", {"sources": [], "gaps": []})
        return
    with opened.tables() as engine:
        held = engine.rows(HELD)
        missing = gaps(engine)
        alike = engine.rows(ALIKE)
        mended = engine.rows(MENDED)
        alarms = engine.rows(ALARMS)
        asked = engine.rows(ASKED)[0]
        found = located(engine, decisions_of(opened))
    idle = [one for one in found if one.is_idle]
    synthetic_note(synthetic=opened.file.synthetic)
    if as_json:
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        said = {
            "sources": held,
            "gaps": missing,
            "near": alike,
            "corrections": mended,
            "party_alarms": alarms,
            "open_proposals": asked,
            "idle_decisions": [decision_tree(one.decision) for one in idle],
        }
        print_json("status", said, caveats)
        return
    print_table([{name: row[name] for name in SHOWN} for row in held], COUNTS)
    for line in (*_notes(held), *map(_gap, missing), *map(_alike, alike)):
        note(line)
    for given in mended:
        note(f"corrected: {correction_text(given)}")
    for line in (*map(_alarm, alarms), *map(_idle, idle)):
        note(line)
    for line in _asked(asked, case):
        note(line)
    note(f"next: madein report {case}, or madein show {case} total")


def _notes(held: list[Row]) -> Iterator[str]:
    """What a reader must know of each file."""
    for row in held:
        if row["cap"] is not None:
            yield f"{row['file']} may be incomplete: {row['cap']}; totals are lower bounds"
        if row["month_only"]:
            days = rows_words(row["month_only"])
            yield f"{row['file']} gives the month alone for {days}"
        if row["doubtful"]:
            copies = rows_words(row["doubtful"])
            yield f"{row['file']}: {copies} may be copies and count in upper bounds only"
        for warning in row["warnings"]:
            yield f"{row['file']}: {warning}"


def _gap(gap: Row) -> str:
    first, last = gap["first_month"], gap["last_month"]
    return f"no rows in {gap['file']}: {first:%b %Y} to {last:%b %Y}"


def _alike(pair: Row) -> str:
    rows = rows_words(pair["rows"])
    return (
        f"{rows} of {pair['file']}, {exact_usd(pair['usd'])} together, are much like rows "
        f"of {pair['other_file']}; both count"
    )


def _alarm(party: Row) -> str:
    return f"{party['party_id']} '{party['name']}': {party['alarm']}"


def _idle(one: Placed) -> str:
    line = one.decision
    sides = ((line.left, one.left), (line.right, one.right))
    absent = [str(side) for side, party in sides if side is not None and party is None]
    found = " and ".join(absent)
    be = "is" if len(absent) == 1 else "are"
    return f"decisions.jsonl:{line.line}: {found} {be} in no record of this build"


def _asked(asked: Row, case: Path) -> Iterator[str]:
    pairs, unsure = asked["pairs"], asked["unsure"]
    if pairs:
        yield (
            f"{counted(pairs, 'pair')} of parties may be one firm, with up to "
            f"{exact_usd(asked['usd'])} at stake: madein parties {case} review"
        )
    if unsure:
        yield (
            f"of {counted(unsure, 'pair')} somebody was unsure: "
            f"madein parties {case} review --unsure"
        )
