"""madein's part in screening: parties against list names, as a process of its own.

    python names_screen.py QUERIES.csv LISTED.csv OUT [--bare]

QUERIES has no, name, country (several names of one no are one party); LISTED has entry, name, country. The folder OUT gets
`hit.csv`; without `--bare` also `words.csv` and `candidate.csv`, what was compared.
"""

import argparse
import csv
import json
import time
from pathlib import Path

from madein.engine import Engine
from madein.parties.screening import screen as screening
from madein.tables import LIST_ID, LIST_NAME, LIST_SNAPSHOT, PARTY, PARTY_NAME

READ = "read_csv($file, all_varchar = true, header = true, nullstr = '\\N')"
PARTIES = f"""
insert into party by name select no as party_id, any_value(name) as name, [] as ids,
  any_value(country) as country, 'firm' as kind, count(*) as spellings
from {READ} group by no
"""
NAMES = f"""
insert into party_name by name select name, no as tax_id, country, no as party_id,
  'alone' as how, name as shown, '' as words, '' as forms, 'firm' as kind,
  [] as marks, 1 as rows, 0 as usd from {READ}
"""
LISTED = f"""
insert into list_name by name select 'made' as list, entry, name, 'aka' as kind,
  'organisation' as type, country, date '2026-01-01' as first_copy,
  date '2026-01-01' as last_copy from {READ} group by all
"""


def keep_words(folder: Path) -> None:
    """Write the distinct names down where they are made into candidates."""
    fill_candidates = screening.fill_candidates

    def watched(engine: Engine, names, rarity, **more) -> None:
        fill_candidates(engine, names, rarity, **more)
        with (folder / "words.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(["no", "side", "words"])
            for no, words in enumerate(names):
                writer.writerow([no, int(no >= more["first"]), " ".join(words)])

    screening.fill_candidates = watched


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("queries", type=Path)
    parser.add_argument("listed", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--bare", action="store_true", help="only hits: to measure")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if not chosen.bare:
        keep_words(chosen.out)
    with Engine(chosen.out) as engine:
        for contract in (PARTY, PARTY_NAME, LIST_NAME, LIST_ID, LIST_SNAPSHOT):
            engine.fill(contract, [])
        engine.run(PARTIES, {"file": str(chosen.queries)})
        engine.run(NAMES, {"file": str(chosen.queries)})
        # The number of a query kept two queries of one text apart; it is no tax id.
        engine.run("update party_name set tax_id = ''")
        engine.run(LISTED, {"file": str(chosen.listed)})
        start = time.process_time()
        screening.fill_hits(engine)
        taken = time.process_time() - start
        counts = {
            "parties": engine.value("select count(*) from party"),
            "listed names": engine.value("select count(*) from list_name"),
            "candidates": engine.value("select count(*) from candidate"),
            "hits": engine.value("select count(*) from hit"),
        }
        files = {
            "hit": "select party_id, entry, score, word, party_name, listed_name from hit"
        }
        if not chosen.bare:
            files["candidate"] = "select l, r from candidate"
        for name, sql in files.items():
            file = chosen.out / f"{name}.csv"
            engine.run(f"copy ({sql} order by all) to '{file}' (header)")
    print(json.dumps({"seconds": {"screening": taken}, "counts": counts}))


if __name__ == "__main__":
    main()
