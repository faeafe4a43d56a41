"""Headings of the Harmonized System: the first four digits of every commodity code."""

import csv
from functools import cache
from importlib.resources import files


@cache
def hs_headings() -> frozenset[str]:
    """Headings of the editions of 2012, 2017 and 2022 together, and national chapters.

    Source:
        `data/hs_headings.csv`, the numbers of the nomenclature's headings by chapter.
        Countries use chapters 98 and 99 for purposes of their own.

    Examples:
        >>> "8708" in hs_headings(), "8799" in hs_headings(), "9801" in hs_headings()
        (True, False, True)
    """
    table = files("madein.reference") / "data" / "hs_headings.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    known = {row["chapter"] + end for row in rows for end in row["headings"].split()}
    national = {f"{chapter}{end:02}" for chapter in (98, 99) for end in range(100)}
    return frozenset(known | national)
