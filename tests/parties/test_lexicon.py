from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.reading.concepts import WEIGHTS, concepts
from madein.parties.reading.lexicon import canonical, entry, merge_phrases, weight
from madein.parties.reading.scripts import cut, skeleton, tidy


def read(text):
    return merge_phrases([skeleton(word) for word in cut(tidy(text)[0])])


def test_no_two_rows_claim_one_entry():
    claims = defaultdict(set)
    for concept in concepts():
        for spelling in concept.spellings:
            claims[entry(spelling)].add(concept.word)

    assert {words: who for words, who in claims.items() if len(who) > 1} == {}
    assert () not in claims
    assert not [words for words in claims if "" in words]


def test_no_row_stands_twice():
    words = [concept.word for concept in concepts()]

    assert len(words) == len(set(words))


def test_every_kind_and_weight_is_known():
    assert {concept.kind for concept in concepts()} == set(WEIGHTS)
    assert all(0.05 <= concept.weight <= 1 for concept in concepts())


def test_the_word_of_a_row_is_in_small_latin_letters_and_means_itself():
    wrong = [
        concept.word
        for concept in concepts()
        if not (concept.word.isascii() and concept.word.isalnum())
        or concept.word != concept.word.lower()
        or canonical(skeleton(concept.word)) != concept.word
    ]

    assert wrong == []


def test_words_that_are_names_are_no_entries():
    # Each is the name of firms, whatever it means.
    names = "almaz soyuz sputnik sever vostok mir vek delo zvezda progress aurus san bae nova"

    found = [skeleton(name) for name in names.split()]
    assert [name for name in found if canonical(name) != name] == []


@pytest.mark.parametrize(
    "spellings",
    [
        "OOO ALABUGA-VOLOKNO;OOO Alabuga Fibre;ООО Алабуга-Волокно",
        "BUILDING AND INSTALLATION;CONSTRUCTION AND INSTALLATION",
        (
            "Ульян. авиационный завод;Ulyanovsk Aviation Plant;Ulyanovskiy Aviatsionny Zavod;"
            "Ульяновский авиационный завод;Uljanovskij Aviacionnyj Zavod;ulyanovsk aircraft plant"
        ),
        "电子;dianzi;electronics;전자;jeonja;Elektronik;Электроника",
        "GUANGZHOU HAIGE COMM GRP;Guangzhou Haige Communication Group;广州海格通信集团",
        "CNOOC ENERGY TECH & SRVCES;CNOOC Energy Technology & Services",
        (
            "SHENZHEN HUAXIN ELECTRONICS;深圳市华鑫电子;Shenzhen Shi Huaxin Dianzi;"
            "SHEN ZHEN HUA XIN DIAN ZI;Shenzhen Shi Hua Xin Dian Zi"
        ),
        "HYUNDAI MOBIS;현대모비스;Хёндэ Мобис;Хендай Мобис",
        "Murom Instrument-Making Plant;Муромский приборостроительный завод",
        (
            "НИИ Полюс;Research Institute Polyus;Научно-исследовательский институт Полюс;"
            "Nauchno-issledovatelskiy institut Polyus"
        ),
        "ТД Вектор;Торговый дом Вектор;Trading House Vektor;Torgovyi Dom Vektor",
        "Yılmaz Otomotiv San. ve Tic.;YILMAZ OTOMOTIV SANAYI VE TICARET",
        "Kharkiv Bearing Plant;Харківський підшипниковий завод",
        "Ningbo Auto Parts;宁波汽车配件;NINGBO QICHE PEIJIAN;Нинбо автозапчасти",
        "Toyota;トヨタ;丰田;토요타;Тойота",
        "Bank China;Bank of China",
        "Zelenodolsk Design Bureau;Зеленодольское проектно-конструкторское бюро",
        "Volga Shipbuilding Corporation;Волжская судостроительная корпорация",
    ],
)
def test_translations_and_transliterations_meet(spellings):
    first, *others = map(read, spellings.split(";"))

    assert others == [first] * len(others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Samsung Electronics", "Samsung Electric"),
        ("Ulan-Ude Aviation Plant", "Ufa Aviation Plant"),
        ("ООО Алмаз", "Diamond LLC"),
        ("North Shipyard", "South Shipyard"),
        ("Gazprom Oil", "Gazprom Gas"),
        ("Fund I", "Fund II"),
        ("Shi Trading", "Trading"),  # Shi is no city without a place before it
        ("The Trading", "Trading House"),
    ],
)
def test_different_things_stay_different(one, other):
    assert read(one) != read(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Bank of China", ["bank", "china"]),
        ("and of the", ["and", "of", "the"]),  # there is no other word
        ("Import and Export Trading House", ["importexport", "tradinghouse"]),
        ("Shenzhen Shi Shi", ["shenzhen", "shi"]),
        ("Long Man He Sun", ["long", "man", "he", "sun"]),  # syllables, but no entry
        ("", []),
    ],
)
def test_words_are_merged(text, words):
    assert read(text) == words


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("company", 0.1),
        ("group", 0.2),
        ("electronics", 0.35),
        ("moscow", 0.4),
        ("hyundai", 1.0),
        ("alabuga", 1.0),
        ("and", 0.05),
    ],
)
def test_a_word_weighs_what_its_kind_weighs(word, expected):
    assert weight(word) == expected


@given(
    st.lists(st.sampled_from([c.word for c in concepts()] + ["xyz", "abc"]), max_size=6)
)
def test_merging_gives_words_that_weigh_something(words):
    merged = merge_phrases([skeleton(word) for word in words])

    assert bool(merged) == bool(words)
    assert all(0.05 <= weight(word) <= 1 for word in merged)
