import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.goods.editions import (
    HELD,
    codes_under,
    counterparts,
    exists,
    predecessors,
    relation,
    successors,
)

TABLES = Path(__file__).parents[3] / "shared/data/hs"
has_tables = pytest.mark.skipif(
    not TABLES.is_dir(), reason="needs ../shared/data/hs, which is not in the project"
)
STEPS = list(pairwise(HELD))


def public_codes(edition):
    file = TABLES / f"{edition.lower()}.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    codes = {row["code"] for row in rows if row["level"] == "6"}
    return codes - {"999999"}  # not specified: no code of the nomenclature


def public_pairs(older, newer):
    file = TABLES / f"correlation_{newer.lower()}_{older.lower()}.csv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
        if row[newer.lower()] != "999999":
            yield row[newer.lower()], row[older.lower()], row["relationship"]


@has_tables
@pytest.mark.parametrize(
    ("edition", "count"), [("HS2012", 5205), ("HS2017", 5387), ("HS2022", 5612)]
)
def test_an_edition_holds_the_codes_of_the_public_list(edition, count):
    assert codes_under("", edition) == public_codes(edition)
    assert len(codes_under("", edition)) == count


@has_tables
@pytest.mark.parametrize(("older", "newer"), STEPS)
def test_every_public_pair_is_held_both_ways_with_its_relation_and_no_other(
    older, newer
):
    back, forth = defaultdict(set), defaultdict(set)
    for new, old, kind in public_pairs(older, newer):
        back[new].add(old)
        forth[old].add(new)
        assert relation(new, old, newer) == kind

    for code in public_codes(newer):
        assert predecessors(code, newer, older) == back[code]
    for code in public_codes(older):
        assert successors(code, older, newer) == (forth[code] or None)


@has_tables
def test_steps_are_chained_as_sets():
    first, second = defaultdict(set), defaultdict(set)
    for new, old, _ in public_pairs("HS2012", "HS2017"):
        first[old].add(new)
    for new, old, _ in public_pairs("HS2017", "HS2022"):
        second[old].add(new)

    for code in sorted(public_codes("HS2012"))[::50]:
        chained = set().union(*(second[between] for between in first[code]))
        assert successors(code, "HS2012", "HS2022") == chained


@has_tables
def test_the_public_table_names_no_counterpart_for_one_code():
    lost = [
        code
        for code in public_codes("HS2017")
        if successors(code, "HS2017", "HS2022") is None
    ]

    assert lost == ["300219"]


@pytest.mark.parametrize(
    "code", ["854800", "852589", "854149", "854151", "854159", "880730", "870822"]
)
def test_codes_of_2022_do_not_exist_in_2017(code):
    assert exists(code, "HS2022") is True
    assert exists(code, "HS2017") is False
    assert exists(code, "HS2012") is False
    assert exists(code, "HS2007") is None


def test_one_code_was_divided_and_the_older_stands_for_both():
    assert predecessors("870822", "HS2022", "HS2017") == {"870829"}
    assert predecessors("870829", "HS2022", "HS2017") == {"870829"}
    assert {"870822", "870829"} < successors("870829", "HS2017", "HS2022")


def test_national_digits_are_cut_and_never_rounded():
    whole = successors("870829", "HS2017", "HS2022")

    assert successors("8708299999", "HS2017", "HS2022") == whole
    assert exists("8708299999", "HS2017") is True
    assert codes_under("870829999999", "HS2017") == {"870829"}


def test_a_short_code_stands_for_all_codes_below_it():
    below = codes_under("0101", "HS2022")

    assert below == {"010121", "010129", "010130", "010190"}
    assert successors("0101", "HS2017", "HS2022") == set().union(
        *(successors(code, "HS2017", "HS2022") for code in below)
    )


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("848210", "HS2007", "HS2012"),
        ("848210", "HS2012", "HS2007"),
        ("848210", "HS2022", "HS2028"),
        ("854800", "HS2017", "HS2022"),
        ("999999", "HS2017", "HS2022"),
        ("3002", "HS2017", "HS2022"),
    ],
)
def test_what_no_table_says_is_unknown(code, start, end):
    assert counterparts(code, start, end) is None


def test_a_direction_is_kept():
    assert predecessors("848210", "HS2012", "HS2022") is None
    assert successors("848210", "HS2022", "HS2012") is None
    assert counterparts("848210", "HS2022", "HS2012") == {"848210"}
    assert counterparts("8482", "HS2022", "HS2022") == codes_under("8482", "HS2022")


@pytest.mark.parametrize(
    ("newer", "older", "edition", "expected"),
    [
        ("010121", "010121", "HS2022", "1:1"),
        ("870822", "870829", "HS2022", "n:1"),
        ("852990", "852990", "HS2022", "n:n"),
        ("870822", "870899", "HS2022", None),
        ("000000", "870899", "HS2022", None),
    ],
)
def test_a_pair_has_its_relation(newer, older, edition, expected):
    assert relation(newer, older, edition) == expected


@given(st.data())
def test_sets_are_mirrored(data):
    older, newer = data.draw(st.sampled_from(STEPS))
    code = data.draw(st.sampled_from(sorted(codes_under("", newer))))

    for before in predecessors(code, newer, older):
        assert code in successors(before, older, newer)


@given(st.data())
def test_a_beginning_stands_for_no_less_than_the_code(data):
    start, end = data.draw(st.permutations(HELD))[:2]
    code = data.draw(st.sampled_from(sorted(codes_under("", start))))
    cut = code[: data.draw(st.sampled_from([2, 4]))]

    wide, narrow = counterparts(cut, start, end), counterparts(code, start, end)

    assert wide is None or (narrow is not None and narrow <= wide)
