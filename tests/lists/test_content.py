import bz2
import gzip
import io
import lzma
import sys
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from madein.errors import SourceError
from madein.lists.entry import Entry
from madein.lists.formats import packing
from madein.lists.formats.content import HEAD, content, head, rows, text
from madein.lists.formats.markup import elements, entries_in, opening, root

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WHOLE = "get a whole copy from where it came from"


def zipped(data, *names):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names or ("list.csv",):
            archive.writestr(name, data)
    return held.getvalue()


PACKERS = {
    "plain": bytes,
    "gzip": gzip.compress,
    "two gzip parts": lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]),
    "zip": zipped,
    "zip of a Mac": lambda data: zipped(data, "a/", "a/list.csv", "__MACOSX/a/._list"),
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd.compress,
}


@pytest.fixture
def held(tmp_path):
    def write(data, name="list.csv"):
        file = tmp_path / name
        file.write_bytes(data)
        return file

    return write


def fault_of(read):
    with pytest.raises(SourceError) as caught:
        read()
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize("how", PACKERS)
@pytest.mark.parametrize("size", [0, 10, HEAD - 1, HEAD, HEAD + 1, 3 * HEAD])
def test_a_file_is_unpacked_by_its_first_bytes_whatever_its_name(held, how, size):
    data = bytes(i % 251 for i in range(size))
    file = held(PACKERS[how](data))

    assert content(file) == data
    assert head(file) == data[:HEAD]


@pytest.mark.parametrize("how", ["gzip", "zip", "bzip2", "xz", "zstd"])
@pytest.mark.parametrize("part", [0.2, 0.9])
def test_a_packed_file_that_was_cut_is_a_fault(held, how, part):
    packed = PACKERS[how](bytes(range(256)) * 99)
    file = held(packed[: int(len(packed) * part)])
    if how == "zip":  # its directory stands at its end: without it, it is no archive
        assert content(file) == packed[: int(len(packed) * part)]
        return
    fault = fault_of(lambda: content(file))

    assert fault.what.startswith("the packed file is damaged: ")
    assert (fault.where, fault.fix) == (str(file), WHOLE)


def test_a_packed_byte_that_was_changed_is_a_fault(held):
    packed = bytearray(gzip.compress(b"names" * 999))
    packed[-6] ^= 1  # of the check sum
    file = held(bytes(packed))

    assert fault_of(lambda: content(file)).what.startswith(
        "the packed file is damaged: CRC check failed"
    )


@pytest.mark.parametrize("how", ["gzip", "bzip2", "xz", "zstd", "zip"])
def test_a_bomb_is_a_fault_before_it_fills_the_memory(held, how, monkeypatch):
    monkeypatch.setattr(packing, "FREE_BYTES", 1 << 20)
    file = held(PACKERS[how](bytes(16 << 20)))
    tracemalloc.start()
    fault = fault_of(lambda: content(file))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "unpack to more than" in fault.what
    assert fault.fix == "this is no ordinary list; unpack it yourself, and look"
    assert most < 12 << 20


def test_a_file_larger_than_any_list_is_a_fault(held, monkeypatch):
    monkeypatch.setattr(packing, "MOST_BYTES", 1000)
    file = held(bytes(1001))

    assert str(fault_of(lambda: content(file))) == (
        "the first 1,001 bytes unpack to more than 1,000\n"
        f"  at {file}\n"
        "  try: this is no ordinary list; unpack it yourself, and look"
    )
    assert len(content(held(bytes(1000)))) == 1000


def test_the_head_of_a_packed_file_does_not_unpack_the_rest(held):
    file = held(gzip.compress(bytes(range(256)) * 4 * 20_000, compresslevel=1))
    tracemalloc.start()
    head(file)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 4 << 20  # of 20 MB


def test_an_archive_of_several_files_is_a_fault(held):
    file = held(zipped(b"a", "sdn.csv", "alt.csv"), "lists.zip")

    assert str(fault_of(lambda: head(file))) == (
        "the archive holds 2 files, not one list: 'sdn.csv', 'alt.csv'\n"
        f"  at {file}\n"
        "  try: unpack it, and give the list alone"
    )


def test_an_archive_without_files_is_a_fault(held):
    file = held(zipped(b"", "folder/"))

    assert fault_of(lambda: content(file)).what == (
        "the archive holds 0 files, not one list"
    )


def test_an_encrypted_archive_is_a_fault(held):
    packed = bytearray(zipped(b"a"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(signature) + place] |= 1
    file = held(bytes(packed))

    assert fault_of(lambda: content(file)).what == (
        "'list.csv' in the archive is encrypted, or a link"
    )


def test_text_is_utf8_with_or_without_a_mark(held):
    assert text(held("\ufeffИмя".encode())) == text(held("Имя".encode())) == "Имя"


def test_text_that_is_not_utf8_is_a_fault_with_its_line(held):
    file = held("a\nb\nИмя".encode("cp1251"))

    assert str(fault_of(lambda: text(file))) == (
        f"the line is not UTF-8\n  at {file}:3\n  try: {WHOLE}; or save it as UTF-8"
    )


def test_rows_have_lines_single_blanks_and_the_first_filled_of_two_columns(held):
    file = held(b'id ;name;id\r\n1;"a\r\n b";2\r\n;;\r\n;c;3;\r\n')

    assert list(rows(file, ("id", "name"), ";")) == [
        (3, {"id": "1", "name": "a b"}),
        (5, {"id": "3", "name": "c"}),
    ]


@pytest.mark.parametrize(
    ("table", "what", "line"),
    [
        (b"", "there is no column 'id'", 1),
        (b"name\na\n", "there is no column 'id'", 1),
        (b"id,name\n1,a\n2\n", "1 cells under 2 headings", 3),
        (b"id,name\n1,a,b\n", "3 cells under 2 headings", 2),
        (b'id,name\n1,"a\n', "unexpected end of data", 2),
        (b'id,name\n1,"a"b\n', "',' expected after '\"'", 2),
    ],
)
def test_a_table_that_is_damaged_is_a_fault(held, table, what, line):
    file = held(table)
    fault = fault_of(lambda: list(rows(file, ("id",))))

    assert (fault.what, fault.where) == (what, f"{file}:{line}")


def test_a_cell_may_be_longer_than_the_csv_module_allows(held):
    assert next(rows(held(b"id\n" + b"1" * 200_000)))[1]["id"] == "1" * 200_000


@given(
    st.lists(
        st.lists(st.text("ab;\"'\nИ"), min_size=2, max_size=2).map(
            lambda cells: [" ".join(cell.split()) for cell in cells]
        )
    )
)
def test_rows_written_are_the_rows_read(tmp_path_factory, table):
    file = tmp_path_factory.mktemp("rows") / "list.csv"
    quoted = [[f'"{c.replace(chr(34), chr(34) * 2)}"' for c in row] for row in table]
    file.write_text("\n".join(["x;y", *map(";".join, quoted)]), encoding="utf-8")

    read = [list(row.values()) for _, row in rows(file, delimiter=";")]
    assert read == [row for row in table if any(row)]


LIST = b"""<?xml version="1.0"?>
<!-- a list <b> of nobody -->
<n:all xmlns:n="urn:made:up" day="2024-02-23">
  <n:one id="1"><n:name>A</n:name></n:one>
  <n:two id="2"/>
  <n:one
     id="3">B &amp; C</n:one>
</n:all>
"""


def test_elements_come_whole_in_their_order_without_namespace(held):
    file = held(LIST)
    found = [(e.tag, e.get("id"), e.findtext("name")) for e in elements(file, "one")]

    assert found == [("one", "1", "A"), ("one", "3", None)]
    assert [e.tag for e in elements(file, "two", "one")] == ["one", "two", "one"]
    assert [e.text for e in elements(file, "one")] == [None, "B & C"]


def test_the_opening_of_a_file_has_its_attributes(held):
    element = opening(held(LIST))

    assert (element.tag, element.get("day"), len(element)) == ("all", "2024-02-23", 0)


def test_a_long_file_is_read_piece_by_piece(held):
    one = b"<one><name>%d</name></one>"
    file = held(b"<all>" + b"".join(one % i for i in range(20_000)) + b"</all>")
    tracemalloc.start()
    numbers = [int(e.findtext("name")) for e in elements(file, "one")]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert numbers == list(range(20_000))
    assert most < 10 << 20


BOMB = b"""<?xml version="1.0"?>%s
<!DOCTYPE all [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<all><one>&b;</one></all>"""


@pytest.mark.parametrize(
    "start",
    [
        BOMB % b"",
        BOMB % b"<!-- <all> -->",
        BOMB % (b"<!--" + b" " * HEAD + b"-->"),
        b"\xef\xbb\xbf" + BOMB % b"",
        (BOMB % b"").decode().encode("utf-16"),
        b"no XML at all",
        b"",
    ],
)
def test_xml_that_declares_types_or_holds_nothing_is_refused(held, start):
    file = held(start)
    expected = (
        "the XML declares types of its own, or holds no element\n"
        f"  at {file}:1\n  try: {WHOLE}"
    )

    assert str(fault_of(lambda: list(elements(file, "one")))) == expected
    assert str(fault_of(lambda: opening(file))) == expected
    assert root(start[:HEAD]) == ""


@pytest.mark.parametrize(
    ("xml", "line", "what"),
    [
        (LIST[:-8], 8, "unclosed token: line 8, column 0"),
        (LIST.replace(b"</n:name>", b""), 4, "mismatched tag: line 4, column 27"),
        (LIST.replace(b"&amp;", b"&b;"), 7, "undefined entity: line 7, column 14"),
        (LIST + b"<more/>", 9, "junk after document element: line 9, column 0"),
        (b'<?xml version="1.0" encoding="utf-99"?><all/>', 1, "unknown encoding"),
    ],
)
def test_xml_that_is_damaged_is_a_fault_with_its_line(held, xml, line, what):
    file = held(xml)
    fault = fault_of(lambda: list(elements(file, "one")))

    assert fault.what.startswith(f"the XML is damaged: {what}")
    assert (fault.where, fault.fix) == (f"{file}:{line}", WHOLE)


def test_an_opening_without_end_is_a_fault(held):
    file = held(b"<all day='1'" + b" " * HEAD)

    assert fault_of(lambda: opening(file)).what == (
        "the XML is damaged: its first element does not end"
    )


def named(element):
    if element.get("id") == "3":
        raise ValueError("it is odd")
    return Entry(entry=element.get("id"), name="A", type=None, imposed=())


def test_all_elements_that_are_no_entries_are_named_with_their_lines(held):
    file = held(LIST.replace(b'<n:two id="2"/>', b'<n:two id="1"/>'))
    with pytest.raises(SourceError) as caught:
        entries_in(file, named, "one", "two")

    assert [(fault.what, fault.where) for fault in caught.value.faults] == [
        ("entry '1' occurs twice", f"{file}:5"),
        ("it is odd", f"{file}:6"),
    ]


def test_a_file_without_any_entry_is_a_fault(held):
    file = held(b"<all/>")

    assert str(fault_of(lambda: entries_in(file, named, "one"))) == (
        f"the copy holds no entries\n  at {file}\n  try: {WHOLE}"
    )


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b"<a>", "a"),
        (b"\xef\xbb\xbf<a/>", "a"),
        (
            b' \n<?xml version="1.0"?>\n<?style x?>\n<!-- -- ->\n--><n:a-b.c d="">',
            "a-b.c",
        ),
        (b"<!-- never closed <a>", ""),
        (b"a<b>", ""),
    ],
)
def test_the_first_element_names_the_file(start, name):
    assert root(start) == name
