"""Days, counts, sizes and countries as the page prints them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from madein.values import MONTHS, Bounds, exact_usd, usd_text

ROLE_NAMES = {
    "origin": "country of origin",
    "dispatch": "country of dispatch",
    "trading": "trading country",
    "sender_country": "sender's country",
}

REASONS = {
    "COLUMN_ABSENT": "the files have no such column",
    "COVERAGE_GAP": "the records held do not cover these days",
    "BASIS_MISSING": "which country, value or date is meant is left open, or a part is lacking",
    "DATES_STRADDLE": "the dates of the rows give different answers",
    "LIST_GAP": "no copy of the list is held for the day",
    "LIST_NOT_LOADED": "the list is not held",
    "RULE_UNKNOWN": "the rule is not held",
    "OWNERSHIP_UNKNOWN": "the shares held on the day are not known",
    "POSSIBLE_COPY": "rows may be copies of other rows",
    "NAME_ONLY": "only a name ties the rows to the party",
    "HS_EDITION": "the edition of the commodity code is not known",
    "HS_CUT": "the commodity code is cut",
    "ORIGIN_GROUP": "the origin is a group of countries",
    "PART_TO_PRODUCT": "a row does not say which product a part went into",
    "OUTSIDE_RECORDS": "no row of a customs record could answer",
}


def month_text(day: date) -> str:
    """The month of a day in words.

    Args:
        day: Any day of it.

    Examples:
        >>> month_text(date(2023, 12, 1))
        'Dec 2023'
    """
    return f"{MONTHS[day.month - 1]} {day.year}"


def quarter_text(quarter: str) -> str:
    """A quarter in words; anything else as it is.

    Args:
        quarter: Like 2022Q1.

    Examples:
        >>> quarter_text("2022Q1"), quarter_text("before")
        ('Q1 2022', 'before')
    """
    return f"{quarter[4:]} {quarter[:4]}" if is_quarter(quarter) else quarter


def is_quarter(period: str) -> bool:
    """Whether a period is a quarter.

    Args:
        period: Like 2022Q1, or `unknown`.
    """
    return bool(re.fullmatch(r"\d{4}Q[1-4]", period))


def count_text(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    Args:
        count: How many.
        one: The noun for one.
        many: The noun for several; an s is added where it is empty.

    Examples:
        >>> (
        ...     count_text(1, "row"),
        ...     count_text(1889, "row"),
        ...     count_text(2, "copy", "copies"),
        ... )
        ('1 row', '1,889 rows', '2 copies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def share_text(part: Decimal | int, whole: Decimal | int) -> str:
    """A share in per cent, rounded down; `none` where there is no whole.

    Args:
        part: The part.
        whole: The whole.

    Examples:
        >>> share_text(9999, 10000), share_text(1, 3), share_text(3, 3)
        ('99.9%', '33.3%', '100%')
    """
    if not whole:
        return "none"
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_FLOOR)
    return (
        f"{share.normalize():f}%"
        if share in {Decimal(0), Decimal(100)}
        else f"{share}%"
    )


def floor_text(amount: Decimal) -> str:
    """A lower bound, rounded down.

    Args:
        amount: US dollars.

    Examples:
        >>> floor_text(Decimal("34099999.71"))
        '$34.0m'
    """
    return usd_text(amount, rounding=ROUND_FLOOR)


def exact_text(bounds: Bounds) -> str:
    """An interval to the cent.

    Args:
        bounds: The interval, in US dollars.

    Examples:
        >>> exact_text(Bounds(at_least=Decimal("7.50"), at_most=None))
        'at least $7.50, no upper bound'
    """
    low = exact_usd(bounds.at_least)
    if bounds.at_most is None:
        return f"at least {low}, no upper bound"
    return low if bounds.is_point else f"{low} to {exact_usd(bounds.at_most)}"


def country_text(code: str, names: Mapping[str, str]) -> str:
    """The name of a country, or the words for what is none.

    Args:
        code: ISO code, `other` or `unknown`.
        names: Code to English name.

    Examples:
        >>> country_text("KR", {"KR": "South Korea"}), country_text("unknown", {})
        ('South Korea', 'Not determined')
    """
    special = {"other": "Other countries", "unknown": "Not determined"}
    return special.get(code) or names.get(code, code)


def cell_text(cell: str, names: Mapping[str, str]) -> str:
    """A cell of a breakdown in words, also one of two or more parts.

    Args:
        cell: Like `KR`, `KR, 2022` or `KR > CN`.
        names: Code of a country or id of a firm to its name.

    Examples:
        >>> names = {"KR": "South Korea", "CN": "China"}
        >>> cell_text("KR, 2022", names), cell_text("KR > CN", names)
        ('South Korea, 2022', 'South Korea > China')
        >>> cell_text("other", names), cell_text("unknown", names)
        ('all others', 'not determined')
    """
    special = {"other": "all others", "unknown": "not determined"}
    for between in (" > ", ", "):
        if between in cell:
            return between.join(cell_text(part, names) for part in cell.split(between))
    return special.get(cell) or names.get(cell, cell)


def reason_text(code: str) -> str:
    """A reason code with its words.

    Args:
        code: Like LIST_GAP.

    Examples:
        >>> reason_text("HS_CUT")
        'the commodity code is cut (HS_CUT)'
    """
    return f"{REASONS[code]} ({code})" if code in REASONS else code


def visible(text: str) -> str:
    r"""Text in which characters that hide or turn others are written out.

    Args:
        text: Text of a record.

    Examples:
        >>> visible("a\u202eb\u200bc\td")
        'a⟨202E⟩b⟨200B⟩c d'
    """
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character in "\t\n\r":
        return " "
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
    return f"⟨{ord(character):04X}⟩" if hidden else character


def anchor(figure: str) -> str:
    """The id of a figure as an anchor: two ids never give the same one.

    Args:
        figure: Id of a figure.

    Examples:
        >>> anchor("F12.KR.2021Q1"), anchor("F9.id:77")
        ('F12.KR.2021Q1', 'F9.id~3a~77')
    """
    return re.sub(
        r"[^\w.-]", lambda found: f"~{ord(found[0]):x}~", figure, flags=re.ASCII
    )
