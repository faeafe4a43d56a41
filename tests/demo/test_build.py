"""The built demo says what its plan says: figures, counts, and what is set aside."""

import json
import re
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from madein.analysis.coverage import gaps
from madein.findings.figures import at_most
from madein.measure import Dimension, sums
from madein.parties.reading.field import read_mention
from madein.reference.countries import country_names
from madein.report.blocks import Chart
from madein.report.compose import compose
from madein.report.rows_csv import rows_quoted
from madein.report.svg import svg
from madein.scope import Scope


@pytest.fixture(scope="module")
def truth(demo):
    return json.loads((demo.folder / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(demo):
    return {figure["id"]: figure for figure in demo.figures()}


def stated(fact):
    amounts = Decimal(fact["at_least"]), Decimal(fact["at_most"])
    return *amounts, fact["rows"], fact["unclear_rows"]


def found(figure):
    return (
        figure["at_least"],
        figure["at_most"],
        figure["rows"],
        figure["unclear_rows"],
    )


def parts(figures, measure):
    return {
        f["cell"]: found(f)
        for f in figures.values()
        if f["measure"] == measure and f["parent"] is not None
    }


@pytest.mark.parametrize(
    ("figure_id", "headline"),
    [
        ("F1", "A1"),
        ("A1", "A1"),
        ("A3", "A3"),
        ("F4", "A3"),
        ("A5", "A5"),
        ("A6", "A6"),
    ],
)
def test_a_headline_is_the_true_amount(figures, truth, figure_id, headline):
    assert found(figures[figure_id]) == stated(truth["headlines"][headline])


@pytest.mark.parametrize(
    ("figure_id", "place"),
    [("F3", 0), ("G7.dispatch", 1), ("G7.trading", 2), ("G7.sender_country", 3)],
)
def test_the_other_country_roles_are_true_too(figures, truth, figure_id, place):
    assert found(figures[figure_id]) == stated(truth["beside_the_headlines"][place])


@pytest.mark.parametrize(("measure", "headline"), [("goods", "A2"), ("origins", "A4")])
def test_each_part_of_a_breakdown_is_true(figures, truth, measure, headline):
    facts = truth["headlines"][headline]
    held = {cell: f for cell, f in parts(figures, measure).items() if cell in facts}

    assert held == {cell: stated(fact) for cell, fact in facts.items()}


def test_imports_by_country_of_dispatch_are_true(demo, truth):
    period = demo.file.period
    scope = Scope(since=period.since, until=period.until)
    query = sums(scope, [Dimension(name="dispatch", sql="dispatch")])
    with demo.tables() as engine:
        rows = engine.rows(query.sql, query.params)
    held = {
        r["dispatch"]: (r["at_least"], at_most(r), r["rows"], r["unclear_rows"])
        for r in rows
        if r["dispatch"] in truth["by_dispatch"]
    }

    assert held == {code: stated(f) for code, f in truth["by_dispatch"].items()}


def words(name):
    return read_mention(name).name.key


def test_the_parties_of_one_sender_add_up_to_its_true_amount(demo, truth):
    """Vendor B gives no country of a sender: its rows are a party of their own."""
    period = demo.file.period
    scope = Scope(since=period.since, until=period.until)
    query = sums(scope, [Dimension(name="supplier", sql="supplier")])
    held = Counter()
    with demo.tables() as engine:
        names = {row["party_id"]: row["name"] for row in engine.rows("from party")}
        for row in engine.rows(query.sql, query.params):
            held[words(names[row["supplier"]])] += row["at_least"]

    assert held == {
        words(name): stated(fact)[0] for name, fact in truth["by_supplier"].items()
    }


def test_rows_of_each_file_become_what_the_plan_says(demo, truth):
    kinds = ("physical_rows", "shipments", "duplicates", "rejects")
    kinds += ("quarantined_rows", "blank_rows")
    with demo.tables() as engine:
        rows = engine.rows("from conservation join source using (source_id)")

    assert {row["file"]: {kind: row[kind] for kind in kinds} for row in rows} == {
        file: {kind: facts[kind] for kind in kinds}
        for file, facts in truth["files"].items()
    }


def test_what_is_set_aside_has_its_true_value(demo, truth):
    with demo.tables() as engine:
        rows = engine.rows(
            "select file, sum(statistical_usd) as usd "
            "from duplicate join source using (source_id) group by file"
        )

    assert {row["file"]: row["usd"] or 0 for row in rows} == {
        file: Decimal(facts["statistical_usd_of_duplicates"])
        for file, facts in truth["files"].items()
        if facts["duplicates"]
    }


def test_the_last_import_is_on_its_true_day(demo, truth):
    with demo.tables() as engine:
        last = engine.value("select max(registered) from imports where member")

    assert last == date.fromisoformat(truth["headlines"]["A7"]["last_day"])


def test_the_months_that_vendor_a_lacks_are_noticed(demo):
    with demo.tables() as engine:
        found = gaps(engine)

    assert found == [
        {
            "file": "files/vendor_a_synthetic.csv",
            "first_month": date(2020, 3, 1),
            "last_month": date(2020, 5, 1),
        }
    ]


def test_the_bars_of_the_suppliers_leave_nobody_out(demo, figures):
    with demo.tables() as engine:
        demo.name_raw_text(engine, rows_quoted(engine))
        report, _ = compose(engine, demo.file, "edition", country_names())
    charts = [block for block in report.blocks if isinstance(block, Chart)]
    chart = next(chart for chart in charts if chart.name == "chart-F13-svg")
    drawn = set(re.findall(r'href="#(F13[^"]*)"', svg(chart.wide, "x")))
    valued = {f["id"] for f in figures.values() if f["parent"] == "F13" and f["rows"]}

    assert len(valued) == 26
    assert drawn == valued
