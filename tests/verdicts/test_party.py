"""Spans of one party: by its ids, by its name, and under a licence."""

from datetime import date, timedelta

import pytest

from madein.lists.standing import Span
from madein.rules.licences import Licence, LicensedParty
from madein.verdict import Measure, PartyWord, Reason
from madein.verdicts.party import PartySpan, party_spans, under_licences

FIRST, SECOND, THIRD = date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1)
ONE = timedelta(days=1)
WORDS = {
    "listed": (PartyWord.LISTED, None),
    "gap": (PartyWord.UNKNOWN, Reason.LIST_GAP),
    "not": (PartyWord.NOT_LISTED, None),
    "later": (PartyWord.LATER, None),
    "formerly": (PartyWord.FORMERLY, None),
    "name": (PartyWord.UNKNOWN, Reason.NAME_ONLY),
}


def history(*words, says=""):
    """Spans that begin on the beginning and on the first of each month."""
    starts = [date.min, FIRST, SECOND, THIRD][: len(words)]
    return [
        Span(since=a, until=b, word=WORDS[w][0], reason=WORDS[w][1], says=says)
        for w, a, b in zip(words, starts, [*starts[1:], date.max], strict=True)
    ]


def told(spans):
    return [(span.since, span.word, span.reason) for span in spans]


def of(*words):
    return told(history(*words))


@pytest.mark.parametrize(
    ("sure", "possible", "expected"),
    [
        ("not", "listed", "name"),
        ("not", "gap", "name"),
        ("not", "not", "not"),
        ("not", "later", "not"),
        ("not", "formerly", "not"),
        ("later", "listed", "name"),
        ("later", "gap", "name"),
        ("formerly", "listed", "name"),
        ("formerly", "gap", "name"),
        ("formerly", "later", "formerly"),
        ("listed", "listed", "listed"),
        ("listed", "gap", "listed"),
        ("gap", "listed", "name"),
        ("gap", "gap", "gap"),
        ("gap", "not", "gap"),
    ],
)
def test_a_name_leaves_open_what_ids_do_not_decide(sure, possible, expected):
    found = party_spans(history(sure), history(possible), has_id=True)

    assert told(found) == of(expected)


@pytest.mark.parametrize(
    ("sure", "expected"),
    [
        ("not", "name"),
        ("later", "later"),
        ("formerly", "formerly"),
        ("listed", "listed"),
    ],
)
def test_a_party_without_an_id_is_never_not_listed(sure, expected):
    assert told(party_spans(history(sure), (), has_id=False)) == of(expected)


def test_days_are_cut_where_either_changes_and_joined_where_neither_does():
    sure = history("gap", "later", "listed")
    possible = history("not", "not", "not", "listed")

    assert told(party_spans(sure, possible, has_id=True)) == of(
        "gap", "later", "listed"
    )
    assert told(party_spans(history("not"), possible, has_id=True)) == [
        (date.min, *WORDS["not"]),
        (THIRD, *WORDS["name"]),
    ]


def licence(valid_from, valid_to, *, confidence="read", covers_imports=True):
    return Licence(
        id="WD-1",
        regime="US",
        valid_from=valid_from,
        valid_to=valid_to,
        known_from=valid_from,
        source="made up",
        confidence=confidence,
        checked=FIRST,
        measures=(Measure.ASSET_FREEZE,),
        activity="imports under older contracts",
        covers_imports=covers_imports,
        parties=(LicensedParty(name="FIRM", tax_ids=("77",)),),
    )


def own(*words):
    return [PartySpan(**vars(span)) for span in history(*words, says="in the list")]


def test_a_listed_party_is_in_wind_down_on_the_days_of_its_licence_alone():
    spans = own("not", "listed")
    days = SECOND, SECOND + 10 * ONE

    found = under_licences(spans, [licence(FIRST - 5 * ONE, days[0])])
    late = under_licences(spans, [licence(*days)])

    assert [(s.since, s.until, s.word, s.rule) for s in found] == [
        (date.min, FIRST, PartyWord.NOT_LISTED, None),
        (FIRST, SECOND, PartyWord.WIND_DOWN, "WD-1"),
        (SECOND, date.max, PartyWord.LISTED, None),
    ]
    assert [(s.since, s.word) for s in late] == [
        (date.min, PartyWord.NOT_LISTED),
        (FIRST, PartyWord.LISTED),
        (days[0], PartyWord.WIND_DOWN),
        (days[1], PartyWord.LISTED),
    ]


def test_a_licence_without_an_end_holds_for_good():
    found = under_licences(own("listed"), [licence(FIRST, None)])

    assert [(s.since, s.until, s.word) for s in found] == [
        (date.min, FIRST, PartyWord.LISTED),
        (FIRST, date.max, PartyWord.WIND_DOWN),
    ]


@pytest.mark.parametrize("weak", [{"confidence": "memory"}, {"covers_imports": False}])
def test_a_licence_that_does_not_decide_is_only_mentioned(weak):
    found = under_licences(own("listed"), [licence(FIRST, SECOND, **weak)])

    assert {(span.word, span.rule) for span in found} == {(PartyWord.LISTED, None)}
    assert [span.says for span in found] == [
        "in the list",
        "in the list; WD-1 is only mentioned, and allows imports under older contracts",
        "in the list",
    ]


# --- what is said in words ----------------------------------------------------------


def test_a_name_alone_says_whose_it_may_be_and_on_what_ground():
    (perhaps,) = history("listed", says="listed from 1 Jan 2022")
    named = [PartySpan(**vars(perhaps) | {"party": "FIRM"})]

    found = [
        party_spans(history("not"), possible, has_id=True)
        for possible in ([perhaps], named)
    ]

    assert [(span.says, span.begins) for (span,) in found] == [
        ("by its name it may be an entry: listed from 1 Jan 2022", None),
        ("by its name it may be FIRM: listed from 1 Jan 2022", None),
    ]


def test_a_party_without_an_id_is_told_why_nothing_is_known_of_it():
    assert party_spans(history("not"), (), has_id=False) == (
        PartySpan(
            since=date.min,
            until=date.max,
            word=PartyWord.UNKNOWN,
            reason=Reason.NAME_ONLY,
            says="no valid id of the party is known: "
            "a name alone does not tell who it is",
        ),
    )


def test_what_the_lists_say_is_kept_and_no_licence_decides():
    (said,) = history("listed", says="in the list")
    kept = PartySpan(**vars(said), rule=None)

    assert party_spans([said], (), has_id=True) == (kept,)
    assert under_licences([kept], ()) == (kept,)


def test_a_licence_that_decides_says_what_it_allows():
    found = under_licences(own("listed"), [licence(FIRST, SECOND)])

    assert [span.says for span in found] == [
        "in the list",
        "in the list; WD-1 allows imports under older contracts",
        "in the list",
    ]


def test_the_first_licence_that_decides_is_named_and_all_are_mentioned():
    weak = licence(FIRST, SECOND, confidence="memory")
    strong = licence(FIRST, SECOND)

    (_, found, _) = under_licences(own("listed"), [weak, strong])

    assert (found.word, found.rule) == (PartyWord.WIND_DOWN, "WD-1")
    assert found.says == (
        "in the list; WD-1 is only mentioned, and allows imports under older contracts"
        "; WD-1 allows imports under older contracts"
    )
