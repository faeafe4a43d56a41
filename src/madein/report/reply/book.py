"""What a firm is asked, as a workbook: every cell a text, none a formula."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from madein.errors import Fault, RequestError
from madein.report.blocks import Block, Head, Headline, Line, Note, Styled, Table, Terms
from madein.report.compose import SYNTHETIC
from madein.report.reply.pack import Pack
from madein.report.reply.rows import HEADINGS, cells

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ANSWERS = ("Confirmed", "Wrong, because", "Comment")
MOST_ROWS = 1_048_575  # a sheet without its headings
MADE = datetime(2000, 1, 1)  # the same pack gives the same bytes
LONGEST = 32_767  # characters of a cell
CUT = " [...cut]"
WRAPPED = {"text_wrap": True, "valign": "top"}
LOOKS = {
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "font_size": 12},
    "heading": {"bold": True, "bottom": 1, **WRAPPED},
    "cell": WRAPPED,
}
# Characters that the columns of a sheet are wide; those beyond are like the last.
WIDTHS = {
    "About": (24, 100),
    "Figures": (60, 30),
    "Rows": (8, 18),
    "Questions": (6, 90, 12, 50),
}
Written = tuple[str, tuple[str, ...]]  # a look, and the texts of a row


def write_book(pack: Pack, file: Path) -> None:
    """Write a pack as a workbook.

    Args:
        pack: The pack.
        file: Where to.

    Raises:
        RequestError: It has more rows than a sheet can hold.
    """
    import xlsxwriter

    count = sum(len(part.rows) for part in pack.parts)
    if count > MOST_ROWS:
        raise RequestError(
            Fault(
                what=f"{count:,} rows are more than a sheet can hold",
                where=pack.title,
                fix="shorten the period of case.yml",
            )
        )
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": MADE, "title": pack.title})
        warned: list[Written] = [("head", (SYNTHETIC,))] if pack.synthetic else []
        rows = [("cell", row) for row in cells(pack.parts, pack.countries)]
        headed = [*warned, ("heading", (*HEADINGS, *ANSWERS))]
        _write(book, "About", _rows_of(pack.about, before=("",)))
        _write(book, "Figures", [*warned, *_rows_of(pack.figures)])
        _write(book, "Rows", [*headed, *rows], frozen=len(headed))
        _write(book, "Questions", [*warned, *_rows_of(pack.questions)])


def _write(
    book: "Workbook", name: str, rows: Iterable[Written], frozen: int = 0
) -> None:
    """One sheet, its first rows kept in sight."""
    looks = {look: book.add_format(given) for look, given in LOOKS.items()}
    sheet = book.add_worksheet(name)
    *widths, last = WIDTHS[name]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_column(len(widths), len(HEADINGS) + len(ANSWERS), last)
    for line, (look, texts) in enumerate(rows):
        for column, text in enumerate(texts):
            sheet.write_string(line, column, cut(text), looks[look])
    sheet.freeze_panes(frozen, 0)
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _rows_of(
    blocks: Iterable[Block], before: tuple[str, ...] = ()
) -> Iterator[Written]:
    """Blocks one below the other, with an empty row after each.

    Args:
        blocks: The blocks.
        before: What stands before a text that is in no table.

    Raises:
        TypeError: A pack holds a block that has no cells.
    """
    for block in blocks:
        match block:
            case Headline():
                yield "title", (block.title,)
                yield from _told([block.standfirst], before)
            case Head():
                yield "head", (block.title,)
                yield from _told([block.lead], before)
            case Note():
                yield from _told([block.line], before)
            case Terms():
                for term, told in block.items:
                    yield "cell", (term, "\n".join(map(_text, told)))
            case Table():
                yield "heading", tuple(column.text for column in block.columns)
                for row in block.rows:
                    yield "cell", tuple(map(_text, row.cells))
                yield from _told(block.notes, before)
            case _:
                message = f"no cells for {block.kind}"
                raise TypeError(message)
        if not isinstance(block, Head):
            yield "cell", ()


def _told(lines: Iterable[Line], before: tuple[str, ...]) -> Iterator[Written]:
    for line in filter(None, lines):
        yield "cell", (*before, _text(line))


def _text(line: Line) -> str:
    """A line as one text; words set apart stand on lines of their own."""
    found = ""
    for piece in line:
        is_small = isinstance(piece, Styled) and piece.style == "small"
        found += "\n" if is_small and found else ""
        found += piece if isinstance(piece, str) else getattr(piece, "text", "")
    return found


def cut(text: str) -> str:
    """A text as long as a cell can be; a longer one says so.

    Args:
        text: The text.

    Examples:
        >>> cut("bolts"), len(cut("b" * 40_000)), cut("b" * 40_000)[-10:]
        ('bolts', 32767, 'b [...cut]')
    """
    return text if len(text) <= LONGEST else f"{text[: LONGEST - len(CUT)]}{CUT}"
