import os
from datetime import date, datetime
from hashlib import sha256

import pytest
import xlsxwriter

from madein.errors import SourceError
from madein.sources import intake
from sources.making import HEADINGS, cells, put, take

TEXT = "nd;item;goods;usd\nA;1;x;10\nB;2;y;20\n"


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


def reading(monkeypatch):
    """A list that grows by one with each file that is really read."""
    read = []
    copy = intake._copy
    monkeypatch.setattr(
        intake, "_copy", lambda *args: read.append(args[1].name) or copy(*args)
    )
    return read


def test_the_same_bytes_are_read_once_under_whatever_name(
    engine, tmp_path, monkeypatch
):
    read = reading(monkeypatch)
    first = take(put(tmp_path, TEXT))
    again = take(put(tmp_path, TEXT))
    other = take(put(tmp_path, TEXT, name="b.csv"))

    assert read == ["a.csv"]
    assert first == again == other


def test_other_bytes_of_the_same_size_are_read_again(engine, tmp_path, monkeypatch):
    read = reading(monkeypatch)
    file = put(tmp_path, TEXT)
    moment = file.stat().st_mtime_ns
    first = take(file)
    put(tmp_path, TEXT.replace("20", "21"))
    os.utime(file, ns=(moment, moment))
    second = take(file)

    assert read == ["a.csv", "a.csv"]
    assert first.bytes == second.bytes
    assert first.source_id != second.source_id
    assert cells(engine, tmp_path / second.name)[1] == ["B", "2", "y", "21"]


def test_the_same_bytes_in_another_dialect_are_read_again(
    engine, tmp_path, monkeypatch
):
    read = reading(monkeypatch)
    file = put(tmp_path, TEXT)
    first, second = take(file), take(file, header_line=2)

    assert read == ["a.csv", "a.csv"]
    assert (first.copy.records, second.copy.records) == (2, 1)


def test_an_evidence_copy_that_is_gone_is_made_again(engine, tmp_path, monkeypatch):
    read = reading(monkeypatch)
    file = put(tmp_path, TEXT)
    (tmp_path / take(file).name).unlink()
    taken = take(file)

    assert read == ["a.csv", "a.csv"]
    assert cells(engine, tmp_path / taken.name)[0] == ["A", "1", "x", "10"]


def test_an_id_is_the_beginning_of_the_digest(engine, tmp_path):
    taken = take(put(tmp_path, TEXT))

    assert taken.sha256 == sha256(TEXT.encode()).hexdigest()
    assert taken.source_id == taken.sha256[:12]


def test_a_sheet_below_a_title_block_is_read(engine, tmp_path):
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


def test_a_formula_in_a_text_file_is_text(engine, tmp_path):
    taken = take(put(tmp_path, TEXT.replace("x", "=1+1")))

    assert cells(engine, tmp_path / taken.name)[0] == ["A", "1", "=1+1", "10"]


def test_the_sheet_that_is_named_is_read(engine, tmp_path):
    rows = [[*HEADINGS], ["A", 1, "x", 10]]
    file = workbook(tmp_path, rows, sheets=("first", "records"))
    taken = take(file, sheet="records")

    assert cells(engine, tmp_path / taken.name) == [["A", "1", "x", "10"]]
    assert taken.source_id.startswith(taken.sha256[:12] + "-")


def test_an_empty_sheet_is_said_to_be_empty(engine, tmp_path):
    assert raised(workbook(tmp_path, [])) == (
        "the sheet is empty\n  at a.xlsx\n  try: name another sheet with --sheet"
    )


def test_a_sheet_that_is_not_there_is_named(engine, tmp_path):
    file = workbook(tmp_path, [[*HEADINGS]])

    assert raised(file, sheet="Sheet2") == (
        "the workbook cannot be read: python_calamine.WorksheetNotFound: "
        "Sheet2\n"
        "  at a.xlsx\n"
        "  try: open it in a spreadsheet program and save it again, or ask for it again"
    )


def test_headings_beyond_the_sheet_are_no_traceback(engine, tmp_path):
    file = workbook(tmp_path, [[*HEADINGS], ["A", 1, "x", 10]])

    assert raised(file, header_line=9) == (
        "no row begins on line 9\n"
        "  at a.xlsx\n"
        "  try: name a line from 1 to 2 with --header-line"
    )


def test_a_damaged_workbook_is_refused(engine, tmp_path):
    whole = workbook(tmp_path, [[*HEADINGS]]).read_bytes()
    file = put(tmp_path, whole[: len(whole) // 2], name="half.xlsx")

    assert raised(file) == (
        "the workbook cannot be read: python_calamine.ZipError: "
        "invalid Zip archive: Could not find EOCD\n"
        "  at half.xlsx\n"
        "  try: open it in a spreadsheet program and save it again, or ask for it again"
    )


@pytest.mark.parametrize("raw", [b"", b"PAR1 this is none", TEXT.encode()])
def test_a_damaged_parquet_file_is_refused(engine, tmp_path, raw):
    assert raised(put(tmp_path, raw, name="a.parquet")) == (
        "the Parquet file cannot be read\n"
        "  at a.parquet\n"
        "  try: ask whoever sent it for the file again"
    )


def parquet(engine, folder):
    file = folder / "a.parquet"
    columns = "'A' || range as nd, range as item, 1.5::double as goods, repeat('x', 99)"
    engine.write(f"select {columns} as usd from range(20000)", file)
    return file


def test_a_parquet_file_damaged_inside_is_refused(engine, tmp_path):
    raw = bytearray(parquet(engine, tmp_path).read_bytes())
    raw[8:4000] = bytes(3992)
    file = put(tmp_path, bytes(raw), name="hole.parquet")

    assert raised(file) == (
        "the Parquet file cannot be read\n"
        "  at hole.parquet\n"
        "  try: ask whoever sent it for the file again"
    )


def test_a_parquet_file_is_read_as_text(engine, tmp_path):
    taken = take(parquet(engine, tmp_path))

    assert taken.copy.records == 20_000
    assert cells(engine, tmp_path / taken.name)[7] == ["A7", "7", "1.5", "x" * 99]


def test_a_file_that_is_missing_is_named(engine, tmp_path):
    assert raised(tmp_path / "b.csv") == (
        "there is no file 'b.csv'\n"
        "  at .\n"
        "  try: check the spelling, or put the file there"
    )


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"  \r\n"])
def test_an_empty_file_is_said_to_be_empty(engine, tmp_path, raw):
    assert raised(put(tmp_path, raw)) == (
        "the file is empty\n  at a.csv\n  try: ask whoever sent it for the file again"
    )


@pytest.mark.parametrize(
    "raw",
    [
        "nd;item;goods;usd\nA;1;부품;10\n".encode("cp949"),
        "nd;item;goods;usd\nA;1;零件;10\n".encode("gb18030"),
        "nd;item;goods;usd\nA;1;pièces à côté;10\n".encode("latin-1"),
        "nd;item;goods;usd\nA;1;x;10\n".encode("utf-16-le"),
        TEXT.encode() + bytes(16),
    ],
    ids=["cp949", "gb18030", "latin-1", "utf-16 without mark", "NULs at the end"],
)
def test_an_encoding_that_cannot_be_told_is_asked_for(engine, tmp_path, raw):
    assert raised(put(tmp_path, raw)) == (
        "the encoding cannot be told from the bytes\n"
        "  at a.csv\n"
        "  try: name it: `madein add ... --encoding cp949` (or gb18030, latin-1, "
        "cp1254, utf-16)"
    )


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "koi8-r", "utf-8", "utf-16"])
def test_russian_is_told_by_its_letters(engine, tmp_path, encoding):
    text = TEXT.replace("x", "Болт крепёжный, сталь").replace("y", "Гайка")
    taken = take(put(tmp_path, text.encode(encoding)))

    assert taken.dialect.encoding == encoding
    assert cells(engine, tmp_path / taken.name)[0][2] == "Болт крепёжный, сталь"


def test_a_nul_padded_tail_is_quarantined_where_the_encoding_is_named(engine, tmp_path):
    file = put(tmp_path, TEXT.encode() + bytes(16))
    taken = take(file, encoding="utf-8")

    assert taken.copy.records == 2
    assert taken.copy.quarantined == ((4, "a NUL character", "\0" * 16),)


@pytest.mark.parametrize(
    ("known", "what"),
    [
        ({"encoding": "cp1521"}, "the bytes are not 'cp1521'"),
        ({"delimiter": ";;"}, "the delimiter ';;' is not a single character"),
        ({"header_line": 9}, "no row begins on line 9"),
    ],
)
def test_what_a_person_names_wrongly_is_no_traceback(engine, tmp_path, known, what):
    message = raised(put(tmp_path, TEXT), **known)

    assert message.splitlines()[0] == what


def test_lines_that_end_with_carriage_returns_are_not_taken_for_no_lines(
    engine, tmp_path
):
    assert raised(put(tmp_path, TEXT.replace("\n", "\r"))) == (
        "the lines end with a carriage return alone\n"
        "  at a.csv\n"
        "  try: save it with line feeds: `tr '\\r' '\\n' < FILE > NEW`"
    )


def test_a_text_without_columns_is_refused(engine, tmp_path):
    assert raised(put(tmp_path, "one\ntwo\nthree\n")) == (
        "no delimiter cuts the rows into equal numbers of cells\n"
        "  at a.csv\n"
        "  try: name it: `madein add ... --delimiter ';'`"
    )


def test_a_first_row_that_is_one_endless_cell_is_refused(engine, tmp_path):
    file = put(tmp_path, "x" * 2_000_000)

    assert raised(file, delimiter=";") == (
        "the first row cannot be cut into cells\n"
        "  at a.csv:1\n"
        "  try: look at its quotation marks, or name another --delimiter"
    )


def test_a_carriage_return_above_the_headings_does_not_shift_them(engine, tmp_path):
    assert raised(put(tmp_path, "a\rb\n" + TEXT), delimiter=";") == (
        "the first row cannot be cut into cells\n"
        "  at a.csv:1\n"
        "  try: look at its quotation marks, or name another --delimiter"
    )


def test_a_field_of_two_million_characters_costs_its_line_alone(engine, tmp_path):
    file = put(tmp_path, f"{TEXT}C;3;{'z' * 2_000_000};30\nD;4;w;40\n")
    taken = take(file)

    assert [row[0] for row in cells(engine, tmp_path / taken.name)] == ["A", "B", "D"]
    assert [line for line, _, _ in taken.copy.quarantined] == [4]


def test_headings_alone_are_no_rows(engine, tmp_path):
    assert take(put(tmp_path, "nd;item;goods;usd\n")).copy.records == 0


@pytest.mark.parametrize("above", ["Report\n\n", 'Report "x"\n', '"a\nb";\n'])
def test_the_row_below_the_headings_is_the_first(engine, tmp_path, above):
    taken = take(put(tmp_path, above + TEXT), delimiter=";")

    assert taken.dialect.headings == HEADINGS
    assert cells(engine, tmp_path / taken.name) == [
        ["A", "1", "x", "10"],
        ["B", "2", "y", "20"],
    ]
