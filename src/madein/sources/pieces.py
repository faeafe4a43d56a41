"""Rows that were cut into cells become an evidence copy, whatever they were cut from."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from madein.engine import Engine, literal
from madein.sources.copies import Copy
from madein.sources.layouts import raw_column
from madein.sources.text.splitter import Split

# The longest record of our own that the engine may find: a sheet has 16,384 columns of
# at most 32,767 characters, a text may have more.
LINE_BYTES = 1 << 30


def copy_pieces(engine: Engine, pieces: Iterable[Split], width: int, out: Path) -> Copy:
    """Copy rows with their numbers; blank ones at the end are left out.

    Args:
        engine: The engine.
        pieces: The rows, read or quarantined, in the order of the file.
        width: How many cells a row has.
        out: Where to.
    """
    quarantined: list[tuple[int, str, str]] = []

    def numbered() -> Iterator[list[str]]:
        blank: list[int] = []  # a sheet keeps blank rows for formatting
        for piece in pieces:
            if piece.cells is None:
                quarantined.append((piece.line, piece.reason, piece.text))
            elif any(map(str.strip, piece.cells)):
                yield from ([str(line), *[""] * width] for line in blank)
                blank = []
                yield [str(piece.line), *piece.cells]
            else:
                blank.append(piece.line)

    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        clean = Path(scratch) / "clean.csv"
        with clean.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.writer(handle, quoting=csv.QUOTE_ALL, lineterminator="\n")
            writer.writerows(numbered())
        records = engine.write(_read(clean, width), out)
    return Copy(records=records, has_lines=True, quarantined=tuple(quarantined))


def _read(clean: Path, width: int) -> str:
    """Query for what we wrote ourselves: it is strict, and nothing is guessed."""
    columns = [raw_column(i) for i in range(width)]
    types = ", ".join(f"'{name}': 'varchar'" for name in columns)
    # Without `new_line` the engine takes a carriage return in a cell for a line break.
    return (
        f"select line, {', '.join(columns)} from read_csv({literal(str(clean))}, "
        "delim = ',', quote = '\"', escape = '\"', header = false, "
        f"auto_detect = false, columns = {{'line': 'bigint', {types}}}, "
        f"max_line_size = {LINE_BYTES}, strict_mode = true, new_line = '\\n')"
    )
