"""`madein add`: register files of records."""

import os
from pathlib import Path

import click

from madein.case.build import take_source
from madein.case.opened import open_case
from madein.case.reading import add_entry
from madein.cli.output import case_argument, json_option, note, print_json, print_table
from madein.errors import CaseError, Fault
from madein.question import SourceFile
from madein.records.typed import Mapped
from madein.sources.dialect import Dialect, Told
from madein.sources.intake import look_at
from madein.sources.layouts import Layout, best_layout, case_layouts

ROLES = {
    "origin": "country of origin",
    "dispatch": "country of dispatch",
    "trading": "trading country",
    "sender_country": "country of the sender",
    "maker_name": "maker",
    "statistical_usd": "statistical value in US dollars",
    "net_kg": "net weight",
    "declaration": "declaration number, so no duplicate can be told",
    "item": "item number, so no duplicate can be told",
}


@click.command()
@case_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--layout", help="Vendor layout; found by the headings if not given.")
@click.option(
    "--sheet", default="", help="Sheet of a workbook; the first if not given."
)
@click.option("--encoding", help="Encoding of a text file, like cp1251.")
@click.option("--delimiter", help="Character between cells.")
@click.option("--header-line", type=int, help="Line of the headings.")
@json_option
def command(
    case: Path,
    files: tuple[Path, ...],
    layout: str | None,
    sheet: str,
    encoding: str | None,
    delimiter: str | None,
    header_line: int | None,
    *,
    as_json: bool,
) -> None:
    """Register files of records, in order of preference.

    Files inside the case folder are named from there; others by their full path.
    They are read, never written to.
    """
    opened = open_case(case)
    layouts = case_layouts(case)
    added = []
    told = Told(
        sheet=sheet, encoding=encoding, delimiter=delimiter, header_line=header_line
    )
    for file in files:
        dialect = look_at(file, layouts, told).dialect
        entry = SourceFile(
            file=_name(file, case),
            layout=layout or _layout(dialect, layouts, file).name,
            sheet=sheet,
            encoding=dialect.encoding or None,
            delimiter=dialect.delimiter or None,
            header_line=dialect.header_line,
        )
        source = take_source(case, entry, layouts, opened.store.raw)
        add_entry(case, entry)
        added.append(source)
    if as_json:
        print_json("sources", [_summary(source) for source in added])
        return
    print_table([_summary(source) for source in added], ["rows", "quarantined"])
    for source in added:
        missing = [
            words for name, words in ROLES.items() if name not in source.columns.columns
        ]
        if missing:
            note(f"{source.file} does not give: {', '.join(missing)}")
    note(f"next: madein build {case}")


def _name(file: Path, case: Path) -> str:
    """The file as `case.yml` names it, with forward slashes."""
    inside = file.resolve().is_relative_to(case.resolve())
    named = (
        os.path.relpath(file.resolve(), case.resolve()) if inside else file.resolve()
    )
    return Path(named).as_posix()


def _layout(dialect: Dialect, layouts: tuple[Layout, ...], file: Path) -> Layout:
    found = best_layout(dialect.headings, layouts)
    if found is None:
        shown = ", ".join(f"'{heading}'" for heading in dialect.headings[:12])
        raise CaseError(
            Fault(
                what=f"no layout knows half of the headings: {shown} ...",
                where=f"{file}:{dialect.header_line}",
                fix="write a layout for this vendor into the folder layouts/ of the case; "
                "docs/layouts.md says how",
            )
        )
    return found


def _summary(source: Mapped) -> dict[str, object]:
    taken = source.taken
    return {
        "file": source.file,
        "layout": source.columns.layout.name,
        "encoding": taken.dialect.encoding or "-",
        "delimiter": taken.dialect.delimiter or "-",
        "headings on line": taken.dialect.header_line,
        "rows": taken.copy.records + len(taken.copy.quarantined),
        "quarantined": len(taken.copy.quarantined),
        "sha256": taken.sha256[:12],
    }
