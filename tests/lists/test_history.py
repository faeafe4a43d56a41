from datetime import date
from pathlib import Path

import pytest

from madein.engine import Engine
from madein.errors import SourceError
from madein.lists.history import fill_listings
from madein.question import ListFolder

SDN = ListFolder(name="OFAC SDN", regime="US", format="ofac-sdn", folder="lists")
NULLS = ",".join(["-0- "] * 7)
A, B = "36", "47956"


@pytest.fixture
def engine():
    with Engine() as engine:
        yield engine


@pytest.fixture
def base(tmp_path):
    (tmp_path / "lists").mkdir()
    return tmp_path


def put(base, moment, *numbers, tax_id="7743237789"):
    """A copy that holds the given entries."""
    lines = [
        f'{n},"NAME {n}",-0- ,"CUBA",{NULLS},"Tax ID No. {tax_id} (Russia)."\r\n'
        for n in numbers
    ]
    file = base / "lists" / f"sdn_{moment}.csv"
    file.write_text("".join([*lines, "\x1a"]), newline="")


def put_aliases(base, moment, *lines):
    """A file of other names: number, kind and name of each."""
    text = "".join(f'{n},1,"{kind}","{name}",-0- \r\n' for n, kind, name in lines)
    (base / "lists" / f"alt_{moment}.csv").write_text(f"{text}\x1a", newline="")


def names(engine):
    return [
        tuple(row.values())
        for row in engine.rows(
            "select entry, name, kind, type, first_copy, last_copy "
            "from list_name order by all"
        )
    ]


def stretches(engine):
    return [
        tuple(row.values())
        for row in engine.rows(
            "select entry, absent_on, present_from, present_to, gone_on "
            "from listing order by entry, present_from"
        )
    ]


def test_an_entry_is_bounded_by_the_copies_without_it(engine, base):
    put(base, "20240101T120000", A)
    put(base, "20240103T120000", A, B)
    put(base, "20240105T120000", A, B)
    put(base, "20240109T120000", A)
    fill_listings(engine, [SDN], base)

    assert stretches(engine) == [
        (A, None, date(2024, 1, 1), date(2024, 1, 9), None),
        (B, date(2024, 1, 1), date(2024, 1, 3), date(2024, 1, 5), date(2024, 1, 9)),
    ]


def test_an_entry_that_comes_back_has_two_rows(engine, base):
    for day, numbers in [("01", [A, B]), ("03", [A]), ("05", [A]), ("07", [A, B])]:
        put(base, f"202401{day}T120000", *numbers)
    fill_listings(engine, [SDN], base)

    assert stretches(engine)[1:] == [
        (B, None, date(2024, 1, 1), date(2024, 1, 1), date(2024, 1, 3)),
        (B, date(2024, 1, 5), date(2024, 1, 7), date(2024, 1, 7), None),
    ]


def test_the_last_copy_of_a_day_in_washington_stands_for_it(engine, base):
    put(base, "20240223T184652", A)
    put(base, "20240224T015220", A, B)  # 20:52 of the 23rd in Washington
    fill_listings(engine, [SDN], base)

    assert engine.rows("select day, file, entries from list_snapshot") == [
        {
            "day": date(2024, 2, 23),
            "file": "lists/sdn_20240224T015220.csv",
            "entries": 2,
        }
    ]
    assert stretches(engine)[1] == (B, None, date(2024, 2, 23), date(2024, 2, 23), None)


def test_a_stretch_keeps_the_last_form_of_an_entry(engine, base):
    put(base, "20240101T120000", A, tax_id="7727653358")
    put(base, "20240103T120000", A, tax_id="5906999380")
    fill_listings(engine, [SDN], base)

    assert engine.rows(
        "select list, regime, name, tax_ids, programme from listing"
    ) == [
        {
            "list": "OFAC SDN",
            "regime": "US",
            "name": "NAME 36",
            "tax_ids": ["5906999380"],
            "programme": "CUBA",
        }
    ]


def test_notes_beside_the_copies_are_passed_over(engine, base):
    put(base, "20240101T120000", A)
    (base / "lists" / "README.md").write_text("where these came from")
    (base / "lists" / ".DS_Store").write_text("")
    fill_listings(engine, [SDN], base)

    assert engine.value("select count(*) from list_snapshot") == 1


def test_an_empty_folder_and_no_list_give_empty_tables(engine, base):
    for folders in ([SDN], []):
        fill_listings(engine, folders, base)

        assert engine.value("select count(*) from list_snapshot") == 0
        assert engine.value("select count(*) from listing") == 0


def test_all_files_without_a_time_are_named_at_once(engine, base):
    for name in ("alt.csv", "sdn.csv"):
        (base / "lists" / name).write_text("")
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [SDN], base)

    assert [fault.what for fault in caught.value.faults] == [
        "'alt.csv' does not say when the copy was taken",
        "'sdn.csv' does not say when the copy was taken",
    ]
    assert "alt_20240223T184323" in caught.value.faults[0].fix


def test_all_damaged_copies_are_named_at_once(engine, base):
    for name in ("sdn_20240101T120000.csv", "sdn_20240103T120000.csv"):
        (base / "lists" / name).write_text("")
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [SDN], base)

    assert [Path(fault.where).name for fault in caught.value.faults] == [
        "sdn_20240101T120000.csv",
        "sdn_20240103T120000.csv",
    ]


def test_a_folder_that_is_absent_is_a_fault(engine, tmp_path):
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [SDN], tmp_path)

    assert str(caught.value) == (
        "the folder of list 'OFAC SDN' does not exist\n"
        f"  at {tmp_path / 'lists'}\n"
        "  try: make it and put dated copies there, or mend `lists` in case.yml"
    )


def test_every_name_keeps_the_copies_that_hold_it(engine, base):
    put(base, "20240101T120000", A)
    put(base, "20240103T120000", A, B)
    file = base / "lists" / "sdn_20240103T120000.csv"
    file.write_text(file.read_text().replace("NAME 36", "NEW 36"), newline="")
    fill_listings(engine, [SDN], base)

    assert names(engine) == [
        (A, "NAME 36", "name", "organisation", date(2024, 1, 1), date(2024, 1, 1)),
        (A, "NEW 36", "name", "organisation", date(2024, 1, 3), date(2024, 1, 3)),
        (B, "NAME 47956", "name", "organisation", date(2024, 1, 3), date(2024, 1, 3)),
    ]


def test_other_names_keep_the_day_of_their_own_file(engine, base):
    put(base, "20240101T120000", A)
    put_aliases(base, "20260225", (A, "aka", "ALSO"), (A, "fka", "BEFORE"))
    fill_listings(engine, [SDN], base)

    young = date(2026, 2, 25)
    assert names(engine) == [
        (A, "ALSO", "aka", "organisation", young, young),
        (A, "BEFORE", "fka", "organisation", young, young),
        (A, "NAME 36", "name", "organisation", date(2024, 1, 1), date(2024, 1, 1)),
    ]
    assert engine.value("select count(*) from list_snapshot") == 1


def test_another_name_of_an_entry_in_no_copy_is_of_unknown_type(engine, base):
    put(base, "20240101T120000", A)
    put_aliases(base, "20260225", ("99", "aka", "SOMEBODY"))
    fill_listings(engine, [SDN], base)

    assert names(engine)[1][:4] == ("99", "SOMEBODY", "aka", None)


def test_a_number_is_kept_with_its_label_its_country_and_its_copies(engine, base):
    put(base, "20240101T120000", A, tax_id="7727653358")
    put(base, "20240103T120000", A, tax_id="7727653358")
    put(base, "20240105T120000", A, tax_id="5906999380")
    fill_listings(engine, [SDN], base)

    first, second, third = date(2024, 1, 1), date(2024, 1, 3), date(2024, 1, 5)
    rows = engine.rows("from list_id order by all")
    assert [tuple(row.values()) for row in rows] == [
        ("OFAC SDN", A, "Tax ID No.", "5906999380", "Russia", third, third),
        ("OFAC SDN", A, "Tax ID No.", "7727653358", "Russia", first, second),
    ]


def test_damaged_copies_and_damaged_files_of_names_are_named_at_once(engine, base):
    (base / "lists" / "sdn_20240101T120000.csv").write_text("")
    (base / "lists" / "alt_20240101.csv").write_text("")
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [SDN], base)

    assert [Path(fault.where).name for fault in caught.value.faults] == [
        "sdn_20240101T120000.csv",
        "alt_20240101.csv",
    ]
