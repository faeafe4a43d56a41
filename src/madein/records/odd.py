"""Rows that are blank, or no declared item: told before any is typed."""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.typed import Mapped
from madein.sources.layouts import raw_column
from madein.sources.text.careful import NOTE
from madein.sources.text.sound import NOTE_WIDTH

TOTAL_WORDS = ("grand total", "total", "итого", "всего", "applied filters")


def find_odd(engine: Engine, sources: Sequence[Mapped]) -> None:
    """Table `odd`.

    Shape:
        odd: source_id, row, kind, reason, text.

    Args:
        engine: The engine.
        sources: The sources.
    """
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
        is_note = " and ".join(
            [f"{cells[0]} is not null", _blank(cells[1:])]
            if len(cells) >= NOTE_WIDTH
            else ["false"]
        )
        engine.run(f"""
insert into odd
select {literal(source.taken.source_id)}, file_row_number + 1,
  case when {_blank(cells)} then 'blank' else 'reject' end,
  case when {is_heading} then 'the headings once more'
    when {is_total} then 'a total, no declared item'
    when {is_note} then {literal(NOTE)}
    else 'no declaration, day or code' end,
  {joined}
from {source.raw}
where {_may_be_odd(named[0], headings[cells.index(named[0])])}
  and ({_blank(named)} or ({is_heading}) or {_begins_as_total(named)} or ({is_note}))""")


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
