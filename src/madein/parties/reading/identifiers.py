"""Identifiers of firms, found in a text and told apart.

Ten digits are an INN in Russia, a VKN in Turkey and a BRN in Korea. So the digits alone
never decide: a label in the text does, or the country of the field. An id counts as
valid only where a check digit proves it; an id of a kind without one is kept, and joins
and separates nobody.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from madein.parties.reading.checks import is_valid
from madein.parties.reading.labels import Announced, Label, label_before
from madein.parties.reading.schemes import (
    END,
    SIGNS,
    Scheme,
    schemes,
    strong_schemes,
    unlabelled,
)

UNKNOWN = "unknown"
ZERO_RESTORED = "zero restored"

# Where an id may begin: a few letters at most, then a digit.
_START = re.compile(
    r"(?:(?<![0-9A-Za-z])|(?<=[A-Za-z])(?=[0-9]))(?=[0-9]|[A-Za-z]{1,6}[ .\-]?[0-9])"
)
_GLUED = re.compile(r"[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[+\-]")
_FOUR_DIGITS = re.compile(r"(?:[0-9][^0-9]*){4}")
_SOME_NUMBER = re.compile(
    rf"[A-Z]{{0,3}}[0-9](?:[./\-]?[0-9A-Z]){{4,}}{END}", re.IGNORECASE
)
_INN_AND_KPP = re.compile(r"([0-9]{10})[\s/\\,;:-]{1,3}(?=[0-9]{9}(?!\w))")
_NINE_DIGITS = re.compile(r"(?<![\w+])[0-9]{9}(?!\w)")
_KPP_LIKE = re.compile(r"[0-9]{4}(?:0[1-9]|[345][0-9])00[0-9]")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё]|\b(?:OOO|OAO|ZAO|PAO|NAO|AO)\b")
_WORD = re.compile(r"[^\W_]+")
_SPREADSHEET = re.compile(r"(?<=[0-9])\.0+(?![\w.])")  # a number as a table has it
_NOTHING = re.compile(r"[\W_0]*|NULL|N/?A|NONE|NAN|НЕТ", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Identifier:
    """An id of a firm.

    Attributes:
        scheme: Which kind, like `ru-inn`; `unknown` where the kind is not certain.
        value: Its normal form: capitals, without blanks and signs.
        valid: Whether its check digit is right; False where its kind has none.
    """

    scheme: str
    value: str
    valid: bool

    @property
    def is_strong(self) -> bool:
        """Whether it proves which firm is meant."""
        return self.valid and self.scheme in strong_schemes()

    @property
    def is_claim(self) -> bool:
        """Whether it tells firms apart without a proof: some digits, not typed to fill."""
        names_one = self.scheme in strong_schemes() or self.scheme == UNKNOWN
        digits = [sign for sign in self.value if sign.isdecimal()]
        return (
            names_one and not self.valid and len(digits) >= 5 and len(set(digits)) > 2
        )


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A text without its ids.

    Attributes:
        ids: The ids, in the order of the text, each once.
        rest: What is left, a blank in place of each id.
        labels: The words that announced them, as written.
    """

    ids: tuple[Identifier, ...]
    rest: str
    labels: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """An id and its place in the text, and the id of the firm where that lies inside."""

    ids: tuple[Identifier, ...]
    start: int
    end: int


def read_id(text: str, country: str) -> Identifier | None:
    """The id that a column of tax ids tells; None where the cell says nothing.

    Unknown:
        `scheme` is `unknown` where neither label nor country decides. Without a country
        ten digits with the check digit of an INN are one.

    Args:
        text: The cell as written.
        country: ISO code of the party; empty where it is not known.

    Examples:
        >>> read_id("7743237789/774301001", "")
        Identifier(scheme='ru-inn', value='7743237789', valid=True)
        >>> read_id("220-81-62517", "KR")
        Identifier(scheme='kr-brn', value='2208162517', valid=True)
        >>> read_id("7743237789", "TR")
        Identifier(scheme='tr-vkn', value='7743237789', valid=False)
    """
    ids, _ = column_ids(text, country)
    strong = [one for one in ids if one.is_strong]
    return next(iter([*strong, *ids]), None)


def ids_in(text: str, country: str) -> tuple[Identifier, ...]:
    """All ids in a text, like a name with numbers glued to it.

    Args:
        text: The text.
        country: ISO code of the party; empty where it is not known.

    Examples:
        >>> [(i.scheme, i.value) for i in ids_in("ИНН 7743237789 КПП 774301001", "")]
        [('ru-inn', '7743237789'), ('ru-kpp', '774301001')]
        >>> ids_in("ЗАВОД 1234567890", "")
        ()
    """
    return take_ids(unicodedata.normalize("NFKC", text), country).ids


@lru_cache(200_000)
def column_ids(text: str, country: str) -> tuple[tuple[Identifier, ...], str]:
    """All ids that a cell of a column of tax ids tells, and a mark where one is mended.

    A Russian INN that lost its leading zero to a spreadsheet has nine digits; the zero
    is put back where the check digit then is right and the digits are no KPP.

    Args:
        text: The cell as written.
        country: ISO code of the party; empty where it is not known.

    Examples:
        >>> column_ids("274062111", "RU")
        ((Identifier(scheme='ru-inn', value='0274062111', valid=True),), 'zero restored')
    """
    clean = _SPREADSHEET.sub("", unicodedata.normalize("NFKC", text).strip())
    if _NOTHING.fullmatch(clean):
        return (), ""
    if clean.isascii() and clean.isdecimal():  # most cells
        number = _unannounced(clean, 0, country, is_column=True)
        if number is not None and number.end == len(clean):
            return number.ids, ""
    found = take_ids(clean, country, is_column=True).ids
    if found:
        return found, ""
    if country == "RU" and _NINE_DIGITS.fullmatch(clean):
        mended = take_ids(f"0{clean}", country, is_column=True).ids
        if mended[0].valid and not _KPP_LIKE.fullmatch(clean):
            return mended, ZERO_RESTORED
    value = "".join(_WORD.findall(clean.upper()))
    return (Identifier(scheme=UNKNOWN, value=value, valid=False),), ""


def take_ids(text: str, country: str, *, is_column: bool = False) -> Taken:
    """A text without its ids, and the ids.

    Args:
        text: The text, NFKC.
        country: ISO code of the party; empty where it is not known.
        is_column: Whether the text is a cell of a column of tax ids. There an id of the
            country needs no label, no prefix and no right check digit.

    Examples:
        >>> take_ids("ООО АУРУС (ИНН 7743237789)", "").rest
        'ООО АУРУС ( )'
    """
    if not _FOUR_DIGITS.search(text):
        return Taken(ids=(), rest=text, labels=())
    found: list[_Found] = []
    cuts: list[tuple[int, int]] = []
    words: list[str] = []
    end = 0
    for start in [place.start() for place in _START.finditer(text)]:
        if start < end:
            continue
        told = label_before(text, end, start)
        if told is not None:
            hit = _announced(told, text, start, country)
        else:
            hit = _unannounced(text, start, country, is_column=is_column)
        if hit is None:
            continue
        begin = hit.start if told is None else told.start
        tail = _SPREADSHEET.match(text, hit.end)
        end = tail.end() if tail else hit.end
        words += [text[begin : hit.start].strip(), text[hit.end : end]]
        cuts.append((begin, end))
        found.append(hit)
    if kpp := _kpp_beside(text, found, cuts):
        found.append(kpp)
        cuts.append((kpp.start, kpp.end))
    ids = (one for hit in sorted(found, key=lambda hit: hit.start) for one in hit.ids)
    return Taken(
        ids=tuple(dict.fromkeys(ids)),
        rest=without(text, cuts),
        labels=tuple(filter(None, words)),
    )


def without(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    """A text with a blank in place of some parts.

    Args:
        text: The text.
        cuts: Where each part begins and ends.

    Examples:
        >>> without("ab-cd", [(2, 3)])
        'ab cd'
    """
    pieces, last = [], 0
    for start, end in sorted(cuts):
        pieces.append(text[last:start])
        last = end
    return " ".join([*pieces, text[last:]])


def _announced(told: Announced, text: str, start: int, country: str) -> _Found | None:
    """The number after a label, of the one scheme that fits best."""
    if "none" in told.label.kinds:
        return None
    hits = []
    for scheme, pattern, is_told in _announcing(told.label, country):
        hit = _read(scheme, pattern, text, start)
        if hit is not None and (is_told or hit.ids[0].valid):
            hits.append((scheme.country == country, hit.ids[0].valid, hit))
    if hits:
        best = max(hit[:2] for hit in hits)
        first, *others = [hit[2] for hit in hits if hit[:2] == best]
        return first if not others else _of_unknown_kind(text, first.start, first.end)
    number = _SOME_NUMBER.match(text, start)
    if number and told.is_plain:
        return _of_unknown_kind(text, start, number.end())
    return None


@cache
def _announcing(
    label: Label, country: str
) -> tuple[tuple[Scheme, re.Pattern[str], bool], ...]:
    """Schemes that a label may mean, what matches them, and whether it tells them.

    A general label like TIN means a scheme of the country, or one that its prefix tells;
    without a country it is a guess, and only the check digit can bear it out.
    """
    found = []
    for scheme in schemes():
        is_own = scheme in label.schemes
        is_general = bool(label.kinds & scheme.kinds)
        if is_own or (is_general and country and scheme.country == country):
            found.append((scheme, scheme.bare, True))
        elif is_general and scheme.prefixes:
            found.append((scheme, scheme.full, True))
        elif is_general and scheme.alone == "no country" and not country:
            found.append((scheme, scheme.bare, False))
    return tuple(found)


def _unannounced(
    text: str, start: int, country: str, *, is_column: bool
) -> _Found | None:
    """The number at a place without a label: the country must decide."""
    if start and _GLUED.match(text, start - 1):
        return None
    is_open = country in {"", "RU"}
    pair = _INN_AND_KPP.match(text, start)
    if pair and (_RUSSIAN.search(text) or (is_column and is_open)):
        valid = is_valid("ru.inn", pair[1])
        inn = Identifier(scheme="ru-inn", value=pair[1], valid=valid)
        return _Found(ids=(inn,), start=start, end=pair.end(1))
    invalid: list[_Found] = []
    for scheme, pattern in unlabelled(
        country, text[start : start + 2].upper(), is_column=is_column
    ):
        hit = _read(scheme, pattern, text, start)
        if hit is not None and hit.ids[0].valid:
            return hit
        if hit is not None and is_column and scheme.country == country:
            invalid.append(hit)
    return invalid[0] if len(invalid) == 1 else None


def _read(
    scheme: Scheme, pattern: re.Pattern[str], text: str, start: int
) -> _Found | None:
    hit = pattern.match(text, start)
    if hit is None:
        return None
    number = SIGNS.sub("", hit[1]).upper()
    valid = is_valid(scheme.check, number)
    ids = [Identifier(scheme=scheme.name, value=scheme.prefix + number, valid=valid)]
    if valid and scheme.part:
        name, first, last = scheme.part
        ids.append(Identifier(scheme=name, value=number[first:last], valid=True))
    return _Found(ids=tuple(ids), start=start, end=hit.end())


def _of_unknown_kind(text: str, start: int, end: int) -> _Found:
    value = SIGNS.sub("", text[start:end]).upper()
    unknown = Identifier(scheme=UNKNOWN, value=value, valid=False)
    return _Found(ids=(unknown,), start=start, end=end)


def _kpp_beside(
    text: str, found: list[_Found], cuts: list[tuple[int, int]]
) -> _Found | None:
    """Nine digits in a text with an INN: the registration reason code of a branch."""
    told = {one.scheme for hit in found for one in hit.ids}
    if "ru-inn" not in told or "ru-kpp" in told:
        return None
    for number in _NINE_DIGITS.finditer(text):
        if not any(
            start < number.end() and number.start() < end for start, end in cuts
        ):
            kpp = Identifier(scheme="ru-kpp", value=number[0], valid=False)
            return _Found(ids=(kpp,), start=number.start(), end=number.end())
    return None
