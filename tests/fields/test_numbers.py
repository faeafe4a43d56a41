import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fields.reading import batch, read
from madein.fields.numbers import number

PLACES = Decimal("0.0001")
# decimal sign, sign between groups that the layout declares, sign as written
STYLES = [
    (",", "", ""),
    (",", "", " "),
    (",", "", "\u00a0"),
    (",", "", "\u202f"),
    (",", "", "'"),
    (",", "", "’"),
    (",", ".", "."),
    (".", "", ""),
    (".", "", " "),
    (".", ",", ","),
]
LAYOUTS = [(",", ""), (",", "."), (".", ""), (".", ",")]
AMOUNT = st.decimals(min_value=-(10**9), max_value=10**13, places=4)
BLANKS = " \t\n\u00a0\u202f\u2009"
RUB = ("RUB", "РУБ", "РУБ.", "₽")


def written(amount, decimal, group):
    """An amount as a vendor writes it, without zeros at the end of its fraction."""
    whole, _, fraction = f"{amount:,f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", group) + (decimal + fraction if fraction else "")


def in_ascii(text, decimal):
    """Digits and signs of other scripts as ASCII; group signs that mean nothing else."""
    signs = {"٫": decimal, "٬": "'", "−": "-", "’": "'"}
    plain = "".join(
        str(unicodedata.decimal(sign))
        if sign.isdecimal()
        else unicodedata.normalize("NFKC", signs.get(sign, sign))
        for sign in text
    )
    return plain.replace("\u200e", "")


def magnitude(text, point, group):
    """A number without a sign, under one decimal sign and one sign between groups."""
    whole, has_point, fraction = text.partition(point)
    if (has_point and fraction and not fraction.isdigit()) or not whole + fraction:
        return None
    groups = whole.split(group) if group else [whole]
    sizes = [len(part) for part in groups]
    in_threes = sizes[0] <= 3 and sizes[1:] == [3] * (len(sizes) - 1)
    in_lakhs = (
        group == ","
        and len(sizes) > 2
        and sizes[0] <= 2
        and sizes[1:] == [2] * (len(sizes) - 2) + [3]
    )
    if len(groups) > 1 and not (
        (in_threes or in_lakhs) and groups[0][:1] in "123456789"
    ):
        return None
    if not all(part.isdigit() for part in groups) and (whole or not fraction):
        return None
    return Decimal("".join(groups) + "." + (fraction or "0"))


def readings(text, decimal, grouping):
    """Every number that a text may mean; the layout's own reading alone, if it fits."""
    text = in_ascii(text, decimal).strip(BLANKS)
    sign = 1
    if (
        text.startswith("(")
        and text.endswith(")")
        and "-" not in text
        and "+" not in text
    ):
        text, sign = text[1:-1].strip(BLANKS), -1
    elif text.endswith("-") and not text.startswith(("-", "+")):
        text, sign = text[:-1].strip(BLANKS), -1
    elif text.startswith(("-", "+")):
        sign = -1 if text.startswith("-") else 1
        text = text[1:].strip(BLANKS)
    if not re.fullmatch(rf"[0-9.,'{BLANKS}]+", text):
        return set()
    text = re.sub(f"[{BLANKS}']", " ", text)
    own = {magnitude(text, decimal, sign) for sign in ("", grouping)} - {None}
    every = {
        magnitude(text, point, group)
        for point in ".,"
        for group in ("", ".", ",", " ")
        if group != point
    } - {None}
    return {sign * n for n in own or every}


@pytest.mark.parametrize("style", STYLES, ids=repr)
@settings(max_examples=20, deadline=None)
@given(amounts=batch(AMOUNT))
def test_an_amount_in_the_style_of_its_layout_comes_back_exactly(style, amounts):
    decimal, grouping, group = style
    texts = [written(amount, decimal, group) for amount in amounts]

    assert read(number("cell", decimal, grouping), texts) == amounts


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
@settings(max_examples=20, deadline=None)
@given(amounts=batch(AMOUNT), zero=st.sampled_from([0xFF10, 0x660, 0x6F0]))
def test_digits_of_other_scripts_are_digits(layout, amounts, zero):
    decimal, grouping = layout
    texts = [
        written(amount, decimal, "").translate({48 + n: zero + n for n in range(10)})
        for amount in amounts
    ]

    assert read(number("cell", decimal, grouping), texts) == amounts


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
@settings(max_examples=20, deadline=None)
@given(amounts=batch(AMOUNT.filter(lambda amount: amount > 0)))
def test_brackets_and_a_stroke_at_the_end_make_a_number_negative(layout, amounts):
    decimal, grouping = layout
    texts = [written(amount, decimal, "") for amount in amounts]
    negative = [-amount for amount in amounts]
    sql = number("cell", decimal, grouping)

    assert read(sql, [f"({text})" for text in texts]) == negative
    assert read(sql, [f"{text}-" for text in texts]) == negative
    assert read(sql, [f"- {text}" for text in texts]) == negative


@pytest.mark.parametrize("layout", LAYOUTS, ids=repr)
@settings(max_examples=30, deadline=None)
@given(
    texts=batch(
        st.one_of(
            st.text("0123456789.,  \u00a0'’-+eE_x()٣٫٬\n", max_size=11),
            st.from_regex(
                r"\(?-?[1-9][0-9]{0,2}([., ][0-9]{2,3}){1,3}-?\)?", fullmatch=True
            ),
        )
    )
)
def test_a_text_gives_the_one_number_it_can_mean_or_none(layout, texts):
    decimal, grouping = layout
    found = read(number("cell", decimal, grouping), texts)

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
        ("12,34,567.00", ".", "", "1234567"),
        ("12,34,567", ",", "", "1234567"),
        ("1,23,45", ".", "", None),
        ("1'234.50", ",", "", "1234.5"),
        ("1’234’567,5", ",", "", "1234567.5"),
        ("12 34", ",", "", None),
        ("1.234 567", ".", "", None),
        ("100\n200", ".", "", None),
        ("1,2E+06", ",", "", None),
        ("1e5", ".", "", None),
        ("1e400", ".", "", None),
        ("1_000", ".", "", None),
        ("0x1F", ".", "", None),
        ("NaN", ".", "", None),
        ("inf", ".", "", None),
        ("Infinity", ".", "", None),
        ("5%", ".", "", None),
        ("(100.00)", ".", "", "-100"),
        ("(1 234,50)", ",", "", "-1234.5"),
        ("5-", ".", "", "-5"),
        ("- 1 234,5", ",", "", "-1234.5"),
        ("−5", ".", "", "-5"),
        ("-5-", ".", "", None),
        ("(-5)", ".", "", None),
        ("(5", ".", "", None),
        ("--5", ".", "", None),
        ("99999999999999999999", ".", "", None),
        ("99999999999999.9999", ".", "", "99999999999999.9999"),
        ("٣", ".", "", "3"),
        ("١٬٢٣٤٫٥", ".", "", "1234.5"),
        ("１２", ".", "", "12"),
        ("１，２３４．５", ".", "", "1234.5"),
        ("１，２３４", ".", "", None),
        ("\u200e5", ".", "", "5"),
        ("-12,5", ",", "", "-12.5"),
        (" 7 ", ".", "", "7"),
        ("\u00a07\u00a0", ".", "", "7"),
        ("0", ".", "", "0"),
        ("", ".", "", None),
        ("USD 5", ".", "", None),
        ("5 руб.", ",", "", None),
    ],
)
def test_a_number_is_read_where_its_signs_settle_it(text, decimal, grouping, means):
    (found,) = read(number("cell", decimal, grouping), [text])

    assert found == (None if means is None else Decimal(means))


def test_a_number_above_two_to_the_53_keeps_its_digits():
    texts = ["9007199254740993", "9 007 199 254 740 993", "9007199254740993,5"]
    sql = number("cell", ",", "", "decimal(24, 1)")

    assert read(sql, texts) == [
        Decimal(9007199254740993),
        Decimal(9007199254740993),
        Decimal("9007199254740993.5"),
    ]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("1 234,50 руб.", "1234.5"),
        ("RUB 1.234,50", "1234.5"),
        ("₽5", "5"),
        ("-₽5", "-5"),
        ("₽ -5", "-5"),
        ("(5 РУБ)", "-5"),
        ("5 USD", None),
        ("руб.", None),
        ("5 рублей", None),
        ("РУБ 1.234", None),
    ],
)
def test_a_number_may_stand_beside_its_own_currency_alone(text, means):
    (found,) = read(number("cell", ",", beside=RUB), [text])

    assert found == (None if means is None else Decimal(means))
