"""Makes goods/data/hs_codes.csv and hs_changes.csv from public tables of HS editions.

bench/hs_tables.py /work/shared/data/hs src/madein/goods/data

The folder holds `hs2012.csv` (code, level) and so on, and for two editions that follow
each other `correlation_hs2017_hs2012.csv` (a row per pair of codes). Codes and pairs
are taken, no texts: docs/decisions/0012-goods.md.
"""

import csv
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

YEARS = (2012, 2017, 2022)
NOT_SPECIFIED = "999999"  # in tables of trade statistics; no code of the nomenclature


def rows(file):
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def write(file, names, lines):
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(lines)


def endings(source):
    """Per edition and heading, the last two digits of its codes."""
    found = defaultdict(lambda: defaultdict(list))
    for year in YEARS:
        for row in rows(source / f"hs{year}.csv"):
            if row["level"] == "6" and row["code"] != NOT_SPECIFIED:
                found[row["code"][:4]][year].append(row["code"][4:])
    for heading in sorted(found):
        yield [heading, *(" ".join(sorted(found[heading][year])) for year in YEARS)]


def changes(source):
    """Newer codes that hold anything but exactly the older code of the same digits."""
    for older, newer in pairwise(YEARS):
        pairs = defaultdict(set)
        for row in rows(source / f"correlation_hs{newer}_hs{older}.csv"):
            pairs[row[f"hs{newer}"]].add(row[f"hs{older}"])
        for code in sorted(pairs):
            if pairs[code] != {code}:
                yield [f"HS{newer}", code, " ".join(sorted(pairs[code]))]


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    names = ["heading", *(f"HS{year}" for year in YEARS)]
    write(target / "hs_codes.csv", names, endings(source))
    write(target / "hs_changes.csv", ["edition", "code", "older"], changes(source))
