"""What each source holds and what it cannot tell: data that claims and pages consult."""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.plausible import warnings
from madein.records.typed import Mapped
from madein.sources.layouts import FIELDS, raw_column
from madein.tables import COVERAGE, DECLARED, FIELD_COVERAGE, MONTH_COVERAGE

# Row counts at which programs and vendors stop; the last two with and without headings.
CAPS = (1_000, 10_000, 65_535, 65_536, 1_048_575, 1_048_576)
# Headings of columns that say which part of the vendor's whole answer a row is.
SHARE = r"(%|percent\w*|share)[^a-z]*(of|in|to)?[^a-z]*(the )?[^a-z]*(grand )?total"
WHOLE = "99.5"  # percent; shares are rounded


def fill_coverage(
    engine: Engine, sources: Sequence[Mapped], doubts: Sequence[tuple[str, str]]
) -> None:
    """Tables `month_coverage`, `field_coverage` and `coverage`.

    Args:
        engine: The engine, with the other tables of the floor.
        sources: The sources.
        doubts: What looks wrong in a source's columns: its id, and words.
    """
    engine.run(
        "create or replace table month_coverage as select source_id, "
        "cast(date_trunc('month', coalesce(registered, registered_month)) as date) "
        "as month, count(*) as rows from declared group by all order by all"
    )
    engine.check(MONTH_COVERAGE)
    engine.fill(
        FIELD_COVERAGE,
        [row for source in sources for row in _fields_read(engine, source)],
    )
    said = [*doubts, *warnings(engine, sources)]
    engine.fill(
        COVERAGE,
        [
            {
                **_days(engine, source),
                "cap": _cap(engine, source),
                "absent_fields": [
                    name
                    for name in FIELDS
                    if name not in {*source.columns.columns, *_given(source)}
                ],
                "warnings": [
                    words for id_, words in said if id_ == source.taken.source_id
                ],
            }
            for source in sources
        ],
    )


def _given(source: Mapped) -> set[str]:
    """Fields that the layout gives for every row."""
    return {*source.columns.layout.constants, "counted"}


def _fields_read(engine: Engine, source: Mapped) -> list[dict[str, object]]:
    """Filled and readable cells of each field, over rows that are shipments."""
    mine = literal(source.taken.source_id)
    present = [
        name
        for name in FIELDS
        if name in DECLARED.names and source.columns.column(name) is not None
    ]
    filled = engine.rows(
        "select "
        + ", ".join(
            f"count({source.columns.column(name)}) as {name}" for name in present
        )
        + f" from {source.raw} "
        f"where file_row_number + 1 not in (select row from odd where source_id = {mine})"
    )[0]
    read = engine.rows(
        "select "
        + ", ".join(f"count({_read(name)}) as {name}" for name in present)
        + f" from declared where source_id = {mine}"
    )[0]
    return [
        {
            "source_id": source.taken.source_id,
            "field": name,
            "heading": source.columns.headings[source.columns.columns[name]],
            "filled": filled[name],
            "read": int(read[name]),
        }
        for name in present
    ]


def _read(name: str) -> str:
    return "coalesce(registered, registered_month)" if name == "registered" else name


def _days(engine: Engine, source: Mapped) -> dict[str, object]:
    """First and last day of a source, and its months with and without rows."""
    mine = {"source_id": source.taken.source_id}
    days = engine.rows(
        """
select min(coalesce(registered, registered_month)) as first_day,
  max(coalesce(registered, last_day(registered_month))) as last_day,
  count(registered_month) as month_only_rows,
  count(*) filter (where registered is null and registered_month is null)
    as undated_rows
from declared where source_id = $source_id""",
        mine,
    )[0]
    months = engine.rows(
        """
select cast(count(*) as integer) as months_held,
  cast(coalesce(date_diff('month', min(month), max(month)) + 1, 0) - count(*) as integer)
    as months_empty
from month_coverage where source_id = $source_id and month is not null""",
        mine,
    )[0]
    return mine | days | months


def _cap(engine: Engine, source: Mapped) -> str | None:
    """Why a file may hold a part of what was asked for; None where nothing shows it."""
    records = source.taken.copy.records + len(source.taken.copy.quarantined)
    odd = engine.value(
        "select count(*) from odd where source_id = $id", {"id": source.taken.source_id}
    )
    sheet_rows = (
        0 if source.taken.dialect.delimiter else source.taken.dialect.header_line
    )
    for rows in (records, records - odd, records + sheet_rows):
        if rows in CAPS:
            return f"the file stops at exactly {rows:,} rows"
    for position, heading in enumerate(source.columns.headings):
        share = _share(engine, source, position, heading)
        if share is not None:
            return f"its column '{heading}' adds up to {share:.1f} % of the whole"
    return None


def _share(engine: Engine, source: Mapped, position: int, heading: str) -> float | None:
    """Percent that a column of shares adds up to; None where it is whole, or no such column."""
    is_share = "select regexp_matches(lower($heading), $share)"
    if not engine.value(is_share, {"heading": heading, "share": SHARE}):
        return None
    cell = raw_column(position)
    number = (
        f"try_cast(replace(rtrim(trim({cell}), ' %'), ',', '.') as decimal(28, 12))"
    )
    found = engine.rows(f"""
select sum({number}) as total, bool_or(contains({cell}, '%')) as has_sign
from {source.raw}
where file_row_number + 1 not in (
  select row from odd where source_id = {literal(source.taken.source_id)})""")[0]
    if found["total"] is None:
        return None
    total = float(found["total"])
    percent = total if found["has_sign"] or total > 1.005 else 100 * total
    return percent if percent < float(WHOLE) else None
