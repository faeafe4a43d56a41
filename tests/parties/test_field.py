"""All names are invented, but for numbers that offices publish as examples."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from madein.parties.reading.field import PartyKind, read_field, read_mention
from madein.parties.reading.scripts import tidy

INN = "7743237789"
OTHER_INN = "3528079131"


def parts(text, **beside):
    """What was told, without what was not, and without kind and ids."""
    field = read_field(text, **beside)
    found = {
        "name": field.name,
        "agent": field.agent,
        "brand": field.brand,
        "address": field.address,
    }
    return {key: value for key, value in found.items() if value is not None}


@pytest.mark.parametrize(
    "name",
    [
        "ООО Москва Авто",
        'ООО "Нижний Новгород Моторс"',
        "Shenzhen Huaxin Electronics",
        "SHENZHEN HUAXIN ELECTRONICS CO., LTD",
        "SHENZHEN HUAXIN ELECTRONICS CO., LTD.",
        "PRIMER CO.,LTD.",
        "PRIMER, LLC",
        "ALFA, BETA & CO LLC",
        "ООО АЛЬФА, БЕТА И ПАРТНЕРЫ",
        "HYUNDAI PRIMER, INDIA",  # without a legal form: perhaps the Indian firm
        "TACTICAL PRIMER CORPORATION, NORTHERN AVIATION PLANT",
        "TACTICAL PRIMER CORPORATION, JOINT STOCK COMPANY VANGUARD",
        "ALFA LLC, BETA LLC",
        "АДМИНИСТРАЦИЯ Г. ПРИМЕРСКА",
        "SHANGHAI NO. 5 MACHINE TOOL WORKS",
        "ЗАВОД АО, 5",
        "ООО УЛИЦА 1905 ГОДА",
        "УЛ. ЛЕНИНА 5",
        "ТОРГОВЫЙ ДОМ 21 ВЕК",
        "STUDIO 54",
        "ESCAPE ROOM 5",
        "VIA PRIMER TECHNOLOGIES INC",
        "CENTER FOR TECHNOLOGY LLC",
        "SAUDI COMPANY FOR TRADE LLC",
        "ФОНД ДЛЯ РАЗВИТИЯ ООО",
        "MADE TO ORDER LTD",
        "BRAND SOLUTIONS LTD",
        "PRIMER MANUFACTURER LTD",
        "МАРКА ООО",
        "A/C PARTS LTD",
        "A/S PRIMER",
        "NA LLC",
        "NORDIC UNKNOWN PLEASURES AS",
        "深圳市华鑫电子有限公司",
        "深圳市华鑫电子有限公司上海分公司",
        "주식회사 프라이머",
        "株式会社プライマー",
        "1С: ПРИМЕР",
        "EMMA",
    ],
)
def test_a_name_that_is_only_a_name_stays_whole(name):
    assert parts(name) == {"name": tidy(name)[0]}


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("TATA PRIMER LTD., MUMBAI, INDIA", "TATA PRIMER LTD.", "MUMBAI, INDIA"),
        ("PRIMER CO., LTD., SHENZHEN, CHINA", "PRIMER CO., LTD.", "SHENZHEN, CHINA"),
        (
            "PRIMER CO., LTD NO. 88 ZHONGSHAN ROAD, SHENZHEN",
            "PRIMER CO., LTD",
            "NO. 88 ZHONGSHAN ROAD, SHENZHEN",
        ),
        ("PRIMER LLC, 12 HIGH STREET", "PRIMER LLC", "12 HIGH STREET"),
        (
            "PRIMER LTD, 2F NO. 5 CHUNG RD, TAIPEI",
            "PRIMER LTD",
            "2F NO. 5 CHUNG RD, TAIPEI",
        ),
        ("PRIMER FZE P.O. BOX 17, DUBAI", "PRIMER FZE", "P.O. BOX 17, DUBAI"),
        ("PRIMER TRADING P.O. BOX 17 DUBAI", "PRIMER TRADING", "P.O. BOX 17 DUBAI"),
        (
            "PRIMER TRADING ROOM 1203, 5 HIGH ROAD",
            "PRIMER TRADING",
            "ROOM 1203, 5 HIGH ROAD",
        ),
        ("PRIMER S L U CALLE ALCALA 12 46000", "PRIMER S L U", "CALLE ALCALA 12 46000"),
        ("PRIMER S.R.L. VIA ROMA 5 MILANO", "PRIMER S.R.L.", "VIA ROMA 5 MILANO"),
        ("PRIMER GMBH, 70173 STUTTGART", "PRIMER GMBH", "70173 STUTTGART"),
        (
            "PRIMER OTOMOTİV A.Ş. ATATÜRK MAH. 5. SOK. NO:3 BURSA",
            "PRIMER OTOMOTİV A.Ş.",
            "ATATÜRK MAH. 5. SOK. NO:3 BURSA",
        ),
        (
            "PRIMER CO LTD 123 TEHERAN-RO, GANGNAM-GU, SEOUL",
            "PRIMER CO LTD",
            "123 TEHERAN-RO, GANGNAM-GU, SEOUL",
        ),
        (
            "ООО ПРИМЕР, 123456, Г. МОСКВА, УЛ. ЛЕНИНА, Д. 5, ОФ. 2",
            "ООО ПРИМЕР",
            "123456, Г. МОСКВА, УЛ. ЛЕНИНА, Д. 5, ОФ. 2",
        ),
        ('ООО "ПРИМЕР", МОСКВА', 'ООО "ПРИМЕР"', "МОСКВА"),
        ("ФИЛИАЛ ООО ПРИМЕР, УЛ. МИРА, 5", "ФИЛИАЛ ООО ПРИМЕР", "УЛ. МИРА, 5"),
        ("ПРИМЕР ООО Г. МОСКВА УЛ. ЛЕНИНА 5", "ПРИМЕР ООО", "Г. МОСКВА УЛ. ЛЕНИНА 5"),
        ("ALFA, BETA AND SONS, 5 HIGH STREET", "ALFA, BETA AND SONS", "5 HIGH STREET"),
        (
            "PRIMER CORP, NORTHERN AVIATION PLANT, HIGH STREET 5",
            "PRIMER CORP, NORTHERN AVIATION PLANT",
            "HIGH STREET 5",
        ),
        (
            "深圳市华鑫电子有限公司广东省深圳市南山区科技路5号",
            "深圳市华鑫电子有限公司",
            "广东省深圳市南山区科技路5号",
        ),
        (
            "(주)프라이머 서울특별시 강남구 테헤란로 123",
            "(주)프라이머",
            "서울특별시 강남구 테헤란로 123",
        ),
        (
            "프라이머 주식회사 서울시 서초구 헌릉로 12",
            "프라이머 주식회사",
            "서울시 서초구 헌릉로 12",
        ),
        (
            "PRIMER FZE, JEBEL ALI FREE ZONE, DUBAI, UAE",
            "PRIMER FZE",
            "JEBEL ALI FREE ZONE, DUBAI, UAE",
        ),
        ("PRIMER LLC TEL. 4957743237", "PRIMER LLC", "TEL. 4957743237"),
        ("株式会社プライマー 東京都港区芝5-1", "株式会社プライマー", "東京都港区芝5-1"),
    ],
)
def test_an_address_behind_a_name_is_taken_off(text, name, address):
    assert parts(text) == {"name": name, "address": address}


@pytest.mark.parametrize(
    ("text", "name", "agent"),
    [
        ("ALFA LLC ON ORDER OF BETA LLC", "BETA LLC", "ALFA LLC"),
        ("ALFA LLC BY ORDER OF BETA LLC", "BETA LLC", "ALFA LLC"),
        ("ALFA LLC (ON BEHALF OF BETA LLC)", "BETA LLC", "ALFA LLC"),
        ("ALFA LLC FOR AND ON BEHALF OF BETA", "BETA", "ALFA LLC"),
        ("Alfa LLC o/b Beta LLC", "Beta LLC", "Alfa LLC"),
        ("ООО АЛЬФА ПО ПОРУЧЕНИЮ ООО БЕТА", "ООО БЕТА", "ООО АЛЬФА"),
        ("ООО АЛЬФА ПО ЗАКАЗУ ООО БЕТА", "ООО БЕТА", "ООО АЛЬФА"),
        ("ООО АЛЬФА В ИНТЕРЕСАХ ООО БЕТА", "ООО БЕТА", "ООО АЛЬФА"),
        ("ООО АЛЬФА ДЛЯ ООО БЕТА", "ООО БЕТА", "ООО АЛЬФА"),
        ("ALFA LLC FOR BETA LTD", "BETA LTD", "ALFA LLC"),
        ("ALFA S.A. POR CUENTA DE BETA S.L.", "BETA S.L.", "ALFA S.A."),
        ("ALFA LLC C/O BETA LLC", "ALFA LLC", "BETA LLC"),
        ("ООО АЛЬФА ЧЕРЕЗ ООО БЕТА", "ООО АЛЬФА", "ООО БЕТА"),
        ("TO THE ORDER OF PRIMER BANK A/C BETA LTD", "BETA LTD", "PRIMER BANK"),
        ("TO ORDER OF PRIMERBANK ON BEHALF OF BETA LLC", "BETA LLC", "PRIMERBANK"),
    ],
)
def test_an_agent_and_a_principal_are_two_parties(text, name, agent):
    assert parts(text) == {"name": name, "agent": agent}


def test_a_principal_that_was_cut_off_is_not_the_agent():
    field = read_field("ООО АЛЬФА ПО ПОРУЧЕНИЮ")

    assert (field.name, field.agent, field.marks) == (
        None,
        "ООО АЛЬФА",
        ("principal missing",),
    )
    assert field.kind is PartyKind.UNNAMED
    assert parts("ПО ПОРУЧЕНИЮ ООО БЕТА") == {"name": "ООО БЕТА"}


@pytest.mark.parametrize(
    ("text", "tax_id", "ids"),
    [
        (f"ALFA LLC ON ORDER OF BETA LLC INN {INN}", "", ()),
        ("ALFA LLC ON ORDER OF BETA LLC", INN, ()),
        (f"ALFA LLC INN {INN} ON ORDER OF BETA LLC", "", ()),
        (
            f"ALFA LLC INN {INN} ON ORDER OF BETA LLC INN {OTHER_INN}",
            "",
            (("ru-inn", OTHER_INN),),
        ),
        (f"ALFA LLC INN {INN} C/O BETA LLC", "", (("ru-inn", INN),)),
        (f"ON ORDER OF BETA LLC INN {INN}", "", (("ru-inn", INN),)),
    ],
)
def test_an_id_that_may_be_the_agents_proves_nothing(text, tax_id, ids):
    assert read_mention(text, tax_id=tax_id).ids == ids


def test_an_id_beside_two_parties_is_kept_and_marked():
    field = read_field("ALFA LLC FOR BETA LLC", tax_id=INN)

    assert [one.value for one in field.ids] == [INN]
    assert field.marks == ("id uncertain",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BRAND: PRIMUS; MANUFACTURER: BETA LTD",
            {"name": "BETA LTD", "brand": "PRIMUS"},
        ),
        (
            "ИЗГОТОВИТЕЛЬ: БЕТА; ТОВАРНЫЙ ЗНАК: ПРИМУС",
            {"name": "БЕТА", "brand": "ПРИМУС"},
        ),
        ("ПРОИЗВОДИТЕЛЬ БЕТА МАРКА ПРИМУС", {"name": "БЕТА", "brand": "ПРИМУС"}),
        ("MADE BY BETA LTD", {"name": "BETA LTD"}),
        ("PRIMUS MADE BY BETA LTD", {"name": "BETA LTD", "brand": "PRIMUS"}),
        ("BETA LTD, BRAND: PRIMUS", {"name": "BETA LTD", "brand": "PRIMUS"}),
        (
            "制造商:华鑫有限公司 品牌:普莱默",
            {"name": "华鑫有限公司", "brand": "普莱默"},
        ),
    ],
)
def test_a_brand_is_not_its_maker(text, expected):
    assert parts(text) == expected


def test_two_makers_in_one_field_are_marked():
    field = read_field("ИЗГОТОВИТЕЛЬ: АЛЬФА; ИЗГОТОВИТЕЛЬ: БЕТА")

    assert (field.name, field.marks) == ("АЛЬФА; БЕТА", ("several names",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TO ORDER", {}),
        ("To Order.", {}),
        ("TO ORDER OF SHIPPER", {}),
        ("TO THE ORDER OF PRIMERBANK JSC", {"agent": "PRIMERBANK JSC"}),
        ("TO THE ORDER OF: BANK OF PRIMER", {"agent": "BANK OF PRIMER"}),
        ("TO THE ORDER OF BETA LLC", {"name": "BETA LLC"}),
        ("BETA LLC, TO ORDER", {"name": "BETA LLC"}),
        ("ПРИКАЗУ БАНКА", {}),
        ("ПРИКАЗУ ПРИМЕРБАНК", {"agent": "ПРИМЕРБАНК"}),
        ("A LA ORDEN DE BANCO PRIMER", {"agent": "BANCO PRIMER"}),
    ],
)
def test_a_bank_to_whose_order_goods_go_is_no_buyer(text, expected):
    assert parts(text) == expected
    assert read_field(text).kind is PartyKind.TO_ORDER


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "---",
        "NULL",
        "n/a",
        "N.A.",
        "НЕ УКАЗАН",
        "UNKNOWN",
        "SAME AS CONSIGNEE",
        "ОН ЖЕ",
        "ОН ЖЕ, СМ. ГРАФУ 8",
        "DIFFERENT CONSIGNEES",
        "РАЗНЫЕ",
        "ФИЗ. ЛИЦО",
        "Физ.лицо",
        "CONSIGNEE: UNKNOWN",
        "未知",
    ],
)
def test_a_filler_names_nobody(text):
    field = read_field(text)

    assert (field.name, field.kind) == (None, PartyKind.UNNAMED)
    assert read_mention(text).name.words == ()


def test_an_id_names_a_firm_where_no_name_does():
    assert read_field("НЕ УКАЗАН", tax_id=INN).kind is PartyKind.FIRM
    assert read_field(INN).kind is PartyKind.FIRM
    assert read_field("НЕ УКАЗАН", tax_id="7743237780").kind is PartyKind.UNNAMED
    assert read_mention(INN).ids == (("ru-inn", INN),)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("PRIMER BANK JSC", PartyKind.BANK),
        ("БАНК ПРИМЕР", PartyKind.BANK),
        ("ПРИМЕРБАНК", PartyKind.BANK),
        ("普莱默银行", PartyKind.BANK),
        ("RIVERBANKS LTD", PartyKind.FIRM),
        ("PRIMER LOGISTICS LLC", PartyKind.FORWARDER),
        ("PRIMER FREIGHT FORWARDING LTD", PartyKind.FORWARDER),
        ("ООО ПРИМЕР ЛОГИСТИК", PartyKind.FORWARDER),
        ("ПРИМЕРЛОГИСТИКА ООО", PartyKind.FORWARDER),
        ("ЗАО СВХ ПРИМЕР", PartyKind.FORWARDER),
        ("大连普莱默货运有限公司", PartyKind.FORWARDER),
        ("프라이머물류", PartyKind.FORWARDER),
        ("PRIMER MOTORS LTD", PartyKind.FIRM),
    ],
)
def test_a_kind_is_a_mark_and_the_name_is_still_read(name, kind):
    field = read_field(name)

    assert (field.name, field.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "name", "ids", "roles"),
    [
        (f"{INN} ООО ПРИМЕР", "ООО ПРИМЕР", ["ru-inn"], ()),
        (f"{INN}/774301001 ООО ПРИМЕР", "ООО ПРИМЕР", ["ru-inn", "ru-kpp"], ()),
        (
            f"ООО ПРИМЕР, ИНН {INN}, КПП 774301001",
            "ООО ПРИМЕР",
            ["ru-inn", "ru-kpp"],
            ("ИНН", "КПП"),
        ),
        (f'ООО "ПРИМЕР" (ИНН: {INN})', 'ООО "ПРИМЕР"', ["ru-inn"], ("ИНН:",)),
        (f"{INN} 3528079131 ООО ПРИМЕР", "ООО ПРИМЕР", ["ru-inn", "ru-inn"], ()),
        ("7743237780 ООО ПРИМЕР", "7743237780 ООО ПРИМЕР", [], ()),
        (
            f"ООО ПРИМЕР (ИНН {INN}, КПП 774301001)",
            "ООО ПРИМЕР",
            ["ru-inn", "ru-kpp"],
            ("ИНН", "КПП"),
        ),
        (f"{INN}.0 ООО ПРИМЕР", "ООО ПРИМЕР", ["ru-inn"], (".0",)),
        ("M/S PRIMER LTD", "PRIMER LTD", [], ("M/S",)),
        ("M/S.PRIMER LTD", "PRIMER LTD", [], ("M/S.",)),
        ("CONSIGNEE: M/S. PRIMER LTD", "PRIMER LTD", [], ("CONSIGNEE", "M/S.")),
    ],
)
def test_what_was_glued_to_a_name_is_taken_off(text, name, ids, roles):
    field = read_field(text)

    assert field.name == name
    assert [one.scheme for one in field.ids] == ids
    assert field.roles == roles


def test_the_column_and_the_name_both_tell_ids():
    mention = read_mention(f"{OTHER_INN} ООО ПРИМЕР", tax_id=f"{INN}/774301001")

    assert mention.ids == (("ru-inn", OTHER_INN), ("ru-inn", INN))


@pytest.mark.parametrize(
    ("tax_id", "country", "ids"),
    [
        ("7743237780", "", (("unknown?", "7743237780"),)),
        ("7743237780", "RU", (("ru-inn?", "7743237780"),)),
        ("301234567", "UZ", (("uz-inn?", "301234567"),)),
        ("7777777777", "RU", ()),  # typed to fill the form
        ("б/н", "RU", ()),
        ("12", "", ()),
    ],
)
def test_an_id_that_nothing_proves_is_a_claim(tax_id, country, ids):
    mention = read_mention("ООО ПРИМЕР", tax_id=tax_id, country=country)

    assert (mention.ids, mention.proven) == (ids, ())


def test_beside_a_proven_id_no_other_counts_and_a_branch_is_no_firm():
    mention = read_mention(
        "ООО ПРИМЕР ИНН 7743237789", tax_id="301234567", country="UZ"
    )

    assert mention.ids == mention.proven == (("ru-inn", "7743237789"),)
    assert read_mention("ООО ПРИМЕР КПП 774301001").ids == ()


def test_a_mended_id_is_marked_in_the_field_and_in_the_mention():
    mention = read_mention("ООО ПРИМЕР", tax_id="274062111", country="RU")

    assert mention.ids == (("ru-inn", "0274062111"),)
    assert mention.name.marks == ("zero restored",)


def test_the_text_as_written_is_kept():
    assert read_field("  M/S  Primer  ").raw == "  M/S  Primer  "


WORDS = st.sampled_from(
    [
        "ALFA",
        "BETA",
        "ООО",
        "LLC",
        "LTD.",
        "M/S",
        ",",
        ";",
        ":",
        "(",
        ")",
        '"',
        "/",
        "-",
        "ON",
        "BEHALF",
        "OF",
        "TO",
        "ORDER",
        "C/O",
        "FOR",
        "ДЛЯ",
        "ПО",
        "ПОРУЧЕНИЮ",
        "BRAND",
        "MANUFACTURER",
        "ПРОИЗВОДИТЕЛЬ",
        "МАРКА",
        "MADE",
        "BY",
        "ИНН",
        "INN",
        "VAT",
        "NO",
        "КПП",
        "7743237789",
        "774301001",
        "DE136695976",
        "124-81-00998",
        "УЛ.",
        "ЛЕНИНА",
        "5",
        "ROAD",
        "ROOM",
        "12",
        "46000",
        "INDIA",
        "MUMBAI",
        "有限公司",
        "深圳市",
        "路",
        "5号",
        "(주)",
        "서울시",
        "강남구",
        "N/A",
        "NULL",
        "SAME",
        "AS",
        "РАЗНЫЕ",
        "BANK",
        "ПРИКАЗУ",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join)))
@example("BRAND X: MANUFACTURER")
def test_no_letter_and_no_digit_vanishes(text):
    field = read_field(text)
    told = [field.name, field.agent, field.brand, field.address, *field.roles]
    written = signs(tidy(text)[0])
    told += [
        one.value * written.count(one.value) for one in field.ids
    ]  # each is told once

    assert not Counter(written) - Counter(signs("".join(filter(None, told))))


def signs(text):
    return "".join(char for char in text.upper() if char.isalnum())


NAMES = st.sampled_from(["ALFA MOTORS LLC", 'ООО "БЕТА"', "GAMMA S.P.A.", "DELTA GMBH"])


@given(
    NAMES,
    NAMES,
    st.sampled_from([" ON BEHALF OF ", " по поручению ", " FOR ", " O/B "]),
)
def test_any_two_names_with_a_role_between_them_are_told_apart(agent, name, role):
    assert parts(agent + role + name) == {"name": name, "agent": agent}


@given(NAMES, st.sampled_from(["MUMBAI, INDIA", "5 HIGH STREET", "12345 ROMA, ITALIA"]))
def test_any_name_and_its_address_are_told_apart(name, address):
    assert parts(f"M/S {name}, {address}") == {"name": name, "address": address}


@given(NAMES, st.sampled_from(["{} {}", "{}/774301001 {}", "ИНН {}, {}"]))
def test_reading_a_name_that_was_read_changes_nothing(name, form):
    once = read_field(form.format(INN, name))

    assert once.name == name
    assert parts(once.name) == {"name": name}


def test_a_field_of_a_thousand_commas_is_read():
    assert parts("ALFA LTD" + ", 1" * 3000) == {"name": "ALFA LTD" + ", 1" * 3000}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LANGBERG AG, ROSHUSTRASSE 3, D-55456 DORTMUND, GERMANY", "LANGBERG AG"),
        ("Langberg GmbH, Hauptstr. 12, 70173 Stuttgart", "Langberg GmbH"),
        ("STRASSE UND BAU GMBH", "STRASSE UND BAU GMBH"),
    ],
)
def test_a_german_street_is_written_in_one_word(text, name):
    assert read_field(text).name == name


def test_a_number_in_the_name_is_no_address():
    text = 'ОБЩЕСТВО С ОГРАНИЧЕННОЙ ОТВЕТСТВЕННОСТЬЮ "ЗОРВЕЛ-РЕЗИНА 34392"'

    assert (read_field(text).name, read_field(text).address) == (text, None)
    assert read_mention(text).name.words == ("zorvel", "rubber", "34392")
