"""What a retelling says otherwise is named, whether or not the records bear it out."""

from datetime import date
from decimal import Decimal

import pytest

from findings.claiming import FROM_KOREA, VOUCHED, YEARS, answered, claim_of
from madein.engine import Engine
from madein.findings import retelling
from madein.findings.answers import Held
from madein.findings.claims import Where
from madein.scope import CountryRole

SINCE = {"since": date(2022, 2, 24), "until": date(2023, 12, 31)}
SENT = {"role": CountryRole.DISPATCH, "countries": ("KR",)}
A3 = claim_of(
    id="A3",
    measure="total",
    says="almost 15.5 million USD",
    where=Where(**YEARS, **SENT),
)
A5 = claim_of(
    id="A5", measure="total", says="almost 16 million USD", where=Where(**SINCE)
)
A6 = claim_of(
    id="A6",
    measure="part",
    says="5 million USD",
    where=Where(**SINCE, **FROM_KOREA),
    of=Where(**SINCE),
)
N2 = claim_of(id="N2", measure="count", says="3,292", unit="rows")
N5 = claim_of(
    id="N5",
    measure="share",
    says="about 75 %",
    unit="rows",
    where=Where(makers=("Kia",), **SENT),
    of=Where(makers=("Kia",)),
)
N8 = claim_of(
    id="N8",
    measure="ratio",
    says="tenfold",
    where=Where(**SINCE),
    to=Where(since=date(2021, 2, 24), until=date(2021, 12, 31)),
)
R1 = claim_of(id="R1", measure="ranking", by="origin", order=("CN", "KR"))
ROWS = [
    {"maker_name": "KIA"},
    {"maker_name": "KIA", "dispatch": "CN"},
    {"maker_name": "B"},
]


def differences(told, **parts):
    """What a retelling says otherwise; no figure is needed but for the whole of a share."""
    claim = claim_of(**{"id": "G", "measure": told.measure, "retells": told.id} | parts)
    claims = (A3, A5, A6, N2, N5, N8, R1, claim)
    figures = answered(ROWS, N5, claim)[1] if claim.of is not None else {}
    with Engine() as engine:
        held = Held(engine=engine, case=VOUCHED, figures=figures)
        return retelling.differences(held, claim, claims)


def like(told, **parts):
    """A retelling that changes nothing but some parts."""
    names = ("says", "unit", "where", "of", "to", "by", "order")
    return differences(told, **{name: getattr(told, name) for name in names} | parts)


@pytest.mark.parametrize(
    ("told", "parts", "words"),
    [
        (A3, {}, []),
        (A3, {"says": "nearly 15.5 million USD"}, []),
        (
            A3,
            {"says": "around 15.5 million USD"},
            ["says 'around' where A3 says 'almost'"],
        ),
        (A3, {"says": "15.5 million USD"}, ["leaves out 'almost', which A3 says"]),
        (A6, {"says": "about 5 million USD"}, ["says 'about', which A6 does not"]),
        (
            A3,
            {"says": "almost 16 million USD"},
            [
                "another amount: almost 16 million USD, where A3 says almost 15.5 million USD"
            ],
        ),
        (
            A3,
            {"where": Where(**YEARS, countries=("KR",))},
            ["names no country role; A3 means country of dispatch"],
        ),
        (
            A3,
            {"where": Where(**YEARS, **FROM_KOREA)},
            ["speaks of country of origin, A3 of country of dispatch"],
        ),
        (
            A3,
            {"where": Where(**YEARS)},
            ["names no country; A3 speaks of country of dispatch KR"],
        ),
        (
            A3,
            {"where": Where(**SINCE, **SENT)},
            [
                (
                    "another period: 2022-02-24 to 2023-12-31, "
                    "where A3 has 2018-01-01 to 2023-12-31"
                )
            ],
        ),
        # the period of the case is meant where none is named
        (A3, {"where": Where(**SENT)}, []),
        (
            A3,
            {"where": Where(**SENT, at_least_usd=Decimal(100_000))},
            ["speaks of rows of $100,000 or more; A3 names no smallest value of a row"],
        ),
        (
            N2,
            {"unit": None},
            ["does not say what it counts; N2 counts rows"],
        ),
        (N2, {"unit": "declarations"}, ["counts declarations, N2 rows"]),
        (
            N5,
            {"of": Where()},
            ["share of 3 rows; N5 is of 2 rows, maker: Kia"],
        ),
        (
            N8,
            {"to": Where(since=date(2020, 2, 24), until=date(2020, 12, 31))},
            [
                (
                    "compared with something else: another period: 2020-02-24 to "
                    "2020-12-31, where N8 has 2021-02-24 to 2021-12-31"
                )
            ],
        ),
        (R1, {"order": ("KR", "CN")}, ["other order: KR, CN, where R1 has CN, KR"]),
    ],
)
def test_what_was_changed_is_named(told, parts, words):
    assert like(told, **parts) == words


def test_a_dropped_of_which_is_named_with_the_claim_it_was_part_of():
    alone = {"measure": "total", "says": A6.says, "where": A6.where}

    assert differences(A6, **alone) == ["leaves out that it is part of A5"]


def test_a_sum_of_a_part_and_its_whole_is_named():
    parts = (A6.where, Where(**SINCE))

    assert differences(A6, measure="sum", says="21 million USD", parts=parts) == [
        "leaves out that it is part of A5",
        "adds up what A5 contains",
        "another amount: 21 million USD, where A6 says 5 million USD",
    ]


def test_another_kind_of_statement_is_named():
    found = differences(N2, measure="share", says="75 %", where=N5.where, of=Where())

    assert found[:2] == [
        "gives a share; N2 gives a number of imports",
        "another amount: 75 %, where N2 says 3,292",
    ]


def test_a_claim_that_retells_none_differs_from_none():
    assert like(A3, retells=None) == []
