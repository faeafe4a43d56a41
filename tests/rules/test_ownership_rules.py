"""Which rule on ownership held on a day, as far as it was known."""

import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from madein.rules.ownership import (
    InForce,
    OwnershipRule,
    percent_text,
    rule_days,
    rule_on,
)
from madein.rules.reading import held_rules
from madein.verdict import Measure

FREEZE, EXPORT = Measure.ASSET_FREEZE, Measure.EXPORT_CONTROL
YES, NO, UNKNOWN = InForce.YES, InForce.NO, InForce.UNKNOWN


def day(text):
    return None if text is None else date.fromisoformat(text)


def rule(number, since, until, **more):
    usual = {
        "id": number,
        "regime": "US",
        "measures": (FREEZE,),
        "threshold": Fraction(1, 2),
        "comparison": ">=",
        "added_up": True,
        "control": False,
        "valid_from": day(since),
        "first_day_sure": True,
        "valid_to": day(until),
        "known_from": day(since),
        "source": "made up",
        "confidence": "read",
        "checked": date(2026, 11, 22),
    }
    return OwnershipRule(**(usual | more))


def on(rules, text, known=None, regime="US", measure=FREEZE):
    found = rule_on(rules, regime, measure, day(text), known=day(known))
    return found.in_force, found.rule and found.rule.id


def around(rules, text, **more):
    """What holds the day before, on the day and the day after."""
    days = (day(text) + timedelta(days=n) for n in (-1, 0, 1))
    return [on(rules, str(one), **more) for one in days]


@pytest.mark.parametrize(
    ("regime", "measure", "change", "before", "since"),
    [
        ("US", FREEZE, "2008-02-14", (UNKNOWN, "OFAC-50-old"), (YES, "OFAC-50-old")),
        ("US", FREEZE, "2014-08-13", (YES, "OFAC-50-old"), (YES, "OFAC-50")),
        ("EU", FREEZE, "2014-03-17", (UNKNOWN, "EU-OWN-1"), (YES, "EU-OWN-1")),
        ("EU", FREEZE, "2024-07-03", (YES, "EU-OWN-1"), (YES, "EU-OWN-2")),
        ("UK", FREEZE, "2018-12-31", (UNKNOWN, "UK-OWN"), (YES, "UK-OWN")),
        ("BIS", EXPORT, "2025-09-29", (NO, "BIS-AFF"), (YES, "BIS-AFF")),
        ("BIS", EXPORT, "2025-11-10", (YES, "BIS-AFF"), (NO, "BIS-AFF-susp")),
        ("BIS", EXPORT, "2026-11-10", (NO, "BIS-AFF-susp"), (UNKNOWN, "BIS-AFF-2")),
    ],
)
def test_a_rule_changes_on_its_day(regime, measure, change, before, since):
    rules = held_rules().ownership

    found = around(rules, change, regime=regime, measure=measure)

    assert found == [before, since, since]


def test_a_gap_between_two_rows_is_a_rule_not_in_force():
    rules = (rule("R1", "2020-01-01", "2021-01-01"), rule("R2", "2022-01-01", None))

    assert around(rules, "2021-01-01") == [(YES, "R1"), (NO, "R1"), (NO, "R1")]
    assert around(rules, "2022-01-01") == [(NO, "R1"), (YES, "R2"), (YES, "R2")]


def test_rows_may_stand_in_any_order():
    rules = (rule("R2", "2021-01-01", None), rule("R1", "2020-01-01", "2021-01-01"))

    assert around(rules, "2021-01-01") == [(YES, "R1"), (YES, "R2"), (YES, "R2")]
    assert on(rules, "2019-12-31") == (NO, "R1")


def test_before_a_first_day_that_is_to_be_checked_nothing_is_said():
    rules = (rule("R1", "2020-01-01", None, first_day_sure=False),)

    assert around(rules, "2020-01-01") == [(UNKNOWN, "R1"), (YES, "R1"), (YES, "R1")]


def test_a_later_row_whose_first_day_is_to_be_checked_follows_as_it_says():
    rules = (
        rule("R1", "2020-01-01", "2021-01-01"),
        rule("R2", "2021-01-01", None, first_day_sure=False),
    )

    assert around(rules, "2021-01-01") == [(YES, "R1"), (YES, "R2"), (YES, "R2")]


def test_another_regime_or_measure_has_no_rule():
    rules = (rule("R1", "2020-01-01", None),)

    assert on(rules, "2020-06-01", regime="EU") == (UNKNOWN, None)
    assert on(rules, "2020-06-01", measure=EXPORT) == (UNKNOWN, None)
    for known in (None, day("2020-06-01")):
        found = rule_on(rules, "EU", FREEZE, day("2020-06-01"), known=known)
        assert found.says == "No rule on ownership is held for EU, asset freeze."


def test_what_was_not_known_yet_does_not_count():
    rules = (
        rule("R1", "2020-01-01", "2021-01-01"),
        rule("R2", "2021-01-01", None, known_from=day("2021-02-01")),
    )

    # Until the second row was known, the first one seemed to hold on.
    assert on(rules, "2021-01-15", known="2021-01-31") == (YES, "R1")
    assert on(rules, "2021-01-15", known="2021-02-01") == (YES, "R2")
    assert on(rules, "2021-01-15") == (YES, "R2")


def test_an_end_that_nothing_follows_is_known_with_the_row():
    rules = (rule("R1", "2020-01-01", "2021-01-01"),)

    assert on(rules, "2021-01-01", known="2020-06-01") == (NO, "R1")


def test_before_any_row_was_known_nothing_is_said():
    rules = (rule("R1", "2020-01-01", None),)

    found = rule_on(rules, "US", FREEZE, day("2020-06-01"), known=day("2019-12-31"))

    assert (found.in_force, found.rule) == (UNKNOWN, None)
    assert found.says == (
        "No rule on ownership is held for US, asset freeze, as known on 31 Dec 2019."
    )


def test_the_words_of_each_state():
    rules = (
        rule("R1", "2020-01-01", "2021-01-01"),
        rule("R2", "2021-01-01", "2022-01-01", suspended=True),
        rule("R3", "2022-01-01", "2023-01-01", confidence="not known"),
        rule("R4", "2023-01-01", "2024-01-01", comparison=">", added_up=False),
    )
    older = (rule("R0", "2019-01-01", None, first_day_sure=False),)

    def says(rules, text):
        return rule_on(rules, "US", FREEZE, day(text)).says

    assert says(rules, "2019-12-31") == "R1 holds since 1 Jan 2020."
    assert says(rules, "2020-01-01") == (
        "Rule R1: 50 % or more held by listed persons together."
    )
    assert says(rules, "2021-01-01") == "R2: suspended since 1 Jan 2021 (made up)."
    assert says(rules, "2022-01-01") == (
        "Whether R3 holds since 1 Jan 2022 is not known (made up)."
    )
    assert says(rules, "2023-01-01") == (
        "Rule R4: more than 50 % held by one listed person."
    )
    assert says(rules, "2024-01-01") == "R4 held until before 1 Jan 2024."
    assert says(older, "2018-12-31") == (
        "Whether R0 held before 1 Jan 2019 is not known (made up)."
    )


def test_the_days_on_which_a_rule_may_change():
    rules = (
        rule("R1", "2020-01-01", "2021-01-01"),
        rule("R2", "2021-01-01", None),
        rule("R3", "2019-01-01", None, regime="EU"),
        rule("R4", "2018-01-01", "2018-02-01", measures=(EXPORT,)),
    )

    assert rule_days(rules, "US", FREEZE) == {date(2020, 1, 1), date(2021, 1, 1)}


@pytest.mark.parametrize(
    ("comparison", "meets"), [(">=", [False, True, True]), (">", [False, False, True])]
)
def test_exactly_the_threshold_is_enough_or_not(comparison, meets):
    one = rule("R", "2020-01-01", None, threshold=Fraction(1, 3), comparison=comparison)
    third, bit = Fraction(1, 3), Fraction(1, 10**12)

    assert [one.meets(share) for share in (third - bit, third, third + bit)] == meets


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ("0", "0 %"),
        ("1", "100 %"),
        ("1/2", "50 %"),
        ("1/20", "5 %"),
        ("1/8", "12.5 %"),
        ("1/64", "1.5625 %"),
        ("4999/10000", "49.99 %"),
        ("500001/1000000", "50.0001 %"),
        ("1/1000000", "0.0001 %"),
        ("1/10000000", "1/10000000 (about 0.0000 %)"),
        ("1/6", "1/6 (about 16.6667 %)"),
        ("2/3", "2/3 (about 66.6667 %)"),
    ],
)
def test_a_share_in_words_is_exact(share, text):
    assert percent_text(Fraction(share)) == text


def test_the_page_on_rules_shows_them_as_they_are():
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    text = page.read_text(encoding="utf-8")
    ids = {one.id for one in held_rules().ownership}
    shown = [
        cells
        for line in text.splitlines()
        if (cells := [cell.strip() for cell in line.strip("|").split("|")])[0] in ids
    ]

    assert shown == [
        [
            one.id,
            one.regime,
            ", ".join(one.measures),
            "suspended"
            if one.suspended
            else "50 % or more"
            if one.comparison == ">="
            else "more than 50 %",
            "together" if one.added_up else "one alone",
            str(one.valid_from) + ("" if one.first_day_sure else ", to be checked"),
            str(one.valid_to or ""),
            one.confidence,
        ]
        for one in held_rules().ownership
    ]


def test_the_page_on_rules_names_every_licence_and_clause():
    page = Path(__file__).parents[2] / "docs" / "rules.md"
    text = page.read_text(encoding="utf-8")
    rules = held_rules()

    assert [o.id for o in (*rules.licences, *rules.clauses) if o.id not in text] == []
    assert re.search(r"violat|breach|evasion|illegal|guilty|proves", text) is None
