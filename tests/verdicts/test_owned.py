"""What is kept of the owners of a firm: rows of two tables, each worked out once."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from factories import holding
from madein.engine import Engine
from madein.lists.listing import Coverage
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.shares import Days, read_share
from madein.parties.ownership.stakes import graph_of
from madein.rules.ownership import OwnershipRule
from madein.tables import LIST_ID, LISTING
from madein.verdict import Measure
from madein.verdicts.owned import Owners

FREEZE, OTHER = Measure.ASSET_FREEZE, Measure.OTHER
SPOKEN, EU = ("US", FREEZE), ("EU", FREEZE)
FIRST, LISTED, LAST = date(2022, 1, 1), date(2022, 5, 4), date(2022, 12, 31)
AFTER = date(2023, 1, 1)
SUBJECT = Party(key="", name="The group")


def firm(tax_id):
    return Party(key=tax_id, name=f"Firm {tax_id}", tax_id=tax_id)


def holds(owner, share, owned):
    ever = Days()
    return Holding(
        owner=owner,
        owned=owned,
        share=read_share(share),
        days=ever,
        sure=ever,
        source="owners.csv",
        where="owners.csv:2",
    )


TOLD = [
    holds(firm("1"), "60", firm("77")),
    holds(firm("2"), "40", firm("77")),
    holds(firm("2"), "100", SUBJECT),
]


def rule(regime="US", **more):
    return OwnershipRule(
        id=f"{regime}-R",
        regime=regime,
        measures=(FREEZE,),
        threshold=Fraction(1, 2),
        comparison=">=",
        added_up=True,
        control=False,
        valid_from=date.min,
        valid_to=None,
        first_day_sure=True,
        known_from=date.min,
        source="made up",
        confidence="read",
        checked=FIRST,
        **more,
    )


def listing(measure=FREEZE):
    return {
        "list": "SDN",
        "regime": "US",
        "measure": measure.value,
        "entry": "9",
        "name": "FIRM 1",
        "tax_ids": ["1"],
        "programme": "P",
        "absent_on": FIRST,
        "present_from": LISTED,
        "present_to": LAST,
        "maybe_from": LISTED,
        "listed_from": LISTED,
        "start_kind": "designation",
    }


@contextmanager
def asked(*rules, measure=FREEZE):
    with holding() as engine:
        engine.fill(LISTING, [listing(measure)])
        engine.fill(LIST_ID, [])
        yield Owners(
            engine=engine,
            graph=graph_of(TOLD, Days()),
            rules=rules,
            covered={
                SPOKEN: [Coverage(list="SDN", copies=(FIRST, LISTED, LAST))],
                EU: [Coverage(list="EU", copies=(FIRST, LAST))],
            },
            subject=SUBJECT,
        )


@pytest.fixture
def owners():
    with asked(rule(), rule("EU")) as owners:
        yield owners


def words(rows):
    return [(row["since"], row["word"], row["reason"], row["party"]) for row in rows]


OPEN = "not determinable"
OWNED = [
    (date.min, "not listed", None, None),  # of 40 % it is not known whether they count
    (FIRST, "not listed", None, None),
    (LISTED, "owned at or above threshold", None, "Firm 1"),
    (AFTER, OPEN, "LIST_GAP", "Firm 1, Firm 2"),
]


def test_something_is_told_of_a_firm_that_is_owned_and_of_no_other(owners):
    told = [owners.tells_of(tax_id) for tax_id in ("77", "1", "", None)]

    # the empty key is the subject as a whole, of whom the third statement speaks
    assert told == [True, False, True, False]


def test_a_firm_has_the_spans_of_its_own_owners(owners):
    rows = owners.rows(SPOKEN, "77")

    assert words(rows) == OWNED
    assert [row["rule"] for row in rows] == ["US-R"] * len(rows)
    assert [row["until"] for row in rows] == [
        *(row["since"] for row in rows[1:]),
        date.max,
    ]
    assert rows[2]["says"] == (
        "Of Firm 77: Firm 1, listed, 60 % (owners.csv:2). "
        "Counted as held by listed persons from 4 May 2022 to 31 Dec 2022: 60 % of "
        "Firm 77. Rule US-R: 50 % or more held by listed persons together: met."
    )


def test_a_firm_of_which_nothing_is_told_has_the_spans_of_the_subject(owners):
    of_subject = owners.rows(SPOKEN, None)

    assert owners.rows(SPOKEN, "1") == of_subject
    assert of_subject != owners.rows(SPOKEN, "77")
    assert {row["party"] for row in of_subject} <= {None, "Firm 2"}


def test_each_regime_asks_its_own_lists(owners):
    assert "owned at or above threshold" not in {
        row["word"] for row in owners.rows(EU, "77")
    }


def test_words_that_may_mean_the_measure_leave_an_owner_open():
    with asked(rule(), measure=OTHER) as owners:
        rows = owners.rows(SPOKEN, "77")

    assert (rows[-2]["since"], rows[-2]["word"], rows[-2]["reason"]) == (
        LISTED,
        OPEN,
        "RULE_UNKNOWN",
    )


def test_each_answer_is_worked_out_once_and_kept_for_the_table(owners, monkeypatch):
    asked_for = []
    rows_of = Engine.rows

    def counted(self, *given):
        asked_for.append(given)
        return rows_of(self, *given)

    monkeypatch.setattr(Engine, "rows", counted)
    first = owners.rows(SPOKEN, "77")
    once = len(asked_for)
    assert owners.rows(SPOKEN, "77") == first
    assert len(asked_for) == once
    owners.rows(SPOKEN, None)
    owners.rows(EU, "77")
    assert len(asked_for) == once  # the entries of an owner are looked up once

    kept = list(owners.ownership())

    assert len(kept) == sum(len(told) for _, told in owners.found.values())
    assert {(row["regime"], row["measure"], row["tax_id"]) for row in kept} == {
        ("US", "asset freeze", "77"),
        ("US", "asset freeze", None),
        ("EU", "asset freeze", "77"),
    }


def test_a_row_of_the_table_tells_shares_and_parties(owners):
    owners.rows(SPOKEN, "77")
    rows = {row["since"]: row for row in owners.ownership()}

    row = rows[LISTED]
    assert (row["least"], row["most"], row["parties"]) == ("60 %", "60 %", ["Firm 1"])
    assert rows[AFTER]["parties"] == ["Firm 1", "Firm 2"]
    assert rows[AFTER]["reason"] == "LIST_GAP"


def test_a_rule_that_is_not_in_force_tells_no_share():
    with asked(rule(suspended=True)) as owners:
        (row,) = owners.rows(SPOKEN, "77")
        (kept,) = owners.ownership()

    assert (row["word"], row["reason"], row["party"]) == (
        "rule not in force",
        None,
        None,
    )
    assert (kept["least"], kept["most"], kept["parties"]) == (None, None, [])


def test_a_firm_is_called_as_its_first_statement_calls_it():
    named = [holds(firm("1"), "60", firm("77")), holds(firm("2"), "40", firm("77"))]
    named[1] = replace(named[1], owned=replace(firm("77"), name="Another name"))
    alone = holds(firm("1"), "100", firm("78"))
    with asked(rule()) as owners:
        owners.graph = graph_of([*named, alone], Days())
        rows = owners.rows(SPOKEN, "77")
        of_one = owners.rows(SPOKEN, "78")

    assert {row["says"].startswith("Of Firm 77: ") for row in rows[2:]} == {True}
    assert of_one[1]["says"].startswith("Of Firm 78: Firm 1, listed, 100 % ")
