import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.sources.layouts import Layout
from madein.sources.text.dialect import Told, sniff
from sources.making import LAYOUT, put
from sources.polluting import HEADINGS, truth, written

LINES = written([HEADINGS, *truth()])


def looked(folder, content, layouts=(), **told):
    return sniff(put(folder, content), layouts, Told(**told))


def found(folder, content, layouts=(), **told):
    """Marks, lines of the headings, and what is doubted."""
    look = looked(folder, content, layouts, **told)
    known = look.dialect
    return (
        (known.delimiter, known.quote, known.escape, known.line_end),
        (known.header_line, known.header_end),
        [fault.what for fault in look.doubts],
    )


def refused(folder, content, **told):
    with pytest.raises(SourceError) as caught:
        looked(folder, content, **told)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_packed_file_is_not_taken_for_text(tmp_path):
    assert refused(tmp_path, gzip.compress(b"ND;G33\n1;8708\n")) == (
        "the file is packed (gzip)\n"
        "  at a.csv\n"
        "  try: unpack it, and add what is inside"
    )


@pytest.mark.parametrize("content", ["", "\n\n", "\0\0\0"])
def test_an_empty_file_is_refused(tmp_path, content):
    assert refused(tmp_path, content) == (
        "the file is empty\n  at a.csv\n  try: ask whoever sent it for the file again"
    )


def test_a_text_of_one_column_is_refused(tmp_path):
    assert refused(tmp_path, "HS\n870829\n870830\n") == (
        "no delimiter cuts the rows into equal numbers of cells\n"
        "  at a.csv\n"
        "  try: name it: `madein add ... --delimiter ';'`"
    )


@pytest.mark.parametrize(
    "delimiter", [",", ";", "\t", "|", "~", "^", "\x01", ", ", "; ", "||", "|~|", "::"]
)
def test_the_delimiter_is_found(tmp_path, delimiter):
    content = written([HEADINGS, *truth()], delimiter=delimiter)
    told = {"delimiter": delimiter} if delimiter == "::" else {}

    marks, lines, doubts = found(tmp_path, content, **told)
    assert (marks[0], lines, doubts) == (delimiter, (1, 1), [])


def test_decimal_commas_do_not_make_the_delimiter(tmp_path):
    rows = "".join(f"A{n};{n},5;{n},25;{n}0,75\n" for n in range(9))

    assert found(tmp_path, "nd;gross;net;usd\n" + rows)[0][0] == ";"


@pytest.mark.parametrize("quote", ["'", "`", '"'])
def test_the_quotation_mark_is_found(tmp_path, quote):
    content = written([HEADINGS, *truth()], delimiter=";", quote=quote, escape=quote)

    assert found(tmp_path, content)[0][1:3] == (quote, quote)


def test_text_that_begins_with_a_name_in_quotation_marks_is_not_quoted(tmp_path):
    rows = "".join(f'{n};"ORION" LLC;{n}.50\n' for n in range(9))

    assert found(tmp_path, "nd;name;usd\n" + rows)[0][1] == ""


def test_a_backslash_before_quotation_marks_is_found(tmp_path):
    content = written([HEADINGS, *truth()], escape="\\")

    assert found(tmp_path, content) == ((",", '"', "\\", "\n"), (1, 1), [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_end_is_found(tmp_path, end):
    assert found(tmp_path, written([HEADINGS, *truth()], end=end))[0][3] == end


def test_a_delimiter_that_is_hardly_better_than_another_is_doubted(tmp_path):
    look = looked(tmp_path, written([HEADINGS, *truth()], delimiter=" "))

    assert look.confidence["delimiter"] < 0.9
    assert [str(fault).replace(f"{tmp_path}/", "") for fault in look.doubts] == [
        "the delimiter may be ' ' or ', '\n  at a.csv\n  try: name it: --delimiter ' '"
    ]


def test_a_letter_is_not_taken_for_a_table_without_a_question(tmp_path):
    assert found(tmp_path, "Dear colleagues\nplease find attached\nthe table\n")[2]


def test_what_is_told_is_certain(tmp_path):
    content = written([HEADINGS, *truth()], delimiter=" ")
    look = looked(
        tmp_path, content, encoding="cp1251", delimiter=" ", quote='"', header_line=1
    )

    assert look.doubts == ()
    assert set(look.confidence.values()) == {1.0}
    assert look.dialect.encoding == "cp1251"


def test_rows_above_the_headings_are_skipped_and_shown(tmp_path):
    look = looked(tmp_path, f"Imports of 2022\n\nRegion,,,,,,,,\n{LINES}")

    assert (look.dialect.header_line, look.dialect.headings) == (4, HEADINGS)
    assert look.skipped == (("Imports of 2022",), ("",), ("Region", *[""] * 8))
    assert look.sample == truth()[:5]


def test_headings_of_three_rows_are_joined(tmp_path):
    above = "Sender,Sender,Goods,Goods\nname,INN,name,value\n,,,USD\n"
    rows = "".join(f"ORION,770{n},bolts,{n}.50\n" for n in range(9))
    look = looked(tmp_path, above.replace(",,,USD", "text,code,text,USD") + rows)

    assert (look.dialect.header_line, look.dialect.header_end) == (1, 3)
    assert look.dialect.headings == (
        "Sender name text",
        "Sender INN code",
        "Goods name text",
        "Goods value USD",
    )


def test_a_row_that_counts_the_columns_belongs_to_the_headings(tmp_path):
    rows = "".join(f"A{n};{n};bolts;{n}.50\n" for n in range(9))
    look = looked(tmp_path, f"nd;item;goods;usd\n1;2;3;4\n{rows}")

    assert (look.dialect.header_line, look.dialect.header_end) == (1, 2)
    assert look.dialect.headings == ("nd", "item", "goods", "usd")


def test_a_file_without_headings_has_numbered_columns(tmp_path):
    look = looked(tmp_path, written(truth()))

    assert (look.dialect.header_line, look.dialect.header_end) == (0, 0)
    assert look.dialect.headings == tuple(f"column {n}" for n in range(1, 10))
    assert (look.doubts, look.sample[0]) == ((), truth()[0])


def test_a_layout_may_know_the_headings_of_a_file_without(tmp_path):
    layout = Layout(name="bare", vendor="x", country="KZ", fields={}, headings=HEADINGS)

    assert looked(tmp_path, written(truth()), [layout]).dialect.headings == HEADINGS


def test_headings_alone_are_headings(tmp_path):
    assert found(tmp_path, "nd;item;HS;usd\n")[1:] == ((1, 1), [])


def test_headings_over_text_alone_are_doubted_unless_a_layout_knows_them(tmp_path):
    content = "nd;item;goods;usd\n" + "".join(f"{c};x;y;z\n" for c in "abcdef")

    assert found(tmp_path, content)[1:] == ((1, 1), ["line 1 may hold the headings"])
    assert found(tmp_path, content, [LAYOUT])[1:] == ((1, 1), [])
    assert found(tmp_path, content, header_line=1)[1:] == ((1, 1), [])


def test_years_may_be_headings_where_a_layout_knows_the_rest(tmp_path):
    content = "nd;item;goods;2022\n" + "".join(f"A{n};{n};y;{n}.5\n" for n in range(9))

    assert found(tmp_path, content, [LAYOUT])[1] == (1, 1)


def test_headings_of_another_width_are_doubted_even_where_their_line_is_told(tmp_path):
    content = LINES.replace("DECLARATION,DAY", "DECLARATIONDAY", 1)
    what = "the headings have 8 cells where the rows have 9"

    assert found(tmp_path, content)[2] == [what]
    assert found(tmp_path, content, header_line=1)[2] == [what]
    assert found(tmp_path, content, header_line=0)[1:] == ((0, 0), [])


@pytest.mark.parametrize(
    "line",
    [
        "DECLARATION,DAY,,ITEM,HS,ORIGIN,IMPORTER,DESCRIPTION,SUPPLIER,REMARK",
        " ".join(HEADINGS),
        ";".join(HEADINGS),
    ],
)
def test_headings_that_can_be_mended_are_proposed(tmp_path, line):
    content = "\n".join([line, *LINES.split("\n")[1:]])
    look = looked(tmp_path, content)

    assert look.dialect.headings == HEADINGS
    assert [fault.what for fault in look.doubts] == [
        f"the headings are damaged; they may be: {', '.join(HEADINGS)}"
    ]
    assert looked(tmp_path, content, header_line=1).doubts == ()


def test_headings_that_stand_twice_and_columns_without_are_doubted(tmp_path):
    rows = "".join(f"A{n};{n};x;{n}.50;\n" for n in range(9))
    content = "nd;usd;;usd;\n" + rows

    assert found(tmp_path, content)[2] == [
        "'usd' heads 2 columns",
        "column 3 has cells and no heading",
    ]
    assert found(tmp_path, content, header_line=1)[2] == []


def test_a_line_on_which_no_row_begins_cannot_hold_the_headings(tmp_path):
    assert refused(tmp_path, 'a;b\n1;"x\ny"\n', delimiter=";", header_line=3) == (
        "no row begins on line 3\n"
        "  at a.csv\n"
        "  try: name a line from 1 to 2 with --header-line"
    )


def test_an_encoding_that_is_none_is_refused(tmp_path):
    assert refused(tmp_path, LINES, encoding="klingon") == (
        "the bytes are not 'klingon'\n"
        "  at a.csv\n"
        "  try: name another encoding with --encoding"
    )


@settings(max_examples=60, deadline=None)
@given(
    delimiter=st.sampled_from([",", ";", "\t", "|", "||", "~"]),
    quote=st.sampled_from(['"', "'"]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    first=st.integers(0, 70),
    count=st.integers(3, 12),
)
def test_any_usual_way_to_write_a_table_is_found(
    tmp_path_factory, delimiter, quote, end, first, count
):
    rows = truth()[first : first + count]
    content = written(
        [HEADINGS, *rows], delimiter=delimiter, quote=quote, escape=quote, end=end
    )
    known = looked(tmp_path_factory.getbasetemp(), content).dialect

    assert (known.delimiter, known.quote, known.line_end) == (delimiter, quote, end)
    assert (known.header_line, known.headings) == (1, HEADINGS)


@pytest.mark.parametrize("name", ["ALFA {} LTD", "+7 495 000 0{}"])
def test_a_sign_in_every_row_is_no_rival_of_a_usual_delimiter(tmp_path, name):
    rows = [f"D{n},1,{name.format(n)},8708290000,{n}.5" for n in range(40)]
    file = put(tmp_path, "\n".join(["nd,item,name,hs,usd", *rows]))
    look = sniff(file, ())

    assert look.dialect.delimiter == ","
    assert look.doubts == ()
