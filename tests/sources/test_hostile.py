"""Every hostile file is read as it is, quarantined row by row, or refused with a reason."""

import resource
from collections import Counter

import pytest

from madein.engine import Engine
from madein.errors import MadeinError
from madein.sources.intake import look_at, take_in
from sources.hostile import FAMILIES, parquet
from sources.making import HEADINGS, LAYOUT, cells, put, take
from sources.raw_bytes import sheet, xlsx

ALL = [
    pytest.param(family, hostile, id=f"{family}: {hostile.name!a}")
    for family, hostiles in FAMILIES.items()
    for hostile in hostiles()
]


def outcome(file, hostile):
    """`read`, `quarantined`, `refused` or `asked`, whatever the file does."""
    folder = file.parent / "raw"
    folder.mkdir()
    try:
        look = look_at(file, (LAYOUT,), hostile.told)
        taken = take_in(file, hostile.told.sheet, look.dialect, folder)
    except MadeinError as error:
        check_faults(error.faults, file)
        return "refused"
    if look.doubts:  # nothing is taken in before they are settled
        check_faults(look.doubts, file)
        return "asked"
    check_rows(folder / taken.name, taken.copy, hostile)
    return "quarantined" if taken.copy.quarantined else "read"


def check_faults(faults, file):
    assert faults
    assert all(fault.what and fault.where and fault.fix for fault in faults)
    assert str(file.parent) in faults[0].where


def check_rows(copy, taken, hostile):
    """Nothing is delivered that is not there, and nothing that is there is lost."""
    assert hostile.rows is not None, "it should have been refused"
    with Engine() as engine:
        delivered = Counter(map(tuple, cells(engine, copy)))
    held = Counter(map(tuple, hostile.rows))
    assert not delivered - held
    assert taken.records == delivered.total()
    if hostile.physical is not None:
        assert taken.records + len(taken.quarantined) == hostile.physical


@pytest.mark.parametrize(("family", "hostile"), ALL)
def test_no_file_is_read_wrongly_or_breaks_the_reader(
    tmp_path, family, hostile, request
):
    if not hostile.is_bomb:  # a child would not be harmed, and takes its time
        request.getfixturevalue("in_process")
    file = put(tmp_path, hostile.make(), name="a.csv")

    found = outcome(file, hostile)

    allowed = (
        {"read"} if family == "values" else {"read", "quarantined", "refused", "asked"}
    )
    assert found in allowed


def test_a_letter_that_changed_in_a_page_of_parquet_changes_the_id(
    tmp_path, in_process
):
    # Without a checksum in the file no reader can notice: the digest alone tells.
    raw = parquet("select 'ALFA' || n as nd, 1 as item, 2 as usd from range(3) t(n)")
    first = take(put(tmp_path, raw, name="a.parquet"))
    second = take(put(tmp_path, raw.replace(b"ALFA", b"ALFB"), name="b.parquet"))

    assert b"ALFA" in raw
    assert first.source_id != second.source_id


def test_there_are_enough_of_them():
    assert len(ALL) >= 150


@pytest.mark.parametrize(
    "name",
    ["-rf.csv", "a b;$(id).csv", "a\nb.csv", "a\u202evsc.exe", "'.csv", "%s.csv"],
)
def test_a_file_of_any_name_is_read(engine, tmp_path, name, in_process):
    taken = take(put(tmp_path, "nd;item;goods;usd\nA;1;x;10\n", name=name))

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]


def test_a_link_to_nowhere_is_no_file(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    with pytest.raises(MadeinError, match="there is no file"):
        look_at(tmp_path / "a.csv", ())


def test_the_parent_stays_small_and_leaves_nothing_behind(tmp_path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    content = xlsx(sheet([*HEADINGS], ["x" * 30_000_000, 1, "x", 10]))
    file = put(tmp_path, content, name="a.xlsx")
    with pytest.raises(MadeinError):
        take(file)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
