"""Which codes an edition of the Harmonized System holds, and what became of them.

A code stays as it was reported. Between editions it stands for a set: all codes of the
other edition that may hold its goods, never one of them picked out.
"""

import csv
from collections import defaultdict
from functools import cache
from importlib.resources import files

HELD = ("HS2012", "HS2017", "HS2022")  # in order; no table of HS2007 is held
SIX = 6  # digits that all countries share; what follows is national

Codes = frozenset[str]


def exists(code: str, edition: str) -> bool | None:
    """Whether a code is one of an edition, or the beginning of one.

    Unknown:
        None where no table of the edition is held.

    Args:
        code: Digits; those after the sixth are national, and are cut off.
        edition: Like HS2017.

    Examples:
        >>> exists("870822", "HS2022"), exists("870822", "HS2017")
        (True, False)
        >>> exists("870822", "HS2007") is None
        True
    """
    return None if edition not in HELD else bool(codes_under(code, edition))


def codes_under(code: str, edition: str) -> Codes:
    """Six-digit codes of an edition that a code may stand for: itself, or all below it.

    Unknown:
        Empty where the edition is not held, or has no such code.

    Args:
        code: Digits; those after the sixth are cut off.
        edition: Like HS2017.

    Examples:
        >>> (
        ...     sorted(codes_under("8534", "HS2022")),
        ...     sorted(codes_under("8534001000", "HS2022")),
        ... )
        (['853400'], ['853400'])
    """
    return _beginnings().get(edition, {}).get(code[:SIX], frozenset())


def predecessors(code: str, from_edition: str, to_edition: str) -> Codes | None:
    """Codes of an older edition that may hold goods of a code of a newer one.

    Unknown:
        None where a table between the two is not held, the first edition has no such
        code, or the tables name no counterpart.

    Args:
        code: Digits; a code shorter than six stands for all codes below it.
        from_edition: The newer edition.
        to_edition: The older edition.

    Examples:
        >>> sorted(predecessors("870822", "HS2022", "HS2017"))
        ['870829']
    """
    return _across(code, from_edition, to_edition, is_newer=False)


def successors(code: str, from_edition: str, to_edition: str) -> Codes | None:
    """Codes of a newer edition that may hold goods of a code of an older one.

    Unknown:
        As for `predecessors`.

    Args:
        code: Digits; a code shorter than six stands for all codes below it.
        from_edition: The older edition.
        to_edition: The newer edition.

    Examples:
        >>> sorted(successors("854232", "HS2012", "HS2017"))
        ['854232']
    """
    return _across(code, from_edition, to_edition, is_newer=True)


def counterparts(code: str, from_edition: str, to_edition: str) -> Codes | None:
    """Codes of another edition, older or newer, that may hold goods of a code.

    Unknown:
        As for `predecessors`.

    Args:
        code: Digits; a code shorter than six stands for all codes below it.
        from_edition: Edition of the code.
        to_edition: The other edition; the same gives the codes themselves.
    """
    return predecessors(code, from_edition, to_edition) or successors(
        code, from_edition, to_edition
    )


def relation(newer: str, older: str, edition: str) -> str | None:
    """How two codes of editions that follow each other relate: 1:1, 1:n, n:1 or n:n.

    Read from newer to older: `n:1` says that the older code was divided, `1:n` that the
    newer one unites several.

    Unknown:
        None where the two share no goods.

    Args:
        newer: Six digits.
        older: Six digits.
        edition: Edition of the newer code.

    Examples:
        >>> (
        ...     relation("870822", "870829", "HS2022"),
        ...     relation("010121", "010121", "HS2017"),
        ... )
        ('n:1', '1:1')
        >>> relation("870822", "870899", "HS2022") is None
        True
    """
    olders = _older(edition).get(newer, frozenset())
    if older not in olders:
        return None
    left = "1" if len(_newer(edition)[older]) == 1 else "n"
    return f"{left}:{'1' if len(olders) == 1 else 'n'}"


@cache
def _across(
    code: str, from_edition: str, to_edition: str, *, is_newer: bool
) -> Codes | None:
    if from_edition not in HELD or to_edition not in HELD:
        return None
    start, end = HELD.index(from_edition), HELD.index(to_edition)
    if (end < start) if is_newer else (start < end):
        return None
    # One table for each step, named by the newer of its two editions.
    steps = HELD[start + 1 : end + 1] if is_newer else HELD[start:end:-1]
    codes = codes_under(code, from_edition)
    for edition in steps:
        table = _newer(edition) if is_newer else _older(edition)
        if not all(code in table for code in codes):
            return None
        codes = frozenset().union(*(table[code] for code in codes))
    return codes or None


@cache
def _beginnings() -> dict[str, dict[str, Codes]]:
    """By edition and two, four or six digits: the six-digit codes that begin so."""
    found: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in HELD}
    for row in read_table("hs_codes.csv"):
        for edition in HELD:
            for ending in row[edition].split():
                code = row["heading"] + ending
                for length in range(SIX + 1):
                    found[edition][code[:length]].add(code)
    return {
        edition: {begin: frozenset(codes) for begin, codes in begins.items()}
        for edition, begins in found.items()
    }


@cache
def _older(edition: str) -> dict[str, Codes]:
    """What each code of an edition held in the one before; without a row, itself."""
    changed = {
        row["code"]: frozenset(row["older"].split())
        for row in read_table("hs_changes.csv")
        if row["edition"] == edition
    }
    codes = codes_under("", edition)
    return {code: changed.get(code, frozenset({code})) for code in codes}


@cache
def _newer(edition: str) -> dict[str, Codes]:
    """What became, in an edition, of each code of the one before."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, olders in _older(edition).items():
        for older in olders:
            found[older].add(code)
    return {older: frozenset(codes) for older, codes in found.items()}


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a table of facts in the folder `data`.

    Args:
        name: Its file.
    """
    text = (files("madein.goods") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
