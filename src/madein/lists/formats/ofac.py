"""What the forms of the US Treasury's lists share: the clock, numbers, measures.

The lists that are not the SDN list come as one file, the "consolidated" one, which also
holds sanctions short of blocking. Which list an entry of it is on decides what the
listing does; the table `data/ofac_measures.csv` says so, by list or by programme. What
the table does not hold is `other measures`, never an asset freeze.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from madein.lists.entry import Imposed, ListedId
from madein.verdict import Measure

AUTHORITY_ZONE = ZoneInfo("America/New_York")  # Washington's clock
SDN, CONS = "sdn", "cons"  # the parts that a file can be a copy of
MEASURES = Path(__file__).parent / "data" / "ofac_measures.csv"
BETWEEN = "] ["  # stands between programmes: `SDGT] [IFSR`
UMBRELLA = "Consolidated List"  # all lists but the SDN list; it adds nothing to them
TAX_ID = "Tax ID No."
TYPES = {
    "Entity": None,
    "Individual": "individual",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
}

# What OFAC calls numbers of firms, as seen in copies of 2021 to 2024.
ID_LABELS = (
    TAX_ID,
    "Registration Number",
    "Registration ID",
    "Business Registration Number",
    "Business Registration Document #",
    "Business Number",
    "Legal Entity Number",
    "Unified Social Credit Code (USCC)",
    "United Social Credit Code Certificate (USCCC)",
    "V.A.T. Number",
    "Company Number",
    "UK Company Number",
    "US FEIN",
    "Government Gazette Number",
    "National ID No.",
    "NIT #",
    "R.F.C.",
    "RFC",
    "RUC #",
    "C.R. No.",
    "RIF #",
    "RTN",
    "C.U.I.T.",
    "C.I.F.",
    "N.I.F.",
    "Fiscal Code",
    "Enterprise Number",
    "Residency Number",
    "Chamber of Commerce Number",
    "Commercial Registry Number",
    "Central Registration System Number",
    "Economic Register Number (CBLS)",
    "Certificate of Incorporation Number",
    "Public Registration Number",
    "Trade License No.",
    "Matricula Mercantil No",
    "Folio Mercantil No.",
)
FIRM_LABELS = frozenset(ID_LABELS)
MOST = 0.9  # of the entries of a list that is not SDN's


def imposed(
    part: str,
    programmes: Iterable[str],
    lists: Iterable[str] = (),
    designated: date | None = None,
) -> tuple[Imposed, ...]:
    """What a listing does: one thing for each measure.

    Args:
        part: The file it is in, `sdn` or `cons`.
        programmes: Programmes, as written.
        lists: Lists that the entry is on, where the file says so.
        designated: First day, where the file says so.

    Examples:
        >>> [i.measure.value for i in imposed("cons", ["NS-PLC", "FSE-SY", "NEW"])]
        ['financial restrictions', 'transaction ban', 'other measures']
        >>> [i.measure.value for i in imposed("sdn", ["UKRAINE-EO13662", "NEW"])]
        ['asset freeze']
    """
    named = list(dict.fromkeys(programmes))
    of_lists = [name for name in lists if name != UMBRELLA]
    does: dict[Measure, list[str]] = {}
    if part == SDN:
        does[Measure.ASSET_FREEZE] = named
    elif of_lists:
        does = {_measures().get(name, Measure.OTHER): named for name in of_lists}
    else:
        for name in named or [""]:
            does.setdefault(_measures().get(name, Measure.OTHER), []).append(name)
    return tuple(
        Imposed(measure=measure, programme=BETWEEN.join(under), designated=designated)
        for measure, under in does.items()
    )


def part_of(entries: Iterable[Sequence[str]]) -> str:
    """Which of the lists some entries are of, where the name of the file does not tell.

    A few entries of the SDN list carry programmes of the others, and the others share
    programmes with it. So `cons` asks for both: a programme that the SDN list does not
    live by, and hardly an entry that the others do not know.

    Args:
        entries: The programmes of each entry, as written.

    Examples:
        >>> part_of([["NS-PLC"], ["UKRAINE-EO13662"]]), part_of([["NS-PLC"], ["CUBA"]])
        ('cons', 'sdn')
    """
    held = list(entries)
    known = sum(any(name in _measures() for name in names) for names in held)
    only = any(name in _non_sdn() for names in held for name in names)
    return CONS if only and known >= MOST * len(held) else SDN


def tax_ids(ids: Iterable[ListedId]) -> tuple[str, ...]:
    """Those numbers of an entry that are tax ids, each once.

    Args:
        ids: Its numbers.
    """
    return tuple(dict.fromkeys(i.number for i in ids if i.label == TAX_ID))


def named_part(name: str) -> str:
    """The part that the name of a file tells; empty where it tells none.

    Args:
        name: Name of the file.

    Examples:
        >>> named_part("CONS_ADVANCED.XML"), named_part("sdn_20240223T184323.csv")
        ('cons', 'sdn')
    """
    words = re.split(r"[^a-z]+", name.lower())
    if {"cons", "consolidated"} & set(words):
        return CONS
    return SDN if "sdn" in words else ""


def programmes(cell: str) -> list[str]:
    """The programmes of a cell.

    Args:
        cell: As written.

    Examples:
        >>> programmes("SDGT] [IFSR")
        ['SDGT', 'IFSR']
    """
    return [name.strip("[] ") for name in re.split(r"\]\s*\[", cell) if name.strip()]


@cache
def _table() -> list[dict[str, str]]:
    with MEASURES.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def _measures() -> dict[str, Measure]:
    return {row["name"]: Measure(row["measure"]) for row in _table() if row["measure"]}


@cache
def _non_sdn() -> frozenset[str]:
    return frozenset(r["name"] for r in _table() if r["non_sdn_only"] == "yes")
