"""The imaginary world of the demo: firms, goods, countries and days, as data."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files

FIRST_DAY = date(2018, 1, 1)
LAST_DAY = date(2023, 12, 31)
INVASION = date(2022, 2, 24)
BLIND = (date(2020, 3, 1), date(2020, 5, 31))  # vendor A holds nothing of these days
ASSEMBLY_JOINED = date(2021, 7, 1)

PERIODS = {
    "before": (FIRST_DAY, INVASION - timedelta(days=1)),
    "blind": BLIND,
    "after": (INVASION, LAST_DAY),
}

# Round numbers made for the demo: roubles for one US dollar in the customs value.
ROUBLES = {2018: 63, 2019: 65, 2020: 72, 2021: 74, 2022: 69, 2023: 85}


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A firm that may stand in a declaration.

    Attributes:
        role: Member, importer, forwarder, supplier or maker.
        name: Its name in Latin letters.
        russian: Its name in Russian without the legal form; empty for foreign firms.
        country: ISO code of its seat.
        tax_id: Its Russian tax id; empty for foreign firms.
    """

    role: str
    name: str
    russian: str
    country: str
    tax_id: str


@dataclass(frozen=True, kw_only=True)
class Product:
    """One kind of goods.

    Attributes:
        goods: Product group of the case it belongs to.
        hs: Commodity code of ten digits.
        english: Description in English.
        russian: Description in Russian.
        unit: Unit of the quantity, in Russian.
        usd_per_kg: Usual value of a kilogram, US dollars.
        weight: How often it is imported, against the others.
    """

    goods: str
    hs: str
    english: str
    russian: str
    unit: str
    usd_per_kg: Decimal
    weight: int


@dataclass(frozen=True, kw_only=True)
class Country:
    """A country, or a group that stands where a country should.

    Attributes:
        code: ISO code; EU for the group.
        russian: Its name in Russian.
        english: Its spellings in English.
        currencies: Currencies in which its firms write invoices.
    """

    code: str
    russian: str
    english: tuple[str, ...]
    currencies: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stratum:
    """How much the group imports on one route in one period.

    Attributes:
        period: Name in `PERIODS`.
        origin: ISO code of the country of production.
        dispatch: ISO code of the country of dispatch.
        usd: Value of its rows together, US dollars.
        rows: Number of its rows.
    """

    period: str
    origin: str
    dispatch: str
    usd: Decimal
    rows: int


@cache
def firms(role: str, country: str | None = None) -> tuple[Firm, ...]:
    """Firms of one role, in the order of `firms.csv`.

    Args:
        role: Member, importer, forwarder, supplier or maker.
        country: ISO code of their seat; None for any.
    """
    found = (Firm(**line) for line in _lines("firms.csv"))
    return tuple(f for f in found if f.role == role and country in {None, f.country})


@cache
def products() -> tuple[Product, ...]:
    """All goods, in the order of `products.csv`."""
    return tuple(
        Product(
            goods=line["goods"],
            hs=line["hs"],
            english=line["english"],
            russian=line["russian"],
            unit=line["unit"],
            usd_per_kg=Decimal(line["usd_per_kg"]),
            weight=int(line["weight"]),
        )
        for line in _lines("products.csv")
    )


@cache
def countries() -> dict[str, Country]:
    """All countries by ISO code."""
    return {
        line["code"]: Country(
            code=line["code"],
            russian=line["russian"],
            english=tuple(line["english"].split("|")),
            currencies=tuple(line["currencies"].split("|")),
        )
        for line in _lines("countries.csv")
    }


@cache
def strata() -> tuple[Stratum, ...]:
    """All routes of the group, in the order of `strata.csv`."""
    return tuple(
        Stratum(
            period=line["period"],
            origin=line["origin"],
            dispatch=line["dispatch"],
            usd=Decimal(line["usd"]),
            rows=int(line["rows"]),
        )
        for line in _lines("strata.csv")
    )


@cache
def working_days(since: date, until: date) -> tuple[date, ...]:
    """Mondays to Fridays.

    Args:
        since: First day.
        until: Last day, included.
    """
    span = (since + timedelta(days=n) for n in range((until - since).days + 1))
    return tuple(day for day in span if day.weekday() < 5)


def is_blind(day: date) -> bool:
    """Whether only vendor B, which gives the origin alone, holds this day.

    Args:
        day: Day of registration.
    """
    return BLIND[0] <= day <= BLIND[1]


def _lines(name: str) -> Iterator[dict[str, str]]:
    text = files("madein.demo").joinpath(name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
