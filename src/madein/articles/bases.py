"""The part of the imports that a piece starts from, and what narrows it."""

from collections.abc import Sequence
from dataclasses import replace

from madein.articles.memory import Memory
from madein.articles.pieces import Piece
from madein.articles.saying import Filters, Group
from madein.articles.statements import Part, UnreadError
from madein.articles.tokens import Token
from madein.articles.vocabulary import word_set

# What speaks of all imports again, after a part of them.
ALL = {"of the imports", "of the goods", "of the overall total", "of the whole"}


def base_of(
    piece: Piece, found: Filters, inner: Filters, memory: Memory
) -> tuple[Part, bool]:
    """The part of the imports that a piece starts from, and whether it is a part of it.

    Raises:
        UnreadError: It is not clear.
    """
    refers = inner.refers or found.refers
    if inner.refers == "part" and (inner.days or inner.is_subject):
        return Part(), True  # "half of the parts that Aurus imported from 2018 to 2023"
    if piece.opens == "comparison":
        earlier = memory.before()
        if earlier is None:
            raise UnreadError("it is not clear what it is compared with")
        if not found.days:
            raise UnreadError("what it is compared with has no period")
        return earlier.part, False
    if not (refers or piece.opens == "part"):
        return Part(), False
    if refers == "rest":
        return memory.unplaced() or Part(), False
    is_total = any(
        "total" in w or "figure" in w
        for w in found.words
        if w.startswith(("of ", "within", "out"))
    )
    earlier = memory.whole() if is_total else memory.before()
    if any(w in ALL for w in (*found.words, *inner.words)):
        earlier = memory.bare() or earlier
    earlier = inner.meant or found.meant or earlier
    if refers == "such" and earlier is None and memory.is_framed:
        return Part(), False
    if earlier is None:
        raise UnreadError("it is not clear of what it speaks")
    part = earlier.part
    is_other = bool(found.groups and part.countries)
    is_other = is_other and found.groups[0].codes != part.countries
    if (
        is_other
        and piece.opens == "part"
        and earlier.of is not None
        and not inner.refers
    ):
        return earlier.of, True  # "of which from China ... , of which from Korea"
    if is_other and refers == "same" and "those" in found.words:
        return replace(part, role=None, countries=()), False
    if refers == "such":
        return replace(part, role=None, countries=()) if found.groups else part, False
    return part, refers == "part" or piece.opens == "part"


def narrowed(part: Part, found: Filters, known: Sequence[str] = ()) -> Part:
    """A part of the imports, with what a piece says besides.

    Args:
        part: The part.
        found: What the piece says.
        known: Makers that were named before, like `US makers`.

    Raises:
        UnreadError: The two do not go together.
    """
    goods = [g for g in found.goods if g != part.goods]
    if len(goods) > 1 or (goods and part.goods is not None):
        raise UnreadError("it names more than one group of goods")
    groups = found.groups
    # "American chips", once chips of American makers were named
    meant = [f"{code} makers" for code in found.adjectives]
    meant = [m for m in meant if m in (*known, *part.makers, *found.makers)]
    groups = [g for g in groups if not any(f"{c} makers" in meant for c in g.codes)]
    makers = tuple(
        m for m in dict.fromkeys((*found.makers, *meant)) if m not in part.makers
    )
    if len({g.role for g in groups}) > 1 or len(groups) > 1:
        raise UnreadError("it names countries in more than one role")
    if groups:
        same = part.countries == groups[0].codes
        if part.countries and not (same and part.role in {None, groups[0].role}):
            raise UnreadError("it names countries in more than one role")
        part = replace(part, countries=groups[0].codes, role=groups[0].role)
    return replace(
        part,
        goods=goods[0] if goods else part.goods,
        makers=part.makers + makers,
        suppliers=part.suppliers + tuple(found.suppliers),
    )


def is_it(found: Filters) -> bool:
    """Like "In 2020 it had been $3.1 million": the same imports in other days."""
    is_plain = not (found.is_trade or found.groups or found.refers)
    is_plain = is_plain and found.role is None
    names_it = {
        "it",
        "figure",
        "total",
        "sum",
        "amount",
        "value",
        "bill",
        "tally",
        "number",
    }
    return bool(names_it & set(found.words)) and bool(found.days) and is_plain


def is_elliptic(tokens: Sequence[Token]) -> bool:
    """Like "Almost $15.5 million came from South Korea": of what, the sentence before says.

    So does "the parts were worth ...", where nothing says which parts.
    """
    words = [t.text.lower() for t in tokens if t.kind != "mark"]
    nouns = [
        n
        for n, t in enumerate(tokens)
        if t.kind == "goods"
        or (
            t.has("goods", "trade")
            and t.role is None
            and t.text.lower() in word_set("nouns of imports")
        )
    ]
    if not nouns:
        return True
    is_bare = nouns[0] + 1 < len(tokens) and tokens[
        nouns[0] + 1
    ].text.lower() in word_set("verbs of a whole")
    return words[0] == "the" and nouns[0] == 1 and is_bare


def name_pronoun(found: Filters, memory: Memory) -> None:
    """Like "By country of dispatch, it is ...": the country of the statement before.

    Raises:
        UnreadError: It is not clear.
    """
    pronouns = {"it", "they", "there"} & set(found.words)
    if found.role is None or found.groups or not pronouns:
        return
    earlier = memory.before()
    if earlier is None or not earlier.part.countries:
        raise UnreadError("which country it speaks of is not clear")
    codes = earlier.part.countries
    found.groups.append(Group(codes=codes, role=found.role, each=codes))
