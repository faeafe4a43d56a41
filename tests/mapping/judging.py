"""Whether a mapping is right, asked about, missing or wrong, for each key role."""

import csv
import random
import re
import zlib
from functools import cache
from pathlib import Path

from madein.engine import Engine, literal
from madein.mapping.findings import ASKED
from madein.mapping.gates import VALUES
from madein.mapping.propose import propose
from madein.sources.intake import look_at, take_in
from madein.sources.layouts import raw_column
from madein.sources.text.dialect import Told
from mapping.making import invented, rows_for, write_csv

HEADERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "headers"
ROLES = {
    "date": {"registered"},
    "importer": {"consignee_name"},
    "supplier": {"sender_name"},
    "hs": {"hs"},
    "value": set(VALUES),
    "origin": {"origin"},
}
ABOVE = (("DATA",), (), (), (), ())  # five lines above the headings


@cache
def vendor_layouts():
    """Headings of each layout of the paid vendor, by country and direction."""
    layouts = {}
    if not HEADERS.is_dir():
        return layouts
    file = HEADERS / "port_brain_headers.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        layouts.setdefault(f"{row['country']}/{row['layout']}", []).append(
            row["header"]
        )
    return layouts


@cache
def vendor_truth():
    """Columns that may hold each role and whether one must, by layout."""
    text = (Path(__file__).parent / "truth.csv").read_text(encoding="utf-8")
    rows = {row.pop("layout"): row for row in csv.DictReader(text.splitlines())}
    return {
        name: {
            role: (set(filter(None, told.split("|"))), True)
            for role, told in row.items()
        }
        for name, row in rows.items()
    }


def invented_truth(columns):
    """The same for a made-up layout."""
    truth = {}
    for role in ROLES:
        may = {heading for heading, _, held in columns if held.rstrip("?") == role}
        must = any(held == role for _, _, held in columns)
        truth[role] = (may, must)
    return truth


def is_held_out(name):
    """Whether a layout is one of the 30 % that were not looked at while tuning."""
    return zlib.crc32(name.encode()) % 10 < 3


def mapped(folder, headings, rows, above=ABOVE):
    """What a file of these rows is taken for, from its bytes to its columns."""
    file = write_csv(folder / "file.csv", headings, rows, above)
    # No layout is known, and the line of the headings is not in question here.
    look = look_at(file, (), Told(header_line=len(above) + 1))
    taken = take_in(file, "", look.dialect, folder)
    with Engine() as engine:
        return propose(
            engine, folder / taken.name, taken.copy.records, look.dialect.headings
        )


def glanced(folder, headings, rows):
    """The same without the reading of a file, which takes most of the time."""
    names = [raw_column(n) for n in range(len(headings))]
    lists = ", ".join(
        f"unnest({literal([row[n] for row in rows])}) as {name}"
        for n, name in enumerate(names)
    )
    with Engine() as engine:
        count = engine.write(f"select {lists}", folder / "copy.parquet")
        return propose(engine, folder / "copy.parquet", count, tuple(headings))


def verdicts(proposal, truth):
    """`right`, `asked`, `missing` or `wrong` for each role."""
    return {
        role: _verdict(proposal, ROLES[role], *told) for role, told in truth.items()
    }


def _verdict(proposal, fields, may, must):
    got = {f.column.heading for f in proposal.findings if f.role in fields}
    asked = any(
        fields.intersection(f.others) for f in proposal.findings if f.role == ASKED
    )
    if got - may:
        return "wrong"
    if got or (not asked and not (must and may)):
        return "right"
    return "asked" if asked else "missing"


def _left(may, present):
    """What may hold a role in a file with fewer columns: at last a translation."""
    english = {old + end for old in may for end in ("_EN", " EN")}
    return may & present or english & present


# --- the same file in another dress ---------------------------------------------------


def _shuffled(headings, dice):
    return headings, dice.sample(range(len(headings)), len(headings))


def _renamed(change):
    def variant(headings, dice):
        return [change(heading) for heading in headings], range(len(headings))

    return variant


def _fewer(headings, dice):
    return headings, sorted(dice.sample(range(len(headings)), len(headings) * 2 // 3))


def _nameless(headings, dice):
    return [f"Column{n}" for n in range(len(headings))], range(len(headings))


VARIANTS = {
    "as it is": _renamed(str),
    "columns shuffled": _shuffled,
    "blanks for underscores": _renamed(lambda h: h.replace("_", " ").title()),
    "glued": _renamed(lambda h: h.replace("_", "").replace(" ", "")),
    "small letters": _renamed(str.lower),
    "camel case": _renamed(lambda h: re.sub(r"[_ ]", "", h.replace("_", " ").title())),
    "a third missing": _fewer,
    "headings say nothing": _nameless,
}


def dressed(variant, headings, rows, truth, seed=0):
    """Headings, rows and truth of a file in another dress."""
    renamed, kept = VARIANTS[variant](headings, random.Random(seed))  # noqa: S311 - a dice
    new = {old: renamed[n] for n, old in enumerate(headings)}
    present = {headings[n] for n in kept}
    return (
        [renamed[n] for n in kept],
        [[row[n] for n in kept] for row in rows],
        {
            role: ({new[heading] for heading in _left(may, present)}, must)
            for role, (may, must) in truth.items()
        },
    )


def names():
    """Names of the layouts: the vendor's where they are at hand, then made-up ones."""
    truths = vendor_truth()
    vendors = [name for name in vendor_layouts() if name in truths]
    return [*vendors, *invented()]


def case(name):
    """Headings, rows and truth of a layout."""
    export = "export" in name
    if "/" in name:
        headings = vendor_layouts()[name]
        rows = rows_for(headings, seed=len(headings), export=export)
        return headings, rows, vendor_truth()[name]
    columns = invented()[name]
    headings, kinds = [c[0] for c in columns], [c[1] for c in columns]
    rows = rows_for(headings, seed=len(name), kinds=kinds, export=export)
    return headings, rows, invented_truth(columns)
