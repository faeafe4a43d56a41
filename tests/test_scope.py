"""Bounds of a scope against the slow way: every completion of what is unknown."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import DAY, holding, imports
from madein.engine import Engine
from madein.findings.figures import at_most
from madein.measure import Dimension, rows_of, sums
from madein.scope import CountryRole, Scope, any_word
from madein.tables import IMPORTS

SCOPES = (
    Scope(),
    Scope(since=DAY),
    Scope(since=date(2022, 4, 30), until=date(2022, 5, 3)),
    Scope(since=date(2022, 4, 1), until=date(2022, 5, 31)),
    Scope(role=CountryRole.ORIGIN, countries=("KR", "CN")),
    Scope(goods="sensors", role=CountryRole.DISPATCH, countries=("KR",)),
    Scope(makers=("Kia",), until=DAY),
    Scope(aside=True),
)
ORIGIN = Dimension(name="origin", sql="origin")
GOODS = Dimension(name="goods", sql="goods")
UNKNOWABLE = {
    "member": (True, False),
    "counted": (True, False),
    "registered": (date(2022, 5, 3), DAY, date(2022, 5, 5), date(2022, 7, 1)),
    "origin": ("KR", "CN", "TR"),
    "dispatch": ("KR", "DE"),
    "goods": ("sensors", "switches"),
    "maker_name": ("KIA", "BOSCH"),
}
MONTHS = (None, date(2022, 4, 1), date(2022, 5, 1))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            **{
                name: st.sampled_from((values[0], *values, None))
                for name, values in UNKNOWABLE.items()
            },
            "doubt": st.sampled_from((None, None, "may be a copy")),
            "registered_month": st.sampled_from(MONTHS),
            "usd": st.none() | st.integers(-3, 9).map(Decimal),
            "aside": st.sampled_from((None, None, None, "a copy")),
        }
    ).map(lambda row: row | {"registered_month": None} if row["registered"] else row),
    max_size=4,
)
MANY = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def engine():
    with Engine() as opened:
        yield opened


def asked(engine, rows, scope, dimensions=()):
    engine.fill(IMPORTS, imports(*rows))
    query = sums(scope, dimensions)
    return engine.rows(query.sql, query.params)


def matches(scope, row):
    """Whether a row that is wholly known belongs."""
    return (
        row["member"]
        and row["counted"]
        and (row["aside"] is not None) is scope.aside
        and (scope.aside or row["doubt"] is None)
        and (row["usd"] is None or row["usd"] >= 0)
        and (scope.since is None or row["registered"] >= scope.since)
        and (scope.until is None or row["registered"] <= scope.until)
        and (not scope.countries or row[scope.role.value] in scope.countries)
        and (scope.goods is None or row["goods"] == scope.goods)
        and (not scope.makers or row["maker_name"] == "KIA")
    )


def answers(scope, row, cells):
    """What the completions of a row say: always in, never in, or now and then."""
    open_ = {name: UNKNOWABLE[name] for name in UNKNOWABLE if row[name] is None}
    if "registered" in open_ and row["registered_month"] is not None:
        open_["registered"] = days_of(row["registered_month"])
    if row["doubt"] is not None:
        open_["doubt"] = (None, "a copy")
    return {
        matches(scope, full) and all(full[name] == cell for name, cell in cells)
        for values in product(*open_.values())
        for full in [row | dict(zip(open_, values, strict=True))]
    }


def days_of(month):
    after = (month + timedelta(days=31)).replace(day=1)
    return [month + timedelta(days=n) for n in range((after - month).days)]


def brute(scope, rows, cells=()):
    told = [(row["usd"], answers(scope, row, cells)) for row in rows]
    sure = [usd for usd, said in told if said == {True}]
    maybe = [usd for usd, said in told if True in said]
    return (
        sum((usd for usd in sure if usd is not None), Decimal(0)),
        None if None in maybe else sum(maybe, Decimal(0)),
        len(sure),
        len(maybe) - len(sure),
    )


def bounds(row):
    return row["at_least"], at_most(row), row["rows"], row["unclear_rows"]


@MANY
@given(rows=ROWS, scope=st.sampled_from(SCOPES))
def test_bounds_hold_every_completion_of_the_unknown(engine, rows, scope):
    (found,) = asked(engine, rows, scope)

    assert bounds(found) == brute(scope, rows)


@MANY
@given(rows=ROWS, scope=st.sampled_from(SCOPES))
def test_cells_of_one_dimension_hold_every_completion(engine, rows, scope):
    found = asked(engine, rows, scope, [ORIGIN])

    assert [bounds(cell) for cell in found if cell["origin"] is not None] == [
        brute(scope, rows, [("origin", cell["origin"])])
        for cell in found
        if cell["origin"] is not None
    ]


@MANY
@given(rows=ROWS, scope=st.sampled_from(SCOPES))
def test_cells_of_two_dimensions_hold_every_completion(engine, rows, scope):
    found = asked(engine, rows, scope, [ORIGIN, GOODS])
    whole = [c for c in found if None not in (c["origin"], c["goods"])]

    assert [bounds(cell) for cell in whole] == [
        brute(scope, rows, [(name, cell[name]) for name in ("origin", "goods")])
        for cell in whole
    ]


@MANY
@given(rows=ROWS, scope=st.sampled_from(SCOPES))
def test_certain_cells_add_up_to_the_whole(engine, rows, scope):
    (whole,) = asked(engine, rows, scope)
    cells = asked(engine, rows, scope, [ORIGIN, GOODS])

    assert sum(c["at_least"] for c in cells) == whole["at_least"]
    assert sum(c["rows"] for c in cells) == whole["rows"]


@MANY
@given(rows=ROWS, more=ROWS, scope=st.sampled_from(SCOPES))
def test_another_row_never_lowers_a_bound(engine, rows, more, scope):
    (before,) = asked(engine, rows, scope)
    (after,) = asked(engine, [*rows, *more], scope)

    assert after["at_least"] >= before["at_least"]
    assert at_most(after) is None or at_most(after) >= (at_most(before) or 0)
    assert at_most(before) is not None or at_most(after) is None


@MANY
@given(rows=ROWS, scope=st.sampled_from(SCOPES))
def test_the_rows_of_a_cell_are_those_of_its_bounds(engine, rows, scope):
    for cell in asked(engine, rows, scope, [ORIGIN, GOODS]):
        query = rows_of(scope, [(d, cell[d.name]) for d in (ORIGIN, GOODS)])
        listed = engine.rows(query.sql, query.params)
        sure = [row for row in listed if row["certain"]]

        assert (len(sure), len(listed) - len(sure)) == (
            cell["rows"],
            cell["unclear_rows"],
        )
        assert sum(row["usd"] or 0 for row in sure) == cell["at_least"]
        if at_most(cell) is not None:
            assert sum(row["usd"] for row in listed) == at_most(cell)


def test_a_row_without_a_value_has_no_upper_bound():
    with holding({"usd": None}, {}) as engine:
        query = sums(Scope())
        (found,) = engine.rows(query.sql, query.params)

    assert (found["at_least"], found["unvalued_rows"]) == (100, 1)
    assert at_most(found) is None


def test_a_negative_value_is_in_no_bound():
    with holding({}, {"usd": Decimal(-40)}) as engine:
        query = sums(Scope())
        (found,) = engine.rows(query.sql, query.params)

    assert bounds(found) == (100, 100, 1, 0)


def test_rows_that_fit_two_ways_are_counted_once():
    korean = Scope(role=CountryRole.ORIGIN, countries=("KR",))
    sensors = Scope(goods="sensors")
    rows = [{}, {"origin": "CN"}, {"origin": "CN", "goods": "switches"}]
    with holding(*rows) as engine:
        query = sums(Scope(either=(korean, sensors)))
        (found,) = engine.rows(query.sql, query.params)

    assert bounds(found) == (200, 200, 2, 0)


@pytest.mark.parametrize(
    ("maker", "is_made_by"),
    [
        ("KIA MOTORS", True),
        ("Kia-Motors", True),
        ("NOKIA", None),
        ("NOKIA and Kia", True),
        ("BOSCH", False),
        (None, None),
    ],
)
def test_a_maker_inside_a_longer_word_stays_open(maker, is_made_by):
    with holding({"maker_name": maker}) as engine:
        belongs = Scope(makers=("Kia",)).predicate()
        found = engine.value(f"select {belongs.sql} from imports", belongs.params)

    assert found is is_made_by


@pytest.mark.parametrize("word", ["p.c.b", "«фара»", "a_b", "a\\b", "$x", "{2}", "é—ü"])
def test_a_word_is_taken_literally(engine, word):
    sql = "select regexp_matches($text, $word, 'i') as found"
    texts = (f"x {word.upper()} y", "nothing of it")

    found = [engine.value(sql, {"text": t, "word": any_word([word])}) for t in texts]

    assert found == [True, False]
