"""Names as words: what must meet, what must not, and what holds for any text."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.parties.reading.names import read_name


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "株式会社トヨタ自動車",
            "トヨタ自動車",
            "トヨタ自動車株式会社",
            "㈱トヨタ自動車",
        ),
        ("주식회사 삼성전자", "삼성전자", "삼성전자(주)", "㈜삼성전자"),
        ("(주)카카오", "카카오"),
        ("阿里巴巴集团控股有限公司", "阿里巴巴集团控股"),
        ("HYUNDAI MOBIS CO LTD", "현대모비스(주)", "Hyundai Mobis Co., Ltd."),
        (
            "SOLLERS PJSC",
            "PUBLICHNOYE AKTSIONERNOYE OBSHCHESTVO SOLLERS",
            "ПАО «СОЛЛЕРС»",
        ),
        (
            "FSUE NAMI",
            "ФГУП НАМИ",
            "ФГУП «НАМИ»",
            "Nami, Federal State Unitary Enterprise",
        ),
        ("AURUS LLC", 'ООО "АУРУС"', "Общество с ограниченной ответственностью Аурус"),
        ("TATA MOTORS LTD.", "Tata Motors Limited", "TATA MOTORS PVT LTD"),
        (
            "SHENZHEN HUAXIN ELECTRONICS",
            "深圳市华鑫电子有限公司",
            "Shenzhen Shi Huaxin Dianzi Youxian Gongsi",
        ),
        (
            "Siemens AG",
            "SiemensAG",
            "SIEMENS AKTIENGESELLSCHAFT",
            "Siemens Aktiengeselschaft",
        ),
        ("Koç Holding A.Ş.", "KOC HOLDING AS", "Koç Holding Anonim Şirketi"),
        (
            "VEGA RESEARCH AND PRODUCTION COMPANY",
            "Vega, научно-производственная компания",
        ),
        ("Объединение Вега", "OBYEDINENIE VEGA", "Ob'edinenie Vega"),
    ],
)
def test_spellings_of_one_name_have_one_key(spellings):
    assert {read_name(spelling).key for spelling in spellings} == {
        read_name(spellings[0]).key
    }
    assert read_name(spellings[0]).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AURUS LLC", "AURUM LLC"),
        ("주식회사 삼성전자", "주식회사 현대자동차"),
        ("AS SYSTEMS", "SYSTEMS"),
        ("ООО АУРУС-1", "ООО АУРУС-2"),
        ("SOLLERS PJSC", "SOLLERS-FINANCE LLC"),
        ("АУРУС", "АУРУС МОТО"),
        ("ООО ТЕХНО АС", "ООО ТЕХНО"),
    ],
)
def test_two_names_have_two_keys(one, other):
    assert read_name(one).key != read_name(other).key


def test_a_name_of_one_word_keeps_it():
    assert read_name("EMMA LLC").words == ("emma",)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "COMPANY", "ООО", "CO., LTD.", "株式会社", '"', "ОБЩЕСТВО С ОГРАНИЧ"],
)
def test_nothing_but_a_form_has_no_words(text):
    assert read_name(text).words == ()


def test_words_keep_their_order():
    assert read_name("ВЕГА ЗЕНИТ ООО").words != read_name("ЗЕНИТ ВЕГА ООО").words


def test_a_form_that_is_cut_off_is_marked():
    whole, cut = (
        read_name("NPK FOTONIKA LLC"),
        read_name("NPK FOTONIKA LIMITED LIABILITY COMP"),
    )

    assert cut.key == whole.key
    assert (whole.marks, cut.marks) == ((), ("truncated",))


def test_the_text_is_for_people():
    assert read_name("  ООО   «Вега»\t").text.startswith("ООО ")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ('ООО "Вега"', ("llc",)),
        ("Vega", ()),
        ("OOO VEGA LTD", ("limited", "llc")),
        ("深圳市华鑫电子有限公司", ("llc",)),
        ("Vega JSC 有限公司", ("jsc", "llc")),
    ],
)
def test_forms_are_told_as_classes(text, forms):
    assert read_name(text).forms == forms


def test_words_in_brackets_stay():
    assert len(read_name("АО «Завод Вега» (Зенит)").words) == 3


def test_a_second_name_in_brackets_is_marked_and_gives_no_words():
    name = read_name("Акционерное общество «Зенит» (АО «ЗНТ»)")

    assert name.key == read_name("АО Зенит").key
    assert name.marks == ("second name",)


def test_the_same_name_again_in_brackets_is_no_second_one():
    assert read_name("Акционерное общество «Зенит» (АО «Зенит»)").marks == ()


@pytest.mark.parametrize(
    "text", ["ZENIT CO LTD (VEGA)", "ZENIT (VEGA) LTD", "ZENIT (VEGA) LLC"]
)
def test_what_stands_in_brackets_within_a_name_belongs_to_it(text):
    assert read_name(text).words == read_name("ZENIT VEGA").words


def test_a_form_before_quotes_counts_in_the_midst():
    assert read_name('Организация АО "ВЕГА"').key == read_name("Организация Вега").key
    assert read_name('Организация АО "ВЕГА"').forms == ("jsc",)


def test_cyrillic_letters_say_where_a_short_form_is_from():
    assert read_name("АО ВЕГА", "CN").words == ("vega",)
    assert read_name("AO VEGA", "CN").words == ("ao", "vega")
    assert read_name("ВЕГА АД", "BG").words == ("vega",)


def test_every_listed_firm_has_words():
    table = Path(__file__).parents[3] / "shared/data/names/inn_pairs_dev.csv"
    if not table.exists():
        pytest.skip("../shared/data is absent: names/inn_pairs_dev.csv")
    with table.open(encoding="utf-8") as lines:
        names = [
            name for row in csv.DictReader(lines) for name in row["aliases"].split("; ")
        ]

    assert [name for name in filter(None, names) if not read_name(name).words] == []


WORDS = (
    "ООО|AO|LLC|Co.,|Ltd|有限公司|(주)|GmbH|&|АС|Вега|ВЕГА|vega|Zénit|深圳市|현대|12|(|)|«|»"
    "|limited|liabil|ОБЩЕСТВО|С|ОГРАНИЧ|S.p.A.|A.Ş.|ذ.م.م|-|/|株式会社|トヨタ|company|branch"
)
PLAIN_WORDS = (
    "ООО|АО|АС|Вега|завод|llc|jsc|vega|co|ltd|limited|a.ş.|s.p.a.|gmbh|zenit|koç|société"
    "|anonyme|no|5|-|company|корпорация"
)


def made_of(words):
    return st.lists(st.sampled_from(words.split("|")), max_size=8).map(" ".join)


NAMES = st.one_of(st.text(max_size=60), made_of(WORDS))


@given(NAMES)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_reading_it_again_changes_nothing(text):
    name = read_name(text)

    again = read_name(name.text)

    assert (again.key, again.forms) == (name.key, name.forms)
    assert all(word.isascii() and word.isalnum() for word in name.words)


@given(NAMES)
@settings(max_examples=200, deadline=None)
def test_blanks_around_a_name_change_nothing(text):
    assert read_name(f"  {text} \n") == read_name(text)


@given(made_of(PLAIN_WORDS))
@settings(deadline=None)
def test_capitals_change_nothing(text):
    assert read_name(text.upper()).key == read_name(text.lower()).key
