"""How often a file of an unknown layout is mapped right, asked about, or mapped wrong.

Every layout of ../shared/data/headers/port_brain_headers.csv and of
tests/mapping/invented.txt is filled with made-up rows, written as a file, and mapped
with no layout known. The truth is tests/mapping/truth.csv, written by hand.

    .venv/bin/python bench/headings.py                 # all layouts, all variants
    .venv/bin/python bench/headings.py --only "glued"  # one variant
"""

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from madein.errors import MadeinError
from mapping.judging import (
    VARIANTS,
    case,
    dressed,
    is_held_out,
    mapped,
    names,
    vendor_layouts,
    verdicts,
)
from mapping.making import rows_for


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--only", choices=VARIANTS)
    options.add_argument("--show", action="store_true", help="name what is not right")
    told = options.parse_args()
    known = [(name, *case(name)) for name in names()]
    for variant in [told.only] if told.only else VARIANTS:
        measure(variant, known, show=told.show)
    refusals()


def measure(variant, known, *, show):
    found = defaultdict(Counter)
    files, slowest = Counter(), 0.0
    for name, headings, rows, truth in known:
        group = (
            "invented"
            if "/" not in name
            else "held out"
            if is_held_out(name)
            else "tuned on"
        )
        with tempfile.TemporaryDirectory() as folder:
            new, cells, wanted = dressed(variant, headings, rows, truth)
            start = time.process_time()
            proposal = mapped(Path(folder), new, cells)
            slowest = max(slowest, time.process_time() - start)
        judged = verdicts(proposal, wanted)
        for role, verdict in judged.items():
            found[group, role][verdict] += 1
        files[
            group, "all right" if set(judged.values()) == {"right"} else "not all"
        ] += 1
        files[group, "with questions"] += bool(proposal.questions)
        if show and set(judged.values()) != {"right"}:
            print(f"  {name}: {judged}")
    print(f"\n{variant}: slowest file {slowest:.1f} CPU s")
    for (group, role), counts in sorted(found.items()):
        print(f"  {group:9} {role:9} {dict(counts)}")
    for (group, what), count in sorted(files.items()):
        print(f"  {group:9} {what}: {count}")


def refusals():
    """Pivot tables of the vendor, which must be refused."""
    counts = Counter()
    for name, headings in vendor_layouts().items():
        if "short" in name:
            with tempfile.TemporaryDirectory() as folder:
                try:
                    mapped(Path(folder), headings, rows_for(headings), above=())
                    counts["taken"] += 1
                except MadeinError as error:
                    counts["refused" if "no shipments" in str(error) else "other"] += 1
    print(f"\npivot tables: {dict(counts)}")


if __name__ == "__main__":
    main()
