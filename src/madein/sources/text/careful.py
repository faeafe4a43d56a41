"""Reads the lines of a text file that are not sound, one row after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from madein.sources.text.cutting import LONGEST, MOST_LINES, OPEN, Cut, cut, is_torn
from madein.sources.text.dialect import Dialect
from madein.sources.text.kinds import FEWEST, SURE_SHARE, column_kinds, unlike
from madein.sources.text.lines import Block
from madein.sources.text.sound import NOTE_WIDTH

TEXT_KEPT = 2_000  # characters of a quarantined stretch that are shown
LEARNT_FROM = 500  # sound rows of a block that show the kinds of the columns

TORN = "a quotation mark inside a cell; the cells may be others"
NUL = "a NUL character"
TOO_LONG = f"more than {LONGEST:,} bytes"
NOTE = "its first cell alone is filled: a title, a note or a total"
HEADINGS_AGAIN = "the headings once more: the same table begins again"
OTHER_TABLE = "it belongs to the same table once more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """A stretch of a file: cells, or the reason why it could not be cut.

    Attributes:
        line: First line of the stretch, from 1.
        cells: Its cells; None where it could not be cut.
        reason: Why not; empty where it could.
        text: The stretch as found, shortened; empty where it was cut.
    """

    line: int
    cells: list[str] | None
    reason: str = ""
    text: str = ""


class Careful:
    """Reads rows from lines that are not sound.

    Args:
        dialect: How the file is read.

    Attributes:
        is_below: Whether the table has ended, and stands in the file once more.
        top: The first row below the headings.
    """

    def __init__(self, dialect: Dialect) -> None:
        self.is_below = False
        self.top: list[str] | None = None
        self._dialect = dialect
        self._headings = [heading.strip() for heading in dialect.headings]
        self._sound: Sequence[bytes] = ()
        self._kinds: list[str] | None = None

    def meet(self, sound: Sequence[bytes]) -> None:
        """Keep some lines to learn from, if they are enough.

        Args:
            sound: Sound lines near those that will be read.
        """
        if len(sound) >= FEWEST or not self._sound:
            self._sound, self._kinds = sound, None

    def first(self, block: Block, position: int) -> tuple[Split, int]:
        """The first stretch from a line on, and how many lines it takes.

        Args:
            block: Some lines.
            position: Position of the line among them.
        """
        number = block.first + position
        raw = block.lines[position : position + MOST_LINES]
        if fault := self._fault(block.faults.get(number, ""), raw[0]):
            return _quarantined(number, raw[0].decode(), fault), 1
        if not raw[0].strip():
            return Split(line=number, cells=[""] * len(self._headings)), 1
        row = cut([raw[0].decode()], self._dialect)
        lines = [raw[0]]
        if row.reason == OPEN:
            lines = list(takewhile(lambda line: b"\0" not in line, raw))
            faulty = (n for n in range(len(lines)) if number + n in block.faults)
            lines = lines[: next(faulty, len(lines))]
            row = cut([line.decode() for line in lines], self._dialect)
        stretch = self._dialect.line_break.join(
            line.decode() for line in lines[: row.lines]
        )
        self.is_below = self._begins_again(row, raw[row.lines :])
        if reason := self._reason(row, stretch):
            return _quarantined(number, stretch, reason), row.lines
        return Split(line=number, cells=row.cells), row.lines

    def _fault(self, fault: str, line: bytes) -> str:
        if self.is_below:
            return OTHER_TABLE
        if len(line) > LONGEST:
            return TOO_LONG
        return fault or (NUL if b"\0" in line else "")

    def _reason(self, row: Cut, stretch: str) -> str:
        """Why a row cannot be taken for what it seems; empty where it can."""
        width = len(self._headings)
        if row.cells is None:
            return row.reason
        if len(stretch) > LONGEST:
            return TOO_LONG
        if len(row.cells) != width:
            return f"{len(row.cells)} cells where the headings have {width}"
        if self.is_below:
            return HEADINGS_AGAIN
        if width >= NOTE_WIDTH and not "".join(row.cells[1:]).strip():
            return NOTE
        if is_torn(row, self._dialect):
            return TORN
        return self._shifted(row.cells) if row.stray or row.lines > 1 else ""

    def _begins_again(self, row: Cut, below: Sequence[bytes]) -> bool:
        """Whether a row repeats the headings, and the next one the first row.

        Headings above other rows are those of an extract that was put below another.
        """
        if row.cells is None or list(map(str.strip, row.cells)) != self._headings:
            return False
        lines = [line.decode() for line in below]
        return bool(lines) and cut(lines, self._dialect).cells == self.top

    def _shifted(self, cells: Sequence[str]) -> str:
        """Whether two cells or more are of other kinds than the rest of their columns."""
        wrong = unlike(cells, self._kinds_near())
        if len(wrong) < 2:
            return ""
        names = ", ".join(f"'{self._headings[position]}'" for position in wrong)
        return (
            f"the cells of {names} are unlike the others there: the row may be shifted"
        )

    def _kinds_near(self) -> list[str]:
        """Kinds of the columns nearby; a vendor may change them inside a file."""
        if self._kinds is None:
            some = self._sound[:: len(self._sound) // LEARNT_FROM + 1]
            rows = [cut([raw.decode()], self._dialect).cells or [] for raw in some]
            few = len(rows) < FEWEST
            self._kinds = (
                [""] * len(self._headings) if few else column_kinds(rows, SURE_SHARE)
            )
        return self._kinds


def _quarantined(line: int, text: str, reason: str) -> Split:
    shown = text.rstrip("\r\n")[:TEXT_KEPT]
    return Split(line=line, cells=None, reason=reason, text=shown)
