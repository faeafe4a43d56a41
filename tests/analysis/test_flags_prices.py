"""RF10 and RF11: unit values against ten peers of the same goods, origin and quarter."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from analysis.flagging import FIELDS, NO, SINCE, YES, answer, at, flags, unknown

PRICES = (8, 9, 9, 10, 10, 10, 10, 11, 11, 12)  # of ten peers, dollars for a kilogram


def priced(price, kg=10, **cells):
    return at(SINCE, usd=Decimal(price) * kg, net_kg=Decimal(kg), **cells)


def peers(prices=PRICES, **cells):
    return [priced(price, **cells) for price in prices]


def rf10(*rows, **more):
    return answer("RF10", *rows, **{"others": peers(), **more})


def rf11(*rows, **more):
    return answer("RF11", *rows, **{"others": peers(), **more})


def test_one_row_at_ten_times_the_median_is_enough():
    assert rf10(priced(110)) == YES
    assert rf11(priced(110)) == YES


def test_one_row_off_by_less_may_be_chance():
    """At 1 % among others, one of one row is chance (1 %), two of two is not."""
    far = flags(priced(40), only="RF10", others=peers())["RF10", ""]
    usual = peers(PRICES[:9])

    assert far["says"] == (
        "1 of 1 lie above their peers, too few rows of other importers to compare with; "
        "1 of 1 row have 10 peers or more"
    )
    assert rf10(priced(40), priced(40)) == YES
    assert rf10(priced(40), *usual) == NO
    assert rf10(*[priced(40)] * 3, *usual) == YES


def test_low_values_are_asked_about_in_one_flag_alone():
    assert rf10(priced("0.5")) == NO
    assert rf11(priced("0.5")) == YES


@pytest.mark.parametrize(
    ("count", "expected"), [(9, unknown("COVERAGE_GAP")), (10, YES)]
)
def test_ten_peers_are_needed(count, expected):
    assert rf10(priced(110), others=peers(PRICES[:count])) == expected


def test_peers_with_one_value_cannot_score():
    assert rf10(priced(110), others=peers([10] * 12)) == unknown("COVERAGE_GAP")


@pytest.mark.parametrize(
    "cells",
    [
        {"origin": "CN"},
        {"hs": "7304190000"},
        {"registered": date(2022, 7, 1)},
        {"usd_basis": "fob"},
        {"unit": "pcs", "quantity": Decimal(10)},
        {"direction": "export"},
    ],
)
def test_peers_are_of_the_same_goods_origin_quarter_unit_and_kind_of_value(cells):
    others = [{**row, **cells} for row in peers()]

    assert rf10(priced(110), others=others) == unknown("COVERAGE_GAP")


def test_a_quantity_is_compared_for_one_unit_whatever_the_weight():
    pieces = {"unit": "pcs", "quantity": Decimal(10)}
    others = [{**row, **pieces, "net_kg": Decimal(1)} for row in peers()]

    assert rf10(priced(110, **pieces), others=others) == YES
    assert rf10(priced(10, **pieces), others=others) == NO


def test_why_rows_have_no_peers():
    fields = [name for name in FIELDS if name != "net_kg"]

    assert rf10(priced(110, hs="730411")) == unknown("HS_CUT")
    assert rf10(at(SINCE, net_kg=None)) == unknown("BASIS_MISSING")
    assert rf10(at(SINCE, net_kg=None), fields=fields) == unknown("COLUMN_ABSENT")
    assert rf10(at(SINCE, usd=None)) == unknown("BASIS_MISSING")
    assert rf10(at(date(2024, 1, 1))) == unknown("COVERAGE_GAP")


def test_half_of_the_rows_must_have_peers():
    lone = priced(110, origin="FR")

    assert rf10(priced(110), lone) == YES
    assert rf10(priced(110), lone, lone) == unknown("COVERAGE_GAP")


def test_rows_of_other_importers_say_what_chance_is():
    """Among 110 others, 30 are as far off: then 3 of 12 are nothing special."""
    others = peers(PRICES * 8) + peers([40] * 30)
    mine = [*[priced(40)] * 3, *[priced(10)] * 9]
    found = flags(*mine, only="RF10", others=others)["RF10", ""]

    assert found["answer"] == "no"
    assert found["says"].startswith(
        "3 of 12 lie above their peers, 30 of 110 among other importers"
    )
    assert rf10(*mine, others=peers(PRICES * 11)) == YES


def test_the_rows_that_lie_off_are_listed():
    found = flags(priced(110), priced(10), only="RF10", others=peers())["RF10", ""]

    assert (found["rows"], found["usd"]) == (1, 1100)
    assert [row["usd"] for row in found["listed"]] == [1100]


def test_the_published_example_of_masking():
    """Iglewicz and Hoaglin: 8.2 and 8.3 among ten values hide each other from a plain z."""
    values = ("2.1", "2.6", "2.4", "2.5", "2.3", "2.1", "2.3", "2.6", "8.2", "8.3")
    others = peers([*values, "2.4"])
    mine = [priced(value) for value in ("8.2", "8.3")]

    assert flags(*mine, only="RF10", others=others)["RF10", ""]["rows"] == 2


def test_random_prices_are_no_pattern_and_planted_ones_are_found():
    random = Random(10)  # noqa: S311 - made-up trade, not a secret

    def drawn(count, level=2.3):
        return [
            priced(
                round(random.lognormvariate(level, 0.4), 4), origin=random.choice("ABC")
            )
            for _ in range(count)
        ]

    null = [rf11(*drawn(30), others=drawn(150)) for _ in range(4)]
    planted = [rf10(*drawn(25), *drawn(5, 4.6), others=drawn(150)) for _ in range(4)]

    assert null == [NO] * 4
    assert planted == [YES] * 4
