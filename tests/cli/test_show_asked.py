"""`madein show CASE total --by ...`: a question of one's own on the command line."""

import json

import pytest
from click.testing import CliRunner

from madein.cli import group


def run(*words):
    return CliRunner().invoke(group, ["show", *words])


def test_a_table_with_a_line_for_each_cell(demo):
    found = run(str(demo.folder), "total", "--by", "origin", "--where", "goods=sensors")
    assert found.exit_code == 0, found.output
    assert "Imports of Aurus, sensors, by country of origin" in found.stdout
    assert "South Korea" in found.stdout


def test_the_same_as_json(demo):
    found = run(str(demo.folder), "total", "--where", "origin=KR,CN", "--json")
    (figure,) = json.loads(found.stdout)["data"]
    both = [demo.figure(name)["at_least"] for name in ("F11.KR", "F11.CN")]
    assert figure["at_least"] == f"{sum(both):.4f}"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("origins", "--by", "year"), "`show origins` is fixed"),
        (
            ("total", "--where", "origin"),
            "'origin' has no value; write it like origin=KR",
        ),
    ],
)
def test_what_cannot_be_asked_is_said(demo, words, message):
    found = run(str(demo.folder), *words)
    assert found.exit_code == 2
    assert message in found.stderr
