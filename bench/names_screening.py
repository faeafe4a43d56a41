"""Parties against a list: how right, and at what cost; made-up ones, and OFAC against EU."""

import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from names_made import Spelling, made
from names_pairs import POSSIBLE, SHARED, SURE, entries
from names_peers import rows, write
from names_quality import table
from run import measured

from madein.parties.reading.field import read_mention
from madein.parties.reading.names import read_name

HERE = Path(__file__).parent
# What no list would write.
DIRTY = {"glued id", "agent", "prefix", "address", "cut", "typo", "ambiguous"}
CLEAN = 0.72  # share of spellings without any of these


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who is held against the list: names, country, and the entries that are the same."""

    names: Sequence[str]
    country: str
    same: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One name of an entry of the list."""

    entry: str
    name: str
    country: str = ""


def drawn(queries: int, listed: int) -> tuple[list[Party], list[Listed]]:
    """About so many parties of one name each, and list names, of one made-up world."""
    share = listed / (CLEAN * 0.9 * (queries + listed))
    if share > 1:
        sys.exit("a list this long needs more queries")
    rng = random.Random(5)
    chosen: dict[int, bool] = {}
    on_list: list[Listed] = []
    asked: list[Spelling] = []
    for one in made(queries + listed):
        is_listed = chosen.setdefault(one.firm, rng.random() < share)
        is_clean = not DIRTY & set(one.troubles)
        if is_listed and is_clean and rng.random() < 0.9:
            on_list.append(
                Listed(entry=str(one.firm), name=one.name, country=one.country)
            )
        elif "ambiguous" not in one.troubles:
            asked.append(one)
    entries = {one.entry for one in on_list}
    parties = [
        Party(
            names=(one.name,),
            country=one.country,
            same=frozenset({str(one.firm)} & entries),
        )
        for one in rng.sample(asked, len(asked))
    ]
    return parties, on_list


def real() -> tuple[list[Party], list[Listed]]:
    """OFAC's entries as parties against the EU's as the list, tax ids hidden."""
    theirs = entries(SHARED, "EU")
    parties = [
        Party(
            names=one.names,
            country="",
            same=frozenset(other.ref for other in theirs if other.inn == one.inn),
        )
        for one in entries(SHARED, "OFAC")
    ]
    return parties, [Listed(entry=e.ref, name=name) for e in theirs for name in e.names]


def screening(parties: Sequence[Party], listed: Sequence[Listed], out: Path) -> str:
    """Quality and cost of screening."""
    given, names, folder = out / "queries.csv", out / "listed.csv", out / "screen"
    body = (
        [f"q{no}", name, one.country]
        for no, one in enumerate(parties)
        for name in one.names
    )
    write(given, ["no", "name", "country"], body)
    lines = ([one.entry, one.name, one.country] for one in listed)
    write(names, ["entry", "name", "country"], lines)
    script = [sys.executable, HERE / "names_screen.py", given, names]
    cost = measured([*script, folder / "bare", "--bare"])
    counts = json.loads(cost.said.strip().splitlines()[-1])["counts"]
    measured([*script, folder])
    hits = top_hits(folder / "hit.csv")
    write_faults(parties, folder)
    head = ["word", "top hits", "P", "R", "false, with a match", "false, without"]
    said = [
        (
            f"{sum(bool(one.same) for one in parties):,} of {len(parties):,} parties are on "
            f"the list of {len(listed):,} names; {candidate_recall(parties, listed, folder)}"
        ),
        f"{cost.cpu:.1f} CPU s, {cost.wall:.1f} s, {cost.rss_mb:,.0f} MB; "
        f"{len(parties) / cost.cpu:,.0f} parties a CPU second; "
        + ", ".join(f"{name} {number:,}" for name, number in counts.items()),
    ]
    body = [line(parties, hits, least) for least in (SURE, POSSIBLE)]
    return "\n\n".join([table(head, body), *said])


def write_faults(parties: Sequence[Party], folder: Path) -> None:
    """All hits that are not the same firm, the surest first."""
    wrong = [
        [row["score"], row["party_name"], row["listed_name"], row["entry"]]
        for row in rows(folder / "hit.csv")
        if row["entry"] not in parties[int(row["party_id"][1:])].same
    ]
    wrong.sort(reverse=True)
    write(folder / "wrong.csv", ["score", "party", "listed", "entry"], wrong)


Hits = dict[int, list[tuple[float, str]]]  # by party: score and entry


def top_hits(file: Path) -> Hits:
    """The best hits of each party; several where they are equal."""
    found: Hits = defaultdict(list)
    for row in rows(file):
        found[int(row["party_id"][1:])].append((float(row["score"]), row["entry"]))
    return {
        party: [hit for hit in hits if hit[0] == max(hits)[0]]
        for party, hits in found.items()
    }


def line(parties: Sequence[Party], hits: Hits, least: float) -> list[str]:
    """Precision and recall of the top hit from a score on.

    Of equal hits one would be taken; its chance to be a right one is counted.
    """
    right = false_with = false_without = 0.0
    for no, found in hits.items():
        if found[0][0] < least:
            continue
        same = parties[no].same
        share = sum(entry in same for _, entry in found) / len(found)
        right += share
        if same:
            false_with += 1 - share
        else:
            false_without += 1
    count = right + false_with + false_without
    true = sum(bool(one.same) for one in parties)
    name = "name strong" if least == SURE else "name weak, too"
    return [
        f"{name}, from {least:.2f}",
        f"{count:,.0f}",
        f"{right / max(count, 1):.3f}",
        f"{right / max(true, 1):.3f}",
        f"{false_with:,.0f}",
        f"{false_without:,.0f}",
    ]


def candidate_recall(
    parties: Sequence[Party], listed: Sequence[Listed], folder: Path
) -> str:
    """How many pairs of a party and an entry that are the same were compared.

    Both sides are read again, as screening reads them, to know their words.
    """
    place = {
        (row["side"], row["words"]): int(row["no"])
        for row in rows(folder / "words.csv")
    }
    met: dict[int, set[int]] = defaultdict(set)
    for row in rows(folder / "candidate.csv"):
        met[int(row["l"])].add(int(row["r"]))
    names: dict[str, set[int]] = defaultdict(set)
    for one in listed:
        if (no := place.get(("1", read_name(one.name).key))) is not None:
            names[one.entry].add(no)
    found = true = 0
    for one in parties:
        keys = [read_mention(n, country=one.country).name.key for n in one.names]
        ours = [place[side] for key in keys if (side := ("0", key)) in place]
        reached = set().union(*(met[no] for no in ours))
        true += len(one.same)
        found += sum(bool(reached & names[entry]) for entry in one.same)
    return f"{found:,} of {true:,} true pairs compared ({found / max(true, 1):.3f})."
