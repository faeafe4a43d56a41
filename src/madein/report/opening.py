"""The top of the page: headline, key numbers and the table of findings."""

import re

from madein.report.bases import asked_by_claim, own_clauses, shared_clauses
from madein.report.blocks import (
    Block,
    Column,
    Head,
    Headline,
    KeyNumber,
    KeyNumbers,
    Line,
    Link,
    Ref,
    Row,
    Styled,
    Table,
    Tag,
)
from madein.report.built import TOLD_APART, Built
from madein.report.figure import NONE_HELD, Figure
from madein.report.sensitivity import range_line
from madein.report.wording import (
    ROLE_NAMES,
    count_text,
    country_text,
    floor_text,
    share_text,
)
from madein.scope import CountryRole
from madein.values import day_words

COLUMNS = (
    Column(text="Id", style="name"),
    Column(text="What", style="wide"),
    Column(text="US dollars", style="number"),
    Column(text="Rows", style="number"),
    Column(text="Caveats", style="told"),
)


def headline(built: Built) -> Headline:
    """Kicker, headline from the first total, and standfirst.

    Args:
        built: The built case.
    """
    case = built.case
    days = f"{day_words(case.period.since)} to {day_words(case.period.until)}"
    kicker = f"{days}, declared value in US dollars, by day of registration"
    totals = built.own("total")
    if not totals:
        title = f"No total for the imports of {case.subject.name}"
        return Headline(kicker=_kicker(built, kicker), title=title, standfirst=())
    amount = floor_text(totals[0].bounds.at_least)
    title = f"{case.subject.name} imported at least {amount} of goods"
    first = _sentence("The records hold ", totals[0], " for the whole period")
    return Headline(
        kicker=_kicker(built, kicker),
        title=title,
        standfirst=(*first, *range_line(built, totals[0]), ". ", *_since(built)),
    )


def key_numbers(built: Built) -> list[Block]:
    """Up to four numbers: since the event, of the focus country, and set aside.

    Args:
        built: The built case.
    """
    items = [item for item in _candidates(built) if item is not None]
    return [KeyNumbers(items=tuple(items[:4]))] if items else []


def findings(built: Built) -> list[Block]:
    """Every figure of its own with interval, rows, bases and caveats.

    Args:
        built: The built case.
    """
    own = [figure for figure in built.added_up if figure.measure not in TOLD_APART]
    figures = [figure for figure in own if not asked_by_claim(figure)]
    asked = [figure for figure in own if asked_by_claim(figure)]
    told = _told_by_all(figures)
    shared = shared_clauses(built)
    lead = (
        "Lower bounds are rounded down, upper bounds up. Every id opens its evidence."
    )
    if shared:
        lead = f"{lead} Unless a row says otherwise: {'; '.join(shared)}."
    head = Head(
        anchor="findings",
        title="Findings",
        lead=(" ".join([lead, *told]),),
        listed="Findings",
    )
    rows = tuple(_finding(built, figure, told) for figure in figures)
    blocks: list[Block] = [head, Table(label="Findings", columns=COLUMNS, rows=rows)]
    if asked:
        rows = tuple(_finding(built, figure, told) for figure in asked)
        summary = f"{count_text(len(asked), 'figure')} that claims ask for"
        label = "Figures that claims ask for"
        blocks.append(Table(label=label, columns=COLUMNS, rows=rows, summary=summary))
    return blocks


def role_words(figure: Figure, built: Built) -> str:
    """What a figure of one country counts, like `produced in South Korea`.

    Args:
        figure: A figure of one country.
        built: The built case.
    """
    return f"{figure.verb} {country_text(figure.cell, built.names)}"


def _kicker(built: Built, text: str) -> str:
    return f"Synthetic data. {text}" if built.case.synthetic else text


def _sentence(before: str, figure: Figure, after: str) -> Line:
    tag = Tag(figure=figure.id, rows=figure.rows)
    return (before, figure.interval, " ", tag, after)


def _since(built: Built) -> Line:
    line: Line = ()
    for event, figure in built.of_event("since")[:1]:
        before = f"Since {day_words(event.date)} ({event.label.lower()}) it is "
        line += _sentence(before, figure, "")
        for part in _by_origin(built.own("country since"))[:1]:
            line += _sentence(", of which ", part, f" {role_words(part, built)}")
        line += (".",)
    return line


def _by_origin(figures: list[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.role == CountryRole.ORIGIN]


def _candidates(built: Built) -> list[KeyNumber | None]:
    return [
        *(_key(f, f.label, _told(built, f)) for f in built.own("since")[:1]),
        *(
            _key(
                f,
                _capital(role_words(f, built)),
                (*_other_roles(f, built), *range_line(built, f)),
            )
            for f in _by_origin(built.own("country"))[:1]
        ),
        *(
            _key(f, f.label, _valued(f))
            for f in _by_origin(built.own("country since"))[:1]
        ),
        *(
            _key(f, "Set aside as duplicates", _aside(f))
            for f in built.own("duplicates")
        ),
        *(_key(f, f.label, _told(built, f)) for f in built.own("total")[:1]),
    ]


def _key(figure: Figure, label: str, note: Line) -> KeyNumber:
    is_held = figure.reason is None
    number = floor_text(figure.bounds.at_least) if is_held else NONE_HELD
    tag = Tag(figure=figure.id, rows=figure.rows)
    if is_held and not figure.bounds.is_point:
        label = f"{label}, at least"
    return KeyNumber(label=label, number=number, tag=tag, note=note)


def _told(built: Built, figure: Figure) -> Line:
    return (*_valued(figure), *range_line(built, figure))


def _valued(figure: Figure) -> Line:
    rows = figure.rows + figure.unclear_rows
    if not figure.unvalued_rows:
        told = "every row has a value in US dollars"
    else:
        share = share_text(rows - figure.unvalued_rows, rows)
        told = f"{share} of rows have a value in US dollars"
    if figure.unclear_rows:
        return (f"{told}; {count_text(figure.unclear_rows, 'more row')} may belong",)
    return (told,)


def _other_roles(figure: Figure, built: Built) -> Line:
    others = [
        other
        for other in built.own("country")
        if other.cell == figure.cell and other.role not in {None, figure.role}
    ]
    line: Line = (f"by {ROLE_NAMES[figure.role or 'origin']}",)
    for other in others:
        is_held = other.reason is None
        amount = floor_text(other.bounds.at_least) if is_held else NONE_HELD
        name = ROLE_NAMES[other.role or "origin"].removeprefix("country of ")
        line += ("; " if len(line) == 1 else ", ", Ref(text=amount, figure=other.id))
        line += (f" by {name}",)
    return line


def _aside(figure: Figure) -> Line:
    return (f"{count_text(figure.rows, 'row')} for which another row stands",)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _finding(built: Built, figure: Figure, told: list[str]) -> Row:
    own = own_clauses(built, figure.basis)
    what: Line = (figure.label,)
    if own:
        what += (Styled(text=own, style="small"),)
    rows: Line = (f"{figure.rows:,}",)
    if figure.unclear_rows and str(figure.unclear_rows) not in " ".join(figure.caveats):
        rows += (Styled(text=f"and {figure.unclear_rows:,} unclear", style="small"),)
    caveats = " ".join(c for c in figure.caveats if c not in told and not _is_code(c))
    codes = [c for c in figure.caveats if _is_code(c)]
    links = tuple(Link(text=f"{code} ", to=f"#caveat-{code}") for code in codes)
    return Row(
        cells=(
            (Tag(figure=figure.id),),
            what,
            (Ref(text=figure.interval, figure=figure.id),),
            rows,
            (Styled(text=caveats, style="small"), *links),
        )
    )


def _is_code(caveat: str) -> bool:
    return bool(re.fullmatch(r"C\d+", caveat))


def _told_by_all(figures: list[Figure]) -> list[str]:
    """Caveats that every figure carries."""
    if not figures:
        return []
    return [
        caveat
        for caveat in figures[0].caveats
        if all(caveat in figure.caveats for figure in figures)
    ]
