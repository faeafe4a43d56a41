"""The texts are whole, and the scorer tells right readings from wrong ones."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from articles import scoring

TEXTS = {
    text.name: text for text in scoring.read_texts(scoring.HERE.joinpath("corpus"))
}
RESULTS = {"supported", "contradicted", "not determinable"}
US = {"US makers": ("Neverland", "Lilliput")}


def where(told):
    """A part of the imports, as a perfect reader would have it."""
    first = {key: scoring._any(told, key)[0] for key in told}
    makers = first.get("makers", ())
    return SimpleNamespace(
        since=first.get("since"),
        until=first.get("until"),
        role=first.get("role"),
        countries=tuple(first.get("countries") or ()),
        goods=first.get("goods"),
        makers=US.get(makers, ()) if isinstance(makers, str) else tuple(makers),
        suppliers=tuple(first.get("suppliers") or ()),
        at_least_usd=first.get("at_least_usd"),
    )


def draft(told):
    """What a perfect reader drafts for a statement."""
    kind, *_ = scoring._any(told, "kind")
    values = tuple(told.get("values", ()))
    within = told.get("within")
    claim = SimpleNamespace(
        id="A1",
        measure="total" if kind == "none" else kind,
        says=scoring._any(told, "says")[0],
        unit=scoring._any(told, "unit")[0],
        where=where(told),
        of=where(told["of"]) if "of" in told else None,
        to=where(told["to"]) if "to" in told else None,
        by=told.get("by"),
        each=() if kind == "ranking" else values,
        any_of=(),
        order=values if kind == "ranking" else (),
        party=told.get("party"),
        list=told.get("list"),
        within=None if within is None else SimpleNamespace(**within),
    )
    missing = (told["cannot"],) if "cannot" in told else ()
    return SimpleNamespace(claim=claim, sentence=told["quote"], missing=missing)


def scored(text, drafted):
    return scoring.score(text, drafted, scoring.case_of(text), US)


@pytest.mark.parametrize("name", TEXTS)
def test_what_a_text_is_said_to_hold_stands_in_it(name):
    text = TEXTS[name]
    plain = " ".join(text.text.split())

    quotes = [told["quote"] for told in text.statements] + list(text.not_about)
    assert [quote for quote in quotes if quote not in plain] == []


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_said_of_a_statement_can_be_read(name):
    for told in TEXTS[name].statements:
        assert told.keys() <= scoring.KEYS
        results = {r for r in scoring._any(told, "on_case") if r is not None}
        assert results <= RESULTS
        for says in scoring._any(told, "says"):
            is_amount = set(scoring._any(told, "kind")) <= scoring.QUANTITATIVE
            assert not is_amount or scoring._said(says)[0], says


@pytest.mark.parametrize("name", TEXTS)
def test_a_perfect_reader_is_right_everywhere(name):
    text = TEXTS[name]

    score = scored(text, [draft(told) for told in text.statements])

    assert score.differences == ()
    assert (score.right, score.wrong) == (len(text.statements), 0)
    assert score.found == score.wanted


def test_a_reader_that_drafts_nothing_finds_nothing():
    score = scored(TEXTS["aurus_report"], [])

    assert (score.precision, score.recall) == (None, 0)


@pytest.mark.parametrize(
    ("part", "value", "words"),
    [
        ("measure", "total", "kind total, not part"),
        ("says", "about 16 million USD", "says"),
        ("unit", "kg", "unit kg"),
        ("of", None, "without 'of'"),
    ],
)
def test_a_wrong_field_makes_a_reading_wrong(part, value, words):
    text = TEXTS["aurus_report"]
    drafted = draft(text.statements[5])
    setattr(drafted.claim, part, value)

    score = scored(text, [drafted])

    assert (score.right, score.wrong) == (0, 1)
    assert words in score.differences[0]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("since", date(2022, 2, 25)),
        ("until", date(2022, 12, 31)),
        ("role", "dispatch"),
        ("countries", ("CN",)),
        ("countries", ()),
        ("goods", "sensors"),
        ("makers", ("Kia",)),
        ("suppliers", ("Dalbit",)),
        ("at_least_usd", 100),
    ],
)
@pytest.mark.parametrize("place", ["where", "of"])
def test_another_part_of_the_imports_makes_a_reading_wrong(place, part, value):
    text = TEXTS["aurus_report"]
    drafted = draft(text.statements[5])
    if getattr(getattr(drafted.claim, place), part) == value or (
        place == "of" and part == "role"
    ):
        return
    setattr(getattr(drafted.claim, place), part, value)

    score = scored(text, [drafted])

    assert (score.right, score.wrong) == (0, 1)


def test_a_claim_from_a_sentence_that_is_not_about_the_case_is_wrong():
    text = TEXTS["other_truckmaker"]
    drafted = draft(TEXTS["aurus_report"].statements[0])
    drafted.sentence = text.not_about[0]

    score = scored(text, [drafted])

    assert (score.precision, score.wrong) == (0, 1)


def test_the_same_statement_drafted_twice_is_right_once():
    text = replace(
        TEXTS["aurus_report"], statements=TEXTS["aurus_report"].statements[:1]
    )
    drafted = draft(text.statements[0])

    score = scored(text, [drafted, drafted])

    assert (score.right, score.wrong) == (1, 1)


def test_a_statement_left_incomplete_is_not_read_and_not_wrong():
    text = TEXTS["aurus_report"]
    drafted = draft(text.statements[0])
    drafted.missing = ("the period",)

    score = scored(text, [drafted])

    assert (score.right, score.wrong, score.found) == (0, 0, 0)


def test_what_the_records_say_of_a_claim_is_handed_on():
    text = TEXTS["aurus_report"]

    score = scored(text, [draft(text.statements[2])])

    assert score.expected == (("aurus_report", "A1", ("not determinable",)),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("at least 34 million USD", "at least $34,000,000"),
        ("about 75 %", "around 75 percent"),
        ("nearly 15.5 million USD", "almost $15.5 million"),
        ("tenfold", "10 times"),
        ("more than twofold", "more than doubled"),
        (
            "between 5 million USD and 5.1 million USD",
            "5 million USD to 5.1 million USD",
        ),
        ("2,358", "2358"),
    ],
)
def test_wordings_that_say_the_same_are_the_same(one, other):
    assert scoring._said(one) == scoring._said(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 million USD", "5.0 million USD"),
        ("5 million USD", "at least 5 million USD"),
        ("5 million USD", "5 million EUR"),
        ("more than 5 million USD", "at least 5 million USD"),
        ("75 %", "75"),
        ("tenfold", "10"),
        ("16 million USD", "16 billion USD"),
    ],
)
def test_wordings_that_say_something_else_differ(one, other):
    assert scoring._said(one) != scoring._said(other)


def test_a_statement_that_leaves_out_too_much_must_not_be_run():
    text = TEXTS["aurus_report"]
    drafted = draft(text.statements[3])
    assert scored(text, [drafted]).wrong == 0

    drafted.missing = ()

    score = scored(text, [drafted])
    assert (score.right, score.wrong) == (0, 1)


def test_a_result_that_is_not_the_expected_one_is_named():
    text = TEXTS["aurus_report"]
    score = scored(text, [draft(text.statements[2])])

    assert scoring.unlike(score, {("aurus_report", "A1"): "not determinable"}) == []
    assert scoring.unlike(score, {("aurus_report", "A1"): "contradicted"}) == [
        "aurus_report A1: contradicted, not not determinable"
    ]


def test_a_misread_claim_that_is_contradicted_is_named():
    text = TEXTS["aurus_report"]
    drafted = draft(text.statements[0])
    drafted.claim.says = "35 million USD"
    score = scored(text, [drafted])

    assert scoring.unlike(score, {("aurus_report", "A1"): "supported"}) == []
    assert scoring.unlike(score, {("aurus_report", "A1"): "contradicted"}) == [
        "aurus_report A1: contradicted, but misread"
    ]
