"""Check digits: the ones of python-stdnum, and those it lacks or tests too weakly."""

from functools import cache
from importlib import import_module
from operator import mul
from types import ModuleType

_UP = "0123456789" * 3
_INN = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def is_valid(check: str, number: str) -> bool:
    """Whether a number has the right check digit; False where its kind has none.

    Digits that are all the same, that count up or down, or that are zeros but for two
    are what people type to get past a form: never valid.

    Args:
        check: The column `check` of the table.
        number: The number without prefix, blanks and signs.

    Examples:
        >>> is_valid("ru.inn", "7743237789"), is_valid("ru.inn", "0000000000")
        (True, False)
    """
    if not check or _is_typed(number[:-1]):
        return False
    if check in OWN_CHECKS:
        return OWN_CHECKS[check](number)
    return bool(_module(check).is_valid(number))


def ru_inn(number: str) -> bool:
    """Whether ten digits are the INN of a Russian firm, or twelve that of a person.

    Most ids are one, and python-stdnum takes five times as long: it cleans them again.

    Source:
        Federal Tax Service: weights 2 4 10 3 5 9 4 6 8 from the last digit but one
        backwards; a person's two check digits with 3 7 and 7 in front of these.

    Args:
        number: The digits.

    Examples:
        >>> ru_inn("7743237789"), ru_inn("500100732259"), ru_inn("7743237788")
        (True, True, False)
    """
    if len(number) not in (10, 12) or not (number.isascii() and number.isdecimal()):
        return False
    digits = [int(char) for char in number]
    places = (9,) if len(digits) == 10 else (10, 11)
    return all(
        sum(map(mul, _INN[-place:], digits)) % 11 % 10 == digits[place]
        for place in places
    )


def kr_brn(number: str) -> bool:
    """Whether ten digits are the business registration number of a Korean firm.

    Source:
        National Tax Service: weights 1 3 7 1 3 7 1 3 5; the tens of the last product are
        added; the check digit fills up to ten. Digits 4 and 5 are 85 for a branch of a
        corporation. python-stdnum tests the shape alone.

    Args:
        number: The digits.

    Examples:
        >>> kr_brn("2208162517"), kr_brn("2208162518")
        (True, False)
    """
    return number[3:5] != "85" and _kr_check(number)


def kr_branch(number: str) -> bool:
    """Whether ten digits are the number of a branch of a Korean corporation.

    Args:
        number: The digits.

    Examples:
        >>> kr_branch("1048512348"), kr_branch("2208162517")
        (True, False)
    """
    return number[3:5] == "85" and _kr_check(number)


def kr_corp(number: str) -> bool:
    """Whether thirteen digits are a Korean corporate registration number.

    Source:
        Supreme Court: weights 1 2 in turn, the check digit fills up to ten.

    Args:
        number: The digits.

    Examples:
        >>> kr_corp("1301110006246"), kr_corp("1301110006247")
        (True, False)
    """
    digits = [int(char) for char in number]
    total = sum(d * (1 + place % 2) for place, d in enumerate(digits[:12]))
    return digits[12] == -total % 10


def kz_bin(number: str) -> bool:
    """Whether twelve digits are a Kazakh business identification number.

    Source:
        Year and month of registration, then 4, 5 or 6 for a resident firm, a foreign
        one or a joint enterprise of persons; check digit as for persons.

    Args:
        number: The digits.

    Examples:
        >>> kz_bin("941240000193"), kz_bin("941240000194")
        (True, False)
    """
    return "01" <= number[2:4] <= "12" and number[4] in "456" and _kz_check(number)


def kz_iin(number: str) -> bool:
    """Whether twelve digits are a Kazakh person's number: a day of birth leads it.

    Args:
        number: The digits.

    Examples:
        >>> kz_iin("900101300017"), kz_iin("941240000193")
        (True, False)
    """
    is_born = "01" <= number[2:4] <= "12" and "01" <= number[4:6] <= "31"
    return is_born and number[6] in "0123456" and _kz_check(number)


OWN_CHECKS = {
    "ru.inn": ru_inn,
    "kr_brn": kr_brn,
    "kr_branch": kr_branch,
    "kr_corp": kr_corp,
    "kz_bin": kz_bin,
    "kz_iin": kz_iin,
}


@cache
def _module(check: str) -> ModuleType:
    return import_module(f"stdnum.{check}")


def _kr_check(number: str) -> bool:
    digits = [int(char) for char in number]
    total = sum(
        w * d for w, d in zip((1, 3, 7, 1, 3, 7, 1, 3, 5), digits, strict=False)
    )
    right = -(total + digits[8] * 5 // 10) % 10
    has_shape = bool(_module("kr.brn").is_valid(number))
    return has_shape and digits[9] == right


def _kz_check(number: str) -> bool:
    """Weights 1 to 11, modulo 11; where that gives ten, weights 3 to 11, 1, 2."""
    digits = [int(char) for char in number]
    for weights in (range(1, 12), (*range(3, 12), 1, 2)):
        right = sum(w * d for w, d in zip(weights, digits, strict=False)) % 11
        if right < 10:
            return digits[11] == right
    return False


def _is_typed(digits: str) -> bool:
    is_round = len(digits.rstrip("0")) <= 2
    return is_round or len(set(digits)) == 1 or digits in _UP or digits in _UP[::-1]
