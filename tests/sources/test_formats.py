import gzip

import pytest

from madein.errors import SourceError
from madein.sources.formats import format_of, format_of_bytes
from madein.sources.packed import zstd
from sources.making import put
from sources.raw_bytes import dbf, declaration, sheet, xlsx, zipped

CSV = "nd;item\n1;2\n"
DBF = dbf([("ND", "C", 4)], [b"a   "])
OPEN_TYPE = b"application/vnd.oasis.opendocument."


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.pdf", "a"])
@pytest.mark.parametrize(
    ("content", "form"),
    [
        (CSV.encode(), "text"),
        (CSV.encode("utf-16"), "text"),
        (b"<b>;1\n", "text"),
        ("ж;и\n".encode("utf-16-le"), "text"),
        (gzip.compress(b"x"), "gzip"),
        (zstd.compress(b"x"), "zstd"),
        (zipped({"a.csv": CSV}), "zip"),
        (xlsx(sheet(["a"])), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook"),
        (
            zipped({"mimetype": OPEN_TYPE + b"spreadsheet", "content.xml": "<a/>"}),
            "workbook",
        ),
        (b"PAR1" + bytes(20), "parquet"),
        (DBF, "dbf"),
        (f'<?xml version="1.0"?>{declaration("x")}'.encode(), "xml"),
        (f'<?xml version="1.0"?>{declaration("x")}'.encode("utf-16"), "xml"),
    ],
    ids=[
        *(
            "text",
            "wide text",
            "angle",
            "unmarked",
            "gzip",
            "zstd",
            "zip",
            "xlsx",
            "xls",
        ),
        *("ods", "parquet", "dbf", "xml", "wide xml"),
    ],
)
def test_the_bytes_decide_whatever_the_name_says(tmp_path, content, form, name):
    assert format_of(put(tmp_path, content, name=name)) == form


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"<!DOCTYPE html><table>", "a web page"),
        (b"\xef\xbb\xbf\n <HTML lang='ru'>", "a web page"),
        (b'<?xml version="1.0"?><!-- x --><html xmlns="x">', "a web page"),
        ("<html>".encode("utf-16"), "a web page"),
        (b"<table border=1>", "a web page"),
        (b"Rar!\x1a\x07\x00", "a RAR archive"),
        (bytes(257) + b"ustar", "a tar archive"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\x7fELF\x02", "a program"),
        (zipped({"word/document.xml": "<a/>"}), "a text document"),
        (
            zipped({"mimetype": OPEN_TYPE + b"text", "content.xml": "<a/>"}),
            "a text document",
        ),
    ],
    ids=range(12),
)
def test_what_is_no_table_is_called_by_its_name(tmp_path, content, what):
    file = put(tmp_path, content)
    with pytest.raises(SourceError) as stop:
        format_of(file)

    assert str(stop.value) == (
        f"this is {what}, not a table\n"
        f"  at {file}\n"
        "  try: save the table in it as CSV or XLSX, or ask for it in such a form"
    )


def test_a_zip_file_that_ends_early_is_said_to(tmp_path):
    content = zipped({"a.csv": CSV})[:-30]
    file = put(tmp_path, content)
    with pytest.raises(SourceError) as stop:
        format_of(file)

    assert str(stop.value) == (
        "the packed file is damaged: File is not a zip file\n"
        f"  at {file}, byte {len(content):,}\n"
        "  try: ask whoever sent it for the file again"
    )


def test_a_header_of_dbase_without_columns_is_text():
    assert format_of_bytes(DBF[:32] + bytes(40)) == "text"
