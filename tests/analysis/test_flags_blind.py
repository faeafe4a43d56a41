"""Blind records: neither yes nor no, and "no" claims as much as "yes". All made up."""

from datetime import date
from decimal import Decimal

import pytest

from analysis.flagging import (
    ALL_MONTHS,
    BEFORE,
    CHIP,
    NO,
    SINCE,
    YES,
    answer,
    at,
    flags,
    unknown,
)

GAP = unknown("COVERAGE_GAP")
CAP = "the file stops at exactly 1,000 rows"
USUAL = {"origin": "CN", "dispatch": "CN", "trading": "CN", "sender_country": "CN"}
ODD = {"origin": "KR", "dispatch": "KZ", "trading": "AE", "sender_country": "VG"}


# --- before the day -----------------------------------------------------------------


@pytest.mark.parametrize("first", [date(2021, 3, 24), date(2022, 3, 1)])
def test_no_high_priority_goods_before_needs_a_year_before(first):
    """Else "held before" is not known, and nothing is said of a rise of them."""
    rows = [at(first), at(SINCE, hs=CHIP)]

    assert answer("RF03", *rows, first=first) == GAP
    assert answer("RF03", at(BEFORE), *rows) == NO


# --- since the day ------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["RF02", "RF04"])
@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2022, 2, 20), GAP),  # before the day
        (date(2022, 3, 30), GAP),
        (date(2022, 8, 30), GAP),
        (date(2022, 8, 31), NO),  # six whole months after it
        (date(2023, 12, 31), NO),
    ],
)
def test_no_high_priority_goods_since_needs_records_since(flag, last, expected):
    assert answer(flag, at(BEFORE), last=last) == expected


@pytest.mark.parametrize("flag", ["RF02", "RF04"])
def test_a_month_without_rows_or_a_cut_file_may_hold_high_priority_goods(flag):
    june = [month for month in ALL_MONTHS if month != date(2022, 6, 1)]

    assert answer(flag, at(BEFORE), months=june) == GAP
    assert answer(flag, at(BEFORE), cap=CAP) == GAP


# --- cut files ----------------------------------------------------------------------


@pytest.mark.parametrize("flag", ["RF07", "RF12", "RF14"])
def test_no_row_of_a_cut_file_is_not_no_row_at_all(flag):
    row = at(SINCE, consignee_name="AURUS LLC", trading="KR")

    assert answer(flag, row) == NO
    assert answer(flag, row, cap=CAP) == GAP


def test_rows_of_a_cut_file_still_say_yes():
    assert answer("RF14", at(date(2023, 6, 1), dispatch="KZ"), cap=CAP) == YES


def test_a_share_of_a_cut_file_is_not_that_of_the_whole():
    others = [USUAL] * 200
    found = flags(at(SINCE, **USUAL), others=others, cap=CAP, only="RF13")["RF13", ""]

    assert (found["answer"], found["reason"]) == GAP
    assert found["says"].endswith(f"; {CAP}")


# --- rows that may belong -----------------------------------------------------------


def priced(price, **cells):
    return at(SINCE, usd=Decimal(price) * 10, net_kg=Decimal(10), **cells)


@pytest.mark.parametrize("flag", ["RF10", "RF11"])
def test_a_row_far_off_that_may_belong_leaves_it_open(flag):
    others = [priced(price) for price in (8, 9, 9, 10, 10, 10, 10, 11, 11, 12)]
    found = flags(priced(10), priced(110, member=None), others=others, only=flag)
    found = found[flag, ""]

    assert (found["answer"], found["reason"]) == unknown("NAME_ONLY")
    assert [row["row"] for row in found["listed"]] == [2]
    assert answer(flag, priced(10), priced(10, member=None), others=others) == NO


def test_rows_on_a_rare_route_that_may_belong_leave_it_open():
    rare = [at(SINCE, **ODD, member=None)] * 5
    usual = [at(SINCE, **USUAL)] * 5
    others = [USUAL] * 200

    assert answer("RF13", *usual, *rare, others=others) == unknown("NAME_ONLY")
    assert answer("RF13", *usual, others=others) == NO


def test_rows_on_usual_routes_that_may_belong_keep_it_from_being_certain():
    """One row of one is rare beyond chance; one of a thousand, at 1 of 202, is not."""
    rare, others = at(SINCE, **ODD), [USUAL] * 200
    many = [at(SINCE, **USUAL, member=None)] * 1000

    assert answer("RF13", rare, others=others) == YES
    assert answer("RF13", rare, *many, others=others) == unknown("NAME_ONLY")


def in_currency(code, months, rows, **cells):
    return [
        {**at(month.replace(day=9), invoice_currency=code), **cells}
        for month in months
        for _ in range(rows)
    ]


EARLY = [m for m in ALL_MONTHS if m < date(2022, 2, 1)]
LATE = [m for m in ALL_MONTHS if m > date(2022, 2, 1)]


def test_currencies_of_rows_that_may_belong_may_be_the_shift():
    steady = in_currency("USD", [*EARLY, *LATE], 4)
    yuan = in_currency("CNY", LATE, 4, member=None)
    found = flags(*steady, *yuan, only="RF15")["RF15", ""]

    assert (found["answer"], found["reason"]) == unknown("NAME_ONLY")
    assert found["rows"] == len(yuan)
    assert found["says"].startswith(
        "88 rows that may belong, or have no currency or month, could change it: "
    )


def test_currencies_of_rows_that_may_belong_may_undo_a_shift():
    shift = [
        *in_currency("USD", EARLY, 4),
        *in_currency("USD", LATE, 2),
        *in_currency("CNY", LATE, 2),
    ]
    dollars = in_currency("USD", LATE, 9, doubt="it may be a copy")

    assert answer("RF15", *shift) == YES
    assert answer("RF15", *shift, *dollars) == unknown("POSSIBLE_COPY")


def test_rows_without_a_month_may_be_of_any():
    steady = in_currency("USD", [*EARLY, *LATE], 4)
    undated = in_currency("CNY", EARLY, 2, registered=None)

    assert answer("RF15", *steady, *undated) == unknown("DATES_STRADDLE")
    assert answer("RF15", *steady, *undated[:20]) == NO  # 20 of 108 are no quarter


# --- names --------------------------------------------------------------------------


def test_a_supplier_that_may_be_an_older_one_by_way_of_another_is_not_new():
    """S3 has no row: it may be S2, and may be S1, so S2 may be S1."""
    rows = at(BEFORE, supplier="S1"), at(SINCE, supplier="S2")
    third = {"party_id": "S3", "name": "Firm S3"}
    found = flags(
        *rows, firms=[third], proposals=[("S2", "S3"), ("S1", "S3")], only="RF01"
    )["RF01", "S2"]

    assert (found["answer"], found["reason"]) == unknown("NAME_ONLY")
    assert found["says"] == "it may be 'Firm S1' (S1), seen before 24 Feb 2022"
