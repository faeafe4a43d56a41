"""Twelve planted rows, changed one at a time: which claims flip, by a second reading.

Each claim stands beside a sentence of Python that says what it claims of rows that hold
everything. Where a change leaves something open, that sentence is asked of every way it
may turn out: true of all is supported, true of none contradicted, else it stays open.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from factories import case, holding, imports
from findings.claiming import claim_of
from madein.findings.check import answer_claims
from madein.findings.claims import ClaimSet, Publication, Where
from madein.question import Complete, Period, ProductGroup
from madein.scope import CountryRole
from madein.tables import IMPORTS
from madein.values import Unit

YEARS = {"since": date(2021, 1, 1), "until": date(2023, 12, 31)}
AFTER = {"since": date(2022, 2, 24), "until": date(2023, 12, 31)}
BEFORE = {"since": date(2021, 1, 1), "until": date(2022, 2, 23)}
ABOUT = case(
    period=Period(**YEARS),
    complete=Complete(**YEARS, because="we say so"),
    goods=tuple(
        ProductGroup(name=n, hs=("99",)) for n in ("sensors", "switches", "body parts")
    ),
)
PLANTED = [
    ("2021-03-10", "KR", "KR", "sensors", 40_000, 400, "D1"),
    ("2021-06-15", "CN", "CN", "sensors", 20_000, 200, "D2"),
    ("2021-11-20", "DE", "PL", "switches", 15_000, 100, "D3"),
    ("2022-01-12", "KR", "CN", "switches", 10_000, 90, "D4"),
    ("2022-03-05", "CN", "CN", "sensors", 60_000, 700, "D5"),
    ("2022-05-17", "KR", "CN", "sensors", 30_000, 250, "D6"),
    ("2022-08-09", "CN", "CN", "switches", 45_000, 300, "D7"),
    ("2022-08-09", "TR", "CN", "switches", 5_000, 30, "D7"),
    ("2023-02-11", "CN", "CN", "sensors", 80_000, 800, "D8"),
    ("2023-07-30", "KR", "KR", "body parts", 12_000, 60, "D9"),
    ("2023-10-02", "CN", "HK", "switches", 25_000, 220, "D10"),
    ("2023-10-03", "IN", "IN", "sensors", 8_000, 50, "D11"),
]
NAMES = ("registered", "origin", "dispatch", "goods", "usd", "net_kg", "declaration")
ROWS = [
    dict(zip(NAMES, row, strict=True)) | {"registered": date.fromisoformat(row[0])}
    for row in PLANTED
]


def from_(country, **days):
    return Where(role=CountryRole.ORIGIN, countries=(country,), **(days or YEARS))


def usd(rows, name="usd", **where):
    return sum(row[name] for row in kept(rows, **where))


def kept(rows, days=YEARS, **where):
    return [
        row
        for row in rows
        if days["since"] <= row["registered"] <= days["until"]
        and all(row[name] == value for name, value in where.items())
    ]


def within(number, low, high):
    return low <= number <= high


def stands_first(rows, first, second):
    by = {row["origin"]: usd(rows, origin=row["origin"]) for row in kept(rows)}
    others = [usd_ for name, usd_ in by.items() if name != first]
    return by.get(first, 0) > max(others, default=0) and by.get(first, 0) > by.get(
        second, 0
    )


# Each claim, and what it says of rows that hold everything.
CLAIMS = {
    "all, at least": (
        {"measure": "total", "says": "at least 350000 USD", "where": Where(**YEARS)},
        lambda rows: usd(rows) >= 350_000,
    ),
    "Korean": (
        {"measure": "total", "says": "about 92000 USD", "where": from_("KR"),
         "allows": (Decimal(91_000), Decimal(93_000))},
        lambda rows: within(usd(rows, origin="KR"), 91_000, 93_000),
    ),
    "Korean, in kilograms": (
        {"measure": "total", "says": "about 800 kg", "where": from_("KR"), "unit": Unit.KG,
         "allows": (Decimal(790), Decimal(810))},
        lambda rows: within(usd(rows, "net_kg", origin="KR"), 790, 810),
    ),
    "Korean, of which after": (
        {"measure": "part", "says": "42000 USD", "where": from_("KR", **AFTER),
         "of": Where(**AFTER), "allows": (Decimal(41_000), Decimal(43_000))},
        lambda rows: within(usd(rows, days=AFTER, origin="KR"), 41_000, 43_000),
    ),
    "Korean and Chinese after": (
        {"measure": "sum", "says": "252000 USD",
         "parts": (from_("KR", **AFTER), from_("CN", **AFTER)),
         "allows": (Decimal(251_000), Decimal(253_000))},
        lambda rows: within(
            usd(rows, days=AFTER, origin="KR") + usd(rows, days=AFTER, origin="CN"),
            251_000, 253_000,
        ),
    ),
    "declarations": (
        {"measure": "count", "says": "11", "where": Where(**YEARS), "unit": Unit.DECLARATIONS},
        lambda rows: len({row["declaration"] for row in kept(rows)}) == 11,
    ),
    "rows": (
        {"measure": "count", "says": "12", "where": Where(**YEARS), "unit": Unit.ROWS},
        lambda rows: len(kept(rows)) == 12,
    ),
    "share sent from China": (
        {"measure": "share", "says": "about 83 %", "unit": Unit.USD,
         "where": Where(role=CountryRole.DISPATCH, countries=("CN",), **AFTER),
         "of": Where(**AFTER), "allows": (Decimal(82), Decimal(84))},
        lambda rows: within(
            Fraction(100 * usd(rows, days=AFTER, dispatch="CN"), usd(rows, days=AFTER)), 82, 84
        ),
    ),
    "after by before": (
        {"measure": "ratio", "says": "about 3.1 times", "unit": Unit.USD,
         "where": Where(**AFTER), "to": Where(**BEFORE),
         "allows": (Decimal(3), Decimal("3.2"))},
        lambda rows: within(
            Fraction(usd(rows, days=AFTER), usd(rows, days=BEFORE)), 3, Fraction(16, 5)
        ),
    ),
    "China before Korea, and first": (
        {"measure": "ranking", "by": "origin", "order": ("CN", "KR"), "top": True,
         "unit": Unit.USD, "where": Where(**YEARS)},
        lambda rows: stands_first(rows, "CN", "KR")
        and all(
            usd(rows, origin="KR") > usd(rows, origin=row["origin"])
            for row in kept(rows)
            if row["origin"] not in {"CN", "KR"}
        ),
    ),
    "goods": (
        {"measure": "present", "by": "goods", "each": ("sensors", "switches", "body parts"),
         "where": Where(**YEARS)},
        lambda rows: {"sensors", "switches", "body parts"} <= {r["goods"] for r in kept(rows)},
    ),
    "first from Turkey": (
        {"measure": "first", "where": from_("TR"),
         "within": Period(since=date(2022, 8, 1), until=date(2022, 8, 31))},
        lambda rows: any(
            date(2022, 8, 1) <= r["registered"] <= date(2022, 8, 31)
            for r in kept(rows, origin="TR")
        )
        and not any(r["registered"] < date(2022, 8, 1) for r in kept(rows, origin="TR")),
    ),
    "last": (
        {"measure": "last", "says": date(2023, 10, 3)},
        lambda rows: not any(row["registered"] > date(2023, 10, 3) for row in kept(rows)),
    ),
    "Chinese until October": (
        {"measure": "continued", "says": "2023-10", "where": from_("CN")},
        lambda rows: any(r["registered"] >= date(2023, 10, 1) for r in kept(rows, origin="CN")),
    ),
}  # fmt: skip
FATES = (
    {"member": False}, {"counted": False}, {"aside": "a copy"}, {"doubt": "may be a copy"},
)  # fmt: skip
CHANGES = {
    "is missing": lambda _: None,
    "is worth twice as much": lambda row: row | {"usd": 2 * row["usd"]},
    "is German": lambda row: row | {"origin": "DE"},
    "was sent from Turkey": lambda row: row | {"dispatch": "TR"},
    "came first of all": lambda row: row | {"registered": date(2021, 1, 5)},
    "came last of all": lambda row: row | {"registered": date(2023, 12, 15)},
    "has no origin": lambda row: row | {"origin": None},
    "is other goods": lambda row: row | {"goods": "other goods"},
    "does not count": lambda row: row | FATES[ROWS.index(row) % 4],
}
SPELLED = {True: "supported", False: "contradicted", None: "not determinable"}


def ways(row, *, is_count):
    """Every way a row may turn out, none among them where it may be no import.

    A row that statistics leave out is a declaration all the same: a count may mean it.
    """
    if is_count and row.get("counted") is False:
        return [*ways(row | {"counted": True}, is_count=True), None]
    if (
        {"member": False}.items() <= row.items()
        or row.get("counted") is False
        or row.get("aside")
    ):
        return [None]
    origins = (
        ["KR", "CN", "DE", "TR", "IN", "XX"]
        if row["origin"] is None
        else [row["origin"]]
    )
    found = [row | {"origin": origin} for origin in origins]
    return [*found, None] if row.get("doubt") else found


def second_reading(rows):
    """What each claim comes to, over every way that the rows may turn out."""
    worlds = {
        is_count: [
            [row for row in world if row is not None]
            for world in product(*(ways(r, is_count=is_count) for r in rows))
        ]
        for is_count in (False, True)
    }
    found = {}
    for name, (parts, is_so) in CLAIMS.items():
        is_count = parts.get("measure") == "count"
        answers = {bool(is_so(world)) for world in worlds[is_count]}
        found[name] = SPELLED[answers.pop() if len(answers) == 1 else None]
    return found


@pytest.fixture(scope="module")
def engine():
    with holding(fields=("origin", "dispatch", "goods")) as held:
        yield held


def read(engine, rows):
    """What madein makes of the claims."""
    engine.fill(
        IMPORTS, imports(*({**row, "usd": Decimal(row["usd"])} for row in rows))
    )
    claims = tuple(
        claim_of(**{**parts, "id": name}) for name, (parts, _) in CLAIMS.items()
    )
    asked = ClaimSet(source=Publication(title="t", publisher="p"), claims=claims)
    _, results = answer_claims(engine, ABOUT, asked, "edition")
    return {row["id"]: row["result"] for row in results}


def test_all_claims_hold_of_the_rows_as_they_are(engine):
    assert set(second_reading(ROWS).values()) == {"supported"}
    assert set(read(engine, ROWS).values()) == {"supported"}


@pytest.mark.parametrize("change", CHANGES)
def test_exactly_the_claims_that_rest_on_a_row_flip(engine, change):
    """One row after the other is changed: nine changes of twelve rows."""
    for place in range(len(ROWS)):
        changed = CHANGES[change](ROWS[place])
        rows = [
            row
            for row in (*ROWS[:place], changed, *ROWS[place + 1 :])
            if row is not None
        ]

        assert (place, read(engine, rows)) == (place, second_reading(rows))


def test_every_claim_flips_by_some_change_and_no_change_flips_all():
    flips = []
    for change in CHANGES.values():
        for place, row in enumerate(ROWS):
            changed = change(row)
            rows = [
                r for r in (*ROWS[:place], changed, *ROWS[place + 1 :]) if r is not None
            ]
            found = second_reading(rows)
            flips.append({name for name, said in found.items() if said != "supported"})

    assert set().union(*flips) == CLAIMS.keys()
    assert all(flipped < CLAIMS.keys() for flipped in flips)
    assert len(flips) == 108
