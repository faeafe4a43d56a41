import csv
import re
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from madein.goods.editions import HELD, codes_under, exists, predecessors, successors
from madein.goods.lists import NOT_LOADED, known_lists, stretches, written_lists
from madein.goods.match import match
from madein.goods.reviewed import meant, reviewed
from madein.verdict import GoodsWord

TABLES = Path(__file__).parents[3] / "shared/data/hs"
has_tables = pytest.mark.skipif(
    not TABLES.is_dir(), reason="needs ../shared/data/hs, which is not in the project"
)
FORBIDDEN = re.compile("violat|breach|evasi|illegal|guilty|prove", re.IGNORECASE)
DATA = files("madein.goods") / "data"
BACKCAST = list(csv.DictReader((DATA / "backcast.csv").read_text().splitlines()))
CHPL, KOREA, _, _ = known_lists()
FIFTY = CHPL.versions[-1]
# HS2017 codes of the fifty: 44 keep their digits, five others come from these.
PREDECESSORS = {"854890", "852580", "854140", "854150", "880330"}
NEW = {"854800", "852589", "854149", "854151", "854159", "880730"}


@pytest.mark.parametrize("written", written_lists(), ids=lambda one: one.name)
def test_versions_of_a_list_follow_each_other_and_hold_codes_of_their_edition(written):
    for one in written.versions:
        assert one.maybe_from is None or one.maybe_from < one.valid_from
        if one.codes != NOT_LOADED:
            codes = one.codes.split()
            assert len(codes) == len(set(codes))
            assert all(exists(code, one.hs_edition) for code in codes)
            assert one.partial == (len(codes) < one.total)
    for before, after in pairwise(written.versions):
        assert before.valid_from < (after.maybe_from or after.valid_from)


def test_totals_are_those_published_and_never_added_up():
    totals = {
        written.name: [one.total for one in written.versions]
        for written in written_lists()
    }
    assert totals["CHPL"] == [9, 38, 45, 50]
    assert totals["KR situational licence"] == [57, 798, 1159, 1402]


def test_tiers_one_and_two_of_the_last_version_are_the_nine():
    nine = CHPL.versions[0].codes["HS2022"]
    assert nine == {
        "854231",
        "854232",
        "854233",
        "854239",
        "851762",
        "852691",
        "853221",
        "853224",
        "854800",
    }
    assert nine < FIFTY.codes["HS2022"]


@has_tables
def test_the_fifty_codes_are_those_of_the_shared_table():
    file = TABLES / "chpl_hs2022.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())

    assert FIFTY.codes["HS2022"] == {row["hs6_2022"] for row in rows}


def test_nothing_that_is_printed_says_more_than_the_lists_do():
    texts = [
        text
        for written in written_lists()
        for text in (
            written.means,
            written.absence,
            *(v.source for v in written.versions),
        )
    ]
    texts += [row["ground"] for row in BACKCAST]
    assert not [text for text in texts if FORBIDDEN.search(text)]
    assert "asks for due diligence and is no prohibition" in CHPL.versions[0].means


def test_the_time_of_a_list_has_no_gap():
    for known in known_lists():
        spans = stretches(known)
        assert spans[0].since == date.min
        assert spans[-1].until == date.max
        assert all(before.until == after.since for before, after in pairwise(spans))


def test_every_reviewed_pair_joins_codes_of_their_editions():
    assert len({(r["code"], r["edition"], r["older"]) for r in BACKCAST}) == len(
        BACKCAST
    )
    for row in BACKCAST:
        assert exists(row["code"], "HS2022")
        assert exists(row["older"], row["edition"])
        assert row["scope"] in {"same", "part"}
        assert row["ground"]
        assert date.fromisoformat(row["checked"])


def test_every_code_of_the_list_has_a_reviewed_predecessor_in_each_older_edition():
    reviewed_codes = {(row["code"], row["edition"]) for row in BACKCAST}
    assert reviewed_codes == {
        (code, edition) for code in FIFTY.codes["HS2022"] for edition in HELD[:2]
    }


def test_a_scope_is_kept_only_where_the_public_tables_name_nothing_but_waste_beside():
    for row in BACKCAST:
        code, older = row["code"], row["older"]
        later = successors(older, row["edition"], "HS2022")
        rest = {one for one in later - {code} if not one.startswith("8549")}
        if row["scope"] == "same":
            assert older == code
            assert not rest
        elif code != "854231":  # partly covered by our own reading
            assert rest or older != code


def test_partly_covered_codes_are_marked_so():
    part = {row["older"] for row in BACKCAST if row["scope"] == "part"}
    assert {"852580", "854140", "854231"} < part


def on_or_possibly(edition):
    return {
        code
        for code in codes_under("", edition)
        if match(code, edition, FIFTY).word in {GoodsWord.ON, GoodsWord.POSSIBLY}
    }


def test_the_wide_correlation_is_never_used_for_the_list():
    wide = set().union(
        *(predecessors(code, "HS2022", "HS2017") for code in FIFTY.codes["HS2022"])
    )
    assert len(wide) == 534

    kept = {code for code in FIFTY.codes["HS2022"] if exists(code, "HS2017")}
    assert len(kept) == 44
    assert on_or_possibly("HS2017") == kept | PREDECESSORS
    assert on_or_possibly("HS2012") == kept | PREDECESSORS


@has_tables
def test_the_conversion_to_mobile_phones_is_never_used():
    file = TABLES / "conversion_hs2022_hs2017.csv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    converted = {row["hs2022"]: row["hs2017"] for row in rows}
    assert converted["854151"] == converted["854159"] == "851712"

    assert match("851712", "HS2017", FIFTY).word is GoodsWord.NOT_ON
    assert match("8517120000", "HS2012", FIFTY).word is GoodsWord.NOT_ON


def test_six_codes_are_new_and_their_predecessors_only_possible():
    assert {code for code in FIFTY.codes["HS2022"] if not exists(code, "HS2017")} == NEW
    for edition in ("HS2012", "HS2017"):
        words = {match(code, edition, FIFTY).word for code in PREDECESSORS}
        assert words == {GoodsWord.POSSIBLY}


@pytest.mark.parametrize(
    ("hs", "edition", "expected"),
    [
        (
            "8542320000",
            "HS2022",
            (
                "854232 (HS2022) is on CHPL-2024-02-23: the Common High Priority List asks "
                "for due diligence and is no prohibition"
            ),
        ),
        (
            "8542320000",
            "HS2017",
            (
                "854232 of HS2017 kept its scope as 854232 of CHPL-2024-02-23, by reviewed "
                "predecessors: the Common High Priority List asks for due diligence and is "
                "no prohibition"
            ),
        ),
        (
            "8542310000",
            "HS2017",
            (
                "854231 of HS2017 may be 854231 of CHPL-2024-02-23, by reviewed "
                "predecessors alone"
            ),
        ),
        (
            "8542",
            "HS2017",
            (
                "8542 is cut: below it lies 854231, 854232, 854233, 854239 of "
                "CHPL-2024-02-23, by reviewed predecessors alone"
            ),
        ),
        (
            "8542",
            "HS2022",
            "8542 is cut: CHPL-2024-02-23 holds 854231, 854232, 854233, 854239",
        ),
        (
            "870829",
            "HS2022",
            (
                "the code is not on CHPL-2024-02-23: goods that are not on the Common High "
                "Priority List may be controlled all the same"
            ),
        ),
        (
            "870829",
            "HS2017",
            (
                "the code is not on CHPL-2024-02-23, by reviewed predecessors alone: goods "
                "that are not on the Common High Priority List may be controlled all the same"
            ),
        ),
        ("870822", "HS2017", "HS2017 has no such code"),
        ("870822", "HS2007", "no table of HS2007 is held"),
        ("854231", None, "the edition is not known, and its choice matters"),
        ("101", "HS2022", "the commodity code has lost a digit"),
        ("", "HS2022", "the commodity code has lost a digit"),
        (None, "HS2022", "no commodity code is given"),
    ],
)
def test_the_ground_is_told(hs, edition, expected):
    assert match(hs, edition, FIFTY).says == expected


def test_the_ground_of_an_open_version_is_told():
    assert match("870829", "HS2022", CHPL.versions[1]).says == (
        "only a part of the codes of CHPL-2023-07 is loaded"
    )
    assert match("870829", "HS2022", KOREA.versions[0]).says == (
        "the codes of KR-2022-03-26 are not loaded"
    )


def test_what_review_names_is_added_to_the_public_tables():
    assert reviewed("8541", "HS2012", "HS2022") == {
        "854110",
        "854121",
        "854129",
        "854130",
        "854149",
        "854151",
        "854159",
        "854160",
    }
    assert reviewed("854151", "HS2022", "HS2012") == {"854150"}
    assert reviewed("854150", "HS2012", "HS2017") == set()
    public = successors("854150", "HS2017", "HS2022")
    assert meant("854150", "HS2017", "HS2022") == public | {"854151", "854159"}
    assert meant("854150", "HS2007", "HS2022") is None
