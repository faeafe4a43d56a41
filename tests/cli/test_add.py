import json

import pytest

from madein.sources.layouts import read_layout
from mapping.making import write_csv
from mapping.making_columns import imports

ROWS = range(20)


def put(folder, table, name="a.csv", above=()):
    rows = [list(row) for row in zip(*table.values(), strict=True)]
    return write_csv(folder / name, list(table), rows, above)


@pytest.fixture
def case(madein, tmp_path):
    madein("init", tmp_path / "case")
    return tmp_path / "case"


def added(case):
    return (case / "case.yml").read_text(encoding="utf-8")


def test_a_file_of_an_unknown_vendor_is_mapped_and_its_layout_written(
    madein, case, tmp_path
):
    said = madein("add", case, put(tmp_path, imports(), "Kenya 2023.csv"))

    assert said.code == 0
    assert "mapped by its cells; layout written to layouts/kenya-2023.yml" in said.err
    layout = read_layout(case / "layouts" / "kenya-2023.yml")
    assert layout.fields["consignee_name"] == ("IMPORTER_NAME",)
    assert layout.constants == {"direction": "import"}
    assert "layout: kenya-2023" in added(case)


def test_the_layout_file_says_why_beside_each_column(madein, case, tmp_path):
    madein("add", case, put(tmp_path, imports()))

    text = (case / "layouts" / "a.yml").read_text(encoding="utf-8")
    assert (
        '  hs: ["HS_CODE"]   # the heading says hs; 100% of the cells are commodity codes'
        in text.splitlines()
    )


def test_the_next_file_of_the_vendor_uses_the_layout(madein, case, tmp_path):
    madein("add", case, put(tmp_path, imports()))
    said = madein("add", case, put(tmp_path, imports(rows=30), "b.csv"), "--json")

    assert json.loads(said.out)["data"][0]["layout"] == "a"
    assert sorted(path.name for path in (case / "layouts").iterdir()) == ["a.yml"]


def test_the_next_file_is_still_held_against_the_layout(madein, case, tmp_path):
    madein("add", case, put(tmp_path, imports()))
    swapped = imports(HS_CODE=[f"parts {n}" for n in ROWS])

    said = madein("add", case, put(tmp_path, swapped, "b.csv"))

    assert said.code == 1
    assert said.err.endswith(
        "the layout 'a' takes 'HS_CODE' for hs, but its cells are no commodity codes: "
        "parts 0  /  parts 1  /  parts 2\n"
        f"  at {tmp_path}/b.csv:1\n"
        "  try: --set HS_CODE=hs  or  --set HS_CODE=unused\n"
    )
    assert "b.csv" not in added(case)


def test_days_in_another_order_than_the_layout_names_are_asked_about(
    madein, case, tmp_path
):
    madein("add", case, put(tmp_path, imports()))
    slashed = imports(IMP_DATE=[f"{n // 2 + 12}/05/2023" for n in ROWS])

    said = madein("add", case, put(tmp_path, slashed, "b.csv"))

    assert (said.code, "--dates dd/mm/yyyy" in said.err) == (1, True)


def test_without_a_terminal_each_question_names_its_flags(madein, case, tmp_path):
    table = imports(COUNTRY_OF_ORIGIN=["TURKEY", "CHINA"] * 10)
    file = put(tmp_path, table)

    said = madein("add", case, file)

    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "which column is the country of origin? 'ORIGIN_COUNTRY' (CHINA  /  ITALY), "
        "'COUNTRY_OF_ORIGIN' (TURKEY  /  CHINA)\n"
        f"  at {file}:1\n"
        "  try: --set ORIGIN_COUNTRY=origin  or  --set COUNTRY_OF_ORIGIN=origin\n"
    )
    assert "sources: []" in added(case)


def test_a_flag_settles_the_question(madein, case, tmp_path):
    table = imports(COUNTRY_OF_ORIGIN=["TURKEY", "CHINA"] * 10)

    said = madein(
        "add", case, put(tmp_path, table), "--set", "COUNTRY_OF_ORIGIN=origin"
    )

    assert said.code == 0
    layout = read_layout(case / "layouts" / "a.yml")
    assert layout.fields["origin"] == ("COUNTRY_OF_ORIGIN",)
    assert "ORIGIN_COUNTRY" in layout.unused


def test_on_a_terminal_the_question_is_asked(madein, case, tmp_path, monkeypatch):
    table = imports(COUNTRY_OF_ORIGIN=["TURKEY", "CHINA"] * 10)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.prompt", lambda *_, **__: 2)

    said = madein("add", case, put(tmp_path, table))

    assert said.code == 0
    assert "  2  COUNTRY_OF_ORIGIN   (--set COUNTRY_OF_ORIGIN=origin)" in said.err
    layout = read_layout(case / "layouts" / "a.yml")
    assert layout.fields["origin"] == ("COUNTRY_OF_ORIGIN",)


def test_a_table_of_sums_is_refused(madein, case, tmp_path):
    table = {
        "HS_CODE": ["870829"] * 3,
        "SUMOFCIF_USD": [1, 2, 3],
        "MONTHYEAR": ["2023-04"] * 3,
    }
    file = put(tmp_path, table)

    said = madein("add", case, file)

    assert said.err == (
        "no shipments: its rows are sums over several shipments: 'SUMOFCIF_USD' is a "
        "heading of a pivot table\n"
        f"  at {file}:1\n"
        "  try: ask for the single records; such a table can only check their totals\n"
    )


def test_an_export_that_ends_at_a_round_number_is_told(madein, case, tmp_path):
    said = madein("add", case, put(tmp_path, imports(rows=1_000)))

    assert "the file ends at exactly 1,000 rows" in said.err


def test_what_the_columns_cannot_answer_is_told(madein, case, tmp_path):
    said = madein("add", case, put(tmp_path, imports(ORIGIN_COUNTRY=None)))

    (line,) = (line for line in said.err.splitlines() if "does not give" in line)
    assert "country of origin" in line
    assert "importer or buyer" not in line


def test_a_setting_without_a_field_is_no_setting(madein, case, tmp_path):
    said = madein("add", case, put(tmp_path, imports()), "--set", "HS_CODE")

    assert said.code == 2
    assert "'HS_CODE' is not written as HEADING=FIELD" in said.err


def test_a_tab_can_be_told_as_messages_write_it(madein, case, tmp_path):
    table = imports()
    rows = zip(*table.values(), strict=True)
    lines = ["\t".join(map(str, row)) for row in [tuple(table), *rows]]
    file = tmp_path / "tabs.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    said = madein("add", case, file, "--delimiter", r"\t", "--json")

    assert said.code == 0
    assert json.loads(said.out)["data"][0]["delimiter"] == "\t"
    assert "does not give" in said.err  # notes are said beside JSON, too
