"""A bundle checked: what agrees, what differs, and what cannot be known."""

import csv
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from case.bundling import members, packed, resealed
from case.editions import PAGE, bundle, few_figures
from madein.case.bundle.read import open_bundle
from madein.case.bundle.recount import recount
from madein.case.verify import bundle as verifying
from madein.case.verify.bundle import verify
from madein.errors import SourceError


@pytest.fixture(autouse=True, scope="module")
def _few():
    with few_figures():
        yield


@pytest.fixture
def spoilt(tmp_path):
    return tmp_path / "spoilt.zip"


def read_csv_of(file, name):
    return csv.DictReader(io.StringIO(members(file)[name].decode("utf-8-sig")))


def differences(found):
    return [line for check in found.checks for line in check.differences]


def seals(file):
    """What the first step says of a file."""
    with open_bundle(file) as opened:
        (check,) = verifying.sealed(opened, PAGE)
    return check


# --- what agrees ------------------------------------------------------------------


def test_a_bundle_with_its_files_is_built_again_and_agrees():
    found = verify(bundle(with_files=True), PAGE)

    assert differences(found) == []
    assert found.unchecked == ()
    assert found.versions == ()
    assert found.synthetic
    assert [check.of for check in found.checks] == [
        "files",
        "figures",
        "tables",
        "figures",
        "claims",
        "files",
        "parts",
        "figures",
        "claims",
        "tables",
    ]
    assert all(check.compared for check in found.checks)


def test_a_bundle_without_files_says_what_it_could_not_check():
    with open_bundle(bundle(with_files=False)) as opened:
        assert list(verifying.unchecked_of(opened)) == [
            (
                "whether rows and flags are what the files of records give: these are "
                "not in the bundle (files/a.csv, files/b.csv), but their SHA-256 are in "
                "bundle.json"
            )
        ]


# --- what differs -----------------------------------------------------------------


def test_one_changed_byte_in_any_member_is_found(spoilt):
    held = members(bundle(with_files=False))
    names = [name for name in held if name != "bundle.json"]
    for number, name in enumerate(names):
        place = number * 7919 % max(len(held[name]), 1)
        was = held[name]
        before, after = was[:place], was[place + 1 :]
        flipped = bytes([(was[place] if was else 0) ^ 1])
        packed(spoilt, held | {name: before + flipped + after})

        check = seals(spoilt)

        assert [line.split(":")[0] for line in check.differences] == [name]


def test_a_member_more_and_a_member_less_are_found(spoilt):
    held = members(bundle(with_files=False))
    del held["claims.csv"]
    packed(spoilt, held | {"notes.txt": b"more"})

    assert seals(spoilt).differences == (
        "claims.csv: not in the bundle",
        "notes.txt: not named in bundle.json",
    )


def test_what_no_longer_follows_is_found_though_its_digest_was_made_right(spoilt):
    was = next(read_csv_of(bundle(with_files=False), "figures.csv"))
    exact = Decimal(was["at_least"])

    def listed(text):
        return text.replace(was["at_least"].encode(), b"907.250000000000", 1)

    file = resealed(bundle(with_files=False), spoilt, "figures.csv", listed)
    for name, old, new in (
        ("report.html", b"edition", b"version"),
        ("case/claims.yml", b"at least 300 USD", b"at most 300 USD"),
        ("case/lists/own_2022-01-01.csv", b"7709780434", b"7743237789"),
    ):
        resealed(file, spoilt, name, lambda text, o=old, n=new: text.replace(o, n))

    found = verify(spoilt, PAGE)

    lines = differences(found)
    assert not found.agrees
    assert lines[0] == f"F1: at_least 907.250000000000, its rows come to {exact:.4f}"
    assert any(line.startswith("figures.csv: line ") for line in lines)
    assert "report.html: line 1 is not what the tables give" in lines
    assert any(line.startswith("C1: asked ") for line in lines)
    assert "made_from, claims: not what the files in case/ say" in lines
    assert "made_from, lists: not what the files in case/ say" in lines
    assert (
        "listing: not what the copies of lists, the rules and the parties give" in lines
    )


def test_another_file_of_records_is_found_by_building_again(spoilt):
    resealed(
        bundle(with_files=True),
        spoilt,
        "case/files/a.csv",
        lambda text: text.replace(b"100.00", b"101.00"),
    )

    with open_bundle(spoilt) as opened:
        figures, claims, tables = verifying.rebuilt(opened, PAGE)

    low = next(read_csv_of(bundle(with_files=False), "figures.csv"))["at_least"]
    assert (
        f"F1: at_least {low} in the bundle, {Decimal(low) + 1} found again"
    ) in figures.differences
    assert any(line.startswith("C1: at_least ") for line in claims.differences)
    assert (
        "imports: 3 rows of the bundle not found again, 3 found again and not in the "
        "bundle"
    ) in tables.differences  # the file is another, and with it the ids of its rows


def test_a_table_that_cannot_be_read_is_a_difference_and_no_crash(spoilt):
    resealed(
        bundle(with_files=False), spoilt, "tables/imports.parquet", lambda _: b"PAR1"
    )

    with open_bundle(spoilt) as opened:
        (check,) = verifying._tried(verifying.recomputed, opened, PAGE)

    assert check.differences[0].startswith("could not be checked: EngineError: ")


def test_another_version_of_a_program_is_said(spoilt):
    held = members(bundle(with_files=False))
    said = json.loads(held["bundle.json"])
    here = said["made_from"]["versions"]["duckdb"]
    said["made_from"]["versions"]["duckdb"] = "1.0"
    packed(spoilt, held | {"bundle.json": json.dumps(said).encode()})

    with open_bundle(spoilt) as opened:
        found = list(verifying._versions(opened))

    assert found == [f"duckdb 1.0 in the bundle, {here} here"]


def test_a_case_that_names_files_of_the_machine_is_not_built_again(spoilt):
    resealed(
        bundle(with_files=True),
        spoilt,
        "case/case.yml",
        lambda text: text.replace(b"folder: lists", b"folder: /etc"),
    )

    with open_bundle(spoilt) as opened:
        (line,) = verifying.unchecked_of(opened)

    assert line == (
        "listings and verdicts: /etc lies outside the case folder, and is not in the "
        "bundle"
    )


# --- the sums, from the files alone -------------------------------------------------


def test_sums_are_those_of_the_rows():
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "evidence").mkdir()
        (folder / "figures.csv").write_text(
            "id,unit,evidence,rows,unclear_rows,unvalued_rows,rows_digest,"
            "converted_usd,reason,at_least,at_most\n"
            "F1,US dollars,evidence/F1.csv,2,1,0,5dafd6a7046f,30,,30.5,37.5\n"
            "F2,declarations,evidence/F1.csv,2,1,0,5dafd6a7046f,30,,1,2\n"
            "F3,kg,evidence/F1.csv,2,1,1,5dafd6a7046f,30,,3,\n"
            "F4,share,,2,0,0,,0,,0.5,0.5\n",
            encoding="utf-8",
        )
        (folder / "evidence" / "F1.csv").write_text(
            "source_id,row,certain,usd,usd_basis,net_kg,declaration\n"
            "s,1,True,30,customs,3,D1\n"
            "s,2,True,0.5,statistical,,D1\n"
            "s,3,False,7,fob,4,\n",
            encoding="utf-8",
        )

        found = dict(recount(folder))

    # The digest is that of rows 1 and 2 of s, from `md5sum` and a shell.
    assert found == {"F1": [], "F2": [], "F3": []}


# --- files that are no bundles ------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../x", "/x", "a/../../x", "C:/x", "a\\x", ".x", "a//x"]
)
def test_names_that_lead_out_are_refused_before_anything_is_unpacked(
    spoilt, name, tmp_path
):
    packed(spoilt, {"bundle.json": b"{}", name: b"x"})

    with pytest.raises(SourceError, match="no bundle that madein wrote"):
        verify(spoilt, PAGE)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["spoilt.zip"]


def test_links_and_twins_are_refused(spoilt):
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(spoilt, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("Same", "x")
        archive.writestr("same", "x")

    with pytest.raises(SourceError) as refused:
        verify(spoilt, PAGE)

    assert [fault.what for fault in refused.value.faults] == [
        "this is no bundle that madein wrote: 'link' is a link, or no plain file",
        "this is no bundle that madein wrote: two members have one name",
    ]


def test_a_bomb_is_refused(spoilt):
    packed(spoilt, {"bundle.json": b"{}", "zeros": bytes(20 << 20)})

    with pytest.raises(SourceError, match=r"bytes would unpack to 20,971,522"):
        verify(spoilt, PAGE)


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"no zip at all"])
def test_what_is_no_zip_file_is_said_to_be_damaged(spoilt, content):
    spoilt.write_bytes(content)

    with pytest.raises(SourceError, match="the bundle is damaged"):
        verify(spoilt, PAGE)


def test_a_zip_file_of_something_else_is_no_bundle(spoilt):
    packed(spoilt, {"a.csv": b"x"})

    with pytest.raises(SourceError) as refused:
        verify(spoilt, PAGE)

    assert str(refused.value) == (
        "this is no bundle that madein can read: it holds no 'bundle.json'\n"
        f"  at {spoilt}\n"
        "  try: name a bundle that `madein export` wrote"
    )


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match="there is no such file"):
        verify(tmp_path / "none.zip", PAGE)
