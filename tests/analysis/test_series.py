"""Rows a month as an interrupted series."""

import math
from datetime import date
from decimal import Decimal

import pytest

from analysis.dated import bounds, made, usd, world
from madein.analysis.around.series import series
from madein.estimates import fit_counts, seasons
from madein.question import Complete, Event, Period
from madein.records.held import months_between

MAY = Event(name="may", label="May", date=date(2021, 5, 1))
MID_MAY = Event(name="may", label="May", date=date(2021, 5, 11))
YEARS = Period(since=date(2020, 1, 1), until=date(2021, 12, 31))
STEP = ("F1", None, None)
CELLS = ("trend a month", "step beside change", "change of trend")


def rows_of(counts, since=date(2020, 1, 1), **more):
    """Rows of the first months since a day, as many as told; SYNTHETIC."""
    months = months_between(since, date(2023, 12, 1))
    return [
        usd(1, month.replace(day=3), **more)
        for month, count in zip(months, counts, strict=False)
        for _ in range(count)
    ]


COUNTS = [4, 6, 5, 7, 4, 3, 6, 5, 4, 6, 7, 5, 4, 6, 5, 4, 9, 8, 12, 10, 9, 11, 9, 10]


def expected(counts, place, *, turns=False):
    """The same model, its columns written out."""
    columns = []
    for n in range(24):
        step = float(n >= 16)
        columns.append((1.0, step, n, *seasons(n % 12 + 1)))
        if turns:
            columns[-1] += (step * (n - 15),)
    fit = fit_counts(columns, counts)
    return fit.ratio(place, max(1.0, fit.dispersion))


def is_near(stored, value):
    return math.isclose(float(stored), value, rel_tol=1e-8)


def test_step_and_trend_are_those_of_the_model_of_the_monthly_rows():
    with world(*rows_of(COUNTS)) as engine:
        found = made(engine, series, MAY, period=YEARS)

    for cell, place, turns in (
        (None, 1, False),
        ("trend a month", 2, False),
        ("step beside change", 1, True),
        ("change of trend", 7, True),
    ):
        figure, want = found["F1", cell, None], expected(COUNTS, place, turns=turns)
        assert figure["at_least"] == figure["at_most"]
        assert is_near(figure["at_least"], want.value)
        assert is_near(figure["ci_low"], want.low)
        assert is_near(figure["ci_high"], want.high)
        assert (figure["unit"], figure["rows"]) == ("ratio", sum(COUNTS))
    assert found[STEP]["parts"] == ["F1a"]


def test_a_step_without_trend_or_seasons_is_found_exactly():
    with world(*rows_of([6] * 16 + [12] * 8)) as engine:
        found = made(engine, series, MAY, period=YEARS)

    assert bounds(found[STEP]) == (2, 2)
    assert bounds(found["F1", "trend a month", None]) == (1, 1)
    # Counts that vary less than by chance get the interval of pure chance.
    assert found[STEP]["ci_low"] < Decimal("1.4") < 3 < found[STEP]["ci_high"]


def test_what_the_estimate_cannot_say_stands_with_it():
    with world(*rows_of(COUNTS)) as engine:
        found = made(engine, series, MAY, period=YEARS)

    assert found[STEP]["caveats"][:4] == [
        "Its ends are estimates without and with the rows that may belong, and no bounds.",
        "The 95 % interval holds for months that vary by chance alone.",
        "Goods ordered before the event clear customs after it: a step may come late.",
        "16 months before, 8 after.",
    ]
    assert found[STEP]["caveats"][4].startswith("Dispersion 0.")


def test_the_month_that_holds_the_event_is_on_no_side():
    counts = [6] * 16 + [500] + [12] * 8
    period = Period(since=date(2020, 1, 1), until=date(2022, 1, 31))
    with world(*rows_of(counts)) as engine:
        found = made(engine, series, MID_MAY, period=period)

    assert bounds(found[STEP]) == (2, 2)
    assert "May 2021 holds the event, and is left out." in found[STEP]["caveats"]
    assert found[STEP]["rows"] == 6 * 16 + 12 * 8


def test_months_without_rows_are_zeros_where_somebody_vouches_for_them():
    counts = [6, 0, 6, 6] * 4 + [12] * 8
    told = Complete(since=date(2020, 1, 1), until=date(2021, 12, 31), because="so")
    held = [
        m for m in months_between(date(2020, 1, 1), date(2021, 12, 1)) if m.month != 2
    ]
    with world(*rows_of(counts), months=held) as engine:
        found = made(engine, series, MAY, period=YEARS, complete=told)

    assert is_near(found[STEP]["at_least"], expected(counts, 1).value)


def test_rows_that_may_belong_part_the_two_estimates():
    more = [0] * 20 + [3]
    rows = [*rows_of(COUNTS), *rows_of(more, member=None)]
    with world(*rows) as engine:
        found = made(engine, series, MAY, period=YEARS)
    fuller = [one + other for one, other in zip(COUNTS, [*more, 0, 0, 0], strict=True)]
    both = [expected(counts, 1) for counts in (COUNTS, fuller)]

    assert is_near(found[STEP]["at_least"], min(one.value for one in both))
    assert is_near(found[STEP]["at_most"], max(one.value for one in both))
    assert is_near(found[STEP]["ci_low"], min(one.low for one in both))
    assert is_near(found[STEP]["ci_high"], max(one.high for one in both))


def test_rows_without_a_month_are_in_no_month_and_told():
    with world(*rows_of([6] * 16 + [12] * 8), usd(1, None)) as engine:
        found = made(engine, series, MAY, period=YEARS)

    assert bounds(found[STEP]) == (2, 2)
    assert "1 row without a month: in no month." in found[STEP]["caveats"]


@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        (date(2020, 1, 1), date(2021, 11, 30), (16, 7)),
        (date(2018, 1, 1), date(2021, 6, 30), (40, 2)),
    ],
)
def test_fewer_months_than_the_model_needs_are_refused(since, until, held):
    with world(*rows_of([6] * 20), first=date(2018, 1, 1)) as engine:
        found = made(engine, series, MAY, period=Period(since=since, until=until))

    assert list(found) == [STEP]
    assert found[STEP]["reason"] == "COVERAGE_GAP"
    assert found[STEP]["caveats"] == [
        "{} whole months before the event and {} after it are held; 24 are needed, "
        "3 on either side.".format(*held)
    ]
    assert bounds(found[STEP]) == (None, None)


def test_a_side_without_rows_has_no_estimate():
    with world(*rows_of([6] * 16)) as engine:
        found = made(engine, series, MAY, period=YEARS)

    assert {figure["reason"] for figure in found.values()} == {"BASIS_MISSING"}
    assert found[STEP]["caveats"] == [
        "The rows of these months do not settle the model: they are too few."
    ]
    assert [cell for _, cell, _ in found] == [None, *CELLS]


def test_the_order_of_the_rows_changes_no_digit():
    rows = rows_of(COUNTS)
    with world(*rows) as engine:
        one = made(engine, series, MAY, period=YEARS)
    with world(*reversed(rows)) as engine:
        two = made(engine, series, MAY, period=YEARS)

    keys = ("at_least", "at_most", "ci_low", "ci_high", "caveats", "stable_id")
    assert [[f[k] for k in keys] for f in one.values()] == [
        [f[k] for k in keys] for f in two.values()
    ]
