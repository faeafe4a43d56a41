"""Legal forms that no blank divides from the name."""

import re
from functools import cache

from madein.parties.reading.form_table import END, IN_TEXT, Words, forms

STEM = 3  # letters of a name that a form hangs on
TAIL = 8  # letters at the end of a text in which a form may hang on a name
# From Hebrew on; a test holds the table to it. Cyrillic and Greek, before it, need none.
WITHOUT_BLANKS = re.compile("[\u0590-\U0010ffff]")
HUNG_ON = re.compile(r"(?<=[a-zа-я]{2})([A-ZА-Я]\w{1,4})\W*$")


def forms_in(text: str) -> tuple[str, Words, bool]:
    """A text without the forms that need no blank, their classes, and whether one is cut off.

    Chinese, Japanese, Korean, Thai and the like put the form right beside the name.

    Args:
        text: The text, tidy.

    Examples:
        >>> forms_in("深圳市华鑫电子有限公司")
        ('深圳市华鑫电子 ', ('llc',), False)
        >>> forms_in("深圳市华鑫电子有限公")
        ('深圳市华鑫电子 ', (), True)
    """
    if WITHOUT_BLANKS.search(text) is None:
        return text, (), False
    pattern, begun, meanings = _in_text()
    found = tuple(sorted({meanings[match] for match in pattern.findall(text)}))
    rest = pattern.sub(" ", text) if found else text
    whole = begun.sub(" ", rest)
    return whole, found, whole != rest


def with_blank(text: str) -> str:
    """A text with a blank before a form that begins where small letters end.

    Args:
        text: The text, tidy.

    Examples:
        >>> with_blank("SiemensAG"), with_blank("SIEMENSAG")
        ('Siemens AG', 'SIEMENSAG')
    """
    tail = text[-TAIL:]
    if tail.isupper() or tail.islower():
        return text
    hung = HUNG_ON.search(tail)
    if hung is None or hung[1] not in _hung_on():
        return text
    place = len(text) - len(tail) + hung.start()
    return f"{text[:place]} {text[place:]}"


def apart(words: Words) -> Words:
    """The words, with a form that hangs on the last of them as words of its own.

    Args:
        words: The words, as `cut` gives them.

    Examples:
        >>> apart(("siemensgmbh",))
        ('siemens', 'gmbh')
    """
    tails, glued = _glued()
    if words and words[-1].endswith(tails):
        for tail, form in glued.items():
            if words[-1].endswith(tail) and len(words[-1]) >= len(tail) + STEM:
                return (*words[:-1], words[-1].removesuffix(tail), *form)
    return words


@cache
def _in_text() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """Forms without a blank, their beginnings at the end of a text, and their classes."""
    here = [form for form in forms() if form.where in IN_TEXT]
    here.sort(key=lambda form: -len(form.spelling))
    meanings = {form.spelling: form.meaning for form in here}
    whole = "|".join(
        re.escape(form.spelling) + (r"(?!\w)" if form.where == "last" else "")
        for form in here
    )
    begun = {spelling[:end] for spelling in meanings for end in range(3, len(spelling))}
    parts = sorted(filter(str.isalpha, begun - meanings.keys()), key=len, reverse=True)
    return re.compile(whole), re.compile(f"(?:{'|'.join(parts)})$"), meanings


@cache
def _hung_on() -> frozenset[str]:
    return frozenset(
        spelling
        for form in forms()
        if form.where in (*END, "any") and not form.countries
        for spelling in (form.spelling, form.spelling.upper())
    )


@cache
def _glued() -> tuple[tuple[str, ...], dict[str, Words]]:
    words = [
        tuple(form.spelling.lower().split())
        for form in forms()
        if form.where == "glued"
    ]
    glued = {"".join(form): form for form in words}
    return tuple(glued), glued
