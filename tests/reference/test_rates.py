import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from madein.engine import Engine
from madein.reference import rates
from madein.reference.rates import fill_rates

FX = Path(__file__).resolve().parents[3] / "shared" / "data" / "fx"
TRILLIONTH = Decimal("1e-12")


@pytest.fixture
def engine():
    with Engine() as engine:
        yield engine


def found(engine, currency, day, until=None):
    fill_rates(engine, [currency], day, until or day)
    return [
        (row["usd"], row["rate_source"], row["rate_day"])
        for row in engine.rows("from rate order by day")
    ]


def quoted(name, currency, day):
    """Units for one dollar by one publisher."""
    (source,) = (source for source in rates.SOURCES if source.name == name)
    quotes = source.dollars(currency, day, day)
    return round(1 / quotes[max(quotes)], 2)


def samples(name):
    if not (FX / name).is_file():
        pytest.skip(f"../shared/data is absent: fx/{name} is needed")
    return list(csv.DictReader((FX / name).read_text().splitlines()))


def test_a_dollar_is_a_dollar(engine):
    day = date(2021, 6, 30)

    assert found(engine, "USD", day) == [(Decimal(1), "identity", day)]


def test_the_central_bank_of_the_euro_comes_first(engine):
    day = date(2021, 6, 30)

    # 1 EUR = 1.1884 USD = 86.7725 RUB
    assert found(engine, "RUB", day) == [(Decimal("0.013695583278"), "ECB", day)]


def test_a_euro_is_worth_what_the_bank_says_in_dollars(engine):
    day = date(2021, 6, 30)

    assert found(engine, "EUR", day) == [(Decimal("1.1884"), "ECB", day)]


@pytest.mark.parametrize(
    ("source", "units"), [("ECB", "73.02"), ("NBP", "73.14"), ("HMRC", "73.75")]
)
def test_each_publisher_has_its_own_rouble(source, units):
    assert quoted(source, "RUB", date(2021, 6, 30)) == Decimal(units)


def test_a_weekend_takes_the_rate_of_friday(engine):
    friday, saturday, sunday = (date(2021, 7, n) for n in (2, 3, 4))
    rows = found(engine, "CNY", friday, sunday)

    assert rows == [rows[0]] * 3
    assert rows[0][1:] == ("ECB", friday)
    assert found(engine, "CNY", saturday)[0] == rows[0]


def test_the_rouble_leaves_the_first_source_on_the_day_it_is_left_out(engine):
    last, first, week_on = date(2022, 3, 1), date(2022, 3, 2), date(2022, 3, 8)

    assert found(engine, "RUB", last)[0][1:] == ("ECB", last)
    assert found(engine, "RUB", first)[0][1:] == ("NBP", first)
    assert found(engine, "RUB", week_on)[0][1:] == ("NBP", week_on)


def test_a_weekly_rate_serves_until_the_next(engine):
    rows = found(engine, "KZT", date(2021, 6, 23), date(2021, 6, 30))
    days = [day for _, _, day in rows]

    assert [source for _, source, _ in rows] == ["NBP"] * 8
    assert days == [date(2021, 6, 23)] * 7 + [date(2021, 6, 30)]


def test_no_rate_is_older_than_its_source_allows(engine):
    since, until = date(2018, 1, 1), date(2024, 12, 31)
    fill_rates(engine, ["RUB", "KRW", "KZT", "BYN", "UAH", "USD"], since, until)
    ages = engine.rows(
        "select rate_source, max(day - rate_day) as most, min(day - rate_day) as least "
        "from rate group by all order by all"
    )

    assert ages == [
        {"rate_source": "ECB", "most": 4, "least": 0},
        {"rate_source": "NBP", "most": 8, "least": 0},
        {"rate_source": "identity", "most": 0, "least": 0},
    ]


def test_the_monthly_rate_comes_last_and_serves_its_month_only():
    days = [date(2022, 4, n) for n in (1, 30)] + [date(2022, 5, 1)]
    served = [rates._same_month(date(2022, 4, 1), day) for day in days]

    assert [source.name for source in rates.SOURCES] == [
        "identity",
        "ECB",
        "NBP",
        "HMRC",
    ]
    assert served == [True, True, False]


def test_the_monthly_rate_is_used_where_no_other_is(engine, monkeypatch):
    last = [source for source in rates.SOURCES if source.name == "HMRC"]
    monkeypatch.setattr(rates, "SOURCES", last)
    rows = found(engine, "RUB", date(2021, 6, 30), date(2021, 7, 1))

    # 1 GBP = 1.4146 USD = 104.33 RUB in June 2021
    assert rows[0] == (Decimal("0.013558899645"), "HMRC", date(2021, 6, 1))
    assert rows[1][1:] == ("HMRC", date(2021, 7, 1))


@pytest.mark.parametrize("currency", ["XYZ", "", "usd", "РУБ", "../x"])
def test_what_is_no_currency_has_no_rates(engine, currency):
    assert found(engine, currency, date(2021, 6, 30)) == []


def test_a_day_before_any_publication_has_no_row(engine):
    assert found(engine, "KZT", date(1990, 1, 1)) == []


def test_a_day_after_the_last_publication_has_no_row(engine):
    assert found(engine, "RUB", date(2035, 1, 1)) == []


def test_a_currency_asked_for_twice_has_one_row(engine):
    day = date(2021, 6, 30)
    fill_rates(engine, ["KRW", "KRW"], day, day)

    assert engine.value("select count(*) from rate") == 1


def test_the_euro_rates_are_those_of_the_sample(engine):
    rows = samples("ecb_units_per_eur_monthend_2018_2024.csv")
    dollars = {
        r["date"]: Decimal(r["units_per_eur"]) for r in rows if r["currency"] == "USD"
    }
    wanted = {
        (row["currency"], date.fromisoformat(row["date"])): (
            dollars[row["date"]] / Decimal(row["units_per_eur"])
        ).quantize(TRILLIONTH)
        for row in rows
        if row["date"] in dollars and row["currency"] != "USD"
    }
    fill_rates(engine, {c for c, _ in wanted}, date(2018, 1, 1), date(2024, 12, 31))
    ours = {(r["currency"], r["day"]): r["usd"] for r in engine.rows("from rate")}

    assert {key: ours[key] for key in wanted} == wanted


def test_the_zloty_rates_are_those_of_the_sample():
    rows = samples("nbp_pln_per_unit_2018_2024.csv")
    wanted = {
        date.fromisoformat(row["date"]): Decimal(row["pln_per_unit"])
        for row in rows
        if row["currency"] == "RUB"
    }

    assert rates._zlotys("RUB", date(2018, 1, 1), date(2024, 12, 31)) == wanted


def test_the_monthly_rates_are_those_of_the_sample():
    rows = samples("hmrc_units_per_gbp_2018_2024.csv")
    wanted = {
        (row["currency"], row["month"]): Decimal(row["units_per_gbp"]) for row in rows
    }
    ours = {
        (currency, month): rates._units_per_pound(
            currency, date.fromisoformat(f"{month}-01")
        )
        for currency, month in wanted
    }

    assert ours == wanted


def test_every_day_has_at_most_one_rate_and_no_rate_from_the_future(engine):
    since = date(2022, 2, 1)
    fill_rates(engine, ["RUB", "UAH", "KRW"], since, since + timedelta(days=60))

    assert engine.value("select count(*) from rate where rate_day > day") == 0
    assert engine.value("select count(*) from rate") == 3 * 61
