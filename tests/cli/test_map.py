import json

import pytest

from cli.test_add import put
from madein.sources.layouts import read_layout
from mapping.making_columns import imports


@pytest.fixture
def case(madein, tmp_path):
    madein("init", tmp_path / "case")
    madein("add", tmp_path / "case", put(tmp_path, imports(NOTE=["paid"] * 20)))
    return tmp_path / "case"


def shown(madein, case, *args):
    data = json.loads(madein("map", case, *args, "--json").out)["data"]
    return {column["column"]: column for column in data[0]["columns"]}


def test_each_column_is_shown_with_evidence_and_cells(madein, case):
    columns = shown(madein, case)

    assert columns["HS_CODE"] == {
        "column": "HS_CODE",
        "field": "hs",
        "evidence": "the heading says hs; 100% of the cells are commodity codes",
        "confidence": "1.00",
        "alternatives": "",
        "cells, for instance": "8708000000  /  8708000001  /  8708000002",
    }
    assert columns["NOTE"]["field"] == "not used"


def test_set_changes_the_layout_of_the_case(madein, case):
    columns = shown(madein, case, "--set", "NOTE=description")

    assert columns["NOTE"]["field"] == "description"
    assert columns["NOTE"]["evidence"] == "the layout says so"
    assert read_layout(case / "layouts" / "a.yml").fields["description"] == ("NOTE",)


def test_a_shipped_layout_is_changed_in_a_copy(madein, folder):
    columns = shown(madein, folder, "--set", "Goods Description=unused")

    assert columns["Goods Description"]["field"] == "not used"
    assert [path.name for path in (folder / "layouts").iterdir()] == ["a.yml"]
    assert "layout: a" in (folder / "case.yml").read_text(encoding="utf-8")


def test_an_alternative_is_shown_where_cells_say_otherwise(madein, case):
    columns = shown(madein, case, "--set", "CIF_USD=fob_usd")

    assert columns["CIF_USD"]["alternatives"] == "cif_usd"


def test_telephones_are_not_shown(madein, tmp_path):
    madein("init", tmp_path / "case")
    phones = imports(IMPORTER_PHONE=[f"0254 {n}" for n in range(20)])
    madein("add", tmp_path / "case", put(tmp_path, phones))

    columns = shown(madein, tmp_path / "case")

    assert columns["IMPORTER_PHONE"]["cells, for instance"] == "personal data"
