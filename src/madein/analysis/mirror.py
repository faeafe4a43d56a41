"""What other countries report to have exported, beside what the records hold.

A difference is a lead, never more: codes, months, transit and confidential trade
differ between the two sides even where nothing is amiss.
"""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from madein.engine import Engine, Row, identifier, literal
from madein.errors import CaseError, EngineError, Fault
from madein.measure import Dimension, sums
from madein.question import CaseFile, Mirror
from madein.reference.countries import shaped, spellings
from madein.reference.rates import quotes
from madein.scope import Scope
from madein.tables import MIRROR

SHOWN = 15  # headings of a country with a line of their own
CENT4 = Decimal("0.0001")
NOT_COMPARED = "not compared"


def fill_mirror(engine: Engine, case: CaseFile, folder: Path) -> None:
    """Table `mirror`.

    Shape:
        `imports` and `month_coverage` in, `mirror` out: one row per country, and one
        for each of its 15 largest headings.

    Unit:
        US dollars. What is reported is converted at the mean of each month's daily
        rates of the first publisher that has the currency.

    Args:
        engine: The engine.
        case: The case.
        folder: Its folder.
    """
    rows = [row for mirror in case.mirrors for row in _mirrored(engine, mirror, folder)]
    engine.fill(MIRROR, rows)


def _mirrored(engine: Engine, mirror: Mirror, folder: Path) -> list[Row]:
    _read(engine, mirror, folder)
    held = _held_months(engine)
    months = [m for m in _reported_months(engine) if held and held[0] <= m <= held[-1]]
    if not months:
        names = engine.rows("select distinct country from reported order by all")
        return [
            _line(mirror, row["country"]) | {"reason": "COVERAGE_GAP"} for row in names
        ]
    dollars = _dollars(engine, mirror, months)
    records = _records(engine, mirror, months)
    lacking = any(month not in held for month in months)
    found = []
    for country in sorted({name for name, _ in dollars}):
        mine = {
            heading: usd for (name, heading), usd in dollars.items() if name == country
        }
        largest = sorted(mine, key=lambda heading: (-(mine[heading] or 0), heading))
        silent = len(months) - _months_of(engine, country, months)
        found.extend(
            _line(mirror, country)
            | {
                "heading": heading,
                "since": months[0],
                "until": _last_day(months[-1]),
                "months": len(months),
                "silent": silent,
                "reason": "COVERAGE_GAP" if lacking else None,
            }
            | _compared(mirror, mine[heading], records, country, heading)
            for heading in ("", *[h for h in largest if h][:SHOWN])
        )
    return found


def _line(mirror: Mirror, country: str) -> Row:
    return {
        "mirror": mirror.name,
        "country": country,
        "heading": "",
        "months": 0,
        "silent": 0,
    }


def _read(engine: Engine, mirror: Mirror, folder: Path) -> None:
    """Table `reported`: country, hs6, month, value of the rows that count.

    Raises:
        CaseError: The file or a column is absent, or a country or value cannot be read.
    """
    file = folder / mirror.file
    if not file.is_file():
        raise CaseError(
            Fault(
                what=f"there is no file '{mirror.file}'",
                where=f"case.yml, mirrors, '{mirror.name}'",
                fix="put it into the case folder, or remove the mirror",
            )
        )
    is_parquet = file.suffix == ".parquet"
    reader = "read_parquet" if is_parquet else "read_csv"
    more = "" if is_parquet else ", header = true, all_varchar = true"
    columns = mirror.columns
    given = ", ".join(
        f"{identifier(name)}::varchar as {role}"
        for role, name in (
            ("name", columns.country),
            ("code", columns.code),
            ("month", columns.month),
            ("value", columns.value),
        )
    )
    kept = " and ".join(
        f"{identifier(name)}::varchar = {literal(value)}"
        for name, value in mirror.where.items()
    )
    told = f"""
create or replace table told as select {given}
from {reader}({literal(str(file))}{more}) where {kept or "true"}"""
    reported = f"""
create or replace table reported as
select reporter.code as country, left(told.code, 6) as hs6,
  cast(told.month || '-01' as date) as month, sum(value::decimal(18,2)) as value
from told join reporter using (name)
where length(told.code) = {mirror.digits} and value <> '' group by all"""
    try:
        engine.run(told)
        _name_countries(engine, mirror)
        engine.run(reported)
    except EngineError as error:
        raise CaseError(
            Fault(
                what=f"the table cannot be read: {error.faults[0].what}",
                where=mirror.file,
                fix=f"look at `columns` and `where` of '{mirror.name}' in case.yml",
            )
        ) from error


def _name_countries(engine: Engine, mirror: Mirror) -> None:
    """Table `reporter`: ISO code of each country that reports.

    Raises:
        CaseError: A name is no country that is known.
    """
    codes = {row["spelling"]: row["code"] for row in spellings()}
    names = [
        row["name"]
        for row in engine.rows("select distinct name from told order by all")
    ]
    unknown = [name for name in names if codes.get(shaped(name)) is None]
    if unknown:
        raise CaseError(
            *(
                Fault(
                    what=f"'{name}' is no country that is known",
                    where=f"{mirror.file}, column '{mirror.columns.country}'",
                    fix="write its name in English, or its ISO code",
                )
                for name in unknown
            )
        )
    pairs = ", ".join(
        f"({literal(name)}, {literal(str(codes[shaped(name)]))})" for name in names
    )
    rows = (
        f"values {pairs}"
        if pairs
        else "select null::varchar, null::varchar where false"
    )
    engine.run(f"create or replace table reporter as from ({rows}) as pair(name, code)")


def _held_months(engine: Engine) -> list[date]:
    sql = (
        "select distinct month from month_coverage where month is not null order by all"
    )
    return [row["month"] for row in engine.rows(sql)]


def _reported_months(engine: Engine) -> list[date]:
    """All months from the first to the last that any country reports."""
    ends = engine.rows("select min(month) as first, max(month) as last from reported")[
        0
    ]
    if ends["first"] is None:
        return []
    first, last = (end.year * 12 + end.month - 1 for end in ends.values())
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1)]


def _months_of(engine: Engine, country: str, months: list[date]) -> int:
    sql = (
        "select count(distinct month) from reported where country = $country "
        "and month between $first and $last"
    )
    return engine.value(
        sql, {"country": country, "first": months[0], "last": months[-1]}
    )


def _dollars(
    engine: Engine, mirror: Mirror, months: list[date]
) -> dict[tuple[str, str], Decimal | None]:
    """Dollars reported by country and heading; None where a month has no rate."""
    rates = {month: _mean_rate(mirror.currency, month) for month in months}
    found: dict[tuple[str, str], Fraction | None] = {}
    for row in engine.rows(
        "select country, left(hs6, 4) as heading, month, sum(value) as value from reported "
        "where month between $first and $last group by all order by all",
        {"first": months[0], "last": months[-1]},
    ):
        rate = rates[row["month"]]
        for heading in ("", row["heading"]):
            key = (row["country"], heading)
            before = found.get(key, Fraction(0))
            is_known = before is not None and rate is not None
            found[key] = before + Fraction(row["value"]) * rate if is_known else None
    return {key: None if usd is None else _rounded(usd) for key, usd in found.items()}


def _mean_rate(currency: str, month: date) -> Fraction | None:
    """Mean of the daily rates of a month, of the first publisher that has them all."""
    days = monthrange(month.year, month.month)[1]
    by_publisher: dict[str, list[Decimal]] = {}
    for row in quotes(currency, month, _last_day(month)):
        by_publisher.setdefault(row["rate_source"], []).append(row["usd"])
    for rates in by_publisher.values():
        if len(rates) == days:
            return sum(map(Fraction, rates), Fraction(0)) / days
    return None


def _last_day(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _records(
    engine: Engine, mirror: Mirror, months: list[date]
) -> dict[tuple[str, str], Row]:
    """What the records hold by country and heading, of the codes that are reported."""
    codes = [
        r["hs6"] for r in engine.rows("select distinct hs6 from reported order by all")
    ]
    heading = Dimension(
        name="heading",
        sql="case when length(hs) >= 6 then case when list_contains($codes, left(hs, 6)) "
        f"then left(hs, 4) else '{NOT_COMPARED}' end end",
        params={"codes": codes},
    )
    country = Dimension(name="country", sql=mirror.role)
    scope = Scope(since=months[0], until=_last_day(months[-1]))
    query = sums(scope, (country, heading))
    rows = engine.rows(query.sql, query.params)
    return {(row["country"], row["heading"]): row for row in rows}


def _compared(
    mirror: Mirror,
    exported: Decimal | None,
    records: dict[tuple[str, str], Row],
    country: str,
    heading: str,
) -> Row:
    """Both sides, and what part of the one the other is."""
    low, high = _bounds(records, country, heading)
    landed = None if exported is None else exported * mirror.freight.factor
    is_reported = landed is not None and landed > 0
    return {
        "exported_usd": exported,
        "landed_usd": None if landed is None else landed.quantize(CENT4),
        "at_least": low,
        "at_most": high,
        "ratio_from": _part(low, landed) if is_reported else None,
        "ratio_to": _part(high, landed) if is_reported else None,
    }


def _bounds(
    records: dict[tuple[str, str], Row], country: str, heading: str
) -> tuple[Decimal, Decimal | None]:
    """Bounds of a heading of a country, or of all that are compared.

    Rows whose country or code is not determined may be of any.
    """

    def fits(key: tuple[str | None, str | None]) -> bool:
        name, code = key
        is_here = name in {country, None}
        return (
            is_here
            and code != NOT_COMPARED
            and code in ({heading, None} if heading else {code})
        )

    mine = {key: row for key, row in records.items() if fits(key)}
    sure = [row for key, row in mine.items() if None not in key]
    low = sum((row["at_least"] for row in sure), Decimal(0))
    if any(row["own_unvalued"] for row in mine.values()):
        return low, None
    most = (row["own_most"] or Decimal(0) for row in mine.values())
    return low, sum(most, Decimal(0))


def _part(amount: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if amount is None or whole is None:
        return None
    return Decimal(round(Fraction(amount) / Fraction(whole) * 10**12)).scaleb(-12)


def _rounded(amount: Fraction) -> Decimal:
    return Decimal(round(amount * 10**4)).scaleb(-4)
