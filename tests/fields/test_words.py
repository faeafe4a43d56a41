from decimal import Decimal

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from fields.reading import batch, read
from madein.fields import words


def test_a_flag_is_one_or_zero_and_nothing_else():
    texts = ["1", " 0 ", "", None, "true", "2", "01"]

    found = [True, False, None, None, None, None, None]
    assert read(words.flag("cell"), texts) == found


def test_a_word_means_what_the_layout_says_whatever_its_case():
    meanings = {"": "original", "КДТ": "amended", "it's": "cancelled"}
    texts = ["кдт", " КДТ ", "IT'S", "", None, "  ", "КДТ1"]

    found = ["amended", "amended", "cancelled", "original", "original", "original"]
    assert read(words.word("cell", meanings), texts) == [*found, None]


def test_a_blank_cell_is_no_word_unless_the_layout_says_so():
    assert read(words.word("cell", {"A": "amended"}), ["", None]) == [None, None]


def test_without_meanings_no_word_is_known():
    assert read(words.word("cell", {}), ["x", ""]) == [None, None]


@settings(max_examples=30, deadline=None)
@given(batch(st.text("aAбБ .,N0", max_size=8)))
def test_text_and_prose_keep_all_but_the_blanks_around(texts):
    wanted = [text.strip(" ") or None for text in texts]

    assert read(words.text("cell"), texts) == wanted
    assert read(words.prose("cell"), texts) == wanted


def test_a_cell_of_blanks_or_of_a_programs_null_is_unknown():
    texts = [" a ", "  ", "", None, "NULL", " NULL ", "Null AG"]

    wanted = ["a", None, None, None, None, None, "Null AG"]
    assert read(words.text("cell"), texts) == wanted
    assert read(words.prose("cell"), texts) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USD", "USD"),
        (" usd ", "USD"),
        ("840", "USD"),
        ("$", None),  # a peso in Chile
        ("US Dollar", "USD"),
        ("Доллар США", "USD"),
        ("643", "RUB"),
        ("810", "RUB"),
        ("RUR", "RUB"),
        ("Российский рубль", "RUB"),
        ("156", "CNY"),
        ("RMB", "CNY"),
        ("ЮАНЬ", "CNY"),
        ("ЕВРО", "EUR"),
        ("€", "EUR"),
        ("036", "AUD"),
        ("BYR", "BYR"),  # ten thousand of them are one BYN
        ("DOLLAR", None),
        ("¥", None),
        ("XXX", None),
        ("XYZ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_currency_is_known_by_its_code_number_sign_or_name(text, code):
    assert read(words.currency("cell"), [text]) == [code]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_each_name_of_a_currency_means_that_currency_alone(language):
    names = dict(Locale.parse(language).currencies)
    del names["PLZ"]  # the zloty before 1995
    texts, wanted = list(names.values()), list(names)

    for text, code, found in zip(
        texts, wanted, read(words.currency("cell"), texts), strict=True
    ):
        assert found in {code, None}, text
    in_use = {"USD", "EUR", "RUB", "CNY", "KRW", "JPY", "TRY", "KZT", "UAH", "INR"}
    assert read(words.currency("cell"), [names[code] for code in sorted(in_use)]) == (
        sorted(in_use)
    )


@pytest.mark.parametrize(
    ("unit", "kg"),
    [
        ("KG", "1"),
        ("кг", "1"),
        ("166", "1"),
        ("g", "0.001"),
        ("T", "1000"),
        (" MT ", "1000"),
        ("LB", "0.45359237"),
        ("TON", None),
        ("PCS", None),
        ("", None),
        (None, None),
    ],
)
def test_a_unit_of_weight_is_known_exactly_or_not_at_all(unit, kg):
    assert read(words.kilograms("cell"), [unit]) == [kg and Decimal(kg)]


def test_incoterms_are_those_of_2020_and_five_older_ones():
    assert len(set(words.INCOTERMS)) == len(words.INCOTERMS) == 16
    assert {"FOB", "CIF", "DPU", "DAF"} <= set(words.INCOTERMS)
