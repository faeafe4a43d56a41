"""A world for the questions around a date: rows, and the months that files hold."""

from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import cache

from factories import case, holding, imports
from madein.findings.figures import figures
from madein.question import Event
from madein.records.held import months_between
from madein.tables import COVERAGE, IMPORTS, MONTH_COVERAGE, SOURCE

INVASION = Event(name="invasion", label="Invasion", date=date(2022, 2, 24))


@contextmanager
def world(
    *rows,
    first=date(2020, 1, 1),
    last=date(2023, 12, 31),
    months=None,
    vendors=None,
    cap=None,
):
    """An engine with rows; its one file holds all months from `first` to `last`.

    `vendors` gives months to further vendors. Worlds that hold the same months are one:
    the last one filled it.
    """
    held = {"A": tuple(months or months_between(first, last))}
    held |= {vendor: tuple(theirs) for vendor, theirs in (vendors or {}).items()}
    engine = _holding(tuple(held.items()), first, last, cap)
    engine.fill(IMPORTS, imports(*rows))
    yield engine


@cache
def _holding(vendors, first, last, cap):
    engine = holding()
    ids = {vendor: "s" if vendor == "A" else vendor for vendor, _ in vendors}
    engine.fill(
        SOURCE,
        [
            {"source_id": ids[vendor], "place": n, "file": "a.csv", "vendor": vendor}
            for n, vendor in enumerate(ids, 1)
        ],
    )
    engine.fill(
        MONTH_COVERAGE,
        [
            {"source_id": ids[vendor], "month": month, "rows": 1}
            for vendor, months in vendors
            for month in months
        ],
    )
    ends = {"source_id": "s", "first_day": first, "last_day": last, "cap": cap}
    engine.fill(COVERAGE, [ends])
    return engine


def made(engine, analysis, event=INVASION, **parts):
    """What an analysis makes: its derived figures by place, cell and period."""
    asked = case(events=(event,), **parts)
    found = figures(
        engine,
        asked,
        [(f"F{n}", derived) for n, derived in enumerate(analysis(engine, asked), 1)],
        "edition",
    )
    return {
        (row["id"].partition(".")[0], row["cell"], row["period"]): row
        for row in found
        if row.get("formula") is not None
    }


def bounds(figure):
    """Both bounds of a figure, as they are stored."""
    return figure["at_least"], figure["at_most"]


def usd(amount, day, **more):
    """A row of some dollars."""
    value = None if amount is None else Decimal(amount)
    return {"usd": value, "registered": day, **more}


def monthly(amount, month, **more):
    """A row whose day is not given."""
    return usd(amount, None, registered_month=month, **more)
