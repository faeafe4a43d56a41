"""Foreign content by bloc: members of the row's day, and bounds where it is open."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from analysis.deriving import bounds, derived
from factories import holding
from madein.analysis.foreign_content import foreign_content
from madein.question import Event
from madein.reference.blocs import bloc, membership
from madein.scope import CountryRole, Scope

INVASION = Event(name="invasion", label="Invasion", date=date(2022, 2, 24))


def row(origin, day, usd=100, **more):
    month = (
        {"registered": None, "registered_month": day} if day and day.day == 1 else {}
    )
    return {"origin": origin, "registered": day, "usd": Decimal(usd), **month, **more}


def share(bloc, *rows, **parts):
    found = derived(foreign_content, *rows, only=(0,), **parts)
    return bounds(found["F1", bloc, None])


MEMBERS = [
    ("EU", "GB", date(2020, 1, 31), True),
    ("EU", "GB", date(2020, 2, 2), False),
    ("EU", "GB", date(2020, 1, 1), True),  # some day of January
    ("EU", "GB", None, None),
    ("EU", "DE", None, True),
    ("EU", "CN", None, False),
    ("EU", None, date(2020, 1, 31), None),
    ("coalition", "KR", date(2022, 3, 3), False),
    ("coalition", "KR", date(2022, 3, 4), True),
    ("coalition", "KR", date(2022, 3, 1), None),  # some day of March
    ("coalition", None, date(2022, 2, 23), False),  # there was no coalition yet
    ("coalition", None, date(2022, 2, 24), None),
    ("unfriendly", "KR", date(2022, 3, 4), False),
    ("unfriendly", "KR", date(2022, 3, 5), True),
    ("unfriendly", "BS", date(2022, 7, 22), False),
    ("unfriendly", "BS", date(2022, 7, 23), True),
    ("G7", "JP", date(2018, 1, 31), True),
    ("EAEU", "KZ", date(2018, 1, 31), True),
]


def test_a_country_is_in_the_blocs_of_the_day():
    scope = Scope(since=date(2018, 1, 1), until=date(2023, 12, 31))
    rows = [row(origin, day) for _, origin, day, _ in MEMBERS]
    with holding(*rows) as engine:
        asked = {
            name: membership(bloc(name), CountryRole.ORIGIN, scope, "true", "false")
            for name in {name for name, *_ in MEMBERS}
        }
        found = {
            name: engine.rows(
                f"select {q.sql} as is_in from imports order by row", q.params
            )
            for name, q in asked.items()
        }

    for place, (name, origin, day, is_in) in enumerate(MEMBERS):
        assert found[name][place]["is_in"] is is_in, (name, origin, day)


def test_a_share_holds_whatever_the_open_rows_turn_out_to_be():
    rows = [
        row("DE", date(2021, 5, 5), 30),
        row("GB", None, 10),  # before or after it left
        row("CN", date(2021, 5, 5), 40),
        row(None, date(2021, 5, 5), 20),
        row("CN", date(2021, 5, 5), 50, member=None),  # perhaps no import at all
    ]

    assert share("EU", *rows) == (stored(30, 150), stored(60, 100))
    assert share("EU", *rows[:2], {"origin": "CN", "usd": None}) == (0, 1)


def stored(part, whole):
    return Fraction(round(Fraction(part, whole) * 10**12), 10**12)


def test_the_amounts_are_figures_of_their_own():
    rows = [row("DE", date(2021, 5, 5), 30), row("CN", date(2022, 5, 5), 40)]

    found = derived(foreign_content, *rows, events=(INVASION,))

    assert found["F1", "EU", None]["formula"] == "F1a.EU / F1a"
    assert found["F1", "EU", None]["parts"] == ["F1a.EU", "F1a"]
    assert found["F1", "EU", None]["basis"].startswith("country of origin; ")
    assert bounds(found["F2", "EU", None]) == (0, 0)  # since the event
    assert found["F2", "EU", None]["formula"] == "0 / F2a"


def test_dispatch_is_a_question_apart_and_only_of_the_eu():
    rows = [row("KR", date(2021, 5, 5), 30, dispatch="DE")]

    found = derived(foreign_content, *rows, only=(0, 1))

    assert bounds(found["F1", "EU", None]) == (0, 0)
    assert bounds(found["F2", "EU", None]) == (1, 1)
    assert ("F2", "G7", None) not in found
    assert found["F2", None, None]["basis"].startswith("country of dispatch; ")


def test_no_rows_make_no_share():
    found = derived(foreign_content, only=(0,))

    assert found["F1", "EU", None]["reason"] == "BASIS_MISSING"
    assert found["F1", "EU", None]["at_least"] is None
    assert found["F1", "EU", None]["caveats"][1:] == [
        "The records held have no imports here to divide by."
    ]


def test_a_bloc_says_whose_it_is():
    found = derived(foreign_content, row("DE", date(2021, 5, 5)), only=(0,))

    said = (
        "EU: European Union. The United Kingdom counts until 31 January 2020; EU "
        "customs law applied to it until 31 December 2020."
    )
    assert found["F1", "EU", None]["caveats"] == [said]
