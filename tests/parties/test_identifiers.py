"""Ids are public examples of the offices that give them, or worked out by hand."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.reading.checks import is_valid
from madein.parties.reading.identifiers import (
    Identifier,
    column_ids,
    ids_in,
    read_id,
    take_ids,
)
from madein.parties.reading.labels import labels
from madein.parties.reading.schemes import schemes, strong_schemes

INN = "7743237789"
OTHER_INN = "3528079131"


def told(ids):
    return [(one.scheme, one.value, one.valid) for one in ids]


@pytest.mark.parametrize(
    ("country", "text", "scheme", "value"),
    [
        ("RU", "7743237789", "ru-inn", "7743237789"),
        ("RU", "500100732259", "ru-inn-person", "500100732259"),
        ("RU", "1027700132195", "ru-ogrn", "1027700132195"),
        ("BY", "200988541", "by-unp", "200988541"),
        ("UA", "32855961", "ua-edrpou", "32855961"),
        ("KZ", "941240000193", "kz-bin", "941240000193"),
        ("TR", "4540536920", "tr-vkn", "4540536920"),
        ("KR", "124-81-00998", "kr-brn", "1248100998"),
        ("KR", "124 81 00998", "kr-brn", "1248100998"),
        ("KR", "1301110006246", "kr-corp", "1301110006246"),
        ("CN", "91110000600037341L", "cn-uscc", "91110000600037341L"),
        ("CN", "9111 0000 6000 3734 1L", "cn-uscc", "91110000600037341L"),
        ("CN", "91-110000-600037341-L", "cn-uscc", "91110000600037341L"),
        ("US", "91-1144442", "us-ein", "911144442"),
        ("DE", "DE136695976", "de-vat", "DE136695976"),
        ("DE", "136 695 976", "de-vat", "DE136695976"),
        ("IT", "00743110157", "it-vat", "IT00743110157"),
        ("GR", "EL094259216", "gr-vat", "EL094259216"),
        ("GR", "GR 094259216", "gr-vat", "EL094259216"),
        ("PL", "PL 856-734-62-15", "pl-vat", "PL8567346215"),
        ("GB", "GB 980 7806 84", "gb-vat", "GB980780684"),
        ("CH", "CHE-100.155.212", "ch-uid", "CHE100155212"),
        ("", "213800KUD8LAJWSQ9D15", "lei", "213800KUD8LAJWSQ9D15"),
        ("", INN, "ru-inn", INN),
        ("", "７７４３２３７７８９", "ru-inn", INN),
        ("", "7743237789.0", "ru-inn", INN),
    ],
)
def test_an_id_with_the_right_check_digit_is_proven(country, text, scheme, value):
    assert read_id(text, country) == Identifier(scheme=scheme, value=value, valid=True)


@pytest.mark.parametrize(
    ("country", "text", "scheme"),
    [
        ("KR", "124-81-00997", "kr-brn"),
        ("TR", "4540536921", "tr-vkn"),
        ("KZ", "941240000194", "unknown"),  # neither a firm's number nor a person's
        ("RU", "7743237780", "ru-inn"),
        ("UZ", "301234567", "uz-inn"),  # no check digit is published
        ("AE", "100123456700003", "ae-trn"),
        ("", "4540536921", "unknown"),
        ("", "12345", "unknown"),
        ("DE", INN, "unknown"),  # the country has no id of ten digits
    ],
)
def test_what_no_check_digit_proves_is_kept_and_proves_nothing(country, text, scheme):
    found = read_id(text, country)

    assert (found.scheme, found.valid, found.is_strong) == (scheme, False, False)


def test_ten_digits_are_of_the_kind_of_their_country():
    everywhere = "7743000170"  # right as INN, as VKN and as BRN

    assert [
        told([read_id(everywhere, country)]) for country in ("TR", "RU", "KR", "", "DE")
    ] == [
        [("tr-vkn", everywhere, True)],
        [("ru-inn", everywhere, True)],
        [("kr-brn", everywhere, True)],
        [("ru-inn", everywhere, True)],
        [("unknown", everywhere, False)],
    ]


@pytest.mark.parametrize("text", ["", " ", "0", "-", "N/A", "NULL", "нет", "000000"])
def test_a_cell_that_says_nothing_has_no_id(text):
    assert read_id(text, "RU") is None


@pytest.mark.parametrize(
    "text",
    [
        "4444444444",
        "7700000000",
        "1111111111",
        "1234567890",
        "1234567894",
        "9876543210",
    ],
)
def test_digits_typed_to_get_past_a_form_prove_nothing(text):
    assert not read_id(text, "TR").valid
    assert not read_id(text, "RU").valid


@pytest.mark.parametrize(
    "text",
    [
        "7743237789/774301001",
        "7743237789 774301001",
        "7743237789,774301001",
        "ИНН 7743237789 КПП 774301001",
        "ИНН/КПП: 7743237789/774301001",
        "КПП 774301001 ИНН 7743237789",
        "ИНН7743237789КПП774301001",
        "7743237789.0/774301001.0",
    ],
)
def test_a_branch_code_beside_an_inn_is_kept_apart(text):
    ids, mark = column_ids(text, "")

    assert set(told(ids)) == {
        ("ru-inn", INN, True),
        ("ru-kpp", "774301001", False),
    }
    assert read_id(text, "").value == INN
    assert mark == ""


def test_a_zero_lost_to_a_spreadsheet_is_put_back_in_russia_only():
    right = (Identifier(scheme="ru-inn", value="0274062111", valid=True),)

    assert column_ids("274062111", "RU") == (right, "zero restored")
    assert column_ids("274062111.0", "RU") == (right, "zero restored")
    assert column_ids("274062112", "RU")[1] == ""
    assert told(column_ids("274062111", "")[0]) == [("unknown", "274062111", False)]
    assert told(column_ids("274062111", "TR")[0]) == [("unknown", "274062111", False)]


def test_a_branch_code_alone_is_no_inn_without_its_zero():
    kpp = next(
        f"{n:04}01001" for n in range(7700, 7800) if is_valid("ru.inn", f"0{n:04}01001")
    )

    assert told(column_ids(kpp, "RU")[0]) == [("unknown", kpp, False)]


@pytest.mark.parametrize(
    ("text", "scheme", "value"),
    [
        ("ООО ПРИМЕР ИНН 7743237789", "ru-inn", INN),
        ("ООО ПРИМЕР ИНН7743237789", "ru-inn", INN),
        ("ООО ПРИМЕР (И.Н.Н. № 7743237789)", "ru-inn", INN),
        ("PRIMER LLC TIN: 7743237789", "ru-inn", INN),
        ("PRIMER LLC TAX ID NO. 7743237789", "ru-inn", INN),
        ("PRIMER LLC OGRN 1027700132195", "ru-ogrn", "1027700132195"),
        ("ТОО ПРИМЕР БИН 941240000193", "kz-bin", "941240000193"),
        ("ТОВ ПРИМЕР ЄДРПОУ 32855961", "ua-edrpou", "32855961"),
        ("УП ПРИМЕР УНП 200988541", "by-unp", "200988541"),
        ("PRIMER A.Ş. VERGİ NO: 4540536920", "tr-vkn", "4540536920"),
        ("PRIMER A.S. Vergi Kimlik No 4540536920", "tr-vkn", "4540536920"),
        ("(주)프라이머 사업자등록번호 124-81-00998", "kr-brn", "1248100998"),
        ("(주)프라이머 사업자등록번호124-81-00998", "kr-brn", "1248100998"),
        (
            "普莱默有限公司统一社会信用代码91110000600037341L",
            "cn-uscc",
            "91110000600037341L",
        ),
        ("PRIMER SPA P.IVA 00743110157", "it-vat", "IT00743110157"),
        ("PRIMER GMBH USt-IdNr. DE136695976", "de-vat", "DE136695976"),
        ("PRIMER GMBH VAT NO DE136695976", "de-vat", "DE136695976"),
        ("PRIMER INC EIN 91-1144442", "us-ein", "911144442"),
        ("PRIMER LTD LEI 213800KUD8LAJWSQ9D15", "lei", "213800KUD8LAJWSQ9D15"),
    ],
)
def test_a_label_tells_the_kind_without_a_country(text, scheme, value):
    (found,) = ids_in(text, "")

    assert told([found]) == [(scheme, value, True)]


@pytest.mark.parametrize(
    "text",
    [
        "ЗАВОД 1234567890",
        "ЗАВОД 7743237780",  # wrong check digit
        "ЗАВОД 77432377890",  # eleven digits
        "PRIMER 4540536920",  # a right VKN, but nothing says so
        "ЗАВОД №2",
        "HOLIDAY INN 2000",
        "POLAR ICE 12345",
        "PRIMER TEL +7743237789",
        "PRIMER TEL. 7743237789",  # right as an INN, but nobody's
        "ПРИМЕР ФАКС: 7743237789",
        "ПРИМЕР Р/С 7743237789",
        "PRIMER +7743237789",
        "TIN CAN 42 LTD",
    ],
)
def test_digits_that_nothing_explains_stay_in_the_name(text):
    taken = take_ids(text, "")

    assert (taken.ids, taken.rest) == ((), text)


def test_the_country_of_the_field_explains_digits_without_a_label():
    assert told(ids_in("PRIMER A.S. 4540536920", "TR")) == [
        ("tr-vkn", "4540536920", True)
    ]
    assert told(ids_in("프라이머 124-81-00998", "KR")) == [
        ("kr-brn", "1248100998", True)
    ]
    assert ids_in("PRIMER A.S. 7743237789", "TR") == ()  # a right INN


def test_a_wrong_number_of_the_country_is_not_taken_for_a_right_one_of_another():
    swiss = "100155212"  # right as a Swiss UID, wrong as a German VAT number

    assert told(ids_in(f"PRIMER UID {swiss}", "CH")) == [
        ("ch-uid", "CHE100155212", True)
    ]
    assert told(ids_in(f"PRIMER UID {swiss}", "DE")) == [
        ("de-vat", "DE100155212", False)
    ]


def test_a_label_outweighs_the_country():
    assert told(ids_in("PRIMER INN 7743237789", "KR")) == [("ru-inn", INN, True)]


def test_an_inn_and_a_branch_code_beside_a_russian_name_need_no_country():
    wrong = ids_in("7700000005 770001001 OOO PRIMER RUS", "TR")

    assert told(wrong) == [
        ("ru-inn", "7700000005", False),
        ("ru-kpp", "770001001", False),
    ]
    assert ids_in("7700000005 770001001 PRIMER", "TR") == ()


def test_a_general_label_without_a_country_decides_no_kind():
    assert told(ids_in("LLC PRIMER TIN 010000000", "")) == [
        ("unknown", "010000000", False)
    ]
    assert told(ids_in("PRIMER VAT NO 7743237789", "")) == [("unknown", INN, False)]


def test_a_label_that_two_countries_share_waits_for_the_country():
    shared = "20100070970"  # a Peruvian RUC; Ecuador's have thirteen digits

    assert told(ids_in(f"PRIMER S.A. RUC {shared}", "")) == [("pe-ruc", shared, True)]
    assert told(ids_in("ZAVOD INN 301234567", "")) == [("unknown", "301234567", False)]
    assert told(ids_in("ZAVOD INN 301234567", "UZ")) == [("uz-inn", "301234567", False)]


def test_two_ids_of_one_kind_are_both_kept():
    assert told(ids_in(f"{INN} {OTHER_INN} ООО ПРИМЕР", "")) == [
        ("ru-inn", INN, True),
        ("ru-inn", OTHER_INN, True),
    ]
    assert len(ids_in(f"{INN} ООО ПРИМЕР {INN}", "")) == 1


def test_the_number_of_a_branch_tells_the_number_of_its_firm():
    assert told(ids_in("PRIMER GSTIN 27AAPFU0939F1ZV", "IN")) == [
        ("in-gstin", "27AAPFU0939F1ZV", True),
        ("in-pan", "AAPFU0939F", True),
    ]
    assert told(ids_in("CNPJ 16.727.230/0001-97", "")) == [
        ("br-cnpj", "16727230000197", True),
        ("br-firm", "16727230", True),
    ]
    assert told(ids_in("PAN AAPFU0939F", "IN")) == [("in-pan", "AAPFU0939F", False)]


def test_a_number_of_a_branch_is_not_strong():
    branch = read_id("104-85-12348", "KR")

    assert (branch.scheme, branch.valid, branch.is_strong) == (
        "kr-brn-branch",
        True,
        False,
    )


def test_schemes_with_a_check_digit_reject_nine_random_numbers_of_ten():
    chance = random.Random(4)  # noqa: S311  the same numbers each time
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    signs = {"#": "0123456789", "@": letters, "*": "0123456789" + letters}
    accepted = {}
    for scheme in schemes():
        if not scheme.check or scheme.name == "us-ein":
            continue
        shape = [s for s in scheme.shape.split("|")[0] if s not in " ./-"]
        drawn = [
            "".join(chance.choice(signs.get(s, s)) for s in shape) for _ in range(400)
        ]
        share = sum(is_valid(scheme.check, number) for number in drawn) / len(drawn)
        if share > 0.17:  # one in ten, four standard deviations
            accepted[scheme.name] = share

    assert accepted == {}


def test_no_scheme_without_a_test_is_ever_valid():
    assert not any(is_valid(s.check, "7743237789") for s in schemes() if not s.check)


def test_the_table_is_sound():
    names = [scheme.name for scheme in schemes()]

    assert len(names) == len(set(names))
    assert {s.names for s in schemes()} == {"firm", "person", "branch"}
    assert {s.alone for s in schemes()} == {"", "anywhere", "country", "no country"}
    assert {s.part[0] for s in schemes() if s.part} <= set(names)
    assert all(s.check for s in schemes() if s.alone)
    assert strong_schemes() == {s.name for s in schemes() if s.names != "branch"}
    assert "" not in labels()


@given(st.text(), st.sampled_from(["", "RU", "KR", "TR", "CN", "DE", "FR", "XX"]))
def test_any_text_is_read_and_loses_nothing(text, country):
    taken = take_ids(text, country)
    kept = taken.rest + "".join(taken.labels) + "".join(i.value for i in taken.ids)
    column_ids(text, country)

    assert all(kept.upper().count(c) >= text.upper().count(c) for c in "0123456789")


@given(
    st.integers(0, 999_999_999),
    st.sampled_from(["ООО ПРИМЕР {}", "{} ПРИМЕР", "ПРИМЕР (ИНН {})", "ИНН:{} ПРИМЕР"]),
)
def test_one_of_ten_inn_is_proven_wherever_it_stands(number, place):
    proven = [
        digit
        for digit in range(10)
        if any(i.is_strong for i in ids_in(place.format(f"{number:09}{digit}"), ""))
    ]

    assert len(proven) <= 1
