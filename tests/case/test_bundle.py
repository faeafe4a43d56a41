"""What a bundle holds, and that the same build always gives the same bytes."""

import csv
import io
import json
import zipfile

import pytest

from case.bundling import members
from case.editions import PAGE, bundle, few_figures, first
from madein.case.bundle.contents import evidence_files
from madein.case.bundle.write import write_bundle
from madein.case.opened import open_case
from madein.engine import Engine
from madein.provenance import file_sha256


@pytest.fixture(autouse=True, scope="module")
def _few():
    with few_figures():
        yield


@pytest.fixture(scope="module")
def held():
    return members(bundle(with_files=False))


def table(held, name):
    return list(csv.DictReader(io.StringIO(held[name].decode("utf-8-sig"))))


def test_the_same_build_gives_the_same_bytes(tmp_path):
    again = tmp_path / "again.zip"

    written = write_bundle(open_case(first()), again, PAGE, with_files=False)

    assert again.read_bytes() == bundle(with_files=False).read_bytes()
    assert written.sha256 == file_sha256(bundle(with_files=False))
    assert written.left_out == ("files/a.csv", "files/b.csv")


def test_members_stand_in_order_without_a_clock():
    with zipfile.ZipFile(bundle(with_files=True)) as archive:
        found = archive.infolist()

    names = [info.filename for info in found]
    assert names == sorted(names)
    assert {info.date_time for info in found} == {(1980, 1, 1, 0, 0, 0)}


def test_files_of_records_go_in_only_if_asked(held):
    with_files = members(bundle(with_files=True))

    records = {"case/files/a.csv", "case/files/b.csv"}
    assert with_files.keys() - held.keys() == records
    assert held["case/case.yml"] == (first() / "case.yml").read_bytes()
    assert "case/lists/own_2022-01-01.csv" in held


def test_the_list_of_figures_is_the_table(held):
    figures = open_case(first()).figures()

    listed = table(held, "figures.csv")

    assert [row["id"] for row in listed] == [row["id"] for row in figures]
    assert [row["at_least"] for row in listed] == [
        "" if row["at_least"] is None else str(row["at_least"]) for row in figures
    ]
    said = json.loads(held["bundle.json"])["evidence"]
    assert {row["id"]: row["evidence"] for row in listed if row["evidence"]} == said


def test_the_rows_of_a_figure_are_those_that_the_case_opens(held):
    opened = open_case(first()).evidence("F1")

    rows = table(held, "evidence/F1.csv")

    assert [(row["file"], row["line"], row["row"], row["usd"]) for row in rows] == [
        (row["file"], str(row["line"]), str(row["row"]), str(row["usd"]))
        for row in opened
    ]
    assert [row["original_text"] for row in rows] == [row["text"] for row in opened]
    assert {row["certain"] for row in rows} <= {"True", "False"}


def test_figures_of_the_same_rows_share_a_file():
    shared = [
        {"id": "F1", "sql": "select 1"},
        {"id": "F2", "sql": None},
        {"id": "a:1/2", "sql": "select 2"},
        {"id": "F3", "sql": "select 1"},
    ]

    assert evidence_files(shared) == {
        "F1": "evidence/F1.csv",
        "a:1/2": "evidence/a~3a~1~2f~2.csv",
        "F3": "evidence/F1.csv",
    }


def test_no_cell_is_a_formula(held):
    lines = held["evidence/F1.csv"].decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(lines)) for cell in row]
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)
    assert any("=1+1 bumper" in cell for cell in cells)


def test_rows_of_others_stay_out_of_the_tables(held, tmp_path):
    file = tmp_path / "declared.parquet"
    file.write_bytes(held["tables/declared.parquet"])
    with Engine() as engine:
        engine.view("held", [file])
        found = engine.rows("select row, consignee_name, usd from held order by all")
    rows = [tuple(row.values()) for row in found]

    # Row 1 of b.csv: another firm's, so that no more than its place is told.
    assert len(rows) == 5
    assert [row for row in rows if row[1] is None] == [(1, None, None)]
