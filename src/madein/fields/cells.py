"""One kind of field each: SQL that turns a cell's text into a typed value, or null.

A cell that cannot be read for certain is null, never a guess; the text stays in the
evidence copy, and `field_coverage` counts how often that happened.
"""

from collections.abc import Mapping, Sequence

from madein.engine import literal
from madein.tables import USD

BLANKS = " \u00a0\u202f\u2009"
FIRST_DAY, LAST_DAY = "date '1990-01-01'", "date '2100-12-31'"

# A day in each order that layouts may name: how the text looks, and how it is read.
DATE_SHAPES = {
    "dd.mm.yyyy": ("__.__.____", "%d.%m.%Y"),
    "yyyy-mm-dd": ("____-__-__", "%Y-%m-%d"),
    "dd/mm/yyyy": ("__/__/____", "%d/%m/%Y"),
    "mm/dd/yyyy": ("__/__/____", "%m/%d/%Y"),
    "yyyymmdd": ("________", "%Y%m%d"),
}
MIDNIGHT = "('', ' 00:00:00', 'T00:00:00', ' 00:00', 'T00:00')"


# The engine reads a function of one cell once per distinct text, unless a CASE stands
# between; and what a CASE does not reach costs nothing. Each form below was chosen by
# measuring both (bench/README.md).


def text(cell: str) -> str:
    """A short cell without blanks around it; a cell of blanks is null.

    Args:
        cell: SQL for the cell.
    """
    return f"nullif(trim({cell}), '')"


def prose(cell: str) -> str:
    """The same for long texts, which are seldom equal and seldom need trimming.

    Args:
        cell: SQL for the cell.
    """
    has_blanks = f"starts_with({cell}, ' ') or ends_with({cell}, ' ')"
    return f"nullif(case when {has_blanks} then trim({cell}) else {cell} end, '')"


def day(cell: str, orders: Sequence[str]) -> str:
    """A day; null where no order fits, or where two orders give two days.

    Also null with a time that is not midnight, whose day depends on a zone, and outside
    1990 to 2100.

    Args:
        cell: SQL for the cell.
        orders: Orders of day, month and year that the layout names.
    """
    careful = _careful_day(cell, orders)
    shapes = [DATE_SHAPES[order][0] for order in orders]
    if len(set(shapes)) < len(shapes):
        return careful
    forms = ", ".join(f"'{DATE_SHAPES[order][1]}'" for order in orders)
    read = f"cast(try_strptime({cell}, [{forms}]) as date)"
    sizes = ", ".join(str(size) for size in sorted({len(shape) for shape in shapes}))
    return (
        f"coalesce(case when strlen({cell}) in ({sizes}) and not contains({cell}, ' ') "
        f"and {read} between {FIRST_DAY} and {LAST_DAY} then {read} end, "
        f"case when {cell} is not null then {careful} end)"
    )


def _careful_day(cell: str, orders: Sequence[str]) -> str:
    """A day with blanks or midnight beside it, or in orders that look alike."""
    readings = [_reading(f"trim({cell})", *DATE_SHAPES[order]) for order in orders]
    first, last = readings[0], readings[0]
    if len(readings) > 1:  # both leave out the orders that do not fit
        first, last = (f"{end}({', '.join(readings)})" for end in ("least", "greatest"))
    one = "true" if first == last else f"{first} = {last}"
    return (
        f"case when {one} and {first} between {FIRST_DAY} and {LAST_DAY} "
        f"then {first} end"
    )


def _reading(cell: str, shape: str, form: str) -> str:
    length = len(shape)
    return (
        f"cast(case when {cell} like '{shape}%' "
        f"and substr({cell}, {length + 1}) in {MIDNIGHT} "
        f"then try_strptime(substr({cell}, 1, {length}), '{form}') end as date)"
    )


def number(cell: str, decimal: str, grouping: str = "", type_: str = USD) -> str:
    """A number; null where its sign could be a decimal sign or a group's.

    Without a declared grouping, `1.234` in a file of decimal commas is null: it may be
    1234 as well. `1.234,5`, `1.234.567` and `1234.5` can mean one thing only. A number
    with an exponent, like `1,2E+06`, is null: a program has rounded it.

    Args:
        cell: SQL for the cell.
        decimal: Decimal sign of the layout.
        grouping: Sign between groups of three digits, where the layout declares it.
        type_: Decimal type of the result.
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
    careful = _careful(cell, decimal, grouping, type_)
    return f"coalesce({quick}, case when {cell} is not null then {careful} end)"


def _odd(cell: str) -> str:
    """Whether a cell has a sign that the engine takes for a part of a number."""
    return " or ".join(f"contains({cell}, '{sign}')" for sign in "eE_")


def _careful(cell: str, decimal: str, grouping: str, type_: str) -> str:
    """A number with blanks between groups, other groups, or the other decimal sign."""
    trimmed = f"trim({cell}, '{BLANKS}')"
    other = "." if decimal == "," else ","
    points, commas = ("1," if grouping == sign else "2," for sign in ".,")
    forms = (
        (
            r"[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+",
            "replace(replace({t}, '.', ''), ',', '.')",
        ),
        (r"[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+", "replace({t}, ',', '')"),
        (rf"[+-]?[1-9]\d{{0,2}}(\.\d{{3}}){{{points}}}", "replace({t}, '.', '')"),
        (rf"[+-]?[1-9]\d{{0,2}}(,\d{{3}}){{{commas}}}", "replace({t}, ',', '')"),
        (rf"[+-]?\d+([{decimal}]\d*)?", "replace({t}, ',', '.')"),
        (
            rf"[+-]?[1-9]\d{{0,2}}([{BLANKS}]\d{{3}})+([.,]\d+)?",
            "replace(regexp_replace({t}, '[" + BLANKS + "]', '', 'g'), ',', '.')",
        ),
    )
    if other != grouping:
        forms += (
            (rf"[+-]?\d+[{other}](\d{{1,2}}|\d{{4,}})", "replace({t}, ',', '.')"),
            (rf"[+-]?(0|\d{{4,}})[{other}]\d{{3}}", "replace({t}, ',', '.')"),
        )
    branches = " ".join(
        f"when regexp_full_match({trimmed}, '{form}') then {value.format(t=trimmed)}"
        for form, value in forms
    )
    return f"try_cast(case {branches} end as {type_})"


def commodity_code(cell: str) -> str:
    """Digits of a commodity code; null for what is no even number of 2 to 12 digits.

    An odd number of digits has lost a zero, at an end that nothing shows. Points stand
    after the chapter, heading or subheading: `102290000.0` is a number, and no code.

    Args:
        cell: SQL for the cell.
    """
    even = "'([0-9]{2}){1,6}'"
    bare = f"rtrim(regexp_replace({cell}, '[{BLANKS}]', '', 'g'), '*')"
    pointed = r"'([0-9]{2}){1,3}(\.[0-9]{1,4})+'"
    digits = f"replace({bare}, '.', '')"
    return (
        f"case when regexp_full_match({cell}, {even}) then {cell} "
        f"when regexp_full_match({bare}, {even}) then {bare} "
        f"when regexp_full_match({bare}, {pointed}) "
        f"and regexp_full_match({digits}, {even}) then {digits} end"
    )


def whole(cell: str) -> str:
    """A whole number; null for what has a fraction, which the engine would round.

    Args:
        cell: SQL for the cell.
    """
    form = r"'^ *([0-9]{1,9})(\.0+)? *$'"
    return f"try_cast(nullif(regexp_extract({cell}, {form}, 1), '') as integer)"


def spelling(cell: str) -> str:
    """A country's name as the table `country` spells it: upper case, single blanks.

    Args:
        cell: SQL for the cell.
    """
    return f"replace(replace(upper(trim({cell})), '  ', ' '), '  ', ' ')"


def word(cell: str, meanings: Mapping[str, str]) -> str:
    """A word by a table of meanings; null where the table does not have it.

    Args:
        cell: SQL for the cell.
        meanings: What each word means; the empty word stands for a blank cell.
    """
    found = f"upper(trim(coalesce({cell}, '')))"
    branches = " ".join(
        f"when {literal(key.upper())} then {literal(value)}"
        for key, value in meanings.items()
    )
    return f"case {found} {branches} end" if branches else "cast(null as varchar)"


def flag(cell: str) -> str:
    """A mark of `1` or `0`; null where the cell is blank or holds something else.

    Args:
        cell: SQL for the cell.
    """
    return f"case trim({cell}) when '1' then true when '0' then false end"
