"""RF03, RF05 and RF15: months after the day against the months before."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from analysis.flagging import (
    ALL_MONTHS,
    CHIP,
    CUT,
    FIELDS,
    NO,
    PIPE,
    SINCE,
    YES,
    answer,
    at,
    flags,
    monthly,
    unknown,
)
from factories import case
from madein.analysis.flags.chance import count_chance, rank_chance
from madein.analysis.flags.spikes import rises
from madein.question import Complete, Period

BEFORE = [m for m in ALL_MONTHS if m < date(2022, 2, 1)]
AFTER = [m for m in ALL_MONTHS if m > date(2022, 2, 1)]


def wave(n):
    """The same ups and downs every year."""
    return 100 + 60 * (n % 12 in {4, 5, 10})


def calm(**cells):
    return monthly(BEFORE, usd=wave, net_kg=10, **cells)


def later(times, months=AFTER, **cells):
    return monthly(
        months, **({"usd": lambda n: times * wave(n + 26), "net_kg": 10} | cells)
    )


def rf05(*rows, **more):
    return answer("RF05", *rows, **more)


# --- a rise of all imports ----------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "expected"), [(1, NO), (1.9, NO), (2, YES), (5, YES)]
)
def test_value_must_double_against_the_same_months(times, expected):
    assert rf05(*calm(), *later(times)) == expected


def test_weight_alone_is_enough():
    found = flags(*calm(), *later(1, net_kg=30), only="RF05")["RF05", ""]

    assert found["answer"] == "yes"
    assert found["says"] == (
        "weight 3.00 times the same months before: Mar 2022 to Dec 2023 against "
        "Feb 2020 to Jan 2022"
    )
    assert (found["rows"], found["usd"]) == (22, sum(wave(n + 26) for n in range(22)))


def test_one_huge_month_is_no_rise():
    odd = at(date(2022, 9, 9), usd=Decimal(99_000), net_kg=10)

    assert rf05(*calm(), *later(1), odd) == NO


def test_a_season_is_no_rise():
    """Six months that are high in every year, set against a year with its low months."""
    summer = [m for m in ALL_MONTHS if m.month in {3, 4, 5, 6, 7, 8}]
    low = [m for m in BEFORE if m not in summer]
    rows = [
        *monthly([m for m in summer if m < date(2022, 9, 1)], usd=900, net_kg=90),
        *monthly(low, usd=10, net_kg=1),
    ]
    half_year = case(period=Period(since=date(2020, 1, 1), until=date(2022, 8, 31)))

    assert rf05(*rows, about=half_year) == NO


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2021, 2, 1), YES),
        (date(2021, 2, 2), unknown("COVERAGE_GAP")),  # February is cut: eleven months
    ],
)
def test_twelve_whole_months_before_are_needed(first, expected):
    months = [m for m in ALL_MONTHS if m >= date(2021, 2, 1)]
    rows = [row for row in calm() if row["registered"] >= first]

    assert rf05(*rows, *later(4), first=first, months=months) == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2022, 8, 31), YES),
        (date(2022, 8, 30), unknown("COVERAGE_GAP")),  # March to July: five months
    ],
)
def test_six_whole_months_after_are_needed(until, expected):
    about = case(period=Period(since=date(2018, 1, 1), until=until))

    assert rf05(*calm(), *later(4, net_kg=40), about=about) == expected


@pytest.mark.parametrize("month", [date(2021, 5, 1), date(2022, 10, 1)])
def test_a_month_without_rows_makes_windows_incomparable(month):
    months = [m for m in ALL_MONTHS if m != month]
    vouched = Complete(
        since=date(2020, 1, 1), until=date(2023, 12, 31), because="A test."
    )

    found = rf05(*calm(), *later(4), months=months)

    assert found == unknown("COVERAGE_GAP")
    assert rf05(*calm(), *later(4), months=months, about=case(complete=vouched)) == YES


def test_a_cut_file_is_not_compared():
    assert rf05(*calm(), *later(4), cap="it was cut") == unknown("COVERAGE_GAP")


def test_a_subject_without_a_baseline_did_not_rise():
    found = flags(*later(4), only="RF05")["RF05", ""]

    assert found["answer"] == "no"
    assert "without a baseline" in found["says"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"usd": None}, "BASIS_MISSING"),
        ({"usd": Decimal(90_000), "member": None}, "NAME_ONLY"),
        ({"usd": Decimal(90_000), "doubt": "it may be a copy"}, "POSSIBLE_COPY"),
    ],
)
def test_rows_that_could_change_it_leave_it_open(row, reason):
    """Each month after gets a row that may make it high."""
    more = [at(m.replace(day=20), net_kg=1, **row) for m in AFTER]

    assert rf05(*calm(), *later(1), *more) == unknown(reason)


def test_rows_before_that_may_belong_keep_a_rise_from_being_certain():
    more = [
        at(m.replace(day=20), usd=Decimal(9_000), net_kg=9_000, member=None)
        for m in BEFORE
    ]

    assert rf05(*calm(), *later(4), *more) == unknown("NAME_ONLY")


def test_rows_without_a_day_may_be_of_any_month():
    undated = {"registered": None, "usd": Decimal(50_000), "net_kg": 10}

    assert rf05(*calm(), *later(4), undated) == unknown("DATES_STRADDLE")
    assert rf05(*calm(), *later(4), {**undated, "usd": Decimal(1)}) == YES


def test_without_a_column_of_weights_a_rise_of_value_decides_and_no_rise_does_not():
    fields = [name for name in FIELDS if name != "net_kg"]
    before = monthly(BEFORE, usd=wave, net_kg=None)

    assert rf05(*before, *later(4, net_kg=None), fields=fields) == YES
    assert rf05(*before, *later(1, net_kg=None), fields=fields) == unknown(
        "COLUMN_ABSENT"
    )


# --- a rise of high-priority goods --------------------------------------------------


def rf03(*rows, **more):
    return answer("RF03", *rows, **more)


def test_only_high_priority_goods_count():
    chips, pipes = calm(hs=CHIP), calm(hs=PIPE)

    assert rf03(*chips, *pipes, *later(4, hs=CHIP), *later(1, hs=PIPE)) == YES
    assert rf03(*chips, *pipes, *later(1, hs=CHIP), *later(4, hs=PIPE)) == NO


def test_without_high_priority_goods_before_there_is_no_rise_of_them():
    assert rf03(*calm(), *later(4, hs=CHIP)) == NO
    assert rf03(*calm(hs=CUT), *later(4, hs=CHIP)) == unknown("HS_CUT")
    assert rf03(*calm(), *later(4), goods=False) == unknown("LIST_NOT_LOADED")


def test_goods_that_are_possibly_on_the_list_may_be_the_rise():
    rows = [*calm(hs=CHIP), *later(1, hs=CHIP), *later(9, hs=CUT)]

    assert rf03(*rows) == unknown("HS_CUT")


# --- currencies ---------------------------------------------------------------------


def rf15(*rows, **more):
    return answer("RF15", *rows, **more)


def in_currencies(months, *parts):
    """Ten rows a month, in currencies by their parts."""
    given = [code for code, rows in parts for _ in range(rows)]
    return [
        at(m.replace(day=9), invoice_currency=code) for m in months for code in given
    ]


DOLLARS = in_currencies(BEFORE, ("USD", 4))


def test_a_shift_of_currency_is_found():
    shift = in_currencies(AFTER, ("USD", 2), ("CNY", 2))
    found = flags(*DOLLARS, *shift, only="RF15")["RF15", ""]

    assert (found["answer"], found["rows"]) == ("yes", 44)
    assert found["says"] == (
        "CNY rose by 50.0 points of the rows: Mar 2022 to Dec 2023 against Feb 2020 to "
        "Jan 2022"
    )


@pytest.mark.parametrize(("yuan", "expected"), [(0, NO), (1, YES)])
def test_a_quarter_of_the_rows_is_a_shift(yuan, expected):
    shift = in_currencies(AFTER, ("USD", 4 - yuan), ("CNY", yuan))

    assert rf15(*DOLLARS, *shift) == expected


def test_two_months_in_another_currency_are_no_shift():
    rows = in_currencies(AFTER[:2], ("CNY", 40))

    assert rf15(*DOLLARS, *rows, *in_currencies(AFTER[2:], ("USD", 4))) == NO


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # at least 1 of 4 rows in yuan after, none before
        ([("USD", 4)], [("USD", 2), ("CNY", 1), (None, 1)], YES),
        # that row may have been in yuan before
        ([("USD", 3), (None, 1)], [("USD", 2), ("CNY", 1), (None, 1)], None),
        # one of 8 in yuan, one that may be
        ([("USD", 8)], [("USD", 6), ("CNY", 1), (None, 1)], None),
        ([("USD", 9)], [("USD", 7), ("CNY", 1), (None, 1)], NO),
    ],
)
def test_rows_without_a_currency_may_have_any(before, after, expected):
    rows = [*in_currencies(BEFORE, *before), *in_currencies(AFTER, *after)]

    assert rf15(*rows) == (expected or unknown("BASIS_MISSING"))


def test_without_a_column_of_currencies_nothing_is_told():
    fields = [name for name in FIELDS if name != "invoice_currency"]

    assert rf15(at(BEFORE[0]), at(SINCE), fields=fields) == unknown("COLUMN_ABSENT")


# --- chance -------------------------------------------------------------------------


def test_ranks_of_two_times_three_months():
    """All three after lie above both before: U = 6 of 6, z = 2.5 / sqrt(3)."""
    before, after = [Decimal(1), Decimal(2)], [Decimal(3), Decimal(4), Decimal(5)]

    assert rank_chance(before, after) == pytest.approx(0.07446, abs=1e-5)


def test_equal_months_have_no_order():
    assert rank_chance([Decimal(1)] * 12, [Decimal(1)] * 12) > 0.5


def test_the_binomial_tail_is_exact():
    assert count_chance(3, 3, 0.1) == pytest.approx(0.001)
    assert count_chance(1, 20, 0.01) == pytest.approx(1 - 0.99**20)
    assert count_chance(50_000, 100_000, 0.6) == 1.0
    assert count_chance(70_000, 100_000, 0.6) < 1e-100


def made(random, months, level):
    """Lumpy trade: some months empty, the others spread over an order of magnitude."""
    return {
        m: Decimal(0)
        if random.random() < 0.1
        else round(Decimal(random.lognormvariate(level, 0.6)), 4)
        for m in months
    }


def test_chance_alone_seldom_rises_and_a_planted_rise_is_found():
    random = Random(8)  # noqa: S311 - made-up trade, not a secret
    null = [
        rises(made(random, BEFORE[-24:], 3), made(random, AFTER, 3)) for _ in range(400)
    ]
    planted = [
        rises(made(random, BEFORE[-24:], 3), made(random, AFTER, 4.4))
        for _ in range(400)
    ]

    assert sum(null) <= 0.02 * 400
    assert sum(planted) >= 0.95 * 400
