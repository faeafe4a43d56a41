"""RF07, RF12, RF13 and RF14: where goods came from, and to whom they were consigned."""

from datetime import date, timedelta
from random import Random

import pytest

from analysis.flagging import FIELDS, NO, SINCE, YES, answer, at, flags, unknown
from madein.analysis.flags.facts import table
from madein.reference.countries import country_names

LISTED = date(2022, 6, 28)  # the joint alert of FinCEN and BIS
NOWHERE = {"origin": "KR", "dispatch": "KR", "trading": "KR", "sender_country": "KR"}


def without(*names):
    return [name for name in FIELDS if name not in names]


# --- hubs -------------------------------------------------------------------------


def rf14(*rows, **more):
    return answer("RF14", *rows, **more)


@pytest.mark.parametrize("role", ["dispatch", "trading"])
@pytest.mark.parametrize(
    ("country", "expected"), [("KZ", YES), ("AE", YES), ("DE", NO), ("RU", NO)]
)
def test_a_hub_in_dispatch_or_trade(role, country, expected):
    assert rf14(at(LISTED, **{**NOWHERE, role: country})) == expected


@pytest.mark.parametrize("role", ["origin", "sender_country"])
def test_a_hub_in_other_roles_is_not_asked_about(role):
    assert rf14(at(LISTED, **{**NOWHERE, role: "KZ"})) == NO


@pytest.mark.parametrize(("day", "expected"), [(-1, NO), (0, YES), (1, YES)])
def test_a_country_is_a_hub_from_the_day_its_list_was_published(day, expected):
    row = at(LISTED + timedelta(days=day), **{**NOWHERE, "dispatch": "KZ"})

    assert rf14(row) == expected


def test_a_country_that_is_not_known_may_be_a_hub():
    unclear = at(LISTED, **{**NOWHERE, "trading": None})
    hub = at(LISTED, **{**NOWHERE, "dispatch": "KZ"})

    assert rf14(unclear) == unknown("BASIS_MISSING")
    assert rf14(unclear, fields=without("trading")) == unknown("COLUMN_ABSENT")
    assert rf14(unclear, hub) == YES
    assert rf14({**unclear, "dispatch": "KZ"}) == YES


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"member": None}, "NAME_ONLY"),
        ({"doubt": "it may be a copy"}, "POSSIBLE_COPY"),
        ({"registered": None, "registered_month": date(2022, 6, 1)}, "DATES_STRADDLE"),
    ],
)
def test_a_row_that_may_count_leaves_it_open(cells, reason):
    row = at(LISTED, **{**NOWHERE, "dispatch": "KZ", **cells})

    assert rf14(row) == unknown(reason)


def test_rows_outside_the_period_are_not_looked_at():
    found = flags(at(date(2024, 1, 1), dispatch="KZ"), only="RF14")["RF14", ""]

    assert (found["answer"], found["reason"]) == unknown("COVERAGE_GAP")


def test_the_rows_of_each_answer():
    hub = at(LISTED, **{**NOWHERE, "dispatch": "KZ"}, usd=7)
    plain = at(LISTED, **NOWHERE, usd=5)
    unclear = at(LISTED, **{**NOWHERE, "trading": None}, usd=3)

    def sums(*rows):
        found = flags(*rows, only="RF14")["RF14", ""]
        return found["rows"], found["usd"], found["says"]

    assert sums(hub, plain) == (1, 7, "1 row of 2 by way of a hub country")
    assert sums(plain, plain) == (2, 10, "none of 2 rows by way of a hub country")
    assert sums(plain, unclear) == (
        1,
        3,
        "1 row may be by way of a hub country; no row is for certain",
    )


def test_every_hub_is_a_country_with_a_day_and_a_notice():
    for row in table("hubs.csv"):
        assert row["country"] in country_names()
        assert date.fromisoformat(row["since"]) >= LISTED
        assert row["published_by"] in {"finbis-2022", "finbis-2023-05"}
        assert row["confidence"] in {"read", "second hand", "memory"}


# --- detours and descriptions -----------------------------------------------------


def rf07(*rows, **more):
    return answer("RF07", *rows, **more)


@pytest.mark.parametrize(
    ("origin", "dispatch", "expected"),
    [
        ("KR", "KZ", YES),
        ("KZ", "KZ", NO),
        ("KR", "DE", NO),
        ("KR", None, unknown("BASIS_MISSING")),
        (None, "KZ", unknown("BASIS_MISSING")),
        (None, "DE", NO),
    ],
)
def test_a_hub_that_is_not_the_origin(origin, dispatch, expected):
    assert rf07(at(LISTED, origin=origin, dispatch=dispatch)) == expected


def test_a_word_of_the_description_alone_leaves_it_open():
    odd = at(LISTED, hs="7304110000", description="integrated circuit, microchip")
    found = flags(odd, at(LISTED), only="RF07")["RF07", ""]

    assert (found["answer"], found["reason"]) == unknown("BASIS_MISSING")
    assert [row["row"] for row in found["listed"]] == [1]
    assert "1 row described as goods of another code, by a word alone" in found["says"]


def test_a_word_of_the_description_is_told_beside_a_detour():
    odd = at(LISTED, hs="7304110000", description="integrated circuit, microchip")
    found = flags(odd, at(LISTED, dispatch="KZ"), only="RF07")["RF07", ""]

    assert found["answer"] == "yes"
    assert [row["row"] for row in found["listed"]] == [2]
    assert found["says"].endswith("1 row described as goods of another code")


# --- consignees -------------------------------------------------------------------


def rf12(*rows, **more):
    return answer("RF12", *rows, **more)


@pytest.mark.parametrize(
    ("consignee", "expected"),
    [
        ("AURUS LLC", NO),
        ("ПАО СБЕРБАНК", YES),
        ("FICTIVE LOGISTICS LLC", YES),
        ("TO THE ORDER OF FICTIVE BANK", YES),
        ("TO ORDER", YES),
        ("N/A", unknown("NAME_ONLY")),
        (None, unknown("NAME_ONLY")),
    ],
)
def test_goods_consigned_to_third_hands(consignee, expected):
    assert rf12(at(SINCE, consignee_name=consignee)) == expected


def test_a_file_without_consignees_cannot_tell():
    row = at(SINCE, consignee_name=None)

    assert rf12(row, fields=without("consignee_name")) == unknown("COLUMN_ABSENT")


def test_third_hands_are_named():
    bank = at(SINCE, consignee_name="FICTIVE BANK")
    found = flags(bank, at(SINCE, consignee_name="AURUS LLC"), only="RF12")["RF12", ""]

    assert found["says"] == "1 row of 2 consigned to: bank (FICTIVE BANK)"


# --- rare routes ------------------------------------------------------------------


def rf13(*rows, **more):
    return answer("RF13", *rows, **more)


USUAL = {"origin": "CN", "dispatch": "CN", "trading": "CN", "sender_country": "CN"}
ODD = {"origin": "KR", "dispatch": "KZ", "trading": "AE", "sender_country": "VG"}


def others(count=200, **cells):
    return [{**USUAL, **cells}] * count


def test_a_route_that_nobody_else_takes():
    found = flags(
        *[at(SINCE, **ODD)] * 5, *[at(SINCE, **USUAL)] * 5, others=others(), only="RF13"
    )
    found = found["RF13", ""]

    assert (found["answer"], found["rows"]) == ("yes", 5)
    assert found["says"] == (
        "5 of 10 rows on rare routes, 0 of 200 among other importers of the same chapters"
    )


def test_a_route_that_others_take_is_not_rare():
    assert rf13(*[at(SINCE, **ODD)] * 5, others=[*others(), *others(9, **ODD)]) == NO


@pytest.mark.parametrize(
    ("count", "expected"), [(99, unknown("COVERAGE_GAP")), (100, YES)]
)
def test_a_chapter_needs_a_hundred_rows_of_others(count, expected):
    assert rf13(*[at(SINCE, **ODD)] * 5, others=others(count)) == expected


def test_another_chapter_says_nothing():
    assert rf13(*[at(SINCE, **ODD)] * 5, others=others(hs="8542310000")) == unknown(
        "COVERAGE_GAP"
    )


def test_without_all_four_countries_there_is_no_route():
    odd = {**ODD, "sender_country": None}

    assert rf13(*[at(SINCE, **odd)] * 5, others=others()) == unknown("BASIS_MISSING")
    assert rf13(
        *[at(SINCE, **odd)] * 5, others=others(), fields=without("sender_country")
    ) == unknown("COLUMN_ABSENT")


def test_random_routes_are_no_pattern_and_a_planted_one_is_found():
    random = Random(13)  # noqa: S311 - made-up trade, not a secret

    def route():
        """One in twenty takes any route."""
        if random.random() < 0.95:
            return USUAL
        return {role: random.choice(["CN", "KR", "DE", "TR", "IT"]) for role in USUAL}

    found = {0: [], 8: []}
    for planted, answers in found.items():
        for _ in range(5):
            odd = [at(SINCE, **ODD)] * planted
            rows = [at(SINCE, **route()) for _ in range(40)]
            answers.append(rf13(*odd, *rows, others=[route() for _ in range(200)]))

    assert found == {0: [NO] * 5, 8: [YES] * 5}
