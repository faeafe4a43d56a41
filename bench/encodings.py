"""How well encodings are told, over synthetic customs files.

    python bench/encodings.py [files] [--each] [--rival]

`exact`: the decoded text is the text that was written. `asked`: below the threshold, so
that a person is asked. `wrong`: another text, and no question. Every file is drawn from
its number alone, so that any of them can be made again; each has five rows or more that
are not ASCII, in one file of five with one word only. `--each` lists those asked;
`--rival` asks charset-normalizer instead.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from drawn import Drawn, draw

from madein.sources.text.encoding import SURE, find_encoding

RESULTS = ("exact", "asked", "wrong")


def verdict(drawn: Drawn, folder: Path) -> tuple[str, str]:
    """`exact`, `asked` or `wrong`; and what was found."""
    file = folder / "drawn.csv"
    file.write_bytes(drawn.raw)
    found = find_encoding(file)
    shown = f"{found.name} {found.confidence:.3f}"
    if found.confidence < SURE:
        return "asked", shown
    read = drawn.raw.decode(found.name, "replace")
    return "exact" if read == drawn.text.removeprefix("\ufeff") else "wrong", shown


def rival(drawn: Drawn) -> tuple[str, str]:
    """The same of charset-normalizer, which never asks where it finds anything."""
    from charset_normalizer import from_bytes

    best = from_bytes(drawn.raw).best()
    if best is None:
        return "asked", ""
    exact = str(best).removeprefix("\ufeff") == drawn.text
    return "exact" if exact else "wrong", best.encoding


def counted(files: int, judge: Callable[[Drawn], tuple[str, str]]) -> None:
    results = defaultdict(Counter)
    for number in range(files):
        drawn = draw(number)
        result, found = judge(drawn)
        results[drawn.encoding][result] += 1
        if result == "wrong" or ("--each" in sys.argv and result == "asked"):
            print(f"{number} {drawn.language} {drawn.encoding}: {result}, {found}")
    results["all"] = sum(results.values(), Counter())
    for encoding, count in results.items():
        print(f"{encoding:<10}", *(f"{count[r]:>6,} {r}" for r in RESULTS))


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    files = numbers[0] if numbers else 2_000
    if "--rival" in sys.argv:
        counted(files, rival)
        return
    with tempfile.TemporaryDirectory() as folder:
        counted(files, lambda drawn: verdict(drawn, Path(folder)))


if __name__ == "__main__":
    main()
