from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.engine import Engine
from madein.goods.across import AT_LEAST, AT_MOST, JOINED, fill_across, within
from madein.goods.editions import HELD, codes_under

DOOR = frozenset({"870822"})  # windscreens, in HS2022
PARTS = frozenset({"8708"})


@pytest.mark.parametrize(
    ("hs", "edition", "codes", "expected"),
    [
        ("8708220000", "HS2022", DOOR, True),
        ("8708290000", "HS2022", DOOR, False),
        ("8708290000", "HS2017", DOOR, None),
        ("8708290000", "HS2012", DOOR, None),
        ("8708100000", "HS2017", DOOR, False),
        ("870710", "HS2022", DOOR, False),
        ("010121", "HS2012", DOOR, False),
        ("8708", "HS2022", DOOR, None),
        ("87", "HS2022", PARTS, None),
        ("8708", "HS2022", PARTS, True),
        ("870829", "HS2017", PARTS, None),
        ("010121", "HS2012", frozenset({"010121"}), True),
        ("854150", "HS2017", frozenset({"854151"}), None),  # a reviewed pair alone
        ("870829", "HS2007", DOOR, None),
        ("854800", "HS2017", DOOR, None),  # no code of its edition
        ("300219", "HS2017", DOOR, None),  # no counterpart is known
        ("010121", None, frozenset({"0101"}), True),
        ("010121", None, DOOR, False),
        ("870829", None, DOOR, None),
        ("999999", None, DOOR, None),
        ("101", "HS2022", DOOR, None),
        (None, "HS2022", DOOR, None),
    ],
)
def test_a_code_lies_within_others_or_not_or_may(hs, edition, codes, expected):
    assert within(hs, edition, codes, "HS2022") is expected


def test_sums_over_editions_lie_between_two_bounds():
    rows = [
        ("8708220000", "HS2022", "100"),
        ("8708290000", "HS2022", "7"),
        ("8708290000", "HS2017", "20"),
        ("8708", "HS2022", "3"),
        (None, None, "1"),
        ("0101210000", "HS2017", "5000"),
    ]
    with Engine() as engine:
        engine.run(
            "create table imports as select unnest($hs::varchar[]) as hs, "
            "unnest($edition::varchar[]) as hs_edition, "
            "unnest($usd::decimal(18,4)[]) as usd",
            {
                name: [row[at] for row in rows]
                for at, name in enumerate(("hs", "edition", "usd"))
            },
        )

        fill_across(engine, ["870822"], "HS2022")

        (sums,) = engine.rows(
            f"select {AT_LEAST} as least, {AT_MOST} as most from {JOINED}"
        )
        assert sums == {"least": Decimal(100), "most": Decimal(124)}
        fill_across(engine, ["99"], "HS2022")
        (none,) = engine.rows(
            f"select {AT_LEAST} as least, {AT_MOST} as most from {JOINED}"
        )
        assert none == {"least": Decimal(0), "most": Decimal(1)}


@given(st.data())
def test_all_codes_of_an_edition_hold_every_code_with_a_counterpart(data):
    edition = data.draw(st.sampled_from(HELD))
    code = data.draw(st.sampled_from(sorted(codes_under("", edition))))
    chapters = frozenset(f"{chapter:02}" for chapter in range(1, 98))

    expected = None if (code, edition) in LOST else True
    assert within(code, edition, chapters, "HS2022") is expected


LOST = {("300219", "HS2017"), ("300210", "HS2012")}  # part of it has no counterpart


@given(st.data())
def test_more_codes_asked_about_never_take_a_row_away(data):
    edition = data.draw(st.sampled_from(HELD))
    code = data.draw(st.sampled_from(sorted(codes_under("", edition))))
    some = data.draw(st.frozensets(st.sampled_from(["87", "8708", "85", "0101"])))
    more = some | data.draw(st.frozensets(st.sampled_from(["84", "90", code])))

    order = {False: 0, None: 1, True: 2}
    few, many = (within(code, edition, one, "HS2022") for one in (some, more))
    assert order[few] <= order[many]
