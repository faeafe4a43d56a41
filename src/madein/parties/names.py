"""What a party field says: a name, and the tax id that may be glued to it."""

import re
import unicodedata
from dataclasses import dataclass

from anyascii import anyascii

# Legal forms as they look once a name is in Latin capitals. Russian ones stand before
# or after the name, the others after it: "AS SYSTEMS" must not become "SYSTEMS".
RUSSIAN_FORMS = (
    r"OBSH?CHESTVO S OGRANICHENN(?:OY|OI|OJ|OIY) OTVETSTVENNOST(?:YU|IU|JU)",
    r"(?:(?:PUBLICHNOE|ZAKRYTOE|OTKRYTOE) )?AK(?:TS|C)IONERNOE OBSH?CHESTVO",
    "OOO|OAO|ZAO|PAO|AO",
)
OTHER_FORMS = (
    "LIMITED LIABILITY COMPANY|JOINT STOCK COMPANY|COMPANY LIMITED",
    "PVT LTD|PRIVATE LIMITED|CO LTD|COMPANY|CORPORATION|LIMITED",
    "LLC|PJSC|JSC|LTD|INC|CORP|CO|GMBH|KG|AG|SPA|S P A|SRL|S R L|SAS|S A S|SA|S A",
    "SP Z O O|SP Z OO|SP ZOO|K K|KK",
    "AS|A S|SRO|S R O|BV|B V|NV|OY|AB|PLC",
)
BEFORE = re.compile(rf"^(?:{'|'.join(RUSSIAN_FORMS)}) ")
AFTER = re.compile(rf" (?:{'|'.join(RUSSIAN_FORMS + OTHER_FORMS)})$")
FIRM_WEIGHTS = (2, 4, 10, 3, 5, 9, 4, 6, 8)


@dataclass(frozen=True, kw_only=True)
class PartyField:
    """A party field, read.

    Attributes:
        name: The name without the numbers glued to it; None where none is left.
        tax_id: The tax id in it; None where there is none.
    """

    name: str | None
    tax_id: str | None


def read_party(text: str) -> PartyField:
    """A party field as name and tax id.

    Ten digits are a tax id only if their check digit is right; the nine digits of a
    registration reason code (KPP) beside them are dropped from the name.

    Args:
        text: The field as written.

    Examples:
        >>> read_party("7743237789 774301001 ООО АУРУС")
        PartyField(name='ООО АУРУС', tax_id='7743237789')
        >>> read_party("АУРУС, ИНН 7743237789")
        PartyField(name='АУРУС', tax_id='7743237789')
        >>> read_party("ЗАВОД 1234567890")
        PartyField(name='ЗАВОД 1234567890', tax_id=None)
    """
    ids = [number for number in re.findall(r"\b\d{10}\b", text) if is_firm_inn(number)]
    if len(set(ids)) != 1:
        return PartyField(name=text.strip() or None, tax_id=None)
    rest = re.sub(rf"\b{ids[0]}\b", " ", text)
    rest = re.sub(r"\b\d{9}\b", " ", rest, count=1)
    rest = re.sub(r"\b(?:ИНН|КПП|INN|KPP|TIN)\b[:/ ]*", " ", rest, flags=re.IGNORECASE)
    name = " ".join(rest.split()).strip(" ,;/\\")
    return PartyField(name=name or None, tax_id=ids[0])


def told_ids(tax_id: str, name: str) -> tuple[str, ...]:
    """Tax ids that a column of its own and a name tell of a party: none, one, or two.

    The column comes first. A valid tax id inside it counts without what stands beside
    it, like a registration reason code or the `.0` of a spreadsheet.

    Args:
        tax_id: The column as written; empty where there is none.
        name: The name as written; empty where there is none.

    Examples:
        >>> told_ids("7743237789/774301001", "ООО АУРУС")
        ('7743237789',)
        >>> told_ids("7743237789.0", "3528079131 ПАО СОЛЛЕРС")
        ('7743237789', '3528079131')
    """
    found = (read_party(tax_id).tax_id or tax_id.strip(), read_party(name).tax_id)
    return tuple(dict.fromkeys(filter(None, found)))


def is_firm_inn(number: str) -> bool:
    """Whether a text is a Russian firm's tax id: ten digits, the last a right check.

    Source:
        The rule for legal entities: weights 2 4 10 3 5 9 4 6 8, modulo 11, modulo 10.

    Args:
        number: The text.

    Examples:
        >>> is_firm_inn("7743237789"), is_firm_inn("7743237780")
        (True, False)
    """
    if not (number.isascii() and number.isdecimal() and len(number) == 10):
        return False
    digits = [int(char) for char in number]
    total = sum(w * d for w, d in zip(FIRM_WEIGHTS, digits, strict=False))
    return total % 11 % 10 == digits[9]


def name_key(name: str) -> str:
    """What two spellings of one name have in common: Latin capitals, no legal form.

    Names that have nothing but a legal form keep it; digits stay.

    Args:
        name: A name in any script.

    Examples:
        >>> name_key('ООО "Аурус"'), name_key("AURUS LLC"), name_key("Aurus, Ltd.")
        ('AURUS', 'AURUS', 'AURUS')
        >>> name_key("АУРУС МОТО") == name_key("AURUS MOTO")
        True
    """
    folded = unicodedata.normalize("NFKC", name).replace("'", "").replace("’", "")
    latin = anyascii(folded).upper().replace("'", "").replace("`", "")
    words = " ".join(re.sub(r"[^A-Z0-9]+", " ", latin).split())
    while (bare := AFTER.sub("", BEFORE.sub("", words))) != words:
        words = bare
    return words
