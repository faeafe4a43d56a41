"""madein's part: one table of spellings to parties, as a process of its own.

    python names_run.py IN.csv OUT [--threads 1] [--old 90000 --before party_name.parquet]

IN has name, tax_id, country, rows. The folder OUT gets `party_name.csv`, `party.csv`,
`words.csv` (distinct names) and `candidate.csv` (pairs of them that were compared).
What it took is printed as JSON; CPU seconds count all threads of the engine.
"""

import argparse
import csv
import json
import time
from pathlib import Path

from madein.engine import Engine
from madein.parties.matching import edges, resolve
from madein.parties.reading.field import read_mention

SPELLING = """
create or replace table spelling as
select name, tax_id, country, rows::bigint as rows,
  rows::decimal(38, 4) as usd,
  case when row_number() over () <= $old then 0 else 1 end::integer as founded
from read_csv($file, all_varchar = true, header = true, nullstr = '\\N')
"""
OUT = {
    "party_name": "select name, tax_id, country, party_id, words from party_name",
    "party": "select party_id, name, array_to_string(ids, ' ') as ids from party",
    "candidate": "select l, r from candidate",
    "party_change": "select old_id, new_id, reason from party_change",
}
COUNTS = {
    "spellings": "select count(*) from spelling",
    "parties": "select count(*) from party",
    "names": "select count(distinct words) from party_name",
    "candidates": "select count(*) from candidate",
    "proposals": "select count(*) from proposal",
    "alarms": "select count(*) from party where alarm is not null",
    "dropped keys": "select count(*) from block_drop",
    "dropped pairs": "select coalesce(sum(pairs), 0)::bigint from block_drop",
}


def keep_words(folder: Path) -> None:
    """Write the distinct names down where they are made into candidates."""
    fill_candidates = edges.fill_candidates

    def watched(engine: Engine, names, rarity, **more) -> None:
        fill_candidates(engine, names, rarity, **more)
        with (folder / "words.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(["no", "words"])
            writer.writerows((no, " ".join(words)) for no, words in enumerate(names))

    edges.fill_candidates = watched


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("given", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="1100MB")
    parser.add_argument("--bare", action="store_true", help="only parties: to measure")
    parser.add_argument("--old", type=int, default=10**9, help="rows of the first file")
    parser.add_argument("--before", type=Path, help="table of an earlier run")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if not chosen.bare:
        keep_words(chosen.out)
    read_mention("ООО a word for the tables")
    seconds = {"tables of words": time.process_time()}
    with Engine(chosen.out, memory=chosen.memory) as engine:
        engine.run(f"set threads = {chosen.threads}")
        engine.run(SPELLING, {"file": str(chosen.given), "old": chosen.old})
        start = time.process_time()
        resolve.fill_parties(engine, before=chosen.before)
        seconds["parties"] = time.process_time() - start
        counts = {name: engine.value(sql) for name, sql in COUNTS.items()}
        for name, sql in OUT.items():
            if not chosen.bare or name in {"party_name", "party_change"}:
                file = chosen.out / f"{name}.csv"
                engine.run(f"copy ({sql} order by all) to '{file}' (header)")
        engine.run(f"copy party_name to '{chosen.out / 'party_name.parquet'}'")
    print(json.dumps({"seconds": seconds, "counts": counts}))


if __name__ == "__main__":
    main()
