import pytest

from case.small import CASE
from madein.case.reading import add_entry, make_case, read_case
from madein.errors import CaseError
from madein.question import SourceFile


def faults(folder):
    with pytest.raises(CaseError) as caught:
        read_case(folder)
    return [fault.what for fault in caught.value.faults]


def change(folder, old, new):
    file = folder / "case.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_an_entry_is_added_and_comments_stay(folder):
    add_entry(folder, SourceFile(file="files/b.csv", layout="ru-dt", encoding="cp1251"))

    text = (folder / "case.yml").read_text(encoding="utf-8")
    assert "# Kept: what a person wrote." in text
    assert "# kept too" in text
    assert [source.file for source in read_case(folder).sources] == [
        "files/a.csv",
        "files/b.csv",
    ]


def test_an_entry_takes_the_place_of_one_with_the_same_file_and_sheet(folder):
    add_entry(folder, SourceFile(file="files/a.csv", layout="ru-dt"))
    add_entry(folder, SourceFile(file="files/a.csv", layout="ru-dt", sheet="Two"))

    found = [(s.layout, s.sheet) for s in read_case(folder).sources]
    assert found == [("ru-dt", ""), ("ru-dt", "Two")]


def test_all_faults_of_a_case_are_told_at_once(folder):
    change(folder, "title: A small case", "titel: A small case")
    change(folder, "since: 2022-01-01", "since: last year")

    found = faults(folder)

    assert len(found) == 3
    assert "'titel' is no setting madein knows" in found
    assert "'title' is missing" in found


def test_a_fault_names_its_line(folder):
    change(folder, "title: A small case", "titel: A small case")

    with pytest.raises(CaseError) as caught:
        read_case(folder)

    places = {fault.what: fault.where for fault in caught.value.faults}
    assert places["'titel' is no setting madein knows"] == f"{folder / 'case.yml'}:2"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("until: 2022-12-31", "until: 2021-12-31", "'period' ends on 2021-12-31"),
        ("focus: [KR]", "focus: [Korea]", "'Korea' in 'focus' is no country code"),
        (
            "period:",
            "goods: [{name: a, hs: ['87.08']}]\nperiod:",
            "'87.08' in product group 'a' is no beginning of a code",
        ),
        (
            "period:",
            "goods: [{name: a, words: ['']}]\nperiod:",
            "an empty word in product group 'a' fits every row",
        ),
        (
            "period:",
            "goods: [{name: a}]\nperiod:",
            "product group 'a' names neither codes nor words",
        ),
        (
            "period:",
            "goods: [{name: other goods, hs: ['87']}]\nperiod:",
            "product group 'other goods' has the name of another",
        ),
        (
            "period:",
            "events: [{name: e, label: E, date: 2022-05-01, control: [tyres]}]\nperiod:",
            "control 'tyres' of event 'e' is no product group",
        ),
        (
            "period:",
            (
                "lists: [{name: A, regime: US, format: ofac-sdn, folder: a}, "
                "{name: A, regime: EU, folder: b}]\nperiod:"
            ),
            "two lists are called 'A'",
        ),
        (
            "  members:",
            "  owners: [{name: X, share: 120}]\n  members:",
            "owner 'X' holds 120 percent",
        ),
        (
            '"7743237789"}',
            '"7743237789", since: 2022-01-02, until: 2022-01-01}',
            "member 'Aurus LLC' ends on 2022-01-01",
        ),
    ],
)
def test_what_would_be_misread_is_a_fault(folder, old, new, what):
    change(folder, old, new)

    (found,) = faults(folder)

    assert found.startswith(what)


def test_a_subject_without_members_is_a_fault(folder):
    lines = CASE.splitlines(keepends=True)
    without = [line for line in lines if "Aurus LLC" not in line]
    text = "".join(without).replace("members:", "members: []")
    (folder / "case.yml").write_text(text, encoding="utf-8")

    assert faults(folder) == ["the subject has no members"]


def test_a_folder_without_a_case_says_so_whole(tmp_path):
    with pytest.raises(CaseError) as caught:
        read_case(tmp_path)

    assert str(caught.value) == (
        "there is no file 'case.yml'\n"
        f"  at {tmp_path}\n"
        "  try: run `madein init` to make a case folder, or name another folder"
    )


def test_a_new_case_is_sound_but_for_its_sources(tmp_path):
    make_case(tmp_path / "mine")

    assert read_case(tmp_path / "mine").sources == ()


def test_a_case_is_never_written_over(folder):
    with pytest.raises(CaseError, match="there is a case already"):
        make_case(folder)


def test_a_fault_that_two_settings_make_together_names_its_line(tmp_path):
    (tmp_path / "case.yml").write_text(
        "title: A case\n"
        "subject: {name: Aurus, members: all}\n"
        "period:\n"
        "  since: 2023-01-01\n"
        "  until: 2022-01-01\n"
    )
    with pytest.raises(CaseError) as caught:
        read_case(tmp_path)

    assert str(caught.value) == (
        "'period' ends on 2022-01-01, before it begins on 2023-01-01\n"
        f"  at {tmp_path / 'case.yml'}:3\n"
        "  try: exchange the two days"
    )
