"""Spellings of one word that differ by the scheme of transliteration, folded into one."""

import re

# Mandarin as pinyin spells it: what syllables begin with, and how they go on.
SYLLABLES = (
    ("b|p|m", "ai|ang|an|ao|a|eng|ei|en|iao|ian|ie|ing|in|iu|i|ou|o|u"),
    ("f", "ang|an|a|eng|ei|en|ou|o|u"),
    (
        "d|t|n|l",
        "ai|ang|an|ao|a|eng|ei|en|e|iang|ian|iao|ia|ie|ing|in|iu|i|ong|ou|uan|ui|un|uo|ue|u",
    ),
    ("g|k|h", "ai|ang|an|ao|a|eng|ei|en|e|ong|ou|uai|uang|uan|ua|ui|un|uo|u"),
    ("j|q|x", "iang|ian|iao|ia|ie|ing|in|iong|iu|i|uan|ue|un|u"),
    (
        "zh|ch|sh",
        "ai|ang|an|ao|a|eng|ei|en|e|i|ong|ou|uai|uang|uan|ua|ui|un|uo|u",
    ),
    ("r", "ang|an|ao|eng|en|e|i|ong|ou|uan|ua|ui|un|uo|u"),
    ("z|c|s", "ai|ang|an|ao|a|eng|ei|en|e|i|ong|ou|uan|ui|un|uo|u"),
    ("y", "ang|an|ao|a|e|ing|in|i|ong|ou|o|uan|ue|un|u"),
    ("w", "ai|ang|an|a|eng|ei|en|o|u"),
    ("", "ang|an|ai|ao|ou"),
)
PINYIN_SYLLABLES = frozenset(
    first + rest
    for firsts, rests in SYLLABLES
    for first in firsts.split("|")
    for rest in rests.split("|")
)
# A word made of such syllables stays as it is: there, x is no ks, zh no j, and Xinying is
# not Xining.
PINYIN = re.compile(
    "(?:a|en|er|e|o)?(?:"
    + "|".join(f"(?:{firsts})(?:{rests})" for firsts, rests in SYLLABLES)
    + ")+"
)
# A word made of syllables as Korean romanises them: ae and oe are vowels of their own, and
# of Hannam and Hanam neither is a slip for the other.
KOREAN = re.compile(
    "(?:(?:ch|kk|tt|pp|ss|jj|[bdghjklmnprst])?"
    "(?:y(?:eo|ae|ou|a|o|u|e)|w(?:ae|oo|a|o|e|i)|ae|ai|a|eo|eu|ee|e|oe|oo|o|ui|u|i)"
    "(?:ng|[klmnpt](?![aeiou])|[klmnpt](?=[klmnptgbdjhsr])|[kmnpt])?)+"
)

# Letters by which a word may have several spellings; without them it stays as it is.
VARIABLE = re.compile("[cjqwxy]|[dgkpstz]h|t[sz]|[aou]e|i[aeiou]|([a-z])\\1|eong|dj")

# The letters y, i and j, which schemes use for one another, in order.
HAS_GLIDE = re.compile("[yj]|i[aeiou]")
GLIDES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        # Juzhnyj: j opens a word that has letters no Chinese or Korean one has together
        (
            "^j(?=[aeou].*(?:s[kv]|zh|z[bdglmnrv]|[tvz]r|l[vz]|[eioy]j$))",
            "y",
        ),
        ("^[iy]a(?=.{3})", "ya"),
        ("^[iy]u(?=.{3})", "yu"),
        ("^ye(?!o)(?=.{4})", "e"),  # Yekaterinburg
        # endings of adjectives and nouns: -yj -iy -ii -y, -yye, -oye -oje, -iya -ija
        ("(?<=..[bcdfghjklmnpqrstvwxz])(?:iy|ii|yy|ij|yj)$", "i"),
        ("(?<=....[bcdfghjklmnpqrstvwxz])yi$", "i"),
        ("(?<=.[bcdfghjklmnpqrstvwxz])y$", "i"),
        ("(?<=...[bcdfghjklmnpqrstvwxz])(?:yye|ye|yie)$", "ie"),
        ("(?<=.[aeou])[yij]$", "i"),
        ("(?<=...[aeou])(?:ye|je)$", "e"),
        ("(?<=...)i[yij]a$", "ia"),
        ("(?<=..)i[yij]e$", "ie"),
        ("(?<=...)i[yij]u$", "iu"),
        ("(?<=...[aeou])ja$", "ya"),
        # Nikolayev, proyekt, voyennyi
        ("(?<=[aeiou])[yj]e(?=v|kt|nn)", "e"),
        ("(?<=...)iev", "ev"),
        ("(?<=..)iee(?=.)", "e"),  # ICAO: obieedinenie
        # between vowels: Mayak, Maiak
        ("(?<=[aeou])(?:yy|ii|iy|yi(?=[aou])|i|y)(?=[aou])", "y"),
        ("(?<=[a-z]i)[yi](?=[aou])", "y"),
        # before a consonant: Deita, Dejta
        ("(?<=[aeou])y(?=[bcdfghjklmnpqrstvwxz])", "i"),
        ("i[yij](?=[bcdfghklmnpqrstvwxz])", "i"),  # Rossiyskiy
        ("(?<=[eioy])j(?=[bcdfgklmnprstvz])", "i"),
        # after a consonant: Tyumen, Tjumen; Obyedinenie; Korolyov
        ("(?<=[bdflmnprstvz])[yj]o(?=v|t|d|no)", "e"),
        ("(?<=ch)yo(?=v)", "e"),
        ("(?<=.[bdflmnprstvz])ye(?!o|$)", "e"),
        ("(?<=.[bflmpstvz])je(?!o|$)", "e"),
        ("(?<=[bcdfghklmnprstvz])y(?=[aou])", "i"),
        ("(?<=[bflmpstvz])j(?=[aou])", "i"),
        ("(?<=[bcdfghjklmnpqrstvwxz])y(?=[bcdfghjklmnpqrstvwxz])", "i"),
    )
)

# One sound, several spellings; the longest that fits is taken.
SOUNDS = {
    "shch": "sh", "schtsch": "sh", "stsch": "sh", "shh": "sh", "sch": "sh", "szcz": "sh",
    "tsch": "ch", "tch": "ch", "czv": "cv", "cz": "ch", "ch": "ch", "chr": "hr", "chl": "hl",
    "tech": "teh", "mechan": "mehan", "kh": "h", "th": "t", "gh": "g", "ph": "f",
    "ts": "c", "tz": "c", "ce": "ce", "ci": "ci", "cy": "cy", "cv": "cv",
    "dzh": "j", "zh": "j", "dj": "j", "ck": "k", "c": "k", "qu": "kv", "q": "k",
    "x": "ks", "w": "v", "eong": "ung",
}  # fmt: skip
SOUND = re.compile("|".join(sorted(SOUNDS, key=lambda spelling: -len(spelling))))
# CNIRTI is ЦНИРТИ, not КНИРТИ: no word has such a beginning, an abbreviation has.
OPENING_C = re.compile("c(?=[bcdfgjkmnpqstvwx])")
UMLAUT = re.compile("(?<=[bcdfghjklmnprstvwxz])(?:ae|oe|ue)(?=[bcdfghjklmnprstvwxz])")
DOUBLED = re.compile(r"([a-z])\1")
# What is no longer than this, or has no vowel, is an abbreviation more often than a word:
# the Russian ХК is not HK, and TSMC is not CMC.
ABBREVIATION = re.compile(".{1,3}|[^aeiouy]{4}")
LONGEST = 32  # letters; a longer word can be cut into syllables in too many ways to try
SHORT = 4  # letters; a word this short says too little to lose any


def folded(word: str) -> str:
    """The one spelling of a word that is written after several schemes.

    Args:
        word: A word in small Latin letters and digits.

    Examples:
        >>> folded("khabarovsk"), folded("tsvetmet"), folded("obyedineniye")
        ('habarovsk', 'cvetmet', 'obedinenie')
    """
    if VARIABLE.search(word) is None or ABBREVIATION.fullmatch(word):
        return word
    is_readable = len(word) <= LONGEST
    if is_readable and PINYIN.fullmatch(word):
        return word
    if word.startswith("x") and word[1:2] in ("a", "o", "u"):
        word = f"h{word[1:]}"  # Uzbek: Xorazm
    is_long = len(word) > SHORT
    is_korean = is_readable and KOREAN.fullmatch(word) is not None
    if HAS_GLIDE.search(word):
        for pattern, spelling in GLIDES:
            word = pattern.sub(spelling, word)
    if is_long and not is_korean:
        word = UMLAUT.sub(lambda vowels: vowels[0][0], word)
    start = 1 if OPENING_C.match(word) else 0
    word = word[:start] + SOUND.sub(lambda sound: SOUNDS[sound[0]], word[start:])
    if is_long and not is_korean:
        word = DOUBLED.sub(r"\1", word)
    return word
