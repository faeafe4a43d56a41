from dataclasses import replace
from datetime import date, timedelta

import pytest

from madein.engine import Engine
from madein.lists.standing import (
    Coverage,
    Listing,
    Span,
    coverages,
    entries_of,
    listings_of,
    spans,
    word_on,
)
from madein.question import ListFolder, Since
from madein.tables import LIST_ID, LIST_SNAPSHOT, LISTING
from madein.verdict import Measure, PartyWord, Reason, StartKind

FREEZE, CONTROL = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL
FIRST, LAST = date.min, date.max


def jan(day):
    return date(2024, 1, day)


def covered(*days, name="SDN", since=None):
    return Coverage(
        list=name,
        copies=tuple(jan(day) for day in days),
        complete_since=None if since is None else jan(since),
    )


def listing(maybe_from, listed_from, listed_to=None, maybe_to=None, **more):
    """A made-up listing; copies around it as the days say."""
    days = (maybe_from, listed_to, maybe_to)
    maybe_from, listed_to, maybe_to = (None if d is None else jan(d) for d in days)
    one = Listing(
        list="SDN",
        regime="US",
        measure=FREEZE,
        entry="1",
        name="FIRM 1",
        listed_from=jan(listed_from),
        present_from=jan(listed_from),
        present_to=jan(listed_from) if listed_to is None else listed_to - DAY,
        start_kind=StartKind.LIST_FILE,
        maybe_from=maybe_from,
        listed_to=listed_to,
        maybe_to=maybe_to,
        end_kind=None if listed_to is None else StartKind.LIST_FILE,
        absent_on=None if maybe_from is None else maybe_from - DAY,
        gone_on=maybe_to,
    )
    return replace(one, **more)


DAY = timedelta(days=1)
DATED = {"start_kind": StartKind.DESIGNATION}
ENTRY = {"party": "FIRM 1", "list": "SDN", "entry": "1"}
LISTED_FILE = ENTRY | {"start_kind": StartKind.LIST_FILE}
GAP = {"word": PartyWord.UNKNOWN, "reason": Reason.LIST_GAP}


def words(found):
    """First day and word of each span, in short."""
    return [
        (span.since if span.since == FIRST else span.since.day, span.word.value)
        for span in found
    ]


def test_each_span_says_what_it_rests_on():
    found = spans(
        [covered(2, 6, 12, 16, 20, 26)], [listing(7, 12, listed_to=17, maybe_to=20)]
    )

    came = "in the copy of 12 Jan 2024, not in that of 6 Jan 2024"
    went = "in the copy of 16 Jan 2024, no longer in that of 20 Jan 2024"
    assert found == (
        Span(
            since=FIRST,
            until=jan(2),
            **GAP,
            list="SDN",
            says="no copy of SDN before 2 Jan 2024 is held",
        ),
        Span(
            since=jan(2),
            until=jan(7),
            word=PartyWord.LATER,
            begins=jan(12),
            **LISTED_FILE,
            snapshot=jan(12),
            says=came,
        ),
        Span(
            since=jan(7),
            until=jan(12),
            **GAP,
            **LISTED_FILE,
            snapshot=jan(12),
            says=came,
        ),
        Span(
            since=jan(12),
            until=jan(17),
            word=PartyWord.LISTED,
            **LISTED_FILE,
            snapshot=jan(12),
            says=came,
        ),
        Span(
            since=jan(17),
            until=jan(20),
            **GAP,
            **LISTED_FILE,
            snapshot=jan(20),
            says=went,
        ),
        Span(
            since=jan(20),
            until=jan(27),
            word=PartyWord.FORMERLY,
            **LISTED_FILE,
            snapshot=jan(20),
            says=went,
        ),
        Span(
            since=jan(27),
            until=LAST,
            **GAP,
            list="SDN",
            says="no copy of SDN after 26 Jan 2024 is held",
        ),
    )


def test_a_party_in_no_copy_is_not_listed_between_the_first_and_the_last():
    found = spans([covered(2, 6)], [])

    assert found[1] == Span(
        since=jan(2),
        until=jan(7),
        word=PartyWord.NOT_LISTED,
        list="SDN",
        snapshot=jan(6),
        says="in no copy of SDN from 2 Jan 2024 to 6 Jan 2024",
    )
    assert [span.word for span in found] == [
        PartyWord.UNKNOWN,
        PartyWord.NOT_LISTED,
        PartyWord.UNKNOWN,
    ]


def test_of_several_lists_none_decides_that_a_party_is_on_none():
    found = spans([covered(2, 9), covered(4, 8, name="CONS")], [])

    assert found[1] == Span(
        since=jan(4),
        until=jan(9),
        word=PartyWord.NOT_LISTED,
        snapshot=jan(8),
        says="in no copy of CONS from 4 Jan 2024 to 8 Jan 2024 "
        "or SDN from 2 Jan 2024 to 9 Jan 2024",
    )


def test_without_a_list_nothing_is_determinable():
    assert spans([], []) == (
        Span(
            since=FIRST,
            until=LAST,
            word=PartyWord.UNKNOWN,
            reason=Reason.LIST_NOT_LOADED,
            says="no list of this measure is loaded",
        ),
    )


def test_the_days_that_somebody_vouches_for_are_named_as_covered():
    found = spans([covered(6, since=2)], [])

    assert words(found) == [
        (FIRST, "not determinable"),
        (2, "not listed"),
        (7, "not determinable"),
    ]
    assert found[1].says == "in no copy of SDN from 2 Jan 2024 to 6 Jan 2024"


def test_a_word_given_for_days_after_the_first_copy_changes_nothing():
    assert spans([covered(2, 6, since=4)], []) == spans([covered(2, 6)], [])


FIRST_HELD = "in the copy of 4 Jan 2024, the first one held"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (
            StartKind.LIST_FILE,
            FIRST_HELD,
        ),
        (
            StartKind.DESIGNATION,
            "listed from 4 Jan 2024, by the list's own day",
        ),
        (
            StartKind.ACTION,
            "listed from 4 Jan 2024, by the authority's notice",
        ),
        (
            StartKind.CRAWL,
            f"{FIRST_HELD}; a database saw it from 4 Jan 2024",
        ),
    ],
)
def test_the_ground_of_a_listing_names_what_dates_it(kind, says):
    found = spans([covered(4)], [listing(None, 4, start_kind=kind)])

    assert word_on(found, jan(4)).says == says
    assert word_on(found, jan(4)).start_kind is kind


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (StartKind.LIST_FILE, ""),
        (StartKind.DESIGNATION, "; ended on 6 Jan 2024 by the list's own day"),
        (StartKind.ACTION, "; removed on 6 Jan 2024 by the authority's notice"),
    ],
)
def test_the_ground_of_an_end_names_what_dates_it(kind, more):
    ended = listing(None, 4, listed_to=6, maybe_to=8, end_kind=kind)
    found = spans([covered(4, 8)], [ended])

    went = "in the copy of 5 Jan 2024, no longer in that of 8 Jan 2024"
    assert word_on(found, jan(8)).says == went + more


def test_an_end_that_no_copy_shows_is_told_without_one():
    ended = listing(
        None,
        4,
        listed_to=6,
        maybe_to=6,
        gone_on=None,
        end_kind=StartKind.DESIGNATION,
    )
    found = spans([covered(4, 8)], [ended])

    assert word_on(found, jan(8)).says == (
        "in the copy of 5 Jan 2024; ended on 6 Jan 2024 by the list's own day"
    )


def test_what_is_odd_with_a_listing_stands_beside_its_ground():
    found = spans([covered(4)], [listing(None, 4, note="a note")])

    assert word_on(found, jan(4)).says == (
        "in the copy of 4 Jan 2024, the first one held (a note)"
    )


def test_before_the_first_copy_its_own_day_speaks():
    found = spans([covered(10)], [listing(4, 4, present_from=jan(10), **DATED)])

    assert words(found) == [
        (FIRST, "listed later"),
        (4, "listed on that date"),
        (11, "not determinable"),
    ]
    assert (found[0].begins, found[0].snapshot) == (jan(4), jan(10))


@pytest.mark.parametrize("kind", [StartKind.ACTION, StartKind.CRAWL])
def test_before_the_first_copy_nothing_else_speaks(kind):
    one = listing(4, 4, present_from=jan(10), start_kind=kind)
    found = spans([covered(10)], [one])

    assert words(found) == [
        (FIRST, "not determinable"),
        (4, "listed on that date"),
        (11, "not determinable"),
    ]
    assert found[0].says == "no copy of SDN before 10 Jan 2024 is held"


def test_the_first_stretch_of_an_entry_speaks_for_the_days_before_the_first_copy():
    dated = listing(
        1, 1, listed_to=11, maybe_to=12, present_from=jan(10), absent_on=None, **DATED
    )
    back = listing(15, 16)
    found = spans([covered(10, 12, 14, 16)], [back, dated])

    assert words(found)[:2] == [(FIRST, "listed later"), (1, "listed on that date")]


def test_a_later_stretch_does_not_speak_for_the_days_before_the_first_copy():
    undated = listing(4, 4, listed_to=5, maybe_to=6)
    dated = listing(8, 8, **DATED)
    found = spans([covered(2, 4, 6, 8)], [dated, undated])

    assert words(found)[:2] == [(FIRST, "not determinable"), (2, "listed later")]


def test_each_entry_must_speak_for_the_days_before_the_first_copy():
    dated = listing(4, 4, present_from=jan(10), **DATED)
    other = listing(9, 10, entry="2")
    found = spans([covered(8, 10)], [dated, other])

    assert words(found) == [
        (FIRST, "not determinable"),
        (4, "listed on that date"),
        (11, "not determinable"),
    ]
    assert found[0].entry is None


def test_an_own_day_that_never_took_effect_speaks_for_no_day():
    never = listing(20, 20, listed_to=7, maybe_to=10, present_from=jan(6), **DATED)
    found = spans([covered(4, 6, 10, 24)], [never])

    assert words(found) == [
        (FIRST, "not determinable"),
        (4, "not listed"),
        (25, "not determinable"),
    ]


def test_a_listing_that_ends_as_it_begins_never_took_effect():
    never = listing(8, 8, listed_to=8, maybe_to=8)

    assert words(spans([covered(4, 12)], [never]))[1] == (4, "not listed")


def test_of_several_entries_the_first_listed_is_named_and_then_the_next():
    one = listing(4, 4, listed_to=7, maybe_to=8)
    two = listing(5, 6, entry="2", name="FIRM 2")
    found = spans([covered(2, 4, 6, 8, 10)], [two, one])

    named = [(s.since.day, s.entry) for s in found if s.word is PartyWord.LISTED]
    assert named == [(4, "1"), (7, "2")]


def test_of_entries_that_say_the_same_the_first_by_its_id_is_named():
    lists = [covered(2, 4, name="SDN"), covered(2, 4, name="CONS")]
    alike = [
        listing(3, 4, list=name, entry=entry)
        for name in ("SDN", "CONS")
        for entry in ("2", "1")
    ]

    for found in (spans(lists, alike), spans(lists[::-1], alike[::-1])):
        assert [(s.list, s.entry) for s in found if s.entry] == [("CONS", "1")] * 3


def test_what_was_listed_last_is_named_as_formerly_listed():
    one = listing(4, 4, listed_to=6, maybe_to=6)
    two = listing(5, 5, listed_to=8, maybe_to=8, entry="2")
    found = spans([covered(2, 12)], [one, two])

    assert [(s.since.day, s.word.value, s.entry) for s in found if s.entry] == [
        (2, "listed later", "1"),
        (4, "listed on that date", "1"),
        (6, "listed on that date", "2"),
        (8, "formerly listed", "2"),
    ]


def test_an_entry_that_may_be_listed_is_named_before_a_list_without_copies():
    one = listing(4, 8)
    found = spans([covered(2, 8), covered(6, 8, name="CONS")], [one])

    assert [(s.since, s.list, s.entry) for s in found][:3] == [
        (FIRST, "CONS", None),
        (jan(4), "SDN", "1"),
        (jan(8), "SDN", "1"),
    ]


def test_where_one_list_is_silent_another_does_not_speak_for_it():
    gone = listing(3, 3, listed_to=4, maybe_to=4)
    found = spans([covered(2, 20), covered(8, 10, name="CONS")], [gone])

    assert words(found) == [
        (FIRST, "not determinable"),
        (3, "listed on that date"),
        (4, "not determinable"),
        (8, "formerly listed"),
        (11, "not determinable"),
    ]


def test_a_listing_that_comes_back_tells_when():
    one = listing(3, 3, listed_to=4, maybe_to=5)
    two = listing(8, 9)
    third = listing(12, 12)
    found = spans([covered(2, 3, 5, 7, 9, 12)], [third, two, one])

    gone = word_on(found, jan(6))
    assert (gone.word, gone.begins) == (PartyWord.FORMERLY, jan(9))
    assert [gone.lag(jan(day)) for day in (5, 6, 7)] == [4, 3, 2]
    assert word_on(found, jan(9)).begins is None


def test_the_days_until_a_listing_are_unknown_where_none_comes():
    found = spans([covered(2, 6)], [])

    assert found[1].lag(jan(3)) is None


@pytest.mark.parametrize(("day", "index"), [(1, 0), (2, 1), (6, 1), (7, 2), (31, 2)])
def test_the_word_of_a_day_is_that_of_its_span(day, index):
    found = spans([covered(2, 6)], [])

    assert word_on(found, jan(day)) is found[index]
    assert word_on(found, FIRST) is found[0]
    assert word_on(found, LAST) is found[-1]


def test_neighbours_that_say_the_same_are_one_span():
    two = listing(None, 4, entry="2")
    found = spans([covered(2, 4, 8)], [listing(None, 2), two])

    assert words(found) == [
        (FIRST, "not determinable"),
        (2, "listed on that date"),
        (9, "not determinable"),
    ]


# --- as known on a day ------------------------------------------------------------


def test_a_copy_of_the_day_counts_as_known():
    one = listing(7, 12)
    lists = [covered(2, 6, 12)]

    assert spans(lists, [one], known=jan(12)) == spans(lists, [one])
    assert words(spans(lists, [one], known=jan(11))) == [
        (FIRST, "not determinable"),
        (2, "not listed"),
        (7, "not determinable"),
    ]


@pytest.mark.parametrize(("known", "is_gone"), [(8, True), (7, False)])
def test_a_removal_is_known_with_the_first_copy_without_it(known, is_gone):
    one = listing(None, 2, listed_to=5, maybe_to=8)
    found = spans([covered(2, 4, 8)], [one], known=jan(known))

    assert words(found) == [
        (FIRST, "not determinable"),
        (2, "listed on that date"),
        (5, "not determinable"),
        *([(8, "formerly listed"), (9, "not determinable")] if is_gone else []),
    ]


def test_before_the_first_copy_was_taken_nothing_was_known():
    found = spans([covered(2)], [listing(None, 2)], known=jan(1))

    assert found == (
        Span(
            since=FIRST,
            until=LAST,
            **GAP,
            list="SDN",
            says="no copy of SDN had been taken",
        ),
    )


@pytest.mark.parametrize(
    ("kind", "published", "known", "word"),
    [
        (StartKind.DESIGNATION, 5, 5, "listed later"),
        (StartKind.DESIGNATION, 5, 4, "not listed"),
        (StartKind.DESIGNATION, None, 5, "not listed"),
        (StartKind.DESIGNATION, 11, 9, "not listed"),
        (StartKind.DESIGNATION, 11, 10, "listed later"),
        (StartKind.LIST_FILE, 5, 5, "not listed"),
    ],
)
def test_what_the_list_dates_itself_is_known_from_its_publication(
    kind, published, known, word
):
    one = listing(
        8,
        8,
        present_from=jan(10),
        start_kind=kind,
        published=None if published is None else jan(published),
    )
    found = spans([covered(2, 4, 10)], [one], known=jan(known))

    assert word_on(found, jan(3)).word.value == word


# --- from the tables --------------------------------------------------------------


def row(name, entry, measure, *, start=4, tax_ids=(), **more):
    return {
        "list": name,
        "regime": "US",
        "measure": measure,
        "entry": entry,
        "name": f"FIRM {entry}",
        "tax_ids": list(tax_ids),
        "programme": "P",
        "present_from": jan(start),
        "present_to": jan(start),
        "listed_from": jan(start),
        "start_kind": "list file",
        **more,
    }


@pytest.fixture
def engine():
    with Engine() as engine:
        engine.fill(
            LIST_SNAPSHOT,
            [
                {"list": name, "regime": "US", "day": jan(day), "file": "f"}
                for name, day in [("SDN", 4), ("SDN", 2), ("CONS", 3), ("NONE", 3)]
            ],
        )
        engine.fill(
            LISTING,
            [
                row("SDN", "1", FREEZE.value, tax_ids=["77", "78"], start=4),
                row("SDN", "1", FREEZE.value, start=2),
                row("SDN", "1", CONTROL.value, start=3),
                row("SDN", "2", FREEZE.value, tax_ids=["79"]),
                row("CONS", "1", FREEZE.value, tax_ids=["77"]),
            ],
        )
        yield engine


def test_a_list_speaks_of_the_measures_that_its_entries_are_under(engine):
    vouched = ListFolder(
        name="SDN",
        regime="US",
        folder="sdn",
        complete=Since(since=date(2020, 1, 1), because="made up"),
    )
    plain = ListFolder(name="CONS", regime="US", folder="cons")
    sdn = Coverage(list="SDN", copies=(jan(2), jan(4)), complete_since=date(2020, 1, 1))
    cons = Coverage(list="CONS", copies=(jan(3),))

    assert coverages(engine, [vouched, plain]) == {
        ("US", FREEZE): [cons, sdn],
        ("US", CONTROL): [sdn],
    }
    assert coverages(engine)["US", CONTROL] == [replace(sdn, complete_since=None)]


def test_a_list_speaks_of_the_measures_that_its_publisher_imposes_by_it(engine):
    engine.fill(
        LIST_SNAPSHOT,
        [{"list": "us-ofac-sdn", "regime": "US", "day": jan(2), "file": "f"}],
    )
    found = coverages(engine)

    assert found[("US", FREEZE)] == [Coverage(list="us-ofac-sdn", copies=(jan(2),))]


def test_entries_are_found_by_any_of_their_numbers(engine):
    numbers = [("SDN", "2", "1117"), ("CONS", "3", "77")]
    engine.fill(
        LIST_ID,
        [
            {"list": name, "entry": entry, "label": "No.", "number": number}
            for name, entry, number in numbers
        ],
    )

    assert entries_of(engine, ["1117"]) == [("SDN", "2")]
    assert entries_of(engine, ["77"]) == [("CONS", "1"), ("CONS", "3"), ("SDN", "1")]


def test_entries_are_found_by_any_of_their_tax_ids(engine):
    engine.fill(LIST_ID, [])

    assert entries_of(engine, ["77"]) == [("CONS", "1"), ("SDN", "1")]
    assert entries_of(engine, ["78", "79"]) == [("SDN", "1"), ("SDN", "2")]
    assert entries_of(engine, ["7"]) == []
    assert entries_of(engine, []) == []


def test_all_stretches_of_an_entry_are_found_by_regime_and_measure(engine):
    found = listings_of(engine, [("SDN", "1"), ("CONS", "2")])

    assert {
        key: [(one.list, one.entry, one.listed_from) for one in listings]
        for key, listings in found.items()
    } == {
        ("US", FREEZE): [("SDN", "1", jan(2)), ("SDN", "1", jan(4))],
        ("US", CONTROL): [("SDN", "1", jan(3))],
    }
    assert listings_of(engine, []) == {}


def test_a_listing_keeps_what_its_row_says(engine):
    full = {
        "absent_on": jan(1),
        "gone_on": jan(9),
        "published": jan(3),
        "maybe_from": jan(2),
        "listed_to": jan(5),
        "maybe_to": jan(9),
        "start_kind": "designation",
        "end_kind": "official action",
        "note": "a note",
    }
    engine.fill(LISTING, [row("SDN", "1", FREEZE.value, **full)])

    assert listings_of(engine, [("SDN", "1")]) == {
        ("US", FREEZE): [
            Listing(
                list="SDN",
                regime="US",
                measure=FREEZE,
                entry="1",
                name="FIRM 1",
                programme="P",
                present_from=jan(4),
                present_to=jan(4),
                listed_from=jan(4),
                **full
                | {"start_kind": StartKind.DESIGNATION, "end_kind": StartKind.ACTION},
            )
        ]
    }


def test_words_that_may_mean_a_measure_leave_it_open():
    other = listing(
        5, 7, measure=Measure.OTHER, programme="article 12 -- restrictions", entry="9"
    )

    found = spans([covered(2, 5, 7, 20)], (), vague=[other])

    assert words(found) == [
        (FIRST, "not determinable"),
        (2, "not listed"),
        (5, "not determinable"),
    ]
    assert [span.reason for span in found] == [
        Reason.LIST_GAP,
        None,
        Reason.RULE_UNKNOWN,
    ]
    assert found[2].says == (
        "listed under words that may mean this measure: article 12 -- restrictions"
    )
    assert (found[2].list, found[2].entry, found[2].snapshot) == ("SDN", "9", jan(7))


def test_a_listing_under_the_measure_itself_outweighs_words_that_may_mean_it():
    other = listing(5, 7, measure=Measure.OTHER, entry="9")
    found = spans([covered(2, 20)], [listing(5, 5, **DATED)], vague=[other])

    assert word_on(found, jan(8)).word is PartyWord.LISTED


def test_words_of_a_list_that_is_not_asked_leave_nothing_open():
    other = listing(5, 7, measure=Measure.OTHER, list="Another")

    assert spans([covered(2, 20)], (), vague=[other]) == spans([covered(2, 20)], ())


def test_words_that_may_mean_a_measure_count_once_they_could_be_known():
    other = listing(5, 7, measure=Measure.OTHER)
    found = spans([covered(2, 5, 7)], (), vague=[other], known=jan(6))

    assert word_on(found, jan(5)).word is PartyWord.NOT_LISTED


# --- a list whose copies do not reach back, beside one that does ---------------------


def test_an_own_day_is_believed_beside_a_list_whose_copies_do_not_reach_back():
    dated = listing(4, 4, present_from=jan(10), **DATED)
    found = spans([covered(10, 20), covered(8, 20, name="CONS")], [dated])

    assert words(found) == [
        (FIRST, "listed later"),
        (4, "listed on that date"),
        (21, "not determinable"),
    ]
    assert (found[0].list, found[0].entry, found[0].begins) == ("SDN", "1", jan(4))


@pytest.mark.parametrize("kind", [StartKind.LIST_FILE, StartKind.ACTION])
def test_a_copy_without_an_entry_is_not_enough_beside_such_a_list(kind):
    one = listing(4, 4, start_kind=kind)
    found = spans([covered(2, 4, 20), covered(8, 20, name="CONS")], [one])

    assert words(found) == [
        (FIRST, "not determinable"),
        (4, "listed on that date"),
        (21, "not determinable"),
    ]
    assert word_on(found, jan(2)).list == "CONS"


def test_an_own_day_is_not_believed_where_another_entry_may_be_listed():
    dated = listing(4, 4, **DATED)
    other = listing(2, 6, entry="2")
    lists = [covered(1, 4, 6, 20), covered(8, 20, name="CONS")]
    found = spans(lists, [dated, other])

    told = [(s.word.value, s.list, s.entry) for s in found]
    assert told[:3] == [
        ("not determinable", "CONS", None),
        ("not determinable", "SDN", "2"),
        ("listed on that date", "SDN", "1"),
    ]
    assert [span.since for span in found[:3]] == [FIRST, jan(2), jan(4)]


def test_from_the_day_it_can_no_longer_be_certain_the_open_end_is_the_ground():
    never = listing(5, 8, listed_to=8, maybe_to=10)
    found = spans([covered(4, 8, 10, 12)], [never])

    came = "in the copy of 8 Jan 2024, not in that of 4 Jan 2024"
    went = "in the copy of 7 Jan 2024, no longer in that of 10 Jan 2024"
    told = [(s.since.day, s.word.value, s.snapshot, s.says) for s in found[1:-1]]
    assert told == [
        (4, "not listed", jan(12), "in no copy of SDN from 4 Jan 2024 to 12 Jan 2024"),
        (5, "not determinable", jan(8), came),
        (8, "not determinable", jan(10), went),
        (10, "not listed", jan(12), "in no copy of SDN from 4 Jan 2024 to 12 Jan 2024"),
    ]


def test_a_span_needs_no_more_than_its_days_and_its_word():
    span = Span(since=jan(1), until=jan(2), word=PartyWord.NOT_LISTED)

    assert (span.reason, span.begins, span.party, span.list) == (None,) * 4
    assert (span.entry, span.start_kind, span.snapshot) == (None,) * 3
    assert span.says == ""
    assert span.lag(jan(1)) is None


def test_a_listing_of_which_no_more_is_told_has_no_programme_and_no_note():
    one = Listing(
        list="SDN",
        regime="US",
        measure=FREEZE,
        entry="1",
        name="FIRM 1",
        listed_from=jan(4),
        present_from=jan(4),
        present_to=jan(4),
        start_kind=StartKind.LIST_FILE,
    )

    assert (one.programme, one.note) == ("", "")
    assert one == listing(None, 4)


def test_a_row_without_a_note_is_a_listing_without_one(engine):
    found = listings_of(engine, [("SDN", "2")])

    assert [one.note for one in found["US", FREEZE]] == [""]


def test_the_measures_of_a_list_come_in_their_order(engine):
    engine.fill(
        LIST_SNAPSHOT,
        [{"list": "uk-sanctions-list", "regime": "UK", "day": jan(2), "file": "f"}],
    )
    measures = [measure.value for _, measure in coverages(engine)]

    assert measures == sorted(measures)
    assert len(measures) == 6
