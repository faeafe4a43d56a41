"""What cannot be known: every reason code, planted, claimed, and told in these words.

None ever becomes a zero: a figure of such a claim is an interval, or is not there.
"""

from datetime import date
from decimal import Decimal

import pytest

from findings.claiming import CHINA, FROM_KOREA, HELD, KOREA, VOUCHED, YEARS
from findings.test_check import LISTED, checked, copies, listing, verdict
from madein.findings.claims import Where
from madein.tables import LIST_SNAPSHOT, LISTING, VERDICT
from madein.verdict import Reason

HUNDRED = {"measure": "total", "says": "100 USD", "where": KOREA}
NOT_LISTED = {
    "measure": "exposure",
    "says": "not listed",
    "regime": "US",
    "test": "direct",
    "where": Where(**YEARS),
}
ON_CHPL = {
    "measure": "exposure",
    "says": "not on list",
    "regime": "US",
    "test": "goods",
    "under": "CHPL",
}
GOODS_VERDICT = {"role": "goods", "test": "goods", "measure": "CHPL"}
UNKNOWN = "not determinable"
FEBRUARY_20, FEBRUARY_23, MARCH_5 = (
    date(2024, 2, 20),
    date(2024, 2, 23),
    date(2024, 3, 5),
)


def unknown(reason, **parts):
    return {VERDICT: [verdict(1, UNKNOWN, reason) | parts]}


# reason: what is planted, what is claimed, and what must be said
PLANTED = {
    "COLUMN_ABSENT": (
        {"rows": [{}, {"origin": None}], "fields": ("dispatch",)},
        HUNDRED,
        "$100 to $200 in 1 row",
    ),
    "COVERAGE_GAP": (
        {"rows": [], "about": HELD},
        {"measure": "total", "says": "none", "where": KOREA},
        "$0 in 0 rows",
    ),
    "BASIS_MISSING": (
        {"rows": [{"dispatch": "CN", "trading": "CN", "sender_country": "CN"}]},
        {"measure": "total", "says": "100 USD", "where": Where(countries=("KR",))},
        (
            "by country of origin: $100 in 1 row (supported); "
            "by country of dispatch: $0 in 0 rows (contradicted); "
            "by trading country: $0 in 0 rows (contradicted); "
            "by country of the sender: $0 in 0 rows (contradicted)"
        ),
    ),
    "DATES_STRADDLE": (
        {"rows": [{}, {"registered": None, "registered_month": date(2022, 5, 1)}]},
        HUNDRED | {"where": Where(**FROM_KOREA, until=date(2022, 5, 15))},
        "$100 to $200 in 1 row",
    ),
    "LIST_GAP": (
        {
            "rows": [{}],
            "tables": {
                LIST_SNAPSHOT: copies(FEBRUARY_20, MARCH_5),
                LISTING: [listing("1", FEBRUARY_20, MARCH_5, MARCH_5)],
            },
        },
        LISTED,
        "AURUS: first in the copy of 5 Mar 2024, not in the copy of 20 Feb 2024",
    ),
    "LIST_NOT_LOADED": ({"rows": [{}]}, LISTED, "no copy is held"),
    "RULE_UNKNOWN": (
        {
            "rows": [{}],
            "tables": {
                LIST_SNAPSHOT: copies(
                    date(2024, 1, 30), FEBRUARY_20, FEBRUARY_23, MARCH_5
                ),
                LISTING: [
                    listing("1", FEBRUARY_20, FEBRUARY_23, MARCH_5)
                    | {"measure": "other measures"}
                ],
            },
        },
        LISTED | {"under": "asset freeze"},
        (
            "in no copy from 30 Jan 2024 to 5 Mar 2024 under asset freeze; listed under "
            "words that may mean this measure: P"
        ),
    ),
    "OWNERSHIP_UNKNOWN": (
        {"rows": [{}], "tables": unknown("OWNERSHIP_UNKNOWN", test="ownership")},
        NOT_LISTED | {"test": "ownership"},
        "not determinable (OWNERSHIP_UNKNOWN): 1 row",
    ),
    "NAME_ONLY": (
        {"rows": [{}, {"member": None}]},
        {"measure": "count", "says": "1", "unit": "rows", "where": KOREA},
        "1 to 2 rows",
    ),
    "HS_EDITION": (
        {"rows": [{}], "tables": unknown("HS_EDITION", **GOODS_VERDICT)},
        ON_CHPL,
        "not determinable (HS_EDITION): 1 row",
    ),
    "HS_CUT": (
        {"rows": [{"hs": "8542"}, {"hs": "85"}]},
        {
            "measure": "share",
            "says": "50 %",
            "unit": "rows",
            "where": Where(hs=("8542",)),
            "of": Where(),
        },
        "50.0% to 100.0%: 1 to 2 rows of 2 rows",
    ),
    "ORIGIN_GROUP": (
        {"rows": [{}, {"origin": None}, {"origin": "CN", "usd": Decimal(50)}]},
        {
            "measure": "ranking",
            "by": "origin",
            "order": ("KR", "CN"),
            "unit": "US dollars",
        },
        "South Korea $100 to $200; China $50 to $150",
    ),
    "PART_TO_PRODUCT": (
        {"rows": [{}]},
        {"measure": "outside", "reason": "PART_TO_PRODUCT"},
        "nothing: no row of a customs record could answer",
    ),
    "OUTSIDE_RECORDS": (
        {"rows": [{}]},
        {"measure": "outside", "reason": "OUTSIDE_RECORDS"},
        "nothing: no row of a customs record could answer",
    ),
    "POSSIBLE_COPY": (
        {"rows": [{"dispatch": "CN"}, {"dispatch": "CN", "doubt": "a copy?"}]},
        {"measure": "part", "says": "100 USD", "where": KOREA, "of": CHINA},
        (
            "$100 to $200 in 1 row, of $100 to $200; "
            "$100 to $200 with what lies outside of it"
        ),
    ),
}


def test_every_reason_there_is_has_a_case_here():
    assert set(PLANTED) == {*(reason.value for reason in Reason), "POSSIBLE_COPY"}


@pytest.mark.parametrize("reason", PLANTED)
def test_what_cannot_be_known_is_said_with_its_reason_and_is_no_zero(reason):
    planted, claim, words = PLANTED[reason]

    found = checked(**({"about": VOUCHED} | planted | claim))

    assert (found["result"], found["reason"]) == ("not determinable", reason)
    assert found["shows"] == words
    is_a_zero = found["at_least"] == found["at_most"] == 0
    assert not is_a_zero or reason == "COVERAGE_GAP"  # there it is what the rows show
