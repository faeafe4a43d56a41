import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from madein.sources.layouts import Layout
from records.making import (
    LAYOUT,
    aside,
    balance,
    doubted,
    item,
    kept,
    make,
    rejected,
    small_world,
    text,
)

KEYLESS = Layout(
    name="keyless",
    vendor="Nobody",
    country="RU",
    fields={name: (name,) for name in ("registered", "hs", "statistical_usd")},
)


def test_a_row_that_stands_twice_in_a_file_counts_once(engine, tmp_path):
    make(engine, tmp_path, text(item("A"), item("B"), item("A")))

    assert kept(engine) == [("a", 2), ("a", 3)]
    assert aside(engine) == [("a", 1, "the same row once more in the file", ("a", 3))]


def test_an_item_in_two_files_counts_in_the_first(engine, tmp_path):
    make(engine, tmp_path, text(item("A"), item("B")), text(item("C"), item("A")))

    assert kept(engine) == [("a", 1), ("a", 2), ("b", 1)]
    assert aside(engine) == [
        ("b", 2, "the same declared item in another file", ("a", 1))
    ]


def test_an_item_in_two_files_may_have_other_cells(engine, tmp_path):
    make(engine, tmp_path, text(item()), text(item(statistical_usd="11")))

    assert kept(engine) == [("a", 1)]
    assert aside(engine) == [
        ("b", 1, "the same declared item in another file; cells differ", ("a", 1))
    ]


def test_of_an_item_twice_in_a_file_with_other_cells_the_later_row_counts(
    engine, tmp_path
):
    make(engine, tmp_path, text(item(), item(statistical_usd="11")))

    reason = (
        "the same declared item once more in the file; cells differ, "
        "the later row counts"
    )
    assert kept(engine) == [("a", 2)]
    assert aside(engine) == [("a", 1, reason, ("a", 2))]


def test_the_same_number_written_another_way_is_no_difference(engine, tmp_path):
    make(engine, tmp_path, text(item()), text(item(statistical_usd="10.00")))

    assert aside(engine) == [
        ("b", 1, "the same declared item in another file", ("a", 1))
    ]


@pytest.mark.parametrize("order", ["before", "after"])
def test_an_amendment_replaces_the_original(engine, tmp_path, order):
    rows = [item(message=""), item(message="КДТ", statistical_usd="12")]
    make(engine, tmp_path, text(*(rows if order == "after" else rows[::-1])))

    amended, original = (2, 1) if order == "after" else (1, 2)
    assert kept(engine) == [("a", amended)]
    assert aside(engine) == [
        ("a", original, "an amendment replaces it", ("a", amended))
    ]


def test_an_amendment_in_the_second_source_beats_the_original_in_the_first(
    engine, tmp_path
):
    first = text(item(message=""))
    make(engine, tmp_path, first, text(item(message="КДТ", statistical_usd="12")))

    assert kept(engine) == [("b", 1)]
    assert aside(engine) == [("a", 1, "an amendment replaces it", ("b", 1))]


def test_the_last_issue_of_a_declaration_wins(engine, tmp_path):
    rows = [item(version=n, statistical_usd=n) for n in (0, 2, 1)]
    make(engine, tmp_path, text(*rows))

    assert kept(engine) == [("a", 2)]
    assert aside(engine) == [
        ("a", 1, "an amendment replaces it", ("a", 2)),
        ("a", 3, "an amendment replaces it", ("a", 2)),
    ]


def test_a_cancelled_item_counts_nowhere_and_its_neighbours_do(engine, tmp_path):
    first = text(item(message=""), item(number=2, message=""))
    make(engine, tmp_path, first, text(item(message="АННУЛ")))

    assert kept(engine) == [("a", 2)]
    assert aside(engine) == [
        ("a", 1, "the declaration was cancelled", None),
        ("b", 1, "the declaration was cancelled", None),
    ]


def test_a_row_without_an_item_cancels_the_whole_declaration(engine, tmp_path):
    rows = [item(message=""), item(number=2, message=""), item("B", message="")]
    make(engine, tmp_path, text(*rows, item(number="", message="АННУЛ")))

    assert kept(engine) == [("a", 3)]
    assert [row[:3] for row in aside(engine)] == [
        ("a", n, "the declaration was cancelled") for n in (1, 2, 4)
    ]


def test_an_item_that_cannot_be_read_cancels_itself_alone(engine, tmp_path):
    rows = [item(message=""), item(message=""), item(number="1a", message="АННУЛ")]
    make(engine, tmp_path, text(*rows))

    assert kept(engine) == [("a", 2)]
    assert aside(engine) == [
        ("a", 1, "the same row once more in the file", ("a", 2)),
        ("a", 3, "the declaration was cancelled", None),
    ]


def test_a_cancellation_without_a_declaration_is_no_shipment(engine, tmp_path):
    make(engine, tmp_path, text(item(message=""), item("", message="АННУЛ")))

    assert kept(engine) == [("a", 1)]
    assert aside(engine) == [("a", 2, "the declaration was cancelled", None)]


@pytest.mark.parametrize("number", ["", "1a", "1.5"])
def test_rows_without_a_readable_item_stand_for_themselves(engine, tmp_path, number):
    rows = [item(number=number, statistical_usd=usd) for usd in (1, 2)]
    make(engine, tmp_path, text(*rows))

    assert kept(engine) == [("a", 1), ("a", 2)]


def test_items_one_and_a_half_and_two_are_not_the_same_item(engine, tmp_path):
    make(engine, tmp_path, text(item(number="1.6"), item(number="2")))

    assert kept(engine) == [("a", 1), ("a", 2)]


@pytest.mark.parametrize("word", ["amended", "change", "replacement"])
def test_what_amends_an_item_stands_for_it(engine, tmp_path, word):
    make(engine, tmp_path, text(item(message=word), item(message="")))

    assert kept(engine) == [("a", 1)]
    assert aside(engine) == [("a", 2, "an amendment replaces it", ("a", 1))]


@pytest.mark.parametrize("word", ["confirmation", "duplicate"])
def test_what_repeats_an_item_stands_for_nothing(engine, tmp_path, word):
    make(engine, tmp_path, text(item(message=""), item(message=word)))

    assert kept(engine) == [("a", 1)]
    assert aside(engine) == [("a", 2, f"a {word} of another row", ("a", 1))]


def test_a_confirmation_alone_counts_and_a_duplicate_alone_may(engine, tmp_path):
    rows = [item(message="confirmation"), item(number=2, message="duplicate")]
    make(engine, tmp_path, text(*rows))

    assert kept(engine) == [("a", 1), ("a", 2)]
    assert doubted(engine) == [
        ("a", 2, "marked as a duplicate of a row that is not held", None)
    ]


def test_an_added_item_counts_and_a_deleted_one_does_not(engine, tmp_path):
    rows = [item(), item(number=2), item(number=3, message="addition")]
    make(engine, tmp_path, text(*rows, item(number=2, message="deletion")))

    assert kept(engine) == [("a", 1), ("a", 3)]
    assert aside(engine) == [
        ("a", 2, "an amendment deletes the item", None),
        ("a", 4, "an amendment deletes the item", None),
    ]


def test_a_status_message_is_no_shipment(engine, tmp_path):
    make(engine, tmp_path, text(item(), item("B", message="status")))

    assert aside(engine) == [("a", 2, "a status message, no goods", None)]


def test_what_was_not_released_counts_nowhere_and_its_other_rows_perhaps(
    engine, tmp_path
):
    make(engine, tmp_path, text(item(), item("B")), text(item(message="refused")))

    assert kept(engine) == [("a", 1), ("a", 2)]
    assert aside(engine) == [("b", 1, "not released", None)]
    assert doubted(engine) == [
        ("a", 1, "another row says that it was not released", None)
    ]


def test_a_reissue_after_a_cancellation_stands(engine, tmp_path):
    rows = [item(version=0), item(version=1, message="АННУЛ"), item(version=2)]
    make(engine, tmp_path, text(*rows))

    assert kept(engine) == [("a", 3)]
    assert [row[:3] for row in aside(engine)] == [
        ("a", 1, "the declaration was cancelled"),
        ("a", 2, "the declaration was cancelled"),
    ]


def test_a_replacement_leaves_no_item_of_the_old_declaration(engine, tmp_path):
    old = [item(number=n) for n in (1, 2, 3)]
    new = [item(number=n, message="replacement") for n in (1, 2)]
    make(engine, tmp_path, text(*old), text(*new))

    assert kept(engine) == [("b", 1), ("b", 2)]
    assert aside(engine) == [
        ("a", 1, "an amendment replaces it", ("b", 1)),
        ("a", 2, "an amendment replaces it", ("b", 2)),
        ("a", 3, "an amendment replaces the declaration", None),
    ]


def test_an_item_that_an_amended_extract_lacks_may_be_gone(engine, tmp_path):
    old = [item(number=n) for n in (1, 2, 3)]
    new = [item(number=1), item(number=2, message="КДТ")]
    make(engine, tmp_path, text(*old), text(*new))

    assert kept(engine) == [("a", 1), ("a", 3), ("b", 2)]
    assert doubted(engine) == [
        ("a", 3, "an amendment of the declaration may have removed the item", None)
    ]


def test_the_cells_that_differ_are_named(engine, tmp_path):
    other = item(statistical_usd="11", net_kg="5")
    make(engine, tmp_path, text(item(net_kg="4")), text(other))

    assert engine.rows("select differs from duplicate") == [
        {"differs": "net_kg, statistical_usd"}
    ]


@pytest.mark.parametrize(
    "other",
    [
        "10009100-261125-5177437",
        "10009100 261125 5177437",
        "DT No 10009100/261125/5177437",
        "100091002611255177437",
    ],
)
def test_a_number_written_another_way_is_the_same_declaration(engine, tmp_path, other):
    plain = "10009100/261125/5177437"
    make(engine, tmp_path, text(item(plain), item("Z")), text(item(other), item("Y/1")))

    assert aside(engine) == [
        ("b", 1, "the same declared item in another file", ("a", 1))
    ]


def test_numbers_that_would_become_one_are_compared_as_they_stand(engine, tmp_path):
    make(engine, tmp_path, text(item("1/11"), item("11/1")), text(item("111")))

    assert kept(engine) == [("a", 1), ("a", 2), ("b", 1)]


def test_one_record_of_a_vendor_in_two_files_counts_once(engine, tmp_path):
    rows = [item("", "", record_id=n) for n in ("R1", "R2")]
    more = [item("", "", record_id="R1"), item("", "", record_id="R2", net_kg="7")]
    make(engine, tmp_path, text(*rows), text(*more))

    later = "the same record of the vendor in another file; cells differ, the later file counts"
    assert kept(engine) == [("b", 1), ("b", 2)]
    assert aside(engine) == [
        ("a", 1, "the same record of the vendor in another file", ("b", 1)),
        ("a", 2, later, ("b", 2)),
    ]


def test_a_record_id_given_to_other_goods_is_another_record(engine, tmp_path):
    first = text(item("", "", record_id="R1"))
    second = text(item("", "", record_id="R1", hs="9031803800"))
    make(engine, tmp_path, first, second)

    assert kept(engine) == [("a", 1), ("b", 1)]
    assert doubted(engine) == []


def test_an_id_that_repeats_within_a_file_is_no_key(engine, tmp_path):
    rows = [item("", "", record_id="R1", statistical_usd=usd) for usd in (1, 2)]
    make(engine, tmp_path, text(*rows), text(rows[0], item("B")))

    assert kept(engine) == [("a", 2), ("b", 1), ("b", 2)]


def test_a_layout_without_declarations_sets_nothing_aside(engine, tmp_path):
    row = {"registered": "2021-06-30", "hs": "8708290000", "statistical_usd": "10"}
    make(engine, tmp_path, text(row, row), layouts=[KEYLESS])

    assert kept(engine) == [("a", 1), ("a", 2)]
    assert balance(engine) == [[2, 2, 0, 0, 0, 0]]


def test_headings_within_the_file_are_a_reject(engine, tmp_path):
    rows = [item(), item("B")]
    make(engine, tmp_path, text(rows[0], list(rows[0]), rows[1]))

    assert kept(engine) == [("a", 1), ("a", 3)]
    assert rejected(engine) == [("a", 2, "the headings once more")]


@pytest.mark.parametrize("word", ["Total", "Grand Total:", "ИТОГО", "Всего по отчёту"])
@pytest.mark.parametrize("column", ["declaration", "registered", "description"])
def test_a_total_row_is_a_reject_under_whatever_heading(engine, tmp_path, word, column):
    layout = Layout(
        **{**vars(LAYOUT), "fields": {**LAYOUT.fields, "description": ("description",)}}
    )
    row = item(description="bolts")
    total = dict.fromkeys(row, "") | {column: word, "statistical_usd": "10"}
    make(engine, tmp_path, text(row, total), layouts=[layout])

    assert kept(engine) == [("a", 1)]
    assert rejected(engine) == [("a", 2, "a total, no declared item")]


def test_a_maker_called_total_is_no_total(engine, tmp_path):
    layout = Layout(
        **{**vars(LAYOUT), "fields": {"maker_name": ("maker",), **LAYOUT.fields}}
    )
    make(engine, tmp_path, text({"maker": "TOTAL", **item()}), layouts=[layout])

    assert kept(engine) == [("a", 1)]


def test_blank_rows_are_counted_and_nothing_else(engine, tmp_path):
    blank, blanks = [""] * 5, [" "] * 5
    make(engine, tmp_path, text(item(), blank, item("B"), blanks))

    assert kept(engine) == [("a", 1), ("a", 3)]
    assert balance(engine) == [[4, 2, 0, 0, 0, 2]]


def test_a_line_that_cannot_be_cut_is_in_the_balance(engine, tmp_path):
    make(engine, tmp_path, text(item(), ["A", "2"], item("B")))

    assert kept(engine) == [("a", 1), ("a", 2)]
    assert balance(engine) == [[3, 2, 0, 0, 1, 0]]
    assert engine.rows("select line, reason, text from quarantine") == [
        {"line": 3, "reason": "2 cells where the headings have 5", "text": "A;2"}
    ]


ROW = st.builds(
    item,
    st.sampled_from(["A", "B", ""]),
    st.sampled_from([1, 2, "", "x"]),
    message=st.sampled_from(["", "", "КДТ", "АННУЛ"]),
    statistical_usd=st.sampled_from(["1", "2", "x", ""]),
)
ODD = st.sampled_from(
    [[""] * 6, ["Total", "", "", "", "9", ""], ["A", "1"], list(item(message=""))]
)
FILE = st.lists(ROW | ODD, max_size=20).map(lambda rows: [item("Z", message=""), *rows])


def _made(*files):
    with (
        tempfile.TemporaryDirectory() as folder,
        Engine() as engine,
        pytest.MonkeyPatch.context() as patch,
    ):
        small_world(patch)
        # Two files of the same bytes are one source.
        contents = [text(*rows) + "\n" * n for n, rows in enumerate(files)]
        make(engine, Path(folder), *contents)
        rows = engine.rows("select declaration, item, statistical_usd from shipment")
        return balance(engine), [tuple(row.values()) for row in rows]


@settings(max_examples=8, deadline=None)
@given(FILE, FILE)
def test_every_row_is_in_one_place_and_an_item_counts_at_most_once(first, second):
    balances, shipments = _made(first, second)
    items = [row[:2] for row in shipments if None not in row[:2]]

    assert [line[0] for line in balances] == [len(first), len(second) + 1]
    assert [line[0] for line in balances] == [sum(line[1:]) for line in balances]
    assert len(items) == len(set(items))


@settings(max_examples=8, deadline=None)
@given(FILE, st.randoms(use_true_random=False))
def test_the_order_of_rows_matters_only_where_the_later_row_counts(rows, random):
    same_value = [
        row | {"statistical_usd": "1"} if isinstance(row, dict) else row for row in rows
    ]
    shuffled = [same_value[0], *random.sample(same_value[1:], len(rows) - 1)]
    one, other = _made(same_value), _made(shuffled)

    assert one[0] == other[0]
    assert sorted(one[1], key=str) == sorted(other[1], key=str)


def test_the_sum_is_that_of_the_rows_that_count(engine, tmp_path):
    rows = [item(), item(), item("B", statistical_usd="2.5"), item("C", message="")]
    make(engine, tmp_path, text(*rows))

    assert engine.value("select sum(usd) from shipment") == Decimal("22.5")
