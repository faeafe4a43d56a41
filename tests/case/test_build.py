"""A case built, built again, broken off and built anew."""

import os
import shutil
import signal
import subprocess
import sys
import time
from decimal import Decimal

import pytest

from case.small import ROWS, write_rows
from madein.case.opened import open_case
from madein.case.store import Store
from madein.errors import CaseError, RequestError, SourceError, StoreError

TABLES = ("figure", "claim_result", "imports", "party", "conservation")


def tables(folder):
    with open_case(folder).tables() as engine:
        return {name: engine.rows(f'from "{name}" order by all') for name in TABLES}


def total(folder):
    return open_case(folder).figure("F1")["at_least"]


def run(code, *args, **environment):
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.Popen(  # noqa: S603 - our own code
        command,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_unchanged_inputs_build_nothing(folder):
    said = []

    assert open_case(folder).build() is True
    assert open_case(folder).build(said.append) is False
    assert "figures and claims" not in said


def test_a_changed_row_is_a_new_edition(folder):
    open_case(folder).build()
    before = open_case(folder).edition()
    write_rows(folder, *ROWS, ROWS[0].replace("A/1,1", "A/3,1"))

    assert open_case(folder).build() is True
    assert open_case(folder).edition() != before
    assert total(folder) == 400


def test_changed_claims_are_checked_without_reading_files_again(folder):
    open_case(folder).build()
    raw = {file: file.stat().st_mtime_ns for file in (folder / ".madein/raw").iterdir()}
    claims = folder / "claims.yml"
    claims.write_text(claims.read_text().replace("300 USD", "at least 300 USD"))

    assert open_case(folder).build() is True
    assert open_case(folder).claim_results()[0]["result"] == "supported"
    assert raw == {
        file: file.stat().st_mtime_ns for file in (folder / ".madein/raw").iterdir()
    }


def test_a_build_that_fails_leaves_the_last_good_one(folder):
    open_case(folder).build()
    before = tables(folder)
    case = folder / "case.yml"
    twins = '  members:\n    - {name: Twin, tax_id: "7743237789"}\n'
    case.write_text(case.read_text().replace("  members:\n", twins))

    with pytest.raises(CaseError, match="are one firm in the records"):
        open_case(folder).build()

    assert tables(folder) == before
    assert [b.name for b in (folder / ".madein/builds").iterdir()] == [
        open_case(folder).edition()
    ]


def test_files_that_cannot_be_read_are_named_all_at_once(folder):
    case = folder / "case.yml"
    entry = '  - {file: files/b.csv, layout: demo-english, encoding: utf-8, delimiter: ","}\n'
    case.write_text(case.read_text() + entry + entry.replace("b.csv", "c.csv"))

    with pytest.raises((SourceError, CaseError)) as caught:
        open_case(folder).build()

    assert [name for name in ("b.csv", "c.csv") if name in str(caught.value)] == [
        "b.csv",
        "c.csv",
    ]


def test_a_deleted_store_gives_the_same_findings_again(folder):
    open_case(folder).build()
    before = tables(folder)
    shutil.rmtree(folder / ".madein")

    assert open_case(folder).build() is True
    assert tables(folder) == before


def test_a_deleted_build_is_made_again(folder):
    open_case(folder).build()
    shutil.rmtree(folder / ".madein" / "builds")

    assert open_case(folder).build() is True
    assert total(folder) == 300


def test_evidence_quotes_the_line_as_it_was_found(folder):
    open_case(folder).build()
    found = open_case(folder).evidence("F1")

    assert [(r["file"], r["line"], r["usd"], r["certain"]) for r in found] == [
        ("files/a.csv", 3, Decimal(200), True),
        ("files/a.csv", 2, Decimal(100), True),
        ("files/a.csv", 4, Decimal(50), False),
    ]
    assert found[0]["text"] == ROWS[1].replace(",", " | ")


def test_a_figure_that_is_not_there_is_a_request_error(folder):
    open_case(folder).build()

    with pytest.raises(RequestError) as caught:
        open_case(folder).figure("F99")

    assert caught.value.faults[0].what == "there is no figure 'F99'"


def test_the_same_bytes_under_two_names_are_refused(folder):
    shutil.copy(folder / "files/a.csv", folder / "files/b.csv")
    case = folder / "case.yml"
    text = case.read_text()
    case.write_text(text + text.splitlines()[-1].replace("a.csv", "b.csv") + "\n")

    with pytest.raises(CaseError) as caught:
        open_case(folder).build()

    assert [fault.what for fault in caught.value.faults] == [
        "'files/b.csv' holds the same bytes as 'files/a.csv'"
    ]


HOLD = """
import sys, time
from pathlib import Path
from madein.case.store import Store
with Store(folder=Path(sys.argv[1])).new_build("held"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(folder):
    """Another process in the middle of a build, after a first build."""
    open_case(folder).build()
    process = run(HOLD, folder / ".madein")
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_builder_is_refused_and_told_who_builds(folder, holder):
    write_rows(folder, *ROWS[:1])
    began = time.monotonic()

    with pytest.raises(StoreError) as caught:
        open_case(folder).build()

    assert caught.value.faults[0].what == f"process {holder.pid} is building this case"
    assert time.monotonic() - began < 10
    assert total(folder) == 300  # readers are not in the way


def test_a_killed_build_leaves_the_last_one_and_no_lock(folder, holder):
    before = tables(folder)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()

    assert tables(folder) == before
    write_rows(folder, *ROWS[:1])
    assert open_case(folder).build() is True
    assert total(folder) == 100
    assert not list((folder / ".madein/builds").glob("*.part"))


BUILD = """
import sys
from madein.case.opened import open_case
case = open_case(sys.argv[1])
case.build()
with case.tables() as engine:
    for name in ("figure", "claim_result"):
        for row in engine.rows(f'from "{name}"'):
            print(row)
"""


def test_findings_do_not_depend_on_hash_seed_or_time_zone(folder, tmp_path):
    said = []
    for seed, zone in (("0", "UTC"), ("1", "Asia/Seoul")):
        copy = tmp_path / f"copy{seed}"
        shutil.copytree(folder, copy)
        process = run(BUILD, copy, PYTHONHASHSEED=seed, TZ=zone)
        said.append(process.communicate()[0])
        assert process.returncode == 0

    assert said[0] == said[1] != ""


def test_a_store_without_a_build_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="the case is not built"):
        Store(folder=tmp_path / ".madein").current()


CORRECTION = """\
corrections:
  - file: files/a.csv
    line: 2
    field: statistical_usd
    was: "100.00"
    now: "10"
    reason: The invoice says ten
    provider: The importer
"""


def test_a_correction_is_a_new_edition_and_opens_with_its_figure(folder):
    open_case(folder).build()
    (folder / "corrections.yml").write_text(CORRECTION, encoding="utf-8")

    assert open_case(folder).build() is True
    assert total(folder) == 210
    found = {row["line"]: row["corrected"] for row in open_case(folder).evidence("F1")}
    assert found == {
        2: "statistical_usd: 100.00 -> 10 (The invoice says ten; The importer)",
        3: None,
        4: None,
    }


def test_a_correction_of_a_source_that_was_fixed_leaves_the_last_build(folder):
    open_case(folder).build()
    wrong = CORRECTION.replace('"100.00"', '"99"')
    (folder / "corrections.yml").write_text(wrong, encoding="utf-8")

    with pytest.raises(CaseError, match=r"is '100\.00' in the file, and not '99'"):
        open_case(folder).build()
    assert total(folder) == 300


def test_a_layout_of_sums_is_refused_with_its_reason(folder):
    (folder / "layouts").mkdir()
    (folder / "layouts" / "sums.yml").write_text(
        "name: sums\nvendor: V\ncountry: RU\naggregated: month and firm\n"
        "fields: {hs: [HS Code]}\n",
        encoding="utf-8",
    )
    file = folder / "case.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("layout: demo-english", "layout: sums"), "utf-8")

    with pytest.raises(CaseError) as caught:
        open_case(folder).build()
    assert str(caught.value) == (
        "one row per month and firm: these are no shipments\n"
        "  at files/a.csv\n"
        "  try: ask the vendor for a row per declared item; this table can only check "
        "totals"
    )
