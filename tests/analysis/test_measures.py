"""Breakdowns, what they gather under `other`, and gaps between months."""

from datetime import date
from decimal import Decimal

from factories import case, holding
from madein.analysis.change import change
from madein.analysis.coverage import gaps
from madein.analysis.quarters import quarters
from madein.analysis.suppliers import suppliers
from madein.analysis.total import total
from madein.engine import Engine
from madein.findings.figures import figures
from madein.question import Event
from madein.tables import MONTH_COVERAGE, SOURCE

INVASION = Event(name="invasion", label="Invasion", date=date(2022, 5, 4))


def cells(engine, measures):
    asked = [(f"F{n}", measure) for n, measure in enumerate(measures, 1)]
    found = figures(engine, case(events=(INVASION,)), asked, "edition")
    return {
        (f["cell"], f["period"]): (f["at_least"], f["at_most"])
        for f in found
        if f["parent"] is not None
    }


def test_suppliers_beyond_the_largest_are_one_figure():
    rows = [{"supplier": f"nm:{n:02}", "usd": Decimal(100 + n)} for n in range(27)]
    with holding(*rows) as engine:
        found = cells(engine, suppliers(engine, case()))

    assert len(found) == 26
    assert found["other", None] == (201, 201)
    assert found["nm:26", None] == (126, 126)


def test_a_row_without_a_supplier_may_be_of_any():
    with holding({"supplier": "nm:1"}, {"supplier": None, "usd": Decimal(7)}) as engine:
        found = cells(engine, suppliers(engine, case()))

    assert found == {("nm:1", None): (100, 107), ("unknown", None): (7, 7)}


OPEN = {"says": [], "score": 0.8, "usd": 0, "status": "open"}


def test_rows_of_a_firm_that_may_be_the_supplier_count_in_its_upper_bound():
    rows = [
        {"supplier": "P-a"},
        {"supplier": "P-b", "usd": Decimal(7)},
        {"supplier": "P-c", "usd": Decimal(1)},
    ]
    pair = OPEN | {"left_party": "P-b", "right_party": "P-a"}
    with holding(*rows, proposals=[pair]) as engine:
        measures = suppliers(engine, case())
        found = cells(engine, measures)
        (figure,) = [
            f
            for f in figures(engine, case(), [("F1", measures[0])], "edition")
            if f["cell"] == "P-a"
        ]
        evidence = engine.rows(figure["sql"])

    assert found == {
        ("P-a", None): (100, 107),
        ("P-b", None): (7, 107),
        ("P-c", None): (1, 1),
    }
    assert [(row["usd"], row["certain"]) for row in evidence] == [
        (100, True),
        (7, False),
    ]
    assert figure["unclear_rows"] == 1


def test_rows_without_any_supplier_are_one_figure_of_what_is_unknown():
    with holding({}) as engine:
        found = cells(engine, suppliers(engine, case()))

    assert found == {("unknown", None): (100, 100)}


def test_countries_beyond_the_largest_share_one_line_of_quarters():
    codes = ("KR", "CN", "TR", "IT", "IN", "DE", "FR")
    rows = [{"origin": c, "usd": Decimal(100 - n)} for n, c in enumerate(codes)]
    quarter = [row | {"quarter": "2022Q2"} for row in rows]
    with holding(*quarter) as engine:
        found = cells(engine, quarters(engine, case()))

    assert set(found) == {(c, "2022Q2") for c in (*codes[:5], "other")}
    assert found["other", "2022Q2"] == (95 + 94, 95 + 94)


def test_the_day_of_an_event_is_after_it():
    days = (date(2022, 5, 3), date(2022, 5, 4), None)
    with holding(*({"registered": day} for day in days)) as engine:
        found = cells(engine, change(engine, case(events=(INVASION,))))

    assert found == {
        ("KR", "before"): (100, 200),
        ("KR", "after"): (100, 200),
        ("KR", "unknown"): (0, 100),
    }


def test_the_total_since_an_event_begins_on_its_day():
    whole, later = total(None, case(events=(INVASION,)))

    assert (whole.scope.since, later.scope.since) == (date(2018, 1, 1), INVASION.date)
    assert later.scope.until == date(2023, 12, 31)


def test_months_without_rows_between_others_are_gaps():
    months = [date(2022, 1, 1), date(2022, 2, 1), date(2022, 5, 1), None]
    with Engine() as engine:
        engine.fill(SOURCE, [{"source_id": "s", "file": "a.csv"}])
        engine.fill(
            MONTH_COVERAGE,
            [{"source_id": "s", "month": month, "rows": 1} for month in months],
        )

        found = gaps(engine)

    assert found == [
        {
            "file": "a.csv",
            "first_month": date(2022, 3, 1),
            "last_month": date(2022, 4, 1),
        }
    ]
