"""A text that counts large imports alone, periods told from others, second amounts.

All texts are SYNTHETIC.
"""

from importlib.resources import files
from pathlib import Path

import pytest

from madein.articles.reading import read_article
from madein.articles.smallest import smallest_value
from madein.documents import read_document
from madein.question import CaseFile

DEMO = Path(str(files("madein.demo").joinpath("case.yml")))


def read(text):
    return read_article(text, read_document(DEMO, CaseFile))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We counted shipments worth $50,000 or more.", "50,000"),
        ("Only deals of no less than $50,000 are in it.", "50,000"),
        ("There were 89 consignments of sensors valued at more than $50,000 each.", "50,000"),
        ("The deals were worth at least $5 million.", None),
        ("The deals were worth $50,000.", None),
        ("Deals above $50,000 and contracts over $20,000 are in it.", None),
    ],
)  # fmt: skip
def test_the_smallest_value_that_a_text_counts(text, value):
    assert smallest_value(text) == value


def test_a_smallest_value_holds_for_all_statements_and_is_none_itself():
    article = read(
        "The survey covered transactions worth $50,000 or more.\n\n"
        "In 2022 Aurus imported goods worth $8.2 million."
    )
    claims = [one.claim for one in article.drafted]
    assert [(c.says, c.where.at_least_usd) for c in claims] == [
        ("8.2 million USD", 50_000)
    ]


def test_a_second_amount_that_drops_what_the_first_is_of_is_not_read():
    article = read(
        "Goods of Turkish origin imported by Aurus, worth $350,000 before the invasion, "
        "have since come to $1.6 million."
    )
    assert "1.6 million USD" not in {one.claim.says for one in article.drafted}


def test_since_then_needs_a_day_from_which():
    article = read(
        "In 2021 Aurus imported goods worth $5.6 million. "
        "Goods made in Italy since then were worth $1.3 million."
    )
    assert [one.claim.says for one in article.drafted] == ["5.6 million USD"]
    assert [one.why for one in article.unread] == ["since when is not clear"]


def test_an_order_without_a_period_is_not_read_where_the_text_names_periods():
    article = read(
        "In 2022 Aurus imported goods worth $8.2 million.\n\n"
        "South Korea was the largest country of origin, ahead of China."
    )
    assert [one.claim.measure for one in article.drafted] == ["total"]
