"""Dated verdicts: was the importer, or an owner of it, listed on the day of the import?

Two tests per import and regime. `direct` asks about the importer itself. `ownership`
asks about those who hold shares of the subject; where a listed owner's share is not
known, the test is not determinable.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from madein.engine import Engine, Row
from madein.lists.status import (
    ListingStatus,
    ListingWord,
    PartyHistory,
    party_history,
    status_on,
)
from madein.question import CaseFile, ListFolder, Owner
from madein.scope import Dimension, Measure, Scope
from madein.tables import DAY_VERDICT, VERDICT

HALF = Decimal(50)  # percent at or above which OFAC counts a firm as owned
OWNED = "owned at or above threshold"


def fill_verdicts(engine: Engine, case: CaseFile) -> None:
    """Table `verdict`: two rows per certain import and list.

    Shape:
        `imports`, `party`, `list_snapshot` and `listing` in, `verdict` out.

    Args:
        engine: The engine.
        case: The case.
    """
    asked = engine.rows("""
select distinct registered as day, registered_month as month, party.tax_id
from imports left join party on party_id = importer
where member and counted and aside is null
order by all""")
    worded = [
        row for listed in case.lists for row in _days(engine, case, listed, asked)
    ]
    engine.fill(DAY_VERDICT, worded)
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
    engine: Engine, case: CaseFile, listed: ListFolder, asked: list[Row]
) -> Iterator[Row]:
    """Both tests for each importer and day, or month, under one list."""
    status = _statuses(engine, listed.name)
    for row in asked:
        given = {**row, "regime": listed.regime}
        days = [row["day"]] if row["month"] is None else _days_of(row["month"])
        direct = [_worded(status(row["tax_id"], day)) for day in days]
        yield {**given, "test": "direct", **_agreed(direct)}
        owned = [
            _by_ownership(
                listed.regime,
                [(o, _worded(status(o.tax_id, day))) for o in _owners_on(case, day)],
            )
            for day in days
        ]
        yield {**given, "test": "ownership", **_agreed(owned)}


def _days_of(month: date) -> list[date]:
    return [
        month.replace(day=n + 1) for n in range(monthrange(*month.timetuple()[:2])[1])
    ]


def _agreed(verdicts: list[Row]) -> Row:
    """The verdict of all days a row may be of; not determinable where they differ."""
    first, *others = verdicts
    if all(verdict == first for verdict in others):
        return first
    without_lag = [{**verdict, "lag_days": None} for verdict in verdicts]
    if all(verdict == without_lag[0] for verdict in without_lag):
        return without_lag[0]
    return _verdict(ListingWord.UNKNOWN.value, reason="DATES_STRADDLE")


def _statuses(
    engine: Engine, list_name: str
) -> Callable[[str | None, date | None], ListingStatus | str]:
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


def _owners_on(case: CaseFile, day: date | None) -> Iterator[Owner]:
    for owner in case.subject.owners:
        began = owner.since is None or day is None or owner.since <= day
        ended = owner.until is not None and day is not None and owner.until < day
        if began and not ended:
            yield owner


def _by_ownership(regime: str, owners: list[tuple[Owner, Row]]) -> Row:
    """Shares of listed owners added up; an unknown share that could matter decides.

    Source:
        OFAC FAQ 398, 399 and 401: 50 percent or more, in aggregate. No rule of another
        regime is loaded.
    """
    if regime != "US":
        return _verdict(ListingWord.UNKNOWN.value, reason="RULE_UNKNOWN")
    if not owners:
        return _verdict(ListingWord.UNKNOWN.value, reason="OWNERSHIP_UNKNOWN")
    listed = [(o, v) for o, v in owners if v["word"] == ListingWord.LISTED.value]
    known = [owner.share for owner, _ in listed if owner.share is not None]
    if sum(known, Decimal(0)) >= HALF:
        return _verdict(OWNED, party=", ".join(owner.name for owner, _ in listed))
    for owner, _ in listed:
        if owner.share is None:
            return _verdict(
                ListingWord.UNKNOWN.value, reason="OWNERSHIP_UNKNOWN", party=owner.name
            )
    for owner, verdict in owners:
        if verdict["word"] == ListingWord.UNKNOWN.value:
            return {**verdict, "party": owner.name}
    if sum(known, _held_by_others(owners)) >= HALF:
        return _verdict(ListingWord.UNKNOWN.value, reason="OWNERSHIP_UNKNOWN")
    return _verdict(ListingWord.NOT_LISTED.value)


def _held_by_others(owners: list[tuple[Owner, Row]]) -> Decimal:
    """Percent that nobody named holds; none where a share is not known."""
    shares = [owner.share for owner, _ in owners if owner.share is not None]
    if len(shares) < len(owners):
        return Decimal(0)
    return max(100 - sum(shares, Decimal(0)), Decimal(0))
