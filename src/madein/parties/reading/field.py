"""What a party field says: who, on whose behalf, with which ids, and where.

The order of work is that of `read_field`: what names nobody, roles, ids, address, kind.
Nothing vanishes: each letter and digit of the text is in one attribute of `PartyField`.
"""

import re
from dataclasses import dataclass

from madein.parties.mention import UNPROVEN, Mention
from madein.parties.reading.address import address_start
from madein.parties.reading.identifiers import Identifier, column_ids, ids_in, take_ids
from madein.parties.reading.kinds import PartyKind, is_filler, kind_of_words
from madein.parties.reading.names import read_tidy
from madein.parties.reading.phrases import WORD
from madein.parties.reading.roles import (
    EDGES,
    Parts,
    may_have_roles,
    trimmed,
    without_roles,
)
from madein.parties.reading.scripts import tidy

ID_UNCERTAIN = "id uncertain"
# Signs without which a name is a name; the comma in CO., LTD is none of them.
_MORE = re.compile(r"[0-9;:/\n|]|,(?!\s?(?:LTD|LLC|INC|LIMITED)\.?$)", re.IGNORECASE)
# A legal form before or behind which an address may stand without any of these.
_CJK_FORM = re.compile(r"[公会][司社]\s*\S|주식회사|\(주\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class PartyField:
    """A party field, read.

    Unknown:
        name is None where the field names nobody, or only an agent or a bank.

    Attributes:
        raw: The text as written.
        name: Whose the goods are, without what stands in the other attributes.
        ids: Ids of a column of its own, then those beside the name; proven or not.
        kind: What the party is.
        agent: Who acts for it, or to whose order the goods go, as written.
        brand: The brand, where the field tells it beside the maker.
        address: What followed the name.
        roles: Words taken off that told a role or announced an id, as written.
        marks: What is odd: `id uncertain` (it may be the agent's), `principal missing`,
            `several names`, `zero restored`, and those of `scripts.tidy`.
    """

    raw: str
    name: str | None
    ids: tuple[Identifier, ...] = ()
    kind: PartyKind = PartyKind.FIRM
    agent: str | None = None
    brand: str | None = None
    address: str | None = None
    roles: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def read_field(text: str, *, tax_id: str = "", country: str = "") -> PartyField:
    """What a party field says.

    Args:
        text: The field as written.
        tax_id: The column of tax ids beside it; empty where there is none.
        country: ISO code of the party; empty where it is not known.

    Examples:
        >>> field = read_field("M/S TATA MOTORS LTD., MUMBAI, INDIA")
        >>> field.name, field.address, field.roles
        ('TATA MOTORS LTD.', 'MUMBAI, INDIA', ('M/S',))
        >>> field = read_field("ALFA LLC ON ORDER OF BETA LLC")
        >>> field.name, field.agent
        ('BETA LLC', 'ALFA LLC')
        >>> read_field("TO THE ORDER OF SBERBANK").kind
        <PartyKind.TO_ORDER: 'to order'>
    """
    shown, marks = tidy(text)
    ids, mended = column_ids(tax_id, country) if tax_id else ((), "")
    if mended:
        marks = (*marks, mended)
    upper = shown.upper()
    told = WORD.findall(upper)
    if is_filler(" ".join(told)):
        kind = PartyKind.FIRM if _is_known(ids) else PartyKind.UNNAMED
        roles = (shown,) if shown else ()
        return PartyField(
            raw=text, name=None, ids=ids, kind=kind, roles=roles, marks=marks
        )
    found = set(told)
    if _is_plain(shown, found):
        kind = kind_of_words(upper, found)
        return PartyField(raw=text, name=shown, ids=ids, kind=kind, marks=marks)
    return _read(text, shown, found, ids, marks, country)


def read_mention(text: str, *, tax_id: str = "", country: str = "") -> Mention:
    """A party field as one spelling of a party: its name, read, and the ids that prove it.

    An id that may be the agent's proves nothing, and is left out.

    Args:
        text: The field as written.
        tax_id: The column of tax ids beside it; empty where there is none.
        country: ISO code of the party; empty where it is not known.

    Examples:
        >>> mention = read_mention("7743237789/774301001 ООО АУРУС")
        >>> mention.name.words, mention.ids
        (('aurus',), (('ru-inn', '7743237789'),))
    """
    field = read_field(text, tax_id=tax_id, country=country)
    return mention_of(field, country=country)


def mention_of(field: PartyField, *, country: str = "") -> Mention:
    """A field that was read, as one spelling of a party.

    Args:
        field: The field.
        country: ISO code of the party; empty where it is not known.
    """
    text = field.name or ""
    if text == field.raw:  # the whole field: it is as tidy as it can be
        name = read_tidy(text, country, field.marks)
    else:
        shown, marks = tidy(text)
        name = read_tidy(shown, country, (*marks, *field.marks))
    ids: tuple[tuple[str, str], ...] = ()
    if field.ids and ID_UNCERTAIN not in field.marks:
        ids = tuple(sorted({(i.scheme, i.value) for i in field.ids if i.is_strong}))
        claims = {(i.scheme + UNPROVEN, i.value) for i in field.ids if i.is_claim}
        ids = ids or tuple(sorted(claims))
    return Mention(name=name, ids=ids, country=country)


def _read(
    raw: str,
    shown: str,
    found: set[str],
    ids: tuple[Identifier, ...],
    marks: tuple[str, ...],
    country: str,
) -> PartyField:
    """A field with more in it than a name."""
    parts = without_roles(shown) if may_have_roles(shown, found) else Parts(name=shown)
    taken = take_ids(parts.name, country)
    roles = (*parts.roles, *taken.labels)
    marks = (*marks, *parts.marks)
    if parts.is_shared and (
        ids or (taken.ids and not ids_in(parts.agent or "", country))
    ):
        marks = (*marks, ID_UNCERTAIN)
    ids = tuple(dict.fromkeys((*ids, *taken.ids)))
    name, address = trimmed(taken.rest), ""
    start = address_start(name)
    if start is not None and read_tidy(name[:start], country, ()).words:
        # Else the number is in the name itself: ООО "РЕЗИНА 34392".
        name, address = trimmed(name[:start]), trimmed(name[start:])
    upper = name.upper()
    told = WORD.findall(upper)
    if is_filler(" ".join(told)):
        roles = (*roles, name) if name else roles
        name = ""
    if parts.is_to_order:
        kind = PartyKind.TO_ORDER
    elif name:
        kind = kind_of_words(upper, set(told))
    else:
        kind = PartyKind.FIRM if _is_known(ids) else PartyKind.UNNAMED
    return PartyField(
        raw=raw,
        name=name or None,
        ids=ids,
        kind=kind,
        agent=parts.agent or None,
        brand=parts.brand or None,
        address=address or None,
        roles=roles,
        marks=marks,
    )


def _is_plain(shown: str, found: set[str]) -> bool:
    """Whether a text cannot have anything but a name: the way of most fields."""
    return not (
        _MORE.search(shown)
        or shown[0] in EDGES
        or shown[-1] in EDGES
        or may_have_roles(shown, found)
        or (not shown.isascii() and _CJK_FORM.search(shown))
    )


def _is_known(ids: tuple[Identifier, ...]) -> bool:
    return any(one.is_strong for one in ids)
