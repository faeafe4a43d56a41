"""A made-up export of declarations, dirty as real ones are, the same on every run.

    python bench/generate.py 1000000 bench/data

writes `<rows>/records.csv` in the columns of layout `ru-dt`, and beside it the two
tables an expert would have at hand, `countries.csv` and `rates.csv`.
The same rows come out for the same number and the same release of DuckDB.
"""

import sys
from pathlib import Path

import babel
import duckdb

SUBJECT_RANK = 12  # of the importers, by size: about one row in 170
CODES = [
    "CN",
    "DE",
    "KR",
    "TR",
    "JP",
    "IT",
    "US",
    "FR",
    "PL",
    "IN",
    "NL",
    "CZ",
    "GB",
    "AT",
    "FI",
    "ES",
    "VN",
    "SE",
    "TW",
    "BE",
    "HU",
    "CH",
    "AE",
    "KZ",
    "HK",
    "TH",
    "MY",
    "RO",
    "SK",
    "DK",
    "SG",
    "UZ",
    "IL",
    "BR",
    "NO",
    "LT",
    "LV",
    "EE",
    "SI",
    "RS",
    "BG",
    "PT",
    "GR",
    "MX",
    "ID",
    "CA",
    "ZA",
    "IE",
    "UA",
    "NA",
]

# What a share of the rows looks like, in rows of a thousand or ten thousand.
MACROS = """
create macro pick(seed, salt, n) as (hash(seed, salt) % n)::bigint;
create macro share(seed, salt) as (hash(seed, salt) & 4294967295) / 4294967296.0;
-- Zipf's law: as many rows in ranks 1 to 9 as in 10 to 99
create macro rank_of(seed, salt, n) as floor(pow(n, share(seed, salt)))::bigint - 1;
create macro word(seed, salt) as getvariable('words')[pick(seed, salt, len(getvariable('words'))) + 1];
create macro spelled(country, seed, salt) as
  getvariable('spellings')[country * 10 + pick(seed, salt, 10) + 1];
create macro special(i) as pick(i, 'kind', 1000) < 36;
create macro tax_stem(rank) as lpad(((rank * 76543217 + 3528079) % 1000000000)::varchar, 9, '0');
create macro tax_id(rank) as tax_stem(rank) || (list_sum(list_transform(range(1, 10),
  lambda k: substr(tax_stem(rank), k, 1)::int * [2,4,10,3,5,9,4,6,8][k])) % 11 % 10)::varchar;
create macro number(x, places, seed, salt) as case pick(seed, salt, 1000)
  when 0 then null when 1 then 'н/д'
  when 2 then replace(replace(format('{:,.2f}', x), ',', ' '), '.', ',')
  else case when pick(seed, 'comma', 10) < 4
    then replace(printf('%.' || places || 'f', x), '.', ',')
    else printf('%.' || places || 'f', x) end end;
"""

# 12 rows are four declarations of 1, 2, 4 and 5 items; `b` is the row whose content
# row `i` has: itself, or an earlier one that it amends or repeats.
RECORDS = """
with place as (
  select i, pick(i, 'kind', 1000) as kind,
    greatest(i - 1 - pick(i, 'back', greatest(least(i, 5000), 1)), 0) as t
  from range(getvariable('rows')) as r(i)
), base as (
  select i, kind, case when not special(i) then i when not special(t) then t
    when not special(t + 1) and t + 1 < i then t + 1 else i end as b
  from place
), item as (
  select i, b, i <> b and kind < 30 as amended, i <> b and kind = 35 as cancelled,
    [0,1,1,3,3,3,3,7,7,7,7,7][b % 12 + 1] as start, b // 12 * 12 + start as d,
    b % 12 - start + 1 as item,
    rank_of(d, 'importer', 150000) as importer, rank_of(d, 'sender', 130000) as sender,
    rank_of(b, 'hs', 4000) as hs,
    rank_of(sender, 'country', 50) as sent_by,
    if(pick(d, 'via', 10) < 8, sent_by, rank_of(d, 'dispatch', 50)) as dispatched,
    if(pick(d, 'offshore', 10) < 7, sent_by, rank_of(d, 'trading', 50)) as traded,
    if(pick(b, 'made', 10) < 8, dispatched, rank_of(b, 'origin', 50)) as made,
    date '2018-01-01' + pick(d, 'day', 2191)::int as day,
    if(i <> b and kind < 30, 1 + pick(i, 'change', 100) / 1000.0, 1)
      * pow(10, 1.5 + 4.3 * share(b, 'usd')) as usd,
    pow(10, 0.5 + 3.5 * share(b, 'kg')) as kg,
    pick(d, 'currency', 4) as currency
  from base
)
select
  [10009100, 10009194, 10013160, 10129060, 10216170, 10702070, 10131010, 10005030]
    [pick(d, 'post', 8) + 1] || '/' || strftime(day, '%d%m%y') || '/' || lpad(d::varchar, 8, '0') as "ND",
  if(pick(b, 'stat', 100) < 3, '0', '1') as "STAT",
  case when pick(d, 'date', 2000) = 0 then '31.02.2021'
    when pick(d, 'date', 2000) = 1 then null
    when pick(d, 'date', 4) = 2 then strftime(day, '%Y-%m-%d')
    else strftime(day, '%d.%m.%Y') end as "G072",
  item as "G32",
  'ИМ' as "G011",
  case pick(b, 'short', 500) when 0 then left(code, 6) when 1 then '-'
    when 2 then left(code, 4) || ' ' || substr(code, 5, 2) || ' ' || substr(code, 7)
    else code end as "G33",
  concat_ws(' ', word(hs, 1), word(hs, 2) || ',', word(hs, 3), 'ДЛЯ', word(hs, 4), word(b, 5),
    'АРТ. ' || substr(md5(b::varchar), 1, 8) || ',',
    if(pick(b, 'line', 200) = 0, chr(10), '') || 'МОДЕЛЬ',
    upper(substr(md5((b // 7)::varchar), 1, 6)), '-', pick(b, 'pieces', 900) + 1, 'ШТ') as "G31_1",
  case pick(b, 'no origin', 200) when 0 then null when 1 then 'НЕИЗВЕСТНА' when 2 then 'EU'
    else spelled(made, b, 'made') end as "G34",
  if(pick(d, 'no dispatch', 100) = 0, null, spelled(dispatched, d, 'disp')) as "G15A",
  if(pick(d, 'no trading', 100) = 0, null, spelled(traded, d, 'trad')) as "G11",
  spelled(sent_by, d, 'sent') as "G0231",
  if(pick(d, 'no tax id', 2000) = 0, null, tax_id(importer)) as "G081",
  case pick(d, 'form', 3) when 0 then 'ООО "' || firm || '"' when 1 then 'ООО ' || firm
    else 'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "' || firm || '"' end as "G082",
  maker || if(pick(d, 'suffix', 3) = 0, ' CO., LTD', ' CO LTD') as "G022",
  if(pick(b, 'no maker', 10) = 0, 'НЕ УСТАНОВЛЕН', 'MFG ' || rank_of(b, 'mfg', 30000) || ' CORP') as "G31_11",
  number(kg * 1.08, 2, b, 'gross') as "G35",
  number(kg, 2, b, 'net') as "G38",
  number(usd * [1, 0.9, 7, 74][currency + 1], 2, b, 'invoice') as "G42",
  ['USD', 'EUR', 'CNY', 'RUB'][currency + 1] as "G221",
  number(usd * 74, 2, b, 'customs') as "G45",
  if(pick(b, 'no usd', 100) < 3, null, number(usd, 2, b, 'usd')) as "G46",
  case when amended then 'КДТ' when cancelled then 'АННУЛ' end as "KDT_TYPE"
from (select *,
  ['84','87','85','90','39','73','40','08','04','33'][pick(hs, 'chapter', 10) + 1]
    || lpad((hs // 10 % 30 + 1)::varchar, 2, '0') || lpad(pick(hs, 'rest', 1000)::varchar, 3, '0')
    || '000' as code,
  word(importer, 6) || '-' || word(importer, 7) || ' ' || importer as firm,
  ['HYO', 'SHENG', 'DAE', 'NORD', 'MEC', 'ALFA', 'HUA', 'KOR'][pick(sender, 8, 8) + 1]
    || ['TECH', 'PARTS', 'METAL', 'TRADE'][pick(sender, 9, 4) + 1] || ' ' || sender as maker
  from item)
"""

RATES = """
select currency, day::date as day, (case currency when 'USD' then 1 when 'EUR' then 1.11
    when 'CNY' then 0.145 when 'KZT' then 0.0024 else 0.0135 end
  * if(currency = 'USD', 1, 1 + (hash(currency, day) % 1000) / 10000.0))::decimal(28,12) as usd,
  'made up' as rate_source, day::date as rate_day
from generate_series(date '2018-01-01', date '2023-12-31', interval 1 day) as d(day),
  (select unnest(['USD', 'EUR', 'CNY', 'RUB', 'KZT', 'KRW', 'TRY', 'JPY', 'GBP']) as currency)
"""


def generate(rows: int, folder: Path) -> Path:
    """Folder with `records.csv` of `rows` rows and the two reference tables."""
    folder = folder / str(rows)
    folder.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect()
    connection.execute("set enable_progress_bar = false")
    connection.execute("set memory_limit = '2GB'")
    for name, value in (("rows", rows), ("words", WORDS), ("spellings", spellings())):
        connection.execute(f"set variable {name} = $value", {"value": value})
    connection.execute(MACROS)
    for name, query in (("records", RECORDS), ("rates", RATES)):
        part, file = folder / f"{name}.part", folder / f"{name}.csv"
        connection.execute(f"copy ({query}) to '{part}' (format csv, header)")
        part.replace(file)
    write_countries(folder / "countries.csv")
    return folder


def subject() -> str:
    """Tax id of the importer the case is about."""
    connection = duckdb.connect()
    connection.execute(MACROS)
    return connection.execute("select tax_id($r)", {"r": SUBJECT_RANK}).fetchone()[0]


def names(code: str) -> list[str]:
    known = [babel.Locale(language).territories for language in ("ru", "en")]
    return [territories.get(code, code) for territories in known]


def spellings() -> list[str]:
    """Ten ways to write each country: mostly its code, sometimes a name."""
    found = []
    for code in CODES:
        russian, english = names(code)
        found += [code] * 6 + [russian.upper(), russian, english.upper(), f" {code} "]
    return found


def write_countries(file: Path) -> None:
    territories = babel.Locale("en").territories
    codes = [code for code in territories if len(code) == 2 and code.isalpha()]
    codes = [
        code for code in codes if code not in {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
    ]
    table = {
        spelling.upper(): code for code in codes for spelling in (code, *names(code))
    }
    rows = [f'"{spelling}",{code},country' for spelling, code in sorted(table.items())]
    rows += [f"{spelling},,group" for spelling in ("EU", "ЕС", "ЕВРОСОЮЗ", "РАЗНЫЕ")]
    file.write_text("\n".join(["spelling,code,kind", *rows, ""]), encoding="utf-8")


WORDS = [
    "КОМПЛЕКТУЮЩИЕ",
    "ЧАСТИ",
    "КУЗОВА",
    "АВТОМОБИЛЕЙ",
    "ПРИБОРЫ",
    "ДАТЧИКИ",
    "ИЗДЕЛИЯ",
    "МЕТАЛЛА",
    "ПЛАСТМАССЫ",
    "РЕЗИНЫ",
    "ОБОРУДОВАНИЕ",
    "ПРОМЫШЛЕННОЕ",
    "НАСОСЫ",
    "КЛАПАНЫ",
    "ФИЛЬТРЫ",
    "ПОДШИПНИКИ",
    "РОЛИКОВЫЕ",
    "СТАНКИ",
    "ТОКАРНЫЕ",
    "ЭЛЕКТРОДВИГАТЕЛИ",
    "КАБЕЛИ",
    "МЕДНЫЕ",
    "УСТРОЙСТВА",
    "УПРАВЛЕНИЯ",
    "МИКРОСХЕМЫ",
    "ИНТЕГРАЛЬНЫЕ",
    "СТЕКЛО",
    "ЗАКАЛЕННОЕ",
    "ФРУКТЫ",
    "СВЕЖИЕ",
    "СЫРЫ",
    "ТВЕРДЫЕ",
    "СРЕДСТВА",
    "КОСМЕТИЧЕСКИЕ",
    "ПЛЕНКА",
    "УПАКОВОЧНАЯ",
    "ПРОКЛАДКИ",
]


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
