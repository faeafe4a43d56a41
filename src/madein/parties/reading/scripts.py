"""Text in any script, as clean words and as skeletons in which all scripts meet."""

import re
import unicodedata
from functools import lru_cache

from madein.parties.reading.concepts import cjk_words
from madein.parties.reading.repair import ODD_CASE, without_lookalikes, without_mojibake
from madein.parties.reading.romanise import romanised
from madein.parties.reading.spellings import folded

CJK = "\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
HAS_CJK = re.compile(f"[{CJK}]")
CJK_OR_OTHER = re.compile(f"[{CJK}]+|[^{CJK}]+")
UNITS = "市省县縣"  # city, province, county
LONGEST = 8  # characters of the longest entry that is looked for in a run of CJK

# Control characters, soft hyphens, marks of direction, blanks without width.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\ufffd]"
)
PLAIN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bb\u02bc\u02bd`\u00b4\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u301d\u301e\u301f", '"')
)
# Text of these characters, which most of it is, needs no repair. Curly quotes are among
# them: alone they are no sign of a wrong encoding.
ORDINARY = re.compile(
    "[ !-_a-~А-Яа-яЁё«»№\u2018\u2019\u201c-\u201e\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3]*"
)
CURLY = re.compile("[\u2018-\u201e`]")

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
AND = re.compile(r"(?<=[\w.,)\"'])\s*[&+]\s*(?=[\w(\"'])")
NUMBER = re.compile(r"№|\bno\b\.?(?=\s*\d)|\bn°")
# Numbers of two letters and more; folding would make one of II and III.
ROMAN = {
    f"{ten}{one}": str(10 * tens + ones)
    for tens, ten in enumerate(("", "x", "xx"))
    for ones, one in enumerate(
        ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    )
    if len(ten + one) > 1 and ten + one != "xi"
}
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|ый|ой|ий|ая|го)")
ASCII_WORD = re.compile("[a-z0-9]+")
# Letters and digits; vowel signs of Hebrew, Arabic, India, Thailand belong to their words.
WORD = re.compile(
    r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u109f\u1780-\u17d3]+"
)
SMALL_TURKISH_I = "i\u0307"  # what a capital İ becomes
# Letters that stand alone in a row are initials: S.p.A., A/S; L. L. C.
CLOSE_INITIALS = re.compile(r"\b[^\W\d_](?:[./-][^\W\d_])+\b\.?")
INITIALS = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_])+(?!\S)")


def tidy(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without what only looks different, and marks of what was odd about it.

    Full-width and joined characters become the usual ones, invisible ones go. Text whose
    bytes were read in a wrong encoding is read again where that loses nothing; it is
    marked `mojibake`. A word that mixes alphabets by letters that look alike is put into
    one; it is marked `mixed script`.

    Args:
        text: A text as written.

    Examples:
        >>> tidy("ＡＵＲＵＳ  ㈱"), tidy("GRОUP")  # the O is Cyrillic
        (('AURUS (株)', ()), ('GROUP', ('mixed script',)))
    """
    if text.isascii():
        if not text.isprintable():
            text = INVISIBLE.sub("", text)
        return " ".join(text.split()), ()
    marks: set[str] = set()
    while not ORDINARY.fullmatch(text) or (
        not text.isupper() and ODD_CASE.search(text)
    ):
        before, text = text, without_mojibake(text)
        if text != before:
            marks.add("mojibake")
        parts = text.split("№")  # which would become "No"
        text = "№".join(unicodedata.normalize("NFKC", part) for part in parts)
        text = " ".join(INVISIBLE.sub("", text).translate(PLAIN).split())
        if text == before:
            break
    if CURLY.search(text):
        text = text.translate(PLAIN)
    text, is_mixed = without_lookalikes(" ".join(text.split()))
    if is_mixed:
        marks.add("mixed script")
    return text, tuple(sorted(marks))


def cut(text: str) -> list[str]:
    """The words of a tidy text, in small letters, without punctuation.

    Initials are one word, and so are a word and what follows its apostrophe. Han, Kana
    and Hangul, which may have no blanks, are cut where words of the lexicon begin and
    end; what stands between stays together.

    Args:
        text: A text that `tidy` gave.

    Examples:
        >>> cut("S.p.A. ODK-UFA, Int'l A/S & Co")
        ['spa', 'odk', 'ufa', 'intl', 'as', 'and', 'co']
        >>> cut("深圳市华鑫电子有限公司")
        ['深圳', '华鑫', '电子', '有限公司']
    """
    text = text.lower().replace(SMALL_TURKISH_I, "i")
    if "&" in text or "+" in text:
        text = AND.sub(" and ", text)
    if "'" in text:
        text = APOSTROPHE.sub("", text)
    if "." in text or "-" in text or "/" in text:
        text = CLOSE_INITIALS.sub(lambda found: f"{_letters(found[0])} ", text)
    if " no" in text or "№" in text or "n°" in text:
        text = NUMBER.sub(" ", text)
    if text.isascii():
        words = ASCII_WORD.findall(text)
    else:
        words = WORD.findall(text.replace("_", " "))
        if HAS_CJK.search(text):
            words = [part for word in words for part in _segments(word)]
        if "и" in words:
            words = _with_and(words)
    if len(words) > 1 and min(map(len, words)) == 1:
        return INITIALS.sub(lambda found: _letters(found[0]), " ".join(words)).split()
    return words


def _with_and(words: list[str]) -> list[str]:
    """Words with "and" for the Russian "и", which beside a letter or an end is an initial.

    "И К" is "and company".
    """
    beside = zip(["", *words], words, [*words[1:], ""], strict=False)
    return [
        "and"
        if word == "и" and (after == "к" or min(len(before), len(after)) > 1)
        else word
        for before, word, after in beside
    ]


def _letters(initials: str) -> str:
    if HAS_CJK.search(initials):
        return initials
    return re.sub(r"[\W_]", "", initials)


@lru_cache(maxsize=500_000)
def _segments(word: str) -> tuple[str, ...]:
    if HAS_CJK.search(word) is None:
        return (word,)
    return tuple(
        part
        for run in CJK_OR_OTHER.findall(word)
        for part in (_cut_run(run) if HAS_CJK.match(run) else (run,))
    )


def _cut_run(run: str) -> list[str]:
    """Longest entries of the lexicon, and what stands between them."""
    known = cjk_words()
    parts: list[str] = []
    start = at = 0
    while at < len(run):
        longest = next(
            (
                length
                for length in range(min(LONGEST, len(run) - at), 1, -1)
                if run[at : at + length] in known
            ),
            0,
        )
        if not longest and start == at and at and run[at] in UNITS:
            start = at = at + 1  # the city of Shenzhen is Shenzhen
            continue
        if not longest:
            at += 1
            continue
        if start < at:
            parts.append(run[start:at])
        parts.append(run[at : at + longest])
        at += longest
        start = at
    if start < len(run):
        parts.append(run[start:])
    return parts


@lru_cache(maxsize=500_000)
def skeleton(word: str) -> str:
    """A word as the Latin letters and digits that its spellings in all scripts share.

    Args:
        word: A word that `cut` gave.

    Examples:
        >>> skeleton("хабаровск"), skeleton("khabarovsk"), skeleton("habarovsk")
        ('habarovsk', 'habarovsk', 'habarovsk')
        >>> skeleton("카카오"), skeleton("华鑫"), skeleton("emma")
        ('kakao', 'huaxin', 'emma')
        >>> skeleton("viii"), skeleton("61st"), skeleton("xi")  # the last is Chinese
        ('8', '61', 'xi')
    """
    if word in ROMAN:
        return ROMAN[word]
    if ORDINAL.fullmatch(word):
        return word[:-2]
    return folded(romanised(word))
