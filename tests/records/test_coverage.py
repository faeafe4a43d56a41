from datetime import date

import pytest

from madein.sources.layouts import Layout
from records.making import LAYOUT, item, make, text

EMPTY = {"months_empty": 0, "month_only_rows": 0, "undated_rows": 0, "cap": None}


def coverage(engine, *names):
    listed = ", ".join(names)
    return engine.rows(
        f"select {listed} from coverage join source using (source_id) order by file"
    )


def layout(**changes):
    return Layout(**{**vars(LAYOUT), **changes})


def test_days_and_months_of_a_file_are_told(engine, tmp_path):
    days = ("2021-06-30", "2021-03-02", "2021-03-09", "never")
    rows = [item(str(n), registered=day) for n, day in enumerate(days)]
    make(engine, tmp_path, text(*rows))

    names = ("first_day", "last_day", "months_held", "months_empty", "undated_rows")
    assert coverage(engine, *names) == [
        {
            "first_day": date(2021, 3, 2),
            "last_day": date(2021, 6, 30),
            "months_held": 2,
            "months_empty": 2,
            "undated_rows": 1,
        }
    ]


def test_a_month_alone_covers_its_days(engine, tmp_path):
    rows = [item("A", registered="2021-06-30"), item("B", registered="2021-08")]
    dates = ("yyyy-mm-dd", "yyyy-mm")
    make(engine, tmp_path, text(*rows), layouts=[layout(dates=dates)])

    names = ("first_day", "last_day", "months_held", "month_only_rows", "undated_rows")
    assert coverage(engine, *names) == [
        {
            "first_day": date(2021, 6, 30),
            "last_day": date(2021, 8, 31),
            "months_held": 2,
            "month_only_rows": 1,
            "undated_rows": 0,
        }
    ]


def test_fields_without_a_column_are_named(engine, tmp_path):
    make(engine, tmp_path, text(item(origin="KR", net_kg="1")))

    (found,) = coverage(engine, "absent_fields")
    assert {"dispatch", "trading", "quantity"} <= set(found["absent_fields"])
    # A column, a constant of the layout, and a mark that vendors leave out.
    assert not {"origin", "direction", "counted"} & set(found["absent_fields"])


@pytest.mark.parametrize(
    ("rows", "cap"),
    [
        (999, None),
        (1_000, "the file stops at exactly 1,000 rows"),
        (1_001, None),
    ],
)
def test_a_file_that_stops_at_a_round_number_may_be_cut(engine, tmp_path, rows, cap):
    make(engine, tmp_path, text(*(item(str(n)) for n in range(rows))))

    assert coverage(engine, "cap") == [{"cap": cap}]


def test_a_line_of_totals_does_not_hide_that_a_file_is_cut(engine, tmp_path):
    rows = [item(str(n)) for n in range(1_000)]
    make(engine, tmp_path, text(*rows, ["Total", "", "", "", "10000"]))

    assert coverage(engine, "cap") == [{"cap": "the file stops at exactly 1,000 rows"}]


@pytest.mark.parametrize(
    ("shares", "cap"),
    [
        (
            ("12.5", "11"),
            "its column '% of grand total' adds up to 23.5 % of the whole",
        ),
        (
            ("12,5 %", "11 %"),
            "its column '% of grand total' adds up to 23.5 % of the whole",
        ),
        (
            ("0.2", "0.1"),
            "its column '% of grand total' adds up to 30.0 % of the whole",
        ),
        (("60", "40"), None),
        (("0.6", "0.4"), None),
        (("", "x"), None),
    ],
)
def test_a_column_of_shares_tells_what_is_missing(engine, tmp_path, shares, cap):
    rows = [item(str(n), **{"% of grand total": s}) for n, s in enumerate(shares)]
    known = layout(unused=("% of grand total",))
    make(engine, tmp_path, text(*rows), layouts=[known])

    assert coverage(engine, "cap") == [{"cap": cap}]


def priced(times):
    return [
        item(
            str(n),
            hs=f"8708{n:02}0000",
            net_kg="10",
            statistical_usd=10 * times * (n + 1),
        )
        for n in range(6)
    ]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (1, (False, False)),
        (100, (False, False)),
        (1000, (True, True)),
    ],
)
def test_values_in_thousands_are_noticed_beside_another_file(
    engine, tmp_path, times, said
):
    make(engine, tmp_path, text(*priced(1), item("A")), text(*priced(times)))

    found = [row["warnings"] for row in coverage(engine, "warnings")]
    assert tuple(map(bool, found)) == said


def test_values_in_thousands_are_noticed_beside_the_customs_value(engine, tmp_path):
    rows = [
        item(str(n), statistical_usd="1.25", customs_value="100000") for n in range(20)
    ]
    make(engine, tmp_path, text(*rows))

    assert coverage(engine, "warnings") == [
        {
            "warnings": [
                (
                    "its statistical values are about a thousandth of its customs values: "
                    "are they in thousands?"
                )
            ]
        }
    ]
