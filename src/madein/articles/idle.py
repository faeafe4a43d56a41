"""Whether a word that is not known can change what is said, told by where it stands."""

from collections.abc import Sequence

from madein.articles.places import Place
from madein.articles.tokens import Token
from madein.articles.vocabulary import word_set

BREAKS = {",", ";", ":", "—", "–", "-", ".", "!", "?"}


def is_idle(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word that is not known stands where it can change nothing.

    Args:
        tokens: Tokens of a sentence.
        place: Place of the word.
    """
    token = tokens[place]
    if token.kind == "mark":
        return token.text in {"*", "/", "•", "[", "]", "#", "+"}
    if token.kind != "unknown" or not token.text[0].isalpha():
        return False
    if token.text[0].isupper() and any(t.kind != "mark" for t in tokens[:place]):
        return False
    if token.text.lower() in word_set("never idle"):
        return False
    if token.text.lower().endswith("ly"):
        after = tokens[place + 1 : place + 2]  # "unlawfully imported goods" are fewer
        return not any(t.kind == "goods" or t.has("goods") for t in after)
    return not (
        _is_head(tokens, place)
        or _is_modifier(tokens, place)
        or _is_verb(tokens, place)
        or _is_object(tokens, place)
        or _is_listed(tokens, place)
    )


def _skipped(tokens: Sequence[Token], place: int, step: int, name: str) -> Token | None:
    """The next token in a direction that is none of some words; None at a break."""
    place += step
    while 0 <= place < len(tokens):
        token = tokens[place]
        if token.kind == "mark" and token.text in BREAKS:
            return None
        if token.text.lower() not in word_set(name) and token.kind != "unknown":
            return token
        place += step
    return None


def _is_head(tokens: Sequence[Token], place: int) -> bool:
    """Whether it is what an amount is of: "a villa worth $3 million", "$3 million of fuel"."""
    after = _skipped(tokens, place, 1, "between a noun and its amount")
    before = _skipped(tokens, place, -1, "between an amount and its noun")
    is_end = tokens[place - 1].text.lower() in word_set("before a place or time")
    is_of = before is not None and before.kind == "number" and not is_end
    return (after is not None and after.kind == "number") or is_of


def _is_modifier(tokens: Sequence[Token], place: int) -> bool:
    """Whether it says which goods, or whose: "gearbox parts", "the miner imported"."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    core = ("trade", "goods", "amounts", "change", "firms", "sellers", "makers")
    if after is not None and (
        after.kind in {"goods", "number", "subject", "name"}
        or _precedes_subject(tokens, place)
        or after.has(*core, "implied")
    ):
        return True
    if before is None:
        return False
    if isinstance(before.value, Place) and before.value.is_adjective:
        return True
    return before.kind == "goods" or before.has("goods") or before.text in {"'s", "’s"}


def _precedes_subject(tokens: Sequence[Token], place: int) -> bool:
    """Like "owned by Aurus": whose importer it is."""
    after = tokens[place + 1 : place + 4]
    links = {"by", "to", "of", "with", "from", "near", "for", "the", "in"}
    ahead = [t for t in after if t.text.lower() not in links]
    return bool(ahead) and ahead[0].kind == "subject" and len(ahead) < len(after)


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether it says what the importer does: "Aurus returned goods"."""
    before = _skipped(tokens, place, -1, "between the importer and a verb")
    return before is not None and (
        before.kind in {"subject", "name"} or before.has("implied")
    )


def _is_object(tokens: Sequence[Token], place: int) -> bool:
    """Whether it stands behind a verb, or says from where, by what or for what.

    "Aurus received complaints", "goods were stopped", "from unfriendly countries".
    """
    before = tokens[place - 1] if place else None
    if before is not None and before.has("trade") and not before.has("goods"):
        return True
    if before is not None and before.text.lower() in {
        "was",
        "were",
        "been",
        "be",
        "is",
    }:
        return True
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is not None and after.kind == "days" and after.text.startswith("of "):
        return True
    back = place - 1
    while back >= 0 and (
        tokens[back].text.lower() in word_set("articles") | {"its", "their", "his"}
        or tokens[back].kind == "unknown"
    ):
        back -= 1
    is_beside = back >= 0 and tokens[back].text.lower() in word_set("tells which")
    is_time = tokens[back].text.lower() in word_set("before a place or time")
    return is_beside and (is_time or not _is_at_comma(tokens, back))


def _is_at_comma(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word opens a sentence or a part of it behind a comma."""
    return not place or (
        tokens[place - 1].kind == "mark" and tokens[place - 1].text in BREAKS
    )


def _is_listed(tokens: Sequence[Token], place: int) -> bool:
    """Whether it is listed with goods or countries: "sensors and wipers"."""
    joints = {"and", "or", ",", "&"}
    before, after = tokens[:place], tokens[place + 1 :]
    left = (
        len(before) > 1 and before[-1].text.lower() in joints and _is_core(before[-2])
    )
    right = len(after) > 1 and after[0].text.lower() in joints and _is_core(after[1])
    return left or right


def _is_core(token: Token) -> bool:
    return token.kind in {"goods", "place", "number", "subject", "name"} or token.has(
        "goods"
    )
