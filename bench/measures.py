"""All measures of the catalogue on made-up imports, against SQL written by hand.

    .venv/bin/python bench/measures.py --rows 1000000 --rows 10000000

Each number of rows is a fresh process; the data are made once, in bench/data/measures.
madein: planning (the largest of each breakdown), the passes, then the figures with their
bounds, texts and queries. By hand: one statement for each breakdown of an analysis
(measures_hand.py), fetched and nothing more. Both answers are held against each other,
cell by cell.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import measures_hand as hand
from measures_made import CASE, make

from madein.engine import Engine, Row
from madein.findings.figures import CATALOGUE, Desk
from madein.findings.summing import Summed, question
from madein.measure import Derived, Measure

DATA = Path(__file__).parent / "data" / "measures"


class Clock:
    """CPU and wall seconds of named steps."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.wall: dict[str, float] = {}

    def took(self, name: str, work: Callable[[], Any]) -> Any:
        cpu, wall = time.process_time(), time.perf_counter()
        found = work()
        self.cpu[name] = self.cpu.get(name, 0) + time.process_time() - cpu
        self.wall[name] = self.wall.get(name, 0) + time.perf_counter() - wall
        return found


def peak() -> float:
    """Most memory of the process so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(engine: Engine, clock: Clock) -> tuple[dict[str, list[Measure]], Desk]:
    """All figures of the catalogue, as `figures` makes them."""
    desk = Desk(engine=engine, case=CASE, edition="bench")
    planned = {
        analysis.__name__: clock.took("plan", lambda a=analysis: a(engine, CASE))
        for analysis in CATALOGUE
    }
    every = [one for some in planned.values() for one in some]
    clock.took("passes", lambda: desk.ask(every))
    clock.took("figures", lambda: _figures(desk, every))
    return {name: _measures(some) for name, some in planned.items()}, desk


def _figures(desk: Desk, every: Sequence[Measure | Derived]) -> None:
    for number, one in enumerate(every, 1):
        if isinstance(one, Derived):
            desk.derive(one, f"F{number}")
        else:
            desk.answer(one, f"F{number}")


def _measures(some: Sequence[Measure | Derived]) -> list[Measure]:
    found = [
        m for one in some for m in (one.of if isinstance(one, Derived) else (one,))
    ]
    return list({question(one): one for one in found}.values())


def by_hand(
    engine: Engine, measures: dict[str, list[Measure]], clock: Clock
) -> list[tuple[list[Measure], list[Row]]]:
    """The same numbers; nothing that was asked is asked again."""
    found, seen = [], set()
    plans = hand.plans()
    for name, some in measures.items():
        for sql in plans.get(name, ()):
            clock.took(name, lambda s=sql: engine.rows(s))
        new = [one for one in some if question(one) not in seen]
        seen |= {question(one) for one in new}
        for sqls, answered in hand.statements(new):
            rows: list[Row] = []
            for sql in sqls:
                rows += clock.took(name, lambda s=sql: engine.rows(s))
            found.append((answered, [row for row in rows if "Count" not in row]))
    return found


def differences(
    answers: list[tuple[list[Measure], list[Row]]], sums: dict[str, Summed]
) -> list[str]:
    """Cells of which the two say something else."""
    wrong = []
    for measures, rows in answers:
        for one, cells in zip(measures, hand.told(rows, measures), strict=True):
            mine = _cells(sums[question(one)], one)
            theirs = {key: _plain(value) for key, value in cells.items() if value[3]}
            wrong += [
                f"{one.name}, {one.label}, {key}: {mine.get(key)} and {theirs.get(key)} by hand"
                for key in mine.keys() | theirs.keys()
                if mine.get(key) != theirs.get(key)
            ]
    return wrong


def _plain(value: Sequence[Any]) -> tuple[Any, ...]:
    return (value[0] or 0, value[1] or 0, *(int(one) for one in value[2:]))


def _cells(summed: Summed, one: Measure) -> hand.Cells:
    whole, cells = summed
    rows = cells if one.dimensions else [whole]
    return {
        tuple(row[d.name] for d in one.dimensions): _plain(
            (
                row["at_least"],
                row["own_most"],
                row["rows"],
                row["rows"] + row["own_unclear"],
                row["rows"] + row["own_unclear"] - row["own_unvalued"],
            )
        )
        for row in rows
        if row["rows"] + row["own_unclear"]
    }


def measured(rows: int) -> None:
    """Both legs over one number of rows, in this process."""
    DATA.mkdir(parents=True, exist_ok=True)
    with Engine(DATA) as engine:
        make(engine, rows, DATA)
        hand.prepared(engine)
        engine.rows("select sum(usd), bit_xor(row_key) from imports")  # into the cache
        before, mine, theirs = peak(), Clock(), Clock()
        measures, desk = ours(engine, mine)
        after = peak()
        answers = by_hand(engine, measures, theirs)
        last = peak()
        wrong = differences(answers, desk.sums)
    print(
        f"\n{rows:,} rows; {len(desk.rows):,} figures; {len(answers)} statements by hand"
    )
    for title, clock in (("madein", mine), ("by hand", theirs)):
        for name, cpu in clock.cpu.items():
            print(
                f"  {title:8} {name:16} CPU {cpu:7.2f} s, wall {clock.wall[name]:7.2f} s"
            )
    cpu, wall = (
        [sum(getattr(clock, kind).values()) for clock in (mine, theirs)]
        for kind in ("cpu", "wall")
    )
    print(
        f"  in all: CPU {cpu[0]:.2f} s and {cpu[1]:.2f} s by hand, {cpu[0] / cpu[1]:.2f} times; "
        f"wall {wall[0]:.2f} s and {wall[1]:.2f} s, {wall[0] / wall[1]:.2f} times"
    )
    print(
        f"  peak: {before:,.0f} MB before, {after:,.0f} MB madein, {last:,.0f} MB by hand"
    )
    cells = sum(len(rows) for _, rows in answers)
    print(f"  rows compared: {cells:,}; cells that differ: {len(wrong)}")
    for line in wrong[:10]:
        print(f"    {line}")


def main() -> None:
    """Each number of rows in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, action="append")
    parser.add_argument("--here", action="store_true", help="in this process")
    given = parser.parse_args()
    for rows in given.rows or [1_000_000]:
        if given.here:
            measured(rows)
        else:
            command = [sys.executable, __file__, "--here", "--rows", str(rows)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
