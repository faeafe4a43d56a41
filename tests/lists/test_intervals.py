from datetime import date

import pytest

from madein.lists.intervals import Days, Stretch, fits_end, fits_start, listed_days
from madein.verdict import StartKind

A, B, C, G = (date(2024, 1, day) for day in (6, 12, 16, 20))
DESIGNATION, ACTION = StartKind.DESIGNATION, StartKind.ACTION
LIST_FILE, CRAWL = StartKind.LIST_FILE, StartKind.CRAWL


def jan(day):
    return date(2024, 1, day)


def stretch(*programmes, **more):
    """Absent on 6 January, present from 12 to 16, gone on 20, unless told otherwise."""
    days = {"absent_on": A, "present_from": B, "present_to": C, "gone_on": G}
    own = frozenset(frozenset(days) for days in programmes)
    return Stretch(**days | {"designated": own} | more)


def start(days):
    return days.maybe_from, days.listed_from, days.start_kind, days.note


def end(days):
    return days.listed_to, days.maybe_to, days.end_kind, days.note


def test_copies_alone_leave_both_ends_open():
    assert listed_days(stretch()) == Days(
        maybe_from=jan(7),
        listed_from=B,
        listed_to=jan(17),
        maybe_to=G,
        start_kind=LIST_FILE,
        end_kind=LIST_FILE,
        note="",
    )


def test_in_the_first_and_the_last_copy_nothing_bounds_it():
    assert listed_days(stretch(absent_on=None, gone_on=None)) == Days(
        maybe_from=None,
        listed_from=B,
        listed_to=None,
        maybe_to=None,
        start_kind=LIST_FILE,
        end_kind=None,
        note="",
    )


CONFLICT = "its own first day is {} Jan 2024, the copy of 6 Jan 2024 lacks it"
AHEAD = "the copy of 12 Jan 2024 holds it before its own first day"


@pytest.mark.parametrize(
    ("own", "maybe_from", "listed_from", "note"),
    [
        (4, 4, 7, CONFLICT.format(4)),
        (5, 5, 7, CONFLICT.format(5)),
        (6, 6, 6, ""),  # the copy of that day may be older
        (7, 7, 7, ""),
        (11, 11, 11, ""),
        (12, 12, 12, ""),
        (13, 13, 13, AHEAD),
        (25, 25, 25, AHEAD),
    ],
)
def test_its_own_first_day_beats_the_copies(own, maybe_from, listed_from, note):
    days = listed_days(stretch([jan(own)]))

    assert start(days) == (jan(maybe_from), jan(listed_from), DESIGNATION, note)


def test_its_own_first_day_counts_before_the_first_copy():
    days = listed_days(stretch([date(2014, 3, 17)], absent_on=None))

    assert start(days) == (date(2014, 3, 17), date(2014, 3, 17), DESIGNATION, "")


SEVERAL = "the copies give several first days: {} Jan 2024 and {} Jan 2024"


@pytest.mark.parametrize(
    ("own", "maybe_from", "listed_from", "note"),
    [
        ([8, 10], 8, 10, SEVERAL.format(8, 10)),
        ([8, 12], 8, 12, SEVERAL.format(8, 12)),
        ([8, 13], 8, 8, SEVERAL.format(8, 13)),  # held before the 13th
        ([13, 15], 13, 15, f"{SEVERAL.format(13, 15)}; {AHEAD}"),
        ([4, 9], 4, 9, f"{SEVERAL.format(4, 9)}; {CONFLICT.format(4)}"),
        ([3, 4], 3, 7, f"{SEVERAL.format(3, 4)}; {CONFLICT.format(3)}"),
        ([4, 6], 4, 7, f"{SEVERAL.format(4, 6)}; {CONFLICT.format(4)}"),
    ],
)
def test_between_two_own_first_days_it_may_be_listed(
    own, maybe_from, listed_from, note
):
    days = listed_days(stretch([jan(day) for day in own]))

    assert start(days) == (jan(maybe_from), jan(listed_from), DESIGNATION, note)


def test_it_is_listed_once_any_programme_holds():
    days = listed_days(stretch([jan(11)], [jan(8)], absent_on=None))

    assert start(days) == (jan(8), jan(8), DESIGNATION, "")


@pytest.mark.parametrize(
    ("absent_on", "maybe_from"), [(None, None), (A, jan(7)), (jan(9), jan(9))]
)
def test_a_programme_without_a_day_may_have_begun_before_the_others(
    absent_on, maybe_from
):
    days = listed_days(stretch([], [jan(9)], absent_on=absent_on))

    assert start(days) == (maybe_from, jan(9), DESIGNATION, "")


def test_a_copy_dates_it_where_it_holds_a_programme_ahead_of_another():
    days = listed_days(stretch([], [jan(14)]))

    assert start(days) == (jan(7), B, LIST_FILE, "")


def test_of_one_day_said_twice_the_best_kind_is_named():
    days = listed_days(stretch([], [B]))

    assert (days.listed_from, days.start_kind) == (B, DESIGNATION)


EARLIER = "its own first day 17 Mar 2014 is that of an earlier listing"


@pytest.mark.parametrize(
    ("held_before", "own", "expected"),
    [
        (jan(2), [date(2014, 3, 17)], (jan(7), B, LIST_FILE, EARLIER)),
        (
            date(2014, 3, 17),
            [date(2014, 3, 17)],
            (jan(7), B, LIST_FILE, EARLIER),
        ),
        (jan(2), [date(2014, 3, 17), jan(9)], (jan(9), jan(9), DESIGNATION, EARLIER)),
        (jan(3), [jan(4)], (jan(4), jan(7), DESIGNATION, CONFLICT.format(4))),
    ],
)
def test_an_own_day_of_an_earlier_stretch_does_not_date_the_return(
    held_before, own, expected
):
    days = listed_days(stretch(own, held_before=held_before))

    assert start(days) == expected


@pytest.mark.parametrize(
    ("day", "is_fit"), [(5, False), (6, True), (7, True), (12, True), (13, False)]
)
def test_a_notice_of_a_listing_fits_from_the_copy_without_to_the_one_with(day, is_fit):
    assert fits_start(stretch(), jan(day)) is is_fit


def test_before_the_first_copy_any_notice_of_a_listing_fits():
    assert fits_start(stretch(absent_on=None), date(1999, 1, 1))
    assert not fits_start(stretch(absent_on=None), jan(13))


@pytest.mark.parametrize(
    ("day", "is_fit"), [(15, False), (16, True), (17, True), (20, True), (21, False)]
)
def test_a_notice_of_a_removal_fits_from_the_copy_with_to_the_one_without(day, is_fit):
    assert fits_end(stretch(), jan(day)) is is_fit


def test_after_the_last_copy_any_notice_of_a_removal_fits():
    assert fits_end(stretch(gone_on=None), date(2099, 1, 1))
    assert not fits_end(stretch(gone_on=None), jan(15))


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ([6], (jan(6), jan(6), ACTION, "")),
        ([9], (jan(9), jan(9), ACTION, "")),
        ([12], (jan(12), jan(12), ACTION, "")),
        ([10, 8, 8], (jan(8), jan(10), ACTION, "")),
        ([5], (jan(7), B, LIST_FILE, "")),
        ([13], (jan(7), B, LIST_FILE, "")),
    ],
)
def test_a_notice_of_a_listing_decides_between_the_copies(added, expected):
    days = listed_days(stretch(), added=tuple(map(jan, added)))

    assert start(days) == expected


@pytest.mark.parametrize(
    ("own", "added", "expected"),
    [
        (
            8,
            (10,),
            (
                jan(8),
                jan(8),
                DESIGNATION,
                "by the authority's notice it is listed from 10 Jan 2024",
            ),
        ),
        (
            8,
            (8, 10),
            (
                jan(8),
                jan(8),
                DESIGNATION,
                "by the authority's notice it is listed from 8 Jan 2024 and 10 Jan 2024",
            ),
        ),
        (8, (8,), (jan(8), jan(8), DESIGNATION, "")),
        (8, (5,), (jan(8), jan(8), DESIGNATION, "")),
        (4, (9,), (jan(9), jan(9), ACTION, CONFLICT.format(4))),
        (4, (9, 10), (jan(9), jan(10), ACTION, CONFLICT.format(4))),
        (14, (9,), (jan(14), jan(14), DESIGNATION, AHEAD)),
    ],
)
def test_its_own_first_day_beats_a_notice_unless_a_copy_refutes_it(
    own, added, expected
):
    days = listed_days(stretch([jan(own)]), added=tuple(map(jan, added)))

    assert start(days) == expected


SEEN = "a database saw it on {} Jan 2024, the copy of 6 Jan 2024 lacks it"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (5, (jan(5), B, CRAWL, SEEN.format(5))),
        (6, (jan(6), B, CRAWL, SEEN.format(6))),
        (7, (jan(7), jan(7), CRAWL, "")),
        (9, (jan(7), jan(9), CRAWL, "")),
        (12, (jan(7), B, CRAWL, "")),
        (14, (jan(7), B, CRAWL, "")),
    ],
)
def test_what_a_database_saw_bounds_as_a_copy_does(first, expected):
    seen = jan(first), jan(30)
    days = listed_days(stretch(crawled=seen, is_crawl=True))

    assert start(days) == expected


def test_what_a_database_saw_before_its_first_copy_is_certain_from_then():
    seen = jan(3), jan(30)
    days = listed_days(stretch(absent_on=None, crawled=seen, is_crawl=True))

    assert start(days) == (None, jan(3), CRAWL, "")


@pytest.mark.parametrize(
    ("last", "gone_on", "expected"),
    [
        (14, G, (jan(15), G, CRAWL, "")),
        (16, G, (jan(17), G, CRAWL, "")),
        (18, G, (jan(17), G, CRAWL, "")),
        (15, None, (jan(16), None, CRAWL, "")),
        (16, None, (None, None, None, "")),
        (18, None, (None, None, None, "")),
    ],
)
def test_what_a_database_no_longer_saw_is_open_from_then(last, gone_on, expected):
    seen = jan(9), jan(last)
    days = listed_days(stretch(crawled=seen, gone_on=gone_on, is_crawl=True))

    assert end(days) == expected


def test_copies_of_a_database_that_tells_no_days_are_dated_as_its_own():
    days = listed_days(stretch(is_crawl=True))

    assert (days.start_kind, days.end_kind) == (CRAWL, CRAWL)


STILL = "its own end is {} Jan 2024, the copy of 16 Jan 2024 holds it"
GONE = "its own end is {} Jan 2024, the copy of 20 Jan 2024 lacks it"


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (8, (jan(17), G, LIST_FILE, STILL.format(8))),
        (15, (jan(17), G, LIST_FILE, STILL.format(15))),
        (16, (jan(17), jan(17), DESIGNATION, "")),
        (17, (jan(17), jan(17), DESIGNATION, "")),
        (18, (jan(18), jan(18), DESIGNATION, "")),
        (20, (jan(20), jan(20), DESIGNATION, "")),
        (21, (jan(17), G, LIST_FILE, GONE.format(21))),
    ],
)
def test_its_own_end_counts_between_the_copies_alone(own, expected):
    assert end(listed_days(stretch(ended=jan(own)))) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (15, (None, None, None, STILL.format(15))),
        (16, (jan(17), jan(17), DESIGNATION, "")),
        (25, (jan(25), jan(25), DESIGNATION, "")),
    ],
)
def test_its_own_end_may_come_after_the_last_copy(own, expected):
    assert end(listed_days(stretch(ended=jan(own), gone_on=None))) == expected


@pytest.mark.parametrize(
    ("removed", "expected"),
    [
        ([15], (jan(17), G, LIST_FILE, "")),
        ([16], (jan(17), jan(17), ACTION, "")),
        ([17], (jan(17), jan(17), ACTION, "")),
        ([19, 18], (jan(18), jan(19), ACTION, "")),
        ([20], (G, G, ACTION, "")),
        ([21], (jan(17), G, LIST_FILE, "")),
    ],
)
def test_a_notice_of_a_removal_decides_between_the_copies(removed, expected):
    days = listed_days(stretch(), removed=tuple(map(jan, removed)))

    assert end(days) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (18, (jan(18), jan(18), DESIGNATION, "")),
        (8, (jan(19), jan(19), ACTION, STILL.format(8))),
    ],
)
def test_its_own_end_beats_a_notice_unless_a_copy_refutes_it(own, expected):
    assert end(listed_days(stretch(ended=jan(own)), removed=(jan(19),))) == expected


def test_what_is_odd_at_both_ends_is_noted_with_both():
    days = listed_days(stretch([jan(4)], ended=jan(8)))

    assert days.note == f"{CONFLICT.format(4)}; {STILL.format(8)}"


@pytest.mark.parametrize(
    ("programmes", "note"),
    [
        ([[4], [13], [14]], CONFLICT.format(4)),  # the others come once it is listed
        ([[13], [14]], AHEAD),
        ([[4], [5]], f"{CONFLICT.format(4)}; {CONFLICT.format(5)}"),
        (
            [[4], [3, 7]],
            f"{SEVERAL.format(3, 7)}; {CONFLICT.format(3)}; {CONFLICT.format(4)}",
        ),
        ([[4], [8]], CONFLICT.format(4)),
        ([[], [4]], CONFLICT.format(4)),
    ],
)
def test_what_is_odd_is_noted_once_for_the_programmes_that_count(programmes, note):
    days = listed_days(stretch(*([jan(day) for day in own] for own in programmes)))

    assert days.note == note


def test_the_note_of_a_programme_that_begins_on_the_day_counts():
    late = [jan(day) for day in (7, 9)]
    days = listed_days(stretch([jan(4)], late))

    assert days.note == f"{CONFLICT.format(4)}; {SEVERAL.format(7, 9)}"


def test_of_many_notices_the_first_and_the_last_bound_it():
    wide = stretch(absent_on=jan(1), present_from=jan(12), gone_on=jan(31))
    added = tuple(map(jan, (7, 3, 11, 5, 9, 2, 10, 4, 8, 6)))
    removed = tuple(map(jan, (25, 18, 30, 20, 22, 19, 28, 21, 24, 27)))

    days = listed_days(wide, added=added, removed=removed)

    assert start(days) == (jan(2), jan(11), ACTION, "")
    assert end(days) == (jan(18), jan(30), ACTION, "")
