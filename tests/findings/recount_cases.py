"""Small cases made at random: SYNTHETIC rows, with every kind of thing left open."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from factories import case, imported
from madein.findings.figures import CATALOGUE, figures
from madein.question import Complete, Event, Period, ProductGroup
from madein.tables import (
    COVERAGE,
    DECLARED,
    FIELD_COVERAGE,
    FIGURE,
    GOODS_STANDING,
    IMPORTS,
    MONTH_COVERAGE,
    NEWCOMER,
    PARTY_STANDING,
    PROPOSAL,
    QUARANTINE,
    QUOTE,
    RATE,
    SOURCE,
)

COUNTRIES = ("KR", "CN", "DE", "TR", "GB", "US")
CODES = ("870829", "853710", "401110", "902610", "731815")
GROUPS = ("sensors", "body parts", "switches")
FIRMS = tuple(f"P-{n}" for n in range(6))
WORDS = ("listed", "not listed", "not determinable")
ROLES = ("origin", "dispatch", "trading", "sender_country")
PARTY = {
    "role": "importer",
    "regime": "US",
    "measure": "asset freeze",
    "test": "direct",
}
GOODS = {"role": "goods", "regime": "EU", "measure": "annexes", "test": "goods"}


def made(seed, *, chained=False):
    """A case, and every table that some analysis reads, as rows; chance decides all.

    Where `chained`, two firms that may be one may both be a third.
    """
    random = Random(seed)  # noqa: S311 - a case, not a secret
    asked = _case(random)
    rows = _rows(random, asked)
    tables = {IMPORTS: rows, QUARANTINE: []}
    firms = sorted({row["supplier"] for row in rows} - {None})
    _held(random, tables, rows)
    tables[PROPOSAL] = _pairs(random, firms, chained=chained)
    _values(random, tables, rows)
    _said(random, tables, asked, firms)
    return asked, tables


def load(engine, tables):
    """Fill an engine with the tables; verdicts go by the dollars of a row."""
    for table, rows in tables.items():
        if table != "words":
            engine.fill(table, rows)
    ways = [
        f"select *, '{about['role']}' as role, '{about['regime']}' as regime, "
        f"'{about['measure']}' as measure, '{about['test']}' as test, "
        f"{words}[1 + abs(coalesce(usd, 0) * 100)::bigint % {len(words)}] as word "
        "from imports"
        for about, words in zip((PARTY, GOODS), tables["words"], strict=True)
    ]
    engine.run(f"create or replace view exposed as {' union all '.join(ways)}")


def _case(random):
    since = date(2020, 1, 1)
    until = date(random.choice((2022, 2023)), 12, 31)
    events = [
        Event(
            name=f"e{n}",
            label=f"Event {'AB'[n]}",
            date=date(random.choice((2021, 2022)), random.randint(1, 12), day),
            control=random.choice(((), ("sensors",))),
        )
        for n, day in zip(
            range(random.choice((0, 0, 0, 1, 1, 2))), (1, 24), strict=False
        )
    ]
    vouched = Complete(since=since, until=until, because="made so")
    return case(
        period=Period(since=since, until=until),
        events=tuple(events),
        focus=tuple(random.sample(COUNTRIES, random.choice((0, 0, 1, 2)))),
        goods=tuple(ProductGroup(name=name, hs=("99",)) for name in GROUPS),
        complete=random.choice((vouched, vouched, None)),
    )


def _rows(random, asked):
    count = random.randint(3, 14)
    rows = [_row(random, asked, number) for number in range(1, count + 1)]
    # Half of the cases leave nothing open: there a figure is one number.
    for row in random.sample(rows, random.choice((0, 0, 1, 2, 3, 3))):
        for _ in range(random.choice((1, 1, 2))):
            _opened(random, row)
    return [imported(row.pop("row"), **row) for row in rows]


def _row(random, asked, number):
    span = (asked.period.until - asked.period.since).days
    day = asked.period.since + timedelta(days=random.randint(-40, span + 40))
    code = random.choice(CODES)
    usd = (
        Decimal(random.choice((random.randint(1, 60), random.randint(1, 90_000_000))))
        / 100
    )
    row = {
        "row": number,
        "registered": day,
        "declaration": f"D{random.randint(1, max(1, number - 1))}",
        "usd": usd,
        "net_kg": Decimal(random.randint(1, 900_000)) / 1000,
        "hs": code + "1000",
        "hs_edition": "2017",
        "goods": random.choice((*GROUPS, "other goods")),
        "supplier": random.choice(FIRMS),
        "usd_basis": random.choice(
            ("statistical", "statistical", "customs", "invoice")
        ),
        **{role: random.choice(COUNTRIES) for role in ROLES},
    }
    fate = random.random()
    if fate < 0.04:
        row["usd"] = -usd
    elif fate < 0.08:
        row["counted"] = False
    elif fate < 0.13:
        row["aside"] = "a copy"
    elif fate < 0.16:
        row["member"] = False
    elif fate < 0.20:
        row["net_kg"] = Decimal(0)
    return row | {"quarter": quarter(day)}


def quarter(day):
    return f"{day.year}Q{(day.month + 2) // 3}"


def _opened(random, row):
    kind = random.choice(
        (
            "member",
            "counted",
            "doubt",
            "day",
            "month",
            "country",
            "country",
            "goods",
            "supplier",
            "hs",
            "usd",
            "net_kg",
            "declaration",
        )
    )
    if kind in {
        "member",
        "counted",
        "goods",
        "supplier",
        "usd",
        "net_kg",
        "declaration",
    }:
        row[kind] = None
        if kind == "usd":
            row["usd_basis"] = None
    elif kind == "doubt":
        row["doubt"] = None if row.get("aside") else "may be a copy"
    elif kind == "day":
        row |= {"registered": None, "registered_month": None, "quarter": None}
    elif kind == "month" and row["registered"] is not None:
        row |= {
            "registered_month": row["registered"].replace(day=1),
            "registered": None,
        }
    elif kind == "country":
        row[random.choice(ROLES)] = None
    elif kind == "hs":
        row["hs"] = random.choice((None, row["hs"] and row["hs"][:4]))


def _held(random, tables, rows):
    """What the one file holds."""
    found = {"source_id": "s", "filled": 1, "read": 1}
    tables[FIELD_COVERAGE] = [found | {"field": name} for name in ROLES]
    tables[SOURCE] = [{"source_id": "s", "place": 1, "file": "a.csv", "vendor": "A"}]
    days = [
        d for row in rows if (d := row["registered"] or row.get("registered_month"))
    ]
    cap = "the limit of a vendor" if random.random() < 0.05 else None
    ends = {"first_day": min(days, default=None), "last_day": max(days, default=None)}
    tables[COVERAGE] = [{"source_id": "s", "cap": cap, **ends}]
    months = sorted({day.replace(day=1) for day in days})
    tables[MONTH_COVERAGE] = [{"source_id": "s", "month": m, "rows": 1} for m in months]


def _pairs(random, firms, *, chained):
    """Firms that may be one."""
    if chained:
        pairs = [firms[:2], firms[1:3]] if len(firms) > 2 else []
    else:
        mixed = random.sample(firms, len(firms))
        count = random.choice((0, 0, 0, 1, 2))
        pairs = [
            sorted(mixed[n : n + 2])
            for n in range(0, 2 * count, 2)
            if len(mixed) > n + 1
        ]
    return [{"left_party": left, "right_party": right} for left, right in pairs]


def _values(random, tables, rows):
    """What declarations say beside the value that counts, and rates."""
    declared = []
    for row in rows:
        kinds = [
            kind
            for kind in ("customs", "invoice")
            if kind == row["usd_basis"] or random.random() < 0.4
        ]
        values = {
            name: value
            for kind in kinds
            for name, value in (
                (f"{kind}_value", Decimal(random.randint(0, 5_000_000)) / 100),
                (f"{kind}_currency", random.choice(("EUR", "CNY"))),
            )
        }
        declared.append({"source_id": "s", "row": row["row"], **values})
    tables[DECLARED] = declared
    tables[QUOTE] = [
        {
            "currency": currency, "day": day, "rate_day": day, "rate_source": name,
            "usd": Decimal(random.randint(10**10, 2 * 10**12)).scaleb(-12),
        }
        for day in sorted({row["registered"] for row in rows} - {None})
        for currency in ("EUR", "CNY")
        for name in ("ECB", "NBP")
        if random.random() < 0.8
    ]  # fmt: skip
    tables[RATE] = [one for one in tables[QUOTE] if one["rate_source"] == "ECB"]


def _said(random, tables, asked, firms):
    """Verdicts and what is known of suppliers: facts of their own, drawn here."""
    standing = {
        "since": date(1, 1, 1),
        "until": date(9999, 12, 31),
        "word": "not listed",
    }
    named = {name: PARTY[name] for name in ("regime", "measure", "test")}
    tables[PARTY_STANDING] = [{"party_id": "", **named, **standing}]
    listed = {"regime": GOODS["regime"], "list": GOODS["measure"]}
    tables[GOODS_STANDING] = [
        {"hs": "870829", "hs_edition": "2017", **listed, **standing}
    ]
    tables["words"] = [[random.choice(WORDS) for _ in range(7)] for _ in range(2)]
    tables[NEWCOMER] = [
        {
            "event": event.name, "day": event.date, "supplier": firm,
            "is_new": random.choice((True, False, None)),
            "stopped": random.choice((True, False, None)),
        }
        for event in asked.events
        for firm in firms
    ]  # fmt: skip


def one_more(tables, asked, seed):
    """The tables with one row more, which may leave something open."""
    random = Random(1000 + seed)  # noqa: S311 - any row will do
    number = len(tables[IMPORTS]) + 1
    row = _row(random, asked, number)
    if random.random() < 0.5:
        _opened(random, row)
    row = imported(row.pop("row"), **row)
    declared = {"source_id": "s", "row": number}
    return {
        **tables,
        IMPORTS: [*tables[IMPORTS], row],
        DECLARED: [*tables[DECLARED], declared],
    }


def figured(engine, asked):
    """Rows of the table `figure` over the whole catalogue."""
    measures = [
        measure for analysis in CATALOGUE for measure in analysis(engine, asked)
    ]
    rows = figures(
        engine, asked, [(f"F{n}", m) for n, m in enumerate(measures, 1)], "e"
    )
    engine.fill(FIGURE, rows)
    return engine.rows("from figure")
