"""Sources become shipments, duplicates and rejects, with every physical row in one."""

from collections.abc import Sequence
from pathlib import Path

from madein.engine import Engine, literal
from madein.errors import CaseError, ContractError, Fault
from madein.records.corrections import NO_CORRECTIONS, Corrections, correct
from madein.records.coverage import fill_coverage
from madein.records.ledger import make_ledger
from madein.records.levels import refuse_totals
from madein.records.typed import Mapped, column_list, field, typed
from madein.reference.countries import fill_countries
from madein.reference.rates import fill_rates
from madein.tables import (
    CONSERVATION,
    DECLARED,
    DUPLICATE,
    QUARANTINE,
    REJECT,
    SHIPMENT,
    SOURCE,
)

STEPS = """
correct -> tables correction and excluded: what a person mended before any cell is read
check_words -> words of messages and directions are all known
refuse_totals -> no total of a declaration is mapped as the value of an item
fill_reference -> tables country and rate
make_ledger -> tables odd and aside
write_rows -> shipment, duplicate, reject
conserve -> conservation: every physical row in one place
fill_coverage -> month_coverage, field_coverage, coverage
"""


def make_records(
    engine: Engine,
    sources: Sequence[Mapped],
    folder: Path,
    corrections: Corrections = NO_CORRECTIONS,
) -> None:
    """Write the tables of this floor, and name them in the engine.

    Shape:
        `source`, `quarantine`, `correction`, `shipment`, `duplicate`, `near`, `reject`,
        `conservation`, `field_coverage`, `month_coverage` and `coverage` out.

    Args:
        engine: The engine.
        sources: The sources, in order of preference.
        folder: Where the build lies.
        corrections: What a person mended.
    """
    sources = correct(engine, sources, corrections)
    _check_words(engine, sources)
    doubts = refuse_totals(engine, sources)
    _fill_reference(engine, sources)
    make_ledger(engine, sources)
    _write_rows(engine, sources, folder)
    _fill_sources(engine, sources)
    _conserve(engine)
    fill_coverage(engine, sources, doubts)


def _check_words(engine: Engine, sources: Sequence[Mapped]) -> None:
    """Hold the columns of fixed words against their layouts.

    Raises:
        CaseError: A word occurs that the layout does not explain.
    """
    faults = []
    for source in sources:
        for name in ("message", "direction", "counted"):
            cell = source.columns.column(name)
            if cell is None:
                continue
            heading = source.columns.headings[source.columns.columns[name]]
            unknown = engine.rows(  # the headings may stand within the file once more
                f"select distinct trim({cell}) as word from {source.raw} "
                f"where trim({cell}) <> '' and {cell} <> {literal(heading)} "
                f"and ({field(source, name)}) is null limit 5"
            )
            faults += [_unknown_word(source, name, row["word"]) for row in unknown]
    if faults:
        raise CaseError(*faults)


def _unknown_word(source: Mapped, name: str, word: str) -> Fault:
    heading = source.columns.headings[source.columns.columns[name]]
    return Fault(
        what=f"'{word}' in column '{heading}' is no {name} that the layout explains",
        where=source.file,
        fix=f"add it to the layout '{source.columns.layout.name}', or list the column "
        "under `unused`",
    )


def _fill_reference(engine: Engine, sources: Sequence[Mapped]) -> None:
    fill_countries(engine)
    currencies: set[str] = set()
    first, last = None, None
    for source in sources:
        for name in ("customs_currency", "invoice_currency"):
            rows = engine.rows(
                f"select distinct {field(source, name)} as currency from {source.raw}"
            )
            currencies |= {row["currency"] for row in rows} - {None}
        day = f"coalesce({field(source, 'registered')}, {field(source, 'registered_month')})"
        days = engine.rows(
            f"select min({day}) as first, max({day}) as last from {source.raw}"
        )[0]
        first = min(filter(None, (first, days["first"])), default=None)
        last = max(filter(None, (last, days["last"])), default=None)
    if first is None or last is None:
        raise CaseError(
            Fault(
                what="no row of any source has a day or month that could be read",
                where=", ".join(source.file for source in sources),
                fix="look at `dates` in the layout: are these the orders in the files?",
            )
        )
    fill_rates(engine, sorted(currencies), first, last)


def _write_rows(engine: Engine, sources: Sequence[Mapped], folder: Path) -> None:
    files = [folder / f"declared-{place:03}.parquet" for place in range(len(sources))]
    for source, file in zip(sources, files, strict=True):
        engine.write(typed(source), file)
    engine.view(DECLARED, files)
    name_standing(engine)
    reject = folder / "reject.parquet"
    engine.write(
        "select source_id, row, reason, text from odd where kind = 'reject' "
        "order by source_id, row",
        reject,
    )
    engine.view(REJECT, [reject])


def name_standing(engine: Engine) -> None:
    """Name the rows of `declared` that count, and those set aside.

    Shape:
        `declared` in, `shipment` and `duplicate` out.

    Args:
        engine: The engine.
    """
    for table, standing in (
        (SHIPMENT, "reason is null"),
        (DUPLICATE, "reason is not null"),
    ):
        engine.run(
            f"create or replace view {table.name} as "
            f"select {column_list(table.names)} from declared where {standing}"
        )
        engine.check(table)


def _fill_sources(engine: Engine, sources: Sequence[Mapped]) -> None:
    blank = _counts(engine, "odd where kind = 'blank'")
    engine.fill(
        SOURCE,
        [
            {
                "place": place,
                **_source_row(source, blank.get(source.taken.source_id, 0)),
            }
            for place, source in enumerate(sources, start=1)
        ],
    )
    engine.fill(
        QUARANTINE,
        [
            {
                "source_id": source.taken.source_id,
                "line": line,
                "reason": reason,
                "text": text,
            }
            for source in sources
            for line, reason, text in source.taken.copy.quarantined
        ],
    )


def _source_row(source: Mapped, blank: int) -> dict[str, object]:
    taken, layout = source.taken, source.columns.layout
    quarantined = len(taken.copy.quarantined)
    totals = [source.columns.headings[position] for position in source.columns.totals]
    return {
        "source_id": taken.source_id,
        "file": source.file,
        "sheet": source.sheet,
        "sha256": taken.sha256,
        "bytes": taken.bytes,
        "layout": layout.name,
        "vendor": layout.vendor,
        "country": layout.country or None,
        "encoding": taken.dialect.encoding,
        "delimiter": taken.dialect.delimiter or None,
        "header_line": taken.dialect.header_line,
        "physical_rows": taken.copy.records + quarantined,
        "blank_rows": blank,
        "quarantined_rows": quarantined,
        "totals_level": ", ".join(totals),
    }


def _counts(engine: Engine, rows: str) -> dict[str, int]:
    counted = engine.rows(
        f"select source_id, count(*) as n from {rows} group by source_id"
    )
    return {row["source_id"]: row["n"] for row in counted}


def _conserve(engine: Engine) -> None:
    """Fill `conservation`, and hold it against the rule that nothing is dropped.

    Raises:
        ContractError: Rows of a source do not add up.
    """
    shipments, duplicates = _counts(engine, "shipment"), _counts(engine, "duplicate")
    rejects = _counts(engine, "reject")
    rows = [
        {
            **{name: source[name] for name in ("source_id", "physical_rows")},
            "shipments": shipments.get(source["source_id"], 0),
            "duplicates": duplicates.get(source["source_id"], 0),
            "rejects": rejects.get(source["source_id"], 0),
            "quarantined_rows": source["quarantined_rows"],
            "blank_rows": source["blank_rows"],
        }
        for source in engine.rows("from source")
    ]
    engine.fill(CONSERVATION, rows)
    lost = [row for row in rows if 2 * row["physical_rows"] != sum(_numbers(row))]
    if lost:
        raise ContractError(
            *(
                Fault(
                    what=f"rows do not add up: {row}",
                    where=f"source '{row['source_id']}'",
                    fix="report this with the file: no row may get lost",
                )
                for row in lost
            )
        )


def _numbers(row: dict[str, object]) -> list[int]:
    return [value for value in row.values() if isinstance(value, int)]
