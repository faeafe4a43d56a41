from datetime import date
from decimal import Decimal

import pytest

from madein.errors import CaseError
from madein.sources.layouts import Layout
from records.making import COLUMNS, LAYOUT, item, make, text

# making.RATES: a rouble is 0.0125 dollars, a euro 1.2 dollars.
NAMES = (*COLUMNS, "cif_usd", "fob_usd", "net_unit")
WIDE = Layout(**{**vars(LAYOUT), "fields": {name: (name,) for name in NAMES}})


def valued(engine, folder, **cells):
    """Value of one row in dollars, where it comes from, and at what rate."""
    make(engine, folder, text(item(**{"statistical_usd": "", **cells})), layouts=[WIDE])
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


def test_a_value_in_dollars_comes_before_an_invoice_and_needs_no_rate(engine, tmp_path):
    cells = {"invoice_value": "20", "invoice_currency": "EUR", "fob_usd": "7"}

    assert valued(engine, tmp_path, **cells) == (Decimal(7), "fob", None)
    assert valued(engine, tmp_path, **cells, cif_usd="8") == (Decimal(8), "cif", None)


def test_a_customs_value_comes_before_cif(engine, tmp_path):
    found = valued(engine, tmp_path, customs_value="2000", cif_usd="8")

    assert found == (Decimal(25), "customs", Decimal("0.0125"))


@pytest.mark.parametrize("zero", ["cif_usd", "fob_usd", "customs_value"])
def test_a_zero_on_any_basis_beside_another_value_is_unknown(engine, tmp_path, zero):
    cells = {"invoice_value": "20", "invoice_currency": "EUR", zero: "0"}
    found = valued(engine, tmp_path, **cells)

    assert found == (Decimal(24), "invoice", Decimal("1.2"))


def test_an_invoice_of_zero_beside_a_value_without_a_rate_is_unknown(engine, tmp_path):
    cells = {"customs_value": "5", "customs_currency": "KZT", "invoice_value": "0"}
    found = valued(engine, tmp_path, **cells, invoice_currency="EUR")

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


def under(engine, folder, cells, **settings):
    """The one shipment of a row, read with some settings of a layout."""
    layout = Layout(**{**vars(WIDE), **settings})
    make(engine, folder, text(item(**cells)), layouts=[layout])
    (shipment,) = engine.rows("from shipment")
    return shipment


def test_values_in_thousands_are_multiplied_exactly(engine, tmp_path):
    cells = {"statistical_usd": "1.23456", "net_kg": "2"}
    found = under(engine, tmp_path, cells, factors={"statistical_usd": 1000})

    assert (found["statistical_usd"], found["net_kg"]) == (
        Decimal("1234.56"),
        Decimal(2),
    )


def test_a_value_too_large_for_its_column_is_unknown(engine, tmp_path):
    cells = {"statistical_usd": "99999999999", "net_kg": "1e400"}
    found = under(engine, tmp_path, cells, factors={"statistical_usd": 10**6})

    assert (found["statistical_usd"], found["net_kg"]) == (None, None)


@pytest.mark.parametrize(
    ("number", "unit", "kg"),
    [
        ("2", "KG", "2"),
        ("2", "LB", "0.907"),  # 0.90718474
        ("2.5", "т", "2500"),
        ("1500", "g", "1.5"),
        ("2", "PCS", None),
        ("2", "", None),
    ],
)
def test_a_weight_is_in_kilograms_whatever_its_row_says(
    engine, tmp_path, number, unit, kg
):
    found = under(engine, tmp_path, {"net_kg": number, "net_unit": unit})

    assert found["net_kg"] == (kg and Decimal(kg))


def test_one_unit_may_hold_for_all_rows(engine, tmp_path):
    unit = {"direction": "import", "net_unit": "LB"}
    found = under(engine, tmp_path, {"net_kg": "1000"}, constants=unit)

    assert found["net_kg"] == Decimal("453.592")  # 453.59237


def test_a_month_without_a_day_is_kept_as_a_month(engine, tmp_path):
    make(
        engine,
        tmp_path,
        text(item(), item("B", registered="Mar 2021")),
        layouts=[Layout(**{**vars(LAYOUT), "dates": ("yyyy-mm-dd", "mon yyyy")})],
    )

    sql = "select registered, registered_month, hs_edition from shipment order by row"
    assert [tuple(row.values()) for row in engine.rows(sql)] == [
        (date(2021, 6, 30), None, "HS2017"),
        (None, date(2021, 3, 1), "HS2017"),
    ]


def test_a_moment_becomes_the_day_of_the_declarations_zone(engine, tmp_path):
    cells = {"registered": "2021-06-29T18:30:00.000Z"}
    found = under(engine, tmp_path, cells, zone="Asia/Kolkata")

    assert found["registered"] == date(2021, 6, 30)


def test_codes_of_a_known_length_get_their_zero_back(engine, tmp_path):
    found = under(engine, tmp_path, {"hs": "102290000"}, hs_digits=10)

    assert found["hs"] == "0102290000"


def test_the_vendors_own_countries_are_those_of_the_layout(engine, tmp_path):
    found = under(engine, tmp_path, {"origin": "336"}, countries={"336": "KR"})

    assert found["origin"] == "KR"


def test_a_currency_may_be_written_as_a_name(engine, tmp_path):
    cells = {"invoice_value": "20", "invoice_currency": "ЕВРО"}

    assert valued(engine, tmp_path, **cells) == (Decimal(24), "invoice", Decimal("1.2"))


def test_a_value_may_stand_beside_its_own_currency_alone(engine, tmp_path):
    own = valued(engine, tmp_path, statistical_usd="$1,234.50")
    other = valued(engine, tmp_path, statistical_usd="1,234.50 EUR")

    assert (own, other) == (
        (Decimal("1234.5"), "statistical", None),
        (None, None, None),
    )


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
        "no row of any source has a day or month that could be read\n"
        "  at a.csv\n"
        "  try: look at `dates` in the layout: are these the orders in the files?"
    )


def test_each_day_of_a_declaration_is_read_and_a_text_that_is_none_is_unknown(
    engine, tmp_path
):
    names = ("contracted", "shipped", "arrived", "released")
    layout = Layout(
        **{
            **vars(LAYOUT),
            "fields": {name: (name,) for name in (*COLUMNS, *names)},
            "dates": ("dd.mm.yyyy", "yyyy-mm-dd"),
        }
    )
    row = item(
        contracted="24.02.2022", shipped="2022-03-01", arrived="soon", released=""
    )

    make(engine, tmp_path, text(row), layouts=[layout])

    assert engine.rows(f"select {', '.join(names)} from shipment") == [
        {
            "contracted": date(2022, 2, 24),
            "shipped": date(2022, 3, 1),
            "arrived": None,
            "released": None,
        }
    ]
