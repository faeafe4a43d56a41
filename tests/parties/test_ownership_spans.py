"""Since when, and until when: ownership over all days there are."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.lists.standing import Span
from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.owned import Doubt, Owned, owned_on
from madein.parties.ownership.shares import ANY_SHARE, Days, read_share
from madein.parties.ownership.spans import ownership_spans
from madein.parties.ownership.stakes import graph_of
from madein.rules.ownership import OwnershipRule
from madein.rules.reading import held_rules
from madein.verdict import Measure, PartyWord, Reason

FREEZE, EXPORT = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL
EVER = Days()
ONE = timedelta(days=1)


def day(text):
    return date.fromisoformat(text)


def party(name, tax_id=""):
    """A party whose tax id is its name; without one if it is told so."""
    return Party(key=name, name=name, tax_id=name if tax_id == "" else tax_id)


def holds(owner, share, owned, since=None, until=None):
    days = Days(since=since and day(since), until=until and day(until))
    return Holding(
        owner=owner if isinstance(owner, Party) else party(owner),
        owned=party(owned),
        share=ANY_SHARE if share == "?" else read_share(share),
        days=days,
        sure=days,
        source="s",
        where="s:1",
    )


def rule(**more):
    usual = {
        "id": "R",
        "regime": "US",
        "measures": (FREEZE,),
        "threshold": Fraction(1, 2),
        "comparison": ">=",
        "added_up": True,
        "control": False,
        "valid_from": date.min,
        "first_day_sure": True,
        "valid_to": None,
        "known_from": date.min,
        "source": "made up",
        "confidence": "read",
        "checked": date(2026, 11, 22),
    }
    return OwnershipRule(**(usual | more))


def spans_of(*parts):
    """Spans like `("2024-02-23", LISTED)`: each from its day to the next one's."""
    starts = [date.min if text is None else day(text) for text, *_ in parts]
    ends = [*starts[1:], date.max]
    return [
        Span(since=since, until=until, word=word, reason=reason[0] if reason else None)
        for since, until, (_, word, *reason) in zip(starts, ends, parts, strict=True)
    ]


LISTED, NOT = (None, PartyWord.LISTED), (None, PartyWord.NOT_LISTED)
SOLLERS = spans_of(
    (None, PartyWord.LATER),
    ("2023-09-13", PartyWord.UNKNOWN, Reason.LIST_GAP),
    ("2023-09-14", PartyWord.LISTED),
    ("2024-05-04", PartyWord.UNKNOWN, Reason.LIST_GAP),
)


def found(told, listed, firm="A", rules=(), complete=EVER, **more):
    """Spans, short: first day, word, reason."""
    every = ownership_spans(
        graph_of(told, complete),
        rules or (rule(),),
        more.pop("regime", "US"),
        more.pop("measure", FREEZE),
        lambda tax_id: listed.get(tax_id, spans_of(NOT)),
        firm if isinstance(firm, Party) else party(firm),
        **more,
    )
    assert every[0].since == date.min
    assert every[-1].until == date.max
    assert all(one.until == other.since for one, other in pairwise(every))
    return every


def short(*args, **more):
    return [
        (str(s.since), s.word, *([s.reason] if s.reason else []))
        for s in found(*args, **more)
    ]


BEGIN = "0001-01-01"
OWNED, NOT_OWNED = PartyWord.OWNED, PartyWord.NOT_LISTED
OFF, OPEN = PartyWord.NOT_IN_FORCE, PartyWord.UNKNOWN


def test_a_firm_is_owned_as_long_as_its_owner_is_listed_and_holds_enough():
    told = [
        holds("X", "60", "A", "2020-01-01", "2024-12-31"),
        holds("N", "60", "A", "2025-01-01"),
        holds("N", "40", "A"),
    ]

    assert short(told, {"X": SOLLERS}) == [
        (BEGIN, OPEN, Reason.OWNERSHIP_UNKNOWN),  # who held 60 % before is not told
        ("2020-01-01", NOT_OWNED),
        ("2023-09-13", OPEN, Reason.LIST_GAP),
        ("2023-09-14", OWNED),
        ("2024-05-04", OPEN, Reason.LIST_GAP),
        ("2025-01-01", NOT_OWNED),
    ]


def test_an_owner_of_unknown_share_leaves_it_open_only_while_it_is_listed():
    told = [holds("X", "?", "A"), holds("N", "40", "A")]

    assert short(told, {"X": SOLLERS}) == [
        (BEGIN, NOT_OWNED),
        ("2023-09-13", OPEN, Reason.LIST_GAP),
        ("2023-09-14", OPEN, Reason.OWNERSHIP_UNKNOWN),
        ("2024-05-04", OPEN, Reason.LIST_GAP),
    ]


def test_an_open_list_of_owners_is_unknown_throughout():
    told = [holds("X", "?", "A")]

    spans = found(told, {"X": SOLLERS}, complete=None)

    assert {(s.word, s.reason) for s in spans} == {(OPEN, Reason.OWNERSHIP_UNKNOWN)}


def test_completeness_begins_and_ends_on_its_days():
    told = [holds("N", "100", "A")]
    complete = Days(since=day("2022-01-01"), until=day("2022-12-31"))

    assert short(told, {}, complete=complete) == [
        (BEGIN, OPEN, Reason.OWNERSHIP_UNKNOWN),
        ("2022-01-01", NOT_OWNED),
        ("2023-01-01", OPEN, Reason.OWNERSHIP_UNKNOWN),
    ]


def test_a_share_that_may_have_begun_earlier_counts_perhaps_before_and_surely_after():
    may, sure = Days(since=day("2020-01-01")), Days(since=day("2020-12-31"))
    one = Holding(
        owner=party("X"),
        owned=party("A"),
        share=read_share("60"),
        days=may,
        sure=sure,
        source="s",
        where="s:1",
    )

    assert short([one, holds("N", "40", "A")], {"X": spans_of(LISTED)}) == [
        (BEGIN, OPEN, Reason.OWNERSHIP_UNKNOWN),  # somebody not named
        ("2020-01-01", OPEN, Reason.OWNERSHIP_UNKNOWN),  # X, perhaps
        ("2020-12-31", OWNED),
    ]


def test_an_owner_high_above_changes_what_holds_of_the_firm_below():
    told = [
        holds("X", "60", "B"),
        holds("N", "40", "B"),
        holds("B", "60", "A", "2020-01-01"),
        holds("M", "60", "A", None, "2019-12-31"),
        holds("N", "40", "A"),
    ]

    assert short(told, {"X": SOLLERS}) == [
        (BEGIN, NOT_OWNED),
        ("2023-09-13", OPEN, Reason.LIST_GAP),
        ("2023-09-14", OWNED),
        ("2024-05-04", OPEN, Reason.LIST_GAP),
    ]


def test_days_on_which_nothing_changes_for_the_firm_are_one_span():
    told = [
        holds("X", "60", "A"),
        holds("N", "40", "A"),
        holds("Z", "90", "E", "2021-01-01", "2021-06-30"),  # of another firm
    ]
    parts = [(None, PartyWord.NOT_LISTED), ("2022-01-01", PartyWord.LATER)]
    parts += [("2023-01-01", PartyWord.FORMERLY), ("2024-01-01", PartyWord.LISTED)]
    parts += [("2025-01-01", PartyWord.WIND_DOWN)]

    assert short(told, {"X": spans_of(*parts)}) == [
        (BEGIN, NOT_OWNED),
        ("2024-01-01", OWNED),
    ]


def test_an_owner_without_a_tax_id_is_perhaps_listed_by_its_name():
    told = [holds(party("Petrov", None), "60", "A"), holds("N", "40", "A")]

    assert short(told, {}) == [(BEGIN, OPEN, Reason.NAME_ONLY)]


def test_a_regime_whose_list_is_not_loaded_says_so_where_the_listing_decides():
    told = [holds("X", "60", "A"), holds("N", "40", "A")]
    none = spans_of((None, PartyWord.UNKNOWN, Reason.LIST_NOT_LOADED))

    assert short(told, {"X": none, "N": none}) == [
        (BEGIN, OPEN, Reason.LIST_NOT_LOADED)
    ]


def test_of_two_owners_who_are_perhaps_listed_the_first_one_tells_the_reason():
    told = [holds("P", "60", "A"), holds(party("Petrov", None), "40", "A")]
    told += [holds(party("Petrov", None), "60", "B"), holds("P", "40", "B")]
    gap = {"P": spans_of((None, PartyWord.UNKNOWN, Reason.LIST_GAP))}

    for firm in "AB":
        (span,) = found(told, gap, firm=firm)
        first = span.parties[0]
        expected = Reason.LIST_GAP if first == "P" else Reason.NAME_ONLY
        assert set(span.parties) == {"P", "Petrov"}
        assert span.reason is expected


def test_a_share_that_is_certain_on_no_day_is_perhaps_held_on_its_days():
    told = [holds("X", "60", "A", "2020-01-01"), holds("N", "40", "A")]
    told[0] = replace(told[0], sure=None)

    assert short(told, {"X": spans_of(LISTED)}) == [
        (BEGIN, OPEN, Reason.OWNERSHIP_UNKNOWN),
        ("2020-01-01", OPEN, Reason.OWNERSHIP_UNKNOWN),
    ]


# --- rules --------------------------------------------------------------------------


def test_a_rule_that_begins_pauses_and_ends_is_not_in_force_between():
    told = [holds("X", "60", "A"), holds("N", "40", "A")]
    rules = (
        rule(id="R1", valid_from=day("2020-01-01"), valid_to=day("2021-01-01")),
        rule(id="R2", valid_from=day("2022-01-01"), valid_to=day("2023-01-01")),
        rule(id="R3", valid_from=day("2023-01-01"), suspended=True),
    )

    spans = found(told, {"X": spans_of(LISTED)}, rules=rules)

    assert [(str(s.since), s.word, s.rule) for s in spans] == [
        (BEGIN, OFF, "R1"),
        ("2020-01-01", OWNED, "R1"),
        ("2021-01-01", OFF, "R1"),
        ("2022-01-01", OWNED, "R2"),
        ("2023-01-01", OFF, "R3"),
    ]
    assert [s.says for s in spans if s.word is OFF] == [
        "R1 holds since 1 Jan 2020.",
        "R1 held until before 1 Jan 2021.",
        "R3: suspended since 1 Jan 2023 (made up).",
    ]
    assert {(s.reason, s.least, s.most, s.parties) for s in spans if s.word is OFF} == {
        (None, None, None, ())
    }


def test_a_rule_of_which_nobody_knows_whether_it_holds_is_named_and_not_applied():
    told = [holds("X", "100", "A")]

    spans = found(
        told,
        {"X": spans_of(LISTED)},
        rules=held_rules().ownership,
        regime="BIS",
        measure=EXPORT,
    )

    assert [(str(s.since), s.word, s.reason, s.rule) for s in spans] == [
        (BEGIN, OFF, None, "BIS-AFF"),
        ("2025-09-29", OWNED, None, "BIS-AFF"),
        ("2025-11-10", OFF, None, "BIS-AFF-susp"),
        ("2026-11-10", OPEN, Reason.RULE_UNKNOWN, "BIS-AFF-2"),
    ]
    assert spans[-1].says == (
        "Whether BIS-AFF-2 holds since 10 Nov 2026 is not known (BIS, the rule of "
        "2025-11-12 lets it come back on 2026-11-10 unless the suspension is extended)."
    )


def test_a_regime_without_a_rule_is_never_a_regime_in_which_nobody_is_owned():
    told = [holds("n", "100", "A")]

    (span,) = found(told, {}, rules=held_rules().ownership, regime="KR")

    assert (span.word, span.reason, span.rule) == (OPEN, Reason.RULE_UNKNOWN, None)
    assert span.says == "No rule on ownership is held for KR, asset freeze."


def test_what_was_not_known_yet_does_not_count():
    told = [holds("X", "100", "A")]
    asked = {"rules": held_rules().ownership, "regime": "BIS", "measure": EXPORT}

    spans = found(told, {"X": spans_of(LISTED)}, known=day("2025-11-11"), **asked)

    # The suspension was published on the 12th.
    assert [(str(s.since), s.word) for s in spans] == [
        (BEGIN, OFF),
        ("2025-09-29", OWNED),
    ]


def test_the_words_of_a_change_of_rule():
    told = [holds("X", "50", "A"), holds("N", "50", "A")]

    spans = found(
        told, {"X": spans_of(LISTED)}, rules=held_rules().ownership, regime="EU"
    )

    before, since_2014, since_2024 = (span.says for span in spans)
    assert before == (
        "Whether EU-OWN-1 held before 17 Mar 2014 is not known (Council of the EU, Best "
        "Practices before July 2024; first day to be checked)."
    )
    assert since_2014 == (
        "Counted as held by listed persons from 17 Mar 2014 to 2 Jul 2024: 50 % of A. "
        "Rule EU-OWN-1: more than 50 % held by listed persons together: not met. "
        "Whether they control it otherwise was not asked."
    )
    assert since_2024 == (
        "Of A: X, listed, 50 % (s:1). "
        "Counted as held by listed persons since 3 Jul 2024: 50 % of A. "
        "Rule EU-OWN-2: 50 % or more held by listed persons together: met."
    )


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (None, None, "on every day"),
        (None, "2022-12-31", "until 31 Dec 2022"),
        ("2022-02-24", None, "since 24 Feb 2022"),
        ("2022-02-24", "2022-12-31", "from 24 Feb 2022 to 31 Dec 2022"),
    ],
)
def test_the_days_of_a_span_in_words(since, until, words):
    told = [holds("X", "60", "A", since, until), holds("N", "40", "A")]

    spans = found(told, {"X": spans_of(LISTED)})

    (owned,) = (span for span in spans if span.word is OWNED)
    assert owned.says.startswith(
        f"Of A: X, listed, 60 % (s:1). Counted as held by listed persons {words}: 60 %"
    )


def test_a_span_names_those_at_the_top_and_what_they_hold():
    told = [holds("X", "30", "A"), holds("Q", "30", "A"), holds("N", "30", "A")]
    perhaps = spans_of((None, PartyWord.UNKNOWN, Reason.LIST_GAP))

    (span,) = found(told, {"X": spans_of(LISTED), "Q": perhaps})

    assert span.parties == ("X", "Q")
    assert (span.least, span.most) == (Fraction(3, 10), Fraction(7, 10))


def test_a_listing_of_the_last_day_there_is_does_no_harm():
    told = [holds("X", "60", "A", "2020-01-01", "9999-12-31"), holds("N", "40", "A")]

    assert short(told, {"X": spans_of(LISTED)}) == [
        (BEGIN, OPEN, Reason.OWNERSHIP_UNKNOWN),
        ("2020-01-01", OWNED),
    ]


# --- every day, one by one ----------------------------------------------------------

FIRST = date(2022, 1, 1)
some_day = st.integers(0, 30).map(lambda n: FIRST + timedelta(days=n))
some_days = st.tuples(some_day, some_day).map(sorted)
WORDS = [(PartyWord.LISTED, None), (PartyWord.NOT_LISTED, None)]
WORDS += [(PartyWord.UNKNOWN, Reason.LIST_GAP)]


IS_LISTED = {PartyWord.LISTED: True, PartyWord.NOT_LISTED: False}
IS_LISTED |= {PartyWord.UNKNOWN: None, None: False}
SAID = {
    (OWNED, None): (Owned.YES, None),
    (NOT_OWNED, None): (Owned.NO, None),
    (OPEN, Reason.OWNERSHIP_UNKNOWN): (Owned.UNKNOWN, Doubt.SHARES),
    (OPEN, Reason.LIST_GAP): (Owned.UNKNOWN, Doubt.LISTING),
}


def on(spans, asked):
    (span,) = (span for span in spans if span.since <= asked < span.until)
    return span


@st.composite
def some_holdings(draw):
    owners = ("X", "Y", "A", "B")
    told = []
    for _ in range(draw(st.integers(1, 5))):
        owner, owned = draw(st.sampled_from(owners)), draw(st.sampled_from("ABC"))
        share = draw(st.sampled_from(["20", "30", "50", "60", "?"]))
        since, until = draw(some_days)
        told.append(holds(owner, share, owned, str(since), str(until)))
    return told


@st.composite
def some_spans(draw):
    cuts = sorted(draw(st.sets(some_day, max_size=3)))
    parts = [(None, *draw(st.sampled_from(WORDS)))]
    parts += [(str(cut), *draw(st.sampled_from(WORDS))) for cut in cuts]
    return spans_of(*parts)


@settings(max_examples=100, deadline=None)
@given(some_holdings(), some_spans(), some_spans(), some_days)
def test_spans_say_of_each_day_what_is_found_on_that_day_alone(told, x, y, complete):
    rules = (
        rule(id="R1", valid_to=FIRST + 10 * ONE, comparison=">"),
        rule(id="R2", valid_from=FIRST + 20 * ONE),
    )
    vouched = Days(since=complete[0], until=complete[1])
    spans = found(told, {"X": x, "Y": y}, firm="C", rules=rules, complete=vouched)

    for n in range(-1, 33):
        asked = FIRST + n * ONE
        span = on(spans, asked)
        if 10 <= n < 20:
            assert (span.word, span.rule) == (OFF, "R1")
            continue
        words = {"X": on(x, asked).word, "Y": on(y, asked).word}
        alone = owned_on(
            graph_of(told, vouched),
            rules[0] if n < 10 else rules[1],
            lambda party, words=words: IS_LISTED[words.get(party.key)],
            party("C"),
            asked,
        )
        assert SAID[span.word, span.reason] == (alone.word, alone.doubt)
        assert (span.rule, span.least, span.most) == (
            alone.rule.id,
            alone.least,
            alone.most,
        )


def test_the_lists_are_asked_about_no_owner_without_a_tax_id():
    asked = []
    told = [holds(party("Petrov", None), "60", "A"), holds("N", "40", "A")]

    def listed(tax_id):
        asked.append(tax_id)
        return spans_of(NOT)

    ownership_spans(graph_of(told, EVER), (rule(),), "US", FREEZE, listed, party("A"))

    assert asked == ["N"]


def test_an_owner_is_called_as_its_first_statement_calls_it():
    first = holds("X", "60", "A")
    other = replace(first, owner=replace(party("X"), name="Another name"), source="t")

    spans = found([first, other, holds("N", "40", "A")], {"X": spans_of(LISTED)})

    assert [span.parties for span in spans] == [("X",)]
    assert spans[0].says.startswith("Of A: X, listed, 60 % (s:1). ")
