"""What a piece of a sentence says of countries, goods, makers, suppliers and days."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from madein.articles.days import Days
from madein.articles.places import Place
from madein.articles.statements import Part, Statement, UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import vocabulary
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
LISTED = {"and", "or", ",", "as well as", "both", "also"}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Countries that stand together, and what is said of them.

    Attributes:
        codes: Their ISO codes, in order.
        role: Which country of a declaration; None where it is left open.
        each: Codes of those named one by one, without members of a group of countries.
    """

    codes: tuple[str, ...]
    role: CountryRole | None
    each: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Filters:
    """What a piece says of the imports; filled word by word.

    Attributes:
        groups: Countries, each group with its role.
        role: A role that is named without a country behind it.
        goods: Product groups of the case.
        makers: Names of makers, or like `US makers`.
        adjectives: Countries whose adjective stands before goods.
        suppliers: Names of suppliers.
        days: Periods.
        is_subject: Whether it names the subject of the case.
        is_implied: Whether it means the importer of the sentence before.
        refers: Whether it means the imports of the statement before: `part` of them,
            `same`, `such`; empty if not.
        is_trade: Whether it has a word of trade or of goods.
        is_home: Whether it names the country of the records.
        whole: For the pieces of a sentence, what "of these" at its beginning means.
        accounts: For the pieces of a sentence, whether it began with "accounted for".
        sender: For the pieces of a sentence, the country that ships.
        meant: The statement that "of the 2,358" names by its number.
        words: All of its words, in lower case.
    """

    groups: list[Group] = field(default_factory=list)
    role: CountryRole | None = None
    goods: list[str] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    days: list[Days] = field(default_factory=list)
    is_subject: bool = False
    is_implied: bool = False
    refers: str = ""
    is_trade: bool = False
    is_home: bool = False
    whole: Part | None = None
    accounts: bool = False
    sender: Group | None = None
    meant: Statement | None = None
    words: list[str] = field(default_factory=list)


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
                _add_place(found, tokens, place, token.value)
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
    if token.has("trade", "goods") or ("countr" in word and token.role is not None):
        found.is_trade = True
    if token.role is not None and not _is_making(tokens, place):
        found.role = CountryRole(token.role)
        if word in {"origin", "-made", "made", "produced", "built"}:
            _settle_adjective(found, tokens, place)
    elif token.has("trade") and token.role is None and not token.has("goods"):
        found.role = None
    if (token.has("sellers") and _buys(tokens, place)) or (
        token.has("firms") and _buys(tokens, place)
    ):
        found.role = CountryRole.TRADING
    elif word in {"firms", "companies", "businesses"} and not _sells(tokens, place):
        raise UnreadError("it speaks of more firms than the subject of the case")


def _is_active(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb after a pronoun says that it imports."""
    after = [t.text.lower() for t in tokens[place + 1 : place + 3]]
    return bool(IMPORTS & set(after)) and "been" not in after


def _is_making(tokens: Sequence[Token], place: int) -> bool:
    """Whether `made` or `built` is followed by who made it, not where."""
    after = [t.text.lower() for t in tokens[place + 1 : place + 2]]
    return tokens[place].role == "origin" and after in (["by"], ["up"])


def _buys(tokens: Sequence[Token], place: int) -> bool:
    text = " ".join(t.text.lower() for t in tokens[:place])
    return any(f"{word}" in text for word in vocabulary().buys)


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


def _add_place(
    found: Filters, tokens: Sequence[Token], place: int, meant: Place
) -> None:
    text, home = tokens[place].text, set(vocabulary().home)
    before = tokens[place - 1].text.lower() if place else ""
    after = _after(tokens, place)
    is_home = bool(meant.codes) and set(meant.codes) <= home
    if is_home and (
        before in (*vocabulary().destination, "entered", "reached", "entering", "reach")
        or _is_home_word(meant, after)
    ):
        found.is_home = True
        return
    if is_home and before not in {"from", "in"} and not meant.is_adjective:
        raise UnreadError(f"what is said of {text} is not clear")
    if not meant.codes:
        raise UnreadError(f"'{text}' is no certain set of countries")
    if before == "by" or (after is not None and after.text.lower() in IMPORTS):
        raise UnreadError(f"it speaks of imports by {text}")
    if after is not None and after.text.lower() in {
        "imports",
        "import",
        "trade",
        "customs",
    }:
        raise UnreadError(f"whether {text} is where the goods came from is not clear")
    if before in {"to", "into", "towards", "reaching"}:
        raise UnreadError(f"it speaks of goods that went to {text}")
    if after is not None and meant.is_adjective | (text in {"US", "U.S.", "UK"}):
        if after.has("makers"):
            found.makers.append(f"{meant.codes[0]} makers")
            return
        if after.has("sellers", "firms") and _buys(tokens, place):
            found.role = CountryRole.TRADING
        elif after.has("sellers", "firms"):
            found.role = None
        elif (after.kind == "goods" or after.has("goods")) and not _continues(
            tokens, place
        ):
            found.adjectives.append(meant.codes[0])
            _join(found, tokens, place, meant, None)
            return
    if before not in FROM and not meant.is_adjective and sends(tokens, place):
        _join(found, tokens, place, meant, CountryRole.DISPATCH)
        return
    if (named := _named_role(tokens, place)) is not None:
        _join(found, tokens, place, meant, named)
        return
    if before == "in" and found.role is None:
        raise UnreadError(f"what happened in {text} is not clear")
    _join(found, tokens, place, meant, found.role)


def _named_role(tokens: Sequence[Token], place: int) -> CountryRole | None:
    """Like "South Korea was the country of origin of goods worth $14 million"."""
    after = [t for t in tokens[place + 1 : place + 5] if t.text.lower() != "the"]
    is_said = after[:1] and after[0].text.lower() in {"was", "is", "were"}
    if not is_said or len(after) < 2 or after[1].role is None:
        return None
    is_noun = "origin" in after[1].text.lower() or "countr" in after[1].text.lower()
    return CountryRole(after[1].role) if is_noun else None


FROM = {"from", "in", "via", "through", "of", "by"}


def sends(tokens: Sequence[Token], place: int) -> bool:
    """Whether a country is what ships: "Turkey, which had shipped goods worth ...".

    Args:
        tokens: The tokens.
        place: Place of the country.
    """
    after = [
        t
        for t in tokens[place + 1 : place + 8]
        if t.kind not in {"mark", "place"}
        and t.text.lower() not in vocabulary().helping
    ]
    return bool(after) and acts(after, 0)


def acts(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb of sending is active: goods or an amount stand behind it.

    Args:
        tokens: The tokens.
        place: Place of the verb.
    """
    verb, after = tokens[place], tokens[place + 1 : place + 2]
    if verb.role != "dispatch" or not verb.text.lower().endswith("ed"):
        return False
    return bool(after) and (
        after[0].kind in {"number", "goods"}
        or after[0].has("goods")
        or after[0].text.lower() == "the"
    )


IMPORTS = {"imported", "imports", "bought", "received", "purchased", "buys", "acquired"}


def _after(tokens: Sequence[Token], place: int) -> Token | None:
    rest = [t for t in tokens[place + 1 : place + 4] if t.text not in {"'s", "’s", "-"}]
    return rest[0] if rest else None


def _is_home_word(meant: Place, after: Token | None) -> bool:
    """Whether a country of the records stands beside its firms, cars or customs."""
    if after is None:
        return False
    is_own = after.has("kinds_of_firm", "implied") or after.kind == "subject"
    plain = {
        "customs",
        "car",
        "cars",
        "limousine",
        "limousines",
        "limo",
        "limos",
        "market",
        "luxury",
        "imports",
        "presidential",
        "state-backed",
        "vehicles",
    }
    return meant.is_adjective and (is_own or after.text.lower() in plain)


def _continues(tokens: Sequence[Token], place: int) -> bool:
    """Whether the place before in a list has set the role: "made in A, B and Korea"."""
    return bool(place >= 2 and tokens[place - 2].kind == "place")


def _join(
    found: Filters,
    tokens: Sequence[Token],
    place: int,
    meant: Place,
    role: CountryRole | None,
) -> None:
    """Add a country to the group it is listed with, or open one."""
    previous = place - 1
    while previous >= 0 and (
        tokens[previous].text.lower()
        in LISTED
        | {
            "the",
            "other",
            "members",
            "member",
            "states",
            "of",
            "countries",
            "in",
            "from",
            "mainland",
            "including",
        }
    ):
        previous -= 1
    is_listed = (
        previous >= 0
        and previous < place - 1
        and tokens[previous].kind == "place"
        and bool(found.groups)
    )
    each = () if meant.is_group else meant.codes
    if is_listed:
        last = found.groups[-1]
        codes = last.codes + tuple(c for c in meant.codes if c not in last.codes)
        found.groups[-1] = Group(
            codes=codes, role=last.role or role, each=last.each + each
        )
        return
    found.groups.append(Group(codes=meant.codes, role=role, each=each))
