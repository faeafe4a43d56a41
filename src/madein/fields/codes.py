"""Codes of digits: what has lost a digit is null, and nothing is filled up."""

from madein.engine import literal

BLANKS = " \t\u00a0\u202f\u2009"
EVEN = "([0-9]{2}){1,6}"
APOSTROPHE = literal("'")  # what makes a number a text in a spreadsheet
POINTED = r"([0-9]{2}){1,3}(\.[0-9]{1,4})+"  # after chapter, heading and subheading

ROUNDED = r"[0-9](\.[0-9]+)?[eE]\+[0-9]+"
NO_ID = "[-0.]*|(?i:null|none|nan|n/a|#n/a)"


def commodity_code(cell: str, digits: int = 0) -> str:
    """Digits of a commodity code; null for what is no even number of 2 to 12 digits.

    An odd number of digits has lost a zero, at an end that nothing shows; where the
    vendor writes codes of one known length as numbers, it was the zero in front, and a
    code of any other length is null. Points stand after the chapter, heading or
    subheading: `102290000.0` is a number, and no code. A heading's text may follow four
    digits or more: `8708 29 - Parts`.

    Args:
        cell: SQL for the cell.
        digits: Length of all codes, where the vendor writes them as numbers.
    """
    if digits:
        return _padded(cell, digits)
    named = rf"^[{BLANKS}]*([0-9][0-9. ]{{2,}}[0-9])[{BLANKS}]*[-–—:][{BLANKS}]*[^-0-9 .,:*]"
    head = f"regexp_extract({cell}, {literal(named)}, 1)"
    return (
        f"case when regexp_full_match({cell}, '{EVEN}') then {cell} "
        f"else coalesce({_digits(cell)}, {_digits(head)}) end"
    )


def _digits(text: str) -> str:
    """The digits of a code with blanks, points or stars, or behind an apostrophe."""
    bare = f"ltrim(rtrim({_without_blanks(text)}, '*'), {APOSTROPHE})"
    plain = f"replace({bare}, '.', '')"
    return (
        f"case when regexp_full_match({bare}, '{EVEN}') then {bare} "
        f"when regexp_full_match({bare}, '{POINTED}') "
        f"and regexp_full_match({plain}, '{EVEN}') then {plain} end"
    )


def _padded(cell: str, digits: int) -> str:
    number = rf"^[{BLANKS}]*([0-9]{{{digits - 1},{digits}}})(?:\.0)?[{BLANKS}]*$"
    found = f"nullif(regexp_extract({cell}, {literal(number)}, 1), '')"
    return f"lpad({found}, {digits}, '0')"


def tax_id(cell: str) -> str:
    """A tax id as text, without blanks; null for what a program has rounded.

    `7700000000.0` is a number in its file; zeros and strokes alone are no id.

    Args:
        cell: SQL for the cell.
    """
    bare = _without_blanks(cell)
    careful = (
        f"case when regexp_full_match({bare}, '{ROUNDED}') "
        f"or regexp_full_match({bare}, '{NO_ID}') then null "
        rf"when regexp_full_match({bare}, '[0-9]+\.0') then replace({bare}, '.0', '') "
        f"else {bare} end"
    )
    signs = " or ".join(f"contains({cell}, '{sign}')" for sign in f".+{BLANKS}")
    plain = f"{cell} between '01' and ':' and not ({signs})"
    return f"case when {plain} then {cell} else {careful} end"


def whole(cell: str) -> str:
    """A whole number; null for what has a fraction, which the engine would round.

    Args:
        cell: SQL for the cell.
    """
    form = r"'^ *([0-9]{1,9})(\.0+)? *$'"
    return f"try_cast(nullif(regexp_extract({cell}, {form}, 1), '') as integer)"


def _without_blanks(cell: str) -> str:
    return f"regexp_replace({cell}, '[{BLANKS}]', '', 'g')"
