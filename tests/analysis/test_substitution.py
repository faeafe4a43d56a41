"""Substitution after an event, by code; weight and price apart."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.dated import bounds, made, monthly, usd, world
from madein.analysis.around.families import Family, families
from madein.analysis.around.moved import Cell, moved, replaced
from madein.analysis.around.substitution import substitution
from madein.findings.figures import stored
from madein.question import Period

BEFORE, AFTER = date(2021, 6, 1), date(2022, 6, 1)
UNKNOWN = "No table says where its goods are in the other edition of the nomenclature."
TYRES = "4011100000"
ALL, WEIGHT = ("F1", None, None), ("F2", None, None)


def row(amount, day, origin, hs=TYRES, **more):
    usual = {"hs_edition": "HS2017" if day == BEFORE else "HS2022"}
    return usd(amount, day, origin=origin, hs=hs, **usual | more)


def of(*rows, **parts):
    with world(*rows) as engine:
        return made(engine, substitution, **parts)


def ratio_of(found, code):
    return bounds(found["F1", code, None])


def test_the_gain_of_rising_origins_by_the_loss_of_falling_ones():
    rows = [row(100, BEFORE, "KR"), row(40, AFTER, "KR")]  # falls by 60
    rows += [row(10, BEFORE, "CN"), row(70, AFTER, "CN")]  # rises by 60
    rows += [row(30, AFTER, "TR"), row(5, BEFORE, "JP"), row(5, AFTER, "JP")]
    found = of(*rows)

    assert ratio_of(found, "401110") == (Decimal("1.5"), Decimal("1.5"))
    assert bounds(found[ALL]) == (Decimal("1.5"), Decimal("1.5"))
    assert found["F1", "401110", None]["rows"] == 7
    assert "F1a.401110.KR.before" in found["F1", "401110", None]["parts"]


def test_codes_are_added_up_before_they_are_divided():
    rows = [row(100, BEFORE, "KR"), row(50, AFTER, "CN")]  # 50 / 100
    rows += [row(10, BEFORE, "KR", "9401200000"), row(40, AFTER, "CN", "9401200000")]
    found = of(*rows)

    assert ratio_of(found, "401110") == (Decimal("0.5"), Decimal("0.5"))
    assert ratio_of(found, "940120") == (4, 4)
    assert bounds(found[ALL]) == (stored(Fraction(90, 110)),) * 2


def test_an_unknown_origin_may_be_one_that_fell_or_one_that_rose():
    rows = [row(100, BEFORE, "KR"), row(40, AFTER, "KR"), row(30, AFTER, "TR")]
    found = of(*rows, row(20, AFTER, None))

    # With 20 of TR or of none seen: 50 / 60; with 20 of KR: 30 / 40.
    assert ratio_of(found, "401110") == (Decimal("0.75"), stored(Fraction(50, 60)))


def test_a_cut_code_may_be_of_any_of_the_codes():
    found = of(
        row(100, BEFORE, "KR"), row(50, AFTER, "CN"), row(10, AFTER, "CN", "4011")
    )

    assert ratio_of(found, "401110") == (Decimal("0.5"), Decimal("0.6"))


def test_where_no_origin_fell_there_is_nothing_to_divide_by():
    found = of(row(100, BEFORE, "KR"), row(130, AFTER, "KR"))

    assert found[ALL]["reason"] == "BASIS_MISSING"
    assert found[ALL]["caveats"] == [
        "No origin brought less of it after the event: there is nothing to divide by."
    ]
    assert found["F1", "401110", None]["reason"] == "BASIS_MISSING"
    assert sorted(found["F1", "401110", None]["parts"]) == [
        "F1a.401110.KR.after",
        "F1a.401110.KR.before",
    ]


def test_a_row_without_a_value_after_the_event_leaves_no_upper_limit():
    found = of(row(100, BEFORE, "KR"), row(50, AFTER, "CN"), row(None, AFTER, "CN"))

    assert ratio_of(found, "401110") == (Decimal("0.5"), None)


def test_less_than_a_year_before_is_silent():
    with world(row(1, BEFORE, "KR"), first=date(2021, 5, 1)) as engine:
        found = made(engine, substitution)

    assert list(found) == [ALL]
    assert found[ALL]["reason"] == "COVERAGE_GAP"
    assert found[ALL]["caveats"] == [
        "The records hold the days from 1 May 2021, and are needed from 24 Feb 2021."
    ]


def test_a_window_after_of_less_than_a_year_is_told():
    short = Period(since=date(2020, 1, 1), until=date(2022, 8, 31))
    found = of(row(9, BEFORE, "KR"), row(3, AFTER, "KR"), period=short)

    assert found[ALL]["caveats"] == ["Only 189 days after the event are held."]


def test_rows_without_a_code_give_nothing_to_ask_about():
    found = of(usd(9, BEFORE, hs="40"), usd(9, BEFORE, hs=None))

    assert found[ALL]["reason"] == "BASIS_MISSING"
    assert found[ALL]["caveats"] == [
        "No row of the days before the event has a six-digit code and a value."
    ]


def test_the_fifteen_largest_codes_before_the_event_are_asked_about():
    codes = [f"84{n:02}10" for n in range(1, 19)]
    rows = [row(100 + n, BEFORE, "KR", code) for n, code in enumerate(codes)]
    found = of(*rows)
    asked = [cell for figure, cell, _ in found if figure == "F1" and cell]

    assert asked == codes[:2:-1]
    assert "15 largest codes together" in found[ALL]["label"]


# --- weight and price -----------------------------------------------------------


def weighed(amount, kg, day, **more):
    return row(amount, day, "KR", net_kg=None if kg is None else Decimal(kg), **more)


def test_weight_and_price_change_apart():
    found = of(weighed(100, 10, BEFORE), weighed(60, 3, AFTER), weighed(60, 2, AFTER))

    assert bounds(found["F2", "401110", None]) == (Decimal("0.5"), Decimal("0.5"))
    assert bounds(found["F2", "401110", "price before"]) == (10, 10)
    assert bounds(found["F2", "401110", "price after"]) == (24, 24)
    assert bounds(found["F2", "401110", "price"]) == (Decimal("2.4"), Decimal("2.4"))
    assert found["F2", "401110", "price after"]["unit"] == "US dollars a kg"
    assert found["F2", "401110", "price"]["unit"] == "ratio"
    assert bounds(found[WEIGHT]) == (Decimal("0.5"), Decimal("0.5"))


def test_a_row_without_a_weight_opens_the_weight_and_not_the_price():
    rows = [weighed(100, 10, BEFORE), weighed(60, 4, AFTER), weighed(999, None, AFTER)]
    found = of(*rows)

    assert bounds(found["F2", "401110", None]) == (Decimal("0.4"), None)
    assert bounds(found["F2", "401110", "price after"]) == (15, 15)


def test_without_weights_there_is_no_price():
    found = of(weighed(100, None, BEFORE), weighed(60, 0, AFTER))

    assert found["F2", "401110", "price"]["reason"] == "BASIS_MISSING"
    assert found["F2", "401110", "price before"]["caveats"] == ["No row has a weight."]


# --- codes whose goods the nomenclature divided ---------------------------------


def told(code, edition, side, amount):
    return {"code": code, "edition": edition, "side": side, "at_least": Decimal(amount)}


def test_codes_between_which_goods_moved_are_one_family():
    rows = [
        told("870829", "HS2017", "before", 9),
        told("870829", "HS2022", "after", 5),
        told("870822", "HS2022", "after", 3),  # windscreens, until 2021 in 870829
        told("401110", "HS2022", "before", 7),
    ]

    assert families(rows, 15) == [
        Family(codes=("870829", "870822"), is_known=True),
        Family(codes=("401110",), is_known=True),
    ]


def test_a_code_is_alone_where_what_it_gave_away_has_no_rows():
    rows = [told("870829", "HS2017", "before", 9), told("870829", "HS2022", "after", 5)]

    assert families(rows, 15) == [Family(codes=("870829",), is_known=True)]


def test_a_code_of_no_edition_is_not_known():
    rows = [told("999999", "HS2017", "before", 9), told("401110", "HS2022", "after", 5)]

    assert families(rows, 15) == [Family(codes=("999999",), is_known=False)]


def test_a_row_without_an_edition_may_be_of_each_that_has_its_code():
    rows = [told("870829", "HS2017", "before", 9), told("870822", None, "after", 5)]

    assert families(rows, 15) == [Family(codes=("870829", "870822"), is_known=True)]


def test_rows_of_divided_goods_are_taken_together_and_the_reader_is_told():
    rows = [row(100, BEFORE, "KR", "870829"), row(50, AFTER, "KR", "870829")]
    found = of(*rows, row(30, AFTER, "KR", "870822"), row(10, AFTER, "CN", "870822"))
    figure = found["F1", "870829 and 1 more", None]

    assert bounds(figure) == (Decimal("0.5"), Decimal("0.5"))  # 10 / 20
    assert figure["caveats"] == [
        "870829, 870822 together: editions of the nomenclature divide them otherwise."
    ]


def test_goods_that_no_table_places_are_not_determinable():
    rows = [row(9, BEFORE, "KR", "999999"), row(3, AFTER, "KR", "999999")]
    found = of(*rows, row(100, BEFORE, "KR"), row(50, AFTER, "KR"))

    assert found["F1", "999999", None]["reason"] == "HS_EDITION"
    assert found["F1", "999999", None]["caveats"] == [UNKNOWN]
    assert bounds(found[ALL]) == (0, 0)
    assert found[ALL]["caveats"] == [f"999999 is left out: {UNKNOWN}"]


# --- every completion -----------------------------------------------------------

# Two countries that the rows name, and two that may stand behind an unknown one.
NAMED, ANY = ("KR", "CN"), ("KR", "CN", "X1", "X2")


def cell(origin, side, certain, open_=0):
    return Cell(
        origin=origin, side=side, certain=Fraction(certain), open=Fraction(open_)
    )


def every(cells):
    """Gain and loss in every way the amounts may turn out, in whole dollars."""
    units = []
    for one in cells:
        origins = [one.origin] if one.origin else ANY
        sides = [one.side] if one.side else ("before", "after")
        way = list(product(origins, sides))
        units += [way] * int(one.certain) + [[*way, None]] * int(one.open)
    for turn in product(*units):
        change = dict.fromkeys(ANY, 0)
        for placed in turn:
            if placed is not None:
                change[placed[0]] += 1 if placed[1] == "after" else -1
        yield (
            sum(c for c in change.values() if c > 0),
            -sum(c for c in change.values() if c < 0),
        )


CELL = st.builds(
    cell,
    st.sampled_from([*NAMED, None]),
    st.sampled_from(["before", "after", "before", "after", None]),
    st.integers(0, 2),
    st.integers(0, 1),
)


@given(
    st.lists(CELL, max_size=4).filter(
        lambda cells: sum(one.certain + one.open for one in cells) <= 5
    ),
    st.integers(0, 4),
    st.integers(0, 4),
)
@settings(max_examples=80)
def test_the_bounds_are_those_of_every_completion(cells, before, after):
    known = [cell("KR", "before", before), cell("CN", "after", after)]
    least, most = (moved([*cells, *known], most=side) for side in (False, True))
    low, high = replaced(least, most)

    turns = list(every([*cells, *known]))
    defined = [Fraction(gain, loss) for gain, loss in turns if loss]
    if not defined:
        assert low is None
        return
    assert low == min(defined)
    is_limited = all(loss or not gain for gain, loss in turns)
    assert high == (max(defined) if is_limited else None)


ROW = st.tuples(
    st.integers(1, 3),
    st.sampled_from(["KR", "CN", None]),
    st.sampled_from([BEFORE, AFTER, "month"]),
    st.sampled_from([TYRES, TYRES, "4011", "9401200000"]),
    st.sampled_from([True, True, None]),
)


def written(amount, origin, day, hs, member):
    more = {"origin": origin, "hs": hs, "member": member, "hs_edition": "HS2017"}
    if day == "month":
        return monthly(amount, date(2022, 2, 1), **more)
    return usd(amount, day, **more)


def ways(amount, origin, day, hs, member):
    """Where a row may be of tyres: its origin and what it adds there, or nothing."""
    if hs.startswith("9401"):
        return [None]
    signs = {BEFORE: [-1], AFTER: [1], "month": [-1, 1]}[day]
    found = [(one, s * amount) for one in ([origin] if origin else ANY) for s in signs]
    return found if member and hs == TYRES else [*found, None]


@given(st.lists(ROW, min_size=1, max_size=4))
@settings(max_examples=10)
def test_rows_that_are_open_in_any_way_stay_within_the_bounds(rows):
    known = [(5, "KR", BEFORE, TYRES, True), (2, "CN", AFTER, TYRES, True)]
    rows = [*known, *rows]
    with world(*(written(*one) for one in rows)) as engine:
        low, high = ratio_of(made(engine, substitution), "401110")

    for turn in product(*(ways(*one) for one in rows)):
        change = dict.fromkeys(ANY, 0)
        for placed in turn:
            if placed is not None:
                change[placed[0]] += placed[1]
        gain = sum(one for one in change.values() if one > 0)
        loss = -sum(one for one in change.values() if one < 0)
        if loss:
            assert stored(Fraction(gain, loss)) >= low
            assert high is None or stored(Fraction(gain, loss)) <= high
        else:
            assert high is None or not gain


WEIGHED = st.tuples(
    st.integers(1, 3),
    st.integers(0, 3),
    st.sampled_from([BEFORE, AFTER, "month"]),
    st.sampled_from([TYRES, TYRES, "4011", "9401200000"]),
    st.sampled_from([True, True, None]),
)
PRICES = ("price", "price after", "price before")


def turns_of(rows):
    """Kilograms, and dollars of rows with a weight, of tyres on each side, every way."""
    found = []
    for _, _, day, hs, member in rows:
        sides = {BEFORE: ["before"], AFTER: ["after"], "month": ["before", "after"]}[
            day
        ]
        if hs.startswith("9401"):
            sides = [None]
        found.append(sides if member and hs == TYRES else [*sides, None])
    for turn in product(*found):
        kg, dollars = {"before": 0, "after": 0}, {"before": 0, "after": 0}
        for (amount, weight, *_), side in zip(rows, turn, strict=True):
            if side is not None:
                kg[side] += weight
                dollars[side] += amount if weight else 0
        yield kg, dollars


@given(st.lists(WEIGHED, min_size=1, max_size=4))
@settings(max_examples=10)
def test_no_completion_is_outside_the_bounds_of_weight_and_price(rows):
    rows = [(5, 2, BEFORE, TYRES, True), (4, 1, AFTER, TYRES, True), *rows]
    held = [
        written(amount, "KR", day, hs, member) | {"net_kg": Decimal(kg)}
        for amount, kg, day, hs, member in rows
    ]
    with world(*held) as engine:
        found = made(engine, substitution)
    weight, *prices = (
        bounds(found["F2", "401110", period]) for period in (None, *PRICES)
    )

    for kg, dollars in turns_of(rows):
        after, before = (
            Fraction(dollars[side], kg[side]) for side in ("after", "before")
        )
        told = [Fraction(kg["after"], kg["before"]), after / before, after, before]
        for (low, high), value in zip([weight, *prices], told, strict=True):
            assert low <= stored(value) <= high


def test_figures_of_weight_and_price_name_their_amounts_and_rows():
    rows = [weighed(100, 10, BEFORE), weighed(60, 3, AFTER), weighed(60, None, AFTER)]
    found = of(*rows, weighed(7, 7, AFTER, hs="9401200000"))
    weight = found["F2", "401110", None]
    after = found["F2", "401110", "price after"]

    assert weight["formula"] == "net weight after / before, of 3 amounts in F2a"
    assert sorted(weight["parts"]) == [
        "F2a.401110.after.no-weight",
        "F2a.401110.after.weighed",
        "F2a.401110.before.weighed",
    ]
    assert weight["rows"] == 3
    assert after["formula"] == "value / net weight after; of rows with a weight"
    assert sorted(after["parts"]) == [
        "F2a.401110.after.weighed",
        "F2b.401110.after.weighed",
    ]
    assert bounds(after) == (20, 20)
    assert bounds(found["F2", "401110", "price"]) == (2, 2)
    assert found["F2", "401110", "price"]["formula"] == (
        "value / net weight after, by the same before; of rows with a weight"
    )


def test_weights_that_no_table_places_are_left_out():
    rows = [weighed(9, 4, BEFORE, hs="999999"), weighed(3, 1, AFTER, hs="999999")]
    found = of(*rows, weighed(100, 10, BEFORE), weighed(60, 5, AFTER))

    assert found["F2", "999999", None]["reason"] == "HS_EDITION"
    assert found["F2", "999999", None]["caveats"] == [UNKNOWN]
    assert ("F2", "999999", "price") not in found
    assert bounds(found[WEIGHT]) == (Decimal("0.5"), Decimal("0.5"))


def test_no_weight_before_gives_no_quotient():
    found = of(weighed(100, 0, BEFORE), weighed(60, 5, AFTER))

    assert found["F2", "401110", None]["caveats"] == [
        "No weight is known of the days before."
    ]
    assert found["F2", "401110", "price"]["caveats"] == [
        "No row of one of the sides has a weight."
    ]
    assert bounds(found["F2", "401110", "price after"]) == (12, 12)
    assert found["F2", "401110", "price before"]["reason"] == "BASIS_MISSING"
