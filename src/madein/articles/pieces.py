"""A sentence cut into pieces that each make one statement, or one group of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from madein.articles.numbers import Kind, Number
from madein.articles.tokens import Token
from madein.articles.vocabulary import vocabulary, word_set


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Some tokens that belong together.

    Attributes:
        tokens: The tokens.
        opens: `part` after "of which", `comparison` after "up from"; empty otherwise.
    """

    tokens: tuple[Token, ...]
    opens: str = ""

    @property
    def numbers(self) -> list[Number]:
        """Its numbers, in order."""
        return [t.value for t in self.tokens if isinstance(t.value, Number)]


def without_frame(text: str) -> str:
    """A sentence without the words that only say who found it.

    Args:
        text: The sentence.

    Examples:
        >>> without_frame(
        ...     "Customs records show that Aurus imported parts worth $3 million."
        ... )
        'Aurus imported parts worth $3 million.'
    """
    for frame in vocabulary().frames:
        text = re.sub(frame, "", text)
    return text.strip()


def pieces(tokens: Sequence[Token]) -> list[Piece]:
    """The pieces of a sentence, in order.

    Args:
        tokens: Its tokens.
    """
    found: list[Piece] = []
    start, opens = 0, "part" if tokens[0].has("opens_part") else ""
    for place in range(1, len(tokens)):
        kind = _cut_kind(tokens, start, place)
        if kind is not None:
            found.append(Piece(tokens=tuple(tokens[start:place]), opens=opens))
            start, opens = place, kind
    found.append(Piece(tokens=tuple(tokens[start:]), opens=opens))
    return _of_first([_compared(piece) for piece in _whole(found)])


def _whole(found: list[Piece]) -> list[Piece]:
    """Pieces without a number, joined to the one they belong to: nothing is left out.

    "Goods worth $5 million, which were shipped from Turkey": the second is of the first.
    """
    joined: list[Piece] = []
    for piece in found:
        is_relative = _first_word(piece) in {"which", "that", "who", "of which"}
        before = joined[-1] if joined else None
        if before is not None and not before.numbers and _narrows(before):
            opens = before.opens or piece.opens
            joined[-1] = Piece(tokens=before.tokens + piece.tokens, opens=opens)
        elif (
            before is not None and is_relative and not piece.numbers and _narrows(piece)
        ):
            joined[-1] = Piece(tokens=before.tokens + piece.tokens, opens=before.opens)
        else:
            joined.append(piece)
    return joined


def _first_word(piece: Piece) -> str:
    return next((t.text.lower() for t in piece.tokens if t.kind != "mark"), "")


def _narrows(piece: Piece) -> bool:
    """Whether it says which imports are meant."""
    return any(
        t.kind in {"place", "days", "goods", "name", "limit"} for t in piece.tokens
    )


def _compared(piece: Piece) -> Piece:
    """A piece that begins with "up from" or "against" is a comparison."""
    first = next((n for n, t in enumerate(piece.tokens) if t.kind != "mark"), None)
    if piece.opens or first is None or not _number_soon(piece.tokens, first):
        return piece
    is_compared = piece.tokens[first].text.lower() in word_set(
        "opens a comparison with"
    )
    return Piece(tokens=piece.tokens, opens="comparison") if is_compared else piece


def _of_first(found: list[Piece]) -> list[Piece]:
    """Like "Of 3,292 transactions, 2,358 ...": what comes second is a part of the first."""
    first = [t for t in found[0].tokens if t.text.lower() != "the"][:2]
    is_of = [t.text.lower() for t in first[:1]] == ["of"] and first[-1].kind == "number"
    if is_of and len(found) > 1 and not found[1].opens:
        found[1] = Piece(tokens=found[1].tokens, opens="part")
    return found


def _cut_kind(tokens: Sequence[Token], start: int, place: int) -> str | None:
    """What a piece that begins at a place is; None where none begins."""
    token = tokens[place]
    has_number = any(t.kind == "number" for t in tokens[start:place])
    is_next = token.kind == "number" and _follows(tokens, place, "opens_part")
    if is_next and (has_number or tokens[place - 1].kind == "mark"):
        return "part"
    is_noun = tokens[place - 1].kind == "number" or tokens[place - 1].has("value")
    if token.has("opens_part") and not is_noun:
        return "part"
    if token.has("opens_comparison") and has_number and _number_soon(tokens, place):
        return "comparison"
    if token.text in {";", "—", "–"} and has_number:
        return ""
    if token.text == "," and has_number and _opens_clause(tokens, place + 1):
        return ""
    if token.text.lower() in {"while", "whereas", "but"}:
        return ""
    if token.text.lower() == "to" and has_number and _is_from(tokens, start, place):
        return "comparison"
    if token.text.lower() == "from" and has_number and _number_soon(tokens, place):
        changed = any(t.has("change") for t in tokens[start:place])
        return "comparison" if changed else None
    is_joint = token.text == "," or token.text.lower() in word_set("joints")
    if is_joint and has_number and _needs_cut(tokens, start, place):
        return ""
    return None


def _is_from(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether "to" is the other end of "rose from $4 million in 2021"."""
    if place + 1 >= len(tokens) or tokens[place + 1].kind != "number":
        return False
    first = next(n for n in range(start, place) if tokens[n].kind == "number")
    is_from = first > start and tokens[first - 1].text.lower() in {"from", "up from"}
    return is_from and any(t.has("change") for t in tokens[start:first])


def _follows(tokens: Sequence[Token], place: int, name: str) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].has(name)


def _number_soon(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number is what comes next, or after days."""
    after = [t.kind for t in tokens[place + 1 : place + 3]]
    return (
        after[:1] == ["number"]
        or after == ["days", "number"]
        or (after[1:] == ["number"] and tokens[place + 1].kind == "word")
    )


def _opens_clause(tokens: Sequence[Token], place: int) -> bool:
    """Whether a clause of its own begins after a comma."""
    words = [t.text.lower() for t in tokens[place : place + 3]]
    if words[:1] and words[0] in {"and", "but"}:
        words = words[1:]
    if not words:
        return False
    if words[0] in word_set("opens a clause"):
        return True
    is_apposition = tokens[place - 2].kind == "place" and words[0] in word_set(
        "articles"
    )
    return is_apposition and not any(
        t.kind == "place" for t in tokens[place : place + 3]
    )


def _needs_cut(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether two numbers around a joint are of separate statements."""
    after = [n for n in range(place + 1, len(tokens)) if tokens[n].kind == "number"]
    before = [n for n in range(start, place) if tokens[n].kind == "number"]
    is_each = any(
        t.text.lower() in {"each", "apiece"}
        for t in tokens[before[-1] : before[-1] + 2]
    )
    if (
        not after
        or is_each
        or any(t.text.lower() == "respectively" for t in tokens[place:])
    ):
        return False
    later_joint = any(
        t.text.lower() in {"and", "but", "while", ";"} and not _lists(tokens, n)
        for n, t in enumerate(tokens[place + 1 : after[0]], place + 1)
    )
    if is_group(tokens, before[-1], after[0]) or _lists(tokens, place):
        return False
    return not later_joint


def _lists(tokens: Sequence[Token], place: int) -> bool:
    """Whether a joint stands between two countries, goods or names of a list."""
    kinds = {"place", "goods", "name"}
    left = tokens[place - 1].kind if place else ""
    right = tokens[place + 1].kind if place + 1 < len(tokens) else ""
    return left == right and left in kinds


GROUP_WORDS = {
    "or",
    "about",
    ",",
    "(",
    ")",
    "and",
    "with",
    "a",
    "of",
    "in",
    "total",
    "the",
    "–",
    "-",
}
GROUPS = {
    (Kind.SHARE, Kind.COUNT), (Kind.COUNT, Kind.SHARE), (Kind.MONEY, Kind.SHARE),
    (Kind.SHARE, Kind.MONEY), (Kind.COUNT, Kind.MONEY), (Kind.MONEY, Kind.COUNT),
}  # fmt: skip


def is_group(tokens: Sequence[Token], first: int, second: int) -> bool:
    """Whether two numbers speak of the same imports: "1,774, or about 75 percent".

    Args:
        tokens: The tokens.
        first: Place of the first number.
        second: Place of the second.
    """
    one, other = tokens[first].value, tokens[second].value
    if not isinstance(one, Number) or not isinstance(other, Number):
        return False
    between = tokens[first + 1 : second]
    if (one.kind, other.kind) not in GROUPS:
        return False
    words = [t.text.lower() for t in between]
    if "," in words or "or" in words or "(" in words:
        # An apposition: nothing but the comma, or "of the chips," after a share.
        tail = words[len(words) - words[::-1].index(",") :] if "," in words else words
        is_of = one.kind is Kind.SHARE and (
            words[:1] == ["of"] or between[0].has("anaphors")
        )
        plain = {"or", "(", "about", "some", "nearly", "in", "total", "a", "of"}
        return (is_of or set(words) <= plain | {","}) and set(tail) <= plain
    is_valued = any(t.has("value") for t in between) or "of" in words
    return (
        is_valued
        and not any(t.has("trade") and t.role for t in between)
        and not ({"and", "but", "while"} & set(words))
    )
