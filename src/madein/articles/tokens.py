"""A sentence as a row of tokens: what each of its words is."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from madein.articles.days import periods
from madein.articles.facts import either
from madein.articles.numbers import numbers
from madein.articles.places import places
from madein.articles.vocabulary import classes, phrase_pattern, vocabulary
from madein.question import CaseFile, Member


@dataclass(frozen=True, kw_only=True)
class Token:
    """Some words of a sentence and what they are.

    Attributes:
        kind: `number`, `days`, `place`, `subject`, `goods`, `name`, `word`, `mark`,
            `limit` or `unknown`.
        text: The words.
        value: What a number, period, place or product group means.
        classes: For a word, the classes of `words.yml` it is in.
    """

    kind: str
    text: str
    value: object = None
    classes: frozenset[str] = frozenset()

    def has(self, *names: str) -> bool:
        """Whether it is in one of some classes.

        Args:
            *names: The classes.
        """
        return any(name in self.classes for name in names)

    @property
    def role(self) -> str | None:
        """The country role that it gives to a country."""
        roles = [n.partition(":")[2] for n in self.classes if n.startswith("role:")]
        return roles[0] if roles else None

    @property
    def block(self) -> str | None:
        """Why a statement with this word is not read."""
        whys = [n.partition(":")[2] for n in self.classes if n.startswith("block:")]
        return whys[0] if whys and len(self.classes) == 1 else None


Found = tuple[int, int, Token]
LEGAL = r"(?:Co|Ltd|Inc|Corp|LLC|PLC|GmbH|JSC|PJSC|SpA|S\.p\.A|AG|SA|OOO|AO|Limited|Company|Corporation|Industrial|International|Group|Holding|Holdings|Motors|Motor|Trucks|Institute)"
NAME = re.compile(
    rf"(?<![\w$])[A-Z][\w&'’-]*(?:(?:,?\s+{LEGAL}\.?(?!\w))|(?:\s+(?:of\s+|the\s+)?[A-Z][\w&'’-]*))*"
)
LONG_NAME = re.compile(
    rf"(?<![\w$'’.-])[A-Z][\w&-]*(?:\s+[A-Z][\w&-]*|,?\s+{LEGAL}\.?(?!\w))+(?!['’]\w)"
)
WORD = re.compile(r"['’]s?(?!\w)|[^\W\d_][\w'’-]*|\d[\d.,]*\w*|[^\s\w]")


def tokens(text: str, case: CaseFile, published: dt.date | None) -> list[Token]:
    """The tokens of a sentence, in order; every word is in one.

    Args:
        text: The sentence.
        case: The case.
        published: When the text was published.
    """
    taken: list[Found] = []
    for finder in (
        ((d.start, d.end, Token(kind="days", text=text[d.start:d.end], value=d))
         for d in periods(text, case, published)),
        _phrases(text, "anaphors"),
        ((n.start, n.end, Token(kind="number", text=text[n.start:n.end], value=n))
         for n in numbers(text)),
        _matches(text, _subject(case), "subject"),
        _goods(text, case),
        _phrases(text, "implied"),
        ((start, end, Token(kind="place", text=text[start:end], value=place))
         for start, end, place in places(text)),
    ):  # fmt: skip
        taken += [found for found in finder if _is_free(found, taken)]
    taken += list(_long_names(text, taken))
    taken += list(_words(text, taken))
    taken += list(_names(text, taken))
    taken += list(_rest(text, taken))
    return [token for _, _, token in sorted(taken, key=lambda found: found[0])]


def _is_free(found: Found, taken: list[Found]) -> bool:
    start, end, _ = found
    return all(end <= first or last <= start for first, last, _ in taken)


def _matches(text: str, pattern: re.Pattern[str], kind: str) -> Iterator[Found]:
    for found in pattern.finditer(text):
        yield *found.span(), Token(kind=kind, text=found[0])


@cache
def _subject(case: CaseFile) -> re.Pattern[str]:
    """The subject and its members, in any case of letters but for what is a word."""
    members = [] if isinstance(case.subject.members, str) else case.subject.members
    names = [case.subject.name, *(n for m in members for n in _names_of(m))]
    names += [name.upper() for name in names]
    if case.subject.members == "all":
        names += [p for c in vocabulary().home for p in _words_for(c)]
    legal = r"(?:,?\s+(?:LLC|OOO|Ltd\.?|JSC|PJSC|AO|Inc\.?))?"
    owner = r"(?:['’]s?)?"
    return re.compile(rf"(?<![\w-]){either(names)}{legal}{owner}(?![\w-])")


def _names_of(member: Member) -> list[str]:
    plain = re.sub(r"\s+(?:LLC|OOO|Ltd|JSC|PJSC|AO|Inc)\.?$", "", member.name)
    return [member.name, plain, *member.also]


@cache
def _words_for(code: str) -> tuple[str, ...]:
    from madein.articles.places import spellings

    return tuple(spellings(code))


def _goods(text: str, case: CaseFile) -> Iterator[Found]:
    """Product groups of the case, by their names and words."""
    named: dict[str, str] = {}
    for group in case.goods:
        also = vocabulary().also_called.get(group.name, ())
        for word in (group.name, *also, *(w for w in group.words if w.isascii())):
            named.setdefault(word.lower(), group.name)
    if not named:
        return
    forms = {w.removesuffix("s"): group for w, group in named.items()}
    pattern = re.compile(
        rf"(?<![\w-])({either(forms)})(?:s|es|s['’]|['’]s)?(?![\w-])", re.IGNORECASE
    )
    for found in pattern.finditer(text):
        group = forms[" ".join(found[1].lower().split())]
        yield *found.span(), Token(kind="goods", text=found[0], value=group)


def _phrases(text: str, name: str) -> Iterator[Found]:
    for found in phrase_pattern(name).finditer(text):
        names = classes()[" ".join(found[0].lower().split())]
        yield *found.span(), Token(kind="word", text=found[0], classes=names)


def _words(text: str, taken: list[Found]) -> Iterator[Found]:
    for start, end in _gaps(text, taken):
        for found in phrase_pattern().finditer(text, start, end):
            names = classes()[" ".join(found[0].lower().split())]
            yield *found.span(), Token(kind="word", text=found[0], classes=names)


def _gaps(text: str, taken: list[Found]) -> Iterator[tuple[int, int]]:
    """Where nothing is known yet."""
    start = 0
    for first, last, _ in sorted(taken, key=lambda found: found[0]):
        yield start, first
        start = last
    yield start, len(text)


def _long_names(text: str, taken: list[Found]) -> Iterator[Found]:
    """Names of several words, whole: "Dalbit Imaginary Industrial" is no "industrial".

    Words that are known and stand before the first that is not are no part of a name.
    """
    for start, end in _gaps(text, taken):
        for found in LONG_NAME.finditer(text, start, end):
            words = list(re.finditer(r"\S+", found[0]))
            unknown = [n for n, w in enumerate(words) if not _is_known(w[0])]
            if not unknown or (unknown[0] and not found.start()):
                continue
            first = found.start() + words[unknown[0]].start()
            if len(words) - unknown[0] > 1:
                yield (
                    first,
                    found.end(),
                    Token(kind="name", text=text[first : found.end()]),
                )


def _is_known(word: str) -> bool:
    bare = word.lower().rstrip(".,'’s")
    return bare in classes() or word.lower() in classes()


def _names(text: str, taken: list[Found]) -> Iterator[Found]:
    for start, end in _gaps(text, taken):
        for found in NAME.finditer(text, start, end):
            if any(
                first < found.end() and found.start() < last for first, last, _ in taken
            ):
                continue
            # A capital at the beginning of a sentence makes no name.
            is_first = not re.search(r"\w", text[: found.start()])
            if not is_first or " " in found[0]:
                yield *found.span(), Token(kind="name", text=found[0])


def _rest(text: str, taken: list[Found]) -> Iterator[Found]:
    for start, end in _gaps(text, taken):
        for found in WORD.finditer(text, start, end):
            is_word = found[0][0].isalnum()
            yield (
                *found.span(),
                Token(kind="unknown" if is_word else "mark", text=found[0]),
            )
