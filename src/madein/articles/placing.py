"""What a piece says of countries: each with its role, or why that is not clear."""

from collections.abc import Sequence

from madein.articles.places import Place
from madein.articles.saying import Filters, Group
from madein.articles.statements import UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import vocabulary, word_set
from madein.scope import CountryRole

SELLS = {"sold", "supplied", "sell", "supply"}


def buys(tokens: Sequence[Token], place: int) -> bool:
    """Whether words before a place speak of buying.

    Args:
        tokens: The tokens.
        place: The place.
    """
    text = " ".join(t.text.lower() for t in tokens[:place])
    return any(f"{word}" in text for word in vocabulary().buys)


def add_place(
    found: Filters, tokens: Sequence[Token], place: int, meant: Place
) -> None:
    """Add a country that a piece names, with its role.

    Args:
        found: Where it is added.
        tokens: Tokens of the piece.
        place: Place of the country in them.
        meant: The country.

    Raises:
        UnreadError: What is said of it is not clear.
    """
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
    nearby = {t.text.lower() for t in tokens[max(0, place - 3) : place]}
    if is_home and "territory" in nearby:
        found.is_home = True
        return
    if is_home and before not in {"from", "in"} and not meant.is_adjective:
        raise UnreadError(f"what is said of {text} is not clear")
    if not meant.codes:
        raise UnreadError(f"'{text}' is no certain set of countries")
    if _makes(tokens, place, meant):
        found.makers.append(f"{meant.codes[0]} makers")
        return
    if before == "by" or (
        after is not None and after.text.lower() in word_set("what an importer does")
    ):
        raise UnreadError(f"it speaks of imports by {text}")
    if after is not None and after.text.lower() in {
        "imports",
        "import",
        "trade",
        "customs",
    }:
        raise UnreadError(f"whether {text} is where the goods came from is not clear")
    if after is not None and after.text.lower() in {"border", "frontier"}:
        raise UnreadError(f"what is said of {text} is not clear")
    if before in {"to", "into", "towards", "reaching"}:
        raise UnreadError(f"it speaks of goods that went to {text}")
    if after is not None and meant.is_adjective | (text in {"US", "U.S.", "UK"}):
        if after.has("sellers", "firms") and buys(tokens, place):
            found.role = CountryRole.TRADING
        elif after.has("sellers", "firms"):
            found.role = None
        elif _is_brand(tokens, place, meant, after):
            found.makers.append(f"{meant.codes[0]} makers")
            return
        elif (after.kind == "goods" or after.has("goods")) and not _continues(
            tokens, place
        ):
            found.adjectives.append(meant.codes[0])
            _join(found, tokens, place, meant, None)
            return
    if (
        before not in word_set("before a source")
        and not meant.is_adjective
        and sends(tokens, place)
    ):
        _join(found, tokens, place, meant, CountryRole.DISPATCH)
        return
    if (named := _named_role(tokens, place)) is not None:
        _join(found, tokens, place, meant, named)
        return
    if before == "in" and place > 1 and tokens[place - 2].has("sellers"):
        sells = any(t.text.lower() in SELLS for t in tokens[place + 1 :])
        if sells:
            _join(found, tokens, place, meant, CountryRole.TRADING)
            return
    if before == "in" and found.role is None:
        raise UnreadError(f"what happened in {text} is not clear")
    _join(found, tokens, place, meant, found.role)


def _is_brand(tokens: Sequence[Token], place: int, meant: Place, after: Token) -> bool:
    """Whether an adjective says who makes chips: "American chips" are made anywhere."""
    is_chip = after.kind == "goods" and after.value == "semiconductors"
    following = [t.text for t in tokens[place + 1 : place + 3]]
    return is_chip and meant.is_adjective and "-" not in following


def _makes(tokens: Sequence[Token], place: int, meant: Place) -> bool:
    """Whether a country stands beside makers: "made by US companies", "Korean makers"."""
    after = _after(tokens, place)
    is_adjective = meant.is_adjective or tokens[place].text in {"US", "U.S.", "UK"}
    if after is None or not is_adjective:
        return False
    if after.has("makers"):
        return True
    before = " ".join(t.text.lower() for t in tokens[max(0, place - 2) : place])
    return after.has("firms") and before.endswith(
        ("made by", "produced by", "built by", "manufactured by")
    )


def _named_role(tokens: Sequence[Token], place: int) -> CountryRole | None:
    """Like "South Korea was the country of origin of goods worth $14 million"."""
    after = [t for t in tokens[place + 1 : place + 6] if t.text.lower() != "the"]
    after = [t for t in after if not t.has("top")]
    is_said = after[:1] and after[0].text.lower() in {"was", "is", "were"}
    if not is_said or len(after) < 2 or after[1].role is None:
        return None
    is_noun = "origin" in after[1].text.lower() or "countr" in after[1].text.lower()
    is_noun = is_noun or "place" in after[1].text.lower()
    return CountryRole(after[1].role) if is_noun else None


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
        or after[0].has("goods", "makers")
        or after[0].text.lower() == "the"
    )


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
        in word_set("between listed countries")
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
