import io
import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from madein.sources.workbooks.book import OtherBook
from madein.sources.workbooks.xlsx import Xlsx
from madein.sources.workbooks.xlsx_cells import day_text, number_text
from madein.sources.workbooks.xlsx_parts import DamagedError
from sources.making import put
from sources.raw_bytes import (
    DAY,
    DAY_OF_OURS,
    ELAPSED,
    NUMBER_OF_OURS,
    sheet,
    xlsx,
)


def rows(folder, content, **known):
    """Rows of the first sheet of a workbook."""
    book = Xlsx(put(folder, xlsx(content, **known), name="a.xlsx"))
    return list(book.rows(book.names()[0]))


def row(folder, *cells, **known):
    """Texts of a row of cells, written as XML."""
    content = f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'
    [(number, texts)] = rows(folder, content, **known)
    assert number == 1
    return texts


def refused(folder, content, **known):
    with pytest.raises(DamagedError) as stop:
        rows(folder, content, **known)
    return str(stop.value)


def one(attributes, content):
    return f'<c r="A1"{attributes}>{content}</c>'


@pytest.mark.parametrize(
    ("attributes", "content", "text"),
    [
        ("", "<v>8708290000</v>", "8708290000"),
        ("", "<v>12345678901234567890</v>", "12345678901234567890"),
        ("", "<v>7.0000000000000007E-2</v>", "0.07"),
        ("", "<v>1E-7</v>", "0.0000001"),
        ("", "<v>1.5E+9</v>", "1500000000"),
        ("", "<v>1.23456789012346E+19</v>", "1.23456789012346e+19"),
        ("", "<v>1234.50</v>", "1234.5"),
        ("", "<v>-0.25</v>", "-0.25"),
        ("", "<v></v>", ""),
        ("", "", ""),
        (' t="e"', "<v>#N/A</v>", "#N/A"),
        (' t="e"', "<v>#DIV/0!</v>", "#DIV/0!"),
        (' t="b"', "<v>1</v>", "1"),
        (' t="str"', "<f>A2&amp;B2</f><v>a &amp; b</v>", "a & b"),
        ("", "<f>1+1</f><v>2</v>", "2"),
        ("", '<f t="shared" si="0"/><v>2</v>', "2"),
        (' t="inlineStr"', "<is><t>007</t></is>", "007"),
        (' t="inlineStr"', '<is><t xml:space="preserve"> x </t></is>', " x "),
        (
            ' t="inlineStr"',
            "<is><r><t>ab</t></r><r><t> cd</t></r><rPh><t>no</t></rPh></is>",
            "ab cd",
        ),
        (' t="inlineStr"', "<is><t>a_x000D_\nb &#1041;&#x43B;</t></is>", "a\r\nb Бл"),
        (' t="inlineStr"', "<is><t><![CDATA[<b> & ]]></t></is>", "<b> & "),
        (' t="d"', "<v>2021-03-04T00:00:00Z</v>", "2021-03-04"),
        (f' s="{DAY}"', "<v>44621</v>", "2022-03-01"),
        (f' s="{DAY_OF_OURS}"', "<v>44621.75</v>", "2022-03-01T18:00:00"),
        (f' s="{DAY}"', "<v>1</v>", "1900-01-01"),
        (f' s="{DAY}"', "<v>59</v>", "1900-02-28"),
        (f' s="{DAY}"', "<v>61</v>", "1900-03-01"),
        (f' s="{DAY}"', "<v>60</v>", "60"),  # 29 February 1900 never was
        (f' s="{DAY}"', "<v>-5</v>", "-5"),
        (f' s="{DAY}"', "<v>99999999</v>", "99999999"),
        (f' s="{DAY}"', "<v>0.25</v>", "06:00:00"),
        (f' s="{DAY}" t="inlineStr"', "<is><t>01.02.2021</t></is>", "01.02.2021"),
        (f' s="{NUMBER_OF_OURS}"', "<v>44621</v>", "44621"),
        (f' s="{ELAPSED}"', "<v>1.5</v>", "1.5"),
    ],
    ids=repr,
)
def test_a_cell_is_what_it_says(tmp_path, attributes, content, text):
    assert row(tmp_path, one(attributes, content)) == [text]


@pytest.mark.parametrize("value", ["1", "true"])
def test_days_may_be_counted_from_1904(tmp_path, value):
    cells = [one(f' s="{DAY}"', "<v>42735</v>")]

    assert row(tmp_path, *cells) == ["2016-12-31"]
    assert row(tmp_path, *cells, book=f'<workbookPr date1904="{value}"/>') == [
        "2021-01-01"
    ]


def test_shared_texts_are_found_by_their_place(tmp_path):
    shared = (
        "<si><t>first &amp; one</t></si>"
        "<si><r><rPr><b/></rPr><t>sec</t></r><r><t>ond</t></r><rPh><t>no</t></rPh></si>"
        '<si><t xml:space="preserve"> third</t></si><si><t/></si><si/>'
    )
    cells = [f'<c r="{"ABCDE"[n]}1" t="s"><v>{n}</v></c>' for n in range(5)]

    assert row(tmp_path, *cells, shared=shared) == [
        "first & one",
        "second",
        " third",
        "",
        "",
    ]


def test_rows_and_cells_that_are_not_there_are_blank(tmp_path):
    content = (
        '<sheetData><row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c></row>'
        '<row r="3"/><row r="5" spans="1:2"><c r="A5"/><c r="B5"><v>3</v></c></row></sheetData>'
    )

    assert rows(tmp_path, content) == [
        (2, ["", "1", "", "2"]),
        (3, []),
        (5, ["", "3"]),
    ]


def test_rows_and_cells_may_be_without_places(tmp_path):
    content = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"

    assert rows(tmp_path, content) == [(1, ["1", "2"]), (2, ["3"])]


def test_another_prefix_is_the_same_sheet(tmp_path):
    content = (
        '<x:sheetData xmlns:x="urn:x"><x:row r="1"><x:c r="A1" t="inlineStr"><x:is>'
        '<x:t>a</x:t></x:is></x:c></x:row><x:row r="4"/><x:row r="5"><x:c r="B5"><x:v>3'
        "</x:v></x:c></x:row></x:sheetData>"
    )

    assert rows(tmp_path, content) == [(1, ["a"]), (4, []), (5, ["", "3"])]


def test_a_false_dimension_changes_nothing(tmp_path):
    content = '<dimension ref="A1:XFD1048576"/>' + sheet(["a", 1])

    assert rows(tmp_path, content) == [(1, ["a", "1"])]


def test_a_far_cell_costs_its_row_alone(tmp_path):
    content = (
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    )
    [first, (number, texts)] = rows(tmp_path, content)

    assert (first, number, len(texts), texts[-1]) == (
        (1, ["1"]),
        1_048_576,
        16_384,
        "2",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>',
            "its row 1 stands after row 1",
        ),
        ('<row r="3"/><row r="2"/>', "its row 2 stands after row 3"),
        ('<row r="1048577"/>', "its row 1048577 stands after row 0"),
        (
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A1"><v>2</v></c></row>',
            "a cell of its row 2 names another row",
        ),
        (
            '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
            "two cells of a row of it have the same place",
        ),
        (
            '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
            "two cells of a row of it have the same place",
        ),
        (
            '<row r="1"><c r="XFE1"><v>1</v></c></row>',
            "a cell of it stands to the right of the last column",
        ),
        (
            '<row r="1"><c r="A1" t="s"><v>7</v></c></row>',
            "a cell of its row 1 cannot be read: list index out of range",
        ),
        (
            '<row r="1"><c r="A1"><v>1</v></row>',
            "its XML is damaged: mismatched tag: line 1, column 31",
        ),
        (
            '<!-- <row r="1"></row> -->',
            "its XML is damaged: unclosed token: line 1, column 0",
        ),
    ],
    ids=lambda text: text[:60],
)
def test_a_sheet_that_contradicts_itself_is_refused(tmp_path, content, said):
    assert refused(tmp_path, f"<sheetData>{content}</sheetData>") == said


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_types_of_its_own_are_refused(tmp_path, head):
    assert (
        refused(tmp_path, sheet(["a"]), head=head)
        == "its XML declares types of its own"
    )


def test_a_sheet_that_ends_early_is_refused(tmp_path):
    content = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'

    assert refused(tmp_path, content) == "its rows end early"


def test_a_part_that_unpacks_beyond_measure_is_refused(tmp_path):
    content = f"<sheetData>{' ' * 12_000_000}</sheetData>"

    assert "unpack to 12,00" in refused(tmp_path, content)


def test_merged_cells_are_told(tmp_path):
    after = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D1:D90"/></mergeCells>'
    book = Xlsx(put(tmp_path, xlsx(sheet(["a"], after=after)), name="a.xlsx"))

    assert book.merges("Sheet1", 40) == [(0, 0, 0, 2), (0, 3, 89, 3)]


def written(folder, table):
    """A workbook by another hand."""
    file = Path(folder) / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for n, line in enumerate(table):
            for m, value in enumerate(line):
                if isinstance(value, str):
                    page.write_string(n, m, value)
                elif value is not None:
                    page.write_number(n, m, value)
    return file


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8
)
NUMBER = st.integers(-(10**14), 10**14) | st.floats(
    -1e9, 1e9, allow_nan=False, allow_subnormal=False
)
TABLES = st.lists(
    st.lists(st.none() | TEXT | NUMBER, min_size=1, max_size=5), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_two_readers_find_the_same_cells(table):
    with tempfile.TemporaryDirectory() as folder:
        file = written(folder, table)
        book = Xlsx(file)
        ours = dict(book.rows("Sheet1"))
        other = dict(OtherBook(file).rows("Sheet1"))

    def trimmed(found):
        bare = {n: "\0".join(texts).rstrip("\0") for n, texts in found.items()}
        return {n: text for n, text in bare.items() if text}

    assert trimmed(ours) == trimmed(other)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_number_means_the_number(value):
    text = number_text(repr(value).encode())

    assert float(text) == value
    assert "e" not in text or abs(value) >= 2**53


@given(st.integers(61, 2_958_464), st.integers(0, 86_399))
def test_a_day_and_its_second_survive(day, second):
    text = day_text(repr(day + second / 86_400).encode(), is_1904=False)
    content = xlsx(
        f'<sheetData><row r="1"><c r="A1" s="{DAY_OF_OURS}"><v>{day + second / 86_400!r}'
        "</v></c></row></sheetData>"
    )
    [[found]] = (
        CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .iter_rows()
    )

    assert text == found.isoformat().partition(".")[0].removesuffix("T00:00:00")
