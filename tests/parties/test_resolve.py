import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from madein.parties.resolve import Spelling, fill_parties

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
NAMES = ("ООО АУРУС", "AURUS LLC", "7743237789 АУРУС", "АУРУС МОТО", "HYUNDAI CO", "")
SPELLINGS = st.lists(
    st.builds(
        Spelling,
        name=st.sampled_from(NAMES),
        tax_id=st.sampled_from(("", "7743237789", "7711000924")),
        country=st.sampled_from(("", "KR", "CN")),
        rows=st.integers(1, 3),
    ).filter(lambda s: s.name or s.tax_id),
    unique_by=lambda s: (s.name, s.tax_id, s.country),
    max_size=8,
)


@pytest.fixture(scope="module")
def engine():
    with Engine() as opened:
        yield opened


def resolved(engine, spellings):
    fill_parties(engine, spellings)
    found = engine.rows("from party_name join party using (party_id)")
    return {(r["name"], r["tax_id"], r["country"]): r["party_id"] for r in found}


def parties(engine, *spellings):
    fill_parties(engine, [Spelling(rows=1, **spelling) for spelling in spellings])
    return [row["party_id"] for row in engine.rows("from party_name")]


def spelling(name, country="", tax_id=""):
    return {"name": name, "country": country, "tax_id": tax_id}


@MANY
@given(found=SPELLINGS)
def test_two_tax_ids_are_never_one_party(engine, found):
    fill_parties(engine, found)
    rows = engine.rows("from party_name")
    ids = {}
    for row in rows:
        if row["tax_id"]:
            ids.setdefault(row["party_id"], set()).add(row["tax_id"])

    assert all(len(known) == 1 for known in ids.values())
    assert all(party_id == f"id:{next(iter(k))}" for party_id, k in ids.items())


@MANY
@given(found=SPELLINGS, seed=st.integers(0, 99))
def test_the_order_of_the_spellings_changes_nothing(engine, found, seed):
    shuffled = random.Random(seed).sample(found, len(found))  # noqa: S311 - no secret

    fill_parties(engine, found)
    before = engine.rows("from party")
    one = {tuple(row.values()) for row in engine.rows("from party_name")}
    fill_parties(engine, shuffled)

    assert engine.rows("from party") == before
    assert {tuple(row.values()) for row in engine.rows("from party_name")} == one


def test_one_name_in_two_scripts_is_one_party(engine):
    one, other = parties(engine, spelling("ООО АУРУС"), spelling("AURUS LLC"))

    assert one == other


def test_one_name_in_two_countries_is_two_parties(engine):
    one, other = parties(engine, spelling("ACME LTD", "KR"), spelling("ACME", "CN"))

    assert one != other


def test_a_name_joins_the_one_tax_id_that_has_it(engine):
    found = parties(
        engine, spelling("АУРУС", tax_id="7743237789"), spelling("AURUS LLC")
    )

    assert found == ["id:7743237789", "id:7743237789"]


def test_a_name_of_two_tax_ids_joins_neither(engine):
    found = parties(
        engine,
        spelling("АУРУС", tax_id="7743237789"),
        spelling("АУРУС", tax_id="7711000924"),
        spelling("AURUS LLC"),
    )

    assert found[2].startswith("nm:")


def test_a_party_is_called_by_its_most_frequent_name(engine):
    often = Spelling(name="AURUS LLC", tax_id="7743237789", country="", rows=3)
    rarely = Spelling(name="ООО АУРУС", tax_id="7743237789", country="", rows=2)
    fill_parties(engine, [often, rarely])

    assert [row["name"] for row in engine.rows("from party")] == ["AURUS LLC"]
