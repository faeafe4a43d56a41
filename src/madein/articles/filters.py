"""A piece of a sentence read word by word: goods, makers, suppliers, days, countries."""

from collections.abc import Sequence

from madein.articles.days import Days
from madein.articles.places import Place
from madein.articles.placing import add_place, buys
from madein.articles.saying import Filters, Group
from madein.articles.statements import Statement, UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import word_set
from madein.scope import CountryRole

SIGNS = {
    ",",
    ".",
    ":",
    "(",
    ")",
    '"',
    "“",
    "”",
    "'s",
    "’s",
    "'",
    "’",
    "-",
    "?",
    "!",
    "‘",
    "%",
    "…",
    ";",
    "–",
    "—",
}
MADE_BY = ("made by", "manufactured by", "produced by", "products of", "built by")
SOLD_BY = (
    "supplied by",
    "shipped by",
    "delivered by",
    "bought from",
    "purchased from",
    "sold by",
    "sent by",
    "dispatched by",
)


def filters(tokens: Sequence[Token]) -> Filters:
    """What a piece says, apart from its numbers.

    Args:
        tokens: Its tokens.

    Raises:
        UnreadError: Some of its words are not understood, or change what it says.
    """
    found = Filters()
    for place, token in enumerate(tokens):
        found.words.append(token.text.lower())
        match token.kind:
            case "number" | "limit":
                pass
            case "mark" if token.text not in SIGNS:
                raise UnreadError(f"'{token.text}' is not understood")
            case "unknown":
                raise UnreadError(f"'{token.text}' is not understood")
            case "name":
                _add_name(found, tokens, place)
            case "days" if isinstance(token.value, Days):
                found.days.append(token.value)
            case "subject":
                found.is_subject = True
            case "goods":
                found.is_trade = True
                if token.value not in found.goods:
                    found.goods.append(str(token.value))
            case "place" if isinstance(token.value, Place):
                add_place(found, tokens, place, token.value)
            case "word":
                _add_word(found, tokens, place)
    return found


def _before(tokens: Sequence[Token], place: int, count: int = 3) -> str:
    return " ".join(t.text.lower() for t in tokens[max(0, place - count) : place])


def _add_word(found: Filters, tokens: Sequence[Token], place: int) -> None:
    token = tokens[place]
    if token.block is not None:
        raise UnreadError(f"'{token.text}': it {token.block}")
    word = token.text.lower()
    if token.has("implied") and word != "it":
        found.is_implied = True
    if word in {"its", "it"}:
        found.is_implied = True
    if token.has("anaphors"):
        found.refers = "part"
        found.meant = token.value if isinstance(token.value, Statement) else None
    elif word == "they" and _is_active(tokens, place):
        found.is_implied = True
    elif token.has("same") and not found.refers:
        found.refers = "same"
    elif word == "such" and not found.refers:
        found.refers = "such"
    if word in {"make", "manufacture"} and place and tokens[place - 1].kind == "place":
        found.role = CountryRole.ORIGIN  # "of South Korean make"
        _settle_adjective(found, tokens, place)
    if token.has("makers") and "other" in _before(tokens, place, 2):
        raise UnreadError("which makers it speaks of is not clear")
    if token.has("trade", "goods") or ("countr" in word and token.role is not None):
        found.is_trade = True
    if token.role is not None and not _is_making(tokens, place):
        found.role = CountryRole(token.role)
        if word in {"origin", "-made", "made", "produced", "built"}:
            _settle_adjective(found, tokens, place)
    elif token.has("trade") and token.role is None and not token.has("goods"):
        found.role = None
    if (token.has("sellers") and buys(tokens, place)) or (
        token.has("firms") and buys(tokens, place)
    ):
        found.role = CountryRole.TRADING
    elif word in {"firms", "companies", "businesses"} and not _sells(tokens, place):
        raise UnreadError("it speaks of more firms than the subject of the case")


def _is_active(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb after a pronoun says that it imports."""
    after = [t.text.lower() for t in tokens[place + 1 : place + 3]]
    return bool(word_set("what an importer does") & set(after)) and "been" not in after


def _is_making(tokens: Sequence[Token], place: int) -> bool:
    """Whether `made` or `built` is followed by who made it, not where."""
    after = [t.text.lower() for t in tokens[place + 1 : place + 2]]
    return tokens[place].role == "origin" and after in (["by"], ["up"])


def _sells(tokens: Sequence[Token], place: int) -> bool:
    """Whether firms are those that the goods come from."""
    before = {t.text.lower() for t in tokens[max(0, place - 4) : place]}
    return any(w == "by" or w.endswith("from") for w in before)


def _settle_adjective(found: Filters, tokens: Sequence[Token], place: int) -> None:
    """`South Korean-made`, `of South Korean origin`: the country before has the role."""
    before = [t for t in tokens[max(0, place - 2) : place] if t.text != "-"]
    if before and before[-1].kind == "place" and found.groups:
        last = found.groups[-1]
        found.groups[-1] = Group(codes=last.codes, role=found.role, each=last.each)
        found.adjectives += last.codes
        found.role = None


def _add_name(found: Filters, tokens: Sequence[Token], place: int) -> None:
    name, before = tokens[place].text, _before(tokens, place, 4)
    is_listed = place and (
        tokens[place - 1].text.lower() in {"and", "or", ","}
        and tokens[place - 2].kind == "name"
    )
    if any(before.endswith(words) for words in MADE_BY) or (is_listed and found.makers):
        found.makers.append(name)
    elif (
        any(before.endswith(w) for w in SOLD_BY)
        or (is_listed and found.suppliers)
        or _supplies(tokens, place)
    ):
        found.suppliers.append(name)
    else:
        raise UnreadError(f"it names '{name}', which is not known to the case")


def _supplies(tokens: Sequence[Token], place: int) -> bool:
    """Like "Mireu Trading supplied Aurus with goods": who supplies the subject."""
    after = [
        t
        for t in tokens[place + 1 : place + 6]
        if t.kind != "mark"
        and t.text.lower() not in {"has", "had", "have", "which", "also"}
    ]
    verbs = {"supplied", "sent", "delivered", "shipped", "supply", "provided"}
    return (
        len(after) > 1
        and after[0].text.lower() in verbs
        and (after[1].kind == "subject" or after[1].has("implied"))
    )
