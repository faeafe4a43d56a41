"""Legal forms: which words of a name are one, and which remain."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from madein.parties.reading.form_table import (
    LONG,
    Index,
    Phrases,
    Words,
    beginnings,
    form_words,
    index,
    kinds,
    reading,
)
from madein.parties.reading.glued_forms import apart

HALF = LONG // 2  # letters; one slip leaves the first or the last of them as they were
TOLD = 6  # letters that tell the beginning of a form from a word of the name


def take_forms(words: Sequence[str], country: str = "") -> tuple[Words, Words]:
    """The words of a name that are no legal form, and the classes of the forms.

    Unmistakable forms count anywhere, others at the ends. A form of two letters counts
    only where no other is, or one of its kind: in "OOO Tekhno AS" it belongs to the
    name. A long form may have one slip.

    Args:
        words: The words, as `cut` gives them.
        country: ISO code of the firm, or several with blanks between; empty where not
            known.

    Examples:
        >>> take_forms(["aurus", "llc"]), take_forms(["ооо", "аурус"])
        ((('aurus',), ('llc',)), (('аурус',), ('llc',)))
        >>> take_forms(["tekno", "as", "ltd"])
        (('tekno', 'as'), ('limited',))
    """
    table = index(country)
    whole = apart(tuple(words))
    rest = tuple(map(_meant, whole))
    if table.words.isdisjoint(rest):
        return whole, ()
    found: list[str] = []
    if not table.anywhere.keys().isdisjoint(rest):
        whole, rest = _take_anywhere(whole, rest, table.anywhere, found)
    first, last = _strong_ends(rest, 0, len(rest), table, found)
    weak = _weak_end(rest, first, last, table, found)
    if weak != (first, last):
        first, last = _strong_ends(rest, *weak, table, found)
    return whole[first:last], tuple(sorted(set(found)))


def without_beginning(words: Sequence[str]) -> Words:
    """The words of a name without the beginning of a legal form that ends it.

    Columns of fixed width cut long forms off.

    Args:
        words: The words, as `cut` gives them.

    Examples:
        >>> without_beginning(["fotonika", "limited", "liability", "comp"])
        ('fotonika',)
        >>> without_beginning(["limited", "liabil"])
        ()
    """
    whole = tuple(words)
    if not whole or reading(whole[-1]) not in _last_words():
        return whole
    read = tuple(map(reading, whole))
    if read in beginnings():
        return ()
    for before in _told_beginnings().get(read[-1], ()):
        start = len(whole) - 1 - len(before)
        if start > 0 and read[start:-1] == before:
            return whole[:start]
    return whole


def forms_agree(left: tuple[str, ...], right: tuple[str, ...]) -> bool | None:
    """Whether two names have legal forms of one kind; None where one says nothing.

    "Ltd" and "Company" translate any form and say nothing. Public and closed
    joint-stock companies are of one kind: firms change from one to the other.

    Args:
        left: Classes of the forms of a name.
        right: Of another.

    Examples:
        >>> forms_agree(("llc",), ("jsc",)), forms_agree(("open-jsc",), ("public-jsc",))
        (False, True)
        >>> forms_agree(("limited",), ("jsc",)) is None
        True
    """
    ours, theirs = _all_kinds(left), _all_kinds(right)
    return not ours.isdisjoint(theirs) if ours and theirs else None


def front_form(word: str, country: str = "") -> str | None:
    """The class of the legal form that a word is where it opens a name; else None.

    Args:
        word: The word, as `cut` gives it.
        country: ISO code of the firm, or several with blanks between; empty where not
            known.

    Examples:
        >>> front_form("ао"), front_form("aurus")
        ('jsc', None)
    """
    table = index(country)
    read = reading(word)
    phrases = dict(table.fronts.get(read, ()))
    return table.weak_fronts.get(read) or phrases.get((read,))


@cache
def _all_kinds(classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(kinds, classes))


def _take_anywhere(
    words: Words, rest: Words, phrases: Phrases, found: list[str]
) -> tuple[Words, Words]:
    place = 0
    while place < len(rest):
        for form, meaning in phrases.get(rest[place], ()):
            end = place + len(form)
            if rest[place:end] == form:
                found.append(meaning)
                words, rest = words[:place] + words[end:], rest[:place] + rest[end:]
                break
        else:
            place += 1
    return words, rest


def _strong_ends(
    rest: Words, first: int, last: int, table: Index, found: list[str]
) -> tuple[int, int]:
    """Where the name begins and ends once its forms are off, one after the other.

    After other forms, "SAS" and the like may be all there is of a name: "SAS AB".
    """
    while first < last:
        start, end, form = _last_form(rest, first, last, table.ends)
        if form is None:
            start, end, form = _first_form(rest, first, last, table.fronts)
        if form is None or (start == end and found and kinds(form)):
            break
        found.append(form)
        first, last = start, end
    return first, last


def _last_form(
    rest: Words, first: int, last: int, ends: Phrases
) -> tuple[int, int, str | None]:
    for form, meaning in ends.get(rest[last - 1], ()):
        start = last - len(form)
        if start >= first and rest[start:last] == form:
            return first, start, meaning
    return first, last, None


def _first_form(
    rest: Words, first: int, last: int, fronts: Phrases
) -> tuple[int, int, str | None]:
    for form, meaning in fronts.get(rest[first], ()):
        end = first + len(form)
        if end <= last and rest[first:end] == form:
            return end, last, meaning
    return first, last, None


def _weak_end(
    rest: Words, first: int, last: int, table: Index, found: list[str]
) -> tuple[int, int]:
    """The same, once a form that may be a word of the name is off, where it is one."""
    if first == last:
        return first, last
    front = table.weak_fronts.get(rest[first])
    if front is not None and _fits(front, found):
        found.append(front)
        return first + 1, last
    end = table.weak_ends.get(rest[last - 1])
    if end is not None and _fits(end, found):
        found.append(end)
        return first, last - 1
    return first, last


def _fits(weak: str, found: list[str]) -> bool:
    """Whether the other forms of a name leave room for a weak one."""
    others = tuple(form for form in found if form != "branch")
    return not others or forms_agree((weak,), others) is True


@lru_cache(200_000)
def _meant(word: str) -> str:
    """The reading of a word; of one with a slip, that of the word of a long form."""
    read = reading(word)
    if len(read) < LONG - 1 or read in form_words():
        return read
    halves = _long_words()
    near = (*halves.get(read[:HALF], ()), *halves.get(read[-HALF:], ()))
    return next((form for form in near if OSA.distance(read, form) == 1), read)


@cache
def _long_words() -> dict[str, list[str]]:
    halves: dict[str, list[str]] = defaultdict(list)
    for word in sorted(form_words()):
        if len(word) >= LONG:
            halves[word[:HALF]].append(word)
            halves[word[-HALF:]].append(word)
    return halves


@cache
def _last_words() -> frozenset[str]:
    return frozenset(part[-1] for part in beginnings())


@cache
def _told_beginnings() -> Mapping[str, list[Words]]:
    """Beginnings that cannot be words of a name: the last word, and those before it."""
    told: dict[str, list[Words]] = defaultdict(list)
    for *before, last in sorted(beginnings(), key=len, reverse=True):
        is_cut = len(before) > 1 or last not in form_words()  # "free zone" is a place
        if is_cut and len("".join(before) + last) >= TOLD:
            told[last].append(tuple(before))
    return told
