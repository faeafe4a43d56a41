"""Made-up names into clusters: how right, at what cost, and how steady."""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import names_peers
from names_made import Spelling, made, shuffled
from names_made import write as write_made
from names_quality import Placed, between, of_clusters, of_trouble, script, table
from run import Run, measured

from madein.engine import Engine

HERE = Path(__file__).parent
TROUBLES = (
    *("typo", "cut", "address", "prefix", "agent", "translated", "order"),
    *("abbreviated", "mixed script", "renamed", "wrong id", "broken id", "no country"),
)
MET = """
with word as (from read_csv($words, all_varchar = true)),
met as (select l, r from read_csv($candidates)),
row as (
  select g.*, word.no::bigint as name
  from read_csv($given, all_varchar = true, nullstr = '\\N') as g
  left join word using (words)
)
select l.script = r.script as one_script, count(*) as true,
  count(*) filter (l.words = r.words and l.words <> '' or met.l is not null) as by_name,
  count(*) filter (l.words = r.words and l.words <> '' or met.l is not null
    or l.told_id = r.told_id and l.told_id <> '') as met
from row as l join row as r on l.firm = r.firm and l.no::bigint < r.no::bigint
left join met on met.l = least(l.name, r.name) and met.r = greatest(l.name, r.name)
group by all order by all
"""


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def resolved(given: Path, folder: Path, *options: str) -> tuple[Run, dict]:
    """madein over some spellings, as a process of its own."""
    done = measured([sys.executable, HERE / "names_run.py", given, folder, *options])
    return done, json.loads(done.said.strip().splitlines()[-1])


def parties(folder: Path) -> dict[tuple[str, str, str], dict[str, str]]:
    """What became of each spelling."""
    return {
        (row["name"], row["tax_id"], row["country"]): row
        for row in rows(folder / "party_name.csv")
    }


def placed(known: Sequence[Spelling], found: dict) -> list[Placed]:
    """Spellings with firm and party; those that two firms write alike are left out."""
    return [
        Placed(
            firm=one.firm,
            cluster=found[one.name, one.tax_id, one.country]["party_id"],
            name=one.name,
            troubles=frozenset(one.troubles),
        )
        for one in known
        if "ambiguous" not in one.troubles
    ]


def clusters(count: int, out: Path, peers: Path | None, *, plain: bool) -> str:
    """Quality and cost of madein's clusters, and of its peers' where they are asked."""
    known = shuffled(made(count, troubled=not plain), 1)
    given, folder = out / f"made-{count}.csv", out / f"madein-{count}"
    write_made(known, given)
    cost, told = resolved(given, folder / "bare", "--bare")
    resolved(given, folder)
    found = parties(folder)
    truth = placed(known, found)
    met = met_pairs(known, found, folder)
    counts = told["counts"]
    largest = Counter(one.cluster for one in truth).most_common(1)[0][1]
    each = 2 * counts["candidates"] / counts["names"]
    line = ["madein", *of_clusters(truth).cells, f"{met['all'][1]:.3f}", f"{each:.1f}"]
    quality = [[*line, f"{largest:,}"]]
    costs = [cost_line("madein", cost, cost)]
    if peers:
        lines, runs = peers_on(known, found, peers, out)
        quality += lines
        costs += [cost_line(name, done, cost) for name, done in runs.items()]
    head = ["matcher", "P", "R", "F1", "true pairs compared", "candidates a name"]
    parts = [
        f"## {count:,} spellings of {len({one.firm for one in known}):,} made-up firms"
        + (", without the added troubles" if plain else ""),
        table([*head, "largest"], quality),
        table(["matcher", "CPU s", "of madein's", "wall s", "peak MB"], costs),
        ", ".join(
            f"{name} {taken:.2f} CPU s" for name, taken in told["seconds"].items()
        ),
        ", ".join(f"{name} {number:,}" for name, number in counts.items()),
        blocking(met),
        across_ids(known, found, folder),
        by_kind(truth),
    ]
    write_faults(known, found, out / f"clusters-wrong-{count}.csv")
    return "\n\n".join(parts) + "\n"


def cost_line(name: str, done: Run, ours: Run) -> list[str]:
    ratio = f"{done.cpu / ours.cpu:.1f}"
    return [name, f"{done.cpu:.1f}", ratio, f"{done.wall:.1f}", f"{done.rss_mb:,.0f}"]


def peers_on(
    known: Sequence[Spelling], found: dict, peers: Path, out: Path
) -> tuple[list[list[str]], dict[str, Run]]:
    """nomenklatura; Splink over Latin letters, and over the words madein read."""
    latin = [names_peers.plain(one.name) for one in known]
    ours = [found[one.name, one.tax_id, one.country]["words"] for one in known]
    head = ["id", "name", "ascii", "tax_id", "country"]
    given = {}
    for name, texts in (
        ("nomenklatura", latin),
        ("splink", latin),
        ("splink on madein's words", ours),
    ):
        given[name] = out / f"peers-{len(given)}.csv"
        body = (
            [no, one.name, text, one.tax_id, one.country]
            for no, (one, text) in enumerate(zip(known, texts, strict=True))
        )
        names_peers.write(given[name], head, body)
    truth = [
        Placed(firm=one.firm, cluster=0, troubles=frozenset(one.troubles))
        for one in known
    ]
    return names_peers.on_clusters(truth, given, peers, out)


def met_pairs(
    known: Sequence[Spelling], found: dict, folder: Path
) -> dict[str, tuple[int, float, float]]:
    """True pairs, the share that was compared, and the share without the help of ids."""
    given = folder / "truth.csv"
    body = (
        [no, one.firm, one.told_id, script(one.name), row["words"]]
        for no, one in enumerate(known)
        if "ambiguous" not in one.troubles
        and (row := found[one.name, one.tax_id, one.country])
    )
    names_peers.write(given, ["no", "firm", "told_id", "script", "words"], body)
    files = {"given": given, "words": "words.csv", "candidates": "candidate.csv"}
    with Engine(folder) as engine:
        lines = engine.rows(
            MET, {k: str(folder / Path(f).name) for k, f in files.items()}
        )
    groups = {
        "all": lines,
        "in one script": [line for line in lines if line["one_script"]],
        "across scripts": [line for line in lines if not line["one_script"]],
    }
    sums = {
        name: [sum(line[key] for line in group) for key in ("true", "met", "by_name")]
        for name, group in groups.items()
    }
    return {n: (t, m / max(t, 1), b / max(t, 1)) for n, (t, m, b) in sums.items()}


def blocking(met: dict[str, tuple[int, float, float]]) -> str:
    body = [
        [name, f"{true:,}", f"{share:.3f}", f"{by_name:.3f}"]
        for name, (true, share, by_name) in met.items()
    ]
    return table(["true pairs", "number", "compared", "by name alone"], body)


def across_ids(known: Sequence[Spelling], found: dict, folder: Path) -> str:
    """Parties that hold two valid ids of one country, by the truth and by madein."""
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in known:
        if one.told_id:
            party = found[one.name, one.tax_id, one.country]["party_id"]
            told[party].add((one.country or "?", one.told_id))
    by_truth = sum(
        max(Counter(scheme for scheme, _ in ids if scheme != "?").values(), default=0)
        > 1
        for ids in told.values()
    )
    by_madein = sum(
        max(Counter(one.split(":")[0] for one in row["ids"].split()).values()) > 1
        for row in rows(folder / "party.csv")
        if row["ids"]
    )
    return (
        f"Parties with different valid ids of one country: {by_truth} by the truth, "
        f"{by_madein} by madein's own reading."
    )


def by_kind(truth: Sequence[Placed]) -> str:
    """Quality within and across scripts, and of the pairs that a trouble touches."""
    kinds = ("Latin", "Cyrillic", "Han", "Hangul")
    body = []
    for kind in kinds:
        quality = of_clusters([one for one in truth if script(one.name) == kind])
        body.append([f"{kind} alone", f"{quality.true:,}", *quality.cells])
    for kind in kinds[1:]:
        quality = between(truth, (kind, "Latin"))
        body.append([f"{kind} with Latin", f"{quality.true:,}", *quality.cells])
    for trouble in TROUBLES:
        quality = of_trouble(truth, trouble)
        body.append([trouble, f"{quality.true:,}", *quality.cells])
    return table(["pairs", "true", "P", "R", "F1"], body)


def write_faults(known: Sequence[Spelling], found: dict, file: Path) -> None:
    """Spellings that share a party with most spellings of another firm, or stand apart
    from most of their own: what to look at first."""
    members: dict[str, list[Spelling]] = defaultdict(list)
    own: dict[int, Counter[str]] = defaultdict(Counter)
    for one in known:
        party = found[one.name, one.tax_id, one.country]["party_id"]
        members[party].append(one)
        own[one.firm][party] += 1
    usual = {
        party: Counter(one.firm for one in ones).most_common(1)[0][0]
        for party, ones in members.items()
    }
    body = []
    for party, ones in members.items():
        for one in ones:
            home, _ = own[one.firm].most_common(1)[0]
            fault = "joined" if usual[party] != one.firm else "apart"
            beside = party if fault == "joined" else home
            if fault == "apart" and party == home:
                continue
            other = members[beside][0]
            body.append(
                [
                    *(fault, one.name, one.tax_id, one.country),
                    found[one.name, one.tax_id, one.country]["words"],
                    *(other.name, other.tax_id, other.country),
                    found[other.name, other.tax_id, other.country]["words"],
                    *("+".join(one.troubles), one.firm, party),
                ]
            )
    head = ["fault", "name", "tax_id", "country", "words", "other", "other id"]
    head += ["other country", "other words", "trouble", "firm", "party"]
    names_peers.write(file, head, body)


def steady(count: int, out: Path) -> str:
    """Whether order and threads change a party, and what a tenth more names changes."""
    known = shuffled(made(count), 1)
    whole = variant("whole", known, out)
    same = {
        "the same again": variant("again", known, out),
        "other order": variant("other", shuffled(made(count), 2), out),
        "one thread": variant("one", known, out, "--threads", "1"),
        "four threads": variant("four", known, out, "--threads", "4"),
    }
    body = [
        [name, f"{sum(whole[key] != other[key] for key in whole):,}"]
        for name, other in same.items()
    ]
    less = variant("less", known[: count * 10 // 11], out)
    before = str(out / "steady-less" / "party_name.parquet")
    old = str(len(less))
    more = variant("more", known, out, "--before", before, "--old", old)
    logged = {
        (row["old_id"], row["new_id"])
        for row in rows(out / "steady-more" / "party_change.csv")
    }
    firm = {(one.name, one.tax_id, one.country): one.firm for one in known}
    grown = {number for key, number in firm.items() if key not in less}
    still = [key for key in less if firm[key] not in grown]
    moved = [key for key in less if more[key] != less[key]]
    silent = [key for key in moved if (less[key], more[key]) not in logged]
    said = (
        f"A tenth more spellings: of {len(less):,} old ones {len(moved):,} have another "
        f"party id ({len(moved) / len(less):.3%}), {len(silent):,} of them without a line "
        f"in `party_change`; of the {len(still):,} whose firm got no new spelling "
        f"{len(set(moved) & set(still)):,} ({len(set(moved) & set(still)) / len(still):.3%})."
    )
    parts = [f"## {count:,} spellings, again"]
    return "\n\n".join(
        [*parts, table(["run", "spellings in another party"], body), said]
    )


def variant(
    name: str, known: Sequence[Spelling], out: Path, *options: str
) -> dict[tuple[str, str, str], str]:
    given, folder = out / f"steady-{name}.csv", out / f"steady-{name}"
    write_made(list(known), given)
    resolved(given, folder, "--bare", *options)
    return {key: row["party_id"] for key, row in parties(folder).items()}
