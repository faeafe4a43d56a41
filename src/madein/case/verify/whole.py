"""The whole case of a bundle, built again from the files of records."""

from collections.abc import Iterator
from dataclasses import replace

from madein.case.bundle.contents import (
    RAW_TEXT,
    Page,
    declared_of_bundle,
    wanted_rows,
)
from madein.case.bundle.read import Bundle
from madein.case.opened import open_case
from madein.case.store import PERSISTED
from madein.case.verify.checks import Check, check_of, compared
from madein.engine import Engine, Row
from madein.tables import CLAIM_RESULT, FIGURE
from madein.tables.contract import Table

HISTORY = frozenset({"party_change"})  # what the build before called them


def rebuilt(bundle: Bundle, page: Page) -> Iterator[Check]:
    """The case built again from its files."""
    case = open_case(bundle.case_folder)
    case.build()
    apart: list[str] = []
    checks = []
    with case.tables() as engine:
        case.name_raw_text(engine, wanted_rows(engine, page))
        for table, one in ((FIGURE, "figures"), (CLAIM_RESULT, "claims")):
            stored = _stored(engine, bundle, table)
            again = engine.rows(f"from {table.name}")
            what = f"{one} of the case built again from its files"
            checks.append(compared(what, one, table, stored, again))
        names = [name for name in PERSISTED if name not in HISTORY]
        for name in (*names, RAW_TEXT):
            apart += _other_rows(engine, bundle, name)
    yield from checks
    yield check_of(
        "tables of the case built again from its files", "tables", len(names) + 1, apart
    )


def _stored(engine: Engine, bundle: Bundle, table: Table) -> list[Row]:
    engine.view(replace(table, name="stored"), [bundle.table(table.name)])
    return engine.rows("from stored")


def _other_rows(engine: Engine, bundle: Bundle, name: str) -> Iterator[str]:
    """How many rows of a table are in one making of it alone."""
    engine.view("stored", [bundle.table(name)])
    here = declared_of_bundle() if name == "declared" else f'from "{name}"'
    there = "from stored"
    less = engine.value(f"select count(*) from (({there}) except all ({here}))")
    more = engine.value(f"select count(*) from (({here}) except all ({there}))")
    if less or more:
        yield (
            f"{name}: {less:,} rows of the bundle not found again, "
            f"{more:,} found again and not in the bundle"
        )
