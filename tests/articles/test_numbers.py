"""Numbers of English texts: amounts, counts, shares, multiples and their hedges."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.articles.claiming import amount_words
from madein.articles.number_words import spelled
from madein.articles.numbers import Kind, numbers, small_numbers
from madein.findings.hedges import allowed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("almost $15.5 million of parts", "almost 15.5 million USD"),
        ("worth US$34m in all", "34 million USD"),
        ("at least USD 34,000,000", "at least 34,000,000 USD"),
        ("an estimated 15.5 million US dollars", "about 15.5 million USD"),
        ("$34 million or more", "at least 34 million USD"),
        ("some $16 mln", "about 16 million USD"),
        ("no less than $740 million", "at least 740 million USD"),
        ("up to $5 million", "at most 5 million USD"),
        ("a little under $16 million", "almost 16 million USD"),
        ("just over $1 million", "just over 1 million USD"),
        ("fewer than 230 transactions", "less than 230"),
        ("add up to nearly sixteen million dollars", "almost 16 million USD"),
        ("fifteen and a half million dollars", "15.5 million USD"),
        ("half a million dollars", "0.5 million USD"),
        ("between $3m and $4m", "between 3 million USD and 4 million USD"),
        ("$3-4 million", "between 3 million USD and 4 million USD"),
        ("2 to 3 million dollars", "between 2 million USD and 3 million USD"),
        ("about 75 percent of them", "about 75 %"),
        ("75.2% of them", "75.2 %"),
        ("roughly a third of it", "about a third"),
        ("three quarters of the goods", "three quarters"),
        ("rose tenfold", "tenfold"),
        ("more than doubled", "more than twofold"),
        ("11.2 times as much", "11.2 times"),
        ("300 tonnes", "300 thousand kg"),
        ("2,358 import declarations", "2,358"),
        ("three thousand two hundred and ninety-two transactions", "3,292"),
    ],
)
def test_a_number_is_worded_as_a_claim_words_it(text, words):
    [found] = numbers(text)

    assert amount_words(found) == words
    assert allowed(words) is not None


@pytest.mark.parametrize(
    "text",
    [
        "€3 million",
        "3 million euros",
        "HK$3m",
        "5 million Canadian dollars",
        "40 roubles",
    ],
)
def test_other_currencies_are_never_dollars(text):
    assert [n.kind for n in numbers(text)] == [Kind.FOREIGN]


@pytest.mark.parametrize("text", ["33 cars", "57 firms", "2 of the cooks", "9 metres"])
def test_what_is_no_import_is_not_counted(text):
    kinds = {n.kind for n in numbers(text)}

    assert kinds <= {Kind.OTHER, Kind.COUNT}
    assert Kind.MONEY not in kinds


def test_the_two_amounts_of_a_change_are_no_range():
    found = numbers("rose from $51 million in 2021 to $570 million")

    assert [n.low for n in found if n.kind is Kind.MONEY] == [
        "51 million",
        "570 million",
    ]


@pytest.mark.parametrize("unit", ["rows", "declarations"])
def test_the_unit_is_kept_where_the_word_names_one(unit):
    assert [n.unit for n in numbers(f"2,358 {unit}")] == [unit]
    assert [n.unit for n in numbers("2,358 shipments")] == [""]


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = [
    "-",
    "-",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]


def worded(number):
    """A number below a million in words, written without looking at the reader."""
    if number < 20:
        return ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{ONES[hundreds]} hundred" + (f" and {worded(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    joint = " and " if 0 < rest < 100 else " "
    return f"{worded(thousands)} thousand" + (f"{joint}{worded(rest)}" if rest else "")


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_in_words_is_the_number(number):
    digits, scale = spelled(worded(number), small_numbers())
    value = int(digits.replace(",", "")) * {"": 1, "thousand": 1000}[scale]

    assert value == number


@given(
    st.decimals(min_value=Decimal("0.1"), max_value=999, places=1),
    st.sampled_from([" million", "m", " mln", "mn", "-million"]),
    st.sampled_from(["$", "US$", "USD "]),
    st.sampled_from(["", "almost ", "at least ", "more than ", "about "]),
)
def test_an_amount_keeps_its_digits_in_every_spelling(number, scale, sign, hedge):
    [found] = numbers(f"parts worth {hedge}{sign}{number}{scale} came")

    assert amount_words(found) == f"{hedge}{number} million USD"


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_of_numbers(text):
    assert all(0 <= n.start < n.end <= len(text) for n in numbers(text))
