"""A layout that knows a file's headings, held against the cells of the file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from madein.engine import Engine
from madein.errors import CaseError, Fault
from madein.mapping.findings import TOTAL, UNUSED, Finding
from madein.mapping.gates import KEYS, VALUES, objection
from madein.mapping.profile import Column
from madein.mapping.proofs import date_orders
from madein.mapping.questions import Answers, Question, setting
from madein.mapping.relations import Groups, level
from madein.mapping.shapes import RIVALS, country, day_orders
from madein.mapping.words import is_box
from madein.sources.layouts import (
    ColumnMap,
    Layout,
    known_share,
    lay_over,
    shipped_layouts,
)

OWN_SHARE = 0.8  # of a layout's fields, which a file must have to be of that vendor
MOST_BOXES = 0.7  # of a file's headings, which a layout of boxes must know
BOX_SHARE = 0.3  # the same, where headings are codes of boxes and mean one thing only


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A known layout after it was held against a file.

    Attributes:
        layout: The layout, with what the file proves and a person said.
        questions: Where the cells are not what it says.
        notes: What a person must be told.
    """

    layout: Layout
    questions: tuple[Question, ...]
    notes: tuple[str, ...]


def known_layout(columns: Sequence[Column], layouts: Sequence[Layout]) -> Layout | None:
    """The layout that knows all headings of a file; None where none or several do.

    It must find most of its own fields in the file, too: a heading like HS_CODE is in
    the files of many vendors. Among equals the one counts more of whose headings the
    file has. A layout of the case is preferred to those that come with madein.

    Args:
        columns: The columns of the file.
        layouts: The layouts of the case, then those that come with madein.
    """
    headings = [column.heading for column in columns]
    shares = {
        layout.name: _own_share(headings, layout)
        for layout in layouts
        if known_share(headings, layout) == 1.0
        and not _of_another_country(columns, layout)
    }
    most = max(shares.values(), default=0.0)
    boxed = sum(map(is_box, headings)) > len(headings) / 2
    if most < (BOX_SHARE if boxed else OWN_SHARE):
        return None
    equal = [lay for lay in layouts if shares.get(lay.name, 0.0) == most]
    shipped = {layout.name for layout in shipped_layouts()}
    if equal[0].name not in shipped:
        return equal[0]
    fewest = min(map(_size, equal))
    fit = [layout for layout in equal if _size(layout) == fewest]
    return fit[0] if len(fit) == 1 else None


def widened(columns: Sequence[Column], layouts: Sequence[Layout]) -> Layout | None:
    """A layout of box codes that knows most headings of a file, the others unused.

    A box means one thing whatever a vendor writes beside it, and what she adds to the
    boxes is no part of the declaration. None where no layout fits.

    Args:
        columns: The columns of the file.
        layouts: The layouts of the case, then those that come with madein.
    """
    headings = [column.heading for column in columns]
    boxes = [column for column in columns if is_box(column.heading)]
    if len(boxes) <= len(headings) / 2:
        return None
    more = tuple(heading for heading in headings if heading.strip())
    wide = [
        replace(
            lay, unused=(*lay.unused, *(h for h in more if not known_share([h], lay)))
        )
        for lay in layouts
        if known_share(headings, lay) >= MOST_BOXES and not lay.aggregated
    ]
    return known_layout(columns, wide)


def _size(layout: Layout) -> int:
    """How many headings a layout knows."""
    named = sum(len(headings) for headings in layout.fields.values())
    return named + len(layout.total_of_declaration) + len(layout.unused)


def _own_share(headings: Sequence[str], layout: Layout) -> float:
    """Share of a layout's fields that a file has a column for."""
    if layout.aggregated:
        return 1.0
    try:
        columns = lay_over(headings, layout, "").columns
    except CaseError:
        return 0.0
    return len(columns) / len(layout.fields)


def _of_another_country(columns: Sequence[Column], layout: Layout) -> bool:
    """Whether a column of the vendor's names another country on every row."""
    named = {
        country(column.distinct[0])
        for column in columns
        if column.reading.role == "country" and column.is_constant
    }
    return bool(layout.country) and bool(named) and layout.country not in named


def check(
    engine: Engine,
    raw: str,
    columns: Sequence[Column],
    layout: Layout,
    answers: Answers,
    where: str,
) -> Checked:
    """A known layout, held against the cells of a file.

    Args:
        engine: The engine.
        raw: SQL for the rows of the evidence copy.
        columns: The columns of the file.
        layout: The layout.
        answers: What a person said.
        where: The file and line of the headings, for messages.

    Raises:
        CaseError: The rows that it lays out are no shipments.
    """
    if layout.aggregated:
        fix = "ask for the single records; such a table can only check their totals"
        what = f"no shipments: {layout.aggregated}"
        raise CaseError(Fault(what=what, where=where, fix=fix))
    laid = lay_over([column.heading for column in columns], layout, where)
    questions = [] if answers.layout else _contradicted(laid, columns, answers)
    if not answers.dates and not answers.layout:
        questions += _other_days(laid, columns)
    dates, notes = layout.dates, []
    if not questions and not answers.dates:
        dates, notes = _proven_days(engine, raw, laid, columns)
    told = with_answers(replace(layout, dates=dates), laid, answers)
    return Checked(layout=told, questions=tuple(questions), notes=tuple(notes))


def _contradicted(
    laid: ColumnMap, columns: Sequence[Column], answers: Answers
) -> list[Question]:
    """A question for each column whose cells are not what the layout says."""
    key = laid.columns.get("declaration")
    groups = Groups.of(None if key is None else columns[key])
    questions = []
    for name, position in laid.columns.items():
        column = columns[position]
        wrong = objection(name, column) if column.filled else ""
        if name in VALUES and not wrong and level(column, groups) == "declaration":
            wrong = "it is the same on all items of a declaration"
        if wrong and name in {*KEYS, *VALUES} and column.heading not in answers.columns:
            what = (
                f"the layout '{laid.layout.name}' takes '{column.heading}' for {name}, "
                f"but {wrong}: {column.shown()}"
            )
            choices = {
                "it is right": setting(column.heading, name),
                "do not use it": setting(column.heading, UNUSED),
            }
            questions.append(Question(what=what, choices=choices))
    return questions


def _other_days(laid: ColumnMap, columns: Sequence[Column]) -> list[Question]:
    """A question where days are written in an order that the layout does not name."""
    position = laid.columns.get("registered")
    if position is None or laid.layout.zone:
        return []
    column, named = columns[position], set(laid.layout.dates)
    read = [orders for cell in column.distinct if (orders := day_orders(cell))]
    other = [orders for orders in read if not orders & named]
    if len(other) <= 0.02 * len(read):
        return []
    orders = sorted(frozenset.intersection(*other) or frozenset().union(*other))
    what = f"'{column.heading}' has days in an order that the layout does not name"
    choices = {order: f"--dates {order}" for order in orders}
    return [Question(what=f"{what}: {column.shown()}", choices=choices)]


def _proven_days(
    engine: Engine, raw: str, laid: ColumnMap, columns: Sequence[Column]
) -> tuple[tuple[str, ...], list[str]]:
    """The orders of a layout without those that a file disproves.

    Of two that look alike the file proves one, or days that both read stay unknown.
    """
    position, named = laid.columns.get("registered"), laid.layout.dates
    alike = [pair for pair in RIVALS if set(named).issuperset(pair)]
    if position is None or not alike:
        return named, []
    found, question = date_orders(engine, raw, columns[position])
    if question is not None:
        flags = " or ".join(question.choices.values())
        note = f"{question.what}; such days stay unknown unless you say {flags}"
        return named, [note]
    wrong = {
        order
        for pair in alike
        for order in pair
        if len(set(pair) & set(found)) == 1 and order not in found
    }
    return tuple(order for order in named if order not in wrong), []


def with_answers(layout: Layout, laid: ColumnMap, answers: Answers) -> Layout:
    """A layout with what a person said.

    Args:
        layout: The layout.
        laid: The same, laid over the headings of a file.
        answers: What she said.
    """
    headings = set(answers.columns)
    fields = {
        name: tuple(h for h in known if h not in headings)
        for name, known in layout.fields.items()
    }
    for heading, role in answers.columns.items():
        if role not in {UNUSED, TOTAL}:
            fields[role] = (*fields.get(role, ()), heading)
    constants = dict(layout.constants)
    if answers.direction:
        constants["direction"] = answers.direction
    for value in ("customs", "invoice"):
        has_value = f"{value}_value" in laid.columns
        if answers.currency and has_value and f"{value}_currency" not in laid.columns:
            constants[f"{value}_currency"] = answers.currency
    return replace(
        layout,
        country=answers.country or layout.country,
        fields={name: known for name, known in fields.items() if known},
        constants=constants,
        dates=answers.dates or layout.dates,
        zone=answers.zone or layout.zone,
        total_of_declaration=_listed(layout.total_of_declaration, answers, TOTAL),
        unused=_listed(layout.unused, answers, UNUSED),
    )


def _listed(known: Iterable[str], answers: Answers, role: str) -> tuple[str, ...]:
    kept = [heading for heading in known if heading not in answers.columns]
    return (*kept, *(h for h, said in answers.columns.items() if said == role))


def as_findings(
    columns: Sequence[Column], layout: Layout, where: str, because: str
) -> tuple[Finding, ...]:
    """What a layout says of each column of a file.

    Args:
        columns: The columns.
        layout: The layout.
        where: The file and line of the headings, for messages.
        because: What the evidence is.
    """
    laid = lay_over([column.heading for column in columns], layout, where)
    roles = {position: name for name, position in laid.columns.items()}
    roles |= dict.fromkeys(laid.totals, TOTAL)
    return tuple(
        Finding(column=c, role=roles.get(c.position, UNUSED), because=because)
        for c in columns
    )
