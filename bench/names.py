"""Hold the matching of names against labelled pairs and made-up firms.

    .venv/bin/python bench/names.py                       # labelled pairs: quality, bands
    .venv/bin/python bench/names.py pairs --errors        # and those that are wrong
    .venv/bin/python bench/names.py pairs --sets hard,cases
    .venv/bin/python bench/names.py clusters --names 10000
    .venv/bin/python bench/names.py steady --names 10000  # order, threads, more names
    .venv/bin/python bench/names.py screening --names 5000 --listed 3000
    .venv/bin/python bench/names.py pairs --peers bench/data/peers

Scores and errors go to bench/data/names/*.csv. With `--peers`, OpenSanctions' logic-v2
and Splink take part, each in an environment of its own below the folder named, which
is made where it is absent.
"""

import argparse
import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import names_clusters
import names_peers
import names_screening
from names_pairs import EXPECTED, POSSIBLE, SETS, SURE, Pair, pairs
from names_quality import at, table

from madein.parties.matching.compare import Comparison, Rarity, compare
from madein.parties.mention import Mention
from madein.parties.reading.field import read_mention

OUT = Path(__file__).parent / "data" / "names"
BANDS = (0.0, 0.5, POSSIBLE, 0.8, SURE, 1.01)
THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94, 0.96, 0.98)


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A pair, its best score over all its names, and the names that gave it."""

    pair: Pair
    score: float
    left: Mention
    right: Mention
    comparison: Comparison

    @property
    def fault(self) -> str:
        """What is wrong with the score; empty where nothing is."""
        floor, ceiling = EXPECTED[self.pair.expected]
        if self.score < floor:
            return "missed" if self.score < POSSIBLE else "unsure"
        if self.score >= ceiling:
            return "joined" if self.score >= SURE else "proposed"
        return ""


def mentions(pair: Pair) -> tuple[list[Mention], list[Mention]]:
    """Both sides as mentions, one for each name."""
    left, right = (
        [read_mention(name, tax_id=tax_id, country=pair.country) for name in names]
        for names, tax_id in ((pair.left, pair.left_id), (pair.right, pair.right_id))
    )
    return left, right


def best(
    pair: Pair, sides: tuple[list[Mention], list[Mention]], rarity: Rarity
) -> Scored:
    """The best comparison among all names of a pair; a veto is a score of nought."""
    found = None
    for left in sides[0]:
        for right in sides[1]:
            comparison = compare(left, right, rarity)
            score = 0.0 if comparison.veto else comparison.score
            if found is None or score > found.score:
                found = Scored(
                    pair=pair,
                    score=score,
                    left=left,
                    right=right,
                    comparison=comparison,
                )
    assert found
    return found


def rarity_of(found: Iterable[Mention]) -> Rarity:
    """Rarity of words among some mentions, each name once."""
    names = {mention.name.words for mention in found}
    counts = Counter(word for words in names for word in set(words))
    return Rarity(counts=counts, names=len(names))


def scored(found: Sequence[Pair], *, own_rarity: bool) -> tuple[list[Scored], str]:
    """All pairs scored, and how fast that was."""
    start = time.process_time()
    sides = [mentions(pair) for pair in found]
    read = time.process_time() - start
    everyone = [mention for both in sides for side in both for mention in side]
    rarity = rarity_of(everyone) if own_rarity else Rarity()
    start = time.process_time()
    result = [best(pair, side, rarity) for pair, side in zip(found, sides, strict=True)]
    compared = time.process_time() - start
    done = sum(len(left) * len(right) for left, right in sides)
    said = (
        f"{len(everyone):,} names read in {read:.2f} CPU s "
        f"({len(everyone) / read:,.0f} a second); {done:,} comparisons, explained, in "
        f"{compared:.2f} CPU s ({done / compared:,.0f} a second)"
    )
    return result, said


def counted(found: Iterable[Scored], name: str) -> list[tuple[float, bool]]:
    """Scores of one set; what a person is to judge counts as neither."""
    return [
        (one.score, one.pair.same)
        for one in found
        if one.pair.set == name and one.pair.expected != "candidate"
    ]


def sets_of(found: Iterable[Scored]) -> list[str]:
    return list(dict.fromkeys(one.pair.set for one in found))


# Funds and trusts of another number, which that set calls the same on purpose: its
# authors' matcher is to propose them. madein holds that numbers must agree.
OTHER_NUMBER = re.compile("Roman-numeral|SPV trust")


def with_subset(found: Sequence[Scored]) -> list[Scored]:
    """All pairs, and once more the cases that are not funds of another number."""
    rest = [
        replace(one, pair=replace(one.pair, set="cases but numbered funds"))
        for one in found
        if one.pair.set == "cases" and not OTHER_NUMBER.search(one.pair.kind)
    ]
    return [*found, *rest]


def by_set(found: Sequence[Scored]) -> str:
    """Precision, recall and F1 at the two thresholds, for each set."""
    body = []
    for name in sets_of(found):
        faults = Counter(one.fault for one in found if one.pair.set == name)
        said = ", ".join(f"{n} {fault}" for fault, n in faults.items() if fault)
        scores = counted(found, name)
        for threshold in (SURE, POSSIBLE):
            quality = at(scores, threshold)
            body.append(
                [
                    name,
                    f"{quality.true} / {len(scores) - quality.true}",
                    f"{threshold:.2f}",
                    *quality.cells,
                    f"{quality.found - quality.right}",
                    f"{quality.true - quality.right}",
                    said if threshold == SURE else "",
                ]
            )
    head = ["set", "same / other", "at", "P", "R", "F1", "false", "missed"]
    return table([*head, "not as expected"], body)


def curve(found: Sequence[Scored]) -> str:
    """Precision / recall / F1 of every set at many thresholds."""
    names = sets_of(found)
    body = [
        [f"{threshold:.2f}"]
        + [" / ".join(at(counted(found, name), threshold).cells) for name in names]
        for threshold in THRESHOLDS
    ]
    return table(["threshold", *names], body)


def bands(found: Sequence[Scored]) -> str:
    """How many pairs of each band of scores are one firm: the calibration shown."""
    names = sets_of(found)
    body = []
    for low, high in pairwise(BANDS):
        line = [f"{low:.2f} to {min(high, 1):.2f}"]
        for chosen in [[name] for name in names] + [names]:
            inside = [
                same
                for name in chosen
                for score, same in counted(found, name)
                if low <= score < high
            ]
            share = f"{sum(inside) / len(inside):.3f}" if inside else "-"
            line.append(f"{share} ({sum(inside)} of {len(inside)})")
        body.append(line)
    return table(["score", *names, "all"], body)


COLUMNS = (
    *("fault", "set", "id", "expected", "score", "left", "right", "left words"),
    *("right words", "left forms", "right forms", "veto", "says", "kind"),
)


def row(one: Scored) -> list[str]:
    left, right = one.left.name, one.right.name
    pair, comparison = one.pair, one.comparison
    says = [
        f"{evidence.weight:+.2f} {evidence.says}" for evidence in comparison.evidence
    ]
    return [
        *(one.fault, pair.set, pair.id, pair.expected, f"{one.score:.3f}"),
        *(left.text, right.text, left.key, right.key),
        *(" ".join(left.forms), " ".join(right.forms)),
        *(comparison.veto, "; ".join(says), pair.kind),
    ]


def write(file: Path, found: Iterable[Scored]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(COLUMNS)
        writer.writerows(map(row, found))


def on_pairs(chosen: argparse.Namespace) -> None:
    """Quality on labelled pairs."""
    names = chosen.sets.split(",") if chosen.sets else list(SETS)
    if unknown := set(names) - set(SETS):
        sys.exit(f"no set {sorted(unknown)}: choose from {', '.join(SETS)}")
    known = pairs(names)
    found, said = scored(known, own_rarity=chosen.own_rarity)
    print(by_set(with_subset(found)), curve(found), bands(found), said, sep="\n\n")
    write(OUT / "scores.csv", found)
    wrong = [one for one in found if one.fault]
    worst = {"joined": 0, "missed": 1, "unsure": 2, "proposed": 3}
    wrong.sort(key=lambda one: (worst[one.fault], one.pair.set, -one.score))
    write(OUT / "errors.csv", wrong)
    print(f"\n{len(wrong)} not as expected: {OUT / 'errors.csv'}; all: scores.csv")
    if chosen.errors:
        for one in wrong:
            print(
                f"{one.fault:<8} {one.pair.set}/{one.pair.id} {one.score:.3f} "
                f"'{one.left.name.text}' [{one.left.name.key}] ~ "
                f"'{one.right.name.text}' [{one.right.name.key}] {one.comparison.veto}"
            )
    if chosen.peers:
        print("\n" + names_peers.on_pairs(known, chosen.peers, OUT))


def on_clusters(chosen: argparse.Namespace) -> None:
    """Quality and cost of clusters of made-up names, for each size asked."""
    for count in chosen.names or [10_000]:
        print(names_clusters.clusters(count, OUT, chosen.peers, plain=chosen.plain))


def on_steady(chosen: argparse.Namespace) -> None:
    """Whether order, threads and more names change what is found."""
    for count in chosen.names or [10_000]:
        print(names_clusters.steady(count, OUT))


def on_screening(chosen: argparse.Namespace) -> None:
    """Quality and cost of screening: OFAC against EU, and made-up firms."""
    if names_screening.SHARED.exists():
        print(names_screening.screening(*names_screening.real(), OUT) + "\n")
    for count in chosen.names or [5_000]:
        made = names_screening.drawn(count, chosen.listed)
        print(names_screening.screening(*made, OUT) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    what = {
        "pairs": on_pairs,
        "clusters": on_clusters,
        "steady": on_steady,
        "screening": on_screening,
    }
    parser.add_argument("what", nargs="?", default="pairs", choices=what)
    parser.add_argument("--sets", help=f"by comma, of {', '.join(SETS)}")
    parser.add_argument("--errors", action="store_true", help="print them, too")
    parser.add_argument(
        "--own-rarity",
        action="store_true",
        help="rarity of words counted in the pairs themselves, as in a case; "
        "else the shipped weights alone",
    )
    parser.add_argument("--names", type=int, action="append", help="may be repeated")
    parser.add_argument("--listed", type=int, default=3_000, help="names on the list")
    parser.add_argument(
        "--plain", action="store_true", help="without the troubles that were added"
    )
    parser.add_argument("--peers", type=Path, help="folder of their environments")
    chosen = parser.parse_args()
    what[chosen.what](chosen)


if __name__ == "__main__":
    main()
