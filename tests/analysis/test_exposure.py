"""Dated verdicts from listings made by hand."""

from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest

from factories import DAY, case, holding
from madein.analysis.exposure import fill_verdicts
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.shares import Days, read_share
from madein.question import Complete, ListFolder, Member, Owner, Subject
from madein.tables import LIST_SNAPSHOT, LISTING, PARTY

AURUS, SOLLERS, NAMI = "7743237789", "3528079131", "7711000924"
FIRST, BEFORE, LISTED, LAST = (
    date(2018, 1, 1),
    date(2022, 5, 1),
    date(2022, 5, 4),
    date(2023, 12, 31),
)
OWNED = "owned at or above threshold"
COMPLETE = Complete(since=FIRST, until=LAST, because="A test says so.")


def listing(tax_id, regime="US"):
    return {
        "list": f"{regime} list",
        "regime": regime,
        "entry": tax_id,
        "name": f"FIRM {tax_id}",
        "tax_ids": [tax_id],
        "programme": "P",
        "absent_on": BEFORE,
        "present_from": LISTED,
        "present_to": LAST,
    }


@contextmanager
def judged(
    *listed,
    day=DAY,
    month=None,
    owners=(),
    complete=None,
    members="all",
    holdings=(),
    regime="US",
    tax_id=AURUS,
    importer="i",
):
    """An engine with the verdicts on one import."""
    about = case(
        subject=Subject(
            name="Aurus", members=members, owners=owners, owners_complete=complete
        ),
        lists=(
            ListFolder(
                name=f"{regime} list", regime=regime, format="ofac-sdn", folder="l"
            ),
        ),
    )
    row = {"registered": day, "registered_month": month, "importer": importer}
    with holding(row) as engine:
        importers = {"party_id": "i", "name": "AURUS", "tax_id": tax_id}
        firm = {"ids": [], "kind": "firm", "spellings": 1}
        engine.fill(PARTY, [importers | firm])
        engine.fill(
            LIST_SNAPSHOT,
            [
                {"list": f"{regime} list", "regime": regime, "day": copy}
                for copy in (FIRST, BEFORE, LISTED, LAST)
            ],
        )
        engine.fill(LISTING, [listing(tax_id, regime) for tax_id in listed])
        fill_verdicts(engine, about, holdings)
        yield engine


def verdicts(*listed, **more):
    """Verdicts on one import, by test."""
    with judged(*listed, **more) as engine:
        return {row["test"]: row for row in engine.rows("from verdict")}


def direct(*listed, **more):
    found = verdicts(*listed, **more)["direct"]
    return found["word"], found["reason"]


def owned(*listed, owners, **more):
    found = verdicts(*listed, owners=owners, **more)["ownership"]
    return found["word"], found["reason"]


def owner(tax_id, share, **days):
    return Owner(name=f"Owner {tax_id}", tax_id=tax_id, share=share, **days)


# --- the importer itself ----------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (LISTED - timedelta(days=3), ("listed later", None)),
        (LISTED - timedelta(days=1), ("not determinable", "LIST_GAP")),
        (LISTED, ("listed on that date", None)),
        (LISTED + timedelta(days=1), ("listed on that date", None)),
        (LAST + timedelta(days=1), ("not determinable", "LIST_GAP")),
        (FIRST - timedelta(days=1), ("not determinable", "LIST_GAP")),
        (None, ("not determinable", "BASIS_MISSING")),
    ],
)
def test_the_importer_was_listed_or_not_on_the_day(day, expected):
    assert direct(AURUS, day=day) == expected


def test_an_importer_on_no_copy_was_not_listed():
    assert direct(NAMI) == ("not listed", None)


def test_an_importer_known_by_name_only_has_no_verdict():
    assert direct(AURUS, tax_id=None) == ("not determinable", "NAME_ONLY")
    assert direct(AURUS, importer=None) == ("not determinable", "NAME_ONLY")


def test_the_days_until_a_listing_are_counted_from_the_import():
    found = verdicts(AURUS, day=BEFORE)["direct"]

    assert (found["word"], found["lag_days"]) == ("listed later", 3)


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (date(2022, 6, 1), ("listed on that date", None)),
        (date(2022, 4, 1), ("listed later", None)),
        (date(2022, 5, 1), ("not determinable", "DATES_STRADDLE")),
    ],
)
def test_a_month_has_the_verdict_that_all_its_days_have(month, expected):
    assert direct(AURUS, day=None, month=month) == expected


def test_a_month_has_no_days_until_a_listing():
    found = verdicts(AURUS, day=None, month=date(2022, 4, 1))["direct"]

    assert found["lag_days"] is None


def test_an_owner_that_leaves_within_the_month_leaves_the_test_open():
    owners = (owner(SOLLERS, "100", until=date(2022, 6, 15)),)
    month = {"day": None, "month": date(2022, 6, 1)}

    assert owned(SOLLERS, owners=owners, **month) == (
        "not determinable",
        "DATES_STRADDLE",
    )


# --- those who own it -------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        (("50", "50"), (OWNED, None)),
        (("25", "25"), (OWNED, None)),
        (("50", "0.01"), (OWNED, None)),
        (("1/4", "1/4"), (OWNED, None)),
        (("49.99", None), ("not determinable", "OWNERSHIP_UNKNOWN")),
        ((None, None), ("not determinable", "OWNERSHIP_UNKNOWN")),
    ],
)
def test_shares_of_listed_owners_add_up(shares, expected):
    owners = tuple(map(owner, (SOLLERS, NAMI), shares))

    assert owned(SOLLERS, NAMI, owners=owners) == expected


def test_a_listed_owner_below_half_does_not_lift_the_test():
    owners = (owner(SOLLERS, "49.99"), owner(NAMI, "50.01"))

    assert owned(SOLLERS, owners=owners, complete=COMPLETE) == ("not listed", None)


@pytest.mark.parametrize("complete", [None, COMPLETE])
def test_a_holder_whom_nobody_named_may_be_listed(complete):
    owners = (owner(SOLLERS, "30"),)

    assert owned(owners=owners, complete=complete) == (
        "not determinable",
        "OWNERSHIP_UNKNOWN",
    )


def test_owners_of_owners_may_be_listed_unless_all_are_said_to_be_named():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "70"))

    assert owned(owners=owners) == ("not determinable", "OWNERSHIP_UNKNOWN")
    assert owned(owners=owners, complete=COMPLETE) == ("not listed", None)


def test_an_unknown_share_leaves_room_for_holders_whom_nobody_named():
    owners = (owner(NAMI, None),)

    assert owned(owners=owners) == ("not determinable", "OWNERSHIP_UNKNOWN")
    assert owned(owners=owners, complete=COMPLETE) == ("not listed", None)


def test_an_unnamed_rest_that_could_not_reach_half_changes_nothing():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "60"))

    assert owned(SOLLERS, owners=owners, complete=COMPLETE) == ("not listed", None)


def test_owners_that_are_not_known_leave_the_test_open():
    assert owned(owners=()) == ("not determinable", "OWNERSHIP_UNKNOWN")


def test_an_owner_known_by_name_only_leaves_the_test_open():
    owners = (owner(None, "100"),)

    assert owned(owners=owners) == ("not determinable", "NAME_ONLY")
    assert owned(owners=owners, complete=COMPLETE) == ("not determinable", "NAME_ONLY")


def test_an_owner_in_a_gap_of_the_list_leaves_the_test_open():
    gap = LISTED - timedelta(days=1)
    owners = (owner(SOLLERS, None), owner(NAMI, None))

    assert owned(SOLLERS, owners=owners, complete=COMPLETE, day=gap) == (
        "not determinable",
        "LIST_GAP",
    )


@pytest.mark.parametrize(
    ("regime", "share", "expected"),
    [
        ("US", "50", (OWNED, None)),
        ("EU", "50", ("not listed", None)),
        ("EU", "50.01", (OWNED, None)),
        ("UK", "50.01", (OWNED, None)),
        ("KR", "100", ("not determinable", "RULE_UNKNOWN")),
    ],
)
def test_each_regime_has_the_rule_of_its_day(regime, share, expected):
    rest = (owner(NAMI, str(100 - Decimal(share))),) if share != "100" else ()
    owners = (owner(SOLLERS, share), *rest)

    assert owned(SOLLERS, owners=owners, complete=COMPLETE, regime=regime) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"since": DAY}, (OWNED, None)),
        ({"until": DAY}, (OWNED, None)),
        ({"since": DAY + timedelta(days=1)}, ("not determinable", "OWNERSHIP_UNKNOWN")),
        ({"until": DAY - timedelta(days=1)}, ("not determinable", "OWNERSHIP_UNKNOWN")),
    ],
)
@pytest.mark.parametrize("complete", [None, COMPLETE])
def test_an_owner_counts_on_its_first_and_its_last_day(days, expected, complete):
    owners = (owner(SOLLERS, "100", **days),)

    assert owned(SOLLERS, owners=owners, complete=complete) == expected


def test_an_owner_listed_after_the_import_does_not_count():
    owners = (owner(SOLLERS, "100"),)

    assert owned(SOLLERS, owners=owners, day=BEFORE, complete=COMPLETE) == (
        "not listed",
        None,
    )


def test_an_import_of_no_known_day_has_no_ownership_of_the_day():
    assert owned(SOLLERS, owners=(owner(SOLLERS, "100"),), day=None) == (
        "not determinable",
        "BASIS_MISSING",
    )


def held(holder, share, firm):
    everyday = Days()
    return Holding(
        owner=Party(key=holder, name=f"Owner {holder}", tax_id=holder),
        owned=Party(key=firm, name=f"Firm {firm}", tax_id=firm),
        share=read_share(share),
        days=everyday,
        sure=everyday,
        source="owners.csv",
        where="owners.csv:2",
    )


def test_a_listed_owner_of_the_owner_is_found_in_a_register():
    told = [held(SOLLERS, "50", NAMI)]

    assert owned(SOLLERS, owners=(owner(NAMI, "50"),), holdings=told) == (OWNED, None)


def test_a_register_speaks_of_the_importer_by_its_tax_id():
    owners = (owner(NAMI, "100"),)
    members = (Member(name="Aurus LLC", tax_id=AURUS), Member(name="Other", tax_id="1"))
    told = [held(SOLLERS, "60", "1"), held(NAMI, "40", "1")]
    common = {"members": members, "owners": (), "holdings": told, "complete": COMPLETE}

    assert owned(SOLLERS, **common, tax_id="1") == (OWNED, None)
    assert owned(SOLLERS, **common) == ("not determinable", "OWNERSHIP_UNKNOWN")
    assert owned(SOLLERS, **(common | {"owners": owners, "holdings": ()})) == (
        "not listed",
        None,
    )


@pytest.mark.parametrize("named", ["Aurus LLC", AURUS])
def test_an_owner_of_one_member_owns_that_member_alone(named):
    members = (Member(name="Aurus LLC", tax_id=AURUS), Member(name="Other", tax_id="1"))
    owners = (owner(SOLLERS, "100", owned=named), owner(NAMI, "100", owned="Other"))
    common = {"members": members, "owners": owners, "complete": COMPLETE}

    assert owned(SOLLERS, **common) == (OWNED, None)
    assert owned(SOLLERS, **common, tax_id="1") == ("not listed", None)


def test_the_verdict_names_the_listed_owners():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "30"))

    found = verdicts(SOLLERS, NAMI, owners=owners)["ownership"]

    assert found["party"] == f"Owner {SOLLERS}, Owner {NAMI}"


def test_days_of_a_month_with_different_owners_agree_on_the_word():
    owners = (
        owner(SOLLERS, "100", until=date(2022, 6, 14)),
        owner(NAMI, "100", since=date(2022, 6, 15)),
    )

    found = verdicts(SOLLERS, NAMI, owners=owners, day=None, month=date(2022, 6, 1))[
        "ownership"
    ]

    assert (found["word"], found["reason"], found["party"]) == (OWNED, None, None)


def test_each_answer_on_ownership_is_kept_with_its_rule_and_its_words():
    with judged(SOLLERS, owners=(owner(SOLLERS, "60"),)) as engine:
        (row,) = engine.rows("from ownership")

    assert row == {
        "regime": "US",
        "tax_id": None,
        "day": DAY,
        "word": "yes",
        "reason": None,
        "rule": "OFAC-50",
        "least": "60 %",
        "most": "100 %",
        "parties": [f"Owner {SOLLERS}"],
        "says": (
            f"Of Aurus: Owner {SOLLERS}, listed, 60 % (case.yml). "
            "Counted as held by listed persons on 4 May 2022: from 60 % to 100 % of "
            "Aurus. Rule OFAC-50: 50 % or more held by listed persons together: met."
        ),
    }
