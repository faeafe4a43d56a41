import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from madein.fields.places import countries, spelling
from madein.reference.countries import LANGUAGES, country_names, fill_countries

# A spelling that CLDR has for one country and customs records use for two.
SHARED = {"CONGO", "KONGO", "КОНГО", "МИКРОНЕЗИЯ", "NGA"}


@pytest.fixture(scope="module")
def world():
    with Engine() as engine:
        fill_countries(engine)
        yield engine


def found(engine, cells, own=None):
    """The country of each cell of a column, in order."""
    engine.run(
        "create or replace table col as select unnest($cells::varchar[]) as cell, "
        "unnest($n::integer[]) as n",
        {"cells": cells, "n": list(range(len(cells)))},
    )
    rows = engine.rows(
        f"select code from col left join ({countries('cell', 'col', own or {})}) as known "
        f"on known.spelling = {spelling('cell')} order by n"
    )
    return [row["code"] for row in rows]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_name_of_a_country_means_that_country_in_every_language(world, language):
    names = Locale.parse(language).territories
    texts = {code: names[code] for code in sorted(country_names()) if code in names}
    told = dict(zip(texts, found(world, list(texts.values())), strict=True))

    wrong = {texts[code].upper() for code in texts if told[code] != code}
    assert len(texts) == 250
    assert wrong <= SHARED
    assert not {told[code] for code in texts if told[code] != code} - {None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("410 - КОРЕЯ, РЕСПУБЛИКА", "KR"),
        ("KR - Korea", "KR"),
        ("KR (KOREA)", "KR"),
        ("KOREA, KR", "KR"),
        ("China(CN)", "CN"),
        ("(CN) China", "CN"),
        ("CN CHINA", "CN"),
        ("156 Китай", "CN"),
        ("CHN/China", "CN"),
        ("TW - ТАЙВАНЬ (КИТАЙ)", "TW"),
        ("CG - Congo", "CG"),
        ("NA - Namibia", "NA"),
        ("KR - CHINA", None),
        ("CN - KOREA", None),
        ("KR - Nowhere", None),
        ("XX - Korea", None),
        ("EU - European Union", None),
        ("Korea", None),
        ("  south   korea ", "KR"),
        ("South\u00a0Korea", "KR"),
        ("GUINEA", "GN"),
        ("EQUATORIAL GUINEA", "GQ"),
        ("NIGER", "NE"),
        ("NIGERIA", "NG"),
        ("GE", "GE"),
        ("", None),
        (None, None),
    ],
)
def test_a_code_beside_a_name_is_a_country_where_both_agree(world, text, code):
    assert found(world, [text]) == [code]


PAIRS = st.tuples(
    st.sampled_from(sorted(country_names())), st.sampled_from(sorted(country_names()))
)


@settings(max_examples=20, deadline=None)
@given(st.lists(PAIRS, min_size=1, max_size=40))
def test_a_code_beside_a_name_never_gives_a_third_country(world, pairs):
    names = country_names()
    texts = [f"{code} - {names[other]}" for code, other in pairs]

    for (code, other), told in zip(pairs, found(world, texts), strict=True):
        assert told == (code if code == other else None)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (["NA", "KR", "CN"], ["NA", "KR", "CN"]),
        (["NA", "KR", "N/A", "ZZ"], ["NA", "KR", None, None]),
        (["NA"], [None]),
        (["NA", "N/A"], [None, None]),
        (["NA", "China", "KR"], [None, "CN", "KR"]),
        (["NGA", "RUS"], ["NG", "RU"]),
        (["Nga", "Đức"], [None, "DE"]),
        (["BI", "Đức"], [None, "DE"]),
    ],
)
def test_a_word_like_a_code_is_one_in_a_column_of_codes(world, cells, codes):
    assert found(world, cells) == codes


def test_numbers_are_iso_codes_where_nearly_all_of_a_column_are(world):
    assert found(world, ["156", "410", "36", "036"]) == ["CN", "KR", "AU", "AU"]
    assert found(world, ["336", "225", "563", "China"]) == [None, None, None, "CN"]


def test_the_vendors_own_codes_outweigh_all_others(world):
    own = {"336": "CN", "kor": "KR"}

    assert found(world, ["336", "156", "KOR", "China"], own) == ["CN", None, "KR", "CN"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KOREA,REPUBLIC OF", "KR"),
        ("MOLDOVA,REPUBLIC OF", "MD"),
        ("U S A", "US"),
        ("HONG KONG,CHINA", "HK"),
        ("KOREA.", None),
        ("CONGO.", None),
        ("FREE ZONE.", None),
    ],
)
def test_other_signs_make_no_other_country(world, text, code):
    assert found(world, [text, "GERMANY"]) == [code, "DE"]
