"""Dated verdicts: was the importer, or an owner of it, listed on the day of the import?

Two tests per import and regime. `direct` asks about the importer itself. `ownership`
asks whether listed persons own it under the regime's rule of that day, through others
as well; see `parties/ownership.py`.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from madein.engine import Engine, Row
from madein.lists.status import (
    ListingStatus,
    ListingWord,
    PartyHistory,
    party_history,
    status_on,
)
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.owned import Doubt, Owned, Ownership, owned_on
from madein.parties.ownership.owners import ownership_graph, the_subject
from madein.parties.ownership.rules import rule_on
from madein.parties.ownership.shares import percent_text
from madein.parties.ownership.stakes import Graph
from madein.question import CaseFile
from madein.scope import Dimension, Measure, Scope
from madein.tables import DAY_VERDICT, OWNERSHIP, VERDICT

Status = Callable[[str | None, date | None], ListingStatus | str]
OWNED = "owned at or above threshold"


def fill_verdicts(engine: Engine, case: CaseFile, holdings: Iterable[Holding]) -> None:
    """Tables `verdict`, two rows per certain import and list, and `ownership`.

    Shape:
        `imports`, `party`, `list_snapshot` and `listing` in, `verdict` and `ownership`
        out.

    Args:
        engine: The engine.
        case: The case.
        holdings: What files of the case say about who holds what.
    """
    asked = engine.rows("""
select distinct registered as day, registered_month as month, party.tax_id
from imports left join party on party_id = importer
where member and counted and aside is null
order by all""")
    graph = ownership_graph(case, holdings)
    worded: list[Row] = []
    owned: list[Row] = []
    for listed in case.lists:
        status = _statuses(engine, listed.name)
        owners = _Owners(graph, the_subject(case.subject), listed.regime, status)
        worded += _days(listed.regime, status, owners, asked)
        owned += owners.explained()
    engine.fill(DAY_VERDICT, worded)
    engine.fill(OWNERSHIP, owned)
    engine.run("""
create or replace table verdict as
select imports.source_id, imports.row, regime, test, word, lag_days, reason, day_verdict.party
from imports
left join party on party_id = importer
join day_verdict on day is not distinct from registered
  and month is not distinct from registered_month
  and day_verdict.tax_id is not distinct from party.tax_id
where member and counted and aside is null
order by source_id, row, regime, test""")
    engine.check(VERDICT)


def exposure(engine: Engine, case: CaseFile) -> list[Measure]:  # noqa: ARG001 - analyses share one signature
    """One figure per verdict, for each regime and test.

    Args:
        engine: The engine, with `imports` and `verdict`.
        case: The case.
    """
    return [
        Measure(
            name="exposure",
            label=f"Imports by verdict of the day: {regime} lists, {test} test",
            scope=Scope(since=case.period.since, until=case.period.until),
            dimensions=(
                Dimension(
                    name="word",
                    sql="(select word from verdict where verdict.source_id = "
                    "imports.source_id and verdict.row = imports.row "
                    "and regime = $regime and test = $test)",
                    params={"regime": regime, "test": test},
                ),
            ),
        )
        for regime in sorted({listed.regime for listed in case.lists})
        for test in ("direct", "ownership")
    ]


def _days(
    regime: str, status: Status, owners: "_Owners", asked: list[Row]
) -> Iterator[Row]:
    """Both tests for each importer and day, or month, under one list."""
    for row in asked:
        given = {**row, "regime": regime}
        days = [row["day"]] if row["month"] is None else _days_of(row["month"])
        direct = [_worded(status(row["tax_id"], day)) for day in days]
        yield {**given, "test": "direct", **_agreed(direct)}
        owned = [owners.verdict(row["tax_id"], day) for day in days]
        yield {**given, "test": "ownership", **_agreed(owned)}


def _days_of(month: date) -> list[date]:
    return [
        month.replace(day=n + 1) for n in range(monthrange(*month.timetuple()[:2])[1])
    ]


def _agreed(verdicts: list[Row]) -> Row:
    """The verdict of all days a row may be of; not determinable where they differ."""
    first = verdicts[0]
    if any(
        (v["word"], v["reason"]) != (first["word"], first["reason"]) for v in verdicts
    ):
        return _verdict(ListingWord.UNKNOWN.value, reason="DATES_STRADDLE")
    same = {name: {verdict[name] for verdict in verdicts} for name in first}
    return {
        name: found.pop() if len(found) == 1 else None for name, found in same.items()
    }


def _statuses(engine: Engine, list_name: str) -> Status:
    """The verdict on a tax id and a day under a list, or the reason why there is none."""
    found = engine.rows(
        "select distinct unnest(tax_ids) as tax_id from listing where list = $list",
        {"list": list_name},
    )
    listed_ids = {row["tax_id"] for row in found}

    @cache
    def history(tax_id: str) -> PartyHistory:
        return party_history(engine, tax_id, list_name)

    @cache
    def on(tax_id: str, day: date) -> ListingStatus:
        return status_on(history(tax_id), day)

    def status(tax_id: str | None, day: date | None) -> ListingStatus | str:
        if tax_id is None:
            return "NAME_ONLY"
        if day is None:
            return "BASIS_MISSING"
        # Ids that the list never held share one empty history.
        return on(tax_id if tax_id in listed_ids else "", day)

    return status


def _worded(status: ListingStatus | str) -> Row:
    if isinstance(status, str):
        return _verdict(ListingWord.UNKNOWN.value, reason=status)
    return _verdict(
        status.word.value,
        reason=None if status.reason is None else status.reason.value,
        lag_days=status.lag_days,
        party=status.name,
    )


def _verdict(
    word: str,
    *,
    reason: str | None = None,
    lag_days: int | None = None,
    party: str | None = None,
) -> Row:
    return {"word": word, "reason": reason, "lag_days": lag_days, "party": party}


class _Owners:
    """Who owns each importer on a day under one list; each answer worked out once."""

    def __init__(
        self, graph: Graph, subject: Party, regime: str, status: Status
    ) -> None:
        self.graph, self.subject = graph, subject
        self.regime, self.status = regime, status
        self.found: dict[tuple[str, date], Ownership] = {}

    def verdict(self, tax_id: str | None, day: date | None) -> Row:
        """The verdict on an importer and a day."""
        if day is None:
            return _verdict(ListingWord.UNKNOWN.value, reason="BASIS_MISSING")
        firm = self._firm(tax_id)
        if (firm.key, day) not in self.found:
            self.found[firm.key, day] = owned_on(
                self.graph,
                rule_on(self.regime, day),
                lambda party: _is_listed(self.status(party.tax_id, day)),
                firm,
                day,
            )
        answer = self.found[firm.key, day]
        if answer.doubt is Doubt.LISTING:
            party = answer.perhaps[0]
            return {**_worded(self.status(party.tax_id, day)), "party": party.name}
        word = {Owned.YES: OWNED, Owned.NO: ListingWord.NOT_LISTED.value}.get(
            answer.word, ListingWord.UNKNOWN.value
        )
        names = ", ".join(party.name for party in answer.listed)
        return _verdict(word, reason=answer.doubt, party=names or None)

    def _firm(self, tax_id: str | None) -> Party:
        """The importer; the subject as a whole where nothing is told of the importer."""
        if tax_id is None or tax_id not in self.graph.holdings:
            return self.subject
        return self.graph.holdings[tax_id][0].owned

    def explained(self) -> Iterator[Row]:
        """Rows of the table `ownership`."""
        for (_, day), answer in self.found.items():
            yield {
                "regime": self.regime,
                "tax_id": answer.firm.tax_id,
                "day": day,
                "word": answer.word.value,
                "reason": answer.doubt,
                "rule": None if answer.rule is None else answer.rule.id,
                "least": percent_text(answer.least),
                "most": percent_text(answer.most),
                "parties": [p.name for p in (*answer.listed, *answer.perhaps)],
                "says": answer.says,
            }


def _is_listed(status: ListingStatus | str) -> bool | None:
    if isinstance(status, str) or status.word is ListingWord.UNKNOWN:
        return None
    return status.word is ListingWord.LISTED
