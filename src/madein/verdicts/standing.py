"""The tables `party_standing`, `ownership` and `goods_standing`, and the verdicts on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from madein.engine import Engine, Row
from madein.goods.standing import fill_goods_standing
from madein.lists.listing import Coverage, Spoken, coverages
from madein.lists.publishers import catalogue
from madein.lists.standing import Span, spans
from madein.parties.decisions.file import Decisions
from madein.parties.ownership.holding import Holding
from madein.parties.ownership.owners import ownership_graph, the_subject
from madein.parties.screening.screen import fill_hits
from madein.question import CaseFile
from madein.rules.licences import licences_of
from madein.rules.reading import Rules
from madein.tables import HIT, OWNERSHIP, PARTY_STANDING
from madein.verdict import Measure, Reason
from madein.verdicts.listed import (
    ListedParty,
    held_listings,
    listed_parties,
    unsure_of,
)
from madein.verdicts.owned import Owners
from madein.verdicts.party import NAMELESS, PartySpan, party_spans, under_licences
from madein.verdicts.views import name_verdicts

EVERY_OTHER = ""  # every party that has a valid id and no rows of its own
NAMED_ONLY = "?"  # every other one, and rows that name nobody


def fill_verdicts(
    engine: Engine,
    case: CaseFile,
    rules: Rules,
    holdings: Iterable[Holding],
    decisions: Decisions,
    base: Path,
) -> None:
    """Tables `hit`, `party_standing`, `ownership` and `goods_standing`, and the verdicts.

    Shape:
        `imports`, `party`, `party_name`, `listing`, `list_snapshot`, `list_name` and
        `list_id` in.

    Args:
        engine: The engine.
        case: The case.
        rules: The rules of the case.
        holdings: What files of the case say about who holds what.
        decisions: What people decided about parties.
        base: The case folder.
    """
    if case.lists:
        fill_hits(engine, decisions)
    else:
        engine.fill(HIT, [])
    covered = _covered(engine, case)
    owners = Owners(
        engine=engine,
        graph=ownership_graph(case, holdings),
        rules=rules.ownership,
        covered=covered,
        subject=the_subject(case.subject),
    )
    engine.fill(PARTY_STANDING, _rows(engine, covered, rules, owners))
    engine.fill(OWNERSHIP, owners.ownership())
    fill_goods_standing(engine, case.goods_lists, base)
    name_verdicts(engine)


def _covered(engine: Engine, case: CaseFile) -> dict[Spoken, list[Coverage]]:
    """Which lists speak of what; none of a measure whose only list has no copy."""
    found = coverages(engine, case.lists)
    for listed in case.lists:
        published = catalogue().by_id(listed.name)
        measures = () if published is None else published.measures
        if not any(regime == listed.regime for regime, _ in found):
            measures = measures or (Measure.ASSET_FREEZE,)
        for measure in measures:
            found.setdefault((listed.regime, measure), [])
    return dict(sorted(found.items()))


def _rows(
    engine: Engine,
    covered: Mapping[Spoken, Sequence[Coverage]],
    rules: Rules,
    owners: Owners,
) -> Iterator[Row]:
    """Rows of all parties that have some of their own, and of all others."""
    usual = {spoken: spans(lists, ()) for spoken, lists in covered.items()}
    for spoken, said in usual.items():
        nobody: Sequence[Span] = said if _is_not_loaded(said) else [NAMELESS]
        for party_id, told in ((EVERY_OTHER, said), (NAMED_ONLY, nobody)):
            yield from _direct(party_id, spoken, told)
            yield from _owned(party_id, spoken, owners.rows(spoken, None))
    parties = [
        party
        for party in listed_parties(engine)
        if party.sure or party.possible or owners.tells_of(party.tax_id)
    ]
    entries = {entry for party in parties for entry in (*party.sure, *party.possible)}
    listings = held_listings(engine, entries)
    for party in parties:
        sure, possible = listings.of(party.sure), listings.of(party.possible)
        for spoken, lists in covered.items():
            said = usual[spoken]
            if not party.numbers and not party.sure and not _is_not_loaded(said):
                said = (NAMELESS,)
            unsure = unsure_of(sure, spoken)
            if sure[spoken] or unsure:
                said = spans(lists, sure[spoken], vague=unsure)
            perhaps = spans(lists, possible[spoken]) if possible[spoken] else ()
            told = party_spans(said, perhaps, has_id=bool(party.numbers))
            allowed = licences_of(
                rules.licences,
                *spoken,
                tax_ids=_numbers(party),
                programmes={one.programme for one in sure[spoken]},
            )
            yield from _direct(party.party_id, spoken, under_licences(told, allowed))
            yield from _owned(party.party_id, spoken, owners.rows(spoken, party.tax_id))


def _is_not_loaded(said: Sequence[Span]) -> bool:
    return said[0].reason is Reason.LIST_NOT_LOADED


def _numbers(party: ListedParty) -> frozenset[str]:
    return party.numbers | ({party.tax_id} if party.tax_id is not None else set())


def _direct(party_id: str, spoken: Spoken, said: Iterable[Span]) -> Iterator[Row]:
    for span in said:
        yield {
            "party_id": party_id,
            "regime": spoken[0],
            "measure": spoken[1].value,
            "test": "direct",
            "since": span.since,
            "until": span.until,
            "word": span.word.value,
            "reason": None if span.reason is None else span.reason.value,
            "begins": span.begins,
            "party": span.party,
            "list": span.list,
            "entry": span.entry,
            "start_kind": None if span.start_kind is None else span.start_kind.value,
            "snapshot": span.snapshot,
            "rule": span.rule if isinstance(span, PartySpan) else None,
            "says": span.says,
        }


def _owned(party_id: str, spoken: Spoken, told: Iterable[Row]) -> Iterator[Row]:
    about = {
        "party_id": party_id,
        "regime": spoken[0],
        "measure": spoken[1].value,
        "test": "ownership",
    }
    for row in told:
        yield about | row
