"""Statements on the day of a listing, and on where the records end."""

import datetime as dt
from collections.abc import Sequence

from madein.articles.filters import filters
from madein.articles.memory import Memory
from madein.articles.places import Place
from madein.articles.statements import Statement, UnreadError
from madein.articles.tokens import Token
from madein.question import CaseFile

DAY = dt.timedelta(days=1)


def listed(
    tokens: Sequence[Token],
    memory: Memory,
    case: CaseFile,
) -> Statement | None:
    """Like "The United States put Aurus on its sanctions list in February 2024".

    Raises:
        UnreadError: It is not clear.
    """
    if not any(t.has("listed") for t in tokens):
        return None
    days = [t for t in tokens if t.kind == "days"]
    subject = any(t.kind == "subject" for t in tokens) and case.subject.members != "all"
    regimes = {
        c for t in tokens if isinstance(t.value, Place) for c in _regimes(t.value)
    }
    if len(days) != 1 or not subject or len(regimes) != 1:
        return None
    filters([t for t in tokens if t.kind != "place" and not t.has("listed")])
    bounds = memory.told([d.value for d in days])  # ty: ignore[invalid-argument-type]
    regime = regimes.pop()
    lists = [one for one in case.lists if one.regime == regime]
    if len(lists) != 1:
        raise UnreadError(f"the case holds no single list of {regime}")
    if bounds is None or bounds[0] is None or bounds[1] is None:
        raise UnreadError("the day of the listing is not clear")
    return Statement(kind="listing", list=lists[0].name, within=(bounds[0], bounds[1]))


def _regimes(place: Place) -> set[str]:
    return (
        {"EU"}
        if place.is_group and len(place.codes) > 20
        else set(place.codes[:1]) - {"RU"}
    )


def ended(tokens: Sequence[Token], memory: Memory, case: CaseFile) -> Statement | None:  # noqa: ARG001 - readers share one signature
    """Like "No records after 2023 were available".

    Raises:
        UnreadError: It is not clear.
    """
    words = [t.text.lower() for t in tokens]
    if words[0] != "no" or not {"records", "data", "figures"} & set(words[1:3]):
        return None
    days = [t.value for t in tokens if t.kind == "days"]
    known = {
        "no",
        "records",
        "data",
        "figures",
        "were",
        "was",
        "are",
        "is",
        "available",
        "for",
        "there",
        ".",
        "later",
        "customs",
        "import",
    }
    if len(days) != 1 or {t.text.lower() for t in tokens if t.kind != "days"} - known:
        raise UnreadError("what there are no records of is not clear")
    bounds = memory.told(days)  # ty: ignore[invalid-argument-type]
    if bounds is None or bounds[0] is None or bounds[1] is not None:
        raise UnreadError("what there are no records of is not clear")
    return Statement(kind="last", says=bounds[0] - DAY)
