"""Hold madein against the same work written by hand, on one machine, interleaved.

    make bench
    .venv/bin/python bench/run.py --rows 1000000 --runs 3 --only madein,hand
    .venv/bin/python bench/run.py --ingest --rows 10000000 --runs 3

With `--ingest`, the legs end where the typed rows are written: no case, no findings.
Every leg is a fresh process; the legs take turns, so a slow minute hits all of them.
The result goes to bench/data/results.md.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import median

from damage import damage
from generate import generate, subject

HERE = Path(__file__).parent
DATA, RESULTS, PEERS = HERE / "data", HERE / "data" / "results.md", HERE / ".venv"
MADEIN = Path(sys.executable).with_name("madein")
LEGS = ("madein", "madein all", "hand", "pandas", "polars")
INGEST_LEGS = ("ingest", "ingest damaged", "ingest by hand", "polars")

CASE = """\
title: Benchmark
synthetic: true
subject:
  name: Subject
  importer_role: consignee
  members: {members}
period: {{since: 2018-01-01, until: 2023-12-31}}
events:
  - {{name: invasion, label: Full-scale invasion, date: 2022-02-24}}
"""
ONE = '[{{name: Subject LLC, tax_id: "{tax_id}", since: 2018-01-01}}]'


@dataclass(frozen=True, kw_only=True)
class Run:
    """What one process took; CPU and memory include the processes it waited for."""

    wall: float
    cpu: float
    rss_mb: float
    said: str


def measured(command: list[str | Path]) -> Run:
    """Run a command to its end and measure it."""
    with tempfile.TemporaryFile("w+") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, text=True)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}\n{said}")
    cpu = usage.ru_utime + usage.ru_stime
    return Run(wall=wall, cpu=cpu, rss_mb=usage.ru_maxrss / 1024, said=said)


def peers() -> Path:
    """Python with the libraries that madein is compared with."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        needed = HERE / "requirements.txt"
        subprocess.run([python, "-m", "pip", "install", "-qr", needed], check=True)
    return python


def leg(name: str, data: Path, out: Path, tax_id: str) -> list[Run]:
    """One turn of one leg: its commands in order, each a fresh process."""
    match name:
        case "madein" | "madein all":
            members = ONE.format(tax_id=tax_id) if name == "madein" else "all"
            first = measured([MADEIN, "init", out])
            (out / "case.yml").write_text(
                CASE.format(members=members), encoding="utf-8"
            )
            records = data / "records.csv"
            added = measured([MADEIN, "add", out, records, "--layout", "ru-dt"])
            return [first, added, measured([MADEIN, "build", out, "--quiet"])]
        case "hand":
            script = HERE / "hand_sql.py"
            return [measured([sys.executable, script, data, out, tax_id])]
        case "pandas":
            script = HERE / "pandas_script.py"
            return [measured([peers(), script, data, out, tax_id])]
        case "ingest" | "ingest damaged":
            folder = data if name == "ingest" else damaged(data)
            return [measured([sys.executable, HERE / "madein_ingest.py", folder, out])]
        case "ingest by hand":
            script = HERE / "hand_sql.py"
            return [measured([sys.executable, script, data, out])]
        case "polars":
            return [measured([peers(), HERE / "polars_pass.py", data, out])]
        case _:
            sys.exit(f"no leg '{name}'")


def damaged(data: Path) -> Path:
    """The same data with one line in a hundred broken."""
    folder = data.with_name(f"{data.name} damaged")
    if not (folder / "records.csv").exists():
        damage(data, folder)
    return folder


def together(runs: list[Run]) -> Run:
    return Run(
        wall=sum(run.wall for run in runs),
        cpu=sum(run.cpu for run in runs),
        rss_mb=max(run.rss_mb for run in runs),
        said=runs[-1].said,
    )


def turns(rows: int, runs: int, legs: list[str]) -> dict[str, list[Run]]:
    """All runs of all legs over one size, taking turns."""
    data = DATA / str(rows)
    if not (data / "countries.csv").exists():
        generate(rows, DATA)
    if "ingest damaged" in legs:
        damaged(data)
    tax_id = subject()
    found: dict[str, list[Run]] = {name: [] for name in legs}
    for turn in range(runs):
        for name in legs:
            out = DATA / "out" / name.replace(" ", "-")
            shutil.rmtree(out, ignore_errors=True)
            out.parent.mkdir(parents=True, exist_ok=True)
            found[name].append(together(leg(name, data, out, tax_id)))
            run = found[name][-1]
            print(f"{rows:>10,} {name:<14} {turn + 1}: {run.wall:8.2f} s", flush=True)
    agree(found, rows)
    return found


def agree(found: dict[str, list[Run]], rows: int) -> None:
    """Stop unless hand SQL and pandas gave the same figures."""
    if "hand" not in found or "pandas" not in found:
        return
    hand = json.loads(found["hand"][0].said)["totals"]["origin one"]
    by_hand = {row[0]: float(row[3]) for row in hand if row[1]}
    by_pandas = json.loads(found["pandas"][0].said)["origin"]
    wrong = [
        origin
        for origin in by_hand.keys() | by_pandas.keys()
        if abs(by_hand.get(origin, 0) - by_pandas.get(origin, 0)) > 0.01 * rows
    ]
    if wrong:
        sys.exit(f"hand SQL and pandas disagree on {wrong}")


def madein_measures(case: Path, repeats: int = 5) -> dict[str, float]:
    """Seconds of each measure's own query, warm, in one process."""
    import madein
    from madein.findings.figures import CATALOGUE
    from madein.measure import sums

    seconds: dict[str, float] = {}
    opened = madein.open_case(case)
    with opened.tables() as engine:
        asked = [m for analysis in CATALOGUE for m in analysis(engine, opened.file)]
        for measure in asked:
            query, times = sums(measure.scope, measure.dimensions), []
            for _ in range(repeats):
                start = time.perf_counter()
                engine.rows(query.sql, query.params)
                times.append(time.perf_counter() - start)
            seconds[measure.name] = median(times)
    return seconds


def table(head: list[str], body: list[list[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def per_run(found: dict[int, dict[str, list[Run]]]) -> str:
    body = [
        [
            f"{rows:,}",
            name,
            f"{median(run.wall for run in runs):.2f}",
            f"{min(run.wall for run in runs):.2f} to {max(run.wall for run in runs):.2f}",
            f"{median(run.cpu for run in runs):.2f}",
            f"{max(run.rss_mb for run in runs):,.0f}",
        ]
        for rows, legs in found.items()
        for name, runs in legs.items()
    ]
    return table(["rows", "leg", "wall s", "range", "CPU s", "peak MB"], body)


PAIRS = (
    ("madein", "hand"),
    ("madein", "polars"),
    ("pandas", "madein"),
    ("hand", "polars"),
    ("ingest", "ingest by hand"),
    ("ingest", "polars"),
    ("ingest damaged", "ingest"),
)


def ratios(found: dict[int, dict[str, list[Run]]]) -> str:
    """Ratios between legs of the same turn, then their median."""
    body = []
    for rows, legs in found.items():
        for over, under in PAIRS:
            if over in legs and under in legs:
                both = list(zip(legs[over], legs[under], strict=True))
                wall = median(a.wall / b.wall for a, b in both)
                cpu = median(a.cpu / b.cpu for a, b in both)
                body.append(
                    [f"{rows:,}", f"{over} / {under}", f"{wall:.2f}", f"{cpu:.2f}"]
                )
    return table(["rows", "ratio", "of wall", "of CPU"], body)


def growth(found: dict[int, dict[str, list[Run]]]) -> str:
    body = []
    for small, large in pairwise(sorted(found)):
        for name in found[small]:
            before, after = (
                median(r.wall for r in found[n][name]) for n in (small, large)
            )
            body.append([f"{small:,} to {large:,}", name, f"{after / before:.1f}"])
    return table(["rows", "leg", "times the wall"], body)


WITH_STEPS = {"hand", "ingest", "ingest damaged", "ingest by hand"}


def steps(found: dict[int, dict[str, list[Run]]]) -> str:
    body = []
    for rows, legs in found.items():
        for name in filter(WITH_STEPS.__contains__, legs):
            runs = [json.loads(run.said)["seconds"] for run in legs[name]]
            body += [
                [f"{rows:,}", name, step, f"{median(r[step] for r in runs):.3f}"]
                for step in runs[0]
            ]
    return table(["rows", "leg", "step", "wall s"], body)


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}, DuckDB {version('duckdb')}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, action="append", help="may be repeated")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", help="legs, by comma")
    parser.add_argument("--ingest", action="store_true", help="no case, no findings")
    parser.add_argument("--out", type=Path, default=RESULTS)
    chosen = parser.parse_args()
    known = INGEST_LEGS if chosen.ingest else LEGS
    legs = list(known)
    if chosen.only:
        legs = [name.strip() for name in chosen.only.split(",")]
    if unknown := set(legs) - set(known):
        sys.exit(f"no leg {sorted(unknown)}: choose from {', '.join(known)}")

    found, measures = {}, {}
    for rows in chosen.rows or [1_000_000, 10_000_000]:
        found[rows] = turns(rows, chosen.runs, legs)
        for name in legs:
            if name.startswith("madein"):
                case = DATA / "out" / name.replace(" ", "-")
                measures[rows, name] = madein_measures(case)

    parts = [f"# Benchmark\n\n{machine()}\n\nMedian of {chosen.runs} interleaved runs."]
    parts += [per_run(found), ratios(found)]
    if len(found) > 1:
        parts.append(growth(found))
    if WITH_STEPS & set(legs):
        parts.append(steps(found))
    body = [
        [f"{rows:,}", name, figure, f"{seconds:.3f}"]
        for (rows, name), figures in measures.items()
        for figure, seconds in figures.items()
    ]
    if body:
        parts.append(table(["rows", "case", "measure of madein, warm", "wall s"], body))
    text = "\n\n".join(parts) + "\n"
    chosen.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
