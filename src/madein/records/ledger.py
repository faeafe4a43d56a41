"""Which rows stand for another row, or for none: decided before any is typed.

Rows are one declared item when declaration and item are given and equal. Of these one
counts: the highest amendment; then the source named first in `case.yml`; then the later
row. All others are set aside with the row that stands for them. What was cancelled,
deleted or not released is set aside without another. Rows without the number of an item
are left to `links`.
"""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.entries import Entry, entries_of
from madein.records.links import link_loose
from madein.records.odd import find_odd
from madein.records.typed import Mapped, field

# Fields whose equality makes two rows of one declared item the same row.
COMPARED = (
    "registered",
    "hs",
    "net_kg",
    "statistical_usd",
    "cif_usd",
    "fob_usd",
    "customs_value",
    "invoice_value",
)
AMENDS = ("amended", "change", "replacement")
REPEATS = ("confirmation", "duplicate")
ENDS = ("cancelled", "deletion", "refused")
GONE = ("odd", "excluded")  # rows that are no declared item, or that a person left out
# Messages that speak of more than the row they stand on.
TELLING = (*ENDS, *REPEATS, "status")

STEPS = """
find_odd -> table odd: rows that are blank or no declared item
entries_of -> how the numbers of declarations compare across sources
find_twins -> table twin: hashes of declaration and item that occur more than once
find_ended, find_amended -> tables ended and amended: what messages say of declarations
find_candidates -> table candidate: their rows, with message, version and content
settle -> table aside: rows set aside or in doubt, why, and the row that speaks for them
link_loose -> the same for rows without the number of an item; table near
"""


def make_ledger(engine: Engine, sources: Sequence[Mapped]) -> None:
    """Tables `odd`, `aside` and `near`.

    Shape:
        odd: source_id, row, kind, reason, text.
        aside: source_id, row, reason, differs, kept_source_id, kept_row, doubt; either
        a reason or a doubt.
        near: as its contract says.

    Args:
        engine: The engine, with tables `country`, `rate` and `excluded`.
        sources: The sources, in order of preference.
    """
    find_odd(engine, sources)
    entries = entries_of(engine, sources)
    has_loose = _find_twins(engine, entries)
    _find_ended(engine, entries)
    _find_amended(engine, entries)
    _find_candidates(engine, entries)
    _settle(engine)
    link_loose(engine, entries if has_loose else ())


def _words(messages: Sequence[str]) -> str:
    return ", ".join(map(literal, messages))


def _find_twins(engine: Engine, entries: Sequence[Entry]) -> bool:
    """Whether some row has no number of an item; such rows share the twin null."""
    hashes = " union all ".join(
        f"select {entry.key} as twin from {entry.source.raw}" for entry in entries
    )
    engine.run(
        f"create or replace table twin as select twin from ({hashes}) "
        "group by twin having twin is null or count(*) > 1"
    )
    has_records = any(e.source.columns.column("record_id") is not None for e in entries)
    has_loose = bool(engine.value("select count(*) from twin where twin is null"))
    engine.run("delete from twin where twin is null")
    return has_loose or has_records


def _find_ended(engine: Engine, entries: Sequence[Entry]) -> None:
    """Items and whole declarations that were cancelled, deleted or not released."""
    engine.run(
        "create or replace table ended (declaration varchar, item integer, "
        "version integer, message varchar, whole boolean)"
    )
    for entry in entries:
        if entry.says(ENDS):
            engine.run(f"""
insert into ended
select distinct {entry.declaration}, {entry.item}, {field(entry.source, "version")},
  {entry.message}, {entry.names_no_item}
from {entry.source.raw}
where {entry.message} in ({_words(ENDS)}) and {entry.outside(*GONE)}""")


def _find_amended(engine: Engine, entries: Sequence[Entry]) -> None:
    """Declarations that a source holds in an amended version."""
    engine.run(
        "create or replace table amended (declaration varchar, place integer, "
        "version integer, whole boolean)"
    )
    for entry in entries:
        has_version = entry.source.columns.column("version") is not None
        if entry.says(AMENDS) or has_version:
            version = f"coalesce({field(entry.source, 'version')}, 0)"
            engine.run(f"""
insert into amended
select distinct {entry.declaration}, {entry.place}, {version},
  coalesce({entry.message} = 'replacement', false)
from {entry.source.raw}
where ({version} > 0 or {entry.message} in ({_words(AMENDS)})) and {entry.outside(*GONE)}""")
    if len(entries) == 1:  # what one extract does not hold, no other can still show
        engine.run("delete from amended where not whole")


def _find_candidates(engine: Engine, entries: Sequence[Entry]) -> None:
    """Rows that share their key with another, and those that messages speak of."""
    is_spoken = bool(
        engine.value("select exists (from ended) or exists (from amended)")
    )
    selects = [_candidates(entry, is_spoken=is_spoken) for entry in entries]
    engine.run(f"create or replace table candidate as {' union all '.join(selects)}")


def _candidates(entry: Entry, *, is_spoken: bool) -> str:
    source = entry.source
    compared = ", ".join(f"{field(source, name)} as {name}" for name in COMPARED)
    wanted = "key in (from twin)"
    if entry.says(TELLING):
        wanted += f" or {entry.message} in ({_words(TELLING)})"
    if is_spoken:
        wanted += (
            f" or {entry.declaration} in (select declaration from ended where whole "
            "union all select declaration from amended)"
        )
    return f"""
select {entry.id} as source_id,
  cast(file_row_number + 1 as bigint) as row, {entry.place} as place,
  {entry.declaration} as declaration, {entry.item} as item, {entry.record} as record,
  {entry.message} as message, coalesce({field(source, "version")}, 0) as version,
  {compared}
from (select *, file_row_number, {entry.key} as key from {source.raw})
where ({wanted}) and {entry.outside(*GONE)}"""


_SAME_ITEM = "ended.declaration = candidate.declaration and ended.item = candidate.item"
_DIFFERS = ", ".join(
    f"case when own.{name} is distinct from kept.{name} then '{name}' end"
    for name in COMPARED
)

# Why no row of an item stands, or why a row of it may not.
_JUDGED = f"""
create or replace table judged as
select *,
  case
    when message = 'refused' then 'not released'
    when message = 'cancelled' or exists (
      from ended where ended.message = 'cancelled'
        and ended.declaration = candidate.declaration
        and (whole or ended.item = candidate.item)
        and coalesce(ended.version >= candidate.version, true))
      then 'the declaration was cancelled'
    when message = 'deletion' or exists (
      from ended where ended.message = 'deletion' and {_SAME_ITEM}
        and coalesce(ended.version >= candidate.version, true))
      then 'an amendment deletes the item'
    when message = 'status' then 'a status message, no goods'
    when exists (
      from amended where whole and amended.declaration = candidate.declaration
        and (amended.version > candidate.version
          or coalesce(message not in ({_words(AMENDS)}), true)))
      and not exists (
        from candidate as later where later.declaration = candidate.declaration
          and later.item = candidate.item and later.message = 'replacement')
      then 'an amendment replaces the declaration'
  end as void,
  case
    when exists (
      from ended where ended.message = 'refused'
        and ended.declaration = candidate.declaration
        and (whole or ended.item = candidate.item))
      then 'another row says that it was not released'
    when item is not null and exists (
      from amended where amended.declaration = candidate.declaration
        and amended.place <> candidate.place)
      and not exists (
        from candidate as other join amended using (declaration, place)
        where other.declaration = candidate.declaration and other.item = candidate.item)
      then 'an amendment of the declaration may have removed the item'
    when message = 'duplicate'
      then 'marked as a duplicate of a row that is not held'
  end as doubt,
  case
    when declaration is not null and item is not null then null
    when record is null then source_id || ':' || row
    when max(times) over (partition by record) > 1
      then record || hash({", ".join(COMPARED)})
    else record
  end as record_key
from (
  select *, count(*) over (partition by source_id, record) as times from candidate
) as candidate
"""

_SETTLED = f"""
create or replace table aside as
with own as (
  select *,
    first_value(source_id) over best as kept_source_id,
    first_value(row) over best as kept_row,
    first_value(place) over best as kept_place,
    first_value(version) over best as kept_version,
    first_value(message) over best as kept_message
  from judged
  window best as (
    partition by declaration, item, record_key, void is null
    order by version desc,
      case when message in ({_words(AMENDS)}) then 0
        when message in ({_words(REPEATS)}) then 2 else 1 end,
      case when record_key is null then place else -place end, row desc)
),
compared as (
  select own.*, nullif(concat_ws(', ', {_DIFFERS}), '') as differs
  from own join judged as kept
    on kept.source_id = own.kept_source_id and kept.row = own.kept_row
)
select source_id, row,
  case
    when void is not null then void
    when source_id = kept_source_id and row = kept_row then null
    when version < kept_version or (kept_message in ({_words(AMENDS)})
      and coalesce(message not in ({_words(AMENDS)}), true))
      then 'an amendment replaces it'
    when message in ({_words(REPEATS)}) then 'a ' || message || ' of another row'
    when place = kept_place and differs is null
      then 'the same row once more in the file'
    when place = kept_place
      then 'the same declared item once more in the file; cells differ, the later row counts'
    when record_key is not null and differs is null
      then 'the same record of the vendor in another file'
    when record_key is not null
      then 'the same record of the vendor in another file; cells differ, the later file counts'
    when differs is null then 'the same declared item in another file'
    else 'the same declared item in another file; cells differ'
  end as reason,
  case when reason is not null and void is null then differs end as differs,
  case when reason is not null and void is null then kept_source_id end as kept_source_id,
  case when reason is not null and void is null then kept_row end as kept_row,
  case when reason is null then doubt end as doubt
from compared
where reason is not null or doubt is not null
union all by name
select source_id, row, reason from excluded
"""


def _settle(engine: Engine) -> None:
    engine.run(_JUDGED)
    engine.run(_SETTLED)
