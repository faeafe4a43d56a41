from datetime import date, timedelta

import pytest

from madein.reference.editions import EditionPeriod, edition_periods


def test_russia_took_each_edition_on_its_own_day():
    periods = edition_periods("RU")

    assert periods == [
        EditionPeriod(
            edition="HS2012", since=date(2012, 8, 23), until=date(2016, 12, 31)
        ),
        EditionPeriod(
            edition="HS2017", since=date(2017, 1, 1), until=date(2021, 12, 31)
        ),
        EditionPeriod(
            edition="HS2022", since=date(2022, 1, 1), until=date(2027, 12, 31)
        ),
    ]


def test_a_country_without_rows_follows_the_calendar_of_the_nomenclature():
    periods = edition_periods("CL")

    assert [(p.edition, p.since) for p in periods] == [
        ("HS2007", date(2007, 1, 1)),
        ("HS2012", date(2012, 1, 1)),
        ("HS2017", date(2017, 1, 1)),
        ("HS2022", date(2022, 1, 1)),
    ]


@pytest.mark.parametrize("country", ["*", "RU", "BY", "KZ", "AM", "KG", "KR"])
def test_periods_follow_each_other_without_gap_or_overlap(country):
    periods = edition_periods(country)
    next_days = [period.until + timedelta(days=1) for period in periods[:-1]]

    assert next_days == [period.since for period in periods[1:]]
