"""Since when, and until when, listed persons own a firm: spans of days that are alike."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from madein.lists.standing import Span
from madein.parties.ownership.holding import Party
from madein.parties.ownership.owned import Doubt, Owned, Ownership, owned_on
from madein.parties.ownership.shares import Days
from madein.parties.ownership.stakes import Graph
from madein.rules.ownership import (
    InForce,
    OwnershipRule,
    RuleOfDay,
    rule_days,
    rule_on,
)
from madein.values import day_words
from madein.verdict import Measure, PartyWord, Reason

# The spans of a tax id under the regime and measure that is asked about.
Listings = Callable[[str], Sequence[Span]]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class OwnedSpan:
    """Days on which one thing holds of the ownership of a firm.

    Attributes:
        since: First day.
        until: First day of the next span; the last day there is for the end.
        word: The verdict.
        reason: Why there is none; None where there is.
        rule: Id of the rule; None where none is held.
        least: What listed persons, and firms they own, hold of it at least; None where
            the rule was not in force, or is not known.
        most: What they hold at most.
        parties: Those at the top of the chain, listed or perhaps listed.
        says: The ground in words: the chain, the shares, the rule.
    """

    since: date
    until: date
    word: PartyWord
    reason: Reason | None
    rule: str | None
    least: Fraction | None
    most: Fraction | None
    parties: tuple[str, ...]
    says: str


def ownership_spans(
    graph: Graph,
    rules: Iterable[OwnershipRule],
    regime: str,
    measure: Measure,
    listed: Listings,
    firm: Party,
    *,
    known: date | None = None,
) -> tuple[OwnedSpan, ...]:
    """Whether listed persons own a firm, over all days there are.

    What holds can change only where a share, a rule or a listing does; each such day is
    looked at, and neighbours that are alike become one span.

    Unknown:
        An owner without a tax id is perhaps listed (NAME_ONLY). Where the listing of an
        owner decides, the reason is that of its span.

    Args:
        graph: Who holds what.
        rules: The rules of the case, of all regimes.
        regime: US, EU, UK, BIS, ...
        measure: What the listings do that are asked about.
        listed: The spans of a tax id under this regime and measure.
        firm: The firm.
        known: Only rules that could be known on that day; None for all.
    """
    rules = tuple(rules)
    owners = _owners_ever(graph, firm)
    told = {
        owner.tax_id: _Told(listed(owner.tax_id))
        for owner in owners.values()
        if owner.tax_id is not None
    }
    breaks = {date.min, *rule_days(rules, regime, measure)}
    breaks |= _share_days(graph, [firm.key, *owners])
    breaks |= {span.since for history in told.values() for span in history.spans}
    days = sorted(breaks)

    def found_on(day: date) -> _Found:
        rule = rule_on(rules, regime, measure, day, known=known)
        return _found(graph, rule, told, firm, day)

    alike = [(found, list(of)) for found, of in groupby(days, key=found_on)]
    starts = [of[0] for _, of in alike]
    return tuple(
        found.span(since, until)
        for (found, _), since, until in zip(
            alike, starts, [*starts[1:], date.max], strict=True
        )
    )


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What holds on a day."""

    rule: RuleOfDay
    answer: Ownership | None
    reason: Reason | None

    def span(self, since: date, until: date) -> OwnedSpan:
        """The span of days on which it holds."""
        rule = None if self.rule.rule is None else self.rule.rule.id
        if self.answer is None:
            is_off = self.rule.in_force is InForce.NO
            return OwnedSpan(
                since=since,
                until=until,
                word=PartyWord.NOT_IN_FORCE if is_off else PartyWord.UNKNOWN,
                reason=self.reason,
                rule=rule,
                least=None,
                most=None,
                parties=(),
                says=self.rule.says,
            )
        tops = (*self.answer.listed, *self.answer.perhaps)
        return OwnedSpan(
            since=since,
            until=until,
            word=_WORDS[self.answer.word],
            reason=self.reason,
            rule=rule,
            least=self.answer.least,
            most=self.answer.most,
            parties=tuple(party.name for party in tops),
            says=self.answer.says(_when(since, until)),
        )


_WORDS = {
    Owned.YES: PartyWord.OWNED,
    Owned.NO: PartyWord.NOT_LISTED,
    Owned.UNKNOWN: PartyWord.UNKNOWN,
}
_IS_LISTED = {
    PartyWord.LISTED: True,
    PartyWord.WIND_DOWN: True,
    PartyWord.NOT_LISTED: False,
    PartyWord.LATER: False,
    PartyWord.FORMERLY: False,
    PartyWord.UNKNOWN: None,
}


class _Told:
    """What is known of the listings of one tax id, day by day."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.since for span in spans]

    def on(self, day: date) -> Span:
        """The span that holds a day."""
        return self.spans[bisect_right(self._starts, day) - 1]


def _found(
    graph: Graph, rule: RuleOfDay, told: dict[str, _Told], firm: Party, day: date
) -> _Found:
    if rule.rule is None or rule.in_force is not InForce.YES:
        is_off = rule.in_force is InForce.NO
        reason = None if is_off else Reason.RULE_UNKNOWN
        return _Found(rule=rule, answer=None, reason=reason)

    def is_listed(party: Party) -> bool | None:
        if party.tax_id is None:
            return None
        return _IS_LISTED[told[party.tax_id].on(day).word]

    answer = owned_on(graph, rule.rule, is_listed, firm, day)
    reason = None
    if answer.doubt is Doubt.SHARES:
        reason = Reason.OWNERSHIP_UNKNOWN
    elif answer.doubt is Doubt.LISTING:
        tax_id = answer.perhaps[0].tax_id
        reason = Reason.NAME_ONLY if tax_id is None else told[tax_id].on(day).reason
    return _Found(rule=rule, answer=answer, reason=reason)


def _owners_ever(graph: Graph, firm: Party) -> dict[str, Party]:
    """All who on some day may stand above a firm."""
    owners: dict[str, Party] = {}
    waiting = [firm.key]
    while waiting:
        for holding in graph.holdings.get(waiting.pop(), ()):
            if holding.owner.key not in owners:
                owners[holding.owner.key] = holding.owner
                waiting.append(holding.owner.key)
    return owners


def _share_days(graph: Graph, firms: Iterable[str]) -> set[date]:
    """Days on which a share of these firms may change hands."""
    spans = [graph.complete] if graph.complete is not None else []
    for firm in firms:
        for holding in graph.holdings.get(firm, ()):
            spans += [days for days in (holding.days, holding.sure) if days is not None]
    return {day for days in spans for day in _ends(days)}


def _ends(days: Days) -> Iterator[date]:
    if days.since is not None:
        yield days.since
    if days.until is not None and days.until < date.max:
        yield days.until + ONE_DAY


def _when(since: date, until: date) -> str:
    """The days of a span in words."""
    last = day_words(until - ONE_DAY)
    if since == date.min:
        return "on every day" if until == date.max else f"until {last}"
    if until == date.max:
        return f"since {day_words(since)}"
    return f"from {day_words(since)} to {last}"
