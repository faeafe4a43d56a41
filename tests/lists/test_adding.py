import json
import shutil
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.errors import SourceError, StoreError
from madein.lists import adding
from madein.lists.adding import add, compare
from madein.lists.looking import Told, look_at
from madein.lists.publishers import Catalogue, PublishedList
from madein.lists.store import Holds, alias_files, copies, journal

NULLS = ",".join(["-0- "] * 8)
NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)
SDN = PublishedList(
    id="sdn",
    title="An SDN list",
    publisher="Somebody",
    regime="US",
    formats=("ofac-sdn",),
    parts=("sdn",),
    licence="free",
    zone="America/New_York",
    least_entries=3,
)
KNOWN = Catalogue(lists=(SDN,))
NOTHING = Told()


def put(folder, name, *numbers):
    """A copy of an imaginary list."""
    folder.mkdir(exist_ok=True)
    text = "".join(f'{n},"NAME {n}",-0- ,"CUBA",{NULLS}\r\n' for n in numbers)
    (folder / name).write_text(f"{text}\x1a", newline="")
    return folder / name


def take(store, *files, told=NOTHING, known=KNOWN, at=NOW, ask=None):
    seen = [look_at(file, told, known, store, at, ask=ask) for file in files]
    compared, faults = compare(seen, store, told)
    add(compared, store, told, at)
    if faults:
        raise SourceError(*faults)
    return compared


def refusal(store, *files, **how):
    before = sorted(store.rglob("*"))
    with pytest.raises(SourceError) as raised:
        take(store, *files, **how)
    assert sorted(store.rglob("*")) == before
    return str(raised.value)


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def inbox(tmp_path):
    return tmp_path / "inbox"


def test_a_copy_is_kept_as_it_came_with_a_line(store, inbox):
    file = put(inbox, "sdn_20240225T015029.csv", 1, 2, 3)
    (one,) = take(store, file)
    (line,) = journal(store / "sdn")
    (copy,) = copies(store / "sdn")

    assert (one.entries, one.before, one.held_on) == (3, None, ())
    assert copy.file.read_bytes() == file.read_bytes()
    assert copy.file.name == f"20240224T205029_{line.sha256[:12]}_sdn.csv"
    assert (line.list, line.regime, line.format, line.part) == (
        *("sdn", "US", "ofac-sdn", "sdn"),
    )
    assert (line.taken, line.day) == ("2024-02-24T20:50:29-05:00", "2024-02-24")
    assert (line.entries, line.publisher, line.licence) == (3, "Somebody", "free")
    assert (line.origin, line.added, line.confirmed) == (
        *(str(file), "2024-03-01T12:00:00+00:00", ""),
    )


def test_copies_are_compared_in_the_order_of_their_days(store, inbox):
    late = put(inbox, "sdn_20240205T120000.csv", 2, 3, 4, 5)
    early = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3, 4)
    middle = put(inbox, "sdn_20240203T120000.csv", 1, 2, 3, 4, 5, 6)
    found = take(store, late, early)
    between = take(store, middle)

    assert [(c.seen.file, c.before, c.new, c.gone) for c in found] == [
        (early, None, 0, 0),
        (late, date(2024, 2, 1), 1, 1),
    ]
    assert [(c.before, c.new, c.gone) for c in between] == [(date(2024, 2, 1), 2, 0)]
    assert [copy.day.day for copy in copies(store / "sdn")] == [1, 3, 5]


def test_the_same_bytes_are_not_stored_twice(store, inbox):
    file = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3)
    take(store, file)
    (again,) = take(store, file)

    assert again.is_held
    assert len(journal(store / "sdn")) == 1


def test_the_same_bytes_of_another_day_add_the_day_alone(store, inbox):
    take(store, put(inbox, "sdn_20240201T120000.csv", 1, 2, 3))
    (again,) = take(store, put(inbox, "sdn_20240204T120000.csv", 1, 2, 3))
    found = copies(store / "sdn")

    assert (again.is_held, again.held_on) == (False, (date(2024, 2, 1),))
    assert [copy.day.day for copy in found] == [1, 4]
    assert len({copy.file for copy in found}) == 1


def test_the_same_file_given_twice_counts_once(store, inbox):
    file = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3)
    take(store, file, file)

    assert len(journal(store / "sdn")) == 1


def test_two_copies_of_one_day_are_both_kept(store, inbox):
    take(
        store,
        put(inbox, "sdn_20240201T120000.csv", 1, 2, 3),
        put(inbox, "sdn_20240201T190000.csv", 1, 2, 3, 4),
    )

    assert [(c.day.day, c.taken.hour) for c in copies(store / "sdn")] == [
        (1, 7),
        (1, 14),
    ]


def test_a_copy_with_too_few_entries_is_refused_until_confirmed(store, inbox):
    file = put(inbox, "sdn_20240201T120000.csv", 1, 2)

    assert refusal(store, file) == (
        "'sdn_20240201T120000.csv' holds 2 entries; a copy of sdn should hold at least 3\n"
        f"  at {file}\n"
        "  try: get a whole copy; or, if it is whole, say why: --confirm 'why'"
    )
    take(store, file, told=Told(confirmed="made up for a test"))
    assert journal(store / "sdn")[0].confirmed == "made up for a test"


@pytest.mark.parametrize(
    ("numbers", "is_refused"),
    [
        ((1, 2, 3, 4, 5, 6, 7), False),  # two of nine gone
        ((1, 2, 3, 4, 5, 6), True),  # a third
        ((4, 5, 6, 7, 8, 9, 10, 11, 12), True),  # as long, but another third
    ],
)
def test_a_copy_that_lacks_a_third_is_refused_until_confirmed(
    store, inbox, numbers, is_refused
):
    take(store, put(inbox, "sdn_20240201T120000.csv", *range(1, 10)))
    file = put(inbox, "sdn_20240202T120000.csv", *numbers)

    if is_refused:
        assert refusal(store, file) == (
            "'sdn_20240202T120000.csv' lacks 3 of the 9 entries that sdn held on "
            f"2024-02-01\n  at {file}\n"
            "  try: get a whole copy; or, if it is whole, say why: --confirm 'why'"
        )
    take(store, file, told=Told(confirmed="a mass removal"))
    assert [line.confirmed for line in journal(store / "sdn")] == [
        *("", "a mass removal" if is_refused else ""),
    ]


def test_a_copy_of_the_same_second_is_compared_too(store, inbox):
    told = Told(taken=datetime(2024, 2, 1, 12))
    take(store, put(inbox, "sdn.csv", 1, 2, 3, 4, 5, 6), told=told)

    assert "lacks 3 of the 6 entries" in (
        refusal(store, put(inbox, "sdn.csv", 1, 2, 3), told=told)
    )


def test_a_file_that_is_refused_does_not_keep_the_others_from_it(store, inbox):
    first = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3, 4, 5, 6)
    cut = put(inbox, "sdn_20240202T120000.csv", 1, 2, 3, 4)
    cut.write_bytes(cut.read_bytes()[:-1])
    short = put(inbox, "sdn_20240203T120000.csv", 1, 2, 3, 4)
    last = put(inbox, "sdn_20240204T120000.csv", 1, 2, 3, 4, 5)
    seen = [
        look_at(file, NOTHING, KNOWN, store, NOW) for file in (last, short, cut, first)
    ]
    compared, faults = compare(seen, store, NOTHING)

    assert [(one.seen.file, one.before, one.gone) for one in compared] == [
        (first, None, 0),
        (last, date(2024, 2, 1), 1),
    ]
    assert [fault.where.removeprefix(f"{inbox}/") for fault in faults] == [
        cut.name,
        short.name,
    ]


def test_a_copy_from_the_future_is_refused(store, inbox):
    file = put(inbox, "sdn_20240302T120000.csv", 1, 2, 3)

    assert refusal(store, file) == (
        "'sdn_20240302T120000.csv' is of 2024-03-02 07:00 EST, which is still to come: "
        f"it is 2024-03-01 12:00 UTC\n  at {file}\n"
        "  try: mend the day in its name, or --taken; or the clock of this computer"
    )


@pytest.mark.parametrize(
    ("taken", "day", "hour"),
    [
        (datetime(2024, 2, 23), date(2024, 2, 23), 0),
        (datetime(2024, 2, 23, 18, 43), date(2024, 2, 23), 18),
        (datetime(2024, 2, 24, 1, 43, tzinfo=UTC), date(2024, 2, 23), 20),
    ],
)
def test_a_person_says_when_in_the_zone_of_the_authority(
    store, inbox, taken, day, hour
):
    (one,) = take(store, put(inbox, "sdn.csv", 1, 2, 3), told=Told(taken=taken))

    assert (one.seen.taken.date(), one.seen.taken.hour) == (day, hour)


def test_a_file_that_does_not_say_its_day_is_asked_about(store, inbox):
    file = put(inbox, "sdn.csv", 1, 2, 3)

    assert refusal(store, file) == (
        f"'sdn.csv' does not say when it was taken\n  at {file}\n"
        "  try: say it: --taken 2024-02-23T18:43:23Z, or 2024-02-23"
    )
    (one,) = take(store, file, ask=lambda _: datetime(2024, 2, 3))
    assert one.seen.taken.date() == date(2024, 2, 3)


def test_a_person_cannot_put_a_copy_before_its_own_day(store, inbox):
    file = put(inbox, "sdn_20240223T184323.csv", 1, 2, 3)

    assert refusal(store, file, told=Told(taken=datetime(2024, 2, 22))) == (
        "'sdn_20240223T184323.csv' is of 2024-02-23: it was not there on 2024-02-22\n"
        f"  at {file}\n"
        "  try: leave --taken out, or mend the day"
    )
    (one,) = take(store, file, told=Told(taken=datetime(2024, 2, 26)))
    assert one.seen.taken.date() == date(2024, 2, 26)  # still the list of that day


def test_other_names_are_kept_beside_the_copies(store, inbox):
    dated = inbox / "alt_20240205.csv"
    undated = inbox / "alt.csv"
    put(inbox, "sdn_20240201T120000.csv", 1, 2, 3)
    for file in (dated, undated):
        file.write_text(f'1,1,"aka","OF {file.stem}",-0- \r\n\x1a', newline="")
    take(store, inbox / "sdn_20240201T120000.csv", dated)
    (one,) = take(store, undated, told=Told(taken=datetime(2024, 2, 6)))

    assert (one.seen.holds, one.entries, one.before) == (Holds.NAMES, 1, None)
    assert [c.day.day for c in copies(store / "sdn")] == [1]
    assert [c.day.day for c in alias_files(store / "sdn")] == [5, 6]


def test_a_list_of_ones_own_needs_to_be_said_once(store, inbox):
    first = put(inbox, "sdn_20240201T120000.csv", 1)
    second = put(inbox, "sdn_20240202T120000.csv", 1, 2)
    known = Catalogue(lists=())

    assert refusal(store, first, known=known) == (
        "'sdn_20240201T120000.csv' does not show whose list it is\n"
        f"  at {first}\n"
        "  try: say it with --list, like --list us-ofac-sdn, or --list my-list --regime XX"
    )
    assert refusal(store, first, known=known, told=Told(list="mine")) == (
        "madein does not know whose list 'mine' is\n"
        f"  at {first}\n"
        "  try: say it: --regime US, EU, UK, or a word of your own"
    )
    take(store, first, known=known, told=Told(list="mine", regime="XX"))
    take(store, second, known=known, told=Told(list="mine"))
    assert [line.regime for line in journal(store / "mine")] == ["XX", "XX"]
    assert refusal(store, second, known=known, told=Told(list="mine", regime="YY")) == (
        "'mine' is a list of XX, not of YY\n"
        f"  at {second}\n"
        "  try: leave --regime out, or give the list another id"
    )


def test_the_day_in_the_name_of_a_table_of_ones_own_stays(store, inbox):
    inbox.mkdir()
    file = inbox / "mine_2024-02-23.csv"
    file.write_text("name,measure\nIMAGINARY LLC,asset freeze\n")
    (one,) = take(store, file, told=Told(list="sdn", confirmed="short"))

    assert one.seen.taken.date() == date(2024, 2, 23)  # and not the 22nd, in Washington
    assert [copy.day for copy in copies(store / "sdn")] == [date(2024, 2, 23)]


@pytest.mark.parametrize("name", ["../x", "A", "a/b", "-a", "a b"])
def test_an_id_is_no_path(store, inbox, name):
    file = put(inbox, "sdn_20240201T120000.csv", 1)
    told = Told(list=name, regime="XX")

    assert refusal(store, file, known=Catalogue(lists=()), told=told) == (
        f"'{name}' is no id of a list\n  at {file}\n"
        "  try: write small letters, digits and hyphens: my-list"
    )


def test_a_copy_of_one_list_is_not_taken_for_another(store, inbox):
    file = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3)
    other = PublishedList(
        id="fsf", title="F", publisher="P", regime="EU", formats=("x",)
    )
    known = Catalogue(lists=(SDN, other))

    assert refusal(store, file, known=known, told=Told(list="fsf")) == (
        f"'sdn_20240201T120000.csv' is a copy of sdn, not of fsf\n  at {file}\n"
        "  try: leave --list out, or name the other file"
    )


@pytest.mark.parametrize("step", ["_copied", "_written"])
def test_a_crash_leaves_the_store_whole(store, inbox, monkeypatch, step):
    take(store, put(inbox, "sdn_20240201T120000.csv", 1, 2, 3))
    second = put(inbox, "sdn_20240202T120000.csv", 1, 2, 3, 4)

    def crash(source, sink):
        sink.write(source.read()[:10] if step == "_copied" else b"")
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        if step == "_copied":
            patched.setattr(adding.shutil, "copyfileobj", crash)
        else:
            patched.setattr(adding.json, "dumps", lambda *_, **__: 1 / 0)
        with pytest.raises((KeyboardInterrupt, ZeroDivisionError)):
            take(store, second)

    assert [copy.day.day for copy in copies(store / "sdn")] == [1]
    take(store, second)
    assert [copy.day.day for copy in copies(store / "sdn")] == [1, 2]


def test_a_file_that_a_crash_left_half_written_is_replaced(store, inbox):
    file = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3)
    take(store, file)
    (copy,) = copies(store / "sdn")
    (store / "sdn" / "snapshots.jsonl").write_text("")
    copy.file.write_bytes(b"half")
    take(store, file)

    assert [c.file.read_bytes() for c in copies(store / "sdn")] == [file.read_bytes()]


def test_two_cannot_write_at_once(store, inbox):
    file = put(inbox, "sdn_20240201T120000.csv", 1, 2, 3)
    compared, _ = compare([look_at(file, NOTHING, KNOWN, store, NOW)], store, NOTHING)
    (store / "sdn").mkdir(parents=True)

    with adding._locked(store / "sdn"), pytest.raises(StoreError) as raised:
        add(compared, store, NOTHING, NOW)
    assert str(raised.value) == (
        "another process is adding copies to this folder\n"
        f"  at {store / 'sdn' / '.lock'}\n"
        "  try: wait until it is done"
    )


def test_a_changed_copy_stops_the_next_comparison(store, inbox):
    take(store, put(inbox, "sdn_20240201T120000.csv", 1, 2, 3))
    (copy,) = copies(store / "sdn")
    shutil.copy(put(inbox, "x.csv", 1, 2), copy.file)

    assert "is not the file that was added" in refusal(
        store, put(inbox, "sdn_20240202T120000.csv", 1, 2, 3)
    )


def test_the_journal_is_one_object_a_line(store, inbox):
    take(
        store,
        put(inbox, "sdn_20240201T120000.csv", 1, 2, 3),
        put(inbox, "sdn_20240202T120000.csv", 1, 2, 3, 4),
    )
    text = (store / "sdn" / "snapshots.jsonl").read_text(encoding="utf-8")

    assert [json.loads(line)["entries"] for line in text.splitlines()] == [3, 4]


@settings(max_examples=25, deadline=None)
@given(
    held=st.dictionaries(
        st.integers(1, 28),
        st.sets(st.integers(1, 9), min_size=1),
        min_size=1,
        max_size=5,
    ),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_adding_makes_no_difference(tmp_path_factory, held, order):
    folder = tmp_path_factory.mktemp("order")
    files = [
        put(folder / "in", f"sdn_202402{day:02}T120000.csv", *sorted(numbers))
        for day, numbers in held.items()
    ]
    told = Told(confirmed="made up")
    shuffled = order.sample(files, len(files))
    at_once = take(folder / "once", *shuffled, told=told)
    for file in shuffled:
        take(folder / "each", file, told=told)

    once, each = (
        [(c.day, c.sha256) for c in copies(folder / name / "sdn")]
        for name in ("once", "each")
    )
    days = sorted(held)
    assert once == each
    assert [day.day for day, _ in once] == days
    assert [(c.new, c.gone) for c in at_once[1:]] == [
        (len(held[b] - held[a]), len(held[a] - held[b])) for a, b in pairwise(days)
    ]
