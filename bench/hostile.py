"""All hostile files of the tests, and some that are too large for them, each in a child.

    python bench/hostile.py

prints what became of them by family, the slowest file of each, and the most memory that
this process took. It fails if a file is read wrongly.
"""

import gzip
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from sources.hostile import FAMILIES, Hostile
from sources.raw_bytes import declaration, sheet, xlsx, zipped
from sources.test_hostile import outcome

MB = 1 << 20


def large():
    """Bombs of the size that they have in the wild."""
    head = '<?xml version="1.0"?>'
    yield Hostile(name="gzip of 1.2 GB", make=lambda: gzip.compress(bytes(1200 * MB)))
    yield Hostile(name="zip of 2 GB", make=lambda: zipped({"a.csv": bytes(2000 * MB)}))
    yield Hostile(name="a text of 600 MB", make=lambda: xlsx(sheet(["x" * (600 * MB)])))
    yield Hostile(
        name="a million declarations without items",
        make=f"{head}<all>{declaration() * 1_000_000}</all>".encode,
    )
    yield Hostile(name="one line of 600 MB", make=lambda: b"x;" * (300 * MB))
    yield Hostile(name="600 MB of line breaks", make=lambda: b"\n" * (600 * MB))
    yield Hostile(name="600 MB of quotation marks", make=lambda: b'";' * (300 * MB))


def main():
    for name, hostiles in {**FAMILIES, "large": large}.items():
        became, slowest = Counter(), (0.0, "")
        for hostile in hostiles():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "a.csv"
                file.write_bytes(hostile.make())
                begun = time.perf_counter()
                became[outcome(file, hostile)] += 1
                slowest = max(slowest, (time.perf_counter() - begun, hostile.name))
        shown = ", ".join(f"{count} {what}" for what, count in sorted(became.items()))
        print(f"{name:12} {shown:45} slowest {slowest[0]:5.1f} s: {slowest[1]}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"this process took {most:,} MB at most, the bytes it wrote included")


if __name__ == "__main__":
    main()
