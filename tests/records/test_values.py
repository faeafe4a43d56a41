from decimal import Decimal

import pytest

from madein.errors import CaseError
from madein.sources.layouts import Layout
from records.making import LAYOUT, item, make, text

# making.RATES: a rouble is 0.0125 dollars, a euro 1.2 dollars.


def valued(engine, folder, **cells):
    """Value of one row in dollars, where it comes from, and at what rate."""
    make(engine, folder, text(item(**{"statistical_usd": "", **cells})))
    sql = "select usd, usd_basis, rate from shipment"
    return tuple(engine.rows(sql)[0].values())


def test_the_statistical_value_comes_first(engine, tmp_path):
    found = valued(engine, tmp_path, statistical_usd="10", customs_value="2000")

    assert found == (Decimal(10), "statistical", None)


def test_a_statistical_zero_beside_a_customs_value_is_unknown(engine, tmp_path):
    found = valued(engine, tmp_path, statistical_usd="0", customs_value="2000.10")

    assert found == (Decimal("25.0013"), "customs", Decimal("0.0125"))  # 25.00125


def test_a_statistical_zero_beside_an_invoice_is_unknown(engine, tmp_path):
    cells = {"invoice_value": "20", "invoice_currency": "EUR"}
    found = valued(engine, tmp_path, statistical_usd="0", customs_value="0", **cells)

    assert found == (Decimal(24), "invoice", Decimal("1.2"))


def test_a_zero_that_stands_alone_is_a_value(engine, tmp_path):
    found = valued(engine, tmp_path, statistical_usd="0", customs_value="0")

    assert found == (Decimal(0), "statistical", None)


def test_a_customs_value_comes_before_an_invoice(engine, tmp_path):
    cells = {"invoice_value": "20", "invoice_currency": "EUR"}
    found = valued(engine, tmp_path, customs_value="2000", **cells)

    assert found == (Decimal(25), "customs", Decimal("0.0125"))


def test_an_invoice_serves_where_the_customs_value_has_no_rate(engine, tmp_path):
    cells = {"customs_value": "2000", "customs_currency": "KZT"}
    cells |= {"invoice_value": "20", "invoice_currency": "eur"}

    assert valued(engine, tmp_path, **cells) == (Decimal(24), "invoice", Decimal("1.2"))


def test_without_a_rate_the_value_is_unknown(engine, tmp_path):
    found = valued(engine, tmp_path, invoice_value="20", invoice_currency="KZT")

    assert found == (None, None, None)


def test_a_rate_of_another_day_does_not_serve(engine, tmp_path):
    found = valued(engine, tmp_path, customs_value="2000", registered="2021-07-01")

    assert found == (None, None, None)


def test_a_value_that_cannot_be_read_is_unknown_and_no_zero(engine, tmp_path):
    assert valued(engine, tmp_path, statistical_usd="1,234") == (None, None, None)


def test_cells_that_are_not_read_are_counted(engine, tmp_path):
    make(engine, tmp_path, text(item(), item("B", statistical_usd="1,234")))

    sql = "select filled, read from field_coverage where field = 'statistical_usd'"
    assert engine.rows(sql) == [{"filled": 2, "read": 1}]


def test_a_total_of_the_declaration_reaches_no_shipment(engine, tmp_path):
    layout = Layout(**{**vars(LAYOUT), "total_of_declaration": ("G12", "G222")})
    row = item(statistical_usd="") | {"G12": "777", "G222": "888", "customs_value": "1"}
    make(engine, tmp_path, text(row), layouts=[layout])

    (shipment,) = engine.rows("from shipment")
    assert not {Decimal(777), Decimal(888), "777", "888"} & set(shipment.values())
    assert engine.value("select totals_level from source") == "G12, G222"


@pytest.mark.parametrize("word", ["КТД", "2"])
def test_a_word_that_the_layout_does_not_explain_stops_the_build(
    engine, tmp_path, word
):
    with pytest.raises(CaseError) as stop:
        make(engine, tmp_path, text(item(message=word)))

    assert str(stop.value) == (
        f"'{word}' in column 'message' is no message that the layout explains\n"
        "  at a.csv\n"
        "  try: add it to the layout 'plain', or list the column under `unused`"
    )


def test_without_any_readable_day_the_build_stops(engine, tmp_path):
    with pytest.raises(CaseError) as stop:
        make(engine, tmp_path, text(item(registered="30.06.2021")))

    assert str(stop.value) == (
        "no row of any source has a day that could be read\n"
        "  at a.csv\n"
        "  try: look at `dates` in the layout: are these the orders in the files?"
    )
