"""The same days before and after an event."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dated import bounds, made, monthly, usd, world
from madein.analysis.around.season import season
from madein.findings.figures import stored
from madein.question import Event, Period

NIKKEI = Period(since=date(2021, 1, 1), until=date(2022, 12, 31))
VALUE, WEIGHT, ROWS = "F1", "F2", "F3"
BEFORE, AFTER = date(2021, 6, 1), date(2022, 6, 1)


def head(found, figure=VALUE):
    return found[figure, None, None]


def test_the_days_of_the_year_before_that_the_records_hold_after_are_the_baseline():
    outside = [date(2021, 2, 23), date(2022, 1, 5), date(2022, 2, 23)]
    rows = [usd(51_000_000, date(2021, 2, 24)), usd(570_000_000, date(2022, 12, 31))]
    rows += [usd(7, day) for day in outside]  # SYNTHETIC
    with world(*rows) as engine:
        found = made(engine, season, period=NIKKEI)

    tenfold = stored(Fraction(570, 51))
    assert bounds(head(found)) == (tenfold, tenfold)
    assert head(found)["formula"] == "F1a.after / F1a.before"
    assert head(found)["label"] == (
        "Same days a year before, after / before, value: Invasion, "
        "24 Feb 2022 to 31 Dec 2022"
    )
    assert bounds(found[VALUE, "difference", None]) == (519_000_000, 519_000_000)
    assert found[VALUE, "difference", None]["unit"] == "US dollars"


def test_weight_and_rows_stand_beside_value():
    rows = [
        usd(1, BEFORE, net_kg=Decimal(8)),
        usd(1, AFTER, net_kg=Decimal(3)),
        usd(1, AFTER, net_kg=Decimal(3)),
    ]
    with world(*rows) as engine:
        found = made(engine, season)

    assert bounds(head(found, WEIGHT)) == (Decimal("0.75"), Decimal("0.75"))
    assert bounds(found[WEIGHT, "difference", None]) == (-2, -2)
    assert found[WEIGHT, "difference", None]["unit"] == "kg"
    assert bounds(head(found, ROWS)) == (2, 2)
    assert bounds(found[ROWS, "difference", None]) == (1, 1)


def test_a_comparison_names_its_amounts_and_its_rows():
    with world(usd(4, BEFORE), usd(6, AFTER), usd(2, AFTER)) as engine:
        found = made(engine, season)
    difference = found[VALUE, "difference", None]

    assert head(found)["parts"] == ["F1a.after", "F1a.before"]
    assert difference["parts"] == ["F1a.after", "F1a.before"]
    assert (head(found)["rows"], difference["rows"]) == (3, 3)
    assert difference["formula"] == "F1a.after - F1a.before"
    assert bounds(difference) == (4, 4)
    assert head(found, ROWS)["formula"].startswith("rows of F")
    assert (head(found)["unit"], head(found)["basis"]) == ("ratio", difference["basis"])


def test_no_more_than_a_year_is_compared():
    rows = [usd(1, BEFORE), usd(1, date(2023, 2, 23)), usd(1, date(2023, 2, 24))]
    with world(*rows) as engine:
        found = made(engine, season)

    assert bounds(head(found)) == (1, 1)
    assert head(found)["label"].endswith("24 Feb 2022 to 23 Feb 2023")


def test_records_of_less_than_a_year_before_give_no_comparison():
    with world(usd(1, AFTER), first=date(2021, 3, 1)) as engine:
        found = made(engine, season)

    assert head(found)["reason"] == "COVERAGE_GAP"
    assert head(found)["caveats"] == [
        "The records hold the days from 1 Mar 2021, and are needed from 24 Feb 2021."
    ]


def test_nothing_on_the_same_days_before_gives_a_difference_and_no_ratio():
    with world(usd(5, AFTER)) as engine:
        found = made(engine, season)

    assert head(found)["reason"] == "BASIS_MISSING"
    assert head(found)["caveats"] == [
        "There is nothing on the same days before to divide by."
    ]
    assert bounds(found[VALUE, "difference", None]) == (5, 5)


def test_a_row_before_without_a_weight_leaves_the_difference_open_below():
    rows = [usd(1, BEFORE), usd(1, BEFORE, net_kg=Decimal(10))]
    rows += [usd(1, AFTER, net_kg=Decimal(5900))]
    with world(*rows) as engine:
        found = made(engine, season)

    difference = found[WEIGHT, "difference", None]
    assert (difference["reason"], bounds(difference)) == ("BASIS_MISSING", (None, None))
    assert difference["caveats"] == [
        (
            "It is 5,890 kg at most. At least one row before the event has no net "
            "weight, and may be of any."
        )
    ]
    assert difference["parts"] == ["F2a.after", "F2a.before"]
    assert bounds(head(found, WEIGHT)) == (0, 590)


def test_rows_without_a_value_on_both_sides_leave_the_difference_open():
    with world(usd(None, BEFORE), usd(None, AFTER)) as engine:
        found = made(engine, season)

    difference = found[VALUE, "difference", None]
    assert (difference["reason"], bounds(difference)) == ("BASIS_MISSING", (None, None))
    assert difference["caveats"] == [
        "At least one row before the event has no value in dollars, and may be of any."
    ]


def test_a_row_without_a_weight_leaves_what_was_more_before_open_below():
    rows = [usd(1, BEFORE, net_kg=Decimal(8)), usd(1, AFTER, net_kg=Decimal(3))]
    with world(*rows, usd(1, BEFORE)) as engine:
        found = made(engine, season)

    [told] = found[WEIGHT, "difference", None]["caveats"]
    assert told.startswith("It is -5 kg at most. ")


def test_a_row_after_without_a_weight_leaves_the_difference_open_above():
    rows = [usd(1, BEFORE, net_kg=Decimal(8)), usd(1, AFTER)]
    with world(*rows) as engine:
        found = made(engine, season)

    assert bounds(found[WEIGHT, "difference", None]) == (-8, None)


def test_days_after_the_event_that_are_no_month_give_no_comparison():
    period = Period(since=date(2021, 1, 1), until=date(2022, 3, 22))
    with world(usd(1, date(2021, 3, 1)), usd(1, date(2022, 3, 1))) as engine:
        found = made(engine, season, period=period)

    assert head(found)["reason"] == "COVERAGE_GAP"
    assert head(found)["caveats"] == [
        (
            "Of the days from 24 Feb 2022 only 24 Feb 2022 to 22 Mar 2022 lie in the "
            "period and are held alike: 27, and 28 are needed."
        )
    ]


def test_a_row_before_without_a_weight_leaves_no_ratio_below():
    rows = [usd(1, BEFORE), usd(1, AFTER, net_kg=Decimal(3))]
    with world(*rows) as engine:
        found = made(engine, season)

    assert bounds(head(found, WEIGHT)) == (0, None)
    assert head(found, WEIGHT)["reason"] is None


def test_a_leap_day_on_one_side_is_told():
    day = Event(name="day", label="Day", date=date(2023, 3, 1))
    with world(usd(1, date(2022, 6, 1)), last=date(2024, 3, 31)) as engine:
        period = Period(since=date(2020, 1, 1), until=date(2024, 3, 31))
        found = made(engine, season, day, period=period)

    assert head(found)["caveats"] == [
        "365 days before and 366 after: one holds a leap day."
    ]


def test_an_event_of_29_february_is_held_against_the_28th():
    day = Event(name="day", label="Day", date=date(2020, 2, 29))
    period = Period(since=date(2018, 1, 1), until=date(2023, 12, 31))
    rows = [
        usd(4, date(2019, 2, 28)),
        usd(8, date(2021, 2, 28)),
        usd(1, date(2021, 3, 1)),
    ]
    with world(*rows, first=date(2018, 1, 1)) as engine:
        found = made(engine, season, day, period=period)

    assert bounds(head(found)) == (2, 2)
    assert head(found)["label"].endswith("29 Feb 2020 to 28 Feb 2021")


# --- every completion -----------------------------------------------------------

# A month that one side, both sides, or the edge of one side can touch, or nothing.
MONTHS = {
    date(2021, 2, 1): ["before", None],
    date(2021, 12, 1): ["before", None],
    date(2022, 1, 1): [None],
    date(2022, 2, 1): ["after", None],
    date(2022, 12, 1): ["after", None],
}
DAYS = {BEFORE: ["before"], AFTER: ["after"], date(2022, 1, 5): [None]}
NO_DAY = ["before", "after", None]
WHEN = [*((day, None) for day in DAYS), *((None, month) for month in MONTHS)]
ROW = st.tuples(
    st.integers(0, 9),
    st.sampled_from([*WHEN, (None, None)]),
    st.sampled_from([True, True, None]),
)
SHORT = Period(since=date(2021, 1, 1), until=date(2022, 12, 20))


def of_value(engine, asked):
    return season(engine, asked)[:1]


def written(amount, when, member):
    day, month = when
    return monthly(amount, month, member=member) | {"registered": day}


def ways(amount, when, member):
    day, month = when
    sides = DAYS[day] if day else MONTHS[month] if month else NO_DAY
    found = {"before": (amount, 0), "after": (0, amount), None: (0, 0)}
    return [found[side] for side in sides] + ([] if member else [(0, 0)])


@given(rows=st.lists(ROW, min_size=1, max_size=5))
@settings(max_examples=12)
def test_no_completion_is_outside_the_bounds_and_one_is_at_each_end(rows):
    with world(*(written(*row) for row in rows)) as engine:
        found = made(engine, of_value, period=SHORT)
    turns = [
        (sum(one for one, _ in turn), sum(other for _, other in turn))
        for turn in product(*(ways(*row) for row in rows))
    ]
    changes = [after - before for before, after in turns]
    ratios = [Fraction(after, before) for before, after in turns if before]

    assert bounds(found[VALUE, "difference", None]) == (min(changes), max(changes))
    if not ratios:
        assert head(found)["reason"] == "BASIS_MISSING"
        return
    assert head(found)["at_least"] == stored(min(ratios))
    is_limited = all(before for before, _ in turns)
    assert head(found)["at_most"] == (stored(max(ratios)) if is_limited else None)


@pytest.mark.parametrize("before", [1, 2])
@pytest.mark.parametrize("after", [0, 2])
@pytest.mark.parametrize("open_", [(0, 0, 0), (1, 0, 0), (1, 1, 1), (2, 0, 1)])
def test_rows_too_are_bounded_by_every_completion(before, after, open_):
    nowhere, earlier, later = open_  # rows of no day, and rows of no importer
    rows = (
        [usd(7, BEFORE)] * before + [usd(5, AFTER)] * after + [usd(2, None)] * nowhere
    )
    rows += [usd(2, BEFORE, member=None)] * earlier
    rows += [usd(2, AFTER, member=None)] * later
    with world(*rows) as engine:
        found = made(engine, season)
    turns = [
        (before + one + more, after + other + extra)
        for one in range(nowhere + 1)
        for other in range(nowhere + 1 - one)
        for more in range(earlier + 1)
        for extra in range(later + 1)
    ]
    changes = [two - one for one, two in turns]
    ratios = [Fraction(two, one) for one, two in turns]

    assert bounds(found[ROWS, "difference", None]) == (min(changes), max(changes))
    assert bounds(head(found, ROWS)) == (stored(min(ratios)), stored(max(ratios)))
    assert head(found, ROWS)["rows"] == before + after
