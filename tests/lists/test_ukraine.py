"""Ukraine's register; firms and people are made up."""

import csv
import io
import json
from datetime import date

import pytest

from madein.errors import SourceError
from madein.lists.entry import Alias, Entry, Imposed, ListedId, NameKind
from madein.lists.formats.known import format_of
from madein.lists.formats.ukraine import LAW, entries, json_entries
from madein.verdict import Measure

SPINE = [
    "sid",
    "name",
    "translit_name",
    "aliases",
    "status",
    "reg_id",
    "additional_info",
    "active_sanctions",
    "sanctions_term",
    "sanctions_end_date",
    "last_action_type",
    "last_action_decree",
    "decree_date",
    "decree_appendix",
    "position_in_appendix",
]
ROW = {
    "sid": "34",
    "name": "ТОВ Норвік",
    "status": "active",
    "active_sanctions": "1) блокування активів;",
    "decree_date": "22.09.2022",
}
SUBJECT = {
    "sid": 34,
    "name": "ТОВ Норвік",
    "translit": "Norvik LLC",
    "status": "active",
}


@pytest.fixture
def register(tmp_path):
    def write(*rows, more=("country", "tax_id"), name="22.09.2026_subjects.csv"):
        out = io.StringIO()
        writer = csv.DictWriter(out, [*SPINE, *more], restval="")
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
        file = tmp_path / name
        file.write_text(out.getvalue(), encoding="utf-8", newline="")
        return file

    return write


@pytest.fixture
def export(tmp_path):
    def write(found, name="20250121_legal.json"):
        file = tmp_path / name
        file.write_text(json.dumps(found), encoding="utf-8")
        return file

    return write


def test_an_active_subject_is_an_entry(register):
    file = register(
        {
            "translit_name": "Norvik LLC",
            "aliases": "НВ; Norvik LLC",
            "country": "Російська Федерація",
            "tax_id": "7743237789",
            "reg_id": "ОГРН 5177746340998",
            "sanctions_end_date": "22.09.2032",
        }
    )

    assert entries(file) == [
        Entry(
            entry="34",
            name="ТОВ Норвік",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme=LAW,
                    published=date(2022, 9, 22),
                    ended=date(2032, 9, 23),
                ),
            ),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="Norvik LLC", kind=NameKind.ALSO),
                Alias(name="НВ", kind=NameKind.ALSO),
            ),
            ids=(
                ListedId(
                    label="tax id", number="7743237789", country="Російська Федерація"
                ),
                ListedId(label="ОГРН", number="5177746340998", country="Russia"),
            ),
            country="Російська Федерація",
        )
    ]


@pytest.mark.parametrize("status", ["expired", "excluded", "Expired"])
def test_a_subject_whose_sanctions_are_over_is_left_out(register, status):
    found = entries(register({"sid": "1", "status": status}, {}))

    assert [entry.entry for entry in found] == ["34"]


@pytest.mark.parametrize(
    ("sentences", "measures"),
    [
        (
            "1) блокування активів; 2) заборона в'їзду",
            [Measure.ASSET_FREEZE, Measure.TRAVEL],
        ),
        (
            "блокування активів\nанулювання ліцензій",
            [Measure.ASSET_FREEZE, Measure.OTHER],
        ),
        ("", [Measure.OTHER]),
    ],
)
def test_each_sentence_counts_also_one_that_is_not_known(register, sentences, measures):
    (found,) = entries(register({"active_sanctions": sentences}))

    assert [one.measure for one in found.imposed] == measures


@pytest.mark.parametrize(
    ("more", "kind", "part"),
    [
        (("country", "tax_id"), None, "legal"),
        (("birthdate", "citizenship", "tax_id"), "individual", "individual"),
        (("country",), "vessel", "vessel"),
    ],
)
def test_each_kind_of_subject_is_a_file_of_its_own(register, more, kind, part):
    file = register({}, more=more)
    form = format_of(file)

    (found,) = form.entries(file)

    assert (form.name, form.part(file), found.type) == ("ua-nsdc", part, kind)
    assert form.taken(file).isoformat() == "2026-09-22T00:00:00+03:00"


def test_rows_that_cannot_be_read_are_all_named(register):
    file = register(
        {"sid": "1", "status": "asleep"},
        {"sid": "2", "decree_date": "2022/09/22"},
        {"sid": "", "name": "X"},
        {"sid": "3"},
        {"sid": "3"},
    )

    with pytest.raises(SourceError) as error:
        entries(file)

    assert [(fault.what, fault.where) for fault in error.value.faults] == [
        ("'asleep' is no status that is known, of subject '1'", f"{file}:2"),
        ("'2022/09/22' is no day", f"{file}:3"),
        ("the row has no sid or no name", f"{file}:4"),
        ("entry '3' occurs twice", f"{file}:6"),
    ]


def test_a_decree_of_the_json_gives_the_first_day(export):
    action = {
        "aid": 1,
        "status": "active",
        "decree": {"number": "726/2022", "date": "19.10.2022"},
        "endDate": "19.10.2032",
        "restrictions": [{"restriction": "блокування активів"}],
    }
    over = action | {"status": "expired", "decree": {"number": "1", "date": "1.1.2015"}}
    file = export(
        [
            SUBJECT
            | {
                "aliases": "НВ",
                "citizenships": "RU",
                "identifiers": [
                    {"id": "tax:inn", "code": "7743237789"},
                    {"id": "reg:odrn", "code": "5177746340998"},
                    {"id": "doc:passport", "code": "1234 567890"},
                ],
                "actions": [over, action],
            },
            SUBJECT | {"sid": 35, "status": "excluded", "identifiers": None},
        ]
    )

    assert json_entries(file) == [
        Entry(
            entry="34",
            name="ТОВ Норвік",
            type=None,
            imposed=(
                Imposed(
                    measure=Measure.ASSET_FREEZE,
                    programme="726/2022",
                    designated=date(2022, 10, 19),
                    ended=date(2032, 10, 20),
                ),
                Imposed(  # by the decree that is over: what was between, nobody says
                    measure=Measure.ASSET_FREEZE,
                    programme="726/2022",
                    designated=date(2015, 1, 1),
                    ended=date(2032, 10, 20),
                ),
            ),
            tax_ids=("7743237789",),
            aliases=(
                Alias(name="Norvik LLC", kind=NameKind.ALSO),
                Alias(name="НВ", kind=NameKind.ALSO),
            ),
            ids=(
                ListedId(label="tax inn", number="7743237789", country="Russia"),
                ListedId(label="reg odrn", number="5177746340998", country="Russia"),
            ),
            country="RU",
        )
    ]
    assert format_of(file).name == "ua-nsdc-json"
    assert format_of(file).taken(file).isoformat() == "2025-01-21T00:00:00+02:00"


@pytest.mark.parametrize(
    ("status", "day", "restriction", "days"),
    [
        ("expired", "1.1.2015", "блокування активів", (date(2015, 1, 1),)),
        ("excluded", "1.1.2015", "якесь обмеження", (date(2015, 1, 1),)),
        ("expired", "1.1.2015", "заборона польотів", ()),  # of another measure
        ("expired", "1.1.2023", "блокування активів", ()),  # later than the other
        ("expired", "", "блокування активів", ()),
    ],
)
def test_a_decree_that_is_over_stands_beside_the_one_that_holds(
    export, status, day, restriction, days
):
    action = {
        "status": "active",
        "decree": {"number": "2", "date": "19.10.2022"},
        "restrictions": [{"restriction": "блокування активів"}],
    }
    over = {
        "status": status,
        "decree": {"number": "1", "date": day},
        "restrictions": [{"restriction": restriction}],
    }

    (found,) = json_entries(export([SUBJECT | {"actions": [over, action]}]))

    assert [one.measure for one in found.imposed] == [Measure.ASSET_FREEZE] * (
        1 + len(days)
    )
    assert [one.designated for one in found.imposed] == [date(2022, 10, 19), *days]


def test_a_subject_without_its_actions_is_under_some_measure(export):
    (found,) = json_entries(export({"data": [SUBJECT]}))

    assert found.imposed == (Imposed(measure=Measure.OTHER, programme=LAW),)


@pytest.mark.parametrize(
    ("found", "name", "kind"),
    [
        ([SUBJECT], "a_individual.json", "individual"),
        ([SUBJECT | {"subjectType": "legal"}], "a.json", None),
        ({"subjectType": "individual", "data": [SUBJECT]}, "a.json", "individual"),
    ],
)
def test_something_must_say_what_a_subject_is(export, found, name, kind):
    assert json_entries(export(found, name))[0].type == kind


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (
            [SUBJECT],
            (
                "nothing says what subject '34' is: put 'legal', 'individual' or 'vessel' "
                "into the name of the file"
            ),
        ),
        ({"data": 1}, "the JSON holds no list of subjects"),
        ([1], "the JSON holds no list of subjects"),
        ([], "the copy holds no entries"),
        ([{"status": "active"}], "a subject has no sid or no name"),
    ],
)
def test_a_json_that_is_no_register_is_a_fault(export, found, what):
    with pytest.raises(SourceError) as error:
        json_entries(export(found, "a.json"))

    assert [fault.what for fault in error.value.faults] == [what]


def test_a_json_that_was_cut_is_a_fault(tmp_path):
    file = tmp_path / "a.json"
    file.write_text('[{"sid": 1', encoding="utf-8")

    with pytest.raises(SourceError, match="the JSON is damaged: "):
        json_entries(file)
