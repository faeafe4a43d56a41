"""The encoding of a text file, and of each of its lines, told from the bytes.

Every different word with a byte above ASCII has a vote: in which encoding it reads most
like a language. What a byte order mark says, needs none.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from math import exp
from pathlib import Path

from madein.sources.text.letters import cost, is_strange
from madein.sources.text.readings import (
    CLEAR,
    LANGUAGES,
    MADE,
    MOST_LOSS,
    SLACK,
    Reading,
    least_nats,
    plainest,
    read,
    readings,
    sounds,
    winner,
)

SURE = 0.9  # below it a person is asked
CHUNK = 1 << 20
MOST_WORDS = 500  # different words that have a vote
FEW = 3  # bytes of words that are too few to tell
MANY = 24  # bytes above ASCII that are not UTF-8 by chance

# Marks at the beginning of a file that name its encoding. The longer ones first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters, some above ASCII. The second byte of a character may be ASCII: a letter, a
# digit or one of these signs.
WORD = re.compile(rb"[A-Za-z]*(?:[\x80-\xff][0-9@\[\\\]^_`{|}~]?[A-Za-z]*)+")
# What begins another alphabet in seven bits, as in ISO 2022 and HZ.
SEVEN_BITS = re.compile(rb"\x1b[$(]|~\{")
# Other names of what is told apart here.
BASES = {
    "utf-8-sig": "utf-8",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "gb2312": "gb18030",
}
# Encodings that texts are wrongly decoded with.
TWO_BYTES = {"cp949", "euc-kr", "gb18030", "gbk", "gb2312", "big5", "shift_jis"}
# Bytes by what they are in UTF-8: the first of a Cyrillic letter, of a Latin one with an
# accent, a later byte, an ASCII sign, anything else.
UTF8_PARTS = bytes(
    ord("C")
    if byte in {0xD0, 0xD1}
    else ord("L")
    if byte in {0xC3, 0xC4, 0xC5}
    else ord("t")
    if 0x80 <= byte < 0xC0
    else ord("a")
    if byte < 0x80
    else ord("x")
    for byte in range(256)
)
WRONG = ("cp1252", "latin-1", "cp1251", "cp866", "koi8-r", "gbk", "cp949")

# Text of a line, and the encoding it was decoded with. None where it cannot be told:
# the text then shows the bytes as `\xNN`.
Decoded = tuple[str, str | None]


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """The encoding of a file, as far as its bytes show.

    Attributes:
        name: Python name of the encoding.
        confidence: 0 to 1; below `SURE` a person is asked.
        why: What speaks for it.
        others: Encodings that fit nearly as well, or that some words are in; best first.
    """

    name: str
    confidence: float
    why: str
    others: tuple[str, ...] = ()


def find_encoding(file: Path) -> Encoding:
    """The encoding of a text file; the whole file is looked through.

    Args:
        file: The file.
    """
    with file.open("rb") as handle:
        start = handle.read(CHUNK)
    for mark, name in MARKS:
        if start.startswith(mark):
            return Encoding(name=name, confidence=1.0, why="a byte order mark")
    wide = _wide(start)
    if wide:
        why = "every character has two bytes, and each is one of a text"
        return Encoding(name=wide, confidence=0.99, why=why)
    words = _words(file)
    if words:
        return _elected(words)
    if SEVEN_BITS.search(start):
        why = "no byte above ASCII, but marks of an encoding in seven bits"
        return Encoding(name="utf-8", confidence=0.0, why=why)
    return Encoding(name="utf-8", confidence=1.0, why="no byte above ASCII")


def may_hold_utf8(raw: bytes) -> bool:
    """Whether words of UTF-8 may stand in a text of one byte a letter.

    Args:
        raw: The text.

    Examples:
        >>> may_hold_utf8("болт".encode()), may_hold_utf8("болт".encode("cp1251"))
        (True, False)
    """
    parts = raw.translate(UTF8_PARTS)
    return b"CtCtCt" in parts or b"Lta" in parts


def line_encoding(raw: bytes, main: str) -> str | None:
    """The encoding a line is to be decoded with; None where it cannot be told.

    Args:
        raw: The bytes of the line.
        main: Encoding of the file.
    """
    strict = read(raw, main) is not None
    base = BASES.get(main, main)
    if strict and (raw.isascii() or base == "utf-8" or base not in MADE):
        return main
    words = list(dict.fromkeys(WORD.findall(raw)))
    # Latin-1 has bytes that its Windows form lacks.
    if strict and sounds((w.decode(base, "replace") for w in words), base, SLACK / 2):
        return main
    nats = _line_nats(words)
    best = min(nats, key=lambda name: nats[name])
    lead = nats[base] - nats[best] if base in nats else MOST_LOSS
    if lead < CLEAR:
        return main if strict else None
    told = lead >= MOST_LOSS and read(raw, best) is not None and _are_sound(words, best)
    return plainest(raw, best) if told else None


def line_decoder(encoding: str) -> Callable[[bytes], Decoded]:
    r"""What decodes the lines of a file, one by one; it never raises.

    A line that is clearly in another encoding is decoded with that one. Where none can
    be told, the text shows the bytes that cannot be read as `\xNN`.

    Args:
        encoding: Encoding of the file.
    """

    def decode(raw: bytes) -> Decoded:
        name = line_encoding(raw, encoding)
        if name is not None:
            return raw.decode(name), name
        shown = encoding if read(raw, encoding) is None else "ascii"
        return raw.decode(shown, "backslashreplace"), None

    return decode


def looks_garbled(text: str) -> bool:
    """Whether a text was once decoded with a wrong encoding: `COMPAÃ‘IA`, `РџСЂРё`.

    Args:
        text: Text of a cell or a line.
    """
    return not text.isascii() and any(map(_garbled, text.split()))


def _garbled(word: str) -> bool:
    if sum(not char.isascii() for char in word) < 2:
        return False
    own = min(cost(word, language) for language in LANGUAGES if language)
    for name in WRONG:
        with suppress(UnicodeEncodeError):
            raw = word.encode(name)
            nats = _line_nats([raw])
            best = min(nats, key=lambda name: nats[name])
            other = read(raw, best)
            if own - nats[best] >= CLEAR and other != word and _are_sound([raw], best):
                return True
    return False


def _line_nats(words: Sequence[bytes]) -> Mapping[str, float]:
    return {
        name: made.rarity + sum(readings(word)[name].nats for word in words)
        for name, made in MADE.items()
    }


def _wide(start: bytes) -> str:
    """UTF-16 without a mark, where the beginning of a file is a text in it."""
    start = start[: 1 << 16]
    if start.count(0) * 20 < len(start):
        return ""
    texts = {name: start.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")}
    name, text = max(texts.items(), key=lambda pair: pair[1].count("\n"))
    strange = sum(
        not char.isprintable() and char not in "\r\n\t\xa0" for char in text
    ) + text.count("\ufffd")
    return name if "\n" in text and strange * 100 < len(text) else ""


def _words(file: Path) -> list[bytes]:
    """Different words with bytes above ASCII, from all over a file."""
    most = max(20, 100 * MOST_WORDS * CHUNK // (file.stat().st_size + CHUNK))
    words: dict[bytes, None] = {}
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            chunk += handle.readline(CHUNK)
            if not chunk.isascii():
                found = islice(WORD.finditer(chunk), most)
                words.update(dict.fromkeys(match.group() for match in found))
    return list(words)[:: len(words) // MOST_WORDS + 1]


def _elected(words: Sequence[bytes]) -> Encoding:
    above = sum(byte > 0x7F for word in words for byte in word)
    if above >= MANY and all(read(word, "utf-8") is not None for word in words):
        why = f"{len(words):,} of {len(words):,} words above ASCII are UTF-8"
        return Encoding(name="utf-8", confidence=1.0, why=why)
    votes = [readings(word) for word in words]
    best, margins = winner(votes)
    enough = sum(map(len, words)) > FEW and _are_sound(words, best)
    margin = min(margins.values(), default=CLEAR)
    good = sum(vote[best].nats <= least_nats(vote) + CLEAR for vote in votes)
    return Encoding(
        name=plainest(b" ".join(words), best),
        confidence=(1.0 if enough else 0.5) / (1 + exp(-margin / 2)),
        why=f"{good:,} of {len(words):,} words above ASCII read well",
        others=_others(votes, best, margins),
    )


def _are_sound(words: Sequence[bytes], name: str) -> bool:
    """Whether words may be of the languages of an encoding, with hardly a stray sign."""
    texts = [word.decode(name, "replace") for word in words]
    strange = sum(map(is_strange, texts))
    return sounds(texts, name) and strange * 50 <= len(words)


def _others(
    votes: Sequence[Mapping[str, Reading]], best: str, margins: Mapping[str, float]
) -> tuple[str, ...]:
    """Encodings nearly as good as the best, then those of words that it cannot read."""
    close = sorted(margins, key=lambda name: margins[name])
    near = [name for name in close if margins[name] < CLEAR]
    unread = [vote for vote in votes if vote[best].nats > least_nats(vote) + CLEAR]
    firsts = Counter(min(vote, key=lambda name: vote[name].nats) for vote in unread)
    second = [name for name, count in firsts.most_common(1) if count > 1]
    return tuple(dict.fromkeys([*near, *second]))
