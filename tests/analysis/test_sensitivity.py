"""One choice at a time, with amounts worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from factories import case, holding
from madein.analysis.sensitivity import sensitivity
from madein.findings.figures import figures
from madein.question import Event
from madein.tables import DECLARED, QUOTE, RATE

DAY = date(2022, 5, 4)
QUOTES = [
    {"currency": "EUR", "day": DAY, "usd": Decimal(rate), "rate_source": name}
    | {"rate_day": DAY}
    for name, rate in (("ECB", "1.05"), ("NBP", "1.06"))
]
ROWS = (
    {"usd": Decimal(50_000)},
    {"usd": Decimal(10_500), "usd_basis": "customs", "rate_source": "ECB"},
    {"usd": Decimal(900)},
    {"usd": Decimal(7_000), "aside": "a copy"},
    {"usd": Decimal(2_000), "doubt": "may be a copy"},
    {"usd": Decimal(3_000), "member": None},
    {"usd": Decimal(4_000), "counted": False},
    {"usd": Decimal(20_000), "origin": None},
)
VALUES = {
    1: {"customs_value": Decimal(55_000), "customs_currency": "EUR"},
    2: {"customs_value": Decimal(10_000), "customs_currency": "EUR"},
    8: {"invoice_value": Decimal(30_000), "invoice_currency": "EUR"},
}


@pytest.fixture
def found():
    engine = holding(*ROWS)
    declared = [
        {"source_id": "s", "row": n, **VALUES.get(n, {})}
        for n in range(1, len(ROWS) + 1)
    ]
    engine.fill(DECLARED, declared)
    engine.fill(QUOTE, QUOTES)
    engine.fill(RATE, QUOTES[:1])
    asked = case(
        events=(Event(name="e", label="E", date=date(2022, 5, 5)),), focus=("KR",)
    )
    measures = enumerate(sensitivity(engine, asked), 1)
    rows = figures(engine, asked, [(f"F{n}", m) for n, m in measures], "e")
    return {
        (row["parent"] or row["id"], row["cell"]): (row["at_least"], row["at_most"])
        for row in rows
    }


@pytest.mark.parametrize(
    ("choice", "low", "high"),
    [
        ("as published", 81_400, 86_400),
        ("nothing set aside", 88_400, 93_400),
        ("possible copies counted", 83_400, 86_400),
        ("possible copies left out", 81_400, 84_400),
        ("unclear importers counted", 84_400, 86_400),
        ("unclear importers left out", 81_400, 83_400),
        ("outside statistics counted", 85_400, 90_400),
        ("below 1000 dollars left out", 80_500, 85_500),
        ("below 10000 dollars left out", 80_500, 80_500),
        # 55,000 EUR at 1.05 instead of 50,000 USD.
        ("customs value first", 89_150, 94_150),
        # 30,000 EUR at 1.05 instead of 20,000 USD.
        ("invoice value first", 92_900, 97_900),
        ("rates of ECB first", 81_400, 86_400),
        # 10,000 EUR at 1.06 instead of 1.05.
        ("rates of NBP first", 81_500, 86_500),
    ],
)
def test_the_total_with_one_choice_made_otherwise(found, choice, low, high):
    assert found["F1", choice] == (low, high)


def test_a_country_with_the_rows_of_unknown_origin(found):
    assert found["F3", "as published"] == (61_400, 86_400)
    assert found["F3", "unknown origins counted"] == (81_400, 86_400)


def test_a_headline_over_no_days_stays_nothing(found):
    assert {bounds for (head, _), bounds in found.items() if head == "F2"} == {(0, 0)}
