"""`madein add`: register files of records."""

import os
import sys
from pathlib import Path

import click

from madein.case.opened import open_case
from madein.case.reading import add_entry
from madein.cli.asking import answers_options, ask, told_answers
from madein.cli.output import case_argument, json_option, note, print_json, print_table
from madein.engine import Engine
from madein.errors import CaseError
from madein.mapping.questions import Answers
from madein.mapping.settle import Sampled, Settled, settle
from madein.mapping.warnings import warnings
from madein.question import SourceFile
from madein.records.typed import Mapped
from madein.sources.intake import Taken, look_at, take_in
from madein.sources.layouts import case_layouts, lay_over
from madein.sources.text.dialect import Look, Told

ROLES = {
    "registered": "day of the declaration",
    "consignee_name": "importer or buyer",
    "sender_name": "supplier or exporter",
    "hs": "commodity code",
    "origin": "country of origin",
    "dispatch": "country of dispatch",
    "trading": "trading country",
    "sender_country": "country of the sender",
    "maker_name": "maker",
    "statistical_usd": "statistical value in US dollars",
    "net_kg": "net weight",
    "declaration": "declaration number, so copies of a row are told by its cells alone",
    "item": "item number",
}
SHOWN_CELLS = 6  # of the rows shown as a sample


@click.command()
@case_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--layout", default="", help="Vendor layout; found by the cells if not given."
)
@click.option("--sheet", default="", help="Sheet of a workbook, or file in an archive.")
@click.option("--encoding", help="Encoding of a text file, like cp1251.")
@click.option("--delimiter", help="Character between cells.")
@click.option("--quote", help="Quotation mark; empty for none.")
@click.option("--escape", help="What stands before a quotation mark inside a cell.")
@click.option("--header-line", type=int, help="Line of the headings; 0 for none.")
@answers_options
@json_option
def command(
    case: Path,
    files: tuple[Path, ...],
    layout: str,
    *,
    as_json: bool,
    **flags: str | int | tuple[str, ...] | None,
) -> None:
    """Register files of records, in order of preference.

    Files inside the case folder are named from there; others by their full path. They
    are read, never written to. Each column is mapped by its cells; what they leave open
    is asked on a terminal, or told with the flags that a message names.
    """
    raw = open_case(case).store.raw
    answers = told_answers(flags, layout)
    if flags["delimiter"] == r"\t":  # as messages write it
        flags["delimiter"] = "\t"
    told = Told(**{name: flags[name] for name in Told.__dataclass_fields__})  # ty: ignore[invalid-argument-type]
    added = []
    for file in files:
        look = _sure(look_at(file, case_layouts(case), told), file)
        taken = take_in(file, told.sheet, look.dialect, raw)
        settled = _settled(case, file, taken, raw, answers)
        added.append(_registered(case, file, told.sheet, taken, settled, raw))
        _tell(added[-1], look, settled)
    if as_json:
        print_json("sources", [_summary(source) for source in added])
        return
    print_table([_summary(source) for source in added], ["rows", "quarantined"])
    note(f"next: madein build {case}; what the columns hold: madein map {case}")


def _sure(look: Look, file: Path) -> Look:
    """How a file is read, if that is certain or a person says so.

    Raises:
        CaseError: It is not.
    """
    if look.doubts and not (sys.stdin.isatty() and _agreed(look, file)):
        raise CaseError(*look.doubts)
    return look


def _agreed(look: Look, file: Path) -> bool:
    _show(look, str(file))
    for doubt in look.doubts:
        note(str(doubt))
    return click.confirm("read it like this?", default=False, err=True)


def _settled(
    case: Path, file: Path, taken: Taken, raw: Path, answers: Answers
) -> Settled:
    """What the columns of a file hold; what is open is asked.

    Raises:
        CaseError: Something is open, and there is nobody to ask.
    """
    where = f"{file}:{taken.dialect.header_line}"
    sampled = Sampled(
        file=file,
        where=where,
        copy=raw / taken.name,
        records=taken.copy.records,
        headings=taken.dialect.headings,
    )
    with Engine(raw) as engine:
        while True:
            settled = settle(engine, sampled, case_layouts(case), answers, case)
            if not settled.questions:
                return settled
            if not sys.stdin.isatty():
                raise CaseError(*(q.fault(where) for q in settled.questions))
            answers = ask(settled.questions, answers)


def _registered(
    case: Path, file: Path, sheet: str, taken: Taken, settled: Settled, raw: Path
) -> Mapped:
    """A file as a source of the case.

    Raises:
        CaseError: It has no layout.
    """
    dialect, layout = taken.dialect, settled.layout
    if layout is None:
        raise CaseError(*(q.fault(str(file)) for q in settled.questions))
    entry = SourceFile(
        file=_name(file, case),
        layout=layout.name,
        sheet=sheet,
        encoding=dialect.encoding or None,
        delimiter=dialect.delimiter or None,
        quote=_unusual(dialect.quote, dialect.delimiter),
        escape=_unusual(dialect.escape, dialect.delimiter),
        header_line=dialect.header_line,
    )
    where = f"{entry.file}:{dialect.header_line}"
    columns = lay_over(dialect.headings, layout, where)
    add_entry(case, entry)
    return Mapped(
        file=entry.file,
        sheet=sheet,
        taken=taken,
        columns=columns,
        copy=raw / taken.name,
    )


def _unusual(mark: str, delimiter: str) -> str | None:
    """A quotation mark or escape that is not the usual one of text files."""
    return mark if delimiter and mark != '"' else None


def _name(file: Path, case: Path) -> str:
    """The file as `case.yml` names it, with forward slashes."""
    inside = file.resolve().is_relative_to(case.resolve())
    named = (
        os.path.relpath(file.resolve(), case.resolve()) if inside else file.resolve()
    )
    return Path(named).as_posix()


def _tell(source: Mapped, look: Look, settled: Settled) -> None:
    """Say how a file is read, and what it cannot answer."""
    _show(look, source.file)
    columns = [found.column for found in settled.findings]
    if settled.is_new:
        name = source.columns.layout.name
        note(
            f"{source.file}: mapped by its cells; layout written to layouts/{name}.yml"
        )
    for line in (*settled.notes, *warnings(columns, source.taken.copy.records)):
        note(f"{source.file}: {line}")
    held = {*source.columns.columns, *source.columns.layout.constants}
    if "consignee_tax_id" in held:
        held.add("consignee_name")
    missing = [words for name, words in ROLES.items() if name not in held]
    if missing:
        note(f"{source.file} does not give: {', '.join(missing)}")


def _show(look: Look, file: str) -> None:
    """How a file is read, with the rows passed over and a few of the rest."""
    sure = ", ".join(f"{name} {share:.0%}" for name, share in look.confidence.items())
    if sure:
        note(f"{file}: read with certainty of {sure}")
    for number, row in enumerate(look.skipped, start=1):
        note(f"  passed over, line {number}: {' | '.join(row)[:120]}")
    for row in look.sample[:3]:
        note(f"  {' | '.join(cell[:24] for cell in row[:SHOWN_CELLS])} ...")


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
