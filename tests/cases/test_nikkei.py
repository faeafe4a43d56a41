"""The published figures of the chips story, on SYNTHETIC rows made to satisfy them.

Expected results are written by hand from the published figures: 2,358 / 3,292 = 71.6 %,
1,774 / 2,358 = 75.2 %, 570 / 51 = 11.2, 1,774 / 3,292 = 53.9 %.
"""

import csv
from datetime import date, datetime
from decimal import Decimal

import pytest

import madein
from cases import nikkei_rows

SUPPORTED, CONTRADICTED, OPEN = "supported", "contradicted", "not determinable"
EXPECTED = {
    "N2": (SUPPORTED, None),
    "N3": (SUPPORTED, None),
    # 71.6 %: "about 70" may be rounded to tens or not, and the report does not say.
    "N3s": (OPEN, "BASIS_MISSING"),
    "N4": (SUPPORTED, None),
    "N5": (SUPPORTED, None),
    "N5s": (SUPPORTED, None),
    "N6": (SUPPORTED, None),
    "N6p": (SUPPORTED, None),
    "N7": (SUPPORTED, None),
    "N7v": (SUPPORTED, None),
    "N8": (SUPPORTED, None),
    "N9": (OPEN, "OUTSIDE_RECORDS"),
    # 740 covers all countries of dispatch, 570 is what came from these two.
    "N-G1": (CONTRADICTED, None),
    # The share is one of US makers' chips, not of all: 2,274 / 3,292 = 69.1 %.
    "N-G2": (CONTRADICTED, None),
    "N-G3": (CONTRADICTED, None),
    # Every large row is a declaration of its own.
    "N2-open": (SUPPORTED, None),
    # 75.2 % of the rows, 77.0 % of the value.
    "N5-open": (OPEN, "BASIS_MISSING"),
    # 570 by dispatch; by origin far less.
    "N6-open": (OPEN, "BASIS_MISSING"),
    # 3,292 rows from the threshold on, 540 below it.
    "N2-all": (CONTRADICTED, None),
    "N10": (SUPPORTED, None),
}
# Figures that the claims rest on: id, at least = at most.
FIGURES = {
    "N2": Decimal(3_292),
    "N3": Decimal(2_358),
    "N4": Decimal(740_300_000),
    "N5": Decimal(1_774),
    "N6": Decimal(570_000_000),
    "N7": Decimal(230),
    "N7v": Decimal(51_000_000),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("nikkei") / "case"
    nikkei_rows.write_nikkei(made)
    return made


@pytest.fixture(scope="module")
def results(folder):
    case = madein.open_case(folder)
    case.build()
    with case.tables() as engine:
        return {row["id"]: row for row in engine.rows("from claim_result")}


def counted(folder, since, until, *, us=False, from_china=False):
    """Rows and dollars of chips worth $100,000 or more, counted from the file itself."""
    count, usd = 0, Decimal(0)
    with (folder / nikkei_rows.FILE).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            day = datetime.strptime(row["Registration Date"], "%d/%m/%Y").date()
            value = Decimal(row["Statistical Value USD"].replace(",", ""))
            fits = (
                since <= day <= until
                and value >= 100_000
                and row["HS Code"][:4] in {"8541", "8542"}
                and (not us or row["Manufacturer"].endswith("MICRODEVICES INC."))
                and (
                    not from_china
                    or row["Country of Dispatch"] in {"HONG KONG", "CHINA"}
                )
            )
            if fits:
                count, usd = count + 1, usd + value
    return count, usd


WINDOW = date(2022, 2, 24), date(2022, 12, 31)
YEAR_BEFORE = date(2021, 2, 24), date(2021, 12, 31)


@pytest.mark.parametrize(
    ("days", "parts", "expected"),
    [
        (WINDOW, {}, (3_292, 985_300_000)),
        (WINDOW, {"us": True}, (2_358, 740_300_000)),
        (WINDOW, {"us": True, "from_china": True}, (1_774, 570_000_000)),
        (WINDOW, {"from_china": True}, (2_274, 710_000_000)),
        (YEAR_BEFORE, {"us": True, "from_china": True}, (230, 51_000_000)),
    ],
    ids=["N2", "N3 and N4", "N5 and N6", "all from Hong Kong and China", "N7"],
)
def test_the_rows_hold_the_published_figures(folder, days, parts, expected):
    assert counted(folder, *days, **parts) == expected


def test_the_rows_are_the_same_every_time():
    assert nikkei_rows.rows() == nikkei_rows.rows()


def test_the_rows_hold_both_sides_of_the_threshold_to_the_cent():
    values = {row["Statistical Value USD"] for row in nikkei_rows.rows()}

    assert {"100,000.00", "99,999.99"} <= values


@pytest.mark.parametrize("claim", EXPECTED)
def test_each_claim_of_the_story_has_its_result(results, claim):
    row = results[claim]

    assert (row["result"], row["reason"]) == EXPECTED[claim], row["shows"]


def test_no_claim_of_the_file_is_without_an_expected_result(results):
    assert results.keys() == EXPECTED.keys()


@pytest.mark.parametrize("claim", FIGURES)
def test_a_claim_rests_on_the_published_figure_exactly(results, claim):
    row = results[claim]

    assert (row["at_least"], row["at_most"]) == (FIGURES[claim], FIGURES[claim])


@pytest.mark.parametrize("claim", ["N-G1", "N-G2", "N6-open"])
def test_what_a_retelling_changed_is_named(results, claim):
    assert results[claim]["differences"]
