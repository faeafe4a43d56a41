"""Planted intermediaries are found by their facts, and ordinary trade is left alone.

Measured over 30 seeds each (`python -m analysis.test_newcomers_networks` in tests/).
"""

from analysis.flagging import held
from analysis.networks import EVENT, world
from factories import case
from madein.analysis.newcomers.fill import fill_newcomers
from madein.question import Event

CASE = case(events=(Event(name="e", label="the event", date=EVENT),))
ENOUGH = 3  # facts, beside being first seen since


def flagged(seed, *, planted):
    """Suppliers first seen since with enough facts; the planted ones; all; the new ones."""
    rows, between = world(seed, planted=planted)
    engine = held(*rows)
    fill_newcomers(engine, CASE)
    found = engine.rows("select supplier, is_new, len(holds) as facts from newcomer")
    new = {row["supplier"] for row in found if row["is_new"]}
    hits = {
        row["supplier"] for row in found if row["is_new"] and row["facts"] >= ENOUGH
    }
    return hits, between, len(found), new


def test_of_planted_intermediaries_95_in_a_hundred_have_three_facts():
    hits, between, _, new = flagged(1, planted=True)

    assert between <= new
    assert len(hits & between) >= 0.95 * len(between)


def test_of_ordinary_suppliers_at_most_five_in_a_hundred_have():
    hits, _, firms, new = flagged(1, planted=False)

    assert len(new) >= 40
    assert len(hits) <= 0.05 * firms


def measure(seeds):
    """Recall on planted worlds; flags on worlds without, of all suppliers and of new ones."""
    found = planted = flags = firms = fresh = 0
    for seed in seeds:
        hits, between, _, _ = flagged(seed, planted=True)
        found, planted = found + len(hits & between), planted + len(between)
        hits, _, all_firms, new = flagged(seed, planted=False)
        flags, firms, fresh = flags + len(hits), firms + all_firms, fresh + len(new)
    return (
        f"recall {found} of {planted}; flags on ordinary trade {flags} of {firms:,} "
        f"suppliers, {fresh:,} of them new"
    )


if __name__ == "__main__":
    print(measure(range(30)))  # noqa: T201 - a measurement
