"""What each owner holds of a firm on one day, as far as all sources together tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.shares import ANY_SHARE, Days

UNNAMED = Party(key="?", name="somebody not named")
NONE, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True, kw_only=True)
class Graph:
    """All that sources say about who holds what.

    Attributes:
        holdings: Statements by key of the owned firm.
        complete: Days on which nobody holds shares who is not named; None where nobody
            says so.
    """

    holdings: Mapping[str, tuple[Holding, ...]]
    complete: Days | None = None


def graph_of(holdings: Iterable[Holding], complete: Days | None = None) -> Graph:
    """Statements as a graph; one that is made twice counts once.

    Args:
        holdings: The statements.
        complete: Days on which nobody holds shares who is not named.
    """
    found: dict[str, dict[Holding, Holding]] = defaultdict(dict)
    for holding in holdings:
        found[holding.owned.key].setdefault(replace(holding, where=""), holding)
    return Graph(
        holdings={key: tuple(same.values()) for key, same in found.items()},
        complete=complete,
    )


@dataclass(frozen=True, kw_only=True)
class Stake:
    """What one owner holds of one firm on a day, by all sources.

    Attributes:
        owner: The owner.
        low: Least it can be.
        high: Most it can be.
        holdings: The statements; none for owners that nobody named.
    """

    owner: Party
    low: Fraction
    high: Fraction
    holdings: tuple[Holding, ...] = ()


def stakes_on(graph: Graph, firm: Party, day: date) -> tuple[Stake, ...]:
    """What each owner holds of a firm on a day, and what nobody named may hold.

    Sources that together tell of more than the whole contradict each other: then none
    of what they say is certain.

    Args:
        graph: Who holds what.
        firm: The firm.
        day: The day.
    """
    if firm.is_person:
        return ()
    told: dict[str, list[Holding]] = defaultdict(list)
    for holding in graph.holdings.get(firm.key, ()):
        if holding.days.hold(day):
            told[holding.owner.key].append(holding)
    stakes = [_stake(holdings, day) for holdings in told.values()]
    if sum((stake.low for stake in stakes), NONE) > 1:
        stakes = [replace(stake, low=NONE) for stake in stakes]
    rest = WHOLE - sum((stake.low for stake in stakes), NONE)
    stakes = [replace(s, high=min(s.high, s.low + rest)) for s in stakes]
    is_complete = graph.complete is not None and graph.complete.hold(day)
    # Of an owner about whom nothing is told, `complete` says that nobody is behind it;
    # where all shares are known and leave a rest, somebody holds it all the same.
    is_known = firm.key in graph.holdings and all(s.low == s.high for s in stakes)
    if rest and (is_known or not is_complete):
        stakes.append(Stake(owner=UNNAMED, low=NONE, high=rest))
    return tuple(stakes)


def _stake(holdings: list[Holding], day: date) -> Stake:
    """One owner's share by all sources.

    Two statements of one source may be two parcels or two readings of one share: at
    least the smaller, at most both. Sources that differ leave their range. One that
    names the owner and no share adds nothing to one that tells the share of the day.
    """
    told = [holding for holding in holdings if holding.share != ANY_SHARE]
    is_told = any(h.sure is not None and h.sure.hold(day) for h in told)
    by_source: dict[str, list[Holding]] = defaultdict(list)
    for holding in told if is_told else holdings:
        by_source[holding.source].append(holding)
    lows = [
        min(sure)
        for same in by_source.values()
        if (sure := [h.least(day) for h in same if h.sure and h.sure.hold(day)])
    ]
    highs = [
        sum((holding.share.high for holding in same), NONE)
        for same in by_source.values()
    ]
    return Stake(
        owner=holdings[0].owner,
        low=min(lows, default=NONE),
        high=min(max(highs), WHOLE),
        holdings=tuple(holdings),
    )
