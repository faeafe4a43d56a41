"""Dated verdicts from listings made by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from factories import DAY, case, holding
from madein.analysis.exposure import fill_verdicts
from madein.question import ListFolder, Owner, Subject
from madein.tables import LIST_SNAPSHOT, LISTING, PARTY

AURUS, SOLLERS, NAMI = "7743237789", "3528079131", "7711000924"
FIRST, BEFORE, LISTED, LAST = (
    date(2018, 1, 1),
    date(2022, 5, 1),
    date(2022, 5, 4),
    date(2023, 12, 31),
)
OWNED = "owned at or above threshold"


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


def verdicts(
    *listed, day=DAY, month=None, owners=(), regime="US", tax_id=AURUS, importer="i"
):
    """Verdicts on one import, by test."""
    about = case(
        subject=Subject(name="Aurus", members="all", owners=owners),
        lists=(
            ListFolder(
                name=f"{regime} list", regime=regime, format="ofac-sdn", folder="l"
            ),
        ),
    )
    row = {"registered": day, "registered_month": month, "importer": importer}
    with holding(row) as engine:
        engine.fill(PARTY, [{"party_id": "i", "name": "AURUS", "tax_id": tax_id}])
        engine.fill(
            LIST_SNAPSHOT,
            [
                {"list": f"{regime} list", "regime": regime, "day": copy}
                for copy in (FIRST, BEFORE, LISTED, LAST)
            ],
        )
        engine.fill(LISTING, [listing(tax_id, regime) for tax_id in listed])
        fill_verdicts(engine, about)
        return {row["test"]: row for row in engine.rows("from verdict")}


def direct(*listed, **more):
    found = verdicts(*listed, **more)["direct"]
    return found["word"], found["reason"]


def owned(*listed, owners, **more):
    found = verdicts(*listed, owners=owners, **more)["ownership"]
    return found["word"], found["reason"]


def owner(tax_id, share, **days):
    percent = None if share is None else Decimal(share)
    return Owner(name=f"Owner {tax_id}", tax_id=tax_id, share=percent, **days)


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
        (("49.99", None), ("not determinable", "OWNERSHIP_UNKNOWN")),
        ((None, None), ("not determinable", "OWNERSHIP_UNKNOWN")),
    ],
)
def test_shares_of_listed_owners_add_up(shares, expected):
    owners = tuple(map(owner, (SOLLERS, NAMI), shares))

    assert owned(SOLLERS, NAMI, owners=owners) == expected


def test_a_listed_owner_below_half_does_not_lift_the_test():
    owners = (owner(SOLLERS, "49.99"), owner(NAMI, "50.01"))

    assert owned(SOLLERS, owners=owners) == ("not listed", None)


def test_a_holder_whom_nobody_named_may_be_listed():
    owners = (owner(SOLLERS, "30"),)

    assert owned(owners=owners) == ("not determinable", "OWNERSHIP_UNKNOWN")


def test_an_unnamed_rest_that_could_not_reach_half_changes_nothing():
    owners = (owner(SOLLERS, "30"), owner(NAMI, "60"))

    assert owned(SOLLERS, owners=owners) == ("not listed", None)


def test_owners_that_are_not_known_leave_the_test_open():
    assert owned(owners=()) == ("not determinable", "OWNERSHIP_UNKNOWN")


def test_an_owner_known_by_name_only_leaves_the_test_open():
    assert owned(owners=(owner(None, "100"),)) == ("not determinable", "NAME_ONLY")


def test_the_rule_of_another_regime_is_not_known():
    owners = (owner(SOLLERS, "100"),)

    assert owned(SOLLERS, owners=owners, regime="EU") == (
        "not determinable",
        "RULE_UNKNOWN",
    )


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"since": DAY}, (OWNED, None)),
        ({"until": DAY}, (OWNED, None)),
        ({"since": DAY + timedelta(days=1)}, ("not determinable", "OWNERSHIP_UNKNOWN")),
        ({"until": DAY - timedelta(days=1)}, ("not determinable", "OWNERSHIP_UNKNOWN")),
    ],
)
def test_an_owner_counts_on_its_first_and_its_last_day(days, expected):
    assert owned(SOLLERS, owners=(owner(SOLLERS, "100", **days),)) == expected


def test_an_owner_listed_after_the_import_does_not_count():
    owners = (owner(SOLLERS, "100"),)

    assert owned(SOLLERS, owners=owners, day=BEFORE) == ("not listed", None)
