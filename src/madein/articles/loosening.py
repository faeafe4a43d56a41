"""Words that say nothing of the imports, told by where they stand: they are left out."""

from collections.abc import Sequence
from dataclasses import replace

from madein.articles.idle import is_idle
from madein.articles.numbers import Kind, Number
from madein.articles.places import Place
from madein.articles.tokens import Token
from madein.articles.vocabulary import word_set

# What a part of a sentence must not have if it is left out.
CORE = {"number", "days", "goods", "limit"}


def loosened(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without the words that cannot change what is said of the imports.

    A word that is not known is left out unless its place makes it a part of the
    statement: it names what an amount is of, which goods are meant, who imports them
    or what is done with them. Such a word stays, and the sentence is not read.

    Args:
        tokens: Tokens of a sentence.
    """
    kept = _without_preface(_without_brackets(tokens))
    kept = _with_changes(_with_sellers(_without_chunks(kept)))
    kept = _with_importer(_without_another(kept))
    return [t for place, t in enumerate(kept) if not is_idle(kept, place)]


def _without_preface(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without words before the importer like "It turns out", "It is correct that"."""
    if not tokens or tokens[0].text.lower() not in word_set("opens a preface"):
        return list(tokens)
    for place, token in enumerate(tokens[1:8], 1):
        head = tokens[:place]
        if token.kind == "subject" or token.text.lower() == "that":
            is_plain = all(
                t.kind in {"word", "unknown"}
                and not (t.block is not None or t.has("nothing"))
                for t in head
            )
            is_trade = any(t.has("trade", "goods", "anaphors") for t in head[1:])
            is_unknown = any(t.kind == "unknown" for t in head)
            if not (is_plain and is_unknown) or is_trade:
                break
            return list(tokens[place + (token.text.lower() == "that") :])
    return list(tokens)


def _with_importer(tokens: Sequence[Token]) -> list[Token]:
    """Like "the company that builds the Aurus limousine imported": one importer."""
    for place, token in enumerate(tokens):
        if not token.has("implied") or token.text.lower() in {"it", "its"}:
            continue
        end = next(
            (n for n in range(place + 1, min(place + 6, len(tokens))) if tokens[n].kind == "subject"),
            None,
        )  # fmt: skip
        if end is None:
            continue
        between = tokens[place + 1 : end]
        is_plain = all(t.kind in {"word", "unknown"} for t in between)
        plain = not any(t.has("trade", "goods", "firms") or t.block for t in between)
        opens = between and between[0].text.lower() in {
            "that",
            "which",
            "who",
            "behind",
        }
        after = [t for t in tokens[end + 1 : end + 4] if t.kind != "mark"]
        imports = any(t.has("trade") and not t.has("goods") for t in after)
        if is_plain and plain and opens and imports:
            return [*tokens[:place], *tokens[end:]]
    return list(tokens)


def _without_another(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without `another` before an amount: it stands beside others."""
    return [
        t
        for place, t in enumerate(tokens)
        if not (
            t.text.lower() == "another"
            and place + 1 < len(tokens)
            and isinstance(tokens[place + 1].value, Number)
        )
    ]


def _with_changes(tokens: Sequence[Token]) -> list[Token]:
    """Like "imports had swollen to $3.3 million": a verb before "to" tells a change."""
    kept = list(tokens)
    for place, token in enumerate(tokens[:-2]):
        if token.kind != "unknown" or place == 0 or tokens[place + 2].kind != "number":
            continue
        before, number = tokens[place - 1], tokens[place + 2].value
        after = tokens[place + 3] if place + 3 < len(tokens) else None
        is_end = after is None or after.kind in {"mark", "days"} or after.text == "by"
        is_verb = before.text.lower() in {"have", "had", "has"} or (
            before.kind in {"subject", "days", "place"} or before.has("trade")
        )
        is_money = isinstance(number, Number) and number.kind in {
            Kind.MONEY,
            Kind.COUNT,
        }
        if tokens[place + 1].text.lower() == "to" and is_end and is_verb and is_money:
            known = frozenset({"change", "neutral"})
            kept[place] = replace(token, kind="word", classes=known)
    return kept


def _with_sellers(tokens: Sequence[Token]) -> list[Token]:
    """Like "traders in Hong Kong sold it goods": what is sold to the importer comes in."""
    kept: list[Token] = []
    for place, token in enumerate(tokens):
        before, after = tokens[max(0, place - 6) : place], tokens[place + 1 : place + 3]
        is_seller = any(t.has("sellers") for t in before)
        is_buyer = any(t.kind == "subject" or t.has("implied") for t in after)
        if token.text.lower() == "sold" and is_seller and is_buyer:
            kept.append(replace(token, classes=frozenset({"trade"})))
        else:
            kept.append(token)
    return kept


def _without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without brackets that hold no dollars, countries or days."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        end = next(
            (n for n in range(place, len(tokens)) if tokens[n].text == ")"), None
        )
        if (
            tokens[place].text == "("
            and end is not None
            and _is_beside(tokens[place:end])
        ):
            place = end + 1
            continue
        kept.append(tokens[place])
        place += 1
    return kept


def _is_beside(inside: Sequence[Token]) -> bool:
    """Whether the words of a bracket say nothing of the imports."""
    numbers = [t.value for t in inside if isinstance(t.value, Number)]
    foreign = bool(numbers) and all(n.kind is Kind.FOREIGN for n in numbers)
    kinds = {t.kind for t in inside}
    if foreign:
        return not kinds & {"days", "goods", "place"}
    is_plain = not kinds & (CORE | {"place"})
    return is_plain and not any(t.block or t.has("nothing") or t.role for t in inside)


def _without_chunks(tokens: Sequence[Token]) -> list[Token]:
    """Tokens without parts between commas that say nothing of the imports."""
    chunks: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in {",", ";", "—", "–"} and token.kind == "mark":
            chunks.append([])
        chunks[-1].append(token)
        if token.text == ":" and not any(t.kind in CORE for c in chunks for t in c):
            head = [t for c in chunks for t in c]
            is_denied = any(t.block or t.has("nothing", "anaphors") for t in head)
            is_denied = is_denied or any(t.kind in {"place", "name"} for t in head)
            chunks = chunks if is_denied or len(head) < 4 else [[]]
    if len(chunks) == 1:
        return chunks[0]
    kept = [chunk for n, chunk in enumerate(chunks) if not _is_empty(chunks, n)]
    joined = [token for chunk in kept for token in chunk]
    while joined and joined[0].text in {",", ";"}:
        joined.pop(0)
    return joined


def _is_empty(chunks: Sequence[Sequence[Token]], place: int) -> bool:
    chunk = chunks[place]
    words = [t for t in chunk if t.kind != "mark"]
    if place and words and words[0].text.lower() in {"along", "alongside"}:
        return not any(t.kind in {"number", "days", "place"} for t in words)
    if not any(t.kind in {"unknown", "name"} for t in words) or len(words) < 2:
        return False
    first = words[0].text.lower().split()[0]
    opens = word_set("opens an insertion") | word_set("opens an aside")
    opens |= word_set("not all of it")
    before = chunks[place - 1] if 0 < place < len(chunks) - 1 else ()
    is_apposed = bool(before) and (
        before[-1].kind == "subject" and first.endswith(("ed", "ing"))
    )
    if place and first not in opens | word_set("reports") and not is_apposed:
        return False
    if place == 0 and first not in opens | word_set("opens a preface"):
        return False
    is_scene = first in word_set("opens a scene")
    is_noun = place > 0 and first in {"a", "an", "the"}
    has_days = any(t.kind == "days" for c in chunks if c is not chunk for t in c)
    for token in words:
        is_day = token.kind == "days" and (is_scene or is_noun)
        if (token.kind in CORE and not (is_day and has_days)) or token.has("anaphors"):
            return False
        soft = token.text.lower() in SOFT and (is_scene or is_noun)
        if (token.block is not None or token.has("nothing")) and not (
            soft or token.block in HARMLESS | (SCENE if is_scene or is_noun else set())
        ):
            return False
        if not is_scene and (token.role is not None or token.has("listed", "firms")):
            return False
        if token.kind == "place" and not (is_scene or _is_home(token)):
            return False
        if token.kind == "subject" and place == 0:
            return False
    return place == 0 or is_scene or not any(t.has("goods") for t in words)


SOFT = {"hardly", "not", "never", "no", "barely"}
HARMLESS = {"is about something else"}
SCENE = {
    "is a rate or an average",
    "is about sales, prices or money of firms",
    "is about exports",
}


def _is_home(token: Token) -> bool:
    return isinstance(token.value, Place) and token.value.codes == ("RU",)
