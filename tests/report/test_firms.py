"""The demo's firms, as the report lists them."""

import pytest

from madein.report.built import read_built
from madein.report.firms import firms


@pytest.fixture(scope="module")
def tables(demo):
    with demo.tables() as engine:
        blocks = firms(read_built(engine, demo.file, demo.edition(), {}))
    return {block.label: block for block in blocks[1:]}


def text_of(line):
    return "".join(piece if isinstance(piece, str) else piece.text for piece in line)


def test_the_subject_comes_first_with_its_names_by_what_joined_them(tables):
    first = [text_of(cell) for cell in tables["Spellings of firms"].rows[0].cells]

    assert first[:2] == ["ООО АУРУС", "importer"]
    assert first[3].startswith(
        "by tax id: LLC AURUS (7743237789) · ООО АУРУС (7743237789)"
    )
    assert "A\u0423P\u0423C (7743237789, mixed script)" in first[3]  # A, P, C are Latin
    assert '; by the same words: ООО "АУРУС"' in first[3]


def test_dollars_of_a_firm_are_those_of_its_certain_rows(demo, tables):
    with demo.tables() as engine:
        usd = engine.value(
            "select sum(usd) from imports join party on importer = party_id "
            "where name = 'ООО АУРУС' and member and aside is null"
        )

    assert (
        text_of(tables["Spellings of firms"].rows[0].cells[2])
        == f"${int(usd * 100) / 100:,.2f}"
    )
