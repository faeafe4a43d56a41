"""Owned by listed persons or not: golden cases, dates, and a naive solver."""

import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from madein.parties.ownership.holding import Holding, Party
from madein.parties.ownership.owned import Doubt, Owned, owned_on
from madein.parties.ownership.shares import ANY_SHARE, Days, Share, read_share
from madein.parties.ownership.stakes import graph_of
from madein.rules.ownership import InForce, rule_on
from madein.rules.reading import held_rules
from madein.verdict import Measure

GOLDEN = Path("/work/shared/data/published/ownership_golden.json")
DAY = date(2023, 6, 1)
EVER = Days()
SPEAKS_OF = {"BIS": Measure.EXPORT_CONTROL}  # the others of asset freezes


def rule_of(regime, day):
    """The rule in force; None where none is, or that is not known."""
    measure = SPEAKS_OF.get(regime, Measure.ASSET_FREEZE)
    found = rule_on(held_rules().ownership, regime, measure, day)
    return found.rule if found.in_force is InForce.YES else None


OFAC, EU, UK = (rule_of(regime, DAY) for regime in ("US", "EU", "UK"))


def party(name):
    return Party(key=name, name=name, tax_id=name)


def holds(owner, share, owned, **more):
    usual = {"days": EVER, "sure": EVER, "source": "s", "where": "s:1"}
    return Holding(
        owner=party(owner),
        owned=party(owned),
        share=ANY_SHARE if share == "?" else read_share(share),
        **(usual | more),
    )


def holdings(text):
    """Statements like `X 50 A; A ? B`."""
    return [holds(*one.split()) for one in text.split(";") if one.strip()]


def rest_held_by_others(told):
    """The same, and what is left of each firm held by somebody who is not listed."""
    firms = {h.owned.key for h in told}
    for firm in sorted(firms):
        rest = 1 - sum(h.share.low for h in told if h.owned.key == firm)
        if rest:
            told = [*told, holds(f"others of {firm}", f"{rest}", firm)]
    return told


def asked(told, firm, listed=("X",), rule=OFAC, day=DAY, complete=None, perhaps=()):
    def word(someone):
        return None if someone.name in perhaps else someone.name in listed

    graph = graph_of(told, complete)
    return owned_on(graph, rule, word, party(firm), day)


def answer(told, firm, **more):
    found = asked(told, firm, **more)
    return found.word, found.doubt


YES, NO = (Owned.YES, None), (Owned.NO, None)
OPEN = (Owned.UNKNOWN, Doubt.SHARES)
LISTING = (Owned.UNKNOWN, Doubt.LISTING)


# --- golden cases: OFAC FAQ 398, 399 and 401, and three made for testing ------------


@pytest.mark.parametrize(
    ("graph", "caught"),
    [
        ("X 50 A; A 50 B", "AB"),
        ("X 50 A; X 50 B; A 25 C; B 25 C", "ABC"),
        ("X 50 A; X 10 B; A 40 B", "AB"),
        ("X 50 A; X 25 B; A 25 C; B 25 C", "A"),
        ("X 25 A; X 25 B; A 50 C; B 50 C", ""),
        ("X 25 A; Y 25 A", "A"),
        ("X 49.99 A", ""),
        ("X 50 A", "A"),
        ("X 30 A; B 25 A; A 60 B", ""),
        ("X 50 A; A 60 B; B 10 A", "AB"),
        ("X 1/6 A; Y 1/6 A; Z 1/6 A", "A"),
    ],
)
def test_the_golden_cases_come_out_as_published(graph, caught):
    told = rest_held_by_others(holdings(graph))
    firms = {h.owned.name for h in told}

    words = {f: answer(told, f, listed="XYZ", complete=EVER) for f in firms}

    assert words == {firm: YES if firm in caught else NO for firm in firms}


def test_an_exact_third_of_a_half_is_not_rounded_up_or_down():
    told = holdings("X 16.67 A; Y 16.67 A; Z 16.66 A; N 50 A")

    assert answer(told, "A", listed="XYZ", complete=EVER) == YES
    assert answer(told, "A", listed="XYZ", complete=EVER, rule=EU) == NO


@pytest.mark.parametrize(
    ("rule", "one", "two"),
    [(OFAC, YES, YES), (EU, NO, YES), (UK, NO, NO)],
)
def test_half_by_one_and_a_little_more_by_two(rule, one, two):
    alone, together = holdings("X 50 A; N 50 A"), holdings("X 25 A; Y 26 A; N 49 A")

    assert answer(alone, "A", rule=rule, complete=EVER) == one
    assert answer(together, "A", listed="XY", rule=rule, complete=EVER) == two


def test_what_one_person_holds_through_several_firms_is_added_up_everywhere():
    told = holdings("X 60 A; N 40 A; X 60 B; M 40 B; A 30 C; B 30 C; L 40 C")

    assert answer(told, "C", rule=UK, complete=EVER) == YES


# --- what is not known --------------------------------------------------------------


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ("X ? A", OPEN),
        ("X ? A; N 50 A", OPEN),
        ("X ? A; N 50.01 A", NO),
        ("X ? A; N 30 A; M 20.01 A", NO),
        ("X 25 A; Y ? A; N 50 A", OPEN),
        ("X 50 A; Y ? A", YES),
        ("X 20 A; Y ? A; N 60 A", NO),
        ("X 60 B; B ? A; N 40 A", OPEN),
        ("X 40 B; N 60 B; B ? A", NO),
        ("X 25-60 A; N 40 A", OPEN),
        ("X 25-49 A; N 40 A", NO),
        ("X 50-75 A; N 25 A", YES),
        ("X ? A; A ? B; B ? A; N 51 A", NO),
    ],
)
def test_an_unknown_share_counts_only_where_it_decides(graph, expected):
    assert answer(holdings(graph), "A", listed="XY", complete=EVER) == expected


@pytest.mark.parametrize(
    ("graph", "expected"),
    [
        ("X 30 A", OPEN),
        ("X 50 A", YES),
        ("X 30 A; N 70 A", OPEN),  # who owns N is not known
        ("N 100 A", OPEN),
        ("", OPEN),
        ("N 100 B", OPEN),
    ],
)
def test_owners_that_nobody_named_may_be_listed(graph, expected):
    assert answer(holdings(graph), "A") == expected


def test_a_human_being_has_no_owners():
    human = Party(key="n", name="N", is_person=True)
    share = Share(low=Fraction(1), high=Fraction(1))
    told = [
        Holding(
            owner=human,
            owned=party("A"),
            share=share,
            days=EVER,
            sure=EVER,
            source="s",
            where="s:1",
        )
    ]

    assert answer(told, "A") == NO


@pytest.mark.parametrize("graph", ["X 30 A", "N 30 A"])
def test_a_rest_of_known_shares_stays_open_even_if_all_owners_are_said_to_be_named(
    graph,
):
    assert answer(holdings(graph), "A", complete=EVER) == OPEN


def test_owners_of_other_days_do_not_make_a_firm_ownerless():
    later = Days(since=DAY + timedelta(days=1))
    told = [holds("N", "100", "A", days=later, sure=later)]

    assert answer(told, "A", complete=EVER) == OPEN
    assert answer([*told, *holdings("A 100 B")], "B", complete=EVER) == OPEN


def test_a_firm_of_which_nothing_is_told_has_owners_that_nobody_named():
    assert answer([], "A", complete=EVER) == OPEN


def test_completeness_holds_on_its_days_only():
    complete = Days(since=DAY, until=DAY)
    told = holdings("N 100 A")

    days = [DAY + timedelta(days=n) for n in (-1, 0, 1)]

    found = [answer(told, "A", day=day, complete=complete) for day in days]
    assert found == [OPEN, NO, OPEN]


def test_an_owner_of_whom_it_is_not_known_whether_it_is_listed_leaves_it_open():
    told = holdings("Q 50 A; N 50 A")

    assert answer(told, "A", perhaps="Q", complete=EVER) == LISTING
    assert answer(told, "A", perhaps="Q", complete=EVER, rule=EU) == NO
    assert asked(told, "A", perhaps="Q", complete=EVER).perhaps == (party("Q"),)


def test_a_doubt_about_the_listing_is_told_where_it_alone_is_enough():
    told = holdings("Q 50 A; X ? A")

    assert answer(told, "A", perhaps="Q", complete=EVER) == LISTING


def test_a_doubt_about_a_share_is_told_where_it_alone_is_enough():
    told = holdings("Q ? A; X ? A")

    assert answer(told, "A", perhaps="Q", complete=EVER) == OPEN


def test_the_listing_of_the_firm_itself_is_no_ownership():
    told = holdings("A 60 B; N 40 B; B 60 A; M 40 A")

    assert answer(told, "A", listed="A", complete=EVER) == NO
    assert answer(told, "B", listed="A", complete=EVER) == YES


# --- days and sources of the statements ---------------------------------------------


@pytest.mark.parametrize(
    ("shift", "expected"),
    [(-2, OPEN), (-1, OPEN), (0, YES), (1, YES), (2, YES), (3, OPEN)],
)
def test_a_share_counts_from_its_first_to_its_last_day(shift, expected):
    days = Days(since=DAY, until=DAY + timedelta(days=2))
    told = [holds("X", "60", "A", days=days, sure=days)]

    assert answer(told, "A", day=DAY + timedelta(days=shift)) == expected


def test_a_share_that_may_have_been_held_may_count():
    told = [holds("X", "60", "A", sure=None), *holdings("N 40 A")]

    assert answer(told, "A", complete=EVER) == OPEN


def test_sources_that_differ_leave_their_range():
    told = [holds("X", "40", "A"), holds("X", "55", "A", source="other")]

    found = asked([*told, *holdings("N 40 A")], "A", complete=EVER)

    assert (found.word, found.least, found.most) == (
        Owned.UNKNOWN,
        Fraction(2, 5),
        Fraction(11, 20),
    )


def test_a_source_that_is_vague_takes_nothing_from_one_that_is_certain():
    told = [holds("X", "60", "A"), holds("X", "60", "A", source="other", sure=None)]

    assert answer(told, "A") == YES


@pytest.mark.parametrize("source", ["s", "other"])
def test_a_statement_without_a_share_takes_nothing_from_one_that_tells_it(source):
    vague = holds("X", "?", "A", source=source)
    sure, unsure = holds("X", "45", "A"), holds("X", "45", "A", sure=None)
    others = holdings("N 45 A")

    assert answer([vague, sure, *others], "A", complete=EVER) == OPEN  # the rest of 10
    assert asked([vague, sure, *others], "A", complete=EVER).least == Fraction(9, 20)
    assert answer([vague, holds("X", "60", "A")], "A") == YES
    assert asked([vague, unsure, *others], "A", complete=EVER).least == 0


def test_two_statements_of_one_source_may_be_two_parcels():
    found = asked(holdings("X 30 A; X 25 A; N 45 A"), "A", complete=EVER)

    assert (found.word, found.least, found.most) == (
        Owned.UNKNOWN,
        Fraction(1, 4),
        Fraction(11, 20),
    )
    assert answer(holdings("X 30 A; X 55 A; N 15 A"), "A", complete=EVER) == OPEN


def test_a_statement_made_twice_counts_once():
    told = [*holdings("X 30 A; N 70 A"), holds("X", "30", "A", where="s:2")]

    assert answer(told, "A", complete=EVER) == NO


def test_sources_that_contradict_each_other_leave_it_open():
    told = [*holdings("X 60 A; N 40 A"), holds("M", "80", "A", source="other")]

    assert answer(told, "A", complete=EVER) == OPEN


# --- the answer in words ------------------------------------------------------------


def test_the_words_of_an_answer():
    told = [
        holds("X", "60", "B", where="owners.csv:2"),
        holds("B", "30", "A", where="owners.csv:3"),
        holds("Y", "20", "A", where="case.yml"),
    ]

    assert asked(told, "A", listed="XY").says("on 1 Jun 2023") == (
        "Of B: X, listed, 60 % (owners.csv:2). "
        "Of A: B 30 % (owners.csv:3); Y, listed, 20 % (case.yml). "
        "Counted as held by listed persons on 1 Jun 2023: from 50 % to 100 % of A. "
        "Rule OFAC-50: 50 % or more held by listed persons together: met."
    )


def test_the_words_of_an_unknown_share_say_what_the_others_leave():
    found = asked(holdings("X ? A; N 40 A"), "A")

    assert found.says("on 1 Jun 2023") == (
        "Of A: X, listed, 0 % to 60 % (s:1); somebody not named up to 60 %. "
        "Counted as held by listed persons on 1 Jun 2023: from 0 % to 100 % of A. "
        "Rule OFAC-50: 50 % or more held by listed persons together: may be met or not."
    )


def test_the_words_of_an_owner_who_is_perhaps_listed_and_of_two_places():
    told = [
        holds("Q", "60", "A", where="a.csv:2"),
        holds("Q", "60", "A", source="other", where="b.csv:7"),
        *holdings("N 40 A"),
    ]

    found = asked(told, "A", perhaps="Q", complete=EVER)

    assert found.says("on 1 Jun 2023") == (
        "Of A: Q, perhaps listed, 60 % (a.csv:2, b.csv:7). "
        "Counted as held by listed persons on 1 Jun 2023: from 0 % to 60 % of A. "
        "Rule OFAC-50: 50 % or more held by listed persons together: may be met or not."
    )


def test_the_words_of_a_share_of_which_nothing_is_known():
    found = asked(holdings("X ? A"), "A", complete=EVER)

    assert found.says("on 1 Jun 2023").startswith(
        "Of A: X, listed, share not known (s:1). "
    )


def test_the_words_say_that_control_was_not_asked():
    told = holdings("X 30 A; N 70 A")

    assert asked(told, "A", rule=UK, complete=EVER).says("on 1 Jun 2023") == (
        "Counted as held by listed persons on 1 Jun 2023: 30 % of A. "
        "Rule UK-OWN: more than 50 % held by one listed person: not met. "
        "Whether they control it otherwise was not asked."
    )


# --- the published file, where it lies ----------------------------------------------


def published(kind):
    if not GOLDEN.is_file():
        pytest.skip("the published cases are not part of the project")
    return json.loads(GOLDEN.read_text(encoding="utf-8"))[kind]


REGIMES = {"OFAC": "US", "EU": "EU", "UK": "UK", "BIS_AFFILIATES": "BIS"}


@pytest.mark.parametrize("kind", ["cases", "date_cases"])
def test_the_published_cases_come_out_as_published(kind):
    for case in published(kind):
        edges = [holds(e["owner"], e["share"], e["owned"]) for e in case["edges"]]
        told = rest_held_by_others(edges)
        day = date.fromisoformat(case["date"])
        rule = rule_of(REGIMES[case["regime"]], day)
        for firm in {h.owned.name for h in edges}:
            if rule is None:
                assert not case["expected_blocked"] or "uncertain" in case["confidence"]
            else:
                found = answer(
                    told, firm, listed=case["listed"], rule=rule, day=day, complete=EVER
                )
                expected = YES if firm in case["expected_blocked"] else NO
                assert found == expected, (case["id"], firm)
