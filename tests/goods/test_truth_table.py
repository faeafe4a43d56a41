"""Words by list, code and day, worked out by hand: truth_table.csv."""

import csv
from datetime import date
from pathlib import Path

import pytest

from madein.goods.lists import known_lists
from madein.goods.standing import goods_spans

FILE = Path(__file__).with_name("truth_table.csv")
CASES = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
LISTS = {known.name: known for known in known_lists()}


def told(case):
    return " ".join(case[key] or "-" for key in ("list", "hs", "edition", "day"))


@pytest.mark.parametrize("case", CASES, ids=told)
def test_a_code_has_the_word_worked_out_by_hand(case):
    day = date.fromisoformat(case["day"])
    spans = goods_spans(
        case["hs"] or None, case["edition"] or None, LISTS[case["list"]]
    )

    (found,) = [span for span in spans if span.since <= day < span.until]

    expected = [case[key] or None for key in ("word", "reason", "code")]
    assert [found.word, found.reason, found.code] == expected, case["why"]


def test_the_table_has_enough_cases():
    assert len(CASES) >= 90
    assert {case["list"] for case in CASES} == set(LISTS)
