"""What a single cell can be: a day, a number, a commodity code, a country, a name."""

import re
from datetime import date, datetime
from functools import cache, lru_cache

from babel import Locale

from madein.reference.countries import spellings
from madein.reference.headings import hs_headings

BLANK = {"", "null", "none", "nan", "n/a", "na", "#n/a", "-", "--", "(null)", "нет"}
YEARS = range(1990, 2101)
MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
TIME = (
    r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d\d:?\d\d)?)?"
)
# How a day may look: y year, m month, d day; and the orders that it may be in.
DAY_FORMS = (
    (r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)" + TIME, "yyyy-mm-dd"),
    (r"(?P<y>\d{4})/(?P<m>\d\d?)/(?P<d>\d\d?)" + TIME, "yyyy/mm/dd"),
    (r"(?P<y>\d{4})\.(?P<m>\d\d?)\.(?P<d>\d\d?)" + TIME, "yyyy.mm.dd"),
    (r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d{4})" + TIME, "dd.mm.yyyy"),
    (r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d{4})" + TIME, "dd/mm/yyyy"),
    (r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d{4})" + TIME, "mm/dd/yyyy"),
    (r"(?P<d>\d\d?)-(?P<m>\d\d?)-(?P<y>\d{4})" + TIME, "dd-mm-yyyy"),
    (r"(?P<m>\d\d?)-(?P<d>\d\d?)-(?P<y>\d{4})" + TIME, "mm-dd-yyyy"),
    (r"(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d)", "dd.mm.yy"),
    (r"(?P<d>\d\d?)/(?P<m>\d\d?)/(?P<y>\d\d)", "dd/mm/yy"),
    (r"(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d\d)", "mm/dd/yy"),
    (r"(?P<d>\d\d?)[- ](?P<mon>[A-Za-z]{3,9})[- ,]+(?P<y>\d{4})" + TIME, "dd-mon-yyyy"),
    (r"(?P<d>\d\d?)[- ](?P<mon>[A-Za-z]{3,9})[- ](?P<y>\d\d)", "dd-mon-yy"),
    (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", "yyyymmdd"),
    (r"(?P<d>\d\d?)(?P<m>\d\d)(?P<y>\d{4})", "ddmmyyyy"),
    (r"(?P<d>\d\d)(?P<m>\d\d)(?P<y>\d\d)", "ddmmyy"),
)
MONTH_FORMS = (
    (r"(?P<y>\d{4})[-/.](?P<m>\d\d?)", "yyyy-mm"),
    (r"(?P<m>\d\d?)[-/.](?P<y>\d{4})", "mm/yyyy"),
    (r"(?P<y>\d{4})(?P<m>\d\d)", "yyyymm"),
    (r"(?P<y>\d\d)(?P<m>\d\d)", "yymm"),
    (r"(?P<mon>[A-Za-z]{3,9})[- ,]+'?(?P<y>\d{4}|\d\d)", "mon yyyy"),
)
MONTH_ORDERS = frozenset(order for _, order in MONTH_FORMS)
# The same text may be a day in either of these.
RIVALS = (
    ("dd/mm/yyyy", "mm/dd/yyyy"),
    ("dd-mm-yyyy", "mm-dd-yyyy"),
    ("dd/mm/yy", "mm/dd/yy"),
    ("yyyymmdd", "ddmmyyyy"),
    ("ddmmyy", "yyyymm"),
)
LEGAL_FORM = re.compile(
    r"\b(ltd|limited|llc|llp|inc|corp|co|company|gmbh|ag|s\.?a\.?|s\.?l\.?|srl|s\.?r\.?l"
    r"|sarl|bv|b\.v|nv|n\.v|oy|ab|as|a/s|spa|s\.p\.a|pty|pvt|plc|fze|fzco|jsc|pjsc|ojsc"
    r"|ооо|оао|зао|пао|ао|ип|тоо|тов|пп|ltda|sac|eirl|cia|sti|şti|san|tic)\b"
    r"|公司|株式会社|주식회사|\(주\)",
    re.IGNORECASE,
)


@lru_cache(200_000)
def is_blank(cell: str | None) -> bool:
    """Whether a cell holds nothing, or one of the words for nothing.

    Args:
        cell: The cell.
    """
    return cell is None or cell.strip().casefold() in BLANK


@lru_cache(100_000)
def day_orders(cell: str) -> frozenset[str]:
    """Orders of day, month and year in which a cell is a day or a month.

    Args:
        cell: The cell.

    Examples:
        >>> sorted(day_orders("03/04/2022"))
        ['dd/mm/yyyy', 'mm/dd/yyyy']
        >>> sorted(day_orders("2022-02-30"))
        []
    """
    text = cell.strip()
    found = {
        order
        for form, order in DAY_FORMS + MONTH_FORMS
        if (match := re.fullmatch(form, text)) and _exists(match.groupdict())
    }
    if re.fullmatch(r"[2-6]\d{4}(\.0+)?", text):
        found.add("excel")
    return frozenset(found)


def _exists(parts: dict[str, str]) -> bool:
    year = int(parts["y"]) + (2000 if len(parts["y"]) == 2 else 0)
    if "mon" in parts:
        name = parts["mon"][:3].casefold()
        month = MONTHS.index(name) + 1 if name in MONTHS else 0
    else:
        month = int(parts["m"])
    try:
        date(year, month, int(parts.get("d", "1")))
    except ValueError:
        return False
    return year in YEARS


def utc_time(cell: str) -> datetime | None:
    """The moment of a cell that names one in UTC, like 2025-04-25T18:30:00.000Z.

    Args:
        cell: The cell.
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z", cell.strip())
    return datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00") if found else None


@lru_cache(100_000)
def number(cell: str, decimal: str = ".") -> float | None:
    """A number, for comparing columns; None where the cell is none.

    Args:
        cell: The cell.
        decimal: Sign that is taken for the decimal sign where both could be.
    """
    text = re.sub(r"[\s\u00a0\u202f']", "", cell)
    if not re.fullmatch(r"[(+-]?\$?\d[\d.,]*(?:[eE][+-]?\d+)?\)?", text):
        return None
    last = max(text.rfind("."), text.rfind(","))
    both = "." in text and "," in text
    repeated = text.count(text[last]) > 1 if last >= 0 else False
    if both and not repeated:
        decimal = text[last]
    grouping = "," if decimal == "." else "."
    plain = text.replace(grouping, "").replace(decimal, ".").strip("()$+")
    try:
        return float(plain.replace("$", ""))
    except ValueError:
        return None


@lru_cache(100_000)
def code_digits(cell: str) -> int:
    """How many digits a commodity code has; 0 for what is none.

    A code that was typed as a number has lost its leading zero.

    Args:
        cell: The cell.

    Examples:
        >>> code_digits("8708.29.00"), code_digits("870829000"), code_digits("9999.5")
        (8, 0, 0)
    """
    digits = re.sub(r"[ .\u00a0]", "", cell.strip().rstrip("*"))
    if not digits.isascii() or not digits.isdecimal() or not 4 <= len(digits) <= 12:
        return 0
    whole = digits if len(digits) % 2 == 0 else f"0{digits}"
    return len(whole) if whole[:4] in hs_headings() else 0


@cache
def _country_words() -> frozenset[str]:
    return frozenset(row["spelling"] for row in spellings())


@cache
def _country_codes() -> dict[str, str | None]:
    return {row["spelling"]: row["code"] for row in spellings()}


def country(cell: str) -> str | None:
    """Code of the country that a cell names; None for no country or a group.

    Args:
        cell: The cell.
    """
    return _country_codes().get(" ".join(cell.upper().split()))


def is_country(cell: str) -> bool:
    """Whether a cell names a country, a group of countries, or says that none is known.

    Args:
        cell: The cell.
    """
    text = " ".join(cell.upper().split())
    return text in _country_words() and not text.isdecimal()


def is_country_number(cell: str) -> bool:
    """Whether a cell is the number of a country in ISO 3166.

    Args:
        cell: The cell.
    """
    text = cell.strip()
    return text.isdecimal() and text.zfill(3) in _country_words()


@cache
def _currencies() -> frozenset[str]:
    return frozenset(str(code) for code in Locale.parse("en").currencies)


def is_currency(cell: str) -> bool:
    """Whether a cell is the code of a currency.

    Args:
        cell: The cell.
    """
    return cell.strip().upper() in _currencies()


def has_letters(cell: str) -> bool:
    """Whether a cell holds at least three letters, or two that are no Latin ones.

    Args:
        cell: The cell.
    """
    letters = [char for char in cell if char.isalpha()]
    return len(letters) >= 3 or (len(letters) >= 2 and not cell.isascii())


def has_legal_form(cell: str) -> bool:
    """Whether a cell names the legal form of a firm.

    Args:
        cell: The cell.
    """
    return LEGAL_FORM.search(cell) is not None
