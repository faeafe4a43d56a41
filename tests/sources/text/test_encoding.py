"""Texts come back as they were written, or a person is asked."""

import tempfile
from pathlib import Path

import pytest
from drawn import draw
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.sources.text.encoding import (
    CHUNK,
    SURE,
    Encoding,
    find_encoding,
    line_decoder,
    line_encoding,
    looks_garbled,
)

HEAD = "nd;goods;usd\n"
RUSSIAN = "1;подшипники шариковые;10\n2;насосы центробежные;20\n3;обувь кожаная;5\n"


def found(folder, raw):
    file = folder / "records.csv"
    file.write_bytes(raw)
    return find_encoding(file)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """240 drawn files, and what was found of each."""
    folder = tmp_path_factory.mktemp("drawn")
    files = [draw(number) for number in range(240)]
    return [(drawn, found(folder, drawn.raw)) for drawn in files]


def test_a_drawn_file_is_read_as_it_was_written_or_asked_about(told):
    wrong = [
        (drawn.number, drawn.encoding, encoding.name)
        for drawn, encoding in told
        if encoding.confidence >= SURE
        and drawn.raw.decode(encoding.name, "replace") != drawn.text
    ]

    assert wrong == []


def test_hardly_any_drawn_file_is_asked_about(told):
    asked = [drawn.number for drawn, found in told if found.confidence < SURE]

    assert len(asked) <= 2, asked


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1251", "cp1251"),
        ("cp866", "cp866"),
        ("koi8-r", "koi8-r"),
    ],
)
@pytest.mark.parametrize("case", [str, str.upper])
def test_a_russian_file_is_told_in_any_of_its_encodings(
    tmp_path, encoding, expected, case
):
    encoding = found(tmp_path, (HEAD + case(RUSSIAN)).encode(encoding))

    assert encoding.name == expected
    assert encoding.confidence >= SURE


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("підшипники;Київ;Запоріжжя;Їжачок", "cp1251"),
        ("підшипники;Київ;Запоріжжя;Їжачок", "koi8-u"),
        ("볼 베어링;대한민국;주식회사 새봄무역", "cp949"),
        ("轴承;中国;蓝海电子有限公司", "gb18030"),
        ("España;Compañía Ñandú;camarón", "cp1252"),
        ("Müller & Söhne;Kugellager;Österreich", "cp1252"),
        ("Yıldızlı Gıda;İstanbul;siyah çay;Güneş", "cp1254"),
        ("łożyska;spółka;część;źródło", "cp1250"),
    ],
)
def test_few_words_are_enough(tmp_path, text, encoding):
    encoding_found = found(tmp_path, f"{HEAD}1;{text};10\n".encode(encoding))

    assert encoding_found.name == encoding
    assert encoding_found.confidence >= SURE


def test_the_evidence_is_said_in_words(tmp_path):
    assert found(tmp_path, (HEAD + RUSSIAN).encode("cp1251")) == Encoding(
        name="cp1251",
        confidence=pytest.approx(1.0, abs=1e-3),
        why="6 of 6 words above ASCII read well",
    )


def test_a_file_of_ascii_is_utf8(tmp_path):
    assert found(tmp_path, HEAD.encode()) == Encoding(
        name="utf-8", confidence=1.0, why="no byte above ASCII"
    )


def test_words_beyond_the_first_megabyte_are_found(tmp_path):
    plain = b"1;bolts;10\n" * (2 * CHUNK // 11)
    encoding = found(tmp_path, plain + RUSSIAN.encode("cp1251"))

    assert encoding.name == "cp1251"


def test_nul_bytes_at_the_end_do_not_make_utf16(tmp_path):
    raw = (HEAD + RUSSIAN).encode("cp1251") + b"\0" * 3_000

    assert found(tmp_path, raw).name == "cp1251"


@pytest.mark.parametrize(
    "raw",
    [
        b"nd;goods\n1;\xb6\xa7\n",  # one character, or two
        b"nd;goods\n1;\x97\n",  # one sign
        b"nd;goods\n1;\x1b$)C\x0e1b9z\x0f\n",  # ISO 2022
        bytes(range(0x80, 0x100)) * 20 + b"\n",
        "nd;goods\n1;ყავა, ჩაი და სხვა საქონელი\n".encode("cp949", "ignore")
        + "nd\n1;ﺔﻴﺑﺮﻌﻟا ﺔﻐﻠﻟا\n".encode("cp864", "ignore"),
    ],
)
def test_bytes_that_could_be_anything_are_asked_about(tmp_path, raw):
    assert found(tmp_path, raw).confidence < SURE


def test_the_encoding_of_most_words_wins_and_the_other_is_named(tmp_path):
    other = "4;станки токарные;7\n5;чай чёрный;8\n".encode()
    encoding = found(tmp_path, (HEAD + RUSSIAN).encode("cp1251") + other)

    assert encoding.name == "cp1251"
    assert "utf-8" in encoding.others


@pytest.mark.parametrize("main", ["utf-8", "cp1251", "cp866", "koi8-r", "cp949"])
@pytest.mark.parametrize("other", ["utf-8", "cp1251", "cp866", "koi8-r"])
def test_a_line_of_another_encoding_is_told(main, other):
    line = "7;подшипники шариковые;ООО Ромашка;10\r\n"
    text, encoding = line_decoder(main)(line.encode(other))

    assert (text, encoding) == (line, other)


@pytest.mark.parametrize("main", ["utf-8", "utf-8-sig", "cp1251", "latin-1", "utf-7"])
def test_a_line_of_ascii_is_read_with_the_encoding_of_the_file(main):
    assert line_encoding(b"1;bolts;10\n", main) == main


def test_a_line_in_the_encoding_of_the_file_stays_there():
    for line in RUSSIAN.splitlines():
        assert line_encoding(line.encode("cp1251"), "cp1251") == "cp1251"


def test_a_line_cut_inside_a_character_shows_its_bytes():
    raw = "1;подшипники шариковые".encode()[:-1]

    assert line_decoder("utf-8")(raw) == ("1;подшипники шариковы\\xd0", None)


def test_a_line_of_two_encodings_shows_its_bytes():
    raw = "1;подшипники;".encode() + "шариковые".encode("cp1251")
    text, encoding = line_decoder("utf-8")(raw)

    assert encoding is None
    assert text == "1;подшипники;\\xf8\\xe0\\xf0\\xe8\\xea\\xee\\xe2\\xfb\\xe5"


NAMES = ["utf-8", "cp1251", "cp866", "koi8-r", "cp949", "gb18030", "cp1252", "cp1254"]
NAMES += ["latin-1", "iso8859-9", "utf-8-sig", "euc-kr", "cp1256"]


@given(raw=st.binary(max_size=60), main=st.sampled_from(NAMES))
@settings(max_examples=300, deadline=None)
def test_any_line_is_decoded_and_its_bytes_come_back(raw, main):
    text, encoding = line_decoder(main)(raw)

    if encoding is not None:
        assert text == raw.decode(encoding)
    elif b"\\" not in raw:
        assert text in {
            raw.decode(name, "backslashreplace") for name in ("ascii", main)
        }


@given(raw=st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_have_an_encoding_or_a_doubt(raw):
    with tempfile.TemporaryDirectory() as folder:
        encoding = found(Path(folder), raw)

    assert 0 <= encoding.confidence <= 1
    assert raw.decode(encoding.name, "replace") is not None


@given(
    words=st.lists(
        st.sampled_from(["насосы", "Ромашка", "обувь", "кожаная", "чай", "ЩИТ"]),
        min_size=3,
    ),
    encoding=st.sampled_from(["utf-8", "cp1251", "cp866", "koi8-r"]),
)
@settings(max_examples=60, deadline=None)
def test_lines_go_out_and_come_back(words, encoding):
    line = ";".join(words)

    assert line_decoder(encoding)(line.encode(encoding)) == (line, encoding)


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        ("COMPAÑIA", "utf-8", "cp1252"),
        ("Société Générale", "utf-8", "latin-1"),
        ("Привет мир", "utf-8", "cp1251"),
        ("Россия", "cp1251", "latin-1"),
        ("подшипники", "koi8-r", "cp1251"),
        ("подшипники", "cp866", "cp1251"),
        ("한국산업", "cp949", "latin-1"),
        ("有限公司", "gb18030", "latin-1"),
    ],
)
def test_a_text_decoded_wrongly_looks_garbled(text, written, read):
    assert looks_garbled(text.encode(written).decode(read, "replace"))
    assert not looks_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "NESTLÉ®",
        "ООО «ТЕХНОС»",
        "25 °C ± 5",
        "№5, 3 м² — 10 €",
        "İstanbul",
        "Zürich",
        "ŁÓDŹ",
        "დამზადებულია",
        "उत्पाद",
        "GRОUP",
        "Việt Nam",
        "plain",
        "",
    ],
)
def test_a_text_of_any_script_does_not_look_garbled(text):
    assert not looks_garbled(text)
