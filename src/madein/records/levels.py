"""Amounts that repeat on every item of a declaration are totals, and never summed."""

from collections.abc import Sequence

from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.records.typed import Mapped, field

VALUES = ("statistical_usd", "customs_value", "invoice_value")
ENOUGH = 20  # declarations of several items that must show it
NEARLY_ALL = 0.95  # an amendment may leave two totals in one declaration
SAMPLE = 50_000  # first rows of a file, which are looked at


def refuse_totals(engine: Engine, sources: Sequence[Mapped]) -> None:
    """Hold the columns of values against the level their layouts give them.

    Args:
        engine: The engine.
        sources: The sources.

    Raises:
        CaseError: A column that is mapped as an item's value holds one amount on all
            items of nearly every declaration.
    """
    faults = [
        _fault(source, name, found)
        for source in sources
        for name in VALUES
        if source.columns.column(name) is not None
        and (found := _repeated(engine, source, name))["several"] >= ENOUGH
        and found["constant"] >= NEARLY_ALL * found["several"]
    ]
    if faults:
        raise CaseError(*faults)


def _repeated(engine: Engine, source: Mapped, name: str) -> Row:
    """Declarations with several items, and how many of them hold one amount."""
    # Where items have no number, their codes tell them apart from copies of a row.
    told_by = "item" if source.columns.column("item") is not None else "hs"
    return engine.rows(f"""
select count(*) as several, count(*) filter (where lowest = highest) as constant
from (
  select min(amount) as lowest, max(amount) as highest
  from (
    select {field(source, "declaration")} as declaration,
      {field(source, told_by)} as item, {field(source, name)} as amount
    from (from {source.raw} limit {SAMPLE}))
  where amount <> 0
  group by declaration having count(distinct item) > 1)""")[0]


def _fault(source: Mapped, name: str, found: Row) -> Fault:
    heading = source.columns.headings[source.columns.columns[name]]
    return Fault(
        what=f"column '{heading}' holds one amount on all items of "
        f"{found['constant']} out of {found['several']} declarations: it looks like "
        "a total of the declaration, and is mapped as the value of an item",
        where=source.file,
        fix="list it under `total_of_declaration` in a copy of the layout "
        f"'{source.columns.layout.name}' in the folder layouts/ of the case",
    )
