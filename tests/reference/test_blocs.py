"""Blocs of countries: who belonged when, held against counts that are known."""

from datetime import date
from itertools import combinations

import pytest

from madein.reference.blocs import bloc, blocs
from madein.reference.countries import country_names


@pytest.mark.parametrize(
    ("name", "day", "count"),
    [
        ("EU", date(2004, 4, 30), 15),
        ("EU", date(2004, 5, 1), 25),
        ("EU", date(2007, 1, 1), 27),
        ("EU", date(2013, 7, 1), 28),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 2, 1), 27),
        ("G7", date(2018, 1, 1), 7),
        ("coalition", date(2022, 2, 23), 0),
        ("coalition", date(2022, 2, 24), 33),
        ("coalition", date(2022, 4, 8), 38),
        ("coalition", date(2023, 2, 24), 39),
        ("unfriendly", date(2022, 3, 4), 0),
        ("unfriendly", date(2022, 7, 23), 48 + 4 + 3),  # states, territories, added
        ("EAEU", date(2014, 12, 31), 0),
        ("EAEU", date(2015, 1, 1), 3),
        ("EAEU", date(2015, 8, 12), 5),
    ],
)
def test_how_many_belong_on_a_day(name, day, count):
    assert len(bloc(name).on(day)) == count


def test_every_member_state_of_the_eu_is_on_russias_list():
    day = date(2022, 3, 5)

    assert bloc("EU").on(day) <= bloc("unfriendly").on(day)
    assert bloc("G7").on(day) <= bloc("unfriendly").on(day)


def test_countries_have_codes_and_days_in_order():
    for members in (members for one in blocs() for members in one.members):
        assert all(code in country_names() for code in members.countries)
        assert len(set(members.countries)) == len(members.countries)
        assert (
            members.since is None
            or members.until is None
            or (members.since < members.until)
        )


def test_nobody_belongs_twice_at_a_time():
    for one in blocs():
        for left, right in combinations(one.members, 2):
            assert not set(left.countries) & set(right.countries), one.name
