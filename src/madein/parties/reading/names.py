"""A name, read: its words in the one alphabet that all spellings share, and its form."""

import re

from madein.parties.mention import Name
from madein.parties.reading.form_table import Words, kinds
from madein.parties.reading.forms import front_form, take_forms, without_beginning
from madein.parties.reading.glued_forms import forms_in, with_blank
from madein.parties.reading.lexicon import merge_phrases
from madein.parties.reading.scripts import cut, skeleton, tidy

CYRILLIC = re.compile("[\u0400-\u04ff]")
HAN = re.compile("[\u3400-\u9fff]")
CLOSING = " )\"'».,;"  # what may stand after the last bracket
QUOTES = re.compile("[\"'«]")
BEFORE_QUOTES = re.compile(r"(?<=\w)\W+(\w{2,4}) ?[\"'«](?=\w)")


def read_name(text: str, country: str = "") -> Name:
    """A name as words that its spellings in all scripts share, and its legal forms.

    Where a second name with a form of its own stands in brackets after the first, as in
    "Joint stock company Granit plant (AO Granit)", the words are those of the first.

    Args:
        text: The name, without ids, roles and address.
        country: ISO code of the firm; empty where not known. Some short forms are one
            only in some countries.

    Examples:
        >>> read_name('ООО "Аурус"').words, read_name("AURUS LLC").words
        (('aurus',), ('aurus',))
        >>> read_name("㈱トヨタ自動車").key == read_name("トヨタ自動車株式会社").key
        True
        >>> read_name("ОБЩЕСТВО С ОГРАНИЧ")
        Name(text='ОБЩЕСТВО С ОГРАНИЧ', words=(), forms=(), marks=('truncated',), han='')
    """
    shown, marks = tidy(text)
    return read_tidy(shown, country, marks)


def read_tidy(shown: str, country: str, marks: Words) -> Name:
    """The same, of a name that is tidy.

    Args:
        shown: The name, as `tidy` gives it.
        country: ISO code of the firm; empty where not known.
        marks: What is odd about the text it is from.
    """
    if not shown.isascii() and CYRILLIC.search(shown):
        country = f"RU {country}"  # where АО and ИП can be nothing else
    core, forms, is_cut_off = _read(shown, country)
    if "(" in shown and (first := _first_name(shown, country)) is not None:
        core, forms, second = first
        if not second <= set(core):
            marks = (*marks, "second name")
    if is_cut_off:
        marks = (*marks, "truncated")
    if len(marks) > 1:
        marks = tuple(dict.fromkeys(marks))
    words = _meaning(core)
    han = "" if shown.isascii() else _han(core, words)
    return Name(text=shown, words=words, forms=forms, marks=marks, han=han)


def _han(core: Words, words: Words) -> str:
    """Words in Han characters that the lexicon does not have."""
    return " ".join(
        word for word in core if HAN.search(word) and skeleton(word) in words
    )


def _meaning(words: Words) -> Words:
    """Skeletons of words, or what the lexicon has for them."""
    skeletons = list(filter(None, map(skeleton, words)))
    return tuple(merge_phrases(skeletons)) if skeletons else ()


def _read(text: str, country: str) -> tuple[Words, Words, bool]:
    """Words without legal forms; the forms; whether the last one is cut off."""
    in_text: Words = ()
    is_cut_off = False
    if not text.isascii():
        text, in_text, is_cut_off = forms_in(text)
    if QUOTES.search(text) and (quoted := BEFORE_QUOTES.search(text)) is not None:
        form = front_form(quoted[1].lower(), country)
        if form is not None:
            in_text = (*in_text, form)
            text = text[: quoted.start(1)] + text[quoted.end(1) :]
    words = cut(with_blank(text))
    whole = without_beginning(words)
    core, forms = take_forms(whole, country)
    if forms == ("company",) and not set(_meaning(core)) <= set(_meaning(whole)):
        core, forms = whole, ()  # "research and production company" is one phrase
    if in_text:
        forms = tuple(sorted({*forms, *in_text}))
    return core, forms, is_cut_off or len(whole) < len(words)


def _first_name(text: str, country: str) -> tuple[Words, Words, set[str]] | None:
    """The name before the bracket, where a second one is in it; the words of the second."""
    before, _, within = text.rpartition("(")
    if ")" in within.rstrip(CLOSING):
        return None
    core, forms, _ = _read(before, country)
    second, second_forms, _ = _read(within, country)
    is_name = second and any(map(kinds, second_forms))
    return (core, forms, set(second)) if core and forms and is_name else None
