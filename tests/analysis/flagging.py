"""Records made by hand, and what the flags answer on them. All firms are made up."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from factories import case, imports
from madein.analysis.flags.answer import World
from madein.analysis.flags.catalogue import answers
from madein.analysis.flags.facts import facts
from madein.engine import Engine
from madein.parties.reading.names import read_name
from madein.tables import (
    COVERAGE,
    FIELD_COVERAGE,
    GOODS_STANDING,
    IMPORTS,
    LIST_ADDRESS,
    LISTING,
    MONTH_COVERAGE,
    PARTY,
    PARTY_NAME,
    PROPOSAL,
    SHIPMENT,
)

DAY = date(2022, 2, 24)
BEFORE, SINCE = date(2021, 6, 15), date(2022, 5, 4)
FIELDS = (
    *("origin", "dispatch", "trading", "sender_country", "sender_name", "net_kg", "hs"),
    *("consignee_name", "invoice_currency", "description"),
)
CHIP, PIPE, CUT = "8542310000", "7304110000", "85"
ALL_MONTHS = [
    date(year, month, 1) for year in (2020, 2021, 2022, 2023) for month in range(1, 13)
]
ONLY_SHIPMENT = ("consignee_name", "invoice_currency", "quantity", "unit")
USUAL = {
    "supplier": "S1",
    "importer": "I",
    "hs": PIPE,
    "hs_edition": "HS2022",
    "net_kg": Decimal(10),
}


ENGINE = Engine()  # one for all tests: a table is made again where its rows differ
FILLED = {}


def _fill(table, rows):
    rows = list(rows)
    if FILLED.get(table.name) != rows:
        ENGINE.fill(table, rows)
        FILLED[table.name] = rows


def held(
    *rows,
    others=(),
    months=ALL_MONTHS,
    first=date(2020, 1, 1),
    last=date(2023, 12, 31),
    cap=None,
    fields=FIELDS,
    firms=(),
    proposals=(),
    goods=True,
    addresses=(),
):
    """An engine with rows of the subject, and shipments of other importers."""
    mine = [
        {**USUAL, **{k: v for k, v in row.items() if k not in ONLY_SHIPMENT}}
        for row in rows
    ]
    whole = imports(*mine)
    _fill(IMPORTS, whole)
    stands = [
        {**row, **{k: v for k, v in given.items() if k in ONLY_SHIPMENT}}
        for row, given in zip(whole, rows, strict=True)
        if row.get("aside") is None
    ]
    theirs = [
        {
            **USUAL,
            "source_id": "o",
            "row": n,
            "usd": 100,
            "usd_basis": "statistical",
            "registered": SINCE,
            "origin": "KR",
            **row,
        }
        for n, row in enumerate(others, 1)
    ]
    _fill(SHIPMENT, [*stands, *theirs])
    _fill(
        COVERAGE,
        [
            {
                "source_id": "s",
                "first_day": first,
                "last_day": last,
                "cap": cap,
                "absent_fields": [f for f in FIELDS if f not in fields],
            }
        ],
    )
    _fill(
        MONTH_COVERAGE,
        [{"source_id": "s", "month": month, "rows": 1} for month in months],
    )
    _fill(
        FIELD_COVERAGE,
        [{"source_id": "s", "field": name, "filled": 1, "read": 1} for name in fields],
    )
    named = {firm["party_id"]: firm for firm in firms}
    ids = {r[c] for r in whole for c in ("supplier", "importer")} - {None}
    parties = [
        named.get(p, {"party_id": p, "name": f"Firm {p}"})
        for p in sorted(ids | set(named))
    ]
    _fill(PARTY, [{"kind": "firm", "ids": [], "spellings": 1, **p} for p in parties])
    _fill(
        PARTY_NAME,
        [
            {
                "name": p["name"],
                "tax_id": "",
                "country": "",
                "party_id": p["party_id"],
                "words": read_name(p["name"]).key,
            }
            for p in parties
        ],
    )
    _fill(
        PROPOSAL,
        [{"left_party": a, "right_party": b, "status": "open"} for a, b in proposals],
    )
    _fill(GOODS_STANDING, _goods(whole) if goods else [])
    _fill(
        LIST_ADDRESS,
        [
            {"list": "L", "entry": str(n), "address": text}
            for n, text in enumerate(addresses)
        ],
    )
    _fill(LISTING, [])
    return ENGINE


def _goods(rows):
    """The list of high-priority goods: not in force; in force; another version; no more known."""
    words = {
        CHIP: ("on list in force", None),
        CUT: ("possibly on list", "HS_CUT"),
        None: ("not determinable", "HS_EDITION"),
    }
    for hs, edition in {(row["hs"], row["hs_edition"]) for row in rows}:
        word, reason = words.get(hs, ("not on list", None))
        for since, until, *said in (
            (date(1, 1, 1), date(2023, 5, 19), "list not in force", None, None),
            (date(2023, 5, 19), date(2024, 2, 23), "on list in force", None, "v1"),
            (date(2024, 2, 23), date(2026, 11, 23), word, reason, "v2"),
            (
                date(2026, 11, 23),
                date(9999, 12, 31),
                "not determinable",
                "LIST_GAP",
                None,
            ),
        ):
            yield {
                "hs": hs,
                "hs_edition": edition,
                "regime": "BIS",
                "list": "CHPL",
                "since": since,
                "until": until,
                **dict(zip(("word", "reason", "version"), said, strict=True)),
            }


def flags(*rows, only=None, base=Path(), about=None, **more):
    """Answers, of all flags or one: by flag and party."""
    engine = held(*rows, **more)
    about = about or case()
    world = World(engine, about, base, facts().day(about))
    asked = [one for one in facts().flags if only in {None, one.id}]
    found = [row for one in asked for row in answers(world, one)]
    for row in found:
        if row.get("sql") is not None:
            row["listed"] = engine.rows(row["sql"])
    return {(row["id"], row["party_id"]): row for row in found}


def answer(flag, *rows, party="", **more):
    """Word and reason of one flag."""
    found = flags(*rows, only=flag, **more)[flag, party]
    return found["answer"], found["reason"]


YES, NO = ("yes", None), ("no", None)


def unknown(reason):
    return "not determinable", reason


def at(day, **cells):
    return {"registered": day, **cells}


def monthly(months, **cells):
    """A row in each month, its usd and net_kg given as functions of the month's place."""
    return [
        at(
            month.replace(day=10),
            **{k: Decimal(v(n)) if callable(v) else v for k, v in cells.items()},
        )
        for n, month in enumerate(months)
    ]
