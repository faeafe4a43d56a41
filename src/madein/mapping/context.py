"""What holds for the whole file: direction, country, and whether its rows are shipments."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies

from madein.mapping import shapes
from madein.mapping.findings import UNUSED, Findings
from madein.mapping.profile import Column
from madein.mapping.questions import Question

# What a cell of a column of directions begins with, in capitals.
DIRECTION_WORDS = {
    "import": ("IM", "ИМ", "ВВОЗ", "수입", "进口", "I", "ITH", "ENTRADA", "NHẬP"),
    "export": (
        "EX",
        "EK",
        "ЭК",
        "ЕК",
        "ВЫВОЗ",
        "수출",
        "出口",
        "E",
        "IHR",
        "İHR",
        "SALIDA",
        "XUẤT",
    ),
}
TODAY = date(2026, 1, 1)  # currencies in use; the tables of babel end there
NARROW = 12  # columns of the widest pivot table seen
PIVOTED = "its rows are sums over several shipments"


def aggregated(columns: Sequence[Column]) -> str:
    """Why the rows of a file are no shipments; empty where they are.

    Args:
        columns: The columns.
    """
    pivots = [c.heading for c in columns if "pivot" in c.reading.concepts]
    if pivots:
        return f"{PIVOTED}: '{pivots[0]}' is a heading of a pivot table"
    days = [c for c in columns if _says_day(c)]
    numbered = any(c.reading.role in {"declaration", "lading"} for c in columns)
    months = [c for c in columns if _is_month(c)]
    if months and not days and not numbered and _is_one_row_each(columns):
        return f"{PIVOTED}: '{months[0].heading}' knows the month alone"
    return ""


def _says_day(column: Column) -> bool:
    """Whether a column holds days, and not months."""
    if column.day_share < 0.9:
        return "date" in column.reading.concepts and column.serial_share >= 0.9
    orders = {
        order for cell in column.distinct[:50] for order in shapes.day_orders(cell)
    }
    if orders & shapes.MONTH_ORDERS and not orders - shapes.MONTH_ORDERS:
        return False
    return "date" in column.reading.concepts or not column.number_share


def _is_month(column: Column) -> bool:
    if column.reading.role in {"month", "year"}:
        return True
    return column.day_share >= 0.9 and not _says_day(column) and not column.number_share


def _is_one_row_each(columns: Sequence[Column]) -> bool:
    """Whether a table is as narrow as a pivot table, or no two rows share their texts."""
    if len(columns) <= NARROW:
        return True
    texts = [c for c in columns if c.number_share < 0.9 or c.reading.role == "hs"]
    rows = list(zip(*(c.cells for c in texts), strict=True))
    return len(columns) <= 16 and len(set(rows)) >= 0.98 * len(rows)


def direction_of(found: Findings, told: str) -> None:
    """Settle whether rows are imports or exports.

    Args:
        found: The findings so far.
        told: What a person said; empty for nothing.
    """
    for column in found.open("direction"):
        meant = {_meant(cell) for cell in column.distinct}
        if len(meant) == 1 and (only := meant.pop()) and not told:
            found.constants["direction"] = only
            found.add(column, UNUSED, f"every row says {only}")
            return
        if meant == {"import", "export"} and not told:
            found.add(column, "direction", "some rows say import and some export")
            return
    said = told or _by_headings(found.columns)
    if said:
        found.constants["direction"] = said
        return
    flags = {word: f"--direction {word}" for word in ("import", "export")}
    what = "nothing says whether these are imports or exports"
    found.questions.append(Question(what=what, choices=flags))


def _meant(cell: str) -> str:
    text = cell.strip().upper()
    for meaning, beginnings in DIRECTION_WORDS.items():
        if any(text == b if len(b) == 1 else text.startswith(b) for b in beginnings):
            return meaning
    return ""


def _by_headings(columns: Sequence[Column]) -> str:
    """The direction that more headings speak for; empty where they are balanced."""
    points = {"import": 0.0, "export": 0.0}
    roles = {c.reading.role for c in columns}
    for column in columns:
        concepts, role = column.reading.concepts, column.reading.role
        for direction, word in (("import", "importing"), ("export", "exporting")):
            if word in concepts and role not in {
                "dispatch",
                "destination",
                "direction",
            }:
                points[direction] += (
                    2 if role in {"trade_date", "procedure", "tax"} else 1
                )
        # The side with an address, a telephone, a tax id is the one at home.
        if role in {"buyer_tax_id", "buyer_id"} or _details(column, "importer"):
            points["import"] += 0.5
        if role in {"sender_tax_id", "sender_id"} or _details(column, "exporter"):
            points["export"] += 0.5
        if "supplier" in concepts and role in {"sender_name", "standard_name"}:
            points["import"] += 1
        if "buyer" in concepts and role in {"buyer_name", "standard_name"}:
            points["export"] += 1
    parties = frozenset().union(*(column.reading.concepts for column in columns))
    if parties >= {"exporter", "buyer"} and "importer" not in parties:
        points["export"] += 1
    abroad = {role: _varies(columns, role) for role in ("origin", "destination")}
    if abroad["origin"] is True and abroad["destination"] is False:
        points["import"] += 1.5
    if abroad["destination"] is True and abroad["origin"] is False:
        points["export"] += 1.5
    if "origin" in roles and "destination" not in roles:
        points["import"] += 1
    if "destination" in roles and "origin" not in roles:
        points["export"] += 1
    gap = points["import"] - points["export"]
    return "" if abs(gap) < 1 else "import" if gap > 0 else "export"


def _varies(columns: Sequence[Column], role: str) -> bool | None:
    """Whether a country differs from row to row; None where the file has none."""
    held = [c for c in columns if c.reading.role == role and c.country_share >= 0.7]
    return not all(column.is_constant for column in held) if held else None


def _details(column: Column, party: str) -> bool:
    return party in column.reading.concepts and column.reading.role in {
        "address",
        "contact",
    }


def country_of(found: Findings, told: str) -> str:
    """Country of the declarations, as ISO code; empty where nothing says it.

    Args:
        found: The findings so far.
        told: What a person said; empty for nothing.
    """
    if told:
        return told
    local = {
        _country_of_currency(code)
        for c in found.columns
        for code in c.reading.currencies
    }
    codes = [_constant_country(c) for c in found.open("country")]
    side = "destination" if found.constants.get("direction") == "import" else "origin"
    sides = [_constant_country(c) for c in found.columns if c.reading.role == side]
    for code in (*codes, *sides):
        if code and (code in local or code in codes):
            return code
    named = sorted(code for code in local if code)
    return named[0] if len(named) == 1 else ""


def _constant_country(column: Column) -> str:
    if not column.is_constant:
        return ""
    return shapes.country(column.distinct[0]) or ""


@cache
def _countries_by_currency() -> dict[str, list[str]]:
    countries: dict[str, list[str]] = {}
    for code in get_global("territory_currencies"):
        for currency in get_territory_currencies(code, TODAY, TODAY):
            countries.setdefault(currency, []).append(code)
    return countries


def _country_of_currency(currency: str) -> str:
    """The one country that uses a currency; empty for those that several use."""
    countries = _countries_by_currency().get(currency, [])
    return countries[0] if len(countries) == 1 and currency != "USD" else ""


def currency_of(country: str) -> str:
    """The currency of a country; empty where there are several, or none is known.

    Args:
        country: Its ISO code.
    """
    found = get_territory_currencies(country, TODAY, TODAY) if country else []
    return found[0] if len(found) == 1 else ""
