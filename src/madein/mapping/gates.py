"""What the cells of a column must be before it may hold a field."""

from collections.abc import Callable

from madein.mapping.profile import Column

MOST = 0.9
COUNTRIES = ("origin", "dispatch", "trading", "sender_country")
NAMES = ("consignee_name", "holder_name", "sender_name", "maker_name")
VALUES = ("statistical_usd", "cif_usd", "fob_usd", "customs_value", "invoice_value")
AMOUNTS = ("net_kg", "quantity", *VALUES)
DAYS = ("contracted", "shipped", "arrived", "released")
KEYS = ("registered", "consignee_name", "sender_name", "hs", "origin")


def objection(field: str, column: Column) -> str:
    """What speaks against a column for a field; empty where nothing does.

    Args:
        field: The field.
        column: The column.
    """
    if not column.filled:
        return "it is empty"
    gate = GATES.get(field)
    return gate(column) if gate is not None else ""


def _day(column: Column) -> str:
    if column.day_share >= MOST or column.serial_share >= MOST:
        return ""
    return "its cells are no days"


def _code(column: Column) -> str:
    if column.code_share < 0.85:
        return "its cells are no commodity codes"
    if column.code_length <= 4 or column.share(lambda cell: len(cell) <= 4) > 0.5:
        return "its codes end after the heading, with four digits"
    return ""


def _country(column: Column) -> str:
    known = max(column.country_share, column.country_number_share)
    return "" if known >= 0.7 else "its cells are no countries"


def _name(column: Column) -> str:
    if column.letter_share < 0.8:
        return "its cells are no names"
    # A file may hold one firm's records alone.
    others = (column.country_share, column.currency_share, column.day_share)
    if max(others) >= MOST:
        return "its cells are countries, currencies or days, and no names"
    return ""


def _amount(column: Column) -> str:
    if column.number_share < MOST:
        return "its cells are no numbers"
    return ""


def _value(column: Column) -> str:
    if (wrong := _amount(column)) != "":
        return wrong
    numbers = [n for n in column.numbers if n is not None]
    if len(numbers) >= 5 and numbers == [float(n) for n in range(1, len(numbers) + 1)]:
        return "it numbers the rows"
    if len(numbers) >= 20 and len(set(numbers)) == 1:
        return "it is the same number in every row"
    if column.is_whole and max(numbers) <= 12 and len(numbers) >= 50:
        return "its numbers are whole and small, like a count"
    return ""


def _item(column: Column) -> str:
    if column.number_share < 0.95 or not column.is_whole:
        return "its cells are no whole numbers"
    if min(n for n in column.numbers if n is not None) < 0:
        return "it has negative numbers"
    return ""


def _currency(column: Column) -> str:
    return "" if column.currency_share >= MOST else "its cells are no currencies"


def _unit(column: Column) -> str:
    if column.number_share >= MOST:
        return "its cells are numbers"
    return "" if column.length <= 30 else "its cells are long texts"


def _text(column: Column) -> str:
    return "" if column.letter_share >= 0.5 else "its cells are no words"


def _id(column: Column) -> str:
    digits = column.share(lambda cell: any(char.isdigit() for char in cell))
    return "" if digits >= 0.8 else "its cells hold no digits"


def _declaration(column: Column) -> str:
    if (wrong := _id(column)) != "":
        return wrong
    if len(column.filled) >= 20 and column.is_constant:
        return "it is the same in every row"
    return ""


def _record_id(column: Column) -> str:
    if len(column.distinct) < 0.98 * len(column.filled):
        return "its cells repeat"
    # Numbers from one on are those of the rows: another file has the same.
    numbers = [n for n in column.numbers if n is not None]
    if column.number_share >= MOST and column.is_whole and min(numbers) <= 1:
        return "it numbers the rows"
    return ""


GATES: dict[str, Callable[[Column], str]] = {
    **dict.fromkeys(("registered", *DAYS), _day),
    "hs": _code,
    "item": _item,
    "declaration": _declaration,
    "description": _text,
    "unit": _unit,
    "record_id": _record_id,
    "consignee_tax_id": _id,
    "holder_tax_id": _id,
    "customs_currency": _currency,
    "invoice_currency": _currency,
    **dict.fromkeys(COUNTRIES, _country),
    **dict.fromkeys(NAMES, _name),
    **dict.fromkeys(("net_kg", "quantity"), _amount),
    **dict.fromkeys(VALUES, _value),
}
