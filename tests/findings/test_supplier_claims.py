"""Claims about named suppliers, on the firms that the records tell apart."""

from decimal import Decimal

import pytest

from factories import case, holding
from madein.errors import CaseError
from madein.findings.claims import Where, read_claims
from madein.measure import sums
from madein.tables import PARTY_NAME

SPELLINGS = {
    "MIREU CO., LTD": "P-a",
    "미르 주식회사": "P-b",
    "ZORVEL STEEL": "P-b",
    "OTHER": "P-c",
}
ROWS = (
    {"supplier": "P-a"},
    {"supplier": "P-b", "usd": Decimal(7)},
    {"supplier": "P-c", "usd": Decimal(3)},
    {"supplier": None, "usd": Decimal(1)},
)
PAIR = {
    "left_party": "P-c",
    "right_party": "P-b",
    "says": [],
    "score": 0.8,
    "usd": 3,
    "status": "open",
}


def bounds(*names, proposals=(), more=None):
    from madein.parties.reading.field import read_mention

    spelled = [
        {"name": name, "tax_id": "", "country": "", "party_id": party}
        | {"words": read_mention(name).name.key}
        for name, party in (SPELLINGS | (more or {})).items()
    ]
    (scope,) = Where(suppliers=names).scopes(case()).values()
    with holding(*ROWS, proposals=proposals) as engine:
        engine.fill(PARTY_NAME, spelled)
        query = sums(scope)
        (row,) = engine.rows(query.sql, query.params)
    return row["at_least"], row["at_most"]


def test_a_supplier_is_found_by_any_of_its_names_in_any_script():
    assert bounds("Mireu") == (100, 101)
    assert bounds("ЗОРВЕЛ СТАЛЬ") == (7, 8)
    assert bounds("Mireu", "Zorvel Steel") == (107, 108)


def test_a_firm_that_may_be_the_supplier_counts_in_the_upper_bound():
    assert bounds("Zorvel Steel", proposals=[PAIR]) == (7, 11)


def test_a_name_that_nobody_has_finds_no_row_but_those_without_a_supplier():
    assert bounds("Nobody") == (0, 1)


@pytest.mark.parametrize("name", ["Branor", "Kalvex"])
def test_a_name_among_others_and_a_branch_count_in_the_upper_bound(name):
    assert bounds(name, more={"BRANOR LTD / KALVEX LTD BRANCH": "P-a"}) == (0, 101)


def test_a_comma_before_a_legal_form_parts_no_names():
    assert bounds("Branor", more={"BRANOR MOTORS CO., LTD": "P-a"}) == (0, 1)


def test_a_supplier_that_names_no_firm_is_a_fault(tmp_path):
    file = tmp_path / "claims.yml"
    file.write_text(
        "source: {title: T, publisher: P}\n"
        "claims:\n"
        "  - {id: A, text: t, measure: total, says: none, where: {suppliers: [ООО]}}\n",
        encoding="utf-8",
    )

    with pytest.raises(CaseError) as caught:
        read_claims(file, case())

    assert str(caught.value) == (
        "claim 'A': 'ООО' names no firm\n"
        f"  at {file}:3\n"
        "  try: write more of its name in 'suppliers'"
    )
