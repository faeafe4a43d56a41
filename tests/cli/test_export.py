"""`madein export`, `madein verify` and `madein diff`, one after the other."""

import json
import shutil

import pytest

from case.bundling import resealed
from case.editions import by_files, few_figures, first
from madein.cli.export import PAGE
from madein.provenance import file_sha256


@pytest.fixture(autouse=True, scope="module")
def _few():
    with few_figures():
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return shutil.copytree(first(), tmp_path_factory.mktemp("export") / "aurus")


@pytest.fixture
def plain_page(monkeypatch):
    """A page drawn at once: the real one is looked at in its own tests."""
    for module in ("export", "verify"):
        monkeypatch.setattr(
            f"madein.cli.{module}.PAGE", type(PAGE)(quoted=PAGE.quoted, drawn=_drawn)
        )


def _drawn(_engine, case, edition):
    return f"{case.title} {edition}"


@pytest.mark.usefixtures("plain_page")
def test_a_bundle_is_written_checked_and_found_changed(
    madein, folder, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)

    written = madein("export", folder, "--to", "bundle")
    checked = madein("verify", "aurus.zip")
    resealed(
        tmp_path / "aurus.zip",
        tmp_path / "spoilt.zip",
        "report.html",
        lambda page: page + b"!",
    )
    spoilt = madein("verify", "spoilt.zip", "--json")

    assert (written.code, written.out) == (0, "")
    assert written.err.startswith("SYNTHETIC: the records of this case are made up.\n")
    assert f"SHA-256 {file_sha256(tmp_path / 'aurus.zip')}" in written.err
    assert "not in it: files/a.csv\nnot in it: files/b.csv\n" in written.err
    assert "may be confidential, so they stay out" in written.err
    assert checked.code == 0
    assert checked.out.endswith("\nNothing differs.\n")
    assert "  not checked   whether rows and flags are what the files" in checked.out
    assert spoilt.code == 3
    said = json.loads(spoilt.out)["data"]
    assert said["agrees"] is False
    assert [line for check in said["checks"] for line in check["differences"]] == [
        "report.html: line 1 is not what the tables give"
    ]


def test_what_is_to_be_written_must_be_said(madein, folder):
    assert madein("export", folder).code == 2


def test_a_file_that_is_no_bundle_ends_with_5(madein, tmp_path):
    file = tmp_path / "x.zip"
    file.write_bytes(b"x")

    said = madein("verify", file)

    assert said.code == 5
    assert said.err == (
        "the bundle is damaged: File is not a zip file\n"
        f"  at {file}\n"
        "  try: ask whoever sent it for the file again\n"
    )


def test_what_moved_is_said_with_its_cause(madein):
    said = madein("diff", first(), by_files())

    assert said.code == 3
    assert "  [2] file files/c.csv: added\n" in said.out
    assert "(C/9, item 1): gained (3.0000 dollars)  [2]\n" in said.out
    assert (
        "files/a.csv row 2 (A/1, item 2): usd 200.0000 -> 250.0000  [1]\n" in said.out
    )
    assert "      1 row of another value, 1 row gained  any of [1][2]\n" in said.out
    assert "\nClaims that moved: 1 of 2\n  C1  It was 300.\n" in said.out


def test_what_moved_as_json_has_numbers_as_text(madein):
    said = madein("diff", first(), by_files(), "--json")

    data = json.loads(said.out)["data"]
    total = next(one for one in data["figures"] if one["after"]["id"] == "F1")
    assert total["before"]["at_least"] != total["after"]["at_least"]
    assert [(row["how"], row["causes"]) for row in total["rows"]] == [
        ("of another value", [1]),
        ("gained", [2]),
    ]


def test_nothing_moved_ends_with_0(madein):
    said = madein("diff", first(), first())

    assert said.code == 0
    assert "They are made from the same." in said.out
    assert "Figures that moved: 0 of " in said.out
