"""The line that a figure opens to is the line of the file."""

import pytest
import xlsxwriter

from madein.case.evidence import define_raw_text
from sources.making import HEADINGS, put, take


def lines(engine, folder, taken):
    """Line and text of every row, as a reader of the evidence sees them."""
    copy = {
        "name": taken.name,
        "headings": taken.dialect.headings,
        "header_end": taken.dialect.header_end,
        "has_lines": taken.copy.has_lines,
        "is_text": bool(taken.dialect.delimiter),
    }
    wanted = f"select '{taken.source_id}' as source_id, range + 1 as row from range(99)"
    define_raw_text(engine, {taken.source_id: copy}, folder, wanted)
    rows = engine.rows("select line, text from raw_text order by row")
    return [(row["line"], row["text"]) for row in rows]


def physical(file, marks):
    """The line on which Python finds each mark."""
    every = file.read_bytes().decode().split("\n")
    return [next(n for n, line in enumerate(every, 1) if m in line) for m in marks]


@pytest.mark.parametrize(
    ("heading", "is_careful"), [("nd", False), ('"n\nd"', True)], ids=["one", "two"]
)
def test_a_row_after_breaks_inside_cells_has_its_line(
    engine, tmp_path, heading, is_careful
):
    content = (
        f'Report\n{heading};item;goods;usd\nA1;1;"x\ny\n";10\nB2;2;y;20\n'
        'C3;3;"a\nb";"c\n"\nD4;4;;\n'
    )
    file = put(tmp_path, content)
    taken = take(file, delimiter=";")

    assert taken.copy.has_lines == is_careful
    assert [line for line, _ in lines(engine, tmp_path, taken)] == physical(
        file, ["A1", "B2", "C3", "D4"]
    )


def test_a_row_of_a_file_with_windows_line_ends_has_its_line(engine, tmp_path):
    rows = ["nd;item;goods;usd", 'A1;1;"x\r\ny";10', "B2;2;y;20", ""]
    file = put(tmp_path, "\r\n".join(rows))
    taken = take(file)

    assert not taken.copy.has_lines
    assert lines(engine, tmp_path, taken) == [
        (2, "A1 | 1 | x\r\ny | 10"),
        (4, "B2 | 2 | y | 20"),
    ]


def test_a_row_of_a_damaged_file_has_its_line(engine, tmp_path):
    content = (
        'nd;item;goods;usd\nA1;1;"x\ny";10\n\nB2;2\nC3;3;"z;30\nD4;4;w;40\n'
        'E5;5;"v\n\nv";50\nF6;6;u;60'
    )
    file = put(tmp_path, content)
    taken = take(file)
    found = lines(engine, tmp_path, taken)

    assert taken.copy.has_lines
    assert [line for line, _ in found if line != 4] == physical(
        file, ["A1", "D4", "E5", "F6"]
    )
    assert [line for line, _, _ in taken.copy.quarantined] == physical(
        file, ["B2", "C3"]
    )


def test_a_row_of_a_sheet_has_its_row(engine, tmp_path):
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write(2, 0, "Report")
        page.write_row(4, 0, HEADINGS)
        page.write_row(5, 0, ["A", 1, "x\ny", 10])
        page.write_row(8, 0, ["B", 2, "y", 20])
    taken = take(file)

    assert lines(engine, tmp_path, taken) == [
        (6, "A | 1 | x\ny | 10"),
        (7, " |  |  | "),
        (8, " |  |  | "),
        (9, "B | 2 | y | 20"),
    ]


def test_a_row_of_a_sheet_that_begins_in_another_column_has_its_row(engine, tmp_path):
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(3, 2, HEADINGS)
        page.write_row(4, 2, ["A", 1, "x", 10])
    taken = take(file)

    assert [line for line, _ in lines(engine, tmp_path, taken)] == [5]


def test_a_row_of_a_parquet_file_has_its_number(engine, tmp_path):
    file = tmp_path / "a.parquet"
    cells = "'A' || range as nd, 1 as item, 'x\ny' as goods, range as usd"
    engine.write(f"select {cells} from range(3)", file)
    taken = take(file)

    assert [line for line, _ in lines(engine, tmp_path, taken)] == [1, 2, 3]
