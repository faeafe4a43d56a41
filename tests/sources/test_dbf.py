import struct
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.sources.dbf import dbf_rows, look_at_dbf
from madein.sources.text.dialect import NOTHING_TOLD, Told
from sources.making import cells, put, take
from sources.raw_bytes import dbf

COLUMNS = [("NUME_CORRE", "C", 6), ("FOB_DOLPOL", "N", 10), ("FEC", "D", 8)]
RECORDS = [b"000123   1234.5020210304", b"A\x00          7.0020210305"]


def read(folder, content, told=NOTHING_TOLD):
    """Headings, and the rows or reasons of a file."""
    file = put(folder, content, name="a.dbf")
    look = look_at_dbf(file, told)
    return look.dialect, [
        piece.cells or (piece.line, piece.reason, piece.text)
        for piece in dbf_rows(file, look.dialect)
    ]


def refused(folder, content, told=NOTHING_TOLD):
    with pytest.raises(SourceError) as stop:
        read(folder, content, told)
    return str(stop.value).replace(f"{folder}/", "")


def damaged(reason):
    return (
        f"the dBase file is damaged: {reason}\n"
        "  at a.dbf\n"
        "  try: ask whoever sent it for the file again"
    )


def test_records_are_text_without_their_padding(tmp_path):
    dialect, rows = read(tmp_path, dbf(COLUMNS, RECORDS))

    assert dialect.headings == ("NUME_CORRE", "FOB_DOLPOL", "FEC")
    assert (dialect.header_line, dialect.encoding) == (0, "ascii")
    assert rows == [["000123", "1234.50", "20210304"], ["A", "7.00", "20210305"]]


@pytest.mark.parametrize(
    ("driver", "encoding"),
    [
        (0x02, "cp850"),
        (0x03, "cp1252"),
        (0x26, "cp866"),
        (0xC9, "cp1251"),
        (0x4E, "cp949"),
    ],
)
def test_the_driver_names_the_encoding(tmp_path, driver, encoding):
    text = {"cp866": "БОЛТ", "cp1251": "БОЛТ", "cp949": "부품"}.get(encoding, "NIÑO")
    record = text.encode(encoding).ljust(10)
    dialect, rows = read(tmp_path, dbf([("A", "C", 10)], [record], driver=driver))

    assert (dialect.encoding, rows) == (encoding, [[text]])


def test_an_encoding_that_is_told_goes_before_the_driver(tmp_path):
    content = dbf([("A", "C", 4)], ["NIÑO".encode("latin-1")], driver=0x02)

    assert read(tmp_path, content, Told(encoding="latin-1"))[1] == [["NIÑO"]]


def test_an_encoding_that_nobody_names_is_asked_for(tmp_path):
    content = dbf([("A", "C", 4)], ["NIÑO".encode("latin-1")])

    assert refused(tmp_path, content) == (
        "the encoding is not named in the header\n"
        "  at a.dbf\n"
        "  try: name it: `madein add ... --encoding latin-1` (or cp850, cp866, cp1251)"
    )


def test_deleted_and_odd_records_are_quarantined(tmp_path):
    marks = [b"*", b" ", b"?"]
    content = dbf(
        [("A", "C", 2), ("B", "C", 2)], [b"a b ", b"c d ", b"e f "], marks=marks
    )

    assert read(tmp_path, content)[1] == [
        (1, "marked as deleted", "a | b"),
        ["c", "d"],
        (3, "the mark of deletion is b'?'", "e | f"),
    ]


def test_bytes_of_another_encoding_cost_their_record_alone(tmp_path):
    content = dbf([("A", "C", 2)], [b"ok", b"\x81x"], driver=0x03)

    assert read(tmp_path, content)[1] == [
        ["ok"],
        (2, "its bytes are not cp1252", "\\x81x"),
    ]


def test_numbers_of_foxpro_are_read(tmp_path):
    columns = [("I", "I", 4), ("Y", "Y", 8), ("B", "B", 8), ("T", "T", 8)]
    record = struct.pack("<iqdii", -7, 1_234_500, 0.25, 2_451_545, 43_200_000)
    empty = struct.pack("<iqdii", 0, 0, 0.0, 0, 0)

    assert read(tmp_path, dbf(columns, [record, empty], version=0x30, driver=3))[1] == [
        ["-7", "123.45", "0.25", "2000-01-01T12:00:00"],
        ["0", "0", "0.0", ""],
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (dbf(COLUMNS, RECORDS)[:-10], "it ends in record 2 of 2"),
        (dbf(COLUMNS, RECORDS, count=9), "it ends in record 3 of 9"),
        (
            dbf(COLUMNS, RECORDS, count=1),
            "other bytes follow the last of its 1 records",
        ),
        (
            dbf(COLUMNS, RECORDS, tail=b"more"),
            "other bytes follow the last of its 2 records",
        ),
        (dbf(COLUMNS, [b"x"] * 40), "its columns do not add up to its records"),
        (dbf([("A", "Q", 2)], [b"xx"]), "it has columns of the unknown type 'Q'"),
        (dbf([("A", "I", 4)], [b"xxxx"]), "it has columns of the unknown type 'I'"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(tmp_path, content, reason):
    if reason.startswith("its columns"):
        content = content.replace(struct.pack("<H", 25), struct.pack("<H", 2), 1)
    assert refused(tmp_path, content) == damaged(reason)


@pytest.mark.parametrize("tail", [b"", b"\x1a", b"\x1a" + bytes(20), b"\r\n"])
def test_what_fills_up_the_file_is_no_record(tmp_path, tail):
    assert len(read(tmp_path, dbf(COLUMNS, RECORDS, tail=tail))[1]) == 2


def test_a_dbase_file_is_taken_in_with_its_record_numbers(tmp_path, engine, in_process):
    content = dbf(COLUMNS, [*RECORDS, RECORDS[0]], marks=[b" ", b"*", b" "])
    taken = take(put(tmp_path, content, name="whatever"))

    assert taken.copy.records == 2
    assert taken.copy.quarantined == (
        (2, "marked as deleted", "A\x00 | 7.00 | 20210305"),
    )
    copy = tmp_path / taken.name
    assert cells(engine, copy) == [["000123", "1234.50", "20210304"]] * 2
    assert engine.rows(f"select line from read_parquet('{copy}')") == [
        {"line": 1},
        {"line": 3},
    ]


CELL = st.text("aжé 1.,;\"'\n", max_size=3)


@given(st.lists(st.tuples(CELL, CELL), max_size=9))
def test_what_was_written_is_read(table):
    encodable = [
        [c.encode("cp1251", "ignore").decode("cp1251") for c in row] for row in table
    ]
    records = [b"".join(c.encode("cp1251").ljust(5) for c in row) for row in encodable]
    content = dbf([("A", "C", 5), ("B", "C", 5)], records, driver=0xC9)
    with tempfile.TemporaryDirectory() as folder:
        _, rows = read(Path(folder), content)

    assert rows == [[cell.strip(" ") for cell in row] for row in encodable]
