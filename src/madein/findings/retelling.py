"""What a retelling says otherwise than the claim it retells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from madein.findings.answers import Held, Reading, readings
from madein.findings.claims import Claim, Where
from madein.findings.claims.model import MeasureName
from madein.findings.claims.saying import claimed
from madein.findings.hedges import Wording, read_wording
from madein.findings.overlap import beyond
from madein.findings.understood import conditions, days_words, where_words
from madein.findings.worded import HEDGED
from madein.question import Period
from madein.scope import ROLE_NAMES, Scope
from madein.values import Unit, interval_text

# What a measure gives, in words.
GIVES: dict[MeasureName, str] = {
    "total": "an amount",
    "sum": "a sum",
    "part": "a part of an amount",
    "count": "a number of imports",
    "share": "a share",
    "ratio": "a multiple",
    "ranking": "an order",
    "present": "what occurs",
    "first": "the first day",
    "last": "the last day",
    "continued": "until when imports continued",
    "listing": "when a party was listed",
    "exposure": "a verdict",
    "outside": "what no row could answer",
}
# Amounts of money and kilograms: that one is no part, or a sum, is told by itself.
AMOUNTS = {"total", "sum", "part"}
# Settings that are compared as they stand, in words.
PLAIN = {
    "by": "column",
    "each": "names",
    "any_of": "names, one of them,",
    "order": "order",
    "top": "top of all",
    "party": "tax id",
    "list": "list",
    "regime": "regime",
    "test": "test",
    "under": "measure",
}
# What is said of a condition that one of the two does not have.
NAMES = {
    "countries": "country",
    "goods": "product group",
    "makers": "maker",
    "suppliers": "supplier",
    "hs": "commodity code",
    "at_least_usd": "smallest value of a row",
}


def differences(held: Held, claim: Claim, claims: Sequence[Claim]) -> list[str]:
    """What a claim says otherwise than the claim it retells; none where it retells none.

    Args:
        held: What claims are held against.
        claim: The claim.
        claims: All claims of its set.
    """
    told = next((one for one in claims if one.id == claim.retells), None)
    if told is None:
        return []
    pair = Pair(held=held, claim=claim, told=told, claims=claims)
    return [words for compare in COMPARED for words in compare(pair)]


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A claim and the one it retells.

    Attributes:
        held: What claims are held against.
        claim: The claim.
        told: The claim that it retells.
        claims: All claims of the set.
    """

    held: Held
    claim: Claim
    told: Claim
    claims: Sequence[Claim]

    def scope(self, where: Where, claim: Claim) -> Scope:
        """The scope of a part of the imports, with its days.

        Args:
            where: The part.
            claim: The claim that names it.
        """
        first: Reading = readings(self.held.case, claim)[0]
        return replace(first, role=None).scope_of(where)

    def name(self, scope: Scope, where: Where) -> str:
        """The claim that gives the amount of a part of the imports, or its words.

        Args:
            scope: The scope of the part.
            where: The part.
        """
        for one in self.claims:
            if one.measure == "total" and self.scope(one.where, one) == scope:
                return one.id
        return where_words(where) or "all imports"


def _measure(pair: Pair) -> Iterator[str]:
    claim, told = pair.claim, pair.told
    if told.of is not None and told.measure == "part" and claim.measure != "part":
        whole = pair.name(pair.scope(told.of, told), told.of)
        yield f"leaves out that it is part of {whole}"
    if claim.measure == told.measure or {claim.measure, told.measure} <= AMOUNTS:
        return
    yield f"gives {GIVES[claim.measure]}; {told.id} gives {GIVES[told.measure]}"


def _sum(pair: Pair) -> Iterator[str]:
    scopes = [(pair.scope(part, pair.claim), part) for part in pair.claim.parts]
    for place, (whole, part) in enumerate(scopes):
        others = [scope for n, (scope, _) in enumerate(scopes) if n != place]
        if any(beyond(whole, other) == Scope() for other in others):
            yield f"adds up what {pair.name(whole, part)} contains"


def _wording(pair: Pair) -> Iterator[str]:
    claim, told = pair.claim, pair.told
    if claim.says is None or told.says is None:
        return
    one, other = (_worded(each) for each in (claim, told))
    if one is None or other is None:
        if claim.says != told.says:
            yield f"says '{claim.says}' where {told.id} says '{told.says}'"
        return
    plain = [read_wording(each.amount) for each in (one, other)]
    if plain[0] is None or plain[1] is None or plain[0].allowed != plain[1].allowed:
        yield f"another amount: {claim.says}, where {told.id} says {told.says}"
    elif one.hedge and other.hedge:
        if HEDGED[one.hedge] != HEDGED[other.hedge]:
            yield f"says '{one.hedge}' where {told.id} says '{other.hedge}'"
    elif other.hedge:
        yield f"leaves out '{other.hedge}', which {told.id} says"
    elif one.hedge:
        yield f"says '{one.hedge}', which {told.id} does not"


def _worded(claim: Claim) -> Wording | None:
    return None if claimed(claim) is None else read_wording(str(claim.says))


def _unit(pair: Pair) -> Iterator[str]:
    one, other = pair.claim.units, pair.told.units
    if not one or not other or one == other or pair.claim.measure != pair.told.measure:
        return
    if pair.claim.unit is None:
        yield f"does not say what it counts; {pair.told.id} counts {' or '.join(other)}"
    else:
        yield f"counts {pair.claim.unit}, {pair.told.id} {' or '.join(other)}"


def _where(pair: Pair) -> Iterator[str]:
    claim, told = pair.claim, pair.told
    if not claim.parts and not told.parts:
        yield from _compared(pair, claim.where, told.where)


def _compared(pair: Pair, one: Where, other: Where) -> Iterator[str]:
    """Differences of two parts of the imports: days, countries, and the rest."""
    told = pair.told.id
    mine, theirs = pair.scope(one, pair.claim), pair.scope(other, pair.told)
    if (mine.since, mine.until) != (theirs.since, theirs.until):
        yield f"another period: {_days(mine)}, where {told} has {_days(theirs)}"
    yield from _roles(told, one, other)
    given, wanted = dict(conditions(one)), dict(conditions(other))
    is_same = set(one.countries) == set(other.countries)
    for name, word in NAMES.items():
        is_role = name == "countries" and is_same
        if given.get(name) == wanted.get(name) or is_role:
            continue
        if name not in wanted:
            yield f"speaks of {given[name]}; {told} names no {word}"
        elif name not in given:
            yield f"names no {word}; {told} speaks of {wanted[name]}"
        else:
            yield f"speaks of {given[name]}; {told} of {wanted[name]}"


def _days(scope: Scope) -> str:
    if scope.since is None or scope.until is None:
        return "no days"
    return days_words(Period(since=scope.since, until=scope.until))


def _roles(told: str, one: Where, other: Where) -> Iterator[str]:
    """Another country role for the same countries."""
    if set(one.countries) != set(other.countries) or one.role is other.role:
        return
    if one.role is None and other.role is not None:
        yield f"names no country role; {told} means {ROLE_NAMES[other.role]}"
    elif other.role is None and one.role is not None:
        yield f"speaks of {ROLE_NAMES[one.role]}; {told} names no country role"
    elif one.role is not None and other.role is not None:
        yield f"speaks of {ROLE_NAMES[one.role]}, {told} of {ROLE_NAMES[other.role]}"


def _whole(pair: Pair) -> Iterator[str]:
    """Another denominator, or another part to compare with."""
    claim, told = pair.claim, pair.told
    if claim.measure != told.measure:
        return
    one, other = claim.of, told.of
    if one is not None and other is not None and list(_compared(pair, one, other)):
        kind = "share" if claim.measure == "share" else "part"
        mine, theirs = _of(pair, claim, other), _of(pair, told, one)
        yield f"{kind} of {mine}; {told.id} is of {theirs}"
    if claim.to is not None and told.to is not None:
        yield from (
            f"compared with something else: {words}"
            for words in _compared(pair, claim.to, told.to)
        )


def _of(pair: Pair, claim: Claim, other: Where) -> str:
    """How much a share is of, with what the other claim's whole does not ask."""
    whole = claim.of or Where()
    known = {words for _, words in conditions(other)}
    asked = [words for _, words in conditions(whole) if words not in known]
    found = readings(pair.held.case, claim)
    best = next((one for one in found if one.unit is Unit.ROWS), found[0])
    figure = pair.held.figures.get(best.id)
    if figure is not None and claim.measure == "share" and figure["parts"]:
        amount = pair.held.bounds(figure["parts"][-1])
        asked.insert(0, interval_text(amount, best.unit))
    return ", ".join(asked) or "all of it"


def _plain(pair: Pair) -> Iterator[str]:
    claim, told = pair.claim, pair.told
    if claim.measure != told.measure:
        return
    if claim.within != told.within:
        yield (
            f"other days: {days_words(claim.within) or 'none'}, where {told.id} has "
            f"{days_words(told.within) or 'none'}"
        )
    for name, word in PLAIN.items():
        one, other = getattr(claim, name), getattr(told, name)
        if one != other:
            yield f"other {word}: {_text(one)}, where {told.id} has {_text(other)}"


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return {None: "none", False: "no", True: "yes"}.get(value, str(value))


COMPARED = (_measure, _sum, _wording, _unit, _where, _whole, _plain)
