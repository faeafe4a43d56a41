"""OpenSanctions' part: logic-v2 and the cross-reference of nomenklatura.

    python names_nomenklatura.py pairs IN.jsonl OUT.csv
    python names_nomenklatura.py clusters IN.csv OUT.csv

Runs in an environment of its own, knows nothing of madein. Every entity has an id of
its own: nomenklatura keeps what it knows of a name by the entity's id alone.
"""

import csv
import json
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity, ValueEntity, model
from nomenklatura.blocker import Index
from nomenklatura.matching import LogicV2, ScoringConfig
from nomenklatura.resolver import Linker
from nomenklatura.store.memory import MemoryStore

ENOUGH = 20_000  # suggestions after which a person has more than enough to do
NOISE = 0.01  # what nomenklatura's cross-reference does not suggest


def properties(names: list[str], tax_id: str, country: str) -> dict[str, list[str]]:
    found = {"name": names}
    if tax_id:
        found["innCode" if country == "RU" else "taxNumber"] = [tax_id]
    if country:
        found["country"] = [country.lower()]
    return found


def entity(number: int, names: list[str], tax_id: str, country: str) -> ValueEntity:
    return ValueEntity.from_dict(
        {
            "id": f"e{number}",
            "schema": "Company",
            "properties": properties(names, tax_id, country),
        }
    )


def on_pairs(given: Path, out: Path) -> dict[str, float]:
    config = ScoringConfig.defaults()
    known = [
        json.loads(line) for line in given.read_text(encoding="utf-8").splitlines()
    ]
    start = time.process_time()
    scores = []
    for number, pair in enumerate(known):
        left = entity(2 * number, pair["left"], pair["left_id"], pair["country"])
        right = entity(2 * number + 1, pair["right"], pair["right_id"], pair["country"])
        scores.append(LogicV2.compare(left, right, config).score)
    taken = time.process_time() - start
    with out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["pair", "score"])
        writer.writerows(enumerate(scores))
    return {"pairs": taken}


def on_clusters(given: Path, out: Path) -> dict[str, float]:
    seconds, start = {}, time.process_time()

    def done(step: str) -> None:
        nonlocal start
        now = time.process_time()
        seconds[step], start = now - start, now

    dataset = Dataset.make({"name": "made", "title": "made"})
    store = MemoryStore(dataset, Linker({}))
    with given.open(encoding="utf-8", newline="") as lines, store.writer() as writer:
        for row in csv.DictReader(lines):
            one = StatementEntity(dataset, {"schema": "Company", "id": f"e{row['id']}"})
            told = properties([row["name"]], row["tax_id"], row["country"])
            for name, values in told.items():
                for value in values:
                    one.add(name, value)
            writer.add_entity(one)
    done("reading")
    config = ScoringConfig.defaults()
    view = store.default_view()
    with tempfile.TemporaryDirectory() as folder:
        index = Index(view, Path(folder), options={})
        index.build()
        done("index")
        found = [
            (left.id, right.id) for (left, right), _ in index.pairs(max_pairs=10**9)
        ]
        index.close()
    done("candidates")
    with out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["l", "r", "score"])
        suggested, enough = 0, None
        for left, right in found:
            score = LogicV2.compare(
                view.get_entity(left), view.get_entity(right), config
            )
            suggested += score.score >= NOISE
            if suggested == ENOUGH and enough is None:
                enough = time.process_time() - start
            writer.writerow([left[1:], right[1:], round(score.score, 4)])
    done("scores")
    if enough is not None:
        seconds[f"of scores, until {ENOUGH:,} suggestions"] = enough
    return seconds


def main() -> None:
    what, given, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    assert model.get("Company")
    run = {"pairs": on_pairs, "clusters": on_clusters}[what]
    print(json.dumps({"seconds": run(given, out)}))


if __name__ == "__main__":
    main()
