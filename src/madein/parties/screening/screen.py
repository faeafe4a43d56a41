"""Parties held against the entries of lists: names propose, ids decide, people overrule.

Every spelling of a party is held against every name of an entry; the best pair stands for
the two. Made when somebody asks, from the tables of a build and the list folders.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import product

from madein.engine import Engine, Row
from madein.lists.entry import NameKind
from madein.parties.decisions.file import NO_DECISIONS, Decisions
from madein.parties.decisions.lines import Action
from madein.parties.matching.blocks import fill_candidates
from madein.parties.matching.compare import (
    POSSIBLE,
    compare,
    of_names,
    share,
    with_names,
)
from madein.parties.matching.features import Rarity
from madein.parties.mention import Mention, Name
from madein.parties.screening.answers import Held, answered, told_of
from madein.parties.screening.sides import (
    Owner,
    Side,
    Spelt,
    Words,
    listed_side,
    parties_side,
)
from madein.tables import HIT


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """The two names of a party and an entry that are most alike.

    Attributes:
        score: How alike they are, 0 to 1.
        left: The party's name, read, without ids.
        right: The entry's.
        ours: The party's name, as written.
        theirs: The entry's.
    """

    score: float
    left: Mention
    right: Mention
    ours: Spelt
    theirs: Spelt


Best = dict[tuple[Owner, Owner], Pair]


@dataclass(frozen=True, kw_only=True)
class Nameless:
    """Names that hold no word which tells firms apart: only ids can speak for them.

    Attributes:
        parties: How many spellings of parties.
        listed: How many names on lists.
    """

    parties: int
    listed: int


def fill_hits(engine: Engine, decisions: Decisions = NO_DECISIONS) -> Nameless:
    """Table `hit`: parties that are, may be, or only look like an entry of a list.

    Persons, vessels and aircraft on lists are not held against firms. Equal valid ids
    make a hit `sure`; different ones of one scheme make it `no`, which is kept where the
    names are alike. A name alone is `possible` at most. What a person decided stands
    above both.

    Shape:
        `party`, `party_name`, `list_name`, `list_id` and `list_snapshot` in; `hit` out,
        one row per party and entry.

    Args:
        engine: Holds the tables.
        decisions: What people decided.

    Returns:
        How many names could not be compared.
    """
    parties = parties_side(engine, keyed=bool(decisions.standing))
    listed = listed_side(engine)
    rarity = _rarity(parties, listed)
    best = _by_name(engine, parties, listed, rarity)
    told = told_of(decisions, parties.keys, _named(listed), listed.ids)
    same = {pair for pair, line in told.items() if line.action is Action.SAME}
    _add(best, _same_id(parties, listed) | same, parties, listed, rarity)
    days = engine.rows("select list, max(day) as day from list_snapshot group by list")
    last = {row["list"]: row["day"] for row in days}
    engine.fill(
        HIT,
        (
            _row(
                party,
                entry,
                pair,
                rarity,
                Held(
                    party=parties.ids.get(party, frozenset()),
                    entry=listed.ids.get(entry, frozenset()),
                    decision=told.get((party, entry), told.get((party, ()))),
                ),
                last.get(entry[0]),
            )
            for (party, entry), pair in sorted(best.items(), key=lambda item: item[0])
        ),
    )
    return Nameless(
        parties=len(parties.names.get((), ())), listed=len(listed.names.get((), ()))
    )


def _named(listed: Side) -> dict[str, set[Owner]]:
    """Entries by the keys of their names."""
    return {
        " ".join(words): {spelt.owner for spelt in names}
        for words, names in listed.names.items()
    }


def _rarity(parties: Side, listed: Side) -> Rarity:
    names = parties.names.keys() | listed.names.keys()
    counts = Counter(word for words in names for word in set(words))
    return Rarity(counts=counts, names=len(names))


def _by_name(engine: Engine, parties: Side, listed: Side, rarity: Rarity) -> Best:
    """Parties and entries that have names so alike that a person should look."""
    ours = [words for words in parties.names if words]
    theirs = [words for words in listed.names if words]
    fill_candidates(engine, [*ours, *theirs], rarity, first=len(ours))
    best: Best = {}
    read_ours = cache(partial(_faces, parties))
    read_theirs = cache(partial(_faces, listed))
    for row in engine.rows("select l, r from candidate"):
        left, right = ours[row["l"]], theirs[row["r"] - len(ours)]
        _hold(best, read_ours(left), read_theirs(right), rarity)
    return best


Face = tuple[Mention, list[Spelt]]  # what is read alike, and by whom it is written


def _faces(side: Side, words: Words, owner: Owner | None = None) -> list[Face]:
    """Names of these words, those that are read alike together."""
    alike: dict[tuple[Words, str], list[Spelt]] = defaultdict(list)
    for spelt in side.names[words]:
        if owner is None or spelt.owner == owner:
            alike[spelt.forms, spelt.country].append(spelt)
    return [
        (Mention(name=Name(text="", words=words, forms=forms), country=country), spelt)
        for (forms, country), spelt in alike.items()
    ]


def _hold(
    best: Best,
    ours: list[Face],
    theirs: list[Face],
    rarity: Rarity,
    least: float = POSSIBLE,
) -> None:
    """Hold all of one name against all of another; the best pair stands for a party and an entry.

    A name that the list itself holds for weak must be the same, word for word.
    """
    told = of_names(ours[0][0], theirs[0][0], rarity)
    if share(told) < least:
        return  # forms and countries only ever lower it
    for left, mine in ours:
        for right, other in theirs:
            alike = with_names(left, right, rarity, told)
            if alike < least:
                continue
            is_same = left.name.words == right.name.words
            for entry in other:
                if entry.kind == NameKind.WEAK and not is_same and least:
                    continue
                for party in mine:
                    pair = Pair(
                        score=alike, left=left, right=right, ours=party, theirs=entry
                    )
                    owners = (party.owner, entry.owner)
                    if owners not in best or _place(pair) < _place(best[owners]):
                        best[owners] = pair


def _place(pair: Pair) -> tuple[float, bool, str, str]:
    """What is least for the pair that stands for a party and an entry."""
    is_other = pair.theirs.kind != NameKind.NAME
    return (-pair.score, is_other, pair.theirs.text, pair.ours.text)


def _same_id(parties: Side, listed: Side) -> set[tuple[Owner, Owner]]:
    """Parties and entries that share an id."""
    holders: dict[tuple[str, str], list[Owner]] = defaultdict(list)
    for party, ids in parties.ids.items():
        for told in ids:
            holders[told].append(party)
    return {
        (party, entry)
        for entry, ids in listed.ids.items()
        for told in ids
        for party in holders.get(told, ())
    }


def _add(
    best: Best,
    wanted: Iterable[tuple[Owner, Owner]],
    parties: Side,
    listed: Side,
    rarity: Rarity,
) -> None:
    """The best pair of those that belong together whatever their names."""
    missing = set(wanted) - best.keys()
    ours = _words_of(parties, {party for party, _ in missing})
    theirs = _words_of(listed, {entry for _, entry in missing})
    for party, entry in missing:
        for mine, other in product(ours[party], theirs[entry]):
            left, right = _faces(parties, mine, party), _faces(listed, other, entry)
            _hold(best, left, right, rarity, least=0)


def _words_of(side: Side, owners: set[Owner]) -> dict[Owner, list[Words]]:
    found: dict[Owner, list[Words]] = {owner: [] for owner in owners}
    for words, names in side.names.items() if owners else ():
        for owner in {spelt.owner for spelt in names} & owners:
            found[owner].append(words)
    return found


def _row(
    party: Owner,
    entry: Owner,
    pair: Pair,
    rarity: Rarity,
    held: Held,
    last: date | None,
) -> Row:
    ours, theirs = pair.ours, pair.theirs
    found = answered(held, pair.score, is_weak=theirs.kind == NameKind.WEAK)
    says = list(found.says)
    if theirs.known_from is not None and last is not None and theirs.known_from > last:
        says.append(
            f"the name '{theirs.text}' is known from the copy of {theirs.known_from}, "
            f"which is younger than the last copy of the list, of {last}"
        )
    says += [
        f"{piece.left or '-'} | {piece.right or '-'} ({piece.weight:+.1f}): {piece.says}"
        for piece in compare(pair.left, pair.right, rarity).evidence
    ]
    return {
        "party_id": party[0],
        "list": entry[0],
        "entry": entry[1],
        "listed_name": theirs.text,
        "kind": theirs.kind,
        "known_from": theirs.known_from,
        "party_name": ours.text,
        "score": round(pair.score, 3),
        "word": found.word.value,
        "answer": found.answer.value,
        "reason": found.reason,
        "ids": list(found.ids),
        "says": says,
        "decision": None if held.decision is None else held.decision.id,
    }
