"""The made-up names are the same on every run, and what measures them counts right."""

import ast
from collections import Counter
from pathlib import Path

import names_ids
import pytest
from names_made import made, shuffled, write
from names_pairs import HARD, SHARED, pairs
from names_quality import Placed, at, between, of_clusters, of_trouble, script

COUNT = 6_000
TROUBLES = {
    *("typo", "cut", "address", "prefix", "agent", "translated", "order"),
    *("abbreviated", "mixed script", "renamed", "wrong id", "broken id", "no country"),
    *("id", "glued id", "ambiguous"),
}


@pytest.fixture(scope="module")
def spellings():
    return made(COUNT)


def test_the_same_number_of_names_gives_the_same_file(spellings, tmp_path):
    write(spellings, tmp_path / "one.csv")
    write(made(COUNT), tmp_path / "two.csv")

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_a_larger_number_begins_with_the_names_of_a_smaller_one(spellings):
    few = made(1_000)

    assert [one.name for one in few] == [one.name for one in spellings[:1_000]]


def test_no_two_spellings_are_alike(spellings):
    keys = {(one.name, one.tax_id, one.country) for one in spellings}

    assert len(keys) == COUNT


def test_another_order_holds_the_same_spellings(spellings):
    other = shuffled(spellings, 3)

    assert other != spellings
    assert sorted(one.name for one in other) == sorted(one.name for one in spellings)


def test_every_trouble_promised_occurs(spellings):
    assert {trouble for one in spellings for trouble in one.troubles} == TROUBLES


def test_without_the_added_troubles_only_the_old_ones_occur():
    found = {trouble for one in made(COUNT, troubled=False) for trouble in one.troubles}

    assert found - {"ambiguous"} == {
        *("typo", "cut", "address", "prefix", "translated", "order", "id", "glued id")
    }


def test_most_firms_have_few_spellings_and_few_have_many(spellings):
    sizes = Counter(one.firm for one in spellings).values()

    assert max(sizes) >= 40
    assert sum(size <= 3 for size in sizes) > len(sizes) / 2


def test_a_firm_tells_one_id_unless_a_wrong_one_was_put_in(spellings):
    own = {}
    for one in spellings:
        if one.told_id and "wrong id" not in one.troubles:
            assert own.setdefault(one.firm, one.told_id) == one.told_id
    wrong = [one for one in spellings if "wrong id" in one.troubles]

    assert wrong
    assert all(one.told_id != own.get(one.firm) for one in wrong)


def test_all_scripts_promised_occur(spellings):
    scripts = Counter(script(one.name) for one in spellings)

    assert scripts.keys() == {"Latin", "Cyrillic", "Han", "Hangul"}
    assert min(scripts.values()) > COUNT * 0.03


def test_the_generator_shares_nothing_with_madein():
    folder = Path(names_ids.__file__).parent
    for name in ("names_made", "names_firms", "names_ids"):
        tree = ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))
        imported = {
            alias.name if isinstance(node, ast.Import) else node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not any(module.startswith("madein") for module in imported)


class Told:
    """Gives the signs of a known id where the maker of ids draws them."""

    def __init__(self, signs):
        self.signs = list(signs)

    def randint(self, *_):
        return int(self.signs.pop(0))

    def randrange(self, *_):
        return int(self.signs.pop(0))


@pytest.mark.parametrize(
    ("make", "known", "drawn"),
    [
        (names_ids.inn, "7707083893", "770708389"),  # Sberbank
        (names_ids.brn, "124-81-00998", "124810099"),  # Samsung Electronics
        (names_ids.vkn, "8790017566", "879001756"),  # Turkcell
        (names_ids.ust, "DE129273398", "12927339"),  # BMW
        (names_ids.partita, "IT00159560366", "0015956036"),  # Ferrari
    ],
)
def test_check_digits_are_those_of_known_firms(make, known, drawn):
    assert make(Told(drawn)) == known


def test_the_check_sign_of_a_chinese_id_is_that_of_a_known_firm():
    class Drawn(Told):
        def randrange(self, *_):
            return 440300  # the region; the signs below follow it

        def choice(self, _):
            return self.signs.pop(0)

    assert names_ids.uscc(Drawn("192203821")) == "914403001922038216"  # Huawei


def test_pairs_at_a_threshold_are_counted():
    scores = [(0.95, True), (0.93, False), (0.8, True), (0.2, True), (0.1, False)]

    strict, loose = at(scores, 0.92), at(scores, 0.7)

    assert (strict.true, strict.found, strict.right) == (3, 2, 1)
    assert (loose.precision, loose.recall) == (2 / 3, 2 / 3)


def placed(*rows):
    return [
        Placed(firm=firm, cluster=cluster, name=name, troubles=frozenset(troubles))
        for firm, cluster, name, troubles in rows
    ]


CLUSTERS = placed(
    ("A", 1, "ООО Аурус", ()),
    ("A", 1, "AURUS LLC", ("typo",)),
    ("A", 2, "AURUS", ()),
    ("B", 1, "AURUM", ()),
)


def test_pairs_of_clusters_are_counted():
    quality = of_clusters(CLUSTERS)

    # One firm: three pairs. In cluster 1: three pairs, one of them of one firm.
    assert (quality.true, quality.found, quality.right) == (3, 3, 1)
    assert quality.f1 == pytest.approx(1 / 3)


def test_pairs_between_two_scripts_are_counted():
    quality = between(CLUSTERS, ("Cyrillic", "Latin"))

    assert (quality.true, quality.found, quality.right) == (2, 2, 1)


def test_pairs_that_a_trouble_touches_are_counted():
    quality = of_trouble(CLUSTERS, "typo")

    assert (quality.true, quality.found, quality.right) == (2, 2, 1)


def test_the_hard_cases_are_ten_pairs_of_nine_rows():
    assert len(HARD) == 10
    assert {number.rstrip("ab") for number, *_ in HARD} == set("123456789")


def test_the_labelled_sets_have_the_pairs_their_readme_promises():
    if not SHARED.exists():
        pytest.skip("../shared/data/names is absent: labelled pairs of other people")
    found = pairs(["cases", "quoted", "listed"])

    sizes = Counter(pair.set for pair in found)
    assert (sizes["cases"], sizes["quoted"]) == (266, 13)
    assert sum(pair.same for pair in found if pair.set == "listed") == 316
