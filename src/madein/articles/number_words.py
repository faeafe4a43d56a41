"""Numbers in English words."""

import re
from collections.abc import Mapping
from decimal import Decimal

SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}


def spelled_pattern(words: Mapping[str, int]) -> str:
    """A regular expression for numbers in words, scales like `million` included.

    Args:
        words: Numbers below a hundred.
    """
    small = "|".join(sorted(words, key=len, reverse=True))
    big = "hundred|" + "|".join(SCALES)
    follow = rf"(?:[-\s]+(?:and[-\s]+)?(?:{small}|{big})\b)*"
    part = r"(?:\s+and\s+a\s+(?:half|quarter))?"
    return (
        rf"(?:half\s+an?\s+(?:hundred|{'|'.join(SCALES)})\b"
        rf"|(?:an?\s+(?:{big})|(?:{small}))\b{follow}{part}(?:\s+(?:{'|'.join(SCALES)})\b)?)"
    )


def spelled(text: str, words: Mapping[str, int]) -> tuple[str, str] | None:
    """Digits and scale of a number in words; None where the words make no number.

    Args:
        text: Like `fifteen and a half million`.
        words: Numbers below a hundred.

    Examples:
        >>> spelled("fifteen and a half million", {"fifteen": 15})
        ('15.5', 'million')
        >>> spelled(
        ...     "three thousand two hundred and nine", {"two": 2, "three": 3, "nine": 9}
        ... )
        ('3,209', '')
    """
    parts = re.split(r"[-\s]+", text.lower())
    scale = parts.pop() if parts[-1] in SCALES else ""
    found = _half_of(parts) if parts[:1] == ["half"] else _sum_of(parts, words)
    if found is None:
        return None
    if scale and found >= 1000:  # "two million three hundred thousand"
        return f"{found * SCALES[scale]:,}", ""
    return f"{found:,}", scale


def _half_of(parts: list[str]) -> Decimal | None:
    match parts:
        case ["half", "a" | "an"]:
            return HALVES["half"]
        case ["half", "a", "hundred"]:
            return Decimal(50)
        case _:
            return None


def _sum_of(parts: list[str], words: Mapping[str, int]) -> Decimal | None:
    """The number that words make: each group below a thousand, then its scale."""
    total, group, fraction = 0, 0, Decimal(0)
    if parts[-3:-1] == ["and", "a"] and parts[-1] in HALVES:
        fraction = HALVES[parts[-1]]
        parts = parts[:-3]
    last = 0  # the word before, so that "two three" makes no five
    for place, part in enumerate(parts):
        if part in {"a", "an"} and place == 0:
            group = 1
        elif part == "and":
            continue
        elif part == "hundred" and 0 < group < 10:
            group, last = group * 100, 100
        elif part in SCALES and group:
            total, group, last = total + group * SCALES[part], 0, 0
        elif part in words and _may_follow(last, words[part]):
            group, last = group + words[part], words[part]
        else:
            return None
    return (total + group + fraction) if total + group + fraction or parts else None


def _may_follow(last: int, value: int) -> bool:
    return last in {0, 100} or (last >= 20 and last % 10 == 0 and 0 < value < 10)
