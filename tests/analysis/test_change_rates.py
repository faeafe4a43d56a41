"""Rates a year before and after an event, over the days that the records hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dated import bounds, made, monthly, usd, world
from factories import case
from madein.analysis.around.rates import rates
from madein.findings.figures import figures, stored
from madein.question import Complete, Event, Period

NEW_YEAR = Event(name="new year", label="New year", date=date(2022, 1, 1))
TWO_AND_ONE = Period(since=date(2020, 1, 1), until=date(2022, 12, 31))
VALUE, ROWS = "F1", "F2"
LATE = (
    "Of the days from 24 Feb 2022 only 24 Feb 2022 to {} lie in the period and are "
    "held alike: {}, and 28 are needed."
)
CAP = "the file stops at exactly 10,000 rows"
NOT_HELD = "The days before {} are outside the period, or not held by files of the same vendors."
BEFORE, AFTER = date(2021, 5, 4), date(2022, 5, 4)


def head(found, figure=VALUE):
    return found[figure, None, None]


def test_a_rate_is_the_amount_by_its_days_and_a_year_of_365_and_a_quarter():
    rows = [usd(731, BEFORE), usd(365, AFTER), usd(365, AFTER)]
    with world(*rows) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)

    assert bounds(found[VALUE, "before", None]) == (Decimal("365.25"),) * 2
    assert bounds(found[VALUE, "after", None]) == (Decimal("730.5"),) * 2
    assert bounds(head(found)) == (2, 2)
    assert head(found)["formula"] == (
        "(F1a.after x 365.25 / 365 days) / (F1a.before x 365.25 / 731 days)"
    )
    assert head(found)["label"] == (
        "Imports a year, after / before, value: New year, "
        "1 Jan 2020 to 31 Dec 2021 and 1 Jan 2022 to 31 Dec 2022"
    )
    assert found[VALUE, "after", None]["unit"] == "US dollars a year"


def test_rows_are_counted_beside_value():
    rows = [usd(1, BEFORE), usd(1, AFTER), usd(7, AFTER)]
    with world(*rows) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)

    expected = stored(Fraction(2 * 731, 365))
    assert bounds(head(found, ROWS)) == (expected, expected)
    assert found[ROWS, "after", None]["unit"] == "rows a year"
    assert bounds(found[ROWS, "before", None]) == (stored(Fraction(1461, 4 * 731)),) * 2


def test_a_row_of_the_month_that_holds_the_event_may_be_on_either_side():
    rows = [usd(10, BEFORE), usd(30, AFTER), monthly(5, date(2022, 2, 1))]
    period = Period(since=date(2021, 2, 24), until=date(2023, 2, 23))
    vouched = Complete(since=date(2021, 1, 1), until=date(2023, 12, 31), because="so")
    with world(*rows) as engine:
        found = made(engine, rates, period=period, complete=vouched)

    assert bounds(head(found)) == (2, Decimal("3.5"))  # 30 / 15 and 35 / 10
    year = Fraction(1461, 4 * 365)
    assert bounds(found[VALUE, "before", None]) == (
        stored(10 * year),
        stored(15 * year),
    )


def test_a_row_that_may_be_of_the_subject_is_in_the_upper_bound_alone():
    rows = [usd(10, BEFORE), usd(10, AFTER), usd(5, AFTER, member=None)]
    with world(*rows) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)

    scale = Fraction(731, 365)
    assert bounds(head(found)) == (stored(scale), stored(scale * Fraction(3, 2)))


def test_a_row_without_a_value_leaves_the_ratio_without_a_limit():
    with world(usd(10, BEFORE), usd(10, AFTER), {"usd": None}) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)

    assert head(found)["at_most"] is None
    assert head(found)["at_least"] == stored(Fraction(731, 365))


def test_nothing_before_gives_no_ratio_and_the_rates_all_the_same():
    with world(usd(365, AFTER)) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)

    assert head(found)["reason"] == "BASIS_MISSING"
    assert head(found)["caveats"] == ["There is nothing before the event to divide by."]
    assert head(found)["parts"] == ["F1a.after", "F1a"]
    assert bounds(found[VALUE, "before", None]) == (0, 0)
    assert found[VALUE, "before", None]["formula"] == (
        "nothing certain of F1a x 365.25 / 731 days"
    )
    assert bounds(found[VALUE, "after", None]) == (Decimal("365.25"),) * 2


def test_nothing_certain_before_gives_a_ratio_without_a_limit():
    rows = [usd(365, AFTER), usd(731, BEFORE, member=None)]
    with world(*rows) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)

    assert bounds(head(found)) == (1, None)


def test_windows_shorter_than_a_year_are_told():
    period = Period(since=date(2021, 7, 1), until=date(2022, 12, 31))
    with world(usd(1, date(2021, 8, 1)), usd(1, AFTER)) as engine:
        found = made(engine, rates, NEW_YEAR, period=period)

    assert head(found)["caveats"] == [
        "1 Jul 2021 to 31 Dec 2021 is less than a year: seasons weigh in it."
    ]
    assert found[VALUE, "after", None]["caveats"] == []


@pytest.mark.parametrize(("first", "is_told"), [(1, False), (2, True)])
def test_a_window_of_365_days_is_a_year(first, is_told):
    period = Period(since=date(2021, 1, first), until=date(2022, 12, 31))
    with world(usd(1, BEFORE), usd(1, AFTER)) as engine:
        found = made(engine, rates, NEW_YEAR, period=period)

    told = ["2 Jan 2021 to 31 Dec 2021 is less than a year: seasons weigh in it."]
    assert head(found)["caveats"] == (told if is_told else [])
    assert found[VALUE, "before", None]["caveats"] == (told if is_told else [])


def test_a_rate_names_its_amounts_and_its_rows():
    rows = [usd(1, BEFORE), usd(1, AFTER), usd(7, AFTER)]
    with world(*rows) as engine:
        found = made(engine, rates, NEW_YEAR, period=TWO_AND_ONE)
    after = found[VALUE, "after", None]

    assert head(found)["parts"] == ["F1a.after", "F1a.before"]
    assert (head(found)["rows"], head(found)["unit"]) == (3, "ratio")
    assert (after["parts"], after["rows"]) == (["F1a.after"], 2)
    assert after["formula"] == "F1a.after x 365.25 / 365 days"
    assert head(found, ROWS)["formula"].startswith("(rows of F")
    assert head(found, ROWS)["label"].startswith(
        "Imports a year, after / before, rows: New year, "
    )


def test_another_event_amid_the_days_is_told():
    other = Event(name="law", label="A law", date=date(2021, 3, 1))
    with world(usd(1, BEFORE), usd(1, AFTER)) as engine:
        asked = case(events=(NEW_YEAR, other), period=TWO_AND_ONE)
        (derived, *_) = rates(engine, asked)
        found = figures(engine, asked, [("F1", derived)], "edition")

    assert found[-1]["caveats"] == ["A law (1 Mar 2021) lies in the days compared."]


# --- the days that the records hold ---------------------------------------------


def spans(**given):
    """The windows that a figure of the whole case names, or its reason and words."""
    parts = {n: given.pop(n) for n in ("complete", "event", "period") if n in given}
    with world(usd(1, BEFORE), usd(1, AFTER), **given) as engine:
        figure = head(made(engine, rates, **parts))
    if figure["reason"]:
        return figure["reason"], *figure["caveats"]
    return figure["label"].rpartition("Invasion, ")[2]


def test_first_and_last_months_count_only_where_the_records_reach_their_ends():
    found = spans(first=date(2020, 3, 9), last=date(2023, 6, 29))

    assert found == "1 Apr 2020 to 23 Feb 2022 and 24 Feb 2022 to 31 May 2023"


def test_a_window_ends_at_a_month_that_no_file_holds():
    held = [date(2020, 1, 1), date(2021, 4, 1), date(2021, 5, 1)]
    held += [date(2021, m, 1) for m in range(6, 13)]
    held += [date(2022, m, 1) for m in range(1, 9)] + [date(2022, 10, 1)]

    assert spans(months=held) == (
        "1 Apr 2021 to 23 Feb 2022 and 24 Feb 2022 to 31 Aug 2022"
    )


def test_a_window_ends_where_another_vendor_comes_in():
    more = [date(2022, m, 1) for m in range(7, 13)]

    assert spans(vendors={"B": more}) == (
        "1 Jan 2020 to 23 Feb 2022 and 24 Feb 2022 to 30 Jun 2022"
    )


def test_sides_of_different_vendors_are_not_compared():
    after = [date(2022, m, 1) for m in range(1, 13)]
    found = spans(vendors={"B": after}, event=NEW_YEAR)

    assert found == ("COVERAGE_GAP", NOT_HELD.format("1 Jan 2022"))


def test_days_that_somebody_vouches_for_are_the_windows_whoever_sold_them():
    told = Complete(since=date(2021, 3, 5), until=date(2022, 9, 30), because="so")
    more = [date(2022, m, 1) for m in range(7, 13)]

    assert spans(vendors={"B": more}, complete=told) == (
        "5 Mar 2021 to 23 Feb 2022 and 24 Feb 2022 to 30 Sep 2022"
    )


def test_a_file_that_stops_at_a_limit_holds_no_days():
    assert spans(cap=CAP) == (
        "COVERAGE_GAP",
        CAP,
        f"Lower bounds only: a.csv may be incomplete ({CAP}).",
    )


def test_records_that_begin_with_the_event_have_no_rate_before():
    found = spans(first=date(2022, 2, 24))

    assert found == ("COVERAGE_GAP", NOT_HELD.format("24 Feb 2022"))


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2022, 2, 28), ("COVERAGE_GAP", LATE.format("28 Feb 2022", 5))),
        (date(2022, 3, 22), ("COVERAGE_GAP", LATE.format("22 Mar 2022", 27))),
        (date(2022, 3, 23), "1 Jan 2020 to 23 Feb 2022 and 24 Feb 2022 to 23 Mar 2022"),
    ],
)
def test_days_after_the_event_that_are_no_month_make_no_year(until, said):
    told = Complete(since=date(2020, 1, 1), until=until, because="so")

    assert spans(complete=told) == said


def test_days_before_the_event_that_are_no_month_make_no_year():
    period = Period(since=date(2022, 2, 1), until=date(2022, 12, 31))

    assert spans(period=period) == (
        "COVERAGE_GAP",
        (
            "Of the days before 24 Feb 2022 only 1 Feb 2022 to 23 Feb 2022 lie in the "
            "period and are held alike: 23, and 28 are needed."
        ),
    )


def test_a_side_that_is_missing_and_one_that_is_short_are_both_told():
    told = spans(first=date(2022, 2, 24), last=date(2022, 3, 9))

    assert told == (
        "COVERAGE_GAP",
        f"{NOT_HELD.format('24 Feb 2022')} {LATE.format('28 Feb 2022', 5)}",
    )


# --- every completion -----------------------------------------------------------

DAYS = (BEFORE, AFTER, "month", None)
ROW = st.tuples(st.integers(0, 9), st.sampled_from(DAYS), st.sampled_from([True, None]))


def written(amount, day, member):
    if day == "month":
        return monthly(amount, date(2022, 2, 1), member=member)
    return usd(amount, day, member=member)


def ways(amount, day, member):
    """What a row adds before and after, in each way it may turn out."""
    sides = {BEFORE: ["before"], AFTER: ["after"]}.get(day, ["before", "after"])
    found = [(amount, 0) if side == "before" else (0, amount) for side in sides]
    return found if member and day is not None else [*found, (0, 0)]


@given(rows=st.lists(ROW, min_size=1, max_size=6))
@settings(max_examples=12)
def test_no_completion_is_outside_the_bounds_and_one_is_at_each_end(rows):
    period = Period(since=date(2021, 2, 24), until=date(2023, 2, 23))
    with world(*(written(*row) for row in rows)) as engine:
        found = made(engine, rates, period=period)

    assert_tight(head(found), rows)
    assert_tight(head(found, ROWS), [(1, *rest) for _, *rest in rows])


def assert_tight(figure, rows):
    """The bounds of a ratio are the least and the greatest over all completions."""
    turns = [
        (sum(one for one, _ in turn), sum(other for _, other in turn))
        for turn in product(*(ways(*row) for row in rows))
    ]
    ratios = [Fraction(after, before) for before, after in turns if before]
    if not ratios:
        assert figure["reason"] == "BASIS_MISSING"
        return
    is_limited = all(before for before, _ in turns)
    assert figure["at_least"] == stored(min(ratios))
    assert figure["at_most"] == (stored(max(ratios)) if is_limited else None)
