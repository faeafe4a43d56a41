"""Words of a piece that are read apart: thresholds, asides, and wholes of shares."""

from collections.abc import Sequence

from madein.articles.numbers import Kind, Number
from madein.articles.places import Place
from madein.articles.statements import UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import vocabulary, word_set


def without_threshold(tokens: Sequence[Token]) -> tuple[list[Token], str | None]:
    """Tokens without the smallest value of an import, and that value as printed.

    Args:
        tokens: Tokens of `with_limits`.

    Raises:
        UnreadError: They give more than one.
    """
    limits = {str(t.value) for t in tokens if t.kind == "limit"}
    if len(limits) > 1:
        raise UnreadError("it gives more than one smallest value")
    rest = [t for t in tokens if t.kind != "limit"]
    return rest, limits.pop() if limits else None


def with_limits(tokens: Sequence[Token]) -> list[Token]:
    """Tokens in which the smallest value of an import is no number any more.

    Args:
        tokens: Like `1,774 shipments worth $100,000 or more were dispatched`.
    """
    found = _with_limit(tokens)
    while found is not None:
        tokens, found = found, _with_limit(found)
    return list(tokens)


def _with_limit(tokens: Sequence[Token]) -> list[Token] | None:
    """The tokens with one more limit; None where there is none."""
    amounts = [n for n, t in enumerate(tokens) if isinstance(t.value, Number)]
    for place in amounts:
        number = tokens[place].value
        if not isinstance(number, Number) or number.kind is not Kind.MONEY:
            continue
        end = place + 1
        while end < len(tokens) and tokens[end].text.lower() in word_set(
            "of each import"
        ):
            end += 1
        is_each = end > place + 1
        is_floor = number.hedge in {"at least", "more than"} and _is_small(number)
        others = [n for n in amounts if n != place]
        if is_each or (is_floor and others and _is_of_one(tokens, place)):
            start = place
            while start and tokens[start - 1].text.lower() in word_set(
                "before a smallest value"
            ):
                start -= 1
            text = " ".join(t.text for t in tokens[start:end])
            limit = Token(kind="limit", text=text, value=number.low)
            return [*tokens[:start], limit, *tokens[end:]]
    return None


def _is_of_one(tokens: Sequence[Token], place: int) -> bool:
    """Whether an amount is that of one import: "deals in chips worth at least $100,000"."""
    before = [
        t
        for t in tokens[max(0, place - 7) : place]
        if t.text.lower() not in word_set("before a smallest value")
    ]
    words = [t.text.lower() for t in before]
    is_counted = any(w in vocabulary().counted for w in words)
    counts = any(
        isinstance(t.value, Number) and t.value.kind is Kind.COUNT
        for t in tokens[:place]
    )
    last = tokens[place - 1].text.lower() if place else ""
    is_beside = (
        last in word_set("before a smallest value") or last in vocabulary().counted
    )
    return is_beside and (is_counted or counts)


def _is_small(number: Number) -> bool:
    """Whether an amount can only be one of a single import, not of thousands."""
    return " " not in number.low and len(number.low.replace(",", "")) <= 6


# How words begin that say nothing of the imports, and how they end.


def without_asides(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without words between commas that say nothing of the imports.

    Args:
        tokens: Like `In 2023, with the war in its second year, the company imported`.
    """
    chunks: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in {",", "—", "–"}:
            chunks.append([])
        chunks[-1].append(token)
    kept: list[Token] = []
    for place, chunk in enumerate(chunks):
        is_inside = 0 < place < len(chunks) - 1
        if not (_is_aside(chunk, kept) or (is_inside and _is_inserted(chunk, kept))):
            kept += chunk
    return kept


def _is_inserted(chunk: Sequence[Token], kept: Sequence[Token]) -> bool:
    """Whether words between two commas say nothing of the imports, whatever they are.

    "In 2022, the year the tanks rolled, imports ..."; no number, place, goods or other
    firm is in them, and nothing that denies or adds.
    """
    words = [t for t in chunk if t.kind != "mark"]
    plain = {"word", "unknown", "mark"}
    if kept and kept[-1].kind in {"subject", "days"} | NAMED:
        plain = plain | {"subject"}
    if not words or words[0].text.lower().split()[0] not in word_set(
        "opens an insertion"
    ):
        return False
    if any(t.kind not in plain and not _is_home(t) for t in words):
        return False
    if any(t.block in DENIALS or t.has("opens_part") for t in words):
        return False
    is_unknown = any(t.kind == "unknown" or t.block for t in words)
    return is_unknown and not any(t.has("trade") or t.role for t in words)


NAMED = {"name", "place"}
DENIALS = {
    "may or might",
    "is planned or expected",
    "is denied or put as a question",
    "is told of a rest or an addition",
}


def _is_aside(chunk: Sequence[Token], kept: Sequence[Token]) -> bool:
    """Whether words between commas can be left out.

    Args:
        chunk: The words, with the comma before them.
        kept: What stands before them.
    """
    words = [t for t in chunk if t.kind != "mark"]
    if not words or (chunk[0].kind != "mark" and kept):
        return False
    first = words[0].text.lower()
    if {t.text.lower() for t in words[:2]} & {"highest", "lowest"}:
        return not any(t.kind in {"number", "place", "name"} for t in chunk)
    kinds = {"word", "unknown", "mark"}
    if (
        kept
        and kept[-1].kind in {"subject", "days"}
        and first in word_set("describes the importer")
    ):
        kinds = kinds | {"name", "subject"}
    elif first not in word_set("opens an aside") and words[
        -1
    ].text.lower() not in word_set("says who found it"):
        return False
    is_plain = all(t.kind in kinds or _is_home(t) for t in chunk)
    return (
        is_plain
        and any(t.kind in {"unknown", "name"} for t in chunk)
        and not any(t.block or t.has("trade") or t.role for t in chunk)
    )


def _is_home(token: Token) -> bool:
    place = token.value
    return isinstance(place, Place) and set(place.codes) == set(vocabulary().home)


def split_whole(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words that say of what a number is a part, and all others.

    "75 percent of the chips were ...", "of the goods imported since the invasion,
    $5 million ...".
    """
    for place, token in enumerate(tokens):
        start = place + 1
        if token.has("anaphors") and (
            place == 0 or tokens[place - 1].text in {'"', "“"}
        ):
            start = place
        elif not isinstance(token.value, Number) or not _opens_whole(tokens, place):
            continue
        end = start + 1
        while end < len(tokens) and not _ends_whole(tokens[end - 1], tokens[end]):
            end += 1
        return list(tokens[start:end]), [*tokens[:start], *tokens[end:]]
    return [], list(tokens)


def _opens_whole(tokens: Sequence[Token], place: int) -> bool:
    """Whether what follows a number says of what it is a part."""
    number = tokens[place].value
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None or not isinstance(number, Number):
        return False
    is_share = number.kind is Kind.SHARE
    return after.has("anaphors") or (
        is_share and after.text.lower() in {"of", "the", "its", "all"}
    )


def _ends_whole(before: Token, token: Token) -> bool:
    is_verb = token.text.lower().split()[0] in word_set("verbs of a whole")
    is_made = (
        before.has("anaphors") and token.role is not None
    )  # "a third of them made in"
    is_relative = before.text.lower() in {"that", "which", "who"}
    return (
        (is_verb and not is_relative)
        or is_made
        or token.text in {",", "(", ".", ";", ":"}
        or token.kind == "number"
    )
