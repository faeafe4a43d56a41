"""What the cells of each column are, by a sample of the evidence copy."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

from madein.engine import Engine, literal
from madein.mapping import shapes
from madein.mapping.words import Reading, read_heading
from madein.sources.layouts import raw_column

FIRST_ROWS = 1_200
BLOCKS, BLOCK_ROWS = 4, 200  # further down the file


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading, and a sample of its cells.

    Attributes:
        position: Position in the file, from 0.
        heading: The heading.
        cells: Cells of the sampled rows, as found; None where blank.
        decimal: Decimal sign of the file.
    """

    position: int
    heading: str
    cells: tuple[str | None, ...]
    decimal: str = "."

    @cached_property
    def reading(self) -> Reading:
        """What the heading says."""
        return read_heading(self.heading)

    @property
    def raw(self) -> str:
        """Name of the column in the evidence copy."""
        return raw_column(self.position)

    @cached_property
    def filled(self) -> tuple[str, ...]:
        """Cells that hold something."""
        return tuple(c for c in self.cells if c is not None and not shapes.is_blank(c))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each cell stands in the sample, in the order of the file."""
        return Counter(self.filled)

    @property
    def distinct(self) -> tuple[str, ...]:
        """Different cells, in their order."""
        return tuple(self.counts)

    @property
    def fill(self) -> float:
        """Share of cells that hold something."""
        return len(self.filled) / len(self.cells) if self.cells else 0.0

    @property
    def is_constant(self) -> bool:
        """Whether all filled cells are the same."""
        return len(self.distinct) == 1

    def share(self, test: Callable[[str], object]) -> float:
        """Share of the filled cells that pass a test.

        Args:
            test: The test.
        """
        if not self.filled:
            return 0.0
        passed = sum(n for cell, n in self.counts.items() if test(cell))
        return passed / len(self.filled)

    @cached_property
    def numbers(self) -> tuple[float | None, ...]:
        """Cells as numbers; None where blank or no number."""
        return tuple(
            None if c is None or shapes.is_blank(c) else shapes.number(c, self.decimal)
            for c in self.cells
        )

    @cached_property
    def number_share(self) -> float:
        """Share of the filled cells that are numbers."""
        return self.share(lambda cell: shapes.number(cell, self.decimal) is not None)

    @cached_property
    def day_share(self) -> float:
        """Share that are days or months, Excel's serial numbers left out."""
        return self.share(lambda cell: shapes.day_orders(cell) - {"excel"})

    @cached_property
    def serial_share(self) -> float:
        """Share that are days as Excel numbers them."""
        return self.share(lambda cell: "excel" in shapes.day_orders(cell))

    @cached_property
    def code_share(self) -> float:
        """Share that are commodity codes of a heading that exists."""
        return self.share(shapes.code_digits)

    @cached_property
    def code_length(self) -> float:
        """Usual number of digits of the codes."""
        lengths = [n for cell in self.filled if (n := shapes.code_digits(cell))]
        return median(lengths) if lengths else 0

    @cached_property
    def country_share(self) -> float:
        """Share that name a country, or a group of them."""
        return self.share(shapes.is_country)

    @cached_property
    def country_number_share(self) -> float:
        """Share that are numbers of countries."""
        return self.share(shapes.is_country_number)

    @cached_property
    def currency_share(self) -> float:
        """Share that are codes of currencies."""
        return self.share(shapes.is_currency)

    @cached_property
    def letter_share(self) -> float:
        """Share that are words, and no numbers."""
        return self.share(shapes.has_letters)

    @cached_property
    def firm_share(self) -> float:
        """Share that name a legal form."""
        return self.share(shapes.has_legal_form)

    @cached_property
    def length(self) -> float:
        """Usual number of characters."""
        return median(map(len, self.filled)) if self.filled else 0.0

    @property
    def is_whole(self) -> bool:
        """Whether all its numbers are whole."""
        return all(n == int(n) for n in self.numbers if n is not None and abs(n) < 1e15)

    def shown(self, count: int = 3) -> str:
        """A few cells, as found.

        Args:
            count: How many.
        """
        return "  /  ".join(cell[:30] for cell in self.distinct[:count])


def sample(
    engine: Engine, copy: Path, records: int, headings: Sequence[str], decimal: str
) -> tuple[Column, ...]:
    """The columns of a source, with cells of its first rows and of some further down.

    Args:
        engine: The engine.
        copy: The evidence copy.
        records: Rows in it.
        headings: Headings of the file, in order.
        decimal: Decimal sign of the file.
    """
    starts = [records * n // BLOCKS for n in range(1, BLOCKS)] + [records - BLOCK_ROWS]
    spans = [(0, FIRST_ROWS)] + [(s, s + BLOCK_ROWS) for s in starts if s > FIRST_ROWS]
    wanted = " or ".join(
        f"(file_row_number >= {first} and file_row_number < {end})"
        for first, end in spans
    )
    names = [raw_column(i) for i in range(len(headings))]
    rows = engine.rows(
        f"select {', '.join(names)} from read_parquet({literal(str(copy))}) where {wanted} "
        "order by file_row_number"
    )
    return tuple(
        Column(i, heading, tuple(row[names[i]] for row in rows), decimal)
        for i, heading in enumerate(headings)
    )
