"""Routes: third countries, goods of a country in focus, and the largest routes."""

from decimal import Decimal
from fractions import Fraction

import pytest

from analysis.deriving import bounds, derived, summed
from factories import case, holding
from madein.analysis import routes as module
from madein.analysis.routes import routes

DISPATCHED, BOUGHT, SENT = range(3)


def row(route, usd=100):
    """Countries of origin, of dispatch, of the contract partner and of the sender."""
    names = ("origin", "dispatch", "trading", "sender_country")
    cells = [None if code == "?" else code for code in route.split()]
    return {**dict(zip(names, cells, strict=True)), "usd": Decimal(usd)}


def share(place, *rows):
    return bounds(derived(routes, *rows, only=(place,))[f"F{place + 1}", None, None])


@pytest.mark.parametrize(
    ("route", "dispatched", "bought", "sent"),
    [
        ("KR KR KR KR", 0, 0, 0),
        ("KR CN KR CN", 1, 0, 0),
        ("KR CN HK AE", 1, 1, 1),
        ("KR ? HK KR", None, None, 0),  # it may come from Hong Kong
        ("? CN CN HK", None, 0, None),
        ("? ? ? ?", None, None, None),
    ],
)
def test_a_third_country_is_neither_of_the_two(route, dispatched, bought, sent):
    found = derived(routes, row(route), only=(DISPATCHED, BOUGHT, SENT))

    for number, expected in enumerate((dispatched, bought, sent), 1):
        limits = (0, 1) if expected is None else (expected, expected)
        assert bounds(found[f"F{number}", None, None]) == limits


def test_the_share_by_way_of_a_third_country_has_bounds():
    rows = [row("KR KR KR KR", 60), row("KR CN CN CN", 20), row("KR ? CN CN", 20)]

    assert share(DISPATCHED, *rows) == (Fraction(1, 5), Fraction(2, 5))


def test_goods_from_korea_sent_from_china_have_an_amount():
    rows = [
        row("KR KR KR KR", 60),
        row("KR CN CN CN", 20),
        row("CN CN CN CN", 7),
        row("? CN CN CN", 3),
        row("KR ? CN CN", 5),
    ]

    assert summed(routes, *rows, only=3, focus=("KR",)) == {
        (None, None): (85, 88),
        ("KR", None): (60, 65),
        ("CN", None): (20, 28),
        ("unknown", None): (5, 5),
    }


def test_pairs_of_origin_and_dispatch(monkeypatch):
    monkeypatch.setattr(module, "PAIRED", 1)
    rows = [row("KR KR KR KR", 60), row("KR CN CN CN", 20), row("CN CN CN CN", 7)]

    assert summed(routes, *rows, only=3) == {
        (None, None): (87, 87),
        ("KR", "KR"): (60, 60),
        ("KR", "other"): (20, 20),
        ("other", "other"): (7, 7),
    }


def test_a_row_with_a_country_unknown_may_be_of_any_route(monkeypatch):
    monkeypatch.setattr(module, "SHOWN", 1)
    rows = [row("KR KR KR KR", 60), row("KR CN CN CN", 20), row("KR ? KR KR", 5)]

    assert summed(routes, *rows, only=4) == {
        (None, None): (85, 85),
        ("KR > KR > KR > KR", None): (60, 65),
        ("other", None): (20, 25),
        ("unknown", None): (5, 5),
    }


def test_labels_say_which_country_is_meant():
    with holding(row("KR KR KR KR")) as engine:
        labels = [one.label for one in routes(engine, case(focus=("KR",)))]

    assert labels == [
        "Share of imports dispatched from a country other than that of origin",
        (
            "Share of imports bought from contract partners in neither the country of "
            "origin nor that of dispatch"
        ),
        (
            "Share of imports sent by firms in neither the country of origin nor that of "
            "dispatch"
        ),
        "Imports produced in South Korea by country of dispatch",
        "Imports produced in South Korea by trading country",
        "Imports produced in South Korea by country of the sender",
        "Imports by country of origin, and country of dispatch",
        (
            "Imports by route: countries of origin, of dispatch, of the contract partner "
            "and of the sender; the 25 largest"
        ),
    ]
