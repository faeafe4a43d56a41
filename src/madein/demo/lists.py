"""Excerpts of OFAC's list of specially designated nationals, in its own format."""

import csv
from importlib.resources import files
from pathlib import Path

COPIES = (  # day and time of each copy, UTC
    "20171229T180000",
    "20220223T184652",
    "20220225T015029",
    "20230912T184331",
    "20230914T184328",
    "20240220T184330",
    "20240223T184323",
)
NULL = "-0- "
END = b"\x1a"
README = """\
Excerpts made for the demo of madein, not the full list.

Each file stands for one copy of OFAC's list of specially designated nationals (SDN).
Entries 34755, 44880, 47953 and 47956 are real, as published by the US Treasury, and
stand in the copies in which they stood; entry 99999 is imaginary and stands in all.
The copy of 2017-12-29 is made up: it says that none of the four was listed then.
"""


def write_lists(folder: Path) -> None:
    """All copies and a note on what they are.

    Source:
        US Treasury, OFAC, sdn.csv: 12 columns without headings, `-0- ` for nothing,
        lines end in CR LF, the last byte is 0x1A.

    Args:
        folder: Where to.
    """
    (folder / "README.txt").write_text(README, encoding="utf-8")
    for copy in COPIES:
        lines = [_line(entry) for entry in _entries() if entry["since"] <= copy]
        body = "".join(lines).encode("ascii") + END
        (folder / f"sdn_{copy}.csv").write_bytes(body)


def _entries() -> list[dict[str, str]]:
    text = files("madein.demo").joinpath("listed.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _line(entry: dict[str, str]) -> str:
    name, programme, remarks = (
        f'"{entry[k]}"' for k in ("name", "programme", "remarks")
    )
    cells = [entry["ent_num"], name, NULL, programme, *[NULL] * 7, remarks]
    return ",".join(cells) + "\r\n"
