from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.mapping import shapes

FORMS = {
    "%Y-%m-%d": "yyyy-mm-dd",
    "%d.%m.%Y": "dd.mm.yyyy",
    "%d/%m/%Y": "dd/mm/yyyy",
    "%m/%d/%Y": "mm/dd/yyyy",
    "%d-%m-%Y": "dd-mm-yyyy",
    "%Y%m%d": "yyyymmdd",
    "%d-%b-%Y": "dd-mon-yyyy",
    "%b %Y": "mon yyyy",
    "%m/%Y": "mm/yyyy",
}


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(FORMS)))
def test_every_day_is_read_in_the_order_that_it_was_written_in(day, form):
    assert FORMS[form] in shapes.day_orders(day.strftime(form))


@pytest.mark.parametrize(
    "cell", ["2022-02-30", "31/02/2022", "1889-01-01", "IMPORT", "0000-00-00", "12.5"]
)
def test_what_is_no_day_is_none(cell):
    assert shapes.day_orders(cell) == frozenset()


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("13/04/2022", {"dd/mm/yyyy"}),
        ("04/13/2022", {"mm/dd/yyyy"}),
        ("44621", {"excel"}),
    ],
)
def test_a_day_above_12_tells_the_order(cell, found):
    assert shapes.day_orders(cell) == found


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1,234.50", ".", 1234.5),
        ("1.234,50", ".", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("(100.00)", ".", 100.0),
        ("-3", ".", -3.0),
        ("USD", ".", None),
        ("12/3", ".", None),
    ],
)
def test_numbers_are_read_for_comparing(cell, decimal, value):
    assert shapes.number(cell, decimal) == value


@given(st.text())
def test_no_text_stops_a_reader(text):
    shapes.day_orders(text)
    shapes.number(text)
    shapes.code_digits(text)
    shapes.is_country(text)
    shapes.is_blank(text)


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("8708299000", 10),
        ("8708.29.90", 8),
        ("870829*", 6),
        ("102210000", 10),  # has lost its zero
        ("8799000000", 0),  # no such heading
        ("87", 0),
        ("8.70829E+09", 0),
        ("2023", 0),
    ],
)
def test_a_commodity_code_begins_with_a_heading_that_exists(cell, digits):
    assert shapes.code_digits(cell) == digits


@pytest.mark.parametrize("cell", ["", " ", "NULL", "n/a", "-", None])
def test_words_for_nothing_are_blank(cell):
    assert shapes.is_blank(cell)
