"""Text that went wrong on its way, put right where that can be done without guessing."""

import csv
import re
from functools import cache
from importlib.resources import files

# How a text was written, and how somebody read it. The first that fits is taken.
MISREADINGS = (
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1251"),
    ("utf-8", "cp866"),
    ("cp1251", "cp1252"),
    ("cp1251", "latin-1"),
    ("cp1251", "cp866"),
    ("cp866", "cp1252"),
    ("cp866", "cp1251"),
    ("koi8-r", "cp1251"),
)
# What a repaired text may hold besides ASCII: letters of living alphabets, and quotes.
ORDINARY = re.compile(
    "[\u0000-\u007f\u00a0\u00a9\u00ab\u00ae\u00b0\u00bb\u00c0-\u017f\u0218-\u021b"
    "\u0386-\u03ce\u0400-\u045f\u0490-\u04ff\u0600-\u06ff\u0900-\u097f\u0e00-\u0e7f"
    "\u1e00-\u1eff\u2010-\u203a\u20ac\u2116\u2122\u3001-\u30ff\u3400-\u9fff"
    "\uac00-\ud7a3\uff01-\uff9f]*"
)
RUSSIAN = re.compile(
    "[\u0020-\u007e\u00a0\u00ab\u00bbЁА-яё\u2013\u2014\u201c-\u201e№]*"
)
# Signs that a text was misread, one for each alphabet it may have come out in. No language
# writes words of letters with accents alone, small letters before capitals, or boxes.
ODD_LATIN = re.compile(
    "^(?!.*(?:[a-zA-Z][\u00c0-\u00ff]|[\u00c0-\u00ff][a-zA-Z]))"
    ".*[\u00a8\u00b8\u00c0-\u00ff]{4,}",
    re.DOTALL,
)
ODD_BOXES = re.compile("[\u2500-\u259f]")
ODD_SIGNS = re.compile("[Ђ-Џђ-џ\u2018-\u203a\u20ac]{3}|[\u0080-\u009f]")
ODD_CASE = re.compile(r"\b[а-яё][А-ЯЁ]{3,}\b")
ODD = {
    "cp1252": ODD_LATIN,
    "latin-1": ODD_LATIN,
    "cp866": ODD_BOXES,
    "cp1251": re.compile(f"{ODD_SIGNS.pattern}|{ODD_CASE.pattern}"),
}


def _utf_8_as(encoding: str) -> re.Pattern[str]:
    """What two bytes of one letter look like to who takes each for a letter."""
    first, more = (
        re.escape(bytes(range(*span)).decode(encoding, "ignore"))
        for span in ((0xC2, 0xF0), (0x80, 0xC0))
    )
    gaps = "\u0080-\u009f" if encoding == "cp1252" else ""  # Windows defines none there
    return re.compile(f"[{first}][{more}{gaps}]")


UTF_8_AS = {
    read: _utf_8_as(read) for written, read in MISREADINGS if written == "utf-8"
}
SUSPECT = re.compile(
    "|".join({sign.pattern for sign in (*UTF_8_AS.values(), *ODD.values())})
)

LATIN = re.compile("[a-zA-Z]")
TWO_ALPHABETS = re.compile(r"[a-zA-Z]\d*[\u0370-\u04ff]|[\u0370-\u04ff]\d*[a-zA-Z]")
MIXED = re.compile(r"\w*(?:[a-zA-Z]\w*?[\u0370-\u04ff]|[\u0370-\u04ff]\w*?[a-zA-Z])\w*")
ALPHABETS = {
    "latin": LATIN,
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "greek": re.compile("[\u0370-\u03ff]"),
}


def without_mojibake(text: str) -> str:
    """A text as it was before somebody read its bytes in the wrong encoding.

    It comes back unchanged unless the step can be undone whole, and the text shows that
    it happened.

    Args:
        text: A text.

    Examples:
        >>> without_mojibake("COMPAÃ‘IA"), without_mojibake("ÎÎÎ ÀÓÐÓÑ")
        ('COMPAÑIA', 'ООО АУРУС')
        >>> without_mojibake("NESTLÉ, SÃO PAULO")
        'NESTLÉ, SÃO PAULO'
    """
    if SUSPECT.search(text) is None:
        return text
    for written, read in MISREADINGS:
        sign = UTF_8_AS[read] if written == "utf-8" else ODD[read]
        if sign.search(text) is None:
            continue
        try:
            repaired = _bytes(text, read).decode(written)
        except UnicodeError:
            continue
        allowed = ORDINARY if written == "utf-8" else RUSSIAN
        is_odd = any(odd.search(repaired) for odd in ODD.values())
        if repaired != text and allowed.fullmatch(repaired) and not is_odd:
            return repaired
    return text


def _bytes(text: str, encoding: str) -> bytes:
    """The bytes of a text; where Windows defines none, the control character's own."""
    if encoding != "cp1252":
        return text.encode(encoding)
    return b"".join(
        char.encode("latin-1" if "\u0080" <= char <= "\u009f" else encoding)
        for char in text
    )


def without_lookalikes(text: str) -> tuple[str, bool]:
    """A text whose words each keep to one alphabet, and whether one of them did not.

    The letters that only one alphabet has decide. Where there are none, it is the one
    with more letters in the word; the rest of the text counts as two letters. A word with
    letters that only one and only the other have stays as it is.

    Args:
        text: A text.

    Examples:
        >>> without_lookalikes("АВТОBАЗ")  # the B is Latin
        ('АВТОВАЗ', True)
    """
    if not LATIN.search(text) or TWO_ALPHABETS.search(text) is None:
        return text, False
    return MIXED.sub(lambda word: _in_one_alphabet(word[0], text), text), True


def _in_one_alphabet(word: str, text: str) -> str:
    counts = {name: len(found.findall(word)) for name, found in ALPHABETS.items()}
    others = {name: len(found.findall(text)) for name, found in ALPHABETS.items()}
    # The rest of the text has two votes: "ООО AУPУC" with three Latin letters is Russian.
    rest = {name: min(others[name] - counts[name], 2) for name in counts}
    ranked = sorted(
        counts, key=lambda name: (-counts[name] - rest[name], -counts[name])
    )
    for alphabet in ranked:
        if not counts[alphabet]:
            continue
        folded = word.translate(_lookalikes()[alphabet])
        if all(
            name == alphabet or found.search(folded) is None
            for name, found in ALPHABETS.items()
        ):
            return folded
    return word


@cache
def _lookalikes() -> dict[str, dict[int, str]]:
    """For each alphabet, the letters of the others that look like one of its own."""
    text = (
        files("madein.parties.reading")
        .joinpath("data/confusables.csv")
        .read_text("utf-8")
    )
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    tables: dict[str, dict[int, str]] = {name: {} for name in ALPHABETS}
    for row in csv.DictReader(lines):
        for alphabet, own in row.items():
            for name, other in row.items():
                if own and other and name != alphabet:
                    tables[alphabet][ord(other)] = own
    return tables
