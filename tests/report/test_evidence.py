import csv
import re
from decimal import Decimal

import pytest

from madein.engine import Engine
from madein.report import write_report
from madein.report.rows_csv import safe_cell
from report import making


def read(file):
    with file.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_each_figure_of_its_own_has_a_file_with_all_its_rows(built, folder):
    sql = "select id, rows + unclear_rows as n from figure where parent is null"
    wanted = {f"{row['id']}.csv": row["n"] for row in built.rows(sql)}
    found = {f.name: len(read(f)) for f in (folder / "evidence").iterdir()}

    assert found == wanted


def test_the_rows_of_a_file_add_up_to_the_figure(built, folder):
    rows = read(folder / "evidence" / "F1.csv")
    sure = sum(Decimal(r["usd"]) for r in rows if r["certain"] == "True")

    assert sure == built.value("select at_least from figure where id = 'F1'")


def test_a_row_names_its_file_its_line_and_its_cells_as_received(folder):
    row = read(folder / "evidence" / "F1.csv")[0]

    assert row["file"] == "files/imports_2018_2020.xlsx"
    assert row["line"] == "2"
    assert row["original"].startswith("10323975/")


def test_a_figure_without_rows_has_a_file_with_headings(countries, tmp_path):
    with Engine() as engine:
        making.build(engine, [])
        write_report(engine, making.case(), tmp_path, edition="e1")
    text = (tmp_path / "evidence" / "F1.csv").read_text(encoding="utf-8-sig")

    assert text.startswith("file,line,source_id,row,")


def test_files_of_an_earlier_edition_do_not_stay(built, countries, tmp_path):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "F99.csv").write_text("old")
    write_report(built, making.case(), tmp_path, edition="e1")

    assert not (tmp_path / "evidence" / "F99.csv").exists()


def test_a_formula_in_a_record_stays_text(countries, tmp_path):
    rows = [making.shipments(most=1)[0] | {"description": "=1+1"}]
    with Engine() as engine:
        making.build(engine, rows)
        write_report(engine, making.case(), tmp_path, edition="e1")

    assert read(tmp_path / "evidence" / "F1.csv")[0]["description"] == "'=1+1"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495 1234567", "'+7 495 1234567"),
        ("@sum(A1)", "'@sum(A1)"),
        ("-cmd", "'-cmd"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-12.5", "-12.5"),
        ("bolt = 5", "bolt = 5"),
        (Decimal(-3), Decimal(-3)),
    ],
)
def test_only_plain_numbers_keep_a_leading_sign(cell, safe):
    assert safe_cell(cell) == safe


def test_the_page_says_which_share_of_the_value_its_largest_rows_cover(page):
    evidence = re.search(
        r'<section class="evidence" id="F1".*?</section>', page, re.DOTALL
    )
    shares = re.findall(r"The largest 20 rows cover ([\d.]+)%", evidence[0])

    assert len(shares) == 1
    assert 0 < float(shares[0]) < 100


def test_a_figure_with_the_rows_of_an_earlier_one_refers_to_it(page):
    evidence = re.search(
        r'<section class="evidence" id="F11".*?</section>', page, re.DOTALL
    )

    assert 'the same as those of <a class="tag" href="#F1">F1</a>' in evidence[0]


def test_characters_that_hide_are_written_out(countries, tmp_path):
    rows = [making.shipments(most=1)[0] | {"description": "a\u202egnp\u200b.exe"}]
    with Engine() as engine:
        making.build(engine, rows)
        file = write_report(engine, making.case(), tmp_path, edition="e1")
    page = file.read_text(encoding="utf-8")

    assert "\u202e" not in page
    assert "a⟨202E⟩gnp⟨200B⟩.exe" in page
