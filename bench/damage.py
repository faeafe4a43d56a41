"""Break one line in a hundred of a generated file, in the ways files are broken.

    python bench/damage.py <folder of generate.py> <folder for the damaged file>

The same lines are broken in the same ways on every run.
"""

import random
import shutil
import sys
from pathlib import Path

SHARE = 0.01


def cut_short(line: bytes, _: random.Random) -> bytes:
    return line[: len(line) // 2]


def one_cell_more(line: bytes, _: random.Random) -> bytes:
    return line.replace(b",", b",,", 1)


def one_cell_less(line: bytes, _: random.Random) -> bytes:
    return line.replace(b",", b" ", 1)


def quote_opened(line: bytes, _: random.Random) -> bytes:
    return line.replace(b",", b',"', 1)


def other_encoding(line: bytes, _: random.Random) -> bytes:
    return line.decode().encode("cp1251", "replace")


def nul(line: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(line))
    return line[:at] + b"\0" + line[at:]


WAYS = (cut_short, one_cell_more, one_cell_less, quote_opened, other_encoding, nul)


def damage(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("countries.csv", "rates.csv"):
        shutil.copy(folder / name, out / name)
    chance = random.Random(20261122)
    part = out / "records.part"
    with (folder / "records.csv").open("rb") as lines, part.open("wb") as broken:
        broken.write(next(lines))
        for line in lines:
            if chance.random() < SHARE:
                way = chance.choice(WAYS)
                broken.write(way(line.rstrip(b"\n"), chance) + b"\n")
            else:
                broken.write(line)
    part.replace(out / "records.csv")


if __name__ == "__main__":
    damage(Path(sys.argv[1]), Path(sys.argv[2]))
