"""Names in a claim that nobody in the records has: a slip finds no row. SYNTHETIC names."""

from decimal import Decimal

import pytest

from factories import holding
from findings.claiming import (
    CONTRADICTED,
    SUPPORTED,
    VOUCHED,
    claim_of,
    left_open,
    said,
)
from madein.findings.check import answer_claims
from madein.findings.claims import ClaimSet, Publication, Where
from madein.parties.reading.names import read_name
from madein.tables import PARTY_NAME

ROWS = (
    {"supplier": "P-a", "usd": Decimal(300_000), "maker_name": "Hanbit Parts"},
    {"supplier": "P-b", "usd": Decimal(5), "maker_name": "NARO/LUMO"},
)
NAMES = {
    "HANBIT AUTO CO., LTD.": "P-a",
    "Hanbit Auto": "P-a",
    "ZORVEL STEEL LLC\u202e": "P-b",
    "HANBIT MOTOR": "P-c",  # sells to others alone
}
SLIPS = ("HANBIT", "HANBID AUTO CO LTD", "Hanbit Auto Parts")


def checked(*claims):
    spelled = [
        {"name": name, "tax_id": "", "country": "", "party_id": party, "shown": name}
        | {"words": read_name(name).key, "rows": len(name)}
        for name, party in NAMES.items()
    ]
    asked = [claim_of(**claim, id=f"C{n}") for n, claim in enumerate(claims)]
    source = Publication(title="t", publisher="p")
    with holding(*ROWS) as engine:
        engine.fill(PARTY_NAME, spelled)
        whole = ClaimSet(source=source, claims=tuple(asked))
        _, results = answer_claims(engine, VOUCHED, whole, "edition")
    return results


def amounts(says, **where):
    return {"measure": "total", "says": says, "where": Where(**where)}


def test_a_supplier_that_nobody_is_called_is_neither_none_nor_contradicted():
    asked = [
        amounts(says, suppliers=(name,))
        for name in SLIPS
        for says in ("none", "0.30 million", "at most 1 million")
    ]
    for row in checked(*asked):
        assert said(row) == left_open("NAME_ONLY")
        assert "; alike: HANBIT AUTO CO., LTD.; $0" in row["shows"]


def test_the_names_most_like_the_one_asked_for_are_named():
    slip, nobody = checked(
        amounts("none", suppliers=("HANBIT",)),
        amounts("none", suppliers=("KRAMBAMBULI",)),
    )

    assert slip["shows"].startswith(
        "no sender is called 'HANBIT'; alike: HANBIT AUTO CO., LTD.; $0"
    )
    assert nobody["shows"].startswith("no sender is called 'KRAMBAMBULI'; $0")
    assert said(nobody) == left_open("NAME_ONLY")


def test_a_supplier_that_somebody_is_called_is_answered_as_before():
    found = checked(
        amounts("0.30 million", suppliers=("Hanbit Auto",)),
        amounts("none", suppliers=("Zorvel Steel",)),
        amounts("none", suppliers=("Hanbit Motor",)),
    )

    assert [said(row) for row in found] == [SUPPORTED, CONTRADICTED, SUPPORTED]
    assert not any("called" in row["shows"] for row in found)


def test_each_part_of_a_claim_is_looked_at():
    ratio = {
        "measure": "ratio",
        "unit": "US dollars",
        "says": "100 times",
        "where": Where(suppliers=("Hanbit Auto",)),
        "to": Where(suppliers=("Zornel Steel",)),
    }
    (found,) = checked(ratio)

    assert said(found)[0] == "not determinable"
    assert (
        "no sender is called 'Zornel Steel'; alike: ZORVEL STEEL LLC"
        in (found["shows"])
    )


@pytest.mark.parametrize("word", ["Hanbitt", "Hanbi Parts", "hanbti", "LUMA"])
def test_a_maker_one_letter_away_leaves_a_claim_open(word):
    none, amount = checked(
        amounts("none", makers=(word,)), amounts("7", makers=(word,))
    )
    name = "NARO/LUMO" if word == "LUMA" else "Hanbit Parts"

    for row in (none, amount):
        assert said(row) == left_open("NAME_ONLY")
        assert f"no maker is called '{word}'; alike: {name}; $0" in row["shows"]


def test_a_maker_that_no_row_names_is_said_and_its_absence_stands():
    far, held = checked(
        amounts("none", makers=("Bosch",)), amounts("0.3 million", makers=("Hanbit",))
    )

    assert said(far) == SUPPORTED
    assert far["shows"].startswith("no maker is called 'Bosch'; $0")
    assert said(held) == SUPPORTED
    assert "called" not in held["shows"]
