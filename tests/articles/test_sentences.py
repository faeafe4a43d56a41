"""Texts cut into sentences."""

from hypothesis import given
from hypothesis import strategies as st

from madein.articles.sentences import sentences


def texts(text):
    return [sentence.text for sentence in sentences(text)]


def test_a_full_stop_of_an_abbreviation_or_a_number_ends_nothing():
    text = (
        "Mr. J. Kim of BYT Co. Ltd. in South Korea sold $1.5 million of parts in "
        "Feb. 2022. The U.S. did not."
    )

    assert texts(text) == [text[: text.index(" The U.S.")], "The U.S. did not."]


def test_an_abbreviation_may_end_a_sentence():
    assert texts("Parts came from the U.S. The rest came from Korea.") == [
        "Parts came from the U.S.",
        "The rest came from Korea.",
    ]


def test_quotation_marks_stay_with_their_sentence():
    assert texts('"It imported parts." He left. “No,” she said.') == [
        '"It imported parts."',
        "He left.",
        "“No,” she said.",
    ]


def test_items_and_headings_are_sentences_of_their_own():
    text = "# Imports\n\n- one of $1.5m\n- another\n\nBroken over\ntwo lines. End."

    found = sentences(text)

    assert [s.text for s in found] == [
        "Imports",
        "one of $1.5m",
        "another",
        "Broken over two lines.",
        "End.",
    ]
    assert [s.line for s in found] == [1, 3, 4, 6, 7]


def test_entries_of_a_table_are_sentences_of_their_own():
    assert texts(
        "Imports in 2022: USD 8.2 million\nImports in 2023: USD 8.7 million"
    ) == [
        "Imports in 2022: USD 8.2 million",
        "Imports in 2023: USD 8.7 million",
    ]


@given(st.text(alphabet='Ab. \n!?"$1-#,', max_size=60))
def test_no_letter_is_lost_but_marks_of_items(text):
    kept = "".join("".join(texts(text)).split())

    assert [c for c in text if c in "Ab$"] == [c for c in kept if c in "Ab$"]
