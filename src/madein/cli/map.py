"""`madein map`: which column holds which field."""

from pathlib import Path

import click

from madein.case.build import take_source
from madein.case.opened import Case, open_case
from madein.cli.output import case_argument, json_option, note, print_json, print_table
from madein.engine import Engine
from madein.errors import Fault, RequestError
from madein.question import SourceFile
from madein.records.typed import Mapped
from madein.sources.layouts import case_layouts, raw_column

SAMPLES = 3  # cells shown per column


@click.command()
@case_argument
@click.argument("source", required=False)
@json_option
def command(case: Path, source: str | None, *, as_json: bool) -> None:
    """Show which column holds which field, with cells as found.

    SOURCE is a file as case.yml names it; all sources if not given.
    """
    opened = open_case(case)
    entries = _entries(opened, source)
    layouts = case_layouts(case)
    found = []
    with Engine(opened.store.scratch) as engine:
        for entry in entries:
            mapped = take_source(case, entry, layouts, opened.store.raw)
            rows = _columns(engine, mapped)
            found.append({"file": entry.file, "columns": rows})
            if not as_json:
                note(f"{entry.file}, layout {entry.layout}")
                print_table(rows)
    if as_json:
        print_json("mappings", found)


def _entries(opened: Case, source: str | None) -> list[SourceFile]:
    """The sources that are asked about.

    Raises:
        RequestError: There is none of that name.
    """
    entries = [e for e in opened.file.sources if source in {None, e.file}]
    if not entries:
        known = ", ".join(entry.file for entry in opened.file.sources) or "none"
        raise RequestError(
            Fault(
                what=f"there is no source '{source or ''}'",
                where=str(opened.folder / "case.yml"),
                fix=f"sources of the case: {known}",
            )
        )
    return entries


def _columns(engine: Engine, source: Mapped) -> list[dict[str, object]]:
    fields = {position: name for name, position in source.columns.columns.items()}
    rows = []
    for position, heading in enumerate(source.columns.headings):
        cell = raw_column(position)
        found = engine.rows(
            f"select distinct {cell} as cell from {source.raw} "
            f"where {cell} is not null order by all limit {SAMPLES}"
        )
        meaning = fields.get(position)
        if position in source.columns.totals:
            meaning = "total of the declaration: never summed"
        rows.append(
            {
                "column": heading,
                "field": meaning or "not used",
                "cells, for instance": "  /  ".join(row["cell"][:30] for row in found),
            }
        )
    return rows
