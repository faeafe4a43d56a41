"""Rules as data: what madein holds, what a case adds, and what is wrong with a file."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from madein.errors import CaseError
from madein.question import CaseFile, ListFolder, Period, Subject
from madein.rules.reading import DATA, case_rules, held_rules, regimes
from madein.verdict import Measure

OWN = """\
ownership:
  - id: XX-OWN
    regime: CH
    measures: [asset freeze]
    threshold: 1/4
    comparison: ">"
    added_up: false
    control: true
    valid_from: 2020-01-01
    first_day_sure: true
    valid_to: 2021-01-01
    known_from: 2019-12-01
    source: made up
    confidence: read
    checked: 2026-11-22
"""
LICENCE = """\
licences:
  - id: WD-1
    regime: US
    measures: [asset freeze]
    parties:
      - {name: Made-up Firm, tax_ids: ["7700000000"]}
    activity: imports under contracts made before
    covers_imports: true
    valid_from: 2022-01-01
    valid_to: 2022-03-01
    known_from: 2022-01-01
    source: made up
    confidence: read
    checked: 2026-11-22
"""
CLAUSE = """\
clauses:
  - id: C-1
    regime: EU
    about: contract
    says: A made-up clause.
    valid_from: 2022-01-01
    valid_to:
    known_from: 2022-01-01
    source: made up
    confidence: memory
    checked: 2026-11-22
"""


HELD = (DATA / "ownership.yml").read_text(encoding="utf-8").splitlines()
UK_OWN = f"ownership.yml:{HELD.index('  - id: UK-OWN') + 1}"


def case(*files, lists=()):
    return CaseFile(
        title="t",
        subject=Subject(name="s", members="all"),
        period=Period(since=date(2022, 1, 1), until=date(2022, 12, 31)),
        rules=files,
        lists=tuple(ListFolder(name=r, regime=r, folder=r) for r in lists),
    )


def read(folder, lists=(), **texts):
    """The rules of a case with these files."""
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return case_rules(folder, case(*(f"{name}.yml" for name in texts), lists=lists))


def faults(folder, **texts):
    with pytest.raises(CaseError) as error:
        read(folder, **texts)
    return [str(fault) for fault in error.value.faults]


# --- what madein holds ---------------------------------------------------------------


def test_madein_holds_these_rules():
    rules = held_rules()

    assert [rule.id for rule in rules.ownership] == [
        "OFAC-50-old",
        "OFAC-50",
        "EU-OWN-1",
        "EU-OWN-2",
        "UK-OWN",
        "BIS-AFF",
        "BIS-AFF-susp",
        "BIS-AFF-2",
    ]
    assert [one.id for one in rules.licences] == [
        "WD-US-UKRAINE-GL12",
        "WD-US-UKRAINE-GL13",
        "WD-US-RUSSIA-GL3",
        "WD-US-RUSSIA-GL33",
        "WD-US-RUSSIA-GL8L",
    ]
    assert [one.id for one in rules.clauses] == [
        "EU-12G-new",
        "EU-12G-old",
        "BIS-RF29",
        "US-EO14114",
    ]


def test_every_rule_has_a_source_and_a_day_on_which_it_was_looked_at():
    rules = held_rules()

    for rule in (*rules.ownership, *rules.licences, *rules.clauses):
        assert len(rule.source) > 10
        assert rule.checked >= date(2026, 11, 21)
        assert rule.regime in regimes()


def test_no_licence_that_madein_holds_makes_an_import_one_in_wind_down():
    # None of them is known to cover imports by a party that it names by its tax id.
    assert [one.id for one in held_rules().licences if one.decides] == []


def test_the_thresholds_are_one_half_everywhere():
    assert {rule.threshold for rule in held_rules().ownership} == {Fraction(1, 2)}


# --- what a case adds ----------------------------------------------------------------


def test_a_case_without_rules_has_those_of_madein(tmp_path):
    assert case_rules(tmp_path, case()) is held_rules()


def test_rules_of_a_case_are_added(tmp_path):
    rules = read(tmp_path, own=OWN, more=LICENCE + CLAUSE)

    own = rules.ownership[-1]
    assert (own.id, own.regime, own.threshold) == ("XX-OWN", "CH", Fraction(1, 4))
    assert own.measures == (Measure.ASSET_FREEZE,)
    assert (own.valid_from, own.valid_to) == (date(2020, 1, 1), date(2021, 1, 1))
    assert own.suspended is False
    assert rules.licences[-1].parties[0].tax_ids == ("7700000000",)
    assert rules.clauses[-1].says == "A made-up clause."
    assert rules.ownership[:-1] == held_rules().ownership
    assert rules.licences[:-1] == held_rules().licences
    assert rules.clauses[:-1] == held_rules().clauses


def test_a_regime_of_a_list_of_the_case_is_known(tmp_path):
    own = OWN.replace("regime: CH", "regime: ZZ")

    assert read(tmp_path, own=own, lists=["ZZ"]).ownership[-1].regime == "ZZ"


# --- what is wrong with a file -------------------------------------------------------


def test_a_regime_that_nobody_knows_is_a_fault(tmp_path):
    assert faults(tmp_path, own=OWN.replace("regime: CH", "regime: CHX")) == [
        (
            "'CHX' is no regime madein knows\n"
            "  at own.yml:2\n"
            "  try: write one of BIS, CH, EU, JP, KR, UA, UK, UN, US"
        )
    ]


def test_an_id_that_is_there_already_is_a_fault(tmp_path):
    text = LICENCE.replace("id: WD-1", "id: UK-OWN")

    (fault,) = faults(tmp_path, own=text)

    assert fault == (
        f"the id 'UK-OWN' is there already, at {UK_OWN}\n"
        "  at own.yml:2\n"
        "  try: give this rule an id of its own"
    )


@pytest.mark.parametrize("until", ["2020-01-01", "2019-12-31"])
def test_a_rule_that_ends_before_it_begins_is_a_fault(tmp_path, until):
    text = OWN.replace("valid_to: 2021-01-01", f"valid_to: {until}")

    assert faults(tmp_path, own=text) == [
        (
            f"'XX-OWN' holds from 2020-01-01 to before {until}\n"
            "  at own.yml:2\n"
            "  try: mend valid_to: the first day on which it no longer holds"
        )
    ]


def test_a_rule_of_one_day_is_none(tmp_path):
    text = OWN.replace("valid_to: 2021-01-01", "valid_to: 2020-01-02")

    assert read(tmp_path, own=text).ownership[-1].id == "XX-OWN"


@pytest.mark.parametrize("threshold", ["0", "-1/2", "3/2"])
def test_a_threshold_that_is_no_part_of_the_whole_is_a_fault(tmp_path, threshold):
    text = OWN.replace("threshold: 1/4", f"threshold: {threshold}")

    assert faults(tmp_path, own=text) == [
        (
            f"the threshold of 'XX-OWN' is {threshold}\n"
            "  at own.yml:2\n"
            "  try: write a part of the whole, like 1/2"
        )
    ]


def test_the_whole_may_be_the_threshold(tmp_path):
    text = OWN.replace("threshold: 1/4", "threshold: 1")

    assert read(tmp_path, own=text).ownership[-1].threshold == 1


def test_a_rule_or_licence_of_no_measure_is_a_fault(tmp_path):
    text = (OWN + LICENCE).replace("measures: [asset freeze]", "measures: []")

    assert faults(tmp_path, own=text) == [
        (
            "'XX-OWN' speaks of no measure\n"
            "  at own.yml:2\n"
            "  try: name the measures, like [asset freeze]"
        ),
        (
            "'WD-1' speaks of no measure\n"
            "  at own.yml:17\n"
            "  try: name the measures, like [asset freeze]"
        ),
    ]


def test_a_licence_that_names_nobody_is_a_fault(tmp_path):
    text = LICENCE.replace(
        '    parties:\n      - {name: Made-up Firm, tax_ids: ["7700000000"]}\n', ""
    )

    assert faults(tmp_path, own=text) == [
        (
            "'WD-1' names nobody\n"
            "  at own.yml:2\n"
            "  try: name its parties, or the programmes it speaks of"
        )
    ]
    more = text.replace("    activity", "    programmes: [P]\n    activity")
    assert read(tmp_path, own=more).licences[-1].programmes == ("P",)


def test_two_rules_of_a_regime_on_one_day_are_a_fault(tmp_path):
    other = OWN.replace("XX-OWN", "YY-OWN").replace("2020-01-01", "2020-12-31")
    other = other.replace("valid_to: 2021-01-01", "valid_to: 2022-01-01")

    assert faults(tmp_path, a=OWN, b=other) == [
        (
            "'XX-OWN', at a.yml:2, and 'YY-OWN' hold on the same days for CH\n"
            "  at b.yml:2\n"
            "  try: end the one on the first day of the other"
        )
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2020-01-01", "2021-01-01"),  # it begins on the day the other ends
        ("regime: CH", "regime: UN"),
        ("[asset freeze]", "[export control]"),
    ],
)
def test_rules_that_do_not_meet_are_none(tmp_path, old, new):
    other = OWN.replace("XX-OWN", "YY-OWN").replace("valid_to: 2021-01-01", "valid_to:")
    other = other.replace(old, new)

    assert len(read(tmp_path, b=other, a=OWN).ownership) == 10


def test_a_rule_without_an_end_meets_every_later_one(tmp_path):
    later = (
        OWN.replace("regime: CH", "regime: UK")
        .replace("2020-01-01", "2030-01-01")
        .replace("2021-01-01", "2031-01-01")
    )

    (fault,) = faults(tmp_path, own=later)

    assert fault.startswith(
        f"'UK-OWN', at {UK_OWN}, and 'XX-OWN' hold on the same days for UK"
    )


def test_licences_may_hold_on_the_same_days(tmp_path):
    text = LICENCE + LICENCE.replace("licences:\n", "").replace("WD-1", "WD-2")

    assert [one.id for one in read(tmp_path, own=text).licences[-2:]] == [
        "WD-1",
        "WD-2",
    ]


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    found = faults(
        tmp_path,
        a=OWN.replace("threshold: 1/4", "threshold: many"),
        b=CLAUSE.replace("regime: EU", "regime: EX"),
        c=LICENCE.replace("confidence: read", "confidence: rumour"),
    )

    assert [fault.partition(":")[0] for fault in found] == [
        "'ownership.0.threshold' is 'many'",
        "'licences.0.confidence' is 'rumour'",
    ]


def test_all_that_rules_say_against_each_other_is_told_at_once(tmp_path):
    found = faults(
        tmp_path,
        a=OWN.replace("threshold: 1/4", "threshold: 2"),
        b=CLAUSE.replace("regime: EU", "regime: EX") + OWN,
    )

    assert [fault.partition("\n")[0] for fault in found] == [
        "the threshold of 'XX-OWN' is 2",
        "'EX' is no regime madein knows",
        "the id 'XX-OWN' is there already, at a.yml:2",
        "'XX-OWN', at a.yml:2, and 'XX-OWN' hold on the same days for CH",
    ]


def test_a_file_that_is_absent_is_a_fault(tmp_path):
    with pytest.raises(CaseError) as error:
        case_rules(tmp_path, case("none.yml"))

    assert error.value.faults[0].what == "there is no file 'none.yml'"


@pytest.mark.parametrize("text", [OWN, LICENCE, CLAUSE])
def test_a_key_that_madein_does_not_know_is_a_fault(tmp_path, text):
    (fault,) = faults(tmp_path, own=text + "    shade: grey\n")

    assert "shade' is no setting madein knows" in fault


# --- days and knowledge --------------------------------------------------------------


def test_a_rule_is_valid_from_its_first_day_to_the_day_before_its_end(tmp_path):
    rule = read(tmp_path, own=OWN).ownership[-1]
    ends = (date(2020, 1, 1), date(2021, 1, 1))

    valid = [rule.is_valid_on(e + timedelta(days=n)) for e in ends for n in (-1, 0, 1)]

    assert valid == [False, True, True, True, False, False]


def test_a_rule_is_known_from_its_day_on(tmp_path):
    rule = read(tmp_path, own=OWN).ownership[-1]

    days = [None, date(2019, 11, 30), date(2019, 12, 1), date(2019, 12, 2)]

    assert [rule.is_known(day) for day in days] == [True, False, True, True]
