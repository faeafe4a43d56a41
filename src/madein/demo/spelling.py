"""How vendors write names, countries, numbers and days: never twice the same."""

import random
from datetime import date
from decimal import Decimal

from madein.demo import world
from madein.demo.items import Declaration, Flaw, Item
from madein.demo.world import Firm

LOOKALIKE = str.maketrans("АЕОРС", "AEOPC")  # Cyrillic letters to Latin ones
CUTS = {"853710": "8537", "853650": "8536", "870829": "87"}


def dice(vendor: str, declaration: Declaration) -> random.Random:
    """Chance that falls the same way for all rows of a declaration in one file.

    Args:
        vendor: A, B or C.
        declaration: The declaration.
    """
    return random.Random(f"{vendor} {declaration.number}")  # noqa: S311 - no secret


def russian_importer(firm: Firm, chance: random.Random) -> tuple[str, str]:
    """Tax id and name of a Russian firm as vendor A writes them.

    Args:
        firm: The firm.
        chance: Where chance comes from.
    """
    plain = chance.choice((f'ООО "{firm.russian}"', f"ООО {firm.russian}"))
    way = chance.randrange(100)
    if way < 15:
        return "", f"{firm.tax_id} {firm.tax_id[:4]}01001 ООО {firm.russian}"
    if way < 23:
        return "", plain
    if way < 26:
        return firm.tax_id, ""
    return firm.tax_id, chance.choice(
        (
            plain,
            plain,
            plain,
            f"{firm.russian} ООО",
            f'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "{firm.russian}"',
            f"ООО {firm.russian.translate(LOOKALIKE)}",
            latin_name(firm, chance),
        )
    )


def english_importer(firm: Firm, chance: random.Random) -> tuple[str, str]:
    """Tax id and name of a Russian firm as vendor C writes them.

    Args:
        firm: The firm.
        chance: Where chance comes from.
    """
    if chance.randrange(100) < 5:
        return "", firm.name.upper()
    return firm.tax_id, latin_name(firm, chance)


def latin_name(firm: Firm, chance: random.Random) -> str:
    """Name of a Russian firm in Latin letters.

    Args:
        firm: The firm.
        chance: Where chance comes from.
    """
    bare = firm.name.upper().removesuffix(" LLC")
    return chance.choice(
        (f"{bare} LLC", f"LLC {bare}", f"LIMITED LIABILITY COMPANY {bare}")
    )


def foreign_name(firm: Firm, chance: random.Random) -> str:
    """Name of a foreign firm, with more or fewer dots.

    Args:
        firm: The firm.
        chance: Where chance comes from.
    """
    name = firm.name.upper()
    ways = (name, name.replace(".", ""), name.replace(", ", ","), name.replace(",", ""))
    return chance.choice(ways)


def english_country(code: str, chance: random.Random) -> str:
    """A country's name in English.

    Args:
        code: ISO code; empty gives an empty text.
        chance: Where chance comes from.
    """
    return chance.choice(world.countries()[code].english) if code else ""


def seen_origin(item: Item) -> str:
    """The origin that every vendor gives: a code, EU for the group, or nothing.

    Args:
        item: The item.
    """
    match item.flaw:
        case Flaw.NO_ORIGIN:
            return ""
        case Flaw.ORIGIN_GROUP:
            return "EU"
        case _:
            return item.origin


def seen_hs(item: Item) -> str:
    """The commodity code that every vendor gives.

    Args:
        item: The item.
    """
    hs = item.product.hs
    return CUTS[hs[:6]] if item.flaw is Flaw.CUT_CODE else hs


def spaced_hs(hs: str) -> str:
    """A commodity code as printed in the tariff.

    Args:
        hs: The code.

    Examples:
        >>> spaced_hs("8708299009")
        '8708 29 900 9'
    """
    return " ".join(part for part in (hs[:4], hs[4:6], hs[6:9], hs[9:]) if part)


def with_comma(number: Decimal) -> str:
    """A number with a decimal comma.

    Args:
        number: The number.

    Examples:
        >>> with_comma(Decimal("1234.50"))
        '1234,50'
    """
    return str(number).replace(".", ",")


def mixed_day(day: date, chance: random.Random) -> str:
    """A day as dd.mm.yyyy, now and then as yyyy-mm-dd.

    Args:
        day: The day.
        chance: Where chance comes from.
    """
    return day.isoformat() if chance.random() < 0.2 else f"{day:%d.%m.%Y}"
