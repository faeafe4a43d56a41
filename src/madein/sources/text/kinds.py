"""What kind of thing the cells of a column are, told from their shape alone."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

FEWEST = 10  # cells that a column is judged by
SURE_SHARE = 0.99  # of the cells of a column are of its kind

_KINDS = (
    ("number", r"[-+(]?[$€£¥₽₩]?\s?\d[\d\s.,']*(?:[eE][-+]?\d+)?\s?[%)$€£¥₽₩]?"),
    ("day", r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[T ]\d{1,2}:\d\d(?::\d\d\S*)?)?"),
    ("day", r"\d{1,2}[- ][^\W\d]{3,9}[- ]\d{2,4}"),
    ("hour", r"\d{1,2}:\d\d(?::\d\d)?"),
    ("letters", r"[A-Z]{2,3}"),
    ("code", r"(?=[^\s]*\d)[\w./:#*+-]+"),
)
_KIND = re.compile(
    "|".join(f"(?P<k{i}>{shape})" for i, (_, shape) in enumerate(_KINDS))
)
PRECISE = {"number", "day", "hour", "letters"}


def kind(cell: str) -> str:
    """Kind of a cell: number, day, hour, letters, code, text; empty for a blank one.

    Args:
        cell: The cell.

    Examples:
        >>> [kind(cell) for cell in ("1 234,50", "2024-03-31", "KR", "M8-20", "bolts")]
        ['number', 'day', 'letters', 'code', 'text']
    """
    cell = cell.strip()
    if not cell:
        return ""
    found = _KIND.fullmatch(cell)
    return "text" if found is None else _KINDS[int(str(found.lastgroup)[1:])][0]


def column_kinds(rows: Sequence[Sequence[str]], share: float) -> list[str]:
    """Kind of each column; empty where fewer cells than a share are of one precise kind.

    Args:
        rows: Rows of one width.
        share: The share, 0 to 1.
    """
    return [_column_kind(cells, share) for cells in zip(*rows, strict=True)]


def unlike(cells: Sequence[str], kinds: Sequence[str]) -> list[int]:
    """Positions of cells that are not of the kind of their columns; blank ones fit.

    Args:
        cells: A row.
        kinds: The kinds of the columns.
    """
    return [
        position
        for position, (cell, known) in enumerate(zip(cells, kinds, strict=True))
        if known and kind(cell) not in {known, ""}
    ]


def _column_kind(cells: Iterable[str], share: float) -> str:
    counts = Counter(filter(None, map(kind, cells)))
    name, count = max(counts.items(), key=lambda pair: pair[1], default=("", 0))
    return name if name in PRECISE and count >= share * counts.total() else ""
