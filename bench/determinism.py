"""Findings of the demo, built again and again under other settings: the same bytes?

    python bench/determinism.py 24

Hash seed, threads, time zone, locale and working directory change from run to run.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from findings.recount_builds import LOCALES, ZONES, locales
from findings.recount_builds import __file__ as builds
from madein.demo import write_demo


def main(count: int) -> int:
    """Build `count` times, and say what differs."""
    root = Path(tempfile.mkdtemp())
    first = root / "first" / "demo"
    write_demo(first)
    language = locales(root / "locales")
    seen: dict[str, dict[str, str]] = {}
    ways = list(product(("1", "2"), ZONES, LOCALES))
    begun = time.perf_counter()
    for number in range(count):
        threads, zone, name = ways[number * 7 % len(ways)]
        place = root / f"run{number}"
        shutil.copytree(first, place / "demo")
        start = place if number % 2 else root
        environment = {
            **os.environ,
            "PYTHONHASHSEED": str(number * 101), "TZ": zone, "LC_ALL": name,
            "LOCPATH": str(language),
        }  # fmt: skip
        folder = os.path.relpath(place / "demo", start)
        done = subprocess.run(
            [sys.executable, str(Path(builds).resolve()), folder, threads],
            cwd=start, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        told = json.loads(done.stdout)
        print(number, threads, zone, told.pop("locale"), flush=True)
        for what, digest in told.items():
            seen.setdefault(what, {}).setdefault(digest, str(number))
        shutil.rmtree(place)
    shutil.rmtree(root)
    differ = {what: digests for what, digests in seen.items() if len(digests) > 1}
    print(
        f"{count} builds, {time.perf_counter() - begun:.0f} s; differing: {differ or 'nothing'}"
    )
    return len(differ)


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1])) else 0)
