"""What the readers of lists share."""

from datetime import UTC, date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from madein.errors import SourceError
from madein.lists.entry import Imposed
from madein.lists.formats.reading import day_of, grouped, merged, table, told_time
from madein.verdict import Measure

WASHINGTON = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("list_20250121.csv", "2025-01-21T00:00:00-05:00"),
        ("list 2025-01-21.csv.gz", "2025-01-21T00:00:00-05:00"),
        ("21.01.2025_subjects.csv", "2025-01-21T00:00:00-05:00"),
        # A time is one of UTC: in Washington it was still the day before.
        ("20220225T015029_201912310001.csv", "2022-02-24T20:50:29-05:00"),
        ("20220225T015029Z.csv", "2022-02-24T20:50:29-05:00"),
        ("20250121 (copy of 2025-01-21).csv", "2025-01-21T00:00:00-05:00"),
    ],
)
def test_a_name_may_hold_the_day_or_a_time_in_utc(name, taken):
    assert told_time(Path(name), "", WASHINGTON).isoformat() == taken


@pytest.mark.parametrize(
    "name",
    [
        "list.csv",
        "list_20251321.csv",
        "list_120250121.csv",
        "list_20250121a.csv",
        "20250121_20250122.csv",
        "20250121T256060.csv",
    ],
)
def test_a_name_with_no_day_or_with_two_tells_none(name):
    with pytest.raises(SourceError) as error:
        told_time(Path(name), "", UTC)

    assert str(error.value) == (
        f"'{name}' does not say when the copy was taken\n  at {name}\n"
        f"  try: put the day into its name, like '20250121_{name}'"
    )


def test_the_copys_own_word_comes_before_its_name():
    taken = told_time(Path("list_20250121.csv"), "31.12.2024", WASHINGTON, "%d.%m.%Y")

    assert taken.isoformat() == "2024-12-31T00:00:00-05:00"


def test_a_copy_that_is_of_no_day_is_a_fault_whatever_its_name():
    with pytest.raises(SourceError) as error:
        told_time(Path("list_20250121.csv"), "31.02.2024", UTC, "%d.%m.%Y")

    assert str(error.value) == (
        "the copy is of '31.02.2024', which is no day\n  at list_20250121.csv:1\n"
        "  try: get a whole copy from where it came from"
    )


def test_a_day_is_read_in_the_forms_of_its_list_alone():
    assert day_of(" 2/1/2025 ", "%Y-%m-%d", "%d/%m/%Y") == date(2025, 1, 2)
    assert day_of("", "%Y-%m-%d") is None
    with pytest.raises(ValueError, match="'2/1/2025' is no day"):
        day_of("2/1/2025", "%Y-%m-%d")


@pytest.fixture
def written(tmp_path):
    def write(content):
        file = tmp_path / "list.csv"
        file.write_bytes(content)
        return file

    return write


def test_headings_may_stand_below_other_lines(written):
    file = written(
        b"\xef\xbb\xbfReport Date: x\r\nLast, Updated\r\nA b,C (s),C (s),D\r\n"
        b'1,,x,"one\n  two"\r\n,,,\r\n2,y,z,\r\n'
    )

    assert list(table(file, ["A b", "D"])) == [
        (5, {"ab": "1", "cs": "x", "d": "one two"}),
        (7, {"ab": "2", "cs": "y"}),
    ]
    assert next(iter(table(file, ["A b"], whole="D")))[1]["d"] == "one\n  two"


def test_a_table_without_its_headings_is_a_fault(written):
    file = written(b"a,b\r\n1,2\r\n")

    with pytest.raises(SourceError) as error:
        list(table(file, ["A", "Z"]))

    assert str(error.value) == (
        f"no line has the headings A, Z\n  at {file}:1\n"
        "  try: use the table with its headings"
    )


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (b"1", "1 cells under 2 headings"),
        (b"1,2,3", "3 cells under 2 headings"),
        (b'1,"2', "unexpected end of data"),
    ],
)
def test_a_row_that_does_not_fit_is_a_fault(written, row, what):
    file = written(b"a,b\r\n" + row)

    with pytest.raises(SourceError) as error:
        list(table(file, ["a", "b"]))

    (fault,) = error.value.faults
    assert (fault.what, fault.where) == (what, f"{file}:2")


def test_another_encoding_is_read_only_where_it_is_named(written):
    file = written("a,b\r\né,2\r\n".encode("latin-1"))

    assert list(table(file, ["a"], otherwise="latin-1")) == [(2, {"a": "é", "b": "2"})]
    with pytest.raises(SourceError) as error:
        list(table(file, ["a"]))
    assert error.value.faults[0].what == "the line is not UTF-8"


def test_rows_that_agree_are_one_group_and_those_without_a_key_are_alone():
    rows = [(1, {"a": "x"}), (2, {}), (3, {"a": "x", "c": "1"}), (4, {})]

    assert list(grouped(rows, "a", "b")) == [
        (1, [{"a": "x"}, {"a": "x", "c": "1"}]),
        (2, [{}]),
        (4, [{}]),
    ]


def test_one_thing_said_twice_counts_once_and_its_days_only_where_they_agree():
    freeze = Imposed(measure=Measure.ASSET_FREEZE, designated=date(2022, 2, 24))
    later = Imposed(measure=Measure.ASSET_FREEZE, designated=date(2023, 1, 1))
    ban = Imposed(measure=Measure.TRAVEL, designated=date(2023, 1, 1))

    assert merged([freeze, ban, freeze]) == (freeze, ban)
    assert merged([freeze, later, freeze, ban]) == (
        Imposed(measure=Measure.ASSET_FREEZE),
        ban,
    )
