"""Words of lists: measures, and numbers in running text."""

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.lists.entry import ListedId
from madein.lists.formats.words import MEASURES, listed_ids, measures_of, tax_ids
from madein.parties.reading.field import read_mention
from madein.parties.screening.sides import _code
from madein.verdict import Measure


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("7743237789", [("number", "7743237789", "")]),
        ("INN: 7743237789", [("INN", "7743237789", "Russia")]),
        ("INN 7743237789.", [("INN", "7743237789", "Russia")]),
        ("Russia INN - 2130080071", [("Russia INN", "2130080071", "Russia")]),
        ("Tax ID No. 7735579027 (Russia)", [("Tax ID No", "7735579027", "Russia")]),
        ("1137711000074 (Russia)", [("number", "1137711000074", "Russia")]),
        ("УНП 100000456", [("УНП", "100000456", "Belarus")]),
        (
            "INN: 7743237789, OGRN: 5177746340998",
            [("INN", "7743237789", "Russia"), ("OGRN", "5177746340998", "Russia")],
        ),
        (
            "(1) TIN: 7743237789 (2) OGRN 5177746340998",
            [("TIN", "7743237789", ""), ("OGRN", "5177746340998", "Russia")],
        ),
        (
            (
                "Legal Entity Number 2534006SJ05GGKETEY75 (Russia)  "
                "Registration Number 1027739179160 (Russia)"
            ),
            [
                ("Legal Entity Number", "2534006SJ05GGKETEY75", "Russia"),
                ("Registration Number", "1027739179160", "Russia"),
            ],
        ),
        ("91440300MA5DA0XY1B", [("number", "91440300MA5DA0XY1B", "")]),
        # What is in no known form is kept whole.
        ("HE 123456", [("number", "HE 123456", "")]),
        ("BR-99-XY", [("number", "BR-99-XY", "")]),
        ("9709056472 - Russia INN", [("number", "9709056472 - Russia INN", "")]),
        ("not known", [("number", "not known", "")]),
        (" ; ", []),
        ("7743237789; 7743237789", [("number", "7743237789", "")]),
    ],
)
def test_numbers_are_found_with_the_words_before_them(cell, found):
    assert [
        (said.label, said.number, said.country) for said in listed_ids([cell], "number")
    ] == found


@pytest.mark.parametrize(
    ("cell", "country"),
    [("7743237789", "BY"), ("TIN 7743237789", "BY"), ("INN 7743237789", "Russia")],
)
def test_the_country_of_the_entry_stands_where_the_number_names_none(cell, country):
    assert [said.country for said in listed_ids([cell], "number", "BY")] == [country]


@settings(max_examples=60)
@given(st.text("0123456789ABC INO:,.-", max_size=40))
def test_no_number_of_a_cell_is_lost(cell):
    found = listed_ids([cell], "number")

    kept = {run for said in found for run in re.findall(r"\d+", said.number)}
    assert kept == set(re.findall(r"\d+", cell))


@pytest.mark.parametrize(
    ("cell", "country", "proven"),
    [
        ("INN: 7743237789, OGRN: 5177746340998", "", {"ru-inn", "ru-ogrn"}),
        ("OGRN 5177746340998", "", {"ru-ogrn"}),
        ("5177746340998", "Russia", {"ru-ogrn"}),
        ("9709056472 - Russia INN", "", {"ru-inn"}),
    ],
)
def test_numbers_are_in_a_form_that_screening_proves(cell, country, proven):
    found = {
        scheme
        for said in listed_ids([cell], "number", country)
        for scheme, _ in read_mention(
            "", tax_id=said.number, country=_code(said.country)
        ).proven
    }

    assert found == proven


def test_tax_ids_are_those_that_their_label_calls_so():
    labels = ["INN", "Tax ID No", "VAT number", "УНП", "OGRN", "Taxi", "tax id"]
    ids = [ListedId(label=label, number=label) for label in labels]

    assert tax_ids(ids) == ("INN", "Tax ID No", "VAT number", "УНП", "tax id")


@pytest.mark.parametrize(
    ("whose", "words", "whole", "measures"),
    [
        ("uk", "ASSET  FREEZE", False, [Measure.ASSET_FREEZE]),
        ("uk", "Investment ban", False, [Measure.FINANCIAL]),
        ("csl", "SDN", True, [Measure.ASSET_FREEZE]),
        # A code counts as a whole: the list is not the SDN list.
        ("csl", "Non-SDN", True, [Measure.OTHER]),
        ("nobody", "asset freeze", False, [Measure.OTHER]),
    ],
)
def test_words_mean_a_measure_of_their_list(whose, words, whole, measures):
    assert list(measures_of(whose, words, whole=whole)) == measures


def test_the_table_of_words_names_no_words_twice_and_measures_only():
    lines = MEASURES.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))

    assert len({(row["list"], row["words"].casefold()) for row in rows}) == len(rows)
    assert {row["measure"] for row in rows} <= set(Measure)
    assert {row["list"] for row in rows} == {"uk", "ch", "ua", "csl", "os"}
