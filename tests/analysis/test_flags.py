"""The table of flags as a whole: its order, its rows, its words."""

import re
from datetime import date
from pathlib import Path

import pytest

from analysis.flagging import BEFORE, CHIP, SINCE, at, flags, held
from factories import case
from madein.analysis.flags.catalogue import CATALOGUE, fill_flags
from madein.analysis.flags.facts import DATA, facts
from madein.measure import ROW_COLUMNS
from madein.records.held import Held, months_on
from madein.verdict import Reason

ROWS = (
    at(BEFORE, usd=3),
    at(SINCE, usd=7, supplier="S2", hs=CHIP),
    at(SINCE, usd=None, supplier=None),
    at(SINCE, usd=2, member=None),
    at(SINCE, usd=1, doubt="it may be a copy"),
    at(SINCE, usd=9, aside="an identical row"),
    at(SINCE, usd=-4),
    at(SINCE, usd=5, counted=False),
)
FLAGS = [*(f"RF{n:02}" for n in range(1, 18)), "RF90"]
FORBIDDEN = r"violat|breach|evasion|evad|illegal|guilty|prove|smuggl"


@pytest.fixture(scope="module")
def found():
    return flags(*ROWS)


def test_every_flag_is_asked_once_of_the_subject_and_in_order(found):
    assert [flag for flag, party in found if not party] == FLAGS
    assert [one.id for one in facts().flags] == list(CATALOGUE) == FLAGS


def test_every_answer_is_a_word_and_a_reason_stands_where_nothing_is_determined(found):
    codes = {*Reason, "POSSIBLE_COPY"}
    for row in found.values():
        assert row["answer"] in {"yes", "no", "not determinable"}
        assert (row["reason"] in codes) == (row["answer"] == "not determinable")
        assert row["says"]


def test_the_rows_of_an_answer_are_those_its_query_lists(found):
    columns = [name.strip() for name in ROW_COLUMNS.split(",")] + ["certain"]
    for row in found.values():
        if row.get("sql") is None:
            assert (row["rows"], row.get("usd")) == (0, None)
            continue
        is_open = row["answer"] == "not determinable"
        counted = [one for one in row["listed"] if one["certain"] or is_open]
        values = [one["usd"] for one in counted if one["usd"] is not None]
        assert row["rows"] == len(counted)
        assert row["usd"] == (sum(values) if values else None)
        assert all(list(one) == columns for one in row["listed"])


def test_no_row_that_was_set_aside_is_listed(found):
    listed = [one["row"] for row in found.values() for one in row.get("listed", ())]

    assert listed
    assert 6 not in listed


def test_the_table_keeps_its_contract():
    engine = held(*ROWS)
    fill_flags(engine, case(), Path())

    assert engine.value("select count(distinct id) from flag") == len(FLAGS)


def test_a_flag_that_records_cannot_answer_says_so(found):
    for flag in ("RF06", "RF90"):
        row = found[flag, ""]
        assert (row["answer"], row["reason"]) == ("not determinable", "OUTSIDE_RECORDS")
        assert row["rows"] == 0
        assert row.get("sql") is None


def test_every_flag_is_silent_where_there_are_no_records():
    told = flags(months=[], first=None, last=None)

    assert {row["answer"] for row in told.values()} == {"not determinable"}


def test_questions_name_their_thresholds_and_the_day(found):
    assert found["RF10", ""]["question"] == (
        "Do unit values lie above those of at least 10 other rows of the same code, "
        "origin and quarter (modified z above 3.5), more often than chance (1%) explains, "
        "or one of them at 10 times the median?"
    )
    assert found["RF01", ""]["source"] == (
        "BIS, Guidance on the common high priority list, 26 Sep 2023"
    )


def test_no_word_of_a_flag_judges(found):
    said = [
        row[column]
        for row in found.values()
        for column in ("question", "source", "says")
    ]
    said += [
        facts().caution.says,
        (DATA / "activities.csv").read_text(encoding="utf-8"),
    ]

    assert not [text for text in said if re.search(FORBIDDEN, text, re.IGNORECASE)]


def test_the_caution_is_a_quotation_with_its_source():
    assert facts().caution.says == (
        "“A red flag on its own is not always indicative of sanctions circumvention "
        "[...], but it is an indicator that an operator should undertake deeper due "
        'diligence.” (EU Sanctions Helpdesk, "Red flags - mastering the indicators of '
        'sanctions risk")'
    )


def test_every_threshold_says_what_it_decides_and_where_it_is_from():
    for one in facts().thresholds.values():
        assert one.value > 0
        assert one.source
        assert one.decides


# --- what the files hold ----------------------------------------------------------


def over(first, last, *months):
    return Held(
        first=first, last=last, months=frozenset(months), vouched=None, cap=None
    )


def test_a_month_is_whole_where_the_records_do_not_begin_or_end_in_it():
    march, april, may = (date(2021, month, 1) for month in (3, 4, 5))
    records = over(date(2021, 3, 2), date(2021, 5, 30), march, april, may)

    assert [records.whole(month) for month in (march, april, may)] == [
        False,
        True,
        False,
    ]
    assert over(march, date(2021, 5, 31), march, may).whole(may)
    assert not over(march, date(2021, 5, 31), march, may).whole(april)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (date(2021, 5, 30), None),
        (
            date(2021, 5, 31),
            "the records end on 30 May 2021, and are needed to 31 May 2021",
        ),
    ],
)
def test_records_must_reach_to_the_last_day(until, why):
    months = [months_on(date(2021, 3, 1), n) for n in range(3)]

    assert (
        over(date(2021, 3, 1), date(2021, 5, 30), *months).blind(
            date(2021, 3, 1), until
        )
        == why
    )


def test_empty_months_are_named():
    records = over(
        date(2021, 1, 1), date(2021, 12, 31), date(2021, 1, 1), date(2021, 12, 1)
    )

    assert records.blind(date(2021, 1, 1), date(2021, 12, 31)) == (
        "the files hold no row of Feb 2021, Mar 2021, Apr 2021 and 7 more months"
    )
