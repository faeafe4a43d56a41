from dataclasses import replace
from datetime import date

import pytest

from madein.errors import SourceError
from madein.lists.actions import Action, read_actions
from madein.verdict import Measure

FREEZE, CONTROL = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL


@pytest.fixture
def put(tmp_path):
    def write(text, encoding="utf-8"):
        file = tmp_path / "actions.csv"
        file.write_bytes(text.encode(encoding))
        return file

    return write


def faults(file):
    with pytest.raises(SourceError) as caught:
        read_actions(file)
    return [
        (fault.what, fault.where.removeprefix(str(file)), fault.fix)
        for fault in caught.value.faults
    ]


def test_a_notice_names_an_entry_or_a_tax_id_and_its_day(put):
    file = put(
        "\ufeffentry,tax_id,measure,action,date,source\n"
        "47956,,,listed,2024-02-23,made up\n"
        ", 7743237789 ,asset freeze, removed ,2025-01-02,made up\n"
    )

    assert read_actions(file) == [
        Action(
            day=date(2024, 2, 23),
            is_added=True,
            entry="47956",
            tax_id="",
            measure=None,
            where=f"{file}:2",
        ),
        Action(
            day=date(2025, 1, 2),
            is_added=False,
            entry="",
            tax_id="7743237789",
            measure=FREEZE,
            where=f"{file}:3",
        ),
    ]


def test_one_of_the_columns_entry_and_tax_id_is_enough(put):
    file = put("source,date,action,tax_id\nmade up,2024-02-23,listed,77\n")

    assert [(one.tax_id, one.entry) for one in read_actions(file)] == [("77", "")]


def test_without_a_file_there_are_no_notices(tmp_path):
    assert read_actions(tmp_path / "actions.csv") == []


def test_all_lines_that_cannot_be_read_are_named_at_once(put):
    file = put(
        "entry,tax_id,measure,action,date,source\n"
        "1,77,,listed,2024-02-23,made up\n"
        ",,,listed,2024-02-23,made up\n"
        "1,,,added,2024-02-23,made up\n"
        "1,,,listed,23.02.2024,made up\n"
        "1,,,listed,2024-02-30,made up\n"
        "1,,,listed,,made up\n"
        "1,,,listed,2024-02-23,\n"
        "1,,freeze,listed,2024-02-23,made up\n"
        "1,,,listed,2024-02-23,made up,and more\n"
        "1\n"
    )
    measures = ", ".join(Measure)
    both = "either 'entry' or 'tax_id' must be filled, and not both"

    assert faults(file) == [
        (what, f":{line}", "mend the line")
        for line, what in [
            (2, both),
            (3, both),
            (4, "'added' is no action: listed or removed"),
            (5, "'23.02.2024' is no day like 2024-02-23"),
            (6, "'2024-02-30' is no day like 2024-02-23"),
            (7, "'' is no day like 2024-02-23"),
            (8, "the source of the notice is not told"),
            (9, f"'freeze' is no measure: {measures}"),
            (10, "the line has more cells than there are columns"),
            (11, "'' is no action: listed or removed"),
        ]
    ]


def test_all_columns_that_are_wrong_are_named_at_once(put):
    fix = "give it the columns entry or tax_id, action, date, source; measure if needed"

    assert faults(put("name,action,day\n")) == [
        (what, ":1", fix)
        for what in [
            "there is no column 'date'",
            "there is no column 'source'",
            "there is no column 'entry' or 'tax_id'",
            "there is a column 'name'",
            "there is a column 'day'",
        ]
    ]


def test_a_file_that_is_not_utf_8_is_a_fault(put):
    file = put("entry,action,date,source\n1,listed,2024-02-23,ж\n", encoding="cp1251")

    assert faults(file) == [("the file is not UTF-8", ":1", "save it as UTF-8")]


def action(**more):
    named = {"entry": "", "tax_id": "", "measure": None}
    return Action(day=date(2024, 2, 23), is_added=True, where="", **named | more)


@pytest.mark.parametrize(
    ("more", "is_about"),
    [
        ({"entry": "1"}, True),
        ({"entry": "2"}, False),
        ({"entry": "77"}, False),
        ({"tax_id": "77"}, True),
        ({"tax_id": "1"}, False),
        ({"entry": "1", "measure": FREEZE}, True),
        ({"entry": "1", "measure": CONTROL}, False),
        ({"tax_id": "77", "measure": CONTROL}, False),
    ],
)
def test_a_notice_speaks_of_its_entry_under_its_measure(more, is_about):
    assert action(**more).speaks_of("1", ("76", "77"), FREEZE) is is_about


def test_a_notice_is_told_by_its_entry_or_its_tax_id():
    told = [action(entry="1"), action(tax_id="77")]

    assert [one.whose for one in told] == ["entry '1'", "tax id '77'"]


def test_what_was_done_is_told_in_the_words_of_the_file():
    told = [action(entry="1"), replace(action(entry="1"), is_added=False)]

    assert [one.word for one in told] == ["listed", "removed"]


def test_one_of_the_columns_is_enough_whichever_it_is(put):
    file = put("entry,action,date,source\n1,listed,2024-02-23,made up\n")

    assert [(one.entry, one.tax_id) for one in read_actions(file)] == [("1", "")]


def test_an_entry_id_may_not_be_absent_where_its_column_is_alone(put):
    file = put("entry,action,date,source\n,listed,2024-02-23,made up\n")
    both = "either 'entry' or 'tax_id' must be filled, and not both"

    assert faults(file) == [(both, ":2", "mend the line")]
    file = put("tax_id,action,date,source\n,listed,2024-02-23,made up\n")
    assert faults(file) == [(both, ":2", "mend the line")]
