"""madein's whole ingest of one file, without a case: what hand SQL is held against.

    python bench/madein_ingest.py <folder of generate.py> <folder for the result>

Digest, evidence copy, typed rows, duplicates and provenance. It prints one line of
JSON: rows, quarantined lines and the seconds of each step.
"""

import json
import sys
import time
from pathlib import Path

from madein.engine import Engine
from madein.records.stage import make_records
from madein.records.typed import Mapped
from madein.sources.intake import look_at, take_in
from madein.sources.layouts import case_layouts, lay_over


def main(folder: Path, out: Path) -> dict:
    out.mkdir(parents=True, exist_ok=True)
    file, layouts = folder / "records.csv", case_layouts(out)
    layout = next(layout for layout in layouts if layout.name == "ru-dt")
    start = time.perf_counter()
    dialect = look_at(file, layouts).dialect
    taken = take_in(file, "", dialect, out)
    copied = time.perf_counter()
    source = Mapped(
        file=str(file),
        sheet="",
        taken=taken,
        columns=lay_over(dialect.headings, layout, str(file)),
        copy=out / taken.name,
    )
    with Engine(out) as engine:
        make_records(engine, [source], out)
        [counts] = engine.rows("from conservation")
    seconds = {"copy": copied - start, "records": time.perf_counter() - copied}
    return {"counts": counts, "seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
