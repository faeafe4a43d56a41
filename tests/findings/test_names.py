"""The names behind a figure: they add up to it."""

from decimal import Decimal

import pytest


@pytest.mark.parametrize("figure_id", ["F1", "F4"])
def test_the_names_of_a_role_add_up_to_the_figure(demo, figure_id):
    figure = demo.figure(figure_id)
    names = demo.names(figure_id)
    importers = [row for row in names if row["role"] == "importer"]

    assert sum(row["usd"] for row in importers) == figure["at_least"]
    assert (
        sum(row["rows"] for row in importers) <= figure["rows"] + figure["unclear_rows"]
    )


def test_what_may_belong_stands_beside_what_does(demo):
    figure = demo.figure("F1")
    suppliers = [row for row in demo.names("F1") if row["role"] == "supplier"]
    open_usd = sum((row["open_usd"] for row in suppliers), Decimal(0))

    assert open_usd == figure["at_most"] - figure["at_least"]
    assert {row["how"] for row in suppliers} <= {"name", "machine", "alone", "tax id"}
