"""What is compared of rows that have no number in common."""

from collections.abc import Sequence

from madein.engine import Engine, literal
from madein.records.entries import Entry
from madein.records.typed import Mapped, field

NEAR_DAYS = 3
GONE = ("odd", "aside where reason is not null")  # rows that stand for nothing

# Values are compared on the first basis that all sources have.
BASES = (
    ("statistical_usd", None),
    ("customs_value", "customs_currency"),
    ("cif_usd", None),
    ("fob_usd", None),
    ("invoice_value", "invoice_currency"),
)


def find_goods(
    engine: Engine, entries: Sequence[Entry], *, by_declaration: bool
) -> None:
    """Table `goods`: loose rows, and rows of any file that they may be copies of.

    Shape:
        goods: source_id, row, place; declaration, and whether the row is numbered: by
        an item within declarations, else by a declaration; registered, hs, hs6, kg,
        amount, value, tax_id, name, importer, sender; its doubt.

    Unknown:
        kg, amount and value are null also where they are zero: zero tells nothing.

    Args:
        engine: The engine, with `loose`, `odd` and `aside`.
        entries: The sources, in order of preference.
        by_declaration: Whether goods are compared within declarations.
    """
    _find_wanted(engine, entries)
    selects = [
        _goods(entry, _basis(entries), by_declaration=by_declaration)
        for entry in entries
    ]
    engine.run(f"""
create or replace table goods as
select goods.*, coalesce(tax_id, name) as importer, left(hs, 6) as hs6, doubt
from ({" union all ".join(selects)}) as goods left join aside using (source_id, row)
where strlen(hs) >= 6""")
    if not by_declaration:
        _name_importers(engine)


def _find_wanted(engine: Engine, entries: Sequence[Entry]) -> None:
    """Days and codes of rows without a declaration, with the days around them."""
    engine.run("create or replace table wanted (day date, hs6 varchar)")
    for entry in entries:
        day, hs = (field(entry.source, name) for name in ("registered", "hs"))
        mine = f"source_id = {entry.id}"
        engine.run(f"""
insert into wanted
select distinct cast(unnest(generate_series(day - interval {NEAR_DAYS} day,
  day + interval {NEAR_DAYS} day, interval 1 day)) as date), hs6
from (
  select distinct {day} as day, left({hs}, 6) as hs6 from {entry.source.raw}
  where file_row_number + 1 in (
    select row from loose where declaration is null and {mine})
)
where day is not null""")


def _basis(entries: Sequence[Entry]) -> tuple[str, str | None] | None:
    """The first basis of values that all sources have."""
    for value, currency in BASES:
        if all(e.source.columns.column(value) is not None for e in entries):
            return value, currency
    return None


def _goods(
    entry: Entry, basis: tuple[str, str | None] | None, *, by_declaration: bool
) -> str:
    """SQL for what is compared of the rows of a source."""
    source = entry.source
    names = ("item", "registered", "hs")
    item, day, hs = (field(source, name) for name in names)
    amount, value = "cast(null as decimal(18,4))", "cast(null as varchar)"
    if basis is not None:
        amount, value = _value(source, *basis)
    if by_declaration:
        numbered, sender = "item is not null", literal("")
        wanted = "declaration in (select declaration from loose)"
    else:
        numbered = "declaration is not null"
        sender = _plain_name(field(source, "sender_name"))
        wanted = "(registered, left(hs, 6)) in (select (day, hs6) from wanted)"
    return f"""
select {entry.id} as source_id, row, {entry.place} as place,
  declaration, {numbered} as numbered, registered, hs,
  nullif({field(source, "net_kg")}, 0) as kg, {amount} as amount, {value} as value,
  {_tax_id(source)} as tax_id, {_importer_name(source)} as name, {sender} as sender
from (
  select *, cast(file_row_number + 1 as bigint) as row,
    {entry.declaration} as declaration, {item} as item, {day} as registered, {hs} as hs
  from {source.raw} where {entry.outside(*GONE)}
) where {wanted}"""


def _value(source: Mapped, value: str, currency: str | None) -> tuple[str, str]:
    """SQL for an amount, and for the amount with its currency; zero tells nothing."""
    amount = f"nullif({field(source, value)}, 0)"
    unit = literal("") if currency is None else field(source, currency)
    return amount, f"cast({amount} as varchar) || coalesce({unit}, '')"


def _tax_id(source: Mapped) -> str:
    boxes = [field(source, f"{box}_tax_id") for box in ("consignee", "holder")]
    return f"nullif(regexp_extract(coalesce({', '.join(boxes)}), '[0-9]{{8,15}}'), '')"


def _importer_name(source: Mapped) -> str:
    boxes = [field(source, f"{box}_name") for box in ("consignee", "holder")]
    return _plain_name(f"coalesce({', '.join(boxes)})")


def _plain_name(name: str) -> str:
    letters = rf"regexp_replace(upper(strip_accents({name})), '[^\pL\pN]', '', 'g')"
    return f"nullif({letters}, '')"


def _name_importers(engine: Engine) -> None:
    """Give importers without a tax id the one that their name has elsewhere."""
    engine.run("""
update goods set importer = known.tax_id
from (
  select name, any_value(tax_id) as tax_id from goods where tax_id is not null
  group by name having count(distinct tax_id) = 1
) as known
where goods.tax_id is null and goods.name = known.name""")
