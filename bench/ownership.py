"""Random graphs of owners against a naive solver, many more than the tests have time for.

.venv/bin/python bench/ownership.py 10000
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "parties"))

from test_ownership_graphs import compare


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    wrong = [one for seed in range(count) for one in compare(seed)[0]]
    for one in wrong[:20]:
        print(*one)
    used = time.process_time()
    print(f"{count} graphs, {len(wrong)} differences, {used:.0f} s of processor time")


if __name__ == "__main__":
    main()
