"""Measures asked together are answered as each is by itself, by the query of its own."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import holding
from madein.findings.figures import Desk
from madein.findings.passes import Asked, passes
from madein.findings.summing import question, summed, summed_together
from madein.measure import OWN, Dimension, Measure, Unit, declarations, sums
from madein.scope import CountryRole, Scope, on_or_after

DAYS = st.sampled_from(
    [date(2021, 2, 27), date(2021, 3, 1), date(2021, 3, 15), date(2021, 3, 31)]
)
COUNTRIES = st.sampled_from(["KR", "CN", None])
SUPPLIERS = st.sampled_from(["P-1", "P-2", "P-3", "P-4", None])
ROWS = st.fixed_dictionaries(
    {
        "registered": DAYS | st.none(),
        "registered_month": st.none(),
        "member": st.sampled_from([True, None]),
        "counted": st.sampled_from([True, True, True, False, None]),
        "aside": st.sampled_from([None, None, None, "a copy"]),
        "doubt": st.sampled_from([None, None, None, "POSSIBLE_COPY"]),
        "origin": COUNTRIES,
        "dispatch": COUNTRIES,
        "goods": st.sampled_from(["sensors", "switches", None]),
        "hs": st.sampled_from(["8708990000", "87", "903289", None]),
        "supplier": SUPPLIERS,
        "maker_name": st.sampled_from(["Kia Co", "NOKIA", None]),
        "usd": st.sampled_from([None, *map(Decimal, ("-3.5", "0", "1.25", "100"))]),
        "usd_basis": st.sampled_from(["statistical", "customs", None]),
        "net_kg": st.sampled_from([None, Decimal("0.5"), Decimal(7)]),
        "declaration": st.sampled_from(["D1", "D2", None]),
    }
) | st.fixed_dictionaries(  # the month alone
    {
        "registered": st.none(),
        "registered_month": st.sampled_from([date(2021, 2, 1), date(2021, 3, 1)]),
        "usd": st.sampled_from([None, Decimal(10)]),
    }
)

ORIGIN = Dimension(name="origin", sql="origin")
SUPPLIER = Dimension(
    name="shown_supplier",
    sql="case when supplier is null or list_contains($suppliers, supplier) "
    "then supplier else 'other' end",
    params={"suppliers": ["P-1", "P-2"]},
    near={"P-1": ("P-3", "P-4"), "P-2": ("P-3", "P-9")},
)
SIDE = Dimension(
    name="side",
    sql=f"case {on_or_after('$event')} when true then 'after' when false then 'before' end",
    params={"event": date(2021, 3, 15)},
)
CHOICE = Dimension(
    name="choice",
    sql="choice",
    rows="(select 'a' as choice, * from imports union all "
    "select 'b', * replace (coalesce(origin, $first) as origin) from imports) as imports",
    params={"first": "KR"},
)
DIMENSIONS = st.lists(
    st.sampled_from([ORIGIN, SUPPLIER, SIDE, Dimension(name="goods", sql="goods")]),
    unique_by=lambda d: d.name,
    min_size=1,
    max_size=3,
) | st.sampled_from([[], [CHOICE]])
SPANS = st.builds(
    Scope, since=DAYS | st.none(), until=DAYS | st.none(), goods=st.none()
)
WAYS = st.lists(SPANS, max_size=2) | st.lists(
    st.builds(Scope, since=DAYS | st.none(), hs=st.just(("8708",))), max_size=2
)
SINCE = st.sampled_from([None, None, date(2021, 2, 27), date(2021, 3, 1)])
UNTIL = st.sampled_from([None, None, date(2021, 3, 15), date(2021, 3, 31)])
# One condition beside days, at most: a row that fails one is told nothing by the others.
ASKED = st.sampled_from(
    [
        {},
        {},
        {"role": CountryRole.ORIGIN, "countries": ("KR",)},
        {"role": CountryRole.DISPATCH, "countries": ("KR", "CN")},
        {"goods": "sensors"},
        {"makers": ("Kia",)},
        {"hs": ("8708", "9032")},
        {"at_least_usd": Decimal("1.25")},
        {"aside": True},
    ]
) | WAYS.map(lambda ways: {"either": tuple(ways)})
SCOPES = st.builds(
    lambda since, until, asked: Scope(since=since, until=until, **asked),
    SINCE,
    UNTIL,
    ASKED,
)
UNITS = st.sampled_from([Unit.USD, Unit.KG, Unit.ROWS])
DIVIDED = st.builds(
    lambda scope, dimensions, unit: Measure(
        name="m", label="M", scope=scope, dimensions=tuple(dimensions), unit=unit
    ),
    SCOPES,
    DIMENSIONS,
    UNITS,
)
COUNTED = st.builds(
    lambda scope: Measure(name="m", label="M", scope=scope, unit=Unit.DECLARATIONS),
    SCOPES,
)
ASKED_TOGETHER = st.lists(DIVIDED | DIVIDED | COUNTED, min_size=4, max_size=6)


def alone(engine, measure):
    """The answer to a measure by `sums`: one query for it, one for each firm beside."""
    is_count = measure.unit is Unit.DECLARATIONS
    query = sums(measure.scope, unit=Unit.ROWS if is_count else measure.unit)
    whole = engine.rows(query.sql, query.params)[0]
    if is_count:
        counted = declarations(measure.scope)
        whole |= engine.rows(counted.sql, counted.params)[0]
        whole["own_most"] = whole["at_most"]
        return whole, []
    if not measure.dimensions:
        return whole, []
    query = sums(measure.scope, measure.dimensions, measure.unit)
    found = engine.rows(query.sql, query.params)
    cells = [row for row in found if row["rows"] or row["own_unclear"]]
    for row in cells:
        for dimension in measure.dimensions:
            for firm in set(dimension.near.get(row[dimension.name], ())):
                beside(engine, measure, firm, row)
    return whole, cells


def beside(engine, measure, firm, row):
    """What one firm may bring to a cell that may be its own."""
    belongs = measure.scope.predicate()
    amount = {Unit.USD: "usd", Unit.KG: "net_kg", Unit.ROWS: "1"}[measure.unit]
    found = engine.rows(
        f"select coalesce(sum({amount}), 0) as at_most, count(*) as unclear_rows, "
        f"count(*) filter (where {amount} is null) as unvalued_rows from imports "
        f"where supplier = $firm and ({belongs.sql}) is not false",
        {**belongs.params, "firm": firm},
    )[0]
    for name, value in found.items():
        row[name] += value


def same(summed_, measure):
    """A whole with its cells, without what `summed` has beside the columns of `sums`."""
    names = [*OWN, "at_most", "unclear_rows", "unvalued_rows"]
    whole, cells = summed_
    divided = [d.name for d in measure.dimensions]
    return {n: whole[n] for n in names}, [
        {n: cell[n] for n in (*divided, *names)} for cell in cells
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, min_size=10, max_size=25), ASKED_TOGETHER)
def test_measures_asked_together_are_answered_as_each_is_by_its_own_query(rows, asked):
    with holding(*rows) as engine:
        found = summed_together(engine, asked)
        for measure in asked:
            expected = same(alone(engine, measure), measure)
            assert same(found[question(measure)], measure) == expected


def test_measures_over_the_same_rows_are_one_pass():
    whole = Scope(since=date(2018, 1, 1), until=date(2023, 12, 31))
    later = Scope(since=date(2022, 2, 24), role=CountryRole.ORIGIN, countries=("KR",))
    measures = [
        Measure(name="m", label="M", scope=whole),
        Measure(name="m", label="M", scope=later, dimensions=(SIDE, ORIGIN)),
        Measure(name="m", label="M", scope=Scope(aside=True)),
        Measure(name="m", label="M", scope=whole, dimensions=(CHOICE,)),
    ]
    found = passes(map(Asked.of, measures))
    assert [len(one.asked) for one in found] == [2, 1, 1]


def test_measures_too_many_for_one_pass_are_several():
    days = [date(2018, 1, 1 + n % 28).replace(month=1 + n // 28) for n in range(150)]
    measures = [Measure(name="m", label="M", scope=Scope(since=day)) for day in days]
    with holding({"registered": date(2018, 3, 1)}) as engine:
        found = summed_together(engine, measures)
    counts = [found[question(measure)][0]["rows"] for measure in measures]
    assert len(passes(map(Asked.of, measures))) == 3
    assert counts == [int(day <= date(2018, 3, 1)) for day in days]


def test_a_credit_is_told_of_and_added_to_nothing():
    with holding({"usd": Decimal(-5)}, {"usd": Decimal(7)}) as engine:
        whole, _ = summed(engine, Measure(name="m", label="M", scope=Scope()))
    assert (whole["at_least"], whole["at_most"]) == (7, 7)
    assert (whole["rows"], whole["credits"], whole["credits_usd"]) == (1, 1, -5)


def test_a_scope_without_rows_has_nothing_and_no_upper_amount():
    with holding() as engine:
        whole, cells = summed(
            engine, Measure(name="m", label="M", scope=Scope(), dimensions=(ORIGIN,))
        )
    assert (whole["at_least"], whole["at_most"], whole["rows"]) == (0, None, 0)
    assert cells == []


@pytest.mark.parametrize("count", [1, 3])
def test_a_desk_asks_all_its_questions_once(count):
    with holding({}, {"origin": "CN"}) as engine:
        asked = []
        rows = engine.rows
        engine.rows = lambda sql, params=None: asked.append(sql) or rows(sql, params)
        desk = Desk(engine=engine, case=None, edition="e")
        measures = [
            Measure(name=f"m{n}", label="M", scope=Scope(), dimensions=(ORIGIN,))
            for n in range(count)
        ]
        desk.ask(measures)
        desk.ask(measures)
    assert sum("from imports" in sql for sql in asked) == 1


def test_a_supplier_may_have_what_firms_brought_that_may_be_one_with_it():
    rows = [
        {"supplier": "P-1", "usd": Decimal(10)},
        {"supplier": "P-4", "usd": Decimal(5)},
        {"supplier": "P-4", "usd": None},
        {"supplier": "P-5", "usd": Decimal(3)},
        {"supplier": None, "usd": Decimal(1)},
    ]
    asked = Measure(name="m", label="M", scope=Scope(), dimensions=(SUPPLIER,))
    with holding(*rows) as engine:
        _, cells = summed(engine, asked)
    first = next(cell for cell in cells if cell["shown_supplier"] == "P-1")
    assert (first["at_least"], first["own_most"], first["at_most"]) == (10, 10, 16)
    assert (first["unclear_rows"], first["unvalued_rows"]) == (3, 1)
