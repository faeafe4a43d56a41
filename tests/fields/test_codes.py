import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fields.reading import batch, read
from madein.fields import codes

DIGIT_PAIRS = st.integers(1, 6).flatmap(
    lambda n: st.text("0123456789", min_size=2 * n, max_size=2 * n)
)


@settings(max_examples=30, deadline=None)
@given(batch(DIGIT_PAIRS))
def test_a_commodity_code_keeps_every_digit(texts):
    assert read(codes.commodity_code("cell"), texts) == texts


@settings(max_examples=60, deadline=None)
@given(batch(st.text("0123456789. *E+'\u00a0\n", max_size=14)))
def test_a_commodity_code_is_made_of_the_digits_that_are_written(texts):
    for text, code in zip(
        texts, read(codes.commodity_code("cell"), texts), strict=True
    ):
        digits = "".join(filter(str.isdigit, text))
        assert code is None or (code == digits and len(code) in {2, 4, 6, 8, 10, 12})


@settings(max_examples=30, deadline=None)
@given(batch(DIGIT_PAIRS), st.sampled_from([8, 10]))
def test_an_unpadded_code_gets_one_zero_back_and_no_more(texts, digits):
    numbers = [str(int(text)) for text in texts]
    expected = [
        number.zfill(digits) if len(number) in {digits - 1, digits} else None
        for number in numbers
    ]

    assert read(codes.commodity_code("cell", digits), numbers) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("0102290000", "0102290000"),
        ("0102", "0102"),
        ("'0102290000", "0102290000"),
        ("8708 29 000 0", "8708290000"),
        ("8708\u00a029\u00a0000\u00a00", "8708290000"),
        ("8708.29.00", "87082900"),
        ("87.08", "8708"),
        ("870829****", "870829"),
        ("8708 29 - Parts", "870829"),
        ("8708.29: части", "870829"),
        ("8708-29", None),
        ("8708 - 8709", None),
        ("870829000 - Parts", None),
        ("87 - Vehicles", None),
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
    assert read(codes.commodity_code("cell"), [text]) == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("102290000", "0102290000"),
        ("8708290000", "8708290000"),
        ("8708290000.0", "8708290000"),
        (" 102290000 ", "0102290000"),
        ("10229000", None),
        ("0010229000", "0010229000"),
        ("00102290000", None),
        ("870829*", None),
        ("8.70829E+09", None),
    ],
)
def test_codes_written_as_numbers_have_one_length(text, code):
    assert read(codes.commodity_code("cell", 10), [text]) == [code]


def test_a_tax_id_is_text_without_blanks():
    texts = ["7700000000", "0100000001", " 770 000 0000 ", "7700000000.0", "DE 12.5-A"]

    found = ["7700000000", "0100000001", "7700000000", "7700000000", "DE12.5-A"]
    assert read(codes.tax_id("cell"), texts) == found


def test_what_cannot_tell_firms_apart_is_no_tax_id():
    texts = [
        "7.7E+09",
        "7E+09",
        "0",
        "000000000",
        "-",
        "0.0",
        "NULL",
        "n/a",
        " ",
        "",
        None,
    ]

    assert read(codes.tax_id("cell"), texts) == [None] * len(texts)


@settings(max_examples=30, deadline=None)
@given(batch(st.from_regex(r"[0-9A-Z]{4,12}", fullmatch=True)))
def test_a_tax_id_keeps_every_letter_and_digit(texts):
    wanted = [None if set(t) <= {"0"} or t in {"NULL", "NONE"} else t for t in texts]
    blank = [f" {text[:2]}\u00a0{text[2:]} " for text in texts]

    assert read(codes.tax_id("cell"), texts) == wanted
    assert read(codes.tax_id("cell"), blank) == wanted


def test_a_whole_number_is_never_rounded():
    texts = ["1", " 12 ", "03", "3.0", "1.5", "1.6", "1e2", "-1", "0x10", "1_0", "x"]

    found = [1, 12, 3, 3, None, None, None, None, None, None, None]
    assert read(codes.whole("cell"), texts) == found
