"""Difference in differences against control goods that the case names."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dated import bounds, made, monthly, usd, world
from madein.analysis.around.differences import differences
from madein.findings.figures import stored
from madein.question import Event, Period, ProductGroup

MAY = Event(name="may", label="May", date=date(2021, 5, 1), control=("switches",))
GOODS = (ProductGroup(name="switches"), ProductGroup(name="sensors"))
HALF_YEAR = Period(since=date(2021, 1, 1), until=date(2021, 7, 31))  # 4 months and 3
HEAD, ALONE, RATIO = (("F1", cell, None) for cell in (None, "before alone", "ratio"))


def row(amount, month, goods="sensors", **more):
    return usd(amount, date(2021, month, 9), goods=goods, **more)


def control(amount, month, **more):
    return row(amount, month, "switches", **more)


def figures_of(*rows, event=MAY, period=HALF_YEAR, goods=GOODS):
    with world(*rows) as engine:
        return made(engine, differences, event, period=period, goods=goods)


def test_the_change_of_the_control_is_taken_off():
    rows = [row(amount, n) for n, amount in enumerate([1, 3, 2, 2, 6, 7, 8], 1)]
    rows += [control(amount, n) for n, amount in enumerate([4, 4, 4, 4, 5, 5, 5], 1)]
    found = figures_of(*rows)  # SYNTHETIC: means 2 to 7, and 4 to 5, a month

    assert bounds(found[HEAD]) == (12 * (5 - 1), 12 * (5 - 1))
    assert found[HEAD]["unit"] == "US dollars a year"
    assert bounds(found[RATIO]) == (Decimal("2.8"), Decimal("2.8"))  # 3.5 / 1.25
    assert bounds(found[ALONE]) == (0, 0)  # later half 2, earlier half 2
    assert found[HEAD]["label"] == (
        "Change a year, less that of the control goods: May, "
        "1 Jan 2021 to 30 Apr 2021 and 1 May 2021 to 31 Jul 2021; control: switches"
    )
    # Months of others less control: -3 -1 -2 -2, and 1 2 3: variances 2/3 and 1.
    wide = 1.96 * 12 * float(Fraction(2, 3) / 4 + Fraction(1, 3)) ** 0.5
    assert abs(float(found[HEAD]["ci_low"]) - (48 - wide)) < 1e-6
    assert abs(float(found[HEAD]["ci_high"]) - (48 + wide)) < 1e-6


def test_a_difference_before_the_event_shows_what_no_event_made():
    rows = [row(amount, n) for n, amount in enumerate([0, 2, 4, 6, 9, 9, 9], 1)]
    found = figures_of(*rows, control(1, 1), control(1, 5))

    # Others 1 to 5 a month, the control 0.5 to 0.
    assert bounds(found[ALONE]) == (Decimal(54), Decimal(54))


def test_a_month_without_rows_is_a_month():
    found = figures_of(row(7, 1), row(9, 5), control(4, 1), control(3, 5))

    change = 12 * (Fraction(9, 3) - Fraction(7, 4) - (Fraction(3, 3) - Fraction(4, 4)))
    assert bounds(found[HEAD]) == (stored(change), stored(change))


def test_an_event_without_a_control_has_no_answer():
    plain = Event(name="may", label="May", date=date(2021, 5, 1))
    found = figures_of(row(1, 1), event=plain)

    assert list(found) == [HEAD]
    assert found[HEAD]["reason"] == "BASIS_MISSING"
    assert found[HEAD]["caveats"] == ["The case names no control for the event."]


def test_a_control_that_is_no_product_group_is_named():
    found = figures_of(row(1, 1), goods=GOODS[1:])

    assert found[HEAD]["reason"] == "BASIS_MISSING"
    assert found[HEAD]["caveats"] == [
        "No product group of the case is called 'switches'."
    ]


def test_fewer_than_three_months_on_a_side_are_refused():
    short = Period(since=date(2021, 3, 1), until=date(2021, 12, 31))
    found = figures_of(row(1, 4), period=short)

    assert found[HEAD]["reason"] == "COVERAGE_GAP"
    (told,) = found[HEAD]["caveats"]
    assert told == (
        "2 whole months before the event and 8 after it are held; "
        "3 are needed on either side."
    )


def test_a_control_without_rows_before_gives_a_difference_and_no_ratio():
    found = figures_of(row(1, 1), row(1, 5), control(3, 5))

    assert found[HEAD]["reason"] is None
    assert found[RATIO]["reason"] == "BASIS_MISSING"


def test_a_row_without_a_value_leaves_the_difference_open():
    found = figures_of(row(1, 1), row(1, 5), control(None, 5))

    assert found[HEAD]["reason"] == "BASIS_MISSING"
    assert found[HEAD]["caveats"][0] == (  # 12 / 3 of the dollar after, less 3 before
        "It is $1 a year at most. At least one row that lowers it has no value in "
        "dollars, and may be of any."
    )
    assert found[HEAD]["parts"] == ["F1a"]


# --- every completion -----------------------------------------------------------

EVENT = Event(name="e", label="E", date=date(2021, 4, 11), control=("switches",))
WEIGHTS = {1: Fraction(-4), 2: -4, 3: -4, 4: 0, 5: 4, 6: 4, 7: 4}  # dollars a year
ROW = st.tuples(
    st.integers(0, 9),
    st.sampled_from([1, 4, 5, None]),
    st.sampled_from(["sensors", "switches", None]),
    st.sampled_from([True, True, None]),
)


def written(amount, month, goods, member):
    if month is None:
        return usd(amount, None, goods=goods, member=member)
    return monthly(amount, date(2021, month, 1), goods=goods, member=member)


def ways(amount, month, goods, member):
    signs = {"sensors": [1], "switches": [-1], None: [1, -1]}[goods]
    months = WEIGHTS.values() if month is None else [WEIGHTS[month]]
    found = [amount * sign * weight for sign in signs for weight in months]
    return found if member and month else [*found, 0]


@given(rows=st.lists(ROW, min_size=1, max_size=5))
@settings(max_examples=12)
def test_no_completion_is_outside_the_bounds_and_one_is_at_each_end(rows):
    with world(*(written(*one) for one in rows)) as engine:
        found = made(engine, differences, EVENT, period=HALF_YEAR, goods=GOODS)
    turns = [sum(turn) for turn in product(*({*ways(*one)} for one in rows))]

    assert bounds(found[HEAD]) == (min(turns), max(turns))
