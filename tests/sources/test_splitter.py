import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from madein.sources.splitter import MOST_LINES, split
from sources.making import dialect, put

HEAD = "nd;item;goods;usd\n"
OPEN = "a quotation mark is never closed"


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
    assert found[0][1][0].startswith("the quotation marks do not fit")
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
    assert reason.startswith("the quotation marks do not fit: new-line character seen")


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


def test_a_cell_of_200_000_characters_is_quarantined(tmp_path):
    ((line, (reason, text)),) = pieces(tmp_path, HEAD + f"A;1;{'x' * 200_000};10\n")

    assert (line, reason) == (2, "a cell of more than 131,072 characters")
    assert text == "A;1;" + "x" * 1_996


def test_utf_16_that_is_cut_off_is_quarantined(tmp_path):
    raw = (HEAD + "A;1;x;10\nB;1;y;20").encode("utf-16")[:-1]

    assert pieces(tmp_path, raw, encoding="utf-16") == [
        (2, ["A", "1", "x", "10"]),
        (3, ("not utf-16", "B;1;y;2\ufffd")),
    ]


# Text without delimiters: a line inside a cell is never as wide as the headings.
PLAIN = st.text('ab "\n\rжщ', max_size=6)
ROWS = st.lists(st.lists(PLAIN, min_size=4, max_size=4), min_size=1, max_size=8)
DAMAGE = st.sampled_from(['"', ";", "\n", "\udcff", "drop"])


def written(row):
    return ";".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"


def lines_of(stretch):
    """Lines that a stretch takes; its text is not shortened in these tests."""
    text = "".join(stretch.cells) if stretch.cells is not None else stretch.text
    return text.count("\n") + 1


def splits(content):
    with tempfile.TemporaryDirectory() as folder:
        raw = (HEAD + content).encode("utf-8", "surrogateescape")
        return list(split(put(Path(folder), raw), dialect()))


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
    found = splits(damaged)

    starts = [piece.line for piece in found]
    ends = [piece.line + lines_of(piece) for piece in found]
    assert starts == [2, *ends[:-1]]
    assert ends[-1] == 2 + damaged.count("\n") + (not damaged.endswith("\n"))


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, broken=st.lists(PLAIN, min_size=4, max_size=4), data=st.data())
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
