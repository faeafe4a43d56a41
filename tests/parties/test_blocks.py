from collections import Counter

import pytest

from madein.engine import Engine
from madein.parties.matching.blocks import LIMIT, fill_candidates
from madein.parties.matching.features import Rarity


@pytest.fixture(scope="module")
def engine():
    with Engine() as opened:
        yield opened


def words(*texts):
    return [tuple(text.split()) for text in texts]


def rarity(names):
    return Rarity(counts=Counter(w for n in names for w in set(n)), names=len(names))


def candidates(engine, names, **more):
    fill_candidates(engine, names, rarity(names), **more)
    return {
        (" ".join(names[row["l"]]), " ".join(names[row["r"]])): row["block"]
        for row in engine.rows("from candidate")
    }


@pytest.mark.parametrize(
    ("left", "right", "block"),
    [
        ("crystalord optics", "optics crystalord", "rare word"),
        ("crystalord", "crystalord group", "rare word"),
        ("crystalord", "cristalord", "ends"),
        ("crystalord", "crystalorf", "begins"),
        ("yujungmi", "yoojungmo", "consonants"),
        ("goodwill", "good will", "begins"),
        ("han oil", "hanoil", "letters"),
        ("bumfeld", "bumfold", "begins"),
        ("ami", "avto mashin institut", "initials"),
    ],
)
def test_names_that_may_be_alike_are_candidates(engine, left, right, block):
    assert candidates(engine, words(left, right)) == {(left, right): block}


def test_names_that_share_nothing_are_no_candidates(engine):
    assert candidates(engine, words("aurus", "sollers", "hyundai")) == {}


def test_names_with_one_common_word_and_another_rare_one_are_no_candidates(engine):
    assert candidates(engine, words("lada import", "volkswagen import")) == {}


def test_two_names_with_the_same_initials_are_no_candidates(engine):
    names = words("avto mashin institut", "alfa metall invest")

    assert candidates(engine, names) == {}


def test_what_too_many_share_is_dropped_and_written_down(engine):
    names = [(f"crystalord{number:03}",) for number in range(LIMIT + 1)]
    fill_candidates(engine, names, rarity(names))

    dropped = engine.rows("from dropped where kind = 'begins'")
    pairs = (LIMIT + 1) * LIMIT // 2
    assert dropped == [
        {"kind": "begins", "key": "crys", "names": LIMIT + 1, "pairs": pairs}
    ]


def test_of_what_was_split_the_pairs_between_the_parts_are_dropped(engine):
    names = [(f"crys{part}{number:03}",) for part in "ab" for number in range(40)]
    fill_candidates(engine, names, rarity(names))

    [dropped] = engine.rows("from dropped where kind = 'begins'")
    kept = 8 * (10 * 9 // 2)  # eight groups of ten that share seven letters
    assert (dropped["key"], dropped["names"]) == ("crys", 80)
    assert dropped["pairs"] == 80 * 79 // 2 - kept


def test_of_what_too_many_share_those_with_one_more_word_are_compared(engine):
    many = [("abra", f"{number:04}x{number:04}") for number in range(LIMIT)]
    names = [*many, ("abra", "cadabra", "plant"), ("abra", "cadabra", "plants")]
    fill_candidates(engine, names, rarity(names))

    pairs = engine.rows("select l, r from candidate where r >= $many", {"many": LIMIT})
    assert {"l": LIMIT, "r": LIMIT + 1} in pairs


def test_two_lists_make_pairs_of_both_only(engine):
    names = words("aurus motors", "aurus motor", "aurus motors", "aurus motor")

    fill_candidates(engine, names, rarity(names), first=2)

    pairs = engine.rows("select l, r from candidate order by all")
    assert [(row["l"], row["r"]) for row in pairs] == [(0, 2), (0, 3), (1, 2), (1, 3)]


def test_no_names_make_no_candidates(engine):
    assert candidates(engine, []) == {}
