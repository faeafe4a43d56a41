"""`madein reply`: files are written, and what cannot be is said in three parts."""

import json

import pytest

from case.small import make
from madein.case.opened import open_case
from madein.cli import COMMANDS

HEADING = (
    "Declaration No,Item No,Registration Date,Importer TIN,Importer,Country of Origin,"
    "Country of Dispatch,HS Code,Goods Description,Statistical Value USD,Exporter\n"
)
ROWS = """\
A/1,1,05/05/2022,7743237789,AURUS LLC,SOUTH KOREA,CHINA,8708290000,Bumper,100.00,KYUNGKI INDUSTRIAL CO LTD
A/1,2,05/05/2022,7743237789,AURUS LLC,CHINA,CHINA,8708290000,Hood,200.00,ORBITAL PRESS GMBH
A/2,1,06/05/2022,7743237789,AURUS LLC,CHINA,CHINA,8708290000,Door,40.00,ORBITAL PRESS S.P.A.
B/1,1,07/05/2022,7707083893,OTHER BUYER LLC,CHINA,CHINA,8708290000,Seat,70.00,NEVER TO AURUS INC
"""


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A built case whose rows name senders."""
    folder = make(tmp_path_factory.mktemp("reply") / "case")
    (folder / "files" / "a.csv").write_text(HEADING + ROWS, encoding="utf-8")
    open_case(folder).build()
    return folder


@pytest.fixture(autouse=True)
def _command(monkeypatch):
    """The command is there, whether or not it is listed yet."""
    monkeypatch.setitem(COMMANDS, "reply", COMMANDS.get("reply", "Ask a firm."))


def test_both_files_are_written_and_named(madein, sent, tmp_path):
    said = madein("reply", sent, "Kyungki Industrial", "-o", tmp_path, "--json")

    told = json.loads(said.out)
    assert said.code == 0
    assert (told["kind"], told["data"]["rows"]) == ("reply", 1)
    party = told["data"]["party"]
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        f"reply-{party}.html",
        f"reply-{party}.xlsx",
    ]
    assert said.err == (
        f"wrote {tmp_path}/reply-{party}.html\nwrote {tmp_path}/reply-{party}.xlsx\n"
    )


def test_the_day_to_answer_by_is_on_the_page(madein, sent, tmp_path):
    madein("reply", sent, "Kyungki Industrial", "-o", tmp_path, "--by", "2024-06-12")

    (page,) = tmp_path.glob("*.html")
    assert "<dd><p>12 Jun 2024</p></dd>" in page.read_text(encoding="utf-8")


def test_a_firm_is_found_by_its_tax_id(madein, sent, tmp_path):
    assert madein("reply", sent, "7743237789", "-o", tmp_path).code == 0
    assert len(list(tmp_path.iterdir())) == 2


def test_a_name_of_two_firms_is_refused_with_both(madein, sent, tmp_path):
    said = madein("reply", sent, "Orbital Press", "-o", tmp_path)

    first, where, fix = said.err.splitlines()
    assert (said.code, first) == (2, "'Orbital Press' is the name of 2 parties")
    assert where == f"  at {sent}"
    assert fix.startswith("  try: name one by its id: P-")
    assert "('ORBITAL PRESS GMBH')" in fix
    assert "('ORBITAL PRESS S.P.A.')" in fix
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_nobody_is_refused(madein, sent, tmp_path):
    said = madein("reply", sent, "Nobody", "-o", tmp_path)

    assert (said.code, said.err) == (
        2,
        (
            "no party of the case is called 'Nobody'\n"
            f"  at {sent}\n"
            f"  try: search for a part of it: madein parties {sent} list WORDS\n"
        ),
    )


def test_a_firm_that_no_import_of_the_subject_names_is_asked_nothing(
    madein, sent, tmp_path
):
    said = madein("reply", sent, "Never to Aurus", "-o", tmp_path)

    assert (said.code, said.err) == (
        2,
        (
            "no import of Aurus in the period names 'Never to Aurus', and nothing is said "
            "of it\n"
            f"  at {sent}\n"
            f"  try: see who is named: madein parties {sent} list\n"
        ),
    )
    assert list(tmp_path.iterdir()) == []


def test_files_go_into_the_case_folder_where_no_other_is_named(madein, sent):
    said = madein("reply", sent, "Kyungki Industrial", "--quiet")

    assert said.code == 0
    assert len(list((sent / "reply").glob("reply-P-*.xlsx"))) == 1
