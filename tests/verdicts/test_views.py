"""Verdicts of rows against a reading of their days one by one."""

from calendar import monthrange
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import DAY, holding
from madein.tables import GOODS_STANDING, PARTY, PARTY_STANDING
from madein.verdicts.views import name_verdicts

LISTED, NOT_LISTED, LATER = "listed on that date", "not listed", "listed later"
UNKNOWN = "not determinable"
END, ONE = date.max, timedelta(days=1)
MAY = date(2022, 5, 1)
ONE_FIRM = (("p", ("ru-inn:1",)),)
KINDS = {
    "contract": "contracted",
    "shipment": "shipped",
    "arrival": "arrived",
    "registration": "registered",
    "release": "released",
}


def line(*spans, party_id="", measure="asset freeze", test="direct", **more):
    """Rows of `party_standing`: (first day, word, reason) each, one after the other."""
    starts = [first for first, *_ in spans]
    return [
        {
            "party_id": party_id,
            "regime": "US",
            "measure": measure,
            "test": test,
            "since": first,
            "until": until,
            "word": word,
            "reason": reason,
            "says": "",
        }
        | more
        | {key: value for cells in rest for key, value in cells.items()}
        for (first, word, reason, *rest), until in zip(
            spans, [*starts[1:], END], strict=True
        )
    ]


@contextmanager
def judged(rows, standing, parties=(), goods=()):
    """An engine with the verdicts on some imports."""
    with holding(*rows) as engine:
        firms = [
            {
                "party_id": name,
                "name": name,
                "ids": list(ids),
                "kind": "firm",
                "spellings": 1,
            }
            for name, ids in parties
        ]
        engine.fill(PARTY, firms)
        engine.fill(PARTY_STANDING, standing)
        engine.fill(GOODS_STANDING, goods)
        name_verdicts(engine)
        yield engine


def said(rows, standing, parties=ONE_FIRM, role="importer"):
    """Word, reason and days until listed of each row, in one role."""
    with judged(rows, standing, parties) as engine:
        found = engine.rows(
            "from verdict where role = $role order by row, measure, test",
            {"role": role},
        )
    return [(one["word"], one["reason"], one["lag_days"]) for one in found]


NOBODY = line((date.min, UNKNOWN, "NAME_ONLY"), party_id="?")
EVERY = line((date.min, NOT_LISTED, None)) + NOBODY
OWN = line(
    (date.min, UNKNOWN, "LIST_GAP"),
    (date(2022, 4, 1), LATER, None, {"begins": MAY}),
    (MAY, LISTED, None, {"party": "P LLC", "entry": "1"}),
    (date(2022, 5, 10), "formerly listed", None, {"begins": date(2022, 5, 20)}),
    (date(2022, 5, 20), LISTED, None, {"party": "P LLC", "entry": "2"}),
    (date(2022, 6, 1), UNKNOWN, "LIST_GAP"),
    party_id="p",
)


def importing(**days):
    nothing = dict.fromkeys(KINDS.values())
    return {"importer": "p", **nothing, **days}


OF_DAYS = [
    # one day, on both sides of every bound
    ({"registered": date(2022, 3, 31)}, (UNKNOWN, "LIST_GAP", None)),
    ({"registered": date(2022, 4, 1)}, (LATER, None, 30)),
    ({"registered": date(2022, 4, 30)}, (LATER, None, 1)),
    ({"registered": MAY}, (LISTED, None, None)),
    ({"registered": date(2022, 5, 9)}, (LISTED, None, None)),
    ({"registered": date(2022, 5, 10)}, ("formerly listed", None, 10)),
    ({"registered": date(2022, 5, 19)}, ("formerly listed", None, 1)),
    ({"registered": date(2022, 5, 20)}, (LISTED, None, None)),
    ({"registered": date(2022, 5, 31)}, (LISTED, None, None)),
    ({"registered": date(2022, 6, 1)}, (UNKNOWN, "LIST_GAP", None)),
    # each date of the declaration counts
    *(
        (
            {"registered": date(2022, 4, 30), name: MAY},
            (UNKNOWN, "DATES_STRADDLE", None),
        )
        for name in KINDS.values()
        if name != "registered"
    ),
    *(({name: MAY}, (LISTED, None, None)) for name in KINDS.values()),
    (
        {"contracted": date(2022, 4, 2), "registered": date(2022, 4, 28)},
        (LATER, None, 3),
    ),
    # days in two spans of one word agree, unless one between them does not
    (
        {"contracted": date(2022, 5, 9), "registered": date(2022, 5, 20)},
        (LISTED, None, None),
    ),
    (
        {
            "contracted": date(2022, 5, 9),
            "shipped": date(2022, 5, 12),
            "registered": date(2022, 5, 20),
        },
        (UNKNOWN, "DATES_STRADDLE", None),
    ),
    # not determinable for one reason twice is that; of the days between, none asks
    (
        {"contracted": date(2022, 3, 1), "registered": date(2022, 7, 1)},
        (UNKNOWN, "LIST_GAP", None),
    ),
    # no day at all
    ({}, (UNKNOWN, "BASIS_MISSING", None)),
    # a month: all of its days
    ({"registered_month": date(2022, 3, 1)}, (UNKNOWN, "LIST_GAP", None)),
    ({"registered_month": date(2022, 4, 1)}, (LATER, None, None)),
    ({"registered_month": MAY}, (UNKNOWN, "DATES_STRADDLE", None)),
    (
        {"registered_month": date(2022, 4, 1), "released": MAY},
        (UNKNOWN, "DATES_STRADDLE", None),
    ),
    (
        {"registered_month": date(2022, 4, 1), "contracted": date(2022, 4, 9)},
        (LATER, None, None),
    ),
]


def test_all_days_of_a_row_agree_or_it_straddles():
    found = said([importing(**days) for days, _ in OF_DAYS], EVERY + OWN)

    told = zip(OF_DAYS, found, strict=True)
    assert [(days, one) for (days, _), one in told] == OF_DAYS


def test_days_until_listed_count_from_the_registration_and_not_from_another_day():
    own = line(
        (date.min, LATER, None, {"begins": MAY, "entry": "1"}),
        (date(2022, 4, 1), NOT_LISTED, None),
        (date(2022, 4, 10), LATER, None, {"begins": date(2022, 6, 1), "entry": "2"}),
        party_id="p",
    )
    days = {"contracted": date(2022, 3, 31), "registered": date(2022, 4, 10)}

    assert said([importing(**days)], EVERY + own) == [(LATER, None, 52)]


def test_what_the_touched_spans_do_not_share_is_left_open():
    days = {"contracted": date(2022, 5, 9), "registered": date(2022, 5, 20)}
    with judged([importing(**days)], EVERY + OWN, [("p", ["ru-inn:1"])]) as engine:
        (row,) = engine.rows("from verdict where role = 'importer'")

    assert (row["word"], row["party"], row["entry"]) == (LISTED, "P LLC", None)


def test_a_row_that_straddles_names_no_listing():
    days = {"contracted": date(2022, 4, 9), "registered": date(2022, 5, 20)}
    with judged([importing(**days)], EVERY + OWN, [("p", ["ru-inn:1"])]) as engine:
        (row,) = engine.rows("from verdict where role = 'importer'")

    assert {row[name] for name in ("party", "list", "entry", "snapshot", "rule")} == {
        None
    }


@pytest.mark.parametrize(
    ("importer", "expected"),
    [
        ("p", (LISTED, None, None)),  # rows of its own
        ("q", (NOT_LISTED, None, None)),  # an id, and none of its own
        ("n", (UNKNOWN, "NAME_ONLY", None)),  # no id
        (None, (UNKNOWN, "NAME_ONLY", None)),  # nobody is named
    ],
)
def test_a_party_has_its_own_standing_or_that_of_all_others(importer, expected):
    parties = [("p", []), ("q", ["ru-inn:2"]), ("n", [])]
    row = importing(importer=importer, registered=MAY)

    assert said([row], EVERY + OWN, parties) == [expected]


def test_a_supplier_is_asked_about_directly_and_not_through_its_owners():
    owned = line((date.min, UNKNOWN, "OWNERSHIP_UNKNOWN"), test="ownership")
    named = line(
        (date.min, UNKNOWN, "OWNERSHIP_UNKNOWN"), test="ownership", party_id="?"
    )
    own = line((date.min, NOT_LISTED, None), test="ownership", party_id="p")
    row = importing(importer="q", supplier="p", registered=MAY)
    parties = [("p", ["ru-inn:1"]), ("q", ["ru-inn:2"])]
    with judged([row], EVERY + OWN + owned + named + own, parties) as engine:
        found = engine.rows("select role, test, word from verdict order by role, test")

    assert [tuple(one.values()) for one in found] == [
        ("importer", "direct", NOT_LISTED),
        ("importer", "ownership", UNKNOWN),
        ("supplier", "direct", LISTED),
    ]


def goods(*spans, hs="850100", hs_edition="HS2022"):
    starts = [first for first, *_ in spans]
    return [
        {
            "hs": hs,
            "hs_edition": hs_edition,
            "regime": "US",
            "list": "CHPL",
            "since": first,
            "until": until,
            "word": word,
            "version": version,
            "code": code,
            "says": "",
        }
        for (first, word, version, code), until in zip(
            spans, [*starts[1:], END], strict=True
        )
    ]


@pytest.mark.parametrize(
    ("day", "word", "rule", "entry"),
    [
        (MAY - ONE, "list not in force", None, None),
        (MAY, "on list in force", "v1", "8501.00"),
    ],
)
def test_goods_have_the_word_of_their_code_and_edition(day, word, rule, entry):
    spans = (
        (date.min, "list not in force", None, None),
        (
            MAY,
            "on list in force",
            "v1",
            "8501.00",
        ),
    )
    row = {"registered": day, "hs": "850100", "hs_edition": "HS2022"}
    other = goods((date.min, "not on list", "v1", None), hs_edition="HS2017")
    with judged([row], EVERY, goods=goods(*spans) + other) as engine:
        (found,) = engine.rows("from verdict where role = 'goods'")

    told = ("regime", "measure", "test", "word", "list", "rule", "entry", "lag_days")
    assert [found[name] for name in told] == [
        *("US", "CHPL", "goods", word, "CHPL", rule, entry, None)
    ]


@pytest.mark.parametrize(
    ("hs", "edition"), [(None, None), ("85", None), (None, "HS2022")]
)
def test_goods_without_a_code_or_an_edition_have_a_word_too(hs, edition):
    row = {"registered": MAY, "hs": hs, "hs_edition": edition}
    spans = goods((date.min, "not determinable", None, None), hs=hs, hs_edition=edition)
    with judged([row], EVERY, goods=spans) as engine:
        (found,) = engine.rows("from verdict where role = 'goods'")

    assert found["word"] == "not determinable"


def test_each_date_of_a_declaration_has_a_word_of_its_own():
    days = {
        "contracted": date(2022, 4, 30),
        "shipped": MAY,
        "registered": date(2022, 5, 10),
    }
    with judged([importing(**days)], EVERY + OWN, [("p", ["ru-inn:1"])]) as engine:
        found = engine.rows("""
select date_kind, day, word, lag_days from dated_verdict where role = 'importer'
order by day""")

    assert [tuple(one.values()) for one in found] == [
        ("contract", date(2022, 4, 30), LATER, 1),
        ("shipment", MAY, LISTED, None),
        ("registration", date(2022, 5, 10), "formerly listed", 10),
    ]


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (date(2022, 4, 1), ("registration", None, LATER, None)),
        (MAY, ("registration", None, UNKNOWN, "DATES_STRADDLE")),
        (None, ("registration", None, UNKNOWN, "BASIS_MISSING")),
    ],
)
def test_a_registration_without_a_day_stands_in_the_dates_with_its_month(
    month, expected
):
    row = importing(registered_month=month)
    with judged([row], EVERY + OWN, [("p", ["ru-inn:1"])]) as engine:
        (found,) = engine.rows("""
select date_kind, day, word, reason from dated_verdict where role = 'importer'""")

    assert tuple(found.values()) == expected


def test_a_day_beside_no_registration_is_the_only_one_asked_about():
    with judged([importing(shipped=MAY)], EVERY + OWN, [("p", ["a:1"])]) as engine:
        found = engine.rows(
            "select date_kind, word from dated_verdict where role = 'importer'"
        )

    assert found == [{"date_kind": "shipment", "word": LISTED}]


# --- against a reading of every day ------------------------------------------------

BASE = date(2022, 2, 1)
days = st.none() | st.integers(0, 120).map(lambda n: BASE + timedelta(days=n))
months = st.none() | st.integers(2, 5).map(lambda month: date(2022, month, 1))
words = st.sampled_from(
    [(LISTED, None), (NOT_LISTED, None), (UNKNOWN, "LIST_GAP"), (LATER, None)]
)


@st.composite
def histories(draw):
    starts = sorted(draw(st.sets(st.integers(1, 120), max_size=6)))
    firsts = [date.min, *(BASE + timedelta(days=n) for n in starts)]
    return [(first, *draw(words)) for first in firsts]


@st.composite
def declared(draw):
    row = {name: draw(days) for name in KINDS.values()}
    if row["registered"] is None:
        row["registered_month"] = draw(months)
    return row | {
        "importer": draw(st.sampled_from(["p", "q", "n", None])),
        "supplier": draw(st.sampled_from(["p", "q", "n", None])),
    }


def on(history, day):
    """The word and reason of a day: the last that began by then."""
    return [(word, why) for first, word, why in history if first <= day][-1]


def agreed(history, asked):
    if not asked:
        return (UNKNOWN, "BASIS_MISSING")
    found = {on(history, day) for day in asked}
    return found.pop() if len(found) == 1 else (UNKNOWN, "DATES_STRADDLE")


def month_days(month):
    return [
        month + timedelta(days=n) for n in range(monthrange(month.year, month.month)[1])
    ]


def expected_of(row, history):
    asked = [row[name] for name in KINDS.values() if row[name] is not None]
    if row.get("registered_month"):
        asked += month_days(row["registered_month"])
    return agreed(history, asked)


def dates_of(row, history):
    found = {
        (kind, agreed(history, [row[name]]))
        for kind, name in KINDS.items()
        if row[name] is not None
    }
    if row.get("registered_month"):
        days = month_days(row["registered_month"])
        found.add(("registration", agreed(history, days)))
    return found or {("registration", (UNKNOWN, "BASIS_MISSING"))}


@settings(max_examples=25)
@given(
    rows=st.lists(declared(), min_size=10, max_size=40),
    own=histories(),
    every=histories(),
    frozen=histories(),
)
def test_every_row_has_the_word_of_its_days_read_one_by_one(rows, own, every, frozen):
    nobody = [(date.min, UNKNOWN, "NAME_ONLY")]
    held = {"p": own, "q": every, "n": nobody, None: nobody}
    standing = [
        *line(*own, party_id="p"),
        *line(*every),
        *line(*nobody, party_id="?"),
        *line(*frozen, party_id="p", measure="export control"),
        *line(*frozen, measure="export control"),
        *line(*frozen, measure="export control", party_id="?"),
    ]
    parties = [("p", ["a:1"]), ("q", ["a:2"]), ("n", [])]

    with judged(rows, standing, parties) as engine:
        found = {
            (one["row"], one["role"], one["measure"]): (one["word"], one["reason"])
            for one in engine.rows("from verdict")
        }
        dated = engine.rows("from dated_verdict")

    expected = {}
    by_date = {}
    for number, row in enumerate(rows, start=1):
        for role in ("importer", "supplier"):
            for measure, history in (
                ("asset freeze", held[row[role]]),
                ("export control", frozen),
            ):
                key = (number, role, measure)
                expected[key] = expected_of(row, history)
                by_date[key] = dates_of(row, history)
    assert found == expected
    told = {}
    for one in dated:
        key = (one["row"], one["role"], one["measure"])
        told.setdefault(key, []).append(
            (one["date_kind"], (one["word"], one["reason"]))
        )
    assert {key: set(value) for key, value in told.items()} == by_date
    assert all(len(value) == len(set(value)) for value in told.values())


def test_every_import_has_one_row_for_each_role_measure_and_test():
    rows = [
        importing(registered=MAY),
        importing(),
        importing(registered=MAY, member=None),
        importing(registered=MAY, aside="a copy"),
        importing(registered=MAY, counted=False, importer=None),
        importing(registered=DAY, contracted=date(2022, 4, 1), hs="1"),
    ]
    codes = [("850100", "HS2022"), (None, None), ("1", None)]
    spans = [
        span
        for hs, edition in codes
        for span in goods(
            (date.min, "not on list", "v1", None), hs=hs, hs_edition=edition
        )
    ]
    with judged(rows, EVERY + OWN, [("p", ["a:1"])], goods=spans) as engine:
        per_row = engine.rows("""
select row, count(*) as found, count(distinct (role, regime, measure, test)) as kinds
from verdict group by row order by row""")

    assert per_row == [{"row": n, "found": 3, "kinds": 3} for n in range(1, 7)]


def test_exposed_has_each_verdict_beside_its_import():
    row = importing(registered=MAY, goods="pumps")
    with judged([row], EVERY + OWN, [("p", ["ru-inn:1"])]) as engine:
        asked = {"role": "importer"}
        (both,) = engine.rows("from exposed where role = $role", asked)
        (alone,) = engine.rows("from verdict where role = $role", asked)
        (imported,) = engine.rows("from imports")

    assert both == imported | alone
    assert (both["goods"], both["registered"], both["word"]) == ("pumps", MAY, LISTED)


@pytest.mark.parametrize(
    "middle",
    [date(2022, 5, 10), date(2022, 5, 12), date(2022, 5, 19)],  # of 10 to 19 May
)
def test_a_day_between_counts_from_the_first_to_the_last_day_of_its_span(middle):
    days = {
        "contracted": date(2022, 5, 9),
        "shipped": middle,
        "registered": date(2022, 5, 20),
    }

    assert said([importing(**days)], EVERY + OWN) == [(UNKNOWN, "DATES_STRADDLE", None)]
