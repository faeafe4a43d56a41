"""Suppliers first seen since an event, and facts about them. All firms are SYNTHETIC."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain, combinations, combinations_with_replacement, product
from pathlib import Path
from random import Random

import pytest

from analysis.flagging import ALL_MONTHS, CHIP, CUT, ENGINE, FIELDS, PIPE, held
from factories import case
from madein.analysis.flags.answer import World
from madein.analysis.flags.catalogue import answers
from madein.analysis.flags.facts import facts
from madein.analysis.newcomers.figures import newcomers
from madein.analysis.newcomers.fill import fill_newcomers
from madein.analysis.newcomers.likeness import IS_ALIKE
from madein.findings.figures import figures
from madein.question import Event, Period
from madein.tables import SOURCE

DAY = date(2022, 2, 24)
OLD, BEFORE, SINCE, LATER = (
    date(2020, 3, 1),
    date(2021, 6, 15),
    date(2022, 5, 4),
    date(2022, 8, 9),
)
EVENT = Event(name="invasion", label="the invasion", date=DAY)
CASE = case(events=(EVENT,))


def sent(supplier, day=SINCE, **cells):
    return {"supplier": supplier, "registered": day, **cells}


def told(*rows, about=CASE, founded=None, **more):
    """Rows of `newcomer`, by supplier."""
    engine = held(*rows, **more)
    fill_newcomers(engine, about, founded)
    return {row["supplier"]: row for row in engine.rows("from newcomer")}


def is_new(*rows, supplier="NEW", **more):
    row = told(*rows, **more)[supplier]
    return row["is_new"], row["reason"]


def stopped(*rows, supplier="OLD", **more):
    row = told(*rows, **more)[supplier]
    return row["stopped"], row["stop_reason"]


def test_a_supplier_without_a_row_before_the_day_is_new():
    found = told(sent("OLD", BEFORE), sent("OLD"), sent("NEW"), sent("NEW", LATER))

    assert {name: row["is_new"] for name, row in found.items()} == {
        "OLD": False,
        "NEW": True,
    }
    assert (found["NEW"]["first_seen"], found["NEW"]["last_seen"]) == (
        "2022-05-04",
        "2022-08-09",
    )
    assert (found["NEW"]["rows"], found["NEW"]["usd_at_least"]) == (2, Decimal(200))


def test_the_day_itself_is_since():
    assert is_new(sent("NEW", DAY)) == (True, None)
    assert is_new(sent("NEW", date(2022, 2, 23))) == (False, None)


def test_a_month_that_holds_the_day_leaves_it_open():
    month = {"registered": None, "registered_month": date(2022, 2, 1)}

    assert is_new(sent("NEW", **month)) == (None, "DATES_STRADDLE")
    assert is_new(sent("NEW", **month), sent("NEW", BEFORE)) == (False, None)


def test_a_month_alone_is_printed_as_a_month():
    row = told(
        sent("NEW", registered=None, registered_month=date(2022, 5, 1)), sent("NEW")
    )

    assert (row["NEW"]["first_seen"], row["NEW"]["last_seen"]) == ("2022-05", "2022-05")


@pytest.mark.parametrize(
    "blind",
    [
        {"first": date(2021, 2, 25)},
        {"months": [m for m in ALL_MONTHS if m != date(2021, 9, 1)]},
        {"cap": "it has 65,535 rows"},
    ],
)
def test_nobody_is_new_after_a_blind_window(blind):
    assert is_new(sent("NEW"), **blind) == (None, "COVERAGE_GAP")
    assert is_new(sent("NEW", BEFORE), sent("NEW"), **blind) == (False, None)


def test_a_window_of_exactly_a_year_is_enough():
    assert is_new(sent("NEW"), first=DAY.replace(year=2021)) == (True, None)


def test_a_supplier_that_may_be_an_older_one_is_not_called_new():
    rows = sent("OLD", OLD), sent("NEW")

    assert is_new(*rows, proposals=[("NEW", "OLD")]) == (None, "NAME_ONLY")
    assert is_new(*rows, proposals=[("NEW", "MID"), ("MID", "OLD")]) == (
        None,
        "NAME_ONLY",
    )
    assert is_new(sent("NEW"), sent("TOO"), proposals=[("NEW", "TOO")]) == (True, None)


def test_a_row_before_that_names_nobody_may_be_its():
    assert is_new(sent(None, BEFORE), sent("NEW")) == (None, "NAME_ONLY")
    assert is_new(sent("ORDER", BEFORE), sent("NEW"), firms=[ORDER]) == (
        None,
        "NAME_ONLY",
    )
    fields = [name for name in FIELDS if name != "sender_name"]
    assert is_new(sent(None, BEFORE), sent("NEW"), fields=fields) == (
        None,
        "COLUMN_ABSENT",
    )


ORDER = {"party_id": "ORDER", "name": "to order", "kind": "to order"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [({"member": None}, "NAME_ONLY"), ({"doubt": "a copy"}, "POSSIBLE_COPY")],
)
def test_a_row_before_that_may_not_belong_leaves_it_open(cells, reason):
    assert is_new(sent("NEW", BEFORE, **cells), sent("NEW")) == (None, reason)


def test_rows_of_others_and_rows_set_aside_say_nothing():
    for cells in ({"member": False}, {"aside": "a copy"}):
        assert is_new(sent("NEW", BEFORE, **cells), sent("NEW")) == (True, None)


def test_trade_outside_statistics_was_trade():
    assert is_new(sent("NEW", BEFORE, counted=False), sent("NEW")) == (False, None)


def test_a_supplier_stopped_that_was_seen_in_the_year_before_and_not_since():
    assert stopped(sent("OLD", BEFORE)) == (True, None)
    assert stopped(sent("OLD", BEFORE), sent("OLD")) == (False, None)
    assert stopped(sent("OLD", OLD)) == (False, None)


def test_it_did_not_stop_for_certain_where_the_records_end_too_early():
    assert stopped(sent("OLD", BEFORE), last=date(2022, 8, 30)) == (
        None,
        "COVERAGE_GAP",
    )
    assert stopped(sent("OLD", BEFORE), last=date(2022, 8, 31)) == (True, None)


def test_it_may_go_on_under_another_name_or_none():
    assert stopped(sent("OLD", BEFORE), sent(None)) == (None, "NAME_ONLY")
    rows = sent("OLD", BEFORE), sent("NEW")
    assert stopped(*rows, proposals=[("NEW", "OLD")]) == (None, "NAME_ONLY")


# --- facts of rows ---------------------------------------------------------------------

APART = {
    "dispatch_apart": {"origin": "KR", "dispatch": "HK"},
    "seller_apart": {"origin": "KR", "dispatch": "KR", "sender_country": "AE"},
    "trading_apart": {"origin": "KR", "trading": "AE"},
    "high_priority": {"hs": CHIP},
}
NOT_APART = {
    "dispatch_apart": {"origin": "KR", "dispatch": "KR"},
    "seller_apart": {"origin": "KR", "dispatch": "AE", "sender_country": "AE"},
    "trading_apart": {"origin": "KR", "trading": "KR"},
    "high_priority": {"hs": PIPE},
}
BLANK = {
    "dispatch_apart": {"dispatch": None},
    "seller_apart": {"sender_country": None},
    "trading_apart": {"trading": None},
    "high_priority": {"hs": CUT},
}


def most(fact):
    """The fact of suppliers with so many rows that have it, have it not, or may."""
    counts = [
        (1, 0, 0),
        (2, 1, 0),
        (1, 1, 0),
        (0, 1, 0),
        (2, 0, 2),
        (3, 0, 2),
        (1, 3, 2),
    ]
    kinds = APART[fact], NOT_APART[fact], BLANK[fact]
    found = told(
        *(
            sent(str(one), **cells)
            for one in counts
            for cells, count in zip(kinds, one, strict=True)
            for _ in range(count)
        )
    )
    return {one: found[str(one)][fact] for one in counts}


@pytest.mark.parametrize("fact", APART)
def test_a_fact_of_rows_holds_where_it_does_for_most(fact):
    assert most(fact) == {
        (1, 0, 0): True,
        (2, 1, 0): True,
        (1, 1, 0): False,
        (0, 1, 0): False,
        (2, 0, 2): None,
        (3, 0, 2): True,
        (1, 3, 2): False,
    }


def completions(rows):
    """Whether most rows have a fact, over every way that they may turn out."""
    ways = [
        (("yes", "no") if word == "open" else (word,)) + (() if is_sure else (None,))
        for word, is_sure in rows
    ]
    for filled in product(*ways):
        there = [word for word in filled if word is not None]
        yield there.count("yes") * 2 > len(there)


def test_a_fact_is_what_all_ways_to_fill_the_gaps_agree_on():
    """Every set of up to four rows, each certain or not, is a supplier of its own."""
    country = {"yes": "AE", "no": "KR", "open": None}
    kinds = list(product(country, (True, False)))
    worlds = [w for n in (1, 2, 3, 4) for w in combinations_with_replacement(kinds, n)]
    found = told(
        *(
            sent(f"S{place}", trading=country[word], member=True if is_sure else None)
            for place, rows in enumerate(worlds)
            for word, is_sure in rows
        )
    )

    for place, rows in enumerate(worlds):
        answers = set(completions(rows))
        expected = answers.pop() if len(answers) == 1 else None
        assert found[f"S{place}"]["trading_apart"] is expected, rows


def test_what_is_not_determinable_says_why():
    row = told(sent("NEW", dispatch=None, sender_country="AE", trading="KR", hs=CUT))

    assert row["NEW"]["unclear"] == [
        "dispatched from another country than the origin (BASIS_MISSING)",
        "seller in neither origin nor country of dispatch (BASIS_MISSING)",
        "high-priority goods (HS_CUT)",
        "founded since (COLUMN_ABSENT)",
    ]


def test_a_list_that_is_not_held_leaves_the_goods_open():
    assert (
        "high-priority goods (LIST_NOT_LOADED)"
        in told(sent("NEW"), goods=False)["NEW"]["unclear"]
    )


@pytest.mark.parametrize(
    ("founded", "expected"),
    [
        ((DAY, DAY), True),
        ((date(2021, 1, 1), date(2022, 2, 23)), False),
        ((date(2022, 1, 1), date(2022, 12, 31)), None),
    ],
)
def test_a_register_tells_when_a_firm_was_founded(founded, expected):
    assert (
        told(sent("NEW"), founded={"NEW": founded})["NEW"]["founded_since"] is expected
    )


def test_a_firm_in_no_register_may_be_of_any_age():
    row = told(sent("NEW"), founded={})["NEW"]

    assert row["founded_since"] is None
    assert "founded since (COVERAGE_GAP)" in row["unclear"]


# --- likeness --------------------------------------------------------------------------

A, B, C, D = "8409910000", "8421230000", "8482100000", "8708990000"


def brought(supplier, day, *codes, **cells):
    return [sent(supplier, day, hs=code, **cells) for code in codes]


def test_a_new_supplier_is_like_the_one_that_stopped_with_most_codes_in_common():
    row = told(
        *brought("OLD", BEFORE, A, B, C),
        *brought("GONE", BEFORE, A, D),
        *brought("NEW", SINCE, A, B, C, D),
    )["NEW"]

    assert (row["like_supplier"], row["common_codes"], row["all_codes"]) == (
        "OLD",
        3,
        4,
    )
    assert row["same_goods"] is True


def test_half_of_the_codes_is_enough_and_less_is_not():
    half = told(*brought("OLD", BEFORE, A, B), *brought("NEW", SINCE, A))["NEW"]
    less = told(*brought("OLD", BEFORE, A, B, C), *brought("NEW", SINCE, A))["NEW"]

    assert (half["same_goods"], less["same_goods"]) == (True, False)
    assert Fraction(less["common_codes"], less["all_codes"]) == Fraction(1, 3)


def alike(mine, theirs, x, y):
    """Whether half of all codes are common, over all ways to add up to x and y codes."""
    free = max([*mine, *theirs], default=-1) + 1
    every = range(free + x + y)
    for more in chain.from_iterable(combinations(every, n) for n in range(x + 1)):
        for other in chain.from_iterable(combinations(every, n) for n in range(y + 1)):
            one, two = mine | {*more}, theirs | {*other}
            yield bool(one & two) and 2 * len(one & two) >= len(one | two)


def test_likeness_is_what_all_ways_to_read_open_codes_agree_on():
    asked = [
        (a, b, shared, x, y)
        for a, b, x, y in product(range(4), range(4), range(3), range(3))
        for shared in range(min(a, b) + 1)
    ]
    names = ("a", "b", "shared", "x", "y")
    columns = dict(zip(names, map(list, zip(*asked, strict=True)), strict=True))
    unnested = ", ".join(f"unnest(${name}) as {name}" for name in names)
    found = ENGINE.rows(
        f"select *, {IS_ALIKE} as said from (select {unnested})", columns
    )

    assert len(found) == len(asked) == 270
    for row in found:
        a, b, shared = row["a"], row["b"], row["shared"]
        mine, theirs = {*range(a)}, {*range(a - shared, a - shared + b)}
        answers = set(alike(mine, theirs, row["x"], row["y"]))
        assert row["said"] is (answers.pop() if len(answers) == 1 else None), row


def test_a_supplier_that_went_on_is_nobody_s_predecessor():
    row = told(
        *brought("OLD", BEFORE, A), *brought("OLD", SINCE, A), *brought("NEW", SINCE, A)
    )["NEW"]

    assert (row["same_goods"], row["like_supplier"]) == (False, None)


def test_a_code_that_is_cut_may_be_any():
    rows = brought("OLD", BEFORE, A, B), brought("NEW", SINCE, "85")
    row = told(*rows[0], *rows[1])["NEW"]

    assert row["same_goods"] is None
    assert "the goods of a supplier that stopped (HS_CUT)" in row["unclear"]


def test_codes_are_compared_in_the_edition_of_those_that_stopped():
    """870822 of HS2022 was a part of 870829; 870829 of 2022 lies in it as well."""
    new = brought("NEW", SINCE, "8708220000", "8708290000", hs_edition="HS2022")
    old = brought("OLD", BEFORE, "8708290000", hs_edition="HS2017")

    row = told(*old, *new)["NEW"]

    assert (row["common_codes"], row["all_codes"], row["same_goods"]) == (1, 1, True)


def test_codes_of_an_edition_that_is_not_held_are_not_compared():
    new = brought("NEW", SINCE, A, hs_edition="HS2007")
    row = told(*brought("OLD", BEFORE, A, hs_edition="HS2017"), *new)["NEW"]

    assert row["same_goods"] is None
    assert "the goods of a supplier that stopped (HS_EDITION)" in row["unclear"]


def test_a_year_before_that_is_not_held_may_hide_who_stopped():
    row = told(*brought("NEW", SINCE, A), first=date(2021, 9, 1))["NEW"]

    assert row["same_goods"] is None
    assert "the goods of a supplier that stopped (COVERAGE_GAP)" in row["unclear"]


@pytest.mark.parametrize(
    ("usd", "expected"), [(49, False), (50, True), (200, True), (201, False)]
)
def test_the_dollars_a_month_may_be_half_or_twice(usd, expected):
    """OLD: 300 dollars in June to August 2021, so 100 a month; NEW: two months."""
    old = [*brought("OLD", BEFORE, A), *brought("OLD", date(2021, 8, 30), A)]
    old[1]["usd"] = Decimal(200)
    new = [*brought("NEW", SINCE, A), *brought("NEW", date(2022, 6, 1), A)]
    new[0]["usd"] = new[1]["usd"] = Decimal(usd)

    row = told(*old, *new)["NEW"]

    assert (row["months"], row["like_months"]) == (2, 3)
    assert row["same_volume"] is expected


def test_without_the_same_goods_the_volume_says_nothing():
    row = told(*brought("OLD", BEFORE, A, B, C), *brought("NEW", SINCE, A))["NEW"]

    assert row["same_volume"] is False


def test_a_row_without_a_value_leaves_the_volume_open():
    row = told(*brought("OLD", BEFORE, A), *brought("NEW", SINCE, A, usd=None))["NEW"]

    assert row["same_volume"] is None
    assert (
        "the monthly value of a supplier that stopped (BASIS_MISSING)" in row["unclear"]
    )
    assert (row["usd_at_least"], row["usd_at_most"]) == (Decimal(0), None)


# --- bounds, evidence, figures ---------------------------------------------------------


def test_its_upper_bound_holds_rows_of_firms_that_may_be_the_same_and_of_nobody():
    row = told(
        sent("NEW"),
        sent("NEW", member=None, usd=Decimal(7)),
        sent("TOO", usd=Decimal(20)),
        sent("TWO", usd=Decimal(3)),
        sent(None, usd=Decimal(1)),
        sent("OFF", usd=Decimal(5)),
        proposals=[("NEW", "TOO"), ("TOO", "TWO")],
    )["NEW"]

    assert (row["usd_at_least"], row["usd_at_most"]) == (Decimal(100), Decimal(131))
    assert (row["rows"], row["rows_at_most"]) == (1, 5)


def test_credits_and_rows_after_the_period_are_in_no_bound():
    about = case(
        events=(EVENT,), period=Period(since=date(2018, 1, 1), until=date(2022, 6, 30))
    )
    row = told(
        sent("NEW"),
        sent("NEW", usd=Decimal(-40)),
        sent("NEW", counted=False),
        sent("NEW", LATER),
        about=about,
    )["NEW"]

    assert (row["usd_at_least"], row["usd_at_most"]) == (Decimal(100), Decimal(100))
    assert row["last_seen"] == "2022-08-09"


def test_the_query_of_a_supplier_lists_its_rows_before_and_since():
    engine = held(
        sent("O'NEW", BEFORE, usd=Decimal(1)), sent("O'NEW"), sent("OLD"), sent(None)
    )
    fill_newcomers(engine, CASE)
    sql = engine.value("select sql from newcomer where supplier = 'O''NEW'")

    listed = engine.rows(sql)

    assert [(r["row"], r["certain"]) for r in listed] == [
        (2, True),
        (1, True),
        (4, False),
    ]


def told_figures(*rows, **more):
    engine = held(*rows, **more)
    engine.fill(SOURCE, [{"source_id": "s", "place": 1, "file": "a.csv"}])
    fill_newcomers(engine, CASE)
    asked = [(f"F{n}", one) for n, one in enumerate(newcomers(engine, CASE), 1)]
    return {
        row["id"]: (row["at_least"], row["at_most"])
        for row in figures(engine, CASE, asked, "e")
    }


def test_figures_divide_what_came_since_by_who_was_seen_before():
    found = told_figures(
        sent("OLD", BEFORE, usd=Decimal(40)),
        sent("GONE", BEFORE, usd=Decimal(60)),
        sent("OLD", usd=Decimal(30)),
        sent("NEW", usd=Decimal(10)),
    )

    assert found["F1.first-seen-since"] == (10, 10)
    assert found["F1.seen-before"] == (30, 30)
    assert found["F2"] == (Decimal("0.25"), Decimal("0.25"))
    assert found["F3.that-stopped"] == (60, 60)
    assert found["F4"] == (Decimal("0.6"), Decimal("0.6"))


def test_who_may_be_new_is_in_the_upper_bound_alone():
    found = told_figures(
        sent("OLD", BEFORE),
        sent("OLD", usd=Decimal(30)),
        sent("NEW", usd=Decimal(10)),
        proposals=[("NEW", "OLD")],
    )

    assert found["F2"] == (0, Decimal("0.25"))


def test_rows_without_a_sender_may_be_of_new_suppliers():
    found = told_figures(
        sent("OLD", BEFORE),
        sent("OLD", usd=Decimal(30)),
        sent("NEW", usd=Decimal(10)),
        sent(None, usd=Decimal(10)),
    )

    assert found["F2"] == (Decimal("0.2"), Decimal("0.4"))


def test_a_blind_window_makes_no_share_a_zero():
    found = told_figures(sent("NEW", usd=Decimal(10)), first=date(2021, 9, 1))

    assert found["F2"] == (0, 1)


def shares_of_nothing(**more):
    """Reason and words of the share of new suppliers, and of those that stopped."""
    engine = held(**more)
    fill_newcomers(engine, CASE)
    asked = [(f"F{n}", one) for n, one in enumerate(newcomers(engine, CASE), 1)]
    found = {row["id"]: row for row in figures(engine, CASE, asked, "edition")}
    return [(found[one]["reason"], found[one]["caveats"]) for one in ("F2", "F4")]


def test_days_that_are_held_without_an_import_give_no_share():
    nothing = ["There are no imports in these days to divide by."]

    assert shares_of_nothing() == [("BASIS_MISSING", nothing)] * 2


def test_days_that_are_not_held_give_no_share():
    (since, told), (before, words) = shares_of_nothing(first=date(2021, 9, 1))
    begin = "the records begin on 1 Sep 2021, and are needed from 24 Feb 2021."

    assert (since, before) == ("BASIS_MISSING", "COVERAGE_GAP")
    assert told == [
        f"What came before is not all held: {begin}",
        "There are no imports in these days to divide by.",
    ]
    assert words == [told[0], f"These days are not all held: {begin}"]


def test_without_an_event_nothing_is_asked():
    assert newcomers(None, case()) == []


@pytest.mark.parametrize(
    ("unnamed", "first"), [(False, OLD), (True, OLD), (False, date(2021, 6, 1))]
)
def test_the_flag_of_the_notices_says_the_same(unnamed, first):
    """RF01 asks it, too; two hundred suppliers with rows of every kind, drawn by seed."""
    draw = Random(20220224)  # noqa: S311 - no secret
    rows = [
        {
            "supplier": f"S{draw.randrange(200)}",
            "registered": draw.choice([OLD, BEFORE, SINCE, SINCE, SINCE, LATER, None]),
            "member": draw.choice([True] * 8 + [None]),
            "counted": draw.choice([True, True, True, False]),
            "doubt": draw.choice([None] * 9 + ["a copy"]),
        }
        for _ in range(400)
    ] + [sent(None, BEFORE)] * unnamed
    proposals = sorted(
        {
            tuple(sorted(draw.sample([f"S{n}" for n in range(200)], 2)))
            for _ in range(30)
        }
    )
    more = {"proposals": proposals, "first": first}
    words = {True: "yes", False: "no", None: "not determinable"}

    found = told(*rows, **more)
    asked = next(flag for flag in facts().flags if flag.id == "RF01")
    flagged = answers(World(ENGINE, CASE, Path(), DAY), asked)

    assert len(found) > 150
    assert {name: words[row["is_new"]] for name, row in found.items()} == {
        row["party_id"]: row["answer"] for row in flagged if row["party_id"]
    }
