"""Sentences read as claims, and sentences that must not be."""

import datetime as dt
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.articles.reading import read_article
from madein.documents import read_document
from madein.question import CaseFile

PUBLISHED = dt.date(2024, 6, 28)


@cache
def case():
    """The demo's `case.yml`: SYNTHETIC records of Aurus."""
    return read_document(Path(str(files("madein.demo") / "case.yml")), CaseFile)


def read(text):
    return read_article(text, case(), PUBLISHED)


def short(claim):
    """The parts of a claim that are set, in one line."""
    where = claim.where
    found = [claim.measure, str(claim.says or ",".join(claim.each or claim.order))]
    if where.since or where.until:
        found.append(f"{where.since or ''}..{where.until or ''}")
    if where.countries:
        role = "?" if where.role is None else where.role.value
        found.append(f"{role}:{','.join(where.countries)}")
    found += [where.goods] if where.goods else []
    found += [f"of {claim.of.since or ''}..{claim.of.until or ''}"] if claim.of else []
    return " ".join(found)


ALL = "2018-01-01..2023-12-31"
LATE = "2022-02-24.."
SENTENCES = [
    (
        "Aurus, a maker of limousines, imported parts worth $34.1 million between 2018 and 2023, customs records show.",
        [f"total 34.1 million USD {ALL}"],
    ),
    (
        "South Korea accounted for about 46% of Aurus's imports in 2018-2023.",
        [f"share about 46 % {ALL} ?:KR of {ALL}"],
    ),
    (
        "Almost half of the parts that Aurus imported from 2018 to 2023 were dispatched from South Korea.",
        [f"share almost half {ALL} dispatch:KR of {ALL}"],
    ),
    (
        "Aurus's imports reached $8.2 million in 2022, up from $4.1 million in 2021.",
        [
            "total 8.2 million USD 2022-01-01..2022-12-31",
            "total 4.1 million USD 2021-01-01..2021-12-31",
        ],
    ),
    (
        "Imports by Aurus rose from $4 million in 2021 to $8.2 million in 2022.",
        [
            "total 4 million USD 2021-01-01..2021-12-31",
            "total 8.2 million USD 2022-01-01..2022-12-31",
        ],
    ),
    (
        "Since February 2022, Aurus has received parts worth nearly $16 million, including $5 million in goods made in South Korea.",
        [
            f"total almost 16 million USD {LATE}",
            f"part 5 million USD {LATE} origin:KR of {LATE}",
        ],
    ),
    (
        "Of the $34 million imported by Aurus in 2018-2023, $15.5 million was dispatched from South Korea.",
        [
            f"total 34 million USD {ALL}",
            f"part 15.5 million USD {ALL} dispatch:KR of {ALL}",
        ],
    ),
    (
        "Aurus bought goods worth $3 million from traders in Hong Kong in 2022.",
        ["total 3 million USD 2022-01-01..2022-12-31 trading:HK"],
    ),
    (
        "Goods dispatched from China and Turkey for Aurus since the invasion were worth $4.9 million and $3.3 million respectively.",
        [
            f"total 4.9 million USD {LATE} dispatch:CN",
            f"total 3.3 million USD {LATE} dispatch:TR",
        ],
    ),
    (
        "Imports of sensors by Aurus amounted to $5 million in 2018-2023.",
        [f"total 5 million USD {ALL} sensors"],
    ),
    (
        "Aurus filed 2,358 import declarations in 2018-2023.",
        [f"count 2,358 {ALL}"],
    ),
    (
        "No goods of US origin were imported by Aurus after 2023.",
        ["total none 2024-01-01.. origin:US"],
    ),
    (
        "Aurus's imports included sensors and switches.",
        ["present sensors,switches"],
    ),
    (
        "In 2022 South Korea was the largest country of origin of Aurus's imports, followed by China.",
        ["ranking KR,CN 2022-01-01..2022-12-31"],
    ),
    ("The United States sanctioned Aurus in February 2024.", ["listing "]),
    ("Aurus continued to import parts until December 2023.", ["continued 2023-12-31"]),
    (
        "What the records show is this: from 2018 to 2023 Aurus imported goods worth slightly more than $34 million.",
        [f"total just over 34 million USD {ALL}"],
    ),
    (
        "SEOUL - Parts worth 21.4 billion won ($15.5 million) were dispatched from South Korea to Aurus, the maker of the Russian president's limousine, between 2018 and 2023.",
        [f"total 15.5 million USD {ALL} dispatch:KR"],
    ),
    (
        "In 2022 the imports of Aurus were worth 8.2 million US dollars or 7.8 million euros.",
        ["total 8.2 million USD 2022-01-01..2022-12-31"],
    ),
    (
        "From 2018 to 2023, South Korea shipped goods worth $15.5 million to Aurus.",
        [f"total 15.5 million USD {ALL} dispatch:KR"],
    ),
    (
        "South Korea was the country of origin of goods worth $14 million imported by Aurus between 2018 and 2023.",
        [f"total 14 million USD {ALL} origin:KR"],
    ),
    (
        "Goods made in Italy and imported by Aurus since the invasion fell short of $1 million.",
        [f"total less than 1 million USD {LATE} origin:IT"],
    ),
    (
        "Between 2018 and 2023 Aurus imported switches for about $3.1 million.",
        [f"total about 3.1 million USD {ALL} switches"],
    ),
    (
        "Aurus imported sensors worth $5.1 million and switches worth $3.1 million between 2018 and 2023.",
        [
            f"total 5.1 million USD {ALL} sensors",
            f"total 3.1 million USD {ALL} switches",
        ],
    ),
    (
        "The imports of Aurus more than doubled between 2021 and 2023, from $4.0 million to $8.7 million.",
        [
            "total 4.0 million USD 2021-01-01..2021-12-31",
            "total 8.7 million USD 2023-01-01..2023-12-31",
            "ratio more than twofold 2023-01-01..2023-12-31",
        ],
    ),
    (
        "In 2022, the year the tanks rolled, imports by Aurus were twice those of the year before.",
        ["ratio twofold 2022-01-01..2022-12-31"],
    ),
    (
        "Since the invasion Aurus has imported goods worth nearly $16 million, and goods made in South Korea made up $5 million of that.",
        [
            f"total almost 16 million USD {LATE}",
            f"part 5 million USD {LATE} origin:KR of {LATE}",
        ],
    ),
    (
        "Goods originating in Germany accounted for $1.25 million of the goods that Aurus imported in 2022, and goods originating in Italy for $1.35 million.",
        [
            "part 1.25 million USD 2022-01-01..2022-12-31 origin:DE of 2022-01-01..2022-12-31",
            "part 1.35 million USD 2022-01-01..2022-12-31 origin:IT of 2022-01-01..2022-12-31",
        ],
    ),
    (
        "Turkey, which had shipped goods worth less than half a million dollars to Aurus before the invasion, shipped goods worth $3.3 million after it.",
        [
            "total less than 0.5 million USD ..2022-02-23 dispatch:TR",
            f"total 3.3 million USD {LATE} dispatch:TR",
        ],
    ),
    (
        "The number of declarations filed by Aurus between 2018 and 2023 was 2,100.",
        [f"count 2,100 {ALL}"],
    ),
]


@pytest.mark.parametrize(("sentence", "claims"), SENTENCES)
def test_a_sentence_is_read_as_what_it_says(sentence, claims):
    assert [short(drafted.claim) for drafted in read(sentence).drafted] == claims


OTHERS = [
    "Kamaz imported parts worth $34 million between 2018 and 2023.",
    "Aurus sold 33 cars worth $15 million in 2023.",
    "Aurus exported cars worth $5 million to China in 2023.",
    "Aurus cars worth $5 million were imported by China in 2023.",
    "China imported Aurus cars worth $5 million in 2023.",
    "Aurus did not import parts worth $34 million in 2018-2023.",
    "Aurus may have imported parts worth $34 million.",
    "Aurus plans to import parts worth $5 million in 2025.",
    "Aurus and Kamaz imported parts worth $34 million in 2018-2023.",
    "Aurus and other Russian carmakers imported parts worth $100 million in 2018-2023.",
    "Russia imported $5 billion worth of car parts in 2022, according to Aurus.",
    "The state has invested $200 million in Aurus.",
    "An Aurus costs about $245,000.",
    "Imports by Aurus rose by $4 million in 2022.",
    "Imports by Aurus rose 45 percent in 2022.",
    "Aurus's imports were on average $5 million a year.",
    "If Aurus imported parts worth $5 million in 2022, the ministry would know.",
    "Did Aurus import parts worth $5 million in 2022?",
    "Aurus imported at least 200 engines in 2022.",
    "Parts for the Aurus were worth €3 million in 2022.",
    "A supplier to Aurus had imports of $9 million in 2022.",
    "Aurus's parent NAMI imported goods worth $9 million in 2022.",
    "The company's rival imported $50 million worth of parts in 2022.",
    "Excluding South Korea, Aurus imported parts worth $18 million in 2018-2023.",
    "Without the sensors, Aurus imported goods worth $29 million in 2018-2023.",
    "Aurus imported an additional $2 million of parts in January 2024.",
    "Aurus said it had imported nothing worth more than $5 million in 2022.",
    "It is false that Aurus imported parts worth $34 million in 2018-2023.",
    "Aurus imported $5 million less in 2023 than in 2022.",
    "Aurus imported twice as many parts in 2023.",
    "Customs officers seized parts worth $2 million bound for Aurus in 2023.",
    "Every month Aurus imports parts worth $0.5 million.",
    "Aurus imported parts worth $50 million since the invasion. That was wrong.",
    "Aurus is a brand. In 2022 Russia imported car parts worth $5 billion.",
    "Aurus is a brand. The country imported car parts worth $5 billion in 2022.",
    "Aurus is a brand. Carmakers imported parts worth $5 billion in 2022.",
    "Aurus is a brand. The industry's imports came to $5 billion in 2022.",
    "Aurus is a brand. Total imports of car parts came to $5 billion in 2022.",
    "Aurus is a brand. South Korean shipments to Russia came to $5 billion in 2022.",
    "Aurus is a brand. Russian imports from South Korea were worth $5 billion in 2022.",
    "Aurus is a brand. Imports of cars from China were worth $5 billion in 2022.",
    "Aurus is a brand. Goods worth $5 billion were shipped from South Korea to Russia in 2022.",
    "Aurus imported parts from South Korea. Trade between the two countries was worth $5 billion in 2022.",
    "Aurus imported parts. South Korea's trade with Russia was worth $5 billion in 2022.",
    "Imports by Aurus and its partners were worth $50 million in 2022.",
    "Aurus's sister company imported goods worth $9 million in 2022.",
    "A factory owned by Aurus imported goods worth $9 million in 2022.",
    "Aurus had budgeted $9 million for imports in 2022.",
    "Aurus imported goods worth $9 million in 2022 on behalf of NAMI.",
    "Aurus imported goods worth roubles equivalent to $9 million in 2022.",
    "The carmaker, once part of Sollers, imported goods worth $9 million in 2022.",
    "Aurus ended 2022 with imports worth $9 million in its warehouse.",
    "Aurus was worth $9 million in 2022.",
    "Aurus's imports were first estimated at $9 million in 2022.",
    "Only $2 million of the goods for Aurus were stopped in 2022.",
    "Parts worth $9 million were found at Aurus's plant in 2022.",
    "Parts worth $9 million were declared as tractor parts by Aurus in 2022.",
    "Aurus returned parts worth $2 million to South Korea in 2022.",
    "In 2022 Aurus received parts worth $5 million as a gift.",
    "Aurus received $5 million from South Korea in 2022.",
    "Aurus received $5 million in state aid in 2022.",
    "South Korea sent $5 million to Aurus in 2022.",
    "Aurus supplied parts worth $5 million in 2022.",
    "Aurus delivered cars worth $5 million to China in 2022.",
    "Aurus shipped goods worth $5 million from Turkey in 2022.",
    "Parts worth $5 million came from Aurus in 2022.",
    "Parts made by Aurus worth $5 million were shipped in 2022.",
    "A supply of parts worth $5 million reached Aurus and others in 2022.",
    "The firm Aurus bought for $5 million in 2022 makes sensors.",
    "Sanctioned goods worth $3 million were imported by Aurus in 2022.",
    "Aurus imported cars worth $2 million in 2022.",
    "Aurus imported goods worth $2 million a month in 2022.",
    "Aurus's imports in 2022 were worth about $4.2 million more than in 2021.",
    "Aurus, together with Sollers, imported goods worth $34 million in 2018-2023.",
    "Aurus, like its rivals, imported goods worth $34 million in 2018-2023.",
    "That is how many of the declarations worth at least $100,000 were filed by Aurus in 2022.",
    "If Aurus had imported goods worth $5 million in 2022, nobody would know.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_not_certainly_a_statement_about_the_imports_is_not_read(text):
    article = read(text)

    assert article.drafted == ()
    assert all(unread.why for unread in article.unread)
    assert article.unread


def test_amounts_that_share_a_country_or_period_behind_them_are_not_parted():
    text = "Aurus imported $5 million of sensors and $3 million of switches from China in 2022."

    article = read(text)

    assert article.drafted == ()
    assert article.unread[0].why == (
        "which countries or days belong to which amount is not clear; "
        "what stands before it was not read"
    )


def test_what_speaks_of_an_unread_sentence_is_not_read_either():
    text = (
        "Aurus imported goods worth $34 million in 2018-2023. "
        "Kamaz imported gearboxes worth $60 million. "
        "Of that, $15.5 million was shipped from South Korea."
    )

    assert [d.claim.says for d in read(text).drafted] == ["34 million USD"]


FIRST = "In 2022 Aurus imported goods worth $8.2 million."
CONTINUED = [
    (f"{FIRST} Goods worth $1 million were shipped from Turkey.", "2022-01-01"),
    (f"{FIRST}\n\nGoods worth $3 million were shipped from Turkey.", "2022-01-01"),
    (f"{FIRST} In 2023 they were worth $8.7 million.\n\nGoods worth $3 million were shipped from Turkey.", "2023-01-01 unread"),
    (f"{FIRST}\n\nIn all, goods worth $3 million were shipped from Turkey.", None),
    (f"{FIRST} Kamaz imported axles worth $9 million. Goods worth $3 million were shipped from Turkey.", "unread"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "since"), CONTINUED)
def test_a_period_goes_on_only_in_an_unbroken_paragraph(text, since):
    article = read(text)

    found = [str(d.claim.where.since or "") for d in article.drafted[1:]]
    if since.endswith("unread") if since else False:
        assert found == since.split()[:-1]
        assert article.unread
    else:
        assert found == [since or ""]
        assert article.drafted[1].assumed  # so it is never contradicted


def test_a_name_of_several_words_is_not_cut_short():
    [drafted] = read(
        "Between 2018 and 2023 Aurus imported goods worth about $2.4 million that were "
        "supplied by Dalbit Imaginary Industrial."
    ).drafted

    assert drafted.claim.where.suppliers == ("Dalbit Imaginary Industrial",)


def test_a_supplier_that_is_named_beside_its_noun_is_read():
    [drafted] = read(
        "Another supplier, Hanul Invented Systems, sent Aurus goods worth $3.1 million in 2022."
    ).drafted

    assert drafted.claim.where.suppliers == ("Hanul Invented Systems",)


DEALS = (
    "From 24 February to 31 December 2022, Russian customs registered 3,292 deals in "
    "semiconductors worth at least $100,000."
)


@cache
def chips():
    """The case of `tests/cases/nikkei`: SYNTHETIC records of a whole country."""
    return read_document(
        Path(__file__).parents[1] / "cases" / "nikkei" / "case.yml", CaseFile
    )


@pytest.mark.parametrize(
    "text",
    [
        "The chips of US makers were worth $740 million.",
        "Products of US makers accounted for 2,358 of these.",
        "Of the 3,292, 2,358 were for products of US makers.",
        "Among these, 2,358 were for chips of US makers.",
    ],
)
def test_what_goes_on_about_the_deals_before_keeps_all_that_was_said_of_them(text):
    article = read_article(f"{DEALS} {text}", chips(), PUBLISHED)

    [_, drafted] = article.drafted
    where = drafted.claim.where
    assert (str(where.since), str(where.until)) == ("2022-02-24", "2022-12-31")
    assert where.at_least_usd == 100_000
    assert where.goods == "semiconductors"
    assert where.makers == ("US makers",)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        (f"{FIRST} Hong Kong accounted for $1 million of them.", ("HK",)),
        (
            f"{FIRST} Hong Kong and China accounted for $1 million of that.",
            ("HK", "CN"),
        ),
        (
            "Aurus imported goods worth $5 million, which were shipped from Turkey, in 2022.",
            ("TR",),
        ),
    ],
)
def test_a_country_that_stands_apart_from_the_number_is_not_lost(text, countries):
    where = read(text).drafted[-1].claim.where

    assert where.countries == countries
    assert str(where.since) == "2022-01-01"


def test_without_the_chain_a_smallest_value_is_not_taken_over():
    text = (
        f"{DEALS} Taiwan's exports of chips came to $4 million. "
        "Chips worth $570 million were shipped from Hong Kong."
    )

    article = read_article(text, chips(), PUBLISHED)

    assert [d.claim.says for d in article.drafted] == ["3,292"]


def test_a_firm_named_in_between_is_who_the_company_is():
    text = (
        "Aurus imported goods worth $34 million in 2018-2023. "
        "Invented Trucks is a rival. "
        "The company imported parts worth $9 million in 2022."
    )

    assert [d.claim.says for d in read(text).drafted] == ["34 million USD"]


def test_an_amount_without_a_period_is_marked_as_one_that_assumes_it():
    [drafted] = read("Aurus imported parts worth $34 million.").drafted

    assert drafted.assumed == ("no period stated: the whole period of the case",)
    assert drafted.claim.where.since is None
    assert drafted.understood == (
        "value of imports of Aurus: 34 million USD; "
        "no period stated: the whole period of the case"
    )


def test_the_sentence_and_its_line_are_quoted():
    [drafted] = read(
        "A headline\n\nAurus imported parts worth\n$34 million in 2022. It was cold."
    ).drafted

    assert drafted.sentence == "Aurus imported parts worth $34 million in 2022."
    assert drafted.line == 3


def test_makers_that_are_named_by_their_country_leave_a_claim_incomplete():
    text = "Aurus imported sensors of German makers worth $2 million in 2022."

    [drafted] = read(text).drafted

    assert drafted.missing == ("which makers 'DE makers' are",)


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "Aurus",
                "imported",
                "parts",
                "worth",
                "$5",
                "million",
                "in",
                "2022",
                "from",
                "Korea",
                "and",
                ",",
                ".",
                "of",
                "which",
                "$3m",
                "were",
                "a",
                "year",
                "earlier",
                "it",
                "the",
                "such",
                "75",
                "percent",
                "of",
                "these",
                "(",
                ")",
                ";",
                "not",
            ]
        ),
        max_size=25,
    )
)
def test_no_order_of_words_breaks_the_reader(words):
    article = read(" ".join(words))

    assert all(d.claim.text == d.sentence for d in article.drafted)
