"""Estimators: published tables at their printed precision, and arithmetic by hand."""

import csv
import math
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.estimates import Fit, Mean, fit_counts, rounded, seasons

SHARED = Path("/work/shared/data/published")
needs_published = pytest.mark.skipif(
    not SHARED.is_dir(), reason="needs ../shared/data/published"
)


def published(name):
    with (SHARED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def figure(figure_id):
    return {row["id"]: row for row in published("published_figures.csv")}[figure_id]


# --- T2: Lopez Bernal, Cummins and Gasparrini 2017 ------------------------------


def sicily(columns):
    """The model of the smoking ban with some columns, fitted."""
    rows = published("sicily_its_2017.csv")
    counts = [float(row["aces"]) for row in rows]
    exposure = [float(row["stdpop"]) for row in rows]
    return fit_counts([columns(row) for row in rows], counts, exposure)


def step_and_trend(row):
    return (1.0, float(row["smokban"]), float(row["time"]))


def with_seasons(row):
    return (*step_and_trend(row), *seasons(int(row["month"])))


def with_turn(row):
    turn = float(row["smokban"]) * (float(row["time"]) - 36)
    return (*with_seasons(row), turn)


VARIANTS = (
    ("its-poisson", step_and_trend, False),
    ("its-quasi", step_and_trend, True),
    ("its-seasonal", with_seasons, True),
    ("its-slope", with_turn, True),
)


@needs_published
@pytest.mark.parametrize(("name", "columns", "is_quasi"), VARIANTS)
def test_the_smoking_ban_is_reproduced_to_the_last_printed_digit(
    name, columns, is_quasi
):
    fit = sicily(columns)
    found = fit.ratio(1, fit.dispersion if is_quasi else 1.0)
    expected = figure(name)

    assert f"{found.value:.6f}" == expected["recomputed_value"]
    assert f"{found.low:.6f}" == expected["recomputed_low"]
    assert f"{found.high:.6f}" == expected["recomputed_high"]
    printed = expected["published_value"]
    assert printed in {"", f"{found.value:.3f}"}


@needs_published
def test_plain_poisson_ignores_an_overdispersion_of_three_and_a_half():
    assert f"{sicily(step_and_trend).dispersion:.2f}" == "3.56"
    assert f"{sicily(with_seasons).dispersion:.2f}" == "2.26"
    assert f"{sicily(with_turn).dispersion:.2f}" == "2.27"


# --- T1: Card and Krueger 1994 --------------------------------------------------


def stores(*, closed_is_zero=False):
    """Full-time employment before and after, of the stores of each state."""
    found = defaultdict(list)
    for row in published("card_krueger_1994.csv"):
        before, after = _employed(row, ""), _employed(row, "2")
        if closed_is_zero and row["status2"] in {"2", "4", "5"}:
            after = 0.0
        found["NJ" if row["state"] == "1" else "PA"].append((before, after))
    return found


def _employed(row, wave):
    cells = [row[f"{name}{wave}"] for name in ("empft", "nmgrs", "emppt")]
    if "" in cells:
        return None
    full, managers, part = map(float, cells)
    return full + managers + part / 2


def known(pairs, side):
    return [pair[side] for pair in pairs if pair[side] is not None]


def changes(pairs):
    return [after - before for before, after in pairs if None not in (before, after)]


@needs_published
@pytest.mark.parametrize("state", ["PA", "NJ"])
@pytest.mark.parametrize(("side", "name"), [(0, "before"), (1, "after")])
def test_the_means_of_card_and_krueger_are_reproduced(state, side, name):
    values = known(stores()[state], side)
    found, expected = Mean.of(values), figure(f"ck-{state.lower()}-{name}")

    assert str(len(values)) == expected["n"]
    assert f"{found.value:.6f}" == expected["recomputed_value"]
    assert f"{found.error:.6f}" == expected["recomputed_se"]
    assert f"{found.value:.2f}" == expected["published_value"]
    assert f"{found.error:.2f}" == expected["published_se"]


@needs_published
def test_the_printed_difference_of_all_stores_is_that_of_rounded_changes():
    by_state = stores()
    change = {
        state: Mean.of(known(pairs, 1)).value - Mean.of(known(pairs, 0)).value
        for state, pairs in by_state.items()
    }
    expected = figure("ck-did-all")
    exact = change["NJ"] - change["PA"]
    of_rounded = round(change["NJ"], 2) - round(change["PA"], 2)

    assert f"{exact:.6f}" == expected["recomputed_value"]
    assert f"{exact:.2f}" == "2.75"
    assert f"{of_rounded:.2f}" == expected["published_value"] == "2.76"


@needs_published
@pytest.mark.parametrize(
    ("name", "closed_is_zero"),
    [("ck-did-balanced", False), ("ck-did-closed-zero", True)],
)
def test_the_balanced_difference_is_reproduced(name, closed_is_zero):
    by_state = stores(closed_is_zero=closed_is_zero)
    new, old = changes(by_state["NJ"]), changes(by_state["PA"])
    found, expected = Mean.of(new).less(Mean.of(old)), figure(name)

    assert f"{len(old)}+{len(new)}" == expected["n"]
    assert f"{found.value:.6f}" == expected["recomputed_value"]
    assert f"{found.error:.6f}" == expected["recomputed_se"]
    assert f"{found.value:.2f}" == expected["published_value"]
    assert f"{found.error:.2f}" == expected["published_se"]


# --- the same arithmetic, without the published data ----------------------------


def test_a_step_alone_is_the_ratio_of_the_means_with_the_error_of_the_sums():
    counts = [8.0, 12.0, 10.0, 30.0, 18.0, 12.0]  # SYNTHETIC
    fit = fit_counts([(1.0, float(n > 2)) for n in range(6)], counts)
    found = fit.ratio(1)
    wide = 1.96 * math.sqrt(1 / 30 + 1 / 60)

    assert math.isclose(found.value, 2.0, rel_tol=1e-12)
    assert math.isclose(found.low, 2 * math.exp(-wide), rel_tol=1e-12)
    assert math.isclose(found.high, 2 * math.exp(wide), rel_tol=1e-12)
    # (4 + 4 + 0) / 10 + (100 + 4 + 64) / 20, over 6 - 2
    assert math.isclose(fit.dispersion, (0.8 + 8.4) / 4, rel_tol=1e-12)


def test_exposure_is_divided_out():
    counts, exposure = [10.0, 20.0, 60.0, 20.0], [1.0, 2.0, 3.0, 1.0]
    fit = fit_counts([(1.0, float(n > 1)) for n in range(4)], counts, exposure)

    assert math.isclose(fit.ratio(1).value, (80 / 4) / (30 / 3), rel_tol=1e-12)


def test_overdispersion_widens_the_interval_by_its_root():
    fit = fit_counts([(1.0, float(n > 1)) for n in range(4)], [5.0, 9.0, 20.0, 11.0])
    plain, wide = fit.ratio(1), fit.ratio(1, 4.0)

    assert math.isclose(
        math.log(wide.high / wide.low), 2 * math.log(plain.high / plain.low)
    )
    assert wide.value == plain.value


@given(st.lists(st.integers(0, 60), min_size=26, max_size=40))
@settings(max_examples=60)
def test_at_the_estimate_each_column_meets_its_counts(counts):
    columns = [
        (1.0, float(n >= 13), n / 10, *seasons(n % 12 + 1)) for n in range(len(counts))
    ]
    fit = fit_counts(columns, [float(count) for count in counts])
    if fit is None:
        assert not any(counts[:13]) or not any(counts[13:]) or sum(counts) < 100
        return
    means = [
        math.exp(sum(a * b for a, b in zip(row, fit.coefficients, strict=True)))
        for row in columns
    ]

    for place in range(len(columns[0])):
        mine = sum(row[place] * y for row, y in zip(columns, counts, strict=True))
        theirs = sum(row[place] * m for row, m in zip(columns, means, strict=True))
        assert math.isclose(mine, theirs, abs_tol=1e-6 * (1 + sum(counts)))


@pytest.mark.parametrize(
    ("columns", "counts"),
    [
        ([(1.0, 0.0), (1.0, 1.0)], [3.0, 4.0]),  # no point to spare
        ([(1.0, 2.0)] * 5, [3.0, 4.0, 5.0, 6.0, 7.0]),  # the second column is the first
        ([(1.0, float(n > 2)) for n in range(6)], [3.0, 4.0, 5.0, 0.0, 0.0, 0.0]),
        ([(1.0, float(n > 2)) for n in range(6)], [0.0] * 6),
        ([], []),
    ],
)
def test_what_the_counts_do_not_settle_has_no_estimate(columns, counts):
    assert fit_counts(columns, counts) is None


def test_a_mean_has_the_error_of_its_values():
    assert Mean.of([2.0, 4.0, 9.0]).value == 5.0
    assert math.isclose(Mean.of([2.0, 4.0, 9.0]).error, math.sqrt(13 / 3))


def test_a_difference_of_two_waves_by_hand():
    treated, control = [3.0, 5.0, 4.0], [1.0, 1.0, 4.0]  # SYNTHETIC changes
    found = Mean.of(treated).less(Mean.of(control))

    assert found.value == 2.0
    assert math.isclose(found.error, math.sqrt(1 / 3 + 3 / 3))
    assert math.isclose(found.interval().low, 2 - 1.96 * math.sqrt(4 / 3))


def test_nine_digits_of_a_float_are_kept():
    assert rounded(2 / 3) == Fraction(666666667, 10**9)
    assert rounded(-1234567.891) == Fraction(-123456789, 100)
    assert rounded(0.0) == 0


def test_an_interval_beyond_a_millionfold_is_no_estimate():
    narrow = Fit(coefficients=(1.0,), errors=(6.6,), dispersion=1.0)  # 1 + 12.94
    wide = Fit(coefficients=(1.0,), errors=(6.7,), dispersion=1.0)  # 1 + 13.13
    assert narrow.ratio(0) is not None
    assert wide.ratio(0) is None
    assert narrow.ratio(0, dispersion=1.1) is None
