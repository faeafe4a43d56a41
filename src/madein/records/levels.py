"""Amounts that repeat on every row of a declaration or bill are totals, and never summed."""

from collections.abc import Sequence

from madein.engine import Engine, Row
from madein.errors import CaseError, Fault
from madein.fields.numbers import number
from madein.records.typed import NUMBERS, Mapped, field
from madein.sources.layouts import raw_column

ENOUGH = 20  # declarations of several items that must show it
FEW = 2  # declarations that suffice where another column adds up to the amount
NEARLY_ALL = 0.95  # an amendment may leave two totals in one declaration
SAMPLE = 50_000  # first rows of a file, which are looked at
CENT = "0.01"  # rounding that each item may add to a sum


def refuse_totals(engine: Engine, sources: Sequence[Mapped]) -> list[tuple[str, str]]:
    """Hold the columns of amounts against the level their layouts give them.

    Args:
        engine: The engine.
        sources: The sources.

    Returns:
        What looks like a total in too few declarations to say so: source ids, and words.

    Raises:
        CaseError: A column that is mapped as an item's amount holds one amount on all
            items of nearly every declaration, or of the few there are and the items of
            another column add up to it.
    """
    faults, doubts = [], []
    for source in sources:
        for name in NUMBERS:
            found = _repeated(engine, source, name)
            several, constant = found["several"], found["constant"]
            if several >= ENOUGH and constant >= NEARLY_ALL * several:
                faults.append(_fault(source, name, found))
            elif FEW <= several < ENOUGH and constant == several:
                parts = _adding_up(engine, source, name)
                if parts is not None:
                    faults.append(_fault(source, name, found, parts))
                else:
                    doubts.append((source.taken.source_id, _doubt(source, name, found)))
    if faults:
        raise CaseError(*faults)
    return doubts


def _doubt(source: Mapped, name: str, found: Row) -> str:
    heading = source.columns.headings[source.columns.columns[name]]
    return (
        f"its column '{heading}' holds one amount on all rows of each of "
        f"{found['several']} declarations with several items: is it a total?"
    )


def _told_by(source: Mapped) -> str:
    """What tells items from copies of a row; on a bill without items, the codes."""
    return "item" if source.columns.column("item") is not None else "hs"


def _sample(source: Mapped, more: str) -> str:
    return (
        f"select {field(source, 'declaration')} as declaration, "
        f"{field(source, _told_by(source))} as item, {more} "
        f"from (from {source.raw} limit {SAMPLE})"
    )


def _repeated(engine: Engine, source: Mapped, name: str) -> Row:
    """Declarations with several items, and how many of them hold one amount."""
    if not {"declaration", name} <= set(source.columns.columns):
        return {"several": 0, "constant": 0}
    # One piece of each of several machines is no total.
    shows = "amount not in (0, 1)" if name == "quantity" else "amount <> 0"
    return engine.rows(f"""
select count(*) as several, count(*) filter (where lowest = highest) as constant
from (
  select min(amount) as lowest, max(amount) as highest
  from ({_sample(source, f"{field(source, name)} as amount")})
  where {shows}
  group by declaration having count(distinct item) > 1)""")[0]


def _adding_up(engine: Engine, source: Mapped, name: str) -> str | None:
    """Heading of another column whose items add up to the amount in each declaration."""
    layout, headings = source.columns.layout, source.columns.headings
    told = {p for field_, p in source.columns.columns.items() if field_ not in NUMBERS}
    others = [
        place
        for place in range(len(headings))
        if place not in {*told, source.columns.columns[name]}
    ]
    if not others:
        return None
    numbers = [
        f"{number(raw_column(place), layout.decimal, layout.grouping)} as n{place}"
        for place in others
    ]
    tests = ", ".join(
        f"bool_and(coalesce(abs(s{place} - amount) <= {CENT} * rows, false)) as n{place}"
        for place in others
    )
    sums = ", ".join(f"sum(n{place}) as s{place}" for place in others)
    amount = f"{field(source, name)} as amount"
    found = engine.rows(f"""
select {tests} from (
  select any_value(amount) as amount, count(*) as rows, {sums}
  from ({_sample(source, ", ".join([amount, *numbers]))})
  group by declaration having count(distinct item) > 1)""")[0]
    adding = [place for place in others if found[f"n{place}"]]
    return headings[adding[0]] if adding else None


def _fault(source: Mapped, name: str, found: Row, parts: str | None = None) -> Fault:
    heading = source.columns.headings[source.columns.columns[name]]
    is_item = _told_by(source) == "item"
    rows = "items" if is_item else "commodity codes"
    looks = "a total of the declaration" if is_item else "the amount of a whole bill"
    proof = "" if parts is None else f", and column '{parts}' adds up to it"
    return Fault(
        what=f"column '{heading}' holds one amount on all {rows} of "
        f"{found['constant']} out of {found['several']} declarations{proof}: it looks "
        f"like {looks}, and is mapped as the {_meaning(name)} of an item",
        where=source.file,
        fix="list it under `total_of_declaration` in a copy of the layout "
        f"'{source.columns.layout.name}' in the folder layouts/ of the case",
    )


def _meaning(name: str) -> str:
    return {"net_kg": "weight", "quantity": "quantity"}.get(name, "value")
