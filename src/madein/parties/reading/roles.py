"""Roles in a party field: who acts for whom, who made under which brand, to order."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from madein.parties.reading.address import has_form
from madein.parties.reading.kinds import PartyKind, kind_of
from madein.parties.reading.phrases import (
    is_cjk,
    pattern,
    role_words,
    squeezed,
    squeezed_all,
    triggers,
)

PRINCIPAL_MISSING = "principal missing"
SEVERAL_NAMES = "several names"
EDGES = " \t\r\n,;:/\\|-–—=*_"

_BETWEEN_FORMS = ("principal_follows_between_forms", "agent_follows_between_forms")
_GROUPS = (
    "greetings",
    "to_order",
    "principal_follows",
    "agent_follows",
    "maker_follows",
    "brand_follows",
    *_BETWEEN_FORMS,
)
_SLASH = re.compile(r"[^\W\d_]\s*/\s*[^\W\d_]")  # as in C/O
_EMPTY = re.compile(r"\([\s,;:/.-]*\)|\[\s*\]|\"\s*\"|«\s*»")
_BRACKETS = {")": "(", "]": "["}
_HALVES = frozenset('()[]"«')


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """A party field without the words for roles.

    Attributes:
        name: What is left: the party itself.
        agent: Who acts for it, or to whose order the goods go.
        brand: The brand.
        roles: The words taken off.
        marks: What is odd.
        is_to_order: Whether the goods go to whoever holds the papers.
        is_shared: Whether an id in the field may be of the agent.
    """

    name: str
    agent: str | None = None
    brand: str | None = None
    roles: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    is_to_order: bool = False
    is_shared: bool = False


def may_have_roles(text: str, found: set[str]) -> bool:
    """Whether it is worth while to look for roles in a text.

    Args:
        text: The text.
        found: Its words, in capitals.
    """
    return (
        ("/" in text and _SLASH.search(text) is not None)
        or (":" in text and not found.isdisjoint(triggers("captions")))
        or not found.isdisjoint(triggers(*_GROUPS))
        or (not text.isascii() and bool(_cjk_roles().search(text)))
    )


def without_roles(text: str) -> Parts:
    """The party in a field, and what roles others have in it.

    Args:
        text: The field.

    Examples:
        >>> parts = without_roles("ALFA LLC ON ORDER OF BETA LLC")
        >>> parts.name, parts.agent, parts.is_shared
        ('BETA LLC', 'ALFA LLC', True)
        >>> parts = without_roles("BRAND: PRIMER; MANUFACTURER: BETA LTD")
        >>> parts.name, parts.brand
        ('BETA LTD', 'PRIMER')
    """
    parts = Parts(name=text)
    for step in STEPS:
        parts = step(parts)
    return parts


def _take_caption(parts: Parts) -> Parts:
    """Words in front that only greet, or say what the box is called."""
    text = parts.name
    front = pattern("greetings").match(text)
    if front is None:
        front = pattern("captions").match(text)
        if front is None or not text[front.end() :].lstrip().startswith(":"):
            return parts
    rest = text[front.end() :].lstrip(EDGES)
    return replace(parts, name=rest, roles=(*parts.roles, front[0].strip()))


def _take_origins(parts: Parts) -> Parts:
    """Maker and brand, where the field tells them apart."""
    places = _origins(parts.name)
    if not places:
        return parts
    text = parts.name
    told: dict[str, list[str]] = {"maker": [], "brand": []}
    ends = [*(place.start() for place, _ in places[1:]), len(text)]
    for (place, what), end in zip(places, ends, strict=True):
        if said := trimmed(text[place.end() : end]):
            told[what].append(said)
    lead = trimmed(text[: places[0][0].start()])
    makers, brands = told["maker"], told["brand"]
    if lead:
        (brands if makers else makers).insert(0, lead)
    several = (SEVERAL_NAMES,) if len(makers) > 1 else ()
    return replace(
        parts,
        name="; ".join(makers),
        brand="; ".join(brands) or None,
        roles=(*parts.roles, *(place[0].strip() for place, _ in places)),
        marks=(*parts.marks, *several),
    )


def _origins(text: str) -> list[tuple[re.Match[str], str]]:
    """Words that announce maker or brand, and which of them."""
    makers = list(pattern("maker_follows").finditer(text))
    brands = list(pattern("brand_follows").finditer(text))
    found = [(place, "maker") for place in makers]
    found += [(place, "brand") for place in brands]
    if not (makers and brands):
        found = [
            (place, what) for place, what in found if _is_caption(text, place, what)
        ]
    return sorted(found, key=lambda one: one[0].start())


def _is_caption(text: str, place: re.Match[str], what: str) -> bool:
    if squeezed(place[0]) in squeezed_all(role_words("roles")["sure"]):
        return True
    if text[place.end() :].lstrip().startswith((":", "=")):
        return True
    return what == "maker" and place.start() == 0 and bool(text[place.end() :].strip())


def _take_order(parts: Parts) -> Parts:
    """Goods to order: a bank in whose hands the papers are is no buyer."""
    order = next(
        (
            place
            for place in pattern("to_order").finditer(parts.name)
            if not parts.name[: place.start()].rstrip()
            or parts.name[: place.start()].rstrip()[-1] in ",;:/(-."
        ),
        None,
    )
    if order is None:
        return parts
    before = trimmed(parts.name[: order.start()])
    after = trimmed(parts.name[order.end() :])
    roles = (*parts.roles, order[0].strip())
    if squeezed(after) in squeezed_all(role_words("roles")["to_order_of_nobody"]):
        roles, after = (*roles, after), ""
    named = before or after
    other = after if before else ""
    return replace(
        parts, name=named, agent=other or None, roles=roles, is_to_order=True
    )


def _take_agent(parts: Parts) -> Parts:
    """One who acts and one for whom: two parties, never one name."""
    split = _split(parts.name, is_to_order=parts.is_to_order)
    text = parts.name
    if split is not None:
        place, is_principal_after = split
        before, after = trimmed(text[: place.start()]), trimmed(text[place.end() :])
        name, agent = (after, before) if is_principal_after else (before, after)
        missing = (PRINCIPAL_MISSING,) if not name else ()
        agent = "; ".join(filter(None, (agent, parts.agent)))
        return replace(
            parts,
            name=name,
            agent=agent or None,
            roles=(*parts.roles, place[0].strip()),
            marks=(*parts.marks, *missing),
            is_shared=is_principal_after and bool(agent),
        )
    if parts.is_to_order and kind_of(text) is PartyKind.BANK:
        agent = "; ".join(filter(None, (text, parts.agent)))
        return replace(parts, name="", agent=agent)
    return parts


def _split(text: str, *, is_to_order: bool) -> tuple[re.Match[str], bool] | None:
    """The last words between an agent and a principal; whether the principal follows."""
    places = [
        *((place, True) for place in pattern("principal_follows").finditer(text)),
        *((place, False) for place in pattern("agent_follows").finditer(text)),
    ]
    for group, is_after in zip(_BETWEEN_FORMS, (True, False), strict=True):
        places += [
            (place, is_after)
            for place in pattern(group).finditer(text)
            if has_form(text[place.end() :])
            and (is_to_order or has_form(text[: place.start()]))
        ]
    return max(places, key=lambda one: one[0].start()) if places else None


STEPS: tuple[Callable[[Parts], Parts], ...] = (
    _take_caption,
    _take_origins,
    _take_order,
    _take_agent,
    _take_caption,
)


@cache
def _cjk_roles() -> re.Pattern[str]:
    phrases = {p for group in _GROUPS for p in role_words("roles")[group] if is_cjk(p)}
    return re.compile("|".join(sorted(phrases)))


def trimmed(text: str) -> str:
    """A text without empty brackets, and without signs and half brackets at its ends.

    Args:
        text: The text.

    Examples:
        >>> trimmed("ООО АУРУС ( ),"), trimmed("BETA LLC)")
        ('ООО АУРУС', 'BETA LLC')
    """
    if _HALVES.isdisjoint(text):
        return " ".join(text.split()).strip(EDGES)
    text = " ".join(_EMPTY.sub(" ", text).split()).strip(EDGES)
    for closing, opening in _BRACKETS.items():
        while text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip(EDGES)
        while text.endswith(opening):
            text = text[:-1].rstrip(EDGES)
        while text.startswith(opening) and text.count(opening) > text.count(closing):
            text = text[1:].lstrip(EDGES)
    return text
