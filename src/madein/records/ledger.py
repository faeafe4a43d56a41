"""Which rows stand for another row, or are no shipment: decided before any is typed.

Rows are one declared item when declaration and item are given and equal. Of these one
counts: the highest amendment; then the source named first in `case.yml`; then the later
row. All others are set aside with the row that stands for them. A row without the
number of its item stands for itself: nothing tells a copy from a second item. A
cancelled item, or all items of a declaration cancelled as a whole, are set aside
without another.
"""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.typed import Mapped, field
from madein.sources.layouts import raw_column

# Fields whose equality makes two rows of one declared item the same row.
COMPARED = (
    "registered",
    "hs",
    "net_kg",
    "statistical_usd",
    "customs_value",
    "invoice_value",
)
TOTAL_WORDS = ("grand total", "total", "итого", "всего", "applied filters")

STEPS = """
find_odd -> table odd: rows that are blank or no declared item
find_twins -> table twin: hashes of declaration and item that occur more than once
find_candidates -> table candidate: their rows, with message, version and content
settle -> table aside: rows set aside, why, and the row that stands for them
"""


def make_ledger(engine: Engine, sources: Sequence[Mapped]) -> None:
    """Tables `odd` and `aside`.

    Shape:
        odd: source_id, row, kind, reason, text.
        aside: source_id, row, reason, kept_source_id, kept_row.

    Args:
        engine: The engine, with tables `country` and `rate`.
        sources: The sources, in order of preference.
    """
    _find_odd(engine, sources)
    _find_twins(engine, sources)
    _find_candidates(engine, sources)
    _settle(engine)


def _union(selects: Sequence[str], empty: str) -> str:
    return " union all ".join(selects) if selects else empty


def _find_odd(engine: Engine, sources: Sequence[Mapped]) -> None:
    engine.run(
        "create or replace table odd (source_id varchar, row bigint, kind varchar, "
        "reason varchar, text varchar)"
    )
    for source in sources:
        headings = source.taken.dialect.headings
        cells = [raw_column(i) for i in range(len(headings))]
        named = [
            cell
            for name in ("declaration", "registered", "hs")
            if (cell := source.columns.column(name)) is not None
        ]
        is_heading = " and ".join(
            f"{cell} = {literal(headings[cells.index(cell)])}" for cell in named
        )
        joined = f"concat_ws(' | ', {', '.join(cells)})"
        is_total = " or ".join(
            f"lower({joined}) like {literal(f'%{word}%')}" for word in TOTAL_WORDS
        )
        engine.run(f"""
insert into odd
select {literal(source.taken.source_id)}, file_row_number + 1,
  case when {_blank(cells)} then 'blank' else 'reject' end,
  case when {is_heading} then 'the headings once more'
    when {is_total} then 'a total, no declared item'
    else 'no declaration, day or code' end,
  {joined}
from {source.raw}
where {_may_be_odd(named[0], headings[cells.index(named[0])])}
  and ({_blank(named)} or ({is_heading}) or {_begins_as_total(named)})""")


def _may_be_odd(cell: str, heading: str) -> str:
    """Whether a row's first named cell begins with no digit: cheap, and seldom true."""
    if heading[:1].isdigit():
        return "true"
    return f"coalesce({cell} not between '0' and ':', true)"


def _blank(cells: Sequence[str]) -> str:
    return f"trim(concat({', '.join(cells)})) = ''"


def _begins_as_total(cells: Sequence[str]) -> str:
    """Whether a row has a total's word where declarations, days and codes stand."""
    text = f"ltrim(concat({', '.join(cells)}))"
    words = f"regexp_matches({text}, '^({'|'.join(TOTAL_WORDS)})', 'i')"
    return f"({text} > ':' and {words})"  # what begins with a digit is no word


def _key(source: Mapped) -> str:
    return f"hash({field(source, 'declaration')}, {field(source, 'item')})"


def _find_twins(engine: Engine, sources: Sequence[Mapped]) -> None:
    hashes = _union(
        [
            f"select {_key(source)} as twin, {_is_cancelled(source)} as is_cancelled "
            f"from {source.raw} where {field(source, 'declaration')} is not null "
            f"and {field(source, 'item')} is not null"
            for source in sources
        ],
        "select cast(0 as ubigint) as twin, false as is_cancelled where false",
    )
    engine.run(
        f"create or replace table twin as select twin from ({hashes}) "
        "group by twin having count(*) > 1 or bool_or(is_cancelled)"
    )


def _is_cancelled(source: Mapped) -> str:
    return f"coalesce({field(source, 'message')} = 'cancelled', false)"


def _find_candidates(engine: Engine, sources: Sequence[Mapped]) -> None:
    """Rows that share their key with another, and all rows of cancelled declarations."""
    engine.run(
        "create or replace table cancelled "
        "(declaration varchar, item integer, whole boolean)"
    )
    for source in sources:
        if "cancelled" in source.columns.layout.messages.values():
            engine.run(
                "insert into cancelled select distinct "
                f"{field(source, 'declaration')}, {field(source, 'item')}, "
                f"{_names_no_item(source)} from {source.raw} "
                f"where {_is_cancelled(source)}"
            )
    # Rows that no key leads to: most files have none, and need no second look.
    wider = " or {cancelled} or {declaration} in ({whole})"
    has_cancelled = engine.value("select count(*) from cancelled")
    selects = [
        _candidates(source, place, wider if has_cancelled else "")
        for place, source in enumerate(sources)
    ]
    empty = (
        "select '' as source_id, 0::bigint as row, '' as declaration, 0 as item, "
        "'' as message, 0 as version, 0 as place, cast(0 as ubigint) as content "
        "where false"
    )
    engine.run(f"create or replace table candidate as {_union(selects, empty)}")


def _candidates(source: Mapped, place: int, wider: str) -> str:
    content = ", ".join(field(source, name) for name in COMPARED)
    declaration, item = field(source, "declaration"), field(source, "item")
    wider = wider.format(
        cancelled=_is_cancelled(source),
        declaration=declaration,
        whole="select declaration from cancelled where whole",
    )
    return f"""
select {literal(source.taken.source_id)} as source_id,
  cast(file_row_number + 1 as bigint) as row,
  {declaration} as declaration, {item} as item,
  {field(source, "message")} as message, coalesce({field(source, "version")}, 0) as version,
  {place} as place, hash({content}) as content
from {source.raw}
where ({_key(source)} in (select twin from twin){wider})
  and file_row_number + 1 not in (
    select row from odd where source_id = {literal(source.taken.source_id)})"""


def _names_no_item(source: Mapped) -> str:
    """Whether a row speaks of its whole declaration; an item that is unread is one."""
    cell = source.columns.column("item")
    return "true" if cell is None else f"coalesce(trim({cell}), '') = ''"


def _settle(engine: Engine) -> None:
    engine.run("""
create or replace table aside as
with standing as (
  select candidate.*,
    message is not distinct from 'cancelled' or exists (
      select 1 from cancelled
      where cancelled.declaration = candidate.declaration
        and (cancelled.whole or cancelled.item = candidate.item)) as is_cancelled,
    first_value(source_id) over best as kept_source_id,
    first_value(row) over best as kept_row,
    first_value(place) over best as kept_place,
    first_value(version) over best as kept_version,
    first_value(message) over best as kept_message,
    first_value(content) over best as kept_content
  from candidate
  window best as (
    partition by declaration, item,
      case when declaration is null or item is null then source_id || ':' || row end
    order by version desc, case message when 'amended' then 0 else 1 end, place, row desc)
)
select source_id, row,
  case
    when is_cancelled then 'the declaration was cancelled'
    when version < kept_version
      or (kept_message = 'amended' and message is distinct from 'amended')
      then 'an amendment replaces it'
    when place = kept_place and content = kept_content
      then 'the same row once more in the file'
    when place = kept_place
      then 'the same declared item once more in the file; cells differ, the later row counts'
    when content = kept_content then 'the same declared item in another file'
    else 'the same declared item in another file; cells differ'
  end as reason,
  case when is_cancelled then null else kept_source_id end as kept_source_id,
  case when is_cancelled then null else kept_row end as kept_row
from standing
where is_cancelled or source_id <> kept_source_id or row <> kept_row""")
