"""What an expert would write by hand with DuckDB for one file of layout `ru-dt`.

    python bench/hand_sql.py <folder of generate.py> <folder for the result> [<tax id>]

does madein's work without madein: evidence copy, typed shipments, duplicates set
aside, measures with bounds; without a tax id it stops before the measures. It prints
one line of JSON: seconds, counts and totals.

What makes it fast, each measured (bench/README.md): a function of one column runs once
per distinct text where the raw copy has a dictionary and no CASE stands between;
repeated keys are found by the hash of two columns; small row groups.
"""

import hashlib
import json
import sys
import threading
import time
from pathlib import Path

import duckdb

HEADINGS = """
    ND STAT G072 G32 G011 G33 G31_1 G34 G15A G11 G0231 G081 G082 G022 G31_11 G35 G38 G42
    G221 G45 G46 KDT_TYPE"""
COLUMNS = HEADINGS.split()

MACROS = r"""
create macro plain(x) as nullif(trim(x), '');
-- trim() reads every letter of a long text; a look at both ends does not
create macro prose(x) as
  nullif(if(starts_with(x, ' ') or ends_with(x, ' '), trim(x), x), '');
create macro number(x) as coalesce(
  try_cast(replace(x, ',', '.') as decimal(18,4)),
  try_cast(replace(replace(replace(x, ' ', ''), chr(160), ''), ',', '.') as decimal(18,4)));
create macro kilos(x) as coalesce(
  try_cast(replace(x, ',', '.') as decimal(18,3)),
  try_cast(replace(replace(replace(x, ' ', ''), chr(160), ''), ',', '.') as decimal(18,3)));
create macro day(x) as try_strptime(trim(x), ['%d.%m.%Y', '%Y-%m-%d'])::date;
create macro digits(x) as
  nullif(regexp_extract(replace(replace(x, ' ', ''), '.', ''), '^[0-9]+$'), '');
create macro spelling(x) as replace(replace(upper(trim(x)), '  ', ' '), '  ', ' ');
create macro currency_code(x) as
  nullif(regexp_extract(upper(trim(x)), '^[A-Z]{3}$'), '');
"""

REFERENCE = (
    """create table country as select spelling, code
  from read_csv($folder || '/countries.csv', all_varchar = true) where code is not null""",
    """create table rate as
  from read_csv($folder || '/rates.csv', header = true, auto_detect = false, columns = {
    'currency': 'VARCHAR', 'day': 'DATE', 'dollars': 'DECIMAL(28,12)',
    'rate_source': 'VARCHAR', 'rate_day': 'DATE'})""",
)

# Small row groups keep the dictionaries of the writer in the cache of the processor.
PARQUET = (
    "format parquet, parquet_version v2, compression zstd, compression_level 1, "
    "row_group_size 30720, write_bloom_filter false"
)

RAW = """
copy (from read_csv($csv, auto_detect = false, header = true, delim = ',', quote = '"',
    escape = '"', new_line = '\\n', strict_mode = true, columns = {columns}))
to $raw ({parquet})
"""

# Every line end of the file is a header's, a record's, or inside a cell.
BREAKS = "ifnull(if(contains({0}, chr(10)), strlen({0}) - strlen(replace({0}, chr(10), '')), 0), 0)"
LINES = "select count(*), ifnull(sum({breaks}), 0)::bigint from read_parquet($raw)"

# A hash takes 8 bytes where the key takes 40; rows that only share the hash are told
# apart in LEDGER, where the key itself is compared.
REPEATED = """
create temp table repeated as
select hash(ND, G32) as key from read_parquet($raw) where ND is not null and G32 is not null
group by key having count(*) > 1 or bool_or(KDT_TYPE = 'АННУЛ')
"""

# Rows of one item are copies of each other when these cells are equal, too.
COMPARED = "G072, G33, G38, G46, G45, G42"
CANDIDATE = f"""
create temp table candidate as
select file_row_number as row, ND as declaration, G32 as item,
  case KDT_TYPE when 'АННУЛ' then 2 when 'КДТ' then 1 else 0 end as version,
  hash({COMPARED}) as cells
from read_parquet($raw)
where ND is not null and G32 is not null and hash(ND, G32) in (from repeated)
"""

# Within one item the highest version stands, then the last row.
LEDGER = """
create temp table ledger as
with standing as (
  select row, version, cells, last_value(row) over item as kept,
    last_value(version) over item as kept_version, last_value(cells) over item as kept_cells
  from candidate
  window item as (partition by declaration, item order by version, row
    rows between unbounded preceding and unbounded following)
)
select row as record, if(kept_version = 2, null, kept + 1) as kept_row,
  case when kept_version = 2 then 'cancelled' when cells = kept_cells then 'exact copy'
    when version < kept_version then 'amended' else 'same item, other cells' end as reason
from standing where row <> kept or kept_version = 2
"""

TYPED = """
select
  $source as source_id,
  record + 1 as row,
  plain(ND) as declaration,
  try_cast(G32 as integer) as item,
  case KDT_TYPE when 'КДТ' then 'amended' when 'АННУЛ' then 'cancelled' else 'original' end as message,
  case KDT_TYPE when 'КДТ' then 1 else 0 end as version,
  day(G072) as registered,
  case G011 when 'ИМ' then 'import' when 'ЭК' then 'export' end as direction,
  coalesce(STAT <> '0', true) as counted,
  digits(G33) as hs,
  prose(G31_1) as description,
  origin.code as origin,
  dispatch.code as dispatch,
  trading.code as trading,
  sender.code as sender_country,
  prose(G082) as consignee_name,
  plain(G081) as consignee_tax_id,
  prose(G022) as sender_name,
  prose(G31_11) as maker_name,
  kilos(G38) as net_kg,
  number(G46) as statistical_usd,
  number(G45) as customs_value,
  number(G42) as invoice_value,
  currency_code(G221) as invoice_currency{more}
from {rows}
left join country as origin on origin.spelling = spelling(G34)
left join country as dispatch on dispatch.spelling = spelling(G15A)
left join country as trading on trading.spelling = spelling(G11)
left join country as sender on sender.spelling = spelling(G0231)
"""
ROWS = "(select *, file_row_number as record from read_parquet($raw))"
KEPT = f"(from {ROWS} where record not in (select record from ledger))"
ASIDE = f"""(select *, if(kept_row is null, null, $source) as kept_source_id
    from {ROWS} join ledger using (record))"""
ASIDE_COLUMNS = ", reason, kept_source_id, kept_row"

# Declared dollars need no rate: only the 3 % of rows without them meet the table.
VALUED = """
with typed as ({typed}), based as (
  select *,
    case when statistical_usd is not null then 'statistical'
      when customs_value is not null then 'customs'
      when invoice_value is not null then 'invoice' end as basis,
    case basis when 'customs' then 'RUB' when 'invoice' then invoice_currency end as rated
  from typed
)
select source_id, row, declaration, item, message, version, registered, direction, counted,
  hs,
  case when registered < date '2022-01-01' then 'HS 2017'
    when registered is not null then 'HS 2022' end as hs_edition,
  description, origin, dispatch, trading, sender_country, consignee_name, consignee_tax_id,
  null::varchar as holder_name, null::varchar as holder_tax_id, sender_name, maker_name,
  net_kg, null::decimal(18,3) as quantity, null::varchar as unit,
  statistical_usd, customs_value, 'RUB' as customs_currency, invoice_value, invoice_currency,
  case basis when 'statistical' then statistical_usd
    when 'customs' then (customs_value * rate.dollars)::decimal(18,4)
    else (invoice_value * rate.dollars)::decimal(18,4) end as usd,
  if(usd is null, null, basis) as usd_basis,
  rate.dollars as rate, rate.rate_source, rate.rate_day{more}
from based left join rate on rate.currency = rated and rate.day = registered
"""

COPY = "copy ({query}) to $file ({parquet})"

# A row counts for "at least" where the predicate is true, for "at most" where it is not
# false; a row whose key is unknown may belong to any key, so it widens every "at most".
MEASURES = {
    "total": (),
    "origin": ("origin",),
    "heading": ("left(hs, 4)",),
    "supplier": ("sender_name",),
    "event": ("registered >= date '2022-02-24'", "origin"),
    "quarter": ("year(registered) * 10 + quarter(registered)", "origin"),
}

MEASURE = """
with import as (
  select usd, counted and {member} as belongs, {keys} from read_parquet($shipment)
), cell as (
  select {names}, count(*) filter (belongs) as rows, count(*) as possible,
    coalesce(sum(usd) filter (belongs), 0) as at_least, coalesce(sum(usd), 0) as at_most,
    count(*) filter (usd is null) as unvalued
  from import where belongs is not false group by all
), vague as (select * from cell where {unknown})
select {own}, any_value(cell.rows) as rows,
  any_value(cell.possible) + coalesce(sum(vague.possible), 0) as possible_rows,
  any_value(cell.at_least) as at_least,
  any_value(cell.at_most) + coalesce(sum(vague.at_most), 0) as at_most,
  any_value(cell.unvalued) + coalesce(sum(vague.unvalued), 0) as unvalued
from cell left join vague on {fits}
where not ({unknown_own}) group by all order by at_least desc, {own} limit {limit}
"""


def measure(name: str, member: str) -> str:
    keys = MEASURES[name] or ("true",)
    names = [f"key{i}" for i in range(len(keys))]
    return MEASURE.format(
        member=member,
        keys=", ".join(
            f"{key} as {name}" for key, name in zip(keys, names, strict=True)
        ),
        names=", ".join(names),
        own=", ".join(f"cell.{key}" for key in names),
        unknown=" or ".join(f"{key} is null" for key in names),
        unknown_own=" or ".join(f"cell.{key} is null" for key in names),
        fits=" and ".join(
            f"(vague.{key} = cell.{key} or vague.{key} is null)" for key in names
        ),
        limit=20 if name == "supplier" else 100_000,
    )


class FileFacts(threading.Thread):
    """Digest and line ends of the whole file, read while DuckDB parses it."""

    def __init__(self, file: Path):
        super().__init__()
        self.file, self.lines, self.sha256 = file, 0, ""

    def run(self):
        digest, chunk = hashlib.sha256(), b""
        with self.file.open("rb") as file:
            while more := file.read(1 << 22):
                chunk = more
                digest.update(chunk)
                self.lines += chunk.count(b"\n")
        self.lines += not chunk.endswith(b"\n")
        self.sha256 = digest.hexdigest()


class Steps:
    """Runs statements on one connection and keeps their seconds."""

    def __init__(self, scratch: Path):
        self.seconds, self.db = {}, duckdb.connect()
        self.db.execute("set enable_progress_bar = false; set memory_limit = '1100MB'")
        self.db.execute(f"set temp_directory = '{scratch}'")
        self.db.execute(MACROS)

    def run(self, step: str, sql: str, **params: str) -> list[tuple]:
        start = time.perf_counter()
        params = {key: value for key, value in params.items() if f"${key}" in sql}
        found = self.db.execute(sql, params).fetchall()
        self.seconds[step] = self.seconds.get(step, 0) + time.perf_counter() - start
        return found


def ingest(steps: Steps, folder: Path, out: Path) -> dict[str, int]:
    """Raw, shipment and duplicate files from `records.csv`; the rows of each."""
    csv, raw = folder / "records.csv", out / "raw.parquet"
    facts = FileFacts(csv)
    facts.start()
    for sql in REFERENCE:
        steps.run("reference", sql, folder=str(folder))
    columns = "{" + ", ".join(f"'{name}': 'VARCHAR'" for name in COLUMNS) + "}"
    steps.run(
        "raw", RAW.format(columns=columns, parquet=PARQUET), csv=str(csv), raw=str(raw)
    )
    start = time.perf_counter()
    facts.join()
    steps.seconds["raw"] += time.perf_counter() - start
    breaks = " + ".join(BREAKS.format(name) for name in COLUMNS)
    [(rows, inside)] = steps.run("lines", LINES.format(breaks=breaks), raw=str(raw))
    if facts.lines != 1 + rows + inside:
        sys.exit(
            f"{facts.lines} lines, but {rows} records with {inside} line ends inside"
        )

    for sql in (REPEATED, CANDIDATE, LEDGER):
        steps.run("ledger", sql, raw=str(raw))
    counts = {"rows": rows}
    for name, source, more in (
        ("shipment", KEPT, ""),
        ("duplicate", ASIDE, ASIDE_COLUMNS),
    ):
        typed = TYPED.format(rows=source, more=more)
        query = VALUED.format(typed=typed, more=more)
        file = str(out / f"{name}.parquet")
        [(counts[name],)] = steps.run(
            name,
            COPY.format(query=query, parquet=PARQUET),
            source=facts.sha256[:12],
            file=file,
            raw=str(raw),
        )
    if rows != counts["shipment"] + counts["duplicate"]:
        sys.exit(f"rows are lost: {counts}")
    return counts


def main(folder: Path, out: Path, tax_id: str = "") -> dict:
    out.mkdir(parents=True, exist_ok=True)
    steps = Steps(out / "spill")
    counts = ingest(steps, folder, out)
    totals = {}
    for who, member in (("one", "consignee_tax_id = $tax_id"), ("all", "true")):
        for name in MEASURES if tax_id else ():
            found = steps.run(
                f"{name} {who}",
                measure(name, member),
                tax_id=tax_id,
                shipment=str(out / "shipment.parquet"),
            )
            totals[f"{name} {who}"] = [list(row) for row in found]
    return {"counts": counts, "seconds": steps.seconds, "totals": totals}


if __name__ == "__main__":
    result = main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
    print(json.dumps(result, default=str))
