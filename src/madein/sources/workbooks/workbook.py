"""A sheet of a workbook as rows of text: which sheet, which headings, which rows."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from madein.errors import Fault, SourceError
from madein.sources.formats import shown
from madein.sources.layouts import Layout, best_layout
from madein.sources.text.careful import TEXT_KEPT, Split
from madein.sources.text.dialect import Dialect, Look, Told
from madein.sources.text.doubts import no_such_line
from madein.sources.text.headings import HEADER_SEARCH, find_headings
from madein.sources.workbooks.book import Book, open_book, reading
from madein.sources.workbooks.heading_block import HeadingBlock, Rows

SAMPLE = 5  # rows that are shown
SURE = 0.9  # below it a person is asked
MOST_BLANK = 1_000  # rows above a row; a cell that stands alone far below is no table


def look_at_workbook(file: Path, layouts: Sequence[Layout], told: Told) -> Look:
    """Where the headings of a sheet stand.

    Args:
        file: The workbook.
        layouts: Layouts whose headings are looked for.
        told: What a person knows of it.
    """
    with reading(file):
        book = open_book(file)
        name, rows = _chosen(book, told.sheet, layouts, file)
        at = _position(rows, told.header_line, file)
        place = find_headings(_padded(rows), layouts, at)
        block = HeadingBlock(rows, book.merges(name, HEADER_SEARCH))
        block.begin(place.first, max(place.first + 1, place.end))
    sure = place.confidence if place.headings else 0.0
    return Look(
        dialect=Dialect(
            encoding="",
            delimiter="",
            header_line=block.first,
            header_end=block.last,
            headings=block.headings(),
        ),
        confidence={"header_line": sure},
        doubts=() if sure >= SURE else (_unsure(block.first, file),),
        skipped=tuple(tuple(cells) for number, cells in rows if number < block.first),
        sample=tuple(tuple(cells) for n, cells in rows if n > block.last)[:SAMPLE],
    )


def sheet_rows(file: Path, sheet: str, dialect: Dialect) -> Iterator[Split]:
    """The rows of a sheet below its headings, blank ones between them included.

    Args:
        file: The workbook.
        sheet: Name of the sheet; empty for the one that has the headings.
        dialect: Where the headings stand.

    Yields:
        One row after the other.
    """
    width, due = len(dialect.headings), dialect.header_end + 1
    with reading(file):
        book = open_book(file)
        for number, cells in book.rows(sheet or _with_headings(book, dialect, file)):
            if number < due:
                continue
            for blank in range(max(due, number - MOST_BLANK), number):
                yield Split(line=blank, cells=[""] * width)
            due = number + 1
            yield _in_width(number, cells, width)


def _chosen(
    book: Book, sheet: str, layouts: Sequence[Layout], file: Path
) -> tuple[str, Rows]:
    """The sheet that is meant, and its first rows.

    Raises:
        SourceError: It is not there or empty, or more than one may be meant.
    """
    if sheet and not book.has(sheet):
        names = ", ".join(f"'{shown(name)}'" for name in book.names())
        what = f"the workbook has no sheet '{shown(sheet)}'"
        raise SourceError(Fault(what=what, where=str(file), fix=f"use one of: {names}"))
    heads = {name: _head(book, name) for name in ([sheet] if sheet else book.names())}
    filled = {name: rows for name, rows in heads.items() if rows}
    if not filled:
        what = "the sheet is empty" if sheet else "the workbook is empty"
        fix = "name another sheet with --sheet"
        raise SourceError(Fault(what=what, where=str(file), fix=fix))
    known = [name for name, rows in filled.items() if _is_known(rows, layouts)]
    if len(filled) > 1 and len(known) != 1:
        raise SourceError(_which(book, filled, file))
    name = known[0] if known else next(iter(filled))
    return name, filled[name]


def _head(book: Book, name: str) -> Rows:
    """The first rows of a sheet; none where they are blank."""
    rows = list(islice(book.rows(name), HEADER_SEARCH))
    return rows if any(any(map(str.strip, cells)) for _, cells in rows) else []


def _is_known(rows: Rows, layouts: Sequence[Layout]) -> bool:
    headings = find_headings(_padded(rows), layouts).headings
    return best_layout(headings, layouts) is not None


def _padded(rows: Rows) -> list[list[str]]:
    """Rows of one width: a sheet leaves out the blank cells at the end of a row."""
    width = max(len(cells) for _, cells in rows)
    return [cells + [""] * (width - len(cells)) for _, cells in rows]


def _position(rows: Rows, line: int | None, file: Path) -> int | None:
    """Position of the row that a person named.

    Raises:
        SourceError: There is no such row.
    """
    numbers = [number for number, _ in rows]
    if line is None:
        return None
    if line not in numbers:
        raise SourceError(no_such_line(line, numbers[-1], str(file)))
    return numbers.index(line)


def _unsure(line: int, file: Path) -> Fault:
    return Fault(
        what=f"row {line} may hold the headings",
        where=str(file),
        fix=f"name their row, like --header-line {line}",
    )


def _which(book: Book, names: Iterable[str], file: Path) -> Fault:
    sizes = [(shown(name), sum(1 for _ in book.rows(name))) for name in names]
    listed = ", ".join(f"'{name}' ({rows:,} rows)" for name, rows in sizes[:20])
    return Fault(
        what=f"{len(sizes)} sheets hold something: {listed}",
        where=str(file),
        fix=f"name one of them, like `--sheet '{sizes[0][0]}'`; each is a source of its own",
    )


def _with_headings(book: Book, dialect: Dialect, file: Path) -> str:
    """The sheet that was looked at, known again by its headings.

    Raises:
        SourceError: No sheet has them.
    """
    for name in book.names():
        rows = _head(book, name)
        if dialect.header_line in [number for number, _ in rows]:
            block = HeadingBlock(rows, book.merges(name, HEADER_SEARCH))
            block.first, block.last = dialect.header_line, dialect.header_end
            if block.headings() == dialect.headings:
                return name
    what = f"no sheet has the headings {', '.join(dialect.headings[:5])} ..."
    fix = "name its sheet with --sheet"
    raise SourceError(Fault(what=what, where=str(file), fix=fix))


def _in_width(number: int, cells: list[str], width: int) -> Split:
    missing = width - len(cells)
    if missing >= 0:
        return Split(line=number, cells=cells + [""] * missing)
    if not "".join(cells[width:]).strip():
        return Split(line=number, cells=cells[:width])
    text = " | ".join(cells[: width + 100])[:TEXT_KEPT]
    reason = f"cells to the right of the {width} headings"
    return Split(line=number, cells=None, reason=reason, text=text)
