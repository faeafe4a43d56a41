"""Shares, multiples and parts: their bounds hold whatever the open rows turn out to be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import case
from findings.claiming import (
    CHINA,
    CONTRADICTED,
    FROM_KOREA,
    HELD,
    KOREA,
    SENT_FROM_CHINA,
    SUPPORTED,
    VOUCHED,
    YEARS,
    answered,
    batch,
    claim_of,
    left_open,
    result,
    results,
    said,
)
from madein.findings.claims import Where
from madein.question import Complete

IN_2021 = {"since": date(2021, 1, 1), "until": date(2021, 12, 31)}
IN_2022 = {"since": date(2022, 1, 1), "until": date(2022, 12, 31)}
OF_2021 = {"registered": date(2021, 5, 4)}
SHARE = {"measure": "share", "where": KOREA, "of": Where(**YEARS)}
RISE = {"measure": "ratio", "where": Where(**IN_2022), "to": Where(**IN_2021)}
PART = {"measure": "part", "where": KOREA, "of": CHINA}


def usd(amount, **cells):
    return {"usd": Decimal(amount), **cells}


# --- shares -----------------------------------------------------------------------


SHARES = [
    ("75 %", SUPPORTED),
    ("about 75 %", SUPPORTED),
    ("three quarters", SUPPORTED),
    ("more than half", SUPPORTED),
    ("more than 75 %", CONTRADICTED),
    ("at least 75 %", SUPPORTED),
    ("76 %", CONTRADICTED),
    ("almost 75 %", CONTRADICTED),
    ("between 70 % and 75 %", SUPPORTED),
    ("none", CONTRADICTED),
]


def test_a_share_is_held_against_its_wording():
    rows = [usd(300), usd(100, origin="CN")]
    claims = [
        claim_of(id=f"C{n}", says=says, unit="US dollars", **SHARE)
        for n, (says, _) in enumerate(SHARES)
    ]
    found, _ = answered(rows, *claims)

    assert list(map(said, found)) == [wanted for _, wanted in SHARES]
    assert {row["shows"] for row in found} == {"75.0%: $300 of $400"}
    assert {(row["unit"], row["at_least"]) for row in found} == {
        ("share", Decimal("0.75"))
    }


UNCLEAR = [
    ({"origin": None}, ("0.5", "1"), "ORIGIN_GROUP"),
    ({"member": None}, ("0.5", "1"), "NAME_ONLY"),
    ({"registered": None}, ("0.5", "1"), "DATES_STRADDLE"),
    ({"doubt": "a copy?"}, ("0.5", "1"), "POSSIBLE_COPY"),
    ({"usd": None}, ("0", "1"), "BASIS_MISSING"),
]


def test_an_unclear_row_leaves_a_share_open_with_its_reason():
    asked = {"says": "75 %", "unit": "US dollars", **SHARE}
    found = batch([([{}, {"origin": "CN"} | row], asked) for row, _, _ in UNCLEAR])

    assert [(said(row), row["at_least"], row["at_most"]) for row in found] == [
        (left_open(reason), *map(Decimal, bounds)) for _, bounds, reason in UNCLEAR
    ]


def test_a_share_without_a_unit_needs_dollars_and_rows_to_agree():
    equal = [usd(100), usd(100, origin="CN")]
    unequal = [usd(100), usd(300, origin="CN")]

    assert said(result(equal, says="half", **SHARE)) == SUPPORTED
    found = result(unequal, says="half", **SHARE)
    assert said(found) == left_open("BASIS_MISSING")
    assert found["basis"] == "no unit stated: answered in US dollars and rows"
    assert found["shows"] == (
        "in US dollars: 25.0%: $100 of $400 (contradicted); "
        "in rows: 50.0%: 1 row of 2 rows (supported)"
    )
    assert found["figures"] == ["C.usd", "C.rows"]


def test_a_share_without_unit_and_role_is_answered_in_all_eight_ways():
    rows = [{"trading": "KR", "sender_country": "KR"}]
    where = Where(countries=("KR",))
    claim = claim_of(measure="share", says="at least 90 %", where=where, of=Where())
    (found,), figures = answered(rows, claim)

    assert said(found) == SUPPORTED
    assert found["basis"] == (
        "no country role stated: answered on all four; "
        "no unit stated: answered in US dollars and rows"
    )
    assert len(found["figures"]) == 8
    assert "C.dispatch.rows" in figures


NOT_VOUCHED = [
    ([{}, {"origin": "CN"}], "50 %", SUPPORTED),
    ([{}, {"origin": "CN"}], "at least 40 %", left_open("COVERAGE_GAP")),
    ([{}, {"origin": "CN"}], "at most 60 %", left_open("COVERAGE_GAP")),
    ([{}, {"origin": "CN"}], "43 %", left_open("COVERAGE_GAP")),
    ([{}, {"origin": "CN"}], "63 %", left_open("COVERAGE_GAP")),
    ([{"origin": "CN"}], "about 0 %", left_open("COVERAGE_GAP")),
]


def test_rows_that_are_not_held_may_raise_or_lower_a_share():
    cases = [(rows, {"says": says}, HELD, wanted) for rows, says, wanted in NOT_VOUCHED]

    assert results(cases, unit="rows", **SHARE) == cases


@pytest.mark.parametrize(
    ("about", "reason"), [(VOUCHED, "BASIS_MISSING"), (HELD, "COVERAGE_GAP")]
)
def test_a_share_of_nothing_is_no_share(about, reason):
    found = result([], about, says="75 %", unit="rows", **SHARE)

    assert said(found) == left_open(reason)
    assert found["shows"] == "nothing to divide by: 0 rows"
    assert found["at_least"] is None


def test_a_share_of_declarations_counts_each_once():
    rows = [
        {"declaration": "1"},
        {"declaration": "1", "origin": "CN"},
        {"declaration": "2", "origin": "CN"},
    ]
    found = result(rows, says="50 %", unit="declarations", **SHARE)

    assert said(found) == SUPPORTED
    assert found["shows"] == "50.0%: 1 declaration of 2 declarations"


def test_a_share_opens_into_the_amounts_it_is_made_of():
    claim = claim_of(says="75 %", unit="US dollars", **SHARE)
    _, figures = answered([usd(300), usd(100, origin="CN")], claim)

    assert figures["C"]["formula"] == "Ca.part / Ca"
    assert figures["C"]["parts"] == ["Ca.part", "Ca"]
    assert {
        name: figures[name]["at_least"] for name in ("Ca.part", "Ca.rest", "Ca")
    } == {
        "Ca.part": 300,
        "Ca.rest": 100,
        "Ca": 400,
    }


def test_a_number_that_may_be_rounded_decides_nothing_between():
    rows = [usd(716), usd(284, origin="CN")]

    found = result(rows, says="about 70 %", unit="US dollars", **SHARE)

    assert said(found) == left_open("BASIS_MISSING")
    assert found["shows"] == (
        "71.6%: $716 of $1,000; the claim does not say how far its number is rounded"
    )
    assert found["allows"] == (
        "from 69.5% to just below 70.5% (perhaps from 65% to 75%, if rounded)"
    )


@pytest.mark.parametrize(
    ("allows", "wanted", "words"),
    [
        (("70", "72"), SUPPORTED, "from 70% to 72% (set by the claim)"),
        ((None, "71.6"), SUPPORTED, "71.6% or less (set by the claim)"),
        (("72", None), CONTRADICTED, "72% or more (set by the claim)"),
    ],
)
def test_a_claim_may_set_what_it_allows(allows, wanted, words):
    ends = tuple(None if end is None else Decimal(end) for end in allows)
    rows = [usd(716), usd(284, origin="CN")]
    found = result(rows, says="about 70 %", unit="US dollars", allows=ends, **SHARE)

    assert (said(found), found["allows"]) == (wanted, words)


CELLS = st.fixed_dictionaries(
    {
        "origin": st.sampled_from(["KR", "CN", None]),
        "dispatch": st.sampled_from(["CN", "KR", None]),
        "member": st.sampled_from([True, True, None]),
        "usd": st.integers(0, 3).map(Decimal),
    }
)


def completions(rows):
    """Every way in which what is not known of some rows may turn out."""
    ways = [
        [
            row | {"origin": o, "dispatch": d, "member": m}
            for o in ([row["origin"]] if row["origin"] else ["KR", "TR"])
            for d in ([row["dispatch"]] if row["dispatch"] else ["CN", "TR"])
            for m in ([True] if row["member"] else [True, False])
        ]
        for row in rows
    ]
    return [[row for row in way if row["member"]] for way in product(*ways)]


def added(rows, unit):
    return sum((row["usd"] if unit == "US dollars" else 1 for row in rows), Decimal(0))


@settings(max_examples=4, deadline=None)
@given(tables=st.lists(st.lists(CELLS, max_size=4), min_size=10, max_size=10))
def test_bounds_of_a_share_are_those_of_all_completions(tables):
    units = ("US dollars", "rows")
    for unit, found in side_by_side(
        tables,
        [{"measure": "share", "says": "50 %", "unit": unit} for unit in units],
        where=FROM_KOREA,
        of=SENT_FROM_CHINA,
    ):
        for rows, row in zip(tables, found, strict=True):
            shares = []
            for way in completions(rows):
                whole = [row for row in way if row["dispatch"] == "CN"]
                part = [row for row in whole if row["origin"] == "KR"]
                if added(whole, unit):
                    shares.append(quotient(added(part, unit), added(whole, unit)))
            assert (row["at_least"], row["at_most"]) == ends(shares)


def quotient(one, other):
    return Fraction(one) / Fraction(other)


def ends(values):
    """Least and greatest of some fractions, as they are stored."""
    if not values:
        return None, None
    return stored(min(values)), stored(max(values))


def stored(value):
    return (Decimal(value.numerator) / value.denominator).quantize(Decimal("1e-12"))


def side_by_side(tables, kinds, **wheres):
    """Each kind of claim over each of some tables, all rows in one `imports`."""
    rows = [
        {**row, "hs": f"{place:04d}"}
        for place, table in enumerate(tables)
        for row in table
    ]
    claims = [
        claim_of(
            id=f"C{kind}-{place}",
            **asked,
            **{name: Where(**w, hs=(f"{place:04d}",)) for name, w in wheres.items()},
        )
        for kind, asked in enumerate(kinds)
        for place in range(len(tables))
    ]
    found, _ = answered(rows, *claims)
    for kind, asked in enumerate(kinds):
        yield asked["unit"], found[kind * len(tables) : (kind + 1) * len(tables)]


def test_a_share_without_any_row_of_the_part_is_nothing_of_the_whole():
    claim = claim_of(says="10 %", unit="rows", **SHARE)
    (found,), figures = answered([{"origin": "CN"}], claim)

    assert said(found) == CONTRADICTED
    assert figures["C"]["formula"] == "0 / Ca"
    assert (figures["C"]["parts"], figures["C"]["rows"]) == (["Ca"], 0)
    assert found["shows"] == "0.0%: 1 row"


def test_a_share_says_what_it_is_a_share_of_and_on_which_basis():
    claim = claim_of(says="75 %", unit="rows", **SHARE)
    (found,), figures = answered([{}, {"origin": "CN"}], claim)
    _, of_counts = answered([{"declaration": "1"}], replace(claim, unit="declarations"))

    assert figures["C"]["label"] == "Claim C: A claim."
    assert figures["Ca"]["label"] == "Claim C: A claim. (what it is a share of)"
    assert figures["C"]["rows"] == 1
    assert found["basis"] == f"{figures['C']['basis']}; in rows"
    assert figures["C"]["basis"].startswith("country of origin; ")
    assert not figures["Ca"]["basis"].startswith("country")
    assert of_counts["Ca"]["label"] == "Claim C: A claim. (the part)"
    assert of_counts["Cb"]["label"] == "Claim C: A claim. (what it is a share of)"
    assert of_counts["Ca"]["basis"].startswith("country of origin; ")


def test_a_row_without_a_declaration_lifts_no_share_above_one():
    rows = [{"declaration": "1"}, {"declaration": None}]
    found = result(rows, says="100 %", unit="declarations", **SHARE)

    assert (found["at_least"], found["at_most"]) == (Decimal("0.5"), 1)


def test_a_share_of_no_declarations_is_no_share():
    found = result([], says="75 %", unit="declarations", **SHARE)

    assert said(found) == left_open("BASIS_MISSING")
    assert found["shows"] == "nothing to divide by: 0 declarations of 0 declarations"


def test_a_part_of_fewer_days_is_covered_where_the_days_of_the_whole_are():
    rows = [{}, OF_2021]
    asked = {"measure": "share", "says": "50 %", "unit": "rows"}
    asked |= {"where": Where(**IN_2022), "of": Where(**YEARS)}
    half = case(complete=Complete(**IN_2022, because="we say so"))
    third = asked | {"says": "a third"}

    assert said(result(rows, HELD, **asked)) == SUPPORTED
    assert said(result(rows, VOUCHED, **third)) == CONTRADICTED
    assert said(result(rows, half, **third)) == left_open("COVERAGE_GAP")


# --- multiples ----------------------------------------------------------------------


MULTIPLES = [
    ("tenfold", SUPPORTED),
    ("more than tenfold", SUPPORTED),
    ("11.2 times", SUPPORTED),
    ("rose by 1,020 %", SUPPORTED),
    ("twelvefold", CONTRADICTED),
    ("doubled", CONTRADICTED),
]


def test_a_multiple_is_held_against_its_wording():
    claims = [
        claim_of(id=f"C{n}", says=says, unit="US dollars", **RISE)
        for n, (says, _) in enumerate(MULTIPLES)
    ]
    found, _ = answered([usd(1120), usd(100, **OF_2021)], *claims)

    assert list(map(said, found)) == [wanted for _, wanted in MULTIPLES]
    assert {row["shows"] for row in found} == {"11.2 times: $1,120 to $100"}


def test_a_multiple_of_two_periods_needs_both_to_be_complete():
    rows = [usd(200), usd(100, **OF_2021)]
    half = case(complete=Complete(**IN_2022, because="we say so"))
    claim = {**RISE, "says": "doubled", "unit": "US dollars"}

    assert said(result(rows, VOUCHED, **claim)) == SUPPORTED
    assert said(result(rows, half, **claim)) == left_open("COVERAGE_GAP")
    assert said(result(rows, HELD, **claim)) == left_open("COVERAGE_GAP")


def test_a_multiple_of_nothing_is_none():
    found = result([{}], says="tenfold", unit="rows", **RISE)

    assert said(found) == left_open("BASIS_MISSING")
    assert found["shows"] == "nothing to divide by: 1 row to 0 rows"


def test_what_is_compared_takes_the_days_of_the_other():
    claim = claim_of(
        measure="ratio",
        says="3 times",
        unit="rows",
        where=Where(**FROM_KOREA, **IN_2022),
        to=Where(**SENT_FROM_CHINA),
    )
    rows = [{}, {}, {"dispatch": "CN"}, {"dispatch": "CN", **OF_2021}]
    (found,), figures = answered(rows, claim)

    assert said(found) == SUPPORTED
    assert figures["Cb"]["rows"] == 1


def test_a_multiple_within_the_same_days_is_what_the_rows_show():
    asked = {"measure": "ratio", "says": "doubled", "unit": "rows", "to": CHINA}
    rows = [{"dispatch": "TR"}, {"dispatch": "TR"}, {"origin": "CN", "dispatch": "CN"}]

    assert said(result(rows, HELD, where=KOREA, **asked)) == SUPPORTED


def test_a_multiple_opens_into_what_is_compared():
    claim = claim_of(says="tenfold", unit="US dollars", **RISE)
    _, figures = answered([usd(600), usd(600), usd(100, **OF_2021)], claim)

    assert (figures["C"]["formula"], figures["C"]["parts"]) == ("Ca / Cb", ["Ca", "Cb"])
    assert (figures["C"]["rows"], figures["C"]["unit"]) == (3, "ratio")
    assert figures["Ca"]["label"] == "Claim C: A claim. (what is compared)"
    assert figures["Cb"]["label"] == "Claim C: A claim. (what it is compared with)"


DATED = st.fixed_dictionaries(
    {
        "registered": st.sampled_from([date(2021, 5, 4), date(2022, 5, 4), None]),
        "member": st.sampled_from([True, True, None]),
        "usd": st.integers(0, 3).map(Decimal),
    }
)


@settings(max_examples=4, deadline=None)
@given(tables=st.lists(st.lists(DATED, max_size=4), min_size=10, max_size=10))
def test_bounds_of_a_multiple_are_those_of_all_completions(tables):
    asked = {"measure": "ratio", "says": "doubled", "unit": "US dollars"}
    [(_, found)] = side_by_side(tables, [asked], where=IN_2022, to=IN_2021)

    for rows, row in zip(tables, found, strict=True):
        sums = [
            tuple(sum(v for v, y in way if y == year) for year in (2022, 2021))
            for way in product(*map(years, rows))
        ]
        low, high = ends([quotient(*pair) for pair in sums if pair[1]])
        is_limited = all(other for _, other in sums)
        assert (row["at_least"], row["at_most"]) == (low, high if is_limited else None)


def years(row):
    """The year of a row, in each way it may turn out; 0 where it does not belong."""
    day = row["registered"]
    found = [2021, 2022, 0] if day is None else [day.year]
    found += [] if row["member"] else [0]
    return [(row["usd"], year) for year in found]


# --- parts --------------------------------------------------------------------------


def test_a_part_is_what_lies_within_the_whole():
    rows = [{"dispatch": "CN"}, {}, {"dispatch": "CN", "origin": "CN"}]
    found = result(rows, says="100 USD", **PART)

    assert said(found) == SUPPORTED
    assert found["shows"] == "$100 in 1 row, of $200; $200 with what lies outside of it"
    assert found["figures"] == ["C", "C.of", "C.alone"]


def test_a_part_that_its_own_days_put_within_the_whole_has_no_outside():
    part = {
        "measure": "part",
        "where": Where(**FROM_KOREA, **IN_2022),
        "of": Where(**YEARS),
    }
    found = result([{}, {"origin": "CN"}, OF_2021], says="100 USD", **part)

    assert said(found) == SUPPORTED
    assert found["shows"] == "$100 in 1 row, of $300"
    assert found["figures"] == ["C", "C.of"]


MAY_BE_PART = [
    ({"dispatch": None}, "ORIGIN_GROUP"),
    ({"origin": None}, "ORIGIN_GROUP"),
    ({"member": None}, "NAME_ONLY"),
]


def test_a_row_that_may_be_in_the_part_leaves_it_open():
    asked = {"says": "100 USD", **PART}
    found = batch(
        [
            ([{"dispatch": "CN"}, {"dispatch": "CN"} | row], asked)
            for row, _ in MAY_BE_PART
        ]
    )

    assert [(said(row), row["at_least"], row["at_most"]) for row in found] == [
        (left_open(reason), 100, 200) for _, reason in MAY_BE_PART
    ]


def test_a_part_of_weight_is_weighed():
    rows = [{"dispatch": "CN", "net_kg": Decimal(2600)}]

    found = result(rows, says="2.6 tonnes", unit="kg", **PART)

    assert said(found) == SUPPORTED
    assert found["shows"] == (
        "2,600 kg in 1 row, of 2,600 kg; 2,600 kg with what lies outside of it"
    )


def test_a_maker_that_may_be_the_wholes_leaves_a_part_open():
    part = {
        "measure": "part",
        "where": Where(makers=("Kia",)),
        "of": Where(makers=("Bosch",)),
    }
    rows = [{"maker_name": "KIA BOSCH"}, {"maker_name": "KIA REBOSCHING"}]
    found = result(rows, says="100 USD", **part)

    assert said(found) == left_open("NAME_ONLY")
    assert (found["at_least"], found["at_most"]) == (100, 200)
