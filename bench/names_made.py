"""Party names of firms that do not exist, as records write them; the truth is known.

    python bench/names_made.py 100000 bench/data/names/made-100000.csv

Everything here is SYNTHETIC: a score on it ranks matchers and finds their faults, its
level says little about real records. The words are in names_words.yml and are shared
with no table of madein. The same number of names and seed give the same names, and a
larger number begins with the firms of a smaller one.

Columns: name, tax_id, country, rows; and the truth: firm, told_id (the valid id it
tells, in its column or in its name), trouble (what was done to it, by `+`).
Two firms may write the very same thing; such a spelling has `ambiguous` among its
troubles, and no matcher can be right or wrong about it.
"""

import csv
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

from names_firms import CITIES, COUNTRIES, TONGUES, WORDS, Firm, Part, firms
from names_ids import USCC

TROUBLES = WORDS["troubles"]
COLUMNS = ("name", "tax_id", "country", "rows", "firm", "told_id", "trouble")


@dataclass(slots=True)
class Spelling:
    name: str
    tax_id: str
    country: str
    firm: int
    rows: int
    told_id: str
    troubles: list[str] = field(default_factory=list)


def written(
    rng: random.Random, firm: Firm, parts: tuple[Part, ...], troubles: list[str]
) -> str:
    """The name as one record writes it, before anything goes wrong."""
    country = firm.country
    native = rng.random() < COUNTRIES[country]["native"]
    words = [part.native for part in parts]
    if not native:
        words = [in_latin(rng, part, country, troubles) for part in parts]
        if country in {"RU", "TR"} and len(words) > 1 and rng.random() < 0.03:
            words.reverse()
            troubles.append("order")
    glued = native and country in {"CN", "KR"}
    core = ("" if glued else " ").join(words)
    if country == "CN" and native and rng.random() < 0.7 and parts[0] in CITIES:
        core = f"{words[0]}市{''.join(words[1:])}"
    form = "" if rng.random() < 0.08 else form_of(rng, firm, native=native)
    return with_form(rng, core, form, country, native=native)


def in_latin(rng: random.Random, part: Part, country: str, troubles: list[str]) -> str:
    if part.english and rng.random() < COUNTRIES[country]["translated"]:
        if country in {"RU", "TR", "DE", "IT"}:
            troubles.append("translated")
        return rng.choice(part.english)
    return part.latin[0] if rng.random() < 0.5 else rng.choice(part.latin)


def form_of(rng: random.Random, firm: Firm, *, native: bool) -> str:
    known = WORDS[TONGUES[firm.country]]["forms"][firm.form]
    found = known["native" if native else "latin"]
    return found[0] if rng.random() < 0.5 else rng.choice(found)


def with_form(
    rng: random.Random, core: str, form: str, country: str, *, native: bool
) -> str:
    place = rng.random()
    if country == "RU":
        quoted = f'"{core}"' if place < 0.35 else f"«{core}»" if place < 0.5 else core
        front = rng.random() < (0.85 if native else 0.45)
        name = f"{form} {quoted}" if front else f"{quoted} {form}"
    elif native and country == "CN":
        name = core + form
    elif native and country == "KR":
        gap = "" if place < 0.6 else " "
        name = f"{form}{gap}{core}" if rng.random() < 0.5 else f"{core}{gap}{form}"
    else:
        name = f"{core}{', ' if place < 0.15 else ' '}{form}"
    look = rng.random()
    name = name.strip(" ,")
    return name.upper() if look < 0.65 else name.title() if look < 0.9 else name


def typo(rng: random.Random, name: str) -> str:
    """One letter dropped, doubled, changed, or swapped with the next."""
    places = [at for at, sign in enumerate(name) if sign.isalpha() and sign < "\u2000"]
    if len(places) < 5:
        return name
    at = rng.choice(places)
    match rng.randrange(4):
        case 0:
            return name[:at] + name[at + 1 :]
        case 1:
            return name[:at] + name[at] + name[at:]
        case 2:
            return name[:at] + name[rng.choice(places)] + name[at + 1 :]
        case _:
            return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def look_alikes(rng: random.Random, name: str) -> str:
    """Some Cyrillic letters as the Latin ones that look the same."""
    looks = TROUBLES["looks"]
    return "".join(
        looks[sign] if sign in looks and rng.random() < 0.5 else sign for sign in name
    )


def shortened(name: str) -> str:
    words = name.split(" ")
    return " ".join(TROUBLES["short"].get(word.lower(), word) for word in words)


def spelling(
    rng: random.Random, firm: Firm, earlier: list[Firm], *, troubled: bool
) -> Spelling:
    """One spelling of a firm, with what went wrong in it."""
    troubles: list[str] = []
    parts = firm.parts
    if firm.former and rng.random() < 0.4:
        parts = firm.former
        troubles.append("renamed")
    name = written(rng, firm, parts, troubles)

    def happens(share: float, trouble: str) -> bool:
        if rng.random() >= share:
            return False
        troubles.append(trouble)
        return True

    if troubled and rng.random() < 0.04 and (short := shortened(name)) != name:
        name = short
        troubles.append("abbreviated")

    def changed(new: str, trouble: str) -> str:
        if new != name:
            troubles.append(trouble)
        return new

    if rng.random() < 0.12:
        name = changed(typo(rng, name), "typo")
    if troubled and firm.country == "RU" and rng.random() < 0.02:
        name = changed(look_alikes(rng, name), "mixed script")
    if happens(0.02, "prefix"):
        name = rng.choice(TROUBLES["prefixes"]) + name
    if happens(0.06, "address"):
        name += address(rng, firm.country)
    if rng.random() < 0.03:
        name = changed(name[: rng.randint(18, 35)].strip(), "cut")
    if troubled and earlier and happens(0.01, "agent"):
        other = rng.choice(earlier)
        agent = written(rng, other, other.parts, [])
        name = agent + rng.choice(TROUBLES["agents"]) + name
    tax_id = told_id = id_of(rng, firm, earlier, troubles, troubled=troubled)
    if "broken id" in troubles:
        told_id = ""
    if firm.country == "RU" and told_id and rng.random() < 0.15:
        name = glued(rng, name, tax_id)
        tax_id = tax_id if rng.random() < 0.3 else ""
        troubles.append("glued id")
    country = "" if troubled and happens(0.08, "no country") else firm.country
    rows = min(int(rng.paretovariate(0.9)), 100_000)
    return Spelling(name, tax_id, country, firm.number, rows, told_id, troubles)


def address(rng: random.Random, country: str) -> str:
    streets = TROUBLES["streets"]
    return rng.choice(TROUBLES["addresses"][country]).format(
        s=rng.choice(streets["starts"]) + rng.choice(streets["ends"]),
        n=rng.randint(1, 199),
        p=rng.randint(10_000, 699_999),
    )


def id_of(
    rng: random.Random,
    firm: Firm,
    earlier: list[Firm],
    troubles: list[str],
    *,
    troubled: bool,
) -> str:
    """The id one record gives, mostly none or the firm's own."""
    if not firm.tax_id or rng.random() >= COUNTRIES[firm.country]["with_id"]:
        return ""
    troubles.append("id")
    drawn = rng.random() if troubled else 1
    if drawn < 0.006 and (other := other_id(rng, firm, earlier)):
        troubles.append("wrong id")
        return other
    if drawn > 0.995 and troubled:
        troubles.append("broken id")
        last = USCC[(USCC.index(firm.tax_id[-1]) + 1) % 10]
        return firm.tax_id[:-1] + last
    return firm.tax_id


def other_id(rng: random.Random, firm: Firm, earlier: list[Firm]) -> str:
    """The id of another firm of the country: an agent's, or a predecessor's."""
    drawn = rng.choices(earlier, k=9) if earlier else []
    return next((one.tax_id for one in drawn if one.country == firm.country), "")


def glued(rng: random.Random, name: str, tax_id: str) -> str:
    match rng.randrange(4):
        case 0:
            return f"{tax_id} {tax_id[:4]}01001 {name}"
        case 1:
            return f"{name}, ИНН {tax_id}"
        case 2:
            return f"{name} INN {tax_id}"
        case _:
            return f"ИНН {tax_id} КПП {tax_id[:4]}01001 {name}"


def made(count: int, seed: int = 4, *, troubled: bool = True) -> list[Spelling]:
    """Distinct spellings, in the order of their firms.

    Args:
        count: How many.
        seed: Another seed, other names.
        troubled: With the troubles that the study of peers left out: sisters, namesakes,
            renames, wrong ids, agents, abbreviations, mixed script, missing countries.
    """
    rng = random.Random(seed)
    found: dict[tuple[str, str, str], Spelling] = {}
    earlier: list[Firm] = []
    for firm in firms(rng, troubled=troubled):
        for _ in range(min(int(rng.paretovariate(1.25) * 1.35), 60)):
            one = spelling(rng, firm, earlier, troubled=troubled)
            key = (one.name, one.tax_id, one.country)
            if (first := found.setdefault(key, one)) is not one and (
                first.firm != one.firm and "ambiguous" not in first.troubles
            ):
                first.troubles.append("ambiguous")
            if len(found) == count:
                return list(found.values())
        earlier.append(firm)
    raise AssertionError("firms do not end")


def shuffled(found: list[Spelling], seed: int) -> list[Spelling]:
    """The same in another order."""
    return random.Random(seed).sample(found, len(found))


def write(found: list[Spelling], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        for one in found:
            key = [one.name, one.tax_id, one.country, one.rows]
            writer.writerow([*key, one.firm, one.told_id, "+".join(one.troubles)])


def main() -> None:
    count, file = int(sys.argv[1]), Path(sys.argv[2])
    write(shuffled(made(count), 1), file)


if __name__ == "__main__":
    main()
