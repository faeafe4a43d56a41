"""What `madein show newcomers` and `madein show prices` print. All rows are SYNTHETIC."""

import json
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from analysis.flagging import held
from factories import case
from madein.analysis.newcomers.figures import newcomers
from madein.analysis.newcomers.fill import fill_newcomers
from madein.analysis.unit_values.fill import fill_outliers
from madein.cli.newcomers import show_newcomers
from madein.cli.prices import show_prices
from madein.findings.figures import figures
from madein.question import Event
from madein.tables import FIGURE, SOURCE

BEFORE, SINCE = date(2021, 6, 15), date(2022, 5, 4)
EVENT = Event(name="e", label="the event", date=date(2022, 2, 24))
OPENED = SimpleNamespace(folder="demo", file=case(events=(EVENT,), synthetic=True))


def engine_with(*rows, **more):
    engine = held(*rows, **more)
    engine.fill(SOURCE, [{"source_id": "s", "place": 1, "file": "a.csv"}])
    fill_newcomers(engine, OPENED.file)
    fill_outliers(engine, OPENED.file)
    asked = [(f"F{n}", one) for n, one in enumerate(newcomers(engine, OPENED.file), 1)]
    engine.fill(FIGURE, figures(engine, OPENED.file, asked, "e"))
    return engine


def trade(supplier, day, **cells):
    return {"supplier": supplier, "registered": day, **cells}


TAKEN_OVER = (
    trade("OLD", BEFORE),
    trade("NEW", SINCE, dispatch="HK", trading="HK", usd=Decimal(150)),
)


def test_newcomers_are_printed_with_the_facts_that_hold(capsys):
    show_newcomers(engine_with(*TAKEN_OVER), OPENED, as_json=False)

    out, err = capsys.readouterr()
    said = " ".join(out.split())
    assert "Firm NEW" in said
    assert "2022-05-04" in said
    assert "$150" in said
    assert "1 of 1 codes in" in said
    assert "Firm OLD" in said
    assert err.splitlines() == [
        "the event, 24 Feb 2022",
        "F2  Share of imports since the event from suppliers first seen since: 100.0%",
        "F4  Share of imports in the year before the event from suppliers that stopped: 100.0%",
        "Facts are named one by one; they are not added up, weighed or ranked.",
        "First seen means first in these records: a firm may have sold to others before.",
        "Trade inside the Eurasian Economic Union leaves no customs declaration.",
        "open a figure: madein why demo F2",
        "the query for the rows of a supplier: --json, `sql`",
    ]


def test_what_nobody_can_tell_is_counted_with_its_reason(capsys):
    show_newcomers(
        engine_with(*TAKEN_OVER, first=date(2021, 9, 1)), OPENED, as_json=False
    )

    err = capsys.readouterr().err
    assert "no supplier is known to be first seen since" in err
    assert (
        "F2  Share of imports since the event from suppliers first seen since: 0.0% to 100.0%"
        in err
    )
    assert (
        "1 supplier: first seen since or before is not determinable (COVERAGE_GAP)"
        in err
    )


def test_newcomers_as_json_hold_the_query_of_the_rows(capsys):
    engine = engine_with(*TAKEN_OVER)
    show_newcomers(engine, OPENED, as_json=True)

    found = json.loads(capsys.readouterr().out)
    new = next(row for row in found["data"] if row["supplier"] == "NEW")
    assert new["holds"] == [
        "dispatched from another country than the origin",
        "contract partner in another country than the origin",
        "the goods of a supplier that stopped",
        "the monthly value of a supplier that stopped",
    ]
    assert [row["row"] for row in engine.rows(new["sql"])] == [2]
    assert found["caveats"][0].startswith("SYNTHETIC")


def test_prices_say_that_scores_are_triage_and_how_many_rows_are_silent(capsys):
    peers = [
        trade("P", SINCE, usd=Decimal(price), net_kg=Decimal(1))
        for price in (8, 9, 9, 10, 10, 10, 11, 11, 12, 100)
    ]
    lone = trade("P", SINCE, origin="CN")
    show_prices(engine_with(*peers, lone), OPENED, as_json=False)

    out, err = capsys.readouterr()
    said = " ".join(out.split())
    assert "$100.00 a kg" in said
    assert "10.0 times $10.00" in said
    assert err.splitlines() == [
        "US dollars a kg: 9 rows near their peers",
        "US dollars a kg: 1 row far from their peers",
        "US dollars a kg: 1 row silent: fewer than ten rows to hold against",
        "Scores are triage, never findings.",
        "Goods of one code differ: a unit value far from others may be a better product.",
    ]


def test_the_farthest_price_comes_first_and_is_divided_exactly(capsys):
    """A 4,000th and a 30,000th of the median lie farther from it than 200 times it."""
    alike = [trade("P", SINCE, usd=Decimal(300), net_kg=Decimal(1))] * 20
    far = [
        trade("P", SINCE, usd=Decimal(usd), net_kg=Decimal(kg))
        for usd, kg in ((60_000, 1), (3, 40), (1, 100))
    ]
    show_prices(engine_with(*alike, *far), OPENED, as_json=False)

    said = " ".join(capsys.readouterr().out.split())
    places = [
        said.index(words)
        for words in ("1/30,000.0 of $300.00", "1/4,000.0 of $300.00", "200.0 times")
    ]
    assert places == sorted(places)


def test_prices_as_json_hold_the_query_of_the_peers(capsys):
    peers = [
        trade("P", SINCE, usd=Decimal(price), net_kg=Decimal(1))
        for price in (8, 9, 9, 10, 10, 10, 11, 11, 12, 100)
    ]
    engine = engine_with(*peers)
    show_prices(engine, OPENED, as_json=True)

    found = json.loads(capsys.readouterr().out)
    (far,) = found["data"]["outliers"]
    assert len(engine.rows(far["sql"])) == 10
    assert "Scores are triage, never findings." in found["caveats"]
