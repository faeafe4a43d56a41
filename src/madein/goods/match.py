"""What a commodity code is under one version of a list of goods.

A code of the list's own edition is compared digit by digit. A code of another edition
stands for a set of codes of the list's edition: those that reviewed predecessors or the
public tables name. The code itself is never converted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from madein.goods.editions import HELD, SIX, Codes, exists
from madein.goods.lists import Version
from madein.goods.reviewed import kept, meant, reviewed
from madein.verdict import GoodsWord, Reason


@dataclass(frozen=True, kw_only=True)
class Match:
    """What a code is under a version of a list, whatever the day.

    Attributes:
        word: The verdict, were the version in force.
        reason: What leaves it open; None where nothing does.
        code: Code of the list that decides, in the list's edition; None where none does.
        says: The ground, in words.
    """

    word: GoodsWord
    reason: Reason | None = None
    code: str | None = None
    says: str


TABLES = "by the public tables between editions"
REVIEWED = "by reviewed predecessors"

# The order in which grounds weigh where several editions of codes speak.
WEIGHT = (GoodsWord.ON, GoodsWord.POSSIBLY, GoodsWord.UNKNOWN, GoodsWord.NOT_ON)


def match(hs: str | None, hs_edition: str | None, version: Version) -> Match:
    """What a commodity code is under a version of a list of goods.

    Unknown:
        A row without a code, of an edition without a table, or with a code that its
        edition does not hold, is not determinable; so is a code off a list of which
        only a part is known.

    Args:
        hs: The code as declared; digits after the sixth are national and say nothing.
        hs_edition: Edition of the nomenclature it was declared under; None if unknown.
        version: The version.
    """
    if version.codes is None:
        return _open(
            Reason.LIST_NOT_LOADED, f"the codes of {version.id} are not loaded"
        )
    if hs is None:
        return _open(Reason.HS_CUT, "no commodity code is given")
    if len(hs) % 2 or not hs:
        return _open(Reason.HS_CUT, "the commodity code has lost a digit")
    if hs_edition is None:
        return _in_any_edition(hs, version)
    is_code = exists(hs, hs_edition)
    if is_code is None:
        return _open(Reason.HS_EDITION, f"no table of {hs_edition} is held")
    if not is_code:
        return _open(Reason.HS_EDITION, f"{hs_edition} has no such code")
    return _match(hs[:SIX], hs_edition, version)


@cache
def _match(hs: str, hs_edition: str, version: Version) -> Match:
    """The word for a code of up to six digits that its edition holds."""
    found = [
        _against(hs, hs_edition, listed_edition, version)
        for listed_edition in sorted(version.codes or ())
    ]
    best = min(found, key=lambda one: WEIGHT.index(one.word))
    if best.word is GoodsWord.NOT_ON and version.partial:
        says = f"only a part of the codes of {version.id} is loaded"
        return _open(Reason.LIST_NOT_LOADED, says)
    return best


@cache
def _open(reason: Reason, says: str) -> Match:
    return Match(word=GoodsWord.UNKNOWN, reason=reason, says=says)


def _in_any_edition(hs: str, version: Version) -> Match:
    """The word that all editions with the code agree on."""
    found = [
        match(hs, edition, version) for edition in HELD if exists(hs, edition) is True
    ]
    if found and len({one.word for one in found}) == 1:
        return found[-1]
    return _open(Reason.HS_EDITION, "the edition is not known, and its choice matters")


def _against(hs: str, hs_edition: str, listed_edition: str, version: Version) -> Match:
    """The word by the list's codes of one edition, for a code of up to six digits."""
    if hs_edition == listed_edition:
        return _direct(hs, listed_edition, version)
    whole = kept(hs, hs_edition, listed_edition)
    one = None if whole is None else _direct(whole, listed_edition, version)
    if one is not None and one.word is GoodsWord.ON:
        code = str(one.code)
        says = f"{hs} of {hs_edition} kept its scope as {code} of {version.id}"
        return _on(version, code, f"{says}, {REVIEWED}")
    look_up, table = (
        (reviewed, f"{REVIEWED} alone") if version.backcast else (meant, TABLES)
    )
    codes = look_up(hs, hs_edition, listed_edition)
    if codes is None:
        says = f"no table says what the code of {hs_edition} is in {listed_edition}"
        return _open(Reason.HS_EDITION, says)
    found = [_direct(code, listed_edition, version) for code in codes]
    hits = [one for one in found if one.word is not GoodsWord.NOT_ON]
    if not hits:
        return _off(version, f", {table}")
    named = _named(one.code for one in hits)
    if len(hs) < SIX and any(len(one.code or "") > len(hs) for one in hits):
        says = f"{hs} is cut: below it lies {named} of {version.id}, {table}"
        return _possibly(Reason.HS_CUT, named, says)
    is_all = not version.backcast and {one.word for one in found} == {GoodsWord.ON}
    if is_all:
        says = f"all of {hs} of {hs_edition} is {named} of {version.id}, {table}"
        return _on(version, named, says)
    says = f"{hs} of {hs_edition} may be {named} of {version.id}, {table}"
    return _possibly(Reason.HS_EDITION, named, says)


def _direct(hs: str, edition: str, version: Version) -> Match:
    """The word for a code of the list's own edition, of up to six digits."""
    codes, beginnings = _index(version)[edition]
    for length in range(len(hs), 0, -1):
        if hs[:length] in codes:
            code = hs[:length]
            return _on(version, code, f"{code} ({edition}) is on {version.id}")
    below = beginnings.get(hs)
    if below is None:
        return _off(version)
    named = _named(below)
    cut = "is cut" if len(hs) < SIX else "has national digits that are not compared"
    return _possibly(Reason.HS_CUT, named, f"{hs} {cut}: {version.id} holds {named}")


@cache
def _index(version: Version) -> dict[str, tuple[Codes, dict[str, Codes]]]:
    """By edition: the list's codes, and by beginning those that are longer."""
    found = {}
    for edition, codes in (version.codes or {}).items():
        below: dict[str, set[str]] = {}
        for code in codes:
            for length in range(1, min(len(code), SIX + 1)):
                below.setdefault(code[:length], set()).add(code)
        longer = {begin: frozenset(held) for begin, held in below.items()}
        found[edition] = (codes, longer)
    return found


def _on(version: Version, code: str, says: str) -> Match:
    return Match(word=GoodsWord.ON, code=code, says=f"{says}: {version.means}")


def _possibly(reason: Reason, code: str, says: str) -> Match:
    return Match(word=GoodsWord.POSSIBLY, reason=reason, code=code, says=says)


@cache
def _off(version: Version, table: str = "") -> Match:
    absence = f": {version.absence}" if version.absence else ""
    says = f"the code is not on {version.id}{table}{absence}"
    return Match(word=GoodsWord.NOT_ON, says=says)


def _named(codes: Iterable[str | None]) -> str:
    """Codes for a reader: all of a few, else how many."""
    named = sorted({code for code in codes if code is not None})
    return ", ".join(named) if len(named) <= 4 else f"{len(named)} codes"
