"""`madein status`: what is held, where the gaps are, what to do next."""

from pathlib import Path

import click

from madein.analysis.coverage import gaps
from madein.case.opened import open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    print_table,
    synthetic_caveats,
    synthetic_note,
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
        held = engine.rows("""
select file, conservation.physical_rows as rows, shipments, duplicates, rejects,
  conservation.quarantined_rows as quarantined, conservation.blank_rows as blank,
  min(month) as first_month, max(month) as last_month
from source join conservation using (source_id)
left join month_coverage using (source_id) group by all order by file""")
        missing = gaps(engine)
    synthetic_note(synthetic=opened.file.synthetic)
    if as_json:
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("status", {"sources": held, "gaps": missing}, caveats)
        return
    print_table(held, COUNTS)
    for gap in missing:
        note(
            f"no rows in {gap['file']}: {gap['first_month']:%b %Y} to {gap['last_month']:%b %Y}"
        )
    note(f"next: madein report {case}, or madein show {case} total")
