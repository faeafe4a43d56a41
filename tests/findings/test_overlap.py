"""How two parts of the imports lie to each other: by their conditions, not their rows."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from madein.findings.overlap import beyond, dividing, within
from madein.scope import CountryRole, Scope

DAY = date(2022, 5, 4)
NEXT = DAY + timedelta(days=1)
ORIGIN, DISPATCH = CountryRole.ORIGIN, CountryRole.DISPATCH
KOREA = Scope(role=ORIGIN, countries=("KR",))
ALL = Scope()


@pytest.mark.parametrize(
    ("part", "whole", "more"),
    [
        (Scope(since=DAY), Scope(since=DAY), ALL),
        (Scope(since=DAY), Scope(since=NEXT), ALL),
        (Scope(since=NEXT), Scope(since=DAY), Scope(since=NEXT)),
        (Scope(since=DAY), ALL, Scope(since=DAY)),
        (ALL, Scope(since=DAY, until=DAY), ALL),
        (Scope(until=DAY), Scope(until=DAY), ALL),
        (Scope(until=NEXT), Scope(until=DAY), ALL),
        (Scope(until=DAY), Scope(until=NEXT), Scope(until=DAY)),
        (Scope(until=DAY), ALL, Scope(until=DAY)),
        (
            Scope(at_least_usd=Decimal(5)),
            Scope(at_least_usd=Decimal(5)),
            ALL,
        ),
        (Scope(at_least_usd=Decimal(5)), Scope(at_least_usd=Decimal(6)), ALL),
        (
            Scope(at_least_usd=Decimal(5)),
            Scope(at_least_usd=Decimal(4)),
            Scope(at_least_usd=Decimal(5)),
        ),
        (
            Scope(at_least_usd=Decimal(1)),
            ALL,
            Scope(at_least_usd=Decimal(1)),
        ),
        # What is of Korea is of Korea or China; not the other way round.
        (replace(KOREA, countries=("KR", "CN")), KOREA, ALL),
        (
            KOREA,
            replace(KOREA, countries=("KR", "CN")),
            KOREA,
        ),
        (replace(KOREA, role=DISPATCH), KOREA, replace(KOREA, role=DISPATCH)),
        (KOREA, ALL, KOREA),
        (ALL, KOREA, ALL),
        (Scope(goods="sensors"), Scope(goods="sensors"), ALL),
        (Scope(goods="sensors"), Scope(goods="cars"), Scope(goods="sensors")),
        (Scope(makers=("Kia", "Kia Motors")), Scope(makers=("Kia",)), ALL),
        (Scope(makers=("Kia",)), ALL, Scope(makers=("Kia",))),
        (Scope(suppliers=("a", "b")), Scope(suppliers=("b",)), ALL),
        (
            Scope(suppliers=("a",)),
            Scope(suppliers=("a", "b")),
            Scope(suppliers=("a",)),
        ),
        (Scope(hs=("8542",)), Scope(hs=("8542",)), ALL),
        (Scope(hs=("8542",)), ALL, Scope(hs=("8542",))),
    ],
)
def test_what_a_part_asks_beyond_a_whole(part, whole, more):
    assert beyond(part, whole) == more


def test_rows_of_both_are_those_of_the_part_where_the_whole_asks_no_more():
    assert within(KOREA, ALL) == KOREA
    assert within(replace(KOREA, since=DAY), KOREA) == replace(KOREA, since=DAY)
    assert within(ALL, KOREA) == Scope(either=(KOREA,))
    assert within(Scope(goods="cars"), KOREA) == Scope(goods="cars", either=(KOREA,))


def test_a_whole_is_divided_by_what_only_the_part_asks():
    found = dividing(replace(KOREA, goods="cars", hs=("87",)), Scope(goods="cars"))

    asked, coded = [
        term for term, _, _ in replace(KOREA, hs=("87",)).conditions("_part")
    ]
    both = f"({asked}) and ({coded})"
    assert (
        found.sql == f"case when {both} then 'part' when not ({both}) then 'rest' end"
    )
    assert found.params == {"countries_part": ["KR"], "hs_part": ["87"]}
    assert (found.name, found.unknown) == ("part", "not determined")


def test_a_whole_is_all_part_where_the_part_asks_no_more():
    found = dividing(KOREA, KOREA)

    assert found.sql == "case when true then 'part' when not (true) then 'rest' end"
    assert found.params == {}
