import json
import re
import threading
from datetime import datetime
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from madein.lists import loaded

OFAC = Path(__file__).parents[3] / "shared" / "data" / "ofac"
needs_ofac = pytest.mark.skipif(
    not OFAC.is_dir(), reason=f"there is no folder {OFAC} with real copies"
)
NULLS = ",".join(["-0- "] * 7)
AURUS = '47956,"LIMITED LIABILITY COMPANY AURUS"'
TAX_ID = "7743237789"  # Aurus, as OFAC gives it
CONFIRM = ("--confirm", "made up for a test")


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("MADEIN_LISTS", str(tmp_path / "store"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "store"


def sdn(folder, name, *, aurus=True, others=3):
    """A small copy: made up but for Aurus, whose number is real."""
    folder.mkdir(exist_ok=True)
    rows = [f'{n},"MADE UP {n}"' for n in range(1, others + 1)] + [AURUS] * aurus
    ids = {AURUS: f'"Tax ID No. {TAX_ID} (Russia)."'}
    text = "".join(
        f'{row},-0- ,"RUSSIA-EO14024",{NULLS},{ids.get(row, "-0- ")}\r\n'
        for row in rows
    )
    (folder / name).write_text(f"{text}\x1a", newline="")
    return folder / name


@pytest.fixture
def two(tmp_path):
    """Aurus is not in the copy of 20 February, and is in that of the 23rd."""
    return (
        sdn(tmp_path / "in", "sdn_20240220T184330.csv", aurus=False),
        sdn(tmp_path / "in", "sdn_20240223T184323.csv"),
    )


@pytest.fixture
def held(madein, two):
    assert madein("lists", "add", *two, *CONFIRM).code == 0


def lines(text):
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def asked(madein, *args):
    said = madein("lists", "show", *args, "--json")
    assert said.code == 0, said.err
    return [
        (row["day"], row["verdict"], row["reason"], row["days_until_listed"])
        for row in json.loads(said.out)["data"]
    ]


def test_add_says_list_day_entries_and_what_changed(madein, two, store):
    said = madein("lists", "add", *two, *CONFIRM)

    assert [line.split() for line in lines(said.out)[2:]] == [
        [two[0].name, "us-ofac-sdn", "2024-02-20", "3"],
        [two[1].name, "us-ofac-sdn", "2024-02-23", "4", "1", "0", "2024-02-20"],
    ]
    assert said.err == f"us-ofac-sdn: kept in {store / 'us-ofac-sdn'}\n"


@pytest.mark.usefixtures("held")
def test_add_twice_says_so(madein, two):
    said = madein("lists", "add", two[1])

    assert said.code == 0
    assert said.err.startswith(f"{two[1].name}: held already; nothing was added\n")


@pytest.mark.usefixtures("held")
def test_add_on_another_day_notes_the_day(madein, two):
    said = madein("lists", "add", two[1], "--taken", "2024-02-26", *CONFIRM)

    assert said.err.startswith(
        f"{two[1].name}: the same bytes as on 2024-02-23; the day is noted\n"
    )


def test_add_keeps_the_copies_and_names_what_is_none(madein, two, tmp_path):
    other = tmp_path / "sdn_first_last_seen.csv"
    other.write_text("ent_num,colour\n47956,red\n")
    said = madein("lists", "add", other, *two, *CONFIRM)

    assert said.code == 5
    assert len(lines(said.out)) == 4
    assert "'sdn_first_last_seen.csv' is no list that madein knows\n" in said.err


def test_add_refuses_a_small_copy(madein, two, store):
    said = madein("lists", "add", *two)

    assert (said.code, said.out) == (5, "")
    assert lines(said.err)[0] == (
        f"'{two[0].name}' holds 3 entries; a copy of us-ofac-sdn should hold at least "
        "5,000"
    )
    assert not store.exists()


def test_add_says_how_to_tell_the_day(madein, tmp_path):
    file = sdn(tmp_path, "sdn.csv")
    said = madein("lists", "add", file)

    assert said.code == 5
    assert said.err == (
        f"'sdn.csv' does not say when it was taken\n  at {file}\n"
        "  try: say it: --taken 2024-02-23T18:43:23Z, or 2024-02-23\n"
    )


def test_add_refuses_a_day_that_is_none(madein, tmp_path):
    said = madein("lists", "add", sdn(tmp_path, "sdn.csv"), "--taken", "yesterday")

    assert said.code == 2
    assert "'yesterday' is no day; write it like 2024-02-23" in said.err


def test_add_to_a_case_names_the_list_there(madein, two, folder):
    said = madein("lists", "add", *two, "--case", folder, *CONFIRM)
    text = (folder / "case.yml").read_text()

    assert said.code == 0
    assert text.startswith("# Kept: what a person wrote.\n")
    assert "# kept too" in text
    assert text.endswith(
        "lists:\n- name: OFAC SDN\n  regime: US\n  folder: lists/us-ofac-sdn\n"
    )
    assert (folder / "lists" / "us-ofac-sdn" / "snapshots.jsonl").is_file()
    assert asked(madein, TAX_ID, "--on", "2024-02-23", "--case", folder) == [
        ("2024-02-23", "listed on that date", None, None)
    ]


def test_add_to_a_case_again_names_the_list_once(madein, two, folder):
    madein("lists", "add", two[0], "--case", folder, *CONFIRM)
    madein("lists", "add", two[1], "--case", folder, *CONFIRM)

    assert (folder / "case.yml").read_text().count("OFAC SDN") == 1


def test_add_to_a_case_that_has_the_list_elsewhere_is_refused(madein, two, folder):
    with (folder / "case.yml").open("a") as file:
        file.write("lists:\n  - {name: OFAC SDN, regime: US, folder: old}\n")
    said = madein("lists", "add", *two, "--case", folder, *CONFIRM)

    assert said.code == 1
    assert said.err == (
        "the case has a list 'OFAC SDN' in 'old'\n"
        f"  at {folder / 'case.yml'}\n"
        "  try: take its line out of `lists`; then its copies can be added, too, and lie "
        "in lists/us-ofac-sdn\n"
    )
    assert not (folder / "lists").exists()


@pytest.mark.usefixtures("held")
def test_lists_alone_says_what_is_held(madein, store):
    said = madein("lists")

    assert lines(said.out)[2].split()[:6] == [
        *("us-ofac-sdn", "US", "2", "2024-02-20", "2024-02-23", "4"),
    ]
    assert said.err == f"in {store}; next: madein lists show TAX-ID --on 2024-02-22\n"
    assert madein("lists", "list").out == said.out
    assert json.loads(madein("lists", "list", "--json").out)["data"] == [
        {
            "list": "us-ofac-sdn",
            "regime": "US",
            "copies": 2,
            "first": "2024-02-20",
            "last": "2024-02-23",
            "entries": 4,
            "licence": "US Government work, public domain (17 USC 105)",
        }
    ]


def test_lists_alone_without_any_says_what_to_do(madein, store):
    said = madein("lists")

    assert (said.code, said.out) == (0, "")
    assert said.err == f"no list is held in {store}; next: madein lists add FILES\n"


@pytest.mark.usefixtures("held")
def test_show_on_the_days_around_a_first_copy(madein):
    days = ("02-19", "02-20", "02-21", "02-22", "02-23", "02-24")
    on = [word for day in days for word in ("--on", f"2024-{day}")]

    assert asked(madein, TAX_ID, *on) == [
        ("2024-02-19", "not determinable", "LIST_GAP", None),
        ("2024-02-20", "listed later", None, 3),
        ("2024-02-21", "not determinable", "LIST_GAP", None),
        ("2024-02-22", "not determinable", "LIST_GAP", None),
        ("2024-02-23", "listed on that date", None, None),
        ("2024-02-24", "not determinable", "LIST_GAP", None),
    ]


@pytest.mark.usefixtures("held")
def test_show_reads_like_this(madein):
    said = madein("lists", "show", TAX_ID, "--on", "2024-02-20", "--on", "2024-02-24")

    assert said.out == (
        "7743237789 on 2024-02-20\n"
        "  US, asset freeze: listed later (3 days, on 2024-02-23)\n"
        "    LIMITED LIABILITY COMPANY AURUS (OFAC SDN, entry 47956)\n"
        "    in the copy of 23 Feb 2024, not in that of 20 Feb 2024, dated by list file\n"
        "    copy relied on: 2024-02-23\n"
        "\n"
        "7743237789 on 2024-02-24\n"
        "  US, asset freeze: not determinable (LIST_GAP)\n"
        "    no copy of OFAC SDN after 23 Feb 2024 is held\n"
        "\n"
    )
    assert said.err == (
        "No list was asked of: BIS, CH, EU, UA, UK, UN. Of these nothing is said "
        "(LIST_NOT_LOADED).\n"
        "This is not a legal opinion: it says what the copies held say, and no more.\n"
        "Goods are a question of their own: one not listed may buy what is controlled.\n"
    )


def test_what_dates_the_start_is_not_said_to_date_the_end(madein, tmp_path):
    for day, aurus in (("0220", True), ("0223", False)):
        file = sdn(tmp_path / "in", f"sdn_2024{day}T184330.csv", aurus=aurus)
        assert madein("lists", "add", file, *CONFIRM).code == 0
    said = madein("lists", "show", TAX_ID, "--on", "2024-02-23")
    row = madein("lists", "show", TAX_ID, "--on", "2024-02-23", "--json").out

    assert lines(said.out)[1:] == [
        "  US, asset freeze: formerly listed",
        "    LIMITED LIABILITY COMPANY AURUS (OFAC SDN, entry 47956)",
        "    in the copy of 20 Feb 2024, no longer in that of 23 Feb 2024",
        "    copy relied on: 2024-02-23",
    ]
    assert '"dated_by": null' in row


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["7711000924", TAX_ID, TAX_ID], " from 2 Feb 2024 on"),
        ([TAX_ID, TAX_ID, "7711000924"], " up to 2 Feb 2024"),
        ([TAX_ID, TAX_ID, TAX_ID], ""),
    ],
)
def test_a_number_that_an_entry_gives_in_some_copies_is_told(
    madein, tmp_path, numbers, told
):
    for day, number in enumerate(numbers, 1):
        file = tmp_path / f"own_2024-02-0{day}.csv"
        file.write_text(f"entry,name,measure,tax id\n1,F,asset freeze,{number}\n")
        own = ("--list", "own", "--regime", "XX", "--taken", f"2024-02-0{day}")
        assert madein("lists", "add", file, *own).code == 0
    said = madein("lists", "show", TAX_ID, "--on", "2024-02-02")

    line = (
        f"The number stands in entry 1 of own only in copies{told}; see whether the "
        "entry means the same firm in the others.\n"
    )
    assert "XX, asset freeze: listed on that date" in said.out
    assert (line in said.err) == bool(told)


def test_copies_that_lie_far_apart_are_told(madein, tmp_path):
    for day in ("20220324", "20230912", "20230914"):
        file = sdn(tmp_path / "in", f"sdn_{day}T184330.csv", aurus=False)
        assert madein("lists", "add", file, *CONFIRM).code == 0
    told = (
        "No copy of OFAC SDN between 24 Mar 2022 and 12 Sep 2023 is held: whoever was "
        "listed and taken off again within these 537 days is in none.\n"
    )

    def said(day, *known):
        return madein("lists", "show", TAX_ID, "--on", day, *known)

    assert "US, asset freeze: not listed" in said("2023-01-01").out
    assert told in said("2023-01-01").err
    for day in ("2022-03-24", "2023-09-12", "2023-09-13", "2024-01-01"):
        assert "taken off again" not in said(day).err
    assert "taken off again" not in said("2023-01-01", "--known", "2023-01-01").err


@pytest.mark.usefixtures("held")
def test_show_as_known_on_a_day_leaves_later_copies_out(madein):
    on = ("--on", "2024-02-20")

    assert asked(madein, TAX_ID, *on, "--known", "2024-02-22") == [
        ("2024-02-20", "not listed", None, None)
    ]
    assert asked(madein, TAX_ID, *on, "--known", "2024-02-23") == [
        ("2024-02-20", "listed later", None, 3)
    ]
    assert asked(madein, TAX_ID, *on, "--known", "2024-02-19") == [
        ("2024-02-20", "not determinable", "LIST_GAP", None)
    ]


@pytest.mark.usefixtures("held")
def test_a_number_with_signs_is_the_same_number(madein):
    for text in ("77 4323 7789", "7743237789/774301001", "ИНН 7743237789"):
        assert asked(madein, text, "--on", "2024-02-23") == [
            ("2024-02-23", "listed on that date", None, None)
        ]


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("number", "word", "reason"),
    [
        ("7711000924", "not listed", None),  # NAMI: a real number, in no made-up copy
        ("7711000925", "not determinable", "NAME_ONLY"),  # no check digit
    ],
)
def test_only_a_proven_number_is_not_listed(madein, number, word, reason):
    assert asked(madein, number, "--on", "2024-02-20") == [
        ("2024-02-20", word, reason, None)
    ]
    assert f"'{number}' stands in no entry; lists do not give every firm's number" in (
        madein("lists", "show", number, "--on", "2024-02-20").err
    )


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("name", ["Aurus LLC", "ООО «Аурус»", "NOBODY AT ALL LLC"])
def test_a_name_alone_decides_nothing(madein, name):
    days = ("2024-02-20", "2024-02-22", "2024-02-23")

    assert asked(madein, name, *(word for day in days for word in ("--on", day))) == [
        (day, "not determinable", "NAME_ONLY", None) for day in days
    ]


@pytest.mark.usefixtures("held")
def test_a_name_shows_the_entry_that_has_it(madein):
    said = madein("lists", "show", "Aurus LLC", "--on", "2024-02-23")

    assert said.out == (
        "Aurus LLC on 2024-02-23\n"
        "  US, asset freeze: not determinable (NAME_ONLY)\n"
        "    LIMITED LIABILITY COMPANY AURUS (OFAC SDN, entry 47956)\n"
        "    an entry of that name: listed on that date; in the copy of 23 Feb 2024, not "
        "in that of 20 Feb 2024\n"
        "    copy relied on: 2024-02-23\n"
        "\n"
    )
    assert said.err.startswith(
        "'Aurus LLC' is a name: firms share names, so it decides"
    )


@pytest.mark.usefixtures("held")
def test_a_number_in_several_entries_is_said_with_their_names(madein, tmp_path):
    file = tmp_path / "mine_2024-02-23.csv"
    file.write_text(
        "name,tax id,measure,designated\n"
        "SOMEBODY ELSE LLC,7743237789,export control,2023-05-01\n"
    )
    madein("lists", "add", file, "--list", "my-list", "--regime", "XX")
    said = madein("lists", "show", TAX_ID, "--on", "2024-02-23")

    assert [line for line in lines(said.out) if not line.startswith("    ")] == [
        "7743237789 on 2024-02-23",
        "  US, asset freeze: listed on that date",
        "  XX, export control: listed on that date",
    ]
    assert re.sub("name:[0-9a-f]+", "name:...", said.err).startswith(
        "The number stands in 2 entries: LIMITED LIABILITY COMPANY AURUS (OFAC SDN "
        "47956); SOMEBODY ELSE LLC (my-list name:...).\n"
    )


def test_a_folder_of_copies_without_a_journal_is_asked_too(madein, two):
    where = ("--folder", two[0].parent)

    assert asked(madein, TAX_ID, "--on", "2024-02-20", *where) == [
        ("2024-02-20", "listed later", None, 3)
    ]


def test_the_store_is_read_again_when_a_copy_comes(madein, two):
    madein("lists", "add", two[0], *CONFIRM)
    before = asked(madein, TAX_ID, "--on", "2024-02-20")
    madein("lists", "add", two[1], *CONFIRM)

    assert before == [("2024-02-20", "not listed", None, None)]
    assert asked(madein, TAX_ID, "--on", "2024-02-20") == [
        ("2024-02-20", "listed later", None, 3)
    ]


def test_the_store_is_read_again_when_a_notice_comes(madein, two, store):
    madein("lists", "add", *two, *CONFIRM)
    asked(madein, TAX_ID, "--on", "2024-02-22")
    (store / "us-ofac-sdn" / "actions.csv").write_text(
        "entry,action,date,source\n47956,listed,2024-02-23,OFAC recent actions\n"
    )

    assert asked(madein, TAX_ID, "--on", "2024-02-22") == [
        ("2024-02-22", "listed later", None, 1)
    ]


@pytest.mark.usefixtures("held")
def test_what_was_read_is_kept_once(madein, store):
    asked(madein, TAX_ID, "--on", "2024-02-22")
    (kept,) = (store / "us-ofac-sdn").glob(".tables-*")
    asked(madein, TAX_ID, "--on", "2024-02-22")
    assert kept.is_dir()
    (store / "us-ofac-sdn" / "actions.csv").write_text("entry,action,date,source\n")
    asked(madein, TAX_ID, "--on", "2024-02-22")

    assert not kept.exists()
    assert len(list((store / "us-ofac-sdn").glob(".tables-*"))) == 1


@pytest.mark.usefixtures("held")
def test_a_store_that_cannot_be_written_to_is_read_all_the_same(
    madein, store, monkeypatch
):
    monkeypatch.setattr(loaded.os, "access", lambda *_: False)

    assert asked(madein, TAX_ID, "--on", "2024-02-20") == [
        ("2024-02-20", "listed later", None, 3)
    ]
    assert not list((store / "us-ofac-sdn").glob(".tables-*"))


@pytest.mark.usefixtures("held")
def test_a_changed_copy_in_the_store_stops_every_answer(madein, store):
    asked(madein, TAX_ID, "--on", "2024-02-22")
    (copy, *_) = (store / "us-ofac-sdn").glob("*.csv")
    copy.write_bytes(copy.read_bytes().replace(b"MADE UP 1", b"MADE UP 9"))
    said = madein("lists", "show", TAX_ID, "--on", "2024-02-22")

    assert (said.code, said.out) == (5, "")
    assert said.err.startswith(
        f"'{copy.name}' is not the file that was added: it was changed\n"
    )


@pytest.mark.parametrize(
    ("args", "what"),
    [
        ((), "no list is held"),
        (("--case", ".", "--folder", "."), "both --case and --folder are given"),
    ],
)
def test_show_without_anything_to_ask_says_so(madein, args, what):
    said = madein("lists", "show", TAX_ID, "--on", "2024-02-22", *args)

    assert said.code == 2
    assert said.err.startswith(f"{what}\n  at ")


@pytest.mark.usefixtures("held")
def test_one_list_can_be_asked_by_id_or_name(madein):
    on = (TAX_ID, "--on", "2024-02-23")

    assert asked(madein, *on, "--list", "us-ofac-sdn") == asked(
        madein, *on, "--list", "OFAC SDN"
    )
    said = madein("lists", "show", *on, "--list", "eu-fsf")
    assert said.code == 2
    assert said.err == (
        "there is no list 'eu-fsf'\n  at --list\n"
        "  try: name one of OFAC SDN, us-ofac-sdn; or leave --list out\n"
    )


def test_a_day_that_is_none_is_refused(madein):
    said = madein("lists", "show", TAX_ID, "--on", "22.02.2024")

    assert said.code == 2
    assert "'22.02.2024' is no day; write it like 2024-02-22" in said.err


# --- update ------------------------------------------------------------------


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def published(tmp_path):
    """A publisher on this computer: a folder, and a file of lists that names it."""
    folder = tmp_path / "published"
    folder.mkdir()
    server = HTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    row = "publisher: P, regime: XX, zone: America/New_York, least_entries: 2"
    (folder / "lists.yml").write_text(
        "lists:\n"
        f"  - {{id: sdn, title: S, {row}, formats: [ofac-sdn], parts: [sdn], "
        f"addresses: ['{host}/sdn.csv']}}\n"
        f"  - {{id: gone, title: G, {row}, formats: [un-sc], "
        f"addresses: ['{host}/gone.xml']}}\n"
        f"  - {{id: paper, title: P, {row}, formats: [swiss-seco]}}\n"
    )
    yield folder
    server.shutdown()
    server.server_close()


def update(madein, published, *args):
    return madein("lists", "update", *args, "--publishers", published / "lists.yml")


def test_update_adds_what_the_publisher_has_today(madein, published, store):
    sdn(published, "sdn.csv")
    said = update(madein, published, "sdn")
    (line,) = (store / "sdn" / "snapshots.jsonl").read_text().splitlines()
    told = json.loads(line)

    assert said.code == 0
    assert lines(said.out)[2].split()[:2] == ["sdn.csv", "sdn"]
    assert told["origin"].endswith("/sdn.csv")
    assert told["taken"][:10] == told["day"]
    assert datetime.fromisoformat(told["taken"]) == datetime.fromisoformat(
        told["added"]
    )


def test_update_without_ids_fetches_what_is_held(madein, published):
    sdn(published, "sdn.csv")
    update(madein, published, "sdn")
    said = update(madein, published)

    assert said.code == 0
    assert "sdn.csv: held already; nothing was added\n" in said.err


def test_update_refuses_a_list_that_shrank(madein, published, store):
    sdn(published, "sdn.csv", others=8)
    update(madein, published, "sdn")
    before = (store / "sdn" / "snapshots.jsonl").read_text()
    sdn(published, "sdn.csv", others=4)
    said = update(madein, published, "sdn")

    assert said.code == 5
    assert "'sdn.csv' lacks 4 of the 9 entries that sdn held on " in said.err
    assert (store / "sdn" / "snapshots.jsonl").read_text() == before
    assert update(madein, published, "sdn", *CONFIRM).code == 0


def test_a_page_in_place_of_a_list_is_named_by_its_address(madein, published, store):
    (published / "sdn.csv").write_text("<html>maintenance</html>")
    said = update(madein, published, "sdn")
    what, where = said.err.splitlines()[1:3]

    assert said.code == 5
    assert what == (
        "'sdn.csv' is a web page, not a list: open it, and see what it says"
    )
    assert re.fullmatch(r"  at http://127\.0\.0\.1:\d+/sdn\.csv", where)
    assert not (store / "sdn").exists()


def test_a_list_that_does_not_come_keeps_no_other_from_it(madein, published, store):
    sdn(published, "sdn.csv")
    said = update(madein, published, "gone", "sdn")

    assert said.code == 5
    assert "the list was not fetched: the answer is 404 File not found\n" in said.err
    assert (store / "sdn" / "snapshots.jsonl").is_file()


@pytest.mark.parametrize(
    ("args", "what"),
    [
        ((), "no list is held that could be fetched again"),
        (("nothing",), "'nothing' is no list that madein knows by name"),
        (("paper",), "no lasting address is known for paper"),
    ],
)
def test_update_of_nothing_says_so(madein, published, args, what):
    said = update(madein, published, *args)

    assert said.code == 2
    assert said.err.startswith(f"{what}\n  at ")


# --- the real copies ---------------------------------------------------------


@needs_ofac
def test_the_real_copies_say_of_aurus_what_is_known(madein):
    files = sorted(OFAC.glob("sdn_2024*.csv.gz"))
    assert madein("lists", "add", *files).code == 0

    assert asked(
        madein, TAX_ID, "--on", "2024-02-20", "--on", "2024-02-22", "--on", "2024-02-23"
    ) == [
        ("2024-02-20", "listed later", None, 3),
        ("2024-02-22", "not determinable", "LIST_GAP", None),
        ("2024-02-23", "listed on that date", None, None),
    ]
