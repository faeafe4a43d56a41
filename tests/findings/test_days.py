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
    assert found["shows"] == (
        "the last row in the records held is of 4 May 2022; 1 later row that may belong"
    )


# --- what is shown --------------------------------------------------------------------

LATER, TOMORROW = date(2022, 7, 1), date(2022, 5, 5)
NOT_ONE = {"registered": LATER, "member": None}
A_COPY = {"registered": LATER, "doubt": "a copy?"}
LAST_OF_MAY_4 = "the last row is of 4 May 2022"
HELD_TO_MAY_4 = "the last row in the records held is of 4 May 2022"
ENDS = [
    (on(MAY_3, MAY_4), SUPPORTED, HELD_TO_MAY_4),
    (
        on(MAY_4, TOMORROW),
        CONTRADICTED,
        "the last row in the records held is of 5 May 2022",
    ),
    ([], left_open("COVERAGE_GAP"), "no dated row"),
    ([UNDATED], left_open("COVERAGE_GAP"), "no dated row"),
    # a month that ends before the day, holds it, or begins after it
    (
        [month(date(2022, 4, 1))],
        SUPPORTED,
        "the last row in the records held is of Apr 2022",
    ),
    (
        [*on(MAY_3), month(date(2022, 5, 1))],
        left_open("DATES_STRADDLE"),
        "the last row in the records held is of 3 May 2022; 1 row without a day that could be read",
    ),
    (
        [*on(MAY_4), month(date(2022, 6, 1))],
        CONTRADICTED,
        "the last row in the records held is of Jun 2022",
    ),
    (
        [*on(MAY_4), NOT_ONE],
        left_open("NAME_ONLY"),
        f"{HELD_TO_MAY_4}; 1 later row without an importer",
    ),
    (
        [*on(MAY_4), *[NOT_ONE] * 2, A_COPY],
        left_open("NAME_ONLY"),
        f"{HELD_TO_MAY_4}; 2 later rows without an importer",
    ),
    (
        [*on(MAY_4), A_COPY, A_COPY, UNDATED],
        left_open("POSSIBLE_COPY"),
        f"{HELD_TO_MAY_4}; 2 later rows that may be copies",
    ),
    (
        [*on(MAY_4), UNDATED, UNDATED],
        left_open("DATES_STRADDLE"),
        f"{HELD_TO_MAY_4}; 2 rows without a day that could be read",
    ),
    # rows of others, and rows set aside, end nothing
    (
        [*on(MAY_4), *on(LATER, member=False), *on(LATER, aside="a copy")],
        SUPPORTED,
        HELD_TO_MAY_4,
    ),
]


@pytest.mark.parametrize(("rows", "wanted", "shows"), ENDS)
def test_what_comes_after_the_end_that_a_claim_names(rows, wanted, shows):
    found = result(rows, measure="last", says=MAY_4)

    assert (said(found), found["shows"]) == (wanted, shows)
    assert (
        "dated" in shows
        or found["basis"] == "day of registration of the subject's rows"
    )


SHOWN = [
    ("2022-06", on(MAY_4), LAST_OF_MAY_4),
    ("2022-06", [], "no dated row"),
    ("2022-06", [month(date(2022, 4, 1)), *on(MAY_4)], LAST_OF_MAY_4),
    (
        "2022-07",
        [month(date(2022, 6, 1)), *on(MAY_4)],
        "the last row is of Jun 2022",
    ),
    (
        "2022-06",
        [*on(MAY_4), UNDATED, PERHAPS, PERHAPS],
        (f"{LAST_OF_MAY_4}; 2 rows may belong; 1 row may lie inside the days or not"),
    ),
    (
        MAY_4,
        on(MAY_3, MAY_3),
        "the last row is of 3 May 2022, 2 rows in that month before the day",
    ),
    (MAY_4, on(date(2022, 4, 30)), "the last row is of 30 Apr 2022"),
]


@pytest.mark.parametrize(("says", "rows", "shows"), SHOWN)
def test_until_when_imports_continued_is_shown(says, rows, shows):
    assert result(rows, measure="continued", says=says)["shows"] == shows


EDGES = [
    ("first", [month(date(2022, 5, 1)), *on(JUNE_9)], "the first row is of May 2022"),
    ("first", [month(date(2022, 6, 1)), *on(MAY_4)], "the first row is of 4 May 2022"),
    ("last", [month(date(2022, 6, 1)), *on(MAY_4)], "the last row is of Jun 2022"),
    ("last", on(MAY_3, MAY_4), LAST_OF_MAY_4),
    (
        "first",
        [*on(MAY_4, JUNE_9), PERHAPS],
        "the first row is of 4 May 2022; 1 row may belong",
    ),
]


@pytest.mark.parametrize(("measure", "rows", "shows"), EDGES)
def test_the_first_and_the_last_row_are_shown(measure, rows, shows):
    assert result(rows, measure=measure, within=MAY)["shows"] == shows


FIRST_DAY, LAST_DAY = date(2022, 5, 1), date(2022, 5, 31)
BORDERS = [
    ("first", on(FIRST_DAY), SUPPORTED),
    ("first", on(date(2022, 4, 30)), CONTRADICTED),
    ("first", on(LAST_DAY), SUPPORTED),
    ("first", on(date(2022, 6, 1)), CONTRADICTED),
    ("last", on(FIRST_DAY), SUPPORTED),
    ("last", on(date(2022, 4, 30)), CONTRADICTED),
    ("last", on(LAST_DAY), SUPPORTED),
    ("last", on(date(2022, 6, 1)), CONTRADICTED),
    # what may be beyond the days, or within them, decides nothing for itself
    ("last", on(FIRST_DAY, member=None), left_open("NAME_ONLY")),
    ("last", [*on(FIRST_DAY), *on(date(2022, 4, 1), member=None)], SUPPORTED),
    ("first", [*on(FIRST_DAY), *on(date(2022, 6, 1), member=None)], SUPPORTED),
    ("first", [*on(FIRST_DAY), month(date(2022, 4, 1))], CONTRADICTED),
    ("last", [*on(FIRST_DAY), UNDATED, PERHAPS], left_open("DATES_STRADDLE")),
]


@pytest.mark.parametrize(("measure", "rows", "wanted"), BORDERS)
def test_days_hold_their_first_and_their_last(measure, rows, wanted):
    assert said(result(rows, measure=measure, within=MAY)) == wanted


def test_days_before_that_nobody_vouches_for_leave_a_first_row_open():
    later = case(complete=Complete(since=MAY_4, until=YEARS["until"], because="so"))
    since = Where(since=date(2022, 4, 1))
    found = result(on(MAY_4), later, measure="first", within=MAY, where=since)

    assert said(found) == left_open("COVERAGE_GAP")


def test_days_after_end_where_the_claim_says():
    until = Where(until=date(2022, 6, 30))
    half = case(
        complete=Complete(since=YEARS["since"], until=date(2022, 6, 30), because="so")
    )
    asked = {"measure": "last", "within": MAY}

    assert said(result(on(MAY_4), half, where=until, **asked)) == SUPPORTED
    assert said(result(on(MAY_4), half, **asked)) == left_open("COVERAGE_GAP")


# --- that imports of a kind ended ---------------------------------------------------------

ENDED = [
    # to the end of the case, or of the claim, somebody must vouch for the records
    (MAY_4, KOREA, VOUCHED, SUPPORTED),
    (MAY_4, KOREA, HELD, left_open("COVERAGE_GAP")),
    (MAY_4, Where(), HELD, SUPPORTED),  # of the records themselves
    (MAY_3, KOREA, HELD, CONTRADICTED),
    # nobody knows what came after the case
    (YEARS["until"], KOREA, VOUCHED, left_open("COVERAGE_GAP")),
    (YEARS["until"], Where(), HELD, SUPPORTED),
]


@pytest.mark.parametrize(("says", "where", "about", "wanted"), ENDED)
def test_imports_of_a_kind_ended_where_the_days_after_are_covered(
    says, where, about, wanted
):
    found = result(on(MAY_4), about, measure="last", says=says, where=where)

    assert (said(found), found["shows"]) == (wanted, HELD_TO_MAY_4)


def test_on_a_file_that_was_cut_imports_of_a_kind_did_not_end():
    found = result(on(MAY_4), measure="last", says=MAY_4, where=KOREA, cap="1,000 rows")

    assert said(found) == left_open("COVERAGE_GAP")
