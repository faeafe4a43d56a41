from dataclasses import replace
from typing import get_args

import pytest

from madein.errors import CaseError
from madein.sources.layouts import (
    FIELDS,
    UNITS,
    Message,
    best_layout,
    case_layouts,
    known_share,
    lay_over,
    read_layout,
    shipped_layouts,
)
from sources.making import HEADINGS, LAYOUT

YAML = """\
name: own
vendor: Somebody
country: RU
fields:
  declaration: [nd]
  registered: [day]
"""


def message(call, *args):
    with pytest.raises(CaseError) as stop:
        call(*args)
    return str(stop.value)


def refused(folder, text):
    """What is said of a layout file, without its folder."""
    file = folder / "own.yml"
    file.write_text(text, encoding="utf-8")
    return message(read_layout, file).replace(f"{folder}/", "")


def test_every_heading_that_is_not_known_is_named_at_once():
    assert message(lay_over, [*HEADINGS, "G31_1", "note"], LAYOUT, "a.csv:1") == (
        "column 'G31_1' is not in the layout 'four'\n"
        "  at a.csv:1\n"
        "  try: map it, or list it under `unused`, in a copy of the layout in the "
        "folder layouts/ of the case\n"
        "column 'note' is not in the layout 'four'\n"
        "  at a.csv:1\n"
        "  try: map it, or list it under `unused`, in a copy of the layout in the "
        "folder layouts/ of the case"
    )


def test_two_headings_for_one_field_are_not_chosen_between():
    layout = replace(LAYOUT, fields={**LAYOUT.fields, "hs": ("G33", "code")})

    assert message(lay_over, ["G33", "nd", "Code"], layout, "a.csv:1") == (
        "columns 'G33' and 'Code' both hold the field 'hs'\n"
        "  at a.csv:1\n"
        "  try: list one of them under `unused` in a layout of the case"
    )


def test_the_same_heading_twice_is_not_chosen_between():
    assert message(lay_over, ["nd", "nd"], LAYOUT, "a.csv:1") == (
        "columns 'nd' and 'nd' both hold the field 'declaration'\n"
        "  at a.csv:1\n"
        "  try: list one of them under `unused` in a layout of the case"
    )


def test_each_column_has_one_meaning():
    layout = replace(LAYOUT, total_of_declaration=("G12",), unused=("note",))
    columns = lay_over(["Note", "U S D (dollars)", "", "g12", "n_d"], layout, "a:1")

    assert columns.columns == {"statistical_usd": 1, "declaration": 4}
    assert (columns.totals, columns.unused) == ((3,), (0, 2))
    assert (columns.column("declaration"), columns.column("hs")) == ("c005", None)


def test_headings_are_told_apart_to_the_last_character():
    fields = {"hs": ("G33",), "description": ("G31_1",)}
    layout = replace(LAYOUT, fields=fields, unused=("G31_11",))
    columns = lay_over(["G31_11 (maker)", "G31_1 (goods)", "G33"], layout, "a:1")

    assert columns.columns == {"description": 1, "hs": 2}


def test_columns_without_declaration_day_and_code_are_no_shipments():
    layout = replace(LAYOUT, fields={"description": ("G31_1",)})
    with pytest.raises(CaseError) as caught:
        lay_over(["G31_1 (goods)"], layout, "a.csv:1")

    assert str(caught.value) == (
        f"under the layout '{layout.name}' no column holds a declaration, a day or a "
        "commodity code: these rows are no shipments\n"
        "  at a.csv:1\n"
        "  try: choose another layout with --layout, or another line of headings"
    )


def test_a_field_that_does_not_exist_is_named(tmp_path):
    text = YAML + "  consinee_name: [who]\nconstants: {origin: KR}\n"
    fix = f"  try: use one of: {', '.join(FIELDS + UNITS)}"

    assert refused(tmp_path, text) == (
        f"'consinee_name' is no field of a shipment\n  at own.yml\n{fix}\n"
        f"'origin' is no field of a shipment\n  at own.yml\n{fix}"
    )


def test_a_heading_that_is_listed_twice_is_named(tmp_path):
    text = YAML + "  hs: [G33]\nunused: [ND, g_33]\n"

    fix = "  at own.yml\n  try: leave it in the place that is right"
    assert refused(tmp_path, text) == "\n".join(
        f"'{heading}' is listed twice\n{fix}" for heading in ("nd", "G33", "ND", "g_33")
    )


def test_one_sign_is_not_both_decimal_and_between_groups(tmp_path):
    assert refused(tmp_path, YAML + 'grouping: "."\n') == (
        "'.' is the decimal sign and the sign between groups\n"
        "  at own.yml\n"
        "  try: remove `grouping`, unless the vendor's numbers show it"
    )


def test_a_constant_is_a_word_that_madein_knows(tmp_path):
    text = YAML + "constants: {direction: imports, message: new}\n"

    assert refused(tmp_path, text) == (
        "'imports' is no direction\n"
        "  at own.yml\n"
        "  try: use one of: import, export\n"
        "'new' is no message\n"
        "  at own.yml\n"
        f"  try: use one of: {', '.join(get_args(Message))}"
    )


def test_a_setting_that_does_not_exist_is_named(tmp_path):
    assert refused(tmp_path, YAML + "decimals: ','\n").splitlines()[:2] == [
        "'decimals' is no setting madein knows",
        "  at own.yml:7",
    ]


def test_a_layout_of_the_case_stands_before_a_shipped_one(tmp_path):
    (tmp_path / "layouts").mkdir()
    text = YAML.replace("name: own", "name: ru-dt")
    (tmp_path / "layouts" / "x.yml").write_text(text, encoding="utf-8")
    layouts = case_layouts(tmp_path)

    assert [lay.vendor for lay in layouts if lay.name == "ru-dt"] == ["Somebody"]
    assert len(layouts) == len(shipped_layouts())


def test_the_share_that_is_known_decides():
    other = replace(LAYOUT, name="other", fields={"hs": ("nd",)})

    assert known_share(["nd", "x", "", "usd"], LAYOUT) == pytest.approx(2 / 3)
    assert best_layout(["nd", "usd"], [other, LAYOUT]) is LAYOUT
    assert best_layout(["nd", "x", "y"], [LAYOUT]) is None
    assert best_layout([], [LAYOUT]) is None
