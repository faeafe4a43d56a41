"""`madein map`: which column holds which field, and why."""

from dataclasses import replace
from pathlib import Path

import click

from madein.case.build import take_source
from madein.case.opened import Case, open_case
from madein.case.reading import add_entry
from madein.cli.asking import answers_options, told_answers
from madein.cli.output import case_argument, json_option, note, print_json, print_table
from madein.engine import Engine
from madein.errors import Fault, RequestError
from madein.mapping.findings import TOTAL, UNUSED, Finding
from madein.mapping.propose import propose
from madein.mapping.questions import NO_ANSWERS, Answers
from madein.mapping.settle import Sampled, change_layout
from madein.question import SourceFile
from madein.records.typed import Mapped
from madein.sources.layouts import case_layouts

WORDS = {TOTAL: "total of the declaration: never summed", UNUSED: "not used"}


@click.command()
@case_argument
@click.argument("source", required=False)
@answers_options
@json_option
def command(
    case: Path,
    source: str | None,
    *,
    as_json: bool,
    **flags: str | tuple[str, ...] | None,
) -> None:
    """Show which column holds which field, with the evidence and cells as found.

    SOURCE is a file as case.yml names it; all sources if not given. With --set and the
    like the layout of the source is changed and saved in the case.
    """
    opened = open_case(case)
    answers = told_answers(flags)
    found = []
    with Engine(opened.store.scratch) as engine:
        for entry in _entries(opened, source):
            if answers != NO_ANSWERS:
                entry = _changed(opened, engine, entry, answers)  # noqa: PLW2901 - from here on the changed one
            mapped = take_source(case, entry, opened.store.raw)
            rows = _columns(engine, mapped)
            found.append({"file": entry.file, "layout": entry.layout, "columns": rows})
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


def _changed(
    opened: Case, engine: Engine, entry: SourceFile, answers: Answers
) -> SourceFile:
    """A source whose layout says what a person said."""
    layouts = case_layouts(opened.folder)
    mapped = take_source(opened.folder, entry, opened.store.raw)
    sampled = Sampled(
        file=Path(entry.file),
        where=f"{entry.file}:{mapped.taken.dialect.header_line}",
        copy=mapped.copy,
        records=mapped.taken.copy.records,
        headings=mapped.columns.headings,
    )
    known = mapped.columns.layout
    layout = change_layout(engine, sampled, known, layouts, answers, opened.folder)
    new = replace(entry, layout=layout.name)
    add_entry(opened.folder, new)
    return new


def _columns(engine: Engine, source: Mapped) -> list[dict[str, object]]:
    """Each column with its field, what its cells say, and a few of them."""
    headings = source.columns.headings
    proposal = propose(engine, source.copy, source.taken.copy.records, headings)
    fields = {position: name for name, position in source.columns.columns.items()}
    fields |= dict.fromkeys(source.columns.totals, TOTAL)
    return [
        _row(found, fields.get(n, UNUSED)) for n, found in enumerate(proposal.findings)
    ]


def _row(found: Finding, role: str) -> dict[str, object]:
    agrees = found.role == role
    other = () if agrees or found.role in WORDS else (found.role,)
    return {
        "column": found.column.heading,
        "field": WORDS.get(role, role),
        "evidence": found.because if agrees else "the layout says so",
        "confidence": f"{found.confidence:.2f}" if agrees else "-",
        "alternatives": ", ".join((*other, *found.others)),
        "cells, for instance": _shown(found),
    }


def _shown(found: Finding) -> str:
    """A few cells; none of telephones and persons."""
    is_personal = found.column.reading.role == "contact"
    return "personal data" if is_personal else found.column.shown()
