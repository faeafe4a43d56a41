"""Rows without the number of an item: what links them, and what leaves them open."""

import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from records.making import aside, doubted, item, kept, make, small_world, text

IDENTICAL = "all cells are those of another row, and no number tells them apart"
POSSIBLE = "perhaps goods of another file: what both give is the same"
IN_DECLARATION = (
    "the same goods of the declaration in another file (no common number of an item)"
)
IN_OTHER_FILE = (
    "the same goods, day, weight, value and parties in another file (no common number)"
)


def loose(**cells):
    """A row without declaration and item, of a known importer and sender."""
    usual = {"net_kg": "5", "consignee_tax_id": "7743237789", "sender_name": "BAEKDU"}
    return item("", "") | usual | cells


def numbered(declaration="A", number=1, **cells):
    return loose() | {"declaration": declaration, "item": number} | cells


def test_of_identical_rows_without_a_number_one_is_certain(engine, tmp_path):
    make(engine, tmp_path, text(loose(), loose(), loose(net_kg="6"), loose()))

    assert kept(engine) == [("a", 1), ("a", 2), ("a", 3), ("a", 4)]
    assert doubted(engine) == [
        ("a", 2, IDENTICAL, ("a", 1)),
        ("a", 4, IDENTICAL, ("a", 1)),
    ]


def test_rows_that_differ_in_a_cell_nobody_reads_are_two(engine, tmp_path):
    rows = [loose(customs_currency=code) for code in ("RUB", "rub")]
    make(engine, tmp_path, text(*rows))

    assert doubted(engine) == []


def test_identical_items_of_a_declaration_without_their_numbers_are_open(
    engine, tmp_path
):
    make(engine, tmp_path, text(item("A", ""), item("A", ""), item("B", "")))

    assert doubted(engine) == [("a", 2, IDENTICAL, ("a", 1))]


def test_goods_of_a_declaration_are_matched_one_to_one(engine, tmp_path):
    first = [numbered(number=n) for n in (1, 2)] + [numbered(number=3, net_kg="9")]
    second = [loose(declaration="A", hs="870829") for _ in range(3)]
    make(engine, tmp_path, text(*first), text(*second))

    assert aside(engine) == [
        ("b", 1, IN_DECLARATION, ("a", 1)),
        ("b", 2, IN_DECLARATION, ("a", 2)),
    ]
    assert doubted(engine) == [("b", 3, IDENTICAL, ("b", 1))]


def test_the_same_goods_without_a_declaration_are_linked(engine, tmp_path):
    make(engine, tmp_path, text(numbered()), text(loose(), loose(statistical_usd="11")))

    assert kept(engine) == [("a", 1), ("b", 2)]
    assert aside(engine) == [("b", 1, IN_OTHER_FILE, ("a", 1))]


def test_a_row_without_a_number_stands_where_its_file_is_named_first(engine, tmp_path):
    make(engine, tmp_path, text(loose(), loose()), text(numbered(), numbered("B")))

    assert aside(engine) == [
        ("b", 1, IN_OTHER_FILE, ("a", 1)),
        ("b", 2, IN_OTHER_FILE, ("a", 2)),
    ]
    assert doubted(engine) == []  # two declarations prove two consignments


@pytest.mark.parametrize(
    "other",
    [
        {"registered": "2021-06-29"},
        {"hs": "8708300000"},
        {"hs": "8708290009"},
        {"net_kg": "5.1"},
        {"statistical_usd": "10.01"},
        {"consignee_tax_id": "7711000924"},
        {"sender_name": "HANGANG"},
    ],
)
def test_goods_that_differ_in_one_thing_are_not_linked(engine, tmp_path, other):
    make(engine, tmp_path, text(numbered()), text(loose(**other)))

    assert kept(engine) == [("a", 1), ("b", 1)]
    assert doubted(engine) == []


def test_two_declarations_are_never_linked_by_their_goods(engine, tmp_path):
    make(engine, tmp_path, text(numbered()), text(numbered("B"), loose()))

    assert kept(engine) == [("a", 1), ("b", 1)]
    assert aside(engine) == [("b", 2, IN_OTHER_FILE, ("a", 1))]


def test_an_importer_is_known_by_name_where_another_row_tells_its_id(engine, tmp_path):
    known = numbered(consignee_name="ООО «Аурус»")
    named = loose(consignee_name="ооо аурус", consignee_tax_id="")
    make(engine, tmp_path, text(known), text(named))

    assert aside(engine) == [("b", 1, IN_OTHER_FILE, ("a", 1))]


@pytest.mark.parametrize("missing", ["net_kg", "statistical_usd", "sender_name"])
def test_goods_that_lack_a_cell_may_be_the_same(engine, tmp_path, missing):
    make(engine, tmp_path, text(numbered()), text(loose(**{missing: ""})))

    assert kept(engine) == [("a", 1), ("b", 1)]
    assert doubted(engine) == [("b", 1, POSSIBLE, ("a", 1))]


def test_the_row_that_tells_its_value_stands(engine, tmp_path):
    make(engine, tmp_path, text(loose(statistical_usd="")), text(numbered()))

    assert doubted(engine) == [("a", 1, POSSIBLE, ("b", 1))]


def test_no_more_rows_are_in_doubt_than_there_are_others(engine, tmp_path):
    second = [loose(net_kg="", customs_currency=n) for n in ("A", "B", "C")]
    make(engine, tmp_path, text(numbered()), text(*second))

    assert doubted(engine) == [("b", 1, POSSIBLE, ("a", 1))]


def test_rows_that_are_much_alike_both_count_and_are_listed(engine, tmp_path):
    alike = loose(registered="2021-07-02", net_kg="5.04", statistical_usd="10.5")
    far = loose(registered="2021-07-04", net_kg="5.04", statistical_usd="10.5")
    make(engine, tmp_path, text(numbered()), text(alike, far))

    assert kept(engine) == [("a", 1), ("b", 1), ("b", 2)]
    assert engine.rows("select row, other_row from near") == [
        {"row": 1, "other_row": 1}
    ]


CELLS = {
    "net_kg": st.sampled_from(["5", "6"]),
    "statistical_usd": st.sampled_from(["10", "20"]),
}
LOOSE = st.lists(st.builds(loose, **CELLS), max_size=5)
NUMBERED = st.lists(st.builds(dict, **CELLS), max_size=4).map(
    lambda cells: [numbered(number=n, **c) for n, c in enumerate(cells, 1)]
)


def bounds(*files):
    with (
        tempfile.TemporaryDirectory() as folder,
        Engine() as engine,
        pytest.MonkeyPatch.context() as patch,
    ):
        small_world(patch)
        other = item("Z", hs="0101210000", net_kg="1")
        contents = [text(other | {"item": n}, *f) for n, f in enumerate(files, 1)]
        make(engine, Path(folder), *contents)
        row = engine.rows(
            "select sum(usd) filter (where doubt is null) as low, sum(usd) as high "
            "from declared where reason is null and hs <> '0101210000'"
        )[0]
        return row["low"] or Decimal(0), row["high"] or Decimal(0)


def counted_again(first, *loose_files):
    """Per kind of goods: rows that must be, and rows that may be."""
    kinds = [
        Counter((row["net_kg"], row["statistical_usd"]) for row in file)
        for file in (first, *loose_files)
    ]
    low = high = Decimal(0)
    for kind in set().union(*kinds):
        proven, *others = [count[kind] for count in kinds]
        low += Decimal(kind[1]) * max(proven, *(min(n, 1) for n in others))
        high += Decimal(kind[1]) * max(proven, *others)
    return low, high


@settings(max_examples=4, deadline=None)
@given(NUMBERED, LOOSE, LOOSE)
def test_the_bounds_are_those_of_a_recount_in_any_order_of_files(first, second, third):
    expected = counted_again(first, second, third)

    assert bounds(first, second, third) == expected
    assert bounds(third, first, second) == expected
