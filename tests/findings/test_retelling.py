"""What a retelling says otherwise is named, whether or not the records bear it out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from findings.claiming import FROM_KOREA, VOUCHED, YEARS, answered, claim_of
from madein.engine import Engine
from madein.findings import retelling
from madein.findings.answers import Held
from madein.findings.claims import Where
from madein.question import Period
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
    claims = (A3, A5, A6, N2, N5, N8, R1, told, claim)
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


GIVES = {
    "total": "an amount",
    "sum": "a sum",
    "part": "a part of an amount",
    "share": "a share",
    "ratio": "a multiple",
    "ranking": "an order",
    "present": "what occurs",
    "first": "the first day",
    "last": "the last day",
    "continued": "until when imports continued",
    "listing": "when a party was listed",
    "exposure": "a verdict",
    "outside": "what no row could answer",
}


@pytest.mark.parametrize("measure", GIVES)
def test_what_each_kind_of_statement_gives_is_named(measure):
    assert differences(N2, measure=measure) == [
        f"gives {GIVES[measure]}; N2 gives a number of imports"
    ]


def test_an_amount_may_be_a_sum_or_a_part_by_itself():
    assert differences(A3, measure="part", says=A3.says, where=A3.where) == []
    assert differences(A3, measure="sum", says=A3.says, parts=(A3.where,)) == []


SEEN = claim_of(
    id="P1",
    measure="present",
    by="goods",
    each=("sensors",),
    any_of=("cars", "parts"),
)
TOLD = claim_of(
    id="L1",
    measure="exposure",
    party="7736050003",
    list="SDN",
    regime="US",
    test="direct",
    under="asset freeze",
)


@pytest.mark.parametrize(
    ("told", "parts", "words"),
    [
        (SEEN, {"by": "origin"}, "other column: origin, where P1 has goods"),
        (SEEN, {"each": ()}, "other names: none, where P1 has sensors"),
        (
            SEEN,
            {"any_of": ("cars",)},
            "other names, one of them,: cars, where P1 has cars, parts",
        ),
        (R1, {"top": True}, "other top of all: yes, where R1 has no"),
        (TOLD, {"party": None}, "other tax id: none, where L1 has 7736050003"),
        (TOLD, {"list": "BIS"}, "other list: BIS, where L1 has SDN"),
        (TOLD, {"regime": "EU"}, "other regime: EU, where L1 has US"),
        (TOLD, {"test": "ownership"}, "other test: ownership, where L1 has direct"),
        (TOLD, {"under": None}, "other measure: none, where L1 has asset freeze"),
    ],
)
def test_a_setting_that_was_changed_is_named(told, parts, words):
    names = ("by", "each", "any_of", "order", "top", "party", "list", "regime", "test")
    same = {name: getattr(told, name) for name in (*names, "under")}

    assert differences(told, **same) == []
    assert differences(told, **same | parts) == [words]


FULL = {
    "goods": "sensors",
    "makers": ("Kia",),
    "suppliers": ("Acme",),
    "hs": ("8542",),
}
T1 = claim_of(id="T1", measure="total", says="5 USD", where=Where(**FULL))


@pytest.mark.parametrize(
    ("without", "words", "other", "both"),
    [
        (
            "goods",
            "no product group; T1 speaks of goods: sensors",
            "cars",
            "goods: cars; T1 of goods: sensors",
        ),
        (
            "makers",
            "no maker; T1 speaks of maker: Kia",
            ("A", "B"),
            "maker: A or B; T1 of maker: Kia",
        ),
        (
            "suppliers",
            "no supplier; T1 speaks of supplier: Acme",
            ("A",),
            "supplier: A; T1 of supplier: Acme",
        ),
        (
            "hs",
            "no commodity code; T1 speaks of commodity code: 8542",
            ("85",),
            "commodity code: 85; T1 of commodity code: 8542",
        ),
    ],
)
def test_a_condition_that_was_dropped_or_changed_is_named(without, words, other, both):
    less = {name: value for name, value in FULL.items() if name != without}

    assert like(T1, where=Where(**less)) == [f"names {words}"]
    assert like(T1, where=Where(**less, **{without: other})) == [f"speaks of {both}"]


def test_a_condition_that_was_added_is_named():
    found = like(A5, where=Where(**SINCE, goods="sensors"))

    assert found == ["speaks of goods: sensors; A5 names no product group"]


def test_a_role_that_was_added_is_named_and_other_countries_are():
    plain = claim_of(
        id="T2", measure="total", says="5 USD", where=Where(countries=("KR",))
    )

    assert like(plain, where=Where(**SENT)) == [
        "speaks of country of dispatch; T2 names no country role"
    ]
    assert like(plain, where=Where(countries=("CN",))) == [
        ("speaks of country, role not stated, CN; T2 of country, role not stated, KR")
    ]
    both = Where(countries=("CN", "KR"), role=CountryRole.DISPATCH)
    swapped = Where(countries=("KR", "CN"), role=CountryRole.DISPATCH)
    assert like(claim_of(id="T3", measure="total", where=both), where=swapped) == []


@pytest.mark.parametrize(
    ("said", "told", "words"),
    [
        (None, "5 USD", []),
        ("5 USD", None, []),
        ("2022-05", "2022-06", ["says '2022-05' where T4 says '2022-06'"]),
        ("2022-06", "2022-06", []),
        (date(2022, 5, 4), date(2022, 5, 4), []),
    ],
)
def test_what_words_no_amount_is_compared_as_it_stands(said, told, words):
    measure = "total" if told in {None, "5 USD"} else "continued"
    asked = claim_of(id="T4", measure=measure, says=told)

    assert like(asked, says=said) == words


def test_hedges_that_mean_the_same_are_no_difference():
    assert like(A3, says="just under 15.5 million USD") == []
    assert like(A3, says="more than 15.5 million USD") == [
        "says 'more than' where A3 says 'almost'"
    ]


@pytest.mark.parametrize(
    ("unit", "told", "words"),
    [
        ("rows", None, ["counts rows, T5 rows or declarations"]),
        (None, "declarations", ["does not say what it counts; T5 counts declarations"]),
        (None, None, []),
        ("rows", "rows", []),
    ],
)
def test_another_unit_is_named(unit, told, words):
    asked = claim_of(id="T5", measure="count", says="5", unit=told)

    assert like(asked, unit=unit) == words


def test_other_days_are_named():
    may = Period(since=date(2022, 5, 1), until=date(2022, 5, 31))
    asked = claim_of(id="T6", measure="first", within=may)

    assert differences(asked, within=may) == []
    assert differences(asked) == [
        "other days: none, where T6 has 2022-05-01 to 2022-05-31"
    ]
    assert differences(asked, measure="last") == [
        "gives the last day; T6 gives the first day"
    ]


def test_a_part_of_another_whole_is_named():
    other = Where(**YEARS, goods="sensors")

    assert like(A6, of=other) == [("part of goods: sensors; A6 is of all of it")]


def test_another_part_of_a_dropped_whole_is_named_by_its_words():
    alone = claim_of(
        id="T7",
        measure="part",
        says="5 USD",
        where=Where(**FROM_KOREA),
        of=Where(goods="sensors"),
    )
    asked = {"measure": "total", "says": "5 USD", "where": alone.where}
    every = replace(alone, of=Where())

    assert differences(alone, **asked) == [
        "leaves out that it is part of goods: sensors"
    ]
    assert differences(every, **asked) == ["leaves out that it is part of all imports"]


def test_separate_parts_of_a_sum_are_no_difference():
    parts = (Where(**FROM_KOREA), Where(goods="sensors"))

    assert differences(A5, measure="sum", says=A5.says, parts=parts) == []
