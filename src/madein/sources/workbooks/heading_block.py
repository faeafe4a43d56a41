"""The rows of a sheet that hold its headings, with cells joined over rows and columns."""

from collections.abc import Sequence

from madein.sources.workbooks.xlsx import Merge

MOST_HEADING_ROWS = 4
Rows = list[tuple[int, list[str]]]  # number of a row, and its cells


class HeadingBlock:
    """The rows of the headings; those of two rows are joined: "Sender" above "name".

    Args:
        rows: The first rows of a sheet.
        merges: Cells that are joined in them.

    Attributes:
        first: Number of the first row of headings.
        last: Number of the last.
    """

    def __init__(self, rows: Rows, merges: Sequence[Merge]) -> None:
        self._numbers = [number for number, _ in rows]
        self._cells = dict(rows)
        self._merges = merges
        self.first = self.last = self._numbers[0]

    def begin(self, start: int, end: int) -> None:
        """Take rows by their position, and those that are joined to them."""
        self.first, self.last = self._numbers[start], self._numbers[end - 1]
        while self.last - self.first < MOST_HEADING_ROWS and self._belong(self.last):
            self.last += 1
        while self.last - self.first < MOST_HEADING_ROWS and self._belong(
            self.first - 1
        ):
            self.first -= 1

    def headings(self) -> tuple[str, ...]:
        """What stands above each column."""
        lines = [n for n in range(self.first, self.last + 1) if n in self._cells]
        width = max(len(self._cells[number]) for number in lines)
        stacks = [
            [self._text(n, place).strip() for n in lines] for place in range(width)
        ]
        found = [" ".join(dict.fromkeys(filter(None, stack))) for stack in stacks]
        while found and not found[-1]:
            found.pop()
        return tuple(found)

    def _belong(self, upper: int) -> bool:
        """Whether a row and the one below it are one row of headings.

        A cell that is joined over both says so. So does one that is joined over several
        columns, where the cells below it are filled with words and all others are blank.
        """
        above, below = self._cells.get(upper), self._cells.get(upper + 1)
        if above is None or below is None:
            return False
        if any(top < upper <= bottom for top, _, bottom, _ in self._merges):
            return True
        groups = {
            place
            for top, left, bottom, right in self._merges
            if top == bottom == upper - 1 and right > left
            for place in range(left, right + 1)
        }
        filled = {place for place, text in enumerate(above) if text.strip()}
        words = {place for place, text in enumerate(below) if text.strip()}
        no_numbers = not any(_is_number(text) for text in below)
        return bool(groups) and bool(filled - groups) and words == groups and no_numbers

    def _text(self, number: int, place: int) -> str:
        """What a cell shows, which may be joined to others."""
        for top, left, bottom, right in self._merges:
            if top <= number - 1 <= bottom and left <= place <= right:
                number, place = top + 1, left
        cells = self._cells.get(number, [])
        return cells[place] if place < len(cells) else ""


def _is_number(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
