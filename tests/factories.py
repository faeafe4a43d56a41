"""Rows and cases, written short: a test says only what it is about."""

import hashlib
from datetime import date
from decimal import Decimal

from madein.engine import Engine
from madein.question import CaseFile, Period, Subject
from madein.tables import (
    COVERAGE,
    DECLARED,
    FIELD_COVERAGE,
    IMPORTS,
    PROPOSAL,
    QUARANTINE,
    SOURCE,
)

DAY = date(2022, 5, 4)


def imports(*given):
    """Rows of `imports`: certain, of one source, a hundred dollars each."""
    return [imported(row, **cells) for row, cells in enumerate(given, start=1)]


def imported(row, **cells):
    usual = {
        "source_id": "s",
        "row": row,
        "registered": DAY,
        "member": True,
        "counted": True,
        "origin": "KR",
        "dispatch": "KR",
        "goods": "sensors",
        "usd": Decimal(100),
        "usd_basis": "statistical",
    }
    whole = usual | cells
    return {**whole, "row_key": row_key(whole["source_id"], row)}


def row_key(source, row):
    name = f"{source}:{row}".encode()
    return int.from_bytes(
        hashlib.md5(name, usedforsecurity=False).digest()[8:], "little"
    )


def holding(
    *given, fields=("origin", "dispatch", "maker_name", "goods"), cap=None, proposals=()
):
    """An engine with `imports` and the coverage of its one source."""
    engine = Engine()
    engine.fill(IMPORTS, imports(*given))
    coverage = [
        {"source_id": "s", "field": name, "filled": 1, "read": 1} for name in fields
    ]
    engine.fill(FIELD_COVERAGE, coverage)
    engine.fill(QUARANTINE, [])
    engine.fill(PROPOSAL, proposals)
    engine.fill(SOURCE, [{"source_id": "s", "place": 1, "file": "a.csv"}])
    engine.fill(COVERAGE, [{"source_id": "s", "cap": cap}])
    return engine


def case(**parts):
    """A case about 2018 to 2023, every importer its subject."""
    usual = {
        "title": "A case",
        "subject": Subject(name="Aurus", members="all"),
        "period": Period(since=date(2018, 1, 1), until=date(2023, 12, 31)),
    }
    return CaseFile(**(usual | parts))


def recorded(engine, *given, aside=()):
    """Tables `source` and `declared`: imports of one source, some of them set aside."""
    engine.fill(SOURCE, [{"source_id": "s", "place": 1, "file": "a.csv"}])

    def row(number, cells):
        usual = {"source_id": "s", "row": number, "registered": DAY, "counted": True}
        return usual | {"direction": "import", "usd": Decimal(100)} | cells

    every = (*given, *({**cells, "reason": "a copy"} for cells in aside))
    engine.fill(DECLARED, [row(number, cells) for number, cells in enumerate(every, 1)])
