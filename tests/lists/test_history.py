from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from madein.engine import Engine
from madein.errors import SourceError
from madein.lists import store
from madein.lists.formats.known import FORMATS
from madein.lists.history import fill_listings
from madein.lists.standing import entries_of
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
        "there is no such folder of copies\n"
        f"  at {tmp_path / 'lists'}\n"
        "  try: make it and put dated copies there, or run `madein lists add`"
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


# --- lists of one's own: measures, own days, addresses, notices --------------------

OWN = ListFolder(name="Own", regime="XX", folder="lists")
HEADINGS = "entry,name,measure,programme,designated,published,ended,address,tax id"


def put_own(base, day, *lines):
    """A copy of a made-up list: entry, measure, then what else the line holds."""
    file = base / "lists" / f"own_2024-01-{day:02}.csv"
    rows = [f"{line}{',' * (8 - line.count(','))}" for line in lines]
    file.write_text("\n".join([HEADINGS, *rows, ""]))


def put_actions(base, *lines):
    text = "\n".join(["entry,action,date,source", *lines, ""])
    (base / "lists" / "actions.csv").write_text(text)


def jan(day):
    return date(2024, 1, day)


def listed(engine, *columns):
    chosen = ", ".join(columns)
    rows = engine.rows(
        f"select {chosen} from listing order by entry, measure, present_from"
    )
    return [tuple(row.values()) for row in rows]


def test_an_entry_has_a_stretch_for_each_measure(engine, base):
    put_own(base, 2, "1,FIRM,export control")
    put_own(base, 4, "1,FIRM,export control; asset freeze")
    put_own(base, 6, "1,FIRM,asset freeze")
    fill_listings(engine, [OWN], base)

    assert listed(
        engine, "measure", "absent_on", "present_from", "present_to", "gone_on"
    ) == [
        ("asset freeze", jan(2), jan(4), jan(6), None),
        ("export control", None, jan(2), jan(4), jan(6)),
    ]


def test_a_listing_has_the_days_that_the_list_itself_gives(engine, base):
    put_own(base, 2, "1,OLD NAME,asset freeze,A,2024-01-01,2024-01-02")
    put_own(
        base,
        4,
        "1,NEW NAME,asset freeze,A,2023-12-30,2024-01-03",
        "1,NEW NAME,asset freeze,B,2024-01-03,,2024-01-09",
    )
    fill_listings(engine, [OWN], base)

    assert listed(
        engine,
        "name",
        "programme",
        "designated",
        "published",
        "ended",
        "maybe_from",
        "listed_from",
        "start_kind",
        "end_kind",
        "note",
    ) == [
        (
            "NEW NAME",
            "A; B",
            date(2023, 12, 30),
            jan(2),
            None,  # the one programme may hold on
            date(2023, 12, 30),
            jan(1),
            "designation",
            None,
            "the copies give several first days: 30 Dec 2023 and 1 Jan 2024",
        )
    ]


@pytest.mark.parametrize(
    ("added", "days"),
    [
        # The one day of the entry says nothing of what was added years later.
        ("1,FIRM,travel ban; asset freeze,,2024-01-01", (None, jan(3), jan(9))),
        ("2,FIRM,asset freeze,,2024-01-01", (jan(1), jan(1), jan(3))),  # a new entry
        (
            "1,FIRM,travel ban,,2024-01-01\n1,FIRM,asset freeze,,2024-01-05",
            (jan(5), jan(5), jan(5)),
        ),
    ],
)
def test_a_measure_added_to_an_entry_does_not_begin_on_the_day_of_the_others(
    engine, base, added, days
):
    put_own(base, 2, "1,FIRM,travel ban,,2024-01-01")
    put_own(base, 9, *added.split("\n"))
    fill_listings(engine, [OWN], base)

    freeze = engine.rows(
        "select designated, maybe_from, listed_from from listing "
        "where measure = 'asset freeze'"
    )
    assert [tuple(row.values()) for row in freeze] == [days]


@pytest.mark.parametrize(
    ("programmes", "days"),
    [
        # Over before the next began: nobody says that it held between.
        (["A,2014-01-01,,2016-01-01", "B,2022-03-01"], ("2014-01-01", "2022-03-01")),
        (["A,2014-01-01,,2022-03-01", "B,2022-03-01"], ("2014-01-01", "2014-01-01")),
        (["A,2014-01-01,,2022-02-28", "B,2022-03-01"], ("2014-01-01", "2022-03-01")),
        (["A,2014-01-01,,2016-01-01", "B"], (None, "2024-01-02")),
        (  # one holds on into the next
            ["A,2014-01-01,,2016-01-01", "C,2015-01-01,,2023-01-01", "B,2022-03-01"],
            ("2014-01-01", "2014-01-01"),
        ),
        (
            ["A,2014-01-01,,2016-01-01", "C,2017-01-01,,2023-01-01", "B,2022-03-01"],
            ("2014-01-01", "2017-01-01"),
        ),
        (  # both are over, and the copies still hold it
            ["A,2014-01-01,,2016-01-01", "B,2018-01-01,,2019-01-01"],
            ("2014-01-01", "2018-01-01"),
        ),
        # The copies hold it after its end: they decide.
        (["A,2014-01-01,,2024-01-05", "B,2024-01-08"], ("2014-01-01", "2014-01-01")),
    ],
)
def test_what_was_over_before_the_next_began_does_not_reach_to_it(
    engine, base, programmes, days
):
    for day in (2, 9):
        put_own(base, day, *(f"1,FIRM,asset freeze,{one}" for one in programmes))
    fill_listings(engine, [OWN], base)

    ((maybe_from, listed_from),) = listed(engine, "maybe_from", "listed_from")
    assert (maybe_from and str(maybe_from), str(listed_from)) == days


ACT = ListFolder(name="EU act", regime="EU", folder="lists")


def put_act(base, day, *lines):
    """A copy of made-up rows of an act: number, name and tax number of each."""
    rows = ["celex,recordId,annex,measure,startDate,schema,name,taxNumber"]
    for line in lines:
        number, name, tax = line.split(",")
        rows.append(f"32014R0833,{number},IV,Export control,,Company,{name},{tax}")
    file = base / "lists" / f"32014R0833_202401{day:02}.csv"
    file.write_text("\n".join([*rows, ""]))


def test_a_number_given_to_another_firm_does_not_join_the_two(engine, base):
    one, other = "5,FIRST,7711000924", "5,SECOND,7743237789"
    for day, line in ((2, one), (4, other), (6, other), (8, one)):
        put_act(base, day, line, "9,REST,")
    fill_listings(engine, [ACT], base)

    rows = engine.rows(
        "select name, present_from, present_to, gone_on, tax_ids from listing "
        "where name <> 'REST' order by present_from"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("FIRST", jan(2), jan(2), jan(4), ["7711000924"]),
        ("SECOND", jan(4), jan(6), jan(8), ["7743237789"]),
        ("FIRST", jan(8), jan(8), None, ["7711000924"]),
    ]
    found = entries_of(engine, ["7711000924"])
    assert len(found) == 2
    assert set(found).isdisjoint(entries_of(engine, ["7743237789"]))


@pytest.mark.parametrize(
    "later",
    [
        "5,SECOND,7711000924",  # another name, the same number
        "5,FIRST,7743237789",  # a mended number
        "5,SECOND,",  # nothing says that it is another
    ],
)
def test_an_entry_that_changes_in_part_stays_the_same(engine, base, later):
    put_act(base, 2, "5,FIRST,7711000924")
    put_act(base, 4, later)
    fill_listings(engine, [ACT], base)

    assert listed(engine, "entry", "present_from", "present_to") == [
        ("32014R0833:5:IV", jan(2), jan(4))
    ]


def test_a_list_with_ids_that_stay_is_taken_at_its_word(engine, base):
    put_own(base, 2, "5,FIRST,asset freeze,,,,,,7711000924")
    put_own(base, 4, "5,SECOND,asset freeze,,,,,,7743237789")
    fill_listings(engine, [OWN], base)

    assert listed(engine, "entry", "present_from", "present_to") == [
        ("5", jan(2), jan(4))
    ]


def test_a_listing_ends_with_the_last_of_its_programmes(engine, base):
    put_own(
        base,
        2,
        "1,FIRM,asset freeze,A,,,2024-01-05",
        "1,FIRM,asset freeze,B,,,2024-01-07",
    )
    put_own(base, 8, "2,OTHER,asset freeze")
    fill_listings(engine, [OWN], base)

    assert listed(engine, "entry", "ended", "listed_to", "maybe_to", "end_kind")[0] == (
        "1",
        jan(7),
        jan(7),
        jan(7),
        "designation",
    )


def test_the_own_day_of_an_earlier_stretch_does_not_date_the_return(engine, base):
    line = "1,FIRM,asset freeze,,2014-03-17"
    for day, lines in [(2, [line]), (4, []), (6, [line])]:
        put_own(base, day, "2,OTHER,asset freeze", *lines)
    fill_listings(engine, [OWN], base)

    assert listed(engine, "entry", "maybe_from", "listed_from", "start_kind")[:2] == [
        ("1", date(2014, 3, 17), date(2014, 3, 17), "designation"),
        ("1", jan(5), jan(6), "list file"),
    ]


def test_every_address_of_an_entry_is_kept_once(engine, base):
    put_own(base, 2, "1,FIRM,asset freeze,,,,,1 Road; 2 Road")
    put_own(base, 4, "1,FIRM,asset freeze,,,,,2 Road; 3 Road")
    fill_listings(engine, [OWN], base)

    assert engine.rows("from list_address order by address") == [
        {"list": "Own", "entry": "1", "address": f"{number} Road"}
        for number in (1, 2, 3)
    ]


def test_the_country_of_a_name_is_that_of_the_last_copy(engine, base):
    for day, country in [(2, "Russia"), (4, "Belarus")]:
        text = f"entry,name,measure,country\n1,FIRM,asset freeze,{country}\n"
        (base / "lists" / f"own_2024-01-{day:02}.csv").write_text(text)
    fill_listings(engine, [OWN], base)

    assert engine.rows(
        "select name, country, first_copy, last_copy from list_name"
    ) == [
        {
            "name": "FIRM",
            "country": "Belarus",
            "first_copy": jan(2),
            "last_copy": jan(4),
        }
    ]


def test_a_notice_narrows_what_the_copies_leave_open(engine, base):
    put_own(base, 2, "2,OTHER,asset freeze")
    put_own(base, 6, "2,OTHER,asset freeze", "1,FIRM,asset freeze")
    put_own(base, 12, "2,OTHER,asset freeze")
    put_actions(base, "1,listed,2024-01-04,made up", "1,removed,2024-01-09,made up")
    fill_listings(engine, [OWN], base)

    assert listed(
        engine,
        "entry",
        "maybe_from",
        "listed_from",
        "listed_to",
        "maybe_to",
        "start_kind",
        "end_kind",
    )[0] == ("1", jan(4), jan(4), jan(9), jan(9), "official action", "official action")


def test_a_notice_may_speak_of_a_tax_id_and_of_one_measure(engine, base):
    put_own(base, 2, "2,OTHER,asset freeze")
    put_own(base, 6, "1,FIRM,asset freeze; export control,,,,,,77")
    (base / "lists" / "actions.csv").write_text(
        "tax_id,measure,action,date,source\n77,asset freeze,listed,2024-01-04,made up\n"
    )
    fill_listings(engine, [OWN], base)

    assert listed(engine, "entry", "measure", "listed_from", "start_kind")[:2] == [
        ("1", "asset freeze", jan(4), "official action"),
        ("1", "export control", jan(6), "list file"),
    ]


def test_notices_that_do_not_fit_the_copies_are_named_at_once(engine, base):
    put_own(base, 2, "2,OTHER,asset freeze")
    put_own(base, 6, "2,OTHER,asset freeze", "1,FIRM,asset freeze")
    put_own(base, 8, "2,OTHER,asset freeze", "1,FIRM,asset freeze; export control")
    put_own(base, 12, "2,OTHER,asset freeze")
    put_actions(
        base,
        "1,listed,2024-01-01,made up",
        "1,listed,2024-01-04,made up",
        "1,removed,2024-01-13,made up",
        "3,listed,2024-01-04,made up",
        "3,listed,2024-01-13,made up",  # after the last copy: says nothing of them
        "3,removed,2024-01-13,made up",
        "2,removed,2024-01-13,made up",
    )
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [OWN], base)

    file = base / "lists" / "actions.csv"
    held = "the copies hold it from 2024-01-06 to 2024-01-08 and from 2024-01-08 to"
    fix = "mend the line or take it out; or add a copy that shows what it says"
    assert [(f.what, f.where, f.fix) for f in caught.value.faults] == [
        (what, f"{file}:{line}", fix)
        for line, what in [
            (2, f"entry '1', 'listed' on 2024-01-01: {held} 2024-01-08"),
            (4, f"entry '1', 'removed' on 2024-01-13: {held} 2024-01-08"),
            (5, "entry '3', 'listed' on 2024-01-04: the copies do not hold it"),
            (7, "entry '3', 'removed' on 2024-01-13: the copies do not hold it"),
        ]
    ]


def test_a_folder_with_copies_of_two_lists_is_a_fault(engine, base):
    put(base, "20240101T120000", A)
    file = base / "lists" / "cons_prim_20240103T120000.csv"
    sdn = base / "lists" / "sdn_20240101T120000.csv"
    file.write_text(sdn.read_text(), newline="")
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [replace(SDN, format="")], base)

    assert str(caught.value) == (
        "the folder of list 'OFAC SDN' holds cons and sdn\n"
        f"  at {base / 'lists'}\n"
        "  try: give each of them a folder, and a line of its own under `lists`"
    )


def test_a_copy_with_one_entry_twice_is_a_fault(engine, base, monkeypatch):
    put_own(base, 2, "1,FIRM,asset freeze", "2,OTHER,asset freeze")
    form = FORMATS["plain"]
    twice = replace(form, entries=lambda file: form.entries(file)[:1] * 2)
    monkeypatch.setattr(store, "format_of", lambda _: twice)
    with pytest.raises(SourceError) as caught:
        fill_listings(engine, [OWN], base)

    assert str(caught.value) == (
        "entry '1' occurs twice\n"
        f"  at {base / 'lists' / 'own_2024-01-02.csv'}\n"
        "  try: get a whole copy from where it came from"
    )


def test_a_copy_that_a_database_made_is_marked(engine, base, monkeypatch):
    put_own(base, 2, "1,FIRM,asset freeze")
    put_own(base, 4, "1,FIRM,asset freeze", "2,OTHER,asset freeze")
    crawl = replace(FORMATS["plain"], is_crawl=True)
    monkeypatch.setattr(store, "format_of", lambda _: crawl)
    fill_listings(engine, [OWN], base)

    assert engine.rows("select distinct crawled from list_snapshot") == [
        {"crawled": True}
    ]
    assert listed(engine, "entry", "start_kind") == [("1", "crawl"), ("2", "crawl")]


def test_copies_without_a_journal_have_no_publisher(engine, base):
    put_own(base, 2, "1,FIRM,asset freeze")
    fill_listings(engine, [OWN], base)

    rows = engine.rows("select publisher, licence, crawled, sha256 from list_snapshot")
    file = base / "lists" / "own_2024-01-02.csv"
    assert rows == [
        {
            "publisher": None,
            "licence": None,
            "crawled": False,
            "sha256": sha256(file.read_bytes()).hexdigest(),
        }
    ]


def test_addresses_of_a_file_of_their_own_belong_to_their_entries(engine, tmp_path):
    (tmp_path / "sdn").mkdir()
    nulls = ",".join(["-0- "] * 7)
    copied = f'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,{nulls}\r\n\x1a'
    (tmp_path / "sdn" / "sdn_20240223T184323.csv").write_text(copied, newline="")
    told = '36,25,"1 Imaginary Road","Havana","Cuba",-0- \r\n\x1a'
    (tmp_path / "sdn" / "add_20240223.csv").write_text(told, newline="")
    folder = ListFolder(name="OFAC SDN", regime="US", folder="sdn")

    fill_listings(engine, [folder], tmp_path)

    assert engine.rows("from list_address") == [
        {
            "list": "OFAC SDN",
            "entry": "36",
            "address": "1 Imaginary Road, Havana, Cuba",
        }
    ]
