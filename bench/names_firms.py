"""Firms that do not exist: their words, legal forms and tax ids.

The words are in names_words.yml and are shared with no table of madein.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from names_ids import TAX_ID
from ruamel.yaml import YAML

WORDS = YAML(typ="safe").load(
    (Path(__file__).parent / "names_words.yml").read_text(encoding="utf-8")
)
COUNTRIES = WORDS["countries"]
TONGUES = {country: known["tongue"] for country, known in COUNTRIES.items()}


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: as at home, in Latin letters (usual first), and translated."""

    native: str
    latin: tuple[str, ...]
    english: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Firm:
    number: int
    country: str
    parts: tuple[Part, ...]
    form: str
    tax_id: str
    former: tuple[Part, ...] = ()


def schemes() -> list[dict[str, str]]:
    """Ways to write Cyrillic in Latin, each a complete table."""
    known = WORDS["russian"]["schemes"]
    return [known["plain"] | table for table in known.values()]


SCHEMES = schemes()
PLAIN = str.maketrans("çğıöşüÇĞİÖŞÜàèéìòù", "cgiosuCGIOSUaeeiou")
UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))


def from_cyrillic(word: str) -> tuple[str, ...]:
    return tuple(
        "".join(table.get(letter, letter) for letter in word.lower())
        for table in SCHEMES
    )


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def listed(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(","))


def russian(word: str, english: str = "") -> Part:
    return Part(word, from_cyrillic(word), listed(english) if english else ())


def german(word: str, english: str = "") -> Part:
    wide = flat = word
    for letter, pair in UMLAUTS:
        wide = wide.replace(letter, pair)
        flat = flat.replace(letter, pair[0])
    return Part(word, (wide, word, flat), listed(english) if english else ())


def accented(word: str, english: str = "") -> Part:
    """Turkish and Italian: with accents at home, without them elsewhere."""
    return Part(word, (word.translate(PLAIN),), listed(english) if english else ())


def spelled(line: str) -> Part:
    """A word in Latin letters with its spellings."""
    known = tuple(line.split("/"))
    return Part(known[0], known)


def trades() -> dict[str, list[Part]]:
    made: dict[str, Callable[..., Part]] = {
        "russian": russian,
        "turkish": accented,
        "german": german,
        "italian": accented,
    }
    found = {
        tongue: [make(*cells(line)) for line in WORDS[tongue]["trades"]]
        for tongue, make in made.items()
    }
    for tongue in ("chinese", "korean"):
        found[tongue] = [
            Part(native, (latin, latin.replace(" ", "")), listed(english))
            for native, latin, english in map(cells, WORDS[tongue]["trades"])
        ]
    for tongue in ("emirati", "indian", "hongkong"):
        found[tongue] = [spelled(line) for line in WORDS[tongue]["trades"]]
    return found


TRADES = trades()
PLACES = [russian(*cells(line)) for line in WORDS["russian"]["places"]]
CITIES = [
    Part(native, (latin,), ())
    for native, latin in map(cells, WORDS["chinese"]["cities"])
]
TAILS = [cells(line) for line in WORDS["turkish"]["tail"]]


def russian_name(rng: random.Random) -> Part:
    known = WORDS["russian"]
    kind = rng.random()
    if kind < 0.4:
        pieces = rng.sample(known["pieces"], 2 if rng.random() < 0.6 else 3)
        return russian("".join(pieces).capitalize())
    if kind < 0.5:
        return russian(rng.choice(known["words"]))
    word = rng.choice(known["starts"]) + rng.choice(known["middles"])
    if rng.random() < 0.4:
        word += rng.choice(known["starts"])
    return russian((word + rng.choice(known["ends"])).capitalize())


def signs(rng: random.Random, tongue: str) -> list[str]:
    """Two signs, or three; two are soon used up."""
    known = list(WORDS[tongue]["signs"])
    return rng.sample(known, 2 if rng.random() < 0.35 else 3)


def chinese_name(rng: random.Random) -> Part:
    found = signs(rng, "chinese")
    read = [WORDS["chinese"]["signs"][sign] for sign in found]
    return Part("".join(found), ("".join(read), " ".join(read)))


def korean_name(rng: random.Random) -> Part:
    """Usual spelling first: the firm's own choice among the ways to write it."""
    found = signs(rng, "korean")
    ways = [WORDS["korean"]["signs"][sign].split() for sign in found]
    own = "".join(rng.choice(way) for way in ways)
    other = "".join(way[-1] for way in ways)
    return Part("".join(found), (own, other, "".join(way[0] for way in ways)))


def joined(rng: random.Random, tongue: str, make: Callable[[str], Part]) -> Part:
    known = WORDS[tongue]
    pieces = [rng.choice(known["pieces"])]
    if rng.random() < 0.5:
        pieces.append(rng.choice(known["pieces"]).lower())
    return make("".join([*pieces, rng.choice(known["tails"])]).capitalize())


def two_words(rng: random.Random, tongue: str) -> tuple[Part, ...]:
    known = WORDS[tongue]
    first = spelled(rng.choice(known["words"]))
    second = spelled(rng.choice(known.get("second", known["words"])))
    if tongue == "emirati" and rng.random() < 0.7:
        first = Part(f"Al {first.native}", tuple(f"Al {w}" for w in first.latin))
    # An invented word keeps firms apart, as the owner's name does.
    owner = "".join(
        rng.choice(("ka", "mi", "ra", "to", "shi", "dev", "lan")) for _ in "12"
    )
    extra = (spelled(owner.capitalize()),) if rng.random() < 0.5 else ()
    return (first, *extra, second)


def name_of(rng: random.Random, country: str) -> tuple[Part, ...]:
    """The words of a new firm, in the order it writes them."""
    tongue = TONGUES[country]
    trade = rng.choice(TRADES[tongue])
    match country:
        case "RU":
            found = [russian_name(rng)]
            if rng.random() < 0.5:
                found.insert(rng.randrange(2), trade)
            if rng.random() < 0.1:
                found.append(rng.choice(PLACES))
        case "CN":
            found = [rng.choice(CITIES), chinese_name(rng), trade]
        case "KR":
            found = [korean_name(rng)] + ([trade] if rng.random() < 0.8 else [])
        case "TR":
            native, *english = rng.choice(TAILS)
            tail = [Part(native, (native,), tuple(english))] if native else []
            found = [joined(rng, "turkish", accented), trade, *tail]
        case "DE":
            found = [joined(rng, "german", german)]
            found += [trade] if rng.random() < 0.7 else []
        case "IT":
            found = [joined(rng, "italian", accented)]
            if rng.random() < 0.7:
                found.insert(rng.randrange(2), trade)
        case _:
            found = [*two_words(rng, tongue), trade]
    return tuple(found)


def firms(rng: random.Random, *, troubled: bool) -> Iterator[Firm]:
    """Firms without end; some are sisters or namesakes of one that came before."""
    known: list[Firm] = []
    weights = [known["share"] for known in COUNTRIES.values()]
    while True:
        country = rng.choices(list(COUNTRIES), weights)[0]
        parts = name_of(rng, country)
        form = rng.choice(list(WORDS[TONGUES[country]]["forms"]))
        drawn = rng.random()
        if troubled and known and drawn < 0.055:
            country, parts, form = sister(rng, rng.choice(known), drawn)
        tax_id = TAX_ID[country](rng) if country in TAX_ID else ""
        former = name_of(rng, country) if troubled and rng.random() < 0.02 else ()
        firm = Firm(len(known), country, parts, form, tax_id, former)
        known.append(firm)
        yield firm


def sister(
    rng: random.Random, firm: Firm, drawn: float
) -> tuple[str, tuple[Part, ...], str]:
    """Country, words and form of another firm with the same distinctive word."""
    trade = rng.choice(TRADES[TONGUES[firm.country]])
    if drawn < 0.025:  # another trade
        old = TRADES[TONGUES[firm.country]]
        kept = tuple(part for part in firm.parts if part not in old)
        return firm.country, (*kept, trade), firm.form
    if drawn < 0.035:  # the same with a number
        number = str(rng.randint(2, 9))
        latin = (f"No. {number}", f"No.{number}", number)
        return firm.country, (*firm.parts, Part(f"№ {number}", latin)), firm.form
    if drawn < 0.04:  # another legal form
        return (
            firm.country,
            firm.parts,
            rng.choice(list(WORDS[TONGUES[firm.country]]["forms"])),
        )
    if drawn < 0.045:  # a longer name around the same words
        return firm.country, (*firm.parts, trade), firm.form
    return firm.country, firm.parts, firm.form  # a namesake
