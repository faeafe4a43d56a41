"""Small cases made at random: every figure again, and what another row may change."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from factories import case, imports
from findings.recount import Held, differences, with_families
from findings.recount_cases import figured, load, made, one_more
from findings.recount_series import wrong_estimates
from findings.recount_worlds import wrong_of
from madein.engine import Engine
from madein.question import Event
from madein.tables import COVERAGE, DECLARED, IMPORTS, MONTH_COVERAGE, PROPOSAL, SOURCE

CASES = 24  # as bench/second_opinion.py does 1,000
GROWN = 3
HASHED = {"rows_digest", "stable_id", "sql"}  # these name rows


@pytest.fixture(scope="module")
def engine():
    with Engine() as held:
        yield held


def wrong(engine, asked, tables):
    """What two programs say otherwise of a case."""
    load(engine, tables)
    found = figured(engine, asked)
    held = Held.of(engine, asked)
    plain = with_families(found)
    derived, counted = wrong_of(held, plain, limit=100)
    estimated, _ = wrong_estimates(held, plain)
    return {**differences(held, found), **derived, **estimated}, counted


@pytest.mark.parametrize("seed", range(CASES))
def test_every_figure_of_a_case_made_at_random_is_the_same(engine, seed):
    found, counted = wrong(engine, *made(seed))

    assert found == {}
    assert counted["all worlds"] + counted["some worlds"] > 0


def test_a_firm_may_be_one_with_another_by_way_of_a_third(engine):
    found, _ = wrong(engine, *made(1, chained=True))

    assert found == {}


def test_a_country_that_left_a_bloc_before_the_days_asked_about_is_outside(engine):
    """The United Kingdom left the EU in January 2020; a row since 2021 has no day."""
    event = Event(name="e", label="Event A", date=date(2021, 6, 1))
    row = {"registered": None, "origin": "GB", "supplier": "P-1", "hs": "8708291000"}
    _, tables = made(0)
    asked = case(events=(event,))
    values = [{"source_id": "s", "row": 1}]
    tables = {**tables, IMPORTS: imports(row), DECLARED: values, PROPOSAL: []}

    found, _ = wrong(engine, asked, tables)

    assert found == {}


@pytest.mark.parametrize("seed", range(GROWN))
def test_another_row_lowers_no_end_of_a_sum(engine, seed):
    asked, tables = made(seed)
    load(engine, tables)
    before = sums(figured(engine, asked))
    load(engine, one_more(tables, asked, seed))
    after = sums(figured(engine, asked))

    lower = {
        name: (ends, after[name])
        for name, ends in before.items()
        if name in after
        and any(new < old for new, old in zip(after[name], ends, strict=True))
    }

    assert lower == {}
    assert before.keys() & after.keys()


def sums(found):
    """Ends of every sum and every cell with a name; `other` is what no cell has."""
    heads = {figure["id"]: figure["label"] for figure in found}
    return {
        (
            heads[figure["id"]],
            figure["scope"],
            figure["unit"],
            figure["cell"],
            figure["period"],
        ): (
            figure["at_least"],
            Decimal("inf") if figure["at_most"] is None else figure["at_most"],
        )
        for figure in found
        if figure["sql"] is not None and "other" not in f"{figure['cell']}".split(", ")
    }


@pytest.mark.parametrize("seed", range(GROWN))
def test_names_of_files_and_the_order_of_rows_change_no_figure(engine, seed):
    asked, tables = made(seed)
    load(engine, tables)
    before = figured(engine, asked)
    load(engine, renamed(tables, seed))
    after = figured(engine, asked)

    assert [plain(figure) for figure in after] == [plain(figure) for figure in before]


def plain(figure):
    told = [caveat.replace("b.csv", "a.csv") for caveat in figure["caveats"]]
    kept = {name: value for name, value in figure.items() if name not in HASHED}
    return {**kept, "caveats": told}


def renamed(tables, seed):
    """The same rows under other numbers, in another order, of a file with another name."""
    numbers = [row["row"] for row in tables[IMPORTS]]
    mixed = Random(seed).sample(numbers, len(numbers))  # noqa: S311 - any order will do
    new = dict(zip(numbers, mixed, strict=True))

    def moved(rows):
        found = [
            {
                **row,
                "source_id": "z",
                **({"row": new[row["row"]]} if "row" in row else {}),
            }
            for row in rows
        ]
        return found[::-1]

    kept = {SOURCE: [{"source_id": "z", "place": 1, "file": "b.csv", "vendor": "A"}]}
    kept |= {name: moved(tables[name]) for name in (IMPORTS, DECLARED, COVERAGE)}
    months = [{**row, "source_id": "z"} for row in tables[MONTH_COVERAGE]]
    return {**tables, **kept, MONTH_COVERAGE: months}
