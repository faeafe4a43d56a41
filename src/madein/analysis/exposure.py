"""Dated verdicts: was the importer, or an owner of it, listed on the day of the import?

Two tests per import and regime. `direct` asks about the importer itself. `ownership`
asks about those who hold shares of the subject; where a listed owner's share is not
known, the test is not determinable.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from madein.engine import Engine, Row
from madein.lists.status import ListingStatus, ListingWord, party_history, status_on
from madein.question import CaseFile, ListFolder, Owner
from madein.tables import VERDICT

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
select distinct registered as day, party.tax_id
from imports left join party on party_id = importer
where member and counted and aside is null
order by all""")
    engine.run(
        "create or replace table day_verdict (day date, tax_id varchar, regime varchar, "
        "test varchar, word varchar, lag_days integer, reason varchar, party varchar)"
    )
    for listed in case.lists:
        _fill_days(engine, case, listed, asked)
    engine.run("""
create or replace table verdict as
select imports.source_id, imports.row, regime, test, word, lag_days, reason, day_verdict.party
from imports
left join party on party_id = importer
join day_verdict on day is not distinct from registered
  and day_verdict.tax_id is not distinct from party.tax_id
where member and counted and aside is null
order by source_id, row, regime, test""")
    engine.check(VERDICT)


def _fill_days(
    engine: Engine, case: CaseFile, listed: ListFolder, asked: list[Row]
) -> None:
    ids = {row["tax_id"] for row in asked} | {o.tax_id for o in case.subject.owners}
    histories = {
        tax_id: party_history(engine, tax_id, listed.name)
        for tax_id in sorted(filter(None, ids))
    }

    def status(tax_id: str | None, day: date | None) -> ListingStatus | str:
        if tax_id is None:
            return "NAME_ONLY"
        return "BASIS_MISSING" if day is None else status_on(histories[tax_id], day)

    insert = (
        "insert into day_verdict values ($day, $tax_id, $regime, $test, $word, "
        "$lag_days, $reason, $party)"
    )
    for row in asked:
        given = {"day": row["day"], "tax_id": row["tax_id"], "regime": listed.regime}
        direct = _worded(status(row["tax_id"], row["day"]))
        engine.run(insert, {**given, "test": "direct", **direct})
        owners = [
            (owner, _worded(status(owner.tax_id, row["day"])))
            for owner in _owners_on(case, row["day"])
        ]
        engine.run(insert, {**given, "test": "ownership", **_by_ownership(owners)})


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


def _by_ownership(owners: list[tuple[Owner, Row]]) -> Row:
    """Shares of listed owners added up; an unknown share that could matter decides."""
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
    return _verdict(ListingWord.NOT_LISTED.value)
