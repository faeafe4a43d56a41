"""What a stretch of copies says of its days: each measure and programme by itself."""

from datetime import date

import pytest

from madein.lists.entry import Entry, Imposed
from madein.lists.runs import History
from madein.verdict import Measure

FREEZE, CONTROL = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL


def day(year, month=1):
    return date(year, month, 1)


def under(measure=FREEZE, programme="P", since=None, until=None, published=None):
    return Imposed(
        measure=measure,
        programme=programme,
        designated=since,
        ended=until,
        published=published,
    )


def runs(*forms):
    """The stretches of one entry whose form in each year from 2020 on is given."""
    history = History()
    for year, imposed in enumerate(forms, start=2020):
        entry = Entry(entry="1", name="FIRM", type=None, imposed=imposed)
        history.read(day(year), [entry] if imposed else [], is_crawl=False)
    history.end()
    return history.runs


def designated(*imposed):
    (run,) = runs(imposed)
    return {tuple(sorted(days)) for days in run.stretch().designated}


def test_each_measure_of_an_entry_has_its_own_days():
    both = (
        under(since=day(2014), published=day(2014, 3), until=day(2030)),
        under(CONTROL, "C", day(2022), published=day(2022, 5)),
    )

    found = {run.measure: run for run in runs(both)}

    freeze, control = (found[one].stretch() for one in (FREEZE, CONTROL))
    assert freeze.designated == {frozenset({day(2014)})}
    assert control.designated == {frozenset({day(2022)})}
    assert (freeze.ended, control.ended) == (day(2030), None)
    assert [found[one].published() for one in (FREEZE, CONTROL)] == [
        day(2014, 3),
        day(2022, 5),
    ]


def test_days_of_all_forms_count_and_the_end_of_the_last():
    first = (under(since=day(2014), published=day(2014), until=day(2019, 6)),)
    second = (under(since=day(2015), published=day(2013), until=day(2030)),)

    for forms in ([first, second], [second, first, second]):
        (run,) = runs(*forms)
        assert run.stretch().designated == {frozenset({day(2014), day(2015)})}
        assert run.stretch().ended == day(2030)
        assert run.published() == day(2013)


def test_an_entry_without_an_end_to_each_of_its_programmes_has_none():
    (run,) = runs((under(programme="P", until=day(2025)), under(programme="Q")))

    assert run.stretch().ended is None


def test_the_later_end_of_one_programme_counts():
    # P is told twice: over in 2015, and still in force when Q begins in 2016.
    told = (under(since=day(2014), until=day(2015)), under(until=day(2018)))

    assert designated(*told, under(programme="Q", since=day(2016))) == {
        (day(2014),),
        (day(2016),),
    }


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        # over before the next began: its day stands beside that of the next
        (day(2015), {(day(2014), day(2016))}),
        # over as the next began, or later: it is dated from its own day
        (day(2016), {(day(2014),), (day(2016),)}),
        (day(2018), {(day(2014),), (day(2016),)}),
    ],
)
def test_a_programme_that_was_over_before_the_next_does_not_reach_to_it(
    until, expected
):
    found = designated(
        under(since=day(2014), until=until), under(programme="Q", since=day(2016))
    )

    assert found == expected


def test_all_first_days_of_the_next_must_lie_before_the_end():
    next_ = (
        under(programme="Q", since=day(2015)),
        under(programme="Q", since=day(2017)),
    )

    assert designated(under(since=day(2014), until=day(2016)), *next_) == {
        (day(2014), day(2015), day(2017))
    }


def test_of_programmes_that_are_all_over_the_last_goes_on():
    told = (
        under(programme="A", since=day(2012), until=day(2013)),
        under(programme="Z", since=day(2010), until=day(2011)),
        under(programme="M", since=day(2015), until=day(2016)),
    )

    assert designated(*told) == {(day(2010), day(2012), day(2015))}


def test_a_form_that_is_gone_ends_its_stretch():
    (first, second) = runs((under(),), (under(),), (), (under(),), (under(),))

    stretches = [first.stretch(), second.stretch()]
    told = [
        (s.absent_on, s.present_from, s.present_to, s.gone_on, s.held_before)
        for s in stretches
    ]
    assert told == [
        (None, day(2020), day(2021), day(2022), None),
        (day(2022), day(2023), day(2024), None, day(2021)),
    ]
