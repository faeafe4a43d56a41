import pytest

from madein.engine import Engine
from madein.goods.editions import exists
from madein.goods.keywords import WEAK, keywords, weak_matches

NAMES = ("source_id", "row", "hs", "hs_edition", "description")


@pytest.fixture
def found():
    with Engine() as engine:

        def ask(*rows):
            types = ("varchar", "bigint", "varchar", "varchar", "varchar")
            columns = ", ".join(
                f'unnest(${name}::{kind}[]) as "{name}"'
                for name, kind in zip(NAMES, types, strict=True)
            )
            cells = {name: [row[at] for row in rows] for at, name in enumerate(NAMES)}
            engine.run(f"create or replace table imports as select {columns}", cells)
            weak_matches(engine)
            return engine.rows('from weak_match order by "row", keyword')

        yield ask


def test_a_description_may_speak_of_goods_under_another_code(found):
    (row,) = found(("a", 1, "8708299009", "HS2022", "ПОДШИПНИКИ роликовые"))

    assert row == {
        "source_id": "a",
        "row": 1,
        "keyword": "bearings",
        "list": "CHPL",
        "found": "ПОДШИПНИК",
        "codes": "8482, 8483",
        "hs": "8708299009",
        "says": "the description speaks of bearings (ПОДШИПНИК), which belong under "
        f"8482, 8483; declared is 8708299009; {WEAK}",
    }


def test_words_are_found_in_several_languages(found):
    said = [
        ("Microcontroller STM32", "Microcontroller"),
        ("part no 5 (FPGA)", "FPGA"),
        ("자동차용 집적회로", "집적회로"),
        ("各种集成电路板", "集成电路"),
        ("плата с микросхемами", "микросхем"),
    ]
    rows = found(
        *(("a", at, "8708299009", "HS2022", text) for at, (text, _) in enumerate(said))
    )
    assert [(row["keyword"], row["found"]) for row in rows] == [
        ("integrated circuits", words) for _, words in said
    ]


def test_nothing_is_said_where_something_else_may_be_so(found):
    rows = [
        ("8482100000", "HS2022", "ball bearing"),  # its own code
        ("84", "HS2022", "ball bearing"),  # cut: it may be the right one
        ("8548000000", "HS2022", "ball bearing"),  # on the list under another code
        ("8548900000", "HS2017", "ball bearing"),  # possibly on the list
        ("8708290000", "HS2007", "ball bearing"),  # the edition leaves it open
        (None, "HS2022", "ball bearing"),
        ("8708290000", "HS2022", None),
        ("8708290000", "HS2022", "football bearings"),  # inside a longer word
        ("8708290000", "HS2022", "door"),
        ("8708290000", "HS2022", "ball bearing"),  # control
    ]
    told = found(*(("a", at, *row) for at, row in enumerate(rows)))
    assert [row["row"] for row in told] == [len(rows) - 1]


def test_goods_on_no_list_are_found_by_their_codes_alone(found):
    rows = found(
        ("a", 1, "8504400000", "HS2022", "Programmable controller"),
        ("a", 2, "8537109100", "HS2022", "Programmable controller"),
    )
    assert [(row["row"], row["keyword"], row["list"]) for row in rows] == [
        (1, "programmable controllers", "")
    ]


def test_one_row_may_speak_of_several_goods_and_is_named_once_for_each(found):
    rows = found(
        ("a", 1, "8708290000", "HS2022", "ball bearing, ball bearing and transistor"),
        ("a", 2, "8708290000", "HS2022", "ball bearing, ball bearing and transistor"),
    )
    assert [(row["row"], row["keyword"]) for row in rows] == [
        (1, "bearings"),
        (1, "semiconductor devices"),
        (2, "bearings"),
        (2, "semiconductor devices"),
    ]


def test_codes_of_keywords_exist_and_names_are_used_once():
    assert all(exists(code, "HS2022") for one in keywords() for code in one.codes)
    assert len({one.name for one in keywords()}) == len(keywords())
