import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.reading.scripts import cut, skeleton, tidy

RUSSIAN = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"

# Each word as four published tables and everyday use spell it: BGN/PCGN, ICAO passports,
# GOST 7.79 B or 16876, ISO 9, newspapers.
ROMANISED = {
    "Щербинка": "Shcherbinka Shherbinka Ŝerbinka Scherbinka",
    "Хабаровск": "Khabarovsk Habarovsk",
    "Южуралзолото": "Yuzhuralzoloto Iuzhuralzoloto Juzhuralzoloto Ûžuralzoloto",
    "Цветмет": "Tsvetmet Cvetmet Tzvetmet Czvetmet",
    "Объединение": "Ob'yedineniye Obieedinenie Obʺedinenie Obedinenie Objedinenije",
    "Авиационный": "Aviatsionnyy Aviatsionnyi Aviacionnyj Aviatsionny",
    "Королёв": "Korolëv Korolyov Koroljov Korolev",
    "Жуковский": "Zhukovskiy Zhukovskii Zhukovskij Žukovskij Zhukovsky",
    "Тюмень": "Tyumen' Tiumen Tjumen' Tyumen",
    "Северная": "Severnaya Severnaia Severnaja",
    "Волжское": "Volzhskoye Volzhskoe Volzhskoje",
    "Соловьёв": "Solov'yëv Solovev Solov'ëv Soloviev Solovyov",
    "Российский": "Rossiyskiy Rossiiskii Rossijskij Rossiysky",
    "Екатеринбург": "Yekaterinburg Ekaterinburg",
    "Нефтехим": "Neftekhim Neftehim",
    "Машзавод": "Mashzavod",
    "Ульяновск": "Ul'yanovsk Ulianovsk Ul'janovsk Ulyanovsk",
    "Маяк": "Mayak Maiak",
    "Филипс": "Philips Filips",
    "ЦНИРТИ": "TSNIRTI CNIRTI",
}


@pytest.mark.parametrize(
    ("word", "spelling"),
    [(word, other) for word, row in ROMANISED.items() for other in row.split()],
)
def test_every_scheme_of_romanisation_gives_one_skeleton(word, spelling):
    assert [skeleton(part) for part in cut(spelling)] == [skeleton(word.lower())]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("aurus", "aurum"),
        ("emma", "emmy"),
        ("kia", "kya"),
        # Mandarin: the y of a syllable, double letters between syllables, zh and j
        ("xinying", "xining"),
        ("huayan", "huaian"),
        ("jinyu", "jinniu"),
        ("liyang", "liang"),
        ("zhuhai", "juhai"),
        ("cai", "kai"),
        # Korean
        ("hannam", "hanam"),
        ("daesung", "dasung"),
        ("yujin", "jujin"),
        ("bayer", "baer"),
        ("pcb", "pkb"),  # abbreviations
        ("cnirti", "knirti"),
        ("tsmc", "cmc"),
        ("хк", "hk"),
        ("v", "w"),
        ("kamaz5320", "kamaz4308"),
    ],
)
def test_names_that_only_look_alike_stay_apart(one, other):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("모비스", "mobis"),  # the last vowel is not spoken in the word it stands for
        ("카카오", "kakao"),
        ("신라", "silla"),
        ("독일", "dogil"),
        ("华鑫", "huaxin"),
        ("トヨタ", "toyota"),
        ("şişecam", "sisekam"),
        ("ılgın", "ilgin"),
        ("müller", "muler"),
        ("mueller", "muler"),
        ("straße", "strase"),
        ("żółw", "zolv"),
        ("hrodna", "hrodna"),
        ("гродна", "grodna"),
        ("київ", "kyiv"),
        ("қазақ", "kazak"),
        ("شركة", "shrka"),
        ("ელექტრო", "elektro"),
        ("ελλάδα", "ellada"),
        ("3m", "3m"),
    ],
)
def test_each_script_has_its_latin_skeleton(word, expected):
    assert skeleton(word) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("S.p.A.", ["spa"]),
        ("A/S", ["as"]),
        ("S.p.A. A/S", ["spa", "as"]),
        ("A.Ş.", ["aş"]),
        ("L. L. C.", ["llc"]),
        ("J.S.C. X-Ray", ["jsc", "x", "ray"]),
        ("A-B-C Company", ["abc", "company"]),
        ("ODK-UFA", ["odk", "ufa"]),
        ("KAMAZ-65 3M U2", ["kamaz", "65", "3m", "u2"]),
        ("Procter & Gamble", ["procter", "and", "gamble"]),
        ("Kellogg's Int'l", ["kelloggs", "intl"]),
        ("Завод № 20", ["завод", "20"]),
        ("Plant No. 20, NO LIMIT", ["plant", "20", "no", "limit"]),
        ("Иванов и сын", ["иванов", "and", "сын"]),
        ("Иванов и К", ["иванов", "and", "к"]),
        ("Иванов И И", ["иванов", "ии"]),
        ("İSTANBUL", ["istanbul"]),
        ("深圳市华鑫电子有限公司", ["深圳", "华鑫", "电子", "有限公司"]),
        ("현대모비스", ["현대", "모비스"]),
        ("トヨタ自動車株式会社", ["トヨタ", "自動車", "株式会社"]),
        ("LG화학", ["lg", "화학"]),
        ("市場", ["市場"]),  # no city stands before it
        ("-- !", []),
    ],
)
def test_text_is_cut_into_words(text, words):
    assert cut(text) == words


@pytest.mark.parametrize(
    ("text", "tidied", "marks"),
    [
        ("ＡＢＣ　Ｃｏ．，Ｌｔｄ", "ABC Co.,Ltd", ()),
        ("㈱日立", "(株)日立", ()),
        ("AU\u200bRUS\ufeff  LLC", "AURUS LLC", ()),
        ("“Полюс” O’Key", '"Полюс" O\'Key', ()),
        ("Завод №\u00a05", "Завод № 5", ()),
        ("GRОUP", "GROUP", ("mixed script",)),  # Cyrillic О
        ("АВТОBАЗ", "АВТОВАЗ", ("mixed script",)),  # Latin B
        ("KАМАZ", "KAMAZ", ("mixed script",)),  # Cyrillic А, М, А
        ("OОO ЗАВОД", "ООО ЗАВОД", ("mixed script",)),  # two Latin letters of eight
        ("ООО AУPУC", "ООО АУРУС", ("mixed script",)),  # three of eight
        ("АУРУC LIMITED", "АУРУС LIMITED", ("mixed script",)),
        ("НПО-Soft", "НПО-Soft", ()),  # two words, two alphabets
        ("GPSтрекер", "GPSтрекер", ("mixed script",)),  # neither can give way
        ("COMPAÃ‘IA", "COMPAÑIA", ("mojibake",)),
        ("ÎÎÎ ÀÓÐÓÑ", "ООО АУРУС", ("mojibake",)),
        ("└╙╨╙╤", "АУРУС", ("mojibake",)),  # cp1251 read as cp866
        ("Ђ“ђ“‘", "АУРУС", ("mojibake",)),  # cp866 read as cp1251
        ("бХТХУ оПЧЩК", "Аурус Новый", ("mojibake",)),  # koi8-r read as cp1251
    ],
)
def test_text_is_tidied_and_marked(text, tidied, marks):
    assert tidy(text) == (tidied, marks)


@pytest.mark.parametrize(
    "text",
    [
        "NESTLÉ® SÃO PAULO «CAFÉ»",
        "Škoda Žďár, Łódź, Győr, İZMİR ŞİRKETİ",
        "ÅÄÖ AB",
        "ÖAF Österreich",
        "ВСЁ Српска Ђоковић Љубљана",
        "ПАО «Камаз» — Елабуга",
        "Қазақстан Ўзбекистон Україна їжак",
        "深圳市华鑫电子有限公司 현대모비스 トヨタ",
        "Ελλάδα շուկა ბანკი शक्ति",
    ],
)
def test_sound_text_is_left_alone(text):
    assert tidy(text) == (text, ())


@given(st.text(RUSSIAN, min_size=4, max_size=20), st.sampled_from(["cp1252", "cp866"]))
def test_misread_capitals_come_back(word, read):
    misread = "".join(
        bytes([byte]).decode(read, "ignore") or chr(byte)
        for byte in word.encode("utf-8")
    )

    assert tidy(misread) == (word, ("mojibake",))


@given(st.text(RUSSIAN + " ", max_size=30))
def test_russian_capitals_are_never_repaired(text):
    assert tidy(text) == (" ".join(text.split()), ())


@given(st.text())
def test_tidy_text_stays_as_it_is(text):
    once = tidy(text)[0]

    assert tidy(once)[0] == once


@given(st.text())
def test_words_have_no_punctuation_and_skeletons_one_alphabet(text):
    words = cut(tidy(text)[0])

    assert not [word for word in words if not word.strip() or " " in word]
    assert all(re.fullmatch("[a-z0-9]*", skeleton(word)) for word in words)


@given(st.from_regex("[A-Za-zА-Яа-яЁё .&-]{0,30}", fullmatch=True))
def test_case_does_not_matter(text):
    assert cut(text.upper()) == cut(text.lower())


@pytest.mark.parametrize("part", ["nan", "an", "nai", "ae", "ng", "y", "А.", "a-", "ш"])
def test_a_long_cell_takes_no_longer_than_its_letters(part):
    started = time.process_time()
    for length in (10, 11, 12, 30, 2000):
        [skeleton(word) for word in cut(tidy(part * length + "xq")[0])]

    assert time.process_time() - started < 1
