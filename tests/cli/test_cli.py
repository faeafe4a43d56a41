"""The command line as scripts see it: exit codes, stdout that is data, JSON."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from case.small import ROWS, write_rows
from madein.cli import COMMANDS

HEAVY = ("duckdb", "rich", "jinja2", "pydantic", "vl_convert", "ruamel", "babel")


def claim(folder, says):
    file = folder / "claims.yml"
    file.write_text(file.read_text().replace("300 USD", says), encoding="utf-8")


# --- exit codes -----------------------------------------------------------------


def test_what_is_done_ends_with_0(madein, folder):
    assert madein("build", folder).code == 0


def test_a_missing_case_ends_with_1_and_the_whole_message(madein, tmp_path):
    said = madein("build", tmp_path)

    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "there is no file 'case.yml'\n"
        f"  at {tmp_path}\n"
        "  try: run `madein init` to make a case folder, or name another folder\n"
    )


def test_a_figure_that_is_not_there_ends_with_2(madein, built):
    assert madein("why", built, "F99").code == 2


def test_a_missing_argument_ends_with_2(madein):
    assert madein("why").code == 2


def test_a_contradicted_claim_ends_with_3(madein, folder):
    claim(folder, "almost 200 USD")

    assert madein("check", folder).code == 3


def test_an_open_claim_ends_with_4_only_if_strict(madein, folder):
    assert madein("check", folder).code == 0
    assert madein("check", folder, "--strict").code == 4


def test_a_contradicted_claim_outweighs_an_open_one(madein, folder):
    claim(folder, "almost 200 USD")

    assert madein("check", folder, "--strict").code == 3


def test_a_file_that_cannot_be_read_ends_with_5(madein, folder):
    (folder / "files" / "a.csv").unlink()

    said = madein("build", folder)

    assert said.code == 5
    assert "a.csv" in said.err


# --- help -----------------------------------------------------------------------


def test_a_misspelt_command_names_the_nearest(madein):
    said = madein("biuld")

    assert said.code == 2
    assert "there is no command 'biuld'; did you mean 'build'?" in said.err


def test_every_command_has_its_line_and_its_help(madein):
    listed = madein("--help").out

    assert all(f"  {name} " in listed for name in COMMANDS)
    assert all(madein(name, "--help").code == 0 for name in COMMANDS)


@pytest.mark.parametrize(
    "code",
    [
        "import madein",
        "import madein.cli",
        (
            "import click, madein.cli as c; "
            "print(c.group.get_help(click.Context(c.group)), file=sys.stderr)"
        ),
    ],
)
def test_import_and_help_load_nothing_heavy(code):
    told = "print([m for m in sys.modules if m.split('.')[0] in set(sys.argv[1:])])"
    command = [sys.executable, "-c", f"import sys; {code}; {told}", *HEAVY]
    found = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own code

    assert found.stdout == "[]\n"


# --- JSON -----------------------------------------------------------------------

ASKED = (
    ("status",),
    ("map",),
    ("build",),
    ("check",),
    ("report",),
    ("why", "F1"),
    *(
        ("show", measure)
        for measure in (
            "total",
            "origins",
            "goods",
            "suppliers",
            "change",
            "quarters",
            "exposure",
            "coverage",
        )
    ),
)


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_every_command_prints_one_envelope(madein, folder, asked):
    madein("build", folder)
    name, *more = asked

    said = madein(name, folder, *more, "--json")

    envelope = json.loads(said.out)
    assert list(envelope) == ["madein", "kind", "data", "caveats"]
    assert envelope["madein"] == "1"


def test_commands_without_a_case_print_an_envelope_too(madein, tmp_path, folder, demo):
    files = folder / "files" / "a.csv"
    lists = ("--on", "2024-02-23", "--folder", demo.folder / "lists")
    asked = (
        ("init", tmp_path / "new"),
        ("add", folder, files, "--layout", "demo-english"),
        ("doctor",),
        ("lists", "show", "7743237789", *lists),
    )

    found = [json.loads(madein(*args, "--json").out)["kind"] for args in asked]

    assert found == ["case", "sources", "doctor", "listing"]


def test_a_case_that_is_not_built_has_a_status_in_json(madein, folder):
    said = madein("status", folder, "--json")

    assert json.loads(said.out)["data"] == {"sources": [], "gaps": []}


def test_dollars_are_text_in_json(madein, built):
    figure = json.loads(madein("why", built, "F1", "--json").out)["data"]["figure"]

    assert (figure["at_least"], figure["at_most"]) == ("300.0000", "350.0000")


@pytest.mark.parametrize("asked", [("check",), ("status",), ("show", "total")])
def test_a_synthetic_case_says_so_in_json(madein, folder, asked):
    case = folder / "case.yml"
    case.write_text(case.read_text().replace("period:", "synthetic: true\nperiod:"))
    madein("build", folder)
    name, *more = asked

    said = madein(name, folder, *more, "--json")

    assert "synthetic" in " ".join(json.loads(said.out)["caveats"]).lower()
    assert "SYNTHETIC" in said.err


# --- stdout is data ---------------------------------------------------------------


@pytest.mark.parametrize("asked", [("build",), ("init",)])
def test_messages_go_to_stderr(madein, tmp_path, folder, asked):
    said = madein(*asked, folder if asked == ("build",) else tmp_path / "new")

    assert said.out == ""
    assert said.err != ""


def test_a_breakdown_without_parts_is_no_crash(madein, built):
    said = madein("show", built, "change")

    assert (said.code, said.out) == (0, "")
    assert said.err.startswith("no figures")


def test_why_prints_bounds_query_and_rows_with_their_lines(madein, built):
    said = madein("why", built, "F1").out

    assert "at least  $300.00   in 2 rows" in said
    assert "at most   $350.00" in said
    assert "from imports)" in said
    assert "files/a.csv:3" in said


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_rows_as_csv_add_up_to_the_figure(madein, built):
    rows = read_csv(madein("why", built, "F1", "--to", "csv").out)
    sure = [Decimal(row["usd"]) for row in rows if row["certain"] == "True"]

    assert sum(sure) == 300
    assert sum(Decimal(row["usd"]) for row in rows) == 350


def test_no_cell_of_the_csv_is_a_formula(madein, folder):
    dangerous = [ROWS[0].replace("Bumper", f"{sign}cmd|x") for sign in "=+-@"]
    write_rows(
        folder, *(row.replace("A/1,1", f"A/1,{n}") for n, row in enumerate(dangerous))
    )
    madein("build", folder)

    rows = read_csv(madein("why", folder, "F1", "--to", "csv").out)

    assert sorted(row["description"] for row in rows) == [
        f"'{sign}cmd|x" for sign in sorted("=+-@")
    ]


def test_rows_as_a_workbook_open_and_add_up(built, tmp_path):
    code = "import sys; from madein.cli import main; sys.argv[0] = 'madein'; main()"
    command = [sys.executable, "-c", code, "why", str(built), "F1", "--to", "xlsx"]
    found = subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own code
    file = tmp_path / "rows.xlsx"
    file.write_bytes(found.stdout)

    heading, *rows = (
        CalamineWorkbook.from_path(str(file)).get_sheet_by_name("Rows").to_python()
    )

    usd, description = heading.index("usd"), heading.index("description")
    assert sum(Decimal(row[usd]) for row in rows) == 350
    assert "=1+1 bumper" in [row[description] for row in rows]


def test_a_cell_cannot_speak_to_the_terminal(madein, folder):
    write_rows(folder, ROWS[0].replace("Bumper", "Bum\x1b[2Jper"))
    madein("build", folder)

    assert "Bum\\x1b[2Jper" in madein("why", folder, "F1").out


def test_a_long_name_in_a_table_is_broken_and_never_cut(madein, folder):
    write_rows(folder, ROWS[0].replace("AURUS LLC", "А" * 300))
    madein("build", folder)

    out = madein("parties", folder, "list").out
    assert (out.count("А"), out.count("…")) == (300, 0)
