"""First and last rows of some imports: since when they came, and until when."""

from datetime import date, timedelta

from madein.engine import Row
from madein.findings.answers import Answer, Held, Reading, Result
from madein.findings.claims import Where, month_of
from madein.findings.judging import is_complete, unclear_reason
from madein.question import Period
from madein.scope import Scope, on_or_after, on_or_before
from madein.values import day_words, rows_words

ON_DAYS = "day of registration of the subject's rows"
ONE_DAY = timedelta(days=1)
# First and last day on which a row may have been registered.
EARLY = "coalesce(registered, registered_month)"
LATE = "coalesce(registered, last_day(registered_month))"


def last(held: Held, reading: Reading) -> Answer:
    """Whether the records end by a day, or the last row falls into some days.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    if reading.claim.within is not None:
        return _ended(held, reading, reading.claim.within)
    return _nothing_after(held, reading)


def _nothing_after(held: Held, reading: Reading) -> Answer:
    """Whether no row is later than a day; an undated row may be.

    A row that is known to the month alone counts as later where its whole month is.
    That imports of a kind ended is told only where the records of the days after are
    complete; without a kind the claim is about the records themselves.
    """
    says = reading.claim.says
    scope = reading.claim.where.scope(reading.role)
    among = scope.among()
    found = held.engine.rows(
        f"""
select max(registered) filter (where sure) as last,
  max(registered_month) filter (where sure) as last_month,
  count(*) filter (where sure and is_later) as later,
  count(*) filter (where member is null and is_later) as unnamed,
  count(*) filter (where sure is null and member and doubt is not null and is_later) as copies,
  count(*) filter (where sure is null and is_later) as perhaps,
  count(*) filter (where is_later is null) as undated
from (
  select *, ({among.sql}) as sure, not ({on_or_before("$says")}) as is_later
  from imports
) where sure is not false""",
        {**among.params, "says": says},
    )[0]
    day = _day_words(found["last"], found["last_month"])
    if day is None or not isinstance(says, date):
        return Answer(result=Result.OPEN, reason="COVERAGE_GAP", shows="no dated row")
    shows = f"the last row in the records held is of {day}"
    result, reason = Result.SUPPORTED, None
    if found["later"]:
        result = Result.CONTRADICTED
    elif found["unnamed"]:
        shows += f"; {_later(found['unnamed'])} without an importer"
        result, reason = Result.OPEN, "NAME_ONLY"
    elif found["copies"]:
        shows += f"; {_later(found['copies'])} that may be copies"
        result, reason = Result.OPEN, "POSSIBLE_COPY"
    elif found["perhaps"]:
        shows += f"; {_later(found['perhaps'])} that may belong"
        result, reason = Result.OPEN, unclear_reason(held.engine, scope)
    elif found["undated"]:
        shows += f"; {rows_words(found['undated'])} without a day that could be read"
        result, reason = Result.OPEN, "DATES_STRADDLE"
    elif reading.claim.where != Where() and not _is_covered(
        held, _after(reading, says)
    ):
        result, reason = Result.OPEN, "COVERAGE_GAP"
    return Answer(result=result, reason=reason, shows=shows, basis=ON_DAYS)


def _later(count: int) -> str:
    return f"{count:,} later row{'' if count == 1 else 's'}"


def continued(held: Held, reading: Reading) -> Answer:
    """Whether imports still came on a day, in a month or year, or later.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    says = reading.claim.says
    days = Period(since=says, until=says) if isinstance(says, date) else None
    days = days or month_of(str(says)) or reading.case.period
    scope = reading.claim.where.scope(reading.role)
    found = _spans(held, scope, days)
    is_covered = is_complete(held.engine, held.case, _of(days))
    shows = _shown("last", found)
    result, reason = Result.CONTRADICTED, None
    if found["inside"] or found["after"]:
        result = Result.SUPPORTED
    elif found["inside_or_not"] or found["after_or_not"]:
        result, reason = Result.OPEN, _unclear(held, scope, found)
    elif not is_covered:
        result, reason = Result.OPEN, "COVERAGE_GAP"
    elif isinstance(says, date) and found["in_month"]:
        shows += f", {rows_words(found['in_month'])} in that month before the day"
        result, reason = Result.OPEN, "BASIS_MISSING"
    return Answer(result=result, reason=reason, shows=shows, basis=ON_DAYS)


def first(held: Held, reading: Reading) -> Answer:
    """Whether the first row falls into some days, and the days before are covered.

    Args:
        held: What claims are held against.
        reading: The claim, read one way.
    """
    days = reading.claim.within or reading.case.period
    start = reading.claim.where.since or reading.case.period.since
    before = Period(since=start, until=days.since - ONE_DAY)
    return _edge(held, reading, days, before, ("first", "before"))


def _ended(held: Held, reading: Reading, days: Period) -> Answer:
    after = _after(reading, days.until)
    return _edge(held, reading, days, after, ("last", "after"))


def _after(reading: Reading, day: date) -> Period:
    """The days after a day, to the end of what the claim or the case asks about."""
    end = reading.claim.where.until or reading.case.period.until
    return Period(since=day + ONE_DAY, until=end)


def _is_covered(held: Held, days: Period) -> bool:
    """Whether there are such days, and somebody vouches for their records."""
    return days.since <= days.until and is_complete(held.engine, held.case, _of(days))


def _edge(
    held: Held, reading: Reading, days: Period, beyond: Period, names: tuple[str, str]
) -> Answer:
    """Whether the first or last row falls into some days, with none beyond them.

    That none is beyond is told only where the records of these days are complete.
    """
    edge, side = names
    scope = reading.claim.where.scope(reading.role)
    found = _spans(held, scope, days)
    result, reason = Result.SUPPORTED, None
    if found[side]:
        result = Result.CONTRADICTED
    elif not found["inside"] and not found["inside_or_not"]:
        result = Result.CONTRADICTED
        if not is_complete(held.engine, held.case, _of(days)):
            result, reason = Result.OPEN, "COVERAGE_GAP"
    elif found[f"{side}_or_not"] or not found["inside"]:
        result, reason = Result.OPEN, _unclear(held, scope, found)
    elif not _is_covered(held, beyond):
        result, reason = Result.OPEN, "COVERAGE_GAP"
    return Answer(
        result=result, reason=reason, shows=_shown(edge, found), basis=ON_DAYS
    )


def _of(days: Period) -> Scope:
    return Scope(since=days.since, until=days.until)


def _spans(held: Held, scope: Scope, days: Period) -> Row:
    """Rows before, inside and after some days: for certain, and those that may be."""
    belongs = scope.predicate()
    return held.engine.rows(
        f"""
select count(*) filter (where sure and is_before) as before,
  count(*) filter (where sure and is_inside) as inside,
  count(*) filter (where sure and is_after) as after,
  count(*) filter (where is_before is not false and (sure is null or is_before is null))
    as before_or_not,
  count(*) filter (where is_inside is not false and (sure is null or is_inside is null))
    as inside_or_not,
  count(*) filter (where is_after is not false and (sure is null or is_after is null))
    as after_or_not,
  count(*) filter (where sure and is_inside is null) as undated,
  count(*) filter (where sure is null) as unclear,
  count(*) filter (where sure and {EARLY} >= date_trunc('month', $from_day)
    and {LATE} < $from_day) as in_month,
  min(registered) filter (where sure) as first, max(registered) filter (where sure) as last,
  min(registered_month) filter (where sure) as first_month,
  max(registered_month) filter (where sure) as last_month
from (
  select *, (not ({on_or_after("$from_day")})) as is_before,
    (({on_or_after("$from_day")}) and ({on_or_before("$to_day")})) as is_inside,
    (not ({on_or_before("$to_day")})) as is_after
  from (select *, ({belongs.sql}) as sure from imports)
  where sure is not false)""",
        {**belongs.params, "from_day": days.since, "to_day": days.until},
    )[0]


def _unclear(held: Held, scope: Scope, found: Row) -> str:
    """Why rows may be inside some days or not: most have no day, or may not belong."""
    if found["undated"] >= found["unclear"]:
        return "DATES_STRADDLE"
    return unclear_reason(held.engine, scope)


def _shown(edge: str, found: Row) -> str:
    day = _day_words(found[edge], found[f"{edge}_month"], earliest=edge == "first")
    told = "no dated row" if day is None else f"the {edge} row is of {day}"
    more = []
    if found["unclear"]:
        more.append(f"{rows_words(found['unclear'])} may belong")
    if found["undated"]:
        more.append(f"{rows_words(found['undated'])} may lie inside the days or not")
    return "; ".join([told, *more])


def _day_words(
    day: date | None, month: date | None, *, earliest: bool = False
) -> str | None:
    """The last day of some, or the first; a month where it is known to the month alone."""
    known = [one for one in (day, month) if one is not None]
    if not known:
        return None
    end = min(known) if earliest else max(known)
    return day_words(end) if end == day else f"{end:%b %Y}"
