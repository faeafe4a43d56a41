"""Numbers whose meaning stands in the words around them."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from madein.articles.numbers import Kind, Number
from madein.articles.statements import Statement
from madein.articles.tokens import Token
from madein.articles.vocabulary import vocabulary, word_set

FEW = 4  # words between an amount and the same amount in other money


def settled(tokens: Sequence[Token], said: Sequence[Statement] = ()) -> list[Token]:
    """Tokens with amounts in one currency, counts as counts, and named wholes resolved.

    Args:
        tokens: Tokens of a sentence.
        said: What the text said before it: "of the 2,358" is one of these.
    """
    return _named_wholes(_counts(_dollars(tokens)), said)


def _number(token: Token, *kinds: Kind) -> Number | None:
    number = token.value
    return number if isinstance(number, Number) and number.kind in kinds else None


def _dollars(tokens: Sequence[Token]) -> list[Token]:
    """Like "21.4 billion won ($15.5 million)": the dollars are kept."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        end = _end_of_pair(tokens, place)
        if end is None:
            kept.append(tokens[place])
            place += 1
            continue
        pair = tokens[place:end]
        kept += [t for t in pair if _number(t, Kind.MONEY)]
        place = end
    return kept


def _end_of_pair(tokens: Sequence[Token], place: int) -> int | None:
    """Where a pair of amounts in two currencies ends that begins at a place."""
    money = Kind.MONEY, Kind.FOREIGN
    first = _number(tokens[place], *money)
    if first is None:
        return None
    ahead = tokens[place + 1 : place + 1 + FEW]
    count = next((n for n, t in enumerate(ahead) if t.kind == "number"), None)
    if count is None:
        return None
    second = _number(ahead[count], *money)
    if second is None or second.kind is first.kind:
        return None
    between = [t.text.lower() for t in ahead[:count]]
    if not between or not set(between) <= set(vocabulary().same_money):
        return None
    end = place + 2 + count
    if "(" in between:
        closing = [t.text for t in tokens[end : end + 1]]
        return end + 1 if closing == [")"] else None
    return end


def _counts(tokens: Sequence[Token]) -> list[Token]:
    """Like "the number of such deals rose to 1,774": a bare number counts imports."""
    words = " ".join(t.text.lower() for t in tokens)
    known = vocabulary()
    says_number = any(
        f"{start} {article}{noun}" in words
        for start in ("number of", "count of", "tally of")
        for article in ("", "such ", "the ", "these ", "those ", "its ", "import ")
        for noun in known.counted
    ) or (
        any(t.text.lower() in {"numbered", "numbering"} for t in tokens)
        and any(noun in words for noun in known.counted)
    )
    is_entry = (
        len(tokens) > 3
        and (tokens[-2].text == ":" or tokens[-3].text == ":")
        and any(t.text.lower() in known.counted for t in tokens[:3])
    )
    says_number = says_number or is_entry
    opening = [t.text.lower() for t in tokens[:5]]
    is_among = opening[0] in {"of", "among", "out of"} and bool(
        set(opening) & set(known.counted)
    )
    is_share = any(
        _number(before, Kind.SHARE)
        and after.has("anaphors")
        and after.text.lower().split()[-1] in known.counted
        for before, after in itertools.pairwise(tokens)
    )
    if not (says_number or is_among or is_share):
        return list(tokens)
    opens = " ".join(t.text.lower() for t in tokens[:3])
    unit = "declarations" if is_entry and "declaration" in opens else ""
    return [
        replace(t, value=replace(n, kind=Kind.COUNT, unit=unit))
        if (n := _number(t, Kind.OTHER)) and n.low.replace(",", "").isdigit()
        else t
        for t in tokens
    ]


def _named_wholes(tokens: Sequence[Token], said: Sequence[Statement]) -> list[Token]:
    """Like "of the 2,358": an anaphor that names its statement by its number."""
    kept: list[Token] = []
    for token in tokens:
        number = _number(token, Kind.COUNT, Kind.MONEY, Kind.OTHER)
        if number is None or not _is_whole(kept):
            kept.append(token)
            continue
        meant = {
            s.part: s
            for s in said
            if s.number is not None
            and s.number.low == number.low
            and s.number.kind in {number.kind, Kind.COUNT}
        }
        if len(meant) != 1:
            kept.append(token)
            continue
        while kept and kept[-1].text.lower() in word_set("before a named whole"):
            kept.pop()
        text = f"of the {token.text}"
        anaphor = frozenset({"anaphors"})
        [statement] = meant.values()
        kept.append(Token(kind="word", text=text, value=statement, classes=anaphor))
    return kept


def _is_whole(before: Sequence[Token]) -> bool:
    words = [t.text.lower() for t in before[-3:]]
    return words[-1:] in (["of these"], ["of those"]) or words[-2:] in (
        ["of", "the"],
        ["of", "these"],
        ["of", "those"],
        ["out of", "the"],
        ["out of", "these"],
        ["among", "the"],
        ["among", "these"],
    )
