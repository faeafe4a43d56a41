import csv
import io
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.engine import Engine
from madein.sources.copies import copy_split, copy_text
from sources.making import cells, dialect, put

HEAD = "nd;item;goods;usd\n"


def both(file, known):
    """What the engine and the careful way make of a file; None if the engine's is not
    used."""
    out = file.with_name("out.parquet")
    with Engine() as engine:
        fast = copy_text(engine, file, known, out)
        at_speed = None if fast is None else cells(engine, out)
        slow = copy_split(engine, file, known, out)
        return at_speed, cells(engine, out), slow.quarantined


def of_text(folder, content, **known):
    return both(put(folder, content), dialect(**known))


CHARACTERS = {"utf-8": "aж 1,;\t\"\n'\\х中", "utf-8-sig": 'aж";\n', "cp1251": 'aж";\n'}


@st.composite
def tables(draw):
    """A sound file: its bytes, its dialect and the truth."""
    encoding = draw(st.sampled_from(sorted(CHARACTERS)))
    delimiter = draw(st.sampled_from(";,\t"))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    cell = st.text(CHARACTERS[encoding], max_size=5).map(
        lambda text: text.replace("\n", end)
    )
    row = st.lists(cell, min_size=3, max_size=3)
    rows = draw(st.lists(row, min_size=1, max_size=6))
    out = io.StringIO()
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([["a", "b", "c"], *rows])
    text = out.getvalue()
    if draw(st.booleans()):
        text = text.removesuffix(end)
    known = dialect("abc", delimiter=delimiter, encoding=encoding)
    return text.encode(encoding), known, rows


@settings(max_examples=80, deadline=None)
@given(tables())
def test_both_ways_through_a_sound_file_give_what_was_written(table):
    raw, known, rows = table
    with tempfile.TemporaryDirectory() as folder:
        at_speed, carefully, quarantined = both(put(Path(folder), raw), known)

    assert (carefully, quarantined) == (rows, ())
    assert at_speed in (None, rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866", "cp949"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_a_sound_file_takes_the_fast_way(tmp_path, encoding, end, last):
    lines = ["nd;item;goods;usd", 'A;1;"болт; ""М8""";10', f'B;2;"x{end}y";']
    raw = (end.join(lines) + end * last).encode(encoding)
    at_speed, carefully, _ = of_text(tmp_path, raw, encoding=encoding)

    rows = [["A", "1", 'болт; "М8"', "10"], ["B", "2", f"x{end}y", ""]]
    assert at_speed == carefully == rows


def test_a_vendor_may_end_every_row_with_a_delimiter(tmp_path):
    at_speed, _, _ = of_text(tmp_path, HEAD + "A;1;x;10;\nB;2;y;20;\n")

    assert at_speed == [["A", "1", "x", "10"], ["B", "2", "y", "20"]]


@pytest.mark.parametrize(
    "line",
    [
        "B;2;y;part two;",  # the engine drops an empty cell too many
        'B;2 "y; z";20',  # and cuts between quotation marks inside a cell
        "",  # and passes over a blank line
        "B;2;y\0;20",  # and takes a NUL for a letter
        "B;2;y",
        'B;2;"y;20',
        'B;2;"y"z;20',
        "B;2;y\rz;20",
        "B;2;\ry;20\rC;3;z;30",
        'B;2;"y" "z";20',  # and opens a cell twice
        'B;2;"y" ;20',  # and drops blanks beside quotation marks
        'B;2;y;20;""',
    ],
    ids=repr,
)
def test_a_damaged_line_sends_the_file_the_careful_way(tmp_path, line):
    content = f"{HEAD}A;1;x;10\n{line}\nC;3;z;30\n"
    at_speed, carefully, quarantined = of_text(tmp_path, content)

    sound = [["A", "1", "x", "10"], ["C", "3", "z", "30"]]
    assert at_speed is None
    assert [row for row in carefully if any(row)] == sound
    assert len(carefully) + len(quarantined) == 3


@pytest.mark.parametrize(
    "body",
    [
        "A;1;x;10\n\nB;2;y;20\n\n",  # a blank line a row, no delimiter
        "A;1;x;10;;\nB;2;y;20\n",  # two empty cells, and none
        'A;1; "x";10\n',  # blanks beside quotation marks
        "A;1;x;1\r0",
        '""',
        '"',
    ],
    ids=repr,
)
def test_faults_that_make_up_for_each_other_are_found(tmp_path, body):
    assert of_text(tmp_path, HEAD + body)[0] is None


def test_a_line_end_of_another_kind_does_not_make_up_for_a_delimiter(tmp_path):
    raw = "nd;item;goods;usd\r\nA;1;x;10;\nB;2;y;20\r\n"

    assert of_text(tmp_path, raw)[0] is None


def test_a_line_feed_within_a_cell_is_no_line_end(tmp_path):
    raw = 'nd;item;goods;usd\r\nA;1;"x\ny";10\r\nB;2;"y\r\nz";20\r\n'
    at_speed, carefully, _ = of_text(tmp_path, raw)

    rows = [["A", "1", "x\ny", "10"], ["B", "2", "y\r\nz", "20"]]
    assert at_speed == carefully == rows


@pytest.mark.parametrize(
    ("quote", "line", "goods"),
    [("'", "A;1;'x; ''y''';10", "x; 'y'"), ("", 'A;1;5" "x";10', '5" "x"')],
)
def test_another_quotation_mark_or_none_takes_the_fast_way(
    tmp_path, quote, line, goods
):
    known = replace(dialect(), quote=quote, escape=quote)
    at_speed, carefully, _ = both(put(tmp_path, f"{HEAD}{line}\n"), known)

    assert at_speed == carefully == [["A", "1", goods, "10"]]


@pytest.mark.parametrize(
    ("known", "content"),
    [
        ({"escape": "\\"}, 'h1;h2\nA;"x\\"y"\n'),
        ({"delimiter": "||"}, 'h1||h2\nA||"x""y"\n'),
        ({"line_end": "\r"}, 'h1;h2\rA;"x""y"\r'),
    ],
)
def test_what_the_engine_reads_otherwise_goes_the_careful_way(tmp_path, known, content):
    way = replace(dialect(("h1", "h2")), **known)
    at_speed, carefully, _ = both(put(tmp_path, content), way)

    assert at_speed is None
    assert carefully == [["A", 'x"y']]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*'ab ;;;"\n', "\r\n", "\r", "a;b;c\n", '"a"'])))
def test_the_fast_way_gives_what_the_careful_way_gives_or_nothing(signs):
    with tempfile.TemporaryDirectory() as folder:
        file = put(Path(folder), "h;i;j\n" + "".join(signs))
        at_speed, carefully, quarantined = both(file, dialect("hij"))

    # Only the fast way knows that every row may end with a delimiter.
    if at_speed is not None and {reason[:7] for _, reason, _ in quarantined} != {
        "4 cells"
    }:
        assert (at_speed, quarantined) == (carefully, ())


def test_bytes_of_another_encoding_send_the_file_the_careful_way(tmp_path):
    raw = HEAD.encode() + b"A;1;x;10\nB;2;\xff;20\n"
    at_speed, carefully, quarantined = of_text(tmp_path, raw)

    assert at_speed is None
    assert carefully == [["A", "1", "x", "10"]]
    assert quarantined == ((3, "byte 5 of the line is not utf-8", "B;2;\\xff;20"),)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_goes_the_careful_way_whole(tmp_path, encoding):
    raw = (HEAD + 'A;1;"x\nУ";10\nB;2;ċ;20\n').encode(encoding)
    at_speed, carefully, quarantined = of_text(tmp_path, raw, encoding=encoding)

    assert at_speed is None
    assert carefully == [["A", "1", "x\nУ", "10"], ["B", "2", "ċ", "20"]]
    assert quarantined == ()


def test_a_file_of_headings_alone_has_no_rows(tmp_path):
    assert of_text(tmp_path, HEAD)[:2] == ([], [])
    assert of_text(tmp_path, HEAD.strip())[:2] == ([], [])


def test_lines_above_the_headings_are_left_out(tmp_path):
    content = "Report; all\n\n" + HEAD + "A;1;x;10\n"
    at_speed, carefully, _ = of_text(tmp_path, content, header=3)

    assert at_speed == carefully == [["A", "1", "x", "10"]]


def test_five_thousand_columns_are_read(tmp_path):
    headings = [f"h{n}" for n in range(5_000)]
    content = ";".join(headings) + "\n" + ";".join(str(n) for n in range(5_000)) + "\n"
    at_speed, _, _ = of_text(tmp_path, content, headings=headings)

    assert at_speed == [[str(n) for n in range(5_000)]]


def test_a_field_of_two_million_characters_is_quarantined(tmp_path):
    content = f"{HEAD}A;1;x;10\nB;2;{'y' * 2_000_000};20\n"
    at_speed, carefully, quarantined = of_text(tmp_path, content)

    assert at_speed is None
    assert carefully == [["A", "1", "x", "10"]]
    assert quarantined[0][:2] == (3, "more than 1,048,576 bytes")


def test_a_line_of_utf8_in_a_file_of_cp1251_is_not_read_as_other_letters(tmp_path):
    lines = [f"N{n};1;подшипники шариковые;10\n".encode("cp1251") for n in range(9)]
    content = HEAD.encode() + b"".join(lines) + "U;1;обувь кожаная;20\n".encode()
    fast, slow, quarantined = of_text(tmp_path, content, encoding="cp1251")

    assert fast is None
    assert [row[2] for row in slow] == ["подшипники шариковые"] * 9 + ["обувь кожаная"]
    assert quarantined == ()
