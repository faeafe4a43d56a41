"""Every figure of the demo opens to rows that add up to it, to the last digit."""

import re
from decimal import Decimal

import pytest

from factories import case, holding
from madein.analysis.origins import origins
from madein.analysis.total import total
from madein.findings.figures import figures
from madein.provenance import rows_digest

# What a row adds to a figure.
ADDED = {
    "US dollars": lambda row: row["usd"],
    "kg": lambda row: row["net_kg"],
    "rows": lambda row: Decimal(1),  # noqa: ARG005 - each is one
}


@pytest.fixture(scope="module")
def opened(demo):
    """All figures of the demo that are added up from rows, each with these."""
    with demo.tables() as engine:
        weights = {
            (row["source_id"], row["row"]): row["net_kg"]
            for row in engine.rows("select source_id, row, net_kg from imports")
        }
        found = [
            (figure, engine.rows(figure["sql"]))
            for figure in demo.figures()
            if figure["sql"] is not None and figure["unit"] in ADDED
        ]
    for figure, rows in found:
        for row in rows:
            row["net_kg"] = weights[row["source_id"], row["row"]]
            row["added"] = ADDED[figure["unit"]](row)
    return found


def added(rows, what="added"):
    return sum((row[what] for row in rows if row[what] is not None), Decimal(0))


def certain(rows):
    return [row for row in rows if row["certain"]]


def test_the_demo_has_figures_of_every_kind(opened):
    kinds = {figure["measure"] for figure, _ in opened}

    assert kinds >= {"total", "since", "country", "origins", "goods", "suppliers"}
    assert kinds >= {"change", "quarters", "duplicates", "exposure", "claim"}
    assert len(opened) > 200


def test_a_stable_id_stands_for_one_set_of_rows(opened):
    """Two claims may ask the same; two figures of different rows never share an id."""
    rows = {}
    for figure, _ in opened:
        known = rows.setdefault(figure["stable_id"], figure["rows_digest"])

        assert known == figure["rows_digest"]


def test_certain_rows_add_up_to_the_lower_bound(opened):
    assert {f["id"]: added(certain(rows)) for f, rows in opened} == {
        f["id"]: f["at_least"] for f, _ in opened
    }


def test_all_rows_add_up_to_the_upper_bound(opened):
    def most(rows):
        return None if any(row["added"] is None for row in rows) else added(rows)

    assert {f["id"]: most(rows) for f, rows in opened} == {
        f["id"]: f["at_most"] for f, _ in opened
    }


def test_a_figure_counts_its_rows(opened):
    def counts(rows):
        unvalued = sum(row["added"] is None for row in rows)
        return len(certain(rows)), len(rows) - len(certain(rows)), unvalued

    assert {f["id"]: counts(rows) for f, rows in opened} == {
        f["id"]: (f["rows"], f["unclear_rows"], f["unvalued_rows"]) for f, _ in opened
    }


def test_a_figure_names_the_set_of_its_certain_rows(opened):
    def digest(rows):
        return rows_digest((row["source_id"], row["row"]) for row in certain(rows))

    assert {f["id"]: digest(rows) for f, rows in opened} == {
        f["id"]: f["rows_digest"] for f, _ in opened
    }


def test_a_figure_says_how_much_of_it_is_converted(opened):
    def converted(rows):
        converted = [
            r for r in certain(rows) if r["usd_basis"] in {"customs", "invoice"}
        ]
        return added(converted, "usd")

    assert {f["id"]: converted(rows) for f, rows in opened} == {
        f["id"]: f["converted_usd"] for f, _ in opened
    }


def test_no_row_is_opened_twice_by_one_figure(opened):
    assert not [
        figure["id"]
        for figure, rows in opened
        if len({(row["source_id"], row["row"]) for row in rows}) != len(rows)
    ]


def test_no_caveat_speaks_of_one_rows(opened):
    told = {caveat for figure, _ in opened for caveat in figure["caveats"]}

    assert not [caveat for caveat in told if re.search(r"\b1 rows\b", caveat)]


@pytest.mark.parametrize("figure_id", ["F1", "F11.KR", "A6", "G1", "G7.trading"])
def test_evidence_is_the_figures_rows_with_their_text(demo, opened, figure_id):
    rows = next(rows for figure, rows in opened if figure["id"] == figure_id)
    found = demo.evidence(figure_id)

    keys = ("source_id", "row", "usd", "certain")
    assert [[r[k] for k in keys] for r in found] == [[r[k] for k in keys] for r in rows]
    assert all(row["text"] and row["line"] >= row["row"] for row in found)


def test_what_a_figure_leaves_out_is_told_with_it():
    rows = [
        {},
        {"usd": Decimal("-40.5"), "origin": "CN"},
        {"usd": Decimal(-2), "counted": False},
        {"usd": Decimal(-1), "aside": "a copy"},
    ]
    with holding(*rows) as engine:
        about = case()
        measures = [("F1", total(engine, about)[0]), ("F2", origins(engine, about)[0])]
        told = {f["id"]: f["caveats"] for f in figures(engine, about, measures, "e")}

    credit = "Left out: 1 row of negative value, -$40.50 together."
    uncounted = "Left out: 1 row outside foreign trade statistics."
    assert told["F1"] == [credit, uncounted]
    assert uncounted in told["F2.KR"]
    assert credit not in told["F2.KR"]
