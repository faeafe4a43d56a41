"""Made-up imports with everything that measures must cope with; SYNTHETIC."""

from datetime import date
from pathlib import Path

from madein.analysis.newcomers.fill import fill_newcomers
from madein.engine import Engine
from madein.question import CaseFile, Complete, Event, Period, ProductGroup, Subject
from madein.tables import (
    COVERAGE,
    FIELD_COVERAGE,
    GOODS_STANDING,
    IMPORTS,
    MONTH_COVERAGE,
    PARTY,
    PARTY_STANDING,
    PROPOSAL,
    QUOTE,
    RATE,
    SOURCE,
)
from madein.verdicts.views import name_verdicts

FIRMS = 50_000
SINCE, UNTIL = date(2018, 1, 1), date(2023, 12, 31)
GOODS = (
    "airbags",
    "body parts",
    "sensors",
    "switches",
    "welding equipment",
    "other goods",
)
COUNTRIES = [
    "CN",
    "KR",
    "DE",
    "TR",
    "JP",
    "IT",
    "AE",
    "US",
    "FR",
    "PL",
    "IN",
    "GB",
    "NL",
    "AT",
    "CZ",
    "ES",
    "SE",
    "BE",
    "HK",
    "KZ",
    "TW",
    "CH",
    "FI",
    "HU",
    "SK",
    "VN",
    "TH",
    "MY",
    "SG",
    "UZ",
    "AM",
    "GE",
    "RS",
    "LT",
    "LV",
    "EE",
    "BG",
    "RO",
    "SI",
    "HR",
    "PT",
    "DK",
    "NO",
    "IE",
    "GR",
    "CY",
    "MX",
    "BR",
    "CA",
    "AU",
    "ZA",
    "EG",
    "IL",
    "SA",
    "QA",
    "ID",
]

CASE = CaseFile(
    title="Made-up imports",
    synthetic=True,
    subject=Subject(name="everybody", members="all"),
    period=Period(since=SINCE, until=UNTIL),
    complete=Complete(since=SINCE, until=UNTIL, because="It is made up."),
    events=(
        Event(
            name="invasion",
            label="Full-scale invasion",
            date=date(2022, 2, 24),
            control=("welding equipment",),
        ),
    ),
    focus=("KR", "DE"),
    goods=tuple(ProductGroup(name=name, hs=("8708",)) for name in GOODS[:-1]),
)


def _chance(salt: int, of: int) -> str:
    """Whether a row is one of so many."""
    return f"hash(k, {salt}) % {of} = 0"


def _country(salt: int) -> str:
    """A country: the first are the most frequent, one row in fifty has none."""
    place = f"((hash(k, {salt}) % 1000) / 1000.0)"
    pick = f"1 + floor({len(COUNTRIES)} * {place} * {place} * {place})::int"
    return f"case when not ({_chance(salt + 1, 50)}) then $countries[{pick}] end"


CELLS = {
    "source_id": "'s'",
    "row": "k",
    "row_key": "hash(k)",
    "declaration": "'D' || (k // 3)",
    "item": "k % 3 + 1",
    "registered": "case when precise then day end",
    "registered_month": "case when not precise and is_dated then date_trunc('month', day) end",
    "contracted": "day - (hash(k, 40) % 200)::int - 20",
    "shipped": "day - (hash(k, 41) % 20)::int - 3",
    "released": "day + (hash(k, 42) % 3)::int",
    "quarter": "case when is_dated then year(day) || 'Q' || quarter(day) end",
    "member": f"case when not ({_chance(50, 60)}) then true end",
    "counted": f"case when {_chance(51, 100)} then false when not ({_chance(52, 200)}) then true end",
    "aside": f"case when {_chance(53, 40)} then 'a copy' end",
    "doubt": f"case when {_chance(54, 50)} and not ({_chance(53, 40)}) then 'POSSIBLE_COPY' end",
    "origin": "made_in",
    "dispatch": f"case when {_chance(56, 4)} then {_country(20)} else made_in end",
    "trading": f"case when {_chance(57, 3)} then {_country(22)} else made_in end",
    "sender_country": f"case when {_chance(58, 3)} then {_country(24)} else made_in end",
    "hs": f"case when {_chance(59, 80)} then '87' when not ({_chance(60, 100)}) then code end",
    "hs_edition": "case when day < date '2022-01-01' then '2017' else '2022' end",
    "goods": f"case when not ({_chance(60, 100)} or {_chance(59, 80)}) "
    "then $goods[1 + (code::bigint // 100 % 6)] end",
    "importer": "importer",
    "importer_name": "importer",
    "supplier": f"case when not ({_chance(61, 40)}) then supplier end",
    "sender_name": "supplier",
    "maker_name": "'Maker ' || hash(k, 62) % 500",
    "net_kg": f"case when not ({_chance(63, 30)}) then (hash(k, 64) % 1000000) / 1000 end",
    "usd": f"case when {_chance(65, 100)} then null when {_chance(66, 100)} "
    "then -((hash(k, 67) % 100000)::int) / 100 else (hash(k, 68) % 10000000) / 1000 end",
    "usd_basis": "(['statistical', 'statistical', 'statistical', 'customs', 'invoice'])"
    "[1 + (hash(k, 69) % 5)::int]",
}
DECLARED = f"""
select 's' as source_id, k as row,
  case when not ({_chance(70, 10)}) then (hash(k, 71) % 100000000) / 10000 end::decimal(18,4)
    as customs_value,
  'RUB' as customs_currency,
  case when not ({_chance(72, 10)}) then (hash(k, 73) % 1000000) / 10000 end::decimal(18,4)
    as invoice_value,
  (['USD', 'EUR', 'CNY'])[1 + (hash(k, 74) % 3)::int] as invoice_currency
from (select row as k from imports)"""


def make(engine: Engine, rows: int, folder: Path) -> None:
    """Imports, firms, what is known of both, and what the records hold.

    Args:
        engine: An engine.
        rows: How many imports.
        folder: Where the large tables go.
    """
    _imports(engine, rows, folder / f"imports-{rows}.parquet")
    file = folder / f"declared-{rows}.parquet"
    if not file.exists():
        engine.write(DECLARED, file)
    engine.view("declared", [file])
    _records(engine)
    _rates(engine)
    engine.fill(PARTY, [])
    engine.run(
        "insert into party by name select 'P-' || i as party_id, 'n' || i as name, "
        "case when i % 10 = 0 then [] else ['ru-inn:' || i] end as ids, 'firm' as kind, "
        f"1 as spellings from range({FIRMS}) as firm(i)"
    )
    engine.fill(
        PROPOSAL,
        [
            {"left_party": f"P-{n}", "right_party": f"P-{n + 300}", "status": "open"}
            for n in range(0, 40, 4)
        ],
    )
    _standings(engine)
    fill_newcomers(engine, CASE)


def _imports(engine: Engine, rows: int, file: Path) -> None:
    cells = ", ".join(
        f"({CELLS.get(c.name, 'null')})::{c.type} as {c.name}" for c in IMPORTS.columns
    )
    if not file.exists():
        engine.write(
            f"""
select {cells}
from (
  select *, not ({_chance(12, 25)}) as precise, not ({_chance(13, 400)}) as is_dated,
    {_country(14)} as made_in,
    'P-' || floor({FIRMS} * place * place * place)::int as supplier,
    'P-' || hash(k, 15) % {FIRMS} as importer,
    (8400 + hash(k, 16) % 140) || lpad((hash(k, 17) % 12)::varchar, 2, '0') || '0000' as code
  from (
    select k, date '{SINCE}' + (hash(k, 9) % 2190)::int as day,
      (hash(k, 11) % 1000000) / 1000000.0 as place
    from range({rows}) as row(k)))
order by importer, day, k""",
            file,
            {"countries": COUNTRIES, "goods": GOODS},
        )
    engine.view(IMPORTS, [file])


def _records(engine: Engine) -> None:
    """What the one source holds."""
    engine.fill(
        SOURCE, [{"source_id": "s", "place": 1, "file": "a.csv", "vendor": "A"}]
    )
    engine.fill(COVERAGE, [{"source_id": "s", "first_day": SINCE, "last_day": UNTIL}])
    fields = ("origin", "dispatch", "trading", "sender_country", "supplier", "hs")
    engine.fill(
        FIELD_COVERAGE,
        [{"source_id": "s", "field": name, "filled": 1, "read": 1} for name in fields],
    )
    months = [
        date(year, month, 1) for year in range(2018, 2024) for month in range(1, 13)
    ]
    engine.fill(
        MONTH_COVERAGE,
        [{"source_id": "s", "month": month, "rows": 1} for month in months],
    )


def _rates(engine: Engine) -> None:
    """Two publishers; the first is the one relied on."""
    engine.fill(RATE, [])
    engine.fill(QUOTE, [])
    each = f"""
from range(date '{SINCE}', date '{UNTIL}' + 1, interval 1 day) as days(d),
  (values ('RUB', 0.0125), ('EUR', 1.1), ('CNY', 0.15), ('USD', 1.0)) as money(c, u)"""
    for table, name, factor in (
        ("rate", "one", "1"),
        ("quote", "one", "1"),
        ("quote", "two", "1.01"),
    ):
        engine.run(
            f"insert into {table} by name select c as currency, d::date as day, "
            f"(u * {factor} + day(d) / 10000.0)::decimal(28,12) as usd, "
            f"'{name}' as rate_source, d::date as rate_day {each}"
        )


def _standings(engine: Engine) -> None:
    """One list under two tests for firms, and one list of goods."""
    engine.fill(GOODS_STANDING, [])
    engine.fill(PARTY_STANDING, [])
    spans = (
        ("date '0001-01-01'", "date '2019-01-01'", "'not listed'"),
        ("date '2019-01-01'", "date '2020-06-01'", "'listed on that date'"),
        ("date '2020-06-01'", "date '9999-12-31'", "'formerly listed'"),
    )
    every = (("date '0001-01-01'", "date '9999-12-31'", "'not listed'"),)
    unknown = (("date '0001-01-01'", "date '9999-12-31'", "'not determinable'"),)
    listed = "(select party_id from party where substr(name, 2)::int % 20 = 1)"
    for firm, table, held in (
        ("party_id", listed, spans),
        ("''", "range(1)", every),
        ("'?'", "range(1)", unknown),
    ):
        for since, until, word in held:
            engine.run(
                "insert into party_standing by name "
                f"select {firm} as party_id, 'US' as regime, 'asset freeze' as measure, "
                f"'direct' as test, {since} as since, {until} as until, {word} as word, "
                f"'' as says from {table}"
            )
    engine.run(
        "insert into goods_standing by name "
        "select hs, hs_edition, 'US' as regime, 'CHPL' as list, since, until, "
        "case when substr(hs, 4, 1) = '7' and since > date '0001-01-01' "
        "then 'listed on that date' else 'not listed' end as word, '' as says "
        "from (select distinct hs, hs_edition from imports), "
        "(values (date '0001-01-01', date '2022-06-01'), "
        "(date '2022-06-01', date '9999-12-31')) as span(since, until)"
    )
    name_verdicts(engine)
