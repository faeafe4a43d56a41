"""replies.yml: what firms answered, read strictly, and never made up from a deadline."""

from datetime import date

import pytest

from factories import holding
from madein.case.replies import fill_replies, read_replies
from madein.errors import CaseError
from madein.parties.reading.names import read_name
from madein.tables import FIGURE, PARTY, PARTY_NAME

NAMES = {
    "P-1": "KYUNGKI INDUSTRIAL CO LTD",
    "P-2": "BYT CO LTD",
    "P-3": "BYT LLC",
}
ASKED = "asked: 2024-06-03, by: 2024-06-10"


@pytest.fixture
def engine():
    with holding({"supplier": "P-1"}) as engine:
        engine.fill(
            PARTY,
            [
                {"party_id": p, "name": n, "ids": [], "spellings": 1, "kind": "firm"}
                for p, n in NAMES.items()
            ],
        )
        engine.fill(PARTY_NAME, [spelling(p, n) for p, n in NAMES.items()])
        engine.fill(
            FIGURE,
            [
                figure("F1", "Imports of Aurus", None),
                figure("F5", "Imports by supplier", None),
                figure("F5.1", "Imports by supplier", "P-1"),
                figure("F5.2", "Imports by supplier", "P-2"),
            ],
        )
        yield engine


def spelling(party, name):
    return {
        "name": name,
        "tax_id": "",
        "country": "KR",
        "party_id": party,
        "how": "alone",
        "shown": name,
        "words": read_name(name).key,
        "forms": "",
        "kind": "firm",
        "marks": [],
        "rows": 1,
        "usd": 1,
    }


def figure(name, label, cell):
    return {
        "id": name,
        "stable_id": name,
        "measure": "m",
        "label": label,
        "cell": cell,
        "scope": "{}",
        "basis": "",
        "unit": "US dollars",
        "at_least": 1,
        "at_most": 1,
        "parts": [],
        "rows": 1,
        "unclear_rows": 0,
        "unvalued_rows": 0,
        "converted_usd": 0,
        "caveats": [],
    }


def written(folder, *replies):
    file = folder / "replies.yml"
    file.write_text("\n".join(["replies:", *(f"  - {{{r}}}" for r in replies), ""]))
    return file


def read(folder, *replies, claims=("A11",)):
    return read_replies(written(folder, *replies), claims).replies


def filled(engine, folder, *replies):
    file = written(folder, *replies)
    fill_replies(engine, read_replies(file, ("A11",)), file)
    return engine.rows("from reply order by place")


def refused(folder, *replies):
    with pytest.raises(CaseError) as error:
        read(folder, *replies)
    return str(error.value)


def test_a_reply_is_read_whole(tmp_path):
    (one,) = read(
        tmp_path,
        f"party: BYT, {ASKED}, how: by e-mail, answered: 2024-06-05, "
        'answer: corrected, says: "Half of it.", figures: [F1], claims: [A11]',
    )

    assert (one.asked, one.by, one.answered) == (
        date(2024, 6, 3),
        date(2024, 6, 10),
        date(2024, 6, 5),
    )
    assert (one.how, one.answer, one.says) == ("by e-mail", "corrected", "Half of it.")
    assert (one.figures, one.claims) == (("F1",), ("A11",))


def test_a_deadline_in_the_past_makes_no_answer(engine, tmp_path):
    (row,) = filled(engine, tmp_path, "party: P-1, asked: 1999-01-01, by: 1999-01-02")

    assert (row["answer"], row["answered"]) == (None, None)


def test_all_faults_are_told_at_once_with_their_lines(tmp_path):
    said = refused(
        tmp_path,
        "party: BYT, asked: 2024-06-03, by: 2024-06-01",
        "party: BYT, asked: 2024-06-03, answer: confirmed",
        "party: BYT, asked: 2024-06-03, answer: did not respond, says: We did.",
        "party: BYT, asked: 2024-06-03, says: We did.",
        "party: BYT, asked: 2024-06-03, answer: corrected, answered: 2024-06-04",
        "party: ' ', asked: 2024-06-03, claims: [A12]",
    )

    assert [line for line in said.splitlines() if line.startswith("reply")] == [
        "reply 1: 'by' is 2024-06-01, before it was asked on 2024-06-03",
        "reply 2: 'confirmed' without the day of the answer",
        "reply 3: 'did not respond' without a day to answer by",
        "reply 3: 'says' is given, and the answer is 'did not respond'",
        "reply 4: 'says' is given, and there is no 'answer'",
        "reply 5: 'corrected' without what is wrong",
        "reply 6: 'party' is empty",
        "reply 6: there is no claim 'A12'",
    ]
    assert f"  at {tmp_path / 'replies.yml'}:7\n" in said


def test_one_fault_has_three_parts(tmp_path):
    said = refused(tmp_path, f"party: BYT, {ASKED}, answered: 2024-06-05")

    assert said == (
        "reply 1: 'answered' is given, and there is no 'answer'\n"
        f"  at {tmp_path / 'replies.yml'}:2\n"
        "  try: remove 'answered', or write what was answered under 'answer'"
    )


def test_an_answer_is_one_of_five_words(tmp_path):
    assert "'replies.0.answer' is 'yes'" in refused(
        tmp_path, f"party: BYT, {ASKED}, answer: 'yes'"
    )


def test_a_key_that_is_not_known_is_refused(tmp_path):
    said = refused(tmp_path, f"party: BYT, {ASKED}, anwser: confirmed")

    assert "'replies.0.anwser' is no setting madein knows" in said


def test_a_firm_is_found_by_id_and_by_name_in_another_spelling(engine, tmp_path):
    rows = filled(
        engine, tmp_path, f"party: P-1, {ASKED}", f"party: Kyungki Industrial, {ASKED}"
    )

    assert [(row["place"], row["party_id"], row["party"]) for row in rows] == [
        (1, "P-1", "KYUNGKI INDUSTRIAL CO LTD"),
        (2, "P-1", "KYUNGKI INDUSTRIAL CO LTD"),
    ]


def test_a_reply_to_nothing_in_particular_is_about_the_figures_of_its_firm(
    engine, tmp_path
):
    rows = filled(
        engine,
        tmp_path,
        f"party: P-1, {ASKED}",
        f"party: P-1, {ASKED}, figures: [F1]",
        f"party: P-1, {ASKED}, claims: [A11]",
    )

    assert [(row["figures"], row["claims"]) for row in rows] == [
        (["F5.1"], []),
        (["F1"], []),
        ([], ["A11"]),
    ]


def test_a_name_of_two_firms_and_a_name_of_none_are_told_together(engine, tmp_path):
    file = written(tmp_path, f"party: byt, {ASKED}", f"party: Nobody, {ASKED}")

    with pytest.raises(CaseError) as error:
        fill_replies(engine, read_replies(file, ()), file)

    assert str(error.value) == (
        "reply 1: 'byt' is the name of 2 parties\n"
        f"  at {file}:2\n"
        "  try: name one by its id: P-2, P-3\n"
        "reply 2: no party of the case is called 'Nobody'\n"
        f"  at {file}:3\n"
        "  try: mend the name, or say under 'claims' or 'figures' what it answers"
    )


def test_somebody_outside_the_records_may_answer_a_claim(engine, tmp_path):
    (row,) = filled(engine, tmp_path, f"party: A ministry, {ASKED}, claims: [A11]")

    assert (row["party"], row["party_id"]) == ("A ministry", None)


def test_a_figure_that_is_not_there_is_refused(engine, tmp_path):
    file = written(tmp_path, f"party: P-1, {ASKED}, figures: [F9]")

    with pytest.raises(CaseError, match="there is no figure 'F9'"):
        fill_replies(engine, read_replies(file, ()), file)


def test_a_figure_whose_number_has_come_to_mean_another_is_refused(engine, tmp_path):
    good = written(tmp_path, f"party: P-1, {ASKED}, figures: {{F1: Imports of Aurus}}")
    fill_replies(engine, read_replies(good, ()), good)
    assert engine.value("select figures from reply") == ["F1"]

    file = written(tmp_path, f"party: P-1, {ASKED}, figures: {{F1: Imports of NAMI}}")
    with pytest.raises(CaseError) as error:
        fill_replies(engine, read_replies(file, ()), file)

    assert str(error.value) == (
        "reply 1: figure 'F1' says 'Imports of Aurus', not 'Imports of NAMI'\n"
        f"  at {file}:2\n"
        "  try: find the figure that was asked about, and use its id"
    )


def test_an_empty_file_holds_no_replies(tmp_path):
    file = tmp_path / "replies.yml"
    file.write_text("replies: []\n")

    assert read_replies(file, ()).replies == ()
