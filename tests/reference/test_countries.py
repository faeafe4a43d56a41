import csv
from collections import Counter, defaultdict
from importlib.resources import files

import pytest

from madein.engine import Engine
from madein.reference import countries
from madein.reference.countries import country_names, fill_countries, spellings


@pytest.fixture(scope="module")
def known():
    return {row["spelling"]: (row["code"], row["kind"]) for row in spellings()}


def own_rows():
    text = files("madein.reference") / "data" / "countries.csv"
    return list(csv.DictReader(text.read_text(encoding="utf-8").splitlines()))


def cldr_meanings():
    names, codes = defaultdict(set), defaultdict(set)
    for name, code in countries._cldr_names():
        for spelling in countries._variants(name):
            names[spelling].add(code)
    for spelling, code in countries._cldr_codes():
        codes[spelling].add(code)
    return names | codes


def test_the_table_keeps_its_contract():
    with Engine() as engine:
        fill_countries(engine)
        kinds = engine.rows("select distinct kind from country order by kind")
        codeless = engine.value(
            "select count(*) from country where (kind = 'country') = (code is null)"
        )

        words = ["ambiguous", "country", "group", "unknown", "zone"]
        assert [row["kind"] for row in kinds] == words
        assert codeless == 0


def test_each_spelling_has_one_row():
    counts = Counter(row["spelling"] for row in spellings())

    assert max(counts.values()) == 1


def test_spellings_are_shaped_as_the_engine_shapes_text():
    with Engine() as engine:
        fill_countries(engine)
        odd = engine.rows(
            r"select spelling from country where spelling <> "
            r"upper(trim(regexp_replace(spelling, '\s+', ' ', 'g')))"
        )

        assert odd == []


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("KR", "KR"),
        ("KOR", "KR"),
        ("410", "KR"),
        ("643", "RU"),
        ("КОРЕЯ, РЕСПУБЛИКА", "KR"),
        ("KOREA, REPUBLIC OF", "KR"),
        ("REPUBLIC OF KOREA", "KR"),
        ("SOUTH KOREA", "KR"),
        ("대한민국", "KR"),
        ("КОРЕЯ, НАРОДНО-ДЕМОКРАТИЧЕСКАЯ РЕСПУБЛИКА", "KP"),
        ("БНХАУ", "CN"),
        ("КНР", "CN"),
        ("КИТАЙ", "CN"),
        ("ГОНКОНГ", "HK"),
        ("ТАЙВАНЬ (КИТАЙ)", "TW"),
        ("США", "US"),
        ("СОЕДИНЕННЫЕ ШТАТЫ", "US"),
        ("ВЕЛИКОБРИТАНИЯ", "GB"),
        ("UK", "GB"),
        ("Ф. Р. ГЕРМАНИЯ", "DE"),
        ("GERMAN FEDERAL REPUBLIC", "DE"),
        ("TURKEY", "TR"),
        ("TURKIYE", "TR"),
        ("TÜRKIYE", "TR"),
        ("TÜRKİYE", "TR"),
        ("ЧЕШСКАЯ РЕСПУБЛИКА", "CZ"),
        ("VIETNAM, SOCIALIST REPUBLIC OF", "VN"),
        ("VIETNAM, DEMOCRATIC REPUBLIC OF", "VN"),
        ("CÔTE D’IVOIRE", "CI"),
        ("COTE D'IVOIRE", "CI"),
        ("BOSNIA AND HERZEGOVINA", "BA"),
        ("ЮЖНАЯ АФРИКА", "ZA"),
        ("DDR", "DE"),
        ("NA", "NA"),
        ("36", "AU"),
        ("ДЖЕРСИ", "JE"),
        ("ОСТРОВА ТЕРКС И КАЙКОС", "TC"),
        ("ИРАН, ИСЛАМСКАЯ РЕСПУБЛИКА", "IR"),
        ("ISLAMIC REPUBLIC OF PAKISTAN", "PK"),
        ("SAINT KITTS AND NEVIS", "KN"),
        ("BYELORUSSIAN SSR", "BY"),
        ("ZAIRE", "CD"),
        ("BURMA", "MM"),
        ("日本", "JP"),
        ("HÀN QUỐC", "KR"),
        ("КОТ-ДИВУАР", "CI"),
        ("GÜNEY KORE", "KR"),
        ("COREIA DO SUL", "KR"),
        ("JERMAN", "DE"),
        ("NIEMCY", "DE"),
    ],
)
def test_a_spelling_of_one_country_has_its_code(known, spelling, code):
    assert known[spelling] == (code, "country")


@pytest.mark.parametrize(
    "spelling",
    ["KOREA", "КОРЕЯ", "CONGO", "SU", "СССР", "YUG", "200", "CS", "МИКРОНЕЗИЯ", "736"],
)
def test_a_spelling_of_several_countries_is_not_decided(known, spelling):
    assert known[spelling] == (None, "ambiguous")


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("group", ["EUROPEAN UNION", "EU", "ЕВРОСОЮЗ", "ЕВРОПЕЙСКИЙ СОЮЗ", "РАЗНЫЕ"]),
        ("group", ["SEVERAL COUNTRIES", "РАЗНАЯ", "VARIOUS", "UNIÓN EUROPEA"]),
        ("zone", ["COLON FREE ZONE", "FREE ZONE", "FOR CUSTOMS CLEARANCE"]),
        ("unknown", ["OTHER COUNTRY", "OC", "ZZ", "XX", "UNKNOWN", "НЕИЗВЕСТНА"]),
        ("unknown", ["0", "00", "000", "QZ", "NULL", "N/A"]),
    ],
)
def test_a_group_a_zone_and_a_filler_have_no_code(known, kind, texts):
    assert [known[text] for text in texts] == [(None, kind)] * len(texts)


def test_a_code_outweighs_a_name_that_is_spelled_like_it(known):
    told = {text: known[text][0] for text in countries.SPELLED_LIKE_CODES}

    assert told == {"NA": "NA", "AO": "AO", "BI": "BI", "NGA": "NG"}


def test_codes_that_names_are_spelled_like_are_listed():
    names = countries._cldr_names()
    named = {(s, code) for name, code in names for s in countries._variants(name)}
    codes = dict(countries._cldr_codes())
    alike = {s for s, code in named if s in codes and codes[s] != code}

    assert alike == set(countries.SPELLED_LIKE_CODES) - {"NA"}


def test_every_code_now_in_use_stands_for_itself(known):
    wrong = {code for code in country_names() if known[code] != (code, "country")}

    assert wrong == set()


def test_there_are_249_codes_and_kosovo(known):
    codes = {code for code, _ in known.values() if code is not None}

    assert len(codes) == 250
    assert codes == set(country_names())


def test_what_languages_disagree_on_becomes_ambiguous(known):
    own = {row["spelling"] for row in own_rows()}
    disputed = {s for s, codes in cldr_meanings().items() if len(codes) > 1} - own

    assert disputed == {"МИКРОНЕЗИЯ"}  # a state, and a region of the ocean
    assert {known[spelling] for spelling in disputed} == {(None, "ambiguous")}


def test_a_customs_row_against_cldr_says_why():
    meanings = cldr_meanings()
    against = [
        row
        for row in own_rows()
        if row["spelling"] in meanings
        and meanings[row["spelling"]] != {row["code"] or None}
    ]

    assert [row["spelling"] for row in against if not row["note"]] == []
    assert {row["spelling"] for row in against if row["code"]} == {"ЮЖНАЯ АФРИКА"}


def test_customs_rows_are_shaped_unique_and_of_known_codes():
    rows = own_rows()
    texts = [row["spelling"] for row in rows]

    assert len(rows) >= 150
    assert len(set(texts)) == len(texts)
    assert texts == [" ".join(text.upper().split()) for text in texts]
    assert {row["code"] for row in rows} - {""} <= set(country_names())
    assert {(bool(row["code"]), row["kind"]) for row in rows} == {
        (True, "country"),
        (False, "ambiguous"),
        (False, "group"),
        (False, "zone"),
        (False, "unknown"),
    }


def test_names_are_those_a_newspaper_writes():
    names = country_names()
    written = [names[code] for code in ("KR", "TR", "CZ", "HK", "CI", "MM", "BA")]

    assert written == [
        "South Korea",
        "Turkey",
        "Czechia",
        "Hong Kong",
        "Ivory Coast",
        "Myanmar",
        "Bosnia and Herzegovina",
    ]
