"""Verdicts on made-up imports against SQL written by hand for the same question.

    .venv/bin/python bench/verdicts.py --rows 1000000 --runs 3

One list, 50,000 listing intervals of 25,000 firms, 100,000 importers, five dates a row.
The legs count rows and dollars by word, take turns in one process, and their answers are
held against each other. By hand: the spans of each firm joined on the first day of a row
and again on its last, which is right for these data because no word comes back between two
dates of a row that agree. By hand, tuned: the last day is looked up only where it lies in
another span than the first. One date: the day of registration alone, which asks for less.
"""

import argparse
import resource
import tempfile
import time
from pathlib import Path
from statistics import median

from madein.engine import Engine
from madein.tables import GOODS_STANDING, IMPORTS, PARTY, PARTY_STANDING
from madein.verdicts.views import name_verdicts

FIRMS = 100_000
FIRST, LAST = "date '2018-02-01'", "date '2023-06-01'"
MIN, MAX = "date '0001-01-01'", "date '9999-12-31'"

CELLS = {
    "source_id": "'s'",
    "row": "k",
    "row_key": "hash(k)",
    "registered": "day",
    "contracted": "day - (hash(k, 1) % 200)::int - 20",
    "shipped": "day - (hash(k, 2) % 20)::int - 3",
    "arrived": "day - 2",
    "released": "day + (hash(k, 3) % 3)::int",
    "member": "true",
    "counted": "true",
    "importer": "party_id",
    "usd": "(hash(k, 7) % 100000) / 100",
}

HAND = """
select word, count(*) as rows, sum(usd) as usd from (
  select usd, case when opening.word = closing.word
    and opening.reason is not distinct from closing.reason
    then opening.word else 'not determinable' end as word
  from (
    select *, least(contracted, shipped, arrived, registered, released) as first_day,
      greatest(contracted, shipped, arrived, registered, released) as last_day
    from imports)
  join party on party_id = importer
  join span as opening on opening.firm = stands_by and opening.since <= first_day
    and first_day < opening.until
  join span as closing on closing.firm = stands_by and closing.since <= last_day
    and last_day < closing.until)
group by word order by word"""

TUNED = """
with found as (
  select usd, stands_by, last_day, opening.word, opening.reason, opening.until
  from (
    select *, least(contracted, shipped, arrived, registered, released) as first_day,
      greatest(contracted, shipped, arrived, registered, released) as last_day
    from imports)
  join party on party_id = importer
  join span as opening on opening.firm = stands_by and opening.since <= first_day
    and first_day < opening.until)
select word, count(*) as rows, sum(usd) as usd from (
  select word, usd from found where last_day < until
  union all
  select case when found.word = closing.word
    and found.reason is not distinct from closing.reason
    then found.word else 'not determinable' end, usd
  from found join span as closing on closing.firm = stands_by
    and closing.since <= last_day and last_day < closing.until
  where last_day >= found.until)
group by word order by word"""

ONE_DATE = """
select word, count(*) as rows, sum(usd) as usd from imports
join party on party_id = importer
join span on firm = stands_by and since <= registered and registered < until
group by word order by word"""

OURS = """
select word, count(*) as rows, sum(usd) as usd from exposed
where role = 'importer' and regime = 'US' and measure = 'asset freeze' and test = 'direct'
group by word order by word"""


def make(engine: Engine, rows: int, file: Path) -> None:
    """Imports, firms and what holds of them."""
    engine.fill(PARTY, [])
    engine.run(
        "insert into party select 'P-' || substr(md5('p' || i), 1, 10), 'n' || i, null, "
        "case when i % 10 = 0 then [] else ['ru-inn:' || i] end, null, 'firm', 1, null "
        f"from range({FIRMS}) as firm(i)"
    )
    cells = ", ".join(
        f"({CELLS.get(c.name, 'null')})::{c.type} as {c.name}" for c in IMPORTS.columns
    )
    engine.write(
        f"""
select {cells}
from (
  select k, date '2018-01-01' + (hash(k, 9) % 2190)::int as day,
    (hash(k, 11) % 1000) / 1000.0 as place
  from range({rows}) as row(k))
join (select party_id, row_number() over () - 1 as i from party) as firm
  on i = least(floor({FIRMS} * place * place)::int + hash(k) % 100, {FIRMS - 1})
order by importer, registered, row""",
        file,
    )
    engine.view(IMPORTS, [file])
    engine.fill(GOODS_STANDING, [])
    engine.fill(PARTY_STANDING, [])
    engine.run(
        "create table listed as select party_id, "
        "date '2018-03-01' + (hash(party_id, 1) % 600)::int as began from party "
        "where substr(name, 2)::int % 4 = 1"
    )
    gap, nothing = "'not determinable', 'LIST_GAP'", "null"
    own = (
        (MIN, FIRST, gap),
        (FIRST, "began", "'listed later', null"),
        ("began", "began + 200", "'listed on that date', null"),
        ("began + 200", "began + 500", "'formerly listed', null"),
        ("began + 500", "began + 900", "'listed on that date', null"),
        ("began + 900", LAST, "'formerly listed', null"),
        (LAST, MAX, gap),
    )
    every = ((MIN, FIRST, gap), (FIRST, LAST, "'not listed', null"), (LAST, MAX, gap))
    spans = [("party_id", "listed", *span) for span in own]
    spans += [("''", "range(1)", *span) for span in every]
    spans.append(("'?'", "range(1)", MIN, MAX, "'not determinable', 'NAME_ONLY'"))
    for firm, table, since, until, word in spans:
        engine.run(
            f"insert into party_standing select {firm}, 'US', 'asset freeze', 'direct', "
            f"{since}, {until}, {word}, {nothing}, {nothing}, 'SDN', {nothing}, "
            f"{nothing}, {nothing}, {nothing}, '' from {table}"
        )
    name_verdicts(engine)
    engine.run(  # as somebody would lay it out who writes it by hand
        "create table span as select party_id as firm, since, until, word, reason "
        "from party_standing"
    )
    engine.run("alter table party add column stands_by varchar")
    engine.run(
        "update party set stands_by = case when party_id in (from (select firm from span)) "
        "then party_id when len(ids) > 0 then '' else '?' end"
    )


def timed(engine: Engine, sql: str) -> tuple[float, float, list[dict]]:
    cpu, wall = time.process_time(), time.perf_counter()
    rows = engine.rows(sql)
    return time.process_time() - cpu, time.perf_counter() - wall, rows


def main() -> None:
    """Run both legs in turn and print their medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Engine(Path(folder)) as engine:
        make(engine, given.rows, Path(folder) / "imports.parquet")
        runs: dict[str, list] = {name: [] for name in LEGS}
        for _ in range(given.runs):
            for name, sql in LEGS.items():
                runs[name].append(timed(engine, sql))
        for name in ("by hand", "by hand, tuned"):
            assert runs[name][0][2] == runs["madein"][0][2], "the answers differ"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cpu, wall = (
        {name: median(run[place] for run in all_) for name, all_ in runs.items()}
        for place in (0, 1)
    )
    for name in LEGS:
        print(
            f"{name:15} CPU {cpu[name]:6.2f} s, wall {wall[name]:6.2f} s; madein takes "
            f"{cpu['madein'] / cpu[name]:.2f} times the CPU"
        )
    print(f"{given.rows:,} rows; peak memory of the process {peak:,.0f} MB")


LEGS = {
    "madein": OURS,
    "by hand": HAND,
    "by hand, tuned": TUNED,
    "one date": ONE_DATE,
}


if __name__ == "__main__":
    main()
