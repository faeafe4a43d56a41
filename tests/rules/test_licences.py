"""Which licences speak of a party, and which make its listing one in wind-down."""

from datetime import date

import pytest

from madein.rules.licences import Licence, LicensedParty, licences_of
from madein.verdict import Measure

FREEZE, EXPORT = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL
FIRM = LicensedParty(name="Made-up Firm", tax_ids=("77", "78"))


def licence(number="L", **more):
    usual = {
        "id": number,
        "regime": "US",
        "measures": (FREEZE,),
        "activity": "imports",
        "covers_imports": True,
        "parties": (FIRM,),
        "valid_from": date(2022, 1, 1),
        "valid_to": date(2022, 3, 1),
        "known_from": date(2022, 1, 5),
        "source": "made up",
        "confidence": "read",
        "checked": date(2026, 11, 22),
    }
    return Licence(**(usual | more))


def ids(*licences, regime="US", measure=FREEZE, tax_ids=("77",), **more):
    found = licences_of(licences, regime, measure, tax_ids=tax_ids, **more)
    return [one.id for one in found]


def test_a_licence_speaks_of_the_parties_whose_tax_ids_it_names():
    assert ids(licence(), tax_ids=["77"]) == ["L"]
    assert ids(licence(), tax_ids=["1", "78"]) == ["L"]
    assert ids(licence(), tax_ids=["79"]) == []
    assert ids(licence(), tax_ids=[]) == []


def test_a_name_alone_finds_nobody():
    named = licence(parties=(LicensedParty(name="Made-up Firm"),))

    assert ids(named, tax_ids=["Made-up Firm"]) == []


def test_a_licence_of_another_regime_or_measure_says_nothing():
    assert ids(licence(), regime="EU") == []
    assert ids(licence(), measure=EXPORT) == []
    assert ids(licence(measures=(FREEZE, EXPORT)), measure=EXPORT) == ["L"]


def test_a_licence_of_programmes_speaks_of_who_is_under_nothing_else():
    wide = licence(parties=(), programmes=("P", "Q"))

    assert ids(wide, programmes=["P"]) == ["L"]
    assert ids(wide, programmes=["P", "Q"]) == ["L"]
    assert ids(wide, programmes=["P", "R"]) == []
    assert ids(wide) == []


def test_a_licence_that_was_not_known_yet_does_not_count():
    assert ids(licence(), known=date(2022, 1, 4)) == []
    assert ids(licence(), known=date(2022, 1, 5)) == ["L"]


def test_the_earliest_stands_first():
    later = licence("A", valid_from=date(2022, 2, 1))

    assert ids(later, licence("C"), licence("B")) == ["B", "C", "A"]


@pytest.mark.parametrize(
    ("covers", "confidence", "decides"),
    [
        (True, "read", True),
        (True, "second hand", True),
        (True, "memory", False),
        (True, "not known", False),
        (False, "read", False),
    ],
)
def test_only_what_surely_covers_imports_decides(covers, confidence, decides):
    one = licence(covers_imports=covers, confidence=confidence)

    assert one.decides is decides
