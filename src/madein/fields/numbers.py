"""Numbers: a text whose signs leave two readings open is null."""

import re
from collections.abc import Collection

from madein.engine import literal
from madein.tables import USD

BLANKS = " \t\u00a0\u202f\u2009"
GROUPS = BLANKS + "'’"  # signs that only ever stand between groups of digits
# Digits and signs of other scripts and widths, and what they stand for.
FOREIGN = {
    **{chr(zero + n): str(n) for zero in (0xFF10, 0x660, 0x6F0) for n in range(10)},
    "．": ".",
    "，": ",",
    "（": "(",
    "）": ")",
    "－": "-",
    "＋": "+",
    "−": "-",
    "٬": "'",
}
UNSEEN = "\u200e\u200f\u202a\u202b\u202c\u061c\ufeff"  # marks of direction


# The engine reads what a CASE does not reach at no cost, and a whole match of a regular
# expression costs a fifth of a trim or a translation: these come last.


def number(
    cell: str,
    decimal: str,
    grouping: str = "",
    type_: str = USD,
    beside: Collection[str] = (),
) -> str:
    """A number; null where its sign could be a decimal sign or a group's.

    Without a declared grouping, `1.234` in a file of decimal commas is null: it may be
    1234 as well. `1.234,5`, `1.234.567` and `1234.5` can mean one thing only. A number
    with an exponent, like `1,2E+06`, is null: a program has rounded it. `(5)` and `5-`
    are negative.

    Args:
        cell: SQL for the cell.
        decimal: Decimal sign of the layout.
        grouping: Sign between groups of three digits, where the layout declares it.
        type_: Decimal type of the result; what does not fit is null.
        beside: Words that may stand beside the number: those of its own currency.
    """
    if decimal == ",":
        places = f"strlen({cell}) - strpos({cell}, '.') between 1 and 2"
        pointed = "false" if grouping == "." else places
        quick = (
            f"case when {_odd(cell)} then null when contains({cell}, ',') "
            f"then try_cast(replace({cell}, ',', '.') as {type_}) "
            f"when not contains({cell}, '.') or {pointed} "
            f"then try_cast({cell} as {type_}) end"
        )
    else:
        quick = (
            f"case when contains({cell}, ',') or {_odd(cell)} then null "
            f"else try_cast({cell} as {type_}) end"
        )
    plain = _plain(cell, decimal, grouping)
    careful = (
        f"coalesce(try_cast({plain} as {type_}), case when ({plain}) is null then "
        f"try_cast({_plain(_told(cell, decimal, beside), decimal, grouping)} "
        f"as {type_}) end)"
    )
    return f"coalesce({quick}, case when {cell} is not null then {careful} end)"


def _odd(cell: str) -> str:
    """Whether a cell has a sign that the engine takes for a part of a number."""
    return " or ".join(f"contains({cell}, '{sign}')" for sign in "eE_")


def _plain(text: str, decimal: str, grouping: str) -> str:
    """The text of a number as the engine writes it, or null."""
    points, commas = ("1," if grouping == sign else "2," for sign in ".,")
    groups = r"[1-9]\d{0,2}"
    # The first may hold commas between its groups, the second points, the third others.
    forms = {
        ".": [
            rf"{groups}(?:,\d{{3}})+\.\d+",
            rf"{groups}(?:,\d{{3}}){{{commas}}}",
            r"[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?",  # lakh and crore
        ],
        ",": [
            rf"{groups}(?:\.\d{{3}})+,\d+",
            rf"{groups}(?:\.\d{{3}}){{{points}}}",
        ],
    }
    forms[decimal].append(rf"\d+(?:[{decimal}]\d*)?")
    other = "," if decimal == "." else "."
    if other != grouping:
        forms[other].append(rf"\d+[{other}](?:\d{{1,2}}|\d{{4,}})")
        forms[other].append(rf"(?:0|\d{{4,}})[{other}]\d{{3}}")
    spaced = rf"{groups}(?:[{GROUPS}]\d{{3}})+(?:[.,]\d+)?"
    return (
        f"case when {_matches(text, *forms['.'])} then replace({text}, ',', '') "
        f"when {_matches(text, *forms[','])} "
        f"then replace(replace({text}, '.', ''), ',', '.') "
        f"when {_matches(text, spaced)} "
        f"then translate({text}, {literal(',' + GROUPS)}, '.') end"
    )


def _matches(text: str, *forms: str) -> str:
    shape = rf" *[+-]?(?:{'|'.join(forms)}) *"
    return f"regexp_full_match({text}, {literal(shape)})"


def _told(cell: str, decimal: str, beside: Collection[str]) -> str:
    """A text in plain digits, without its currency, and with its sign in front."""
    foreign = FOREIGN | {"٫": decimal}
    plain = (
        f"translate({cell}, {literal(''.join(foreign) + UNSEEN)}, "
        f"{literal(''.join(foreign.values()))})"
    )
    blanks = f"[{BLANKS}]*"
    words = "|".join(re.escape(word) for word in sorted(beside, key=len, reverse=True))
    word = f"(?:{words})?" if words else ""
    steps = {
        rf"^{blanks}\(([^()+-]+)\){blanks}$|^([^+-]+)-{blanks}$": r"-\1\2",
        rf"(?i)^{blanks}([+-]?){blanks}{word}{blanks}(.*?){blanks}{word}{blanks}$": r"\1\2",
    }
    for pattern, kept in steps.items():
        plain = f"regexp_replace({plain}, {literal(pattern)}, {literal(kept)})"
    return plain
