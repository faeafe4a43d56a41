"""The words on real firms, from the published files, on the days around each change."""

import csv
import gzip
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from madein.engine import Engine
from madein.lists.history import fill_listings
from madein.lists.standing import coverages, entries_of, listings_of, spans, word_on
from madein.question import ListFolder
from madein.verdict import Measure

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ACTS = ("32014R0269", "32014R0833", "32006R0765")
SEEN = DATA / "ofac" / "sdn_first_last_seen.csv.gz"
DAY = timedelta(days=1)
WASHINGTON = ZoneInfo("America/New_York")
FOLDERS = [
    ListFolder(name="OFAC SDN", regime="US", folder="sdn"),
    *(ListFolder(name=act, regime="EU", folder=act) for act in ACTS),
]
FREEZE, CONTROL = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL

pytestmark = pytest.mark.skipif(
    not SEEN.exists(), reason="the published lists are not in ../shared/data"
)


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    """Nine copies of the OFAC list, and one day of three acts of the EU."""
    base = tmp_path_factory.mktemp("lists")
    (base / "sdn").mkdir()
    for file in (DATA / "ofac").glob("sdn_2*.csv.gz"):
        (base / "sdn" / file.name).symlink_to(file)
    for act in ACTS:
        (base / act).mkdir()
        (base / act / f"{act}_20260822.csv").symlink_to(DATA / "eu" / f"{act}.csv")
    with Engine() as engine:
        fill_listings(engine, FOLDERS, base)
        yield engine, coverages(engine)


def said(lists, tax_id, spoken, day):
    engine, covered = lists
    listings = listings_of(engine, entries_of(engine, [tax_id]))
    span = word_on(
        spans(covered[spoken], listings.get(spoken, ())),
        day := datetime.strptime(day, "%Y-%m-%d").date(),
    )
    more = span.lag(day) if span.reason is None else span.reason.value
    return span.word.value if more is None else f"{span.word.value} ({more})"


GAP = "not determinable (LIST_GAP)"
LISTED = "listed on that date"
AURUS_NAMI = ["7743237789", "7711000924", "9701184553", "7743345640", "6330056813"]


@pytest.mark.parametrize("tax_id", AURUS_NAMI)
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2021-08-17", GAP),
        ("2021-08-18", "listed later (919)"),
        ("2022-02-24", "listed later (729)"),
        ("2024-02-19", "listed later (4)"),
        ("2024-02-20", "listed later (3)"),
        ("2024-02-21", GAP),
        ("2024-02-22", GAP),
        ("2024-02-23", LISTED),
        ("2024-02-24", GAP),
    ],
)
def test_aurus_and_nami_came_on_the_list_between_two_copies(
    lists, tax_id, day, expected
):
    assert said(lists, tax_id, ("US", FREEZE), day) == expected


@pytest.mark.parametrize(
    ("tax_id", "day", "expected"),
    [
        ("3528079131", "2023-09-11", "listed later (3)"),  # PJSC Sollers
        ("3528079131", "2023-09-12", "listed later (2)"),
        ("3528079131", "2023-09-13", GAP),
        ("3528079131", "2023-09-14", LISTED),
        ("3528079131", "2023-09-15", LISTED),
        ("3528079131", "2023-12-31", LISTED),
        ("7709780434", "2022-02-22", "listed later (2)"),  # Sollers-Finance
        ("7709780434", "2022-02-23", "listed later (1)"),
        ("7709780434", "2022-02-24", LISTED),
        ("7709780434", "2022-02-25", LISTED),
        ("0000000000", "2022-02-24", "not listed"),
    ],
)
def test_sollers_and_sollers_finance_came_on_the_list_on_days_of_their_own(
    lists, tax_id, day, expected
):
    assert said(lists, tax_id, ("US", FREEZE), day) == expected


@pytest.mark.parametrize(
    ("tax_id", "measure", "day", "expected"),
    [
        ("7415029289", FREEZE, "2022-12-15", "listed later (1)"),  # Ural
        ("7415029289", FREEZE, "2022-12-16", LISTED),
        ("7415029289", FREEZE, "2022-12-17", LISTED),
        ("7415029289", CONTROL, "2022-12-16", "listed later (189)"),
        ("7415029289", CONTROL, "2023-06-22", "listed later (1)"),
        ("7415029289", CONTROL, "2023-06-23", LISTED),
        ("7415029289", CONTROL, "2023-06-24", LISTED),
        ("1674002165", CONTROL, "2025-10-23", "listed later (1)"),  # Sollers Alabuga
        ("1674002165", CONTROL, "2025-10-24", LISTED),
        ("7300012779", CONTROL, "2025-10-24", LISTED),  # Sollers Cargo
        ("3528079131", CONTROL, "2025-10-24", LISTED),  # PJSC Sollers
        ("3528079131", FREEZE, "2026-08-22", "not listed"),
        ("7743237789", CONTROL, "2026-08-22", "not listed"),  # Aurus
        ("7743237789", CONTROL, "2026-08-21", GAP),
        ("7743237789", FREEZE, "2026-08-23", GAP),
    ],
)
def test_an_act_of_the_eu_lists_a_firm_from_its_own_day(
    lists, tax_id, measure, day, expected
):
    assert said(lists, tax_id, ("EU", measure), day) == expected


@pytest.mark.parametrize(
    ("tax_id", "list_name", "day", "expected"),
    [
        ("7415029289", "32014R0269", "2022-12-14", "listed later (2)"),
        ("7415029289", "32014R0269", "2022-12-15", "listed later (1)"),
        ("7415029289", "32014R0269", "2022-12-16", LISTED),
        ("7415029289", "32014R0833", "2023-06-22", "listed later (1)"),
        ("7415029289", "32014R0833", "2023-06-23", LISTED),
        ("1674002165", "32014R0833", "2025-10-22", "listed later (2)"),
        ("1674002165", "32014R0833", "2025-10-23", "listed later (1)"),
        ("1674002165", "32014R0833", "2025-10-24", LISTED),
        ("1674002165", "32014R0833", "2025-10-25", LISTED),
        ("7300012779", "32014R0833", "2025-10-23", "listed later (1)"),
        ("3528079131", "32014R0833", "2025-10-23", "listed later (1)"),
    ],
)
def test_an_act_alone_says_listed_later_before_its_own_day(
    lists, tax_id, list_name, day, expected
):
    engine, covered = lists
    measure = FREEZE if list_name == "32014R0269" else CONTROL
    listings = listings_of(engine, entries_of(engine, [tax_id]))["EU", measure]
    span = word_on(
        spans([x for x in covered["EU", measure] if x.list == list_name], listings),
        day := datetime.strptime(day, "%Y-%m-%d").date(),
    )
    lag = span.lag(day)

    assert (span.word.value if lag is None else f"listed later ({lag})") == expected
    assert span.list == list_name


def test_a_notice_of_the_authority_decides_between_the_copies(tmp_path):
    (tmp_path / "sdn").mkdir()
    for file in (DATA / "ofac").glob("sdn_202402*.csv.gz"):
        lines = gzip.decompress(file.read_bytes()).splitlines(keepends=True)
        few = [line for line in lines if line.startswith((b"36,", b"4795"))]
        (tmp_path / "sdn" / file.stem).write_bytes(b"".join([*few, b"\x1a"]))
    (tmp_path / "sdn" / "actions.csv").write_text(
        "tax_id,action,date,source\n7743237789,listed,2024-02-23,made up for a test\n"
    )
    with Engine() as engine:
        fill_listings(engine, FOLDERS[:1], tmp_path)
        noticed = engine, coverages(engine)

        assert [
            said(noticed, "7743237789", ("US", FREEZE), f"2024-02-{day}")
            for day in (20, 21, 22, 23)
        ] == [*(f"listed later ({lag})" for lag in (3, 2, 1)), LISTED]
        assert said(noticed, "7711000924", ("US", FREEZE), "2024-02-22") == GAP


def test_the_days_from_nine_copies_hold_those_from_three_hundred(lists):
    """First and last sight of each entry in all copies there are, in Washington."""
    engine, _ = lists
    found = {}
    for row in engine.rows(
        "select entry, maybe_from, listed_from, listed_to, maybe_to "
        "from listing where list = 'OFAC SDN' order by listed_from"
    ):
        found.setdefault(row["entry"], []).append(row)
    checked = 0
    with gzip.open(SEEN, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["ent_num"] not in found:
                continue  # came and went between two of the nine
            first, last = (
                datetime.fromisoformat(row[f"{which}_seen_snapshot"])
                .astimezone(WASHINGTON)
                .date()
                for which in ("first", "last")
            )
            start, end = found[row["ent_num"]][0], found[row["ent_num"]][-1]
            assert start["maybe_from"] is None or start["maybe_from"] <= first, row
            assert first <= start["listed_from"], row
            assert (start["maybe_from"] is None) == (
                row["listed_before_window"] == "True"
            ), row
            if end["maybe_to"] is not None:
                assert end["listed_to"] - DAY <= last < end["maybe_to"], row
            checked += 1

    assert checked > 14_000
