"""Rows behind a figure in two editions: which came, went or changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from madein.case.diff.sides import Behind, RowId


class How(StrEnum):
    """What became of a row of a figure."""

    GAINED = "gained"
    LOST = "lost"
    VALUE = "of another value"
    CERTAIN = "now certain"
    OPEN = "now open"


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """A row of a figure that is not as it was.

    Attributes:
        before: Its id in the first edition; None where the figure has gained it.
        after: Its id in the second; None where the figure has lost it. Where a file was
            replaced, the same declared item has another id.
        was: What the figure took it for in the first.
        is_: The same in the second.
    """

    before: RowId | None
    after: RowId | None
    was: Behind | None
    is_: Behind | None

    @property
    def how(self) -> How:
        """What became of it."""
        if self.was is None:
            return How.GAINED
        if self.is_ is None:
            return How.LOST
        if self.was.certain != self.is_.certain:
            return How.CERTAIN if self.is_.certain else How.OPEN
        return How.VALUE

    @property
    def seen(self) -> tuple[Behind, ...]:
        """What the figure took it for, and what it takes it for now, as far as it does."""
        return tuple(side for side in (self.was, self.is_) if side is not None)

    @property
    def pair(self) -> tuple[RowId | None, RowId | None]:
        """Its ids, which are the same behind every figure."""
        return self.before, self.after


def row_changes(
    was: Mapping[RowId, Behind], is_: Mapping[RowId, Behind]
) -> list[RowChange]:
    """What became of the rows of a figure.

    A row of a file that was replaced is matched by its declaration and item, where no
    other row of the figure that is unmatched has them.

    Args:
        was: Its rows in the first edition.
        is_: Its rows in the second.
    """
    pairs: list[tuple[RowId | None, RowId | None]] = [(i, i) for i in was if i in is_]
    items_before, items_after = _by_item(was, is_), _by_item(is_, was)
    moved = {
        row: items_after[item]
        for item, row in items_before.items()
        if item in items_after
    }
    pairs += moved.items()
    pairs += [(i, None) for i in was if i not in is_ and i not in moved]
    found = set(moved.values())
    pairs += [(None, i) for i in is_ if i not in was and i not in found]
    return [
        RowChange(
            before=before,
            after=after,
            was=None if before is None else was[before],
            is_=None if after is None else is_[after],
        )
        for before, after in pairs
        if before is None
        or after is None
        or (was[before].certain, was[before].usd)
        != (is_[after].certain, is_[after].usd)
    ]


def _by_item(
    mine: Mapping[RowId, Behind], theirs: Mapping[RowId, Behind]
) -> dict[tuple[str, str], RowId]:
    """Rows that the other side does not have, by their item, where one alone has it."""
    own = [
        (row.item, i)
        for i, row in mine.items()
        if i not in theirs and row.item is not None
    ]
    count = Counter(item for item, _ in own)
    return {item: i for item, i in own if count[item] == 1}
