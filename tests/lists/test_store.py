import json
from datetime import date
from pathlib import Path

import pytest

from madein.errors import SourceError
from madein.lists.store import JOURNAL, alias_files, copies, journal
from madein.provenance import file_sha256

NULLS = ",".join(["-0- "] * 8)
LINE = {
    "list": "made-up",
    "regime": "XX",
    "taken": "2024-01-02T07:00:00-05:00",
    "day": "2024-01-02",
    "format": "ofac-sdn",
    "part": "",
    "holds": "entries",
    "entries": 1,
    "publisher": "Nobody",
    "licence": "none",
    "origin": "a desk",
    "added": "2024-01-03T00:00:00+00:00",
    "confirmed": "",
}


def put(folder, name, *numbers):
    """A copy of an imaginary list."""
    text = "".join(f'{n},"NAME {n}",-0- ,"CUBA",{NULLS}\r\n' for n in numbers)
    (folder / name).write_text(f"{text}\x1a", newline="")
    return folder / name


def put_names(folder, name):
    (folder / name).write_text('1,1,"aka","OTHER",-0- \r\n\x1a', newline="")
    return folder / name


def write_journal(folder, *files, **changes):
    lines = [
        {"file": file.name, "sha256": file_sha256(file)} | LINE | changes
        for file in files
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / JOURNAL).write_text(text, encoding="utf-8")


def faults(folder, form=""):
    with pytest.raises(SourceError) as raised:
        copies(folder, form)
    return str(raised.value)


def test_without_a_journal_the_names_say_the_day(tmp_path):
    late = put(tmp_path, "sdn_20240103T013000.csv", 1)
    early = put(tmp_path, "sdn_20240102T120000.csv", 1)
    found = copies(tmp_path)

    assert [(copy.file, copy.day, copy.format.name) for copy in found] == [
        (early, date(2024, 1, 2), "ofac-sdn"),
        (late, date(2024, 1, 2), "ofac-sdn"),  # half past eight in Washington
    ]
    assert found[0].sha256 == file_sha256(early)


def test_files_of_other_names_stand_apart(tmp_path):
    put(tmp_path, "sdn_20240102T120000.csv", 1)
    names = put_names(tmp_path, "alt_20240105.csv")

    assert [copy.file.name for copy in copies(tmp_path)] == ["sdn_20240102T120000.csv"]
    assert [(c.file, c.day) for c in alias_files(tmp_path)] == [
        (names, date(2024, 1, 5))
    ]


def test_notes_actions_folders_and_hidden_files_are_no_copies(tmp_path):
    put(tmp_path, "sdn_20240102T120000.csv", 1)
    for name in ("README.md", "why.txt", "actions.csv", ".DS_Store"):
        (tmp_path / name).write_text("x")
    (tmp_path / "older").mkdir()

    assert len(copies(tmp_path, "ofac-sdn")) == 1


def test_the_journal_says_the_day_whatever_the_name(tmp_path):
    file = put(tmp_path, "sdn_20200101T120000.csv", 1)
    write_journal(tmp_path, file)
    (copy,) = copies(tmp_path)

    assert copy.day == date(2024, 1, 2)
    assert copy.taken.isoformat() == "2024-01-02T07:00:00-05:00"
    assert (copy.publisher, copy.licence) == ("Nobody", "none")
    assert copy.format.name == "ofac-sdn"
    assert alias_files(tmp_path) == []


def test_a_changed_copy_is_a_fault(tmp_path):
    file = put(tmp_path, "a.csv", 1, 2)
    write_journal(tmp_path, file)
    put(tmp_path, "a.csv", 1)

    assert faults(tmp_path) == (
        "'a.csv' is not the file that was added: it was changed\n"
        f"  at {tmp_path / JOURNAL}:1\n"
        "  try: put it back from a backup, or from where it came: a desk"
    )


def test_a_missing_copy_is_a_fault(tmp_path):
    file = put(tmp_path, "a.csv", 1)
    write_journal(tmp_path, file)
    file.unlink()

    assert faults(tmp_path) == (
        "the copy 'a.csv' is missing\n"
        f"  at {tmp_path / JOURNAL}:1\n"
        "  try: put it back from a backup, or from where it came: a desk"
    )


def test_a_file_in_no_line_is_a_fault(tmp_path):
    write_journal(tmp_path, put(tmp_path, "a.csv", 1))
    put(tmp_path, "sdn_20240105T120000.csv", 1)

    assert faults(tmp_path) == (
        "'sdn_20240105T120000.csv' lies in the folder and in no line of snapshots.jsonl\n"
        f"  at {tmp_path / 'sdn_20240105T120000.csv'}\n"
        "  try: move it elsewhere and add it with `madein lists add`"
    )


def test_what_a_crash_left_is_not_read(tmp_path):
    write_journal(tmp_path, put(tmp_path, "a.csv", 1))
    put(tmp_path, "20240105T070000_0123456789ab.csv.gz", 1)
    put(tmp_path, "20240105T070000_0123456789ab_sdn.csv", 1)
    put(tmp_path, ".20240105T070000_0123456789ab.csv.part", 1)

    assert [copy.file.name for copy in copies(tmp_path)] == ["a.csv"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        json.dumps(LINE),
        json.dumps({"file": "a", "sha256": "b"} | LINE | {"format": "no-such"}),
        json.dumps({"file": "a", "sha256": "b"} | LINE | {"day": "2024-02-30"}),
        json.dumps({"file": "a", "sha256": "b"} | LINE | {"taken": "noon"}),
        json.dumps({"file": "a", "sha256": "b"} | LINE | {"holds": "secrets"}),
        json.dumps({"file": "a", "sha256": "b"} | LINE | {"colour": "red"}),
    ],
)
def test_a_damaged_line_of_the_journal_is_a_fault(tmp_path, line):
    write_journal(tmp_path, put(tmp_path, "a.csv", 1))
    with (tmp_path / JOURNAL).open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(SourceError) as raised:
        journal(tmp_path)

    assert str(raised.value) == (
        f"'{line[:80]}' is no line of a journal\n"
        f"  at {tmp_path / JOURNAL}:2\n"
        "  try: put back the journal of your last backup, or add the copies again"
    )


def test_an_absent_folder_is_a_fault():
    assert faults(Path("nowhere")) == (
        "there is no such folder of copies\n"
        "  at nowhere\n"
        "  try: make it and put dated copies there, or run `madein lists add`"
    )


def test_all_faults_come_at_once(tmp_path):
    put(tmp_path, "sdn_x.csv", 1)
    put(tmp_path, "sdn_y.csv", 1)

    assert faults(tmp_path, "ofac-sdn").count("does not say") == 2
