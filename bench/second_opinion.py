"""Every figure of many small random cases again, by another program.

    python bench/second_opinion.py 1000 [first seed]

Prints what differs, and at the end how many figures were compared.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from findings.recount import Held, UnknownFigureError, differences, with_families
from findings.recount_cases import figured, load, made
from findings.recount_series import wrong_estimates
from findings.recount_worlds import wrong_of
from madein.engine import Engine

WORLDS = 2000  # of a figure that are looked at; more are drawn from


def _estimates(held, plain, totals):
    """Estimates by the second way; where its equations have no one answer, none."""
    try:
        return wrong_estimates(held, plain)
    except (ZeroDivisionError, OverflowError):
        totals["series without one answer"] += 1
        return {}, 0


def main(count: int, first: int = 0) -> int:
    """Compare, and say how many figures differ."""
    totals, differ, begun = Counter(), 0, time.process_time()
    engine = Engine()
    for seed in range(first, first + count):
        asked, tables = made(seed)
        load(engine, tables)
        figures = figured(engine, asked)
        held, plain = Held.of(engine, asked), with_families(figures)
        try:
            derived, counted = wrong_of(held, plain, limit=WORLDS, seed=seed)
            estimated, estimates = _estimates(held, plain, totals)
            found = {**differences(held, figures), **derived, **estimated}
        except UnknownFigureError as error:
            found, counted, estimates = {"?": str(error)}, {}, 0
        totals.update(counted)
        totals["estimates"] += estimates
        totals["figures"] += len(figures)
        totals["sums"] += sum(figure["sql"] is not None for figure in figures)
        differ += len(found)
        for name, what in found.items():
            print(seed, name, what, flush=True)
        if seed % 50 == 49:
            print(
                f"{seed + 1 - first} cases, {dict(totals)}", file=sys.stderr, flush=True
            )
    seconds = time.process_time() - begun
    print(f"{count} cases, {differ} differences, {seconds:.0f} s CPU; {dict(totals)}")
    return differ


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
