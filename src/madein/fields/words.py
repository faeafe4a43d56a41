"""Words: text as it stands, and words that a table explains."""

from collections.abc import Mapping

from madein.fields.lookup import lookup
from madein.reference.currencies import currency_codes

# Rules of Incoterms 2020, then those of 1990 to 2010 that contracts still name.
INCOTERMS = (
    *("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"),
    *("DAT", "DAF", "DES", "DEQ", "DDU"),
)
DIRECTIONS = {
    "ИМ": "import",
    "IM": "import",
    "IMPORT": "import",
    "ЭК": "export",
    "EK": "export",
    "EX": "export",
    "EXPORT": "export",
}
# Kilograms in a unit, exactly; a pound is that of 1959. TON is left out: it may be
# metric, short or long.
KILOGRAMS = {
    "1": "KG KGS KGM KG. KILO KILOS KILOGRAM KILOGRAMS KILOGRAMO KILOGRAMOS КГ КГ. "
    "КИЛОГРАММ КИЛОГРАММЫ КИЛОГРАМ 166",
    "0.001": "G GR GRM GRAM GRAMS GRAMO GRAMOS Г ГР ГРАММ 163",
    "1000": "T MT TNE TONNE TONNES Т ТН ТОННА ТОННЫ ТОНН 168",
    "0.45359237": "LB LBS LBR POUND POUNDS LIBRA LIBRAS",
}


# A program that has no value for a cell writes NULL, in capitals.


def text(cell: str) -> str:
    """A short cell without blanks around it; a cell of blanks or NULL is null.

    Args:
        cell: SQL for the cell.
    """
    return f"nullif(nullif(trim({cell}), ''), 'NULL')"


def prose(cell: str) -> str:
    """The same for long texts, which are seldom equal and seldom need trimming.

    Args:
        cell: SQL for the cell.
    """
    has_blanks = f"starts_with({cell}, ' ') or ends_with({cell}, ' ')"
    trimmed = f"case when {has_blanks} then trim({cell}) else {cell} end"
    return f"nullif(nullif({trimmed}, ''), 'NULL')"


def word(cell: str, meanings: Mapping[str, str]) -> str:
    """A word by a table of meanings; null where the table does not have it.

    Args:
        cell: SQL for the cell.
        meanings: What each word means; the empty word stands for a blank cell.
    """
    table = {key.upper(): meaning for key, meaning in meanings.items()}
    return lookup(_plain(cell), table)


def flag(cell: str) -> str:
    """A mark of `1` or `0`; null where the cell is blank or holds something else.

    Args:
        cell: SQL for the cell.
    """
    return f"case trim({cell}) when '1' then true when '0' then false end"


def currency(cell: str) -> str:
    """ISO code of a currency, from its code, number, sign or name; null if unknown.

    Also null for `$` alone, which is a peso in Chile and a dollar elsewhere.

    Args:
        cell: SQL for the cell.
    """
    known = currency_codes()
    return word(cell, {text: code for text, code in known.items() if text != "$"})


def kilograms(cell: str) -> str:
    """Kilograms in one unit of weight; null for a blank cell or another unit.

    Args:
        cell: SQL for the unit.
    """
    units = {word: kg for kg, names in KILOGRAMS.items() for word in names.split()}
    return lookup(_plain(cell), units, "decimal(12, 8)")


def _plain(cell: str) -> str:
    return f"upper(trim(coalesce({cell}, '')))"
