"""All figures of the demo computed again by another program: see `recount.py`."""

from dataclasses import replace
from decimal import Decimal

import pytest

from findings.recount import Held, UnknownFigureError, differences, with_families
from findings.recount_climb import wrong_ends
from findings.recount_series import wrong_estimates


@pytest.fixture(scope="module")
def held(demo):
    with demo.tables() as engine:
        return Held.of(engine, demo.file)


@pytest.fixture(scope="module")
def figures(demo):
    return with_families(demo.figures())


def test_every_sum_and_every_cell_of_a_breakdown_is_the_same(demo, held):
    assert differences(held, demo.figures()) == {}


def test_ends_of_all_derived_figures_hold_and_are_reached_where_they_are_tight(
    held, figures
):
    wrong, counted = wrong_ends(held, figures)

    assert wrong == {}
    assert counted["reached"] > counted["ends"] / 2


def test_every_estimate_is_the_same_to_six_digits(held, figures):
    wrong, count = wrong_estimates(held, figures)

    assert wrong == {}
    assert count == 4  # step, trend, and both with a change of trend


def test_all_parts_of_a_figure_are_figures(figures):
    ids = {figure["id"] for figure in figures}

    assert {part for figure in figures for part in figure["parts"]} <= ids


def test_a_row_more_is_found_out(demo, held):
    """The other program would see it: it does not repeat what it is told."""
    first = next(
        row for row in held.rows if row["member"] and row["usd"] and not row["aside"]
    )
    more = replace(held, rows=[*held.rows, first | {"usd": Decimal(1)}])

    assert "F1" in differences(more, demo.figures())


def test_a_figure_that_has_no_second_way_fails_by_its_name(held, figures):
    strange = [figures[0] | {"measure": "something new"}]

    with pytest.raises(UnknownFigureError, match="F1 something new: Imports of Aurus"):
        held.dims(strange[0], strange[0]["scope"])
