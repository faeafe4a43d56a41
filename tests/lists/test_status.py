from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.engine import Engine
from madein.lists.history import fill_listings
from madein.lists.status import (
    ListingStatus,
    ListingWord,
    PartyHistory,
    Reason,
    Stretch,
    party_history,
    status_on,
)
from madein.question import ListFolder
from madein.tables import LIST_SNAPSHOT, LISTING

OFAC = Path(__file__).resolve().parents[3] / "shared" / "data" / "ofac"
NAME = "OFAC SDN"


def day(number):
    """Day of January 2024; before it and after it as they come."""
    return date(2023, 12, 31) + timedelta(days=number)


def history(copies, *stretches):
    return PartyHistory(
        list_name=NAME,
        tax_id="7743237789",
        copies=tuple(day(n) for n in copies),
        stretches=tuple(stretches),
    )


def stretch(absent_on, present_from, present_to, gone_on, entry="1"):
    return Stretch(
        entry=entry,
        name=f"NAME {entry}",
        absent_on=None if absent_on is None else day(absent_on),
        present_from=day(present_from),
        present_to=day(present_to),
        gone_on=None if gone_on is None else day(gone_on),
    )


def said(verdict):
    """A verdict in short: its word, with the days of lag or the reason."""
    more = verdict.lag_days if verdict.reason is None else verdict.reason.value
    return verdict.word.value if more is None else f"{verdict.word.value} ({more})"


# Copies on 2, 6, 12, 16, 20 and 26; the entry is in those of 6+4=12, and of 16.
ONCE = history([2, 6, 12, 16, 20, 26], stretch(6, 12, 16, 20))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "not determinable (LIST_GAP)"),  # before the first copy
        (2, "listed later (10)"),
        (3, "listed later (9)"),
        (5, "listed later (7)"),  # between two copies without it
        (6, "listed later (6)"),  # last copy without it
        (7, "not determinable (LIST_GAP)"),
        (11, "not determinable (LIST_GAP)"),
        (12, "listed on that date"),  # first copy with it
        (13, "listed on that date"),
        (15, "listed on that date"),
        (16, "listed on that date"),  # last copy with it
        (17, "not determinable (LIST_GAP)"),
        (19, "not determinable (LIST_GAP)"),
        (20, "formerly listed"),  # first copy without it again
        (21, "formerly listed"),
        (25, "formerly listed"),
        (26, "formerly listed"),  # last copy
        (27, "not determinable (LIST_GAP)"),
    ],
)
def test_each_boundary_of_a_listing_falls_on_its_day(number, expected):
    assert said(status_on(ONCE, day(number))) == expected


TWICE = history([2, 6, 10, 14, 18], stretch(None, 2, 2, 6), stretch(10, 14, 18, None))


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "not determinable (LIST_GAP)"),
        (2, "listed on that date"),
        (3, "not determinable (LIST_GAP)"),
        (5, "not determinable (LIST_GAP)"),
        (6, "formerly listed (8)"),
        (7, "formerly listed (7)"),
        (10, "formerly listed (4)"),
        (11, "not determinable (LIST_GAP)"),
        (13, "not determinable (LIST_GAP)"),
        (14, "listed on that date"),
        (18, "listed on that date"),
        (19, "not determinable (LIST_GAP)"),
    ],
)
def test_a_listing_that_comes_back_is_formerly_listed_between(number, expected):
    assert said(status_on(TWICE, day(number))) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "not determinable (LIST_GAP)"),
        (2, "not listed"),
        (3, "not listed"),
        (5, "not listed"),
        (6, "not listed"),
        (7, "not determinable (LIST_GAP)"),
    ],
)
def test_a_party_without_entries_is_not_listed_between_the_copies(number, expected):
    assert said(status_on(history([2, 6]), day(number))) == expected


def test_copies_of_two_days_in_a_row_leave_no_gap():
    found = history([2, 3], stretch(2, 3, 3, None))

    assert said(status_on(found, day(2))) == "listed later (1)"
    assert said(status_on(found, day(3))) == "listed on that date"


def test_without_copies_nothing_can_be_said():
    verdict = status_on(history([]), day(2))

    assert verdict == ListingStatus(
        word=ListingWord.UNKNOWN, reason=Reason.LIST_NOT_LOADED
    )


def test_one_entry_listed_outweighs_another_in_a_gap():
    found = history(
        [2, 6, 10],
        stretch(None, 2, 10, None, entry="1"),
        stretch(2, 6, 10, None, entry="2"),
    )
    verdict = status_on(found, day(4))

    assert (said(verdict), verdict.entry) == ("listed on that date", "1")


def test_one_entry_in_a_gap_outweighs_another_that_is_absent():
    found = history(
        [2, 6, 10],
        stretch(None, 2, 2, 6, entry="1"),
        stretch(6, 10, 10, None, entry="2"),
    )
    verdict = status_on(found, day(8))

    assert (said(verdict), verdict.entry) == ("not determinable (LIST_GAP)", "2")


# --- against a second implementation that walks from day to day ---------------


def naive(copies, asked):
    """The verdict from the copies themselves: a day to the set of its entries."""
    before = [n for n in copies if n <= asked]
    after = [n for n in copies if n >= asked]
    if not copies:
        return "not determinable (LIST_NOT_LOADED)"
    if not before or not after:
        return "not determinable (LIST_GAP)"
    left, right = copies[max(before)], copies[min(after)]
    if left & right:
        return "listed on that date"
    if left | right:
        return "not determinable (LIST_GAP)"
    coming = [n - asked for n in sorted(copies) if n > asked and copies[n]]
    word = "formerly listed" if any(copies[n] for n in before) else "listed later"
    if coming:
        return f"{word} ({coming[0]})"
    return "not listed" if word == "listed later" else word


def intervals(copies):
    """The stretches of each entry, found by looking at one entry at a time."""
    days = sorted(copies)
    found = []
    for entry in sorted(set().union(*copies.values())):
        held = [entry in copies[n] for n in days]
        for first in range(len(days)):
            if not held[first] or (first and held[first - 1]):
                continue
            last = first
            while last + 1 < len(days) and held[last + 1]:
                last += 1
            absent_on = days[first - 1] if first else None
            gone_on = days[last + 1] if last + 1 < len(days) else None
            found.append(stretch(absent_on, days[first], days[last], gone_on, entry))
    return found


copies_of_a_list = st.dictionaries(
    st.integers(min_value=2, max_value=30),
    st.sets(st.sampled_from(["1", "2"])),
    max_size=8,
)


@given(copies=copies_of_a_list)
def test_every_day_agrees_with_the_copies_around_it(copies):
    found = history(sorted(copies), *intervals(copies))
    ours = [said(status_on(found, day(n))) for n in range(33)]

    assert ours == [naive(copies, n) for n in range(33)]


# --- over tables ---------------------------------------------------------------


def test_a_history_holds_the_entries_of_one_party_and_list():
    copies = [
        {
            "list": name,
            "regime": "US",
            "day": day(n),
            "file": "f",
            "sha256": "0",
            "entries": 1,
        }
        for name, n in ((NAME, 6), (NAME, 2), ("other", 3))
    ]
    listing = {"list": NAME, "regime": "US", "name": "A", "programme": "CUBA"}
    rows = [
        listing
        | {
            "entry": "1",
            "tax_ids": [],
            "present_from": day(2),
            "present_to": day(2),
            "gone_on": day(6),
        },
        listing
        | {
            "entry": "1",
            "tax_ids": ["77"],
            "absent_on": day(6),
            "present_from": day(8),
            "present_to": day(8),
        },
        listing
        | {
            "entry": "2",
            "tax_ids": ["78"],
            "present_from": day(2),
            "present_to": day(8),
        },
        listing
        | {
            "list": "other",
            "entry": "3",
            "tax_ids": ["77"],
            "present_from": day(2),
            "present_to": day(8),
        },
    ]
    with Engine() as engine:
        engine.fill(LIST_SNAPSHOT, copies)
        engine.fill(LISTING, rows)
        found = party_history(engine, "77", NAME)

    assert found.copies == (day(2), day(6))
    assert [(s.entry, s.present_from) for s in found.stretches] == [
        ("1", day(2)),
        ("1", day(8)),
    ]


@pytest.fixture(scope="module")
def sdn(tmp_path_factory):
    if not OFAC.is_dir():
        pytest.skip("../shared/data is absent: dated copies of the SDN list are needed")
    base = tmp_path_factory.mktemp("case")
    (base / "lists").mkdir()
    for file in OFAC.glob("sdn_2*.csv.gz"):
        (base / "lists" / file.name).symlink_to(file)
    folder = ListFolder(name=NAME, regime="US", format="ofac-sdn", folder="lists")
    with Engine() as engine:
        fill_listings(engine, [folder], base)
        yield engine


@pytest.mark.parametrize(
    ("tax_id", "asked", "expected"),
    [
        ("7743237789", date(2022, 2, 24), "listed later (729)"),
        ("7743237789", date(2024, 2, 20), "listed later (3)"),
        ("7743237789", date(2024, 2, 21), "not determinable (LIST_GAP)"),
        ("7743237789", date(2024, 2, 22), "not determinable (LIST_GAP)"),
        ("7743237789", date(2024, 2, 23), "listed on that date"),
        ("7743237789", date(2024, 2, 24), "not determinable (LIST_GAP)"),
        ("7711000924", date(2024, 2, 20), "listed later (3)"),
        ("7711000924", date(2024, 2, 23), "listed on that date"),
        ("3528079131", date(2023, 9, 12), "listed later (2)"),
        ("3528079131", date(2023, 9, 13), "not determinable (LIST_GAP)"),
        ("3528079131", date(2023, 9, 14), "listed on that date"),
        ("3528079131", date(2023, 12, 31), "listed on that date"),
        ("7709780434", date(2022, 2, 23), "listed later (1)"),
        ("7709780434", date(2022, 2, 24), "listed on that date"),
        ("0000000000", date(2022, 2, 24), "not listed"),
    ],
)
def test_the_parties_of_the_aurus_story_were_listed_on_their_days(
    sdn, tax_id, asked, expected
):
    assert said(status_on(party_history(sdn, tax_id, NAME), asked)) == expected


def test_two_copies_of_one_day_in_washington_count_once(sdn):
    # 2022-02-23T18:46Z and 2022-02-24T01:52Z are both the 23rd.
    assert sdn.rows(
        "select count(*) as n, sum(entries)::bigint as entries from list_snapshot"
    ) == [
        {"n": 8, "entries": 9083 + 9123 + 9214 + 9793 + 12875 + 13041 + 13931 + 14484}
    ]
