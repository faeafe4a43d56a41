"""Sums over codes of one edition, from rows of several: between two bounds.

A row counts towards "at least" where all goods of its code lie in the codes asked about,
and towards "at most" where some may.
"""

from collections.abc import Sequence
from functools import cache

from madein.engine import Engine
from madein.goods.editions import HELD, Codes, codes_under, exists
from madein.goods.reviewed import meant
from madein.tables.contract import table

ACROSS = table(
    "across",
    "one commodity code of the imports, and whether its goods lie in the codes asked about",
    "",
    """
    hs         | VARCHAR | commodity code as declared | not known
    hs_edition | VARCHAR | edition of the nomenclature | not known
    within     | BOOLEAN | whether all of its goods, or none, lie in those codes | some may
    """,
)
# Imports with their row of `across`.
JOINED = (
    "imports join across on imports.hs is not distinct from across.hs "
    "and imports.hs_edition is not distinct from across.hs_edition"
)
AT_LEAST = "coalesce(sum(usd) filter (where within), 0)"
AT_MOST = "coalesce(sum(usd) filter (where within is not false), 0)"


def fill_across(engine: Engine, codes: Sequence[str], edition: str) -> None:
    """Whether the goods of each code of the imports lie in codes of one edition.

    Shape:
        `imports` in, `across` out: one row per distinct code and edition, with nulls;
        `select {AT_LEAST}, {AT_MOST} from {JOINED}` sums over it.

    Unknown:
        within is null where some goods may lie there and some not, and where the code,
        its edition or a table between the editions is not known.

    Args:
        engine: The engine, with the imports.
        codes: Beginnings of codes, of up to six digits.
        edition: Their edition.
    """
    asked = frozenset(codes)
    rows = engine.rows("select distinct hs, hs_edition from imports")
    for row in rows:
        row["within"] = within(row["hs"], row["hs_edition"], asked, edition)
    engine.fill(ACROSS, rows)


@cache
def within(
    hs: str | None, hs_edition: str | None, codes: Codes, edition: str
) -> bool | None:
    """Whether the goods of a declared code lie in codes of an edition.

    Unknown:
        None where some goods may lie there and some not, and where that is not known.

    Args:
        hs: The code as declared; None if unknown.
        hs_edition: Its edition; None if unknown: then all held editions must agree.
        codes: Beginnings of codes, of up to six digits.
        edition: Their edition.

    Examples:
        >>> head = frozenset({"870822"})
        >>> (
        ...     within("8708220000", "HS2022", head, "HS2022"),
        ...     within("870829", "HS2022", head, "HS2022"),
        ... )
        (True, False)
        >>> within("870829", "HS2017", head, "HS2022") is None
        True
    """
    if hs is None or len(hs) % 2:
        return None
    if hs_edition is None:
        own = [one for one in HELD if exists(hs, one) is True]
        answers = {within(hs, one, codes, edition) for one in own}
        return answers.pop() if len(answers) == 1 else None
    goods = meant(hs[:6], hs_edition, edition)
    if goods is None:
        return None
    asked = frozenset().union(*(codes_under(code, edition) for code in codes))
    return True if goods <= asked else None if goods & asked else False
