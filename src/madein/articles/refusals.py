"""What keeps a sentence with a number from being read."""

from collections.abc import Sequence

from madein.articles.memory import Memory
from madein.articles.numbers import Kind, Number
from madein.articles.pieces import Piece
from madein.articles.saying import Filters
from madein.articles.statements import UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import word_set


def check_numbers(numbers: Sequence[Number], *, is_listed: bool) -> None:
    """Refuse what no claim about imports can hold.

    Raises:
        UnreadError: It is not clear.
    """
    for number in numbers:
        if number.kind is Kind.FOREIGN:
            raise UnreadError("an amount in another currency than US dollars")
        if number.kind is Kind.OTHER:
            raise UnreadError(f"'{number.low}' counts something else than imports")
    if len({n.kind for n in numbers}) != len(numbers) and not is_listed:
        raise UnreadError("which amount belongs to which is not clear")
    if any(
        " "
        in n.hedge.replace("at least", "")
        .replace("at most", "")
        .replace("more than", "")
        .replace("less than", "")
        .replace("just over", "")
        for n in numbers
    ):
        raise UnreadError("its hedge is not clear")


def check_firms(tokens: Sequence[Token]) -> None:
    """Refuse what other firms do: "a supplier to Aurus had imports of ...".

    Raises:
        UnreadError: It is not clear.
    """
    for place, token in enumerate(tokens):
        if token.has("nothing"):
            raise UnreadError(f"'{token.text}': it is denied or put as a question")
        before = {t.text.lower() for t in tokens[max(0, place - 4) : place]}
        if token.has("firms") and "with" in before and before & {"its", "their"}:
            raise UnreadError("it speaks of more firms than the subject of the case")
        is_source = any(
            w in {"by", "with", "via", "through"} or w.endswith("from") for w in before
        )
        if (
            token.has("firms")
            and not token.has("implied", "kinds_of_firm")
            and not is_source
            and not is_apposed(tokens, place)
        ):
            raise UnreadError("it speaks of other firms than the subject of the case")


def is_apposed(tokens: Sequence[Token], place: int) -> bool:
    """Whether a firm is named beside its noun: "another supplier, Hanul Systems, sent".

    Args:
        tokens: Tokens of a piece.
        place: Place of the noun.
    """
    after = [t for t in tokens[place + 1 : place + 3] if t.text != ","]
    before = [t for t in tokens[max(0, place - 2) : place] if t.text != ","]
    return any(t.kind == "name" for t in (*after[:1], *before[-1:]))


# What stands for the trade of a whole country where no importer is named.


def check_subject(tokens: Sequence[Token], *, is_bill: bool = False) -> None:
    """Refuse what the subject sends, or does with others, and money that changes hands.

    Args:
        tokens: Tokens of a piece.
        is_bill: Whether "for $5 million" can be no price: "accounted" stands before it.

    Raises:
        UnreadError: It is such a statement.
    """
    words = [t.text.lower() for t in tokens]
    if any(t.has("listed") for t in tokens):
        raise UnreadError("it speaks of sanctioned goods or firms only")
    if any(_is_finished(tokens, place) for place in range(len(tokens))):
        raise UnreadError("it speaks of cars, not of goods in general")
    for place, token in enumerate(tokens):
        before, after = words[max(0, place - 2) : place], words[place + 1 : place + 2]
        if token.kind == "subject":
            if after == ["and"]:
                raise UnreadError(
                    "it speaks of more firms than the subject of the case"
                )
            if _is_owned(tokens, place):
                raise UnreadError(
                    "it speaks of other firms than the subject of the case"
                )
            if "".join(before[-1:]).endswith("from") or (
                word_set("what a sender does") & set(after)
            ):
                raise UnreadError("it speaks of what the subject sends")
            if before[-1:] == ["by"] and word_set("what a sender does") & set(before):
                raise UnreadError("it speaks of what the subject sends")
        is_money = isinstance(token.value, Number) and token.value.kind is Kind.MONEY
        is_bill = is_bill or _is_bill(tokens, place)
        if is_money and before[-1:] == ["for"] and not is_bill:
            raise UnreadError("it speaks of a price")
    imports = any(w.startswith(("import", "brought", "bring")) for w in words)
    has_goods = any(t.kind == "goods" or t.has("goods") for t in tokens)
    has_goods = has_goods or (
        "declarations" in words and bool(word_set("makes declarations") & set(words))
    )
    is_subject = any(
        t.kind == "subject" or (t.has("implied") and t.text.lower() != "it")
        for t in tokens
    )
    if is_subject and not (imports or has_goods):
        raise UnreadError("it does not speak of goods")


def _is_owned(tokens: Sequence[Token], place: int) -> bool:
    """Like "customers of Aurus imported": what imports is another, that belongs to it."""
    after = "".join(t.text.lower() for t in tokens[place + 1 : place + 2])
    if place < 2 or "'" in tokens[place].text or "’" in tokens[place].text:
        return False
    if after.partition(" ")[0] not in word_set("what an importer does"):
        return False
    noun, link = tokens[place - 2], tokens[place - 1].text.lower()
    is_own = noun.has("implied", "kinds_of_firm", "trade", "value", "goods", "same")
    return link in {"of", "with", "near", "by"} and not is_own


def _is_finished(tokens: Sequence[Token], place: int) -> bool:
    """Whether cars themselves are what is imported: "imported cars worth $2 million"."""
    if tokens[place].text.lower() not in word_set("finished cars"):
        return False
    before, after = tokens[max(0, place - 1) : place], tokens[place + 1 : place + 2]
    is_object = any(t.has("trade") and not t.has("goods") for t in before)
    is_object = is_object or any(t.kind == "number" for t in before)
    return is_object and not any(t.has("goods") or t.kind == "goods" for t in after)


def _is_bill(tokens: Sequence[Token], place: int) -> bool:
    """Like "imported switches for about $3.1 million": goods, and no price of one."""
    before, number = tokens[place - 2] if place > 1 else None, tokens[place].value
    if before is None or not isinstance(number, Number):
        return False
    is_goods = before is not None and (before.kind == "goods" or before.has("goods"))
    is_big = " " in number.low
    if is_big and any(
        t.text.lower() in {"imported", "imports"} for t in tokens[:place]
    ):
        return True
    is_many = before.kind == "goods" or before.text.lower().endswith("s")
    if is_goods and is_big and is_many:
        return True  # no single thing costs millions
    brought = {"imported", "imports", "import", "brought in", "bought in"}
    return is_goods and any(t.text.lower() in brought for t in tokens[:place])


# Behind an amount these make it a difference: "$4 million more than in 2021".
DIFFERS = (
    "more",
    "less",
    "higher",
    "lower",
    "fewer",
    "greater",
    "smaller",
    "larger",
    "above",
    "below",
)


def check_change(tokens: Sequence[Token]) -> None:
    """Refuse a difference: "rose by $4 million", "up 45 percent"; "rose to" is an amount.

    Raises:
        UnreadError: It is not clear.
    """
    words = [t.text.lower() for t in tokens]
    for place, token in enumerate(tokens):
        after = "".join(words[place + 1 : place + 2])
        number = token.value
        is_amount = isinstance(number, Number) and number.kind is not Kind.RATIO
        if is_amount and after.startswith(DIFFERS):
            raise UnreadError("it gives a difference, not an amount")
    if not word_set("changes") & set(words):
        return
    for place, token in enumerate(tokens):
        if isinstance(token.value, Number) and token.value.kind is not Kind.RATIO:
            before = words[place - 1] if place else ""
            changed = word_set("changes") & set(words[:place])
            is_from = before == "from" and changed
            if (
                changed
                and before
                not in {"to", "from", "up from", "down from", "reach", "reaching"}
            ) or (token.value.kind is Kind.SHARE):
                raise UnreadError("it gives a change, not an amount")
            if is_from and not any(t.kind == "days" for t in tokens):
                raise UnreadError("what it is compared with has no period")


def check_topic(
    found: Filters, inner: Filters, memory: Memory, sentence: Filters, piece: Piece
) -> None:
    """Refuse what is not certainly about the imports of the case.

    Raises:
        UnreadError: It is not clear.
    """
    both = (found, inner, sentence)
    refers = found.refers or inner.refers or piece.opens
    if not any(f.is_trade for f in both) and not refers:
        raise UnreadError("it does not speak of imports")
    if any(f.is_subject for f in both):
        return
    if memory.topic == "other":
        raise UnreadError("it speaks of another firm than that of the case")
    is_named = found.meant is not None or inner.meant is not None
    if is_named or (refers and refers != "rest" and memory.before() is not None):
        return
    if any(f.is_implied for f in both) and not (memory.is_fresh or memory.is_alone):
        raise UnreadError("it is not clear whose imports it speaks of")
    is_implied = any(f.is_implied for f in both)
    words = {w for f in both for w in f.words}
    if ":" in words and memory.is_alone:  # an entry: "Total imports 2018-23: $34m"
        words -= {"total", "overall"}
    is_national = any(f.is_home for f in both) or word_set("of a whole country") & words
    if is_national and not is_implied:
        raise UnreadError("it may speak of the trade of the whole country")
    if memory.topic != "case":
        raise UnreadError("it is not clear whose imports it speaks of")
