"""What a stretch of copies says of its days: each measure and programme by itself."""

from datetime import date

import pytest

from madein.lists.entry import Alias, Entry, Imposed, NameKind
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


def test_a_programme_that_ends_on_the_day_of_the_first_copy_is_over():
    found = designated(
        under(programme="A", since=day(2014), until=day(2020)),
        under(programme="B", since=day(2022)),
    )

    assert found == {(day(2014), day(2022))}


def test_a_programme_without_a_first_day_dates_nothing_though_it_is_over():
    found = designated(
        under(programme="A", until=day(2019)), under(programme="B", since=day(2018))
    )

    assert found == {(), (day(2018),)}


def firm(name, number, *, tax_id="", type_=None, aliases=()):
    return Entry(
        entry=number,
        name=name,
        type=type_,
        imposed=(under(),),
        tax_ids=(tax_id,) if tax_id else (),
        aliases=tuple(Alias(name=alias, kind=NameKind.ALSO) for alias in aliases),
    )


def stretches(*copies, is_renumbered=True):
    """Id, name, first and last copy of each stretch; a copy a year from 2020 on."""
    history = History()
    for year, entries in enumerate(copies, start=2020):
        history.read(day(year), entries, is_crawl=False, is_renumbered=is_renumbered)
    history.end()
    return [
        (run.entry.entry, run.entry.name, run.present_from.year, run.present_to.year)
        for run in history.runs
    ]


ALFA, BETA = firm("ALFA", "1", tax_id="7"), firm("BETA", "1", tax_id="8")


def test_a_number_that_passes_to_another_firm_is_another_entry():
    gamma, other = firm("GAMMA", "1", tax_id="9"), firm("OTHER", "2", tax_id="5")
    new = firm("NEW", "3", tax_id="6")

    found = stretches(
        [ALFA, other], [BETA, other], [BETA, other, new], [gamma, other, new]
    )

    assert found == [
        ("1", "ALFA", 2020, 2020),
        ("2", "OTHER", 2020, 2023),
        ("1 (again 1)", "BETA", 2021, 2022),
        ("3", "NEW", 2022, 2023),
        ("1 (again 2)", "GAMMA", 2023, 2023),
    ]


def test_where_numbers_stay_another_name_is_the_same_entry():
    assert stretches([ALFA], [BETA], is_renumbered=False) == [("1", "BETA", 2020, 2021)]
    history = History()
    history.read(day(2020), [ALFA], is_crawl=False)
    history.read(day(2021), [BETA], is_crawl=False)  # unless the list says otherwise
    assert len(history.runs) == 1


@pytest.mark.parametrize(
    "same",
    [
        firm("alfa", "1", tax_id="8"),  # the name
        firm("BETA", "1", tax_id="8", aliases=["ALFA"]),  # another name
        firm("BETA", "1", tax_id="7"),  # the number
        firm("BETA", "1"),  # nothing speaks against it
    ],
)
def test_a_firm_that_shares_a_name_or_a_number_is_the_same(same):
    assert len(stretches([ALFA], [same])) == 1


def test_a_person_is_not_the_firm_whose_number_it_has():
    assert (
        len(stretches([firm("ALFA", "1")], [firm("B", "1", type_="individual")])) == 2
    )
