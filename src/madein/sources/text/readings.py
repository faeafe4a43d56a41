"""How bytes read in each of the encodings that records come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from madein.sources.text.letters import cost, usual_cost

CYRILLIC = ("ru", "uk", "be", "bg")
WESTERN = ("es", "pt", "fr", "de", "it", "nl", "da", "sv", "nb", "fi", "is", "ca")
CENTRAL = ("pl", "cs", "sk", "hu", "ro", "hr")

# Nats.
ANY_WORD = 10.0  # a word that cannot be decoded,
ANY_BYTE = 10.0  # and each of its bytes above ASCII
MOST_LOSS = 12.0  # what a word can lose, so that none outvotes many
CLEAR = 8.0  # by which one encoding is clearly better than another
FINALISTS = 8  # encodings that are compared one with one
SLACK = 2.0  # what a letter of a text may exceed those counted


@dataclass(frozen=True, kw_only=True)
class Made:
    """What an encoding was made for.

    Attributes:
        languages: The languages.
        rarity: Nats by which others are preferred.
    """

    languages: tuple[str, ...]
    rarity: float = 0.0


MADE: Mapping[str, Made] = {
    "utf-8": Made(languages=("",)),
    "cp1251": Made(languages=CYRILLIC),
    "cp866": Made(languages=("ru", "be", "bg")),
    "koi8-r": Made(languages=("ru",)),
    "koi8-u": Made(languages=("ru", "uk")),
    "cp949": Made(languages=("ko",)),
    "gb18030": Made(languages=("zh",)),
    "cp1252": Made(languages=WESTERN),
    "cp1254": Made(languages=(*WESTERN, "tr")),
    # What else a record may come in.
    "cp1125": Made(languages=("ru", "uk"), rarity=4),
    "kz1048": Made(languages=("ru", "kk"), rarity=6),
    "ptcp154": Made(languages=("ru", "kk"), rarity=8),
    "cp850": Made(languages=WESTERN[:5], rarity=5),
    "cp857": Made(languages=("tr",), rarity=7),
    "cp1250": Made(languages=CENTRAL, rarity=6),
    "cp852": Made(languages=CENTRAL, rarity=8),
    "iso8859-2": Made(languages=CENTRAL, rarity=9),
    "iso8859-5": Made(languages=CYRILLIC, rarity=8),
    "mac-cyrillic": Made(languages=CYRILLIC[:2], rarity=8),
    "mac-roman": Made(languages=WESTERN[:5], rarity=8),
    "cp855": Made(languages=(*CYRILLIC, "sr", "mk"), rarity=8),
    "cp737": Made(languages=("el",), rarity=8),
    "cp862": Made(languages=("he",), rarity=8),
    "cp1253": Made(languages=("el",), rarity=5),
    "cp1255": Made(languages=("he",), rarity=6),
    "cp1256": Made(languages=("ar", "fa"), rarity=6),
    "cp1257": Made(languages=("lt", "lv", "et"), rarity=8),
    "cp874": Made(languages=("th",), rarity=6),
    "cp950": Made(languages=("zh_Hant",), rarity=4),
    "cp932": Made(languages=("ja",), rarity=4),
    "euc-jp": Made(languages=("ja",), rarity=4),
}

LANGUAGES = tuple({name: None for made in MADE.values() for name in made.languages})


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A word in one encoding.

    Attributes:
        text: What it reads; None where it cannot be decoded.
        nats: What that costs in the language that it suits best.
    """

    text: str | None
    nats: float


@lru_cache(maxsize=1 << 14)
def readings(word: bytes) -> Mapping[str, Reading]:
    """A word in each encoding.

    Args:
        word: Bytes, some above ASCII.
    """
    return {name: _reading(word, name) for name in MADE}


def _reading(word: bytes, name: str) -> Reading:
    any_bytes = ANY_WORD + ANY_BYTE * sum(byte > 0x7F for byte in word)
    text = read(word, name)
    if text is None:
        return Reading(text=text, nats=any_bytes)
    nats = min(cost(text, language) for language in MADE[name].languages)
    return Reading(text=text, nats=min(nats, any_bytes))


def sounds(texts: Iterable[str], encoding: str, slack: float = SLACK) -> bool:
    """Whether texts may be in the languages of an encoding.

    Args:
        texts: The texts.
        encoding: A name in `MADE`.
        slack: Nats a letter by which they may exceed the text that was counted.
    """
    excess = letters = 0.0
    for text in texts:
        more, count = _excess(text, encoding)
        excess += more
        letters += count
    return excess <= slack * (letters + 2 * sqrt(letters))


@lru_cache(maxsize=1 << 16)
def _excess(text: str, encoding: str) -> tuple[float, int]:
    """Nats above the usual in the language that suits best, and letters above ASCII."""
    letters = sum(not char.isascii() for char in text)
    excess = min(
        cost(text, language) - letters * usual_cost(language)
        for language in MADE[encoding].languages
    )
    return excess, letters


def read(raw: bytes, encoding: str) -> str | None:
    """The text of bytes; None where they are no text of that encoding.

    Args:
        raw: The bytes.
        encoding: Python name of the encoding.
    """
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def least_nats(vote: Mapping[str, Reading]) -> float:
    """Nats of a word in the encoding that reads it best.

    Args:
        vote: A word in each encoding.
    """
    return min(reading.nats for reading in vote.values())


def plainest(raw: bytes, name: str) -> str:
    """The first of the encodings in which bytes read the same.

    Args:
        raw: The bytes.
        name: One of these encodings.
    """
    text = raw.decode(name, "replace")
    return next(other for other in MADE if raw.decode(other, "replace") == text)


def winner(votes: Sequence[Mapping[str, Reading]]) -> tuple[str, dict[str, float]]:
    """The encoding that reads words best, and by how many nats it beats its rivals.

    Only words that two encodings read differently tell them apart.

    Args:
        votes: Words in each encoding; at least one.
    """
    lost = {name: made.rarity for name, made in MADE.items()}
    for vote in votes:
        for name, reading in vote.items():
            lost[name] += min(reading.nats - least_nats(vote), MOST_LOSS)
    finalists = sorted(lost, key=lambda name: lost[name])[:FINALISTS]
    duels = {name: _duels(votes, name, finalists) for name in finalists}
    best = max(finalists, key=lambda name: min(duels[name].values(), default=MOST_LOSS))
    return best, duels[best]


def _duels(
    votes: Sequence[Mapping[str, Reading]], one: str, others: Iterable[str]
) -> dict[str, float]:
    """Nats by which an encoding beats others; without those that read the same.

    A word that both read badly tells nothing.
    """
    margins = {}
    for other in others:
        leads = [
            max(-MOST_LOSS, min(MOST_LOSS, vote[other].nats - vote[one].nats))
            for vote in votes
            if vote[one].text != vote[other].text
            and min(vote[one].nats, vote[other].nats) <= least_nats(vote) + CLEAR
        ]
        if leads:
            margins[other] = MADE[other].rarity - MADE[one].rarity + sum(leads)
    return margins
