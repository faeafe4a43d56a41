"""What the cells of an XLSX sheet say, as text."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

MOST_COLUMNS = 16_384
LAST_DAY = 2_958_465  # 31 December 9999
REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(amp|lt|gt|quot|apos));")
SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
WRITTEN_OUT = re.compile(r"_x([0-9A-Fa-f]{4})_")


def text_of(raw: bytes) -> str:
    r"""Text between tags, as the cell shows it.

    Args:
        raw: The bytes between the tags.

    Examples:
        >>> text_of(b"a &amp; b_x000D_")
        'a & b\r'
    """
    text = raw.decode("utf-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = REFERENCE.sub(_sign, text)
    return unescaped(text)


def unescaped(text: str) -> str:
    """Text with the signs that XML cannot hold (ECMA-376 part 1, 22.9.2.19).

    Args:
        text: Text with signs written as `_xHHHH_`.
    """
    if "_x" not in text:
        return text
    return WRITTEN_OUT.sub(lambda found: _character(int(found[1], 16), found[0]), text)


def number_text(content: bytes) -> str:
    """A number as a person would read it, never with an exponent that can be avoided.

    Args:
        content: What stands in the file: the shortest text of a number, or seventeen
            digits of it.

    Examples:
        >>> [number_text(n) for n in (b"8708290000", b"7.0000000000000007E-2", b"1e3")]
        ['8708290000', '0.07', '1000']
    """
    text = content.decode()
    if content.isdigit():  # also where a number could not hold so many digits
        return text
    if len(text) < 16 and text[-1:] not in {"", "0"} and text.lower().find("e") < 0:
        return text
    try:
        return plain(float(text))
    except ValueError:
        return text_of(content)


def plain(value: float) -> str:
    """The shortest text that means a number.

    Args:
        value: The number.

    Examples:
        >>> plain(8708290000.0), plain(0.00001), plain(1.5e300)
        ('8708290000', '0.00001', '1.5e+300')
    """
    if not abs(value) < 2**53:  # beyond, the last digits are lost
        return repr(value)
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def day_text(content: bytes, *, is_1904: bool) -> str:
    """A number of days as a day, or as an hour where it is less than one.

    Args:
        content: The number as it stands in the file.
        is_1904: Whether days are counted from 1904.

    Unknown:
        A number that is no day, like the 29 February of 1900, stays a number.

    Examples:
        >>> day_text(b"44621", is_1904=False), day_text(b"44621.5", is_1904=False)
        ('2022-03-01', '2022-03-01T12:00:00')
    """
    days = float(content) if content else -1.0
    if not 0 <= days <= LAST_DAY or (60 <= days < 61 and not is_1904):
        return number_text(content)
    whole = int(days)
    moment = timedelta(days=whole, seconds=round((days - whole) * 86_400))
    if is_1904:
        found = datetime(1904, 1, 1) + moment
    else:
        found = datetime(1899, 12, 31 if days < 60 else 30) + moment
    if days < 1:
        return found.time().isoformat()
    midnight = not (found.hour or found.minute or found.second)
    return found.date().isoformat() if midnight else found.isoformat()


def iso_day(content: bytes) -> str:
    """A day that is written as one.

    Args:
        content: The day, with or without an hour.
    """
    return text_of(content).removesuffix("Z").removesuffix("T00:00:00")


def _sign(found: re.Match[str]) -> str:
    hexadecimal, decimal, name = found.groups()
    if name:
        return SIGNS[name]
    return _character(int(hexadecimal, 16) if hexadecimal else int(decimal), found[0])


def _character(number: int, written: str) -> str:
    """A character by its number; as it was written, where text cannot hold it."""
    is_one = 0 < number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if is_one else written


def _column_names() -> Iterator[bytes]:
    letters = [bytes([code]) for code in range(ord("A"), ord("Z") + 1)]
    yield from letters
    yield from (a + b for a in letters for b in letters)
    yield from (a + b + c for a in letters for b in letters for c in letters)


COLUMNS = dict(zip(_column_names(), range(MOST_COLUMNS), strict=False))
