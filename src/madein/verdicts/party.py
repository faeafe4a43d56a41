"""What the lists say of a party on every day: by its ids, by its name, under a licence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from madein.lists.standing import Span, word_on
from madein.rules.licences import Licence
from madein.verdict import PartyWord, Reason


@dataclass(frozen=True, kw_only=True)
class PartySpan(Span):
    """Days in a row on which the same holds of a party of the records.

    Attributes:
        rule: Id of the licence that decides; None where none does.
    """

    rule: str | None = None


NAMELESS = PartySpan(
    since=date.min,
    until=date.max,
    word=PartyWord.UNKNOWN,
    reason=Reason.NAME_ONLY,
    says="no valid id of the party is known: a name alone does not tell who it is",
)


def party_spans(
    sure: Sequence[Span], possible: Sequence[Span], *, has_id: bool
) -> tuple[PartySpan, ...]:
    """What holds of a party whose ids say one thing, and whose name perhaps another.

    Unknown:
        NAME_ONLY while an entry that the party may be by its name is listed, or may be.
        A party without a valid id is never `not listed`: NAME_ONLY, too.

    Args:
        sure: What the lists say of the entries that it is.
        possible: What they say of those that it may be; empty where there are none.
        has_id: Whether a valid id of the party is known.
    """

    def on(since: date, until: date) -> PartySpan:
        said = replace(_own(word_on(sure, since)), since=since, until=until)
        perhaps = word_on(possible, since) if possible else None
        if perhaps is not None and _may_outweigh(perhaps, said):
            return replace(
                _own(perhaps),
                since=since,
                until=until,
                word=PartyWord.UNKNOWN,
                reason=Reason.NAME_ONLY,
                begins=None,
                says=f"by its name it may be {perhaps.party or 'an entry'}: {perhaps.says}",
            )
        if said.word is PartyWord.NOT_LISTED and not has_id:
            return replace(NAMELESS, since=since, until=until)
        return said

    days = {span.since for span in (*sure, *possible)}
    return merged(_cut(days, on))


def under_licences(
    spans: Iterable[PartySpan], licences: Sequence[Licence]
) -> tuple[PartySpan, ...]:
    """The same, in wind-down where a licence that decides holds for a listed party.

    Args:
        spans: What the lists say.
        licences: Licences that speak of the party; those that do not decide are only
            mentioned.
    """
    spans = tuple(spans)
    days = {span.since for span in spans}
    for licence in licences:
        days |= {licence.valid_from, licence.valid_to or date.max}

    def on(since: date, until: date) -> PartySpan:
        said = replace(_own(word_on(spans, since)), since=since, until=until)
        if said.word is not PartyWord.LISTED:
            return said
        valid = [licence for licence in licences if licence.is_valid_on(since)]
        for licence in valid:
            verb = "allows" if licence.decides else "is only mentioned, and allows"
            says = f"{said.says}; {licence.id} {verb} {licence.activity}"
            said = replace(said, says=says)
        deciding = next((licence for licence in valid if licence.decides), None)
        if deciding is None:
            return said
        return replace(said, word=PartyWord.WIND_DOWN, rule=deciding.id)

    return merged(_cut(days - {date.max}, on))


def merged(spans: Iterable[PartySpan]) -> tuple[PartySpan, ...]:
    """Spans with neighbours that say the same made one.

    Args:
        spans: Spans without a gap between them.
    """
    groups = groupby(
        spans, key=lambda span: replace(span, since=date.min, until=date.max)
    )
    alike = [list(group) for _, group in groups]
    return tuple(replace(same[0], until=same[-1].until) for same in alike)


def _may_outweigh(perhaps: Span, said: Span) -> bool:
    """Whether it matters that the party may be another entry.

    Where nothing is known of any entry on the day, the name changes nothing.
    """
    if perhaps.word is PartyWord.LISTED:
        return said.word is not PartyWord.LISTED
    known = {PartyWord.NOT_LISTED, PartyWord.LATER, PartyWord.FORMERLY}
    return perhaps.word is PartyWord.UNKNOWN and said.word in known


def _own(span: Span) -> PartySpan:
    return span if isinstance(span, PartySpan) else PartySpan(**vars(span))


def _cut(
    days: Iterable[date], on: Callable[[date, date], PartySpan]
) -> Iterator[PartySpan]:
    """A span for each stretch between some days."""
    starts = sorted(days)
    for since, until in zip(starts, [*starts[1:], date.max], strict=True):
        yield on(since, until)
