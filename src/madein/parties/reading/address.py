"""Where a name ends and an address begins, if that is clear; else nowhere.

A name that keeps its address is a firm not recognised. A name that loses a part is
another firm. So an address is cut off only behind a legal form, a comma, or words that
begin nothing else, and never where a legal form comes after it.
"""

import re
from functools import cache
from itertools import pairwise

from madein.parties.reading.phrases import WORD, pattern, squeezed, words

_TOKEN = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_](?![^\W_])\.?|[^\W_]+(?:-[^\W_]+)*\.?")
_BREAK = re.compile(r"[,;]")
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile("[0-9]")
_POSTCODE = re.compile(r"(?<![\w-])[0-9]{5,6}(?![\w-])")
_KOREAN = ("RO", "GIL", "DAERO", "DONG", "GU", "SI", "DO", "GUN", "EUP", "MYEON")
_GERMAN_STREET = re.compile(r"\w{3}(?:STRASSE|STRAßE|STR\.) ?\d")  # glued: HAUPTSTR. 5
_KOREAN_ROAD = re.compile(rf".-(?:{'|'.join(_KOREAN)})\.?$")
_FLOOR = re.compile(r"[0-9]{1,3}F")
# Cities, districts and roads as CJK addresses name them, the largest first: glued to a
# legal form at the end of a name, or after a blank where the form is in front.
_HAN_END = re.compile(r"(?<=\S)(?:公司|株式会社)\s*(?=[^\s(])")
_HAN_FRONT = re.compile(r"(?:株式会社|\(株\)).{1,80}?\s(?=\S*[都道府県]\S*[市区町村])")
_HANGUL = re.compile(
    r"(?:주식회사|\(주\)|유한회사).{0,80}?\s"
    r"(?=(?:\S{1,6}(?:특별시|광역시|특별자치시|특별자치도|시|도)\s)?"
    r"\S{1,6}(?:시|군|구)\s.{0,80}[0-9])"
)
_HAN_ADDRESS = re.compile(
    r"[省市县縣]\S*[区區县縣路街鎮镇]|[路街道巷]\S*[0-9]|[0-9]+[号號室楼樓]|[都道府県]\S*[市区町村]"
)


def address_start(text: str) -> int | None:
    """Where the address begins in a name with one; None where that is not clear.

    Args:
        text: A name, perhaps with an address, without roles and ids.

    Examples:
        >>> address_start("TATA MOTORS LTD., MUMBAI, INDIA")
        16
        >>> address_start("ALFA TRADING ROOM 1203 ZHONGSHAN ROAD")
        13
        >>> print(address_start("SHENZHEN HUAXIN CO., LTD"))
        None
    """
    has_digit = bool(_DIGIT.search(text))
    places: list[int | None] = []
    if _BREAK.search(text) or (has_digit and _may_be_address(text)):
        tokens = list(_TOKEN.finditer(text))
        forms = [i for i, token in enumerate(tokens) if _is_form(token[0])]
        name_from = next((i for i in range(len(tokens)) if i not in forms), len(tokens))
        last = forms[-1] if forms else -1
        floor = tokens[last].end() if forms else 0
        if name_from < len(tokens):
            least = max(floor, tokens[name_from].end())
            places.append(_after_comma(text, least, has_form=bool(forms)))
            if has_digit:
                places.append(_lead(text, least))
                if name_from < last:
                    places.append(_after_form(text, tokens[last]))
    if not text.isascii():
        places.append(_after_cjk(text))
    return min((place for place in places if place is not None), default=None)


def has_form(text: str) -> bool:
    """Whether a text has a legal form that is no ordinary word.

    Args:
        text: The text.

    Examples:
        >>> has_form("ALFA S.p.A."), has_form("SAUDI COMPANY")
        (True, False)
    """
    loose = words("loose_forms", table="roles_address")
    return any(
        _is_form(token) and token.upper() not in loose for token in _TOKEN.findall(text)
    )


def _after_comma(text: str, least: int, *, has_form: bool) -> int | None:
    """Behind the first comma from which on all parts are of an address.

    "ALFA, BETA AND SONS, 5 ROAD" is not ALFA: places may lead, then comes a street. Places
    alone are an address only behind a legal form: "HYUNDAI MOTOR, INDIA" is a name.
    """
    breaks = [
        place.start() for place in _BREAK.finditer(text) if place.start() >= least
    ]
    if not breaks:
        return None
    tail = text[breaks[0] :]
    has_number = bool(_DIGIT.search(tail) and _LETTER.search(tail))
    found = None
    is_address, has_place = has_form, False
    ends = [*breaks[1:], len(text)]
    for start, end in zip(reversed(breaks), reversed(ends), strict=True):
        part = text[start + 1 : end]
        has_place = has_place or bool(_LETTER.search(part))
        if has_number and _is_street(part):
            is_address = has_place = True
        elif not _is_place(part):
            is_address = False
        if is_address and has_place:
            found = start
    return found


def _after_form(text: str, form: re.Match[str]) -> int | None:
    """Behind a legal form without a comma, where a street follows.

    Russian forms stand before a name as well, like in "ФИЛИАЛ ООО ПРИМЕР УЛ. МИРА 5":
    behind them the street must come at once.
    """
    tail = text[form.end() :]
    part = _BREAK.split(tail)[0]
    first = _TOKEN.search(part)
    if first is None:
        return None
    is_front = form[0].upper() in words("front_forms", table="roles_address")
    seen = first[0] if is_front else part
    has_number = bool(_DIGIT.search(tail) and _LETTER.search(tail))
    return form.end() if has_number and _is_street(seen) else None


def _lead(text: str, least: int) -> int | None:
    """Where words stand that begin nothing but an address."""
    for place in _leads().finditer(text, least):
        if place["sure"] or _is_street(text[place.end() : place.end() + 100]):
            return place.start()
    return None


def _after_cjk(text: str) -> int | None:
    end = _HAN_END.search(text)
    if end is not None:
        tail = text[end.end() :]
        is_branch = "公司" in tail or "会社" in tail
        return end.end() if _HAN_ADDRESS.search(tail) and not is_branch else None
    front = _HANGUL.search(text) or _HAN_FRONT.match(text)
    return front.end() if front else None


def _is_form(token: str) -> bool:
    bare = token.replace(".", "").upper()
    return bare in _forms()


def _is_street(part: str) -> bool:
    """Whether a part of a text with a number in it has a sign of an address."""
    if _POSTCODE.search(part):
        return True
    signs = _signs(beside_number=bool(_DIGIT.search(part)))
    tokens = _TOKEN.findall(part.upper())
    pairs = map(" ".join, pairwise(tokens))
    if not signs.isdisjoint(pairs):
        return True
    for token in tokens:
        if token in signs or token.rstrip(".") in signs:
            return True
        if _KOREAN_ROAD.search(token) or _FLOOR.fullmatch(token):
            return True
    return bool(_GERMAN_STREET.search(part.upper()))


def _may_be_address(text: str) -> bool:
    """Whether a text has a word of addresses, or a number that may be a postcode."""
    found = set(WORD.findall(text.upper()))
    return bool(
        not found.isdisjoint(_address_words())
        or _GERMAN_STREET.search(text.upper())
        or _POSTCODE.search(text)
        or any(map(_FLOOR.fullmatch, found))
    )


def _is_place(part: str) -> bool:
    """Whether a part of a text is a country or a city, perhaps with a number."""
    said = squeezed(_DIGIT.sub(" ", part))
    if said in _places() or said.endswith(_zones()):
        return True
    for word in words("beside_place", table="roles_address"):
        if said.removeprefix(f"{word} ") in _places():
            return True
        if said.removesuffix(f" {word}") in _places():
            return True
    return not said


@cache
def _forms() -> frozenset[str]:
    return words("forms", "front_forms", "loose_forms", table="roles_address")


@cache
def _address_words() -> frozenset[str]:
    groups = ("alone", "phones", "before_street", "before_number", "after_number")
    phrases = words(*groups, table="roles_address") | _signs(beside_number=True)
    told = {word for phrase in phrases for word in WORD.findall(phrase)}
    return frozenset(told | set(_KOREAN))


@cache
def _signs(*, beside_number: bool) -> frozenset[str]:
    groups = ("signs", "signs_beside_number") if beside_number else ("signs",)
    return words(*groups, table="roles_address")


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(words("zones", table="roles_address")))


@cache
def _places() -> frozenset[str]:
    from madein.reference.countries import country_names

    known = words("countries", "places", table="roles_address")
    return known | {squeezed(name) for name in country_names().values()}


@cache
def _leads() -> re.Pattern[str]:
    number = r"\s*(?:NO\.?|№|#)?\s*[0-9]"
    before, street, after, alone, phones = (
        pattern(group, table="roles_address").pattern
        for group in (
            "before_number",
            "before_street",
            "after_number",
            "alone",
            "phones",
        )
    )
    return re.compile(
        rf"(?P<sure>(?:{street})[^0-9]{{0,40}}?[^\W\d_]{{3}}[^0-9]{{0,40}}[0-9]"
        rf"|(?:{alone}){number}|(?:{phones})[\s:.+()0-9-]{{6,}})"
        rf"|(?:{before}){number}|(?<![^\W_])[0-9]{{1,3}}(?:ST|ND|RD|TH|-Й)?\s*(?:{after})",
        re.IGNORECASE,
    )
