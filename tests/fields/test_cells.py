import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from madein.fields import cells as fields

BATCH = 40
PLACES = Decimal("0.0001")
# decimal sign, sign between groups that the layout declares, sign as written
STYLES = [
    (",", "", ""),
    (",", "", " "),
    (",", "", "\u00a0"),
    (",", "", "\u202f"),
    (",", ".", "."),
    (".", "", ""),
    (".", "", " "),
    (".", ",", ","),
]
LAYOUTS = [(",", ""), (",", "."), (".", ""), (".", ",")]
ORDERS = {
    "dd.mm.yyyy": (r"\d\d\.\d\d\.\d{4}", "%d.%m.%Y"),
    "yyyy-mm-dd": (r"\d{4}-\d\d-\d\d", "%Y-%m-%d"),
    "dd/mm/yyyy": (r"\d\d/\d\d/\d{4}", "%d/%m/%Y"),
    "mm/dd/yyyy": (r"\d\d/\d\d/\d{4}", "%m/%d/%Y"),
    "yyyymmdd": (r"\d{8}", "%Y%m%d"),
}

AMOUNT = st.decimals(min_value=-(10**9), max_value=10**13, places=4)


def batch(texts):
    """Many cells at once: one query an example, not one a cell."""
    return st.lists(texts, min_size=1, max_size=BATCH)


def read(sql, cells):
    """What SQL over the column `cell` makes of each cell, in order."""
    table = "(select unnest($cells::varchar[]) as cell, unnest($n::integer[]) as n)"
    query = f"select ({sql}) as found from {table} order by n"
    with Engine() as engine:
        rows = engine.rows(query, {"cells": cells, "n": list(range(len(cells)))})
    return [row["found"] for row in rows]


def written(amount, decimal, group):
    """An amount as a vendor writes it, without zeros at the end of its fraction."""
    whole, _, fraction = f"{amount:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", group) + (decimal + fraction if fraction else "")


def readings(text, decimal, grouping):
    """Every number that a text may mean; the layout's own reading alone, if it fits."""
    text = text.strip(" \u00a0\u202f\u2009\n\t")

    def reading(point, group):
        head = (
            rf"[1-9]\d{{0,2}}({re.escape(group)}\d{{3}})+" if group else r"(?=.*\d)\d*"
        )
        if not re.fullmatch(
            rf"[+-]?{head}({re.escape(point)}\d*)?", text, flags=re.ASCII
        ):
            return None
        return Decimal(text.replace(group, "").replace(point, ".") or "0")

    own = {reading(decimal, sign) for sign in ("", grouping)} - {None}
    every = {
        reading(point, group)
        for point in ".,"
        for group in ("", ".", ",", " ", "\u00a0")
        if group != point
    } - {None}
    return own or every


@pytest.mark.parametrize("style", STYLES, ids=repr)
@settings(max_examples=15, deadline=None)
@given(amounts=batch(AMOUNT))
def test_an_amount_in_the_style_of_its_layout_comes_back_exactly(style, amounts):
    decimal, grouping, group = style
    texts = [written(amount, decimal, group) for amount in amounts]

    assert read(fields.number("cell", decimal, grouping), texts) == amounts


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
@settings(max_examples=30, deadline=None)
@given(texts=batch(st.text("0123456789.,  \u00a0-+eE_x\n", max_size=11)))
def test_a_text_gives_the_one_number_it_can_mean_or_none(layout, texts):
    decimal, grouping = layout
    found = read(fields.number("cell", decimal, grouping), texts)

    for text, value in zip(texts, found, strict=True):
        meant = readings(text, decimal, grouping)
        rounded = {n.quantize(PLACES, rounding=ROUND_HALF_UP) for n in meant}
        assert value is None or {value} == rounded, text


@pytest.mark.parametrize(
    ("text", "decimal", "grouping", "means"),
    [
        ("1.234", ",", "", None),
        ("1.234", ",", ".", "1234"),
        ("1,234", ".", "", None),
        ("1,234", ".", ",", "1234"),
        ("1,234", ",", "", "1.234"),
        ("1.234,5", ",", "", "1234.5"),
        ("1.234.567", ",", "", "1234567"),
        ("1234.5", ",", "", "1234.5"),
        ("1234,567", ".", ",", None),
        ("12 34", ",", "", None),
        ("1.234 567", ".", "", None),
        ("100\n200", ".", "", None),
        ("1,2E+06", ",", "", None),
        ("1e5", ".", "", None),
        ("1_000", ".", "", None),
        ("0x1F", ".", "", None),
        ("(100.00)", ".", "", None),
        ("5-", ".", "", None),
        ("NaN", ".", "", None),
        ("inf", ".", "", None),
        ("1e400", ".", "", None),
        ("99999999999999999999", ".", "", None),
        ("٣", ".", "", None),
        ("１２", ".", "", None),
        ("-12,5", ",", "", "-12.5"),
        (" 7 ", ".", "", "7"),
        ("0", ".", "", "0"),
        ("", ".", "", None),
    ],
)
def test_a_number_is_read_where_its_signs_settle_it(text, decimal, grouping, means):
    (found,) = read(fields.number("cell", decimal, grouping), [text])

    assert found == (None if means is None else Decimal(means))


def days_meant(text, orders):
    """Every day that a text may mean under the orders of a layout."""
    meant = set()
    for shape, form in (ORDERS[order] for order in orders):
        clock = r"(|[ T]00:00(:00)?)"
        if re.fullmatch(shape + clock, text.strip(" "), flags=re.ASCII):
            length = 8 if form == "%Y%m%d" else 10
            try:
                meant.add(datetime.strptime(text.strip(" ")[:length], form).date())
            except ValueError:
                continue
    return meant


DAY = st.dates(date(1985, 1, 1), date(2105, 1, 1))
TAIL = st.sampled_from(["", " 00:00:00", "T00:00", "T23:59:00", "Z", " ", " 1"])
DAY_TEXT = st.one_of(
    st.builds(
        lambda day, order, tail: day.strftime(ORDERS[order][1]) + tail,
        DAY,
        st.sampled_from(sorted(ORDERS)),
        TAIL,
    ),
    st.text("0123./- :T", max_size=10),
    st.from_regex(r"[0-3 ][0-9 ][./][01 +][0-9 ][./][12][09][0-9]{2}", fullmatch=True),
    st.from_regex(r"[12 +-][09][0-9 ]{2}-?[01 ][0-9 ]-?[0-3 ][0-9 ]", fullmatch=True),
)


@settings(max_examples=80, deadline=None)
@given(
    orders=st.lists(st.sampled_from(sorted(ORDERS)), min_size=1, unique=True),
    texts=batch(DAY_TEXT),
)
def test_a_text_gives_the_one_day_it_can_mean_or_none(orders, texts):
    expected = []
    for text in texts:
        meant = days_meant(text, orders)
        known = len(meant) == 1 and 1990 <= min(meant).year <= 2100
        expected.append(min(meant) if known else None)

    assert read(fields.day("cell", orders), texts) == expected


@pytest.mark.parametrize(
    ("text", "orders", "means"),
    [
        ("03/04/2022", ["dd/mm/yyyy"], date(2022, 4, 3)),
        ("03/04/2022", ["mm/dd/yyyy"], date(2022, 3, 4)),
        ("03/04/2022", ["dd/mm/yyyy", "mm/dd/yyyy"], None),
        ("25/12/2022", ["mm/dd/yyyy", "dd/mm/yyyy"], date(2022, 12, 25)),
        ("04/04/2022", ["mm/dd/yyyy", "dd/mm/yyyy"], date(2022, 4, 4)),
        ("31.12.2022", ["yyyymmdd", "dd.mm.yyyy"], date(2022, 12, 31)),
        ("30.02.2022", ["dd.mm.yyyy"], None),
        ("2022-02-24T18:30:00.000Z", ["yyyy-mm-dd"], None),
        ("0000-00-00", ["yyyy-mm-dd"], None),
        ("9999-12-31", ["yyyy-mm-dd"], None),
        ("1989-12-31", ["yyyy-mm-dd"], None),
        ("1990-01-01", ["yyyy-mm-dd"], date(1990, 1, 1)),
        ("2100-12-31", ["yyyy-mm-dd"], date(2100, 12, 31)),
        ("2101-01-01", ["yyyy-mm-dd"], None),
        ("44621", ["yyyy-mm-dd"], None),
    ],
)
def test_a_day_is_read_where_its_order_is_certain(text, orders, means):
    assert read(fields.day("cell", orders), [text]) == [means]


def test_each_day_of_four_years_comes_back():
    days = [date(2019, 1, 1) + timedelta(days=n) for n in range(1461)]

    for order, (_, form) in ORDERS.items():
        texts = [day.strftime(form) for day in days]
        assert read(fields.day("cell", [order]), texts) == days


DIGIT_PAIRS = st.integers(1, 6).flatmap(
    lambda n: st.text("0123456789", min_size=2 * n, max_size=2 * n)
)


@settings(max_examples=30, deadline=None)
@given(batch(DIGIT_PAIRS))
def test_a_commodity_code_keeps_every_digit(codes):
    assert read(fields.commodity_code("cell"), codes) == codes


@settings(max_examples=60, deadline=None)
@given(batch(st.text("0123456789. *E+\u00a0\n", max_size=14)))
def test_a_commodity_code_is_made_of_the_digits_that_are_written(texts):
    for text, code in zip(
        texts, read(fields.commodity_code("cell"), texts), strict=True
    ):
        digits = "".join(filter(str.isdigit, text))
        assert code is None or (code == digits and len(code) in {2, 4, 6, 8, 10, 12})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0102290000", "0102290000"),
        ("8708 29 000 0", "8708290000"),
        ("8708\u00a029\u00a0000\u00a00", "8708290000"),
        ("8708.29.00", "87082900"),
        ("87.08", "8708"),
        ("870829****", "870829"),
        ("102290000", None),
        ("102290000.0", None),
        ("8708290000.0", None),
        ("8708290000.00", None),
        ("8.70829E+09", None),
        ("8.708", None),
        ("870", None),
        ("87082900000000", None),
        ("8708\n8707", None),
        ("８７０８", None),
        ("", None),
    ],
)
def test_a_commodity_code_that_may_have_lost_a_digit_is_unknown(text, code):
    assert read(fields.commodity_code("cell"), [text]) == [code]


def test_a_whole_number_is_never_rounded():
    texts = ["1", " 12 ", "03", "3.0", "1.5", "1.6", "1e2", "-1", "0x10", "1_0", "x"]

    found = [1, 12, 3, 3, None, None, None, None, None, None, None]
    assert read(fields.whole("cell"), texts) == found


def test_a_flag_is_one_or_zero_and_nothing_else():
    texts = ["1", " 0 ", "", None, "true", "2", "01"]

    found = [True, False, None, None, None, None, None]
    assert read(fields.flag("cell"), texts) == found


def test_a_word_means_what_the_layout_says_whatever_its_case():
    meanings = {"": "original", "КДТ": "amended", "it's": "cancelled"}
    texts = ["кдт", " КДТ ", "IT'S", "", None, "  ", "КДТ1"]

    found = ["amended", "amended", "cancelled", "original", "original", "original"]
    assert read(fields.word("cell", meanings), texts) == [*found, None]


def test_without_meanings_no_word_is_known():
    assert read(fields.word("cell", {}), ["x", ""]) == [None, None]


def test_a_cell_of_blanks_is_unknown():
    assert read(fields.text("cell"), [" a ", "  ", ""]) == ["a", None, None]
