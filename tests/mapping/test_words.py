import pytest

from madein.mapping.words import lexicon, read_heading

ROLES = {
    # an importer is no date because it begins with IMP
    "IMPORTER_NAME": "buyer_name",
    "IMP_DATE": "trade_date",
    "IMP_NO": "declaration",
    "EXPORTER_NAME_EN": "sender_name",
    # a currency, a price, a tax and a rate are no value
    "CURRENCY_OF_CONTRACT_PRICE": "currency",
    "UNIT_VALUE_USD": "unit_price",
    "USD_PER_KG": "unit_price",
    "TOTAL_TAX_TO_PAY": "tax",
    "NBU_EXCHANGE_RATE_USD": "rate",
    "USD_FREIGHT": "freight",
    "TOTALVALUEUSD": "value",
    # neither agent, bank nor carrier is the importer
    "NAME_OF_CF_AGENT": "other_party",
    "CUSTOMS_DECLARANT_NAME": "other_party",
    "NORTIFY_PARTY_NAME": "other_party",
    "BANK_NAME": "other_party",
    # four countries
    "ORIGIN_COUNTRY": "origin",
    "DESTINATION_COUNTRY": "destination",
    "COUNTRY_OF_CONSIGNMENT": "dispatch",
    "ADQ_COUNTRY": "trading",
    "TRANSPORT_COUNTRY": "transport",
    "ORIGIN_PORT": "port",
    # beginnings and descriptions of codes are no codes
    "HS_CODE": "hs",
    "HS_CODE_4": "hs_prefix",
    "HS_CODE_DESCRIPTION": "hs_description",
    "RECORD_ID": "record",
    "GROSS_WEIGHT_KG": "gross_kg",
    "NET_WEIGHT_KG": "net_kg",
    # other languages
    "Код товара по ТН ВЭД": "hs",
    "Наименование получателя": "buyer_name",
    "Страна происхождения": "origin",
    "PAIS DE ORIGEN": "origin",
    "PARTIDA ARANCELARIA": "hs",
    "İTHALATÇI ÜNVANI": "buyer_name",
    "MENŞE ÜLKE": "origin",
    "수입자명": "buyer_name",
    "원산지국가": "origin",
    "申报日期": "registration_date",
    "Tên người nhập khẩu": "buyer_name",
    "POIDS NET": "net_kg",
}


@pytest.mark.parametrize(("heading", "role"), ROLES.items(), ids=list(ROLES))
def test_a_heading_is_read_by_its_words(heading, role):
    assert read_heading(heading).role == role


@pytest.mark.parametrize(
    "heading", ["IMPORTER_NAME", "Importer Name", "importername", "ImporterName"]
)
def test_blanks_underscores_and_capitals_make_no_difference(heading):
    assert read_heading(heading).role == "buyer_name"


@pytest.mark.parametrize(
    ("heading", "currencies"),
    [
        ("CUSTOMS_VALUE_HRYVNIAS", ("UAH",)),
        ("TOTAL_VALUE_PAK_RS", ("PKR",)),
        ("CIF_USD", ("USD",)),
        ("GROSS_WEIGHT_KGS", ()),
        ("STD_BUYER_NAME", ()),
        ("USD_CIF_BOLIVARES", ("VES", "USD")),
    ],
)
def test_the_currency_of_a_heading_is_told(heading, currencies):
    assert read_heading(heading).currencies == currencies


@pytest.mark.parametrize(
    "heading",
    ["SUMOFQUANTITY", "%GTTOTALVALUE", "AVERAGEOFUNIT_VALUE_USD", "Sum of FOB"],
)
def test_a_heading_of_a_pivot_table_is_told(heading):
    assert read_heading(heading).role == "pivot"


def test_a_heading_without_known_words_has_no_role():
    assert read_heading("Column17").role == ""


def test_every_concept_of_a_rule_is_one_that_words_can_have():
    known = {*lexicon().concepts, "unclear"}
    named = {c for rule in lexicon().roles for c in (*rule.all, *rule.any, *rule.none)}

    assert named <= known


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Decl No", "declaration"),
        ("DECL_DATE", "declaration_date"),
        ("Goods", "description"),
        ("Commodity code", "hs"),
        ("Goods value", ""),
    ],
)
def test_short_headings_mean_what_they_say(heading, role):
    assert read_heading(heading).role == role
