import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.parties.matching.compare import POSSIBLE, SURE, compare, score, veto
from madein.parties.matching.features import FEATURES, Rarity
from madein.parties.reading.field import read_mention

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "names"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "matching.md"
AURUS, NAMI = "7743237789", "7711000924"
WORDS = (
    "АУРУС",
    "AURUS",
    "электроника",
    "KOREA",
    "Завод",
    "№2",
    "II",
    "ООО",
    "GROUP",
    "李",
)
NAMES = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
SAME, ASKED, APART = "same", "asked", "apart"


def answer(left, right, **beside):
    found = compare(
        read_mention(left, **beside), read_mention(right, **beside), Rarity()
    )
    return SAME if found.score >= SURE else ASKED if found.score >= POSSIBLE else APART


def told(left, right, rarity):
    found = compare(read_mention(left), read_mention(right), rarity)
    return {one.feature: one.weight for one in found.evidence}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("FSUE NAMI", "ФГУП НАМИ", SAME),
        ("SOLLERS PJSC", "PUBLICHNOYE AKTSIONERNOYE OBSHCHESTVO SOLLERS", SAME),
        ("M/S TATA MOTORS LTD., MUMBAI, INDIA", "Tata Motors Limited", SAME),
        ("AURUS LLC", 'ООО "АУРУС"', SAME),
        ("HYUNDAI MOBIS CO LTD", "현대모비스(주)", SAME),
        ("SHENZHEN HUAXIN ELECTRONICS", "深圳市华鑫电子有限公司", SAME),
        ("Shenzhen Shi Huaxin Dianzi Youxian Gongsi", "深圳市华鑫电子有限公司", SAME),
        ("NAMI", "Научно-исследовательский автомоторный институт «НАМИ»", ASKED),
        ("AURUS LLC", "AURUM LLC", ASKED),
        ("SOLLERS", "SOLLERS-FINANCE LLC", APART),
        ("EMMA LLC", "Emma Daniels", APART),
        ("ООО АУРУС", "АО АУРУС", ASKED),
        ("KAMAZ PLANT NO. 1", "KAMAZ PLANT NO. 2", ASKED),
        ("KAMAZ PLANT NO. 1", "KAMAZ PLANT", APART),
        ("GOOD WILL TRADING", "GOODWILL TRADING", SAME),
        ("ZORVEL MOTORS KOREA", "ZORVEL MOTORS CHINA", APART),
        ("CENTRAL STEEL", "CENTRAL STEEL", ASKED),
        ("ZORVEL STEEL", "TEMNIR STEEL", APART),
        ("STEEL", "", APART),
    ],
)
def test_two_names_are_joined_asked_about_or_apart(left, right, expected):
    assert answer(left, right) == expected
    assert answer(right, left) == expected


def test_the_same_id_joins_whatever_the_names():
    assert answer(f"{AURUS} ООО АУРУС", f"{AURUS} ЗОРВЕЛ") == SAME


def test_different_ids_keep_equal_names_apart():
    one, other = read_mention(f"{AURUS} АУРУС"), read_mention(f"{NAMI} АУРУС")
    found = compare(one, other, Rarity())

    assert found.score == 0
    assert found.veto == veto(one, other) == f"different ru-inn: {AURUS} and {NAMI}"


def test_another_country_is_asked_about():
    left, right = (
        read_mention("ZORVEL", country="RU"),
        read_mention("ZORVEL", country="KZ"),
    )

    assert POSSIBLE <= score(left, right, Rarity()) < SURE


def test_a_piece_of_evidence_tells_both_values_and_what_it_means():
    found = compare(read_mention("ZORVEL GROUP"), read_mention("ZORVEL"), Rarity())
    lacking = found.evidence[1]

    assert (lacking.feature, lacking.left, lacking.right) == (
        "words_of_one",
        "group",
        "",
    )
    assert lacking.says == (
        "One has words that the other lacks: never sure, and less so the more they tell."
    )


def test_a_slip_is_forgiven_in_a_long_word_that_the_case_hardly_has():
    common = Rarity(counts={"kristalord": 40, "kristolord": 40}, names=5_000)
    rare = Rarity(counts={"kristalord": 40, "kristolord": 1}, names=5_000)

    assert told("CRYSTALORD STEEL", "CRYSTOLORD STEEL", common)["slips"] == -1.8
    assert told("CRYSTALORD STEEL", "CRYSTOLORD STEEL", rare)["slips"] == -0.9
    assert told("CRYSTALORD", "CRYSTOLORD", rare)["slips"] == -1.8
    assert told("CRYSTALORD STEEL", "GRYSTALORD STEEL", rare)["slips"] == -1.8


def test_a_word_in_many_names_tells_little():
    rarity = Rarity(counts={"zorvel": 500}, names=10_000)

    assert rarity.weight("zorvel") == pytest.approx(
        0.6505, abs=1e-4
    )  # 2 log 20 / log 10^4
    assert rarity.weight("temnir") == 1
    assert Rarity(counts={"zorvel": 500}, names=600).weight("zorvel") == 1


@given(left=NAMES, right=NAMES)
def test_the_side_changes_no_score_and_the_explanation_adds_up_to_it(left, right):
    one, other = read_mention(left), read_mention(right)
    found = compare(one, other, Rarity())

    assert score(one, other, Rarity()) == pytest.approx(score(other, one, Rarity()))
    assert found.score == pytest.approx(score(one, other, Rarity()), abs=0.003)


def test_every_feature_is_documented_with_its_meaning():
    page = DOCS.read_text(encoding="utf-8")

    assert [
        weigh.__name__ for weigh in FEATURES if f"| `{weigh.__name__}` |" not in page
    ] == []
    assert all(len((weigh.__doc__ or "").strip()) > 20 for weigh in FEATURES)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared names are not here")
def test_names_quoted_in_public_threads_come_out_as_expected():
    with (SHARED / "hard_names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    words = {"same": SAME, "candidate": ASKED, "different": APART}

    assert [
        r["id"]
        for r in rows
        if answer(r["name_a"], r["name_b"]) != words[r["expected"]]
    ] == []
