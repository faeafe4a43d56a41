"""Pairs of company names that other people have labelled, each as `Pair`.

The files lie outside the project, in `../shared/data/names`; sets whose file is absent
are left out. The nine hard cases are facts and are written out here.
"""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
SURE, POSSIBLE = 0.92, 0.70
# What is expected of a pair, as the scores that fulfil it: from, and below.
EXPECTED = {
    "same": (SURE, 9.0),
    "candidate": (POSSIBLE, SURE),  # a person must see it, the machine must not join it
    "seen": (POSSIBLE, 9.0),  # joined or shown to a person: never missed without a word
    "apart": (-9.0, SURE),  # never joined by the machine
    "different": (-9.0, POSSIBLE),
}
NAMI_IN_FULL = (
    "Федеральное государственное унитарное предприятие «Центральный ордена Трудового "
    "Красного Знамени научно-исследовательский автомобильный и автомоторный институт "
    "«НАМИ»"
)
# Number, left, right, tax ids, country, expected.
HARD = (
    ("1", "HYUNDAI MOBIS CO LTD", "현대모비스(주)", "", "", "KR", "seen"),
    (
        "2a",
        "SHENZHEN HUAXIN ELECTRONICS",
        "深圳市华鑫电子有限公司",
        "",
        "",
        "CN",
        "seen",
    ),
    (
        "2b",
        "Shenzhen Shi Huaxin Dianzi Youxian Gongsi",
        "深圳市华鑫电子有限公司",
        "",
        "",
        "CN",
        "seen",
    ),
    ("3", "FSUE NAMI", "ФГУП НАМИ", "", "", "RU", "same"),
    ("4", "NAMI", NAMI_IN_FULL, "", "", "RU", "seen"),
    (
        "5",
        "SOLLERS PJSC",
        "PUBLICHNOYE AKTSIONERNOYE OBSHCHESTVO SOLLERS",
        "",
        "",
        "RU",
        "same",
    ),
    # Two tax ids that are right by their check digit and belong to two firms.
    (
        "6",
        "OOO AVTOIMPORT",
        "ООО АВТОИМПОРТ",
        "7701000001",
        "7702000004",
        "RU",
        "apart",
    ),
    ("7", "AURUS LLC", "AURUM LLC", "", "", "RU", "apart"),
    (
        "8",
        "M/S TATA MOTORS LTD., MUMBAI, INDIA",
        "Tata Motors Limited",
        "",
        "",
        "IN",
        "same",
    ),
    ("9", "AURUS LLC", 'ООО "АУРУС"', "", "", "RU", "same"),
)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two parties, and whether they are one.

    Attributes:
        set: The labelled set it is of.
        id: Which pair of it.
        left: Names of one party, the first its main name.
        right: Names of the other.
        expected: A key of `EXPECTED`.
        left_id: Tax id of the one; empty where it is not told.
        right_id: Tax id of the other.
        country: Country of both; empty where it is not told.
        kind: What sort of pair it is, in the words of the set.
    """

    set: str
    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    expected: str
    left_id: str = ""
    right_id: str = ""
    country: str = ""
    kind: str = ""

    @property
    def same(self) -> bool:
        """Whether the two are one firm; what a person should see is not yet one."""
        return self.expected in {"same", "seen"}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def cases(folder: Path) -> Iterator[Pair]:
    """Organisations among nomenklatura's own cases."""
    for number, row in enumerate(rows(folder / "nomenklatura_cases.csv"), 2):
        if row["schema"] in {"Company", "Organization", "LegalEntity"}:
            yield Pair(
                set="cases",
                id=str(number),
                left=(row["name1"],),
                right=(row["name2"],),
                expected="same" if row["is_match"] == "true" else "different",
                kind="; ".join(filter(None, (row["category"], row["notes"]))),
            )


def quoted(folder: Path) -> Iterator[Pair]:
    """Names quoted in public threads."""
    for row in rows(folder / "hard_names.csv"):
        yield Pair(
            set="quoted",
            id=row["id"],
            left=(row["name_a"],),
            right=(row["name_b"],),
            expected=row["expected"],
            kind=row["why"],
        )


def hard(_: Path) -> Iterator[Pair]:
    """The nine hard cases."""
    for number, left, right, left_id, right_id, country, expected in HARD:
        yield Pair(
            set="hard",
            id=number,
            left=(left,),
            right=(right,),
            expected=expected,
            left_id=left_id,
            right_id=right_id,
            country=country,
        )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A company on a list; its tax id is the truth and never shown to a matcher."""

    ref: str
    inn: str
    names: tuple[str, ...]


def entries(folder: Path, publisher: str) -> list[Entry]:
    """Entries of one list, `OFAC` or `EU`, with all their names."""
    return [
        Entry(
            ref=row["ref"],
            inn=row["inn"],
            names=tuple(
                dict.fromkeys(filter(None, [row["name"], *row["aliases"].split("; ")]))
            ),
        )
        for row in rows(folder / "inn_pairs_dev.csv")
        if row["list"] == publisher
    ]


def listed(folder: Path) -> Iterator[Pair]:
    """OFAC against EU with the tax id hidden: all true pairs, and others beside them.

    The others are, for every OFAC entry, the three EU entries of other firms whose
    names look most alike to a plain measure of letters, and three drawn at random.
    """
    ours, theirs = entries(folder, "OFAC"), entries(folder, "EU")
    drawn = random.Random(4)
    texts = [
        (anyascii(name).upper(), at) for at, e in enumerate(theirs) for name in e.names
    ]
    for entry in ours:
        same = [at for at, other in enumerate(theirs) if other.inn == entry.inn]
        other = [at for at, other in enumerate(theirs) if other.inn != entry.inn]
        scores: dict[int, float] = defaultdict(float)
        for name in entry.names:
            found = process.extract(
                anyascii(name).upper(),
                [text for text, _ in texts],
                scorer=fuzz.token_sort_ratio,
                limit=20,
            )
            for _, score, index in found:
                at = texts[index][1]
                scores[at] = max(scores[at], score)
        near = [
            at for at in sorted(scores, key=lambda at: (-scores[at], at)) if at in other
        ]
        rest = [at for at in drawn.sample(other, 6) if at not in near[:3]]
        for kind, chosen in (("same", same), ("near", near[:3]), ("drawn", rest[:3])):
            for at in chosen:
                yield Pair(
                    set="listed",
                    id=f"{entry.ref}~{theirs[at].ref}",
                    left=entry.names,
                    right=theirs[at].names,
                    expected="same" if kind == "same" else "different",
                    kind=kind,
                )


def senzing(folder: Path) -> Iterator[Pair]:
    """All pairs of the organisations of a small demonstration set."""
    place = folder / "senzing_truthset"
    cluster = {
        (row["DATA_SOURCE"], row["RECORD_ID"]): row["CLUSTER_ID"]
        for row in rows(place / "actual_truthset_key.csv")
    }
    found = [
        row
        for name in ("customers", "reference", "watchlist")
        for row in rows(place / f"{name}.csv")
        if row["RECORD_TYPE"] == "ORGANIZATION"
    ]
    keys = [(row["DATA_SOURCE"], row["RECORD_ID"]) for row in found]
    names = [
        tuple(
            " ".join(row[field].split())
            for field in ("PRIMARY_NAME_ORG", "SECONDARY_NAME_ORG", "NATIVE_NAME_FULL")
            if row.get(field, "").strip()
        )
        for row in found
    ]
    for left in range(len(found)):
        for right in range(left + 1, len(found)):
            same = cluster[keys[left]] == cluster[keys[right]]
            yield Pair(
                set="senzing",
                id=f"{keys[left][1]}~{keys[right][1]}",
                left=names[left],
                right=names[right],
                expected="same" if same else "different",
            )


SETS = {
    "hard": (hard, ""),
    "quoted": (quoted, "hard_names.csv"),
    "cases": (cases, "nomenklatura_cases.csv"),
    "senzing": (senzing, "senzing_truthset"),
    "listed": (listed, "inn_pairs_dev.csv"),
}


def pairs(chosen: list[str], folder: Path = SHARED) -> list[Pair]:
    """All pairs of the sets chosen whose file is there."""
    found: list[Pair] = []
    for name in chosen:
        read, file = SETS[name]
        if (folder / file).exists() or not file:
            found += read(folder)
        else:
            print(f"{folder / file} is absent: set '{name}' is left out")
    return found


def write(found: list[Pair], file: Path) -> None:
    """Pairs as JSON lines, for matchers that live in an environment of their own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(json.dumps(asdict(pair), ensure_ascii=False) for pair in found)
    file.write_text(text + "\n", encoding="utf-8")
