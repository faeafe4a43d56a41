"""The one SELECT that turns the evidence copy of a source into shipments."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from madein.engine import identifier, literal
from madein.fields import codes, days, numbers, places, words
from madein.reference.currencies import currency_words
from madein.reference.editions import edition_periods
from madein.sources.intake import Taken
from madein.sources.layouts import ColumnMap
from madein.tables import DECLARED, KG, SHIPMENT, USD

EXACT = "decimal(24, 10)"  # of a number that is multiplied before it is rounded
COUNTRY_ROLES = ("origin", "dispatch", "trading", "sender_country")
NUMBERS = {
    "net_kg": KG,
    "quantity": KG,
    "statistical_usd": USD,
    "cif_usd": USD,
    "fob_usd": USD,
    "customs_value": USD,
    "invoice_value": USD,
}
# Values in order of preference, and the currency of each.
VALUES = {
    "statistical_usd": "USD",
    "customs_value": "customs_currency",
    "cif_usd": "USD",
    "fob_usd": "USD",
    "invoice_value": "invoice_currency",
}


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """A source that was taken in, with the meaning of its columns.

    Attributes:
        file: Path of the file as `case.yml` names it.
        sheet: Sheet; empty for files without sheets.
        taken: What taking it in gave.
        columns: Which column holds which field.
        copy: Its evidence copy.
        patch: SQL for columns of which a person corrected cells; empty for none.
    """

    file: str
    sheet: str
    taken: Taken
    columns: ColumnMap
    copy: Path
    patch: str = ""

    @property
    def raw(self) -> str:
        """SQL for the rows of the evidence copy, with the cells a person corrected."""
        copy = f"read_parquet({literal(str(self.copy))})"
        if not self.patch:
            return copy
        return f"(select * replace ({self.patch}), file_row_number from {copy})"


def field(source: Mapped, name: str) -> str:
    """SQL for one field of a source, over a row of its evidence copy.

    Args:
        source: The source.
        name: A field of the layout.
    """
    layout = source.columns.layout
    cell = source.columns.column("registered" if name == "registered_month" else name)
    if cell is None:
        return _absent(source, name)
    if name in NUMBERS:
        return _number(source, name, cell)
    if name in COUNTRY_ROLES:
        return f"{name}_country.code"
    match name:
        case "registered" | "contracted" | "shipped" | "arrived" | "released":
            return days.day(cell, layout.dates, layout.zone)
        case "registered_month":
            return days.month(cell, layout.dates)
        case "hs":
            return codes.commodity_code(cell, layout.hs_digits)
        case "message":
            return words.word(cell, layout.messages)
        case "counted":
            return words.flag(cell)
        case "item" | "version":
            return codes.whole(cell)
        case "consignee_tax_id" | "holder_tax_id":
            return codes.tax_id(cell)
        case "description" | "consignee_name" | "sender_name" | "maker_name":
            return words.prose(cell)
        case "direction":
            return words.word(cell, words.DIRECTIONS)
        case "customs_currency" | "invoice_currency":
            return words.currency(cell)
        case _:
            return words.text(cell)


def _number(source: Mapped, name: str, cell: str) -> str:
    """A number in the unit of its field: kilograms, dollars, units of a currency."""
    layout, type_ = source.columns.layout, NUMBERS[name]
    read = partial(numbers.number, cell, layout.decimal, layout.grouping)
    beside = _currency_words(source, name)
    multiplier = _multiplier(source, name)
    if multiplier is None:
        return read(type_, beside)
    return f"try_cast({read(EXACT, beside)} * {multiplier} as {type_})"


def _multiplier(source: Mapped, name: str) -> str | None:
    """What a number is multiplied by; null in SQL where a weight's unit is unknown."""
    layout = source.columns.layout
    if name == "net_kg":
        constant = layout.constants.get("net_unit")
        unit = source.columns.column("net_unit") or (constant and literal(constant))
        if unit is not None:
            return words.kilograms(unit)
    factor = layout.factors.get(name)
    return None if factor is None else f"cast({factor} as decimal(10, 0))"


def _currency_words(source: Mapped, name: str) -> Sequence[str]:
    """What may stand beside a value: words of its currency, where all rows share it."""
    currency = VALUES.get(name, "")
    if currency.endswith("_currency"):
        if source.columns.column(currency) is not None:
            return ()
        currency = source.columns.layout.constants.get(currency, "")
    return currency_words(currency)


def typed(source: Mapped) -> str:
    """SQL for the declared items of a source, in the columns of the contract.

    Args:
        source: The source, whose ledger is made.
    """
    mine = f"source_id = {literal(source.taken.source_id)}"
    period = _edition(source.columns.layout.country)
    final = {
        "hs_edition": period,
        "usd": "coalesce("
        "known_statistical_usd, "
        "cast(round(known_customs_value * customs_rate.usd, 4) as decimal(18,4)), "
        "known_cif_usd, known_fob_usd, "
        "cast(round(known_invoice_value * invoice_rate.usd, 4) as decimal(18,4)))",
        "usd_basis": "case when known_statistical_usd is not null then 'statistical' "
        "when customs_rate.usd is not null then 'customs' "
        "when known_cif_usd is not null then 'cif' "
        "when known_fob_usd is not null then 'fob' "
        "when invoice_rate.usd is not null then 'invoice' end",
        "rate": "coalesce(customs_rate.usd, invoice_rate.usd)",
        "rate_source": "coalesce(customs_rate.rate_source, invoice_rate.rate_source)",
        "rate_day": "coalesce(customs_rate.rate_day, invoice_rate.rate_day)",
        "reason": "aside.reason",
        "kept_source_id": "aside.kept_source_id",
        "kept_row": "aside.kept_row",
        "differs": "aside.differs",
        "doubt": "aside.doubt",
    }
    columns = ", ".join(
        f"{final[name]} as {name}" if name in final else f"cells.{name}"
        for name in DECLARED.names
    )
    return f"""
select {columns}
from ({_cells(source)}) as cells
left join rate as customs_rate
  on customs_rate.day = registered and customs_rate.currency = customs_currency
  and known_statistical_usd is null and known_customs_value is not null
left join rate as invoice_rate
  on invoice_rate.day = registered and invoice_rate.currency = invoice_currency
  and known_invoice_value is not null and coalesce(
    known_statistical_usd, customs_rate.usd, known_cif_usd, known_fob_usd) is null
left join (from aside where {mine}) as aside on aside.row = cells.row
anti join (from odd where {mine}) as odd on odd.row = cells.row"""


def _cells(source: Mapped) -> str:
    """Fields of a source, and as `known_...` its values but for zeros without meaning.

    A value of zero beside another value is unknown, not zero.
    """
    own = source.columns.layout.countries
    names = [name for name in SHIPMENT.names if name not in _MADE_LATER]
    columns = ", ".join(f"{field(source, name)} as {name}" for name in names)
    joins = " ".join(
        f"left join ({places.countries(cell, source.raw, own)}) as {role}_country "
        f"on {role}_country.spelling = {places.spelling(cell)}"
        for role in COUNTRY_ROLES
        if (cell := source.columns.column(role)) is not None
    )
    has_value = " or ".join(f"{name} <> 0" for name in VALUES)
    known = ", ".join(
        f"case when {name} <> 0 or not coalesce({has_value}, false) then {name} end "
        f"as known_{name}"
        for name in VALUES
    )
    return f"""
  select *, {known}
  from (
    select {literal(source.taken.source_id)} as source_id,
      cast(file_row_number + 1 as bigint) as row, {columns}
    from {source.raw} as raw {joins}
  )"""


_MADE_LATER = {
    "source_id",
    "row",
    "hs_edition",
    "usd",
    "usd_basis",
    "rate",
    "rate_source",
    "rate_day",
}


def _absent(source: Mapped, name: str) -> str:
    """A field that no column holds: the layout's constant, or unknown."""
    constants = source.columns.layout.constants
    if name in constants:
        return literal(constants[name])
    if name == "counted":
        return "true"  # a vendor without the mark sells what counts
    type_ = next(column.type for column in SHIPMENT.columns if column.name == name)
    return f"cast(null as {type_})"


def _edition(country: str) -> str:
    branches = " ".join(
        f"when coalesce(registered, registered_month) >= {literal(period.since)} then {literal(period.edition)}"
        for period in sorted(
            edition_periods(country), key=lambda period: period.since, reverse=True
        )
    )
    return f"case when hs is null then null {branches} end"


def column_list(names: Sequence[str]) -> str:
    """Names as SQL writes them.

    Args:
        names: Names of columns.
    """
    return ", ".join(map(identifier, names))
