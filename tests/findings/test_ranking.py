"""Orders that hold whatever the open rows turn out to be."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from findings.claiming import (
    CONTRADICTED,
    HELD,
    SUPPORTED,
    VOUCHED,
    answered,
    claim_of,
    left_open,
    result,
    results,
    said,
)
from madein.findings.claims import Where
from madein.findings.ranking import Rank, can_hold, must_hold

ORDER = {"measure": "ranking", "by": "origin", "unit": "US dollars"}


def usd(**amounts):
    """One row for each country, worth so many dollars; `XX` names none."""
    return [
        {"origin": None if country == "XX" else country, "usd": Decimal(amount)}
        for country, amount in amounts.items()
    ]


ORDERS = [
    (usd(CN=3, KR=2), ("CN", "KR"), False, SUPPORTED),
    (usd(CN=3, KR=2), ("KR", "CN"), False, CONTRADICTED),
    (usd(CN=2, KR=2), ("CN", "KR"), False, CONTRADICTED),
    (usd(CN=3), ("CN", "KR"), False, SUPPORTED),
    (usd(CN=3, KR=2, TR=9), ("CN", "KR"), False, SUPPORTED),
    (usd(CN=3, KR=2, TR=9), ("CN", "KR"), True, CONTRADICTED),
    (usd(CN=3, KR=2, TR=1), ("CN", "KR"), True, SUPPORTED),
    (usd(CN=3, KR=2, TR=2), ("CN", "KR"), True, CONTRADICTED),
    (usd(CN=3, KR=2), ("CN",), True, SUPPORTED),
    (usd(CN=3, KR=1, XX=1), ("CN", "KR"), False, SUPPORTED),
    (usd(CN=3, KR=1, XX=2), ("CN", "KR"), False, left_open("ORIGIN_GROUP")),
    (usd(CN=1, KR=3, XX=3), ("CN", "KR"), False, left_open("ORIGIN_GROUP")),
    (usd(CN=1, KR=3, XX=2), ("CN", "KR"), False, CONTRADICTED),
    # one unknown row may lift one of the two, and both would have to rise
    (usd(KR=4, TR=5, XX=3), ("CN", "KR"), True, CONTRADICTED),
    # whatever names no country may be of one that no row names
    (usd(CN=3, XX=3), ("CN",), True, left_open("ORIGIN_GROUP")),
    (usd(CN=4, XX=3), ("CN",), True, SUPPORTED),
]


def test_an_order_holds_only_if_it_does_in_every_case():
    cases = [
        (rows, {"order": order, "top": top}, VOUCHED, wanted)
        for rows, order, top, wanted in ORDERS
    ]

    assert results(cases, **ORDER) == cases


def test_an_order_of_rows_may_be_another_than_that_of_dollars():
    rows = [*usd(CN=3), *usd(CN=3), *usd(KR=9)]
    claim = {"measure": "ranking", "by": "origin", "order": ("CN", "KR")}
    found = result(rows, **claim)

    assert said(found) == left_open("BASIS_MISSING")
    assert found["shows"] == (
        "in US dollars: China $6; South Korea $9 (contradicted); "
        "in rows: China 2 rows; South Korea 1 row (supported)"
    )


@pytest.mark.parametrize("order", [("CN", "KR"), ("KR", "CN")])
def test_rows_that_are_not_held_may_change_any_order(order):
    found = result(usd(CN=3, KR=2), HELD, order=order, **ORDER)

    assert said(found) == left_open("COVERAGE_GAP")


def test_a_row_without_a_value_may_change_any_order():
    rows = [*usd(CN=3, KR=2), {"origin": "KR", "usd": None}]

    assert said(result(rows, order=("CN", "KR"), **ORDER)) == left_open("BASIS_MISSING")


def test_a_row_that_may_not_belong_leaves_an_order_open():
    rows = [*usd(CN=3, KR=2), {"origin": "KR", "member": None}]

    assert said(result(rows, order=("CN", "KR"), **ORDER)) == left_open("NAME_ONLY")


def test_what_is_no_group_of_the_case_is_no_rival_of_one():
    rows = [{"goods": "sensors"}, *[{"goods": "other goods"}] * 2]
    claim = {"measure": "ranking", "by": "goods", "unit": "rows", "top": True}

    assert said(result(rows, order=("sensors",), **claim)) == SUPPORTED


def test_the_figures_of_an_order_are_those_it_names():
    claim = claim_of(order=("CN", "KR"), **ORDER)
    (found,), figures = answered(usd(CN=3, KR=2, TR=1), claim)

    assert found["figures"] == ["C", "C.CN", "C.KR"]
    assert figures["C.CN"]["at_least"] == 3
    assert found["shows"] == "China $3; South Korea $2; Turkey $1"


# --- the order alone -----------------------------------------------------------------


def rank(certain, own=None, most=None):
    """What one value may hold: certain, with its own open rows, with all open rows."""
    ends = (None if end is None else Decimal(end) for end in (own, most))
    return Rank(certain=Decimal(certain), own=next(ends), most=next(ends))


THREE, TWO, FREE = rank(3, 3, 3), rank(2, 2, 2), rank(2)


@pytest.mark.parametrize(
    ("ordered", "behind", "holds"),
    [
        ([THREE, TWO], [], True),
        ([TWO, THREE], [], False),
        ([THREE, rank(3, 3, 3)], [], False),
        ([THREE, rank(1, 2, 3)], [], False),
        ([THREE, FREE], [], False),
        ([FREE, rank(1, 1, 1)], [], True),
        ([THREE, TWO], [rank(1, 1, 1)], True),
        ([THREE, TWO], [rank(1, 1, 2)], False),
        # The last comes before all others, and not the first alone.
        ([THREE, TWO], [rank(1, 1, 1), TWO], False),
        ([THREE, rank(2, 2, 3), rank(1, 1, 1)], [], False),
    ],
)
def test_an_order_must_hold_where_each_is_above_all_that_may_come(
    ordered, behind, holds
):
    assert must_hold(ordered, behind) is holds


@pytest.mark.parametrize(
    ("ordered", "behind", "loose", "may"),
    [
        ([THREE, TWO], [], 0, True),
        ([TWO, THREE], [], 0, False),
        # One has 2, and 1 or less may come: not above 3, and not just as much.
        ([TWO, THREE], [], 1, False),
        ([TWO, THREE], [], 2, True),
        ([TWO, THREE], [], None, True),
        # Its own open rows are enough, or just as much as the other has.
        ([rank(2, 4, 4), THREE], [], 0, True),
        ([rank(2, 3, 3), THREE], [], 0, False),
        ([rank(2, 3, 4), THREE], [], 1, True),
        ([FREE, THREE], [], 0, True),
        # Two that have to rise: by 2 together.
        ([TWO, TWO], [THREE], 2, False),
        ([TWO, TWO], [THREE], 3, True),
        ([THREE], [TWO, rank(4, 4, 4)], 1, False),
        ([THREE], [TWO, rank(4, 4, 4)], 2, True),
        ([THREE, TWO], [rank(2, 2, 2)], 1, True),
        ([THREE, TWO], [rank(2, 2, 2)], 0, False),
    ],
)
def test_an_order_can_hold_where_what_is_loose_is_enough(ordered, behind, loose, may):
    assert can_hold(ordered, behind, None if loose is None else Decimal(loose)) is may


def test_a_claim_says_in_which_column_and_of_which_role_it_is():
    claim = claim_of(order=("CN", "KR"), **ORDER)
    (found,), figures = answered(usd(CN=3, KR=2), claim)
    goods = claim_of(measure="ranking", by="goods", unit="rows", order=("sensors",))
    (of_goods,), others = answered([{}], goods)

    assert found["basis"] == figures["C"]["basis"]
    assert found["basis"].startswith("country of origin; ")
    assert figures["C"]["label"] == "Claim C: A claim."
    assert figures["C"]["measure"] == "claim"
    assert of_goods["basis"] == others["C"]["basis"]
    assert "country" not in of_goods["basis"]


def test_no_amount_is_known_where_a_row_of_no_country_has_no_value():
    rows = [*usd(CN=3, KR=2, TR=1, IN=1), {"origin": None, "usd": None}]
    found = result(rows, order=("CN", "KR"), **ORDER)

    assert said(found)[0] == "not determinable"
    assert found["shows"] == (
        "China at least $3; South Korea at least $2; India at least $1"
    )


def test_a_value_that_no_row_names_has_all_that_is_loose_at_most():
    found = result(usd(CN=3, XX=2), order=("CN", "KR"), **ORDER)

    assert found["shows"] == "China $3 to $5; South Korea $0 to $2"


def test_the_largest_of_the_others_is_shown():
    found = result(usd(CN=9, KR=8, IN=1, TR=5), order=("CN", "KR"), **ORDER)

    assert found["shows"] == "China $9; South Korea $8; Turkey $5"


def test_a_group_of_goods_is_called_by_its_own_name():
    claim = {"measure": "ranking", "by": "goods", "unit": "rows"}

    assert result([{"goods": "CN"}], order=("CN",), **claim)["shows"] == "CN 1 row"


def test_unknown_countries_come_before_rows_that_may_not_belong():
    rows = [*usd(CN=3, KR=2, XX=2), {"origin": "KR", "member": None}]

    assert said(result(rows, order=("CN", "KR"), **ORDER)) == left_open("ORIGIN_GROUP")


CELLS = st.fixed_dictionaries(
    {
        "origin": st.sampled_from(["KR", "CN", "TR", None]),
        "member": st.sampled_from([True, True, None]),
        "usd": st.integers(1, 4).map(Decimal),
    }
)


def ways(row):
    """Countries that a row may turn out to be of; empty where it may not belong."""
    countries = [row["origin"]] if row["origin"] else ["KR", "CN", "TR", "IN"]
    return [(row["usd"], country) for country in countries] + (
        [] if row["member"] else [(row["usd"], "")]
    )


def in_order(way, top):
    held = {
        country: sum(v for v, c in way if c == country)
        for country in ["KR", "CN", "TR", "IN"]
    }
    is_ordered = held["CN"] > held["KR"]
    return is_ordered and (not top or held["KR"] > max(held["TR"], held["IN"]))


@settings(max_examples=4, deadline=None)
@given(
    tables=st.lists(st.lists(CELLS, max_size=5), min_size=10, max_size=10),
    top=st.booleans(),
)
def test_no_way_the_open_rows_may_turn_out_speaks_against_a_result(tables, top):
    rows = [
        {**row, "hs": f"{place:04d}"}
        for place, table in enumerate(tables)
        for row in table
    ]
    claims = [
        claim_of(id=f"C{place}", order=("CN", "KR"), top=top, where=where, **ORDER)
        for place in range(len(tables))
        for where in [Where(hs=(f"{place:04d}",))]
    ]
    found, _ = answered(rows, *claims)

    for table, row in zip(tables, found, strict=True):
        told = {in_order(way, top) for way in product(*map(ways, table))}
        assert (row["result"] == "supported") is (told == {True})
        assert row["result"] != "contradicted" or told == {False}
