"""A word of any script, spelled in Latin letters the everyday way."""

import csv
import re
from functools import cache
from importlib.resources import files

from anyascii import anyascii

# Hangul by its letters: revised romanisation.
INITIALS = (
    *("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss"),
    *("", "j", "jj", "ch", "k", "t", "p", "h"),
)
VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo"),
    *("u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l"),
    *("m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
# A final before a vowel is spoken as the first sound of the next syllable.
LINKED = {
    1: "g", 2: "kk", 4: "n", 7: "d", 8: "r", 16: "m", 17: "b", 19: "s", 20: "ss",
    22: "j", 23: "ch", 24: "k", 25: "t", 26: "p",
}  # fmt: skip
SILENT, RIEUL, NIEUN, EU = 11, 5, 2, 18
HANGUL = re.compile("[\uac00-\ud7a3]+")

UKRAINIAN = re.compile("[ієїґў]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
# Letters and endings that only ISO 9 has: they tell how to read the others.
ISO_9 = re.compile("[ŝ\u02b9\u02ba]|^[âû]|[aeioyuâûè][âû]|[sc]kij$|yj$")
ISO_9_LETTERS = str.maketrans(
    {"c": "ts", "č": "ch", "š": "sh", "ž": "zh", "ŝ": "shch", "â": "ya", "û": "yu"}
    | {"j": "y", "h": "kh", "\u02b9": None, "\u02ba": None}
)


def romanised(word: str) -> str:
    """A word in small Latin letters and digits.

    Hangul follows the revised romanisation, without the vowel "eu" that ends syllables
    of words from abroad; Han is read as Mandarin.

    Args:
        word: A word in small letters, in any script.

    Examples:
        >>> romanised("щербинка"), romanised("모비스"), romanised("华鑫")
        ('shcherbinka', 'mobis', 'huaxin')
    """
    if word.isascii():
        return word
    if CYRILLIC.search(word):
        everyday, ukrainian = _letters()
        word = word.translate(ukrainian if UKRAINIAN.search(word) else everyday)
    else:
        if ISO_9.search(word):
            word = word.translate(ISO_9_LETTERS)
        word = HANGUL.sub(lambda run: _hangul(run[0]), word.translate(_letters()[0]))
    return re.sub("[^a-z0-9]+", "", anyascii(word).lower())


def _hangul(text: str) -> str:
    """A run of Hangul syllables; each is its first letter, its vowel and its final."""
    syllables = [
        (index // 588, index % 588 // 28, index % 28)
        for index in (ord(char) - 0xAC00 for char in text)
    ]
    spelled = []
    before = 0  # the final of the syllable before
    for place, (first, vowel, final) in enumerate(syllables):
        after = syllables[place + 1][0] if place + 1 < len(syllables) else None
        is_doubled = first == RIEUL and before in (4, 8)  # sil + la, sin + la: silla
        spelled.append("l" if is_doubled else INITIALS[first])
        if vowel != EU or final:
            spelled.append(VOWELS[vowel])
        if after == SILENT and final in LINKED:
            spelled.append(LINKED[final])
        elif after == RIEUL and final == 4:
            spelled.append("l")
        else:
            spelled.append(FINALS[final])
        before = final
    return "".join(spelled)


@cache
def _letters() -> tuple[dict[int, str], dict[int, str]]:
    """Latin spelling of letters: everyday, and in Ukrainian and Belarusian words."""
    text = files("madein.parties.reading").joinpath("data/scripts_letters.csv")
    lines = text.read_text("utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    everyday = {ord(row["letter"]): row["latin"] for row in rows}
    own = {ord(row["letter"]): row["ukrainian"] for row in rows if row["ukrainian"]}
    return everyday, everyday | own
