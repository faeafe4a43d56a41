"""Names of months as records spell them."""

from collections import defaultdict
from functools import cache

from babel import Locale

from madein.reference.countries import shaped, without_marks

LANGUAGES = ("en", "ru", "uk", "es", "pt", "fr", "it", "de", "tr")


@cache
def month_numbers() -> dict[str, int]:
    """Months, 1 to 12, by their full and short names in upper case, without points.

    A name that means two months, in two languages, is left out.

    Source:
        Unicode CLDR, as in the package `babel`.

    Examples:
        >>> months = month_numbers()
        >>> months["APR"], months["МАЯ"], months["AGOSTO"], months["AĞU"]
        (4, 5, 8, 8)
    """
    found: dict[str, set[int]] = defaultdict(set)
    for language in LANGUAGES:
        widths = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in widths[form][width].items():
                    for spelling in _variants(name, language):
                        found[spelling].add(number)
    return {name: next(iter(ns)) for name, ns in found.items() if len(ns) == 1}


def _variants(name: str, language: str) -> set[str]:
    dotted = name.replace("i", "İ") if language == "tr" else name
    upper = {shaped(text.replace(".", "")) for text in (name, dotted)}
    upper |= {text[:3] for text in upper} if language in {"en", "ru"} else set()
    return upper | {without_marks(text) for text in upper}
