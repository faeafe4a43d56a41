"""Where the headings of a table stand, told from its first rows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from madein.sources.layouts import Layout, known_share
from madein.sources.text.kinds import column_kinds, kind, unlike

HEADER_SEARCH = 40  # rows looked at for the headings
MOST_ROWS = 3  # of headings
COLUMN_SHARE = 0.8  # of the cells of a column are of its kind
NUMBERS = {"number", "day", "hour"}  # kinds that a heading is seldom of

Cells = Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the headings stand.

    Attributes:
        first: Position of their first row, from 0.
        end: Position of the first row below them; the same where there are none.
        headings: The headings; of several rows joined by a blank.
        confidence: 0 to 1.
    """

    first: int
    end: int
    headings: tuple[str, ...]
    confidence: float


NOWHERE = Place(first=0, end=0, headings=(), confidence=1.0)


def usual_width(rows: Sequence[Cells]) -> int:
    """Number of cells that most rows have.

    Args:
        rows: The first rows of a table.
    """
    widths = Counter(len(cells) for cells in rows if any(cells))
    return max(widths, key=lambda width: (width > 1, widths[width]), default=0)


def find_headings(
    rows: Sequence[Cells], layouts: Sequence[Layout], first: int | None = None
) -> Place:
    """The headings of a table.

    They stand above the first row whose cells are of the kinds of the columns. A row
    that some layout knows is one of them.

    Args:
        rows: The first rows, some hundreds at best; one that cannot be cut has no cells.
        layouts: The layouts.
        first: Position of their first row, where it is known.
    """
    table = _Table(rows)
    if first is not None:
        end = first + 1
        while end < first + MOST_ROWS and table.continues(end):
            end += 1
        return _place(rows, first, end, 1.0)
    last, confidence = table.last_heading(layouts)
    if last is None:
        return Place(first=0, end=0, headings=(), confidence=confidence)
    top = last
    while top and last - top + 1 < MOST_ROWS and table.belongs(top - 1, last, layouts):
        top -= 1
    return _place(rows, top, table.below(last), confidence)


class _Table:
    """The first rows of a table, and what they look like."""

    def __init__(self, rows: Sequence[Cells]) -> None:
        self.rows = rows
        self.width = usual_width(rows)
        whole = [cells for cells in rows if len(cells) == self.width]
        self.kinds = column_kinds(whole[len(whole) // 2 :], COLUMN_SHARE)
        if len(whole) == 1:  # headings may be capitals like those of a country
            self.kinds = [known if known in NUMBERS else "" for known in self.kinds]
        self.numbers = sum(known in NUMBERS for known in self.kinds)
        some = range(min(len(rows), HEADER_SEARCH))
        self.body = next((n for n in some if self.is_data(rows[n])), None)

    def is_data(self, cells: Cells) -> bool:
        """Whether most cells are of the kinds of their columns."""
        if len(cells) != self.width or _is_count(cells):
            return False
        filled = sum(
            bool(known and cell.strip())
            for cell, known in zip(cells, self.kinds, strict=True)
        )
        return filled > 0 and len(unlike(cells, self.kinds)) * 2 < filled

    def is_heading(self, cells: Cells) -> bool:
        """Whether a row may hold headings: mostly filled, and with few numbers."""
        filled = [cell for cell in cells if cell.strip()]
        if abs(len(cells) - self.width) > 1 or len(filled) * 2 < max(4, self.width):
            return False
        numbers = sum(kind(cell) in NUMBERS for cell in filled)
        # A row of another width is rather a damaged one of the body.
        most = self.numbers if len(cells) == self.width else max(self.numbers, 1) - 1
        return _is_count(cells) or numbers * 2 <= most

    def last_heading(self, layouts: Sequence[Layout]) -> tuple[int | None, float]:
        """Position of the last row of headings, and how certain that is."""
        above = range(
            min(len(self.rows), HEADER_SEARCH) if self.body is None else self.body
        )
        some = [n for n in above if self.is_heading(self.rows[n])]
        known = [n for n in some if _known(self.rows[n], layouts)]
        if known:
            return max(known, key=lambda n: _known(self.rows[n], layouts)), 1.0
        typed = sum(map(bool, self.kinds))
        if self.body is not None:
            certain = 0.99 if typed > 1 else 0.9
            return (some[-1], certain) if some else (None, certain - 0.04)
        if not some:
            return None, 0.5
        return some[0], 0.9 if len(self.rows) == 1 else 0.5

    def continues(self, position: int) -> bool:
        """Whether a row is one more of headings that begin above."""
        if self.body is None or position >= self.body:
            return False
        return self.is_heading(self.rows[position])

    def belongs(self, position: int, last: int, layouts: Sequence[Layout]) -> bool:
        """Whether a row above headings is one of them."""
        cells = self.rows[position]
        if list(cells) == list(self.rows[last]):
            return True
        is_alone = _known(self.rows[last], layouts) > 0
        return not is_alone and len(cells) == self.width and self.is_heading(cells)

    def below(self, last: int) -> int:
        """Position below the headings; a row that counts the columns is one of them."""
        end = last + 1
        return end + (end < len(self.rows) and _is_count(self.rows[end]))


def mended(text: str, delimiter: str, width: int) -> list[str]:
    """Headings of a damaged line: of the width, where one mending gives it.

    Args:
        text: The line.
        delimiter: The delimiter of the file.
        width: Cells of the rows below.
    """
    plain = [_bare(piece) for piece in text.rstrip("\r").split(delimiter)]
    if len(plain) == width + 1 and plain.count("") == 1:
        return [piece for piece in plain if piece]
    for other in (delimiter, ",", ";", "\t", "|", " "):
        pieces = [_bare(piece) for piece in text.rstrip("\r").split(other)]
        if len(pieces) == width and all(pieces):
            return pieces
    return plain


def _bare(piece: str) -> str:
    inside = piece[1:-1]
    is_quoted = len(piece) > 2 and piece[0] == piece[-1] and piece[0] in "\"'"
    return inside if is_quoted else piece


def _is_count(cells: Cells) -> bool:
    return len(cells) > 2 and list(cells) == [str(n) for n in range(1, len(cells) + 1)]


def _known(cells: Cells, layouts: Sequence[Layout]) -> float:
    """How many headings the layout that knows most of them knows, from a half on."""
    filled = [cell for cell in cells if cell.strip()]
    share = max((known_share(filled, layout) for layout in layouts), default=0.0)
    return share * len(filled) if share >= 0.5 else 0.0


def _place(rows: Sequence[Cells], first: int, end: int, confidence: float) -> Place:
    parts = [cells for cells in rows[first:end] if not _is_count(cells)]
    width = max(map(len, parts), default=0)
    padded = [[*cells, *[""] * (width - len(cells))] for cells in parts]
    names = (
        " ".join(filter(None, map(str.strip, column)))
        for column in zip(*padded, strict=True)
    )
    headings = tuple(names) if len(parts) > 1 else tuple(parts[0]) if parts else ()
    return Place(first=first, end=end, headings=headings, confidence=confidence)
