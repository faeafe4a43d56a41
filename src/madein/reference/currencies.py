"""Currencies as records spell them."""

from collections import defaultdict
from functools import cache

from babel import Locale

from madein.reference.countries import read_table, shaped, without_marks

LANGUAGES = ("en", "ru")


@cache
def currency_codes() -> dict[str, str]:
    """ISO 4217 codes by spelling: codes, numbers, signs and names, in upper case.

    A spelling that several currencies share, like dollar or ¥, is left out.

    Source:
        Unicode CLDR, as in the package `babel`: names in English and Russian.
        `data/currencies.csv`: numbers of ISO 4217, and what records write.

    Examples:
        >>> codes = currency_codes()
        >>> codes["ДОЛЛАР США"], codes["643"], codes["RMB"], codes.get("DOLLAR")
        ('USD', 'RUB', 'CNY', None)
    """
    own = {row["spelling"]: row["code"] for row in read_table("currencies.csv")}
    codes = set(own.values())
    names: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        for code, name in Locale.parse(language).currencies.items():
            for spelling in {shaped(name), without_marks(shaped(name))}:
                names[spelling].add(code)
    named = {
        spelling: code
        for spelling, meant in names.items()
        for code in meant & codes
        if len(meant) == 1
    }
    return named | {code: code for code in sorted(codes)} | own


@cache
def currency_words(code: str) -> tuple[str, ...]:
    """What is written beside an amount of a currency: its code, signs and names.

    Args:
        code: ISO 4217 code.

    Examples:
        >>> "$" in currency_words("USD"), "840" in currency_words("USD")
        (True, False)
    """
    spelled = currency_codes().items()
    return tuple(word for word, c in spelled if c == code and not word.isdigit())
