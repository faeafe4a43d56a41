"""Periods of English texts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.articles.days import periods
from madein.articles.memory import Memory
from madein.articles.statements import UnreadError
from madein.question import CaseFile, Event, Period, Subject

CASE = CaseFile(
    title="SYNTHETIC",
    subject=Subject(name="Aurus", members="all"),
    period=Period(since=dt.date(2018, 1, 1), until=dt.date(2024, 3, 31)),
    events=(Event(name="invasion", label="Invasion", date=dt.date(2022, 2, 24)),),
)


def told(text, last=None):
    memory = Memory(last=last)
    found = memory.told(list(periods(text, CASE, dt.date(2024, 6, 28))))
    return found and tuple(None if day is None else str(day) for day in found)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("in 2018-2023", "2018-01-01", "2023-12-31"),
        ("in 2018-23", "2018-01-01", "2023-12-31"),
        ("from 2018 to 2023", "2018-01-01", "2023-12-31"),
        ("between 2018 and the end of 2023", "2018-01-01", "2023-12-31"),
        ("in the six years to 2023", "2018-01-01", "2023-12-31"),
        ("in 2018 and 2019 together", "2018-01-01", "2019-12-31"),
        ("between 24 Feb and 31 Dec 2022", "2022-02-24", "2022-12-31"),
        ("from Feb. 24 to Dec. 31, 2022", "2022-02-24", "2022-12-31"),
        ("In 2022, from 24 February to 31 December", "2022-02-24", "2022-12-31"),
        ("since February 2022", "2022-02-24", None),
        ("since March 2022", "2022-03-01", None),
        ("since the full-scale invasion of Ukraine", "2022-02-24", None),
        ("since Russia invaded Ukraine in February 2022", "2022-02-24", None),
        ("before the invasion", None, "2022-02-23"),
        ("in the first quarter of 2024", "2024-01-01", "2024-03-31"),
        ("in the second half of 2022", "2022-07-01", "2022-12-31"),
        ("in February 2024", "2024-02-01", "2024-02-29"),
        ("after 2023", "2024-01-01", None),
        ("last year", "2023-01-01", "2023-12-31"),
        ("until the end of 2023", None, "2023-12-31"),
    ],
)
def test_a_period_is_told_in_days(text, since, until):
    assert told(text) == (since, until)


LAST = (dt.date(2022, 2, 24), dt.date(2022, 12, 31))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("in the same period of 2021", "2021-02-24", "2021-12-31"),
        ("a year earlier", "2021-02-24", "2021-12-31"),
        ("a year earlier, in the same months", "2021-02-24", "2021-12-31"),
        ("in the same period", "2022-02-24", "2022-12-31"),
        ("a year later", "2023-02-24", "2023-12-31"),
    ],
)
def test_a_period_is_told_from_the_one_before(text, since, until):
    assert told(text, LAST) == (since, until)


@pytest.mark.parametrize(
    "text",
    [
        "a year earlier",
        "in the past three years",
        "in early 2022",
        "in 2020 and in 2022",
    ],
)
def test_what_cannot_be_told_in_days_is_not_guessed(text):
    with pytest.raises(UnreadError):
        told(text)


@pytest.mark.parametrize(
    "text", ["30 February 2022", "in 2,018 parts", "$2018", "in May"]
)
def test_what_is_no_day_is_none(text):
    assert told(text) is None


days = st.dates(min_value=dt.date(1995, 1, 1), max_value=dt.date(2029, 12, 31))


@given(days, days)
def test_written_days_are_read_back(one, other):
    first, last = sorted((one, other))
    written = [f"{day.day} {day:%B} {day.year}" for day in (first, last)]

    assert told(f"from {written[0]} to {written[1]}") == (str(first), str(last))
    assert told(f"between {written[0]} and {written[1]}") == (str(first), str(last))


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_of_days(text):
    for found in periods(text, CASE):
        assert found.since is None or found.until is None or found.since <= found.until
