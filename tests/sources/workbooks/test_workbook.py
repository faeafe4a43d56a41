from datetime import date, datetime

import pytest
import xlsxwriter

from madein.errors import SourceError
from madein.sources.intake import look_at
from madein.sources.text.dialect import Told
from sources.making import HEADINGS, LAYOUT, cells, put, take
from sources.raw_bytes import cell, sheet, xlsx, zipped

pytestmark = pytest.mark.usefixtures("in_process")
ROW = ["A", 1, "x", 10]


def workbook(folder, rows, *, name="a.xlsx", sheets=("Sheet1",)):
    """A workbook; a row is a list of cells, the rows of the last sheet are given."""
    file = folder / name
    with xlsxwriter.Workbook(file, {"default_date_format": "dd.mm.yyyy"}) as book:
        pages = [book.add_worksheet(sheet) for sheet in sheets]
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if cell is not None:
                    pages[-1].write(n, m, cell)
    return file


def raised(file, **known):
    """The message of a file that cannot be read, without its folder."""
    with pytest.raises(SourceError) as stop:
        take(file, **known)
    return str(stop.value).replace(f"{file.parent}/", "").replace(str(file.parent), ".")


def look(file, **known):
    return look_at(file, (LAYOUT,), Told(**known))


def test_another_hand_s_workbook_is_read_below_its_title_block(engine, tmp_path):
    rows = [
        [],
        ["Imports 2021"],
        [],
        [*HEADINGS],
        ["A", 1, datetime(2021, 3, 4), 1234.5],
        [],
        ["B", 2, date(2021, 3, 5), 8708290000.0],
        ["C", "0102", datetime(2021, 3, 4, 18, 30), 0.00001],
        [],
    ]
    taken = take(workbook(tmp_path, rows))

    assert (taken.dialect.header_line, taken.dialect.headings) == (4, HEADINGS)
    assert cells(engine, tmp_path / taken.name) == [
        ["A", "1", "2021-03-04", "1234.5"],
        ["", "", "", ""],
        ["B", "2", "2021-03-05", "8708290000"],
        ["C", "0102", "2021-03-04T18:30:00", "0.00001"],
    ]


def test_cells_right_of_the_headings_are_quarantined(engine, tmp_path):
    rows = [[*HEADINGS], ["A", 1, "x", 10], ["B", 2, "y", 20, "shifted"]]
    taken = take(workbook(tmp_path, rows))

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]
    assert taken.copy.quarantined == (
        (3, "cells to the right of the 4 headings", "B | 2 | y | 20 | shifted"),
    )


def test_breaks_inside_the_cells_of_a_sheet_are_kept(engine, tmp_path):
    rows = [[*HEADINGS], ["A", 1, "x\r\ny", 10], ["B", 2, "x\ny", 20]]
    taken = take(workbook(tmp_path, rows))

    assert [row[2] for row in cells(engine, tmp_path / taken.name)] == [
        "x\r\ny",
        "x\ny",
    ]


def test_a_formula_is_its_value_and_nothing_is_computed(engine, tmp_path):
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ["A", 1])
        page.write_formula(1, 2, '=HYPERLINK("http://a.test","x")', value="x")
        page.write_formula(1, 3, "=1+1", value=7)
    taken = take(file)

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "7"]]


def test_the_sheet_that_is_named_is_read(engine, tmp_path):
    rows = [[*HEADINGS], ["A", 1, "x", 10]]
    file = workbook(tmp_path, rows, sheets=("first", "records"))
    taken = take(file, sheet="records")

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]
    assert taken.source_id.startswith(taken.sha256[:12] + "-")


def test_an_empty_sheet_is_said_to_be_empty(engine, tmp_path):
    assert raised(workbook(tmp_path, [])) == (
        "the workbook is empty\n  at a.xlsx\n  try: name another sheet with --sheet"
    )


def test_a_sheet_that_is_not_there_is_named(engine, tmp_path):
    file = workbook(tmp_path, [[*HEADINGS]])

    assert raised(file, sheet="Sheet2") == (
        "the workbook has no sheet 'Sheet2'\n  at a.xlsx\n  try: use one of: 'Sheet1'"
    )


def test_headings_beyond_the_sheet_are_no_traceback(engine, tmp_path):
    file = workbook(tmp_path, [[*HEADINGS], ["A", 1, "x", 10]])

    assert raised(file, header_line=9) == (
        "no row begins on line 9\n"
        "  at a.xlsx\n"
        "  try: name a line from 1 to 2 with --header-line"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            xlsx('<sheetData><row r="1"/><row r="1"/></sheetData>'),
            "its row 1 stands after row 1",
        ),
        (xlsx("<cols/>"), "one of its sheets has no rows"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "Cannot detect file format"),
    ],
    ids=["twice", "no rows", "no workbook"],
)
def test_a_damaged_workbook_is_refused(engine, tmp_path, content, reason):
    assert raised(put(tmp_path, content, name="a.xlsx")) == (
        f"the workbook cannot be read: {reason}\n"
        "  at a.xlsx\n"
        "  try: open it in a spreadsheet program and save it again, or ask for it again"
    )


def test_a_workbook_is_read_under_any_name(engine, tmp_path):
    taken = take(put(tmp_path, xlsx(sheet([*HEADINGS], ROW)), name="a.csv"))

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]


def test_the_only_sheet_with_content_is_taken(engine, tmp_path):
    content = xlsx(("Cover", "<sheetData/>"), ("Data", sheet([*HEADINGS], ROW)))
    taken = take(put(tmp_path, content, name="a.xlsx"))

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]


def test_the_only_sheet_with_known_headings_is_taken(engine, tmp_path):
    notes, records = sheet(["about"], ["this file"]), sheet(["title"], [*HEADINGS], ROW)
    content = xlsx(("Notes", notes), ("Data", records))
    taken = take(put(tmp_path, content, name="a.xlsx"))

    assert taken.dialect.header_line == 2
    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]


def test_a_hidden_sheet_is_taken_where_it_is_named_alone(engine, tmp_path):
    first, second = sheet([*HEADINGS], ROW), sheet([*HEADINGS], ["B", 2, "y", 20])
    content = xlsx(("Data", first), ("Old", second), hidden=["Old"])
    file = put(tmp_path, content, name="a.xlsx")

    assert cells(engine, tmp_path / take(file).name) == [["A", "1", "x", "10"]]
    named = take(file, sheet="Old")
    assert cells(engine, tmp_path / named.name) == [["B", "2", "y", "20"]]


def test_which_of_several_sheets_is_meant_is_asked(engine, tmp_path):
    content = xlsx(("Jan", sheet([*HEADINGS], ROW)), ("Feb", sheet([*HEADINGS])))

    assert raised(put(tmp_path, content, name="a.xlsx")) == (
        "2 sheets hold something: 'Jan' (2 rows), 'Feb' (1 rows)\n"
        "  at a.xlsx\n"
        "  try: name one of them, like `--sheet 'Jan'`; each is a source of its own"
    )


def test_a_look_shows_what_is_above_and_below_the_headings(tmp_path):
    content = xlsx(
        sheet(["Imports"], [*HEADINGS], *([f"A{n}", 1, "x", 10] for n in range(9)))
    )
    seen = look(put(tmp_path, content, name="a.xlsx"))

    assert seen.skipped == (("Imports",),)
    assert seen.sample == tuple((f"A{n}", "1", "x", "10") for n in range(5))
    assert seen.confidence == {"header_line": 1.0}


def merged(*names):
    refs = "".join(f'<mergeCell ref="{name}"/>' for name in names)
    return f"<mergeCells>{refs}</mergeCells>"


@pytest.mark.parametrize("known", [{}, {"header_line": 2}, {"header_line": 3}])
def test_headings_of_two_rows_are_joined(engine, tmp_path, known):
    content = sheet(
        ["Imports of 2021"],
        ["nd", "item", "goods", None, "sender", None],
        [None, None, "name", "code", "name", "country"],
        ["A", 1, "x", 8708, "HYO", "KR"],
        after=merged("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
    )
    taken = take(put(tmp_path, xlsx(content), name="a.xlsx"), **known)

    assert taken.dialect.headings == (
        "nd",
        "item",
        "goods name",
        "goods code",
        "sender name",
        "sender country",
    )
    assert (taken.dialect.header_line, taken.dialect.header_end) == (2, 3)
    assert cells(engine, tmp_path / taken.name) == [
        ["A", "1", "x", "8708", "HYO", "KR"]
    ]


def test_groups_above_words_alone_are_joined(engine, tmp_path):
    content = sheet(
        ["nd", "item", "goods", None],
        [None, None, "name", "code"],
        ["A", 1, "x", 8708],
        after=merged("C1:D1"),
    )
    dialect = look(put(tmp_path, xlsx(content), name="a.xlsx"), header_line=1).dialect

    assert (dialect.headings, dialect.header_end) == (
        ("nd", "item", "goods name", "goods code"),
        2,
    )


@pytest.mark.parametrize("joined", ["C1:D1", "A1:D1", "C2:C3", "A2:D2"])
def test_no_row_of_records_is_taken_for_headings(engine, tmp_path, joined):
    rows = [[*HEADINGS], ["A", "B", "x", "y"], ["C", 2, "z", 20]]
    content = sheet(*rows, after=merged(joined))
    dialect = look(put(tmp_path, xlsx(content), name="a.xlsx"), header_line=1).dialect

    assert (dialect.header_line, dialect.header_end) == (1, 1)


def test_errors_stay_and_long_numbers_keep_their_digits(engine, tmp_path):
    error = '<c r="C2" t="e"><v>#N/A</v></c>'
    rows = "".join(cell(2, n, v) for n, v in ((0, "A"), (1, 12345678901234567890)))
    heads = "".join(cell(1, n, v) for n, v in enumerate(HEADINGS))
    content = (
        f'<sheetData><row r="1">{heads}</row><row r="2">{rows}{error}</row></sheetData>'
    )
    taken = take(put(tmp_path, xlsx(content), name="a.xlsx"))

    assert cells(engine, tmp_path / taken.name) == [
        ["A", "12345678901234567890", "#N/A", ""]
    ]


def open_document(*rows):
    """A workbook of the open document format, with one sheet."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:'
            'opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{lines}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        }
    )


def test_an_open_document_is_read(engine, tmp_path):
    content = open_document(HEADINGS, ["A", "1", "x", "10"])
    taken = take(put(tmp_path, content, name="a.ods"))

    assert taken.dialect.headings == HEADINGS
    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]
