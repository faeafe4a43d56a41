"""How columns stand to each other: unit prices, totals, copies, keys."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from madein.mapping import shapes
from madein.mapping.profile import Column

ENOUGH = 8  # rows or declarations that a statement about a file needs
GLANCE = 40  # rows that most pairs of columns are dismissed by
MOST = 0.9  # share of them that it must hold for

Level = Literal["item", "declaration", "untested"]


@dataclass(frozen=True)
class Groups:
    """Rows of the sample by their declaration, those with several items.

    Attributes:
        rows: Places of the rows of each declaration.
    """

    rows: tuple[tuple[int, ...], ...] = ()

    @classmethod
    def of(cls, declaration: Column | None, telling: Sequence[Column] = ()) -> "Groups":
        """The groups that a column of declaration numbers makes.

        Args:
            declaration: The column; None where the file has none.
            telling: Columns that tell one item from another: rows that are alike in all
                of them may be one item twice, and are counted once.
        """
        places: dict[str, dict[tuple[str | None, ...], int]] = defaultdict(dict)
        for place, cell in enumerate(declaration.cells if declaration else ()):
            if cell is not None and not shapes.is_blank(cell):
                item = tuple(column.cells[place] for column in telling) or (str(place),)
                places[cell].setdefault(item, place)
        kept = (tuple(rows.values()) for rows in places.values())
        return cls(tuple(rows for rows in kept if len(rows) > 1))

    def same_share(self, column: Column) -> float | None:
        """Share of declarations in which a column holds one value; None where untold.

        Args:
            column: The column.
        """
        kept = [[column.cells[i] for i in rows] for rows in self.rows]
        kept = [cells for cells in kept if not any(map(shapes.is_blank, cells))]
        if len(kept) < ENOUGH:
            return None
        return sum(len(set(cells)) == 1 for cells in kept) / len(kept)


def level(column: Column, groups: Groups) -> Level:
    """Whether a number belongs to the item or repeats the declaration's total.

    Args:
        column: The column.
        groups: Declarations with several items.
    """
    same = groups.same_share(column)
    if same is None:
        return "untested"
    return "declaration" if same >= MOST else "item"


def is_product(total: Column, price: Column, amount: Column) -> bool:
    """Whether one column is another times a third, row by row.

    Rows whose amount is 1 say nothing, and a constant amount says little.

    Args:
        total: The product.
        price: Price of one unit.
        amount: Number of units.
    """
    rows = [
        (t, p, a)
        for t, p, a in zip(total.numbers, price.numbers, amount.numbers, strict=True)
        if t is not None and p is not None and a is not None and t * p * a and a != 1
    ]
    if len(rows) < ENOUGH or len({a for _, _, a in rows}) < 3:
        return False
    return _near(rows[:GLANCE]) >= 0.7 and _near(rows) >= MOST


def _near(rows: Sequence[tuple[float, float, float]]) -> float:
    """Share of rows whose total is near price times amount; prices are rounded."""
    near = [abs(t - p * a) <= 0.015 * abs(t) + 0.006 * a for t, p, a in rows]
    return sum(near) / len(near)


def is_sum(total: Column, parts: Sequence[Column]) -> bool:
    """Whether one column is the sum of others, row by row.

    Args:
        total: The sum.
        parts: The others; a blank counts as zero.
    """
    rows = [
        (t, sum(p for p in cells if p is not None))
        for t, *cells in zip(total.numbers, *(p.numbers for p in parts), strict=True)
        if t is not None and t != 0 and any(p is not None for p in cells)
    ]
    if len(rows) < ENOUGH:
        return False
    near = sum(abs(t - s) <= 0.005 * abs(t) + 0.02 for t, s in rows)
    return near >= MOST * len(rows)


def agree(one: Column, other: Column) -> bool:
    """Whether two columns say the same wherever both say something.

    Countries are compared by what they name, and numbers by their value.

    Args:
        one: A column.
        other: Another.
    """
    pairs = [
        (a, b)
        for a, b in zip(one.cells, other.cells, strict=True)
        if a is not None and b is not None and not is_blank_pair(a, b)
    ]
    if not pairs:
        return False
    return sum(_same(a, b, one.decimal) for a, b in pairs) >= 0.98 * len(pairs)


def is_blank_pair(one: str, other: str) -> bool:
    """Whether one of two cells says nothing.

    Args:
        one: A cell.
        other: Another.
    """
    return shapes.is_blank(one) or shapes.is_blank(other)


def _same(one: str, other: str, decimal: str) -> bool:
    if one.strip().casefold() == other.strip().casefold():
        return True
    if shapes.is_country(one) and shapes.is_country(other):
        return shapes.country(one) == shapes.country(other)
    number = shapes.number(one, decimal)
    return number is not None and number == shapes.number(other, decimal)


def is_prefix(short: Column, long: Column) -> bool:
    """Whether one column holds the beginnings of another's codes.

    Args:
        short: The column that may hold the beginnings.
        long: The other.
    """
    pairs = [
        (a.strip(), b.strip())
        for a, b in zip(short.cells, long.cells, strict=True)
        if a is not None and b is not None and not is_blank_pair(a, b)
    ]
    shorter = [len(a) < len(b) and b.startswith(a) for a, b in pairs]
    return len(pairs) >= ENOUGH and sum(shorter) >= MOST * len(pairs)


def goes_with(key: Column, name: Column) -> bool:
    """Whether each value of a key has one name, and keys repeat enough to tell.

    Args:
        key: The column that may be a key.
        name: The column that it may decide.
    """
    names: dict[str, set[str]] = defaultdict(set)
    rows = 0
    for cell, called in zip(key.cells, name.cells, strict=True):
        if cell is not None and called is not None and not is_blank_pair(cell, called):
            names[cell].add(called)
            rows += 1
    single = sum(len(found) == 1 for found in names.values())
    return rows > len(names) and single >= 0.85 * len(names)


def repeats(columns: Sequence[Column]) -> float:
    """Share of rows whose values in some columns stand in an earlier row.

    Args:
        columns: The columns.
    """
    rows = list(zip(*(c.cells for c in columns), strict=True))
    whole = [cells for cells in rows if not any(map(shapes.is_blank, cells))]
    return 1 - len(set(whole)) / len(whole) if whole else 0.0


def products(
    totals: Sequence[Column], amounts: Sequence[Column]
) -> Iterator[tuple[Column, Column, Column]]:
    """Total, price and amount for each unit price among numbers.

    Args:
        totals: Columns that may be a total or a price.
        amounts: Columns that may be an amount.
    """
    for one, other in combinations(totals, 2):
        for amount in amounts:
            for total, price in ((one, other), (other, one)):
                if is_product(total, price, amount):
                    yield total, price, amount
