"""Results of amounts, who vouches for the days, and which cause is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from factories import case, holding
from madein.findings.allowed import Allowed
from madein.findings.answers import Result
from madein.findings.judging import (
    is_complete,
    judge,
    unclear_reason,
    unknown_value,
)
from madein.question import Complete
from madein.scope import CountryRole, Scope
from madein.tables import PARTY_NAME
from madein.values import Bounds, Unit

SUPPORTED, CONTRADICTED = (Result.SUPPORTED, None), (Result.CONTRADICTED, None)
GAP = (Result.OPEN, "COVERAGE_GAP")


def judged(given, low, high, **how):
    at_most = None if high is None else Decimal(high)
    bounds = Bounds(at_least=Decimal(low), at_most=at_most)
    return judge(given, bounds, unclear=lambda: "ORIGIN_GROUP", **how)


def between(low, high, **parts):
    ends = {"low": low, "high": high} | parts
    given: dict[str, Any] = {
        name: None if end is None else Decimal(end) for name, end in ends.items()
    }
    return Allowed(**given)


def test_rows_without_a_value_leave_an_amount_open_whoever_they_are_of():
    """What settles the other open rows would not settle the claim."""
    open_ = judged(between(3, 5), 2, None, is_complete=True)

    assert open_ == (Result.OPEN, "BASIS_MISSING")
    # A divisor that may be nothing leaves a ratio open, too: its rows name the reason.
    ratio = judged(between(3, 5), 2, None, is_complete=True, may_fall=True)
    assert ratio == (Result.OPEN, "ORIGIN_GROUP")


# --- what may also fall: shares and multiples -----------------------------------------


@pytest.mark.parametrize(
    ("given", "low", "high", "if_complete", "if_not"),
    [
        # An amount that is named is what the rows show; a limit speaks of all rows.
        (between(3, 5), 4, 4, SUPPORTED, SUPPORTED),
        (between(3, None), 4, 4, SUPPORTED, GAP),
        (between(None, 5), 4, 4, SUPPORTED, GAP),
        (between(3, 5), 6, 6, CONTRADICTED, GAP),
        (between(3, 5), 2, 2, CONTRADICTED, GAP),
        (between(3, 5), 2, 4, (Result.OPEN, "ORIGIN_GROUP"), GAP),
        # Nothing at all is no amount that rows show.
        (between(0, 5), 0, 0, SUPPORTED, GAP),
    ],
)
def test_what_is_not_held_may_raise_and_lower_a_share(
    given, low, high, if_complete, if_not
):
    assert judged(given, low, high, is_complete=True, may_fall=True) == if_complete
    assert judged(given, low, high, is_complete=False, may_fall=True) == if_not


@pytest.mark.parametrize(
    ("given", "low", "high", "if_not"),
    [
        (between(3, None), 4, 4, SUPPORTED),
        (between(3, 5), 4, 4, SUPPORTED),
        (between(None, 5), 4, 4, GAP),
        (between(0, None), 0, 0, GAP),
        (between(0, None), Decimal("0.5"), 1, SUPPORTED),
        (between(3, 5), 6, 6, CONTRADICTED),
        (between(3, 5), 2, 2, GAP),
    ],
)
def test_what_is_not_held_can_only_add_to_an_amount(given, low, high, if_not):
    assert judged(given, low, high, is_complete=False) == if_not


def test_what_may_have_been_rounded_is_open_for_want_of_a_basis():
    seventy = between(69, 71, maybe_low=65, maybe_high=75)

    assert judged(seventy, 72, 72, is_complete=True) == (Result.OPEN, "BASIS_MISSING")
    assert judged(seventy, 70, 72, is_complete=True) == (Result.OPEN, "ORIGIN_GROUP")
    assert judged(seventy, 72, 72, is_complete=False) == GAP


# --- who vouches ----------------------------------------------------------------------

SINCE, UNTIL = date(2020, 1, 1), date(2021, 12, 31)
VOUCHED = case(complete=Complete(since=SINCE, until=UNTIL, because="we say so"))
DAYS = Scope(since=SINCE, until=UNTIL)
EARLIER = Scope(since=date(2019, 12, 31), until=UNTIL)
LATER = Scope(since=SINCE, until=date(2022, 1, 1))


@pytest.mark.parametrize(
    ("about", "scopes", "wanted"),
    [
        (VOUCHED, [DAYS], True),
        (VOUCHED, [DAYS, DAYS], True),
        (VOUCHED, [DAYS, LATER], False),
        (VOUCHED, [EARLIER, DAYS], False),
        (VOUCHED, [Scope(since=SINCE)], False),
        (VOUCHED, [Scope(until=UNTIL)], False),
        (case(), [DAYS], False),
    ],
)
def test_records_are_complete_where_somebody_vouches_for_every_day(
    about, scopes, wanted
):
    with holding() as engine:
        assert is_complete(engine, about, *scopes) is wanted


def test_nobody_can_vouch_for_a_file_that_was_cut():
    with holding(cap=65_000) as engine:
        assert not is_complete(engine, VOUCHED, DAYS)


# --- the cause that is named ----------------------------------------------------------

KOREA = Scope(role=CountryRole.ORIGIN, countries=("KR",))
KIA = {"maker_name": "Kia"}
UNNAMED, NO_ORIGIN, NO_VALUE, COPY = (
    {"member": None},
    {"origin": None},
    {"usd": None},
    {"doubt": "a copy?"},
)


@pytest.mark.parametrize(
    ("rows", "scope", "unit", "cause"),
    [
        ([UNNAMED, UNNAMED, NO_ORIGIN], KOREA, Unit.USD, "NAME_ONLY"),
        ([UNNAMED, NO_ORIGIN, NO_ORIGIN], KOREA, Unit.USD, "ORIGIN_GROUP"),
        ([UNNAMED, COPY, COPY], KOREA, Unit.USD, "POSSIBLE_COPY"),
        ([NO_VALUE, NO_VALUE, UNNAMED], KOREA, Unit.USD, "BASIS_MISSING"),
        # Rows are counted whatever they are worth.
        ([NO_VALUE, NO_VALUE, UNNAMED], KOREA, Unit.ROWS, "NAME_ONLY"),
        ([{"counted": None}], KOREA, Unit.ROWS, "BASIS_MISSING"),
        ([NO_VALUE], Scope(at_least_usd=Decimal(5)), Unit.ROWS, "BASIS_MISSING"),
        ([{"net_kg": None}, {}], KOREA, Unit.KG, "BASIS_MISSING"),
        ([{"declaration": None}], KOREA, Unit.DECLARATIONS, "BASIS_MISSING"),
        # Rows of another country are not asked, whatever they lack.
        ([{"origin": "CN", "usd": None}, NO_ORIGIN], KOREA, Unit.USD, "ORIGIN_GROUP"),
        ([{"hs": "85"}, {"hs": None}], Scope(hs=("8542",)), Unit.USD, "HS_CUT"),
        ([{"goods": None}], Scope(goods="sensors"), Unit.USD, "HS_CUT"),
        (
            [{"registered": None}, {"registered": None}, UNNAMED],
            Scope(since=date(2022, 1, 1)),
            Unit.USD,
            "DATES_STRADDLE",
        ),
        (
            [{"registered": None}],
            Scope(until=date(2022, 12, 31)),
            Unit.USD,
            "DATES_STRADDLE",
        ),
        (
            [{"registered": None, "registered_month": date(2022, 5, 1)}],
            Scope(since=date(2022, 5, 3), until=date(2022, 5, 9)),
            Unit.USD,
            "DATES_STRADDLE",
        ),
        # Known to be after the first day, and not whether before the last.
        (
            [{"registered": None, "registered_month": date(2022, 5, 1)}],
            Scope(since=date(2022, 1, 1), until=date(2022, 5, 9)),
            Unit.USD,
            "DATES_STRADDLE",
        ),
        (
            [{"maker_name": "NOKIA"}, {"maker_name": "NOKIA"}, COPY | KIA],
            Scope(makers=("Kia",)),
            Unit.USD,
            "NAME_ONLY",
        ),
        (
            [{"hs": "85", "goods": None}, {"hs": "8"}, UNNAMED | {"hs": "85"}],
            Scope(hs=("85",), goods="sensors"),
            Unit.USD,
            "HS_CUT",
        ),
        ([{"maker_name": None}], Scope(makers=("Kia",)), Unit.USD, "COLUMN_ABSENT"),
        # A scope within another is asked for its own conditions, too.
        (
            [NO_ORIGIN, NO_ORIGIN, NO_ORIGIN, UNNAMED],
            Scope(either=(KOREA,)),
            Unit.USD,
            "ORIGIN_GROUP",
        ),
    ],
)
def test_the_cause_that_holds_most_rows_is_named(rows, scope, unit, cause):
    with holding(*rows) as engine:
        assert unclear_reason(engine, scope, unit=unit) == cause


def test_a_country_that_no_column_gives_is_a_column_that_is_absent():
    with holding({"origin": None}, fields=("dispatch",)) as engine:
        assert unclear_reason(engine, KOREA) == "COLUMN_ABSENT"
    with holding({"origin": None, **KIA}, fields=("dispatch",)) as engine:
        of_kia = replace(KOREA, makers=("Kia",))
        assert unclear_reason(engine, of_kia) == "COLUMN_ABSENT"


def test_a_sender_that_nobody_names_is_a_matter_of_names():
    unsaid = {"supplier": None}
    with holding(unsaid, unsaid | NO_VALUE) as engine:
        engine.fill(PARTY_NAME, [])
        assert unclear_reason(engine, Scope(suppliers=("acme",))) == "NAME_ONLY"


def test_causes_of_all_scopes_count_together():
    sent = Scope(role=CountryRole.DISPATCH, countries=("KR",))
    nowhere = {"origin": None, "dispatch": None}
    with holding(nowhere, UNNAMED, COPY, COPY, fields=()) as engine:
        assert unclear_reason(engine, KOREA) == "POSSIBLE_COPY"
        assert unclear_reason(engine, KOREA, sent) == "POSSIBLE_COPY"
    with holding(*[nowhere] * 4, *[COPY] * 2, fields=()) as engine:
        assert unclear_reason(engine, Scope(), KOREA) == "POSSIBLE_COPY"
        assert unclear_reason(engine, KOREA, Scope(), sent) == "COLUMN_ABSENT"


@pytest.mark.parametrize(
    ("rows", "fields", "cause"),
    [
        ([NO_ORIGIN], ("origin",), "ORIGIN_GROUP"),
        ([NO_ORIGIN], ("dispatch",), "COLUMN_ABSENT"),
        ([NO_ORIGIN, {"origin": None, "source_id": "t"}], ("origin",), "ORIGIN_GROUP"),
        (
            [NO_ORIGIN, *[{"origin": None, "source_id": "t"}] * 2],
            ("origin",),
            "COLUMN_ABSENT",
        ),
        # What has a country, or is no import of the subject, is not asked.
        (
            [NO_ORIGIN, *[{"source_id": "t"}] * 3],
            ("origin",),
            "ORIGIN_GROUP",
        ),
        (
            [NO_ORIGIN, *[{"origin": None, "source_id": "t", "member": False}] * 3],
            ("origin",),
            "ORIGIN_GROUP",
        ),
        (
            [NO_ORIGIN, *[{"origin": None, "source_id": "t", "member": None}] * 3],
            ("origin",),
            "COLUMN_ABSENT",
        ),
    ],
)
def test_a_value_is_unknown_by_its_column_or_by_its_rows(rows, fields, cause):
    with holding(*rows, fields=fields) as engine:
        assert unknown_value(engine, Scope(), "origin") == cause


def test_goods_are_unknown_where_a_code_was_cut():
    with holding({"goods": None}, fields=()) as engine:
        assert unknown_value(engine, Scope(), "goods") == "HS_CUT"
