"""Rows without the number of an item: copies of other rows, for certain or perhaps.

Nothing in such a row tells a copy from a second consignment. Rows of one file whose
cells are all the same may be copies, so that only the first counts for certain. Rows of
two files are linked one to one where everything that can be compared is the same: in
one declaration its goods, else day, code, weight, value and parties. Where a weight, a
value or a sender is not given on a side they may be copies. What is merely alike stays,
and is listed in `near`.
"""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.entries import Entry
from madein.records.goods import GONE, NEAR_DAYS, find_goods
from madein.records.typed import field
from madein.sources.layouts import raw_column
from madein.tables import NEAR

IDENTICAL = "all cells are those of another row, and no number tells them apart"
POSSIBLE = "perhaps goods of another file: what both give is the same"
IN_DECLARATION = (
    "the same goods of the declaration in another file (no common number of an item)"
)
IN_OTHER_FILE = (
    "the same goods, day, weight, value and parties in another file (no common number)"
)
NEAR_KG, NEAR_VALUE = "0.01", "0.1"  # shares by which weights and values may differ


def link_loose(engine: Engine, entries: Sequence[Entry]) -> None:
    """Add to `aside` the rows that are, or may be, copies of others; table `near`.

    Args:
        engine: The engine, with `aside` and `odd`.
        entries: The sources, in order of preference; none where every row has its
            number.
    """
    engine.fill(NEAR, [])
    _find_loose(engine, entries)
    found = engine.rows(
        "select count(*) as rows, count(declaration) as declared from loose"
    )[0]
    if found["rows"]:
        _doubt_identical(engine)
    if found["declared"] and len(entries) > 1:
        _compare(engine, entries, by_declaration=True)
    if found["rows"] > found["declared"] and len(entries) > 1:
        _compare(engine, entries, by_declaration=False)


def _find_loose(engine: Engine, entries: Sequence[Entry]) -> None:
    engine.run(
        "create or replace table loose "
        "(source_id varchar, row bigint, declaration varchar, cells ubigint)"
    )
    for entry in entries:
        cells = map(raw_column, range(len(entry.source.taken.dialect.headings)))
        engine.run(f"""
insert into loose
select {entry.id}, file_row_number + 1,
  {entry.declaration}, hash({", ".join(cells)})
from {entry.source.raw}
where ({entry.declaration} is null or {field(entry.source, "item")} is null)
  and {entry.outside(*GONE)}""")


def _doubt_identical(engine: Engine) -> None:
    _add(
        engine,
        f"""
select source_id, row, {literal(IDENTICAL)} as doubt, source_id as kept_source_id,
  first_value(row) over same as kept_row
from loose
window same as (partition by source_id, cells order by row)
qualify row <> kept_row""",
    )


def _add(engine: Engine, rows: str) -> None:
    """Add rows to `aside`; what is set aside loses its doubt, and keeps no second one."""
    engine.run(f"create or replace temp table added as {rows}")
    engine.run("alter table added add column if not exists reason varchar")
    engine.run("alter table added add column if not exists doubt varchar")
    engine.run("""
delete from aside using added
where aside.source_id = added.source_id and aside.row = added.row
  and added.reason is not null""")
    engine.run("""
insert into aside by name
select source_id, row, reason, kept_source_id, kept_row, doubt from added
anti join aside using (source_id, row)""")


def _compare(engine: Engine, entries: Sequence[Entry], *, by_declaration: bool) -> None:
    """Link loose rows to rows of other files, within declarations or without any."""
    find_goods(engine, entries, by_declaration=by_declaration)
    if by_declaration:
        _link(engine, "declaration, hs6", IN_DECLARATION)
        _doubt_possible(engine, "declaration, hs6")
    else:
        _link(engine, "registered, hs6, importer", IN_OTHER_FILE)
        _doubt_possible(engine, "registered, hs6, importer")
        _list_near(engine)


def _link(engine: Engine, same: str, reason: str) -> None:
    """Set rows aside that are the same in all that is compared, one to one.

    The numbered rows of all files are one side, the others of each file another. Where
    a row in doubt stands for one that is certain, its doubt is gone.
    """
    key = f"{same}, kg, value, sender"
    given = " and ".join(f"{name} is not null" for name in key.split(", "))
    engine.run(f"""
create or replace temp table linked as
with counted as (
  select *, case when numbered then '' else source_id end as side,
    row_number() over (
      partition by {key}, side order by doubt is not null, place, hs, row) as nth
  from goods where {given}
)
select source_id, row, {literal(reason)} as reason, doubt,
  first_value(source_id) over best as kept_source_id,
  first_value(row) over best as kept_row, first_value(hs) over best as kept_hs
from counted
window best as (partition by {key}, nth order by place, row)
qualify source_id <> kept_source_id
  and (starts_with(hs, kept_hs) or starts_with(kept_hs, hs))""")
    engine.run(f"""
delete from aside using linked
where aside.source_id = linked.kept_source_id and aside.row = linked.kept_row
  and linked.doubt is null and aside.doubt in ({literal(IDENTICAL)}, {literal(POSSIBLE)})""")
    _add(engine, "select source_id, row, reason, kept_source_id, kept_row from linked")
    engine.run(
        "delete from goods using linked where goods.source_id = linked.source_id "
        "and goods.row = linked.row"
    )


_NOT_THE_SAME_ITEM = """one.source_id <> other.source_id
  and not (one.numbered and other.numbered)
  and (starts_with(one.hs, other.hs) or starts_with(other.hs, one.hs))"""


def _doubt_possible(engine: Engine, same: str) -> None:
    """Doubt rows that may be copies: nothing that both give differs, and some is missing.

    The row that tells less is in doubt. Of equal rows no more are than there are others
    that they may be copies of.
    """
    compared = ("kg", "value", "sender")
    fits = " and ".join(f"coalesce(one.{n} = other.{n}, true)" for n in compared)
    lacks = " or ".join(f"(one.{n} = other.{n}) is null" for n in compared)
    _add(
        engine,
        f"""
select source_id, row, {literal(POSSIBLE)} as doubt, kept_source_id, kept_row
from (
  select one.*, other.source_id as kept_source_id, other.row as kept_row,
    count(*) over (partition by one.source_id, one.row) as others,
    row_number() over (
      partition by one.source_id, one.row order by other.place, other.row) as nth
  from goods as one join goods as other using ({same})
  where {_NOT_THE_SAME_ITEM} and {fits} and ({lacks})
    and coalesce(one.kg = other.kg, one.value = other.value, one.declaration = other.declaration)
    and (one.value is null, one.place) > (other.value is null, other.place)
)
where nth = 1
qualify row_number() over (
  partition by source_id, {same}, {", ".join(compared)} order by row) <= others""",
    )


def _list_near(engine: Engine) -> None:
    """Table `near`: rows that are alike and not the same; both count."""
    engine.run(f"""
insert into near
select one.source_id, one.row, other.source_id, other.row
from goods as one join goods as other using (hs6, importer)
where {_NOT_THE_SAME_ITEM} and one.place > other.place
  and abs(one.registered - other.registered) <= {NEAR_DAYS}
  and abs(one.kg - other.kg) <= {NEAR_KG} * other.kg
  and abs(one.amount - other.amount) <= {NEAR_VALUE} * other.amount
  and coalesce(one.sender = other.sender, true)
  and (one.registered, one.kg, one.value) <> (other.registered, other.kg, other.value)
order by all""")
