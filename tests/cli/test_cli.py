"""The command line as scripts see it: exit codes, stdout that is data, JSON."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from case.small import ROWS, make, write_rows
from madein.case.opened import open_case
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


# --- flags ------------------------------------------------------------------------

CAUTION = "A red flag on its own is not always indicative of sanctions circumvention"
PLANTED = (  # China is a hub from 28 June 2022 on
    "A/1,1,05/07/2022,7743237789,AURUS LLC,SOUTH KOREA,CHINA,8708290000,Bumper,100.00",
    "A/1,2,05/07/2022,7743237789,AURUS LLC,CHINA,CHINA,8708290000,Bumper,200.00",
    "A/2,1,06/07/2022,,,SOUTH KOREA,CHINA,8708290000,Bumper,50.00",
    "A/3,1,05/05/2022,7743237789,AURUS LLC,SOUTH KOREA,CHINA,8708290000,Bumper,30.00",
    "A/4,1,05/07/2022,7743237789,AURUS LLC,SOUTH KOREA,GERMANY,8708290000,Bumper,7.00",
)


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    folder = make(tmp_path_factory.mktemp("flags") / "case")
    write_rows(folder, *PLANTED)
    open_case(folder).build()
    return folder


def flags_of(madein, folder):
    told = json.loads(madein("show", folder, "flags", "--json").out)
    return {(flag["id"], flag["party_id"]): flag for flag in told["data"]}, told


@pytest.mark.parametrize(
    ("flag", "answer", "rows", "usd", "perhaps"),
    [
        ("RF14", "yes", 2, 300, 57),  # China in July; the trading country is not given
        ("RF07", "yes", 1, 100, 50),  # one of them is of another origin
        ("RF01", "not determinable", 4, 337, 50),  # nothing is held of the year before
    ],
)
def test_a_flag_opens_to_the_rows_that_were_planted(
    madein, planted, flag, answer, rows, usd, perhaps
):
    found, _ = flags_of(madein, planted)
    row = found[flag, ""]
    listed = read_csv(madein("why", planted, flag, "--to", "csv").out)
    sure = [Decimal(one["usd"]) for one in listed if one["certain"] == "True"]

    assert (row["answer"], len(sure), sum(sure)) == (answer, rows, usd)
    assert sum(Decimal(one["usd"]) for one in listed) == usd + perhaps


def test_flags_are_printed_with_the_caution_and_without_a_score(madein, planted):
    said = madein("show", planted, "flags")
    _, told = flags_of(madein, planted)

    assert said.code == 0
    assert CAUTION in said.err
    assert "flags are not added up, weighed or ranked" in said.err
    assert any(CAUTION in caveat for caveat in told["caveats"])


def test_why_opens_a_flag_with_its_answer_its_source_and_its_rows(madein, planted):
    said = madein("why", planted, "RF14")
    lines = said.out.splitlines()

    assert (said.code, CAUTION in said.err) == (0, True)
    assert lines[:6] == [
        (
            "RF14  Is the country of dispatch or the trading country on a list of hub "
            "countries of the day?"
        ),
        "  answer    yes",
        "  because   2 rows of 4 by way of a hub country",
        "  asked by  FinCEN and BIS, Joint alert FIN-2022-Alert003, 28 Jun 2022",
        "",
        "Query, over the tables of the build:",
    ]
    assert lines[7].startswith("  select source_id, row")
    assert [line for line in lines if "files/a.csv:" in line] == [
        "           $200.00  2022-07-05  files/a.csv:3",
        "           $100.00  2022-07-05  files/a.csv:2",
        "            $50.00  2022-07-06  files/a.csv:4  (may belong)",
        "             $7.00  2022-07-05  files/a.csv:6  (may belong)",
    ]


def test_why_says_where_no_row_speaks_of_a_flag(madein, planted):
    said = madein("why", planted, "RF06")

    assert (said.code, madein("why", planted, "RF06", "--to", "csv").out) == (0, "")
    assert "  answer    not determinable (OUTSIDE_RECORDS)\n" in said.out
    assert said.out.endswith("\n\nNo row speaks of it.\n")


@pytest.mark.parametrize("flag", ["RF99", "RF01.P-nobody", "RF"])
def test_a_flag_that_is_not_there_ends_with_2(madein, planted, flag):
    said = madein("why", planted, flag)

    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"there is no flag '{flag}'\n"
        f"  at {planted}\n"
        f"  try: see `madein show {planted} flags`\n"
    )


def test_why_opens_a_flag_of_one_firm(madein, demo):
    """The two new suppliers of the demo, each with the rows that are counted for it."""
    found, _ = flags_of(madein, demo.folder)
    new = [
        row for (flag, party), row in found.items() if party and row["answer"] == "yes"
    ]
    assert new

    for row in new:
        name = f"{row['id']}.{row['party_id']}"
        listed = read_csv(madein("why", demo.folder, name, "--to", "csv").out)
        sure = [Decimal(one["usd"]) for one in listed if one["certain"] == "True"]
        told = madein("why", demo.folder, name).out

        assert (len(sure), sum(sure)) == (row["rows"], Decimal(row["usd"]))
        assert {one["supplier"] for one in listed} == {row["party_id"]}
        assert min(one["registered"] for one in listed) >= "2022-02-24"
        assert told.startswith(
            f"{name}  Is there no trade before 24 Feb 2022, and trade since?: {row['party']}\n"
        )


def test_no_query_is_printed_with_an_empty_line_before_it(madein, built, planted):
    for folder, shown in ((built, "F1"), (planted, "RF14"), (planted, "RF05")):
        lines = madein("why", folder, shown).out.splitlines()
        heading = lines.index("Query, over the tables of the build:")

        assert lines[heading + 1] == ""
        assert lines[heading + 2].strip() != ""
