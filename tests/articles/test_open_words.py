"""Sentences in words that stand in no list: read where they cannot change what is said.

All texts are SYNTHETIC; the firms beside the demo's are invented.
"""

from importlib.resources import files
from pathlib import Path

import pytest

from madein.articles.reading import read_article
from madein.documents import read_document
from madein.question import CaseFile

DEMO = Path(str(files("madein.demo").joinpath("case.yml")))
FIRST = "Aurus imported goods worth $8.2 million in 2022."


def read(text):
    return read_article(text, read_document(DEMO, CaseFile))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ask around in Moscow and people shrug, but Aurus imported goods worth $8.2 million in 2022.", "8.2 million USD"),
        ("Buried in the files is this: in 2022 the goods Aurus imported were worth $8.2 million.", "8.2 million USD"),
        ("In 2022, when most western brands packed up and left, Aurus imported goods worth $8.2 million.", "8.2 million USD"),
        ("Aurus imported goods worth $8.2 million in 2022, a year in which the rouble swung wildly.", "8.2 million USD"),
        ("A spreadsheet seen by this paper puts the imports of Aurus in 2022 at $8.2 million.", "8.2 million USD"),
        ("Aurus, headquartered in Moscow, imported goods worth $8.2 million (£6.9 million) in 2022.", "8.2 million USD"),
        ("Astonishingly, Aurus imported goods worth $8.2 million in 2022.", "8.2 million USD"),
        ("It turns out Aurus imported goods worth $8.2 million in 2022.", "8.2 million USD"),
        ("2/ Imports by Aurus in 2022: just shy of $8.2m", "almost 8.2 million USD"),
        ("In 2022, imports by Aurus had swollen to $8.2 million.", "8.2 million USD"),
    ],
)  # fmt: skip
def test_words_that_cannot_change_what_is_said_are_left_out(text, says):
    [drafted] = read(text).drafted

    assert drafted.claim.says == says
    assert drafted.claim.measure == "total"
    assert str(drafted.claim.where.since) == "2022-01-01"
    assert str(drafted.claim.where.until) == "2022-12-31"
    assert drafted.claim.where.countries == ()
    assert drafted.claim.where.goods is None


@pytest.mark.parametrize(
    "text",
    [
        "Aurus destroyed imported goods worth $5 million in 2022.",
        "Aurus spent $5 million on lobbying for imported parts in 2022.",
        "Aurus imported gearbox parts worth $5 million in 2022.",
        "Aurus imported sensors and wipers worth $5 million in 2022.",
        "Aurus returned goods imported in 2022 worth $5 million.",
        "Customers of Aurus imported goods worth $5 million in 2022.",
        "A factory owned by Aurus imported goods worth $5 million in 2022.",
        "Unlike Aurus, the bus maker imported goods worth $5 million in 2022.",
        "Aurus imported goods worth $5 million every month in 2022.",
        "Aurus imported used goods worth $5 million in 2022.",
        "Aurus imported goods worth $5 million in 2022 from unfriendly countries.",
        "Aurus imported goods worth $5 million in 2022, mainly from Italy.",
        "Aurus imported goods worth $5 million in 2022 by rail.",
        "In 2022 Aurus hoped to import goods worth $5 million.",
        "It is a lie that Aurus imported goods worth $5 million in 2022.",
        "Goods worth $5 million bound for Aurus were stopped at the Georgian border in 2022.",
        "He doubted that Aurus imported goods worth $5 million in 2022.",
        "Few believe that Aurus imported goods worth $5 million in 2022.",
        "Had Aurus imported goods worth $5 million in 2022, people would know.",
        "Aurus received complaints about goods worth $5 million in 2022.",
        "In 2022 Aurus, with its partners, imported goods worth $5 million.",
    ],
)
def test_words_that_may_change_what_is_said_are_never_left_out(text):
    article = read(text)

    assert article.drafted == ()
    assert [one.is_near for one in article.unread] == [True]


@pytest.mark.parametrize(
    "rest",
    [
        "Of that, $3 million went to bodywork.",
        "About $3 million of that crossed the border at night.",
        "Brand-new machines made up $3 million of that.",
        "Of that, $3 million was destroyed in a fire.",
        "Toys worth $3 million came from China.",
        "The dealer network bought parts worth $3 million.",
    ],
)
def test_a_part_that_is_not_certainly_known_is_not_read(rest):
    assert len(read(f"{FIRST} {rest}").drafted) == 1


@pytest.mark.parametrize(
    "text",
    [
        "In 2022, Aurus imported nothing that was dispatched from Germany.",
        "Aurus bought nothing from Germany in 2022.",
        f"{FIRST} Imports from Germany stopped in May 2022.",
        "Aurus imported no sensors from China in 2022.",
        "The last shipment from Korea to Aurus was in December 2021.",
        "Aurus never imported goods from Germany between 2021 and 2022.",
    ],
)
def test_a_sentence_that_denies_or_ends_imports_is_listed_as_unread(text):
    article = read(text)

    assert [d for d in article.drafted if d.claim.measure == "present"] == []
    assert article.unread


def test_nothing_at_the_beginning_is_read_as_none():
    [drafted] = read(
        "Nothing that Aurus imported in 2022 was dispatched from Germany."
    ).drafted

    assert (drafted.claim.measure, drafted.claim.says) == ("total", "none")
    assert drafted.claim.where.countries == ("DE",)
