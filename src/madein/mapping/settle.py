"""The layout of a file: a known one that its cells bear out, or a new one by its cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from madein.engine import Engine, literal
from madein.errors import CaseError, Fault
from madein.mapping.findings import Finding
from madein.mapping.known import (
    as_findings,
    check,
    known_layout,
    widened,
    with_answers,
)
from madein.mapping.profile import Column, sample
from madein.mapping.propose import propose, refuse_aggregates
from madein.mapping.questions import Answers, Question
from madein.mapping.saved import as_layout, new_name, save_layout
from madein.sources.layouts import Layout, known_share, lay_over


@dataclass(frozen=True, kw_only=True)
class Sampled:
    """A file that was taken in, as far as mapping looks at it.

    Attributes:
        file: The file.
        where: The file and line of the headings, for messages.
        copy: Its evidence copy.
        records: Rows in it.
        headings: Its headings, in order.
    """

    file: Path
    where: str
    copy: Path
    records: int
    headings: tuple[str, ...]

    @property
    def raw(self) -> str:
        """SQL for the rows of the evidence copy."""
        return f"read_parquet({literal(str(self.copy))})"


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What was settled about a file.

    Attributes:
        layout: Its layout; None while questions are open.
        is_new: Whether the layout was made for it.
        questions: What only a person can know.
        notes: What she must be told.
        findings: The evidence of each column.
    """

    layout: Layout | None
    is_new: bool = False
    questions: tuple[Question, ...] = ()
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def settle(
    engine: Engine,
    taken: Sampled,
    layouts: Sequence[Layout],
    answers: Answers,
    case_folder: Path,
) -> Settled:
    """The layout of a file; a new one is written into the case.

    Args:
        engine: The engine.
        taken: The file.
        layouts: The layouts of the case, then those that come with madein.
        answers: What a person said.
        case_folder: The case.
    """
    columns = sample(engine, taken.copy, taken.records, taken.headings, ".")
    if answers.layout:
        known = _named(layouts, answers.layout, taken.where)
    else:
        refuse_aggregates(columns, taken.where)
        known = known_layout(columns, layouts) or widened(columns, layouts)
    if known is not None:
        return _by_layout(engine, taken, columns, known, layouts, answers, case_folder)
    proposal = propose(engine, taken.copy, taken.records, taken.headings, answers)
    layout = None
    if not proposal.questions:
        name = new_name(taken.file, [layout.name for layout in layouts])
        made = as_layout(proposal, name, taken.file)
        lay_over(taken.headings, made, taken.where)
        layout = save_layout(case_folder, made, proposal.findings)
    return Settled(
        layout=layout,
        is_new=True,
        questions=proposal.questions,
        notes=proposal.notes,
        findings=proposal.findings,
    )


def _named(layouts: Sequence[Layout], name: str, where: str) -> Layout:
    """The layout that a person named.

    Raises:
        CaseError: There is none of that name.
    """
    for layout in layouts:
        if layout.name == name:
            return layout
    known = ", ".join(layout.name for layout in layouts)
    what = f"there is no layout '{name}'"
    raise CaseError(Fault(what=what, where=where, fix=f"use one of: {known}"))


def _by_layout(
    engine: Engine,
    taken: Sampled,
    columns: Sequence[Column],
    known: Layout,
    layouts: Sequence[Layout],
    answers: Answers,
    case_folder: Path,
) -> Settled:
    """A known layout, or its copy with what the file proves and a person said."""
    checked = check(engine, taken.raw, columns, known, answers, taken.where)
    if checked.questions:
        return Settled(layout=None, questions=checked.questions)
    layout, is_new = checked.layout, checked.layout not in layouts
    findings = as_findings(columns, layout, taken.where, f"layout {known.name}")
    if is_new:
        name = new_name(taken.file, [layout.name for layout in layouts])
        layout = save_layout(case_folder, replace(layout, name=name), findings)
    notes = (*checked.notes, *_left_out(columns, known, layouts))
    return Settled(layout=layout, is_new=is_new, notes=notes, findings=findings)


def _left_out(
    columns: Sequence[Column], known: Layout, layouts: Sequence[Layout]
) -> list[str]:
    """What a person is told of columns that a layout was widened by."""
    unknown = [
        f"'{column.heading}'"
        for layout in layouts
        if layout.name == known.name
        for column in columns
        if column.heading.strip() and not known_share([column.heading], layout)
    ]
    names = ", ".join(unknown)
    return (
        [f"not in the layout {known.name}, and left unused: {names}"] if names else []
    )


def change_layout(
    engine: Engine,
    taken: Sampled,
    layout: Layout,
    layouts: Sequence[Layout],
    answers: Answers,
    case_folder: Path,
) -> Layout:
    """The layout of a source with what a person said; one of the case is replaced.

    Args:
        engine: The engine.
        taken: The file.
        layout: Its layout.
        layouts: The layouts of the case, then those that come with madein.
        answers: What she said.
        case_folder: The case.
    """
    columns = sample(engine, taken.copy, taken.records, taken.headings, ".")
    laid = lay_over(taken.headings, layout, taken.where)
    told = with_answers(layout, laid, answers)
    if not (case_folder / "layouts" / f"{layout.name}.yml").is_file():
        told = replace(told, name=new_name(taken.file, [lay.name for lay in layouts]))
    findings = as_findings(columns, told, taken.where, f"layout {layout.name}")
    return save_layout(case_folder, told, findings)
