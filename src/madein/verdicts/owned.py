"""Whether listed persons own the firms of the imports: tables' rows, span by span."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from madein.engine import Engine, Row
from madein.lists.listing import Coverage, Spoken, entries_of
from madein.lists.standing import Span, spans
from madein.parties.ownership.holding import Party
from madein.parties.ownership.spans import OwnedSpan, ownership_spans
from madein.parties.ownership.stakes import Graph
from madein.rules.ownership import OwnershipRule, percent_text
from madein.verdicts.listed import Listings, held_listings, unsure_of


@dataclass(kw_only=True)
class Owners:
    """Who owns whom, under which rules; each answer is worked out once.

    Attributes:
        engine: Holds `listing`.
        graph: Who holds what.
        rules: The rules on ownership of the case.
        covered: Which lists speak of what.
        subject: The subject as a whole, for parties of whom nothing is told.
        found: The answers, by regime, measure and key of the firm.
    """

    engine: Engine
    graph: Graph
    rules: tuple[OwnershipRule, ...]
    covered: Mapping[Spoken, Sequence[Coverage]]
    subject: Party
    found: dict[tuple[Spoken, str], tuple[Party, tuple[OwnedSpan, ...]]] = field(
        default_factory=dict
    )
    _listings: dict[str, Listings] = field(default_factory=dict)
    _entries: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def tells_of(self, tax_id: str | None) -> bool:
        """Whether anything is told of the owners of a firm.

        Args:
            tax_id: Its tax id; None where it has none.
        """
        return tax_id is not None and tax_id in self.graph.holdings

    def rows(self, spoken: Spoken, tax_id: str | None) -> list[Row]:
        """Spans of `party_standing` of one firm under one regime and measure.

        Args:
            spoken: The regime and the measure.
            tax_id: Tax id of the firm; of one that nothing is told of, and of None, the
                subject as a whole stands for it.
        """
        firm = self.subject
        if tax_id is not None and self.tells_of(tax_id):
            firm = self.graph.holdings[tax_id][0].owned
        if (spoken, firm.key) not in self.found:
            regime, measure = spoken
            told = ownership_spans(
                self.graph, self.rules, regime, measure, self._listed(spoken), firm
            )
            self.found[spoken, firm.key] = firm, told
        _, told = self.found[spoken, firm.key]
        return [_standing(span) for span in told]

    def ownership(self) -> Iterable[Row]:
        """Rows of the table `ownership`, for every firm that was asked about."""
        for (spoken, _), (firm, told) in self.found.items():
            for span in told:
                yield _ownership(span) | {
                    "regime": spoken[0],
                    "measure": spoken[1].value,
                    "tax_id": firm.tax_id,
                }

    def _listed(self, spoken: Spoken) -> Callable[[str], Sequence[Span]]:
        """The spans of a tax id under a regime and measure."""

        def of(tax_id: str) -> Sequence[Span]:
            if tax_id not in self._entries:
                self._entries[tax_id] = entries_of(self.engine, [tax_id])
                self._listings[tax_id] = held_listings(
                    self.engine, self._entries[tax_id]
                )
            listings = self._listings[tax_id].of(self._entries[tax_id])
            unsure = unsure_of(listings, spoken)
            return spans(self.covered[spoken], listings.get(spoken, []), vague=unsure)

        return of


def _standing(span: OwnedSpan) -> Row:
    return {
        "since": span.since,
        "until": span.until,
        "word": span.word.value,
        "reason": None if span.reason is None else span.reason.value,
        "party": ", ".join(span.parties) or None,
        "rule": span.rule,
        "says": span.says,
    }


def _ownership(span: OwnedSpan) -> Row:
    return _standing(span) | {
        "parties": list(span.parties),
        "least": None if span.least is None else percent_text(span.least),
        "most": None if span.most is None else percent_text(span.most),
    }
