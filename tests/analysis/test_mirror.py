"""Two sides of the same trade, both made up, with sums worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from currency_converter import CurrencyConverter

from factories import case, holding
from madein.analysis.mirror import fill_mirror
from madein.errors import CaseError
from madein.question import Freight, Mirror, MirrorColumns
from madein.tables import MONTH_COVERAGE

HEAD = "reporter,partner,cn,month,usd\n"
GERMAN = "Germany,Russia,{},2021-0{},{}\n"
MIRROR = Mirror(
    name="Exports",
    file="exports.csv",
    source="made up",
    columns=MirrorColumns(country="reporter", code="cn", month="month", value="usd"),
    where={"partner": "Russia"},
    digits=8,
    freight=Freight(factor=Decimal("1.10"), because="a guess of the test"),
)
TEXT = (
    HEAD
    + GERMAN.format("87082910", 1, "1000.00")
    + GERMAN.format("87082990", 2, "500.50")
    + GERMAN.format("8708", 2, "9999.00")  # a total of the heading
    + GERMAN.format("85371091", 1, "200.00")
    + "Germany,Belarus,87082910,2021-01,7777.00\n"
    + "Italy,Russia,87082910,2021-02,300.00\n"
)
BODY = "8708299009"
FEBRUARY = date(2021, 2, 6)
ROWS = (
    {"registered": date(2021, 1, 5), "dispatch": "DE", "hs": BODY},
    {"registered": FEBRUARY, "dispatch": "DE", "hs": "8537109900", "usd": 40},
    {"registered": FEBRUARY, "dispatch": None, "hs": BODY, "usd": 7},
    {"registered": FEBRUARY, "dispatch": "DE", "hs": "8708", "usd": 5},
    {"registered": FEBRUARY, "dispatch": "DE", "hs": "9031803800", "usd": 900},
    {"registered": date(2021, 3, 6), "dispatch": "DE", "hs": BODY, "usd": 800},
)


def mirrored(tmp_path, text=TEXT, mirror=MIRROR, months=(1, 2, 3), rows=ROWS):
    (tmp_path / mirror.file).write_text(text, encoding="utf-8")
    engine = holding(*rows)
    engine.fill(
        MONTH_COVERAGE,
        [{"source_id": "s", "month": date(2021, m, 1), "rows": 1} for m in months],
    )
    fill_mirror(engine, case(mirrors=(mirror,)), tmp_path)
    return {(r["country"], r["heading"]): r for r in engine.rows("from mirror")}


def test_both_sides_of_a_country_in_the_months_and_codes_that_both_hold(tmp_path):
    found = mirrored(tmp_path)["DE", ""]
    assert found == {
        "mirror": "Exports",
        "country": "DE",
        "heading": "",
        "since": date(2021, 1, 1),
        "until": date(2021, 2, 28),
        "months": 2,
        "silent": 0,
        "exported_usd": Decimal("1700.5000"),
        "landed_usd": Decimal("1870.5500"),
        # 100 + 40 for certain; 7 of unknown country and 5 of a cut code may be.
        "at_least": Decimal(140),
        "at_most": Decimal(152),
        "ratio_from": round(Decimal(140) / Decimal("1870.55"), 12),
        "ratio_to": round(Decimal(152) / Decimal("1870.55"), 12),
        "reason": None,
    }


def test_a_heading_holds_what_may_be_its_own(tmp_path):
    found = mirrored(tmp_path)
    parts = {
        heading: (row["at_least"], row["at_most"])
        for (country, heading), row in found.items()
        if country == "DE"
    }
    assert parts == {"": (140, 152), "8708": (100, 112), "8537": (40, 45)}


def test_a_month_without_a_row_is_counted_as_silent_and_not_as_zero(tmp_path):
    italy = mirrored(tmp_path)["IT", ""]
    assert (italy["months"], italy["silent"]) == (2, 1)
    assert (italy["at_least"], italy["at_most"]) == (0, 7)


def test_months_that_no_file_holds_are_said(tmp_path):
    assert mirrored(tmp_path, months=(1, 2))["DE", ""]["reason"] is None
    text = TEXT + GERMAN.format("87082910", 3, "1.00")
    found = mirrored(tmp_path, text, months=(1, 3))["DE", ""]
    assert found["reason"] == "COVERAGE_GAP"


def test_without_a_month_in_both_nothing_is_compared(tmp_path):
    row = mirrored(tmp_path, months=(7,))["DE", ""]
    said = (row["reason"], row["at_least"], row["exported_usd"])
    assert said == ("COVERAGE_GAP", None, None)


def test_euros_are_converted_at_the_mean_of_each_month(tmp_path):
    mirror = replace(MIRROR, currency="EUR")
    text = HEAD + "Italy,Russia,87082910,2021-02,300.00\n"
    row = mirrored(tmp_path, text, mirror)["IT", ""]
    bank = CurrencyConverter(
        decimal=True,
        fallback_on_missing_rate=True,
        fallback_on_missing_rate_method="last_known",
    )
    days = [date(2021, 2, day) for day in range(1, 29)]
    mean = sum(Fraction(bank.convert(1, "EUR", "USD", day)) for day in days) / 28
    expected = Decimal(300) * mean.numerator / mean.denominator
    assert row["exported_usd"] == round(expected, 4)


def test_a_value_without_dollars_leaves_the_upper_end_open(tmp_path):
    unvalued = {"registered": FEBRUARY, "dispatch": "DE", "hs": BODY, "usd": None}
    found = mirrored(tmp_path, rows=(*ROWS, unvalued))["DE", "8708"]
    assert (found["at_least"], found["at_most"], found["ratio_to"]) == (100, None, None)


def test_a_country_that_is_not_known_is_named(tmp_path):
    with pytest.raises(CaseError) as refused:
        mirrored(tmp_path, HEAD + "Ruritania,Russia,87082910,2021-02,300.00\n")
    assert str(refused.value) == (
        "'Ruritania' is no country that is known\n  at exports.csv, column 'reporter'\n"
        "  try: write its name in English, or its ISO code"
    )


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", HEAD + "Italy,Russia,87082910,2021-02,many\n"]
)
def test_a_table_that_cannot_be_read_is_refused(tmp_path, text):
    with pytest.raises(CaseError, match="the table cannot be read"):
        mirrored(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CaseError) as refused:
        fill_mirror(holding(), case(mirrors=(MIRROR,)), tmp_path)
    assert str(refused.value) == (
        "there is no file 'exports.csv'\n  at case.yml, mirrors, 'Exports'\n"
        "  try: put it into the case folder, or remove the mirror"
    )


def test_control_totals_of_the_shared_table(tmp_path):
    file = Path("../shared/data/trade/eu_cn_monthly_2020_2021.parquet").resolve()
    if not file.exists():
        pytest.skip("../shared/data is absent: trade/eu_cn_monthly_2020_2021.parquet")
    columns = MirrorColumns(country="reporter", code="cn", month="month", value="eur")
    mirror = replace(
        MIRROR,
        file=str(file),
        columns=columns,
        where={"partner": "Russian Federation"},
        currency="EUR",
    )
    engine = holding(*ROWS)
    held = [
        {"source_id": "s", "month": date(2021, m, 1), "rows": 1} for m in range(1, 13)
    ]
    engine.fill(MONTH_COVERAGE, held)
    fill_mirror(engine, case(mirrors=(mirror,)), tmp_path)
    cars = engine.value(
        "select sum(value) from reported where left(hs6, 4) in ('8707', '8708') "
        "and year(month) = 2021"
    )
    assert round(cars / 10**6, 1) == Decimal("3345.1")  # as the folder's README says
    assert engine.value("select count(distinct country) from mirror") == 27
