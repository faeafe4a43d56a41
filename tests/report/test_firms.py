"""The demo's firms, as the report lists them."""

from decimal import Decimal

import pytest

from madein.report.built import read_built
from madein.report.firms import firms
from madein.tables import PARTY, PROPOSAL


@pytest.fixture(scope="module")
def tables(demo):
    with demo.tables() as engine:
        blocks = firms(read_built(engine, demo.file, demo.edition(), {}))
    return {block.label: block for block in blocks[1:]}


def text_of(line):
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)


def test_the_subject_comes_first_with_its_names_by_what_joined_them(tables):
    firm, names = map(text_of, tables["Spellings of firms"].rows[0].cells)

    assert firm.startswith("ООО АУРУСimporter, $")
    assert names.startswith(
        "by tax id: LLC AURUS (7743237789) · ООО АУРУС (7743237789)"
    )
    assert "A\u0423P\u0423C (7743237789, mixed script)" in names  # A, P, C are Latin
    assert '; by the same words: ООО "АУРУС"' in names


def test_the_dollars_of_the_importers_are_those_of_the_first_figure(demo, tables):
    rows = [text_of(row.cells[0]) for row in tables["Spellings of firms"].rows]
    usd = [
        Decimal(row.split("$")[1].replace(",", "")) for row in rows if "importer" in row
    ]
    whole = demo.figure("F1")["at_least"]

    assert len(usd) == 2
    assert whole - Decimal("0.02") < sum(usd) <= whole  # each is rounded down


def test_a_pair_that_nobody_decided_says_what_is_at_stake(demo, engine_with_a_pair):
    (table,) = engine_with_a_pair
    cells = [text_of(cell) for cell in table.rows[0].cells]

    assert cells == ["MIREU CO.or 미르", "$12.34", "0.80; a person was unsure"]


@pytest.fixture
def engine_with_a_pair(demo):
    with demo.tables() as engine:
        found = engine.rows(
            "select supplier from imports where supplier is not null limit 1"
        )
        pair = {
            "left_party": found[0]["supplier"],
            "right_party": "P-other",
            "left_name": "MIREU CO.",
            "right_name": "미르",
            "score": 0.8,
            "says": [],
            "usd": Decimal("12.345"),
            "status": "unsure",
        }
        other = engine.rows("from party limit 1")[0] | {"party_id": "P-other"}
        engine.run("create table parties as from party")
        engine.fill(PARTY, [*engine.rows("from parties"), other])
        engine.fill(PROPOSAL, [pair])
        blocks = firms(read_built(engine, demo.file, demo.edition(), {}))
    return [block for block in blocks[1:] if block.label == "Firms that may be one"]
