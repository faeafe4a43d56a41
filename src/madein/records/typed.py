"""The one SELECT that turns the evidence copy of a source into shipments."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from madein.engine import identifier, literal
from madein.fields import cells as fields
from madein.reference.editions import edition_periods
from madein.sources.intake import Taken
from madein.sources.layouts import ColumnMap
from madein.tables import DECLARED, KG, SHIPMENT, USD

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
CURRENCIES = ("customs_currency", "invoice_currency")


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """A source that was taken in, with the meaning of its columns.

    Attributes:
        file: Path of the file as `case.yml` names it.
        sheet: Sheet; empty for files without sheets.
        taken: What taking it in gave.
        columns: Which column holds which field.
        copy: Its evidence copy.
    """

    file: str
    sheet: str
    taken: Taken
    columns: ColumnMap
    copy: Path

    @property
    def raw(self) -> str:
        """SQL for the rows of the evidence copy."""
        return f"read_parquet({literal(str(self.copy))})"


def field(source: Mapped, name: str) -> str:
    """SQL for one field of a source, over a row of its evidence copy.

    Args:
        source: The source.
        name: A field of the layout.
    """
    layout, cell = source.columns.layout, source.columns.column(name)
    if cell is None:
        return _absent(source, name)
    if name in NUMBERS:
        return fields.number(cell, layout.decimal, layout.grouping, NUMBERS[name])
    if name in COUNTRY_ROLES:
        return f"{name}_country.code"
    match name:
        case "registered":
            return fields.day(cell, layout.dates)
        case "hs":
            return fields.commodity_code(cell)
        case "message":
            return fields.word(cell, layout.messages)
        case "counted":
            return fields.flag(cell)
        case "item" | "version":
            return fields.whole(cell)
        case "description" | "consignee_name" | "sender_name" | "maker_name":
            return fields.prose(cell)
        case "direction":
            return fields.word(cell, DIRECTIONS)
        case "customs_currency" | "invoice_currency":
            return f"upper({fields.text(cell)})"
        case _:
            return fields.text(cell)


DIRECTIONS = {
    "ИМ": "import",
    "IM": "import",
    "IMPORT": "import",
    "ЭК": "export",
    "EK": "export",
    "EX": "export",
    "EXPORT": "export",
}


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
        "declared_usd, "
        "cast(round(customs_value * customs_rate.usd, 4) as decimal(18,4)), "
        "cif_usd, fob_usd, "
        "cast(round(invoice_value * invoice_rate.usd, 4) as decimal(18,4)))",
        "usd_basis": "case when declared_usd is not null then 'statistical' "
        "when customs_rate.usd is not null then 'customs' "
        "when cif_usd is not null then 'cif' when fob_usd is not null then 'fob' "
        "when invoice_rate.usd is not null then 'invoice' end",
        "rate": "coalesce(customs_rate.usd, invoice_rate.usd)",
        "rate_source": "coalesce(customs_rate.rate_source, invoice_rate.rate_source)",
        "rate_day": "coalesce(customs_rate.rate_day, invoice_rate.rate_day)",
        "reason": "aside.reason",
        "kept_source_id": "aside.kept_source_id",
        "kept_row": "aside.kept_row",
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
  and declared_usd is null and not no_customs_value
left join rate as invoice_rate
  on invoice_rate.day = registered and invoice_rate.currency = invoice_currency
  and declared_usd is null and customs_rate.usd is null and invoice_value is not null
left join (from aside where {mine}) as aside on aside.row = cells.row
anti join (from odd where {mine}) as odd on odd.row = cells.row"""


def _cells(source: Mapped) -> str:
    """Fields of a source, and the value it declares in dollars.

    A value of zero beside another value is unknown, not zero.
    """
    names = [name for name in SHIPMENT.names if name not in _MADE_LATER]
    columns = ", ".join(f"{field(source, name)} as {name}" for name in names)
    joins = " ".join(
        f"left join country as {role}_country "
        f"on {role}_country.spelling = {fields.spelling(cell)}"
        for role in COUNTRY_ROLES
        if (cell := source.columns.column(role)) is not None
    )
    return f"""
  select *,
    case when statistical_usd = 0 and (customs_value <> 0 or invoice_value <> 0)
      then null else statistical_usd end as declared_usd,
    customs_value is null or (customs_value = 0 and coalesce(invoice_value, 0) <> 0)
      as no_customs_value
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
        f"when registered >= {literal(period.since)} then {literal(period.edition)}"
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
