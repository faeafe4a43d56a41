"""How well damaged text files are read: ``python bench/pollock.py``.

The generator of `tests/sources/polluting.py` recreates the families of damage of the
Pollock benchmark (Vitagliano et al., PVLDB 16(8), 2023). A file has ten measures: success,
and precision, recall and F1 of its headings, records and cells. `simple` is the sum of
their means. `weighted` gives the four commonest files the shares of the survey, and
divides the rest equally among the others. A record counts where all its cells are right
and in order, which is stricter than the benchmark; cells count as a bag.

The benchmark's score does not see shifted cells. Therefore also: `wrong` rows, delivered
without a doubt and not in the table; `lost` rows, in the table and not delivered.
"""

import argparse
import csv
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from madein.errors import SourceError
from madein.sources.text.dialect import Told, sniff
from madein.sources.text.splitter import split
from sources.polluting import SHARED, Polluted, polluted, shared

# Shares of the survey; every other file has an equal part of what is left.
WEIGHTS = {
    "file_record_delimiter_0xA": 0.380,
    "file_field_delimiter_0x3B": 0.187,
    "file_no_header": 0.106,
    "file_preamble": 0.063,
}


@dataclass(frozen=True, kw_only=True)
class Read:
    """What a reader makes of a file; doubts are files where a person is asked."""

    headings: list[str]
    rows: list[list[str]]
    quarantined: int = 0
    is_doubted: bool = False


def madein_told(file: Path, truth: Polluted) -> Read:
    return _madein(file, Told(**truth.told))


def madein_auto(file: Path, _truth: Polluted) -> Read:
    return _madein(file, Told())


def _madein(file: Path, told: Told) -> Read:
    try:
        look = sniff(file, (), told)
    except SourceError as error:
        if error.faults[0].what != "the file is empty":
            raise
        return Read(headings=[], rows=[])
    pieces = list(split(file, look.dialect))
    return Read(
        headings=list(look.dialect.headings) if look.dialect.header_line else [],
        rows=[piece.cells for piece in pieces if piece.cells is not None],
        quarantined=sum(piece.cells is None for piece in pieces),
        is_doubted=bool(look.doubts),
    )


def duckdb_auto(file: Path, _truth: Polluted) -> Read:
    found = duckdb.sql(f"from read_csv('{file}', all_varchar = true)")
    rows = [["" if cell is None else cell for cell in row] for row in found.fetchall()]
    return Read(headings=found.columns, rows=rows)


def python_sniffer(file: Path, _truth: Polluted) -> Read:
    text = file.read_bytes().decode()
    rows = list(csv.reader(text.splitlines(), csv.Sniffer().sniff(text[:20_000])))
    return Read(headings=rows[0] if rows else [], rows=rows[1:])


def python_told(file: Path, truth: Polluted) -> Read:
    told = truth.told
    quote, escape = told["quote"], told["escape"]
    with file.open(encoding="utf-8", newline="") as handle:
        rows = list(
            csv.reader(
                handle,
                delimiter=told["delimiter"],
                quotechar=quote,
                escapechar=None if escape in {quote, ""} else escape,
                doublequote=escape == quote,
            )
        )
    start = told["header_line"]
    return Read(headings=rows[start - 1] if start else [], rows=rows[start:])


READERS = {
    "madein, dialect told": madein_told,
    "madein, automatic": madein_auto,
    "DuckDB read_csv(auto)": duckdb_auto,
    "Python csv, told": python_told,
    "Python csv + Sniffer": python_sniffer,
}


@dataclass
class Totals:
    """Sums over files."""

    files: int = 0
    simple: float = 0.0
    weighted: float = 0.0
    exact: int = 0
    asked: int = 0
    files_wrong: int = 0
    wrong: int = 0
    lost: int = 0
    quarantined: int = 0
    rows: int = 0


def judge(reader: Callable[[Path, Polluted], Read], files: list[Polluted]) -> Totals:
    """The totals of a reader over files.

    Args:
        reader: The reader.
        files: The files.
    """
    totals = Totals(files=len(files))
    weights = _weights([truth.name for truth in files])
    with tempfile.TemporaryDirectory() as folder:
        for truth in files:
            file = Path(folder) / "a.csv"
            file.write_bytes(truth.content)
            try:
                read = reader(file, truth)
            except (SourceError, duckdb.Error, csv.Error, ValueError, TypeError):
                read = None
            _count(totals, read, truth, weights[truth.name])
    return totals


def _count(totals: Totals, read: Read | None, truth: Polluted, weight: float) -> None:
    measures = _measures(read, truth) if read is not None else [0.0] * 10
    totals.simple += sum(measures) / totals.files
    totals.weighted += sum(measures) * weight
    totals.rows += len(truth.rows)
    expected = _bag(truth.rows)
    found = _bag(read.rows) if read is not None else Counter()
    wrong, lost = (found - expected).total(), (expected - found).total()
    is_asked = read is not None and read.is_doubted
    totals.lost += lost
    totals.asked += is_asked
    totals.quarantined += 0 if read is None else read.quarantined
    totals.exact += read is not None and not (wrong or lost) and measures[3] == 1.0
    if not is_asked:
        totals.wrong += wrong
        totals.files_wrong += wrong > 0


def _measures(read: Read, truth: Polluted) -> list[float]:
    """Success, then precision, recall and F1 of headings, records and cells."""
    pairs = (
        (Counter(filter(None, read.headings)), Counter(truth.headings)),
        (_bag(read.rows), _bag(truth.rows)),
        (_cells(read.rows), _cells(truth.rows)),
    )
    return [1.0, *(measure for found, true in pairs for measure in _f1(found, true))]


def _f1(found: Counter, true: Counter) -> tuple[float, float, float]:
    hits = (found & true).total()
    precision = hits / found.total() if found else float(not true)
    recall = hits / true.total() if true else float(not found)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _bag(rows: Iterable[Iterable[str]]) -> Counter:
    """Rows without blank cells at their end; blank rows are none."""
    return Counter(filter(None, (tuple(_trimmed(row)) for row in rows)))


def _trimmed(row: Iterable[str]) -> list[str]:
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cells(rows: Iterable[Iterable[str]]) -> Counter:
    return Counter(cell for row in rows for cell in _trimmed(row))


def _weights(names: list[str]) -> dict[str, float]:
    known = {name: WEIGHTS[name] for name in names if name in WEIGHTS}
    others = len(names) - len(known)
    rest = (1 - sum(known.values())) / others
    return {name: known.get(name, rest) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", action="store_true", help="madein alone")
    own = parser.parse_args().own
    corpora = {"generated": list(polluted())}
    if SHARED.is_dir():
        corpora["shared"] = list(shared())
    head = "simple weighted exact asked files-wrong wrong lost quarantined seconds"
    for corpus, files in corpora.items():
        print(
            f"\n{corpus}: {len(files):,} files, {sum(len(f.rows) for f in files):,} rows"
        )
        print(f"{'':24}" + "".join(f"{name:>12}" for name in head.split()))
        for name, reader in READERS.items():
            if own and not name.startswith("madein"):
                continue
            start = time.perf_counter()
            t = judge(reader, files)
            seconds = time.perf_counter() - start
            print(
                f"{name:24}{t.simple:12.4f}{t.weighted:12.4f}{t.exact:12,}{t.asked:12,}"
                f"{t.files_wrong:12,}{t.wrong:12,}{t.lost:12,}"
                f"{t.quarantined / t.rows:12.2%}{seconds:12.1f}"
            )


if __name__ == "__main__":
    main()
