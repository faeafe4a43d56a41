import gzip
import random
import stat
import zipfile

import pytest

from madein.errors import SourceError
from madein.sources.packed import unpacked, zstd
from sources.making import put
from sources.raw_bytes import zip_member, zipped

GENERATOR = random.Random(7)  # noqa: S311 - the same bytes each time
TEXT = "nd;item\n" + "".join(f"{GENERATOR.random()};{n}\n" for n in range(9_000))
RAW = TEXT.encode()
HALF = len(RAW) // 2
PACKERS = {"gzip": gzip.compress, "zstd": zstd.compress}


def inside(folder, form, content, sheet=""):
    """What a packed file holds, and the sheet that is left."""
    out, rest = unpacked(put(folder, content, name="a.bin"), form, sheet, folder)
    assert out == folder / "unpacked"
    return out.read_bytes(), rest


def refused(folder, form, content, sheet=""):
    with pytest.raises(SourceError) as stop:
        inside(folder, form, content, sheet)
    return str(stop.value).replace(f"{folder}/", "")


def damaged(reason, at):
    return (
        f"the packed file is damaged: {reason}\n"
        f"  at a.bin, byte {at:,}\n"
        "  try: ask whoever sent it for the file again"
    )


@pytest.mark.parametrize("form", PACKERS)
def test_what_is_packed_comes_out(tmp_path, form):
    pack = PACKERS[form]
    assert inside(tmp_path, form, pack(RAW)) == (RAW, "")
    assert (
        inside(tmp_path, form, pack(RAW[:HALF]) + pack(b"") + pack(RAW[HALF:]))[0]
        == RAW
    )


def test_zeros_behind_a_gzip_file_are_padding(tmp_path):
    assert inside(tmp_path, "gzip", gzip.compress(RAW) + bytes(200_000))[0] == RAW


@pytest.mark.parametrize("form", PACKERS)
@pytest.mark.parametrize("cut", [1, 8, 1_000])
def test_a_file_that_ends_early_is_refused_with_its_last_byte(tmp_path, form, cut):
    content = PACKERS[form](RAW)[:-cut]
    reason = "it ends early, in the part that begins at byte 0"

    assert refused(tmp_path, form, content) == damaged(reason, len(content))


def test_a_second_part_that_ends_early_is_refused(tmp_path):
    first = gzip.compress(RAW)
    content = first + first[:500]
    reason = f"it ends early, in the part that begins at byte {len(first):,}"

    assert refused(tmp_path, "gzip", content) == damaged(reason, len(content))


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ("gzip", "other bytes follow its end"),
        ("zstd", "Unable to decompress Zstandard data: Unknown frame descriptor"),
    ],
)
def test_other_bytes_behind_the_end_are_refused(tmp_path, form, reason):
    content = PACKERS[form](RAW)

    assert refused(tmp_path, form, content + b"more") == damaged(reason, len(content))


def test_a_bit_that_fell_over_is_found_by_the_checksum(tmp_path):
    content = bytearray(gzip.compress(RAW))
    content[-6] ^= 1

    assert refused(tmp_path, "gzip", bytes(content)).startswith(
        "the packed file is damaged: Error -3 while decompressing data: incorrect data check"
    )


@pytest.mark.parametrize("form", PACKERS)
def test_what_grows_beyond_measure_is_stopped_early(tmp_path, form):
    said = refused(tmp_path, form, PACKERS[form](bytes(90 << 20)))

    assert said.startswith("the first ")
    assert said.endswith(
        "  try: this is no ordinary table; unpack it yourself, and look"
    )
    assert (tmp_path / "unpacked").stat().st_size < 70 << 20


def test_ten_megabytes_of_one_letter_are_no_bomb(tmp_path):
    assert (
        len(inside(tmp_path, "gzip", gzip.compress(b"x" * (10 << 20)))[0]) == 10 << 20
    )


@pytest.mark.parametrize(
    "method",
    [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA],
)
def test_the_one_table_of_an_archive_is_taken(tmp_path, method):
    beside = {
        "__MACOSX/._a.csv": b"x;y",
        ".DS_Store": b"x;y",
        "readme.pdf": b"%PDF-1.7",
    }
    content = zipped({"folder/a.csv": RAW, **beside}, method=method)

    assert inside(tmp_path, "zip", content) == (RAW, "")
    assert inside(tmp_path, "zip", content, "folder/a.csv") == (RAW, "")
    assert inside(tmp_path, "zip", content, "Sheet2") == (RAW, "Sheet2")


def test_one_of_several_tables_is_named(tmp_path):
    content = zipped({"a.csv": RAW, "b/book.xlsx": b"PK\x03\x04"})

    assert inside(tmp_path, "zip", content, "b/book.xlsx") == (b"PK\x03\x04", "")
    assert inside(tmp_path, "zip", content, "b/book.xlsx/One") == (b"PK\x03\x04", "One")


@pytest.mark.parametrize(
    ("parts", "sheet", "what"),
    [
        (
            {"a.csv": b"x;y\n", "b\u202e.csv": b"x;y\n"},
            "",
            "the archive holds 2 tables: 'a.csv' (4 bytes), 'b\\u202e.csv' (4 bytes)",
        ),
        (
            {"a.csv": b"x;y\n", "b.csv": b"x;y\n"},
            "c.csv",
            "the archive holds no file 'c.csv', but 'a.csv' (4 bytes), 'b.csv' (4 bytes)",
        ),
        (
            {"a.pdf": b"%PDF-1.7"},
            "",
            "the archive holds no tables, but 'a.pdf' (8 bytes)",
        ),
        ({}, "", "the archive holds no tables, but nothing"),
    ],
    ids=["two", "another", "none", "empty"],
)
def test_an_archive_without_one_table_lists_what_it_holds(tmp_path, parts, sheet, what):
    assert refused(tmp_path, "zip", zipped(parts), sheet) == (
        f"{what}\n"
        "  at a.bin\n"
        "  try: name one with --sheet, like `--sheet data.csv` or `--sheet book.xlsx/Sheet1`"
    )


@pytest.mark.parametrize(
    ("content", "what", "fix"),
    [
        (
            zip_member("a.csv", "/etc/passwd", mode=stat.S_IFLNK | 0o777),
            "'a.csv' in the archive is a link",
            "ask for the file that it leads to",
        ),
        (
            zip_member("a.csv", "x;y\n", encrypted=True),
            "'a.csv' in the archive is encrypted",
            "unpack it with its password, and add that",
        ),
    ],
    ids=["link", "encrypted"],
)
def test_what_cannot_be_read_by_its_name_is_refused(tmp_path, content, what, fix):
    expected = f"{what}\n  at a.bin\n  try: {fix}"

    assert refused(tmp_path, "zip", content) == expected
    assert refused(tmp_path, "zip", content, "a.csv") == expected


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path):
    file = tmp_path / "twice.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.csv", "x;y\n")
        archive.writestr("a.csv", "x;z\n")

    assert refused(tmp_path, "zip", file.read_bytes(), "a.csv").startswith(
        "'a.csv' in the archive is there twice"
    )


@pytest.mark.parametrize(
    "name", ["../../x.csv", "/etc/x.csv", "a/../../x.csv", "C:\\x.csv"]
)
def test_a_name_that_leads_elsewhere_is_a_name(tmp_path, name):
    folder = tmp_path / "one" / "two"
    folder.mkdir(parents=True)
    inside(folder, "zip", zipped({name: RAW}))

    found = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert found == ["a.bin", "unpacked"]


def test_a_member_that_grows_beyond_measure_is_stopped(tmp_path):
    said = refused(tmp_path, "zip", zipped({"a.csv": b"x" * (90 << 20)}))

    assert said.splitlines()[1] == "  at a.bin, in 'a.csv'"
    assert (tmp_path / "unpacked").stat().st_size < 20 << 20


def test_a_member_with_a_wrong_checksum_is_refused(tmp_path):
    content = bytearray(zipped({"a.csv": RAW}, method=zipfile.ZIP_STORED))
    content[content.index(b"nd;item")] ^= 1

    assert refused(tmp_path, "zip", bytes(content)) == (
        "the packed file is damaged: Bad CRC-32 for file 'a.csv'\n"
        "  at a.bin\n"
        "  try: ask whoever sent it for the file again"
    )
