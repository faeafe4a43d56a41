import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.names import is_firm_inn, name_key, read_party


@pytest.mark.parametrize(
    "spelling",
    [
        "ООО АУРУС",
        'ООО "Аурус"',
        "«АУРУС» ООО",
        "Общество с ограниченной ответственностью «Аурус»",
        "AURUS LLC",
        "Aurus, Ltd.",
        "AURUS CO., LTD",
        "OOO Aurus",
        "аурус",
        "Aurus S.A.S.",
        "AURUS SAS",
        "Aurus Sp. z o.o.",
        "AURUS K.K.",
    ],
)
def test_one_firm_in_many_spellings_has_one_key(spelling):
    assert name_key(spelling) == "AURUS"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("АУРУС", "АУРУС МОТО"),
        ("AS SYSTEMS", "SYSTEMS"),
        ("ООО АУРУС-1", "ООО АУРУС-2"),
        ("SOLLERS", "SOLLERS-FINANCE"),
        ("COCA LLC", "COCACO LLC"),
    ],
)
def test_firms_that_are_not_one_have_two_keys(one, other):
    assert name_key(one) != name_key(other)


def test_a_name_that_is_only_a_legal_form_keeps_it():
    assert name_key("ООО АО") == "AO"


@pytest.mark.parametrize(
    ("text", "name", "tax_id"),
    [
        ("7743237789 ООО АУРУС", "ООО АУРУС", "7743237789"),
        ("7743237789/774301001 ООО АУРУС", "ООО АУРУС", "7743237789"),
        ("АУРУС ИНН 7743237789 КПП 774301001", "АУРУС", "7743237789"),
        ("7743237780 ООО АУРУС", "7743237780 ООО АУРУС", None),  # wrong check digit
        ("7743237789 7711000924", "7743237789 7711000924", None),  # two ids
        ("77432377890 АУРУС", "77432377890 АУРУС", None),  # eleven digits
        ("7743237789", None, "7743237789"),
        ("  ", None, None),
    ],
)
def test_a_tax_id_glued_to_a_name_is_read(text, name, tax_id):
    found = read_party(text)

    assert (found.name, found.tax_id) == (name, tax_id)


@given(st.text())
def test_any_text_is_read_without_losing_its_key(text):
    assert name_key(name_key(text)) == name_key(text)
    assert read_party(text).tax_id is None or read_party(text).tax_id in text


@given(st.integers(0, 999_999_999))
def test_one_of_ten_check_digits_is_right(number):
    right = [d for d in range(10) if is_firm_inn(f"{number:09}{d}")]

    assert len(right) == 1
