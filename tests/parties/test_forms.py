"""Which words of a name are a legal form; the expected classes are from company law."""

import csv
from importlib.resources import files

import pytest

from madein.parties.reading.form_table import forms, kinds
from madein.parties.reading.forms import (
    forms_agree,
    front_form,
    take_forms,
    without_beginning,
)
from madein.parties.reading.glued_forms import forms_in, with_blank
from madein.parties.reading.scripts import cut, skeleton, tidy


def words(text):
    return tuple(cut(tidy(text)[0]))


def taken(text, country=""):
    core, found = take_forms(words(text), country)
    return " ".join(map(skeleton, core)), found


def skeletons(text):
    return " ".join(map(skeleton, words(text)))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("ООО Вега", "llc"),
        ("Вега, ООО", "llc"),
        ("OOO VEGA", "llc"),
        ("VEGA LLC", "llc"),
        ("LLC VEGA", "llc"),
        ("Vega Ltd liability company", "llc"),
        ("Society with limited liability Vega", "llc"),
        ("Общество с ограниченной ответственностью Вега", "llc"),
        ("OBSHCHESTVO S OGRANICHENNOY OTVETSTVENNOSTYU VEGA", "llc"),
        ("OBSCHESTVO S OGRANICHENNOI OTVETSTVENNOSTIU VEGA", "llc"),
        ("Obshhestvo s ogranichennoj otvetstvennostju Vega", "llc"),
        ("АО Вега", "jsc"),
        ("VEGA AO", "jsc"),
        ("Акционерное общество Вега", "jsc"),
        ("AKTSIONERNOYE OBSHCHESTVO VEGA", "jsc"),
        ("AKCIONERNOE OBSCESTVO VEGA", "jsc"),
        ("Joint-Stock Company Vega", "jsc"),
        ("Vega anonymous company", "jsc"),
        ("ПАО Вега", "public-jsc"),
        ("VEGA PJSC", "public-jsc"),
        ("PUBLIC JOINT STOCK COMPANY VEGA", "public-jsc"),
        ("PUBLICHNOYE AKTSIONERNOYE OBSHCHESTVO VEGA", "public-jsc"),
        ("ОАО Вега", "open-jsc"),
        ("OPEN JOINT STOCK COMPANY VEGA", "open-jsc"),
        ("ЗАО Вега", "closed-jsc"),
        ("CJSC VEGA", "closed-jsc"),
        ("ФГУП Вега", "state"),
        ("FGUP VEGA", "state"),
        ("FSUE VEGA", "state"),
        ("FEDERAL STATE UNITARY ENTERPRISE VEGA", "state"),
        ("ФГБУ Вега", "institution"),
        ("ТОВ Вега", "llc"),
        ("ТзОВ Вега", "llc"),
        ("Товариство з обмеженою відповідальністю Вега", "llc"),
        ("ПрАТ Вега", "closed-jsc"),
        ("СООО Вега", "llc"),
        ("ТОО Вега", "llp"),
        ("ЖШС Вега", "llp"),
        ("VEGA MCHJ", "llc"),
        ("Vega Youxian Gongsi", "llc"),
        ("Vega Gufen Youxian Gongsi", "jsc"),
        ("JUSIKHOESA VEGA", "jsc"),
        ("Vega Kabushiki Kaisha", "jsc"),
        ("Vega K.K.", "jsc"),
        ("Vega A.Ş.", "jsc"),
        ("VEGA ANONIM SIRKETI", "jsc"),
        ("Vega Ltd. Şti.", "llc"),
        ("VEGA LIMITED SIRKETI", "llc"),
        ("Vega GmbH", "llc"),
        ("Vega Gesellschaft mit beschränkter Haftung", "llc"),
        ("Vega GmbH & Co. KG", "partnership"),
        ("Vega AG", "jsc"),
        ("Vega Aktiengesellschaft", "jsc"),
        ("Vega e.K.", "sole"),
        ("Vega S.p.A.", "jsc"),
        ("Vega S.r.l.", "llc"),
        ("Vega Società per azioni", "jsc"),
        ("Vega SARL", "llc"),
        ("Vega S.A.S.", "simplified"),
        ("Vega N.V.", "jsc"),
        ("Vega B.V.", "llc"),
        ("Vega S.A. de C.V.", "jsc"),
        ("Vega S.L.", "llc"),
        ("Vega Ltda", "llc"),
        ("Vega EIRELI", "llc"),
        ("Vega Limited", "limited"),
        ("Vega Co., Ltd.", "limited"),
        ("Vega Pvt. Ltd.", "limited"),
        ("Vega Private Limited", "limited"),
        ("Vega Pty Ltd", "limited"),
        ("Vega Pte Ltd", "limited"),
        ("Vega Sdn. Bhd.", "limited"),
        ("Vega PLC", "public-jsc"),
        ("Vega LLP", "llp"),
        ("Vega Inc.", "inc"),
        ("Vega Corp", "company"),
        ("Vega Company", "company"),
        ("Vega FZE", "llc"),
        ("Vega FZ-LLC", "llc"),
        ("Vega DMCC", "llc"),
        ("Vega Sp. z o.o.", "llc"),
        ("VEGA SP ZOO", "llc"),
        ("Vega Spółka Akcyjna", "jsc"),
        ("Vega s.r.o.", "llc"),
        ("Vega a.s.", "jsc"),
        ("Vega Kft.", "llc"),
        ("Vega Zrt.", "closed-jsc"),
        ("Vega ЕООД", "llc"),
        ("VEGA EOOD", "llc"),
        ("Vega d.o.o.", "llc"),
        ("UAB Vega", "llc"),
        ("Vega OÜ", "llc"),
        ("Vega A/S", "jsc"),
        ("Vega ApS", "llc"),
        ("Vega Oyj", "jsc"),
        ("Vega Aktiebolag", "jsc"),
        ("CONG TY TNHH VEGA", "llc"),
        ("Vega Tbk", "public-jsc"),
    ],
)
def test_a_form_is_taken_off_and_its_class_told(text, form):
    core, found = taken(text)

    assert core == "vega"
    assert form in found


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("AS SYSTEMS", "AS SYSTEMS"),
        ("SA RECYCLING", "SA RECYCLING"),
        ("CO OPERATIVE BANK", "CO OPERATIVE BANK"),
        ("PT SYSTEMS LLC", "PT SYSTEMS"),
        ("OOO TEKHNO AS", "TEKHNO AS"),
        ("ТД АО ВЕГА", "ТД АО ВЕГА"),
        ("INC RESEARCH", "INC RESEARCH"),
        ("LIMITED EDITION STUDIO", "LIMITED EDITION STUDIO"),
        ("OLIVE BRANCH LTD", "OLIVE BRANCH"),
        ("VEGA ROLLING STOCK COMPANY LLC", "VEGA ROLLING STOCK COMPANY"),
    ],
)
def test_short_forms_count_only_in_their_place(text, core):
    assert taken(text)[0] == skeletons(core)


@pytest.mark.parametrize(
    ("text", "country", "core"),
    [
        ("AO VEGA", "", "vega"),
        ("AO VEGA", "RU", "vega"),
        ("AO VEGA", "CN", "ao vega"),
        ("SIA VEGA", "LV", "vega"),
        ("SIA VEGA", "CH", "sia vega"),
        ("SIA VEGA", "", "sia vega"),
        ("AB VEGA", "LT", "vega"),
        ("AB VEGA", "BE", "ab vega"),
        ("ZAO VEGA", "CN", "zao vega"),
        ("PT VEGA", "ID", "vega"),
        ("PT VEGA", "DE", "pt vega"),
    ],
)
def test_some_forms_count_only_in_their_countries(text, country, core):
    assert taken(text, country)[0] == core


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OOO LLC VEGA", ("vega", ("llc",))),
        ("ООО Вега LLC", ("vega", ("llc",))),
        ("JSC VEGA AO", ("vega", ("jsc",))),
        ("VEGA CO GMBH", ("vega", ("limited", "llc"))),
        ("VEGA & CO. LLC", ("vega", ("limited", "llc"))),
        ("VEGA (PJSC)", ("vega", ("public-jsc",))),
        ("VEGA CO LTD SHANGHAI BRANCH", ("vega shanghai branch", ("limited",))),
        ("FILIAL OOO VEGA", ("vega", ("branch", "llc"))),
        ("FILIAL AO VEGA", ("vega", ("branch", "jsc"))),
        ("VEGA LLC MOSCOW", ("vega moscow", ("llc",))),
    ],
)
def test_several_forms_are_all_taken(text, expected):
    core, found = expected

    assert taken(text) == (skeletons(core), found)


def test_company_is_a_word_of_the_name_where_there_is_another_form():
    assert taken("VEGA CORPORATION") == ("vega", ("company",))
    assert taken("VEGA CORPORATION JSC") == (skeletons("vega corporation"), ("jsc",))


@pytest.mark.parametrize("text", ["COMPANY", "ООО", "CO., LTD.", "AO", "GmbH & Co. KG"])
def test_nothing_is_left_of_a_form_alone(text):
    assert taken(text)[0] == ""


@pytest.mark.parametrize(
    "text",
    [
        "VEGA AKTIENGESELSCHAFT",
        "VEGA AKTIENGESELLSHAFT",
        "VEGA INCORPORATED",
        "VEGA INCORPORATD",
    ],
)
def test_a_long_form_may_have_one_slip(text):
    assert taken(text)[0] == "vega"


def test_two_slips_make_another_word():
    assert taken("VEGA AKTENGESELSHAFD")[0] != "vega"


def test_a_short_form_may_have_no_slip():
    assert taken("VEGA GMBG")[0] == "vega gmbg"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("NPK VEGA LIMITED LIABILITY COMP", "npk vega"),
        ("NPK VEGA LIMITED LIABIL", "npk vega"),
        ("NPK VEGA OBSHCHESTVO S OGR", "npk vega"),
        ("VEGA PUBLIC JOINT STO", "vega"),
        ("VEGA CORPORATI", "vega"),
        ("ОБЩЕСТВО С ОГРАНИЧ", ""),
        ("ОБЩЕСТВО", ""),
        ("LIMITED LIABIL", ""),
        ("АКЦИОНЕРНОЕ ОБЩ", ""),
        ("PUBLI", ""),
    ],
)
def test_the_beginning_of_a_form_is_cut(text, rest):
    assert " ".join(without_beginning(words(text))) == rest


@pytest.mark.parametrize(
    "text",
    [
        "VEGA PUBLIC",
        "VEGA FREE ZONE",
        "VEGA CORP",
        "VEGA LIMITED",
        "VEGA LLC",
        "VEGA STOCK",
        "VEGA GES",
        "VEGA",
        "",
    ],
)
def test_words_that_begin_no_form_for_sure_stay(text):
    assert without_beginning(words(text)) == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("株式会社東星", ("東星", ("jsc",), False)),
        ("東星株式会社", ("東星", ("jsc",), False)),
        ("(株)東星", ("東星", ("jsc",), False)),
        ("合同会社東星", ("東星", ("llc",), False)),
        ("주식회사 동성", ("동성", ("jsc",), False)),
        ("동성(주)", ("동성", ("jsc",), False)),
        ("유한회사 동성", ("동성", ("llc",), False)),
        ("东星有限公司", ("东星", ("llc",), False)),
        ("东星有限责任公司", ("东星", ("llc",), False)),
        ("东星股份有限公司", ("东星", ("jsc",), False)),
        ("東星有限公司", ("東星", ("llc",), False)),
        ("东星集团有限公司", ("东星集团", ("llc",), False)),
        ("东星有限公司上海分公司", ("东星 上海", ("branch", "llc"), False)),
        ("东星有限公", ("东星", (), True)),
        ("东星有限", ("东星", ("llc",), False)),
        ("东星有限责任公", ("东星", (), True)),
        ("주식회", ("", (), True)),
        ("东星", ("东星", (), False)),
        ("شركة النجم ذ.م.م", ("شركة النجم", ("llc",), False)),
        ('הכוכב בע"מ', ("הכוכב", ("limited",), False)),
        ("บริษัท ดาว จำกัด", ("ดาว", ("company", "limited"), False)),
        ("บริษัท ดาว จำกัด (มหาชน)", ("ดาว", ("company", "public-jsc"), False)),
    ],
)
def test_forms_are_found_where_no_blank_divides_them(text, expected):
    rest, found, is_cut_off = forms_in(tidy(text)[0])

    assert (" ".join(rest.split()), found, is_cut_off) == expected


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("SiemensAG", "Siemens AG"),
        ("VegaGmbH", "Vega GmbH"),
        ("VegaLLC.", "Vega LLC."),
        ("VEGAAG", "VEGAAG"),
        ("McDonalds", "McDonalds"),
        ("PetroIT", "PetroIT"),
    ],
)
def test_a_form_begins_where_small_letters_end(text, apart):
    assert with_blank(text) == apart


@pytest.mark.parametrize("text", ["VEGAGMBH", "VEGAAKTIENGESELLSCHAFT", "VEGACOLTD"])
def test_an_unmistakable_form_may_hang_on_the_name(text):
    assert taken(text)[0] == "vega"


@pytest.mark.parametrize("text", ["ООО ЛЛК ВЕГА", "ООО ВЕГА ИНК", "ООО ЖСК ВЕГА"])
def test_a_short_word_in_cyrillic_is_no_form_in_latin(text):
    assert taken(text)[0] == skeletons(text.removeprefix("ООО "))


@pytest.mark.parametrize(
    ("text", "core"), [("SAS AB", "sas"), ("ООО СА", "sa"), ("OOO LTD", "")]
)
def test_the_last_word_left_is_the_name(text, core):
    assert taken(text)[0] == core


def test_front_form_knows_what_opens_a_name():
    assert [front_form(word) for word in ("ao", "vega")] == ["jsc", None]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (("llc",), ("llc",), True),
        (("llc",), ("jsc",), False),
        (("open-jsc",), ("public-jsc",), True),
        (("closed-jsc",), ("public-jsc",), True),
        (("limited",), ("jsc",), None),
        (("limited",), ("llc",), None),
        (("company",), ("state",), None),
        (("limited", "llc"), ("llc",), True),
        (("limited", "llc"), ("jsc",), False),
        (("state",), ("institution",), True),
        (("llp",), ("llc",), True),
        (("llp",), ("jsc",), False),
        (("branch", "jsc"), ("jsc",), True),
        ((), ("jsc",), None),
        ((), (), None),
    ],
)
def test_forms_agree_by_their_kind(left, right, expected):
    assert forms_agree(left, right) is expected
    assert forms_agree(right, left) is expected


def test_every_row_has_a_class_a_place_and_words():
    places = {"front", "end", "both", "any", "text", "last", "glued"}

    assert {form.where for form in forms()} == places
    assert all(isinstance(kinds(form.meaning), frozenset) for form in forms())
    assert all(form.words and all(form.words) for form in forms())


def test_every_class_is_used():
    table = (
        files("madein.parties.reading") / "data" / "legal_form_classes.csv"
    ).read_text("utf-8")
    rows = csv.DictReader(
        line for line in table.splitlines() if not line.startswith("#")
    )

    assert {row["class"] for row in rows} == {form.meaning for form in forms()}


def test_no_spelling_has_two_classes_in_one_country():
    told: dict[tuple[object, ...], str] = {}
    twice = []
    for form in forms():
        for place in (
            {"front", "end"} if form.where in ("both", "any") else {form.where}
        ):
            for country in form.countries or {"anywhere"}:
                key = (form.words or form.spelling, place, country)
                if told.setdefault(key, form.meaning) != form.meaning:
                    twice.append((form.spelling, told[key], form.meaning))

    assert twice == []
