"""Public rows of another country, recomputed with csv and Decimal."""

import csv
import io
import zipfile
from bisect import bisect_right
from datetime import date
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path

import currency_converter
import pytest

import madein
from madein.case.reading import add_entry
from madein.question import SourceFile

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "seondong"
FILES = ("df_syn_train_eng.csv", "df_syn_valid_eng.csv")
CASE = """\
title: Korean synthetic declarations
synthetic: true
subject: {name: all importers, members: all}
period: {since: 2020-01-01, until: 2021-03-31}
focus: [CN]
goods:
  - {name: car bodies and parts, hs: ["8707", "8708"]}
"""


@pytest.fixture(scope="module")
def korea(tmp_path_factory):
    if not FOLDER.is_dir():
        pytest.skip("../shared/data is absent: the Seondong declarations")
    folder = tmp_path_factory.mktemp("korea")
    (folder / "case.yml").write_text(CASE)
    for name in FILES:
        entry = SourceFile(
            file=str(FOLDER / name),
            layout="kr-seondong",
            encoding="utf-8",
            delimiter=",",
            header_line=1,
        )
        add_entry(folder, entry)
    case = madein.open_case(folder)
    case.build()
    return case


@pytest.fixture(scope="module")
def rows():
    return list(_rows())


def _rows():
    """Each row with its value, computed from the European Central Bank's own table."""
    rates = _dollars_per_won()
    days = sorted(rates)
    for name in FILES:
        with (FOLDER / name).open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.DictReader(handle):
                day = date.fromisoformat(row["Date"])
                rate = rates[days[bisect_right(days, day) - 1]]
                usd = (Decimal(row["Item Price"]) * rate).quantize(
                    Decimal("0.0001"), ROUND_HALF_UP
                )
                yield row, usd


def _dollars_per_won():
    package = Path(currency_converter.__file__).parent
    with zipfile.ZipFile(package / "eurofxref-hist.zip") as archive:
        text = archive.read(archive.namelist()[0]).decode()
    rates = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["USD"] not in {"", "N/A"} and row["KRW"] not in {"", "N/A"}:
            rate = Decimal(row["USD"]) / Decimal(row["KRW"])
            rates[date.fromisoformat(row["Date"])] = rate.quantize(
                Decimal("1e-12"), ROUND_HALF_EVEN
            )
    return rates


def test_the_total_is_the_sum_of_all_item_prices_in_dollars(korea, rows):
    figure = korea.figure("F1")

    assert (figure["at_least"], figure["at_most"]) == (sum(u for _, u in rows),) * 2


@pytest.mark.parametrize(
    ("figure_id", "column"),
    [("F2", "Country of Origin"), ("F3", "Country of Departure")],
    ids=["origin", "dispatch"],
)
def test_each_country_role_has_its_own_sum(korea, rows, figure_id, column):
    expected = sum(usd for row, usd in rows if row[column] == "CN")

    assert korea.figure(figure_id)["at_least"] == expected


def test_a_product_group_is_the_sum_over_its_headings(korea, rows):
    expected = sum(u for row, u in rows if row["HS6 Code"][:4] in {"8707", "8708"})

    assert korea.figure("F7.car-bodies-and-parts")["at_least"] == expected


def test_a_role_without_a_column_is_not_determinable(korea):
    figure = korea.figure("F4")

    assert (figure["reason"], figure["at_least"]) == ("COLUMN_ABSENT", 0)
