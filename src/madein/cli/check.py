"""`madein check`: claims held against the rows."""

from pathlib import Path

import click

from madein.case.opened import open_case
from madein.cli.output import (
    case_argument,
    json_option,
    note,
    print_json,
    print_table,
    progress,
    quiet_option,
    synthetic_caveats,
    synthetic_note,
)

CONTRADICTED, OPEN = 3, 4


@click.command()
@case_argument
@click.option("--strict", is_flag=True, help="Exit 4 if a claim is not determinable.")
@json_option
@quiet_option
def command(case: Path, *, strict: bool, as_json: bool, quiet: bool) -> int:
    """Check claims.yml: supported, contradicted, or not determinable and why.

    Builds first where something changed. Exit code 3 if a claim is contradicted.
    """
    opened = open_case(case)
    opened.build(progress(quiet=quiet))
    results = opened.claim_results()
    synthetic_note(synthetic=opened.file.synthetic)
    if as_json:
        caveats = synthetic_caveats(synthetic=opened.file.synthetic)
        print_json("claims", results, caveats)
    elif not results:
        note(
            f"{case / 'claims.yml'} holds no claims; docs/case-folder.md says how to write one"
        )
    else:
        print_table(
            [
                {
                    "id": row["id"],
                    "claim": row["text"],
                    "result": row["result"]
                    + (f" ({row['reason']})" if row["reason"] else ""),
                    "the records show": row["shows"],
                    "figures": " ".join(row["figures"]),
                }
                for row in results
            ]
        )
    words = {row["result"] for row in results}
    if "contradicted" in words:
        return CONTRADICTED
    return OPEN if strict and "not determinable" in words else 0
