"""What the wording of an amount allows, from its printed precision.

| wording | allows |
|---|---|
| at least X, no less than X | X and above |
| at most X, up to X, no more than X | X and below |
| more than X, over X, above X | above X |
| less than X, under X, below X, fewer than X | below X |
| almost X, nearly X, just under X | one unit of the last printed place below X, up to X without it |
| just over X | one unit of the last printed place above X, without X |
| about X, around X, roughly X, some X, approximately X, X | half a unit of the last printed place around X |
| between X and Y, X to Y | half a unit of its last printed place below X, to half a unit above Y |
| none, no | zero |

A whole number that ends in zeros may have been rounded to the place before them: what
that allows more is neither in nor out. A multiple, like tenfold, allows what rounds to
it with as many digits as it has before its zeros. A fraction in words allows what is
nearer to it than to the other fractions in use.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from madein.findings.allowed import Allowed
from madein.findings.worded import FALLS, HEDGED, RISES, SHARES, TIMES, UNITS
from madein.values import Unit

SCALES = {
    "": Decimal(1),
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
}


@dataclass(frozen=True, kw_only=True)
class Wording:
    """An amount as it is worded.

    Attributes:
        hedge: The word before it, as it stands; empty for none.
        amount: The amount without it, as it stands.
        allowed: What it allows.
    """

    hedge: str
    amount: str
    allowed: Allowed


@dataclass(frozen=True, kw_only=True)
class _Number:
    """A number, with the steps to those that would be printed beside it.

    Attributes:
        value: The number.
        down: Distance to the next below.
        up: Distance to the next above.
        rounded: Unit of the place before its zeros; None where it ends in none.
    """

    value: Decimal
    down: Decimal
    up: Decimal
    rounded: Decimal | None = None


@cache
def read_wording(text: str) -> Wording | None:
    """A wording, read; None for a text that words no amount.

    Args:
        text: Like `almost 15.5 million USD`.

    Examples:
        >>> found = read_wording("Nearly $2.5 billion")
        >>> found.hedge, found.amount, found.allowed.low
        ('nearly', '$2.5 billion', Decimal('2400000000.0'))
    """
    plain = " ".join(text.lower().split())
    if plain in {"none", "no", "nothing"}:
        zero = Allowed(low=Decimal(0), high=Decimal(0))
        return Wording(hedge="", amount=plain, allowed=zero)
    change = re.fullmatch(rf"({_any(RISES + FALLS)})(?: by)? (?!to )(.+)", plain)
    if change is not None:
        return _changed(change[1], change[2])
    hedge = re.match(rf"({_any(HEDGED)}) ", plain)
    word = "" if hedge is None else hedge[1]
    amount = plain.removeprefix(word).strip()
    found = _range(amount) if not word else None
    found = found or _single(HEDGED.get(word, ""), amount)
    if found is None:
        return None
    return Wording(hedge=word, amount=amount, allowed=found)


def allowed(wording: str) -> Allowed | None:
    """The amounts a wording allows; None for a text that words no amount.

    Args:
        wording: Like `almost 15.5 million USD`.

    Examples:
        >>> almost = allowed("almost 15.5 million USD")
        >>> almost.low, almost.high, almost.holds_high
        (Decimal('15400000.0'), Decimal('15500000.0'), False)
        >>> allowed("5 million USD").low, allowed("at least $34 million").high
        (Decimal('4500000'), None)
        >>> (
        ...     allowed("about 75 %").words(Unit.SHARE),
        ...     allowed("tenfold").words(Unit.RATIO),
        ... )
        ('from 74.5% to just below 75.5%', 'from 9.5 times to just below 15 times')
        >>> allowed("a lot"), allowed("15,5 million USD")
        (None, None)
    """
    found = read_wording(wording)
    return None if found is None else found.allowed


NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
AMOUNT = (
    rf"(?P<sign>\$)?(?P<number>{NUMBER})(?: (?P<scale>thousand|million|billion))?"
    r"(?P<gap>[ -]?)(?P<unit>usd|us dollars|dollars|kg|kilograms|tonnes|metric tons|%"
    r"|percent|per cent|times|fold)?"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _single(meant: str, amount: str) -> Allowed | None:
    """What a hedge and one amount allow."""
    if amount in TIMES:
        number = _rounding(Decimal(TIMES[amount]))
        return replace(_worded(meant, number), unit=Unit.RATIO)
    if amount in SHARES:
        value, low, high = (Decimal(part) / 100 for part in SHARES[amount])
        number = _Number(value=value, down=2 * (value - low), up=2 * (high - value))
        return replace(_worded(meant, number), unit=Unit.SHARE)
    found = re.fullmatch(AMOUNT, amount)
    if found is None or not _is_sound(found):
        return None
    unit, size = _unit(found)
    printed = Decimal(found["number"].replace(",", ""))
    if unit is Unit.RATIO:
        return replace(_worded(meant, _rounding(printed)), unit=unit)
    factor = SCALES[found["scale"] or ""] * size
    number = _printed(found["number"], factor)
    return replace(_around(meant, number), unit=unit)


def _is_sound(found: re.Match[str]) -> bool:
    """Whether the signs around a number fit together."""
    unit = found["unit"] or ""
    if found["sign"] and unit not in {"", "usd", "us dollars", "dollars"}:
        return False
    if unit in {"times", "fold", "%", "percent", "per cent"} and found["scale"]:
        return False
    return bool(unit) or not found["gap"]


def _unit(found: re.Match[str]) -> tuple[Unit | None, Decimal]:
    if found["sign"]:
        return UNITS["usd"]
    return UNITS.get(found["unit"] or "", (None, Decimal(1)))


def _printed(text: str, factor: Decimal) -> _Number:
    """A number as printed: its last place, and the place before its zeros."""
    value = Decimal(text.replace(",", ""))
    unit = Decimal(1).scaleb(int(value.as_tuple().exponent))
    zeros = 0 if "." in text or not value else len(text) - len(text.rstrip("0,"))
    zeros -= text[len(text) - zeros :].count(",") if zeros else 0
    rounded = Decimal(10) ** zeros * factor if zeros else None
    return _Number(
        value=value * factor, down=unit * factor, up=unit * factor, rounded=rounded
    )


def _rounding(times: Decimal) -> _Number:
    """A multiple, with the steps of numbers that have as many digits as it."""
    digits = times.normalize()
    step = Decimal(1).scaleb(int(digits.as_tuple().exponent))
    is_power = digits.as_tuple().digits == (1,) and times > 1
    # Below 10 there are 9 and 8; above it, with one digit, there is 20.
    return _Number(value=times, down=step / 10 if is_power else step, up=step)


def _around(meant: str, number: _Number) -> Allowed:
    """What a hedge allows of a number with a printed precision."""
    value, wide = number.value, number.rounded
    match meant:
        case "at least":
            return Allowed(low=value, high=None)
        case "at most":
            return Allowed(low=None, high=value)
        case "more than":
            return Allowed(low=value, high=None, holds_low=False)
        case "less than":
            return Allowed(low=None, high=value, holds_high=False)
        case "almost":
            return Allowed(
                low=value - number.down,
                high=value,
                holds_high=False,
                maybe_low=None if wide is None else value - wide,
            )
        case "just over":
            return Allowed(
                low=value,
                high=value + number.up,
                holds_low=False,
                holds_high=False,
                maybe_high=None if wide is None else value + wide,
            )
    return Allowed(
        low=value - number.down / 2 if value else value,
        high=value + number.up / 2,
        holds_high=False,
        maybe_low=None if wide is None else value - wide / 2,
        maybe_high=None if wide is None else value + wide / 2,
    )


def _worded(meant: str, number: _Number) -> Allowed:
    """The same of a fraction or multiple: almost a half is what rounds to it from below."""
    half = replace(number, down=number.down / 2, up=number.up / 2)
    return _around(meant, half if meant in {"almost", "just over"} else number)


def _range(amount: str) -> Allowed | None:
    """What two ends allow."""
    found = re.fullmatch(
        r"(?:between (.+) and|from (.+) to|(.+?) ?(?:to|-|–)) ?(.+)", amount
    )
    if found is None:
        return None
    first, second = next(part for part in found.groups()[:3] if part), found[4]
    second = f"${second}" if first.startswith("$") and "$" not in second else second
    high = _single("", second)
    low = _single("", first + _left_out(first, second))
    if low is None or high is None or low.unit is not high.unit:
        return None
    if low.low is None or high.high is None or low.low >= high.high:
        return None
    return Allowed(low=low.low, high=high.high, holds_high=False, unit=high.unit)


def _left_out(first: str, second: str) -> str:
    """Scale and unit that a first end shares with the second."""
    one, other = (re.fullmatch(AMOUNT, part) for part in (first, second))
    if one is None or other is None or one["scale"] or one["unit"]:
        return ""
    scale = f" {other['scale']}" if other["scale"] else ""
    return scale + (f" {other['unit']}" if other["unit"] and not one["sign"] else "")


def _changed(verb: str, said: str) -> Wording | None:
    """A rise or fall in percent, as what the later amount is of the earlier."""
    found = read_wording(said)
    if found is None or found.allowed.unit is not Unit.SHARE:
        is_multiple = found is not None and found.allowed.unit is Unit.RATIO
        return found if is_multiple and verb in RISES else None
    by = found.allowed
    if verb in FALLS:
        by = Allowed(
            low=_negative(by.high),
            high=_negative(by.low),
            holds_low=by.holds_high,
            holds_high=by.holds_low,
            maybe_low=_negative(by.maybe_high),
            maybe_high=_negative(by.maybe_low),
        )
    ends = {
        name: None if end is None else 1 + end
        for name in ("low", "high", "maybe_low", "maybe_high")
        for end in [getattr(by, name)]
    }
    amount = f"{verb} {found.amount}"
    moved = replace(by, **ends, unit=Unit.RATIO)
    return Wording(hedge=found.hedge, amount=amount, allowed=moved)


def _negative(end: Decimal | None) -> Decimal | None:
    return None if end is None else -end
