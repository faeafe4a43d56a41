import csv
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from madein.sources.text import lines
from madein.sources.text.cutting import MOST_LINES
from madein.sources.text.splitter import sieve, split
from sources.making import dialect, put

HEAD = "nd;item;goods;usd\n"
OPEN = "a quotation mark is never closed"
MISFIT = "the quotation marks do not fit: text follows a closing one"


def pieces(folder, content, **known):
    """Each stretch: its line, and its cells or the reason with the text."""
    file = put(folder, content)
    return [
        (piece.line, piece.cells or (piece.reason, piece.text))
        for piece in split(file, dialect(**known))
    ]


def test_a_sound_row_is_its_cells(tmp_path):
    found = pieces(tmp_path, HEAD + 'A;1;"bolts; ""M8""";10\r\n')

    assert found == [(2, ["A", "1", 'bolts; "M8"', "10"])]


def test_a_last_line_without_a_break_is_a_row(tmp_path):
    assert pieces(tmp_path, HEAD + "A;1;x;10") == [(2, ["A", "1", "x", "10"])]


def test_a_mark_that_is_never_closed_costs_its_own_line(tmp_path):
    content = HEAD + 'A;1;"x;10\nB;1;y;20\nC;1;z;30\n'

    assert pieces(tmp_path, content) == [
        (2, (OPEN, 'A;1;"x;10')),
        (3, ["B", "1", "y", "20"]),
        (4, ["C", "1", "z", "30"]),
    ]


def test_an_open_mark_does_not_swallow_a_cell_of_several_lines_below(tmp_path):
    content = HEAD + 'A;1;"x;10\nB;1;"y\nK;1;k;99\nz";20\nC;1;c;30\n'
    found = pieces(tmp_path, content)

    assert [piece[0] for piece in found] == [2, 3, 6]
    assert found[0][1][0] == MISFIT
    assert found[1:] == [
        (3, ["B", "1", "y\nK;1;k;99\nz", "20"]),
        (6, ["C", "1", "c", "30"]),
    ]


def test_a_mark_that_joins_too_many_lines_costs_its_own_line(tmp_path):
    inside = [f"{n}" for n in range(MOST_LINES + 1)]
    content = HEAD + 'A;1;"' + "\n".join(inside) + '";10\nB;1;y;20\n'
    found = pieces(tmp_path, content)

    assert found[0] == (2, (OPEN, 'A;1;"0'))
    assert found[-1] == (3 + MOST_LINES, ["B", "1", "y", "20"])
    assert [piece[1] for piece in found if isinstance(piece[1], list)] == [found[-1][1]]


def test_a_cell_of_the_most_lines_is_read(tmp_path):
    inside = "\n".join("x" * MOST_LINES)

    assert pieces(tmp_path, f'{HEAD}A;1;"{inside}";10\n') == [
        (2, ["A", "1", inside, "10"])
    ]


@pytest.mark.parametrize(
    ("line", "count"), [("A;1;10", 3), ("A;1;x;10;", 5), ("A", 1), ("A;1;x;y;10", 5)]
)
def test_a_row_of_another_width_is_quarantined(tmp_path, line, count):
    found = pieces(tmp_path, f"{HEAD}{line}\nB;1;y;20\n")

    assert found == [
        (2, (f"{count} cells where the headings have 4", line)),
        (3, ["B", "1", "y", "20"]),
    ]


def test_a_cell_of_several_lines_in_a_row_of_another_width_is_kept_together(tmp_path):
    found = pieces(tmp_path, HEAD + 'A;"x\nB;1;y;20\nz";10\nC;1;c;30\n')

    assert found == [
        (2, ("3 cells where the headings have 4", 'A;"x\nB;1;y;20\nz";10')),
        (5, ["C", "1", "c", "30"]),
    ]


def test_bytes_of_another_encoding_cost_their_line(tmp_path):
    raw = HEAD.encode() + b"A;1;\xff;10\nB;1;y;20\n"

    assert pieces(tmp_path, raw) == [
        (2, ("byte 5 of the line is not utf-8", "A;1;\\xff;10")),
        (3, ["B", "1", "y", "20"]),
    ]


def test_bytes_of_another_encoding_inside_a_cell_of_two_lines_cost_both(tmp_path):
    raw = HEAD.encode() + b'A;1;"x\n\xff";10\nB;1;y;20\n'

    assert pieces(tmp_path, raw) == [
        (2, (OPEN, 'A;1;"x')),
        (3, ("byte 1 of the line is not utf-8", '\\xff";10')),
        (4, ["B", "1", "y", "20"]),
    ]


def test_a_nul_character_costs_its_line(tmp_path):
    found = pieces(tmp_path, HEAD + "A;1;x\0;10\nB;1;y;20\n")

    assert found == [(2, ("a NUL character", "A;1;x\0;10")), (3, ["B", "1", "y", "20"])]


def test_a_blank_line_is_a_row_of_empty_cells(tmp_path):
    blank = ["", "", "", ""]

    assert pieces(tmp_path, HEAD + "\nA;1;x;10\n  \n") == [
        (2, blank),
        (3, ["A", "1", "x", "10"]),
        (4, blank),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_break_inside_a_cell_is_kept_as_it_is(tmp_path, end):
    content = end.join([HEAD.strip(), 'A;1;"x', 'y";10', ""])

    assert pieces(tmp_path, content) == [(2, ["A", "1", f"x{end}y", "10"])]


def test_a_carriage_return_outside_quotation_marks_is_damage(tmp_path):
    ((line, (reason, text)),) = pieces(tmp_path, HEAD + "A;1;x\rB;1;y;10\n")

    assert (line, text) == (2, "A;1;x\rB;1;y;10")
    assert reason == "a line end of another kind outside quotation marks"


def test_an_inch_sign_is_a_character(tmp_path):
    found = pieces(tmp_path, HEAD + 'A;1;TV 32";10\nB;1;TV 40";20\n')

    assert found == [(2, ["A", "1", 'TV 32"', "10"]), (3, ["B", "1", 'TV 40"', "20"])]


def test_a_delimiter_between_marks_inside_a_cell_is_not_taken_for_a_border(tmp_path):
    line = 'A;1 "bolts; M8";10'

    assert pieces(tmp_path, f"{HEAD}{line}\n") == [
        (2, ("a quotation mark inside a cell; the cells may be others", line))
    ]


def test_marks_written_twice_may_be_odd_in_number(tmp_path):
    found = pieces(tmp_path, HEAD + 'A;"1""";"""x";10\n')

    assert found == [(2, ["A", '1"', '"x', "10"])]


def test_a_row_of_more_than_a_mebibyte_is_quarantined(tmp_path):
    long = "x" * (1 << 20)
    found = pieces(tmp_path, f"{HEAD}A;1;{long};10\nB;1;y;20\n")

    assert found == [
        (2, ("more than 1,048,576 bytes", "A;1;" + "x" * 1_996)),
        (3, ["B", "1", "y", "20"]),
    ]


def test_a_row_of_200_000_characters_is_read(tmp_path):
    long = "x" * 200_000

    assert pieces(tmp_path, f"{HEAD}A;1;{long};10\n") == [(2, ["A", "1", long, "10"])]


def test_nul_bytes_that_pad_the_end_are_left_out_and_noted(tmp_path):
    content = HEAD + "A;1;x;10\nB;1;y;20" + "\0" * 5_000

    assert pieces(tmp_path, content) == [
        (2, ["A", "1", "x", "10"]),
        (3, ["B", "1", "y", "20"]),
        (4, ("5,000 NUL bytes at the end of the file; they were left out", "")),
    ]


@pytest.mark.parametrize("delimiter", [", ", "||", "|~|", " ", "^", "\x01"])
def test_any_delimiter_divides_cells(tmp_path, delimiter):
    rows = [["nd", "item", "goods", "usd"], ["A", "1", f'"x{delimiter}y"', "10"]]
    rows.append(["B", "2", "", "5"])
    content = "".join(delimiter.join(row) + "\n" for row in rows)

    assert pieces(tmp_path, content, delimiter=delimiter) == [
        (2, ["A", "1", f"x{delimiter}y", "10"]),
        (3, ["B", "2", "", "5"]),
    ]


def test_a_part_of_a_delimiter_is_text(tmp_path):
    content = "nd||item||goods||usd\nA||1||x|y|z||10\nB|1|x|y|z|10|||\n"

    assert pieces(tmp_path, content, delimiter="||") == [
        (2, ["A", "1", "x|y|z", "10"]),
        (3, ("2 cells where the headings have 4", "B|1|x|y|z|10|||")),
    ]


def test_apostrophes_may_stand_around_cells(tmp_path):
    content = HEAD + "A;1;'it''s; 5\"';10\nB;1;'it's';20\nC;1;O'Brien;30\n"

    assert pieces(tmp_path, content, quote="'", escape="'") == [
        (2, ["A", "1", "it's; 5\"", "10"]),
        (3, (MISFIT, "B;1;'it's';20")),
        (4, ["C", "1", "O'Brien", "30"]),
    ]


def test_without_quotation_marks_they_are_characters(tmp_path):
    content = HEAD + 'A;1;"x;10\nB;1;"y;z";20\n'

    assert pieces(tmp_path, content, quote="", escape="") == [
        (2, ["A", "1", '"x', "10"]),
        (3, ("5 cells where the headings have 4", 'B;1;"y;z";20')),
    ]


def test_a_backslash_may_stand_before_a_quotation_mark(tmp_path):
    content = HEAD + r'A;1;"5\"; C:\new\\";10' + "\n" + r'B;1;"5""";20' + "\n"

    assert pieces(tmp_path, content, escape="\\") == [
        (2, ["A", "1", '5"; C:\\new\\', "10"]),
        (3, (MISFIT, 'B;1;"5""";20')),
    ]


def test_lines_may_end_with_a_carriage_return_alone(tmp_path):
    content = (HEAD + 'A;1;"x\ny";10\nB;1;y\n\nC;1;z;30\n').replace("\n", "\r")

    assert pieces(tmp_path, content, line_end="\r") == [
        (2, ["A", "1", "x\ry", "10"]),
        (4, ("3 cells where the headings have 4", "B;1;y")),
        (5, ["", "", "", ""]),
        (6, ["C", "1", "z", "30"]),
    ]


def test_the_same_table_once_more_is_set_aside(tmp_path):
    content = HEAD + 'A;1;x;10\nB;1;y;20\n"nd";item;goods;usd\nA;"1";x;10\n\nC;1\n'
    below = "it belongs to the same table once more"

    assert pieces(tmp_path, content) == [
        (2, ["A", "1", "x", "10"]),
        (3, ["B", "1", "y", "20"]),
        (
            4,
            (
                "the headings once more: the same table begins again",
                '"nd";item;goods;usd',
            ),
        ),
        (5, (below, 'A;"1";x;10')),
        (6, (below, "")),
        (7, (below, "C;1")),
    ]


def test_headings_above_other_rows_end_no_table(tmp_path):
    content = HEAD + 'A;1;x;10\n"nd";item;goods;usd\nB;1;y;20\n'

    assert pieces(tmp_path, content) == [
        (2, ["A", "1", "x", "10"]),
        (3, ["nd", "item", "goods", "usd"]),
        (4, ["B", "1", "y", "20"]),
    ]


@pytest.mark.parametrize("line", ["Total;;;", '"Total";"";"";""', "Total;;;\r"])
def test_a_row_of_its_first_cell_alone_is_a_note(tmp_path, line):
    ((number, (reason, _)),) = pieces(tmp_path, f"{HEAD}{line}\n")

    assert number == 2
    assert reason == "its first cell alone is filled: a title, a note or a total"


def test_a_stray_mark_in_a_row_whose_cells_are_of_other_kinds_is_damage(tmp_path):
    sound = "".join(f"A{n};{n};thing {n};{n}.50\n" for n in range(20))
    shifted = 'A7;x";y;z\n'
    *_, last = pieces(tmp_path, HEAD + sound + shifted)

    reason = (
        "the cells of 'item', 'usd' are unlike the others there: the row may be shifted"
    )
    assert last == (22, (reason, shifted.strip()))


def test_a_line_in_another_encoding_is_read_in_that_one(tmp_path):
    goods = "Подшипники качения радиальные, оборудование"
    lines = [f"A;{n};{goods};10\n".encode("cp1251") for n in range(9)]
    lines[4] = f"A;4;{goods};10\n".encode("cp866")
    found = pieces(tmp_path, HEAD.encode() + b"".join(lines), encoding="cp1251")

    assert [piece[1] for piece in found] == [
        ["A", str(n), goods, "10"] for n in range(9)
    ]


def test_utf_16_that_is_cut_off_is_quarantined(tmp_path):
    raw = (HEAD + "A;1;x;10\nB;1;y;20").encode("utf-16")[:-1]

    assert pieces(tmp_path, raw, encoding="utf-16") == [
        (2, ["A", "1", "x", "10"]),
        (3, ("not utf-16", "B;1;y;2\ufffd")),
    ]


# Text without delimiters: a line inside a cell is never as wide as the headings. The
# last cell is filled: the first alone would be a note.
PLAIN = st.text('ab "\n\rжщ', max_size=6)
ROW = st.tuples(PLAIN, PLAIN, PLAIN, st.just("1")).map(list)
ROWS = st.lists(ROW, min_size=1, max_size=8)
DAMAGE = st.sampled_from(['"', ";", "\n", "\udcff", "drop"])


def written(row):
    return ";".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"


def splits(content, **known):
    with tempfile.TemporaryDirectory() as folder:
        raw = (HEAD + content).encode("utf-8", "surrogateescape")
        return list(split(put(Path(folder), raw), dialect(**known)))


def lines_of(stretch):
    """Lines that a stretch takes; its text is not shortened in these tests."""
    text = "".join(stretch.cells) if stretch.cells is not None else stretch.text
    return text.count("\n") + 1


def assert_every_line_is_in_one_stretch(content, found):
    starts = [piece.line for piece in found]
    ends = [piece.line + lines_of(piece) for piece in found]
    assert starts == [2, *ends[:-1]]
    assert ends[-1] == 2 + content.count("\n") + (not content.endswith("\n"))


@settings(max_examples=100, deadline=None)
@given(rows=ROWS)
def test_sound_rows_come_back_as_they_were_written(rows):
    found = splits("".join(map(written, rows)))

    assert [piece.cells for piece in found] == rows


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, sign=DAMAGE, place=st.integers(0, 400))
def test_after_one_damage_every_line_is_in_one_stretch(rows, sign, place):
    content = "".join(map(written, rows))
    place %= len(content)
    new = "" if sign == "drop" else sign
    damaged = content[:place] + new + content[place + (sign == "drop") :]
    assume("\n" in damaged)

    assert_every_line_is_in_one_stretch(damaged, splits(damaged))


@settings(max_examples=300, deadline=None)
@given(content=st.text('a1;"\n \0ж\udcff', min_size=1, max_size=80))
def test_every_line_of_any_text_is_in_one_stretch(content):
    assume(not content.endswith("\0"))

    assert_every_line_is_in_one_stretch(content, splits(content))


@settings(max_examples=200, deadline=None)
@given(
    content=st.text('a1;"\n\rж\udcff', max_size=120), chunk=st.sampled_from([1, 3, 16])
)
def test_a_file_is_split_the_same_in_blocks_of_any_size(content, chunk):
    at_once = splits(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "CHUNK", chunk)
        in_blocks = splits(content)

    assert in_blocks == at_once


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, broken=ROW, data=st.data())
def test_one_line_that_is_torn_makes_no_row_that_was_not_written(rows, broken, data):
    rows = [[str(n), *row[1:]] for n, row in enumerate(rows)]
    torn = written(["torn", *broken[1:]])
    # In its last cell a cut may leave a shorter cell that nothing tells from a whole.
    at = data.draw(st.integers(1, len(written(["torn", *broken[1:3]])) - 1))
    place = data.draw(st.integers(0, len(rows)))
    content = "".join([*map(written, rows[:place]), torn[:at] + "\n"])
    found = splits(content + "".join(map(written, rows[place:])))

    accepted = Counter(tuple(piece.cells) for piece in found if piece.cells)
    blank = {("", "", "", "")}
    assert set(accepted) - blank <= {tuple(row) for row in rows}


def read_strictly(clean, quote):
    """What the standard library reads from a clean file."""
    how = {"quotechar": quote} if quote else {"quoting": csv.QUOTE_NONE}
    with clean.open(encoding="utf-8", newline="\n") as handle:
        return list(csv.reader(handle, delimiter=";", strict=True, **how))


@settings(max_examples=150, deadline=None)
@given(
    content=st.text("a1;'\n\rж\udcff\\", max_size=120),
    known=st.sampled_from(
        [{}, {"quote": "'", "escape": "\\"}, {"quote": "", "escape": ""}]
    ),
)
def test_a_clean_file_holds_what_could_be_read_behind_its_line(content, known):
    known = {"quote": "'", "escape": "'"} | known
    with tempfile.TemporaryDirectory() as folder:
        raw = (HEAD + content).encode("utf-8", "surrogateescape")
        file, clean = put(Path(folder), raw), Path(folder) / "clean.csv"
        sieved = sieve(file, dialect(**known), clean)
        again = read_strictly(clean, sieved.dialect.quote)
    found = splits(content, **known)

    read = [
        [str(piece.line), *piece.cells] for piece in found if piece.cells is not None
    ]
    assert again == read
    assert sieved.records == len(read)
    assert list(sieved.quarantined) == [piece for piece in found if piece.cells is None]
