import gzip
import os
from hashlib import sha256

import pytest

from madein.errors import SourceError
from madein.sources import intake
from madein.sources.packed import zstd
from sources.making import HEADINGS, cells, put, take
from sources.raw_bytes import dbf, declaration, sheet, xlsx, zip_member, zipped

pytestmark = pytest.mark.usefixtures("in_process")

TEXT = "nd;item;goods;usd\nA;1;x;10\nB;2;y;20\n"


def raised(file, **known):
    """The message of a file that cannot be read, without its folder."""
    with pytest.raises(SourceError) as stop:
        take(file, **known)
    return str(stop.value).replace(f"{file.parent}/", "").replace(str(file.parent), ".")


def reading(monkeypatch):
    """A list that grows by one with each file that is really read."""
    read = []
    copy = intake._copied
    monkeypatch.setattr(
        intake, "_copied", lambda *args: read.append(args[0].name) or copy(*args)
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


def test_a_formula_in_a_text_file_is_text(engine, tmp_path):
    taken = take(put(tmp_path, TEXT.replace("x", "=1+1")))

    assert cells(engine, tmp_path / taken.name)[0] == ["A", "1", "=1+1", "10"]


@pytest.mark.parametrize("raw", [b"PAR1 this is none", b"PAR1" + bytes(99) + b"PAR1"])
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


def packed(form, content):
    """Content in an archive, or in an archive in an archive."""
    if form == "zip of gzip":
        return zipped({"a.csv.gz": gzip.compress(content)})
    return {"gzip": gzip.compress, "zstd": zstd.compress, "zip": in_zip}[form](content)


def in_zip(content):
    return zip_member("../records", content)


@pytest.mark.parametrize("form", ["gzip", "zstd", "zip", "zip of gzip"])
@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        xlsx(sheet([*HEADINGS], ["A", 1, "x", 10], ["B", 2, "y", 20])),
        dbf([(n, "C", 2) for n in HEADINGS], [b"A 1 x 10", b"B 2 y 20"]),
    ],
    ids=["text", "workbook", "dbase"],
)
def test_every_format_is_read_out_of_every_archive(engine, tmp_path, form, content):
    raw = packed(form, content)
    taken = take(put(tmp_path, raw, name="a.bin"))

    assert taken.dialect.headings == HEADINGS
    assert taken.sha256 == sha256(raw).hexdigest()
    assert taken.bytes == len(raw)
    assert cells(engine, tmp_path / taken.name) == [
        ["A", "1", "x", "10"],
        ["B", "2", "y", "20"],
    ]


def test_declarations_and_parquet_are_read_out_of_archives(engine, tmp_path):
    xml = '<?xml version="1.0"?>' + declaration("<G_42>5</G_42>")
    first = take(put(tmp_path, in_zip(xml), name="a.zip"))
    second = take(
        put(tmp_path, in_zip(parquet(engine, tmp_path).read_bytes()), name="b")
    )

    assert cells(engine, tmp_path / first.name) == [["5", "1", "0"]]
    assert second.copy.records == 20_000


def test_two_members_of_an_archive_are_two_sources(engine, tmp_path):
    book = xlsx(("One", sheet([*HEADINGS], ["C", 3, "z", 30])), ("Two", sheet(["n"])))
    content = zipped({"a.csv": TEXT, "b.xlsx": book})
    file = put(tmp_path, content, name="a.zip")
    first, second = take(file, sheet="a.csv"), take(file, sheet="b.xlsx/One")

    assert first.sha256 == second.sha256
    assert first.source_id != second.source_id
    assert cells(engine, tmp_path / first.name)[0] == ["A", "1", "x", "10"]
    assert cells(engine, tmp_path / second.name) == [["C", "3", "z", "30"]]


def test_a_fault_inside_an_archive_is_said_of_the_archive(engine, tmp_path):
    book = xlsx("<sheetData/>")

    assert raised(put(tmp_path, in_zip(book), name="a.zip")) == (
        "the workbook is empty\n  at a.zip\n  try: name another sheet with --sheet"
    )


def test_what_is_packed_again_and_again_is_refused(engine, tmp_path):
    raw = gzip.compress(gzip.compress(gzip.compress(TEXT.encode())))

    assert raised(put(tmp_path, raw)) == (
        "it is packed more than 2 times over\n"
        "  at a.csv\n"
        "  try: unpack it yourself, and add what is inside"
    )


@pytest.mark.parametrize("raw", [TEXT.encode(), gzip.compress(TEXT.encode())])
def test_a_sheet_of_a_file_without_sheets_is_refused(engine, tmp_path, raw):
    assert raised(put(tmp_path, raw), sheet="One") == (
        "the file has no sheets, and so none of the name 'One'\n"
        "  at a.csv\n"
        "  try: leave out --sheet"
    )


def test_more_columns_than_records_have_are_refused(engine, tmp_path):
    raw = ";".join(f"h{n}" for n in range(1_025)) + "\n"

    assert raised(put(tmp_path, raw * 2), delimiter=";") == (
        "1,025 columns; no records of customs have more than 1,024\n"
        "  at a.csv\n"
        "  try: look at the delimiter and at the line of the headings"
    )


def test_a_file_of_damage_alone_is_refused(engine, tmp_path, monkeypatch):
    monkeypatch.setattr(intake, "MOST_QUARANTINED", 2)
    file = put(tmp_path, TEXT + "C;3;z\n" * 3)

    assert raised(file, delimiter=";", header_line=1) == (
        "3 lines cannot be cut into cells, 2 can\n"
        "  at a.csv\n"
        "  try: look at the delimiter and the encoding, or ask for the file again"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]


def test_a_nested_column_of_parquet_is_text(engine, tmp_path):
    file = tmp_path / "a.parquet"
    engine.write("select [1, 2] as nd, {'a': 'x'} as item, 'b'::blob as goods", file)
    taken = take(file)

    assert cells(engine, tmp_path / taken.name) == [["[1, 2]", "{'a': x}", "b"]]


def test_a_folder_and_a_pipe_are_no_files(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    for name in ("pipe", "folder"):
        assert raised(tmp_path / name) == (
            f"'{name}' is no ordinary file\n  at .\n  try: name a file"
        )
