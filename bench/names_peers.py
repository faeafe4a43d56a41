"""OpenSanctions' logic-v2 and Splink over the very names madein is measured on.

Each lives in an environment of its own, made where it is absent; they are run as
processes that read and write CSV.
"""

import csv
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from anyascii import anyascii
from names_pairs import Pair
from names_pairs import write as write_pairs
from names_quality import Placed, Quality, at, of_clusters, table
from run import Run, measured

HERE = Path(__file__).parent
PEERS = {"nk": "nomenklatura", "splink": "splink"}  # folder, and package
THRESHOLDS = {
    "nk": (0.7, 0.8, 0.85, 0.9, 0.93, 0.95),
    "splink": (0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999),
}
ENOUGH = 50  # pairs of a set of which a best threshold says something
SHIPPED = {"nk": 0.7, "splink": 0.99}


def python(folder: Path, peer: str) -> Path:
    """Python of a peer's environment, which is made where it is absent."""
    found = folder / peer / "bin" / "python"
    if not found.exists():
        lines = (HERE / "requirements-names.txt").read_text().splitlines()
        needed = next(line for line in lines if line.startswith(PEERS[peer]))
        subprocess.run([sys.executable, "-m", "venv", folder / peer], check=True)
        subprocess.run([found, "-m", "pip", "install", "-q", needed], check=True)
    return found


def run(folder: Path, peer: str, what: str, given: Path, out: Path) -> Run:
    script = HERE / f"names_{PEERS[peer]}.py"
    return measured([python(folder, peer), script, what, given, out])


def steps(done: Run) -> dict[str, float]:
    return json.loads(done.said.strip().splitlines()[-1])["seconds"]


def plain(name: str) -> str:
    """A name in Latin capitals: Splink has no way of its own to read other scripts."""
    return " ".join(re.findall("[A-Z0-9]+", anyascii(name).upper()))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(file: Path, head: Sequence[str], body: Iterable[Sequence[object]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(head)
        writer.writerows(body)


def on_pairs(known: Sequence[Pair], folder: Path, out: Path) -> str:
    """Precision, recall and F1 of both peers on labelled pairs."""
    scores = {"logic-v2": by_nomenklatura(known, folder, out)}
    scores["splink"] = by_splink(known, folder, out)
    body = []
    for name in dict.fromkeys(pair.set for pair in known):
        for peer, (found, _) in scores.items():
            counted = [
                (found[number], pair.same)
                for number, pair in enumerate(known)
                if pair.set == name and pair.expected != "candidate"
            ]
            tried = {score for score, _ in counted}
            best = max(tried, key=lambda t: (at(counted, t).f1, t))
            thresholds = {"shipped": SHIPPED["nk" if peer == "logic-v2" else "splink"]}
            if len(counted) >= ENOUGH:
                thresholds["best"] = best
            for said, threshold in thresholds.items():
                cells = at(counted, threshold).cells
                body.append([name, peer, f"{said} {threshold:.4g}", *cells])
    said = [
        f"{peer}: {done.cpu:.1f} CPU s, start included; of it "
        + ", ".join(f"{step} {taken:.1f}" for step, taken in steps(done).items())
        for peer, (_, done) in scores.items()
    ]
    return "\n\n".join(
        [table(["set", "peer", "threshold", "P", "R", "F1"], body), "\n".join(said)]
    )


def by_nomenklatura(
    known: Sequence[Pair], folder: Path, out: Path
) -> tuple[dict[int, float], Run]:
    given, scores = out / "pairs.jsonl", out / "pairs-nk.csv"
    write_pairs(list(known), given)
    done = run(folder, "nk", "pairs", given, scores)
    return {int(row["pair"]): float(row["score"]) for row in rows(scores)}, done


def by_splink(
    known: Sequence[Pair], folder: Path, out: Path
) -> tuple[dict[int, float], Run]:
    """The best score among the names of each pair; what Splink knows of words it
    learns from all names of all pairs."""
    given, scores = out / "pairs-splink-in.csv", out / "pairs-splink.csv"
    body = [
        [name, plain(name), tax_id, pair.country, number, side]
        for number, pair in enumerate(known)
        for side, names, tax_id in (
            ("1", pair.left, pair.left_id),
            ("2", pair.right, pair.right_id),
        )
        for name in names
    ]
    head = ["id", "name", "ascii", "tax_id", "country", "pair", "side"]
    write(given, head, ([number, *line] for number, line in enumerate(body)))
    done = run(folder, "splink", "pairs", given, scores)
    found: dict[int, float] = defaultdict(float)
    for row in rows(scores):
        pair = int(row["pair"])
        found[pair] = max(found[pair], float(row["score"]))
    return found, done


def clusters(edges: Iterable[tuple[int, int]], count: int) -> list[int]:
    """Connected components: the cluster of each of `count` nodes."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = node = parent[parent[node]]
        return node

    for left, right in edges:
        parent[root(left)] = root(right)
    return [root(node) for node in range(count)]


def on_clusters(
    known: Sequence[Placed], given: dict[str, Path], folder: Path, out: Path
) -> tuple[list[list[str]], dict[str, Run]]:
    """Lines of quality, and what each peer took.

    Each peer has a line at the threshold it ships or its guide names, and one at that
    of `THRESHOLDS` which is best, chosen on the truth.

    Args:
        known: The truth, in the order of the files.
        given: CSV of id, name, ascii, tax_id, country, by what a line is to be called.
        folder: Where the environments are.
        out: Where edges go.
    """
    body, runs = [], {}
    for name, file in given.items():
        peer = "nk" if name.startswith("nomenklatura") else "splink"
        edges = out / f"edges-{peer}.csv"
        runs[name] = run(folder, peer, "clusters", file, edges)
        found = [(int(r["l"]), int(r["r"]), float(r["score"])) for r in rows(edges)]
        tried = {t: quality_at(known, found, t) for t in THRESHOLDS[peer]}
        best = max(tried, key=lambda t: (tried[t][0].f1, t))
        compared = shares(known, found)
        for threshold in dict.fromkeys((SHIPPED[peer], best)):
            quality, largest = tried[threshold]
            said = f"{name}, {threshold:g}" + (" (best)" if threshold == best else "")
            body.append([said, *quality.cells, *compared, f"{largest:,}"])
    return body, runs


def quality_at(
    known: Sequence[Placed], edges: Sequence[tuple[int, int, float]], threshold: float
) -> tuple[Quality, int]:
    """Quality of connected components, and the size of the largest."""
    chosen = ((left, right) for left, right, score in edges if score >= threshold)
    joined = clusters(chosen, len(known))
    placed = (
        Placed(firm=one.firm, cluster=cluster)
        for one, cluster in zip(known, joined, strict=True)
        if "ambiguous" not in one.troubles
    )
    return of_clusters(placed), max(Counter(joined).values())


def shares(
    known: Sequence[Placed], edges: Sequence[tuple[int, int, float]]
) -> list[str]:
    """Share of the true pairs that were compared, and candidates a name."""
    counted = ["ambiguous" not in one.troubles for one in known]
    firms = Counter(
        one.firm for one, counts in zip(known, counted, strict=True) if counts
    )
    true = sum(size * (size - 1) // 2 for size in firms.values())
    met = sum(
        known[left].firm == known[right].firm and counted[left] and counted[right]
        for left, right in {(left, right) for left, right, _ in edges}
    )
    return [f"{met / true:.3f}", f"{2 * len(edges) / len(known):.1f}"]
