"""What a page says, as plain data: the same blocks serve HTML, paper and the web.

A report is a list of blocks. Text within a block is a line: a tuple of strings and of
pieces that open something.
"""

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Tag:
    """The evidence tag: a figure's id and, where not said elsewhere, its rows.

    Attributes:
        figure: Id of the figure.
        rows: Rows that certainly belong to it; None where the count stands elsewhere.
    """

    kind: ClassVar[str] = "tag"
    figure: str
    rows: int | None = None


@dataclass(frozen=True, kw_only=True)
class Ref:
    """A number that opens its evidence.

    Attributes:
        text: The number as printed.
        figure: Id of the figure.
    """

    kind: ClassVar[str] = "ref"
    text: str
    figure: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """Words that lead to another place of the report.

    Attributes:
        text: The words.
        to: An anchor of the page, or a file beside it.
    """

    kind: ClassVar[str] = "link"
    text: str
    to: str


@dataclass(frozen=True, kw_only=True)
class Styled:
    """Words set apart.

    Attributes:
        text: The words.
        style: small, strong, code, raw or swatch; a swatch's text names its colour.
    """

    kind: ClassVar[str] = "styled"
    text: str
    style: str


Line = tuple[str | Tag | Ref | Link | Styled, ...]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        text: Its heading.
        style: number, name, wide, told or nothing.
    """

    text: str
    style: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table.

    Attributes:
        cells: Its cells, as many as the table has columns.
        anchor: Id under which links find it.
    """

    cells: tuple[Line, ...]
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        label: What it holds, for those who do not see it.
        columns: Its columns.
        rows: Its rows.
        notes: The lines below it.
        summary: Words to open it with; it stands open where they are empty.
        tall: Whether it may be so long that it scrolls by itself.
    """

    kind: ClassVar[str] = "table"
    label: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Line, ...] = ()
    summary: str = ""
    tall: bool = False


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The top of the page.

    Attributes:
        kicker: Scope and days.
        title: What the first figure says.
        standfirst: One or two sentences, each figure with its tag.
    """

    kind: ClassVar[str] = "headline"
    kicker: str
    title: str
    standfirst: Line


@dataclass(frozen=True, kw_only=True)
class KeyNumber:
    """A number that stands out.

    Attributes:
        label: What it is.
        number: The number.
        tag: Its evidence.
        note: A caveat.
    """

    label: str
    number: str
    tag: Tag
    note: Line


@dataclass(frozen=True, kw_only=True)
class KeyNumbers:
    """Up to four key numbers side by side.

    Attributes:
        items: The numbers.
    """

    kind: ClassVar[str] = "key_numbers"
    items: tuple[KeyNumber, ...]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A bar that no reader may miss.

    Attributes:
        line: What it says.
    """

    kind: ClassVar[str] = "note"
    line: Line


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a part: what, and below it unit, interval and bases.

    Attributes:
        anchor: Id of the part.
        title: What it shows, describing and never claiming.
        lead: Unit, interval and bases.
        listed: Its name in the contents; empty where they leave it out.
        level: 2 for a part, 3 within one.
    """

    kind: ClassVar[str] = "head"
    anchor: str
    title: str
    lead: Line = ()
    listed: str = ""
    level: int = 2


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawing, at two widths, with all its values as a table.

    Attributes:
        name: Short name, also the id of its drawing.
        label: What it shows, for those who do not see it.
        wide: Vega-Lite specification for a desk.
        narrow: The same for a phone.
        legend: Colour and words of each series, in the order of the stack.
        source: The source line.
        values: All plotted values.
    """

    kind: ClassVar[str] = "chart"
    name: str
    label: str
    wide: dict[str, Any]
    narrow: dict[str, Any]
    values: Table
    legend: tuple[tuple[str, str], ...] = ()
    source: Line = ()


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Sentences, as paragraphs or as a list.

    Attributes:
        lines: The sentences.
        listed: Whether they are points of a list.
        anchors: Ids of the points; empty where nothing links to them.
    """

    kind: ClassVar[str] = "lines"
    lines: tuple[Line, ...]
    listed: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Terms and what is said about each.

    Attributes:
        items: Pairs of a term and its lines.
    """

    kind: ClassVar[str] = "terms"
    items: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One claim, checked.

    Attributes:
        id: Id of the claim.
        text: The claim as published.
        source: Who published it.
        word: supported, contradicted or not determinable.
        reason: Why it is not determinable; empty where the word needs none.
        asked: What was understood.
        shows: What the records show, each figure with its tag.
        readings: The answers on each basis; None where the wording leaves none open.
    """

    id: str
    text: str
    source: str
    word: str
    reason: str
    asked: str
    shows: Line
    readings: Table | None = None


@dataclass(frozen=True, kw_only=True)
class Claims:
    """The claims checked.

    Attributes:
        items: The claims.
    """

    kind: ClassVar[str] = "claims"
    items: tuple[Claim, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What stands behind one figure.

    Attributes:
        figure: Its id.
        label: What it says.
        exact: Exact amount and count.
        terms: Scope, bases, digest and the like, as pairs.
        sql: The query that lists its rows; empty where it is made of other figures.
        largest: The largest rows; None where an earlier figure has the same rows, or it
            is made of other figures.
        parts: Its parts with exact bounds; None where it has none.
    """

    kind: ClassVar[str] = "evidence"
    figure: str
    label: str
    exact: str
    terms: tuple[tuple[str, Line], ...]
    sql: str
    largest: Table | None
    parts: Table | None = None


Block = (
    Headline
    | KeyNumbers
    | Note
    | Head
    | Chart
    | Table
    | Lines
    | Terms
    | Claims
    | Evidence
)


@dataclass(frozen=True, kw_only=True)
class Report:
    """A whole report.

    Attributes:
        title: Its title; says so where the records are made up.
        case: Title of the case.
        synthetic: Whether the records are made up.
        edition: Which build of the case it shows.
        blocks: What it says, in order.
    """

    title: str
    case: str
    synthetic: bool
    edition: str
    blocks: tuple[Block, ...]
