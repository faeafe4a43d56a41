"""First and last rows: since when imports came, and until when."""

from datetime import date

import pytest

from factories import case
from findings.claiming import (
    CHINA,
    CONTRADICTED,
    HELD,
    KOREA,
    SUPPORTED,
    VOUCHED,
    YEARS,
    left_open,
    result,
    results,
    said,
)
from madein.findings.claims import Where
from madein.question import Complete, Period


def on(*days, **cells):
    return [{"registered": day, **cells} for day in days]


def month(day, **cells):
    return {"registered": None, "registered_month": day, **cells}


MAY_3, MAY_4, JUNE_9 = date(2022, 5, 3), date(2022, 5, 4), date(2022, 6, 9)
MARCH = Period(since=date(2022, 3, 1), until=date(2022, 3, 31))
MAY = Period(since=date(2022, 5, 1), until=date(2022, 5, 31))
UNDATED = {"registered": None}
PERHAPS = {"registered": date(2021, 1, 1), "member": None}
FROM_2022 = case(
    complete=Complete(since=date(2022, 1, 1), until=YEARS["until"], because="we say so")
)


# --- continued ----------------------------------------------------------------------


CONTINUED = [
    ("2022-05", on(MAY_4), HELD, SUPPORTED),
    ("2022-05", on(JUNE_9), HELD, SUPPORTED),
    ("2022", on(MAY_4), HELD, SUPPORTED),
    (2022, on(MAY_4), HELD, SUPPORTED),
    (MAY_4, on(MAY_4), HELD, SUPPORTED),
    (MAY_4, on(JUNE_9), HELD, SUPPORTED),
    ("2022-06", on(MAY_4), VOUCHED, CONTRADICTED),
    ("2022-06", on(MAY_4), HELD, left_open("COVERAGE_GAP")),
    ("2022-06", [], VOUCHED, CONTRADICTED),
    # the day before: whether that is "until" is not said
    (MAY_4, on(MAY_3), VOUCHED, left_open("BASIS_MISSING")),
    (MAY_4, on(date(2022, 4, 30)), VOUCHED, CONTRADICTED),
    ("2022-06", [*on(MAY_4), UNDATED], VOUCHED, left_open("DATES_STRADDLE")),
    ("2022-06", on(JUNE_9, member=None), VOUCHED, left_open("NAME_ONLY")),
    ("2022-06", on(JUNE_9, doubt="a copy?"), VOUCHED, left_open("POSSIBLE_COPY")),
    ("2022-06", [month(date(2022, 6, 1))], VOUCHED, SUPPORTED),
    (JUNE_9, [month(date(2022, 6, 1))], VOUCHED, left_open("DATES_STRADDLE")),
    ("2024", on(MAY_4), VOUCHED, left_open("COVERAGE_GAP")),
]


def test_imports_continued_where_a_row_shows_it():
    cases = [
        (rows, {"says": says}, about, wanted) for says, rows, about, wanted in CONTINUED
    ]

    assert results(cases, measure="continued") == cases


def test_imports_of_a_kind_may_have_ended_while_others_went_on():
    rows = [*on(MAY_4), *on(JUNE_9, origin="CN")]
    found = result(rows, measure="continued", says="2022-06", where=KOREA)

    assert said(found) == CONTRADICTED
    assert found["shows"] == "the last row is of 4 May 2022"


# --- first --------------------------------------------------------------------------


FIRST = [
    (MAY, on(MAY_4), VOUCHED, SUPPORTED),
    (MAY, on(MAY_4, JUNE_9), VOUCHED, SUPPORTED),
    (MAY, on(MAY_4), FROM_2022, left_open("COVERAGE_GAP")),
    (MAY, on(MAY_4), HELD, left_open("COVERAGE_GAP")),
    (MARCH, on(MAY_4), VOUCHED, CONTRADICTED),
    (MARCH, on(MAY_4), HELD, left_open("COVERAGE_GAP")),
    (MAY, on(date(2022, 4, 30), MAY_4), HELD, CONTRADICTED),
    (MAY, [*on(MAY_4), UNDATED], VOUCHED, left_open("DATES_STRADDLE")),
    (MAY, [*on(MAY_4), PERHAPS], VOUCHED, left_open("NAME_ONLY")),
    (MAY, on(MAY_4, member=None), VOUCHED, left_open("NAME_ONLY")),
    (MARCH, [*on(MAY_4), PERHAPS], VOUCHED, CONTRADICTED),
    (MAY, [month(date(2022, 5, 1))], VOUCHED, SUPPORTED),
    # nobody knows what came before the records begin
    (
        Period(since=YEARS["since"], until=date(2018, 1, 31)),
        on(date(2018, 1, 9)),
        VOUCHED,
        left_open("COVERAGE_GAP"),
    ),
]


def test_a_first_row_is_first_where_the_days_before_are_covered():
    cases = [
        (rows, {"within": within}, about, wanted)
        for within, rows, about, wanted in FIRST
    ]

    assert results(cases, measure="first") == cases


def test_a_first_row_since_a_day_needs_no_days_before_it():
    since = Where(since=date(2022, 1, 1))
    found = result(on(MAY_4), FROM_2022, measure="first", within=MAY, where=since)

    assert said(found) == SUPPORTED
    assert found["shows"] == "the first row is of 4 May 2022"


# --- last ---------------------------------------------------------------------------


LAST = [
    (MAY, on(MAY_3, MAY_4), VOUCHED, SUPPORTED),
    (MAY, on(MAY_4), HELD, left_open("COVERAGE_GAP")),
    (MAY, on(MAY_4, JUNE_9), HELD, CONTRADICTED),
    (MARCH, on(date(2022, 2, 1)), VOUCHED, CONTRADICTED),
    (MAY, [*on(MAY_4), *on(JUNE_9, member=None)], VOUCHED, left_open("NAME_ONLY")),
    # nobody knows what came after the records end
    (
        Period(since=date(2023, 12, 1), until=YEARS["until"]),
        on(date(2023, 12, 9)),
        VOUCHED,
        left_open("COVERAGE_GAP"),
    ),
]


def test_a_last_row_is_last_where_the_days_after_are_covered():
    cases = [
        (rows, {"within": within}, about, wanted)
        for within, rows, about, wanted in LAST
    ]

    assert results(cases, measure="last") == cases


@pytest.mark.parametrize(
    ("where", "wanted"),
    [(KOREA, SUPPORTED), (CHINA, CONTRADICTED), (Where(), CONTRADICTED)],
)
def test_records_of_a_kind_may_end_before_others(where, wanted):
    rows = [*on(MAY_4), *on(JUNE_9, origin="CN", dispatch="CN")]

    assert said(result(rows, measure="last", says=MAY_4, where=where)) == wanted


def test_a_later_row_that_may_be_of_the_kind_leaves_its_end_open():
    rows = [*on(MAY_4), *on(JUNE_9, origin=None)]
    found = result(rows, measure="last", says=MAY_4, where=KOREA)

    assert said(found) == left_open("ORIGIN_GROUP")
    assert (
        found["shows"] == "the last row is of 4 May 2022; 1 later row that may belong"
    )
