"""All figures of the demo computed again: SQLite holds the rows, Python adds them up.

Nothing of `scope.py` is used here: definitions are those of methods.md, section 1.5.
"""

import json
import sqlite3
from collections import Counter
from decimal import Decimal

import pytest

COLUMNS = [
    "source_id",
    "row",
    "registered",
    "doubt",
    "quarter",
    "member",
    "counted",
    "aside",
    "origin",
    "dispatch",
    "trading",
    "sender_country",
    "goods",
    "supplier",
    "maker_name",
    "usd",
]
INVASION = "2022-02-24"
UNKNOWN = {"unknown", "not determinable"}  # what cells without a value are called
VERDICT_KEY = ("source_id", "row", "role", "regime", "measure", "test")


@pytest.fixture(scope="module")
def held(demo):
    """Rows of `imports` by way of SQLite, every cell as text; amounts are exact."""
    texts = ", ".join(f"cast({name} as varchar) as {name}" for name in COLUMNS)
    with demo.tables() as engine:
        rows = engine.rows(f"select {texts} from imports")
        verdicts = engine.rows("from verdict")
    words = {tuple(str(v[name]) for name in VERDICT_KEY): v["word"] for v in verdicts}
    lite = sqlite3.connect(":memory:")
    lite.execute(f"create table imports ({', '.join(COLUMNS)})")
    marks = ", ".join("?" * len(COLUMNS))
    lite.executemany(
        f"insert into imports values ({marks})", [tuple(r.values()) for r in rows]
    )
    found = [
        dict(zip(COLUMNS, cells, strict=True))
        for cells in lite.execute("select * from imports")
    ]
    lite.close()
    for row in found:
        row["usd"] = None if row["usd"] is None else Decimal(row["usd"])
        row["words"] = words
    return found


def every(answers):
    """Three-valued: no outweighs not known, which outweighs yes."""
    said = set(answers)
    return False if False in said else None if None in said else True


def some(answers):
    said = set(answers)
    return True if True in said else None if None in said else False


def told(cell, is_so):
    return None if cell is None else is_so(cell)


def fits(row, scope):
    """What the conditions of a scope say of a row."""
    day = row["registered"]
    found = []
    if "since" in scope:
        found.append(told(day, lambda day: day >= scope["since"]))
    if "until" in scope:
        found.append(told(day, lambda day: day <= scope["until"]))
    if "countries" in scope:
        found.append(told(row[scope["role"]], lambda c: c in scope["countries"]))
    if "goods" in scope:
        found.append(told(row["goods"], lambda goods: goods == scope["goods"]))
    if "makers" in scope:
        words = [maker.casefold() for maker in scope["makers"]]
        found.append(
            told(row["maker_name"], lambda name: any(w in name.lower() for w in words))
        )
    if "either" in scope:
        found.append(some(fits(row, part) for part in scope["either"]))
    return every(found)


def belongs(row, scope):
    return every(
        [
            told(row["member"], lambda member: member == "true"),
            told(row["counted"], lambda counted: counted == "true"),
            (row["aside"] is not None) is scope.get("aside", False),
            None if row["doubt"] and not scope.get("aside") else True,
            row["usd"] is None or row["usd"] >= 0,
            fits(row, scope),
        ]
    )


def largest(rows, scope, column, count):
    totals = Counter()
    for row in rows:
        if belongs(row, scope) is True and row[column] is not None:
            totals[row[column]] += row["usd"] or 0
    return sorted(totals, key=lambda value: (-totals[value], value))[:count]


def dividers(rows, figure, scope):
    """How the parts of a figure divide its rows."""
    shown = {"suppliers": ("supplier", 25), "quarters": ("origin", 5)}
    match figure["measure"]:
        case "origins" | "goods" as measure:
            column = measure.replace("origins", "origin")
            return [lambda row: row[column]]
        case "suppliers" | "quarters" as measure:
            column, count = shown[measure]
            named = {*largest(rows, scope, column, count), None}
            first = lambda row: row[column] if row[column] in named else "other"  # noqa: E731
            return [first, lambda row: row["quarter"]][: 1 + (measure == "quarters")]
        case "change":
            side = lambda day: "before" if day < INVASION else "after"  # noqa: E731
            return [
                lambda row: row["origin"],
                lambda row: told(row["registered"], side),
            ]
        case "exposure":
            kind, about = figure["label"].split(": ")
            regime, measure, test = [*about.split(", "), "goods test"][:3]
            role = "goods" if kind.endswith("goods") else "importer"
            asked = (role, regime, measure, test.removesuffix(" test"))
            return [
                lambda row: known(row["words"], (row["source_id"], row["row"], *asked))
            ]
    return []


def known(words, key):
    """The verdict of a row; not determinable may be any."""
    return None if words.get(key) == "not determinable" else words.get(key)


def recomputed(rows, figure):
    scope = json.loads(figure["scope"])
    is_part = figure["parent"] is not None
    cells = [figure["cell"], figure["period"]] if is_part else []
    low, high, sure, maybe = Decimal(0), Decimal(0), 0, 0
    for row in rows:
        answers = [belongs(row, scope)]
        if is_part and answers != [False]:
            for divide, cell in zip(
                dividers_of(rows, figure, scope), cells, strict=False
            ):
                value = divide(row)
                is_cell = told(value, lambda value, cell=cell: value == cell)
                answers.append(value is None if cell in UNKNOWN else is_cell)
        answer = every(answers)
        if answer is False:
            continue
        high = None if high is None or row["usd"] is None else high + row["usd"]
        if answer:
            low, sure = low + (row["usd"] or 0), sure + 1
        else:
            maybe += 1
    return low, high, sure, maybe


KEPT = {}


def dividers_of(rows, figure, scope):
    key = (id(rows), figure["parent"])
    if key not in KEPT:
        KEPT[key] = dividers(rows, figure, scope)
    return KEPT[key]


def test_every_figure_is_the_same_by_another_program(demo, held):
    figures = demo.figures()

    assert {f["id"]: recomputed(held, f) for f in figures} == {
        f["id"]: (f["at_least"], f["at_most"], f["rows"], f["unclear_rows"])
        for f in figures
    }


def test_no_part_of_a_breakdown_is_missing(demo, held):
    """Cells that some certain row falls into, against the cells with a figure."""
    figures = demo.figures()
    parents = {f["parent"]: f for f in figures if f["parent"] is not None}
    for parent, part in parents.items():
        scope = json.loads(part["scope"])
        divide = dividers(held, part, scope)
        wanted = {
            tuple("unknown" if d(row) is None else d(row) for d in divide)
            for row in held
            if belongs(row, scope) is True
        }
        found = {
            tuple(
                "unknown" if c in UNKNOWN else c for c in (f["cell"], f["period"]) if c
            )
            for f in figures
            if f["parent"] == parent
        }

        assert wanted <= found
