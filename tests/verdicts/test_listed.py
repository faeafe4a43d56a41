"""Which parties are, or may be, which entries, and what these are under."""

from datetime import date

import pytest

from factories import holding
from madein.lists.listing import listings_of
from madein.tables import HIT, LISTING, PARTY
from madein.verdict import Measure
from madein.verdicts.listed import (
    ListedParty,
    Listings,
    held_listings,
    listed_parties,
    unsure_of,
)

FREEZE, CONTROL, OTHER = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL, Measure.OTHER


def firm(party_id, tax_id=None, ids=()):
    told = {"name": party_id, "kind": "firm", "spellings": 1}
    return {"party_id": party_id, "tax_id": tax_id, "ids": list(ids)} | told


def hit(party_id, entry, answer, name="SDN"):
    said = {"listed_name": "X", "kind": "name", "known_from": date(2022, 1, 1)}
    said |= {"party_name": "X", "score": 1.0, "word": "name strong", "ids": []}
    return {"party_id": party_id, "list": name, "entry": entry, "answer": answer} | (
        said | {"says": []}
    )


@pytest.fixture
def engine():
    with holding(
        {"importer": "a", "supplier": "s"},
        {"importer": "b", "supplier": "n"},
        {"importer": "q", "supplier": "x"},
        {"importer": None, "supplier": None},
    ) as engine:
        engine.fill(
            PARTY,
            [
                firm("a", "77", ["ru-inn:77", "ru-ogrn:103"]),
                firm("b"),
                firm("q"),
                firm("s", None, ["lei:L1"]),
                firm("n", "not valid"),
                firm("x", None, ["lei:L2"]),
                firm("absent", "78", ["ru-inn:78"]),
            ],
        )
        engine.fill(
            HIT,
            [
                hit("a", "9", "sure"),
                hit("a", "2", "sure"),
                hit("a", "1", "possible", name="CONS"),
                hit("a", "3", "no"),
                hit("b", "4", "possible"),
                hit("q", "5", "no"),
                hit("s", "6", "sure"),
                hit("absent", "7", "sure"),
            ],
        )
        yield engine


def test_parties_of_the_imports_come_with_their_numbers_and_entries(engine):
    assert listed_parties(engine) == [
        ListedParty(
            party_id="a",
            tax_id="77",
            numbers=frozenset({"77", "103"}),
            sure=(("SDN", "2"), ("SDN", "9")),
            possible=(("CONS", "1"),),
        ),
        # a name alone; a number that is no valid id; a supplier
        ListedParty(
            party_id="b", tax_id=None, numbers=frozenset(), possible=(("SDN", "4"),)
        ),
        ListedParty(party_id="n", tax_id="not valid", numbers=frozenset()),
        ListedParty(
            party_id="s", tax_id=None, numbers=frozenset({"L1"}), sure=(("SDN", "6"),)
        ),
    ]


def listing(entry, measure, regime="US", name="SDN", start=2):
    day = date(2022, 1, start)
    return {
        "list": name,
        "regime": regime,
        "measure": measure.value,
        "entry": entry,
        "name": f"FIRM {entry}",
        "tax_ids": [],
        "programme": "P",
        "present_from": day,
        "present_to": day,
        "listed_from": day,
        "start_kind": "list file",
    }


def test_the_listings_of_entries_are_found_by_regime_and_measure(engine):
    engine.fill(
        LISTING,
        [
            listing("1", FREEZE),
            listing("1", FREEZE, start=9),
            listing("1", CONTROL),
            listing("2", FREEZE),
            listing("2", FREEZE, regime="EU", name="EU"),
            listing("3", FREEZE),
        ],
    )
    entries = [("SDN", "2"), ("SDN", "1"), ("SDN", "1"), ("SDN", "none")]
    held = held_listings(engine, entries)

    found = held.of([("SDN", "1"), ("SDN", "none"), ("SDN", "2")])
    days = {
        spoken: [(one.entry, one.listed_from.day) for one in listings]
        for spoken, listings in found.items()
    }
    assert days == {
        ("US", FREEZE): [("1", 2), ("1", 9), ("2", 2)],
        ("US", CONTROL): [("1", 2)],
    }
    assert held.of([("SDN", "3")]) == {}
    assert held.of([("SDN", "1")])["EU", FREEZE] == []
    assert Listings().of([("SDN", "1")]) == {}


def test_words_that_may_mean_a_measure_are_those_of_its_own_regime(engine):
    us, eu = listing("1", OTHER), listing("1", OTHER, regime="EU", name="EU")
    engine.fill(LISTING, [us, eu])
    found = listings_of(engine, [("SDN", "1"), ("EU", "1")])

    assert [one.regime for one in unsure_of(found, ("US", FREEZE))] == ["US"]
    assert unsure_of(found, ("US", OTHER)) == ()
    assert unsure_of(found, ("UK", FREEZE)) == ()
