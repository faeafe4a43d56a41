"""Answers of firms beside what they were asked about. All names are SYNTHETIC."""

from datetime import date

import pytest

from factories import case
from madein.engine import Engine
from madein.report.blocks import Link, Tag
from madein.report.built import Built
from madein.report.replies import replies, replies_to, reply_words
from madein.tables import REPLY

ASKED = {"asked": date(2024, 6, 3), "by": date(2024, 6, 10)}
GIVEN = (
    ASKED
    | {
        "party": "KYUNGKI\u202e INDUSTRIAL",
        "answer": "confirmed",
        "answered": date(2024, 6, 12),
        "says": "We still <b>supply</b>.",
        "how": "by e-mail",
        "figures": ["F5.1", "F9"],
        "claims": ["A11"],
    },
    ASKED
    | {"party": "BYT", "answer": "did not respond", "figures": [], "claims": ["A11"]},
    {
        "party": "A ministry",
        "asked": date(2024, 6, 3),
        "figures": [],
        "claims": ["A 1"],
    },
)


@pytest.fixture
def engine():
    with Engine() as engine:
        engine.fill(REPLY, [{"place": n} | row for n, row in enumerate(GIVEN, 1)])
        yield engine


def built(engine):
    return Built(
        engine=engine,
        case=case(),
        edition="",
        names={},
        figures={"F5.1": None},
        sources={},
    )


def test_each_figure_and_claim_has_the_answers_about_it(engine):
    kyungki = (
        "KYUNGKI⟨202E⟩ INDUSTRIAL: confirmed (12 Jun 2024): “We still <b>supply</b>.”"
    )
    byt = "BYT: did not respond (asked 3 Jun 2024, to answer by 10 Jun 2024)"

    assert replies_to(engine) == {
        "F5.1": (kyungki,),
        "F9": (kyungki,),
        "A11": (kyungki, byt),
        "A 1": ("A ministry: asked 3 Jun 2024, no answer recorded",),
    }


@pytest.mark.parametrize("answer", ["confirmed", "denied", "corrected", "no comment"])
def test_an_answer_is_given_with_its_day(answer):
    row = {**ASKED, "party": "BYT", "answered": date(2024, 6, 5), "says": None}

    assert reply_words(row | {"answer": answer}) == f"BYT: {answer} (5 Jun 2024)"


def test_the_section_tells_every_firm_asked_and_opens_what_it_answered(engine):
    head, table = replies(built(engine))

    assert head.title == "Replies"
    assert [row.cells[1][0].text for row in table.rows] == [
        "confirmed",
        "did not respond",
        "no answer recorded",
    ]
    assert table.rows[0].cells[0][1].text == (
        "asked 3 Jun 2024, by e-mail; to answer by 10 Jun 2024"
    )
    assert table.rows[0].cells[2] == (
        Tag(figure="F5.1"),
        " ",
        "F9",
        " ",
        Link(text="A11", to="#claim-A11"),
    )
    assert table.rows[2].cells[2] == (Link(text="A 1", to="#claim-A~20~1"),)


def test_without_replies_there_is_no_section():
    with Engine() as engine:
        engine.fill(REPLY, [])

        assert replies(built(engine)) == []
