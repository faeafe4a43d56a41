from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.engine import Engine
from madein.goods.editions import HELD, codes_under
from madein.goods.lists import DatedList, Version, known_lists
from madein.goods.standing import fill_goods_standing, goods_spans
from madein.question import GoodsList
from madein.tables import GOODS_STANDING
from madein.verdict import GoodsWord, Reason

CODES = [
    ("8542310000", "HS2022"),
    ("8542310000", "HS2017"),
    ("8542310000", None),
    ("854231", "HS2022"),
    ("8542", "HS2022"),
    ("8708290000", "HS2022"),
    (None, "HS2022"),
    (None, None),
]


@pytest.fixture
def engine(tmp_path):
    (tmp_path / "goods.csv").write_text(
        "code,hs_edition,valid_from,valid_to,note\n8708,HS2022,2022-03-26,,\n",
        encoding="utf-8",
    )
    own = GoodsList(name="Own", regime="KR", file="goods.csv", source="made up")
    with Engine() as opened:
        opened.run(
            "create table imports as select unnest($hs::varchar[]) as hs, "
            "unnest($edition::varchar[]) as hs_edition",
            {
                "hs": [hs for hs, _ in CODES * 2],
                "edition": [one for _, one in CODES * 2],
            },
        )
        fill_goods_standing(opened, [own], tmp_path)
        yield opened


def test_each_code_stands_under_each_list_on_every_day(engine):
    spans = defaultdict(list)
    for row in engine.rows(f"from {GOODS_STANDING.name} order by since"):
        key = (row["hs"], row["hs_edition"], row["regime"], row["list"])
        spans[key].append((row["since"], row["until"]))

    lists = [("BIS", "CHPL"), ("KR", "KR situational licence")]
    lists += [("BIS", "US Supplement 4"), ("EU", "EU goods annexes"), ("KR", "Own")]
    assert set(spans) == {(*code, *one) for code in CODES for one in lists}
    for found in spans.values():
        assert found[0][0] == date.min
        assert found[-1][1] == date.max
        assert all(before[1] == after[0] for before, after in pairwise(found))
        assert all(since < until for since, until in found)


def test_a_code_that_differs_in_national_digits_alone_stands_alike(engine):
    short, long = (
        engine.rows(
            "select * exclude (hs) from goods_standing where hs = $hs "
            "and hs_edition = 'HS2022' order by list, since",
            {"hs": hs},
        )
        for hs in ("854231", "8542310000")
    )
    assert short == long


def test_the_word_of_a_code_without_an_edition_is_found(engine):
    day = {"day": date(2024, 3, 1)}
    found = engine.rows(
        "select hs, hs_edition, word, reason, version, code from goods_standing "
        "where list = 'CHPL' and $day between since and until - 1 "
        "and coalesce(hs, '') in ('', '8542310000') order by hs, hs_edition",
        day,
    )
    assert [tuple(row.values()) for row in found] == [
        ("8542310000", "HS2017", "possibly on list", "HS_EDITION", FIFTY, "854231"),
        ("8542310000", "HS2022", "on list in force", None, FIFTY, "854231"),
        ("8542310000", None, "not determinable", "HS_EDITION", FIFTY, None),
        (None, "HS2022", "not determinable", "HS_CUT", FIFTY, None),
        (None, None, "not determinable", "HS_CUT", FIFTY, None),
    ]


FIFTY = "CHPL-2024-02-23"


def test_no_helper_table_is_left(engine):
    names = engine.rows("select table_name from duckdb_tables() order by table_name")
    assert [row["table_name"] for row in names] == ["goods_standing", "imports"]


def test_imports_without_rows_have_no_standing():
    with Engine() as empty:
        empty.run("create table imports (hs varchar, hs_edition varchar)")
        fill_goods_standing(empty, [], Path())
        assert empty.value("select count(*) from goods_standing") == 0


def version(name, since, codes, **more):
    return Version(
        **{"id": name, "maybe_from": since, "valid_from": since, "valid_to": None}
        | more,
        codes=None if codes is None else {"HS2022": frozenset(codes.split())},
        means="made up",
    )


def told(spans):
    return [
        (str(span.since), str(span.until), span.word, span.reason, span.version)
        for span in spans
    ]


def test_between_two_first_days_a_code_keeps_a_word_that_both_versions_give():
    first = version("A", date(2022, 1, 1), "870829 8507")
    doubt = {"maybe_from": date(2022, 3, 1)}
    second = version("B", date(2022, 3, 5), "870829 8703", **doubt)
    known = DatedList(name="L", regime="KR", versions=(first, second))

    begin, ends = "0001-01-01", "9999-12-31"
    outside = (begin, "2022-01-01", GoodsWord.NOT_IN_FORCE, None, None)
    on, off = GoodsWord.ON, GoodsWord.NOT_ON
    assert told(goods_spans("870829", "HS2022", known)) == [
        outside,
        ("2022-01-01", "2022-03-01", on, None, "A"),
        ("2022-03-01", "2022-03-05", on, None, "A"),
        ("2022-03-05", ends, on, None, "B"),
    ]
    assert told(goods_spans("870310", "HS2022", known)) == [
        outside,
        ("2022-01-01", "2022-03-01", off, None, "A"),
        ("2022-03-01", "2022-03-05", GoodsWord.UNKNOWN, Reason.RULE_UNKNOWN, None),
        ("2022-03-05", ends, on, None, "B"),
    ]
    assert told(goods_spans("010121", "HS2022", known))[2][2:] == (off, None, "A")
    assert goods_spans("870310", "HS2022", known)[2].says == (
        "sources differ on a first day: B holds from 1 Mar 2022 at the earliest, "
        "from 5 Mar 2022 for certain"
    )


def test_all_versions_that_may_be_in_force_are_named():
    first = version("A", date(2022, 3, 5), "8703", maybe_from=date(2022, 3, 1))
    second = version("B", date(2022, 3, 6), "8507", maybe_from=date(2022, 3, 2))
    known = DatedList(name="L", regime="KR", versions=(first, second))

    spans = goods_spans("870310", "HS2022", known)

    unknown = (GoodsWord.UNKNOWN, Reason.RULE_UNKNOWN, None)
    assert [(str(span.since), *told([span])[0][2:]) for span in spans] == [
        ("0001-01-01", GoodsWord.NOT_IN_FORCE, None, None),
        ("2022-03-01", *unknown),
        ("2022-03-02", *unknown),
        ("2022-03-05", *unknown),
        ("2022-03-06", GoodsWord.NOT_ON, None, "B"),
    ]
    assert spans[2].says == (
        "sources differ on a first day: A holds from 1 Mar 2022 at the earliest, from "
        "5 Mar 2022 for certain, B holds from 2 Mar 2022 at the earliest, from "
        "6 Mar 2022 for certain"
    )


def test_two_versions_without_codes_give_no_word_where_their_days_differ():
    first = version("A", date(2022, 1, 1), None)
    second = version("B", date(2022, 3, 5), None, maybe_from=date(2022, 3, 1))
    known = DatedList(name="L", regime="KR", versions=(first, second))

    reasons = [span.reason for span in goods_spans("870310", "HS2022", known)]
    assert reasons == [
        None,
        Reason.LIST_NOT_LOADED,
        Reason.RULE_UNKNOWN,
        Reason.LIST_NOT_LOADED,
    ]


def test_a_version_may_end_and_the_list_be_unseen_after_a_day():
    only = version("A", date(2022, 1, 1), "8703", valid_to=date(2022, 2, 1))
    known = DatedList(
        name="L", regime="KR", versions=(only,), seen_until=date(2022, 6, 30)
    )

    spans = goods_spans("870310", "HS2022", known)

    assert told(spans) == [
        ("0001-01-01", "2022-01-01", GoodsWord.NOT_IN_FORCE, None, None),
        ("2022-01-01", "2022-02-01", GoodsWord.ON, None, "A"),
        ("2022-02-01", "2022-07-01", GoodsWord.NOT_IN_FORCE, None, None),
        ("2022-07-01", "9999-12-31", GoodsWord.UNKNOWN, Reason.LIST_GAP, None),
    ]
    assert spans[0].says == "no version of L is in force"
    assert spans[-1].says == "L was last looked at on 30 Jun 2022"


def test_a_version_that_begins_after_the_last_look_is_not_relied_on():
    later = version("A", date(2022, 8, 1), "8703")
    known = DatedList(
        name="L", regime="KR", versions=(later,), seen_until=date(2022, 6, 30)
    )

    assert told(goods_spans("870310", "HS2022", known)) == [
        ("0001-01-01", "2022-07-01", GoodsWord.NOT_IN_FORCE, None, None),
        ("2022-07-01", "9999-12-31", GoodsWord.UNKNOWN, Reason.LIST_GAP, None),
    ]


@given(st.data())
def test_a_cut_code_never_says_more_than_the_codes_below_it(data):
    edition = data.draw(st.sampled_from(HELD))
    code = data.draw(st.sampled_from(sorted(codes_under("", edition))))
    cut = code[: data.draw(st.sampled_from([2, 4]))]

    for known in known_lists():
        whole = goods_spans(code, edition, known)
        for before, after in zip(goods_spans(cut, edition, known), whole, strict=True):
            if before.word in {GoodsWord.ON, GoodsWord.NOT_ON}:
                assert after.word == before.word
