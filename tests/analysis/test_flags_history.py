"""RF01 and RF02: what came before the day, and what the records cannot tell of it."""

from datetime import date, timedelta

import pytest

from analysis.flagging import (
    ALL_MONTHS,
    BEFORE,
    CHIP,
    CUT,
    DAY,
    FIELDS,
    NO,
    PIPE,
    SINCE,
    YES,
    answer,
    at,
    flags,
    unknown,
)
from factories import case
from madein.question import Complete, Event

VOUCHED = Complete(since=date(2021, 1, 1), until=date(2023, 12, 31), because="A test.")


def rf01(*rows, **more):
    return answer("RF01", *rows, **more)


# --- the subject ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "expected"),
    [(DAY - timedelta(days=1), NO), (DAY, YES), (DAY + timedelta(days=1), YES)],
)
def test_a_subject_is_new_from_the_day_on(first, expected):
    assert rf01(at(first), at(SINCE)) == expected


def test_an_event_of_the_case_moves_the_day():
    event = Event(name="Invasion", label="Invasion", date=date(2022, 6, 1))
    other = Event(name="embargo", label="Embargo", date=date(2022, 6, 1))

    assert rf01(at(SINCE), about=case(events=(event,))) == NO
    assert rf01(at(SINCE), about=case(events=(other,))) == YES


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2021, 2, 24), YES),
        (date(2021, 2, 25), unknown("COVERAGE_GAP")),
    ],
)
def test_the_records_must_begin_a_year_before_the_day(first, expected):
    assert rf01(at(SINCE), first=first) == expected


@pytest.mark.parametrize(
    "month", [date(2021, 2, 1), date(2021, 9, 1), date(2022, 2, 1)]
)
def test_a_month_without_rows_in_the_year_before_blinds(month):
    months = [m for m in ALL_MONTHS if m != month]

    assert rf01(at(SINCE), months=months) == unknown("COVERAGE_GAP")
    assert rf01(at(SINCE), months=months, about=case(complete=VOUCHED)) == YES
    assert rf01(at(BEFORE), at(SINCE), months=months) == NO


def test_a_month_without_rows_earlier_or_later_does_not():
    months = [m for m in ALL_MONTHS if m not in {date(2021, 1, 1), date(2022, 3, 1)}]

    assert rf01(at(SINCE), months=months) == YES


def test_nobody_vouches_for_a_file_that_was_cut():
    cut = {
        "cap": "the file stops at exactly 1,000 rows",
        "about": case(complete=VOUCHED),
    }

    assert rf01(at(SINCE), **cut) == unknown("COVERAGE_GAP")
    assert rf01(at(BEFORE), **cut) == NO


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"registered": BEFORE, "member": None}, "NAME_ONLY"),
        ({"registered": BEFORE, "doubt": "it may be a copy"}, "POSSIBLE_COPY"),
        ({"registered": None}, "DATES_STRADDLE"),
        ({"registered": None, "registered_month": date(2022, 2, 1)}, "DATES_STRADDLE"),
    ],
)
def test_a_row_that_may_be_earlier_leaves_it_open(row, reason):
    found = flags(row, at(SINCE), only="RF01")["RF01", ""]

    assert (found["answer"], found["reason"]) == unknown(reason)
    assert [row["row"] for row in found["listed"]] == [1]


def test_a_row_that_was_set_aside_is_no_trade():
    assert rf01(at(BEFORE, aside="cancelled"), at(SINCE)) == YES


def test_a_month_is_before_the_day_where_all_of_it_is():
    january = {"registered": None, "registered_month": date(2022, 1, 1)}

    assert rf01(january, at(SINCE)) == NO


def test_without_a_row_since_the_day_nothing_is_new():
    assert rf01() == unknown("COVERAGE_GAP")


def test_a_yes_lists_the_rows_since_and_a_no_those_before():
    new = flags(at(SINCE), at(SINCE, usd=None), only="RF01")["RF01", ""]
    old = flags(at(BEFORE, usd=7), at(SINCE), only="RF01")["RF01", ""]

    assert (new["rows"], new["usd"]) == (2, 100)
    assert new["says"] == (
        "the first of 2 rows is of 4 May 2022; none before 24 Feb 2022; "
        "1 of the rows have no value"
    )
    assert (old["rows"], old["usd"], old["says"]) == (1, 7, "1 row before 24 Feb 2022")


# --- each supplier ----------------------------------------------------------------

OLD = at(BEFORE, supplier="S1")
NEW = at(SINCE, supplier="S2")


def supplier(*rows, party="S2", **more):
    return answer("RF01", *rows, party=party, **more)


def test_a_supplier_is_new_to_the_subject():
    assert supplier(OLD, NEW) == YES
    assert supplier(OLD, NEW, party="S1") == NO


def test_a_supplier_that_may_be_an_older_one_is_not_new():
    for pair in (("S1", "S2"), ("S2", "S1")):
        found = flags(OLD, NEW, proposals=[pair], only="RF01")["RF01", "S2"]

        assert (found["answer"], found["reason"]) == unknown("NAME_ONLY")
        assert found["says"] == "it may be 'Firm S1' (S1), seen before 24 Feb 2022"


def test_a_supplier_that_may_be_another_new_one_is_new_all_the_same():
    assert supplier(OLD, NEW, at(SINCE, supplier="S3"), proposals=[("S2", "S3")]) == YES


def test_a_sender_that_was_not_named_before_may_have_been_any():
    fields = [name for name in FIELDS if name != "sender_name"]
    unnamed = {"party_id": "N", "name": "N/A", "kind": "unnamed"}

    assert supplier(at(BEFORE, supplier=None), NEW) == unknown("NAME_ONLY")
    assert supplier(at(BEFORE, supplier="N"), NEW, firms=[unnamed]) == unknown(
        "NAME_ONLY"
    )
    assert supplier(at(BEFORE, supplier=None), NEW, fields=fields) == unknown(
        "COLUMN_ABSENT"
    )
    assert supplier(OLD, at(SINCE, supplier=None), NEW) == YES


def test_a_filler_is_no_supplier_to_ask_about():
    unnamed = {"party_id": "N", "name": "N/A", "kind": "unnamed"}

    assert ("RF01", "N") not in flags(
        OLD, at(SINCE, supplier="N"), firms=[unnamed], only="RF01"
    )


def test_suppliers_are_silent_in_a_blind_window():
    found = flags(OLD, NEW, only="RF01", first=date(2021, 6, 1))

    assert found["RF01", "S2"]["reason"] == "COVERAGE_GAP"
    assert found["RF01", "S1"]["answer"] == "no"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (at(BEFORE, supplier="S2", member=None), "NAME_ONLY"),
        (at(BEFORE, supplier="S2", doubt="it may be a copy"), "POSSIBLE_COPY"),
        ({"registered": None, "supplier": "S2"}, "DATES_STRADDLE"),
    ],
)
def test_a_row_of_a_supplier_that_may_be_earlier_leaves_it_open(row, reason):
    assert supplier(OLD, row, NEW) == unknown(reason)


def test_a_supplier_whose_rows_may_all_be_of_others_is_not_new_for_certain():
    assert supplier(OLD, at(SINCE, supplier="S2", member=None)) == unknown("NAME_ONLY")


def test_sums_of_suppliers_are_those_of_their_rows():
    rows = [
        OLD,
        at(BEFORE, supplier="S1", usd=None),
        at(SINCE, supplier="S1", usd=9),
        NEW,
        at(SINCE, supplier="S2", usd=5, doubt="it may be a copy"),
        at(SINCE, supplier="S3", usd=4),
        at(BEFORE, supplier="S3", usd=3, member=None),
    ]
    found = flags(*rows, only="RF01")

    assert (found["RF01", "S1"]["rows"], found["RF01", "S1"]["usd"]) == (2, 100)
    assert (found["RF01", "S2"]["rows"], found["RF01", "S2"]["usd"]) == (1, 100)
    assert (found["RF01", "S3"]["rows"], found["RF01", "S3"]["usd"]) == (1, 3)


# --- high-priority goods ----------------------------------------------------------


def rf02(*rows, **more):
    return answer("RF02", *rows, **more)


CHIPS = at(SINCE, hs=CHIP)


def test_high_priority_goods_since_the_day_alone():
    assert rf02(at(BEFORE, hs=PIPE), CHIPS) == YES
    assert rf02(at(BEFORE, hs=CHIP), CHIPS) == NO
    assert rf02(at(BEFORE, hs=PIPE), at(SINCE, hs=PIPE)) == NO


def test_goods_are_those_of_the_latest_version():
    """Under the version before, pipes were on the list."""
    found = flags(at(BEFORE, hs=PIPE), CHIPS, only="RF02")["RF02", ""]

    assert found["says"] == (
        "1 row of high-priority goods since 24 Feb 2022, none of the 1 row before, by v2"
    )


def test_without_any_trade_before_it_is_another_flag():
    found = flags(CHIPS, only="RF02")["RF02", ""]

    assert (found["answer"], found["says"]) == (
        "no",
        "no trade at all before 24 Feb 2022",
    )


def test_codes_that_are_possibly_on_the_list_leave_it_open():
    assert rf02(at(BEFORE, hs=CUT), CHIPS) == unknown("HS_CUT")
    assert rf02(at(BEFORE, hs=None), CHIPS) == unknown("HS_EDITION")
    assert rf02(at(BEFORE), at(SINCE, hs=CUT)) == unknown("HS_CUT")
    assert rf02(at(BEFORE), at(SINCE, hs=CUT), CHIPS) == YES
    assert rf02(at(BEFORE, hs=CUT), at(BEFORE, hs=CHIP), CHIPS) == NO


def test_blind_months_silence_it():
    april = [m for m in ALL_MONTHS if m != date(2022, 4, 1)]

    assert rf02(at(BEFORE), CHIPS, first=date(2021, 6, 1)) == unknown("COVERAGE_GAP")
    assert rf02(at(BEFORE), at(SINCE), months=april) == unknown("COVERAGE_GAP")
    assert rf02(at(BEFORE), CHIPS, months=april) == YES


def test_without_the_list_nothing_is_told():
    assert rf02(at(BEFORE), CHIPS, goods=False) == unknown("LIST_NOT_LOADED")


def test_trade_before_that_may_be_anothers_leaves_it_open():
    assert rf02(at(BEFORE, member=None), CHIPS) == unknown("NAME_ONLY")
