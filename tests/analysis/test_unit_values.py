"""Unit values against those of their peers: scores, rules and silence. All rows SYNTHETIC."""

import csv
import math
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from analysis.flagging import ENGINE, SINCE, at, held
from factories import case
from madein.analysis.unit_values.fill import fill_outliers
from madein.analysis.unit_values.peers import peers_of

PUBLISHED = Path("/work/shared/data/published/reference_numbers.csv")
SEONDONG = Path("/work/shared/data/seondong/df_syn_valid_eng.csv")
PRICES = (8, 9, 9, 10, 10, 10, 11, 11, 12)  # dollars a kilogram: nine peers
HS10 = "8409910008"


def priced(price, kg=10, **cells):
    return at(
        SINCE,
        **{"usd": Decimal(str(price)) * kg, "net_kg": Decimal(kg), "hs": HS10, **cells},
    )


def others(prices=PRICES, **cells):
    return [priced(price, **cells) for price in prices]


def told(*rows, others=(), **more):
    """Outliers by row and unit, and the number of rows by unit and answer."""
    engine = held(*rows, others=others, **more)
    fill_outliers(engine, case())
    far = {(row["row"], row["per"]): row for row in engine.rows("from outlier")}
    said = {}
    for row in engine.rows("from priced"):
        key = row["per"], row["word"]
        said[key] = said.get(key, 0) + row["rows"]
    return far, said


def words(*rows, **more):
    return told(*rows, **more)[1]


# --- the published example -------------------------------------------------------------


def published():
    if not PUBLISHED.is_file():
        pytest.skip(
            "needs the published tables in /work/shared/data, not in the project"
        )
    with PUBLISHED.open(encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["id"].startswith("ih-")]
    values = [Decimal(v) for v in rows[0]["input"].split(";")]
    scores = [
        Decimal(row["value"])
        for row in rows
        if row["quantity"].startswith("modified z")
    ]
    return values, scores


def test_the_example_of_iglewicz_and_hoaglin():
    """Their values are taken as the logarithms of unit values, ten rows that are peers."""
    values, scores = published()
    tons = Decimal(10) ** 8
    rows = [
        priced(1, net_kg=tons, usd=(v.exp() * tons).quantize(Decimal("0.0001")))
        for v in values
    ]

    far, said = told(*rows)

    assert {row: score["score"] for (row, _), score in far.items()} == {
        9: Decimal("25.8558"),
        10: Decimal("26.3055"),
    }
    assert [round(s, 4) for s in scores[-2:]] == [
        Decimal("25.8558"),
        Decimal("26.3055"),
    ]
    assert said == {("kg", "far"): 2, ("kg", "near"): 8}
    assert {row["rule"] for row in far.values()} == {"modified z"}


# --- who the peers are -----------------------------------------------------------------


def test_ten_rows_are_needed_the_asked_one_among_them():
    assert words(priced(10), others=others()) == {("kg", "near"): 1}
    assert words(priced(10), others=others(PRICES[:-1])) == {("kg", "no peers"): 1}


@pytest.mark.parametrize(
    "cells",
    [
        {"origin": "CN"},
        {"hs": "8409920000"},
        {"registered": date(2023, 1, 1)},
        {"usd_basis": "fob"},
        {"direction": "export"},
        {"usd": Decimal(0)},
    ],
)
def test_rows_of_another_kind_are_no_peers(cells):
    assert words(priced(10), others=others(**cells)) == {("kg", "no peers"): 1}


@pytest.mark.parametrize(
    ("code", "digits"),
    [(HS10, 10), ("8409910001", 8), ("8409919999", 6), ("840991", 6)],
)
def test_where_ten_digits_have_no_ten_rows_eight_are_asked_then_six(code, digits):
    far, _ = told(priced(90), others=others(hs=code))

    assert [(row["digits"], row["code"], row["peers"]) for row in far.values()] == [
        (digits, HS10[:digits], 10)
    ]


def test_a_wider_group_holds_the_narrower_ones_too():
    """Ten rows of another code have peers of ten digits, and are peers of eight, too."""
    ten = others((*PRICES, 10), hs="8409910001")

    far, said = told(priced(90), priced(95, hs="8409910001"), others=ten)

    assert said == {("kg", "far"): 2}
    assert far[1, "kg"]["peers"], far[2, "kg"]["peers"] == (12, 11)


def test_a_kilogram_and_a_piece_are_never_held_against_each_other():
    pieces = [priced(10, quantity=Decimal(5), unit="pcs", net_kg=None)] * 9

    assert words(priced(10), others=pieces) == {("kg", "no peers"): 1}


def test_a_row_with_both_is_asked_about_both():
    cells = {"quantity": Decimal(5), "unit": "pcs"}
    far, said = told(priced(10, usd=Decimal(1000), **cells), others=others(**cells))

    assert said == {("kg", "far"): 1, ("PCS", "far"): 1}
    assert far[1, "PCS"]["value"] == Decimal(200)
    assert far[1, "kg"]["value"] == Decimal(100)


def test_kilograms_as_a_quantity_are_no_other_unit():
    assert words(priced(10, quantity=Decimal(10), unit="кг")) == {("kg", "no peers"): 1}


# --- the rules -------------------------------------------------------------------------


def test_a_far_value_has_its_median_and_its_score():
    """Logarithms of 8 9 9 10 10 10 11 11 12 100: median ln 10, MAD (ln 11/10 + ln 10/9) / 2."""
    (row,) = told(priced(100), others=others())[0].values()

    apart = sorted(abs(math.log(p / 10)) for p in (*PRICES, 100))
    spread = (apart[4] + apart[5]) / 2
    assert (row["middle"], row["times"]) == (Decimal(10), Decimal(10))
    assert row["score"] == round(Decimal(0.6745 * math.log(10) / spread), 4)
    assert (row["rule"], row["peers"], row["certain"]) == ("modified z", 10, True)


@pytest.mark.parametrize("prices", [[10] * 9, [10] * 6 + [12, 13, 14]])
def test_where_half_of_the_peers_are_alike_nothing_can_be_scored(prices):
    assert words(priced(40), others=others(prices)) == {("kg", "peers alike"): 1}


def test_a_hundred_times_the_median_is_far_even_then():
    far, _ = told(priced(1001), others=others([10] * 9))

    assert [(row["rule"], row["times"]) for row in far.values()] == [
        ("range", Decimal("100.1"))
    ]
    assert words(priced(1000), others=others([10] * 9)) == {("kg", "peers alike"): 1}
    assert words(priced("0.099"), others=others([10] * 9)) == {("kg", "far"): 1}


def test_a_tiny_part_of_the_median_keeps_its_digits():
    """One dollar for 20 t among peers of 1,000 dollars a kilogram."""
    far, _ = told(priced(1, usd=Decimal(1), kg=20_000), others=others([1000] * 9))
    (row,) = far.values()

    assert (row["value"], row["middle"]) == (Decimal("0.00005"), Decimal(1000))
    assert row["times"] == Decimal("0.00000005")


def test_what_differs_by_rounding_alone_is_alike():
    """A third of ten dollars a kilogram, rounded to cents: its spread is no spread."""
    mixed = [
        priced(1, usd=round(Decimal(10) * kg / 3, 2), kg=kg)
        for kg in (1, 2, 4, 5, 7, 8, 10, 11, 13)
    ]

    assert words(priced("3.5"), others=mixed) == {("kg", "peers alike"): 1}


# --- silence ---------------------------------------------------------------------------


def test_a_row_that_lacks_something_says_what():
    lacking = [
        {"usd": None},
        {"net_kg": None},
        {"net_kg": Decimal(0)},
        {"hs": "84099"},
        {"hs": None},
        {"origin": None},
    ]

    assert words(*(priced(10, **cells) for cells in lacking), others=others()) == {
        ("", "no value"): 1,
        ("", "no weight or quantity"): 2,
        ("", "code cut"): 2,
        ("", "no origin"): 1,
    }


def test_a_credit_is_not_asked_about():
    assert words(priced(10, usd=Decimal(-5)), others=others()) == {}


def test_a_month_is_enough_for_a_year():
    month = {"registered": None, "registered_month": date(2022, 5, 1)}

    assert words(priced(10, **month), others=others()) == {("kg", "near"): 1}


def test_a_row_that_may_not_belong_says_so():
    far, _ = told(priced(100, member=None), others=others())

    assert far[1, "kg"]["certain"] is False


def test_every_import_of_the_period_has_an_answer_by_weight_or_says_why():
    draw = Random(5)  # noqa: S311 - no secret
    rows = [
        priced(
            draw.choice([8, 9, 10, 11, 400]),
            hs=draw.choice([HS10, "8409910001", "8421230000", "84", None]),
            origin=draw.choice(["KR", "KR", "CN", None]),
            net_kg=draw.choice([Decimal(10), Decimal(3), None]),
        )
        for _ in range(300)
    ]

    assert sum(words(*rows).values()) == 300


# --- the same every time ---------------------------------------------------------------


def brute(rows):
    """Scores of rows with one code, origin and year, by a few lines of Python."""
    sizes = [math.log(float(r["usd"]) / float(r["net_kg"])) for r in rows]

    def median(values):
        ordered, half = sorted(values), len(values) // 2
        return (ordered[half] + ordered[~half]) / 2

    middle = median(sizes)
    spread = median([abs(size - middle) for size in sizes])
    return {
        place: round(0.6745 * (size - middle) / spread, 4)
        for place, size in enumerate(sizes, 1)
        if abs(0.6745 * (size - middle) / spread) > 3.5
    }


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_those_of_a_plain_loop(seed):
    draw = Random(seed)  # noqa: S311 - no secret
    rows = [
        priced(
            1,
            usd=Decimal(round(draw.lognormvariate(3, 1.4), 2)).quantize(
                Decimal("0.01")
            ),
            kg=draw.randint(1, 90),
        )
        for _ in range(draw.randint(10, 60))
    ]

    found = {row: float(one["score"]) for (row, _), one in told(*rows)[0].items()}

    assert found == pytest.approx(brute(rows), abs=1e-4)


def test_threads_and_the_order_of_rows_change_nothing():
    draw = Random(11)  # noqa: S311 - no secret
    rows = [priced(round(draw.lognormvariate(2, 1), 2)) for _ in range(400)]
    held(*rows)
    answers = set()
    for threads in (1, 2):
        ENGINE.run(f"set threads = {threads}")
        fill_outliers(ENGINE, case())
        answers.add(str(ENGINE.rows("from outlier")) + str(ENGINE.rows("from priced")))
    ENGINE.run("reset threads")

    assert len(answers) == 1


def test_the_peers_of_an_outlier_can_be_listed():
    far, _ = told(
        priced(100, quantity=Decimal(1), unit="pcs"),
        others=[*others(quantity=Decimal(1), unit="PCS "), priced(5, hs="840991")],
    )

    for row in far.values():
        listed = ENGINE.rows(peers_of(row))
        assert len(listed) == row["peers"] == 10
        assert (listed[-1]["source_id"], listed[-1]["row"]) == ("s", 1)


# --- synthetic declarations of the Korea Customs Service -------------------------------


def test_how_many_rows_of_the_seondong_data_can_be_scored():
    """8,134 rows of HS6 codes and 2021: as published, few rows have peers."""
    if not SEONDONG.is_file():
        pytest.skip("needs the Seondong data in /work/shared/data, not in the project")
    with SEONDONG.open(encoding="utf-8") as file:
        rows = [
            at(
                date.fromisoformat(row["Date"]),
                hs=row["HS6 Code"].zfill(6),
                origin=row["Country of Origin"],
                usd=Decimal(row["Item Price"]),
                net_kg=Decimal(row["Net Mass"]),
            )
            for row in csv.DictReader(file)
        ]

    said = words(*rows)

    # Ten rows of one code and origin: 2,328 rows; of 1,889 of them half of the peers have
    # one unit value. Counted with a plain loop over dictionaries, not with this program.
    assert said == {
        ("", "no value"): 79,
        ("kg", "no peers"): 5727,
        ("kg", "peers alike"): 1889,
        ("kg", "near"): 392,
        ("kg", "far"): 47,
    }
